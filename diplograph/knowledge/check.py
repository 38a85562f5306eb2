"""Checking an analyst's list: each row by itself, then against its other rows and what is known already."""

import tomllib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from diplograph.knowledge import HERE, Entry, Knowledge, fold, list_names, load_knowledge, merge_entries
from diplograph.knowledge.rows import Row, make_entry, read_rows
from diplograph.knowledge.rules import Problem, check_values, shorten
from diplograph.knowledge.search import describe_nearest

FORM_FIELDS = ("name", "aliases", "demonyms", "metonyms", "capital")
"""Fields whose texts must lead to one entity of a kind; families share their names."""
REFERENCES: Mapping[str, tuple[str, ...]] = {
    "parent": (),
    "seat": ("COUNTRY",),
    "members": (),
    "sponsors": ("COUNTRY", "INSTITUTION"),
    "offices.of": ("COUNTRY", "INSTITUTION"),
}
"""Field that holds ids → the kinds that these may be of; nothing means any."""
SHORT = 2
GENERIC = ("ordinary", "heads", "standins", "descriptions")
"""Tables of words.toml with words that alone name nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """An entry as one row gives it; `named` says that the row has an id of its own."""

    row: int
    entry: Entry
    named: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """The analyst's entries, what was known before them, and what is known with them."""

    own: tuple[Given, ...]
    known: Knowledge
    merged: Knowledge
    forms: Mapping[tuple[str, str], Collection[str]]
    """(kind, folded form) → the ids of the entries that have it."""

    def find_row(self, id_: str) -> int:
        """The first row that gives this id, or 0."""
        return next((given.row for given in self.own if given.entry.id == id_), 0)


def check_list(path: Path, *, beside: tuple[Path, ...] = ()) -> list[Problem]:
    """All that is wrong or unwise in a list, by row; `beside` are other lists that go with it.

    `DataError` where it cannot be read at all.
    """
    rows = list(read_rows(path))
    problems = [item for item in rows if isinstance(item, Problem)]
    own: list[Given] = []
    for row in (item for item in rows if isinstance(item, Row)):
        found = list(check_values(row.number, row.values))
        own += make_given(row, found)
        problems += found
    world = make_world(own, load_knowledge(beside))
    for given in world.own:
        problems += check_given(given, world)
    if not rows:
        problems.append(Problem(row=0, field="", message="the list is empty, expected a row for each entity"))
    return sorted(problems, key=lambda problem: problem.row)


def make_given(row: Row, problems: Iterable[Problem]) -> Iterator[Given]:
    """The entry of a row as far as it is right: nothing where kind or name are wrong."""
    wrong = {problem.field.partition("[")[0] for problem in problems}
    if not wrong & {"kind", "name", "id"}:
        values = {name: value for name, value in row.values.items() if name not in wrong}
        entry = make_entry(values, str(values["kind"]).upper())
        yield Given(row=row.number, entry=entry, named="id" in values)


def make_world(own: Iterable[Given], known: Knowledge) -> World:
    """What is known with the analyst's entries, beside what was known without."""
    own = tuple(own)
    entries = dict(known.entries)
    for given in own:
        entries[given.entry.id] = merge_entries(entries.get(given.entry.id), given.entry)
    merged = Knowledge(entries=entries)
    return World(own=own, known=known, merged=merged, forms=index_forms(merged))


def index_forms(knowledge: Knowledge) -> dict[tuple[str, str], set[str]]:
    """(kind, folded form) → the ids of the entries that have it."""
    forms: dict[tuple[str, str], set[str]] = defaultdict(set)
    for entry in knowledge.entries.values():
        for _, form in list_forms(entry):
            forms[entry.kind, fold(form)].add(entry.id)
    return dict(forms)


def check_given(given: Given, world: World) -> Iterator[Problem]:
    """All that is wrong with an entry beside the others."""
    yield from check_identity(given, world)
    yield from check_clashes(given, world)
    yield from check_references(given, world)
    yield from check_drop(given, world)
    yield from check_dangers(given)


def check_identity(given: Given, world: World) -> Iterator[Problem]:
    """Says so where the id is another row's, or a known entry's of another kind."""
    entry, first = given.entry, world.find_row(given.entry.id)
    known = world.known.entries.get(entry.id)
    if first != given.row:
        where = f"{entry.id!r} is the id of row {first} too"
        yield Problem(row=given.row, field="id", message=f"{where}, expected each entity in one row")
    if known is not None and known.kind != entry.kind:
        message = f"is {entry.kind}, but {entry.id!r} is known as {known.kind}: expected that, or another id"
        yield Problem(row=given.row, field="kind", message=message)


def check_clashes(given: Given, world: World) -> Iterator[Problem]:
    """Says so where a form names another entity of the kind as well: once, at the later of two rows."""
    for field, form in list_forms(given.entry):
        ids = world.forms.get((given.entry.kind, fold(form)), ())
        for other in sorted(set(ids) - {given.entry.id}):
            if not is_told_later(other, form, given, world):
                advice = advise(given, field, other, form)
                message = f"{form!r} also names {describe_other(other, world)}, expected one only: {advice}"
                yield Problem(row=given.row, field=field, message=message)


def is_told_later(other: str, form: str, given: Given, world: World) -> bool:
    """Whether a later row gives this form to the other entity."""
    return any(
        later.row > given.row
        and later.entry.id == other
        and fold(form) in {fold(text) for _, text in list_forms(later.entry)}
        for later in world.own
    )


def list_forms(entry: Entry) -> Iterator[tuple[str, str]]:
    """(field, form) of the names that an entry gives."""
    for field in FORM_FIELDS:
        value = getattr(entry, field)
        for form in (value,) if isinstance(value, str) else value:
            if form and form not in entry.drop:
                yield field, form


def describe_other(id_: str, world: World) -> str:
    """An entry, and the row that gives it where it is the analyst's own."""
    row = world.find_row(id_)
    return f"{world.merged.entries[id_].name} ({id_})" + (f" of row {row}" if row else "")


def advise(given: Given, field: str, other: str, form: str) -> str:
    """What to do about a name that two entities have."""
    if field == "name" and not given.named:
        return f"with the id {other!r}, this row adds to that entity"
    return f"leave it out here, or give {other!r} a row with {form!r} in drop"


def check_references(given: Given, world: World) -> Iterator[Problem]:
    """Says so where an id does not exist, or is of a kind that cannot stand there."""
    for field, id_ in list_references(given.entry):
        kinds = REFERENCES[field]
        entry = world.merged.entries.get(id_)
        if entry is None:
            message = f"is {shorten(id_)}, expected an id that exists{describe_nearest(world.merged, id_)}"
            yield Problem(row=given.row, field=field, message=message)
        elif kinds and entry.kind not in kinds:
            expected = " or ".join(kinds)
            message = f"is {shorten(id_)}, which is of kind {entry.kind}, expected the id of a {expected}"
            yield Problem(row=given.row, field=field, message=message)


def list_references(entry: Entry) -> Iterator[tuple[str, str]]:
    """(field, id) of the others that an entry names."""
    singles = (("parent", entry.parent), ("seat", entry.seat))
    yield from ((field, id_) for field, id_ in singles if id_)
    yield from (("members", id_) for id_ in entry.members)
    yield from (("sponsors", id_) for id_ in entry.sponsors)
    yield from (("offices.of", office.of) for office in entry.offices)


def check_drop(given: Given, world: World) -> Iterator[Problem]:
    """Says so where a dropped name is one that stays, or one that nobody had."""
    entry, known = given.entry, world.known.entries.get(given.entry.id)
    given_forms = {fold(form) for _, form in list_forms(replace(entry, drop=()))}
    known_forms = {fold(name.text) for name in list_names(known)} if known else set()
    for form in entry.drop:
        if fold(form) in given_forms:
            message = f"{form!r} is a name that the same row gives, expected it in one of the two fields only"
            yield Problem(row=given.row, field="drop", message=message)
        elif fold(form) not in known_forms:
            message = f"{form!r} is no name of {entry.id!r} so far, expected one that is (case counts)"
            yield Problem(row=given.row, field="drop", message=message, level="warning")


def check_dangers(given: Given) -> Iterator[Problem]:
    """Warns of names that will be found where nobody means them."""
    for field, form in list_forms(given.entry):
        if danger := find_danger(form):
            message = f"{form!r} {danger}: it may be found where nobody means it"
            yield Problem(row=given.row, field=field, message=message, level="warning")


def find_danger(form: str) -> str:
    """Why a name is likely to be found where it is not meant, or nothing.

    >>> [find_danger(form) for form in ("the plan", "Forum", "AB", "MWF")]
    ['has no capital letter', 'is an ordinary word', 'is very short', '']
    """
    if form.islower():
        return "has no capital letter"
    if form.isascii() and len(form) <= SHORT:
        return "is very short"
    return "is an ordinary word" if fold(form).casefold() in load_generic() else ""


@cache
def load_generic() -> frozenset[str]:
    """Words that alone name nobody: nouns of bodies and plans, of those who act for them, and plain words."""
    tables = tomllib.loads((HERE / "words.toml").read_text(encoding="utf-8"))
    lists = (words for name in GENERIC for words in tables[name].values())
    return frozenset(word.casefold() for words in lists for word in words)
