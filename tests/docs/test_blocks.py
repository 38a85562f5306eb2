"""Python and SQL on the pages runs, and finds something."""

import json
import sqlite3
from contextlib import closing
from dataclasses import fields
from pathlib import Path

import pytest
from blocks import ROOT, Block, find_output, list_blocks, pick_blocks, squeeze

from diplograph.knowledge import Entry

LANGUAGES = {"", "csv", "json", "powershell", "python", "r", "sh", "sql", "text"}


@pytest.mark.parametrize("block", pick_blocks("python"), ids=lambda block: block.place)
def test_python_runs_and_prints_what_the_page_shows(
    block: Block, workplace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    exec(compile(block.text, block.place, "exec"), {"__name__": "page"})
    lines = {squeeze(line) for line in capsys.readouterr().out.splitlines()}
    missing = [line for line in find_output(block) if squeeze(line) not in lines]
    assert not missing, f"it prints {sorted(lines)}"


@pytest.mark.parametrize("block", pick_blocks("sql"), ids=lambda block: block.place)
def test_a_question_in_sql_has_an_answer(block: Block, prepared: Path) -> None:
    path = prepared / "untouched" / "dossier.db"
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
        assert connection.execute(block.text).fetchall()


def test_the_tables_of_the_dossier_are_described_as_they_are(prepared: Path) -> None:
    page = next(block.page for block in pick_blocks("sql")).read_text(encoding="utf-8")
    path = prepared / "untouched" / "dossier.db"
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
        for name in (
            "document",
            "entity",
            "mention",
            "relation",
            "sentence",
            "relation_text",
            "tie",
            "entity_count",
        ):
            row = next(line for line in page.splitlines() if line.startswith(f"| `{name}` |"))
            columns = connection.execute(f"SELECT * FROM {name} LIMIT 0").description
            assert {column[0] for column in columns} <= set(row.split("`")[1::2]), name


def test_the_page_of_own_lists_names_every_field() -> None:
    page = (ROOT / "docs" / "own-knowledge.md").read_text(encoding="utf-8")
    assert [field.name for field in fields(Entry) if f"`{field.name}`" not in page] == []


@pytest.mark.parametrize("block", pick_blocks("json"), ids=lambda block: block.place)
def test_json_can_be_read(block: Block) -> None:
    assert [json.loads(line) for line in block.text.splitlines() if not line.startswith("#")]


def test_every_block_says_what_it_is_in_a_language_that_a_test_knows() -> None:
    strangers = [block.place for block in list_blocks() if block.language not in LANGUAGES]
    assert not strangers


def test_blocks_are_seen_where_they_stand() -> None:
    places = [(block.page.name, block.language) for block in list_blocks()]
    assert ("README.md", "sh") in places
    assert ("dossier.md", "sql") in places
