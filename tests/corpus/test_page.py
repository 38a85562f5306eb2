"""The article kept, the page around it gone: on dumps of pages in several shapes."""

import pytest
from corpus_files import DENOUNCED, INTERVIEW, NEWS_SITE, PROSE, SHARED, SIGNED, THINK_TANK, WELCOMED

from diplograph.corpus import clean_text
from diplograph.corpus.titles import find_title


@pytest.mark.parametrize("page", [NEWS_SITE, THINK_TANK], ids=["news site", "think tank"])
def test_every_paragraph_of_the_article_stays(page: str) -> None:
    kept = clean_text(page).split("\n")
    assert [line for line in kept if line in PROSE] == list(PROSE)


NEWS_FURNITURE = (
    "Sport|Foreign Policy and Security|Facebook|Share|READ MORE|Greenland|Faroes|Svalbard|More Stories"
    "|Grindavík|captain|comment|©|rights reserved"
)


@pytest.mark.parametrize("gone", NEWS_FURNITURE.split("|"))
def test_a_news_site_loses_its_menu_boxes_teasers_and_footer(gone: str) -> None:
    assert gone in NEWS_SITE
    assert gone not in clean_text(NEWS_SITE)


THINK_TANK_FURNITURE = (
    "cookies|Skip to|Mission|Greenland|Search\n|Kari Nord|newsletter|You may also like|Cold Rush|Nordic Fund"
    "|Nuuk|Privacy|takes no position|Visit us"
)


@pytest.mark.parametrize("gone", THINK_TANK_FURNITURE.split("|"))
def test_a_think_tank_page_loses_its_menu_notices_lists_and_footer(gone: str) -> None:
    assert gone in THINK_TANK
    assert gone not in clean_text(THINK_TANK)


def test_title_byline_headings_announced_lists_and_author_notes_stay() -> None:
    text = clean_text(THINK_TANK)
    assert text.startswith("What the Arctic pact means\n\nIngrid Dahl | 12 February 2025")
    assert "The members are:\n• Norway\n• Iceland\n• Finland\n• Sweden\n• Canada\n• Estonia" in text
    assert "\nA second thought\n" in text
    assert text.endswith("a former diplomat.")


CLEAN = [
    INTERVIEW,
    f"An open letter\n\n{SIGNED}\n\n{SHARED}\n\nWe call for restraint.\n\nA. Holm\nFjord Institute",
    f"{SIGNED}\n\nMembers\n• Norway\n• Iceland\n• Finland\n• Åland\n\n{SHARED}\n\n1920: treaty",
    f"What is the pact?\n{SIGNED}\n\nWho stayed out?\n{WELCOMED}",
    f"Firms fined over cookies\n\nThe rules apply to all of us, Brussels said of cookies.\n{SHARED}",
    "Not a sentence\nin these\nfew lines",
    "",
]


@pytest.mark.parametrize("text", CLEAN)
def test_a_clean_text_comes_through_untouched(text: str) -> None:
    assert clean_text(text) == text


@pytest.mark.parametrize("text", [NEWS_SITE, THINK_TANK, *CLEAN])
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean_text(clean_text(text)) == clean_text(text)


def test_one_odd_line_in_a_clean_text_goes_alone() -> None:
    text = f"Patrols in the north\n\n{SIGNED}\n\n(Kari Nord/Reuters)\n\n{SHARED}\n\nNorway\nIceland"
    assert clean_text(text) == f"Patrols in the north\n\n{SIGNED}\n\n{SHARED}\n\nNorway\nIceland"


def test_a_table_of_contents_under_the_title_goes_and_its_headings_stay() -> None:
    contents = "\n- First steps\n- What now?"
    article = f"{SIGNED}\n\nFirst steps\n\n{SHARED}\n\nWhat now?\n\n{WELCOMED}"
    assert clean_text(f"The pact explained{contents}\n\n{article}") == f"The pact explained\n\n{article}"


def test_teasers_in_full_sentences_go_with_the_list_they_stand_in() -> None:
    article = f"A title for this\n\n{SIGNED}\n\n{SHARED}"
    teasers = f"Related articles\n  • Fish and chipsThe {WELCOMED}\n  • Ice {DENOUNCED}"
    assert clean_text(f"{article}\n\n{teasers}") == article


def test_a_box_of_links_amid_an_article_goes_without_what_follows_it() -> None:
    before, after = f"A title for this\n\n{SIGNED}", f"A heading\n\n{SHARED}\n\n{WELCOMED}"
    page = f"{before}\n\nRelated\nSome other story\n\n{after}\n\n© 2024 Polar Brief. Contact"
    assert clean_text(page) == f"{before}\n\n{after}"


def test_a_note_on_the_author_survives_a_list_of_links_before_it() -> None:
    article = f"A title for this\n\n{SIGNED}\n\n{SHARED}"
    note = "A. Holm is a fellow of the Fjord Institute in Bergen."
    page = f"{article}\n\nTags\nArctic\n\nAbout the author\n\n{note}\n\n© 2024 Contact"
    assert clean_text(page) == f"{article}\n\nAbout the author\n\n{note}"


def test_disclaimers_longer_than_the_article_go_with_the_footer() -> None:
    article = f"Norway and Iceland sign\n{SIGNED}\n{SHARED}"
    page = f"Menu\n{article}\n© 2024 All rights reserved\n{WELCOMED}\n{DENOUNCED}"
    assert clean_text(page) == article


def test_a_missing_title_is_fetched_from_above_the_menu() -> None:
    opening, article = "The pact explained | Polar Brief", f"5 March 2024\n{SIGNED}\n{SHARED}"
    page = f"{opening}\nSkip to content\n• Home\n• News\n• Contact\n\n{article}"
    assert clean_text(page) == f"{opening}\n\n{article}"
    assert find_title(clean_text(page)) == "The pact explained"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (NEWS_SITE, "Norway and Iceland sign Arctic rescue pact"),
        (THINK_TANK, "What the Arctic pact means"),
        (INTERVIEW, "“We only rent the ice”"),
        (f"TIMELINE | How the pact grew\n\n{SIGNED}", "How the pact grew"),
        (f"BRIEFING NOTE 7/2025\nToo many cooks\n\n{SIGNED}", "Too many cooks"),
        (f"In-depth Arctic Futures\nThe Pact and Its Enemies\n\n{SIGNED}", "The Pact and Its Enemies"),
        (f"Norway signed, but who will pay?\nBrief\n\n{SIGNED}", "Norway signed, but who will pay?"),
        (f"From: a@example.org\nSubject: Arctic pact\n\n{SIGNED}", "Arctic pact"),
        (f"{SIGNED}\n\n{SHARED}", ""),
    ],
)  # fmt: skip
def test_the_title_is_found_in_the_text(text: str, title: str) -> None:
    assert find_title(clean_text(text)) == title
