"""Dates read from values and from the lines in which articles date themselves."""

import pytest
from corpus_files import NEWS_SITE, SHARED, SIGNED, THINK_TANK

from diplograph.corpus import clean_text
from diplograph.corpus.datelines import find_date
from diplograph.corpus.dates import parse_date


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        ("2023-06-05", "2023-06-05"),
        ("2023-06-05T10:00:00Z", "2023-06-05"),
        ("20230605", "2023-06-05"),
        ("2018.06.13", "2018-06-13"),
        ("April 9th, 2019", "2019-04-09"),
        ("3 October 2025", "2025-10-03"),
        ("3rd of October, 2025", "2025-10-03"),
        ("Sept. 15, 2021", "2021-09-15"),
        ("Mon, 05 Jun 2023 10:00:00 GMT", "2023-06-05"),
        ("5-Jun-2023", "2023-06-05"),
        ("2023年6月5日", "2023-06-05"),
        ("25/06/2023", "2023-06-25"),
        ("06/25/2023", "2023-06-25"),
        ("05/05/2023", "2023-05-05"),
        ("June 2023", "2023-06"),
        ("2023-06", "2023-06"),
        ("06/2023", "2023-06"),
        ("2023", "2023"),
        ("05/06/2023", ""),
        ("31 February 2023", ""),
        ("5 June 2023 to 9 June 2023", ""),
        ("12345", ""),
        ("soon", ""),
        ("", ""),
    ],
)
def test_a_date_is_read_where_it_is_unambiguous(value: str, iso: str) -> None:
    assert parse_date(value) == iso


@pytest.mark.parametrize(
    ("line", "iso"),
    [
        ("April 9th, 2019 by Blake Holm", "2019-04-09"),
        ("Astrid Holm, 3 October 2025", "2025-10-03"),
        ("Ingrid Dahl | 14 July 2025 | 4 min read", "2025-07-14"),
        ("• [2018.06.13]", "2018-06-13"),
        ("Updated: Tuesday, 5 March 2024, 9:30", "2024-03-05"),
        ("Not for attribution. October 2025", "2025-10"),
        ("BERGEN, Sept. 22, 2021 — One week after the pact, two ships left the harbour.", "2021-09-22"),
        ("Address to the Nordic Forum, Bergen, 9 February 2024 (as delivered)", "2024-02-09"),
        ("The pact was signed on 9 February 2024 in Bergen.", ""),
        ("Bergen after 9 February 2024", ""),
        ("© 2023 Polar Brief", ""),
    ],
)
def test_a_line_that_dates_an_article_is_told_from_one_that_mentions_a_date(line: str, iso: str) -> None:
    assert find_date(["A title", line, SHARED]) == iso


def test_the_date_is_found_at_the_end_and_on_pages() -> None:
    assert find_date(["A title", *[SHARED] * 20, "3 March 2024"]) == "2024-03-03"
    assert find_date(clean_text(NEWS_SITE).split("\n")) == "2024-03-03"
    assert find_date(clean_text(THINK_TANK).split("\n")) == "2025-02-12"


def test_the_lines_of_a_timeline_do_not_date_the_article() -> None:
    lines = [
        "Two pacts",
        "4 March 2016 — First talks",
        "5 May 2017 — A draft",
        "6 June 2018 — A treaty",
        SIGNED,
    ]
    assert find_date(lines) == ""
