"""The six nouns of diplograph, and what one document yields.

All are frozen values. `Dossier`, the sixth noun, is a file on disk: see `diplograph.dossier`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

Stance = Literal["asserted", "denied", "possible", "planned", "requested"]
STANCES: tuple[Stance, ...] = get_args(Stance)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One text as it is read: clean and final, so that every offset points into `text`.

    `id` is unique in a run, `source` says where the text came from (path, archive member, row),
    `date` is an ISO 8601 prefix (`2023`, `2023-06`, `2023-06-05`) or empty, `lang` an ISO 639-1 code.
    """

    id: str
    text: str
    title: str = ""
    source: str = ""
    url: str = ""
    date: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A verbatim piece of a document: `document.text[start:end] == text` (offsets in characters)."""

    document: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A name where it stands in the text; `by` is the rule, list or model that saw it."""

    quote: Quote
    kind: str
    entity: str
    confidence: float
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """Somebody or something that acts or is acted on.

    `id` is the same in every run: the id of the knowledge base (`JPN`, `belt-and-road-initiative`),
    or, for what only the text knows, kind and canonical name (`person:blake-berger`).
    """

    id: str
    kind: str
    name: str
    aliases: tuple[str, ...] = ()
    refs: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """One thing said once: `source` acts on `target`, and `quote` is the sentence that says so.

    `trigger` is the quote of the words that carry the relation. `attribution` is the entity id, or
    else the words, of whoever is said to say so; `date` is when it happened, as far as the sentence
    tells; `role` is the office where the relation is one; `rule` names what produced it.
    """

    source: str
    type: str
    target: str
    quote: Quote
    trigger: Quote
    stance: Stance
    attribution: str
    date: str
    role: str
    confidence: float
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """Everything found in one document, in a fixed order: what `harvest` hands to the dossier.

    `sentences` are the (start, end) offsets of the document's sentences, for search.
    """

    document: Document
    sentences: tuple[tuple[int, int], ...]
    entities: tuple[Entity, ...]
    mentions: tuple[Mention, ...]
    relations: tuple[Relation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """A source that gave no document, and why: errors in a batch are values, never a stop."""

    source: str
    reason: str
