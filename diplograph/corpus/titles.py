"""The title that a clean article shows above its first paragraph."""

import re
from collections.abc import Sequence

from diplograph.corpus.furniture import Line, read_line
from diplograph.corpus.page import split_title

LONGEST_TITLE = 250
# Lines such as OPINION, FACT SHEET or BRIEFING NOTE 7/2025 name a genre or a number, and no subject.
NUMBERED = re.compile(r"\b(?:no|nr|vol|issue)\b\.?\s*\d+|\d+/\d{2,4}$", re.IGNORECASE)
GENRE = re.compile(
    r"(?:opinions?|op-ed|analysis|commentar(?:y|ies)|editorial|feature|interview|in-depth|special"
    r"|explainer|report|expert|news|briefing|note|fact|sheet|policy|brief|essay|review|timeline|blog|column|country|guest"
    r"|q&a|author|exclusive)",
    re.IGNORECASE,
)
SERIES = re.compile(
    r"(?:In[- ]depth|Opinion|Analysis|Commentary|Interview|Explainer|Feature|Special [Rr]eport)\s+[A-Z]"
)


MAIL_FIELD = re.compile(r"(?:from|to|cc|sent|date|reply-to|subject):\s", re.IGNORECASE)


def find_title(text: str) -> str:
    """The title in the text: its first heading-like line, where it does not open with prose.

    A label (`OPINION`, `BRIEFING NOTE 7/2025`) is passed over where a heading follows it.
    """
    lines = [line for line in text.split("\n") if line]
    for line in lines[:6]:
        if MAIL_FIELD.match(lines[0]) and line.lower().startswith("subject:"):
            return line.split(":", 1)[1].strip()
    headings = _find_headings([read_line(line) for line in lines if not MAIL_FIELD.match(line)])
    for place, heading in enumerate(headings):
        if len(headings) == place + 1 or not is_label(heading):
            return split_title(heading)
    return ""


def _find_headings(lines: Sequence[Line]) -> list[str]:
    headings: list[str] = []
    for place, line in enumerate(lines):
        if (line.kind == "heading" and len(line.text) <= LONGEST_TITLE) or (
            place == 0 and _is_long_title(lines)
        ):
            headings.append(line.text)
        elif line.kind in ("prose", "item"):
            break
    return headings


def _is_heading(line: Line) -> bool:
    return line.kind == "heading" and len(line.text) <= LONGEST_TITLE


def _is_long_title(lines: Sequence[Line]) -> bool:
    """Whether a first line that is as long as a sentence, or asks a question, is the title."""
    first, *rest = lines
    if first.bulleted or not rest or len(first.text) > LONGEST_TITLE or first.text.endswith((".", ":", ";")):
        return False
    return first.kind in ("prose", "sentence") and (rest[0].kind != "prose" or rest[0].size > 2 * first.size)


def is_label(line: str) -> bool:
    """Whether a heading names a genre or an issue of a series instead of a subject."""
    words = re.findall(r"[\w&'’-]+", line)
    return bool(
        NUMBERED.search(line)
        or all(GENRE.fullmatch(word) for word in words)
        or SERIES.match(line)
        or (line.isupper() and len(words) <= 2)
    )
