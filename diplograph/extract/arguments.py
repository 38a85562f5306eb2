"""Turns a sentence's parse into plain clauses: a predicate, and who fills which of its slots.

It knows grammar and no ontology: passives, relative and reduced clauses, control, coordination, apposition,
possessives, compounds and nominalisations are undone here, so that `relate` need only look words up.
The slots are those described at the top of `relations.toml`. Only labels of spaCy's English dependency
scheme (ClearNLP) and Penn tags are read, so any English pipeline with a parser and a tagger will do.
"""

from collections.abc import Iterator

from spacy.tokens import Span, Token

from diplograph.extract.clauses import (
    Clause,
    add_preposition,
    add_prepositions,
    head_of_list,
    owner_before,
    phrase_words,
    resolve_relative,
)
from diplograph.extract.nominals import noun_clause
from diplograph.extract.subjects import find_subject, is_passive, passive_agent, passive_subject
from diplograph.extract.verbals import verb_clause
from diplograph.extract.words import GENITIVES, base_form, known_words


def find_clauses(sentence: Span, names: set[int], heads: set[int]) -> Iterator[Clause]:
    """The clauses of a sentence; `names` are the tokens that belong to mentions, `heads` the root of each.

    Nouns and adjectives that open no frame whatever stands around them are passed over.
    """
    known = known_words()
    nouns, phrases, adjectives = known["nouns"], known["phrases"], known["adjectives"]
    for token in sentence:
        tag = token.tag_
        if token.i in names:
            if token.i in heads:
                yield name_clause(token, names)
        elif tag[:1] == "V" and token.dep_ not in {"aux", "auxpass"}:
            yield verb_clause(token)
            if token.dep_ in {"amod", "acl", "attr", "acomp"} and token.lower_ in adjectives:
                yield adjective_clause(token, names)
        elif tag[:1] == "N":
            base = base_form(token.lower_.rstrip("."), "N")
            if base in nouns:
                yield noun_clause(token, names)
            if base in phrases:
                yield from phrase_clauses(token)
        elif tag[:1] == "J" and token.lower_ in adjectives:
            yield adjective_clause(token, names)


def adjective_clause(adjective: Token, names: set[int]) -> Clause:
    """The clause of an adjective: what it is said of, and its prepositions."""
    words = tuple(dict.fromkeys((adjective.lower_, base_form(adjective.lower_, "J"))))
    return Clause(adjective, "adjectives", words, lambda clause: fill_adjective(clause, adjective, names))


def fill_adjective(clause: Clause, adjective: Token, names: set[int]) -> None:
    """Fill the slots of an adjective."""
    first = head_of_list(adjective)
    if first.dep_ in {"amod", "acl", "relcl"}:
        clause.add("subject", [first.head])
    elif first.tag_[:1] == "V" and first.dep_ not in {"acomp", "oprd"}:
        clause.add("subject", find_subject(first))
    elif first.dep_ in {"acomp", "oprd", "advcl", "attr"} or first.head.tag_[:1] == "V":
        clause.add(
            "subject", find_subject(first.head) if not is_passive(first.head) else passive_subject(first.head)
        )
    before = [
        child
        for child in adjective.children
        if child.dep_ in {"npadvmod", "compound", "nmod"} and child.i in names
    ]
    clause.add("hyphen", before)
    if before:
        clause.add("bearer", clause.slots.get("subject", []))
        clause.slots["subject"] = before
    add_prepositions(clause, adjective)


def phrase_clauses(noun: Token) -> Iterator[Clause]:
    """The clause of "in response to" and its like: what it hangs on, and what it names."""
    preposition = noun.head
    tails = [child for child in noun.children if child.dep_ == "prep"]
    if noun.dep_ != "pobj" or preposition.dep_ != "prep" or not tails:
        return
    words = tuple(
        f"{preposition.lower_} {form} {tail.lower_}"
        for tail in tails
        for form in (*phrase_words(noun, "N"), noun.lower_)
    )
    trigger = (preposition.i, tails[0].i + 1)
    forms = tuple(dict.fromkeys(words))
    yield Clause(noun, "phrases", forms, lambda clause: fill_phrase(clause, preposition, tails), trigger)


def fill_phrase(clause: Clause, preposition: Token, tails: list[Token]) -> None:
    """Fill the slots of a phrase: what it names, and what it hangs on."""
    for tail in tails:
        add_preposition(clause, tail, tail.lower_)
    clause.add("clause", hung_on(preposition))


def hung_on(preposition: Token) -> list[Token]:
    """What a phrase is about: the object of a passive or active verb of making, and the subject."""
    governor = preposition.head
    if governor.tag_[:1] == "V":
        passive = is_passive(governor)
        theme = (
            passive_subject(governor)
            if passive
            else [t for child in governor.children if child.dep_ == "dobj" for t in resolve_relative(child)]
        )
        doers = passive_agent(governor) if passive else find_subject(governor)
        return [*theme, *doers]
    if governor.tag_[:1] == "N":
        return [governor, *find_subject_of_governor(governor)]
    return []


def find_subject_of_governor(noun: Token) -> list[Token]:
    """The doer when a phrase hangs on the object of a verb: "launched the PQI in response to"."""
    if noun.dep_ in {"dobj", "obj"} and noun.head.tag_[:1] == "V":
        return find_subject(noun.head)
    if noun.dep_ == "pobj" and noun.head.head.tag_[:1] == "V":
        verb = noun.head.head
        return passive_subject(verb) if is_passive(verb) else find_subject(verb)
    return []


def name_clause(name: Token, names: set[int]) -> Clause:
    """The clause of a name that is itself a head: its possessor, the names before it and its prepositions."""
    return Clause(name, "names", (), lambda clause: fill_name(clause, name, names))


def fill_name(clause: Clause, name: Token, names: set[int]) -> None:
    """Fill the slots of a name; it bears itself, without those joined to it."""
    clause.slots["bearer"] = [name]
    start = name
    while start.i - 1 in names and start.i - 1 >= name.left_edge.i and start.nbor(-1).text not in GENITIVES:
        start = start.nbor(-1)
    relative = [
        t
        for child in name.children
        if child.dep_ == "poss" and child.lower_ == "whose"
        for t in resolve_relative(child)
    ]
    pronoun = [child for child in name.children if child.dep_ == "poss" and child.tag_ == "PRP$"]
    before = [start.nbor(-1)] if not start.is_sent_start and start.i - 1 in names else []
    clause.add("subject", relative or pronoun or owner_before(start, names) or before)
    add_prepositions(clause, name)
    clause.add(
        "place",
        [child for child in name.children if child.dep_ in {"appos", "npadvmod"} and child.i in names],
    )
