"""What is denied, doubted, planned or asked for is never told as done; and whoever says so is named."""

from collections.abc import Callable

import pytest

from diplograph.types import Findings, Relation

Told = Callable[..., Relation]

STANCES = {
    "asserted": {
        "plain": ("Japan sanctioned Russia.", "sanctions"),
        "a not in another clause": ("Japan condemned China, which did not attack Taiwan.", "criticizes"),
        "two denials": ("China did not fail to condemn Russia.", "criticizes"),
        "no doubt": ("There is no doubt that Russia attacked Ukraine.", "attacks"),
        "a request itself": ("Japan urged the United States to join the CPTPP.", "requests"),
        "a verb before a denied one": ("China attacked Taiwan and did not sanction Japan.", "attacks"),
    },
    "denied": {
        "not": ("China does not support Russia.", "supports"),
        "never": ("Japan has never sanctioned Israel.", "sanctions"),
        "cannot": ("Japan cannot join AUKUS.", "joins"),
        "no before the object": ("Japan imposed no sanctions on Russia.", "sanctions"),
        "no before the noun itself": ("There were no sanctions on Russia by Japan.", "sanctions"),
        "without": ("Without condemning Russia, China praised Ukraine.", "criticizes"),
        "refused": ("China refused to condemn Russia.", "criticizes"),
        "failed": ("The United States failed to ratify the Kyoto Protocol.", "joins"),
        "stopped": ("Japan stopped funding Laos.", "funds"),
        "ruled out": ("Japan ruled out joining AUKUS.", "joins"),
        "denied doing": ("Russia denied attacking Ukraine.", "attacks"),
        "unwilling": ("China is unwilling to condemn Russia.", "criticizes"),
        "a refusal": ("Japan's refusal to join AUKUS angered Australia.", "joins"),
        "not, and will": ("Japan will not join AUKUS.", "joins"),
        "not, and would": ("Xi Jinping said that China would not attack Taiwan.", "attacks"),
        "a not that is shared": ("China attacked Taiwan and did not sanction Japan.", "sanctions"),
        "a not in its own clause": ("Japan condemned China, which did not attack Taiwan.", "attacks"),
    },
    "possible": {
        "may": ("South Korea may join the CPTPP.", "joins"),
        "could have": ("Japan could have joined AUKUS.", "joins"),
        "if": ("If Japan joins AUKUS, China will protest.", "joins"),
        "would if": ("Japan would join AUKUS if Australia agreed.", "joins"),
        "whether": ("Japan asked whether India had joined AUKUS.", "joins"),
        "likely": ("Japan is likely to join AUKUS.", "joins"),
        "allegedly": ("Japan allegedly sanctioned Russia.", "sanctions"),
        "probably, and will": ("Japan will probably join AUKUS.", "joins"),
        "a potential member": ("Japan is a potential member of AUKUS.", "member-of"),
        "a question": ("Did Japan join AUKUS?", "joins"),
        "a threat": ("Japan threatened to leave the OECD.", "leaves"),
    },
    "planned": {
        "will": ("Ukraine will join the European Union.", "joins"),
        "will, shared": ("China will sanction Japan and attack Taiwan.", "attacks"),
        "plans to": ("China plans to sanction Lithuania.", "sanctions"),
        "vowed to": ("Japan vowed to sanction Russia.", "sanctions"),
        "agreed to": ("Japan agreed to join AUKUS.", "joins"),
        "is to": ("Japan is to host the East Asia Summit.", "hosts"),
        "a future member": ("Japan, a future member of AUKUS, praised Australia.", "member-of"),
        "a plan to": ("Japan's plan to join AUKUS worried China.", "joins"),
    },
    "requested": {
        "urged": ("Australia urged Japan to join AUKUS.", "joins"),
        "called on": ("Germany called on Japan to sanction Russia.", "sanctions"),
        "was asked": ("India was asked to join AUKUS.", "joins"),
    },
}
CASES = {
    f"{stance}: {name}": (*case, stance) for stance, cases in STANCES.items() for name, case in cases.items()
}
SPEAKERS = {
    "said that": ("Germany said that Russia had attacked Ukraine.", "DEU"),
    "according to": ("According to Germany, Russia attacked Ukraine.", "DEU"),
    "said, behind a quotation": ("“Russia attacked Ukraine,” Germany said.", "DEU"),
    "said, in between": ("Russia, Germany said, attacked Ukraine.", "DEU"),
    "a person whom no list knows": (
        "Blake Berger argues that Russia attacked Ukraine.",
        "person:blake-berger",
    ),
    "somebody without a name": ("Analysts say that Russia attacked Ukraine.", "Analysts"),
    "a leader who says it will not happen": (
        "Xi Jinping said that Russia would not attack Ukraine.",
        "xi-jinping",
    ),
    "nobody but the text": ("Russia attacked Ukraine.", ""),
    "the actor itself": ("Russia said that it had attacked Ukraine.", ""),
    "somebody who says something else": ("Germany said nothing, and Russia attacked Ukraine.", ""),
}


@pytest.mark.parametrize(("text", "kind", "stance"), CASES.values(), ids=CASES)
def test_the_stance_is_that_of_the_predicate(text: str, kind: str, stance: str, read_relation: Told) -> None:
    """Its helpers, its governor and its negation count; what stands in other clauses does not."""
    assert read_relation(text, kind).stance == stance


@pytest.mark.parametrize(("text", "speaker"), SPEAKERS.values(), ids=SPEAKERS)
def test_a_claim_is_attributed_to_whoever_makes_it(text: str, speaker: str, read_relation: Told) -> None:
    """An entity where there is one, else the words; nobody where the text or the actor says it."""
    assert read_relation(text, "attacks").attribution == speaker


def test_what_is_denied_is_not_asserted_as_well(read_text: Callable[..., Findings]) -> None:
    """One sentence says one thing of a pair: no second reading makes an edge of it."""
    for name, (text, kind, stance) in CASES.items():
        relations = read_text(text).relations
        assert {r.stance for r in relations if r.type == kind} == {stance}, name
