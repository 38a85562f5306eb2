"""Who does what to whom in international affairs: an evidence-backed relation graph from texts.

The main job in four steps, each a plain function:

    from diplograph import Dossier, build_graph, extract_dossier, read_corpus, write_graph

    extract_dossier(read_corpus(["articles"]), "dossier.db")
    with Dossier.open("dossier.db") as dossier:
        write_graph(build_graph(dossier), "network.html")
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from diplograph.errors import DiplographError
from diplograph.types import Document, Entity, Findings, Mention, Quote, Relation, Skipped

if TYPE_CHECKING:
    from diplograph.corpus import read_corpus
    from diplograph.dossier import Dossier
    from diplograph.flow import extract_dossier
    from diplograph.graph import build_graph
    from diplograph.outputs import write_graph

__all__ = [
    "DiplographError",
    "Document",
    "Dossier",
    "Entity",
    "Findings",
    "Mention",
    "Quote",
    "Relation",
    "Skipped",
    "build_graph",
    "extract_dossier",
    "read_corpus",
    "write_graph",
]
# Each is imported when first asked for, so that `import diplograph` stays instant.
HOMES = {
    "Dossier": "diplograph.dossier",
    "build_graph": "diplograph.graph",
    "extract_dossier": "diplograph.flow",
    "read_corpus": "diplograph.corpus",
    "write_graph": "diplograph.outputs",
}


def __getattr__(name: str) -> Any:
    """A public name from the room it lives in, or the version that is installed."""
    if name == "__version__":
        return import_module("importlib.metadata").version("diplograph")
    if name not in HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(HOMES[name]), name)
