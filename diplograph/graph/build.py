"""The relation graph of a dossier: entities as nodes, and one edge for all sayings of the same tie.

An edge stands for one (source, type, target, stance): what is denied never shares an edge with what is
asserted. Every edge carries the sayings it rests on, so that nothing in the graph is without its quote.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, TypedDict

from networkx import MultiDiGraph

from diplograph.dossier import Dossier
from diplograph.errors import UnknownNameError
from diplograph.ontology import load_ontology
from diplograph.types import STANCES, Document, Relation

Tie = tuple[str, str, str, str]


class Saying(TypedDict):
    """One relation as it is said once, with all that is needed to show and check it.

    `start`, `end` and `trigger_start` are offsets in the document's text; `attribution_name` is the
    name of the entity that `attribution` is the id of, or else the same words.
    """

    quote: str
    start: int
    end: int
    trigger: str
    trigger_start: int
    document: str
    title: str
    source: str
    url: str
    document_date: str
    date: str
    attribution: str
    attribution_name: str
    role: str
    confidence: float
    rule: str


def build_graph(
    dossier: Dossier,
    *,
    stances: Collection[str] = ("asserted",),
    kinds: Collection[str] | None = None,
    types: Collection[str] | None = None,
    by_knowledge: bool = True,
    isolates: bool = False,
) -> MultiDiGraph:
    """The graph of what is said in one of the `stances`, by ties of the `types` between the `kinds`.

    `None` means all kinds, and all types but the open one: `related-to`, which only keeps the words of a
    predicate that no type knows, must be named in `types`. Without `by_knowledge`, what follows from a list
    and not from the text (rules named `knowledge:…`) is left out; with `isolates`, entities without any tie
    are in. Nodes and edges come in a fixed order.
    """
    check_names("stance", stances, STANCES)
    check_names("kind", kinds or (), load_ontology().kinds)
    check_names("type", types or (), load_ontology().types)
    names = {entity.id: entity.name for entity in dossier.entities()}
    wanted = {entity.id for entity in dossier.entities() if kinds is None or entity.kind in kinds}
    relations = (
        relation
        for relation in dossier.relations()
        if relation.stance in stances
        and (relation.type in types if types is not None else not is_open(relation.type))
        and {relation.source, relation.target} <= wanted
        and (by_knowledge or not follows_from_knowledge(relation))
    )
    documents = {document.id: without_text(document) for document in dossier.documents()}
    ties = gather_ties(relations, documents, names)
    graph = MultiDiGraph(**describe_corpus(dossier, documents.values()))
    ends = {end for source, _, target, _ in ties for end in (source, target)}
    add_entities(graph, dossier, wanted if isolates else ends)
    add_ties(graph, ties)
    return graph


def check_names(what: str, given: Iterable[str], known: Iterable[str]) -> None:
    """Stops at a name that does not exist, and lists those that do."""
    for name in given:
        if name not in known:
            raise UnknownNameError(f"there is no {what} {name!r}; choose among: {', '.join(known)}")


def follows_from_knowledge(relation: Relation) -> bool:
    """True for a relation that a list of actors gave, where the text only names both."""
    return relation.rule.startswith("knowledge:")


def is_open(name: str) -> bool:
    """True for a relation type that stands for any predicate; types of an analyst's own mean something."""
    known = load_ontology().types.get(name)
    return known is not None and known.group == "open"


def without_text(document: Document) -> Document:
    """The document without its text, which would fill the memory for nothing."""
    return Document(
        id=document.id,
        text="",
        title=document.title,
        source=document.source,
        url=document.url,
        date=document.date,
        lang=document.lang,
    )


def gather_ties(
    relations: Iterable[Relation], documents: Mapping[str, Document], names: Mapping[str, str]
) -> dict[Tie, list[Saying]]:
    """The sayings of each tie, in the order of documents and text."""
    ties: dict[Tie, list[Saying]] = {}
    for relation in relations:
        ends = [relation.source, relation.target]
        source, target = sorted(ends) if is_symmetric(relation.type) else ends
        saying = describe_saying(relation, documents[relation.quote.document], names)
        ties.setdefault((source, relation.type, target, relation.stance), []).append(saying)
    return ties


def is_symmetric(name: str) -> bool:
    """True for a relation type without direction; types of an analyst's own have one."""
    known = load_ontology().types.get(name)
    return known is not None and known.symmetric


def describe_saying(relation: Relation, document: Document, names: Mapping[str, str]) -> Saying:
    """One relation with its document, in plain values."""
    return Saying(
        quote=relation.quote.text,
        start=relation.quote.start,
        end=relation.quote.end,
        trigger=relation.trigger.text,
        trigger_start=relation.trigger.start,
        document=document.id,
        title=document.title,
        source=document.source,
        url=document.url,
        document_date=document.date,
        date=relation.date,
        attribution=relation.attribution,
        attribution_name=names.get(relation.attribution, relation.attribution),
        role=relation.role,
        confidence=relation.confidence,
        rule=relation.rule,
    )


def add_entities(graph: MultiDiGraph, dossier: Dossier, wanted: Collection[str]) -> None:
    """Adds the nodes, by id."""
    counts = dossier.count_mentions()
    for entity in dossier.entities():
        if entity.id in wanted:
            mentions, documents = counts[entity.id]
            graph.add_node(
                entity.id,
                kind=entity.kind,
                name=entity.name,
                aliases=entity.aliases,
                refs=dict(entity.refs),
                mentions=mentions,
                documents=documents,
            )


def add_ties(graph: MultiDiGraph, ties: Mapping[Tie, list[Saying]]) -> None:
    """Adds the edges, by source, target, type and stance; the key is `type:stance`."""
    for source, target, type_, stance in sorted((tie[0], tie[2], tie[1], tie[3]) for tie in ties):
        sayings = ties[source, type_, target, stance]
        dates = sorted(filter(None, (saying["date"] or saying["document_date"] for saying in sayings)))
        graph.add_edge(
            source,
            target,
            key=f"{type_}:{stance}",
            type=type_,
            stance=stance,
            symmetric=is_symmetric(type_),
            weight=len({saying["document"] for saying in sayings}),
            count=len(sayings),
            first=dates[0] if dates else "",
            last=dates[-1] if dates else "",
            relations=tuple(sayings),
        )


def describe_corpus(dossier: Dossier, documents: Collection[Document]) -> dict[str, object]:
    """What was read: how many documents, from when to when, with which extractor, and how many failed."""
    dates = sorted(document.date for document in documents if document.date)
    return {
        "documents": len(documents),
        "first": dates[0] if dates else "",
        "last": dates[-1] if dates else "",
        "version": ", ".join(dossier.extractors()),
        "skipped": sum(1 for _ in dossier.skipped()),
    }


def list_ties(graph: MultiDiGraph) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """The edges as (source, target, attributes), those that most documents speak of first.

    >>> graph = MultiDiGraph()
    >>> _ = graph.add_edge("A", "B", type="supports", stance="asserted", weight=1, count=3)
    >>> _ = graph.add_edge("B", "C", type="supports", stance="asserted", weight=2, count=2)
    >>> [(source, target) for source, target, _ in list_ties(graph)]
    [('B', 'C'), ('A', 'B')]
    """
    yield from sorted(
        graph.edges(data=True),
        key=lambda edge: (
            -edge[2]["weight"],
            -edge[2]["count"],
            *edge[:2],
            edge[2]["type"],
            edge[2]["stance"],
        ),
    )
