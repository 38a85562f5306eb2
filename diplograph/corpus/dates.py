"""Dates as people write them, read as ISO 8601 prefixes; what is ambiguous is left unread."""

import re
from collections.abc import Iterator
from datetime import date

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
DAY = r"\d{1,2}(?:st|nd|rd|th)?"
YEAR = r"(?:1[5-9]|20)\d\d"
WRITTEN = re.compile(
    rf"""(?<![\w/.-])(?:
      (?P<d1>{DAY})(?:\s+of)?[\s-]*(?P<m1>{MONTH}),?[\s-]*(?P<y1>{YEAR})
    | (?P<m2>{MONTH})[\s-]*(?P<d2>{DAY})(?:,\s*|\s+|-)(?P<y2>{YEAR})
    | (?P<y3>{YEAR})(?P<s>[-/.])(?P<n3>\d{{1,2}})(?P=s)(?P<d3>\d{{1,2}})
    | (?P<y4>{YEAR})\s*年\s*(?P<n4>\d{{1,2}})\s*月\s*(?P<d4>\d{{1,2}})\s*日
    | (?P<a5>\d{{1,2}})(?P<t>[-/.])(?P<b5>\d{{1,2}})(?P=t)(?P<y5>{YEAR})
    | (?P<m6>{MONTH}),?[\s-]*(?P<y6>{YEAR})
    )(?![\w/]|[-.]\d|T?\d)""",
    re.IGNORECASE | re.VERBOSE,
)
NUMERIC = (
    (re.compile(rf"({YEAR})-?(\d\d)-?(\d\d)(?:[T ]\d\d?:.*)?"), (1, 2, 3)),
    (re.compile(rf"({YEAR})[-/.](\d{{1,2}})"), (1, 2)),
    (re.compile(rf"(\d{{1,2}})[-/.]({YEAR})"), (2, 1)),
    (re.compile(rf"({YEAR})"), (1,)),
)


def parse_date(value: str) -> str:
    """The ISO prefix of a value that is one date (`Sept. 15, 2021` gives `2021-09-15`), else nothing.

    `05/06/2023` could be May or June, and gives nothing.
    """
    value = value.strip()
    for pattern, order in NUMERIC:
        found = pattern.fullmatch(value)
        if found:
            return _compose(*(int(found[group]) for group in order))
    dates = {iso for _, _, iso in find_dates(value)}
    return dates.pop() if len(dates) == 1 and len(value) <= 60 else ""


def find_dates(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and ISO prefix of each unambiguous date that names at least month and year."""
    for found in WRITTEN.finditer(text):
        iso = _read_match({name: value for name, value in found.groupdict().items() if value})
        if iso:
            yield found.start(), found.end(), iso


def _read_match(parts: dict[str, str]) -> str:
    values = {name[0]: value for name, value in parts.items() if name not in "st"}
    year = int(values["y"])
    if "a" in values:
        return _read_numbers(int(values["a"]), int(values["b"]), year)
    month = int(values["n"]) if "n" in values else 1 + MONTHS.index(values["m"][:3].lower())
    return _compose(year, month, int(re.sub(r"\D", "", values["d"])) if "d" in values else None)


def _read_numbers(first: int, second: int, year: int) -> str:
    """Day and month in either order, where only one order makes a date or both make the same."""
    readings = {_compose(year, first, second), _compose(year, second, first)} - {""}
    return readings.pop() if len(readings) == 1 else ""


def _compose(year: int, month: int | None = None, day: int | None = None) -> str:
    try:
        whole = date(year, 1 if month is None else month, 1 if day is None else day).isoformat()
    except ValueError:
        return ""
    return whole[: 10 if day is not None else 7 if month is not None else 4]
