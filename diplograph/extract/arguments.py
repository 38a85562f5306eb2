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
    list_conjuncts,
    owned_noun,
    owner_before,
    phrase_words,
    resolve_relative,
)
from diplograph.extract.names import load_words
from diplograph.extract.subjects import (
    find_subject,
    has_own_subject,
    is_passive,
    passive_agent,
    passive_subject,
    relative_gap,
)
from diplograph.extract.words import base_form, known_words

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


def find_clauses(sentence: Span, names: set[int], heads: set[int]) -> Iterator[Clause]:
    """The clauses of a sentence; `names` are the tokens that belong to mentions, `heads` the root of each.

    Common nouns that open no frame whatever stands around them are passed over.
    """
    nouns = known_words()["nouns"] | known_words()["phrases"]
    for token in sentence:
        tag = token.tag_
        if token.i in names:
            if token.i in heads:
                yield name_clause(token, names)
        elif tag[:1] == "V" and token.dep_ not in {"aux", "auxpass"}:
            yield verb_clause(token)
            if token.dep_ in {"amod", "acl", "attr", "acomp"}:
                yield adjective_clause(token, names)
        elif tag[:1] == "N" and base_form(token.lower_.rstrip("."), "N") in nouns:
            yield noun_clause(token, names)
            yield from phrase_clauses(token)
        elif tag[:1] == "J" and token.dep_ in {
            "acomp",
            "amod",
            "conj",
            "acl",
            "advcl",
            "ROOT",
            "attr",
            "relcl",
            "oprd",
        }:
            yield adjective_clause(token, names)


def noun_clause(noun: Token, names: set[int]) -> Clause:
    """The clause of a common noun: who bears it, who owns it, and its prepositions."""
    clause = Clause(noun, "nouns", phrase_words(noun, "N"), (noun.i, noun.i + 1))
    bearers = find_bearers(noun, names)
    if noun.tag_ in {"NNS", "NNPS"}:
        clause.add("bearer", bearers)
    else:
        clause.slots["bearer"] = list(dict.fromkeys(owned_noun(token) for token in bearers))
    add_prepositions(clause, noun)
    if head_of_list(noun).dep_ == "attr":
        add_prepositions(clause, head_of_list(noun).head)
    clause.add("subject", find_owners(noun, names))
    add_pair(clause, noun, names)
    if "subject" in clause.slots and not clause.slots["subject"]:
        clause.add("subject", support_subject(noun))
    return clause


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
    """The name that a post follows after a comma, where the parser missed it: "X, then Indonesia's minister"."""
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


def adjective_clause(adjective: Token, names: set[int]) -> Clause:
    """The clause of an adjective: what it is said of, and its prepositions."""
    words = tuple(dict.fromkeys((adjective.lower_, base_form(adjective.lower_, "J"))))
    clause = Clause(adjective, "adjectives", words, (adjective.i, adjective.i + 1))
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
    return clause


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
    clause = Clause(noun, "phrases", tuple(dict.fromkeys(words)), (preposition.i, tails[0].i + 1))
    for tail in tails:
        add_preposition(clause, tail, tail.lower_)
    clause.add("clause", hung_on(preposition))
    yield clause


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
    clause = Clause(name, "names", (), (name.i, name.i + 1), {"bearer": [name]})
    start = name
    while (
        start.i - 1 in names and start.i - 1 >= name.left_edge.i and start.nbor(-1).text not in {"'s", "’s"}
    ):
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
    return clause


def verb_clause(verb: Token) -> Clause:
    """The clause of a verb, active or passive, finite or not."""
    base = base_form(verb.lower_, "V")
    particles = [child.lower_ for child in verb.children if child.dep_ == "prt"]
    particles += [
        child.lower_
        for child in verb.children
        if child.dep_ in {"advmod", "prep"} and child.i == verb.i + 1 and child.lower_ in PARTICLES
    ]
    words = tuple(dict.fromkeys([*(f"{base} {particle}" for particle in particles), base]))
    last = max(
        (child.i for child in verb.children if child.lower_ in particles and child.i == verb.i + 1),
        default=verb.i,
    )
    clause = Clause(verb, "verbs", words, (verb.i, last + 1))
    passive = is_passive(verb)
    add_object(clause, verb, passive=passive)
    add_prepositions(clause, verb)
    if passive:
        add_stranded(clause, verb)
    add_subject(clause, verb, passive=passive)
    add_mutual(clause, passive=passive)
    clause.add("owner", [owner for token in clause.slots["object"] for owner in list_owners(token)])
    clause.add("topic", [verb] * (not clause.slots["object"]))
    return clause


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
            delivered = speech_behind(verb)
            clause.add("subject", delivered)
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
    objects = [*clause.slots.get("object", []), *clause.slots.get("retained", [])]
    clause.objects = frozenset(form for token in objects for form in phrase_words(token, "N"))
    if clause.objects:
        for token in objects:
            if token.tag_ in {"NN", "NNS", "CD", "$"} or token.text in {"$", "€", "£"}:
                add_prepositions(clause, token)


def add_mutual(clause: Clause, *, passive: bool) -> None:
    """Fill "between" of a verb with several subjects: "X and Y agreed"."""
    clause.add(
        "between", clause.slots.get("subject", []) or (clause.slots.get("object", []) if passive else [])
    )
