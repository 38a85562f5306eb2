"""An analyst's list is checked in one go: every problem has its row, its field and what was expected."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from diplograph.errors import DataError
from diplograph.knowledge import load_knowledge
from diplograph.knowledge.check import check_list
from diplograph.knowledge.rules import Problem

BODY = {"kind": "INSTITUTION", "name": "Zorblatt Water Forum"}
Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a list of JSON Lines and says where it is."""

    def put(*rows: dict[str, Any], name: str = "own.jsonl") -> Path:
        path = tmp_path / name
        path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
        return path

    return put


def list_places(path: Path, level: str = "error") -> list[tuple[int, str]]:
    return [(problem.row, problem.field) for problem in check_list(path) if problem.level == level]


def find_problem(path: Path) -> Problem:
    [problem] = check_list(path)
    return problem


def test_a_good_list_has_no_problem(write: Write) -> None:
    """Rows may point at each other and at what is known, in any order."""
    plan = {
        "kind": "initiative",
        "name": "Zorblatt Plan",
        "aliases": ["ZPL"],
        "sponsors": ["zorblatt", "JPN"],
    }
    body = BODY | {"id": "zorblatt", "seat": "JPN", "parent": "asean", "start": "2015", "end": "2015-06"}
    leader = {"kind": "LEADER", "name": "Ana Zorblatt", "offices": [{"role": "chair", "of": "zorblatt"}]}
    assert check_list(write(plan, body, leader)) == []


WRONG: dict[str, tuple[dict[str, Any], str, str]] = {
    "a field that does not exist": ({"alias": ["ZWF"]}, "alias", "expected perhaps aliases"),
    "a kind that does not exist": ({"kind": "BODY"}, "kind", "'BODY', expected one of COUNTRY"),
    "a month that does not exist": ({"start": "2015-13"}, "start", "'2015-13', expected a date"),
    "a day that does not exist": ({"end": "2015-02-30"}, "end", "'2015-02-30', expected a date"),
    "a week for a date": ({"end": "2015-W01-1"}, "end", "expected a date"),
    "a date that is a number": ({"start": 2015}, "start", "2015, expected a date in quotes"),
    "an end before the start": (
        {"start": "2015-06", "end": "2014"},
        "end",
        "not before the start, '2015-06'",
    ),
    "a name for a list of names": ({"aliases": "ZWF"}, "aliases", "'ZWF', expected a list of names"),
    "references that are none": ({"refs": ["Q1"]}, "refs", "expected an object of texts"),
    "an office without a body": ({"offices": [{"role": "chair"}]}, "offices[1].of", "is missing"),
    "an office with a wrong date": (
        {"offices": [{"role": "chair", "of": "JPN", "end": "soon"}]},
        "offices[1].end",
        "'soon', expected a date",
    ),
    "an office that ends too early": (
        {"offices": [{"role": "chair", "of": "JPN", "start": "2012", "end": "2011"}]},
        "offices[1].end",
        "not before the start, '2012'",
    ),
    "an office with a field that does not exist": (
        {"offices": [{"role": "chair", "of": "JPN", "since": "2012"}]},
        "offices[1].since",
        "is no field, expected one of role, of",
    ),
    "a parent that does not exist": ({"parent": "aseann"}, "parent", "asean (Association of"),
    "a name for an id": ({"seat": "Japan"}, "seat", "the nearest: JPN (Japan)"),
    "a seat that is no country": (
        {"seat": "asean"},
        "seat",
        "kind INSTITUTION, expected the id of a COUNTRY",
    ),
    "a member that does not exist": (
        {"members": ["JPN", "XXQ"]},
        "members",
        "'XXQ', expected an id that exists",
    ),
    "a sponsor that is a leader": ({"sponsors": ["shinzo-abe"]}, "sponsors", "COUNTRY or INSTITUTION"),
    "an office of nothing": ({"offices": [{"role": "chair", "of": "XXQ"}]}, "offices.of", "'XXQ'"),
    "a known name": ({"aliases": ["NATO"]}, "aliases", "'NATO' also names"),
    "a known id of another kind": ({"id": "JPN"}, "kind", "known as COUNTRY"),
    "a dropped name that the row gives": (
        {"aliases": ["ZWF"], "drop": ["ZWF"]},
        "drop",
        "'ZWF' is a name that the same row gives",
    ),
}


@pytest.mark.parametrize(("values", "field", "expected"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_told_with_its_field_and_what_was_expected(
    write: Write, values: dict[str, Any], field: str, expected: str
) -> None:
    """And nothing else is told of the row."""
    problem = find_problem(write({"kind": "EVENT", "name": "Zorblatt Fair"}, BODY | values))
    assert (problem.row, problem.field, problem.level) == (2, field, "error")
    assert expected in problem.message


@pytest.mark.parametrize(
    ("form", "why"),
    [
        ("forum", "no capital"),
        ("the plan", "no capital"),
        ("ZW", "short"),
        ("Forum", "ordinary"),
        ("TV", "short"),
    ],
)
def test_a_name_that_is_an_ordinary_word_is_a_warning(write: Write, form: str, why: str) -> None:
    """The analyst may mean it, but should know."""
    problem = find_problem(write(BODY | {"aliases": ["ZWF", form]}))
    assert (problem.field, problem.level) == ("aliases", "warning")
    assert repr(form) in problem.message
    assert why in problem.message


@pytest.mark.parametrize("form", ["ZWF", "水"])
def test_an_acronym_and_a_name_in_another_script_are_no_danger(write: Write, form: str) -> None:
    """Three capitals are how bodies are called."""
    assert check_list(write(BODY | {"aliases": [form]})) == []


def test_all_problems_are_told_at_once_by_row(write: Write) -> None:
    """Those of the rows by themselves, and those between them."""
    rows = (
        BODY | {"aliases": ["ZWF"], "start": "soon", "seat": "Mars"},
        {"kind": "INSTITUTION", "name": "Zorblatt River Body", "aliases": ["ZWF"]},
        {"kind": "PLANET", "aliases": [1]},
        BODY | {"aliases": ["Water Forum of Zorblatt"]},
    )
    assert list_places(write(*rows)) == [
        (1, "start"),
        (1, "seat"),
        (2, "aliases"),
        (3, "name"),
        (3, "kind"),
        (3, "aliases"),
        (4, "id"),
    ]


def test_a_clash_between_rows_is_told_once_and_names_the_other_row(write: Write) -> None:
    """At the later one, where the earlier one has been read."""
    other = {"kind": "INSTITUTION", "name": "Zorblatt River Body", "aliases": ["ZWF"]}
    problem = find_problem(write(BODY | {"aliases": ["ZWF"]}, other))
    assert problem.row == 2
    assert "Zorblatt Water Forum (zorblatt-water-forum) of row 1" in problem.message


def test_two_kinds_may_share_a_name(write: Write) -> None:
    """A treaty and the body that it founded are often called the same."""
    assert check_list(write(BODY, BODY | {"kind": "INITIATIVE", "id": "zorblatt-treaty"})) == []


def test_a_known_name_without_its_id_is_told_which_id_to_give(write: Write) -> None:
    """Else the list would make a second Japan."""
    assert "with the id 'JPN'" in find_problem(write({"kind": "COUNTRY", "name": "Japan"})).message


def test_a_name_that_another_row_drops_is_free(write: Write) -> None:
    """So a misleading name can be given to whom the texts mean by it."""
    nato = {"kind": "INSTITUTION", "id": "nato", "name": "North Atlantic Alliance", "drop": ["NATO"]}
    assert check_list(write(BODY | {"aliases": ["NATO"]}, nato)) == []


def test_dropping_what_nobody_is_called_is_a_warning(write: Write) -> None:
    """It does no harm, but it does nothing either."""
    problem = find_problem(write({"kind": "COUNTRY", "id": "JPN", "name": "Japan", "drop": ["Zorblatt"]}))
    assert (problem.field, problem.level) == ("drop", "warning")


def test_lists_that_go_together_are_checked_together(write: Write) -> None:
    """What the other list gives is known, and taken."""
    beside = write(BODY | {"aliases": ["ZWF"]}, name="beside.jsonl")
    path = write({"kind": "EVENT", "name": "Zorblatt Fair", "parent": "zorblatt-water-forum"})
    assert [problem.field for problem in check_list(path)] == ["parent"]
    assert check_list(path, beside=(beside,)) == []


TABLES: dict[str, tuple[str, int, str]] = {
    "semicolons for commas": ("kind;name\nEVENT;Fair\n", 1, "parted by commas"),
    "no column for the name": ("kind\nEVENT\n", 1, "is missing"),
    "a column that does not exist": ("kind,name,colour\nEVENT,Zorblatt Fair,red\n", 1, "colour"),
    "a column that stands twice": ("kind,name,name\nEVENT,Zorblatt Fair,Zorblatt Fair\n", 1, "twice"),
    "a comma too many": (
        'kind,name\n\nEVENT,"Zorblatt, the Fair"\nEVENT,Zorblatt,the Fair\n',
        4,
        "3 cells, expected 2",
    ),
    "offices in a cell": ("kind,name,offices\nLEADER,Ana Zorblatt,chair\n", 2, "only JSONL"),
    "nothing at all": ("", 1, "is missing"),
}


@pytest.mark.parametrize(("text", "row", "part"), TABLES.values(), ids=TABLES)
def test_what_is_wrong_with_a_table_is_told_once(text: str, row: int, part: str, tmp_path: Path) -> None:
    """Rows are counted as a spreadsheet counts them, empty ones too."""
    path = tmp_path / "own.csv"
    path.write_text(text, encoding="utf-8")
    problem = check_list(path)[0]
    assert problem.row == row
    assert part in str(problem)


def test_lines_that_are_no_objects_are_told_with_the_rest(tmp_path: Path) -> None:
    """One lost bracket does not hide what comes after it."""
    path = tmp_path / "own.jsonl"
    path.write_text('{"kind": \n# mine\n["Mars"]\n{"kind": "EVENT"}\n', encoding="utf-8")
    assert list_places(path) == [(1, ""), (3, ""), (4, "name")]


def test_an_empty_list_is_told(tmp_path: Path) -> None:
    """It is hardly what the analyst wanted to check."""
    path = tmp_path / "own.jsonl"
    path.write_text("# nothing yet\n", encoding="utf-8")
    assert "empty" in find_problem(path).message


def test_a_list_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    """With its path."""
    with pytest.raises(DataError, match=r"nowhere\.csv"):
        check_list(tmp_path / "nowhere.csv")


def test_the_loader_refuses_what_the_check_calls_wrong_in_a_row(write: Write) -> None:
    """The two share one set of rules, and all wrong rows are told at once."""
    path = write(BODY | {"start": "soon"}, {"kind": "EVENT"})
    with pytest.raises(DataError) as caught:
        load_knowledge((path,))
    for problem in check_list(path):
        assert str(problem) in str(caught.value)


def test_dropped_names_no_longer_lead_to_the_entry(write: Write) -> None:
    """Whatever kind of name it is; typographic quotes and accents do not count."""
    row = {"kind": "COUNTRY", "id": "JPN", "name": "Japan", "drop": ["Tokyo", "Japanese"]}
    knowledge = load_knowledge((write(row),))
    forms = {name.text for name in knowledge.names() if name.entry.id == "JPN"}
    assert "Japan" in forms
    assert not forms & {"Tokyo", "Japanese"}
    assert knowledge.entries["JPN"].drop == ()


def test_a_known_entry_under_a_new_name_keeps_its_old_one_unless_it_is_dropped(write: Write) -> None:
    """Texts go on to say Japan, whatever the network shows."""
    row = {"kind": "COUNTRY", "id": "JPN", "name": "Nippon"}
    renamed = load_knowledge((write(row, name="a.jsonl"),)).entries["JPN"]
    assert renamed.name == "Nippon"
    assert "Japan" in renamed.aliases
    dropped = load_knowledge((write(row | {"drop": ["Japan"]}, name="b.jsonl"),)).entries["JPN"]
    assert "Japan" not in dropped.aliases
