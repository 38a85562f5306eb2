"""The date that an article gives itself: a date line, a byline with a date, or an agency's dateline."""

import re

from diplograph.corpus.dates import find_dates

LEAD_IN = re.compile(
    r"(?:^|[,|·•–—:;(\[./-]|\b(?:published|posted|updated|modified|dated?|issued|released|delivered|on|of|as))\W*"
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b[.,]?\s*)?$",
    re.IGNORECASE,
)
FOLLOWS = re.compile(r"\s*(?:$|[|·•–—;,()\[\]/-]|(?:by|at|from)\b|\d{1,2}[:.]\d\d)", re.IGNORECASE)
ENDS_PLAIN = re.compile(r"[.!?]$")
DATELINE = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ .,'’/()-]{1,50}[,(\s]\s*$")
AFTER_DATELINE = re.compile(r"\s*\)?\s*(?:\([^)]{1,40}\)\s*)?[–—-]+\s")
LONGEST_LINE = 140
LONGEST_REST = 6


def read_line_date(line: str) -> str:
    """The ISO date of a line that is there to give a date: not a sentence, and with the date set off."""
    if len(line) > LONGEST_LINE or not any(char.isdigit() for char in line):
        return ""
    for start, end, iso in find_dates(line):
        if LEAD_IN.search(line[:start]) and FOLLOWS.match(line, end) and _is_label(line, start, end):
            return iso
    return ""


def _is_label(line: str, start: int, end: int) -> bool:
    """A label, unlike a sentence, has few words after its date and no full stop."""
    after = line[end:].strip()
    if start == 0 and re.match(r"[–—:-]", after) and len(after.split()) > LONGEST_REST:
        return False
    return not ENDS_PLAIN.search(line) or (not after.strip(".)]") and len(line.split()) <= LONGEST_REST + 3)


def read_dateline(line: str) -> str:
    """The ISO date of a dateline that opens a news report: `PARIS, Sept. 22, 2021 — One week after …`."""
    for start, end, iso in find_dates(line[:LONGEST_LINE]):
        if DATELINE.match(line[:start]) and AFTER_DATELINE.match(line, end):
            return iso
    return ""


def find_date(lines: list[str]) -> str:
    """The date that an article's first or last lines give it, or nothing.

    `lines` are its lines without blank ones. Lines that begin with a date all along are a timeline: they
    date what happened, not the article.
    """
    if sum(1 for line in lines if _opens_with_date(line)) >= 3:
        lines = [line for line in lines if not _opens_with_date(line)]
    near_ends = [*lines[:10], *lines[10:][-5:]]
    dates = [read_line_date(_strip_bullet(line)) for line in near_ends]
    datelines = [read_dateline(line) for line in lines[:10]]
    return next((iso for iso in [*dates[:10], *datelines, *dates[10:]] if iso), "")


def _strip_bullet(line: str) -> str:
    return line.lstrip("•*·-– [(").rstrip(")]")


def _opens_with_date(line: str) -> bool:
    return any(start == 0 for start, _, _ in find_dates(_strip_bullet(line)))
