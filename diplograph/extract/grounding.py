"""From words to mentions: what an argument of a clause stands for, and how far that can be trusted."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

from spacy.tokens import Doc, Token

from diplograph.extract.names import Mention, load_words
from diplograph.extract.words import base_form

# How far to trust a slot filled by somebody's own name, by an owner of the thing named, or by an antecedent.
DIRECT, OWNER, REFERENCE = 1.0, 0.75, 0.8
Grounded = tuple[Mention, float]


@dataclass(frozen=True, slots=True)
class Reading:
    """What the components before have found in a document, at hand without spaCy's slow attribute access."""

    mentions: list[Mention]
    references: dict[int, list[int]]
    alternatives: dict[int, list[int]]
    lists: dict[int, list[int]]

    @classmethod
    def of(cls, doc: Doc) -> Self:
        """The reading of a document."""
        return cls(doc._.mentions, doc._.references, doc._.alternatives, doc._.lists)

    def mention_at(self, token: Token) -> Mention:
        """The mention that a token belongs to or stands for."""
        return self.mentions[self.references[token.i][0]]

    def choose(self, indices: list[int], kinds: frozenset[str], trust: float) -> list[Grounded]:
        """The mentions of these kinds, each with the trust it deserves."""
        found = (self.mentions[index] for index in indices)
        return [(mention, trust * mention["confidence"]) for mention in found if mention["kind"] in kinds]


def ground(
    reading: Reading, token: Token, kinds: frozenset[str], *, alone: bool, through: bool, of: bool
) -> list[Grounded]:
    """The mentions of these kinds that a token stands for.

    `alone` leaves out those listed with it; `through` takes the owner of what it names ("China's influence"),
    and `of` also the owner behind "of".
    """
    return (
        ground_name(reading, token, kinds, alone=alone)
        or ground_alternative(reading, token, kinds)
        or ground_part(reading, token, kinds)
        or ground_apposition(reading, token, kinds)
        or (ground_owner(reading, token, kinds, of=of) if through else [])
    )


def ground_name(reading: Reading, token: Token, kinds: frozenset[str], *, alone: bool) -> list[Grounded]:
    """The mention that the token belongs to, with those listed with it, or what the token refers to."""
    indices = reading.references.get(token.i)
    if not indices:
        return []
    mention = reading.mentions[indices[0]]
    own = mention["start"] <= token.i < mention["end"]
    if own and not alone:
        indices = reading.lists.get(indices[0], indices)
    return reading.choose(indices, kinds, DIRECT if own else REFERENCE)


def ground_alternative(reading: Reading, token: Token, kinds: frozenset[str]) -> list[Grounded]:
    """The likeliest of the things that "it" may stand for and that are of the right kind."""
    return reading.choose(reading.alternatives.get(token.i, []), kinds, REFERENCE)[:1]


def ground_part(reading: Reading, token: Token, kinds: frozenset[str]) -> list[Grounded]:
    """What stands behind "of" where the noun itself says little: "the members of ASEAN"."""
    if base_form(token.lower_, "N") not in load_words()["grammar"]["transparent"]:
        return []
    parts = [
        index
        for child in token.children
        if child.dep_ == "prep" and child.lower_ in {"of", "in", "to"}
        for inner in child.children
        for index in reading.references.get(inner.i, ())
    ]
    return reading.choose(parts, kinds, REFERENCE)


def ground_apposition(reading: Reading, token: Token, kinds: frozenset[str]) -> list[Grounded]:
    """The name beside a description: "the property tycoon" beside "Srettha Thavisin"."""
    beside = [child for child in token.children if child.dep_ == "appos"]
    if token.dep_ == "appos":
        beside.append(token.head)
    for other in beside:
        found = reading.choose(reading.references.get(other.i, []), kinds, REFERENCE)
        if found:
            return found
    return []


def ground_owner(reading: Reading, token: Token, kinds: frozenset[str], *, of: bool) -> list[Grounded]:
    """Whose it is: possessors, names before and, if asked for, names behind "of" a common noun."""
    if token.tag_[:1] not in "NV" or base_form(token.lower_, "N") in load_words()["grammar"]["others"]:
        return []
    owners = [
        index
        for owner in list_owners(token, of=of)
        if owner.tag_[:3] != "PRP"
        for index in reading.references.get(owner.i, ())
    ]
    return reading.choose(owners, kinds, OWNER)


def list_owners(token: Token, *, of: bool) -> Iterator[Token]:
    """Possessors, names before and, if asked for, names behind "of", "by" or "from"."""
    for child in token.children:
        if child.dep_ == "poss" or (child.dep_ in {"amod", "compound", "nmod"} and child.i < token.i):
            yield child
        elif of and child.dep_ == "prep" and child.lower_ in {"of", "by", "from"}:
            yield from (inner for inner in child.children if inner.dep_ == "pobj")
