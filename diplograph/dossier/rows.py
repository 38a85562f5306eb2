"""Values to rows and back, and texts as SQLite can hold them."""

import hashlib
import json
from typing import Any

from diplograph.types import Document, Entity, Mention, Quote, Relation

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

Row = tuple[Any, ...]


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
