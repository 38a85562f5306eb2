"""Looking entries up: by any form of their name, as it is written or nearly so, and by id."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from diplograph.errors import UnknownNameError
from diplograph.knowledge import Entry, Knowledge, fold, list_names

SPELLINGS = 20
"""How many nearly equal spellings are looked at."""
NEAREST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """An entry that answers to a name, and the form by which it does."""

    entry: Entry
    form: str


def search_knowledge(knowledge: Knowledge, name: str, *, kind: str | None = None) -> list[Match]:
    """The entries that answer to `name`, each once, the best first; case and accents do not count.

    Forms that equal it come first, then those that begin so, then those that hold all its words. Where
    there are none, those that are spelled much like it.
    """
    forms = index_forms(knowledge, kind)
    wanted = fold_case(name)
    ranked = [(rank, form) for form in forms if (rank := rank_form(wanted, form)) is not None]
    ranked.sort(key=lambda item: (item[0], is_id(forms[item[1]]), len(item[1]), item[1]))
    best = [form for _, form in ranked] or list_spellings(wanted, list(forms))
    matches: dict[str, Match] = {}
    for form in best:
        for match in forms[form]:
            matches.setdefault(match.entry.id, match)
    return list(matches.values())


def index_forms(knowledge: Knowledge, kind: str | None) -> dict[str, list[Match]]:
    """Folded form → the entries of a kind, or all, that have it, by id."""
    forms: dict[str, list[Match]] = defaultdict(list)
    for _, entry in sorted(knowledge.entries.items()):
        if kind in (None, entry.kind):
            for form in (*(name.text for name in list_names(entry)), entry.id):
                forms[fold_case(form)].append(Match(entry=entry, form=form))
    return dict(forms)


def fold_case(text: str) -> str:
    """The text as it is compared: without case, accents and needless blanks.

    >>> fold_case("  Shinzō   ABE")
    'shinzo abe'
    """
    return " ".join(fold(text).casefold().split())


def rank_form(wanted: str, form: str) -> int | None:
    """How well a form answers: 0 it is equal, 1 it begins so, 2 it holds all the words; else nothing.

    >>> [rank_form("road", form) for form in ("road", "roadmap", "belt and road", "railroad")]
    [0, 1, 2, None]
    """
    if not wanted:
        return None
    if form.startswith(wanted):
        return int(form != wanted)
    return 2 if wanted.split()[0] in form and set(split_words(wanted)) <= set(split_words(form)) else None


def is_id(matches: Sequence[Match]) -> bool:
    """Whether a form is no more than an id."""
    return matches[0].form == matches[0].entry.id


def split_words(text: str) -> Sequence[str]:
    """The words of a folded text; a hyphen parts them."""
    return text.replace("-", " ").split()


def list_spellings(wanted: str, forms: Sequence[str]) -> list[str]:
    """The forms that are spelled much like what is wanted, the nearest first."""
    return get_close_matches(wanted, sorted(forms), n=SPELLINGS, cutoff=0.8)


def find_entry(knowledge: Knowledge, id_: str) -> Entry:
    """The entry with this id; `UnknownNameError` names the nearest ids."""
    if id_ in knowledge.entries:
        return knowledge.entries[id_]
    raise UnknownNameError(f"no entry has the id {id_!r}{describe_nearest(knowledge, id_)}")


def describe_nearest(knowledge: Knowledge, id_: str) -> str:
    """What may be meant by an id that does not exist, to be put behind the sentence that says so.

    >>> japan = Entry(id="JPN", kind="COUNTRY", name="Japan")
    >>> describe_nearest(Knowledge(entries={"JPN": japan}), "japan")
    '; the nearest: JPN (Japan)'
    """
    near = [f"{entry.id} ({entry.name})" for entry in list_nearest(knowledge, id_)]
    return f"; the nearest: {', '.join(near)}" if near else ""


def list_nearest(knowledge: Knowledge, id_: str) -> Iterator[Entry]:
    """The few entries that somebody may mean who writes this instead of an id."""
    for match in search_knowledge(knowledge, id_.replace("-", " "))[:NEAREST]:
        yield match.entry
