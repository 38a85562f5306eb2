"""From a dossier to a graph: build it, choose a part of it, measure it."""

from diplograph.graph.build import build_graph

__all__ = ["build_graph"]
