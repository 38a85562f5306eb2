"""Says what words refer to that are no names: pronouns, descriptions, groups, stand-ins and enumerations.

Gives three look-ups. `doc._.references`: token index → the indices of the mentions that it stands for
("the bloc", "he", "Chinese officials"). `doc._.alternatives`: what "it" may stand for besides,
the likeliest first. `doc._.lists`: mention index → the members of the enumeration that it stands in.
Precision first: in doubt, nothing.
"""

from collections import defaultdict
from collections.abc import Set as AbstractSet

from spacy.tokens import Doc, Span, Token

from diplograph.extract.names import Mention, load_words, phrases_ending_at, tokens_of
from diplograph.extract.subjects import find_subject
from diplograph.extract.words import base_form
from diplograph.ontology import PERSONS, load_ontology

NUMBERS = {
    "two": 2,
    "both": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "pair": 2,
    "trio": 3,
    "quartet": 4,
}
LIST_JOINTS = {",", "and", "or", "&", "the", "as", "well"}


def find_references(doc: Doc, mentions: list[Mention]) -> dict[int, list[int]]:
    """Token index → indices of the mentions it stands for; the tokens of a mention stand for itself."""
    references: dict[int, list[int]] = {}
    for index, mention in enumerate(mentions):
        for token in range(mention["start"], mention["end"]):
            references[token] = [index]
    doc._.alternatives = {}
    doc._.lists = find_lists(doc, mentions)
    by_sentence = group_by_sentence(doc, mentions)
    sentences = list(doc.sents)
    for number, sentence in enumerate(sentences):
        window = [by_sentence[i] for i in range(max(0, number - 3), number)]
        resolve_sentence(sentence, mentions, references, by_sentence[number], window)
    return references


def find_lists(doc: Doc, mentions: list[Mention]) -> dict[int, list[int]]:
    """Mention index → all members of the enumeration it stands in ("A, B and C"), read off the surface.

    The parser often loses the middle of a long list; commas, "and" and articles do not.
    """
    names = tokens_of(mentions)
    found: dict[int, list[int]] = {}
    for kinds in ({"COUNTRY", "INSTITUTION", "REGION"}, PERSONS, {"INITIATIVE"}):
        indices = [i for i, mention in enumerate(mentions) if mention["kind"] in kinds]
        run: list[int] = []
        closed = False
        for index in indices:
            joint = is_joint(doc, mentions[run[-1]], mentions[index], names) if run and not closed else set()
            if joint:
                run.append(index)
                closed = bool(joint - {","})
                if closed and len(run) > 2:
                    found |= dict.fromkeys(run, run)
            else:
                run, closed = [index], False
    return found


def is_joint(doc: Doc, before: Mention, after: Mention, names: set[int]) -> set[str]:
    """The words that join two members of an enumeration, or nothing when something else stands between.

    Besides commas, "and" and articles, a person may bring a country ("Penny Wong of Australia") and a title.
    """
    gap = doc[before["end"] : after["start"]]
    persons = {before["kind"], after["kind"]} <= PERSONS
    if len(gap) > (9 if persons else 4) or doc[before["start"]].sent.start != doc[after["start"]].sent.start:
        return set()
    offices = load_ontology().offices
    words = set()
    for token in gap:
        plain = token.lower_
        extra = persons and (
            token.i in names or plain in {"of", "'s", "’s"} or plain in offices or token.text[0].isupper()
        )
        if plain not in LIST_JOINTS and not extra:
            return set()
        words.add(plain)
    return words & {",", "and", "or", "&"}


def group_by_sentence(doc: Doc, mentions: list[Mention]) -> dict[int, list[int]]:
    """Sentence number → indices of the mentions in it."""
    found: dict[int, list[int]] = defaultdict(list)
    ends = [sentence.end for sentence in doc.sents]
    number = 0
    for index, mention in enumerate(mentions):
        while mention["start"] >= ends[number]:
            number += 1
        found[number].append(index)
    return found


def resolve_sentence(
    sentence: Span,
    mentions: list[Mention],
    references: dict[int, list[int]],
    here: list[int],
    window: list[list[int]],
) -> None:
    """Add what the pronouns, descriptions and stand-ins of one sentence refer to."""
    words = load_words()
    for token in sentence:
        if token.i in references:
            continue
        tag = token.tag_
        if tag in {"PRP", "PRP$"}:
            found = resolve_pronoun(token, mentions, references, here, window)
        elif tag == "VBN" and token.dep_ == "ROOT":
            found = resolve_topic(token, mentions, window)
        elif token.lower_ in {"former", "latter"}:
            found = resolve_former(token, mentions, references, here, window)
        elif tag[:2] == "VB" and is_left_open(token):
            before = named_before(token, mentions, here)
            sentence.doc._.alternatives[token.i] = list_things(mentions, [before, *reversed(window[-2:])])
            continue
        elif tag in {"NN", "NNS", "NNP", "NNPS", "DT", "CD", "PDT"}:
            found = (
                resolve_group(token, mentions, references, here, window)
                or resolve_standin(token, mentions, references, words)
                or resolve_description(token, mentions, here, window, words)
            )
        else:
            continue
        if found:
            references[token.i] = found


def named_before(token: Token, mentions: list[Mention], here: list[int]) -> list[int]:
    """Those of the sentence's mentions that end before the token."""
    return [i for i in here if mentions[i]["end"] <= token.i]


def resolve_standin(
    token: Token,
    mentions: list[Mention],
    references: dict[int, list[int]],
    words: dict[str, dict[str, frozenset[str]]],
) -> list[int]:
    """The state or body before a noun that stands for it: "the Chinese government", "ASEAN states"."""
    if base_form(token.lower_, "N") not in words["standins"]["words"]:
        return []
    for child in token.children:
        if (
            child.dep_ == "appos"
            and child.i in references
            and mentions[references[child.i][0]]["kind"] in PERSONS
        ):
            return references[child.i]
    for child in token.children:
        if child.dep_ in {"amod", "compound", "poss", "nmod"} and child.i < token.i and child.i in references:
            found = references[child.i]
            if mentions[found[0]]["kind"] in {"COUNTRY", "INSTITUTION"}:
                return find_holder(token, mentions, mentions[found[0]]["entity"]) or found
    return []


def find_holder(token: Token, mentions: list[Mention], body: str) -> list[int]:
    """The one leader in the text who then held the office named: "the Japanese prime minister"."""
    roles = {f"{body} {phrase}" for phrase in phrases_ending_at(token)}
    held = {m["entity"]: i for i, m in enumerate(mentions) if not roles.isdisjoint(m.get("posts", ()))}
    return list(held.values()) if len(held) == 1 else []


def resolve_description(
    token: Token,
    mentions: list[Mention],
    here: list[int],
    window: list[list[int]],
    words: dict[str, dict[str, frozenset[str]]],
) -> list[int]:
    """The nearest earlier mention of the kind that a description names: "the initiative", "the bloc"."""
    noun = base_form(token.lower_, "N")
    kinds = [kind for kind, nouns in words["descriptions"].items() if noun in nouns and kind != "COUNTRY"]
    if not kinds or token.tag_ not in {"NN", "NNP"} or not is_bare_definite(token):
        return []
    before = named_before(token, mentions, here)
    for group in [before, *reversed(window[-2:])]:
        fitting = [i for i in group if mentions[i]["kind"] in kinds and mentions[i]["role"] != "place"]
        if fitting:
            return [pick_antecedent(token.doc, mentions, fitting)]
    return []


def is_bare_definite(token: Token) -> bool:
    """Whether a noun stands with "the" or "this" and nothing that would tell it from others."""
    determiner = any(
        child.dep_ == "det" and child.lower_ in {"the", "this", "that"} for child in token.children
    )
    described = any(
        child.dep_ in {"compound", "nmod", "poss", "relcl", "acl", "nummod", "appos"}
        or (child.dep_ == "prep" and child.lower_ == "of")
        or (child.dep_ == "amod" and child.lower_ not in {"new", "same", "whole", "entire", "ambitious"})
        for child in token.children
    )
    return determiner and not described and token.dep_ not in {"compound", "nmod"}


def pick_antecedent(doc: Doc, mentions: list[Mention], fitting: list[int]) -> int:
    """The subject among the candidates if one is, else the last."""
    subjects = [i for i in fitting if is_subject(doc, mentions[i])]
    return subjects[-1] if subjects else fitting[-1]


def is_subject(doc: Doc, mention: Mention) -> bool:
    """Whether the mention heads the subject of its clause."""
    return doc[mention["start"] : mention["end"]].root.dep_ in {"nsubj", "nsubjpass"}


def resolve_topic(token: Token, mentions: list[Mention], window: list[list[int]]) -> list[int]:
    """What a sentence without a subject is about ("Launched by …"): the initiative named before."""
    if (
        any(child.dep_ in {"nsubj", "nsubjpass", "csubj"} for child in token.children)
        or token.i > token.sent.start + 2
    ):
        return []
    for group in reversed(window):
        fitting = [i for i in group if mentions[i]["kind"] == "INITIATIVE"]
        if fitting:
            return [fitting[0]]
    return []


def resolve_pronoun(
    token: Token,
    mentions: list[Mention],
    references: dict[int, list[int]],
    here: list[int],
    window: list[list[int]],
) -> list[int]:
    """The antecedent of a pronoun of the third person, or nothing when in doubt."""
    word = token.lower_
    before = named_before(token, mentions, here)
    groups = [before, *reversed(window[-1:])]
    if word in {"he", "him", "his", "she", "her"}:
        return find_person(token, mentions, references, groups)
    if word in {"it", "its"}:
        token.doc._.alternatives[token.i] = list_things(mentions, groups)
        return first_subject(token, mentions, groups, {"COUNTRY", "INSTITUTION", "INITIATIVE"})
    if (
        word == "them"
        and token.head.lower_ == "of"
        and token.head.head.lower_ in {"neither", "both", "each", "either"}
    ):
        return distinct_members(mentions, groups, 2, None)
    if word in {"they", "them", "their"}:
        return coordinated(token.doc, mentions, references, groups, None) or first_subject(
            token, mentions, groups, {"INSTITUTION", "COUNTRY"}, plural=True
        )
    return []


def is_left_open(verb: Token) -> bool:
    """Whether a verb of joining stands without what is joined ("Japan never joined")."""
    if base_form(verb.lower_, "V") not in load_words()["grammar"]["open_verbs"]:
        return False
    return not any(
        child.dep_ in {"dobj", "obj", "prep", "nsubjpass", "agent", "relcl"} for child in verb.children
    )


def list_things(mentions: list[Mention], groups: list[list[int]]) -> list[int]:
    """What "it" may stand for when its verb asks for an initiative or institution: the latest first."""
    return [
        i for group in groups for i in reversed(group) if mentions[i]["kind"] in {"INITIATIVE", "INSTITUTION"}
    ]


def find_person(
    token: Token, mentions: list[Mention], references: dict[int, list[int]], groups: list[list[int]]
) -> list[int]:
    """The person that "he" or "she" goes on with: the nearest subject before, else the last person named."""
    sentence = token.sent
    previous = sentence[0].nbor(-1).sent if sentence.start else None
    here = [t for t in token.doc[sentence.start : token.i] if is_person_subject(t, mentions, references)]
    if token.dep_ in {"dobj", "dative"} and token.head.tag_[:1] == "V":
        return find_other_person(token, mentions, references, groups, here)
    if here:
        return references[here[-1].i][:1]
    if previous is not None:
        before = [t for t in previous if is_person_subject(t, mentions, references)]
        main = [t for t in before if t.head.dep_ == "ROOT"]
        if before:
            return references[(main or before)[-1].i][:1]
    for group in groups:
        people = [i for i in group if mentions[i]["kind"] in PERSONS]
        if people:
            return people[-1:]
    return []


def find_other_person(
    token: Token,
    mentions: list[Mention],
    references: dict[int, list[int]],
    groups: list[list[int]],
    here: list[Token],
) -> list[int]:
    """Whom "him" stands for as an object: nobody who does the deed, else the nearest person before."""
    doers = {mentions[i]["entity"] for t in find_subject(token.head) for i in references.get(t.i, ())}
    before = [references[t.i][0] for t in here]
    people = [i for group in reversed(groups) for i in group if mentions[i]["kind"] in PERSONS]
    fitting = [i for i in [*people, *before] if mentions[i]["entity"] not in doers]
    return fitting[-1:]


def is_person_subject(token: Token, mentions: list[Mention], references: dict[int, list[int]]) -> bool:
    """Whether the token is a subject that stands for one person."""
    return (
        token.dep_ in {"nsubj", "nsubjpass"}
        and len(references.get(token.i, ())) == 1
        and mentions[references[token.i][0]]["kind"] in PERSONS
    )


def first_subject(
    token: Token,
    mentions: list[Mention],
    groups: list[list[int]],
    kinds: AbstractSet[str],
    *,
    plural: bool = False,
) -> list[int]:
    """The nearest subject of these kinds; for "their" a plural name or demonym only."""
    for group in groups:
        fitting = [
            i
            for i in group
            if mentions[i]["kind"] in kinds
            and mentions[i]["role"] != "place"
            and is_subject(token.doc, mentions[i])
        ]
        if plural:
            fitting = [i for i in fitting if is_plural_name(token.doc, mentions[i])]
        main = [i for i in fitting if is_main(token.doc, mentions[i])]
        if fitting:
            return main[-1:] if main and group is not groups[0] else fitting[-1:]
        if any(mentions[i]["kind"] in kinds for i in group):
            return []
    return []


def is_plural_name(doc: Doc, mention: Mention) -> bool:
    """Whether a name is a plural: "the Houthis", "the Saudis"."""
    last = doc[mention["end"] - 1]
    return last.tag_ in {"NNPS", "NNS"} or (
        mention["end"] - mention["start"] == 1 and last.text.endswith("is")
    )


def resolve_former(
    token: Token,
    mentions: list[Mention],
    references: dict[int, list[int]],
    here: list[int],
    window: list[list[int]],
) -> list[int]:
    """The first or second of two just named together: "the former", "the latter"."""
    if token.dep_ in {"amod", "compound"} or not has_article(token):
        return []
    before = named_before(token, mentions, here)
    pair = coordinated(token.doc, mentions, references, [before, *reversed(window[-1:])], 2)
    return pair[:1] if token.lower_ == "former" else pair[1:2]


def is_main(doc: Doc, mention: Mention) -> bool:
    """Whether the mention heads the subject of its sentence's main clause."""
    return doc[mention["start"] : mention["end"]].root.head.dep_ == "ROOT"


def resolve_group(
    token: Token,
    mentions: list[Mention],
    references: dict[int, list[int]],
    here: list[int],
    window: list[list[int]],
) -> list[int]:
    """The members of a group just named: "the two countries", "both sides", "the four leaders"."""
    noun = base_form(token.lower_, "N")
    alone = token.lower_ in NUMBERS and (
        token.lower_ in {"both", "pair", "trio", "quartet"} or has_article(token)
    )
    number = (
        NUMBERS[token.lower_] if alone and token.dep_ not in {"nummod", "det", "predet", "preconj"} else None
    )
    for child in token.children:
        if (
            child.dep_ in {"nummod", "det", "predet", "preconj"}
            and child.lower_ in NUMBERS
            and noun in load_words()["grammar"]["group_nouns"]
        ):
            number = NUMBERS[child.lower_]
    if number is None:
        return []
    before = named_before(token, mentions, here)
    wanted = (
        PERSONS
        if noun in {"leader", "minister", "president", "man"}
        else {"COUNTRY", "INSTITUTION"}
        if noun in load_words()["grammar"]["group_nouns"]
        else None
    )
    groups = [before, *reversed(window)]
    found = coordinated(token.doc, mentions, references, groups, number)
    if wanted is None and not found:
        found = distinct_members(mentions, groups, number, PERSONS)
    if not found:
        found = distinct_members(mentions, groups, number, wanted)
    if not found and wanted == PERSONS:
        found = distinct_members(mentions, groups, number, {"COUNTRY"})
    if (
        wanted
        and any(mentions[i]["kind"] not in wanted for i in found)
        and noun in {"leader", "minister", "president", "man"}
    ):
        return distinct_members(mentions, groups, number, wanted)
    return found


def has_article(token: Token) -> bool:
    """Whether "the" or "these" stands before the token."""
    return any(child.dep_ == "det" and child.lower_ in {"the", "these"} for child in token.children)


def coordinated(
    doc: Doc,
    mentions: list[Mention],
    references: dict[int, list[int]],
    groups: list[list[int]],
    number: int | None,
) -> list[int]:
    """The last set of names joined by "and" with this many members."""
    for group in groups:
        for i in reversed(group):
            root = doc[mentions[i]["start"] : mentions[i]["end"]].root
            while root.dep_ == "conj" and root.head.i in references:
                root = root.head
            heads = [root, *list_joined(root)]
            found = [references[head.i][0] for head in heads if head.i in references]
            entities = {mentions[j]["entity"] for j in found}
            persons = {mentions[j]["kind"] in PERSONS for j in found}
            if len(entities) > 1 and len(persons) == 1 and (number is None or len(entities) == number):
                return found
        if number is None and group:
            return []
    return []


def list_joined(token: Token) -> list[Token]:
    """The tokens joined to this one, in the order of the text; whatever the tag, for names are mistagged."""
    found = []
    for child in token.children:
        if child.dep_ == "conj":
            found.extend([child, *list_joined(child)])
    return found


def distinct_members(
    mentions: list[Mention], groups: list[list[int]], number: int, kinds: AbstractSet[str] | None
) -> list[int]:
    """The members when exactly this many distinct ones of the kind were named in the sentences before."""
    seen: dict[str, int] = {}
    for group in groups:
        for i in group:
            if (
                mentions[i]["kind"] in (kinds or {"COUNTRY", "INSTITUTION"})
                and mentions[i]["role"] != "place"
            ):
                seen.setdefault(mentions[i]["entity"], i)
        if len(seen) >= number:
            break
    return sorted(seen.values()) if len(seen) == number else []
