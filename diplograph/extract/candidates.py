"""Chooses who is meant when a known name has several owners: by title, country and date, or nobody."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from spacy.tokens import Doc

from diplograph.extract.dates import list_dates
from diplograph.extract.names import Mention, load_words
from diplograph.knowledge import Entry, Office
from diplograph.ontology import load_ontology


def choose_entry(
    doc: Doc, mention: Mention, entries: Mapping[str, Entry], present: set[str], date: str
) -> Entry | None:
    """The likeliest owner of a known name, or nobody when a lone family name has no support."""
    owners = [entries[id] for id in mention["ids"]]
    if mention["role"] != "family":
        clues = Clues(present=present, date=date)
        return max(owners, key=lambda entry: rank_owner(entry, clues))
    clues = Clues(
        title=find_title(doc, mention),
        near=find_countries(doc, mention, entries),
        present=present,
        seen=frozenset(mention["seen"]),
        date=date_around(doc, mention) or date,
    )
    owners = [entry for entry in owners if may_be_meant(entry, mention, clues)]
    if len(owners) > 1 and not clues.title and not clues.seen and not clues.near:
        then = [entry for entry in owners if clues.date and headed_then(entry, clues.date)]
        heads = [entry for entry in owners if any(map(is_headship, entry.offices))]
        same = len({office.of for entry in heads for office in entry.offices if is_headship(office)}) == 1
        owners = then if len(then) == 1 else heads if same else []
    return max(owners, key=lambda entry: rank_owner(entry, clues)) if owners else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Clues:
    """What tells namesakes apart: a title, a country beside the name, other names in the text, the date."""

    title: str = ""
    near: frozenset[str] = frozenset()
    present: set[str]
    seen: frozenset[str] = frozenset()
    date: str


def rank_owner(entry: Entry, clues: Clues) -> tuple[bool, bool, bool, bool, bool, bool, str, str]:
    """How likely an entry is meant: the surest clue first, then the later before the earlier."""
    fitting = [office for office in entry.offices if clues.title and fits_title(office, clues.title)]
    return (
        any(office.of in clues.near for office in fitting),
        entry.id in clues.seen,
        any(office.of in clues.present and office.covers(clues.date) for office in fitting),
        any(office.of in clues.present for office in fitting or entry.offices),
        headed_then(entry, clues.date),
        any(office.covers(clues.date) for office in entry.offices),
        max((office.start for office in entry.offices), default=entry.start),
        entry.id,
    )


def may_be_meant(entry: Entry, mention: Mention, clues: Clues) -> bool:
    """Whether a family name alone may stand for this leader."""
    if entry.id in clues.seen:
        return True
    if clues.date and all(office.start[:4] > clues.date[:4] for office in entry.offices):
        return False
    if mention["titled"]:
        return any(fits_title(office, clues.title) for office in entry.offices) or not clues.title
    if clues.seen:
        return False
    known = mention["modelled"] and any(office.of in clues.present for office in entry.offices)
    lone = len(mention["ids"]) == 1 and any(map(is_headship, entry.offices)) and len(entry.family) > 3
    return known or lone


def find_countries(doc: Doc, mention: Mention, entries: Mapping[str, Entry]) -> frozenset[str]:
    """The countries named beside a name: "President Kim of South Korea", "Japan's Abe"."""
    around = range(mention["start"] - 5, mention["end"] + 4)
    return frozenset(
        id
        for other in doc._.mentions
        if other["start"] in around and other is not mention and other["role"] != "family"
        for id in other["ids"]
        if entries[id].kind == "COUNTRY"
    )


def headed_then(entry: Entry, date: str) -> bool:
    """Whether the person led a country at the date."""
    return any(is_headship(office) and office.covers(date) for office in entry.offices)


def is_headship(office: Office) -> bool:
    """Whether the office is that of a head of state or government, or of the United Nations."""
    if office.of == "united-nations":
        return office.role.startswith("secretary")
    return office.of.isupper() and fits_title(office, "leader")


def fits_title(office: Office, title: str) -> bool:
    """Whether a title in the text may name this office: by its word, or as head ("leader", "ruler")."""
    words = office.role.lower().replace("-", " ").split()
    if (
        title
        in {"leader", "ruler", "strongman", "dictator", "chief", "head"}
        | load_words()["grammar"]["rule_nouns"]
    ):
        return "prime minister" in " ".join(words) or (
            bool(words) and (words[-1] in HEADS or words[0] in HEADS)
        )
    return title in words


HEADS = {
    "president",
    "premier",
    "chancellor",
    "king",
    "queen",
    "emir",
    "sultan",
    "emperor",
    "chairman",
    "leader",
}


def find_title(doc: Doc, mention: Mention) -> str:
    """The noun of office before the name ("Premier Li") or behind it ("the Li government")."""
    offices = load_ontology().offices
    start, end = mention["start"], mention["end"]
    for token in reversed(doc[max(0, start - 2) : start]):
        if token.lower_ in offices:
            return token.lower_
        if token.text != ",":
            break
    after = doc[end].lower_ if end < len(doc) else ""
    return after if after in load_words()["grammar"]["rule_nouns"] else ""


def date_around(doc: Doc, mention: Mention) -> str:
    """The only date that the sentence gives, or that its neighbour before gives; else nothing."""
    sentence = doc[mention["start"]].sent
    texts: Iterable[str] = [sentence.text]
    if sentence.start:
        texts = [sentence.text, sentence[0].nbor(-1).sent.text]
    for text in texts:
        dates = list_dates(text)
        if dates:
            return dates[0][1] if len({date[:4] for _, date in dates}) == 1 else ""
    return ""
