"""The actors of world affairs, read from the JSON Lines files in this folder and from an analyst's own lists.

`README.md` beside this file says how an entry is written.
"""

import csv
import io
import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cache
from pathlib import Path
from typing import Any

from diplograph.errors import DataError
from diplograph.ontology import load_ontology

HERE = Path(__file__).parent
FILES = {
    "countries.jsonl": "COUNTRY",
    "leaders.jsonl": "LEADER",
    "institutions.jsonl": "INSTITUTION",
    "initiatives.jsonl": "INITIATIVE",
    "context.jsonl": "",
}
LISTS = {"aliases", "demonyms", "metonyms", "members", "sponsors"}
DASHES = re.compile(r"[‐‑‒–—―−]")
QUOTES = re.compile(r"[‘’ʼʻ`´]")
ISO_PREFIX = re.compile(r"-?\d{4}(-\d\d(-\d\d)?)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """A post held: `role` of country or institution `of`, from `start` to `end` (ISO prefixes or empty)."""

    role: str
    of: str
    start: str = ""
    end: str = ""

    def covers(self, date: str) -> bool:
        """Whether the post was held at `date`; an empty date is covered by every post."""
        return not date or (self.start <= date and (not self.end or date[:4] <= self.end))


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One known actor, initiative, region or event. The fields are those of README.md."""

    id: str
    kind: str
    name: str
    aliases: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    capital: str = ""
    metonyms: tuple[str, ...] = ()
    family: str = ""
    offices: tuple[Office, ...] = ()
    parent: str = ""
    seat: str = ""
    members: tuple[str, ...] = ()
    sponsors: tuple[str, ...] = ()
    start: str = ""
    end: str = ""
    refs: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A surface form of an entry, and in which way it is one: name, demonym, capital, metonym or family."""

    text: str
    entry: Entry
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """All known entries by id."""

    entries: Mapping[str, Entry]

    def names(self) -> Iterator[Name]:
        """Every surface form of every entry."""
        for entry in self.entries.values():
            yield from list_names(entry)


def list_names(entry: Entry) -> Iterator[Name]:
    """The surface forms of one entry."""
    for text in (entry.name, *entry.aliases):
        yield Name(text=text, entry=entry, role="name")
    for text in entry.demonyms:
        yield Name(text=text, entry=entry, role="demonym")
    for text in entry.metonyms:
        yield Name(text=text, entry=entry, role="metonym")
    if entry.capital:
        yield Name(text=entry.capital, entry=entry, role="capital")
    if entry.family:
        yield Name(text=entry.family, entry=entry, role="family")


@cache
def fold(text: str) -> str:
    """The text without accents, with plain dashes and apostrophes; letters keep their case.

    >>> fold("Abe Shinzō’s India–Japan")
    "Abe Shinzo's India-Japan"
    """
    plain = QUOTES.sub("'", DASHES.sub("-", text)).translate(str.maketrans("łŁđĐøØıß", "lLdDoOis"))
    if plain.isascii():
        return plain
    return "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))


def make_slug(text: str) -> str:
    """A stable identifier of a name.

    >>> make_slug("The Hokkaidō University")
    'hokkaido-university'
    """
    words = re.findall(r"\w+", fold(text).casefold().replace("'s ", " ").replace("'", ""))
    return "-".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


@cache
def load_knowledge(extra: tuple[Path, ...] = ()) -> Knowledge:
    """What diplograph knows; the analyst's lists in `extra` add to it, or override entries of the same id."""
    entries: dict[str, Entry] = {}
    for name, kind in FILES.items():
        for _, row in read_jsonl(HERE / name):
            entry = make_entry(row, kind)
            entries[entry.id] = entry
    for path in extra:
        for entry in read_own_list(path):
            entries[entry.id] = merge_entries(entries.get(entry.id), entry)
    return Knowledge(entries=entries)


def merge_entries(known: Entry | None, own: Entry) -> Entry:
    """The analyst's entry over the known one: what it gives replaces, but aliases add up."""
    if known is None or known.kind != own.kind:
        return own
    given = {item.name: getattr(own, item.name) for item in fields(own) if getattr(own, item.name)}
    return replace(known, **given | {"aliases": tuple(dict.fromkeys((*known.aliases, *own.aliases)))})


def read_jsonl(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """(line number, object) of a JSON Lines file; blank lines and `#` comments are skipped."""
    for number, line in enumerate(read_list_text(path).splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            try:
                row = json.loads(line)
            except json.JSONDecodeError as error:
                raise DataError(f"{path.name}, line {number}: not valid JSON ({error.msg})") from error
            if not isinstance(row, dict):
                raise DataError(
                    f"{path.name}, line {number}: expected a JSON object, got {line.strip()[:40]!r}"
                )
            yield number, row


def read_csv(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """(row number, object) of a CSV file; several values in a cell are parted by `;`."""
    for number, row in enumerate(csv.DictReader(io.StringIO(read_list_text(path))), 2):
        cells = {key: (value or "").strip() for key, value in row.items() if key}
        yield (
            number,
            {
                key: [part.strip() for part in value.split(";") if part.strip()] if key in LISTS else value
                for key, value in cells.items()
                if value
            },
        )


def read_list_text(path: Path) -> str:
    """The text of a list; `DataError` when it cannot be read."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"the list {path} cannot be read: {error}; give a UTF-8 CSV or JSONL file") from error


def read_own_list(path: Path) -> list[Entry]:
    """The entries of an analyst's list; `DataError` names every wrong row at once."""
    rows = read_csv(path) if path.suffix.lower() == ".csv" else read_jsonl(path)
    entries, problems = [], []
    for number, row in rows:
        problem = find_problem(row)
        if problem:
            problems.append(f"row {number}: {problem}")
        else:
            entries.append(make_entry(row, str(row["kind"]).upper()))
    if problems:
        raise DataError(f"{path.name}: " + "; ".join(problems))
    return entries


def find_problem(row: Mapping[str, Any]) -> str:
    """What is wrong with a row of an analyst's list, or nothing."""
    kinds = load_ontology().kinds
    unknown = sorted(set(row) - {item.name for item in fields(Entry)})
    wrong_list = sorted(key for key in LISTS & set(row) if not is_list_of_strings(row[key]))
    wrong_date = sorted(key for key in {"start", "end"} & set(row) if not ISO_PREFIX.fullmatch(str(row[key])))
    if unknown:
        return f"unknown field {', '.join(unknown)}"
    if not isinstance(row.get("name"), str) or not row["name"].strip():
        return "field name is missing"
    if str(row.get("kind", "")).upper() not in kinds:
        return f"field kind is {row.get('kind', '')!r}, expected one of {', '.join(kinds)}"
    if wrong_list:
        return f"field {wrong_list[0]} must be a list of names"
    if wrong_date:
        return f"field {wrong_date[0]} must be a date such as 2015 or 2015-06-01"
    if not isinstance(row.get("offices", []), list):
        return "field offices must be a list of {role, of, start, end}"
    return ""


def is_list_of_strings(value: object) -> bool:
    """Whether the value is a list of strings."""
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def make_entry(row: Mapping[str, Any], kind: str) -> Entry:
    """An entry from a row; the id of a row without one is made from its name."""
    values: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value
        for key, value in row.items()
        if key in Entry.__dataclass_fields__
    }
    values["offices"] = tuple(
        Office(
            role=office.get("role", ""),
            of=office.get("of", ""),
            start=office.get("start") or "",
            end=office.get("end") or "",
        )
        for office in row.get("offices", ())
    )
    return Entry(**{"id": make_slug(row["name"])} | values | {"kind": kind or row["kind"]})
