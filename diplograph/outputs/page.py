"""What the interactive page says beside the drawing: kinds, types, entities, ties with their evidence."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import metadata
from itertools import groupby
from operator import itemgetter
from typing import Any

from networkx import MultiDiGraph

from diplograph.graph.build import Saying
from diplograph.graph.measure import ActorRank
from diplograph.ontology import load_ontology
from diplograph.outputs.frame import keep_web_address

SHAPES = ("dot", "triangle", "diamond", "square", "triangleDown", "hexagon", "star")
TABLE_ROWS = 1000
"""How many ties the table shows; the panel shows them all."""

SAYING_FIELDS = (
    *("quote", "start", "trigger", "trigger_start", "document", "date"),
    *("attribution", "attribution_name", "role", "confidence", "rule"),
)

Record = dict[str, Any]
Edge = tuple[str, str, Record]


def describe_page(
    graph: MultiDiGraph, ranks: Mapping[str, ActorRank], ties: Sequence[Edge], *, options: Record
) -> Record:
    """All that the template and the scripts need beside nodes and edges; `options` are vis-network's."""
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
            "options": options,
        },
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


def find_version() -> str:
    """The version of diplograph as installed, or nothing."""
    try:
        return metadata.version("diplograph")
    except metadata.PackageNotFoundError:
        return ""
