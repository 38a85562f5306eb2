"""A date is read where the clause says one, and never made up."""

from collections.abc import Callable

import pytest

from diplograph.extract.dates import list_dates
from diplograph.types import Findings, Relation

FORMS = {
    "on 28 April 1964": "1964-04-28",
    "on 28th April 1964": "1964-04-28",
    "on the 28th of April 1964": "1964-04-28",
    "on April 28, 1964": "1964-04-28",
    "on Apr. 28 1964": "1964-04-28",
    "in April 1964": "1964-04",
    "in April of 1964": "1964-04",
    "in Sept. 2014": "2014-09",
    "on 1964-04-28": "1964-04-28",
    "in 1964": "1964",
    "in May 2018": "2018-05",
}
NO_DATES = [
    "last year",
    "2020 tonnes of rice",
    "for $2015",
    "1,964 troops",
    "2014 people",
    "2014-15",
    "in 3024",
    "on 35 April 1964",
    "in May",
]


@pytest.mark.parametrize(("words", "date"), FORMS.items(), ids=FORMS)
def test_a_date_is_read_in_each_way_of_writing_it(words: str, date: str) -> None:
    """As far as it is told: a year, a month or a day."""
    assert [iso for _, iso in list_dates(f"Japan joined {words}.")] == [date]


@pytest.mark.parametrize("words", NO_DATES)
def test_a_number_or_half_a_date_is_no_date(words: str) -> None:
    """Amounts, spans of years and days that no calendar has are left alone."""
    assert list_dates(f"Japan gave {words}.") == []


def test_dates_come_in_the_order_of_the_text_with_their_places() -> None:
    """Day, month and year are one date, not three."""
    text = "On 5 June 2017 and again in May 2018, though not in 2016"
    assert [(text[place:][:4], date) for place, date in list_dates(text)] == [
        ("5 Ju", "2017-06-05"),
        ("May ", "2018-05"),
        ("2016", "2016"),
    ]


@pytest.mark.parametrize("words", FORMS, ids=FORMS)
def test_a_relation_has_the_date_of_its_clause(
    words: str, read_relation: Callable[[str, str], Relation]
) -> None:
    """The real pipeline cuts the words its own way, and reads the same date."""
    assert read_relation(f"Japan joined the OECD {words}.", "joins").date == FORMS[words]


def test_each_clause_has_its_own_date(read_text: Callable[..., Findings]) -> None:
    """Two things that one sentence tells of two years are not mixed up."""
    texts = [
        "In 2015, Japan launched the PQI; in 2013, China proposed the BRI.",
        "Japan launched the PQI in 2015, two years after China proposed the BRI in 2013.",
    ]
    for text in texts:
        dates = {r.type: r.date for r in read_text(text).relations}
        assert (dates["launches"], dates["proposes"]) == ("2015", "2013")


@pytest.mark.parametrize(
    "text",
    [
        "Japan joined the OECD.",
        "The war of which everybody spoke had ended in 1956. Japan joined the OECD last year.",
    ],
)
def test_what_the_sentence_does_not_date_has_no_date(text: str, read_text: Callable[..., Findings]) -> None:
    """Neither a neighbour's date nor the document's is borrowed: that one is kept apart."""
    (relation,) = read_text(text, date="2020-05-06").relations
    assert relation.date == ""
