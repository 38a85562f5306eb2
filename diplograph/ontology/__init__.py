"""What may be tagged and which relations may be drawn, read from the TOML files in this folder.

`kinds.toml` holds the entity kinds, `relations.toml` the relation types with the words that say them,
`cues.toml` the words of denial, doubt, plan, request and report. An analyst changes data, never code.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from diplograph.errors import DataError
from diplograph.types import Stance

HERE = Path(__file__).parent
WORD_CLASSES = ("verbs", "nouns", "adjectives", "phrases", "names")
SETS = {"ANY", "ACTOR"}
PERSONS = frozenset({"LEADER", "PERSON"})
"""The kinds of human beings; which one somebody is depends on the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """An entity kind; `core` kinds are always shown, `acts` says that it can be a source."""

    name: str
    core: bool
    acts: bool
    gloss: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One way of saying a relation: words of one class, and which slots of the clause are source and target.

    `objects` asks for a certain object noun ("sever" + "ties"); `sources` and `targets` narrow the kinds.
    `index` is its place in the type's table: with the type's name it is the name of the rule.
    """

    word_class: str
    words: tuple[str, ...]
    source: tuple[str, ...]
    target: tuple[str, ...]
    objects: frozenset[str]
    sources: frozenset[str]
    targets: frozenset[str]
    stance: Stance | Literal[""]
    same_kind: bool
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationType:
    """A relation type: the kinds it ties, its place in the field's coding standard, and its frames.

    `through` holds `source` or `target` where that end may be named by what it owns.
    """

    name: str
    group: str
    symmetric: bool
    sources: frozenset[str]
    targets: frozenset[str]
    through: frozenset[str]
    plover: str
    quad: str
    gloss: str
    frames: tuple[Frame, ...]
    examples: tuple[Mapping[str, Any], ...]

    def allows(self, source: str | None, target: str | None) -> bool:
        """Whether an entity of kind `source` can be tied to one of kind `target`."""
        straight = source in self.sources and target in self.targets
        return straight or (self.symmetric and target in self.sources and source in self.targets)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ontology:
    """Kinds, relation types and stance cues, with the look-up from words to frames."""

    kinds: Mapping[str, Kind]
    types: Mapping[str, RelationType]
    cues: Mapping[str, Mapping[str, frozenset[str]]]
    frames: Mapping[tuple[str, str], tuple[tuple[RelationType, Frame], ...]]
    offices: frozenset[str]


@cache
def load_ontology() -> Ontology:
    """The ontology that comes with diplograph, read once."""
    kinds = read_kinds(read_toml(HERE / "kinds.toml"))
    types = read_types(read_toml(HERE / "relations.toml"), kinds)
    return Ontology(
        kinds=kinds,
        types=types,
        cues=read_cues(read_toml(HERE / "cues.toml")),
        frames=index_frames(types),
        offices=list_offices(types),
    )


def list_offices(types: Mapping[str, RelationType]) -> frozenset[str]:
    """The nouns that name an office or post: `president`, `foreign minister`, `ambassador`."""
    return frozenset(
        word
        for relation_type in types.values()
        if relation_type.group == "office"
        for frame in relation_type.frames
        if frame.word_class == "nouns" and "bearer" in frame.source
        for word in frame.words
    )


def read_toml(path: Path) -> dict[str, Any]:
    """The tables of a TOML file; `DataError` says where it is malformed."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"{path.name} is not valid TOML: {error}") from error


def read_kinds(table: Mapping[str, Any]) -> dict[str, Kind]:
    """The entity kinds, in the order of the file."""
    return {name: Kind(name=name, **row) for name, row in table.items()}


def read_cues(table: Mapping[str, Any]) -> dict[str, dict[str, frozenset[str]]]:
    """Stance name → cue class → words."""
    return {
        stance: {name: frozenset(words) for name, words in row.items() if name != "examples"}
        for stance, row in table.items()
    }


def read_types(table: Mapping[str, Any], kinds: Mapping[str, Kind]) -> dict[str, RelationType]:
    """The relation types, in the order of the file."""
    return {name: read_type(name, row, kinds) for name, row in table.items()}


def read_type(name: str, row: Mapping[str, Any], kinds: Mapping[str, Kind]) -> RelationType:
    """One relation type with its frames."""
    return RelationType(
        name=name,
        group=row["group"],
        symmetric=row.get("symmetric", False),
        sources=expand_kinds(row["sources"], kinds, name),
        targets=expand_kinds(row["targets"], kinds, name),
        through=frozenset(row.get("through", ())),
        plover=row.get("plover", ""),
        quad=row.get("quad", ""),
        gloss=row["gloss"],
        frames=tuple(read_frame(name, index, frame, kinds) for index, frame in enumerate(row["frames"], 1)),
        examples=tuple(row.get("examples", ())),
    )


def read_frame(name: str, index: int, row: Mapping[str, Any], kinds: Mapping[str, Kind]) -> Frame:
    """One frame of a type; `DataError` when it names no word class or no slots."""
    where = f"relations.toml, [{name}], frame {index}"
    classes = [word_class for word_class in WORD_CLASSES if word_class in row]
    if len(classes) != 1:
        raise DataError(f"{where}: give exactly one of {', '.join(WORD_CLASSES)}")
    unknown = set(row) - {
        *WORD_CLASSES,
        "source",
        "target",
        "object",
        "sources",
        "targets",
        "stance",
        "same_kind",
    }
    if unknown or "source" not in row or "target" not in row:
        raise DataError(
            f"{where}: needs `source` and `target`, and knows no {', '.join(sorted(unknown)) or 'more'}"
        )
    return Frame(
        word_class=classes[0],
        words=tuple(row[classes[0]]),
        source=as_tuple(row["source"]),
        target=as_tuple(row["target"]),
        objects=frozenset(row.get("object", ())),
        sources=expand_kinds(row["sources"], kinds, where) if "sources" in row else frozenset(),
        targets=expand_kinds(row["targets"], kinds, where) if "targets" in row else frozenset(),
        stance=row.get("stance", ""),
        same_kind=row.get("same_kind", False),
        rule=f"{name}.{index}",
    )


def as_tuple(value: str | list[str]) -> tuple[str, ...]:
    """A string or a list of strings, as a tuple."""
    return (value,) if isinstance(value, str) else tuple(value)


def expand_kinds(names: list[str], kinds: Mapping[str, Kind], where: str) -> frozenset[str]:
    """Kinds by name, with `ANY` and `ACTOR` standing for their sets."""
    found: set[str] = set()
    for name in names:
        if name not in kinds and name not in SETS:
            raise DataError(f"{where}: no entity kind is called {name!r}")
        found |= {kind for kind in kinds if name in {kind, "ANY"} or (name == "ACTOR" and kinds[kind].acts)}
    return frozenset(found)


def index_frames(
    types: Mapping[str, RelationType],
) -> dict[tuple[str, str], tuple[tuple[RelationType, Frame], ...]]:
    """(word class, word) → the frames it may open, the more demanding first, then as in the file."""
    found: dict[tuple[str, str], list[tuple[RelationType, Frame]]] = {}
    for relation_type in types.values():
        for frame in relation_type.frames:
            for word in frame.words:
                found.setdefault((frame.word_class, word), []).append((relation_type, frame))
    return {key: tuple(sorted(frames, key=lambda pair: not pair[1].objects)) for key, frames in found.items()}
