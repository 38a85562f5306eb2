"""The article out of a page: menus, notices, link lists and footers go, whatever the site.

The article is the stretch from the first to the last prose that belongs together. Before it stand its
title, byline and date; after it, its notes and date. What interrupts it (a picture credit, a box of links)
goes; a list between two paragraphs stays. A text that shows no more of a page than one such line loses
that line and nothing else.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from diplograph.corpus.furniture import Kind, Line, read_line
from diplograph.corpus.phrases import AUTHOR_HEADING, TRAILING_CREDIT

FIXTURES: frozenset[Kind] = frozenset({"furniture", "list", "footer", "copyright"})
# So many short lines in a row, none a sentence, are a menu.
MENU_LINES = 5
# So many very short lines in a row above an article are a menu without bullets.
TINY_LINES = 4
TINY_WORDS = 3
HEAD_LINES = 8
TOP_LINES = 4
# What a site says of itself beyond a menu is at most this much, and this share of all the prose.
ASIDE_LINES = 3
ASIDE_LENGTH = 500
ASIDE_SHARE = 0.2
# At least this share of the prose stands before the line that ends an article.
SHARE_BEFORE_LINKS = 0.35
SHARE_BEFORE_FOOTER = 0.2
SHARE_BEFORE_COPYRIGHT = 0.8


def drop_furniture(text: str) -> str:
    """The article of a page in plain text, its own lines unchanged."""
    lines = _settle_lists([read_line(TRAILING_CREDIT.sub("", line)) for line in text.split("\n")])
    if not _is_page(lines):
        return _write_lines(lines, (index for index, line in enumerate(lines) if line.kind not in FIXTURES))
    span = _find_body(lines)
    if span is None:
        return text
    first, last = span
    return _write_lines(
        lines, [*_keep_head(lines, first), *_keep_body(lines, first, last), *_keep_tail(lines, last)]
    )


def split_title(line: str) -> str:
    """The title in `Title | Site`: the longest of the parts."""
    return max(re.split(r"\s+\|\s+", line), key=len).strip()


def _settle_lists(lines: Sequence[Line]) -> list[Line]:
    """The lines, where a heading that might be that of a link list is one unless running text follows."""
    settled = []
    for index, line in enumerate(lines):
        if line.kind == "loose list":
            following = next((after for after in lines[index + 1 :] if after.kind != "blank"), None)
            section = following is not None and following.kind == "prose" and not following.bulleted
            settled.append(Line(text=line.text, kind="heading" if section else "list", size=line.size))
        else:
            settled.append(line)
    return settled


def _is_page(lines: Sequence[Line]) -> bool:
    """Whether the lines hold more of a web page than one odd line: fixtures, or a table of contents."""
    fixtures = [line for line in lines if line.kind in FIXTURES]
    strong = any(line.kind in ("list", "footer") for line in fixtures)
    return strong or len(fixtures) > 1 or _opens_with_contents(lines)


def _opens_with_contents(lines: Sequence[Line]) -> bool:
    """Whether a list above the first prose names headings that come further down."""
    first = next((index for index, line in enumerate(lines) if line.kind == "prose"), 0)
    entries = [line.text.split(maxsplit=1)[-1] for line in lines[:first] if line.kind == "item"]
    headings = {line.text for line in lines[first:] if not line.bulleted}
    return len(entries) > 1 and 2 * sum(entry in headings for entry in entries) >= len(entries)


def _find_body(lines: Sequence[Line]) -> tuple[int, int] | None:
    """The first and the last line of the article's prose."""
    segments = _split_segments(lines, _find_end(lines))
    while len(segments) > 1 and _is_aside(lines, segments[0], segments):
        segments = segments[1:]
    while len(segments) > 1 and _is_aside(lines, segments[-1], segments):
        segments = segments[:-1]
    return (segments[0][0], segments[-1][-1]) if segments else None


def _find_end(lines: Sequence[Line]) -> int:
    """Where the article is over: at a footer, a copyright line or a list of links."""
    end = next(_find_late(lines, "footer", SHARE_BEFORE_FOOTER), len(lines))
    end = next(_find_late(lines[:end], "copyright", SHARE_BEFORE_COPYRIGHT), end)
    lists = _find_late(lines[:end], "list", SHARE_BEFORE_LINKS)
    return next((index for index in lists if not _runs_on(lines[index + 1 : end])), end)


def _find_late(lines: Sequence[Line], kind: Kind, share: float) -> Iterator[int]:
    """The places of such lines that have at least this share of all prose before them."""
    total, before = sum(len(line.text) for line in lines if line.kind == "prose"), 0
    for index, line in enumerate(lines):
        if line.kind == kind and before >= share * total > 0:
            yield index
        before += len(line.text) if line.kind == "prose" else 0


def _runs_on(rest: Sequence[Line]) -> bool:
    """Whether an article goes on after a box of links, or has a note on its author there.

    A teaser follows its own heading; a paragraph of the article follows another.
    """
    shown = [line for line in rest if line.kind not in ("blank", "furniture")]
    return any(AUTHOR_HEADING.fullmatch(line.text) for line in shown) or any(
        first.kind == second.kind == "prose" and not first.bulleted and not second.bulleted
        for first, second in pairwise(shown)
    )


def _split_segments(lines: Sequence[Line], end: int) -> list[list[int]]:
    """The places of prose, parted wherever a menu stands between them."""
    segments: list[list[int]] = []
    for place in (index for index, line in enumerate(lines[:end]) if line.kind == "prose"):
        if not segments or _holds_menu(lines[segments[-1][-1] : place]):
            segments.append([])
        segments[-1].append(place)
    return segments


def _holds_menu(gap: Sequence[Line]) -> bool:
    """Whether lines between two paragraphs are a menu rather than a list that the article announces."""
    run = 0
    for line in gap:
        if line.text.endswith(":") and line.kind in ("prose", "sentence", "heading"):
            return False
        if line.kind != "blank":
            run = run + 1 if line.is_menu_like else 0
        if run >= MENU_LINES:
            return True
    return False


def _is_aside(lines: Sequence[Line], segment: list[int], segments: list[list[int]]) -> bool:
    """Whether prose beyond a menu is the site's own: little of it, and little beside the rest."""
    size = sum(len(lines[index].text) for index in segment)
    total = sum(len(lines[index].text) for part in segments for index in part)
    return len(segment) <= ASIDE_LINES and size <= ASIDE_LENGTH and size <= ASIDE_SHARE * total


def _keep_head(lines: Sequence[Line], first: int) -> list[int]:
    """The title, byline and date above the first prose, as far up as no menu parts them from it."""
    kept: list[int] = []
    tiny: list[int] = []
    for index in range(first - 1, -1, -1):
        line = lines[index]
        if line.kind in ("prose", "item", "list", "footer", "copyright"):
            return _trim_head(lines, kept, index)
        if line.kind not in ("blank", "furniture"):
            kept.insert(0, index)
            tiny = [*tiny, index] if line.kind == "heading" and line.size <= TINY_WORDS else []
        if len(tiny) == TINY_LINES:
            return _trim_head(lines, [place for place in kept if place not in tiny], index, most=1)
    return _trim_head(lines, kept, 0)


def _trim_head(lines: Sequence[Line], kept: list[int], stop: int, *, most: int = HEAD_LINES) -> list[int]:
    """The head under a menu, from the page's title on; a missing title is fetched from above the menu.

    More lines than `most` may hold the end of the menu: then the longest of them begins the head.
    """
    opening = next(line.text for line in lines if line.kind != "blank")
    names = {part.strip() for part in re.split(r"\s+[|–—-]\s+", opening)} | {opening}
    repeated = [place for place in kept[1:] or kept if lines[place].text in names]
    if repeated:
        return kept[kept.index(repeated[0]) :]
    titles = [place for place in kept[-HEAD_LINES:] if _could_be_title(lines[place])]
    if not titles:
        return [*_find_top(lines, stop), *kept[-HEAD_LINES:]]
    longest = max(titles, key=lambda place: lines[place].size)
    return kept if len(kept) <= most else kept[kept.index(longest) :]


def _could_be_title(line: Line) -> bool:
    return line.kind in ("heading", "sentence") and line.size > TINY_WORDS


def _find_top(lines: Sequence[Line], stop: int) -> list[int]:
    """The first lines of the page above its menu, where they can be the head of the article."""
    top: list[int] = []
    for index, line in enumerate(lines[:stop]):
        if line.kind in FIXTURES or line.kind in ("item", "prose"):
            break
        if line.kind != "blank":
            top.append(index)
    bar = [index for index in top[:1] if split_title(lines[index].text) != lines[index].text]
    return bar or (top if len(top) <= TOP_LINES else [])


def _keep_body(lines: Sequence[Line], first: int, last: int) -> Iterator[int]:
    """The lines of the article without credits, controls and boxes of links."""
    in_box = False
    for index in range(first, last + 1):
        line = lines[index]
        in_box = line.kind == "list" or (in_box and _fits_in_box(line) and not _heads_prose(lines, index))
        if not in_box and line.kind != "blank" and line.kind not in FIXTURES:
            yield index


def _heads_prose(lines: Sequence[Line], index: int) -> bool:
    """Whether a line set off by blank ones is a heading over running text, so that a box is over."""
    following = next((line for line in lines[index + 1 :] if line.kind != "blank"), None)
    set_off = lines[index - 1].kind == "blank" and lines[index].kind == "heading"
    return set_off and following is not None and following.kind == "prose" and not following.bulleted


def _fits_in_box(line: Line) -> bool:
    return line.bulleted or line.is_menu_like or line.kind in ("blank", "date", "copyright")


def _keep_tail(lines: Sequence[Line], last: int) -> Iterator[int]:
    """The notes and dates after the last prose, and the items of a list that it announces."""
    announced = lines[last].text.endswith(":")
    for index in range(last + 1, len(lines)):
        line = lines[index]
        if line.kind in ("prose", "list", "footer", "copyright"):
            return
        if line.kind in ("sentence", "date", "byline") or (announced and line.kind == "item"):
            yield index


def _write_lines(lines: Sequence[Line], kept: Iterable[int]) -> str:
    """The kept lines, with a blank line wherever one stood, or something went, between two of them."""
    parts: list[str] = []
    previous: int | None = None
    for index in kept:
        if lines[index].kind == "blank":
            continue
        if previous is not None:
            parts.append("\n" if index == previous + 1 else "\n\n")
        parts.append(lines[index].text)
        previous = index
    return "".join(parts)
