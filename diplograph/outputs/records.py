"""What was found as plain records: one object a document for `extract --format jsonl`, flat rows for tables.

Keys are a contract with the programs that read them: add, never rename.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from diplograph.dossier import Dossier
from diplograph.types import Document, Entity, Findings, Mention, Relation

Record = dict[str, Any]


def write_line(findings: Findings) -> str:
    """All that was found in one document, as one line of JSON."""
    return json.dumps(record_findings(findings), ensure_ascii=False)


def record_findings(findings: Findings) -> Record:
    """All that was found in one document; offsets count characters of `text`."""
    return {
        "document": record_document(findings.document),
        "entities": [record_entity(entity) for entity in findings.entities],
        "mentions": [record_mention(mention) for mention in findings.mentions],
        "relations": [record_relation(relation) for relation in findings.relations],
        "text": findings.document.text,
    }


def record_document(document: Document) -> Record:
    """What names a document, without its text."""
    return {"id": document.id, "title": document.title, "source": document.source, "date": document.date}


def record_entity(entity: Entity) -> Record:
    """Who or what was found."""
    return {"id": entity.id, "kind": entity.kind, "name": entity.name, "aliases": list(entity.aliases)}


def record_mention(mention: Mention) -> Record:
    """One name where it stands."""
    return {
        "entity": mention.entity,
        "kind": mention.kind,
        "text": mention.quote.text,
        "start": mention.quote.start,
        "end": mention.quote.end,
        "confidence": mention.confidence,
        "by": mention.by,
    }


def record_relation(relation: Relation) -> Record:
    """One relation with its quote; `start` and `end` are the quote's, `trigger` is words only."""
    return {
        "source": relation.source,
        "type": relation.type,
        "target": relation.target,
        "quote": relation.quote.text,
        "start": relation.quote.start,
        "end": relation.quote.end,
        "trigger": relation.trigger.text,
        "stance": relation.stance,
        "attribution": relation.attribution,
        "date": relation.date,
        "confidence": relation.confidence,
        "rule": relation.rule,
    }


def list_entity_rows(dossier: Dossier) -> Iterator[Record]:
    """The entities with how often and in how many documents they are named, the most named first."""
    counts = dossier.count_mentions()
    for entity in sorted(dossier.entities(), key=lambda entity: (-counts[entity.id][0], entity.id)):
        mentions, documents = counts[entity.id]
        aliases = "; ".join(entity.aliases)
        yield record_entity(entity) | {"aliases": aliases, "mentions": mentions, "documents": documents}


def list_mention_rows(dossier: Dossier) -> Iterator[Record]:
    """The mentions, as they stand in each document."""
    names = name_entities(dossier)
    for mention in dossier.mentions():
        named = {"document": mention.quote.document, "name": names.get(mention.entity, "")}
        yield named | record_mention(mention)


def list_relation_rows(dossier: Dossier) -> Iterator[Record]:
    """The relations with the names of both ends, as they stand in each document."""
    names = name_entities(dossier)
    for relation in dossier.relations():
        named = {
            "document": relation.quote.document,
            "source_name": names[relation.source],
            "target_name": names[relation.target],
        }
        yield named | record_relation(relation) | {"role": relation.role}


def name_entities(dossier: Dossier) -> Mapping[str, str]:
    """Entity id → name."""
    return {entity.id: entity.name for entity in dossier.entities()}


def list_document_rows(dossier: Dossier) -> Iterator[Record]:
    """The documents without their text."""
    for document in dossier.documents():
        yield record_document(document) | {
            "url": document.url,
            "lang": document.lang,
            "characters": len(document.text),
        }


def list_skipped_rows(dossier: Dossier) -> Iterator[Record]:
    """The sources that gave no document, and why."""
    for skipped in dossier.skipped():
        yield {"source": skipped.source, "reason": skipped.reason}


ROWS: Mapping[str, Callable[[Dossier], Iterator[Record]]] = {
    "entities": list_entity_rows,
    "relations": list_relation_rows,
    "mentions": list_mention_rows,
    "documents": list_document_rows,
    "skipped": list_skipped_rows,
}
"""What of a dossier can be listed."""
