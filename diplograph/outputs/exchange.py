"""Files for other programs: GraphML that Gephi, Cytoscape, R (igraph) and networkx read without loss.

networkx's own writer gives parallel edges the same id, and programs that read the file then drop all but
one of them; here every edge has an id of its own, and every attribute one type.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from networkx import MultiDiGraph

from diplograph.graph.build import Saying
from diplograph.outputs.flat import Scalar, clean_text, flatten_attributes
from diplograph.outputs.save import save_text

Attributes = dict[str, Scalar]

TYPES = ("boolean", "int", "long", "double", "string")
"""The types of GraphML, each able to hold those before it."""

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
RESERVED = {"id": "original_id", "source": "source_text", "target": "target_text"}
"""Names that programs use for something else, and what stands in their place."""

NOT_A_NAME = re.compile(r"[^A-Za-z0-9._:-]")


def write_graphml(graph: MultiDiGraph, path: Path) -> None:
    """Writes the graph as GraphML; the quotes of each edge stand in its attribute `quotes`.

    Node ids are the entities' ids, with `_` for what XML does not allow; the attribute `entity` has them
    as they are. `label` is what Gephi shows, `name` and `interaction` what Cytoscape does.
    """
    save_text(Path(path), format_graphml(graph))


def format_graphml(graph: MultiDiGraph) -> str:
    """The text of the GraphML file."""
    names = {node: name_node(str(node)) for node in graph}
    nodes = {names[node]: describe_node(str(node), given) for node, given in graph.nodes(data=True)}
    edges = [
        (names[source], names[target], describe_edge(tie)) for source, target, tie in graph.edges(data=True)
    ]
    corpus = rename_reserved(flatten_attributes(graph.graph))
    scopes: dict[str, Sequence[Attributes]] = {
        "graph": [corpus],
        "node": list(nodes.values()),
        "edge": [given for _, _, given in edges],
    }
    keys = {scope: find_types(rows) for scope, rows in scopes.items()}
    lines = [
        "<?xml version='1.0' encoding='UTF-8'?>",
        f'<graphml xmlns="{NAMESPACE}">',
        *format_keys(keys),
        '<graph id="relations" edgedefault="directed">',
        *format_data("graph", corpus, keys["graph"]),
    ]
    for name, given in nodes.items():
        lines += [f'<node id="{name}">', *format_data("node", given, keys["node"]), "</node>"]
    for number, (source, target, given) in enumerate(edges):
        lines.append(f'<edge id="e{number}" source="{source}" target="{target}">')
        lines += [*format_data("edge", given, keys["edge"]), "</edge>"]
    return "\n".join([*lines, "</graph>", "</graphml>", ""])


def name_node(entity: str) -> str:
    """The id as XML allows it; where a character had to go, a hash keeps different ids different.

    >>> name_node("person:blake-berger"), name_node("person:josé")
    ('person:blake-berger', 'person:jos_-bc4bdf')
    """
    name = NOT_A_NAME.sub("_", entity)
    digest = hashlib.sha256(entity.encode("utf-8", "replace")).hexdigest()[:6]
    return name if name == entity and entity else f"{name}-{digest}"


def describe_node(entity: str, given: Mapping[str, object]) -> Attributes:
    """The attributes of a node."""
    label = given.get("name", entity)
    return rename_reserved(flatten_attributes({"entity": entity, "label": label, **given}))


def describe_edge(tie: Mapping[str, object]) -> Attributes:
    """The attributes of an edge, with its sayings as one text."""
    given = {name: value for name, value in tie.items() if name != "relations"}
    sayings: Iterable[Saying] = tie.get("relations", ())  # type: ignore[assignment]
    quotes = "\n".join(f"[{saying['document']}] {saying['quote']}" for saying in sayings)
    kind = given.get("type", "")
    flat = flatten_attributes({"label": kind, "interaction": kind, **given, "quotes": quotes})
    return rename_reserved(flat | {"weight": float(flat.get("weight", 1))})


def rename_reserved(attributes: Attributes) -> Attributes:
    """The attributes under names that mean nothing else to the programs that read them."""
    return {RESERVED.get(name, name): value for name, value in attributes.items()}


def find_types(rows: Iterable[Attributes]) -> dict[str, str]:
    """Attribute name → the narrowest type that holds all of its values."""
    found: dict[str, int] = {}
    for row in rows:
        for name, value in row.items():
            found[name] = max(found.get(name, 0), TYPES.index(find_type(value)))
    return {name: TYPES[found[name]] for name in sorted(found)}


def find_type(value: Scalar) -> str:
    """The type of one value; a number beyond 64 bits is kept as text."""
    match value:
        case bool():
            return "boolean"
        case int():
            size = value.bit_length()
            return "int" if size < 32 else "long" if size < 64 else "string"
        case float():
            return "double"
    return "string"


def format_keys(keys: Mapping[str, Mapping[str, str]]) -> list[str]:
    """The declarations of all attributes."""
    return [
        f'<key id="{scope}{place}" for="{scope}" attr.name={quoteattr(name)} attr.type="{type_}"/>'
        for scope, types in keys.items()
        for place, (name, type_) in enumerate(types.items())
    ]


def format_data(scope: str, given: Attributes, types: Mapping[str, str]) -> list[str]:
    """The values of one node or edge, in the order of the declarations."""
    return [
        f'<data key="{scope}{place}">{escape(format_value(given[name], type_))}</data>'
        for place, (name, type_) in enumerate(types.items())
        if name in given
    ]


def format_value(value: Scalar, type_: str) -> str:
    """One value as text."""
    if isinstance(value, bool) and type_ in ("boolean", "string"):
        return "true" if value else "false"
    if type_ in ("int", "long"):
        return str(int(value))
    return repr(float(value)) if type_ == "double" else clean_text(str(value))
