"""Tables of texts: one document a row of CSV, or a line of JSON Lines."""

import csv
import io
import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from diplograph.corpus.characters import normalize_characters
from diplograph.corpus.dates import parse_date
from diplograph.corpus.decode import decode_bytes
from diplograph.corpus.naming import name_source
from diplograph.corpus.options import ReadOptions
from diplograph.errors import CorpusError
from diplograph.types import Document, Skipped

# The names under which tables usually keep what a document has, best first.
USUAL_NAMES: Mapping[str, tuple[str, ...]] = {
    "text": (
        "text",
        "content",
        "body",
        "article",
        "article_text",
        "full_text",
        "fulltext",
        "maintext",
        "story",
    ),
    "id": ("id", "doc_id", "document_id", "article_id", "uid"),
    "title": ("title", "headline"),
    "date": (
        "date",
        "published",
        "publication_date",
        "publish_date",
        "date_published",
        "published_at",
        "pub_date",
    ),
    "url": ("url", "link", "source_url", "href"),
}
LONGEST_HEADER = 300
DELIMITERS = ",;\t|"


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The columns of a table that hold the parts of a document; an empty name means that none does."""

    text: str
    id: str
    title: str
    date: str
    url: str


def read_csv(data: bytes, source: str, options: ReadOptions) -> Iterator[Document | Skipped]:
    """One document a row; the delimiter is told from the first line."""
    rows = _parse_csv(decode_bytes(data), options.max_bytes)
    header = [name.strip() for name in rows[0]] if rows else []
    if not header:
        raise CorpusError("no header row that names its columns")
    columns = find_columns(header, options)
    for number, row in enumerate(rows[1:], start=1):
        if any(cell.strip() for cell in row):
            yield _read_record(dict(zip(header, row, strict=False)), columns, source, number)


def read_jsonl(data: bytes, source: str, options: ReadOptions) -> Iterator[Document | Skipped]:
    """One document a line, each line a JSON object; a line that is none is skipped with its number."""
    for number, line in enumerate(decode_bytes(data).split("\n"), start=1):
        if line.strip():
            yield _read_line(line, number, source, options)


def find_columns(
    header: list[str], options: ReadOptions, *, required: Collection[str] = tuple(USUAL_NAMES)
) -> Columns:
    """The columns that the options name, or else those that have a usual name.

    A named column that is missing is an error where its part is `required`; a column of texts always is.
    """
    asked = {
        "text": options.text_column,
        "id": options.id_column,
        "title": options.title_column,
        "date": options.date_column,
        "url": options.url_column,
    }
    missing = [
        part for part, name in asked.items() if name is not None and name not in header and part in required
    ]
    if missing:
        part = missing[0]
        raise CorpusError(f"no column {asked[part]!r}, as --{part}-column asks (it has: {_show(header)})")
    found = {part: _find_column(part, name, header) for part, name in asked.items()}
    if not found["text"]:
        raise CorpusError(f"no column of texts; name one with --text-column (it has: {_show(header)})")
    return Columns(**found)


def _show(header: list[str]) -> str:
    """The names of the columns, as many of them as a message bears."""
    names = normalize_characters(", ".join(header)).replace("\n", " ")
    return names if len(names) <= LONGEST_HEADER else f"{names[:LONGEST_HEADER]} …"


def _find_column(part: str, asked: str | None, header: list[str]) -> str:
    if asked is None:
        small = {name.lower().replace(" ", "_"): name for name in reversed(header)}
        return next((small[name] for name in USUAL_NAMES[part] if name in small), "")
    return asked if asked in header else ""


def _parse_csv(text: str, max_bytes: int) -> list[list[str]]:
    """The rows; the module's own limit of 131,072 characters a cell is too low for long articles."""
    first = text.split("\n", 1)[0]
    delimiter = max(DELIMITERS, key=first.count)
    before = csv.field_size_limit(max_bytes)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise CorpusError(f"not a readable table ({error})") from error
    finally:
        csv.field_size_limit(before)


def _read_line(line: str, number: int, source: str, options: ReadOptions) -> Document | Skipped:
    place = f"{source}:{number}"
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        return Skipped(source=place, reason=f"line {number}: not valid JSON")
    if not isinstance(record, dict):
        return Skipped(source=place, reason=f"line {number}: not a JSON object")
    try:
        columns = find_columns(list(record), options, required=("text",))
    except CorpusError as error:
        return Skipped(source=place, reason=f"line {number}: {error}")
    return _read_record(record, columns, source, number)


def _read_record(record: Mapping[str, Any], columns: Columns, source: str, number: int) -> Document | Skipped:
    text = record.get(columns.text)
    if not isinstance(text, str) or not text.strip():
        return Skipped(source=f"{source}:{number}", reason=f"row {number}: no text in {columns.text!r}")
    return Document(
        id=_read_cell(record, columns.id) or f"{name_source(source)}-{number}",
        text=text,
        title=_read_cell(record, columns.title),
        source=f"{source}:{number}",
        url=_read_cell(record, columns.url),
        date=parse_date(_read_cell(record, columns.date)),
    )


def _read_cell(record: Mapping[str, Any], column: str) -> str:
    """A cell as one line; lists and objects are no value of a document."""
    value = record.get(column) if column else None
    return " ".join(str(value).split()) if isinstance(value, str | int | float) else ""
