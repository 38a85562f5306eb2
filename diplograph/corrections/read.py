"""The file of corrections: one a line, read whole or not at all."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from diplograph.errors import DataError
from diplograph.knowledge import Entry, Knowledge, fold, is_unlisted, list_names, make_slug
from diplograph.knowledge.search import describe_nearest
from diplograph.ontology import PERSONS, load_ontology
from diplograph.types import Entity

FORMS = {
    "merge": "merge ID INTO ID",
    "split": 'split ID IN DOCUMENT AS "Name" KIND',
    "rename": 'rename ID "Name"',
    "kind": "kind ID KIND",
    "drop": "drop ID",
}
"""Verb → how a correction is written: words in capitals stand for what the analyst gives, but for these."""
JOINTS = {"INTO", "IN", "AS"}
WORD = re.compile(r'"([^"]*)"|“([^”]*)”|(\S+)')


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """Everything said of `id` is said of `into`; `known` is that entity where the knowledge base has it."""

    line: int
    id: str
    into: str
    known: Entity | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """In one document (by id or source), what is called `id` is another `entity`."""

    line: int
    id: str
    document: str
    entity: Entity


@dataclass(frozen=True, slots=True, kw_only=True)
class Rename:
    """The entity is shown as `name`; what it was called stays as an alias."""

    line: int
    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Retype:
    """The entity is of this kind."""

    line: int
    id: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Drop:
    """The entity is none: its mentions and relations go."""

    line: int
    id: str


Correction = Merge | Split | Rename | Retype | Drop


def read_corrections(path: Path, knowledge: Knowledge, *, check_ids: bool = True) -> tuple[Correction, ...]:
    """The corrections of a file, in its order; `DataError` names every wrong line at once.

    With `check_ids`, an id must be one of the knowledge base or begin with a kind, as `person:xi` does.
    """
    corrections: list[Correction] = []
    problems: list[str] = []
    for number, words in read_lines(path):
        found = list(find_problems(words, corrections, knowledge, check_ids=check_ids))
        if found:
            problems += [f"line {number}: {problem}" for problem in found]
        else:
            corrections.append(make_correction(number, words, knowledge))
    if problems:
        raise DataError(f"{path}: " + "; ".join(problems))
    return tuple(corrections)


def read_lines(path: Path) -> Iterator[tuple[int, list[str]]]:
    """(line number, words) of the lines that hold anything; `DataError` when the file cannot be read."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"the corrections {path} cannot be read: {error}; give a UTF-8 text file") from error
    for number, line in enumerate(text.split("\n"), 1):
        if words := list(split_words(line)):
            yield number, words


def split_words(line: str) -> Iterator[str]:
    """The words of a line, without its comment; what stands in double quotes is one word.

    >>> list(split_words('rename JPN "Land of the Sun"  # as in the novel'))
    ['rename', 'JPN', 'Land of the Sun']
    """
    for match in WORD.finditer(line):
        quoted, curled, plain = match.groups()
        if plain is not None and plain.startswith("#"):
            return
        yield " ".join((quoted or curled or plain or "").split())


def find_problems(
    words: Sequence[str], earlier: Sequence[Correction], knowledge: Knowledge, *, check_ids: bool
) -> Iterator[str]:
    """What is wrong with a line that comes after these corrections."""
    values = match_form(words)
    if values is None:
        shown = " ".join(f'"{word}"' if " " in word or not word else word for word in words)
        forms = FORMS.get(words[0].lower())
        yield f"{shown!r}, expected {forms or 'one of: ' + ', '.join(FORMS.values())}"
        return
    for part, value in values:
        if part == "ID":
            yield from find_id_problems(value, earlier, knowledge, check_ids=check_ids)
        elif part == "KIND" and value.upper() not in load_ontology().kinds:
            yield f"{value!r} is no kind, expected one of {', '.join(load_ontology().kinds)}"
        elif not value or '"' in value:
            yield f"{value!r} is no name, expected one in double quotes"
    if words[0].lower() == "merge" and values[0] == values[1]:
        yield f"{words[1]!r} is merged into itself, expected two ids"


def match_form(words: Sequence[str]) -> list[tuple[str, str]] | None:
    """(what it is, value) of each word that the analyst gives; nothing where the line has another form.

    >>> match_form(["kind", "person:xi", "LEADER"])
    [('ID', 'person:xi'), ('KIND', 'LEADER')]
    """
    form = FORMS.get(words[0].lower(), "").split()
    joints = [(part, word) for part, word in zip(form, words, strict=False) if part in JOINTS]
    if len(form) != len(words) or any(part != word.upper() for part, word in joints):
        return None
    return [pair for pair in zip(form[1:], words[1:], strict=True) if pair[0] not in JOINTS]


def find_id_problems(
    id_: str, earlier: Sequence[Correction], knowledge: Knowledge, *, check_ids: bool
) -> Iterator[str]:
    """What is wrong with an id: it is gone by now, or it never was."""
    gone = [item.line for item in earlier if isinstance(item, Merge | Drop) and item.id == id_]
    if gone:
        yield f"{id_!r} is gone since line {gone[0]}, expected an id that still exists there"
    elif check_ids and id_ not in knowledge.entries and not is_unlisted(id_):
        yield f"no entity has the id {id_!r}{describe_nearest(knowledge, id_)}"


def make_correction(line: int, words: Sequence[str], knowledge: Knowledge) -> Correction:
    """The correction that the words of a line are."""
    match words[0].lower(), [value for _, value in match_form(words) or ()]:
        case "merge", [id_, into]:
            entry = knowledge.entries.get(into)
            return Merge(line=line, id=id_, into=into, known=make_entity(entry) if entry else None)
        case "split", [id_, document, name, kind]:
            entity = find_entity(name, kind.upper(), knowledge)
            return Split(line=line, id=id_, document=document, entity=entity)
        case "rename", [id_, name]:
            return Rename(line=line, id=id_, name=name)
        case "kind", [id_, kind]:
            return Retype(line=line, id=id_, kind=kind.upper())
        case _, values:
            return Drop(line=line, id=values[0])


def find_entity(name: str, kind: str, knowledge: Knowledge) -> Entity:
    """The one known entity of this kind and name, else the one that a text with this name gives."""
    found = [
        entry
        for entry in knowledge.entries.values()
        if entry.kind == kind and any(fold(form.text) == fold(name) for form in list_names(entry))
    ]
    if len(found) == 1:
        return make_entity(found[0])
    prefix = "person" if kind in PERSONS else kind.lower()
    return Entity(id=f"{prefix}:{make_slug(name)}", kind=kind, name=name)


def make_entity(entry: Entry) -> Entity:
    """The entity that an entry of the knowledge base is."""
    return Entity(id=entry.id, kind=entry.kind, name=entry.name, refs=dict(entry.refs))
