"""What one line of a page is: prose, heading, list item, date, or a piece of the page around the article.

Lines are told apart by their shape (length, sentence punctuation, bullet, separators) and by the stock
phrases of `phrases.py`; nothing here knows any one site.
"""

import re
from dataclasses import dataclass
from typing import Literal

from diplograph.corpus.datelines import read_line_date
from diplograph.corpus.lines import ENDS_SENTENCE
from diplograph.corpus.phrases import (
    CONTROL_WORD,
    COPYRIGHT,
    CREDIT,
    END_HEADING,
    LIST_HEADING,
    LOOSE_HEADING,
    PHRASE,
    SITE_TALK,
)

Kind = Literal[
    "blank",
    "prose",
    "sentence",
    "heading",
    "item",
    "date",
    "byline",
    "furniture",
    "list",
    "loose list",
    "footer",
    "copyright",
]

BULLET = re.compile(r"(?:[•◦▪▸►‣●○■□▶*·»›>+–→-])\s+(?=\S)")
BYLINE = re.compile(
    r"(?i:(?:written|compiled|reported|edited|text|posted|story)\s+)?(?i:by):?\s+(?:the\s+)?[A-ZÀ-Þ]\S*(?:\s+\S+){0,9}"
)
SEPARATOR = re.compile(r"\s*[|·•›»]\s*|\s+[>/]\s+")
PROSE_WORDS = 8
PROSE_WORDS_UNENDED = 20
QUESTION_WORDS = 12
SITE_TALK_LENGTH = 320
COPYRIGHT_LENGTH = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line, what it is, and its size in words; `bulleted` lines began with a list mark."""

    text: str
    kind: Kind
    size: int = 0
    bulleted: bool = False

    @property
    def is_menu_like(self) -> bool:
        """Whether the line could stand in a menu: short, and no sentence."""
        return self.kind in ("item", "heading", "furniture", "list", "loose list") and self.size <= 12


def read_line(text: str) -> Line:
    """The line with its kind."""
    bullet = BULLET.match(text)
    body = text[bullet.end() :] if bullet else text
    size = max(len(body.split()), len(body) // 8)
    return Line(text=text, kind=_tell_kind(body, size, bool(bullet)), size=size, bulleted=bool(bullet))


def split_bar(body: str) -> list[str]:
    """The parts of a line that stand between bars, dots or arrows."""
    return [part.strip() for part in SEPARATOR.split(body) if part.strip()]


def _tell_kind(body: str, size: int, bulleted: bool) -> Kind:
    if not any(char.isalnum() for char in body):
        return "blank"
    plain = body.rstrip(" :.…»>→")
    if not bulleted and END_HEADING.fullmatch(plain):
        return "footer"
    if not bulleted and LIST_HEADING.fullmatch(plain):
        return "list"
    if not bulleted and LOOSE_HEADING.fullmatch(plain):
        return "loose list"
    if _is_fixture(body):
        return _tell_fixture(body)
    if read_line_date(body):
        return "date"
    if _is_control_bar(body) or _is_site_talk(body):
        return "furniture"
    if BYLINE.fullmatch(body) and not bulleted and not body.endswith("."):
        return "byline"
    return _tell_shape(body, size, bulleted)


def _tell_shape(body: str, size: int, bulleted: bool) -> Kind:
    ended = bool(ENDS_SENTENCE.search(body))
    title_like = bulleted and body.endswith(("?", ":"))
    if (ended and size >= (QUESTION_WORDS if title_like else PROSE_WORDS)) or (
        size >= PROSE_WORDS_UNENDED and not _is_bar(body)
    ):
        return "prose"
    if ended and not title_like and not (bulleted and size < 3):
        return "sentence"
    return "item" if bulleted else "heading"


def _is_fixture(body: str) -> bool:
    """A control, a picture credit or a copyright line."""
    copyright_line = len(body) <= COPYRIGHT_LENGTH and COPYRIGHT.search(body)
    return bool(PHRASE.fullmatch(body) or CREDIT.fullmatch(body) or copyright_line)


def _tell_fixture(body: str) -> Kind:
    """A footer says whose the site is and links to its terms; a bare copyright line can be a picture's."""
    if not COPYRIGHT.search(body) or CREDIT.fullmatch(body):
        return "furniture"
    return "footer" if CONTROL_WORD.search(body) else "copyright"


def _is_control_bar(body: str) -> bool:
    """Links side by side, at least one of them a control of the site: `Home · Essays · Sign in`."""
    return _is_bar(body) and any(PHRASE.fullmatch(part) for part in split_bar(body))


def _is_bar(body: str) -> bool:
    parts = split_bar(body)
    return len(parts) >= 3 and len(body.split()) <= 5 * len(parts) and not body.endswith(".")


def _is_site_talk(body: str) -> bool:
    """A notice to the visitor; a line that quotes somebody is none."""
    return (
        len(body) <= SITE_TALK_LENGTH
        and not any(mark in body for mark in '“”"')
        and bool(SITE_TALK.search(body))
    )
