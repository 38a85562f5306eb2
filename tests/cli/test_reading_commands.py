"""The commands that read a dossier: inspect, explain, export, view, types."""

import csv
import io
import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from diplograph.ontology import load_ontology
from diplograph.types import STANCES

Run = Callable[..., Any]


def test_inspect_lists_entities_with_their_counts(run: Run, dossier_path: Path) -> None:
    rows = json.loads(run("inspect", dossier_path, "entities", "--format", "json").out)
    china = next(row for row in rows if row["id"] == "CHN")
    assert china == {
        "id": "CHN",
        "kind": "COUNTRY",
        "name": "China",
        "aliases": "PRC",
        "mentions": 1,
        "documents": 1,
    }


def test_inspect_takes_the_folder_that_build_wrote(run: Run, dossier_path: Path) -> None:
    assert (
        run("inspect", dossier_path.parent, "documents").out == run("inspect", dossier_path, "documents").out
    )


@pytest.mark.parametrize(
    ("what", "option", "value", "count"),
    [
        ("entities", "--kind", "INITIATIVE", 2),
        ("entities", "--name", "CHI", 1),
        ("relations", "--type", "sanctions", 2),
        ("relations", "--stance", "denied", 1),
        ("relations", "--name", "lithuania", 1),
        ("mentions", "--kind", "COUNTRY", 3),
        ("documents", "--name", "nothing so called", 0),
        ("skipped", "--limit", "0", 1),
        ("relations", "--limit", "2", 2),
    ],
)
def test_filters_choose_rows(
    run: Run, dossier_path: Path, what: str, option: str, value: str, count: int
) -> None:
    ended = run("inspect", dossier_path, what, option, value, "--format", "json")
    assert ended.code == 0
    assert len(json.loads(ended.out)) == count


def test_csv_has_a_line_of_names_and_whole_quotes(run: Run, dossier_path: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run("inspect", dossier_path, "relations", "--format", "csv").out)))
    assert rows[0]["quote"] == "China sanctioned Lithuania."
    assert {row["target_name"] for row in rows} == {"Lithuania", "China", "Belt and Road Initiative"}


def test_a_table_says_how_many_rows_it_left_out(run: Run, dossier_path: Path) -> None:
    ended = run("inspect", dossier_path, "entities", "--limit", "2")
    assert ended.err == "diplograph: 3 more; --limit 0 shows all\n"
    assert len(ended.out.splitlines()) == 3


def test_inspect_shows_one_entity_by_part_of_its_name(run: Run, dossier_path: Path) -> None:
    ended = run("inspect", dossier_path, "belt and road")
    assert "Belt and Road Initiative" in ended.out
    assert "Partnership for Quality Infrastructure --responds-to--> Belt and Road Initiative" in ended.out
    assert "“PQI was unveiled in response to the BRI.”" in ended.out


def test_an_unknown_entity_is_one_sentence(run: Run, dossier_path: Path) -> None:
    ended = run("inspect", dossier_path, "Borduria")
    assert ended.code == 1
    assert "'Borduria'" in ended.err
    assert len(ended.err.splitlines()) == 1


def test_explain_shows_quote_trigger_stance_and_rule_in_both_directions(run: Run, dossier_path: Path) -> None:
    there, back = run("explain", dossier_path, "Japan", "PRC"), run("explain", dossier_path, "PRC", "Japan")
    assert there.out == back.out
    for part in (
        "Japan --sanctions--> China  (denied)",
        "“Japan did not sanction China.”",
        "rule: sanctions.1",
    ):
        assert part in there.out


def test_explain_says_so_where_nothing_ties_two(run: Run, dossier_path: Path) -> None:
    ended = run("explain", dossier_path, "Japan", "Lithuania")
    assert (ended.code, ended.out) == (0, "")
    assert "nothing" in ended.err


def test_types_lists_every_kind_and_relation_type(run: Run) -> None:
    listed = json.loads(run("types", "--format", "json").out)
    assert [row["name"] for row in listed["kinds"]] == list(load_ontology().kinds)
    assert [row["name"] for row in listed["types"]] == list(load_ontology().types)
    table = run("types").out
    assert all(name in table for name in load_ontology().types)


@pytest.mark.parametrize(
    ("arguments", "listed"),
    [
        (["inspect", "{}", "relations", "--type", "hugs"], "sanctions"),
        (["inspect", "{}", "entities", "--kind", "PLANET"], "INITIATIVE"),
        (["inspect", "{}", "relations", "--stance", "rumoured"], "denied"),
        (["inspect", "{}", "relations", "--format", "xml"], "table, csv, json"),
        (["view", "{}", "--stance", "rumoured"], ", ".join(STANCES)),
        (["export", "{}", "ties.xyz"], ".graphml"),
        (["view", "{}", "-o", "page.pdf"], ".html"),
    ],
)
def test_what_does_not_exist_is_wrong_usage_and_lists_what_does(
    run: Run, dossier_path: Path, arguments: list[str], listed: str
) -> None:
    ended = run(*(argument.format(dossier_path) for argument in arguments))
    assert ended.code == 2
    assert listed in ended.err
    assert len(ended.err.splitlines()) == 1


def test_a_file_that_is_no_dossier_is_one_sentence(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "notes.db"
    path.write_text("no database", encoding="utf-8")
    ended = run("inspect", path, "entities")
    assert (ended.code, len(ended.err.splitlines())) == (1, 1)


def test_a_dossier_of_a_newer_schema_is_one_sentence(run: Run, dossier_path: Path) -> None:
    connection = sqlite3.connect(dossier_path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    ended = run("view", dossier_path)
    assert (ended.code, len(ended.err.splitlines())) == (1, 1)
    assert "newer" in ended.err


def test_words_of_an_article_are_not_taken_for_markup_or_terminal_commands(
    run: Run, dossier_path: Path
) -> None:
    connection = sqlite3.connect(dossier_path)
    connection.execute("UPDATE entity SET name = ? WHERE id = 'CHN'", ("[red]Chi\x1b[2Jna",))
    connection.commit()
    connection.close()
    out = run("inspect", dossier_path, "entities").out
    assert "[red]Chi" in out
    assert "\x1b" not in out
