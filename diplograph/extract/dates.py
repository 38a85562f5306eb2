"""Reads when a clause says that something happened, as an ISO 8601 prefix."""

import re
from functools import lru_cache

from spacy.tokens import Span, Token

MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
MONTH = (
    r"(?P<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    r"Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
YEAR = r"(?P<year>1[5-9]\d\d|20\d\d)"
DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
FORMS = [
    re.compile(rf"\b{DAY}\s+(?:of\s+)?{MONTH},?\s+{YEAR}\b"),
    re.compile(rf"\b{MONTH}\s+{DAY},?\s+{YEAR}\b"),
    re.compile(rf"\b{MONTH},?\s+(?:of\s+)?{YEAR}\b"),
    re.compile(r"\b(?P<year>1[5-9]\d\d|20\d\d)-(?P<number>\d\d)-(?P<day>\d\d)\b"),
    re.compile(
        rf"(?<![\d,.$€£-])\b{YEAR}\b(?!\s?(?:km|people|MW|tonnes|troops|soldiers|percent|%|[–-]\s?\d))"
    ),
]


def find_date(token: Token) -> str:
    """The date that the predicate's own verb is told with, else one told with a verb above it, else nothing.

    A date in another clause of the sentence is not borrowed: "Japan, which joined in 1964, left".
    """
    sentence = token.sent
    dates = list_dates(sentence.text)
    if not dates:
        return date_of_label(sentence)
    verb = find_verb(token)
    above = {verb.i, *(ancestor.i for ancestor in verb.ancestors)}
    told = [(find_verb(token_at(sentence, place)), place, date) for place, date in dates]
    own = [(place, date) for owner, place, date in told if owner == verb]
    chosen = own or [(place, date) for owner, place, date in told if owner.i in above]
    here = token.idx - sentence.start_char
    return min(chosen, key=lambda item: abs(item[0] - here))[1] if chosen else ""


def find_verb(token: Token) -> Token:
    """The verb that governs the token, or the head of its sentence; the token itself if it is a verb."""
    while (token.tag_[:1] not in "VM" or token.dep_ in {"aux", "auxpass"}) and token.head != token:
        token = token.head
    return token


def token_at(sentence: Span, place: int) -> Token:
    """The token of the sentence at this character."""
    return next(token for token in reversed(sentence) if token.idx <= sentence.start_char + place)


def date_of_label(sentence: Span) -> str:
    """The date in a label before a sentence in the same line ("May 2017 — …"), else nothing."""
    if not sentence.start or sentence[0].nbor(-1).text not in {":", "—", "–"}:
        return ""
    dates = list_dates(sentence[0].nbor(-1).sent.text)
    return dates[0][1] if len(dates) == 1 else ""


@lru_cache(maxsize=256)
def list_dates(text: str) -> list[tuple[int, str]]:
    """(place, ISO prefix) of every date in a text, without overlaps, in order.

    >>> list_dates("On 5 June 2017 and again in May 2018")
    [(3, '2017-06-05'), (28, '2018-05')]
    """
    found: list[tuple[int, int, str]] = []
    for form in FORMS:
        for match in form.finditer(text):
            if not any(match.start() < end and start < match.end() for start, end, _ in found):
                found.append((match.start(), match.end(), to_iso(match.groupdict())))
    return sorted((start, date) for start, _, date in found if date)


def to_iso(parts: dict[str, str | None]) -> str:
    """The ISO prefix of a date's parts."""
    year, month, day = parts["year"], parts.get("month"), parts.get("day")
    number = int(parts.get("number") or 0)
    if month:
        number = next(i for i, name in enumerate(MONTHS, 1) if name.startswith(month.lower()[:3]))
    if not number:
        return year or ""
    if day and not 1 <= int(day) <= 31:
        return ""
    return f"{year}-{number:02}" + (f"-{int(day):02}" if day else "")
