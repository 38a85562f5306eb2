"""What the commands print: the summary, lists, one entity, the ties between two, the ontology."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import typer

from diplograph.cli.terminal import print_line, print_quote, print_rows, print_table, say
from diplograph.cli.unknown import list_unknown, make_list
from diplograph.dossier import Dossier, fold_name
from diplograph.ontology import load_ontology
from diplograph.outputs.records import ROWS, name_entities
from diplograph.types import Document, Entity, Relation

if TYPE_CHECKING:
    from networkx import MultiDiGraph

    from diplograph.flow import Outcome

LISTS = {
    "entities": ("name", "kind", "mentions", "documents", "id"),
    "relations": ("source_name", "type", "target_name", "stance", "quote"),
    "mentions": ("document", "text", "kind", "name", "start", "end"),
    "documents": ("id", "date", "title", "source"),
    "skipped": ("source", "reason"),
    "unknown": ("name", "kind", "mentions", "documents", "example"),
}
NAME_FIELDS = ("name", "text", "source_name", "target_name", "title")
TABLE_LIMIT = 40
QUOTE_LIMIT = 10
TOP = 10


def show_summary(graph: "MultiDiGraph", outcomes: "Sequence[Outcome]") -> None:
    """Prints how much was read and drawn, and which actors and ties stand out."""
    from diplograph.cli.work import describe_outcomes
    from diplograph.graph.measure import rank_actors, rank_ties

    kinds = Counter(kind for _, kind in graph.nodes(data="kind"))
    types = Counter[str]()
    for _, _, tie in graph.edges(data=True):
        types[tie["type"]] += tie["count"]
    print_line(describe_outcomes(outcomes) + f"; the dossier holds {graph.graph['documents']}.")
    if not types:
        print_line("No tie between two known actors was found: the page is empty.")
        return
    show_counts(kinds, "kind", f"{graph.number_of_nodes()} entities with ties")
    show_counts(types, "type", f"{types.total()} relations, {graph.number_of_edges()} ties")
    actors = [asdict(actor) for actor in rank_actors(graph)[:TOP]]
    show_table(actors, ("name", "kind", "acts", "receives", "partners"), "Most active")
    ties = [asdict(tie) for tie in rank_ties(graph)[:TOP]]
    show_table(ties, ("source", "type", "target", "stance", "documents", "sayings"), "Strongest ties")
    print_line("")


def show_counts(counts: Mapping[str, int], what: str, title: str) -> None:
    """Prints names with their counts, the highest first."""
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    show_table([{what: name, "number": count} for name, count in ranked], (what, "number"), title)


def show_table(rows: Sequence[Mapping[str, Any]], columns: Sequence[str], title: str) -> None:
    """Prints a table under its title, where there is anything to print."""
    if rows:
        print_line("")
        print_line(title, style="bold")
        print_table(rows, columns)


def show_list(
    dossier: Dossier,
    what: str,
    *,
    filters: Mapping[str, str | None],
    name: str | None,
    form: str,
    limit: int | None,
) -> None:
    """Prints one of the `LISTS`, as far as it meets the filters."""
    source = list_unknown if what == "unknown" else ROWS[what]
    rows = filter_rows(source(dossier), filters, name)
    if what == "unknown" and form == "jsonl":
        rows = make_list(rows)
    default = TABLE_LIMIT if form == "table" else 0
    print_rows(rows, form=form, columns=LISTS[what], limit=default if limit is None else limit)


def filter_rows(
    rows: Iterable[dict[str, Any]], filters: Mapping[str, str | None], name: str | None
) -> Iterator[dict[str, Any]]:
    """The rows that have each value asked for, and `name` within one of their names."""
    wanted = {key: value for key, value in filters.items() if value is not None}
    for row in rows:
        if all(row.get(key) == value for key, value in wanted.items()) and is_named(row, name):
            yield row


def is_named(row: Mapping[str, Any], name: str | None) -> bool:
    """True where one of the row's names holds these words; case and accents do not count."""
    return name is None or any(fold_name(name) in fold_name(row.get(field, "")) for field in NAME_FIELDS)


def show_entity(dossier: Dossier, entity: Entity, *, limit: int | None) -> None:
    """Prints one entity: its names, counts, ties and the quotes that say them."""
    mentions, documents = dossier.count_mentions()[entity.id]
    print_line(f"{entity.name}  {entity.kind}  {entity.id}", style="bold")
    if entity.aliases:
        print_line(f"also: {', '.join(entity.aliases)}")
    for key, value in sorted(entity.refs.items()):
        print_line(f"{key}: {value}")
    print_line(f"mentions: {mentions}, documents: {documents}")
    relations = list(dossier.relations(entity=entity.id))
    names = name_entities(dossier)
    show_table(list(count_ties(relations, names)), ("tie", "stance", "documents", "said"), "Ties")
    show_quotes(dossier, relations, names, limit=QUOTE_LIMIT if limit is None else limit)


def count_ties(relations: Iterable[Relation], names: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """The ties, those that most documents speak of first."""
    spread: dict[tuple[str, str], set[str]] = {}
    said: Counter[tuple[str, str]] = Counter()
    for relation in relations:
        tie: tuple[str, str] = (describe_tie(relation, names), relation.stance)
        spread.setdefault(tie, set()).add(relation.quote.document)
        said[tie] += 1
    for tie in sorted(said, key=lambda tie: (-len(spread[tie]), -said[tie], tie)):
        yield {"tie": tie[0], "stance": tie[1], "documents": len(spread[tie]), "said": said[tie]}


def describe_tie(relation: Relation, names: Mapping[str, str]) -> str:
    """Who does what to whom, in one line."""
    known = load_ontology().types.get(relation.type)
    arrow = f"--{relation.type}--" if known is not None and known.symmetric else f"--{relation.type}-->"
    return f"{names[relation.source]} {arrow} {names[relation.target]}"


def show_ties(dossier: Dossier, source: Entity, target: Entity) -> None:
    """Prints every relation between the two, in either direction."""
    ends = {source.id, target.id}
    relations = [
        relation
        for relation in dossier.relations(entity=source.id)
        if {relation.source, relation.target} == ends
    ]
    if not relations:
        say(f"nothing in {str(dossier.path)!r} ties {source.name} to {target.name}")
    show_quotes(dossier, relations, name_entities(dossier), limit=0)


def show_quotes(
    dossier: Dossier, relations: Sequence[Relation], names: Mapping[str, str], *, limit: int
) -> None:
    """Prints relations with their quotes, at most `limit` of them (0: all)."""
    documents = {document.id: document for document in dossier.documents()} if relations else {}
    for relation in relations[: limit or None]:
        show_relation(relation, names, documents[relation.quote.document])
    if limit and len(relations) > limit:
        say(f"{len(relations) - limit} more quotes; --limit 0 shows all")


def show_relation(relation: Relation, names: Mapping[str, str], document: Document) -> None:
    """Prints one relation: what it says, the quote, and where it comes from."""
    print_line("")
    print_line(f"{describe_tie(relation, names)}  ({relation.stance})", style="bold")
    start = relation.trigger.start - relation.quote.start
    print_quote(relation.quote.text, mark=(start, start + len(relation.trigger.text)))
    said_by = names.get(relation.attribution, relation.attribution)
    facts = {
        "trigger": relation.trigger.text,
        "said by": said_by,
        "role": relation.role,
        "when": relation.date,
        "rule": relation.rule,
        "confidence": f"{relation.confidence:.2f}",
    }
    print_line("  " + "; ".join(f"{key}: {value}" for key, value in facts.items() if value))
    place = ", ".join(filter(None, (document.title, document.date, document.source)))
    print_line(f"  {place}, characters {relation.quote.start} to {relation.quote.end}")


def show_types(*, form: str) -> None:
    """Prints the ontology: kinds of entities, and types of relations by group."""
    kinds, types = list(list_kinds()), list(list_types())
    if form == "json":
        typer.echo(json.dumps({"kinds": kinds, "types": types}, ensure_ascii=False, indent=2))
        return
    rows = [row | {"is": "core" if row["core"] else "context"} for row in kinds]
    show_table(rows, ("name", "is", "gloss"), "Kinds of entities")
    for group in dict.fromkeys(row["group"] for row in types):
        rows = [row | {"source → target": describe_ends(row)} for row in types if row["group"] == group]
        show_table(rows, ("name", "source → target", "plover", "gloss"), f"Relations: {group}")


def list_kinds() -> Iterator[dict[str, Any]]:
    """The kinds of entities."""
    for kind in load_ontology().kinds.values():
        yield {"name": kind.name, "core": kind.core, "gloss": kind.gloss}


def list_types() -> Iterator[dict[str, Any]]:
    """The types of relations, group by group."""
    order = list(load_ontology().kinds)
    for type_ in load_ontology().types.values():
        yield {
            "name": type_.name,
            "group": type_.group,
            "sources": sorted(type_.sources, key=order.index),
            "targets": sorted(type_.targets, key=order.index),
            "symmetric": type_.symmetric,
            "plover": type_.plover,
            "quad": type_.quad,
            "gloss": type_.gloss,
        }


def describe_ends(row: Mapping[str, Any]) -> str:
    """Which kinds may be tied; `any` stands for all of them, `actor` for all that act."""
    kinds = load_ontology().kinds
    names = {tuple(kinds): "any", tuple(name for name in kinds if kinds[name].acts): "actor"}
    ends = [names.get(tuple(row[end]), "/".join(row[end])) for end in ("sources", "targets")]
    return f" {'=' if row['symmetric'] else '→'} ".join(ends)
