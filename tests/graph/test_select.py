"""Choosing a part of the graph leaves the graph as it is and keeps what was asked for."""

import doctest

import networkx
import pytest
from networkx import MultiDiGraph

from diplograph.errors import UnknownNameError
from diplograph.graph import build, measure, select
from diplograph.graph.measure import rank_actors, rank_ties
from diplograph.graph.select import select_around, select_subgraph


@pytest.fixture
def graph() -> MultiDiGraph:
    """A -2-> B -1-> C =3= D, and D -1-> E (a region)."""
    graph = MultiDiGraph(documents=3)
    for name in "ABCDE":
        graph.add_node(name, name=name.lower(), kind="REGION" if name == "E" else "COUNTRY")
    for source, target, type_, weight in [
        ("A", "B", "supports", 2),
        ("B", "C", "supports", 1),
        ("C", "D", "consults", 3),
        ("D", "E", "influences", 1),
    ]:
        tie = {"type": type_, "stance": "asserted", "weight": weight, "count": weight}
        graph.add_edge(source, target, key=f"{type_}:asserted", symmetric=type_ == "consults", **tie)
    return graph


def test_conditions_add_up_and_the_graph_stays(graph: MultiDiGraph) -> None:
    """What meets all conditions is chosen; entities without a tie go, the corpus stays described."""
    before = networkx.node_link_data(graph, edges="edges")
    assert list(select_subgraph(graph, weight=2)) == ["A", "B", "C", "D"]
    assert list(select_subgraph(graph, kinds=["COUNTRY"], types=["consults", "influences"])) == ["C", "D"]
    assert list(select_subgraph(graph, around="C", depth=1)) == ["B", "C", "D"]
    assert list(select_subgraph(graph, around="C", depth=2, weight=2)) == ["C", "D"]
    assert select_subgraph(graph, weight=9).graph == {"documents": 3}
    assert networkx.node_link_data(graph, edges="edges") == before


def test_the_entity_in_the_middle_is_always_there(graph: MultiDiGraph) -> None:
    """Even when its kind is not asked for, or no tie of it is left."""
    assert list(select_subgraph(graph, around="E", kinds=["COUNTRY"])) == ["E"]
    assert list(select_around(graph, "E", depth=0)) == ["E"]


def test_an_unknown_entity_is_refused(graph: MultiDiGraph) -> None:
    """It is not taken for one without ties."""
    with pytest.raises(UnknownNameError, match="the graph has no entity 'Z'"):
        select_subgraph(graph, around="Z")


def test_actors_are_ranked_by_documented_ties(graph: MultiDiGraph) -> None:
    """A symmetric tie counts as given and as received, an ordinary one once a side."""
    ranked = [(actor.entity, actor.acts, actor.receives, actor.partners) for actor in rank_actors(graph)]
    assert ranked == [("D", 4, 3, 2), ("C", 3, 4, 2), ("B", 1, 2, 2), ("A", 2, 0, 1), ("E", 0, 1, 1)]


def test_ties_are_ranked_by_documents(graph: MultiDiGraph) -> None:
    """The best documented tie stands first, by name."""
    ranked = [(tie.source, tie.type, tie.target, tie.documents) for tie in rank_ties(graph)]
    assert ranked[:2] == [("c", "consults", "d", 3), ("a", "supports", "b", 2)]


@pytest.mark.parametrize("module", [build, select, measure])
def test_the_examples_in_the_documentation_hold(module: object) -> None:
    """Every docstring example runs."""
    result = doctest.testmod(module)  # type: ignore[arg-type]
    assert result.attempted
    assert not result.failed
