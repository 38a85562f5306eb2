"""Names are found where they stand: known ones, the model's, shapes and acronyms; and nobody else."""

from collections.abc import Callable
from itertools import pairwise

import pytest

from diplograph.types import Findings

Read = Callable[..., Findings]
Tag = Callable[..., dict[str, str]]

NOBODY = {
    "a pronoun that is spelt like a country": ("Japan gave us a hand.", {"us"}),
    "a pronoun that is spelt like an organisation": ("Those who criticised Japan praised China.", {"who"}),
    "a preposition that is spelt like a country's code": ("Japan took part in it.", {"in", "it"}),
    "crockery": ("He bought a china plate in Japan.", {"china"}),
    "a bird, and a polish": ("Japan ate a turkey sandwich and a polish sausage.", {"turkey", "polish"}),
    "a four-wheeled bike": ("Four quad bikes crossed Japan.", {"quad"}),
    "an office without its holder": ("The Prime Minister and the Minister met in Japan.", {"Minister"}),
    "a month": ("In May, Japan sanctioned Russia.", {"May"}),
    "an abbreviation that names no actor": ("Japan's GDP and FDI grew.", {"GDP", "FDI"}),
}
KNOWN = {
    "a bank with a country in its name": (
        "The Bank of China lends to Pakistan.",
        "Bank of China",
        "bank-of-china",
    ),
    "a newspaper with a country in its name": ("China Daily praised Japan.", "China Daily", "china-daily"),
    "a newspaper with a capital in its name": (
        "Washington Post reporters criticised Japan.",
        "Washington Post",
        "washington-post",
    ),
    "an adjective": ("Chinese officials condemned Japan.", "Chinese", "CHN"),
    "a people": ("The Filipinos praised Japan.", "Filipinos", "PHL"),
    "a seat of government": ("The Kremlin condemned Ukraine.", "Kremlin", "RUS"),
    "an acronym in capitals": ("The US praised Japan.", "US", "USA"),
    "an organisation in capitals": ("The WHO praised Japan.", "WHO", "who"),
    "a name without its diacritics": (
        "Recep Tayyip Erdogan condemned Israel.",
        "Recep Tayyip Erdogan",
        "recep-tayyip-erdogan",
    ),
    "a name with its diacritics": ("Abe Shinzō condemned Russia.", "Abe Shinzō", "shinzo-abe"),
    "a name with an unusual dash": ("The Iran–Iraq War ended.", "Iran–Iraq War", "iran-iraq-war"),
}
SHAPES = {
    "an initiative, by its last word": (
        "Kenya opened the Rift Valley Trade Corridor.",
        "Rift Valley Trade Corridor",
        "INITIATIVE",
    ),
    "an initiative, by the word before its preposition": (
        "The Ocean Partnership for Growth is new.",
        "Ocean Partnership for Growth",
        "INITIATIVE",
    ),
    "an institution, by the word before of": (
        "The Institute of Ocean Policy praised Japan.",
        "Institute of Ocean Policy",
        "INSTITUTION",
    ),
    "a leader, by a public office before the name": (
        "Minister Ana Reis condemned Russia.",
        "Ana Reis",
        "LEADER",
    ),
    "a leader, by a public office behind the name": (
        "Ana Reis, the foreign minister, met Shinzo Abe.",
        "Ana Reis",
        "LEADER",
    ),
    "a person, by a post behind the name": (
        "Ana Reis, a professor at the Institute of Ocean Policy, criticised Japan.",
        "Ana Reis",
        "PERSON",
    ),
}


@pytest.mark.parametrize(("text", "words"), NOBODY.values(), ids=NOBODY)
def test_what_only_looks_like_a_name_is_nobody(text: str, words: set[str], tag_text: Tag) -> None:
    """Small letters, offices and common abbreviations are left alone; the true name beside them is not."""
    found = tag_text(text)
    assert "JPN" in found.values()
    assert not words & set(found)


@pytest.mark.parametrize(("text", "name", "entity"), KNOWN.values(), ids=KNOWN)
def test_a_known_name_is_found_whole(text: str, name: str, entity: str, tag_text: Tag) -> None:
    """The longest known name wins, however it is spelt."""
    assert tag_text(text)[name] == entity


def test_the_country_inside_a_longer_name_is_not_meant(read_facts: Callable[..., object]) -> None:
    """China lends nothing when the Bank of China does."""
    assert read_facts("The Bank of China lends to Pakistan.") == {("bank-of-china", "funds", "PAK")}


def test_a_person_whom_no_list_knows_is_a_person(read_text: Read) -> None:
    """The river Jordan and the state of Jordan have no part in Jordan Peterson."""
    findings = read_text("Jordan Peterson criticised Canada.")
    assert {(m.quote.text, m.kind, m.by) for m in findings.mentions} == {
        ("Jordan Peterson", "PERSON", "model"),
        ("Canada", "COUNTRY", "knowledge"),
    }


@pytest.mark.parametrize(
    "text",
    ["Paris Hilton condemned Russia.", "The heiress Paris Hilton visited Japan."],
)
def test_a_capital_in_a_persons_name_is_not_the_country(text: str, tag_text: Tag) -> None:
    """Paris acts for France, Paris Hilton does not."""
    found = tag_text(text)
    assert "Paris Hilton" in found
    assert "FRA" not in found.values()


def test_the_list_is_trusted_more_than_the_model(read_text: Read) -> None:
    """What knowledge names is not named again by a guess on the same words."""
    mentions = read_text("Fumio Kishida and the European Union praised ASEAN.").mentions
    assert [(m.quote.text, m.by) for m in mentions] == [
        ("Fumio Kishida", "knowledge"),
        ("European Union", "knowledge"),
        ("ASEAN", "knowledge"),
    ]
    assert min(m.confidence for m in mentions) > 0.9


@pytest.mark.parametrize("mark", ["'", "’"], ids=["straight", "curly"])
def test_a_possessive_is_no_part_of_a_name(mark: str, tag_text: Tag) -> None:
    """Straight or curly, the apostrophe stays outside, and what is owned is found too."""
    assert tag_text(f"China{mark}s Belt and Road Initiative worries India.") == {
        "China": "CHN",
        "Belt and Road Initiative": "belt-and-road-initiative",
        "India": "IND",
    }


def test_curly_quotes_around_a_name_are_no_part_of_it(tag_text: Tag) -> None:
    """Typesetters quote names; the name is the same."""
    assert tag_text("Japan criticised the “Belt and Road Initiative”.") == {
        "Japan": "JPN",
        "Belt and Road Initiative": "belt-and-road-initiative",
    }


def test_a_headline_in_capitals_names_the_same_actors(tag_text: Tag) -> None:
    """CHINA is China, and an acronym stays one."""
    assert tag_text("CHINA CONDEMNS AUKUS AND SUPPORTS RUSSIA") == {
        "CHINA": "CHN",
        "AUKUS": "aukus",
        "RUSSIA": "RUS",
    }


def test_a_headline_in_title_case_makes_no_names_of_its_words(tag_text: Tag) -> None:
    """Only what is known, or written so in the text below, is a name in a headline."""
    found = tag_text("Quality First: Japan Answers Chinese Money\n\nJapan has a plan for Asia.")
    assert set(found.values()) == {"JPN", "CHN", "asia"}


@pytest.mark.parametrize(("text", "name", "kind"), SHAPES.values(), ids=SHAPES)
def test_a_new_name_is_told_by_its_shape(text: str, name: str, kind: str, read_text: Read) -> None:
    """A head noun or an office gives away what kind of thing is named."""
    assert [m.kind for m in read_text(text).mentions if m.quote.text == name] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "The Blue Pacific Prosperity Fund (BPPF) is new. India criticised the BPPF.",
        "Japan opened the BPPF (Blue Pacific Prosperity Fund). India criticised the BPPF.",
        "The BPPF is new. India criticised the Blue Pacific Prosperity Fund (BPPF).",
    ],
    ids=["the long form first", "the short form first", "used before it is introduced"],
)
def test_an_acronym_holds_for_the_whole_text(text: str, read_text: Read) -> None:
    """Every use of an acronym that the text introduces in brackets is its long form."""
    found = [m for m in read_text(text).mentions if m.kind == "INITIATIVE"]
    assert {m.entity for m in found} == {"initiative:blue-pacific-prosperity-fund"}
    assert [m.quote.text for m in found].count("BPPF") == 2
    assert {m.by for m in found if m.quote.text == "BPPF"} == {"acronym"}


def test_an_acronym_makes_a_name_of_the_words_before_it(tag_text: Tag) -> None:
    """Though no list, model or head noun knows them."""
    found = tag_text("The Alpha Beta Gamma Reserve (ABGR) praised Japan. The ABGR criticised China.")
    assert found["Alpha Beta Gamma Reserve"] == found["ABGR"] == "institution:alpha-beta-gamma-reserve"


def test_brackets_whose_letters_do_not_fit_introduce_no_acronym(read_text: Read) -> None:
    """The letters must run through the name in front, in order."""
    mentions = read_text("The Blue Pacific Prosperity Fund (ZQX) praised Japan.").mentions
    assert "acronym" not in {m.by for m in mentions}


def test_an_acronym_that_the_text_introduces_outdoes_a_known_one(tag_text: Tag) -> None:
    """Where IPEF is the Irish Ports and Energy Fund, it is nothing else."""
    found = tag_text("The Irish Ports and Energy Fund (IPEF) praised Japan. The IPEF criticised China.")
    assert found["IPEF"] == "initiative:irish-ports-and-energy-fund"


def test_names_do_not_overlap_and_stand_in_the_order_of_the_text(read_text: Read) -> None:
    """Every stretch of the text has one reading."""
    text = (
        "President Xi Jinping of China met officials of the Asian Infrastructure Investment Bank (AIIB), "
        "the Bank of China and China’s Ministry of Commerce in Beijing."
    )
    quotes = [m.quote for m in read_text(text).mentions]
    assert len(quotes) > 5
    assert all(one.end <= other.start for one, other in pairwise(quotes))
