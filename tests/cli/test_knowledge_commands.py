"""The commands about known actors and about those that no list has; and the option for corrections."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from diplograph.dossier import Dossier
from diplograph.knowledge.check import check_list
from diplograph.types import Document, Entity, Findings, Mention, Quote

Run = Callable[..., Any]
SENTENCES = (
    "Karin Holm spoke.",
    "The Zorblatt\nForum (ZWF) met in China.",
    "Holm left the ZWF.",
    "Zorblatt Forum was glad, and the forum too.",
)
TEXT = " ".join(SENTENCES)
FORMS = {
    "person:karin-holm": ("Karin Holm", "Holm"),
    "institution:zorblatt-forum": ("Zorblatt\nForum", "ZWF", "ZWF", "Zorblatt Forum", "forum"),
    "CHN": ("China",),
}


# ---------------------------------------------------------------------------------------------- knowledge


def test_search_prints_id_kind_name_and_the_form_that_matched(run: Run) -> None:
    ended = run("knowledge", "search", "TŌKYŌ", "--format", "json")
    assert ended.code == 0
    assert json.loads(ended.out)[0] == {"id": "JPN", "kind": "COUNTRY", "name": "Japan", "matched": "Tokyo"}


def test_search_narrows_by_kind_and_says_how_many_it_left_out(run: Run) -> None:
    ended = run("knowledge", "search", "silk road", "--kind", "INITIATIVE", "--limit", "2")
    lines = ended.out.splitlines()
    assert lines[0].split() == ["id", "kind", "name", "matched"]
    assert len(lines) == 3
    assert all("INITIATIVE" in line for line in lines[1:])
    assert ended.err.endswith("more; --limit 0 shows all\n")


def test_search_finds_what_an_own_list_adds(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text("kind,name\nEVENT,Zorblatt Fair\n", encoding="utf-8")
    ended = run("knowledge", "search", "zorblatt", "--knowledge", path, "--format", "csv")
    assert next(csv.DictReader(io.StringIO(ended.out)))["id"] == "zorblatt-fair"


def test_search_says_so_where_nothing_is_found(run: Run) -> None:
    ended = run("knowledge", "search", "zorblatt", "--format", "json")
    assert (ended.code, json.loads(ended.out)) == (0, [])
    assert ended.err == "diplograph: nothing that is known is called 'zorblatt'\n"


@pytest.mark.parametrize("option", [("--kind", "PLANET"), ("--format", "xml"), ("--limit", "-1")])
def test_a_wrong_option_of_search_ends_with_2(run: Run, option: tuple[str, str]) -> None:
    ended = run("knowledge", "search", "japan", *option)
    assert (ended.code, ended.out) == (2, "")


def test_show_prints_every_field_in_words(run: Run, tmp_path: Path) -> None:
    leader = {"kind": "LEADER", "name": "Ana Zorb", "aliases": ["A. Zorb"], "family": "Zorb"}
    office = {"role": "foreign minister", "of": "LAO", "start": "2021-02", "end": "2023"}
    body = {"kind": "INSTITUTION", "id": "zorb", "name": "Zorblatt Forum", "parent": "asean", "seat": "JPN"}
    more = {"members": ["LAO", "THA"], "start": "2015", "end": "2020", "refs": {"wikidata": "Q1"}}
    path = tmp_path / "own.jsonl"
    rows = (leader | {"offices": [office]}, body | more | {"sponsors": ["CHN"]})
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    shown = run("knowledge", "show", "ana-zorb", "--knowledge", path).out.splitlines()
    assert shown[:3] == ["Ana Zorb  LEADER  ana-zorb", "aliases: A. Zorb", "family: Zorb"]
    assert shown[-1].split("  ") == ["foreign minister", "Laos (LAO)", "2021-02", "2023"]
    assert run("knowledge", "show", "zorb", "--knowledge", path).out.splitlines() == [
        "Zorblatt Forum  INSTITUTION  zorb",
        "start: 2015",
        "end: 2020",
        "parent: Association of Southeast Asian Nations (asean)",
        "seat: Japan (JPN)",
        "members: Laos (LAO); Thailand (THA)",
        "sponsors: China (CHN)",
        "wikidata: Q1",
    ]


def test_show_of_an_unknown_id_is_one_sentence_with_those_that_are_near(run: Run) -> None:
    ended = run("knowledge", "show", "japn")
    assert (ended.code, ended.out) == (1, "")
    assert ended.err.startswith("diplograph: no entry has the id 'japn'; the nearest: JPN (Japan)")
    assert len(ended.err.splitlines()) == 1


@pytest.mark.parametrize(
    ("text", "code", "end"),
    [
        ("kind,name\nEVENT,Zorblatt Fair\n", 0, "own.csv: nothing wrong"),
        ("kind,name,aliases\nEVENT,Zorblatt Fair,the fair\n", 0, "own.csv: 1 warning"),
        ("kind,name,start\nEVENT,Zorblatt Fair,soon\nEVENT,,\n", 1, "own.csv: 2 errors"),
    ],
)
def test_check_counts_what_is_wrong_and_only_errors_are_a_failure(
    run: Run, tmp_path: Path, text: str, code: int, end: str
) -> None:
    path = tmp_path / "own.csv"
    path.write_text(text, encoding="utf-8")
    ended = run("knowledge", "check", path)
    assert (ended.code, ended.err) == (code, "")
    assert ended.out.splitlines()[-1] == end


def test_check_gives_row_field_level_and_message(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text("kind,name,start\nEVENT,Zorblatt Fair,soon\n", encoding="utf-8")
    ended = run("knowledge", "check", path, "--format", "json")
    [row] = json.loads(ended.out)
    assert ended.code == 1
    assert (row["row"], row["field"], row["level"]) == (2, "start", "error")
    assert row["message"].startswith("is 'soon', expected a date")


def test_check_of_a_list_that_is_missing_is_one_sentence(run: Run, tmp_path: Path) -> None:
    ended = run("knowledge", "check", tmp_path / "none.csv")
    assert (ended.code, ended.out) == (1, "")
    assert "none.csv" in ended.err
    assert len(ended.err.splitlines()) == 1


# ------------------------------------------------------------------------------------------------ unknown


@pytest.fixture
def unknown_path(tmp_path: Path) -> Path:
    """A dossier that names a person and a body that no list has, and China."""
    path = tmp_path / "unknown.db"
    with Dossier.open(path, create=True) as dossier:
        dossier.write(make_findings(), extractor="by hand")
    return path


def make_findings() -> Findings:
    entities = (
        Entity(id="CHN", kind="COUNTRY", name="China"),
        Entity(
            id="institution:zorblatt-forum",
            kind="INSTITUTION",
            name="Zorblatt Forum",
            aliases=("ZWF", "forum", "NATO"),
        ),
        Entity(id="person:karin-holm", kind="PERSON", name="Karin Holm", aliases=("Holm",)),
    )
    return Findings(
        document=Document(id="a", text=TEXT, source="a.txt"),
        sentences=tuple((TEXT.index(text), TEXT.index(text) + len(text)) for text in SENTENCES),
        entities=entities,
        mentions=tuple(make_mentions()),
        relations=(),
    )


def make_mentions() -> list[Mention]:
    mentions = []
    for entity, forms in FORMS.items():
        start = 0
        for form in forms:
            start = TEXT.index(form, start)
            quote = Quote(document="a", start=start, end=start + len(form), text=form)
            mentions.append(Mention(quote=quote, kind="EVENT", entity=entity, confidence=1.0, by="list"))
            start += len(form)
    return mentions


def test_unknown_lists_what_no_list_has_with_counts_and_a_sentence(run: Run, unknown_path: Path) -> None:
    rows = json.loads(run("inspect", unknown_path, "unknown", "--format", "json").out)
    assert [row["id"] for row in rows] == ["institution:zorblatt-forum", "person:karin-holm"]
    assert rows[0] == {
        "name": "Zorblatt Forum",
        "kind": "INSTITUTION",
        "mentions": 5,
        "documents": 1,
        "example": "The Zorblatt Forum (ZWF) met in China.",
        "aliases": "NATO; ZWF; forum",
        "id": "institution:zorblatt-forum",
    }


@pytest.mark.parametrize(
    ("options", "names"),
    [
        (("--kind", "PERSON"), ["Karin Holm"]),
        (("--name", "zorblatt"), ["Zorblatt Forum"]),
        (("--limit", "1"), ["Zorblatt Forum"]),
    ],
)
def test_unknown_can_be_filtered(
    run: Run, unknown_path: Path, options: tuple[str, str], names: list[str]
) -> None:
    ended = run("inspect", unknown_path, "unknown", *options, "--format", "csv")
    assert [row["name"] for row in csv.DictReader(io.StringIO(ended.out))] == names


def test_unknown_as_json_lines_is_a_list_of_ones_own(run: Run, unknown_path: Path, tmp_path: Path) -> None:
    """Without words that are no names, parts of a person's name, and names that are taken."""
    ended = run("inspect", unknown_path, "unknown", "--format", "jsonl")
    assert [json.loads(line) for line in ended.out.splitlines()] == [
        {"kind": "INSTITUTION", "name": "Zorblatt Forum", "aliases": ["ZWF"]},
        {"kind": "PERSON", "name": "Karin Holm", "aliases": []},
    ]
    path = tmp_path / "own.jsonl"
    path.write_text(ended.out, encoding="utf-8")
    assert check_list(path) == []


def test_unknown_is_empty_where_the_lists_have_all(run: Run, dossier_path: Path) -> None:
    assert json.loads(run("inspect", dossier_path, "unknown", "--format", "json").out) == []


def test_other_lists_are_json_lines_too(run: Run, dossier_path: Path) -> None:
    lines = run("inspect", dossier_path, "relations", "--format", "jsonl").out.splitlines()
    assert [json.loads(line)["type"] for line in lines] == ["sanctions", "sanctions", "responds-to"]


# -------------------------------------------------------------------------------------------- corrections


@pytest.fixture
def corrections(tmp_path: Path) -> Path:
    """A file of corrections for the dossier written by hand."""
    path = tmp_path / "corrections.txt"
    path.write_text('rename LTU "Republic of Lithuania"\ndrop pqi\ndrop person:li\n', encoding="utf-8")
    return path


def test_inspect_and_explain_show_a_dossier_as_corrected(
    run: Run, dossier_path: Path, corrections: Path
) -> None:
    before = dossier_path.read_bytes()
    ended = run("inspect", dossier_path, "relations", "--corrections", corrections, "--format", "json")
    assert [row["target_name"] for row in json.loads(ended.out)] == ["Republic of Lithuania", "China"]
    assert (
        "Republic of Lithuania"
        in run("explain", dossier_path, "CHN", "LTU", "--corrections", corrections).out
    )
    assert dossier_path.read_bytes() == before


def test_export_and_view_draw_a_dossier_as_corrected(
    run: Run, dossier_path: Path, corrections: Path, tmp_path: Path
) -> None:
    graph, page = tmp_path / "ties.graphml", tmp_path / "page.html"
    assert run("export", dossier_path, graph, "--corrections", corrections).code == 0
    assert run("view", dossier_path, "-o", page, "--corrections", corrections).code == 0
    for made in (graph, page):
        text = made.read_text(encoding="utf-8")
        assert "Republic of Lithuania" in text
        assert "Partnership for Quality Infrastructure" not in text


def test_corrections_that_changed_nothing_are_named(run: Run, dossier_path: Path, corrections: Path) -> None:
    ended = run("inspect", dossier_path, "documents", "--corrections", corrections)
    assert ended.err == (
        "diplograph: corrections that changed nothing, in line 3: check their ids with `inspect`\n"
    )


def test_messages_name_the_dossier_and_not_its_copy(run: Run, dossier_path: Path, corrections: Path) -> None:
    ended = run("inspect", dossier_path, "Borduria", "--corrections", corrections)
    assert ended.code == 1
    assert f"no entity in {str(dossier_path)!r}" in ended.err


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """An article that calls one plan by two names."""
    path = tmp_path / "rivers.txt"
    path.write_text(
        "Thailand funded the Clean Rivers Plan. Vietnam joined the Rivers Initiative in 2021.",
        encoding="utf-8",
    )
    return path


def test_build_and_extract_write_what_is_corrected(run: Run, article: Path, tmp_path: Path) -> None:
    path = tmp_path / "corrections.txt"
    path.write_text(
        "drop person:li\nmerge initiative:rivers-initiative INTO initiative:clean-rivers-plan\n",
        encoding="utf-8",
    )
    ended = run("extract", article, "--format", "jsonl", "--corrections", path)
    targets = {relation["target"] for relation in json.loads(ended.out)["relations"]}
    assert targets == {"initiative:clean-rivers-plan"}
    assert "in line 1:" in ended.err
    built = run("build", article, "-o", tmp_path / "net", "--corrections", path, "-q")
    assert (built.code, "in line 1:" in built.err) == (0, True)
    names = json.loads(run("inspect", tmp_path / "net", "unknown", "--format", "json").out)
    assert [row["name"] for row in names] == ["Clean Rivers Plan"]
    again = run("build", article, "-o", tmp_path / "net", "--corrections", path)
    assert "0 documents read, 1 unchanged" in again.out
    seen = run("inspect", tmp_path / "net", "documents", "--corrections", path)
    assert (again.err, seen.err) == ("", "")


@pytest.mark.parametrize("command", ["build", "extract"])
def test_wrong_corrections_stop_the_program_before_it_reads(
    run: Run, article: Path, tmp_path: Path, command: str
) -> None:
    path = tmp_path / "corrections.txt"
    path.write_text("remove JPN\nkind JPN LAND\ndrop Japan\n", encoding="utf-8")
    ended = run(command, article, "-o", tmp_path / "made", "--corrections", path)
    assert (ended.code, ended.out) == (1, "")
    assert len(ended.err.splitlines()) == 1
    assert all(f"line {number}: " in ended.err for number in (1, 2, 3))
    assert not (tmp_path / "made").exists()


def test_ids_of_an_own_list_can_be_corrected(run: Run, article: Path, tmp_path: Path) -> None:
    own, path = tmp_path / "own.csv", tmp_path / "corrections.txt"
    own.write_text("kind,name,id\nINITIATIVE,Clean Rivers Plan,crp\n", encoding="utf-8")
    path.write_text("merge initiative:rivers-initiative INTO crp\n", encoding="utf-8")
    arguments = ("extract", article, "--format", "jsonl", "--corrections", path)
    assert run(*arguments).code == 1
    ended = run(*arguments, "--knowledge", own)
    assert {relation["target"] for relation in json.loads(ended.out)["relations"]} == {"crp"}
