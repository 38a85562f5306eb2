"""The interactive page: one file that opens without a network, and in which no text can act as code.

pyvis draws (its vis-network is what moves on the page), the template in `template/` is ours. Everything
that comes from documents reaches the page as data or as escaped text; a Content-Security-Policy lets only
our own scripts and styles run, and nothing be fetched.
"""

import base64
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib import metadata, resources
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from networkx import MultiDiGraph
from pyvis.network import Network

from diplograph.errors import OutputError
from diplograph.graph.build import Saying, list_ties
from diplograph.graph.measure import ActorRank, rank_actors
from diplograph.ontology import load_ontology
from diplograph.outputs.flat import clean_text, flatten_value
from diplograph.outputs.layout import place_nodes
from diplograph.outputs.save import save_text

SCRIPTS = ("model.js", "drawing.js", "evidence.js", "controls.js")
SHAPES = ("dot", "triangle", "diamond", "square", "triangleDown", "hexagon", "star")
TABLE_ROWS = 1000
"""How many ties the table shows; the panel shows them all."""

NAMED_NODES = 80
"""Up to how many nodes all names have room; beyond that the page shows those that fit."""

BEND = 0.22
"""How far two parallel ties stand apart, as a part of their length."""

SAYING_FIELDS = (
    *("quote", "start", "trigger", "trigger_start", "document", "date"),
    *("attribution", "attribution_name", "role", "confidence", "rule"),
)

Record = dict[str, Any]
Edge = tuple[str, str, Record]

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
        self.templateEnv.globals.update(page)
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
    network = EvidenceNetwork(describe_page(graph, ranks, ties))
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


def describe_page(graph: MultiDiGraph, ranks: Mapping[str, ActorRank], ties: Sequence[Edge]) -> Record:
    """All that the template and the scripts need beside nodes and edges."""
    kinds = describe_kinds(Counter(actor.kind for actor in ranks.values()))
    types = describe_types(Counter(tie["type"] for _, _, tie in ties))
    return {
        "corpus": {"documents": 0, "first": "", "last": "", "version": "", "skipped": 0} | graph.graph,
        "program": find_version(),
        "kinds": kinds,
        "groups": [(name, list(group)) for name, group in groupby(types, key=itemgetter("group"))],
        "stances": sorted({tie["stance"] for _, _, tie in ties}),
        "names": {node: actor.name for node, actor in ranks.items()},
        "ties": ties,
        "table_rows": TABLE_ROWS,
        "data": {
            "kinds": {kind["name"]: kind for kind in kinds},
            "types": {type_["name"]: type_ for type_ in types},
            "entities": {node: describe_entity(graph.nodes[node], actor) for node, actor in ranks.items()},
            "ties": [describe_tie(tie) for _, _, tie in ties],
            "documents": describe_documents(ties),
            "options": OPTIONS,
        },
        **load_assets(),
    }


def describe_kinds(counts: Mapping[str, int]) -> list[Record]:
    """The kinds in the graph, in the order of the ontology; each has a shape and a colour of its own."""
    known = load_ontology().kinds
    order = [*known, *sorted(set(counts) - set(known))]
    return [
        {
            "name": name,
            "label": name.capitalize(),
            "count": counts[name],
            "place": min(place, len(SHAPES)),
            "shape": (*SHAPES, "dot")[min(place, len(SHAPES))],
            "gloss": known[name].gloss if name in known else "",
        }
        for place, name in enumerate(order)
        if name in counts
    ]


def describe_types(counts: Mapping[str, int]) -> list[Record]:
    """The relation types in the graph, in the order of the ontology."""
    known = load_ontology().types
    order = [*known, *sorted(set(counts) - set(known))]
    return [
        {
            "name": name,
            "label": name.replace("-", " "),
            "count": counts[name],
            "group": known[name].group if name in known else "other",
            "tone": (known[name].quad if name in known else "").rpartition(" ")[2] or "other",
            "gloss": known[name].gloss if name in known else "",
        }
        for name in order
        if name in counts
    ]


def describe_entity(given: Mapping[str, Any], actor: ActorRank) -> Record:
    """What the panel says of an entity."""
    kept = {name: given[name] for name in ("aliases", "refs", "mentions", "documents")}
    return kept | {"acts": actor.acts, "receives": actor.receives, "partners": actor.partners}


def describe_tie(tie: Mapping[str, Any]) -> Record:
    """What the panel says of a tie; what belongs to the document is kept apart, once for all sayings."""
    names = ("type", "stance", "symmetric", "weight", "count", "first", "last")
    sayings = [{name: saying[name] for name in SAYING_FIELDS} for saying in tie["relations"]]
    return {name: tie[name] for name in names} | {"sayings": sayings}


def describe_documents(ties: Iterable[Edge]) -> dict[str, Record]:
    """Document → title, place, date and address of the documents that say something."""
    sayings: Iterator[Saying] = (saying for _, _, tie in ties for saying in tie["relations"])
    return {
        saying["document"]: {
            "title": saying["title"] or saying["document"],
            "source": saying["source"],
            "url": keep_web_address(saying["url"]),
            "date": saying["document_date"],
        }
        for saying in sayings
    }


def keep_web_address(url: str) -> str:
    """The address if following it can only open a page of the web, else nothing.

    >>> keep_web_address("https://example.org/a"), keep_web_address("javascript:alert(1)")
    ('https://example.org/a', '')
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in ("http", "https") and parts.netloc else ""


def part_quote(saying: Saying) -> tuple[str, str, str]:
    """The quote before, in and after the words that carry the relation.

    >>> part_quote({"quote": "A met B.", "start": 5, "trigger": "met", "trigger_start": 7})
    ('A ', 'met', ' B.')
    """
    quote, start = saying["quote"], saying["trigger_start"] - saying["start"]
    end = start + len(saying["trigger"])
    if start < 0 or quote[start:end] != saying["trigger"]:
        return quote, "", ""
    return quote[:start], quote[start:end], quote[end:]


def find_version() -> str:
    """The version of diplograph as installed, or nothing."""
    try:
        return metadata.version("diplograph")
    except metadata.PackageNotFoundError:
        return ""


def make_environment() -> Environment:
    """A template environment where every text is escaped and every missing name an error."""
    loader = PackageLoader("diplograph.outputs", "template")
    environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    environment.lstrip_blocks = True
    environment.policies["json.dumps_kwargs"] = {"allow_nan": False, "separators": (",", ":")}
    environment.filters |= {"part_quote": part_quote, "keep_web_address": keep_web_address}
    return environment


@cache
def load_assets() -> Record:
    """Scripts and style, and the policy that lets these and nothing else run."""
    folder = resources.files("diplograph.outputs") / "template"
    vis = resources.files("pyvis") / "templates/lib/vis-9.1.2/vis-network.min.js"
    ours = "\n".join((folder / name).read_text(encoding="utf-8") for name in SCRIPTS)
    library = check_script(vis.read_text(encoding="utf-8"))
    script = check_script(f"(() => {{\n'use strict';\n{ours}}})();\n")
    style = (folder / "page.css").read_text(encoding="utf-8")
    policy = (
        f"default-src 'none'; script-src {hash_source(library)} {hash_source(script)};"
        f" style-src {hash_source(style)}; base-uri 'none'; form-action 'none'"
    )
    return {"library": Markup(library), "script": Markup(script), "style": Markup(style), "policy": policy}


def check_script(text: str) -> str:
    """The script with plain line ends, certain not to close its own tag."""
    if "</script" in text.lower() or "<!--" in text:
        raise OutputError("a script of the page holds the end of a script: install diplograph and pyvis anew")
    return text.replace("\r\n", "\n")


def hash_source(text: str) -> str:
    """The text's hash as a Content-Security-Policy names it."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
