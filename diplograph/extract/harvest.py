"""The one door out of spaCy: checks what was found and makes the frozen nouns of it."""

from typing import Any

from spacy.tokens import Doc

from diplograph.knowledge import Knowledge
from diplograph.ontology import Ontology, load_ontology
from diplograph.types import Document, Entity, Findings, Mention, Quote, Relation


def harvest(doc: Doc, document: Document, knowledge: Knowledge) -> Findings:
    """What the components left in `doc`, as values; relations that break the ontology do not pass."""
    ontology = load_ontology()
    kinds = {mention["entity"]: mention["kind"] for mention in doc._.mentions}
    for row in doc._.relations:
        for entity in (row["source"], row["target"]):
            if entity not in kinds and entity in knowledge.entries:
                kinds[entity] = knowledge.entries[entity].kind
    relations = tuple(
        make_relation(doc, document, row) for row in doc._.relations if is_allowed(row, kinds, ontology)
    )
    used = {(row["target_mention"]) for row in doc._.relations} | {
        row["source_mention"] for row in doc._.relations
    }
    rows = [m for m in doc._.mentions if m["role"] != "place" or (m["start"], m["end"]) in used]
    mentions = tuple(make_mention(doc, document, row) for row in rows)
    return Findings(
        document=document,
        sentences=tuple((sentence.start_char, sentence.end_char) for sentence in doc.sents),
        entities=make_entities(doc, rows, relations, knowledge),
        mentions=mentions,
        relations=relations,
    )


def is_allowed(row: dict[str, Any], kinds: dict[str, str], ontology: Ontology) -> bool:
    """Whether the ontology lets the two be tied by this type; nobody is tied to himself."""
    source, target = row["source"], row["target"]
    return source != target and ontology.types[row["type"]].allows(kinds.get(source), kinds.get(target))


def make_quote(document: Document, start: int, end: int) -> Quote:
    """The piece of the document's text between two offsets, without white space at its ends."""
    text = document.text[start:end]
    start += len(text) - len(text.lstrip())
    text = text.strip()
    return Quote(document=document.id, start=start, end=start + len(text), text=text)


def make_mention(doc: Doc, document: Document, row: dict[str, Any]) -> Mention:
    """A mention from the component's dict."""
    span = doc[row["start"] : row["end"]]
    return Mention(
        quote=make_quote(document, span.start_char, span.end_char),
        kind=row["kind"],
        entity=row["entity"],
        confidence=row["confidence"],
        by=row["by"],
    )


def make_relation(doc: Doc, document: Document, row: dict[str, Any]) -> Relation:
    """A relation from the component's dict."""
    sentence, trigger = doc[row["start"] : row["end"]], doc[row["trigger"][0] : row["trigger"][1]]
    return Relation(
        source=row["source"],
        type=row["type"],
        target=row["target"],
        quote=make_quote(document, sentence.start_char, sentence.end_char),
        trigger=make_quote(document, trigger.start_char, trigger.end_char),
        stance=row["stance"],
        attribution=row["attribution"],
        date=row["date"],
        role=row["role"],
        confidence=row["confidence"],
        rule=row["rule"],
    )


def make_entities(
    doc: Doc, rows: list[dict[str, Any]], relations: tuple[Relation, ...], knowledge: Knowledge
) -> tuple[Entity, ...]:
    """The entities mentioned or related, by id; aliases are the forms that the text uses."""
    forms: dict[str, set[str]] = {}
    first: dict[str, dict[str, Any]] = {}
    for row in rows:
        forms.setdefault(row["entity"], set()).add(" ".join(doc[row["start"] : row["end"]].text.split()))
        first.setdefault(row["entity"], row)
    for relation in relations:
        for entity in (relation.source, relation.target):
            if entity not in first:
                entry = knowledge.entries[entity]
                first[entity] = {"kind": entry.kind, "name": entry.name}
                forms[entity] = set()
    return tuple(
        Entity(
            id=id,
            kind=row["kind"],
            name=row["name"],
            aliases=tuple(sorted(forms[id] - {row["name"]})),
            refs=dict(knowledge.entries[id].refs) if id in knowledge.entries else {},
        )
        for id, row in sorted(first.items())
    )
