"""GraphML that every reader takes, and that loses nothing on the way."""

import datetime
import doctest
import re
from pathlib import Path
from xml.etree import ElementTree

import networkx
import numpy
import pytest
from networkx import MultiDiGraph

from diplograph.outputs import exchange, flat, write_graph
from diplograph.outputs.flat import flatten_attributes

SPACE = "{http://graphml.graphdrawing.org/xmlns}"
NAME_TOKEN = re.compile(r"[\w.:-]+")


def read_back(path: Path) -> MultiDiGraph:
    return networkx.read_graphml(path, force_multigraph=True)


def test_all_nodes_and_edges_come_back(graph: MultiDiGraph, tmp_path: Path) -> None:
    """Parallel ties, both directions and a tie to oneself survive the round trip through networkx."""
    write_graph(graph, tmp_path / "g.graphml")
    back = read_back(tmp_path / "g.graphml")
    entities = dict(back.nodes(data="entity"))
    ties = [(entities[a], tie["type"], entities[b], tie["stance"]) for a, b, tie in back.edges(data=True)]
    expected = [(a, tie["type"], b, tie["stance"]) for a, b, tie in graph.edges(data=True)]
    assert sorted(ties) == sorted(expected)
    assert sorted(entities.values()) == sorted(graph)


def test_attributes_keep_their_value_and_type(graph: MultiDiGraph, tmp_path: Path) -> None:
    """Numbers are numbers, truths are truths, lists one text, quotes carry their document."""
    write_graph(graph, tmp_path / "g.graphml")
    back = read_back(tmp_path / "g.graphml")
    assert back.nodes["CHN"] == {
        "entity": "CHN",
        "label": "China",
        "name": "China",
        "kind": "COUNTRY",
        "aliases": "PRC; Beijing",
        "refs": "iso2=CN",
        "mentions": 9,
        "documents": 1,
    }
    asserted = [tie for *_, tie in back.edges("JPN", data=True) if tie["stance"] == "asserted"]
    assert asserted == [
        {
            "type": "criticizes",
            "label": "criticizes",
            "interaction": "criticizes",
            "stance": "asserted",
            "symmetric": False,
            "weight": 2.0,
            "count": 2,
            "first": "2019-03",
            "last": "2019-03",
            "quotes": "[one] Japan condemned China.\n[two] Japan condemned China.",
        }
    ]


@pytest.mark.parametrize("name", ["graph", "hostile"])
def test_the_file_is_strict(name: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """Ids are unique XML names, ends exist, each attribute is declared, and declared once."""
    graph = request.getfixturevalue(name)
    write_graph(graph, tmp_path / "g.graphml")
    root = ElementTree.parse(tmp_path / "g.graphml").getroot()
    keys = {key.get("id"): (key.get("for"), key.get("attr.name")) for key in root.iter(f"{SPACE}key")}
    nodes = [node.get("id") for node in root.iter(f"{SPACE}node")]
    edges = [edge.get("id") for edge in root.iter(f"{SPACE}edge")]
    ends = {edge.get(end) for edge in root.iter(f"{SPACE}edge") for end in ("source", "target")}
    assert len(set(keys.values())) == len(keys)
    assert {data.get("key") for data in root.iter(f"{SPACE}data")} <= set(keys)
    assert len(nodes) == len(set(nodes)) == len(graph)
    assert len(edges) == len(set(edges)) == graph.number_of_edges()
    assert ends <= set(nodes)
    assert all(NAME_TOKEN.fullmatch(str(item)) for item in [*nodes, *edges, *keys])


def test_text_that_breaks_files_comes_back_readable(hostile: MultiDiGraph, tmp_path: Path) -> None:
    """Markup stays text, and only characters that no XML file can hold are replaced."""
    write_graph(hostile, tmp_path / "g.graphml")
    labels = dict(read_back(tmp_path / "g.graphml").nodes(data="label")).values()
    expected = {
        "\ufffd\ufffd\ufffd\ufffd\u202e" if name[0] == "\x00" else name
        for _, name in hostile.nodes(data="name")
    }
    assert set(labels) == expected


def test_types_widen_until_they_hold_all_values(tmp_path: Path) -> None:
    """One attribute has one type, whatever the values are; what is no value is left out."""
    graph = MultiDiGraph()
    values = [1, 2.5, True, numpy.int64(3), 2**40, None, float("nan"), datetime.date(2020, 1, 2), {"b": 1}]
    for place, value in enumerate(values):
        graph.add_node(place, mixed=value, number=2**40 if place == 1 else place, id="x")
    write_graph(graph, tmp_path / "g.graphml")
    back = read_back(tmp_path / "g.graphml")
    mixed = [back.nodes[str(place)].get("mixed") for place in range(len(values))]
    assert mixed == ["1", "2.5", "true", "3", str(2**40), None, None, "2020-01-02", '{"b": 1}']
    assert back.nodes["1"]["number"] == 2**40
    assert back.nodes["1"]["original_id"] == "x"


def test_an_empty_graph_is_a_valid_file(tmp_path: Path) -> None:
    """No node is no error."""
    write_graph(MultiDiGraph(), tmp_path / "g.graphml")
    assert len(networkx.read_graphml(tmp_path / "g.graphml")) == 0


def test_the_same_graph_gives_the_same_bytes(graph: MultiDiGraph, tmp_path: Path) -> None:
    """And the graph is left as it is."""
    before = networkx.node_link_data(graph, edges="edges")
    write_graph(graph, tmp_path / "1.graphml")
    write_graph(graph, tmp_path / "2.GraphML")
    assert (tmp_path / "1.graphml").read_bytes() == (tmp_path / "2.GraphML").read_bytes()
    assert networkx.node_link_data(graph, edges="edges") == before


def test_sets_are_written_in_order() -> None:
    """Hash order never reaches a file."""
    assert flatten_attributes({"a": {"c", "b", "a"}, "n": float("inf")}) == {"a": "a; b; c"}


@pytest.mark.parametrize("module", [exchange, flat])
def test_the_examples_in_the_documentation_hold(module: object) -> None:
    """Every docstring example runs."""
    result = doctest.testmod(module)  # type: ignore[arg-type]
    assert result.attempted
    assert not result.failed
