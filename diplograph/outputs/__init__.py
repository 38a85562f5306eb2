"""Everything that leaves diplograph as a file; the suffix of the path chooses the format."""

from pathlib import Path
from typing import TYPE_CHECKING

from diplograph.errors import OutputError, UnknownNameError
from diplograph.registry import WRITERS, find_function, list_names

if TYPE_CHECKING:
    from networkx import MultiDiGraph

GROUP = "diplograph.writers"
"""The entry points through which other packages add formats."""


def write_graph(graph: "MultiDiGraph", path: str | Path) -> None:
    """Writes the graph in the format of the suffix, whole or not at all; `OutputError` says what is wrong."""
    path = Path(path)
    try:
        write = find_function(path.suffix.lower(), WRITERS, GROUP)
    except UnknownNameError as error:
        known = ", ".join(sorted(list_names(WRITERS, GROUP)))
        raise OutputError(
            f"cannot tell the format of {str(path)!r}: let its name end in one of {known}"
        ) from error
    write(graph, path)
