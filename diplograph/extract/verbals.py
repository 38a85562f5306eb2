"""The clause of a verb, active or passive, finite or not."""

from spacy.tokens import Token

from diplograph.extract.clauses import Clause, add_prepositions, resolve_relative
from diplograph.extract.subjects import (
    find_subject,
    has_own_subject,
    is_passive,
    passive_subject,
    relative_gap,
    shared_agent,
)
from diplograph.extract.words import base_form

PARTICLES = {
    "out",
    "up",
    "down",
    "off",
    "away",
    "in",
    "forward",
    "back",
    "over",
    "together",
    "through",
    "on",
    "against",
    "by",
    "aside",
    "closely",
}


def verb_clause(verb: Token) -> Clause:
    """The clause of a verb, active or passive, finite or not."""
    base = base_form(verb.lower_, "V")
    particles = [child for child in verb.rights if child.dep_ == "prt" or is_particle(child, verb)]
    words = tuple(dict.fromkeys([*(f"{base} {particle.lower_}" for particle in particles), base]))
    last = max((child.i for child in particles if child.i == verb.i + 1), default=verb.i)
    return Clause(verb, "verbs", words, lambda clause: fill_verb(clause, verb), (verb.i, last + 1))


def is_particle(child: Token, verb: Token) -> bool:
    """Whether an adverb or preposition right behind the verb may be its particle ("put forward")."""
    return child.i == verb.i + 1 and child.dep_ in {"advmod", "prep"} and child.lower_ in PARTICLES


def fill_verb(clause: Clause, verb: Token) -> None:
    """Fill the slots of a verb."""
    passive = is_passive(verb)
    add_object(clause, verb, passive=passive)
    add_prepositions(clause, verb)
    if passive:
        add_stranded(clause, verb)
    add_place_of_relative(clause, verb)
    add_subject(clause, verb, passive=passive)
    add_mutual(clause, passive=passive)
    clause.add("owner", [owner for token in clause.slots["object"] for owner in list_owners(token)])
    clause.add("topic", [verb] * (not clause.slots["object"]))


def add_place_of_relative(clause: Clause, verb: Token) -> None:
    """Fill "at" with what "where" stands for: "the summit where X announced"."""
    if verb.dep_ == "relcl" and any(child.lower_ == "where" for child in verb.children):
        clause.add("at", [verb.head])


def add_stranded(clause: Clause, verb: Token) -> None:
    """Fill the slot of a preposition left alone by a passive: "is paid for by China"."""
    for child in verb.children:
        if child.dep_ == "prep" and not any(child.children) and child.lower_ not in clause.slots:
            clause.add(child.lower_, clause.slots["object"])


def list_owners(token: Token) -> list[Token]:
    """The possessors of a noun."""
    return [child for child in token.children if child.dep_ == "poss"]


def add_subject(clause: Clause, verb: Token, *, passive: bool) -> None:
    """Fill "subject": the agent of a passive, the subject of an active verb, found up the tree if need be."""
    if passive:
        for child in verb.children:
            if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
                clause.add(
                    "subject",
                    [
                        t
                        for inner in child.children
                        if inner.dep_ in {"pobj", "pcomp"}
                        for t in resolve_relative(inner)
                    ],
                )
        hyphen = [
            child
            for child in verb.children
            if child.dep_ in {"npadvmod", "compound", "nmod"}
            and child.i < verb.i
            and is_hyphened(child, verb)
        ]
        clause.add("subject", hyphen)
        if hyphen:
            clause.add("hyphen", hyphen)
        if "subject" not in clause.slots or not clause.slots["subject"]:
            clause.add("subject", speech_behind(verb) or shared_agent(verb))
    else:
        clause.add("subject", find_subject(verb))


def is_hyphened(child: Token, verb: Token) -> bool:
    """Whether the two are one compound: "US-led"."""
    return any(token.text in {"-", "–"} for token in verb.doc[child.i + 1 : verb.i]) or child.i == verb.i - 1


def speech_behind(verb: Token) -> list[Token]:
    """Who did it when the agent stands one step away: "was proposed in a speech delivered by X"."""
    for child in verb.children:
        if child.dep_ != "prep" or child.lower_ not in {"in", "at", "during"}:
            continue
        for noun in child.children:
            if noun.dep_ != "pobj" or base_form(noun.lower_, "N") not in {
                "speech",
                "address",
                "statement",
                "letter",
                "article",
                "meeting",
                "talk",
            }:
                continue
            agents = [
                inner
                for participle in noun.children
                if participle.dep_ == "acl"
                for agent in participle.children
                if agent.dep_ in {"agent", "prep"} and agent.lower_ == "by"
                for inner in agent.children
                if inner.dep_ == "pobj"
            ]
            owners = [inner for inner in noun.children if inner.dep_ == "poss"]
            by = [
                inner
                for prep in noun.children
                if prep.dep_ == "prep" and prep.lower_ == "by"
                for inner in prep.children
                if inner.dep_ == "pobj"
            ]
            return agents or owners or by
    return []


def add_object(clause: Clause, verb: Token, *, passive: bool) -> None:
    """Fill "object" and "recipient", and note the nouns that are the object."""
    if passive:
        clause.add("object", passive_subject(verb) or [verb] * (verb.dep_ == "ROOT"))
    else:
        direct = [child for child in verb.children if child.dep_ in {"dobj", "obj", "attr"}]
        clause.add("object", [t for child in direct for t in resolve_relative(child)])
        gap = verb.dep_ == "relcl" and not direct and has_own_subject(verb) and relative_gap(verb)
        if gap:
            clause.add("object", [verb.head])
        dative = [child for child in verb.children if child.dep_ == "dative" and child.tag_[:1] in "NP"]
        clause.add("recipient", dative)
        if len(direct) == 0 and dative:
            clause.add("object", dative)
    if passive:
        retained = [child for child in verb.children if child.dep_ in {"dobj", "oprd"}]
        clause.add("retained", retained)
    for token in [*clause.slots["object"], *clause.slots.get("retained", ())]:
        if token.tag_ in {"NN", "NNS", "CD", "$"}:
            add_prepositions(clause, token)


def add_mutual(clause: Clause, *, passive: bool) -> None:
    """Fill "mutual" with the subjects of a verb: "X and Y agreed"."""
    clause.slots["mutual"] = list(clause.slots["subject"] or (clause.slots["object"] if passive else []))
