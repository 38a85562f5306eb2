"""How much of what careful readers marked is found, and how much of what is found they marked.

Counted document by document:

- entities: those of a core kind with kind and identity right, each gold entity once;
- identities: the same without regard to the kind;
- relations: source, type and target right (without direction where the type has none), each once;
- pairs: who is tied to whom, whatever the type and direction;
- stances: of the relations found, how many have the right stance.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from diplograph.ontology import load_ontology
from diplograph.types import Entity, Findings

SELDOM_MARKED = frozenset({"appoints", "controls", "ends", "investigates", "mediates", "related-to"})
"""Types that gold may leave unmarked: found, they earn where they are marked and cost nothing elsewhere."""

Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """What a reader marked in one document."""

    entities: Mapping[str, Mapping[str, Any]]
    relations: Sequence[Mapping[str, Any]]
    optional: Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """What is right, wrong (found but not marked) and missed (marked but not found)."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def __add__(self, other: Self) -> "Count":
        return Count(
            right=self.right + other.right,
            wrong=self.wrong + other.wrong,
            missed=self.missed + other.missed,
        )

    @classmethod
    def compare(cls, found: set[Any], marked: set[Any], free: set[Any]) -> Self:
        """The count of two sets; what is in `free` costs nothing."""
        return cls(right=len(found & marked), wrong=len(found - marked - free), missed=len(marked - found))

    @property
    def precision(self) -> float:
        """Of what is found, the part that is right."""
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """Of what is marked, the part that is found."""
        return self.right / max(1, self.right + self.missed)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / max(1, 2 * self.right + self.wrong + self.missed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """All counts of one document or, added up, of many; `stances` has nothing missed."""

    documents: int = 0
    entities: Count = Count()
    identities: Count = Count()
    relations: Count = Count()
    pairs: Count = Count()
    stances: Count = Count()

    def __add__(self, other: Self) -> "Score":
        return Score(
            documents=self.documents + other.documents,
            entities=self.entities + other.entities,
            identities=self.identities + other.identities,
            relations=self.relations + other.relations,
            pairs=self.pairs + other.pairs,
            stances=self.stances + other.stances,
        )


def score_document(gold: Gold, findings: Findings) -> Score:
    """The counts of one document."""
    matches = match_entities(gold, findings.entities, list_surfaces(findings))
    marked = {make_key(row): row.get("stance", "asserted") for row in gold.relations}
    optional = {make_key(row) for row in gold.optional}
    found = list_found(findings, matches, marked_types={key[1] for key in marked})
    seldom = {key for key in found if key[1] in SELDOM_MARKED}
    agreed = [stance == marked[key] for key, stance in found.items() if key in marked]
    return Score(
        documents=1,
        entities=count_entities(gold, findings, matches),
        identities=count_identities(gold, findings, matches),
        relations=Count.compare(set(found), set(marked), optional | seldom),
        pairs=Count.compare(list_pairs(found), list_pairs(marked), list_pairs(optional)),
        stances=Count(right=sum(agreed), wrong=len(agreed) - sum(agreed)),
    )


def match_entities(
    gold: Gold, entities: Iterable[Entity], surfaces: Mapping[str, set[str]]
) -> dict[str, str]:
    """Entity id → gold key, for those that the text calls by a name of a gold entity."""
    owners: dict[str, set[str]] = defaultdict(set)
    for key, given in gold.entities.items():
        for name in (given["name"], *given.get("aliases", ())):
            owners[normalize_name(name)].add(key)
    matches = {}
    for entity in entities:
        votes = count_votes(entity, surfaces.get(entity.id, set()), owners)
        same_kind = [key for key in votes if gold.entities[key]["kind"] == entity.kind]
        if votes:
            matches[entity.id] = max(same_kind or votes, key=lambda key: (votes[key], key))
    return matches


def count_votes(entity: Entity, surfaces: set[str], owners: Mapping[str, set[str]]) -> Counter[str]:
    """Gold key → votes: two for the name, one for each way the text says it, else one for each alias."""
    name = normalize_name(entity.name)
    votes = Counter(key for text in (name, name, *surfaces) for key in owners.get(text, ()))
    return votes or Counter(key for alias in entity.aliases for key in owners.get(normalize_name(alias), ()))


def list_surfaces(findings: Findings) -> dict[str, set[str]]:
    """Entity id → the ways in which the text says it."""
    surfaces: dict[str, set[str]] = defaultdict(set)
    for mention in findings.mentions:
        surfaces[mention.entity].add(normalize_name(mention.quote.text))
    return surfaces


def normalize_name(name: str) -> str:
    """The name without case, accents, punctuation, a final 's and a leading article.

    >>> normalize_name("The Abe Government’s")
    'abe government'
    """
    letters = (char for char in unicodedata.normalize("NFKD", name) if not unicodedata.combining(char))
    plain = re.sub(r"['‘’](s\b)?", "", "".join(letters).casefold())
    return re.sub(r"^(the|an?) ", "", " ".join(re.findall(r"\w+", plain)))


def count_entities(gold: Gold, findings: Findings, matches: Mapping[str, str]) -> Count:
    """Core entities with kind and identity right."""
    found = [entity for entity in findings.entities if is_core(entity.kind)]
    right = {matches[entity.id] for entity in found if entity.kind == kind_of(gold, matches.get(entity.id))}
    missed = list_core(gold) - right
    return Count(right=len(right), wrong=len(found) - len(right), missed=len(missed))


def count_identities(gold: Gold, findings: Findings, matches: Mapping[str, str]) -> Count:
    """Core entities with their identity right; one that is found with a kind of context is not missed."""
    found = [entity for entity in findings.entities if is_core(entity.kind)]
    right = {matches[entity.id] for entity in found if entity.id in matches}
    missed = list_core(gold) - set(matches.values())
    return Count(right=len(right), wrong=len(found) - len(right), missed=len(missed))


def is_core(kind: str) -> bool:
    """True for the kinds that count."""
    return load_ontology().kinds[kind].core


def kind_of(gold: Gold, key: str | None) -> str:
    """The kind of a gold entity, or nothing where there is none."""
    return str(gold.entities[key]["kind"]) if key is not None else ""


def list_core(gold: Gold) -> set[str]:
    """The keys of the gold entities that count."""
    return {key for key, given in gold.entities.items() if is_core(given["kind"])}


def list_found(findings: Findings, matches: Mapping[str, str], *, marked_types: set[str]) -> dict[Key, str]:
    """Relation → stance where it is said first; an end that the gold does not know is marked with `?`."""
    found: dict[Key, str] = {}
    for relation in findings.relations:
        if relation.type in SELDOM_MARKED - marked_types:
            continue
        ends = {end: matches.get(end, f"?{end}") for end in (relation.source, relation.target)}
        key = orient(ends[relation.source], relation.type, ends[relation.target])
        found.setdefault(key, relation.stance)
    return found


def make_key(row: Mapping[str, Any]) -> Key:
    """What of a gold relation must be found."""
    return orient(row["source"], row["type"], row["target"])


def orient(source: str, type_: str, target: str) -> Key:
    """The relation with its ends in order where the type has no direction."""
    if load_ontology().types[type_].symmetric:
        source, target = sorted((source, target))
    return source, type_, target


def list_pairs(keys: Iterable[Key]) -> set[frozenset[str]]:
    """The pairs of known entities that are tied."""
    known = [{source, target} for source, _, target in keys if "?" not in source[:1] + target[:1]]
    return {frozenset(pair) for pair in known if len(pair) == 2}
