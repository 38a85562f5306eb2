"""Whoever is named by part of a name, by a capital or by an office is linked to the one who is meant."""

from collections.abc import Callable

import pytest

from diplograph.types import Findings

Read = Callable[..., Findings]
Tag = Callable[..., dict[str, str]]
Facts = Callable[..., set[tuple[str, str, str]]]

SAME_PERSON = {
    "the full name": ("Shinzo Abe visited India.", "Shinzo Abe", "shinzo-abe"),
    "family name first": ("Abe Shinzo condemned Russia.", "Abe Shinzo", "shinzo-abe"),
    "the family name, when the full name stands before": (
        "Shinzo Abe visited India. Abe praised the Quad.",
        "Abe",
        "shinzo-abe",
    ),
    "the family name, when the full name stands behind": (
        "Kishida visited Indonesia. Fumio Kishida praised ASEAN.",
        "Kishida",
        "fumio-kishida",
    ),
    "the family name, behind a title": ("President Macron praised Japan.", "Macron", "emmanuel-macron"),
    "the family name of the head of the country that is named": (
        "Chinese leader Xi praised Russia.",
        "Xi",
        "xi-jinping",
    ),
    "a first name, when the full name of one whom no list knows stands before": (
        "Ding Guojun met Shinzo Abe. Guojun praised Japan.",
        "Guojun",
        "person:ding-guojun",
    ),
}
PLACES = {
    "in": "In Beijing, Shinzo Abe met Li Keqiang.",
    "at a house of government": "Shinzo Abe met Li Keqiang at the White House.",
    "a dateline": "BEIJING, Oct 2 – Japan condemned Russia.",
    "a place that is told more of": "The meeting took place in Washington, where Japan condemned Russia.",
}
ACTORS = {
    "a subject": ("Beijing said it would join the CPTPP.", "CHN"),
    "an object": ("Japan condemned Moscow.", "RUS"),
    "a house of government": ("The White House praised Japan.", "USA"),
    "a side": ("The rivalry between Beijing and Tokyo grew.", "CHN"),
}


@pytest.mark.parametrize(("text", "name", "entity"), SAME_PERSON.values(), ids=SAME_PERSON)
def test_a_person_is_known_by_any_name(text: str, name: str, entity: str, tag_text: Tag) -> None:
    """Reversed, shortened or accented, it is the same person."""
    assert tag_text(text)[name] == entity


def test_a_family_name_that_nothing_supports_is_nobody(tag_text: Tag) -> None:
    """Many a word is somebody's family name as well."""
    assert tag_text("Brown bears and Long roads are rare in Japan.") == {"Japan": "JPN"}


def test_the_date_tells_two_presidents_of_one_name_apart(tag_text: Tag) -> None:
    """The President Bush is the father in 1990 and the son in 2005."""
    text = "The United States sent troops. President Bush praised Japan."
    assert tag_text(text, date="1990-11-02")["Bush"] == "george-h-w-bush"
    assert tag_text(text, date="2005-11-02")["Bush"] == "george-w-bush"


@pytest.mark.parametrize("text", PLACES.values(), ids=PLACES)
def test_a_capital_that_is_only_a_place_is_not_the_state(text: str, tag_text: Tag) -> None:
    """A meeting in Beijing is not a meeting with China."""
    assert not {"CHN", "USA"} & set(tag_text(text).values())


@pytest.mark.parametrize(("text", "entity"), ACTORS.values(), ids=ACTORS)
def test_a_capital_that_acts_is_the_state(text: str, entity: str, tag_text: Tag) -> None:
    """Beijing says, wants and is criticised."""
    assert entity in tag_text(text).values()


def test_a_capital_is_a_place_and_an_actor_in_one_text(read_facts: Facts) -> None:
    """Each use is judged by itself."""
    text = "Shinzo Abe met Narendra Modi in Beijing. Beijing praised India."
    assert read_facts(text) == {("narendra-modi", "consults", "shinzo-abe"), ("CHN", "supports", "IND")}


def test_an_office_of_state_makes_a_leader_and_a_post_does_not(read_text: Read) -> None:
    """A foreign minister speaks for a state, a professor for herself."""
    kinds = {
        title: read_text(f"{title} Ana Reis met Shinzo Abe.").entities[0].kind
        for title in ("Foreign Minister", "Ambassador", "Professor")
    }
    assert kinds == {"Foreign Minister": "LEADER", "Ambassador": "LEADER", "Professor": "PERSON"}


def test_an_office_told_once_holds_for_the_whole_text(read_text: Read) -> None:
    """Who is a leader in the first sentence is one in the second."""
    text = "Foreign Minister Tomo Berisha praised NATO. Russia criticised Tomo Berisha."
    assert {m.kind for m in read_text(text).mentions if "Berisha" in m.quote.text} == {"LEADER"}


def test_a_new_name_has_an_id_of_kind_and_name_without_article_and_possessive(read_text: Read) -> None:
    """The id is the same in every text that names the thing so."""
    ids = [
        {e.id for e in read_text(text).entities if e.kind == "INITIATIVE"}
        for text in (
            "Kenya opened the Rift Valley Trade Corridor.",
            "The Rift Valley Trade Corridor’s cost worries Uganda.",
        )
    ]
    assert ids == [{"initiative:rift-valley-trade-corridor"}] * 2
