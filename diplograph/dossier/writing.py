"""Putting findings into the tables, and taking them out again; the caller makes it one transaction."""

from collections.abc import Iterator, Sequence
from sqlite3 import Connection

from diplograph.dossier.names import merge_forms
from diplograph.dossier.rows import (
    MENTION_COLUMNS,
    RELATION_COLUMNS,
    SENTENCE_COLUMNS,
    Row,
    form_row,
    hash_content,
    hash_text,
    mention_row,
    read_entity,
    relation_row,
    store_name,
    store_text,
)
from diplograph.errors import DossierError
from diplograph.types import Document, Entity, Findings

NAMED = "SELECT entity FROM document_entity JOIN entity_form ON id = form WHERE document = ?"
"""The ids of the entities that a document names."""


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


def write_findings(connection: Connection, findings: Findings, extractor: str) -> str:
    """The id under which the findings now stand, in place of an earlier version of their document."""
    name = place_document(connection, findings.document)
    touched = delete_document(connection, name) | {entity.id for entity in findings.entities}
    insert_document(connection, name, findings.document, extractor)
    insert_forms(connection, name, findings.entities)
    merge_entities(connection, touched)
    insert_quotes(connection, name, findings)
    return name


def remove_document(connection: Connection, name: str) -> None:
    """Takes a document out, with all that only it says."""
    merge_entities(connection, delete_document(connection, name))


def place_document(connection: Connection, document: Document) -> str:
    """The id under which a document is, or is to be, stored: see `Dossier.write`."""
    name, source = store_name(document.id), store_name(document.source)
    other = f"{name}-{hash_text(document.text)[:6]}"
    homes = connection.execute("SELECT id FROM document WHERE source = ? ORDER BY id", (source,))
    for home in [str(row[0]) for row in homes]:
        if home == name or (home.startswith(f"{name}-") and len(home) == len(other)):
            return home
    taken = connection.execute("SELECT text FROM document WHERE id = ?", (name,)).fetchone()
    return name if taken is None or taken[0] == store_text(document.text) else other


def delete_document(connection: Connection, name: str) -> set[str]:
    """The ids of the entities that the document named, now that it is gone."""
    named = {row[0] for row in connection.execute(NAMED, (name,))}
    connection.execute("DELETE FROM document WHERE id = ?", (name,))
    return named


def insert_document(connection: Connection, name: str, document: Document, extractor: str) -> None:
    """Stores the text and what is known of it."""
    texts = (document.title, store_name(document.source), document.url, document.date, document.lang)
    row = (name, *map(store_text, (*texts, document.text)), hash_content(document), extractor)
    connection.execute("INSERT INTO document VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
    connection.execute("DELETE FROM skipped WHERE source = ?", (row[2],))


def insert_forms(connection: Connection, name: str, entities: Sequence[Entity]) -> None:
    """Stores how this document calls its entities."""
    rows = sorted({form_row(entity) for entity in entities})
    unknown = "INSERT OR IGNORE INTO entity_form (entity, kind, name, aliases, refs) VALUES (?, ?, ?, ?, ?)"
    link = (
        "INSERT INTO document_entity SELECT ?, id FROM entity_form"
        " WHERE (entity, kind, name, aliases, refs) = (?, ?, ?, ?, ?)"
    )
    connection.executemany(unknown, rows)
    connection.executemany(link, ((name, *row) for row in rows))


def merge_entities(connection: Connection, ids: set[str]) -> None:
    """Works out anew what these entities are called, and drops those that no document names any more."""
    unused = "DELETE FROM entity_form WHERE entity = ? AND id NOT IN (SELECT form FROM document_entity)"
    forms = "SELECT entity, kind, name, aliases, refs FROM entity_form WHERE entity = ?"
    update = (
        "INSERT INTO entity VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
        " kind = excluded.kind, name = excluded.name, aliases = excluded.aliases, refs = excluded.refs"
    )
    for entity in sorted(map(store_text, ids)):
        connection.execute(unused, (entity,))
        if rows := connection.execute(forms, (entity,)).fetchall():
            connection.execute(update, form_row(merge_forms([read_entity(row) for row in rows])))
        else:
            connection.execute("DELETE FROM entity WHERE id = ?", (entity,))


def insert_quotes(connection: Connection, name: str, findings: Findings) -> None:
    """Stores mentions, relations and sentences."""
    text = findings.document.text
    sentences = ((name, start, end, store_text(text[start:end])) for start, end in findings.sentences)
    insert_rows(
        connection, "mention", MENTION_COLUMNS, (mention_row(name, item) for item in findings.mentions)
    )
    insert_rows(
        connection, "relation", RELATION_COLUMNS, (relation_row(name, item) for item in findings.relations)
    )
    insert_rows(connection, "sentence", SENTENCE_COLUMNS, sentences)


def insert_rows(connection: Connection, table: str, columns: Sequence[str], rows: Iterator[Row]) -> None:
    """Appends rows to a table that numbers them itself."""
    marks = ", ".join("?" * len(columns))
    connection.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", rows)
