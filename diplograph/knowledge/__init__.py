"""The actors of world affairs, read from the JSON Lines files in this folder and from an analyst's own lists.

`README.md` beside this file says how an entry is written.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from functools import cache
from pathlib import Path

from diplograph.errors import DataError
from diplograph.knowledge.entry import Entry, Name, Office, fold, list_names, make_slug
from diplograph.knowledge.rows import make_entry, read_rows
from diplograph.knowledge.rules import Problem, check_values
from diplograph.ontology import load_ontology

__all__ = [
    "FILES",
    "HERE",
    "Entry",
    "Knowledge",
    "Name",
    "Office",
    "fold",
    "is_unlisted",
    "list_names",
    "load_knowledge",
    "make_slug",
    "merge_entries",
    "read_own_list",
]
HERE = Path(__file__).parent
FILES = {
    "countries.jsonl": "COUNTRY",
    "leaders.jsonl": "LEADER",
    "institutions.jsonl": "INSTITUTION",
    "initiatives.jsonl": "INITIATIVE",
    "context.jsonl": "",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """All known entries by id."""

    entries: Mapping[str, Entry]

    def names(self) -> Iterator[Name]:
        """Every surface form of every entry."""
        for entry in self.entries.values():
            yield from list_names(entry)


@cache
def load_knowledge(extra: tuple[Path, ...] = ()) -> Knowledge:
    """What diplograph knows; the analyst's lists in `extra` add to it, or override entries of the same id."""
    entries: dict[str, Entry] = {}
    for name, kind in FILES.items():
        for line in (HERE / name).read_text(encoding="utf-8").splitlines():
            if not line.startswith("#"):
                entry = make_entry(json.loads(line), kind)
                entries[entry.id] = entry
    for path in extra:
        for entry in read_own_list(path):
            entries[entry.id] = merge_entries(entries.get(entry.id), entry)
    return Knowledge(entries=entries)


def merge_entries(known: Entry | None, own: Entry) -> Entry:
    """The analyst's entry over the known one: what it gives replaces, names add up, what it drops goes."""
    if known is None or known.kind != own.kind:
        return drop_names(own, own.drop)
    given = {item.name: getattr(own, item.name) for item in fields(own) if getattr(own, item.name)}
    aliases = dict.fromkeys((known.name, *known.aliases, *own.aliases))
    aliases.pop(own.name, None)
    return drop_names(replace(known, **given | {"aliases": tuple(aliases)}), own.drop)


def drop_names(entry: Entry, dropped: tuple[str, ...]) -> Entry:
    """The entry without these surface forms; its name stays, because it has to be called something."""
    gone = {fold(text) for text in dropped}

    def keep(texts: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(text for text in texts if fold(text) not in gone)

    return replace(
        entry,
        aliases=keep(entry.aliases),
        demonyms=keep(entry.demonyms),
        metonyms=keep(entry.metonyms),
        capital="" if fold(entry.capital) in gone else entry.capital,
        family="" if fold(entry.family) in gone else entry.family,
        drop=(),
    )


def is_unlisted(id_: str) -> bool:
    """Whether an id is one that a text gave because no list has the entity: `person:blake-berger`.

    >>> [is_unlisted(id_) for id_ in ("person:blake-berger", "JPN", "belt:road")]
    [True, False, False]
    """
    kind, colon, slug = id_.partition(":")
    return bool(colon and slug) and kind.upper() in load_ontology().kinds


def read_own_list(path: Path) -> list[Entry]:
    """The entries of an analyst's list; `DataError` names every wrong row at once."""
    entries, problems = [], []
    for row in read_rows(path):
        found = [row] if isinstance(row, Problem) else list(check_values(row.number, row.values))
        if not isinstance(row, Problem) and not found:
            entries.append(make_entry(row.values, str(row.values["kind"]).upper()))
        problems += found
    if problems:
        raise DataError(f"{path.name}: " + "; ".join(map(str, problems)))
    return entries
