"""The class `Dossier`: what a caller can write, read and ask."""

import os
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from diplograph.dossier.names import match_entities, quote_words
from diplograph.dossier.opening import check_place, connect_for_reading, connect_for_writing, explain_failures
from diplograph.dossier.rows import (
    DOCUMENT_COLUMNS,
    ENTITY_COLUMNS,
    MENTION_COLUMNS,
    RELATION_COLUMNS,
    SENTENCE_COLUMNS,
    Row,
    hash_content,
    read_entity,
    read_quote,
    read_relation,
    store_name,
    store_text,
)
from diplograph.dossier.schema import copy_in_order
from diplograph.dossier.writing import (
    NAMED,
    check_findings,
    place_document,
    remove_document,
    write_findings,
)
from diplograph.errors import DossierError, UnknownNameError
from diplograph.types import Document, Entity, Findings, Mention, Quote, Relation, Skipped


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
            return write_findings(self._connection, findings, extractor)

    def holds(self, document: Document, *, extractor: str) -> bool:
        """True when this very content is here already, as read by this version of the extractor."""
        with explain_failures(self.path):
            row = (place_document(self._connection, document), hash_content(document), extractor)
            query = "SELECT 1 FROM document WHERE id = ? AND content_hash = ? AND extractor = ?"
            return self._connection.execute(query, row).fetchone() is not None

    def remove(self, document: str) -> None:
        """Takes the document out, with all that only it says; `UnknownNameError` where there is none."""
        with self._transaction():
            if not self._connection.execute("SELECT 1 FROM document WHERE id = ?", (document,)).fetchone():
                raise UnknownNameError(f"the dossier {str(self.path)!r} holds no document {document!r}")
            remove_document(self._connection, document)

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
        return match_entities(name, self.entities())

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
            cursor = self._connection.execute(query, values)
        while True:
            with explain_failures(self.path):
                row = next(cursor, None)
            if row is None:
                return
            yield row

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
        return frozenset(row[0] for row in self._query(NAMED, (document,)))
