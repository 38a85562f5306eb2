"""What entities are called and how they are asked for: one name out of many, and searching by words."""

import unicodedata
from collections.abc import Iterable, Sequence

from diplograph.dossier.rows import store_text
from diplograph.types import Entity

NO_MATCH = (3, 0)
"""The rank of an entity that a name does not fit."""


def merge_forms(forms: Sequence[Entity]) -> Entity:
    """The one entity that several documents speak of, the same whatever the order of `forms`.

    The longest name wins, then the first in the alphabet; the other names become aliases.
    """
    name = min((form.name for form in forms), key=lambda name: (-len(name), name))
    names = {form.name for form in forms}.union(*(form.aliases for form in forms))
    refs = sorted({item for form in forms for item in form.refs.items()}, reverse=True)
    kind = min(form.kind for form in forms)
    return Entity(
        id=forms[0].id, kind=kind, name=name, aliases=tuple(sorted(names - {name})), refs=dict(refs)
    )


def fold_name(name: str) -> str:
    """The name without case and accents, for comparing.

    >>> fold_name("Şhinzō  ABE ")
    'shinzo abe'
    """
    plain = unicodedata.normalize("NFKD", name.casefold())
    return " ".join("".join(char for char in plain if not unicodedata.combining(char)).split())


def match_entities(name: str, entities: Iterable[Entity]) -> list[Entity]:
    """The entities that answer best to a name, those it names outright before those it is an alias of."""
    wanted = fold_name(name)
    ranked = [(rank_match(wanted, entity), entity.id, entity) for entity in entities if wanted]
    best = min((tier for (tier, _), _, _ in ranked), default=NO_MATCH[0])
    found = [item for item in ranked if item[0][0] == best < NO_MATCH[0]]
    return [entity for _, _, entity in sorted(found, key=lambda item: item[:2])]


def rank_match(wanted: str, entity: Entity) -> tuple[int, int]:
    """How well an entity answers to a folded name: equal, beginning or part; then id, name or alias."""
    if wanted == fold_name(entity.id):
        return 0, 0
    names = [fold_name(name) for name in (entity.name, *entity.aliases)]
    ranks = [
        (tier, 1 + bool(place))
        for place, name in enumerate(names)
        for tier, matches in enumerate((name == wanted, name.startswith(wanted), wanted in name))
        if matches
    ]
    return min(ranks, default=NO_MATCH)


def quote_words(query: str) -> str:
    """The query in SQLite's search language, with everything that has a meaning there made harmless.

    >>> quote_words('U.S. "belt and road" invest* OR')
    '"U.S." "belt and road" "invest"* "OR"'
    """
    phrases = []
    for index, part in enumerate(query.split('"')):
        phrases += [part] if index % 2 else part.split()
    return " ".join(
        f'"{store_text(word.rstrip("*"))}"' + "*" * word.endswith("*") for word in phrases if word.strip("* ")
    )
