"""Lists of actors as files, CSV or JSON Lines: their rows, and the entries that rows make."""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from diplograph.errors import DataError
from diplograph.knowledge.entry import Entry, Office, make_slug
from diplograph.knowledge.rules import CHECKS, NAME_LISTS, NEEDED, Problem, describe_unknown, shorten

FIELDS = frozenset(Entry.__dataclass_fields__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a list, with its number as an editor or a spreadsheet counts."""

    number: int
    values: Mapping[str, Any]


def read_rows(path: Path) -> Iterator[Row | Problem]:
    """The rows of a list, CSV or else JSON Lines; what is no row comes as a problem, where it stands."""
    text = read_list_text(path)
    return read_csv(text) if path.suffix.lower() == ".csv" else read_jsonl(text)


def read_list_text(path: Path) -> str:
    """The text of a list; `DataError` when it cannot be read."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"the list {path} cannot be read: {error}; give a UTF-8 CSV or JSONL file") from error


def read_jsonl(text: str) -> Iterator[Row | Problem]:
    """The objects of JSON Lines; blank lines and `#` comments are skipped."""
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip() and not line.startswith("#"):
            yield read_object(number, line)


def read_object(number: int, line: str) -> Row | Problem:
    """The row that a line of JSON is."""
    try:
        values = json.loads(line)
    except (json.JSONDecodeError, RecursionError) as error:
        reason = getattr(error, "msg", "nested too deeply")
        return Problem(row=number, field="", message=f"is not valid JSON: {reason}")
    if not isinstance(values, dict):
        return Problem(row=number, field="", message=f"is {shorten(values)}, expected a JSON object in {{}}")
    return Row(number=number, values=tidy_values(values))


def read_csv(text: str) -> Iterator[Row | Problem]:
    """The rows of a table under a line of column names; several values in a cell are parted by `;`."""
    lines = csv.reader(io.StringIO(text, newline=""))
    try:
        header = [cell.strip().lower() for cell in next(lines, [])]
        problems = list(check_header(header))
        yield from problems
        if not any(problem.field in NEEDED for problem in problems):
            for number, cells in enumerate(lines, 2):
                if any(cell.strip() for cell in cells):
                    yield read_cells(number, header, cells)
    except csv.Error as error:
        yield Problem(row=0, field="", message=f"is not valid CSV: {error}")


def check_header(header: list[str]) -> Iterator[Problem]:
    """What is wrong with the line of column names."""
    if len(header) == 1 and any(mark in header[0] for mark in ";\t"):
        yield Problem(row=1, field="kind", message="is not found: expected columns that are parted by commas")
        return
    for name in dict.fromkeys(filter(None, header)):
        if name not in CHECKS:
            yield Problem(row=1, field=name, message=describe_unknown(name, CHECKS))
        elif header.count(name) > 1:
            yield Problem(row=1, field=name, message="stands twice, expected each column once")
    for name in NEEDED:
        if name not in header:
            yield Problem(row=1, field=name, message="is missing, expected a column of this name")


def read_cells(number: int, header: list[str], cells: list[str]) -> Row | Problem:
    """The row that the cells of one line are; columns that do not exist are left out."""
    if any(cell.strip() for cell in cells[len(header) :]):
        expected = f"expected {len(header)}: put text that holds a comma between double quotes"
        return Problem(row=number, field="", message=f"has {len(cells)} cells, {expected}")
    named = {name: cell for name, cell in zip(header, cells, strict=False) if name in CHECKS}
    values = {name: cell.split(";") if name in NAME_LISTS else cell for name, cell in named.items()}
    return Row(number=number, values=tidy_values(values))


def tidy_values(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values without blanks around them and without those that are empty."""
    tidy = {name: tidy_value(value) for name, value in values.items()}
    return {name: value for name, value in tidy.items() if value not in (None, "", [], {})}


def tidy_value(value: Any) -> Any:
    """The value without blanks around it; a list without its empty items."""
    if isinstance(value, list):
        return [item for item in map(tidy_value, value) if item not in (None, "")]
    if isinstance(value, dict):
        return tidy_values(value)
    return value.strip() if isinstance(value, str) else value


def make_entry(row: Mapping[str, Any], kind: str) -> Entry:
    """An entry from a row; the id of a row without one is made from its name."""
    values: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in row.items() if key in FIELDS
    }
    values["kind"] = kind or row["kind"]
    if "id" not in values:
        values["id"] = make_slug(row["name"])
    if "offices" in values:
        values["offices"] = tuple(make_office(office) for office in values["offices"])
    return Entry(**values)


def make_office(row: Mapping[str, str]) -> Office:
    """A post from its row."""
    return Office(role=row["role"], of=row["of"], start=row.get("start", ""), end=row.get("end", ""))
