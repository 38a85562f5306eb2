"""Corrections applied to the findings of one document; nothing is changed in place."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from diplograph.corrections.read import Correction, Drop, Merge, Rename, Retype, Split
from diplograph.ontology import load_ontology
from diplograph.types import Entity, Findings, Relation


def correct_findings(findings: Findings, corrections: Sequence[Correction]) -> Findings:
    """The findings as they are after all corrections."""
    return apply_corrections(findings, corrections)[0]


def apply_corrections(
    findings: Findings, corrections: Sequence[Correction]
) -> tuple[Findings, tuple[int, ...]]:
    """The findings after all corrections, and the lines of those that changed something."""
    used = []
    for correction in corrections:
        corrected = apply_one(findings, correction)
        if corrected != findings:
            used.append(correction.line)
            findings = corrected
    return findings, tuple(used)


def apply_one(findings: Findings, correction: Correction) -> Findings:
    """The findings after one correction; as they were where it does not concern them."""
    entity = find_entity(findings, correction.id)
    if entity is None:
        return findings
    match correction:
        case Merge():
            return move_entity(findings, entity, merge_entity(findings, entity, correction))
        case Split(document=name) if name in (findings.document.id, findings.document.source):
            return move_entity(findings, entity, name_split(findings, entity, correction.entity))
        case Rename(name=name):
            return replace_entity(findings, add_names(replace(entity, name=name), [entity.name]))
        case Retype(kind=kind):
            return move_entity(findings, entity, replace(entity, kind=kind))
        case Drop():
            return drop_entity(findings, entity)
    return findings


def find_entity(findings: Findings, id_: str) -> Entity | None:
    """The entity with this id, where the document has it."""
    return next((entity for entity in findings.entities if entity.id == id_), None)


def merge_entity(findings: Findings, old: Entity, merge: Merge) -> Entity:
    """The entity that `old` becomes part of, with the names of both.

    Where neither the document nor the knowledge base has it, it is called as `old` is.
    """
    target = find_entity(findings, merge.into) or merge.known or replace(old, id=merge.into, refs={})
    return add_names(target, [old.name, *old.aliases])


def name_split(findings: Findings, old: Entity, new: Entity) -> Entity:
    """The new entity, with the names by which the document calls it."""
    target = find_entity(findings, new.id) or new
    forms = [mention.quote.text for mention in findings.mentions if mention.entity == old.id]
    return add_names(target, [" ".join(form.split()) for form in forms])


def add_names(entity: Entity, names: Iterable[str]) -> Entity:
    """The entity with more names."""
    return replace(entity, aliases=tuple(sorted({*entity.aliases, *names} - {entity.name})))


def replace_entity(findings: Findings, entity: Entity) -> Findings:
    """The findings with this entity in place of that of its id."""
    others = [other for other in findings.entities if other.id != entity.id]
    return replace(findings, entities=tuple(sorted([*others, entity], key=lambda other: other.id)))


def move_entity(findings: Findings, old: Entity, new: Entity) -> Findings:
    """The findings with `new` wherever `old` was; relations that cannot be any more go."""
    mentions = (
        replace(mention, entity=new.id, kind=new.kind) if mention.entity in (old.id, new.id) else mention
        for mention in findings.mentions
    )
    moved = replace_entity(findings, new)
    kinds = {entity.id: entity.kind for entity in moved.entities}
    relations = [move_relation(relation, old.id, new.id) for relation in findings.relations]
    kept = [
        relation
        for relation in relations
        if new.id not in (relation.source, relation.target) or is_allowed(relation, kinds)
    ]
    return keep_named(replace(moved, mentions=tuple(mentions), relations=tuple(dict.fromkeys(kept))))


def move_relation(relation: Relation, old: str, new: str) -> Relation:
    """The relation with another id wherever the old one was; a symmetric pair stays in order."""
    if old not in (relation.source, relation.target, relation.attribution):
        return relation
    ends = [new if end == old else end for end in (relation.source, relation.target)]
    known = load_ontology().types.get(relation.type)
    source, target = sorted(ends) if known is not None and known.symmetric else ends
    attribution = new if relation.attribution == old else relation.attribution
    return replace(relation, source=source, target=target, attribution=attribution)


def is_allowed(relation: Relation, kinds: Mapping[str, str]) -> bool:
    """Whether the ontology lets the two be tied by this type; nobody is tied to himself."""
    known = load_ontology().types.get(relation.type)
    source, target = relation.source, relation.target
    return source != target and (known is None or known.allows(kinds[source], kinds[target]))


def drop_entity(findings: Findings, entity: Entity) -> Findings:
    """The findings without the entity, its mentions and its relations; who says so is told by name."""
    relations = (
        replace(relation, attribution=entity.name) if relation.attribution == entity.id else relation
        for relation in findings.relations
        if entity.id not in (relation.source, relation.target)
    )
    mentions = (mention for mention in findings.mentions if mention.entity != entity.id)
    return keep_named(replace(findings, mentions=tuple(mentions), relations=tuple(relations)))


def keep_named(findings: Findings) -> Findings:
    """The findings without the entities that nothing in them names any more."""
    named = {mention.entity for mention in findings.mentions}
    named.update(end for relation in findings.relations for end in (relation.source, relation.target))
    return replace(findings, entities=tuple(entity for entity in findings.entities if entity.id in named))
