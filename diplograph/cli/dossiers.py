"""A dossier as the commands use it: open it, find an entity in it, draw it into files that can be written."""

import os
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from diplograph.cli.terminal import say
from diplograph.corrections import Correction, copy_corrected, is_corrected, read_corrections
from diplograph.dossier import Dossier
from diplograph.errors import OutputError, UnknownNameError
from diplograph.knowledge import load_knowledge
from diplograph.types import Entity

if TYPE_CHECKING:
    from networkx import MultiDiGraph

NEAR_NAMES = 5


def find_dossier(path: Path) -> Path:
    """The dossier itself, where `path` is the folder that `build` wrote."""
    return path / "dossier.db" if path.is_dir() else path


@contextmanager
def open_dossier(path: Path, corrections: Path | None = None) -> Iterator[Dossier]:
    """The dossier, for reading; with a file of corrections, a corrected copy of it that lives as long."""
    with Dossier.open(find_dossier(path)) as dossier:
        steps = load_corrections(corrections, [], check_ids=False)
        if is_corrected(dossier, steps):
            yield dossier
            return
        with TemporaryDirectory() as folder:
            place = Path(folder) / "dossier.db"
            tell_unused(steps, copy_corrected(dossier, place, steps))
            with Dossier.open(place) as corrected:
                corrected.path = dossier.path  # what messages call it
                yield corrected


def load_corrections(
    path: Path | None, lists: Sequence[Path], *, check_ids: bool = True
) -> tuple[Correction, ...]:
    """The corrections in a file, if any; `lists` are the analyst's own, which have ids too."""
    if path is None:
        return ()
    return read_corrections(path, load_knowledge(tuple(lists)), check_ids=check_ids)


def tell_unused(corrections: Sequence[Correction], used: Collection[int]) -> None:
    """Says which corrections changed nothing: their ids may be written wrongly."""
    lines = [str(correction.line) for correction in corrections if correction.line not in used]
    if lines:
        say(f"corrections that changed nothing, in line {', '.join(lines)}: check their ids with `inspect`")


def find_entity(dossier: Dossier, name: str) -> Entity:
    """The entity so called; of several the most mentioned one, and the others are said on standard error."""
    found = dossier.find_entity(name)
    if not found:
        raise UnknownNameError(
            f"no entity in {str(dossier.path)!r} is called {name!r}:"
            f" `diplograph inspect {dossier.path} entities` lists those that are"
        )
    counts = dossier.count_mentions()
    first, *others = sorted(found, key=lambda entity: (-counts[entity.id][0], entity.id))
    if others:
        near = ", ".join(f"{entity.name} ({entity.id})" for entity in others[:NEAR_NAMES])
        say(f"{name!r} is taken as {first.name} ({first.id}); it could also be {near}")
    return first


def draw_network(
    dossier: Dossier, files: Sequence[Path], *, stances: Sequence[str], kinds: Sequence[str] | None
) -> "MultiDiGraph":
    """The graph of a dossier, after it is written to the files."""
    from diplograph.graph.build import build_graph
    from diplograph.outputs import write_graph

    graph = build_graph(dossier, stances=stances, kinds=kinds)
    for file in files:
        write_graph(graph, file)
    return graph


def make_folder(path: Path) -> None:
    """Makes the folder where there is none; `OutputError` where nothing can be written in it."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(
            f"the folder {str(path)!r} cannot be made ({error.strerror}): choose another"
        ) from error
    require_writable(path)


def check_writable(file: Path) -> None:
    """`OutputError` where the file could not be written."""
    if file.is_dir():
        raise OutputError(f"{str(file)!r} is a folder: give the name of a file")
    if not file.absolute().parent.is_dir():
        raise OutputError(f"{str(file)!r} cannot be written: there is no folder {str(file.parent)!r}")
    require_writable(file if file.exists() else file.absolute().parent)


def require_writable(path: Path) -> None:
    """`OutputError` where the permissions forbid writing."""
    if not os.access(path, os.W_OK):
        raise OutputError(f"{str(path)!r} cannot be written: check its permissions or choose another place")
