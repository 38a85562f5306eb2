"""Entities that no list has: what an analyst looks through for a list of the project's own."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from diplograph.dossier import Dossier
from diplograph.knowledge import fold, is_unlisted, load_knowledge
from diplograph.knowledge.check import find_danger
from diplograph.ontology import PERSONS
from diplograph.types import Quote


def list_unknown(dossier: Dossier) -> Iterator[dict[str, Any]]:
    """The entities that no list has, with a sentence that names each, the most mentioned first."""
    counts = dossier.count_mentions()
    entities = [entity for entity in dossier.entities() if is_unlisted(entity.id)]
    examples = find_examples(dossier)
    for entity in sorted(entities, key=lambda entity: (*(-count for count in counts[entity.id]), entity.id)):
        mentions, documents = counts[entity.id]
        yield {
            "name": entity.name,
            "kind": entity.kind,
            "mentions": mentions,
            "documents": documents,
            "example": examples.get(entity.id, ""),
            "aliases": "; ".join(entity.aliases),
            "id": entity.id,
        }


def find_examples(dossier: Dossier) -> dict[str, str]:
    """Id → the first sentence that names the entity, of those that no list has."""
    first: dict[str, Quote] = {}
    for mention in dossier.mentions():
        if is_unlisted(mention.entity):
            first.setdefault(mention.entity, mention.quote)
    places: dict[str, list[str]] = defaultdict(list)
    for id_, quote in first.items():
        places[quote.document].append(id_)
    examples = {}
    for document, ids in places.items():
        sentences = list(dossier.sentences(document=document))
        for id_ in ids:
            examples[id_] = find_sentence(sentences, first[id_])
    return examples


def find_sentence(sentences: list[Quote], quote: Quote) -> str:
    """The sentence that a quote begins in, on one line."""
    place = bisect_right(sentences, quote.start, key=lambda sentence: sentence.start)
    found = sentences[place - 1] if place else quote
    return " ".join(found.text.split())


def make_list(rows: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """The rows as those of a list of one's own, without aliases that mislead or are taken."""
    rows = list(rows)
    taken = {(name.entry.kind, fold(name.text)) for name in load_knowledge().names()}
    taken |= {(row["kind"], fold(row["name"])) for row in rows}
    for row in rows:
        aliases = [alias for alias in row["aliases"].split("; ") if is_useful(alias, row)]
        free = [alias for alias in aliases if (row["kind"], fold(alias)) not in taken]
        taken |= {(row["kind"], fold(alias)) for alias in free}
        yield {"kind": row["kind"], "name": row["name"], "aliases": free}


def is_useful(alias: str, row: Mapping[str, Any]) -> bool:
    """Whether an alias is a good one: no ordinary word, and of a person more than one of several names."""
    part = row["kind"] in PERSONS and " " not in alias and " " in row["name"]
    return bool(alias) and not part and not find_danger(alias)
