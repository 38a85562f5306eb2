"""Tells whether what a predicate says is asserted, denied, possible, planned or asked for, and who says so.

It reads the predicate's own chain (its helpers, what governs it, its noun's article), never the whole
sentence: a "not" in the next clause changes nothing.
"""

from spacy.tokens import Token

from diplograph.extract.words import base_form
from diplograph.ontology import load_ontology
from diplograph.types import Stance

NEGATORS = {"no", "neither", "none", "nobody"}
# Governing verbs whose complement happened: they say nothing about the stance of what they govern.
CLAIMS = {
    "claim",
    "allegation",
    "accusation",
    "charge",
    "suggestion",
    "report",
    "assertion",
    "idea",
    "notion",
    "rumour",
    "rumor",
}
DENIERS = {"deny", "reject", "dismiss", "refute", "rebut", "repudiate", "disprove"}
GOVERNED: tuple[Stance, ...] = ("denied", "planned", "possible", "requested")
WEAKENED: tuple[Stance, ...] = ("requested", "possible", "planned")
CONDITIONS = {"if", "unless", "whether", "lest", "provided", "should"}


def read_stance(token: Token) -> tuple[Stance, tuple[int, ...]]:
    """The stance of a predicate, and the tokens that give it."""
    found: list[tuple[Stance, int]] = []
    negations = 0
    chain = list_chain(token)
    for link in chain:
        stance, cue = stance_beside(link, first=link == token)
        if stance == "denied":
            negations += 1
            found.append((stance, cue))
        elif stance:
            found.append((stance, cue))
        governed = stance_of_governor(link)
        if governed:
            if governed[0] == "denied":
                negations += 1
            found.append(governed)
    cues = tuple(sorted(cue for _, cue in found))
    if negations % 2:
        return "denied", cues
    for stance in WEAKENED:
        if any(name == stance for name, _ in found):
            return stance, cues
    if is_question(token):
        return "possible", cues
    return "asserted", cues


def list_chain(token: Token) -> list[Token]:
    """The predicate and the verbs whose helpers it shares: a noun's verb, a verb's elder conjunct."""
    chain = [token]
    current = token
    for _ in range(6):
        head = current.head
        if current.tag_[:1] == "N" or current.tag_[:1] == "J":
            if (
                current.dep_ in {"dobj", "obj", "attr", "acomp", "nsubjpass", "oprd"}
                and head.tag_[:1] in "VM"
            ):
                chain.append(head)
                current = head
                continue
            if current.dep_ == "conj":
                current = head
                continue
            break
        if (current.dep_ == "conj" and head.tag_[:1] in "VM" and shares_helpers(current)) or (
            current.dep_ in {"xcomp", "pcomp"} and head.tag_[:1] in "VJ"
        ):
            chain.append(head)
            current = head
        elif current.dep_ == "pcomp" and head.dep_ == "prep" and head.head.tag_[:1] in "VN":
            chain.append(head.head)
            current = head.head
        else:
            break
    return chain


def shares_helpers(verb: Token) -> bool:
    """Whether a joined verb has no subject and no helper of its own ("will join and sign")."""
    return not any(child.dep_ in {"nsubj", "nsubjpass", "aux", "auxpass", "neg"} for child in verb.children)


def stance_beside(token: Token, *, first: bool) -> tuple[Stance | None, int]:
    """The stance that the words beside a link of the chain give it; denial counts before anything else."""
    denied = find_denial(token, first=first)
    if denied is not None:
        return "denied", denied
    cues = load_ontology().cues
    weakened: dict[Stance, int] = {}
    for child in token.children:
        word = child.lower_
        if (child.dep_ in {"aux", "advmod"} and word in cues["possible"]["words"]) or (
            child.dep_ == "mark" and word in CONDITIONS
        ):
            weakened["possible"] = child.i
        elif child.dep_ == "aux" and word in cues["planned"]["words"]:
            weakened["planned"] = child.i
        elif child.dep_ == "amod" and first and token.tag_[:1] == "N":
            weakened |= {stance: child.i for stance in GOVERNED if word in cues[stance].get("modifiers", ())}
    if not weakened and is_to_be(token):
        return "planned", token.i
    return next(((stance, weakened[stance]) for stance in WEAKENED if stance in weakened), (None, -1))


def find_denial(token: Token, *, first: bool) -> int | None:
    """The word that denies a link of the chain: "not", "never", "no", "without", "no longer"."""
    words = load_ontology().cues["denied"]["words"]
    for child in token.children:
        word = child.lower_
        before_only = child.i + 1 < len(token.doc) and child.nbor(1).lower_ in {"only", "just", "merely"}
        if (
            child.dep_ == "neg" or (child.dep_ in {"advmod", "preconj"} and word in words)
        ) and not before_only:
            return child.i
        if word in {"longer", "more"} and child.dep_ == "advmod" and has_no(child):
            return child.i
        if child.dep_ == "det" and word in NEGATORS and first:
            return child.i
        if child.dep_ in {"dobj", "obj"} and first and has_no(child):
            return child.i
        if child.dep_ in {"nsubj", "nsubjpass"} and (word in NEGATORS or has_no(child)):
            return child.i
    without = token.dep_ == "pcomp" or (token.dep_ == "pobj" and first)
    return token.head.i if without and token.head.lower_ == "without" else None


def has_no(token: Token) -> bool:
    """Whether "no" or its like stands before the word."""
    return any(
        child.lower_ in NEGATORS and child.dep_ in {"det", "neg", "advmod"} for child in token.children
    )


def is_to_be(token: Token) -> bool:
    """Whether the verb is in "is to host"."""
    head = token.head
    return (
        token.dep_ == "xcomp"
        and base_form(head.lower_, "V") == "be"
        and any(child.dep_ == "aux" and child.lower_ == "to" for child in token.children)
        and not any(child.dep_ in {"acomp", "attr"} for child in head.children)
    )


def stance_of_governor(token: Token) -> tuple[Stance, int] | None:
    """The stance that a governing verb, noun or adjective gives: "refused to", "a plan to", "ready to"."""
    head = token.head
    if token.dep_ in {"ccomp", "acl"} and is_claim_denied(head):
        return "denied", head.i
    if token.dep_ == "dobj" and head.tag_[:1] == "V":
        nominal = token.tag_ == "VBG" or token.tag_[:1] == "N"
        return (
            ("denied", head.i) if nominal and governor_words(head) & {"deny", "rule out", "refuse"} else None
        )
    if token.dep_ == "acl" and token.tag_ == "VB" and head.tag_[:1] == "N":
        return find_cue("nouns", {base_form(head.lower_, "N")}, head.i)
    if token.dep_ in {"xcomp", "ccomp"} and head.tag_[:1] == "V" and token.tag_ in {"VB", "VBG"}:
        return stance_of_verb(token, head)
    if token.dep_ == "xcomp" and head.tag_[:1] == "J":
        return find_cue("adjectives", {head.lower_}, head.i)
    return None


def stance_of_verb(token: Token, head: Token) -> tuple[Stance, int] | None:
    """The stance that a verb gives its infinitive: "plans to", "urged X to", "has yet to", "is set to"."""
    if any(child.lower_ == "yet" for child in head.children) and base_form(head.lower_, "V") in {
        "have",
        "be",
    }:
        return "denied", head.i
    words = governor_words(head)
    asks_another = any(child.dep_ in {"dobj", "obj"} for child in head.children) or any(
        child.dep_ == "prep" and child.lower_ in {"on", "to"} for child in head.children
    )
    own_subject = token.dep_ == "ccomp" and any(child.dep_ == "nsubj" for child in token.children)
    if (asks_another or own_subject) and words & load_ontology().cues["requested"]["verbs"]:
        return "requested", head.i
    return find_cue("verbs", words, head.i) or find_cue("adjectives", {head.lower_}, head.i)


def governor_words(verb: Token) -> set[str]:
    """The look-up forms of a governing verb: alone, and with its particle."""
    base = base_form(verb.lower_, "V")
    return {base, *(f"{base} {child.lower_}" for child in verb.children if child.dep_ == "prt")}


def find_cue(cue_class: str, words: set[str], place: int) -> tuple[Stance, int] | None:
    """The first stance that has one of the words among its cues of this class."""
    cues = load_ontology().cues
    return next(
        ((stance, place) for stance in GOVERNED if words & cues[stance].get(cue_class, frozenset())), None
    )


def is_claim_denied(head: Token) -> bool:
    """Whether what governs a that-clause denies it: "denied that", "it is not true that"."""
    if head.tag_[:1] == "N" and base_form(head.lower_, "N") in CLAIMS and head.dep_ in {"dobj", "pobj"}:
        governor = head.head if head.dep_ == "dobj" else head.head.head
        return bool(governor_words(governor) & DENIERS)
    if head.tag_[:1] == "J":
        return head.lower_ in {"false", "untrue"} or (
            head.lower_ == "true" and find_denial(head.head, first=False) is not None
        )
    if base_form(head.lower_, "V") == "be":
        said = {child.lower_ for child in head.children if child.dep_ in {"acomp", "attr"}}
        negated = find_denial(head, first=False) is not None
        return bool(said & {"false", "untrue"}) or (negated and bool(said & {"true", "case"}))
    return bool(governor_words(head) & {"deny"})


def is_question(token: Token) -> bool:
    """Whether the sentence is a question."""
    return token.sent.text.rstrip(" ”\"')\n").endswith("?")


def find_speaker(token: Token) -> list[Token]:
    """Who says so: the subject of the reporting verb above the predicate, or after "according to"."""
    cues = load_ontology().cues["reported"]
    current = token
    for _ in range(10):
        head = current.head
        if head == current:
            break
        if current.dep_ == "ccomp" and base_form(head.lower_, "V") in cues["verbs"]:
            speakers = [child for child in head.children if child.dep_ == "nsubj"]
            if speakers:
                return speakers
        current = head
    for child in current.children:
        if child.dep_ == "parataxis" and base_form(child.lower_, "V") in cues["verbs"]:
            return [inner for inner in child.children if inner.dep_ == "nsubj"]
        if child.dep_ == "prep" and child.lower_ == "according":
            return [
                inner
                for to in child.children
                if to.dep_ == "prep"
                for inner in to.children
                if inner.dep_ == "pobj"
            ]
    return []
