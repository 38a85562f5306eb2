"""Says who is meant: fills `entity`, `name` and `kind` of each dict in `doc._.mentions`.

What pronouns, descriptions and stand-ins refer to is found in `references`.
"""

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Doc, Token

from diplograph.extract.candidates import choose_entry
from diplograph.extract.names import CONFIDENCE, Mention, load_words, phrases_ending_at
from diplograph.extract.references import find_references
from diplograph.extract.words import base_form
from diplograph.knowledge import Knowledge, fold, make_slug
from diplograph.ontology import PERSONS, load_ontology

PLACE_PREPOSITIONS = {"in", "at", "near", "outside", "around", "across", "through", "inside", "via", "within"}
STATE_OF_MIND = {"trust", "confidence", "faith", "interest", "influence", "invest", "investment", "belief"}


class Resolver:
    """The second component: entities for mentions, antecedents for what stands for them."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.entries = knowledge.entries

    def __call__(self, doc: Doc) -> Doc:
        """Set `entity`, `name` and `kind` in `doc._.mentions`, and `doc._.references`."""
        mentions: list[Mention] = doc._.mentions
        date = doc._.date or ""
        present = {entry for mention in mentions for entry in mention["ids"]}
        mentions[:] = [m for m in mentions if self.link_known(doc, m, present, date)]
        link_persons(doc, mentions)
        for mention in mentions:
            link_new(doc, mention)
            mark_place(doc, mention)
        doc._.references = find_references(doc, mentions)
        return doc

    def link_known(self, doc: Doc, mention: Mention, present: set[str], date: str) -> bool:
        """Give a mention of known names its one entry; false for a family name that may be anybody's.

        Where the text shows a person all the same, the mention stays, as one of a person new to us.
        """
        if not mention["ids"]:
            return True
        entry = choose_entry(doc, mention, self.entries, present, date)
        if entry is not None:
            held = [f"{office.of} {office.role}" for office in entry.offices if office.covers(date)]
            mention |= {"entity": entry.id, "kind": entry.kind, "name": entry.name, "posts": held}
            return True
        mention |= {
            "ids": [],
            "kind": "PERSON",
            "role": "name",
            "by": "model",
            "confidence": CONFIDENCE["model"],
        }
        return bool(mention["titled"] or mention["modelled"])


# ----------------------------------------------------------------------------------------------- persons


def link_persons(doc: Doc, mentions: list[Mention]) -> None:
    """Link persons that no list knows: full names to themselves, single names to a full one."""
    names = {name_words(doc, m)[-1] for m in mentions if m["kind"] in PERSONS and m["end"] - m["start"] > 1}
    for mention in mentions:
        if mention["by"] == "model" and name_words(doc, mention)[0] in names and "entity" not in mention:
            mention["kind"] = "PERSON"
    people = [mention for mention in mentions if mention["kind"] in PERSONS]
    full: list[Mention] = []
    for mention in people:
        words = name_words(doc, mention)
        if "entity" not in mention and len(words) > 1:
            same = next((other for other in full if set(name_words(doc, other)) == set(words)), None)
            link_person(doc, mention, same)
        if len(words) > 1:
            full.append(mention)
    for mention in people:
        if "entity" not in mention:
            word = name_words(doc, mention)[-1]
            known = [other for other in full if word in name_words(doc, other)]
            before = [other for other in known if other["start"] < mention["start"]]
            link_person(doc, mention, before[-1] if before else known[0] if known else None)
    promote_leaders(doc, people)


def name_words(doc: Doc, mention: Mention) -> list[str]:
    """The folded words of a person's name."""
    text = fold(doc[mention["start"] : mention["end"]].text).casefold().replace("-", " ")
    return [word for word in text.split() if any(c.isalpha() for c in word)] or [text]


def link_person(doc: Doc, mention: Mention, same: Mention | None) -> None:
    """Make the mention one of the same person as `same`, or of a person new to us."""
    if same is not None:
        mention |= {"entity": same["entity"], "kind": same["kind"], "name": same["name"]}
    else:
        text = clean_name(doc[mention["start"] : mention["end"]].text)
        mention |= {"entity": f"person:{make_slug(text)}", "name": text}


def promote_leaders(doc: Doc, people: list[Mention]) -> None:
    """Persons that the text gives an office of state are leaders."""
    leaders = {
        mention["entity"] for mention in people if mention["kind"] == "LEADER" or holds_office(doc, mention)
    }
    for mention in people:
        if mention["entity"] in leaders:
            mention["kind"] = "LEADER"


def holds_office(doc: Doc, mention: Mention) -> bool:
    """Whether a public office stands before the name, or beside it between commas."""
    start = mention["start"]
    before = doc[max(doc[start].sent.start, start - 6) : start]
    nouns = [token for token in before if is_public_office(token)]
    if nouns and all(
        token.text[0].isupper() or token in nouns or is_title_joint(token)
        for token in doc[nouns[-1].i : start]
    ):
        return True
    root = doc[start : mention["end"]].root
    beside = [child for child in root.children if child.dep_ == "appos"]
    if root.dep_ in {"appos", "conj"} and root.dep_ == "appos":
        beside.append(root.head)
    if root.dep_ == "nsubj" and base_form(root.head.lower_, "V") == "be":
        beside.extend(child for child in root.head.children if child.dep_ == "attr")
    return any(is_public_office(token) for token in (*beside, *list_apposed(doc, mention["end"])))


def list_apposed(doc: Doc, end: int) -> Iterator[Token]:
    """The words of a description behind a name and a comma, where the parser may have missed it."""
    if end < len(doc) and doc[end].text == ",":
        for token in doc[end + 1 : end + 8]:
            if (token.is_punct and token.text not in {"-", "–"}) or token.tag_[:1] in {"V", "I", "W", "M"}:
                return
            yield token


def is_title_joint(token: Token) -> bool:
    """Whether the token may stand between a title and a name."""
    return token.lower_ in {
        "of",
        "for",
        "the",
        "and",
        "to",
        "-",
        ",",
        "a.i.",
        ".",
        "designate",
        "elect",
        "general",
    }


def is_public_office(token: Token) -> bool:
    """Whether the noun, with the words before it, names an office of state or of an institution."""
    return any(phrase in public_offices() for phrase in phrases_ending_at(token))


@cache
def public_offices() -> frozenset[str]:
    """Offices that make a person a leader: those of leads and represents that no firm or school has."""
    types = load_ontology().types
    words = {
        word
        for name in ("leads", "represents", "accredited-to")
        for frame in types[name].frames
        if frame.word_class == "nouns" and "bearer" in frame.source
        for word in frame.words
    }
    return frozenset(words - load_words()["grammar"]["private_posts"])


# ------------------------------------------------------------------------------------------- other names


def link_new(doc: Doc, mention: Mention) -> None:
    """Give a mention that no list knows an entity of its own, named as in the text."""
    if "entity" in mention:
        return
    start, end = mention.get("long", (mention["start"], mention["end"]))
    text = clean_name(doc[start:end].text)
    mention |= {"entity": f"{mention['kind'].lower()}:{make_slug(text)}", "name": text}


def clean_name(text: str) -> str:
    """A name in one line, without a leading article and a trailing possessive."""
    words = text.split()
    if len(words) > 1 and words[0].lower() == "the":
        words = words[1:]
    return " ".join(words).removesuffix("'s").removesuffix("’s").strip(" ,;:")


def mark_place(doc: Doc, mention: Mention) -> None:
    """Mark a capital that is only a place ("in Beijing"): the state is not meant."""
    if mention["role"] not in {"capital", "metonym"}:
        return
    root = doc[mention["start"] : mention["end"]].root
    if is_place(root) or is_dateline(doc, mention):
        mention["role"] = "place"


def is_place(token: Token) -> bool:
    """Whether a preposition or an apposition makes the name a place."""
    while token.dep_ == "conj":
        token = token.head
    if token.dep_ in {"pobj", "npadvmod"} and token.head.dep_ in {"prep", "prt", "advmod"}:
        preposition, governor = token.head.lower_, base_form(token.head.head.lower_, token.head.head.tag_[:1])
        if preposition in PLACE_PREPOSITIONS:
            return governor not in STATE_OF_MIND
        if preposition == "on":
            return governor in load_words()["grammar"]["falling"]
        if preposition == "of":
            return governor in load_words()["grammar"]["place_nouns"]
        if preposition == "from" and governor in load_words()["grammar"]["reporting"]:
            return True
        return (
            preposition in {"to", "from", "into", "for", "towards", "toward"}
            and governor in load_words()["grammar"]["motion"]
        )
    if token.dep_ == "nsubj" and base_form(token.head.lower_, "V") in load_words()["grammar"]["falling"]:
        return True
    if token.dep_ in {"compound", "nmod"} and token.tag_ == "NNP" and token.head.i > token.i:
        return base_form(token.head.lower_, "N") in load_words()["grammar"]["place_nouns"]
    if (
        token.i + 2 < len(token.doc)
        and token.nbor(1).text == "-"
        and token.nbor(2).lower_ in {"based", "born"}
    ):
        return True
    return (
        token.dep_ == "appos"
        and token.head.ent_type_ in {"ORG", "GPE", "FAC"}
        and token.i > 0
        and token.nbor(-1).text == ","
    )


def is_dateline(doc: Doc, mention: Mention) -> bool:
    """Whether the name opens a paragraph and a dash or bracket follows at once ("JAKARTA, Oct 2 –")."""
    start = mention["start"]
    opens = start == 0 or "\n" in doc[start - 1].text
    after = doc[mention["end"] : mention["end"] + 8]
    return (
        opens
        and any(token.text in {"—", "–", "--", "(", ":"} for token in after)
        and after[0].text in {",", "(", "—", "–", "--", "-"}
    )


# -------------------------------------------------------------------------------------------- references
