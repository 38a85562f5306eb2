"""What a row of a list of actors may hold: the fields, what is right in each, and what to say of the rest."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Any, Literal

from diplograph.ontology import load_ontology

NEEDED = ("kind", "name")
OFFICE_FIELDS = ("role", "of", "start", "end")
DATE_SHAPE = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something wrong, or (a `warning`) unwise, in a field of a row; row 0 is the file as a whole."""

    row: int
    field: str
    message: str
    level: Literal["error", "warning"] = "error"

    def __str__(self) -> str:
        """The problem in words."""
        return " ".join(
            part for part in (f"row {self.row}:" * bool(self.row), self.field, self.message) if part
        )


def check_values(number: int, values: Mapping[str, Any]) -> Iterator[Problem]:
    """All that is wrong with a row by itself."""
    for name in NEEDED:
        if name not in values:
            yield Problem(row=number, field=name, message=f"is missing, expected {CHECKS[name][1]()}")
    for name, value in values.items():
        problem = check_value(number, name, value, CHECKS)
        if problem:
            yield problem
        elif name == "offices":
            yield from check_offices(number, value)
    yield from check_order(number, "", values)


def check_value(
    number: int, name: str, value: object, checks: "Mapping[str, Check]", where: str = ""
) -> Problem | None:
    """What is wrong with a value by itself; `where` stands before the name of its field."""
    if name not in checks:
        return Problem(row=number, field=where + name, message=describe_unknown(name, checks))
    is_right, expected = checks[name]
    if is_right(value):
        return None
    return Problem(row=number, field=where + name, message=f"is {shorten(value)}, expected {expected()}")


def check_offices(number: int, offices: list[dict[str, Any]]) -> Iterator[Problem]:
    """All that is wrong within a list of offices."""
    for place, office in enumerate(offices, 1):
        where = f"offices[{place}]."
        for name in ("role", "of"):
            if name not in office:
                yield Problem(row=number, field=where + name, message="is missing, expected text")
        found = (check_value(number, name, value, OFFICE_CHECKS, where) for name, value in office.items())
        yield from filter(None, found)
        yield from check_order(number, where, office)


def check_order(number: int, where: str, values: Mapping[str, Any]) -> Iterator[Problem]:
    """Says so where something ends before it starts."""
    start, end = values.get("start", ""), values.get("end", "")
    if is_date(start) and is_date(end) and end[: len(start)] < start[: len(end)]:
        message = f"is {end!r}, expected a date that is not before the start, {start!r}"
        yield Problem(row=number, field=f"{where}end", message=message)


def is_text(value: Any) -> bool:
    """Whether the value is text."""
    return isinstance(value, str)


def is_date(value: Any) -> bool:
    """Whether the value is a date that exists, or its year, or its year and month.

    >>> [is_date(value) for value in ("2015", "2015-06", "2015-02-30", 2015)]
    [True, True, False, False]
    """
    if not isinstance(value, str) or not DATE_SHAPE.fullmatch(value):
        return False
    try:
        date.fromisoformat(value + "0000-01-01"[len(value) :])
    except ValueError:
        return False
    return True


def is_kind(value: Any) -> bool:
    """Whether the value names a kind of entity, in capitals or not."""
    return isinstance(value, str) and value.upper() in load_ontology().kinds


def is_list_of_names(value: Any) -> bool:
    """Whether the value is a list of texts."""
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def is_list_of_objects(value: Any) -> bool:
    """Whether the value is a list of objects."""
    return isinstance(value, list) and all(isinstance(item, dict) for item in value)


def is_references(value: Any) -> bool:
    """Whether the value is an object of texts."""
    return isinstance(value, dict) and all(isinstance(item, str) for item in value.values())


def describe_kinds() -> str:
    """The kinds that exist."""
    return f"one of {', '.join(load_ontology().kinds)}"


Check = tuple[Callable[[Any], bool], Callable[[], str]]
TEXT: Check = is_text, lambda: "text"
DATE: Check = is_date, lambda: "a date in quotes such as 2015 or 2015-06-01"
NAMES: Check = is_list_of_names, lambda: "a list of names"
CHECKS: Mapping[str, Check] = {
    "id": TEXT,
    "kind": (is_kind, describe_kinds),
    "name": (is_text, lambda: "the usual name"),
    "aliases": NAMES,
    "demonyms": NAMES,
    "capital": TEXT,
    "metonyms": NAMES,
    "family": TEXT,
    "offices": (is_list_of_objects, lambda: "a list of {role, of, start, end}, which only JSONL can hold"),
    "parent": TEXT,
    "seat": TEXT,
    "members": NAMES,
    "sponsors": NAMES,
    "start": DATE,
    "end": DATE,
    "refs": (is_references, lambda: "an object of texts such as {wikidata: Q889}, which only JSONL can hold"),
    "drop": NAMES,
}
"""Field → whether a value is right, and what is right."""
OFFICE_CHECKS: Mapping[str, Check] = dict(zip(OFFICE_FIELDS, (TEXT, TEXT, DATE, DATE), strict=True))
NAME_LISTS = {name for name, check in CHECKS.items() if check is NAMES}


def describe_unknown(name: str, known: Iterable[str]) -> str:
    """That a field does not exist, and which one may be meant."""
    near = get_close_matches(name, list(known), n=1)
    return "is no field, expected " + (f"perhaps {near[0]}" if near else f"one of {', '.join(known)}")


def shorten(value: object) -> str:
    """The value as it is shown in a message."""
    shown = repr(value)
    return shown if len(shown) <= 60 else f"{shown[:57]}..."
