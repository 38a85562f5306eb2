"""One known actor as a value, its surface forms, and how names are compared."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

DASHES = re.compile(r"[‐‑‒–—―−]")
QUOTES = re.compile(r"[‘’ʼʻ`´]")
STROKES = str.maketrans("łŁđĐøØıß", "lLdDoOis")


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """A post held: `role` of country or institution `of`, from `start` to `end` (ISO prefixes or empty)."""

    role: str
    of: str
    start: str = ""
    end: str = ""

    def covers(self, date: str) -> bool:
        """Whether the post was held at `date`; an empty date is covered by every post."""
        return not date or (self.start <= date and (not self.end or date[:4] <= self.end))


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One known actor, initiative, region or event. The fields are those of README.md."""

    id: str
    kind: str
    name: str
    aliases: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    capital: str = ""
    metonyms: tuple[str, ...] = ()
    family: str = ""
    offices: tuple[Office, ...] = ()
    parent: str = ""
    seat: str = ""
    members: tuple[str, ...] = ()
    sponsors: tuple[str, ...] = ()
    start: str = ""
    end: str = ""
    refs: Mapping[str, str] = field(default_factory=dict)
    drop: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A surface form of an entry, and in which way it is one: name, demonym, capital, metonym or family."""

    text: str
    entry: Entry
    role: str


def list_names(entry: Entry) -> Iterator[Name]:
    """The surface forms of one entry."""
    for text in (entry.name, *entry.aliases):
        yield Name(text=text, entry=entry, role="name")
    for text in entry.demonyms:
        yield Name(text=text, entry=entry, role="demonym")
    for text in entry.metonyms:
        yield Name(text=text, entry=entry, role="metonym")
    if entry.capital:
        yield Name(text=entry.capital, entry=entry, role="capital")
    if entry.family:
        yield Name(text=entry.family, entry=entry, role="family")


@cache
def fold(text: str) -> str:
    """The text without accents, with plain dashes and apostrophes; letters keep their case.

    >>> fold("Abe Shinzō’s India–Japan")
    "Abe Shinzo's India-Japan"
    """
    if text.isascii():
        return text.replace("`", "'")
    plain = QUOTES.sub("'", DASHES.sub("-", text)).translate(STROKES)
    if plain.isascii():
        return plain
    return "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))


def make_slug(text: str) -> str:
    """A stable identifier of a name.

    >>> make_slug("The Hokkaidō University")
    'hokkaido-university'
    """
    words = re.findall(r"\w+", fold(text).casefold().replace("'s ", " ").replace("'", ""))
    return "-".join(words[1:] if len(words) > 1 and words[0] == "the" else words)
