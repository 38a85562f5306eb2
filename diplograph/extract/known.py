"""Finds the names that the knowledge base holds: one pass through a tree of their pieces."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from spacy.tokens import Doc

from diplograph.extract.names import CONFIDENCE, Mention, load_words
from diplograph.extract.words import GENITIVES
from diplograph.knowledge import Entry, Name, fold

PIECES = re.compile(r"\w+|[^\w\s]")
LEAF = ""


def build_trie(names: Iterable[Name]) -> dict[str, Any]:
    """Names as a tree of case-folded pieces; each leaf holds the names that end there."""
    trie: dict[str, Any] = {}
    for name in names:
        text = fold(name.text)
        node = trie
        for piece in PIECES.findall(text.casefold()):
            node = node.setdefault(piece, {})
        node.setdefault(LEAF, []).append((text, name))
    return trie


def find_known(doc: Doc, trie: dict[str, Any]) -> list[Mention]:
    """The longest known names, on token boundaries, written the way names are written."""
    text = doc.text
    starts = {token.idx: token.i for token in doc}
    ends = {token.idx + len(token): token.i + 1 for token in doc}
    pieces = [(match.start(), match.end(), fold_piece(match.group())) for match in PIECES.finditer(text)]
    found: list[Mention] = []
    position = 0
    while position < len(pieces):
        start, _, piece = pieces[position]
        match = match_at(text, pieces, position, trie, ends) if piece in trie and start in starts else None
        if match and piece == "the":
            inner = match_at(text, pieces, position + 1, trie, ends)
            match = None if inner and inner[1] > match[1] else match
        if match:
            length, end, names = match
            found.extend(split_owner(doc, make_known(starts[start], end, names), trie))
            position += length
        else:
            position += 1
    return found


@cache
def fold_piece(piece: str) -> str:
    """A piece of text as the tree holds it."""
    return fold(piece).casefold()


def match_at(
    text: str,
    pieces: list[tuple[int, int, str]],
    position: int,
    trie: dict[str, Any],
    ends: dict[int, int],
) -> tuple[int, int, list[Name]] | None:
    """The longest known name that begins with this piece: its length in pieces, its end token, its names."""
    node: dict[str, Any] | None = trie
    best = None
    start = pieces[position][0]
    for offset in range(position, len(pieces)):
        _, end, piece = pieces[offset]
        node = node.get(piece) if node is not None else None
        if node is None:
            break
        if LEAF in node and end in ends:
            names = [name for folded, name in node[LEAF] if is_written_as(text[start:end], folded)]
            if names:
                best = (offset - position + 1, ends[end], names)
    return best


def split_owner(doc: Doc, mention: Mention, trie: dict[str, Any]) -> list[Mention]:
    """A known body with its owner before it ("China's Ministry of Commerce") as two mentions."""
    tokens = doc[mention["start"] : mention["end"]]
    mark = next((token.i for token in tokens[1:-1] if token.text in GENITIVES), None)
    owner = look_up(fold(doc[mention["start"] : mark].text), trie) if mark is not None else []
    countries = [name for name in owner if name.entry.kind == "COUNTRY" and name.role == "name"]
    if mark is None or not countries or mention["kind"] not in {"INSTITUTION", "INITIATIVE"}:
        return [mention]
    return [make_known(mention["start"], mark, countries), mention | {"start": mark + 1}]


def find_prefixes(doc: Doc, known: list[Mention], prefixes: Mapping[str, Entry]) -> Iterator[Mention]:
    """Combining forms of countries before the hyphen of a known name: "Sino" in "Sino-Japanese"."""
    for mention in known:
        before = mention["start"] - 2
        if before >= 0 and doc[before + 1].text in {"-", "–"} and doc[before].text in prefixes:
            name = Name(text=doc[before].text, entry=prefixes[doc[before].text], role="demonym")
            yield make_known(before, before + 1, [name])


def look_up(text: str, trie: dict[str, Any]) -> list[Name]:
    """The names that are exactly this text."""
    node: dict[str, Any] | None = trie
    for piece in PIECES.findall(text):
        node = node.get(piece.casefold()) if node is not None else None
    return [name for folded, name in (node or {}).get(LEAF, []) if folded == text]


def is_written_as(text: str, name: str) -> bool:
    """Whether `text` is a way to write `name`: exact, in capitals, or a long name with small letters."""
    folded = fold(text)
    if folded == name or re.sub(r"\s+", " ", folded) == name:
        return True
    if text.isupper():
        return len(name) > 4 and not name.isupper()
    words = name.split()
    if len(words) == 2 and folded[0] == name[0] and words[0] in folded:
        return folded.split()[-1] in load_words()["descriptions"]["INITIATIVE"]
    return len(words) >= 3


def make_known(start: int, end: int, names: list[Name]) -> Mention:
    """A mention of known names; a name proper counts before a demonym, capital or family name."""
    order = ["name", "demonym", "metonym", "capital", "family"]
    role = min((name.role for name in names), key=order.index)
    chosen = [name.entry for name in names if name.role == role]
    return {
        "start": start,
        "end": end,
        "kind": chosen[-1].kind,
        "ids": list(dict.fromkeys(entry.id for entry in chosen)),
        "role": role,
        "by": "knowledge",
        "confidence": CONFIDENCE["knowledge"],
    }
