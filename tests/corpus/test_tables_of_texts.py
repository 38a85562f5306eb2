"""Rows of CSV and lines of JSON to documents."""

import json
from pathlib import Path
from typing import Any

import pytest
from corpus_files import SHARED, SIGNED, WELCOMED

from diplograph.corpus import read_corpus
from diplograph.types import Document, Skipped


def read(path: Path, data: str | bytes, **options: Any) -> list[Document | Skipped]:
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return list(read_corpus([path], **options))


def test_a_row_gives_what_its_usual_columns_hold(tmp_path: Path) -> None:
    table = f'ID,Headline,Published,Link,Content\na1,On ice,"June 5, 2023",https://x.example/a,"{SIGNED}"\n'
    assert read(tmp_path / "t.csv", table) == [
        Document(
            id="a1",
            text=SIGNED,
            title="On ice",
            source=f"{(tmp_path / 't.csv').as_posix()}:1",
            url="https://x.example/a",
            date="2023-06-05",
            lang="en",
        )
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_told_from_the_header(tmp_path: Path, delimiter: str) -> None:
    table = delimiter.join(["title", "text"]) + "\n" + delimiter.join(["On ice", f'"{SIGNED}"']) + "\n"
    [item] = read(tmp_path / "t.csv", b"\xef\xbb\xbf" + table.encode())
    assert isinstance(item, Document)
    assert (item.title, item.text) == ("On ice", SIGNED)


def test_rows_without_ids_are_numbered_and_rows_without_text_skipped(tmp_path: Path) -> None:
    items = read(tmp_path / "t.csv", f'text,n\n"{SIGNED}",1\n,2\n\n"{SHARED}",3\n"{WELCOMED}"\n')
    assert [item.id for item in items if isinstance(item, Document)] == ["t-1", "t-4", "t-5"]
    assert [item.reason for item in items if isinstance(item, Skipped)] == ["row 2: no text in 'text'"]


def test_columns_can_be_named(tmp_path: Path) -> None:
    table = f'a,b,c,d,e\nx,"{SIGNED}",Ice,2023,ftp://no\n'
    options = {
        "text_column": "b",
        "id_column": "a",
        "title_column": "c",
        "date_column": "d",
        "url_column": "e",
    }
    [item] = read(tmp_path / "t.csv", table, **options)
    assert isinstance(item, Document)
    assert (item.id, item.title, item.date, item.url) == ("x", "Ice", "2023", "")


def test_a_named_column_that_is_missing_is_a_reason_to_skip(tmp_path: Path) -> None:
    [item] = read(tmp_path / "t.csv", "text,n\nx,1\n", title_column="name")
    assert isinstance(item, Skipped)
    assert item.reason == "no column 'name', as --title-column asks (it has: text, n)"


def test_a_cell_may_be_longer_than_the_module_allows(tmp_path: Path) -> None:
    [item] = read(tmp_path / "t.csv", "text,n\n" + '"' + f"{SIGNED} " * 2_000 + '",1\n')
    assert isinstance(item, Document)
    assert len(item.text) > 200_000


def test_two_rows_with_one_id_both_get_digits_of_their_text(tmp_path: Path) -> None:
    items = read(tmp_path / "t.csv", f'id,text\n7,"{SIGNED}"\n7,"{SHARED}"\n8,"{WELCOMED}"\n')
    ids = [item.id for item in items if isinstance(item, Document)]
    assert ids[2] == "8"
    assert all(name.startswith("7-") and len(name) == 8 for name in ids[:2])
    assert len(set(ids)) == 3


def test_a_wrong_line_of_json_does_not_stop_the_others(tmp_path: Path) -> None:
    lines = [
        '{"text": "unclosed',
        "[1, 2]",
        json.dumps({"body": SIGNED, "id": 5}),
        '{"name": "x"}',
        "",
        '{"text": 3}',
    ]
    items = read(tmp_path / "t.jsonl", "\r\n".join([*lines, json.dumps({"text": SHARED})]))
    assert [item.id for item in items if isinstance(item, Document)] == ["5", "t-7"]
    assert [(item.source.rsplit(":", 1)[1], item.reason) for item in items if isinstance(item, Skipped)] == [
        ("1", "line 1: not valid JSON"),
        ("2", "line 2: not a JSON object"),
        ("4", "line 4: no column of texts; name one with --text-column (it has: name)"),
        ("6", "row 6: no text in 'text'"),
    ]


def test_a_line_of_json_may_lack_what_other_lines_have(tmp_path: Path) -> None:
    lines = json.dumps({"t": SIGNED, "h": "Ice"}) + "\n" + json.dumps({"t": SHARED})
    items = read(tmp_path / "t.jsonl", lines, text_column="t", title_column="h")
    assert [item.title for item in items if isinstance(item, Document)] == ["Ice", ""]
