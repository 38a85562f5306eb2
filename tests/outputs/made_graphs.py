"""Graphs to write: a small one, and one whose every text is an attack or breaks files."""

from typing import Any

from networkx import MultiDiGraph

PAYLOADS = (
    "<script>window.hacked = 1</script>",
    "</script><script>window.hacked = 1</script>",
    "<!--<script>",
    '"><img src=x onerror="window.hacked=1">',
    "'><svg onload=window.hacked=1>",
    "{{ 7 * 7 }}{% raw %}",
    "${window.hacked = 1}",
    "]]>&amp;&lt;\u2028\u2029",
    "\x00\x07\ud800\ufffe\u202e",
    "javascript:window.hacked=1",
)


def make_saying(**given: Any) -> dict[str, Any]:
    saying = {
        "quote": "Japan condemned China.",
        "start": 10,
        "end": 32,
        "trigger": "condemned",
        "trigger_start": 16,
        "document": "one",
        "title": "On one",
        "source": "one.txt",
        "url": "https://example.org/one?a=1&b=2",
        "document_date": "2019-03",
        "date": "",
        "attribution": "",
        "attribution_name": "",
        "role": "",
        "confidence": 0.75,
        "rule": "criticizes.1",
    }
    return saying | given


def add_tie(graph: MultiDiGraph, source: str, type_: str, target: str, *sayings: Any, **given: Any) -> None:
    sayings = sayings or (make_saying(),)
    stance = given.get("stance", "asserted")
    tie = {
        "type": type_,
        "stance": stance,
        "symmetric": type_ == "consults",
        "weight": len({saying["document"] for saying in sayings}),
        "count": len(sayings),
        "first": "2019-03",
        "last": "2019-03",
        "relations": sayings,
    }
    graph.add_edge(source, target, key=f"{type_}:{stance}", **tie | given)


def add_entity(graph: MultiDiGraph, id_: str, name: str, kind: str, **given: Any) -> None:
    node = {"kind": kind, "name": name, "aliases": (), "refs": {}, "mentions": 1, "documents": 1}
    graph.add_node(id_, **node | given)


def make_graph() -> MultiDiGraph:
    """Four entities, parallel and opposite ties, a tie to oneself, two stances."""
    graph = MultiDiGraph(documents=2, first="2019-03", last="2021", version="e1", skipped=1)
    add_entity(graph, "CHN", "China", "COUNTRY", aliases=("PRC", "Beijing"), refs={"iso2": "CN"}, mentions=9)
    add_entity(graph, "JPN", "Japan", "COUNTRY", aliases=("Tōkyō",))
    add_entity(graph, "person:josé", "José", "PERSON")
    add_entity(graph, "bri", "Belt and Road Initiative", "INITIATIVE")
    add_tie(graph, "JPN", "criticizes", "CHN", make_saying(), make_saying(document="two", url="", title=""))
    add_tie(graph, "JPN", "criticizes", "CHN", stance="denied")
    add_tie(graph, "CHN", "consults", "JPN")
    add_tie(graph, "CHN", "supports", "JPN")
    add_tie(graph, "CHN", "sponsors", "bri")
    add_tie(graph, "person:josé", "supports", "bri")
    add_tie(graph, "bri", "responds-to", "bri")
    return graph


def make_hostile() -> MultiDiGraph:
    """Each payload in every text of an entity and of a saying."""
    graph = MultiDiGraph(documents=1, first=PAYLOADS[0], last=PAYLOADS[1], version=PAYLOADS[2], skipped=0)
    for place, payload in enumerate(PAYLOADS):
        add_entity(graph, f"{place}{payload}", payload, "PERSON", aliases=(payload,), refs={payload: payload})
    names = list(graph)
    for place, payload in enumerate(PAYLOADS):
        texts = (
            "quote",
            "trigger",
            "document",
            "title",
            "source",
            "url",
            "document_date",
            "date",
            "attribution",
        )
        fields = dict.fromkeys((*texts, "attribution_name", "role", "rule"), payload)
        add_tie(
            graph,
            names[place],
            payload,
            names[place - 1],
            make_saying(**fields),
            stance=payload,
            first=payload,
        )
    return graph
