"""Sentences and just the ties of one type that they tell: what is easily read wrongly, and is not."""

from collections.abc import Callable

import pytest

from diplograph.types import Findings

Read = Callable[..., Findings]
Ties = set[tuple[str, str, str]]
TIES: dict[str, tuple[str, str, Ties]] = {
    "denied that": ("Russia denied that it had attacked Ukraine.", "attacks", {("RUS", "UKR", "denied")}),
    "rejected claims that": (
        "Japan rejected claims that it had attacked China.",
        "attacks",
        {("JPN", "CHN", "denied")},
    ),
    "it is not true that": (
        "It is not true that Japan attacked China.",
        "attacks",
        {("JPN", "CHN", "denied")},
    ),
    "has yet to": ("Japan has yet to join AUKUS.", "joins", {("JPN", "aukus", "denied")}),
    "no longer": ("Japan is no longer a member of the OECD.", "member-of", {("JPN", "oecd", "denied")}),
    "not only": (
        "Japan not only sanctioned Russia but also condemned Iran.",
        "sanctions",
        {("JPN", "RUS", "asserted")},
    ),
    "not only, but also": (
        "Japan not only sanctioned Russia but also condemned Iran.",
        "criticizes",
        {("JPN", "IRN", "asserted")},
    ),
    "sanctions that were lifted": ("Japan lifted sanctions on Russia.", "sanctions", set()),
    "an owner before a verb": ("Japan's foreign minister met Emmanuel Macron.", "represents", set()),
    "an owner of what does it": ("China's sanctions hurt Narendra Modi.", "represents", set()),
    "a title and of": (
        "Prime Minister Narendra Modi of India met Xi Jinping.",
        "leads",
        {("narendra-modi", "IND", "asserted")},
    ),
    "an ally of a country": ("America's allies praised Japan.", "supports", set()),
    "an agent of joined passives": (
        "Kuwait was attacked and occupied by Iraq.",
        "attacks",
        {("IRQ", "KWT", "asserted")},
    ),
}
DATES = {
    "a date of a relative clause": "Japan, which joined the OECD in 1964, sanctioned Russia.",
    "a date of a participle": "Founded in 1967, ASEAN sanctioned Russia.",
    "a date of a short sentence before": "Germany joined NATO in 1955. Japan sanctioned Russia.",
}


@pytest.mark.parametrize(("text", "kind", "ties"), TIES.values(), ids=TIES)
def test_a_sentence_tells_just_these_ties_of_the_type(
    text: str, kind: str, ties: Ties, read_text: Read
) -> None:
    """Source, target and stance."""
    found = {(r.source, r.target, r.stance) for r in read_text(text).relations if r.type == kind}
    assert found == ties


@pytest.mark.parametrize("text", DATES.values(), ids=DATES)
def test_a_date_that_is_told_of_something_else_is_not_borrowed(text: str, read_text: Read) -> None:
    """The sanctions have no date."""
    assert [r.date for r in read_text(text).relations if r.type == "sanctions"] == [""]
