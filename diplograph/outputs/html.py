"""The interactive page: one file that opens without a network, and in which no text can act as code.

pyvis draws (its vis-network is what moves on the page), the frame around it is ours (`frame`), and so is
what it says beside the drawing (`page`).
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from networkx import MultiDiGraph
from pyvis.network import Network

from diplograph.graph.build import list_ties
from diplograph.graph.measure import ActorRank, rank_actors
from diplograph.outputs.flat import clean_text, flatten_value
from diplograph.outputs.frame import load_assets, make_environment
from diplograph.outputs.layout import place_nodes
from diplograph.outputs.page import Edge, Record, describe_page
from diplograph.outputs.save import save_text

NAMED_NODES = 80
"""Up to how many nodes all names have room; beyond that the page shows those that fit."""

BEND = 0.22
"""How far two parallel ties stand apart, as a part of their length."""

OPTIONS: Record = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {
        "hover": True,
        "hoverConnectedEdges": False,
        "selectConnectedEdges": False,
        "keyboard": {"enabled": True, "bindToWindow": False},
    },
    "nodes": {"borderWidth": 1.5, "borderWidthSelected": 3},
    "edges": {
        "smooth": False,
        "selectionWidth": 3,
        "hoverWidth": 1,
        "arrows": {"to": {"scaleFactor": 0.55}},
        "color": {"inherit": False},
    },
}


class EvidenceNetwork(Network):  # type: ignore[misc]
    """A pyvis network with our own page around it: offline, escaped, written as UTF-8 in one piece.

    `page` is what the template needs beside nodes and edges. Always directed: in an undirected network
    pyvis drops parallel edges.
    """

    def __init__(self, page: Mapping[str, object]) -> None:
        super().__init__(directed=True, cdn_resources="in_line", notebook=False)
        self.options = OPTIONS
        self.templateEnv = make_environment()
        self.templateEnv.globals.update(page, **load_assets())
        self.path = "page.html.j2"
        self.template = self.templateEnv.get_template(self.path)

    def write_html(self, name: str, *_options: object) -> None:
        """Writes the page whole or not at all; pyvis's further options have no meaning here."""
        save_text(Path(name), self.generate_html())

    def show(self, name: str, *_options: object) -> None:
        """Writes the page; opening it is left to the reader."""
        self.write_html(name)


def write_html(graph: MultiDiGraph, path: Path) -> None:
    """Writes the graph as one page with its evidence, to be opened in any browser."""
    draw_network(graph).write_html(str(path))


def draw_network(graph: MultiDiGraph) -> EvidenceNetwork:
    """The network as pyvis knows it, with positions, sizes and curves worked out."""
    graph = clean_graph(graph)
    ranks = {actor.entity: actor for actor in rank_actors(graph)}
    ties = list(list_ties(graph))
    network = EvidenceNetwork(describe_page(graph, ranks, ties, options=OPTIONS))
    radii = size_nodes(ranks)
    places = place_nodes(graph, box_nodes(ranks, radii))
    for node in graph:
        x, y = places[node]
        network.add_node(node, label=ranks[node].name, group=ranks[node].kind, size=radii[node], x=x, y=y)
    for number, ((source, target, tie), curve) in enumerate(zip(ties, curve_ties(ties), strict=True)):
        width = find_unit(len(graph)) * min(1.2 + 1.4 * (tie["weight"] - 1) ** 0.5, 8.0)
        arrows = "" if tie["symmetric"] else "to"
        network.add_edge(source, target, id=number, width=round(width, 2), arrows=arrows, **curve)
    return network


def clean_graph(graph: MultiDiGraph) -> MultiDiGraph:
    """A copy with plain values only: numbers of Python's own, dates as text, no control characters."""
    clean = MultiDiGraph(**clean_value(graph.graph))
    for node, given in graph.nodes(data=True):
        clean.add_node(clean_text(node), **clean_value(given))
    for source, target, key, tie in graph.edges(keys=True, data=True):
        clean.add_edge(clean_text(source), clean_text(target), key=key, **clean_value(tie))
    return clean


def clean_value(value: Any) -> Any:
    """The value as JSON can hold it."""
    match value:
        case str():
            return clean_text(value)
        case bool() | int() | float() | None:
            return flatten_value(value)
        case Mapping():
            return {clean_text(key): clean_value(part) for key, part in value.items()}
        case list() | tuple():
            return [clean_value(part) for part in value]
    return flatten_value(value)


def find_unit(count: int) -> float:
    """How much larger to draw in a graph of so many nodes, which is seen from further away."""
    return float(max(1.0, (count / 60) ** 0.3))


def size_nodes(ranks: Mapping[str, ActorRank]) -> dict[str, float]:
    """Node → radius: the area grows with the documented ties; in a large graph all are a little larger."""
    unit = find_unit(len(ranks))
    degrees = {node: actor.acts + actor.receives for node, actor in ranks.items()}
    highest = max([1, *degrees.values()])
    return {node: round(unit * (8 + 20 * (degree / highest) ** 0.5), 1) for node, degree in degrees.items()}


def box_nodes(ranks: Mapping[str, ActorRank], radii: Mapping[str, float]) -> dict[str, tuple[float, float]]:
    """Node → the width and height to keep free; in a small graph the name below it is part of that."""
    if len(ranks) > NAMED_NODES:
        return {node: (2 * radius + 16, 2 * radius + 16) for node, radius in radii.items()}
    return {
        node: (max(2 * radii[node], 7.5 * min(len(actor.name), 30)) + 14, 2 * radii[node] + 34)
        for node, actor in ranks.items()
    }


def curve_ties(ties: Sequence[Edge]) -> Iterator[Record]:
    """For each tie how its line bends, so that no two between the same ends lie on each other."""
    totals = Counter(frozenset(tie[:2]) for tie in ties)
    seen: Counter[frozenset[str]] = Counter()
    for source, target, _ in ties:
        pair = frozenset((source, target))
        place = seen[pair]
        seen[pair] += 1
        if source == target:
            yield {"selfReference": {"size": 22 + 9 * place, "angle": 0.8}}
            continue
        bend = (place - (totals[pair] - 1) / 2) * BEND * (1 if source < target else -1)
        kind = "curvedCW" if bend > 0 else "curvedCCW"
        yield {"smooth": {"enabled": True, "type": kind, "roundness": round(abs(bend), 3)} if bend else False}
