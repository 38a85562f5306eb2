"""Which files there are to read."""

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from diplograph.corpus.naming import STANDARD_INPUT, show_path

# Companions that systems put into archives.
COMPANIONS = ("__MACOSX",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file to read; `problem` is why it cannot be, as far as its place on the disk tells."""

    name: str
    path: Path
    problem: str = ""


def find_sources(paths: Iterable[str | Path]) -> list[Source]:
    """Every file that the paths lead to, each once, in an order that depends only on the set of files."""
    found: dict[str, Source] = {}
    for path in paths:
        for source in _find_under(path):
            nowhere = source.problem or source.name == STANDARD_INPUT
            key = source.name if nowhere else os.path.realpath(source.path)
            known = found.get(key)
            if known is None or _rank(source) < _rank(known):
                found[key] = source
    return sorted(found.values(), key=lambda source: source.name)


def _rank(source: Source) -> tuple[bool, int, str]:
    """Of two names for one file, the shorter one counts."""
    return bool(source.problem), len(source.name), source.name


def _find_under(path: str | Path) -> Iterator[Source]:
    if str(path) == STANDARD_INPUT:
        yield Source(name=STANDARD_INPUT, path=Path(STANDARD_INPUT))
        return
    place = Path(path)
    name = show_path(place)
    try:
        if place.is_dir():
            yield from _walk_folder(place)
        elif stat.S_ISREG(place.stat().st_mode):
            yield Source(name=name, path=place)
        else:
            yield Source(name=name, path=place, problem="not a regular file")
    except (OSError, ValueError) as error:
        yield Source(name=name, path=place, problem=explain_error(error))


def _walk_folder(folder: Path) -> Iterator[Source]:
    files = list(_walk(folder, set()))
    if not files:
        yield Source(name=show_path(folder), path=folder, problem="no readable files")
    yield from files


def _walk(folder: Path, seen: set[str]) -> Iterator[Source]:
    """The files of a folder and its folders; a folder reached again through a link is not walked again."""
    real = os.path.realpath(folder)
    if real in seen:
        return
    seen.add(real)
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        yield Source(name=show_path(folder), path=folder, problem=explain_error(error))
        return
    for entry in entries:
        if entry.name.startswith(".") or entry.name in COMPANIONS:
            continue
        if entry.is_dir():
            yield from _walk(entry, seen)
        else:
            yield from _find_under(entry)


def explain_error(error: Exception) -> str:
    """The reason in an error of the operating system, in small letters: `no such file or folder`."""
    if isinstance(error, FileNotFoundError):
        return "no such file or folder"
    if isinstance(error, PermissionError):
        return "no permission to read it"
    reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return str(reason)[:1].lower() + str(reason)[1:]
