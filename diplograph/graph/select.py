"""Parts of a relation graph: around an entity, above a weight, of some kinds and types.

Each function gives a new graph and leaves the one it was given as it is. An unknown entity is a
`UnknownNameError`; a choice that nothing meets gives an empty graph.
"""

from collections.abc import Collection

from networkx import MultiDiGraph

from diplograph.errors import UnknownNameError


def select_subgraph(
    graph: MultiDiGraph,
    *,
    around: str | None = None,
    depth: int = 1,
    weight: int = 1,
    kinds: Collection[str] | None = None,
    types: Collection[str] | None = None,
) -> MultiDiGraph:
    """The part that meets all conditions: `around` an entity up to `depth` steps away, in either direction.

    `weight` is the least number of documents that must speak of a tie; `None` means all. Entities left
    without any tie go, except the one in the middle.
    """
    chosen = select_kinds(graph, kinds) if kinds is not None else graph.copy()
    chosen = select_ties(chosen, weight=weight, types=types)
    if around is not None:
        if around in graph and around not in chosen:
            chosen.add_node(around, **graph.nodes[around])
        chosen = select_around(chosen, around, depth=depth)
    chosen.remove_nodes_from([node for node in chosen if chosen.degree(node) == 0 and node != around])
    return chosen


def select_kinds(graph: MultiDiGraph, kinds: Collection[str]) -> MultiDiGraph:
    """The entities of these kinds and the ties between them.

    >>> graph = MultiDiGraph()
    >>> graph.add_node("JPN", kind="COUNTRY"); graph.add_node("asia", kind="REGION")
    >>> list(select_kinds(graph, {"COUNTRY"}))
    ['JPN']
    """
    return keep_nodes(graph, {node for node, kind in graph.nodes(data="kind") if kind in kinds})


def select_ties(
    graph: MultiDiGraph, *, weight: int = 1, types: Collection[str] | None = None
) -> MultiDiGraph:
    """All entities, and the ties of these types that at least `weight` documents speak of.

    >>> graph = MultiDiGraph([("A", "B", {"type": "supports", "weight": 1})])
    >>> select_ties(graph, weight=2).number_of_edges()
    0
    >>> select_ties(graph, types=["supports"]).number_of_edges()
    1
    """
    chosen = graph.copy()
    chosen.remove_edges_from(
        [
            (source, target, key)
            for source, target, key, tie in graph.edges(keys=True, data=True)
            if tie["weight"] < weight or (types is not None and tie["type"] not in types)
        ]
    )
    return chosen


def select_around(graph: MultiDiGraph, entity: str, *, depth: int = 1) -> MultiDiGraph:
    """The entity, those up to `depth` steps away in either direction, and all ties among them.

    >>> graph = MultiDiGraph([("A", "B"), ("C", "B"), ("C", "D")])
    >>> list(select_around(graph, "A", depth=2))
    ['A', 'B', 'C']
    """
    if entity not in graph:
        raise UnknownNameError(f"the graph has no entity {entity!r}: look up its id first")
    reached = frontier = {entity}
    for _ in range(depth):
        steps = (set(graph.successors(node)) | set(graph.predecessors(node)) for node in frontier)
        frontier = set().union(*steps) - reached
        reached = reached | frontier
    return keep_nodes(graph, reached)


def keep_nodes(graph: MultiDiGraph, wanted: Collection[str]) -> MultiDiGraph:
    """These nodes and the edges between them, in the order of the graph.

    networkx's own `subgraph` would iterate over a set, in an order that changes from run to run.
    """
    chosen = graph.copy()
    chosen.remove_nodes_from([node for node in graph if node not in wanted])
    return chosen
