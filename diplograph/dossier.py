"""What was found, on disk: one SQLite file that any SQLite tool can open.

Each document is written in one transaction, so a run that is killed leaves a valid file and the next
run goes on where it stopped. What an entity is called is worked out from what each document calls it,
never from the order in which the documents came.
"""

import hashlib
import json
import os
import sqlite3
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from diplograph.errors import DossierError, UnknownNameError
from diplograph.types import Document, Entity, Findings, Mention, Quote, Relation, Skipped

APPLICATION_ID = 0x64697067
"""`dipg` in the SQLite header: what tells a dossier from any other SQLite file."""

SCHEMA_VERSION = 1
"""The layout of the tables that this program reads and writes (`PRAGMA user_version`)."""

BUSY_SECONDS = 5.0
"""How long to wait for another program that is writing to the same dossier."""

SCHEMA = """
CREATE TABLE document (
    id TEXT PRIMARY KEY, title TEXT NOT NULL, source TEXT NOT NULL, url TEXT NOT NULL, date TEXT NOT NULL,
    lang TEXT NOT NULL, text TEXT NOT NULL, content_hash TEXT NOT NULL, extractor TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX document_source ON document (source);

CREATE TABLE entity (
    id TEXT PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, aliases TEXT NOT NULL, refs TEXT NOT NULL
) WITHOUT ROWID;

-- What single documents say of an entity; the table above is worked out from these.
CREATE TABLE entity_form (
    id INTEGER PRIMARY KEY, entity TEXT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL,
    aliases TEXT NOT NULL, refs TEXT NOT NULL, UNIQUE (entity, kind, name, aliases, refs)
);
CREATE TABLE document_entity (
    document TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    form INTEGER NOT NULL REFERENCES entity_form (id), PRIMARY KEY (document, form)
) WITHOUT ROWID;
CREATE INDEX document_entity_form ON document_entity (form);

CREATE TABLE mention (
    id INTEGER PRIMARY KEY, document TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    start_offset INTEGER NOT NULL, end_offset INTEGER NOT NULL, text TEXT NOT NULL, kind TEXT NOT NULL,
    entity TEXT REFERENCES entity (id), confidence REAL NOT NULL, seen_by TEXT NOT NULL
);
CREATE INDEX mention_document ON mention (document);
CREATE INDEX mention_entity ON mention (entity);

CREATE TABLE relation (
    id INTEGER PRIMARY KEY, document TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    source TEXT NOT NULL REFERENCES entity (id), type TEXT NOT NULL,
    target TEXT NOT NULL REFERENCES entity (id), stance TEXT NOT NULL,
    quote_start INTEGER NOT NULL, quote_end INTEGER NOT NULL, quote_text TEXT NOT NULL,
    trigger_start INTEGER NOT NULL, trigger_end INTEGER NOT NULL, trigger_text TEXT NOT NULL,
    attribution TEXT NOT NULL, date TEXT NOT NULL, role TEXT NOT NULL, confidence REAL NOT NULL,
    rule TEXT NOT NULL
);
CREATE INDEX relation_document ON relation (document);
CREATE INDEX relation_source ON relation (source);
CREATE INDEX relation_target ON relation (target);

CREATE TABLE sentence (
    id INTEGER PRIMARY KEY, document TEXT NOT NULL REFERENCES document (id) ON DELETE CASCADE,
    start_offset INTEGER NOT NULL, end_offset INTEGER NOT NULL, text TEXT NOT NULL
);
CREATE INDEX sentence_document ON sentence (document);
CREATE VIRTUAL TABLE sentence_search USING fts5 (
    text, content = 'sentence', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TRIGGER sentence_added AFTER INSERT ON sentence BEGIN
    INSERT INTO sentence_search (rowid, text) VALUES (new.id, new.text);
END;
CREATE TRIGGER sentence_removed AFTER DELETE ON sentence BEGIN
    INSERT INTO sentence_search (sentence_search, rowid, text) VALUES ('delete', old.id, old.text);
END;

CREATE TABLE skipped (source TEXT PRIMARY KEY, reason TEXT NOT NULL) WITHOUT ROWID;

CREATE VIEW relation_text AS
SELECT r.id, s.name AS source_name, r.type, t.name AS target_name, r.stance, r.quote_text, r.trigger_text,
       d.title AS document_title, d.date AS document_date, d.url AS document_url, r.attribution, r.date,
       r.role, r.confidence, r.rule, r.document, r.source, r.target
FROM relation r JOIN entity s ON s.id = r.source JOIN entity t ON t.id = r.target
JOIN document d ON d.id = r.document;

CREATE VIEW tie AS
SELECT source_name, type, target_name, stance, count(DISTINCT document) AS documents, count(*) AS sayings
FROM relation_text GROUP BY source, type, target, stance;

CREATE VIEW entity_count AS
SELECT e.id, e.kind, e.name, count(m.id) AS mentions, count(DISTINCT m.document) AS documents
FROM entity e LEFT JOIN mention m ON m.entity = e.id GROUP BY e.id;
"""

COPY_IN_ORDER = """
INSERT INTO document SELECT * FROM old.document ORDER BY id;
INSERT INTO entity SELECT * FROM old.entity ORDER BY id;
INSERT INTO entity_form (entity, kind, name, aliases, refs)
    SELECT entity, kind, name, aliases, refs FROM old.entity_form ORDER BY 1, 2, 3, 4, 5;
INSERT INTO document_entity
    SELECT link.document, new.id FROM old.document_entity link
    JOIN old.entity_form form ON form.id = link.form
    JOIN main.entity_form new ON (new.entity, new.kind, new.name, new.aliases, new.refs)
        = (form.entity, form.kind, form.name, form.aliases, form.refs) ORDER BY 1, 2;
INSERT INTO mention SELECT row_number() OVER (ORDER BY document, id), document, start_offset, end_offset,
    text, kind, entity, confidence, seen_by FROM old.mention ORDER BY 1;
INSERT INTO relation SELECT row_number() OVER (ORDER BY document, id), document, source, type, target, stance,
    quote_start, quote_end, quote_text, trigger_start, trigger_end, trigger_text, attribution, date, role,
    confidence, rule FROM old.relation ORDER BY 1;
INSERT INTO sentence SELECT row_number() OVER (ORDER BY document, id), document, start_offset, end_offset,
    text FROM old.sentence ORDER BY 1;
INSERT INTO skipped SELECT * FROM old.skipped ORDER BY source;
INSERT INTO sentence_search (sentence_search) VALUES ('optimize');
"""

EXPLANATIONS = {
    "SQLITE_NOTADB": "is no dossier (not even an SQLite file): give the file that an extraction wrote",
    "SQLITE_CORRUPT": "is damaged: restore it from a copy, or extract the articles again into a new file",
    "SQLITE_BUSY": "is in use by another program: wait until that has finished, then try again",
    "SQLITE_LOCKED": "is in use by another program: wait until that has finished, then try again",
    "SQLITE_FULL": "cannot grow because the disk is full: free some space, then try again",
    "SQLITE_READONLY": "cannot be written: check the permissions of the file and of its folder",
    "SQLITE_CANTOPEN": "cannot be opened: check the permissions of the file and of its folder",
    "SQLITE_PERM": "cannot be opened: check the permissions of the file and of its folder",
    "SQLITE_IOERR": "cannot be read or written: check the disk it lies on",
}

DOCUMENT_COLUMNS = ("id", "text", "title", "source", "url", "date", "lang")
ENTITY_COLUMNS = ("id", "kind", "name", "aliases", "refs")
MENTION_COLUMNS = (
    "document",
    "start_offset",
    "end_offset",
    "text",
    "kind",
    "entity",
    "confidence",
    "seen_by",
)
RELATION_COLUMNS = (
    *("document", "source", "type", "target", "stance", "quote_start", "quote_end", "quote_text"),
    *("trigger_start", "trigger_end", "trigger_text", "attribution", "date", "role", "confidence", "rule"),
)
SENTENCE_COLUMNS = ("document", "start_offset", "end_offset", "text")

NO_MATCH = (3, 0)
"""The rank of an entity that a name does not fit."""

Row = tuple[Any, ...]


class Dossier:
    """Documents, entities, mentions and relations in one SQLite file; use it in a `with` statement."""

    def __init__(self, path: Path, connection: sqlite3.Connection, *, writable: bool) -> None:
        self.path = path
        self._connection = connection
        self._writable = writable

    @classmethod
    def open(cls, path: str | Path, *, create: bool = False) -> Self:
        """The dossier at `path`: for reading only, or with `create` for writing, made where there is none."""
        path = Path(path)
        check_place(path, create=create)
        with explain_failures(path):
            connection = connect_for_writing(path) if create else connect_for_reading(path)
        return cls(path, connection, writable=create)

    def close(self) -> None:
        """Leaves one plain file behind; the log beside it goes as soon as nobody else reads."""
        if self._writable:
            with suppress(sqlite3.Error):
                self._connection.execute("PRAGMA journal_mode = DELETE")
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def write(self, findings: Findings, *, extractor: str) -> str:
        """The id under which the findings are stored, in place of an earlier version of the document.

        That is the document's own id, unless another text from another source has it already: then the
        newcomer is stored under the id with `-` and six hex digits of its text's hash, and nothing is lost.
        """
        check_findings(findings)
        with self._transaction():
            name = self._place_document(findings.document)
            touched = self._delete_document(name) | {entity.id for entity in findings.entities}
            self._insert_document(name, findings.document, extractor)
            self._insert_forms(name, findings.entities)
            self._merge_entities(touched)
            self._insert_quotes(name, findings)
        return name

    def holds(self, document: Document, *, extractor: str) -> bool:
        """True when this very content is here already, as read by this version of the extractor."""
        with explain_failures(self.path):
            row = (self._place_document(document), hash_content(document), extractor)
            query = "SELECT 1 FROM document WHERE id = ? AND content_hash = ? AND extractor = ?"
            return self._connection.execute(query, row).fetchone() is not None

    def remove(self, document: str) -> None:
        """Takes the document out, with all that only it says; `UnknownNameError` where there is none."""
        with self._transaction():
            if not self._connection.execute("SELECT 1 FROM document WHERE id = ?", (document,)).fetchone():
                raise UnknownNameError(f"the dossier {str(self.path)!r} holds no document {document!r}")
            self._merge_entities(self._delete_document(document))

    def skip(self, skipped: Skipped) -> None:
        """Records a source that gave no document; it is forgotten once the source can be read."""
        with self._transaction():
            row = (store_name(skipped.source), store_text(skipped.reason))
            self._connection.execute("INSERT OR REPLACE INTO skipped VALUES (?, ?)", row)

    def compact(self) -> None:
        """Rewrites the file in a fixed order: the same content is then the same bytes."""
        self._require_writable()
        fresh = self.path.with_name(f".{self.path.name}.{os.getpid()}.tmp")
        with explain_failures(self.path):
            try:
                # Nobody else may have the old log open: beside the new file it would be poison.
                self._connection.execute("PRAGMA journal_mode = DELETE")
                copy_in_order(self.path, fresh)
                self._connection.close()
                fresh.replace(self.path)
            finally:
                fresh.unlink(missing_ok=True)
                self._connection.close()
                self._connection = connect_for_writing(self.path)

    def documents(self, *, document: str | None = None, lang: str | None = None) -> Iterator[Document]:
        """The documents, by id."""
        for row in self._select("document", DOCUMENT_COLUMNS, {"id": document, "lang": lang}, order="id"):
            yield Document(**dict(zip(DOCUMENT_COLUMNS, row, strict=True)))

    def entities(self, *, kind: str | None = None, document: str | None = None) -> Iterator[Entity]:
        """The entities, by id; with `document`, those that this document names."""
        named = None if document is None else self._list_named(document)
        for row in self._select("entity", ENTITY_COLUMNS, {"kind": kind}, order="id"):
            if named is None or row[0] in named:
                yield read_entity(row)

    def mentions(
        self, *, document: str | None = None, entity: str | None = None, kind: str | None = None
    ) -> Iterator[Mention]:
        """The mentions, in the order of the text."""
        filters = {"document": document, "entity": entity, "kind": kind}
        order = "document, start_offset, end_offset, kind, entity, seen_by, confidence"
        for row in self._select("mention", MENTION_COLUMNS, filters, order=order):
            yield Mention(
                quote=read_quote(row), kind=row[4], entity=row[5] or "", confidence=row[6], by=row[7]
            )

    def relations(
        self,
        *,
        document: str | None = None,
        type: str | None = None,
        stance: str | None = None,
        source: str | None = None,
        target: str | None = None,
        entity: str | None = None,
    ) -> Iterator[Relation]:
        """The relations, in the order of the text; `entity` stands at either end."""
        filters = {"document": document, "type": type, "stance": stance, "source": source, "target": target}
        order = (
            "document, quote_start, quote_end, trigger_start, trigger_end, source, type, target, stance, id"
        )
        for row in self._select("relation", RELATION_COLUMNS, filters, order=order):
            if entity is None or entity in (row[1], row[3]):
                yield read_relation(row)

    def sentences(self, *, document: str | None = None) -> Iterator[Quote]:
        """The sentences, in the order of the text."""
        order = "document, start_offset, end_offset, id"
        for row in self._select("sentence", SENTENCE_COLUMNS, {"document": document}, order=order):
            yield read_quote(row)

    def skipped(self) -> Iterator[Skipped]:
        """The sources that gave no document, and why, by source."""
        for source, reason in self._select("skipped", ("source", "reason"), {}, order="source"):
            yield Skipped(source=source, reason=reason)

    def extractors(self) -> tuple[str, ...]:
        """The versions of the extractor that read the documents, each once."""
        return tuple(
            row[0] for row in self._select("document", ("DISTINCT extractor",), {}, order="extractor")
        )

    def count_mentions(self) -> dict[str, tuple[int, int]]:
        """How often each entity is mentioned, and in how many documents, by id."""
        rows = self._select("entity_count", ("id", "mentions", "documents"), {}, order="id")
        return {entity: (mentions, documents) for entity, mentions, documents in rows}

    def search(self, query: str) -> Iterator[Quote]:
        """The sentences that hold all the words asked for, best first.

        `"in double quotes"` asks for words in that order, a final `*` for any ending; case and accents
        do not count, and nothing else in the query has a meaning of its own.
        """
        found = (
            "SELECT s.document, s.start_offset, s.end_offset, s.text FROM sentence_search"
            " JOIN sentence s ON s.id = sentence_search.rowid"
            " WHERE sentence_search MATCH ? ORDER BY rank, s.document, s.start_offset"
        )
        if words := quote_words(query):
            yield from map(read_quote, self._query(found, (words,)))

    def find_entity(self, name: str) -> list[Entity]:
        """The entities so called, by id, name or alias; if none, those that begin so; if none, that hold it.

        Case and accents do not count.
        """
        wanted = fold_name(name)
        ranked = [(rank_match(wanted, entity), entity.id, entity) for entity in self.entities() if wanted]
        best = min((tier for (tier, _), _, _ in ranked), default=NO_MATCH[0])
        found = [item for item in ranked if item[0][0] == best < NO_MATCH[0]]
        return [entity for _, _, entity in sorted(found, key=lambda item: item[:2])]

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """All of what is written inside, or none of it."""
        self._require_writable()
        with explain_failures(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):
                    self._connection.execute("ROLLBACK")
                raise

    def _require_writable(self) -> None:
        """Stops a caller who would write into a dossier opened for reading."""
        if not self._writable:
            raise DossierError(
                f"the dossier {str(self.path)!r} was opened for reading: open it with create=True"
            )

    def _query(self, query: str, values: Sequence[object] = ()) -> Iterator[Row]:
        """The rows, one by one, with failures explained."""
        with explain_failures(self.path):
            yield from self._connection.execute(query, values)

    def _select(
        self, table: str, columns: Sequence[str], filters: Mapping[str, str | None], *, order: str
    ) -> Iterator[Row]:
        """The rows of a table where every filter that is given holds."""
        given = {column: value for column, value in filters.items() if value is not None}
        where = " AND ".join(f"{column} = ?" for column in given)
        query = (
            f"SELECT {', '.join(columns)} FROM {table} {'WHERE ' + where if where else ''} ORDER BY {order}"
        )
        return self._query(query, tuple(given.values()))

    def _list_named(self, document: str) -> frozenset[str]:
        """The ids of the entities that a document names."""
        query = "SELECT entity FROM document_entity JOIN entity_form ON id = form WHERE document = ?"
        return frozenset(row[0] for row in self._query(query, (document,)))

    def _place_document(self, document: Document) -> str:
        """The id under which a document is, or is to be, stored: see `write`."""
        name, source = store_name(document.id), store_name(document.source)
        other = f"{name}-{hash_text(document.text)[:6]}"
        homes = self._connection.execute("SELECT id FROM document WHERE source = ? ORDER BY id", (source,))
        for home in [str(row[0]) for row in homes]:
            if home == name or (home.startswith(f"{name}-") and len(home) == len(other)):
                return home
        taken = self._connection.execute("SELECT text FROM document WHERE id = ?", (name,)).fetchone()
        return name if taken is None or taken[0] == store_text(document.text) else other

    def _delete_document(self, name: str) -> set[str]:
        """The ids of the entities that the document named, now that it is gone."""
        query = "SELECT entity FROM document_entity JOIN entity_form ON id = form WHERE document = ?"
        named = {row[0] for row in self._connection.execute(query, (name,))}
        self._connection.execute("DELETE FROM document WHERE id = ?", (name,))
        return named

    def _insert_document(self, name: str, document: Document, extractor: str) -> None:
        """Stores the text and what is known of it."""
        texts = (document.title, store_name(document.source), document.url, document.date, document.lang)
        row = (name, *map(store_text, (*texts, document.text)), hash_content(document), extractor)
        self._connection.execute("INSERT INTO document VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
        self._connection.execute("DELETE FROM skipped WHERE source = ?", (row[2],))

    def _insert_forms(self, name: str, entities: Sequence[Entity]) -> None:
        """Stores how this document calls its entities."""
        rows = sorted({form_row(entity) for entity in entities})
        unknown = (
            "INSERT OR IGNORE INTO entity_form (entity, kind, name, aliases, refs) VALUES (?, ?, ?, ?, ?)"
        )
        link = (
            "INSERT INTO document_entity SELECT ?, id FROM entity_form"
            " WHERE (entity, kind, name, aliases, refs) = (?, ?, ?, ?, ?)"
        )
        self._connection.executemany(unknown, rows)
        self._connection.executemany(link, ((name, *row) for row in rows))

    def _merge_entities(self, ids: set[str]) -> None:
        """Works out anew what these entities are called, and drops those that no document names any more."""
        unused = "DELETE FROM entity_form WHERE entity = ? AND id NOT IN (SELECT form FROM document_entity)"
        forms = "SELECT entity, kind, name, aliases, refs FROM entity_form WHERE entity = ?"
        update = (
            "INSERT INTO entity VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
            " kind = excluded.kind, name = excluded.name, aliases = excluded.aliases, refs = excluded.refs"
        )
        for entity in sorted(map(store_text, ids)):
            self._connection.execute(unused, (entity,))
            if rows := self._connection.execute(forms, (entity,)).fetchall():
                self._connection.execute(update, form_row(merge_forms([read_entity(row) for row in rows])))
            else:
                self._connection.execute("DELETE FROM entity WHERE id = ?", (entity,))

    def _insert_quotes(self, name: str, findings: Findings) -> None:
        """Stores mentions, relations and sentences."""
        text = findings.document.text
        sentences = ((name, start, end, store_text(text[start:end])) for start, end in findings.sentences)
        self._insert_rows("mention", MENTION_COLUMNS, (mention_row(name, item) for item in findings.mentions))
        self._insert_rows(
            "relation", RELATION_COLUMNS, (relation_row(name, item) for item in findings.relations)
        )
        self._insert_rows("sentence", SENTENCE_COLUMNS, sentences)

    def _insert_rows(self, table: str, columns: Sequence[str], rows: Iterator[Row]) -> None:
        """Appends rows to a table that numbers them itself."""
        marks = ", ".join("?" * len(columns))
        self._connection.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", rows)


@contextmanager
def explain_failures(path: Path) -> Iterator[None]:
    """Turns what SQLite and the system report into one sentence for the user."""
    try:
        yield
    except sqlite3.Error as error:
        name = getattr(error, "sqlite_errorname", "")
        known = (text for prefix, text in EXPLANATIONS.items() if name.startswith(prefix))
        raise DossierError(f"the dossier {str(path)!r} {next(known, f'cannot be used: {error}')}") from error
    except OSError as error:
        raise DossierError(
            f"the dossier {str(path)!r} cannot be written: {error.strerror or error}"
        ) from error


def check_place(path: Path, *, create: bool) -> None:
    """Stops early, and in plain words, where no dossier can be."""
    if path.is_dir():
        raise DossierError(f"{str(path)!r} is a folder: give the file of the dossier inside it")
    if create and not path.parent.is_dir():
        raise DossierError(
            f"the folder {str(path.parent)!r} does not exist: make it first, or choose another"
        )
    if not create and not path.exists():
        raise DossierError(
            f"there is no dossier at {str(path)!r}: check the path, or extract some articles first"
        )


def connect_for_writing(path: Path) -> sqlite3.Connection:
    """An open connection to a dossier that may be written, made if need be."""
    with connect(path, "mode=rwc") as connection:
        if is_blank(connection):
            connection.executescript(schema_script())
        check_header(connection, path)
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
    return connection


def connect_for_reading(path: Path) -> sqlite3.Connection:
    """An open connection that writes nothing, not even beside a file in a folder that cannot be written."""
    log = path.with_name(f"{path.name}-wal")
    try:
        with connect(path, "mode=ro") as connection:
            check_header(connection, path)
    except sqlite3.OperationalError as error:
        unwritable = error.sqlite_errorname.startswith(("SQLITE_CANTOPEN", "SQLITE_READONLY"))
        if not unwritable or (log.exists() and log.stat().st_size):
            raise
        with connect(path, "mode=ro&immutable=1") as connection:
            check_header(connection, path)
    return connection


@contextmanager
def connect(path: Path, options: str) -> Iterator[sqlite3.Connection]:
    """A bare connection, closed again only if what follows fails; the path may hold any character."""
    uri = f"{path.absolute().as_uri()}?{options}"
    connection = sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
    try:
        yield connection
    except BaseException:
        connection.close()
        raise


def schema_script() -> str:
    """The SQL that makes an empty dossier, all at once or not at all."""
    marks = f"PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {SCHEMA_VERSION};"
    return f"BEGIN IMMEDIATE; {SCHEMA} {marks} COMMIT;"


def is_blank(connection: sqlite3.Connection) -> bool:
    """True for a file without any table, as a run that was killed at once may leave it."""
    return not connection.execute("SELECT 1 FROM sqlite_master").fetchone()


def check_header(connection: sqlite3.Connection, path: Path) -> None:
    """Stops at a file that is not ours, or that a newer program made."""
    application, version = (
        connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")
    )
    if application != APPLICATION_ID:
        raise DossierError(f"the file {str(path)!r} is no dossier: give the file that an extraction wrote")
    if version > SCHEMA_VERSION:
        raise DossierError(
            f"the dossier {str(path)!r} was made by a newer diplograph"
            f" (schema {version}, this one reads {SCHEMA_VERSION}): update diplograph"
        )


def copy_in_order(old: Path, new: Path) -> None:
    """Writes at `new` what `old` holds, in an order that does not tell when it was written."""
    new.unlink(missing_ok=True)
    with closing(sqlite3.connect("", uri=True, isolation_level=None)) as connection:
        connection.executescript(schema_script())
        connection.execute("ATTACH ? AS old", (f"{old.absolute().as_uri()}?mode=ro",))
        connection.executescript(f"BEGIN; {COPY_IN_ORDER} COMMIT;")
        connection.execute("VACUUM main INTO ?", (str(new),))


def check_findings(findings: Findings) -> None:
    """Stops at a quote that is not in the text, and at an end of a relation that is not listed."""
    document = findings.document
    listed = {entity.id for entity in findings.entities}
    ends = [mention.entity for mention in findings.mentions if mention.entity]
    ends += [end for relation in findings.relations for end in (relation.source, relation.target)]
    if missing := sorted(set(ends) - listed):
        raise DossierError(f"the findings of document {document.id!r} use {missing[0]!r} but do not list it")
    quotes = [mention.quote for mention in findings.mentions]
    quotes += [quote for relation in findings.relations for quote in (relation.quote, relation.trigger)]
    for quote in quotes:
        if document.text[quote.start : quote.end] != quote.text or quote.document != document.id:
            raise DossierError(
                f"the findings of document {document.id!r} quote what it does not say: {quote.text!r}"
            )


def merge_forms(forms: Sequence[Entity]) -> Entity:
    """The one entity that several documents speak of, the same whatever the order of `forms`.

    The longest name wins, then the first in the alphabet; the other names become aliases.
    """
    name = min((form.name for form in forms), key=lambda name: (-len(name), name))
    names = {form.name for form in forms}.union(*(form.aliases for form in forms))
    refs = sorted({item for form in forms for item in form.refs.items()}, reverse=True)
    kind = min(form.kind for form in forms)
    return Entity(
        id=forms[0].id, kind=kind, name=name, aliases=tuple(sorted(names - {name})), refs=dict(refs)
    )


def hash_text(text: str) -> str:
    """SHA-256 of a text, in hex."""
    return hashlib.sha256(store_text(text).encode()).hexdigest()


def hash_content(document: Document) -> str:
    """SHA-256 of all that was read, in hex; where it was read from does not count."""
    return hash_text(json.dumps([document.text, document.title, document.url, document.date, document.lang]))


def store_text(text: str) -> str:
    """The text as SQLite can hold it: half characters (lone surrogates) become `?`, offsets stay."""
    return text.encode("utf-8", "replace").decode()


def store_name(name: str) -> str:
    """A path or id as SQLite can hold it: two different ones stay different."""
    return name.encode("utf-8", "backslashreplace").decode()


def form_row(entity: Entity) -> tuple[str, str, str, str, str]:
    """An entity as a row."""
    aliases = json.dumps(sorted(map(store_text, entity.aliases)), ensure_ascii=False)
    refs = json.dumps(
        {key: store_text(value) for key, value in sorted(entity.refs.items())}, ensure_ascii=False
    )
    return store_text(entity.id), entity.kind, store_text(entity.name), aliases, refs


def mention_row(document: str, mention: Mention) -> Row:
    """A mention as a row; no entity is NULL, so that the reference holds."""
    place = (document, mention.quote.start, mention.quote.end, store_text(mention.quote.text))
    return *place, mention.kind, store_text(mention.entity) or None, mention.confidence, mention.by


def relation_row(document: str, relation: Relation) -> Row:
    """A relation as a row, in the order of `RELATION_COLUMNS`."""
    ends = (store_text(relation.source), relation.type, store_text(relation.target), relation.stance)
    quotes = [
        (quote.start, quote.end, store_text(quote.text)) for quote in (relation.quote, relation.trigger)
    ]
    said = map(store_text, (relation.attribution, relation.date, relation.role))
    return document, *ends, *quotes[0], *quotes[1], *said, relation.confidence, relation.rule


def read_entity(row: Row) -> Entity:
    """The entity in a row."""
    aliases, refs = tuple(json.loads(row[3])), json.loads(row[4])
    return Entity(id=row[0], kind=row[1], name=row[2], aliases=aliases, refs=refs)


def read_quote(row: Row) -> Quote:
    """The quote at the front of a row."""
    return Quote(document=row[0], start=row[1], end=row[2], text=row[3])


def read_relation(row: Row) -> Relation:
    """The relation in a row."""
    given: dict[str, Any] = dict(zip(RELATION_COLUMNS, row, strict=True))
    document = given.pop("document")
    for name in ("quote", "trigger"):
        start, end, text = (given.pop(f"{name}_{part}") for part in ("start", "end", "text"))
        given[name] = Quote(document=document, start=start, end=end, text=text)
    return Relation(**given)


def quote_words(query: str) -> str:
    """The query in SQLite's search language, with everything that has a meaning there made harmless.

    >>> quote_words('U.S. "belt and road" invest* OR')
    '"U.S." "belt and road" "invest"* "OR"'
    """
    phrases = []
    for index, part in enumerate(query.split('"')):
        phrases += [part] if index % 2 else part.split()
    return " ".join(
        f'"{store_text(word.rstrip("*"))}"' + "*" * word.endswith("*") for word in phrases if word.strip("* ")
    )


def fold_name(name: str) -> str:
    """The name without case and accents, for comparing.

    >>> fold_name("Şhinzō  ABE ")
    'shinzo abe'
    """
    plain = unicodedata.normalize("NFKD", name.casefold())
    return " ".join("".join(char for char in plain if not unicodedata.combining(char)).split())


def rank_match(wanted: str, entity: Entity) -> tuple[int, int]:
    """How well an entity answers to a folded name: equal, beginning or part; then id, name or alias."""
    if wanted == fold_name(entity.id):
        return 0, 0
    names = [fold_name(name) for name in (entity.name, *entity.aliases)]
    ranks = [
        (tier, 1 + bool(place))
        for place, name in enumerate(names)
        for tier, matches in enumerate((name == wanted, name.startswith(wanted), wanted in name))
        if matches
    ]
    return min(ranks, default=NO_MATCH)
