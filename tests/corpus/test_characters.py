"""Characters made regular, and lines put together into paragraphs."""

import pytest

from diplograph.corpus.characters import normalize_characters
from diplograph.corpus.lines import is_wrapped, join_lines, join_wrapped


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("\ufeffNorway\xa0and\u2009Iceland", "Norway and Iceland"),
        ("re\u00adgion and Reyk\u200bjavik", "region and Reykjavik"),
        ("infra\u00ad\nstructure", "infrastructure"),
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("one \n\n\n\n two", "one\n\ntwo"),
        ("Ha\u0303ng Tromsø", "Hãng Tromsø"),
        ("the ﬁrst oﬃce", "the first office"),
        ("bell\x07 and nul\x00", "bell and nul"),
        ("‘curly’ “quotes” – and ō", "‘curly’ “quotes” – and ō"),
        ("\uf0b7 item", "• item"),
        ("half \ud800 pair", "half \ufffd pair"),
        ("news \u200eنیوز\u200f here", "news نیوز here"),
    ],
)
def test_characters_come_out_regular(raw: str, clean: str) -> None:
    assert normalize_characters(raw) == clean
    assert normalize_characters(clean) == clean


WRAPPED = """Norway and Iceland signed a joint declaration on Arctic search
and rescue in Tromsø on Tuesday, officials from both governments
said. The accord obliges the two states to share their infra-
structure, and to hold a drill every second winter.

Denmark has welcomed the declaration, although its foreign
minister said that Copenhagen would not join before the next
election is held."""


def test_hard_wrapped_lines_become_paragraphs() -> None:
    paragraphs = join_wrapped(WRAPPED).split("\n\n")
    assert len(paragraphs) == 2
    assert "joint declaration on Arctic search and rescue" in paragraphs[0]
    assert "share their infrastructure, and" in paragraphs[0]
    assert not is_wrapped(join_wrapped(WRAPPED).split("\n"))


def test_text_with_one_line_for_a_paragraph_is_left_as_it_is() -> None:
    text = "A title\nA first paragraph that goes on for a while.\nA second one that does so too.\n- an item"
    assert join_wrapped(text) == text


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["the China-", "Japan rivalry"], "the China-Japan rivalry"),
        (["a long-", "term plan"], "a long-term plan"),
        (["the US-", "led order"], "the US-led order"),
        (["a cease-", "fire, and the cease-fire line"], "a cease-fire, and the cease-fire line"),
        (["the agree-", "ment holds"], "the agreement holds"),
        (["in 2019-", "2020 they met"], "in 2019-2020 they met"),
    ],
)
def test_a_hyphen_goes_only_where_it_broke_a_word(lines: list[str], joined: str) -> None:
    assert join_lines(lines) == joined


def test_a_short_last_line_ends_a_paragraph_and_headings_and_bullets_stand_alone() -> None:
    lines = [
        "Background",
        "Norway and Iceland signed a joint declaration on search and rescue in",
        "Tromsø on Tuesday.",
        "Denmark has welcomed the declaration, although its foreign minister said",
        "so late.",
        "• Iceland pays",
        "• Norway rows",
    ]
    assert join_lines(lines).split("\n\n") == [
        "Background",
        "Norway and Iceland signed a joint declaration on search and rescue in Tromsø on Tuesday.",
        "Denmark has welcomed the declaration, although its foreign minister said so late.",
        "• Iceland pays",
        "• Norway rows",
    ]
