"""Who acts: the understood subject of a verb, through passives, control, coordination and relatives."""

from spacy.tokens import Token

from diplograph.extract.clauses import RELATIVE, resolve_relative
from diplograph.extract.names import load_words
from diplograph.extract.words import base_form

SUBJECTS = {"nsubj", "nsubjpass", "csubj", "expl"}


def is_passive(verb: Token) -> bool:
    """Whether a verb is passive, or a past participle that modifies a noun."""
    if verb.tag_ not in {"VBN", "VBD"}:
        return False
    if any(child.dep_ in {"nsubjpass", "auxpass", "csubjpass"} for child in verb.children):
        return True
    if verb.dep_ == "conj" and verb.head.tag_ == "VBN" and verb.tag_ == "VBN" and not has_own_subject(verb):
        return not has_object(verb) and is_passive(verb.head)
    if verb.tag_ != "VBN" or any(
        child.dep_ == "aux" and child.lower_ in {"has", "have", "had", "having"} for child in verb.children
    ):
        return False
    if verb.dep_ in {"acl", "amod"}:
        return True
    return (
        verb.dep_ in {"advcl", "xcomp", "ROOT", "ccomp"}
        and not has_object(verb)
        and not has_own_subject(verb)
    )


def has_own_subject(verb: Token) -> bool:
    """Whether the verb has a subject of its own."""
    return any(child.dep_ in SUBJECTS for child in verb.children)


def has_object(verb: Token) -> bool:
    """Whether the verb has a direct object."""
    return any(child.dep_ in {"dobj", "obj"} for child in verb.children)


def find_subject(verb: Token) -> list[Token]:
    """The understood subject of an active verb."""
    seen = 0
    while seen < 8:
        seen += 1
        own = [child for child in verb.children if child.dep_ in {"nsubj", "nsubjpass"}]
        if own:
            return [t for child in own for t in resolve_relative(child)]
        dep, head = verb.dep_, verb.head
        if dep == "conj" and head.tag_[:1] in "VM":
            verb = head
        elif dep in {"xcomp", "ccomp"} and head.tag_[:1] in "VJ":
            controller = object_controller(head) if dep == "xcomp" or verb.tag_ == "VB" else []
            if controller:
                return controller
            if dep == "ccomp" and verb.tag_ not in {"VB", "VBG"}:
                return []
            if is_passive(head):
                return passive_subject(head)
            verb = head
        elif dep in {"acl", "relcl"} and verb.tag_ != "VBN":
            return [head] if dep == "acl" and verb.tag_ == "VBG" else noun_owner(head)
        elif dep == "advcl" and verb.tag_ in {"VBG", "VBN", "VB"}:
            if is_passive(head) and verb.tag_ == "VB":
                return passive_agent(head) or passive_subject(head)
            verb = head
        elif dep == "pcomp" and verb.tag_ == "VBG":
            governor = head.head
            if governor.tag_[:1] == "V":
                verb = governor
            elif governor.tag_[:1] == "N":
                return noun_owner(governor)
            else:
                return []
        elif dep in {"acomp", "oprd", "attr"}:
            verb = head
        else:
            return []
    return []


def object_controller(verb: Token) -> list[Token]:
    """The object that controls an infinitive: "urged X to join", "called on X to join"."""
    if base_form(verb.lower_, "V") not in load_words()["grammar"]["object_control"]:
        return []
    if is_passive(verb):
        return passive_subject(verb)
    objects = [
        child for child in verb.children if child.dep_ in {"dobj", "obj", "dative"} and child.dep_ != "prep"
    ]
    if objects:
        return [t for token in objects for t in resolve_relative(token)]
    return [
        inner
        for child in verb.children
        if child.dep_ == "prep" and child.lower_ in {"on", "upon", "to"}
        for inner in child.children
        if inner.dep_ == "pobj"
    ]


def passive_subject(verb: Token) -> list[Token]:
    """The subject of a passive verb, found up its coordination."""
    while True:
        own = [child for child in verb.children if child.dep_ in {"nsubjpass", "nsubj"}]
        if own:
            return [t for child in own for t in resolve_relative(child)]
        if verb.dep_ == "conj" and verb.head.tag_[:1] == "V":
            verb = verb.head
        elif verb.dep_ in {"acl", "relcl", "amod"}:
            return [verb.head]
        elif verb.dep_ == "xcomp" and verb.head.tag_[:1] in "VJ":
            verb = verb.head
        elif verb.dep_ == "advcl" and verb.tag_ == "VBN" and verb.head.tag_[:1] == "V":
            return find_subject(verb.head) if not is_passive(verb.head) else passive_subject(verb.head)
        else:
            return []


def shared_agent(verb: Token) -> list[Token]:
    """The agent that stands behind a verb joined to this one: "was attacked and occupied by Iraq"."""
    joined = [child for child in verb.children if child.dep_ == "conj" and child.tag_ == "VBN"]
    return next((found for found in map(passive_agent, joined) if found), [])


def passive_agent(verb: Token) -> list[Token]:
    """The agent of a passive verb."""
    return [
        inner
        for child in verb.children
        if child.dep_ == "agent"
        for inner in child.children
        if inner.dep_ == "pobj"
    ]


def noun_owner(noun: Token) -> list[Token]:
    """The possessor of a noun, else the subject of the verb whose object it is."""
    owners = [child for child in noun.children if child.dep_ == "poss"]
    if owners:
        return owners
    if noun.dep_ in {"dobj", "attr", "pobj"}:
        governor = noun.head if noun.dep_ != "pobj" else noun.head.head
        if governor.tag_[:1] == "V":
            return find_subject(governor) if not is_passive(governor) else passive_agent(governor)
    return []


def relative_gap(verb: Token) -> bool:
    """Whether a relative clause without pronoun leaves its object open ("the summit Modi hosted")."""
    pronouns = [
        child for child in verb.subtree if child.lower_ in RELATIVE and child.tag_ in {"WDT", "WP", "IN"}
    ]
    return not pronouns and not any(child.dep_ in {"ccomp", "xcomp"} for child in verb.children)
