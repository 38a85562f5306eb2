"""Who stands out, and which ties do: tables that a reader can check against the quotes."""

from dataclasses import dataclass

from networkx import MultiDiGraph

from diplograph.graph.build import list_ties


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorRank:
    """An entity with its ties, each counted by the documents that speak of it.

    `acts` counts ties that go out, `receives` those that come in; a symmetric tie counts in both.
    """

    entity: str
    name: str
    kind: str
    acts: int
    receives: int
    partners: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TieRank:
    """One tie, with how many documents speak of it and how often."""

    source: str
    type: str
    target: str
    stance: str
    documents: int
    sayings: int


def rank_actors(graph: MultiDiGraph) -> list[ActorRank]:
    """All entities, those with the most documented ties first; equals by name.

    >>> graph = MultiDiGraph()
    >>> graph.add_node("A", name="Aland", kind="COUNTRY")
    >>> graph.add_node("B", name="Borduria", kind="COUNTRY")
    >>> _ = graph.add_edge("A", "B", type="supports", symmetric=False, weight=2)
    >>> [(actor.name, actor.acts, actor.receives) for actor in rank_actors(graph)]
    [('Aland', 2, 0), ('Borduria', 0, 2)]
    """
    actors = [measure_actor(graph, entity) for entity in graph]
    return sorted(
        actors, key=lambda actor: (-actor.acts - actor.receives, -actor.acts, actor.name, actor.entity)
    )


def measure_actor(graph: MultiDiGraph, entity: str) -> ActorRank:
    """The counts of one entity."""
    outgoing = list(graph.out_edges(entity, data=True))
    incoming = [edge for edge in graph.in_edges(entity, data=True) if edge[0] != edge[1]]
    both = [edge for edge in outgoing + incoming if edge[2]["symmetric"]]
    acts = sum_weights([edge for edge in outgoing if not edge[2]["symmetric"]] + both)
    receives = sum_weights([edge for edge in incoming if not edge[2]["symmetric"]] + both)
    partners = {end for edge in outgoing + incoming for end in edge[:2]} - {entity}
    given = graph.nodes[entity]
    return ActorRank(
        entity=entity,
        name=given["name"],
        kind=given["kind"],
        acts=acts,
        receives=receives,
        partners=len(partners),
    )


def sum_weights(edges: list[tuple[str, str, dict[str, int]]]) -> int:
    """How many documents speak of these ties, all together."""
    return sum(tie["weight"] for _, _, tie in edges)


def rank_ties(graph: MultiDiGraph) -> list[TieRank]:
    """All ties by name, those that most documents speak of first."""
    names = graph.nodes(data="name")
    return [
        TieRank(
            source=names[source],
            type=tie["type"],
            target=names[target],
            stance=tie["stance"],
            documents=tie["weight"],
            sayings=tie["count"],
        )
        for source, target, tie in list_ties(graph)
    ]
