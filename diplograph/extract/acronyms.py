"""Finds the acronyms that a text introduces in brackets, and every use of them.

After A. Schwartz and M. Hearst, "A simple algorithm for identifying abbreviation definitions" (2003).
"""

from spacy.tokens import Doc

from diplograph.extract.names import CONFIDENCE, Mention, is_capital, keep_longest, new_mention
from diplograph.extract.shapes import kind_of_head
from diplograph.knowledge import fold


def spread_acronyms(doc: Doc, mentions: list[Mention]) -> list[Mention]:
    """The mentions with every use of an acronym that the text introduces in brackets."""
    by_end = {mention["end"]: mention for mention in mentions}
    by_start = {mention["start"]: mention for mention in mentions}
    short: dict[str, Mention] = {}
    for opening in range(1, len(doc) - 2):
        if doc[opening].text != "(":
            continue
        closing = next(
            (i for i in range(opening + 2, min(opening + 14, len(doc))) if doc[i].text == ")"), None
        )
        if closing is None:
            continue
        inner = doc[opening + 1 : closing]
        if len(inner) == 3 and not inner[0].text.isalnum() and not inner[2].text.isalnum():
            inner = inner[1:2]
        if len(inner) == 1 and is_acronym(inner.text):
            long = by_end.get(opening) or long_form(doc, opening, inner.text)
            if long and fits(doc[long["start"] : long["end"]].text, inner.text):
                short[inner.text] = long
                if long["end"] not in by_end:
                    by_end[long["end"]] = by_start[long["start"]] = long
                    mentions = keep_longest(doc, [*mentions, long])
        elif is_acronym(doc[opening - 1].text):
            inner_mention = by_start.get(opening + 1) or by_start.get(opening + 2)
            if inner_mention and fits(
                doc[inner_mention["start"] : inner_mention["end"]].text, doc[opening - 1].text
            ):
                short[doc[opening - 1].text] = inner_mention
    return mark_acronyms(doc, mentions, short) if short else mentions


def is_acronym(text: str) -> bool:
    """Whether the text is written like an acronym: `BRI`, `ACCC`, `G7`, `UNSCR`, `EaP`."""
    return 2 <= len(text) <= 10 and text[0].isupper() and sum(c.isupper() or c.isdigit() for c in text) >= 2


def fits(long: str, short: str) -> bool:
    """Whether the letters of `short` run through `long` in order, the first at the start of a word."""
    letters = [c for c in fold(short).casefold() if c.isalnum()]
    text = fold(long).casefold()
    position = len(text)
    for index, letter in enumerate(reversed(letters)):
        last = index == len(letters) - 1
        position = text.rfind(letter, 0, position)
        while last and position > 0 and text[position - 1].isalnum():
            position = text.rfind(letter, 0, position)
        if position < 0:
            return False
    return True


def long_form(doc: Doc, opening: int, short: str) -> Mention | None:
    """The capitalised words before a bracket whose letters give the acronym in it."""
    for start in range(max(doc[opening].sent.start, opening - min(len(short) + 5, 2 * len(short))), opening):
        words = doc[start:opening]
        if (
            is_capital(words[0])
            and sum(is_capital(token) for token in words) >= 2
            and fits(words.text, short)
        ):
            initials = fold(words[0].text)[0].casefold() == fold(short)[0].casefold()
            if initials and not any(
                token.is_punct and token.text not in {"-", "–", "'", "’", "&"} for token in words
            ):
                return new_mention(start, opening, kind_of_head(words.text) or "INSTITUTION", "shape")
    return None


def mark_acronyms(doc: Doc, mentions: list[Mention], short: dict[str, Mention]) -> list[Mention]:
    """Every token that is an introduced acronym, as a mention of its long form."""
    known = {(m["start"], m["end"]) for m in mentions if m["by"] == "knowledge" and m["end"] - m["start"] > 1}
    covered = {i for start, end in known for i in range(start, end)}
    marks = [
        short[token.text]
        | {
            "start": token.i,
            "end": token.i + 1,
            "by": "acronym",
            "confidence": CONFIDENCE["acronym"],
            "long": (short[token.text]["start"], short[token.text]["end"]),
        }
        for token in doc
        if token.text in short and token.i not in covered
    ]
    return keep_longest(doc, [*mentions, *marks])
