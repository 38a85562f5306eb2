"""Words and grammar together make relations: in the right direction, each with its evidence."""

from collections.abc import Callable
from itertools import pairwise

import pytest

from diplograph.ontology import load_ontology
from diplograph.types import Findings, Relation

Facts = Callable[..., set[tuple[str, str, str]]]
Read = Callable[..., Findings]
Told = Callable[..., Relation]

SAME = {
    ("CHN", "sanctions", "LTU"): [
        "China sanctioned Lithuania.",
        "Lithuania was sanctioned by China.",
        "China imposed sanctions on Lithuania.",
        "Sanctions were imposed on Lithuania by China.",
        "The sanctions imposed on Lithuania by China hurt exports.",
        "Lithuania, which was sanctioned by China, protested.",
        "China, which sanctioned Lithuania, protested.",
        "Chinese sanctions on Lithuania worried investors.",
        "Beijing sanctioned Vilnius.",
        "The Chinese government sanctioned Lithuania.",
    ],
    ("partnership-for-quality-infrastructure", "responds-to", "belt-and-road-initiative"): [
        "The PQI was unveiled by Shinzo Abe in response to the BRI.",
        "Japan unveiled the PQI in direct response to the BRI.",
        "The PQI is a response to the BRI.",
        "The PQI, which was unveiled in response to the BRI, is new.",
        "Japan's PQI, which was unveiled by Shinzo Abe in direct response to the BRI, has two aims.",
    ],
    ("GBR", "joins", "comprehensive-and-progressive-agreement-for-trans-pacific-partnership"): [
        "Britain joined the CPTPP.",
        "The CPTPP was joined by Britain.",
        "Britain's accession to the CPTPP is welcome.",
        "Britain acceded to the CPTPP.",
    ],
    ("narendra-modi", "leads", "IND"): [
        "Indian Prime Minister Narendra Modi spoke.",
        "Narendra Modi, the prime minister of India, spoke.",
        "Narendra Modi is prime minister of India.",
        "India's prime minister, Narendra Modi, spoke.",
    ],
    ("JPN", "allied-with", "USA"): [
        "Japan is an ally of the United States.",
        "The United States is an ally of Japan.",
        "The alliance between Japan and the United States grew.",
        "The US-Japan alliance grew.",
    ],
}
SAYINGS = [(text, fact) for fact, texts in SAME.items() for text in texts]
LONG = (
    "President Xi Jinping, who proposed the Belt and Road Initiative (BRI) in 2013, met Narendra Modi in "
    "Kazan. India and Japan did not join the BRI, and Australia urged Indonesia to leave it. The Partnership "
    "for Quality Infrastructure was launched by Shinzo Abe in response to the BRI. Chinese companies invest "
    "in Laos, and talks between China and the European Union have failed. “Russia attacked Ukraine,” Germany "
    "said. Blake Berger, a professor at the Institute of Ocean Policy, argues that the US-led IPEF may "
    "counter China."
)


@pytest.mark.parametrize(("text", "fact"), SAYINGS, ids=[text for text, _ in SAYINGS])
def test_one_thing_said_in_many_ways_is_one_relation(
    text: str, fact: tuple[str, str, str], read_facts: Facts
) -> None:
    """Active, passive, relative or nominal: the source acts on the target, and never the other way round."""
    found = {found for found in read_facts(text) if found[1] == fact[1]}
    if fact[1] == "responds-to":
        found = {found for found in found if found[0] == fact[0]}
    assert found == {fact}


def test_every_member_of_a_list_has_its_own_relation(read_facts: Facts) -> None:
    """Sources and targets that are joined are told apart."""
    assert read_facts("Saudi Arabia and Egypt condemned Iran and Qatar.") == {
        (source, "criticizes", target) for source in ("SAU", "EGY") for target in ("IRN", "QAT")
    }


def test_respectively_pairs_them_off(read_facts: Facts) -> None:
    """The first with the first, the second with the second."""
    assert read_facts("Japan and Australia respectively condemned Russia and China.") == {
        ("JPN", "criticizes", "RUS"),
        ("AUS", "criticizes", "CHN"),
    }


def test_between_the_two_sides_of_a_mediation_the_mediator_acts_on_each(read_facts: Facts) -> None:
    """Each party is a target."""
    assert read_facts("Norway mediated between Israel and Hamas.") == {
        ("NOR", "mediates", "ISR"),
        ("NOR", "mediates", "hamas"),
    }


@pytest.mark.parametrize(
    "text", ["Emmanuel Macron praised Emmanuel Macron.", "Japan praised Japan and Tokyo.", "Japan met Japan."]
)
def test_nobody_is_tied_to_itself(text: str, read_facts: Facts) -> None:
    """By whatever name."""
    assert read_facts(text) == set()


def test_names_that_no_predicate_ties_stay_apart(read_facts: Facts) -> None:
    """Standing in one sentence is no relation."""
    assert read_facts("Japan, China and India lie in Asia.") == set()


def test_an_open_relation_keeps_the_predicate_that_no_type_knows(read_relation: Told) -> None:
    """It is the weakest of all, and says so."""
    relation = read_relation("Japan outvoted Australia.", "related-to")
    assert (relation.source, relation.target, relation.trigger.text) == ("JPN", "AUS", "outvoted")
    assert relation.confidence < 0.5


def test_a_known_office_tells_which_country_a_title_means(read_relation: Told) -> None:
    """What knowledge adds says that knowledge added it, and only of actors that the text names."""
    relation = read_relation("President Macron praised Xi Jinping in France.", "leads")
    assert (relation.source, relation.target) == ("emmanuel-macron", "FRA")
    assert relation.rule.startswith("knowledge")
    assert (relation.role, relation.trigger.text) == ("President", "President")


def test_a_known_office_is_not_told_where_the_country_is_not_named(read_facts: Facts) -> None:
    """Nothing is inferred about who is not in the text."""
    assert read_facts("President Macron praised Xi Jinping.") == {
        ("emmanuel-macron", "supports", "xi-jinping")
    }


def test_a_body_belongs_to_the_country_in_its_name(read_facts: Facts) -> None:
    """China Daily is a part of China, and acts for itself."""
    assert read_facts("China Daily praised China.") >= {
        ("china-daily", "supports", "CHN"),
        ("china-daily", "part-of", "CHN"),
    }


def test_knowledge_forbids_a_seat_that_it_knows_better(read_facts: Facts) -> None:
    """The World Bank sits in Washington, whatever a sentence about its branch seems to say."""
    assert ("world-bank", "based-in", "USA") in read_facts("The World Bank is based in the United States.")
    assert read_facts("The World Bank is based in Japan.") == set()


@pytest.mark.parametrize("text", [text for text, _ in SAYINGS] + [LONG])
def test_every_relation_keeps_the_promises_of_its_fields(text: str, read_text: Read) -> None:
    """Quote and trigger are verbatim, the ontology allows the kinds, a symmetric pair is sorted."""
    findings = read_text(text)
    kinds = {entity.id: entity.kind for entity in findings.entities}
    types = load_ontology().types
    assert findings.relations
    for relation in findings.relations:
        for quote in (relation.quote, relation.trigger):
            assert text[quote.start : quote.end] == quote.text
            assert quote.text == quote.text.strip() != ""
        assert relation.quote.start <= relation.trigger.start < relation.trigger.end <= relation.quote.end
        assert relation.source != relation.target
        kind = types[relation.type]
        pair = (relation.source, relation.target)
        ends = [pair, pair[::-1]] if kind.symmetric else [pair]
        assert any(kinds[a] in kind.sources and kinds[b] in kind.targets for a, b in ends)
        assert not kind.symmetric or pair == tuple(sorted(pair))
        assert 0 < relation.confidence <= 1
        assert relation.rule


def test_a_long_text_tells_what_its_sentences_tell(read_facts: Facts) -> None:
    """Relative clauses, acronyms, stand-ins, quotations and posts side by side."""
    assert read_facts(LONG) >= {
        ("xi-jinping", "proposes", "belt-and-road-initiative"),
        ("narendra-modi", "consults", "xi-jinping"),
        ("IND", "joins", "belt-and-road-initiative"),
        ("JPN", "joins", "belt-and-road-initiative"),
        ("AUS", "requests", "IDN"),
        ("shinzo-abe", "launches", "partnership-for-quality-infrastructure"),
        ("partnership-for-quality-infrastructure", "responds-to", "belt-and-road-initiative"),
        ("RUS", "attacks", "UKR"),
        ("USA", "sponsors", "indo-pacific-economic-framework-for-prosperity"),
        ("person:blake-berger", "affiliated-with", "institution:institute-of-ocean-policy"),
    }


def test_a_sentence_tells_one_thing_of_a_pair_once(read_text: Read) -> None:
    """However many words of the sentence say it."""
    relations = read_text("Talks between Japan and India began when Japan met India.").relations
    assert [(r.source, r.type, r.target) for r in relations] == [("IND", "consults", "JPN")]


def test_relations_come_in_the_order_of_the_text(read_text: Read) -> None:
    """Sentence by sentence; within one, by source, type and target."""
    relations = read_text(LONG).relations
    keys = [(r.quote.start, r.source, r.type, r.target) for r in relations]
    assert all(one <= other for one, other in pairwise(keys))
