"""Tells whether what a predicate says is asserted, denied, possible, planned or asked for, and who says so.

It reads the predicate's own chain (its helpers, what governs it, its noun's article), never the whole
sentence: a "not" in the next clause changes nothing.
"""

from spacy.tokens import Token

from diplograph.extract.words import base_form
from diplograph.ontology import load_ontology
from diplograph.types import Stance

NEGATORS = {"no", "neither", "none", "nobody"}
VERB_LINKS = {"xcomp", "ccomp", "conj", "advcl", "acl", "pcomp", "relcl"}
# Governing verbs whose complement happened: they say nothing about the stance of what they govern.
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
    """The stance that the words beside a link of the chain give it."""
    cues = load_ontology().cues
    result: tuple[Stance | None, int] = (None, -1)
    infinitive = any(child.dep_ == "aux" and child.lower_ == "to" for child in token.children)
    for child in token.children:
        word = child.lower_
        if child.dep_ == "neg" or (child.dep_ in {"advmod", "preconj"} and word in cues["denied"]["words"]):
            return "denied", child.i
        if child.dep_ == "det" and word in NEGATORS and first:
            return "denied", child.i
        if (
            child.dep_ in {"dobj", "obj"}
            and first
            and any(inner.dep_ == "det" and inner.lower_ == "no" for inner in child.children)
        ):
            return "denied", child.i
        if child.dep_ in {"nsubj", "nsubjpass"} and (
            word in NEGATORS
            or any(inner.dep_ == "det" and inner.lower_ in NEGATORS for inner in child.children)
        ):
            return "denied", child.i
        if child.dep_ in {"aux", "advmod"} and word in cues["possible"]["words"]:
            result = ("possible", child.i)
        elif child.dep_ == "aux" and word in cues["planned"]["words"] and result[0] is None:
            result = ("planned", child.i)
        elif child.dep_ == "mark" and word in CONDITIONS:
            result = ("possible", child.i)
        elif child.dep_ == "amod" and first and token.tag_[:1] == "N" and result[0] is None:
            if word in cues["possible"]["adjectives"]:
                result = ("possible", child.i)
            elif word in {"planned", "future", "proposed", "prospective", "forthcoming", "upcoming"}:
                result = ("planned", child.i)
    if token.dep_ == "pcomp" and token.head.lower_ == "without":
        return "denied", token.head.i
    if token.dep_ == "pobj" and token.head.lower_ == "without" and first:
        return "denied", token.head.i
    if (
        result[0] is None
        and infinitive
        and token.dep_ in {"ROOT", "ccomp", "relcl", "xcomp"}
        and is_to_be(token)
    ):
        return "planned", token.i
    return result


def is_to_be(token: Token) -> bool:
    """Whether the verb is in "is to host"."""
    head = token.head
    return (
        token.dep_ == "xcomp"
        and base_form(head.lower_, "V") == "be"
        and not any(child.dep_ in {"acomp", "attr"} for child in head.children)
    )


def stance_of_governor(token: Token) -> tuple[Stance, int] | None:
    """The stance that a governing verb, noun or adjective gives: "refused to", "a plan to", "ready to"."""
    head = token.head
    cues = load_ontology().cues
    if token.dep_ == "advcl" and head.tag_[:1] in "VM":
        return None
    if token.dep_ in {"xcomp", "ccomp", "dobj"} and head.tag_[:1] == "V":
        verb = base_form(head.lower_, "V")
        phrases = {verb, *(f"{verb} {child.lower_}" for child in head.children if child.dep_ == "prt")}
        if token.dep_ == "dobj" and token.tag_ != "VBG" and token.tag_[:1] != "N":
            return None
        if (
            token.dep_ == "ccomp"
            and token.tag_ not in {"VB"}
            and not phrases & cues["denied"]["verbs"] & {"deny"}
        ):
            return None
        if token.dep_ == "dobj":
            return ("denied", head.i) if phrases & {"deny", "rule out", "refuse", "decline"} else None
        has_object = any(child.dep_ in {"dobj", "obj"} for child in head.children)
        for_other = (
            has_object
            or (token.dep_ == "ccomp" and any(child.dep_ == "nsubj" for child in token.children))
            or any(child.dep_ == "prep" and child.lower_ in {"on", "to"} for child in head.children)
        )
        if for_other and phrases & cues["requested"]["verbs"]:
            return "requested", head.i
        for stance in GOVERNED:
            if phrases & cues[stance]["verbs"] and (token.tag_ == "VB" or token.tag_ == "VBG"):
                return stance, head.i
    if token.dep_ in {"acl"} and token.tag_ == "VB" and head.tag_[:1] == "N":
        noun = base_form(head.lower_, "N")
        for stance in GOVERNED:
            if noun in cues[stance].get("nouns", ()):
                return stance, head.i
    if token.dep_ == "xcomp" and head.tag_[:1] in "JV":
        for stance in GOVERNED:
            if head.lower_ in cues[stance].get("adjectives", ()):
                return stance, head.i
    return None


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
