"""Words that are no names stand for somebody: and where it is in doubt for whom, for nobody."""

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from diplograph.types import Findings

Facts = Callable[..., set[tuple[str, str, str]]]
Read = Callable[..., Findings]
Triple = tuple[str, str, str]

STAND_FOR: dict[str, tuple[str, set[Triple]]] = {
    "he is the subject of the sentence before": (
        "Xi Jinping met Vladimir Putin. He praised Russia.",
        {("xi-jinping", "supports", "RUS")},
    ),
    "she is the last person named": (
        "Aung San Suu Kyi praised China. She criticised Japan.",
        {("aung-san-suu-kyi", "criticizes", "JPN")},
    ),
    "it is the subject of the sentence before": (
        "Japan is an ally of Australia. It criticised China.",
        {("JPN", "criticizes", "CHN")},
    ),
    "it is the subject before it in the same sentence": (
        "China sanctioned Lithuania after it had praised Taiwan.",
        {("CHN", "supports", "TWN")},
    ),
    "they are the two that were joined": (
        "Angela Merkel and Emmanuel Macron met. They condemned Russia.",
        {("angela-merkel", "criticizes", "RUS"), ("emmanuel-macron", "criticizes", "RUS")},
    ),
    "the two countries": (
        "China and Japan met in Osaka. The two countries signed the Paris Agreement.",
        {("CHN", "signs", "paris-agreement"), ("JPN", "signs", "paris-agreement")},
    ),
    "both countries": (
        "Japan met Australia. Both countries criticised China.",
        {("JPN", "criticizes", "CHN"), ("AUS", "criticizes", "CHN")},
    ),
    "both sides": (
        "China and India signed the Paris Agreement. Both sides praised Japan.",
        {("CHN", "supports", "JPN"), ("IND", "supports", "JPN")},
    ),
    "the three countries": (
        "Japan, India and Australia met. The three countries criticised China.",
        {("JPN", "criticizes", "CHN"), ("IND", "criticizes", "CHN"), ("AUS", "criticizes", "CHN")},
    ),
    "the two leaders are persons": (
        "Xi Jinping and Narendra Modi met in Kazan. The two leaders condemned Russia.",
        {("xi-jinping", "criticizes", "RUS"), ("narendra-modi", "criticizes", "RUS")},
    ),
    "both": (
        "Xi Jinping and Narendra Modi met. Both criticised Russia.",
        {("xi-jinping", "criticizes", "RUS"), ("narendra-modi", "criticizes", "RUS")},
    ),
    "the pair": (
        "Xi Jinping and Narendra Modi met. The pair criticised Russia.",
        {("xi-jinping", "criticizes", "RUS"), ("narendra-modi", "criticizes", "RUS")},
    ),
    "the initiative": (
        "China unveiled the Belt and Road Initiative. India criticised the initiative.",
        {("IND", "criticizes", "belt-and-road-initiative")},
    ),
    "the bloc": (
        "The European Union sanctioned Russia. The bloc also criticised China.",
        {("european-union", "criticizes", "CHN")},
    ),
    "a government": ("The government of Japan condemned North Korea.", {("JPN", "criticizes", "PRK")}),
    "a government that a country owns": (
        "Australia's government criticised China.",
        {("AUS", "criticizes", "CHN")},
    ),
    "officials of a country": ("German diplomats criticised China.", {("DEU", "criticizes", "CHN")}),
    "states of a bloc": ("ASEAN states criticised China.", {("asean", "criticizes", "CHN")}),
    "every member of a list": (
        "AUKUS, ASEAN and APEC criticised China.",
        {("aukus", "criticizes", "CHN"), ("asean", "criticizes", "CHN"), ("apec", "criticizes", "CHN")},
    ),
    "a sentence that goes on without a subject": (
        "The PQI is new. Launched by Japan in 2015, it worries China.",
        {("JPN", "launches", "partnership-for-quality-infrastructure")},
    ),
}
IN_DOUBT = {
    "a pronoun without anybody before it": "It criticised China. He criticised China.",
    "we and you": "Japan met Australia. We criticised China, and you sanctioned Iran.",
    "the wrong number": "Japan and India met. The three countries criticised China.",
    "a description of another kind": "Japan met Australia. The treaty worries China.",
    "a description that is told apart": (
        "China unveiled the Belt and Road Initiative. Iran criticised the initiative of a farmer."
    ),
}


@pytest.mark.parametrize(("text", "wanted"), STAND_FOR.values(), ids=STAND_FOR)
def test_a_word_stands_for_whoever_was_named(text: str, wanted: set[Triple], read_facts: Facts) -> None:
    """What the pronoun, group, description or stand-in does, its antecedent does."""
    found = read_facts(text)
    kinds = {kind for _, kind, _ in wanted}
    assert {fact for fact in found if fact[1] in kinds} == wanted


@pytest.mark.parametrize("text", IN_DOUBT.values(), ids=IN_DOUBT)
def test_in_doubt_a_word_stands_for_nobody(text: str, read_facts: Facts) -> None:
    """A tie that the text does not name for certain is not drawn."""
    kinds = {"criticizes", "sanctions", "distrusts"}
    assert {fact for fact in read_facts(text) if fact[1] in kinds} == set()


def test_what_a_reference_gives_is_less_sure_than_a_name(read_text: Read) -> None:
    """An antecedent may be mistaken; a name may not."""
    named = read_text("Japan criticised China.")
    meant = read_text("Japan is rich. It criticised China.")
    (one,) = named.relations
    (other,) = meant.relations
    assert (one.source, one.type, one.target) == (other.source, other.type, other.target)
    assert one.confidence > other.confidence


def test_a_reference_points_at_mentions_of_the_text(parse_text: Callable[[str], Doc]) -> None:
    """Every index leads somewhere: what stands for a mention is looked up, never copied."""
    doc = parse_text(
        "China and Japan met. The two countries praised the European Union. The bloc thanked them."
    )
    assert doc._.references
    for token, indices in doc._.references.items():
        assert 0 <= token < len(doc)
        assert indices
        assert all(0 <= index < len(doc._.mentions) for index in indices)
