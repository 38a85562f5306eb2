"""Whoever writes a name about right finds the entry, the likeliest first."""

import pytest

from diplograph.errors import UnknownNameError
from diplograph.knowledge import Entry, Knowledge, Office, load_knowledge
from diplograph.knowledge.search import Match, find_entry, search_knowledge

ENTRIES = (
    Entry(id="JPN", kind="COUNTRY", name="Japan", demonyms=("Japanese",), capital="Tokyo"),
    Entry(id="japan-times", kind="INSTITUTION", name="The Japan Times"),
    Entry(id="japan-sea", kind="REGION", name="Japan Sea"),
    Entry(
        id="shinzo-abe",
        kind="LEADER",
        name="Shinzō Abe",
        family="Abe",
        offices=(Office(role="prime minister", of="JPN"),),
    ),
    Entry(id="tokyo-round", kind="EVENT", name="Tokyo Round"),
    Entry(id="jp-foreign", kind="INSTITUTION", name="Gaimushō", aliases=("Japan–Asia Bureau",)),
)
KNOWLEDGE = Knowledge(entries={entry.id: entry for entry in ENTRIES})


def list_ids(name: str, kind: str | None = None) -> list[str]:
    return [match.entry.id for match in search_knowledge(KNOWLEDGE, name, kind=kind)]


def test_equal_forms_come_before_those_that_begin_so_and_those_that_hold_the_word() -> None:
    """And the shorter form before the longer one."""
    assert list_ids("japan") == ["JPN", "japan-sea", "jp-foreign", "japan-times"]


@pytest.mark.parametrize(
    "name", ["SHINZO ABE", "shinzō  abe", "abe", "Abe Shinzo", "shinzo-abe", "Shinso Abe"]
)
def test_case_accents_order_of_words_and_small_slips_do_not_count(name: str) -> None:
    """An id is found as well as a name."""
    assert list_ids(name) == ["shinzo-abe"]


def test_the_form_that_matched_is_told() -> None:
    """A capital leads to its country, and the reader sees why."""
    first = search_knowledge(KNOWLEDGE, "tokyo")[0]
    assert first == Match(entry=KNOWLEDGE.entries["JPN"], form="Tokyo")


def test_dashes_of_all_kinds_part_words() -> None:
    """As they do for the reader."""
    assert list_ids("asia bureau") == ["jp-foreign"]


def test_a_kind_narrows_the_search() -> None:
    """What is of another kind is not found, however well it is spelled."""
    assert list_ids("tokyo", "EVENT") == ["tokyo-round"]
    assert list_ids("tokyo", "LEADER") == []


@pytest.mark.parametrize("name", ["", "  ", "Zorblatt"])
def test_nothing_is_found_where_nothing_is_so_called(name: str) -> None:
    """No words match no entry, rather than all."""
    assert list_ids(name) == []


def test_spelling_alike_counts_only_where_nothing_else_does() -> None:
    """Otherwise every short name would bring its neighbours along."""
    assert list_ids("Tokio Round") == ["tokyo-round"]
    assert "tokyo-round" not in list_ids("Japan Sea")


def test_an_entry_is_found_by_its_id() -> None:
    """As it is written."""
    assert find_entry(KNOWLEDGE, "JPN").name == "Japan"


@pytest.mark.parametrize(
    ("wrong", "near"), [("jpn", "JPN (Japan)"), ("shinso-abe", "shinzo-abe (Shinzō Abe)")]
)
def test_an_unknown_id_is_told_with_those_that_are_near(wrong: str, near: str) -> None:
    """In one sentence."""
    with pytest.raises(UnknownNameError) as caught:
        find_entry(KNOWLEDGE, wrong)
    assert str(caught.value).startswith(f"no entry has the id {wrong!r}; the nearest: {near}")


def test_an_id_that_is_near_to_none_is_told_alone() -> None:
    """No guess is better than a wild one."""
    with pytest.raises(UnknownNameError, match=r"^no entry has the id 'zorblatt'$"):
        find_entry(KNOWLEDGE, "zorblatt")


@pytest.mark.parametrize(
    ("name", "identifier"),
    [("belt road", "belt-and-road-initiative"), ("Xi Jingping", "xi-jinping"), ("kremlin", "RUS")],
)
def test_the_bundled_actors_are_found_as_an_analyst_would_ask(name: str, identifier: str) -> None:
    """In the first place."""
    assert search_knowledge(load_knowledge(), name)[0].entry.id == identifier
