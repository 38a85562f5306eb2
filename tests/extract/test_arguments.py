"""Grammar is undone, on parses written by hand: who does it, to whom, and what with."""

from collections.abc import Callable

import pytest

FindSlots = Callable[..., dict[str, list[str]]]
Slots = dict[str, list[str]]

VERBS: dict[str, tuple[str, str, Slots]] = {
    "an active clause has its subject and object": (
        "*China/NNP/nsubj/sanctioned sanctioned/VBD/ROOT/sanctioned *Lithuania/NNP/dobj/sanctioned",
        "sanctioned",
        {"subject": ["China"], "object": ["Lithuania"]},
    ),
    "a passive is turned round": (
        "*Lithuania/NNP/nsubjpass/sanctioned was/VBD/auxpass/sanctioned sanctioned/VBN/ROOT/sanctioned "
        "by/IN/agent/sanctioned *China/NNP/pobj/by",
        "sanctioned",
        {"subject": ["China"], "object": ["Lithuania"]},
    ),
    "a passive without agent has an object only": (
        "*Lithuania/NNP/nsubjpass/sanctioned was/VBD/auxpass/sanctioned sanctioned/VBN/ROOT/sanctioned",
        "sanctioned",
        {"object": ["Lithuania"]},
    ),
    "the agent may stand one step away, in a speech": (
        "The/DT/det/BRI *BRI/NNP/nsubjpass/proposed was/VBD/auxpass/proposed proposed/VBN/ROOT/proposed "
        "in/IN/prep/proposed a/DT/det/speech speech/NN/pobj/in delivered/VBN/acl/speech "
        "by/IN/agent/delivered *Xi/NNP/pobj/by",
        "proposed",
        {"subject": ["Xi"], "object": ["BRI"]},
    ),
    "a relative pronoun as subject stands for its noun": (
        "*India/NNP/nsubj/grew ,/,/punct/India which/WDT/nsubj/rejected rejected/VBD/relcl/India "
        "the/DT/det/BRI *BRI/NNP/dobj/rejected ,/,/punct/India grew/VBD/ROOT/grew",
        "rejected",
        {"subject": ["India"], "object": ["BRI"]},
    ),
    "a relative pronoun as object stands for its noun": (
        "The/DT/det/BRI *BRI/NNP/nsubj/grew that/WDT/dobj/launched *China/NNP/nsubj/launched "
        "launched/VBD/relcl/BRI grew/VBD/ROOT/grew",
        "launched",
        {"subject": ["China"], "object": ["BRI"]},
    ),
    "a relative clause may go without a pronoun": (
        "The/DT/det/BRI *BRI/NNP/nsubj/grew *China/NNP/nsubj/launched "
        "launched/VBD/relcl/BRI grew/VBD/ROOT/grew",
        "launched",
        {"subject": ["China"], "object": ["BRI"]},
    ),
    "a passive relative clause is turned round": (
        "The/DT/det/PQI *PQI/NNP/nsubj/grew ,/,/punct/PQI which/WDT/nsubjpass/launched "
        "was/VBD/auxpass/launched launched/VBN/relcl/PQI by/IN/agent/launched *Japan/NNP/pobj/by "
        ",/,/punct/PQI grew/VBD/ROOT/grew",
        "launched",
        {"subject": ["Japan"], "object": ["PQI"]},
    ),
    "a reduced relative clause is a passive": (
        "the/DT/det/initiative initiative/NN/nsubj/grew launched/VBN/acl/initiative "
        "by/IN/agent/launched *Japan/NNP/pobj/by grew/VBD/ROOT/grew",
        "launched",
        {"subject": ["Japan"], "object": ["initiative"]},
    ),
    "a participle before a noun lends it the name before the dash": (
        "the/DT/det/IPEF *US/NNP/npadvmod/led -/HYPH/punct/led led/VBN/amod/IPEF *IPEF/NNP/ROOT/IPEF",
        "led",
        {"subject": ["US"], "object": ["IPEF"]},
    ),
    "every member of a joined subject and object counts": (
        "*Japan/NNP/nsubj/condemned and/CC/cc/Japan *India/NNP/conj/Japan condemned/VBD/ROOT/condemned "
        "*China/NNP/dobj/condemned and/CC/cc/China *Russia/NNP/conj/China",
        "condemned",
        {"subject": ["Japan", "India"], "object": ["China", "Russia"]},
    ),
    "a joined verb shares the subject": (
        "*Japan/NNP/nsubj/joined joined/VBD/ROOT/joined the/DT/det/Quad *Quad/NNP/dobj/joined "
        "and/CC/cc/joined condemned/VBD/conj/joined *Russia/NNP/dobj/condemned",
        "condemned",
        {"subject": ["Japan"], "object": ["Russia"]},
    ),
    "a joined verb with its own subject keeps it": (
        "*Japan/NNP/nsubj/joined joined/VBD/ROOT/joined the/DT/det/Quad *Quad/NNP/dobj/joined "
        "and/CC/cc/joined *India/NNP/nsubj/condemned condemned/VBD/conj/joined *Russia/NNP/dobj/condemned",
        "condemned",
        {"subject": ["India"], "object": ["Russia"]},
    ),
    "joined passives share what they are done to": (
        "*Lithuania/NNP/nsubjpass/sanctioned was/VBD/auxpass/sanctioned sanctioned/VBN/ROOT/sanctioned "
        "and/CC/cc/sanctioned condemned/VBN/conj/sanctioned by/IN/agent/condemned *China/NNP/pobj/by",
        "condemned",
        {"subject": ["China"], "object": ["Lithuania"]},
    ),
    "whoever is urged is to act": (
        "*Japan/NNP/nsubj/urged urged/VBD/ROOT/urged *India/NNP/dobj/urged to/TO/aux/join "
        "join/VB/xcomp/urged the/DT/det/Quad *Quad/NNP/dobj/join",
        "join",
        {"subject": ["India"], "object": ["Quad"]},
    ),
    "whoever is urged is to act, where the parser makes it the infinitive's own subject": (
        "*Japan/NNP/nsubj/urged urged/VBD/ROOT/urged *India/NNP/nsubj/join to/TO/aux/join "
        "join/VB/ccomp/urged the/DT/det/Quad *Quad/NNP/dobj/join",
        "join",
        {"subject": ["India"], "object": ["Quad"]},
    ),
    "whoever is called on is to act": (
        "*Japan/NNP/nsubj/called called/VBD/ROOT/called on/IN/prep/called *India/NNP/pobj/on to/TO/aux/join "
        "join/VB/xcomp/called the/DT/det/Quad *Quad/NNP/dobj/join",
        "join",
        {"subject": ["India"], "object": ["Quad"]},
    ),
    "whoever was urged is to act": (
        "*India/NNP/nsubjpass/urged was/VBD/auxpass/urged urged/VBN/ROOT/urged by/IN/agent/urged "
        "*Japan/NNP/pobj/by to/TO/aux/join join/VB/xcomp/urged the/DT/det/Quad *Quad/NNP/dobj/join",
        "join",
        {"subject": ["India"], "object": ["Quad"]},
    ),
    "whoever plans is to act": (
        "*Japan/NNP/nsubj/plans plans/VBZ/ROOT/plans to/TO/aux/join join/VB/xcomp/plans "
        "the/DT/det/Quad *Quad/NNP/dobj/join",
        "join",
        {"subject": ["Japan"], "object": ["Quad"]},
    ),
    "a plan before the comma is the subject's own": (
        "Responding/VBG/advcl/launched to/IN/prep/Responding *China/NNP/pobj/to ,/,/punct/launched "
        "*Japan/NNP/nsubj/launched launched/VBD/ROOT/launched the/DT/det/PQI *PQI/NNP/dobj/launched",
        "Responding",
        {"subject": ["Japan"], "to": ["China"]},
    ),
    "a purpose is the subject's own": (
        "*Japan/NNP/nsubj/launched launched/VBD/ROOT/launched the/DT/det/PQI *PQI/NNP/dobj/launched "
        "to/TO/aux/counter counter/VB/advcl/launched *China/NNP/dobj/counter",
        "counter",
        {"subject": ["Japan"], "object": ["China"]},
    ),
    "prepositions are slots by their own names": (
        "*China/NNP/nsubj/exports exports/VBZ/ROOT/exports to/IN/prep/exports *Japan/NNP/pobj/to "
        "and/CC/cc/Japan *Korea/NNP/conj/Japan",
        "exports",
        {"subject": ["China"], "to": ["Japan", "Korea"]},
    ),
    "the object's prepositions count as the verb's": (
        "*China/NNP/nsubj/imposed imposed/VBD/ROOT/imposed sanctions/NNS/dobj/imposed "
        "on/IN/prep/sanctions *Lithuania/NNP/pobj/on",
        "imposed",
        {"subject": ["China"], "object": ["sanctions"], "on": ["Lithuania"]},
    ),
    "several subjects may act on one another": (
        "*Japan/NNP/nsubj/met and/CC/cc/Japan *India/NNP/conj/Japan met/VBD/ROOT/met",
        "met",
        {"subject": ["Japan", "India"], "mutual": ["Japan", "India"]},
    ),
}
NOUNS: dict[str, tuple[str, str, Slots]] = {
    "apposition tells the bearer": (
        "*Xi/NNP/nsubj/spoke ,/,/punct/Xi president/NN/appos/Xi of/IN/prep/president *China/NNP/pobj/of "
        ",/,/punct/Xi spoke/VBD/ROOT/spoke",
        "president",
        {"bearer": ["Xi"], "of": ["China"]},
    ),
    "the copula tells the bearer": (
        "*Xi/NNP/nsubj/is is/VBZ/ROOT/is the/DT/det/president president/NN/attr/is "
        "of/IN/prep/president *China/NNP/pobj/of",
        "president",
        {"bearer": ["Xi"], "of": ["China"]},
    ),
    "the copula tells each of several bearers of a plural": (
        "*Japan/NNP/nsubj/are and/CC/cc/Japan *India/NNP/conj/Japan are/VBP/ROOT/are "
        "members/NNS/attr/are of/IN/prep/members the/DT/det/Quad *Quad/NNP/pobj/of",
        "members",
        {"bearer": ["Japan", "India"], "of": ["Quad"]},
    ),
    "a title tells the bearer behind it": (
        "President/NNP/compound/Jinping *Xi/NNP/compound/Jinping *Jinping/NNP/nsubj/spoke "
        "spoke/VBD/ROOT/spoke",
        "President",
        {"bearer": ["Jinping"]},
    ),
    "a title with a country tells both": (
        "*French/JJ/amod/President President/NNP/compound/Macron *Macron/NNP/nsubj/spoke "
        "spoke/VBD/ROOT/spoke",
        "President",
        {"bearer": ["Macron"], "subject": ["French"]},
    ),
    "as tells the bearer": (
        "*Biden/NNP/nsubj/named named/VBD/ROOT/named *Burns/NNP/dobj/named as/IN/prep/named "
        "ambassador/NN/pobj/as to/IN/prep/ambassador *China/NNP/pobj/to",
        "ambassador",
        {"bearer": ["Burns"], "to": ["China"]},
    ),
    "a possessor owns the noun": (
        "*China/NNP/poss/sanctions 's/POS/case/China sanctions/NNS/nsubj/grew "
        "on/IN/prep/sanctions *Lithuania/NNP/pobj/on grew/VBD/ROOT/grew",
        "sanctions",
        {"subject": ["China"], "on": ["Lithuania"]},
    ),
    "an adjective of a country owns the noun": (
        "*Chinese/JJ/amod/sanctions sanctions/NNS/nsubj/grew on/IN/prep/sanctions *Lithuania/NNP/pobj/on "
        "grew/VBD/ROOT/grew",
        "sanctions",
        {"subject": ["Chinese"], "on": ["Lithuania"]},
    ),
    "by names the doer of a noun": (
        "sanctions/NNS/nsubj/grew by/IN/prep/sanctions *China/NNP/pobj/by on/IN/prep/sanctions "
        "*Lithuania/NNP/pobj/on grew/VBD/ROOT/grew",
        "sanctions",
        {"subject": ["China"], "by": ["China"], "on": ["Lithuania"]},
    ),
    "a verb of doing lends its subject to the noun": (
        "*Japan/NNP/nsubj/held held/VBD/ROOT/held talks/NNS/dobj/held with/IN/prep/talks "
        "*India/NNP/pobj/with",
        "talks",
        {"subject": ["Japan"], "with": ["India"]},
    ),
    "between has two sides": (
        "talks/NNS/nsubj/resumed between/IN/prep/talks *Japan/NNP/pobj/between and/CC/cc/Japan "
        "*India/NNP/conj/Japan resumed/VBD/ROOT/resumed",
        "talks",
        {"between": ["Japan", "India"]},
    ),
    "a dash has two sides": (
        "*US/NNP/compound/China -/HYPH/punct/China *China/NNP/compound/talks talks/NNS/nsubj/resumed "
        "resumed/VBD/ROOT/resumed",
        "talks",
        {"between": ["US", "China"]},
    ),
}


@pytest.mark.parametrize(("parse", "predicate", "slots"), VERBS.values(), ids=VERBS)
def test_the_clause_of_a_verb(parse: str, predicate: str, slots: Slots, find_slots: FindSlots) -> None:
    """Whatever the construction, the doer is the subject and what it is done to the object."""
    found = find_slots(parse, predicate, "verbs")
    assert {slot: words for slot, words in found.items() if slot in slots} == slots
    assert set(found) & {"subject", "object"} == set(slots) & {"subject", "object"}


@pytest.mark.parametrize(("parse", "predicate", "slots"), NOUNS.values(), ids=NOUNS)
def test_the_clause_of_a_noun(parse: str, predicate: str, slots: Slots, find_slots: FindSlots) -> None:
    """A noun is borne by somebody, or done by somebody, and its prepositions name the rest."""
    found = find_slots(parse, predicate, "nouns")
    assert {slot: words for slot, words in found.items() if slot in slots} == slots
    assert set(found) & {"subject", "bearer", "between"} == set(slots) & {"subject", "bearer", "between"}


def test_a_preposition_before_a_relative_pronoun_names_the_noun(find_slots: FindSlots) -> None:
    """ "of which Japan is a member" says of what."""
    parse = (
        "The/DT/det/forum *forum/NNP/nsubj/grew of/IN/prep/member which/WDT/pobj/of *Japan/NNP/nsubj/is "
        "is/VBZ/relcl/forum a/DT/det/member member/NN/attr/is grew/VBD/ROOT/grew"
    )
    slots = find_slots(parse, "member", "nouns")
    assert (slots["bearer"], slots["of"]) == (["Japan"], ["forum"])


def test_a_preposition_that_hangs_on_the_copula_is_the_members_too(find_slots: FindSlots) -> None:
    """Parsers differ in where they hang "of which"; it says the same."""
    parse = (
        "The/DT/det/forum *forum/NNP/nsubj/grew of/IN/prep/is which/WDT/pobj/of *Japan/NNP/nsubj/is "
        "is/VBZ/relcl/forum a/DT/det/member member/NN/attr/is grew/VBD/ROOT/grew"
    )
    slots = find_slots(parse, "member", "nouns")
    assert (slots["bearer"], slots["of"]) == (["Japan"], ["forum"])


@pytest.mark.parametrize(
    "clause",
    [
        "*PQI/NNP/nsubjpass/launched was/VBD/auxpass/launched launched/VBN/ROOT/launched",
        "*Japan/NNP/nsubj/launched launched/VBD/ROOT/launched *PQI/NNP/dobj/launched",
    ],
    ids=["passive", "active"],
)
def test_a_phrase_hangs_on_what_was_launched(clause: str, find_slots: FindSlots) -> None:
    """ "launched in response to the BRI": first of all it is the PQI that is a response."""
    parse = f"{clause} in/IN/prep/launched response/NN/pobj/in to/IN/prep/response *BRI/NNP/pobj/to"
    slots = find_slots(parse, "response", "phrases")
    assert slots["clause"][0] == "PQI"
    assert slots["to"] == ["BRI"]


def test_an_adjective_is_said_of_the_subject(find_slots: FindSlots) -> None:
    """ "India remains wary of China"."""
    parse = (
        "*India/NNP/nsubj/remains remains/VBZ/ROOT/remains wary/JJ/acomp/remains "
        "of/IN/prep/wary *China/NNP/pobj/of"
    )
    assert find_slots(parse, "wary", "adjectives") == {"subject": ["India"], "of": ["China"]}


def test_an_adjective_behind_a_comma_is_said_of_the_name_before_it(find_slots: FindSlots) -> None:
    """India, wary of China, joined."""
    parse = (
        "*India/NNP/nsubj/joined ,/,/punct/India wary/JJ/amod/India of/IN/prep/wary *China/NNP/pobj/of "
        ",/,/punct/India joined/VBD/ROOT/joined"
    )
    assert find_slots(parse, "wary", "adjectives") == {"subject": ["India"], "of": ["China"]}


def test_an_adjective_of_a_passive_is_said_of_what_it_is_done_to(find_slots: FindSlots) -> None:
    """India was made wary of China by Japan."""
    parse = (
        "*India/NNP/nsubjpass/made was/VBD/auxpass/made made/VBN/ROOT/made wary/JJ/oprd/made "
        "of/IN/prep/wary *China/NNP/pobj/of by/IN/agent/made *Japan/NNP/pobj/by"
    )
    assert find_slots(parse, "wary", "adjectives") == {"subject": ["India"], "of": ["China"]}


def test_a_name_tied_by_a_dash_to_an_adjective_is_where_it_is(find_slots: FindSlots) -> None:
    """In "Jakarta-based ASEAN" the place stands before, and the body behind."""
    parse = (
        "*Jakarta/NNP/npadvmod/based -/HYPH/punct/based based/VBN/amod/ASEAN *ASEAN/NNP/nsubj/grew "
        "grew/VBD/ROOT/grew"
    )
    slots = find_slots(parse, "based", "adjectives")
    assert (slots["subject"], slots["bearer"]) == (["Jakarta"], ["ASEAN"])


@pytest.mark.parametrize(
    ("clause", "thing"),
    [
        ("*Japan/NNP/nsubj/took took/VBD/ROOT/took steps/NNS/dobj/took", "steps"),
        ("*Japan/NNP/nsubj/spoke spoke/VBD/ROOT/spoke of/IN/prep/spoke steps/NNS/pobj/of", "steps"),
    ],
    ids=["object", "behind a preposition"],
)
def test_a_phrase_that_hangs_on_a_noun_is_said_of_it_and_of_the_doer(
    clause: str, thing: str, find_slots: FindSlots
) -> None:
    """Steps in line with the BRI are somebody's steps."""
    parse = f"{clause} in/IN/prep/{thing} line/NN/pobj/in with/IN/prep/line *BRI/NNP/pobj/with"
    assert find_slots(parse, "line", "phrases") == {"clause": [thing, "Japan"], "with": ["BRI"]}


def test_whoever_is_given_something_is_its_recipient(find_slots: FindSlots) -> None:
    """Japan gave Laos a loan."""
    parse = "*Japan/NNP/nsubj/gave gave/VBD/ROOT/gave *Laos/NNP/dative/gave a/DT/det/loan loan/NN/dobj/gave"
    slots = find_slots(parse, "gave", "verbs")
    assert (slots["subject"], slots["recipient"], slots["object"]) == (["Japan"], ["Laos"], ["loan"])


def test_a_name_has_its_owner(find_slots: FindSlots) -> None:
    """ "China's BRI" makes the initiative itself the head."""
    parse = "*China/NNP/poss/BRI 's/POS/case/China *BRI/NNP/nsubj/grew grew/VBD/ROOT/grew"
    slots = find_slots(parse, "BRI", "names")
    assert (slots["subject"], slots["bearer"]) == (["China"], ["BRI"])


def test_an_auxiliary_is_no_predicate(find_slots: FindSlots) -> None:
    """ "has" in "has sanctioned" opens no clause of its own."""
    parse = (
        "*China/NNP/nsubj/sanctioned has/VBZ/aux/sanctioned sanctioned/VBN/ROOT/sanctioned "
        "*Lithuania/NNP/dobj/sanctioned"
    )
    assert find_slots(parse, "sanctioned", "verbs")["subject"] == ["China"]
    with pytest.raises(ValueError, match="not enough values"):
        find_slots(parse, "has", "verbs")
