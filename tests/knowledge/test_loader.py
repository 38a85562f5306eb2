"""Lists of actors are read whole or not at all, and a wrong row is named so that it can be found."""

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from diplograph import knowledge
from diplograph.errors import DataError
from diplograph.knowledge import FILES, HERE, Entry, Office, fold, load_knowledge
from diplograph.ontology import load_ontology

WRONG_TABLES = {
    "a column that does not exist": ("kind,name,colour\ncountry,Mars,red\n", "row", "colour"),
    "no column for the kind": ("name\nMars\n", "row", "kind"),
    "a row without a kind": ("kind,name\n,Mars\n", "row 2", "kind"),
    "a row without a name": ("kind,name\ncountry,Mars\ncountry,\n", "row 3", "name"),
    "a kind that does not exist": ("kind,name\nplanet,Mars\n", "row 2", "'planet'"),
    "a date that is none": ("kind,name,start\ncountry,Mars,lately\n", "row 2", "start"),
    "semicolons for commas": ("kind;name\ncountry;Mars\n", "row 1", "kind"),
}
WRONG_ROWS: dict[str, tuple[Any, str]] = {
    "no name": ({"kind": "COUNTRY"}, "name"),
    "a name that is a number": ({"kind": "COUNTRY", "name": 5}, "name"),
    "an alias without brackets": ({"kind": "COUNTRY", "name": "Mars", "aliases": "Red"}, "aliases"),
    "an alias that is a number": ({"kind": "COUNTRY", "name": "Mars", "aliases": [5]}, "aliases"),
    "a field that does not exist": ({"kind": "COUNTRY", "name": "Mars", "moons": 2}, "moons"),
    "an office that is a word": ({"kind": "LEADER", "name": "Ana", "offices": ["president"]}, "offices"),
    "an end that is none": ({"kind": "EVENT", "name": "Fair", "end": "soon"}, "end"),
}


def list_rows() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """(file, kind, row) of every bundled list."""
    for name, kind in FILES.items():
        for line in (HERE / name).read_text(encoding="utf-8").splitlines():
            if line.strip() and not line.startswith("#"):
                row = json.loads(line)
                yield name, kind or row["kind"], row


def write(folder: Path, name: str, text: str) -> Path:
    """A list of an analyst's own."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def load_entry(path: Path, identifier: str) -> Entry:
    """An entry as it is known with one more list."""
    return load_knowledge((path,)).entries[identifier]


# ------------------------------------------------------------------------------------- what comes along


def test_every_row_of_the_bundled_lists_is_an_entry_and_no_id_stands_twice() -> None:
    """An id is unique across all files, whatever the kind."""
    ids = [row["id"] for _, _, row in list_rows()]
    assert len(ids) == len(set(ids)) > 5000
    assert set(load_knowledge().entries) == set(ids)


def test_every_kind_of_the_bundled_lists_exists() -> None:
    """No entry is of a kind that nothing could tie."""
    assert {kind for _, kind, _ in list_rows()} <= set(load_ontology().kinds)


def test_no_name_belongs_to_two_entries_of_one_kind() -> None:
    """Names, demonyms, capitals and houses alike; only family names are told apart by the text."""
    owners: dict[tuple[str, str], set[str]] = defaultdict(set)
    for name in load_knowledge().names():
        if name.role != "family":
            owners[fold(name.text), name.entry.kind].add(name.entry.id)
    assert {key: ids for key, ids in owners.items() if len(ids) > 1} == {}


def test_whatever_an_entry_points_at_exists() -> None:
    """Parents, seats, members, sponsors and offices are ids of the lists."""
    entries = load_knowledge().entries
    missing = [
        (entry.id, other)
        for entry in entries.values()
        for other in (
            *filter(None, (entry.parent, entry.seat)),
            *entry.members,
            *entry.sponsors,
            *(office.of for office in entry.offices),
        )
        if other not in entries
    ]
    assert missing == []


def test_an_office_covers_the_days_it_was_held_on() -> None:
    """Both ends count, by their year; a text without date is covered by every office."""
    office = Office(role="president", of="USA", start="2001-01-20", end="2009-01-20")
    assert [office.covers(date) for date in ("2000-12-31", "2001-02", "2009-01-01", "2010", "")] == [
        False,
        True,
        True,
        False,
        True,
    ]


# ---------------------------------------------------------------------------------- an analyst's own list


@pytest.fixture
def nothing_known(monkeypatch: pytest.MonkeyPatch) -> None:
    """No bundled lists: reading thousands of rows tells nothing of a wrong one."""
    monkeypatch.setattr(knowledge, "FILES", {})


def test_a_row_without_id_gets_one_from_its_name(tmp_path: Path) -> None:
    """The same in every run."""
    path = write(tmp_path, "own.csv", "kind,name\ninstitution,The Zorblatt Group\n")
    assert load_entry(path, "zorblatt-group").name == "The Zorblatt Group"


def test_several_values_in_a_cell_are_parted_by_semicolons(tmp_path: Path) -> None:
    """With or without blanks, and empty ones do not count."""
    text = "kind,name,aliases,sponsors\ninitiative,Zorblatt Plan,ZP; Z-Plan ;,JPN;USA\n"
    entry = load_entry(write(tmp_path, "own.csv", text), "zorblatt-plan")
    assert (entry.kind, entry.aliases, entry.sponsors) == ("INITIATIVE", ("ZP", "Z-Plan"), ("JPN", "USA"))


def test_a_list_overrides_what_is_known_and_adds_to_its_names(tmp_path: Path) -> None:
    """What the analyst does not mention stays as it is."""
    known = load_knowledge().entries["JPN"]
    row = {"kind": "COUNTRY", "id": "JPN", "name": "Japan", "aliases": ["Nihon-koku"], "capital": "Kyoto"}
    entry = load_entry(write(tmp_path, "own.jsonl", json.dumps(row)), "JPN")
    assert entry.capital == "Kyoto"
    assert set(entry.aliases) == {*known.aliases, "Nihon-koku"}
    assert (entry.demonyms, entry.refs) == (known.demonyms, known.refs)


def test_the_last_of_several_lists_has_the_last_word(tmp_path: Path) -> None:
    """They are read in the order given."""
    one = write(tmp_path, "one.csv", "kind,name,id,start\nevent,Zorblatt Fair,fair,2001\n")
    two = write(tmp_path, "two.csv", "kind,name,id,start\nevent,Zorblatt Fair,fair,2002\n")
    assert load_knowledge((one, two)).entries["fair"].start == "2002"
    assert load_knowledge((two, one)).entries["fair"].start == "2001"


def test_what_is_bundled_is_not_changed_by_an_analysts_list(tmp_path: Path) -> None:
    """The next run without the list knows nothing of it."""
    write_own = write(tmp_path, "own.csv", "kind,name,id,capital\ncountry,Japan,JPN,Kyoto\n")
    assert load_entry(write_own, "JPN").capital == "Kyoto"
    assert load_knowledge().entries["JPN"].capital == "Tokyo"


@pytest.mark.usefixtures("nothing_known")
@pytest.mark.parametrize(("text", "row", "field"), WRONG_TABLES.values(), ids=WRONG_TABLES)
def test_a_wrong_table_is_told_by_file_row_and_field(text: str, row: str, field: str, tmp_path: Path) -> None:
    """Rows are counted as a spreadsheet counts them."""
    with pytest.raises(DataError) as caught:
        load_knowledge((write(tmp_path, "own.csv", text),))
    assert all(part in str(caught.value) for part in ("own.csv", row, field))


@pytest.mark.usefixtures("nothing_known")
@pytest.mark.parametrize(("row", "field"), WRONG_ROWS.values(), ids=WRONG_ROWS)
def test_a_wrong_object_is_told_by_file_row_and_field(row: Any, field: str, tmp_path: Path) -> None:
    """Lines are counted as an editor counts them, comments too."""
    text = '# mine\n{"kind": "COUNTRY", "name": "Atlantis"}\n' + json.dumps(row)
    with pytest.raises(DataError) as caught:
        load_knowledge((write(tmp_path, "own.jsonl", text),))
    assert all(part in str(caught.value) for part in ("own.jsonl", "row 3", field))


@pytest.mark.usefixtures("nothing_known")
def test_all_wrong_rows_are_told_at_once(tmp_path: Path) -> None:
    """Whoever puts a list right does it in one go."""
    text = "kind,name,start\nplanet,Mars,\ncountry,Atlantis,1900\ncountry,,\nevent,Fair,soon\n"
    with pytest.raises(DataError) as caught:
        load_knowledge((write(tmp_path, "own.csv", text),))
    message = str(caught.value)
    assert all(row in message for row in ("row 2", "row 4", "row 5"))
    assert "row 3" not in message


@pytest.mark.usefixtures("nothing_known")
@pytest.mark.parametrize("line", ['{"kind": ', '["Mars"]', "Mars"])
def test_a_line_that_is_no_object_is_named(line: str, tmp_path: Path) -> None:
    """A lost bracket is found at its line."""
    text = f'{{"kind": "COUNTRY", "name": "Atlantis"}}\n{line}\n'
    with pytest.raises(DataError, match=r"own\.jsonl.* 2"):
        load_knowledge((write(tmp_path, "own.jsonl", text),))


@pytest.mark.usefixtures("nothing_known")
def test_a_list_that_is_missing_is_named(tmp_path: Path) -> None:
    """With its path, and what it should be."""
    with pytest.raises(DataError, match=r"nowhere\.csv.*UTF-8"):
        load_knowledge((tmp_path / "nowhere.csv",))


@pytest.mark.usefixtures("nothing_known")
def test_a_list_in_another_encoding_is_named(tmp_path: Path) -> None:
    """Guessing would give wrong names without a word."""
    path = tmp_path / "own.csv"
    path.write_bytes("kind,name\ncountry,Cîteaux\n".encode("latin-1"))
    with pytest.raises(DataError, match=r"own\.csv.*UTF-8"):
        load_knowledge((path,))
