"""Lines broken by a page or a mail program, put together into paragraphs again."""

import re
from itertools import pairwise
from statistics import median

WRAP_WIDTHS = (45, 140)
BULLET = re.compile(r"(?:[•◦▪▸►●○■□*·‣–+-]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s+")
ENDS_SENTENCE = re.compile(r"""[.!?…:;。！？؟।]["'”’)\]»]*(?:\s?\[?\d{1,3}\]?)?$""")
BREAK_HYPHEN = re.compile(r"[^\W\d_][-\u2010]$")
# First halves that keep their hyphen when the text nowhere shows the word whole.
HYPHEN_KEEPERS = frozenset({"self", "well", "long", "short", "high", "low", "non", "ex", "vice", "cross"})


def join_wrapped(text: str) -> str:
    """The text with its hard-wrapped lines joined; other text comes back as it is."""
    lines = [line.strip() for line in text.split("\n")]
    return join_lines(lines) if is_wrapped(lines) else text


def is_wrapped(lines: list[str]) -> bool:
    """Whether most lines that go on were cut at one width, in the middle of their sentence."""
    pairs = [(line, after) for line, after in pairwise(lines) if line and after]
    if len(pairs) < 3:
        return False
    widths = sorted(len(line) for line, _ in pairs)
    usual, widest = median(widths), widths[int(0.95 * (len(widths) - 1))]
    goes_on = [line for line, after in pairs if after[0].islower() and not ENDS_SENTENCE.search(line)]
    low, high = WRAP_WIDTHS
    return low <= usual and 0.75 * widest <= usual and widest <= high and 10 * len(goes_on) >= 3 * len(pairs)


def join_lines(lines: list[str]) -> str:
    """The paragraphs of lines that were broken at one width, with a blank line between any two."""
    width = typical_width(lines)
    words = find_words(lines)
    paragraphs: list[list[str]] = []
    last = ""
    for line in lines:
        if last and line and not _starts_paragraph(last, line, width):
            paragraphs[-1][-1] = mend_break(last, line, words)
            paragraphs[-1].append(line)
        elif line:
            paragraphs.append([line])
        last = line
    return "\n\n".join("".join(parts) for parts in paragraphs)


def typical_width(lines: list[str]) -> int:
    """The length that nine of ten lines do not exceed."""
    widths = sorted(len(line) for line in lines if line)
    return widths[int(0.9 * (len(widths) - 1))] if widths else 0


def find_words(lines: list[str]) -> frozenset[str]:
    """The words that stand unbroken in the lines, in small letters: they decide about hyphens."""
    return frozenset(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*(?!-?$)", "\n".join(lines).lower(), re.MULTILINE))


def mend_break(line: str, following: str, words: frozenset[str]) -> str:
    """The line as it stands before its continuation: with a space, or without the hyphen of a broken word."""
    if not BREAK_HYPHEN.search(line):
        glued = line.endswith(("-", "—", "/")) and not line.endswith((" -", " —"))
        return line if glued else f"{line} "
    head = re.sub(r"^\W+", "", line[:-1].rsplit(maxsplit=1)[-1])
    left, right = head.lower(), re.split(r"[^\w-]", following.lower(), maxsplit=1)[0]
    if f"{left}{right}" in words:
        return line[:-1]
    keep = (
        f"{left}-{right}" in words or left in HYPHEN_KEEPERS or head.isupper() or not following[0].islower()
    )
    return line if keep else line[:-1]


def _starts_paragraph(last: str, line: str, width: int) -> bool:
    """A bullet, or a line after one that ended early: at the end of its sentence, or as a heading does."""
    if BULLET.match(line):
        return True
    if line[0].islower() or BREAK_HYPHEN.search(last):
        return False
    room = width - len(last)
    if ENDS_SENTENCE.search(last):
        return room > 0.15 * width or room > len(line.split()[0]) + 8
    return room > 0.35 * width and room > len(line.split()[0]) + 1
