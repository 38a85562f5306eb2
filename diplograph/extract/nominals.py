"""The clause of a common noun: who bears it, who owns it, between whom it is, and its prepositions."""

from spacy.tokens import Token

from diplograph.extract.clauses import (
    Clause,
    add_prepositions,
    head_of_list,
    list_conjuncts,
    owned_noun,
    owner_before,
    phrase_words,
    resolve_relative,
)
from diplograph.extract.names import load_words
from diplograph.extract.subjects import find_subject, is_passive, passive_agent, passive_subject
from diplograph.extract.words import base_form


def noun_clause(noun: Token, names: set[int]) -> Clause:
    """The clause of a common noun: who bears it, who owns it, and its prepositions."""
    return Clause(noun, "nouns", phrase_words(noun, "N"), lambda clause: fill_noun(clause, noun, names))


def fill_noun(clause: Clause, noun: Token, names: set[int]) -> None:
    """Fill the slots of a common noun."""
    bearers = find_bearers(noun, names)
    if noun.tag_ in {"NNS", "NNPS"}:
        clause.add("bearer", bearers)
    else:
        clause.slots["bearer"] = list(dict.fromkeys(owned_noun(token) for token in bearers))
    add_prepositions(clause, noun)
    if noun.dep_ in {"compound", "nmod"} and noun.head.i in names:
        add_prepositions(clause, noun.head)
    if head_of_list(noun).dep_ == "attr":
        add_prepositions(clause, head_of_list(noun).head)
    clause.add("subject", find_owners(noun, names))
    add_pair(clause, noun, names)
    if "subject" in clause.slots and not clause.slots["subject"]:
        clause.add("subject", support_subject(noun))


def find_owners(noun: Token, names: set[int]) -> list[Token]:
    """Possessors and names before the noun: "China's response", "the Chinese response", "US sanctions"."""
    owners: list[Token] = []
    for child in noun.children:
        if child.dep_ == "poss":
            owners.extend(resolve_relative(child))
        elif (
            child.i < noun.i
            and child.i in names
            and child.dep_ in {"amod", "compound", "nmod", "nsubj", "npadvmod"}
        ):
            owners.append(child)
    owners = owners or owner_before(noun, names)
    if not owners and noun.i - 1 in names and noun.nbor(-1).head == noun and noun.nbor(-1).dep_ != "appos":
        owners.append(noun.nbor(-1))
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ == "by":
            owners.extend(inner for inner in child.children if inner.dep_ == "pobj")
        elif (
            child.dep_ == "acl"
            and child.tag_ == "VBN"
            and base_form(child.lower_, "V") in load_words()["grammar"]["support_verbs"]
        ):
            owners.extend(passive_agent(child))
    head = head_of_list(noun)
    if not owners and head != noun and head.tag_[:1] == "N" and head.i not in names:
        return [child for child in head.children if child.dep_ == "poss"]
    return owners


def add_pair(clause: Clause, noun: Token, names: set[int]) -> None:
    """Fill "between" from names joined by a dash or "and" before the noun: "US-China talks"."""
    pair = []
    position = noun.i - 1
    while (
        not noun.doc[position + 1].is_sent_start
        and noun.doc[position].tag_ in {"JJ", "NN", "VBG"}
        and position not in names
    ):
        position -= 1
    last = position
    while not noun.doc[position + 1].is_sent_start and (
        position in names
        or noun.doc[position].text in {"-", "–", "—", "and", "/", ","}
        or noun.doc[position].dep_ == "punct"
    ):
        position -= 1
    joints = [token for token in noun.doc[position + 1 : last + 1] if token.text in {"-", "–", "—", "/"}]
    if joints and last in names:
        pair = [noun.doc[i] for joint in joints for i in (joint.i - 1, joint.i + 1) if i in names]
    if len(pair) > 1:
        clause.slots["between"] = list(dict.fromkeys(pair))
        clause.slots["subject"] = []
    elif clause.slots.get("subject") and any(list_conjuncts(token) for token in clause.slots["subject"]):
        clause.add("between", clause.slots["subject"])


def support_subject(noun: Token) -> list[Token]:
    """The subject of the verb that the noun is the object of: "Japan held talks with"."""
    noun = head_of_list(noun)
    if noun.dep_ in {"dobj", "obj", "attr"} and noun.head.tag_[:1] == "V":
        verb = noun.head
        if base_form(verb.lower_, "V") in load_words()["grammar"]["support_verbs"]:
            return find_subject(verb) if not is_passive(verb) else passive_agent(verb)
    if noun.dep_ in {"nsubjpass"}:
        return passive_agent(noun.head)
    if noun.dep_ == "pobj" and noun.head.dep_ == "prep" and noun.head.lower_ in {"in", "into", "to", "on"}:
        verb = noun.head.head
        if verb.tag_[:1] == "V" and base_form(verb.lower_, "V") in {
            "engage",
            "enter",
            "participate",
            "lead",
            "agree",
            "respond",
            "go",
            "come",
            "join",
            "resort",
            "arrive",
            "meet",
        }:
            return find_subject(verb)
    return []


def find_bearers(noun: Token, names: set[int]) -> list[Token]:
    """Whom the noun describes: copula, apposition, title before a name, "as", and complements."""
    first = head_of_list(noun)
    found: list[Token] = []
    if first.dep_ in {"attr", "oprd"}:
        verb = first.head
        found.extend(find_subject(verb) if not is_passive(verb) else passive_subject(verb))
    if first.dep_ == "appos":
        found.append(first.head)
        if first.head.i not in names:
            found.extend(child for child in first.head.children if child.dep_ == "appos" and child != first)
    found.extend(child for child in noun.children if child.dep_ == "appos")
    if noun.dep_ in {"compound", "nmod", "amod", "nsubj"} and noun.head.i in names and noun.head.i > noun.i:
        found.append(noun.head)
    elif (
        not found
        and noun.i + 1 in names
        and noun.nbor(1).dep_ not in {"pobj", "poss"}
        and noun.nbor(1).tag_[:2] == "NN"
        and noun.dep_ != "pobj"
    ):
        found.append(noun.nbor(1))
    if first.dep_ == "pobj" and first.head.lower_ == "as":
        governor = first.head.head
        if governor.tag_[:1] == "V":
            found.extend(object_or_subject(governor))
        elif governor.tag_[:1] == "N":
            found.extend([governor, *(child for child in governor.children if child.dep_ == "poss")])
    if noun.dep_ == "nsubj" and noun.head.tag_[:1] == "V":
        found.extend(
            child
            for child in noun.head.children
            if child.dep_ == "attr" and base_form(noun.head.lower_, "V") == "be"
        )
    if not found:
        found = name_before_comma(noun, names)
    return [t for token in found for t in resolve_relative(token)]


def name_before_comma(noun: Token, names: set[int]) -> list[Token]:
    """The name that a post follows after a comma, if the parser missed it: "X, then minister"."""
    doc, position = noun.doc, noun.i - 1
    while position > noun.i - 7 and not doc[position + 1].is_sent_start and doc[position].text != ",":
        if doc[position].tag_[:1] in {"V", "I", "M", "W", "C"}:
            return []
        position -= 1
    after = doc[noun.i + 1] if noun.i + 1 < len(doc) else None
    closed = (
        after is None
        or after.is_punct
        or after.lower_ in {"of", "at", "for", "to", "from", "with", "in", "who"}
    )
    return [doc[position - 1]] if doc[position].text == "," and position - 1 in names and closed else []


def object_or_subject(verb: Token) -> list[Token]:
    """The object of a verb, else its subject: whom "as" describes; both where one takes the other's place."""
    if base_form(verb.lower_, "V") in {"succeed", "replace", "follow"}:
        return [*find_subject(verb), *(child for child in verb.children if child.dep_ == "dobj")]
    objects = [child for child in verb.children if child.dep_ in {"dobj", "obj"}]
    if is_passive(verb):
        return passive_subject(verb)
    return [t for token in objects for t in resolve_relative(token)] or find_subject(verb)
