"""Base forms without a model: by the endings of English, by a list, and by what the ontology knows."""

import pytest

from diplograph.extract.words import base_form
from diplograph.ontology import load_ontology

VERBS = {
    "sanctions": "sanction",
    "sanctioned": "sanction",
    "sanctioning": "sanction",
    "signed": "sign",
    "joins": "join",
    "joining": "join",
    "criticised": "criticise",
    "criticizing": "criticize",
    "proposed": "propose",
    "ratified": "ratify",
    "ratifies": "ratify",
    "quitting": "quit",
    "banned": "ban",
    "attacked": "attack",
    "reaches": "reach",
    "vetoes": "veto",
    "led": "lead",
    "met": "meet",
    "withdrew": "withdraw",
    "fought": "fight",
    "sought": "seek",
    "lent": "lend",
    "was": "be",
    "founded": "found",
    "expelled": "expel",
    "funding": "fund",
    "financing": "finance",
    "agreed": "agree",
    "allying": "ally",
}
NOUNS = {
    "treaties": "treaty",
    "talks": "talk",
    "sanctions": "sanction",
    "allies": "ally",
    "crises": "crisis",
    "speeches": "speech",
    "ambassadors": "ambassador",
    "spokesmen": "spokesman",
    "ties": "tie",
    "alliance": "alliance",
    "press": "press",
    "bus": "bus",
}


@pytest.mark.parametrize(("form", "base"), VERBS.items())
def test_a_verb_is_brought_to_its_base(form: str, base: str) -> None:
    """Regular, doubled, silent e, or irregular."""
    assert base_form(form, "V") == base


@pytest.mark.parametrize(("form", "base"), NOUNS.items())
def test_a_noun_is_brought_to_its_singular(form: str, base: str) -> None:
    """Only a plural loses its ending."""
    assert base_form(form, "N") == base


def test_an_adjective_is_left_as_it_is() -> None:
    """No ending of an adjective is one that the ontology would want gone."""
    assert [base_form(word, "J") for word in ("wary", "based", "opposed")] == ["wary", "based", "opposed"]


def test_a_verb_of_the_ontology_is_its_own_base() -> None:
    """Whatever an analyst writes into the files can be found again, but for the pasts of find and wind."""
    verbs = {word for (word_class, word) in load_ontology().frames if word_class == "verbs"}
    single = {word for word in verbs if word.isalpha()} - {"found", "wound"}
    assert {word: base_form(word, "V") for word in single} == {word: word for word in single}


def test_a_regular_past_of_a_verb_of_the_ontology_leads_back_to_it() -> None:
    """The ending -ed is undone for each of them, with the silent e or without."""
    verbs = {word for (word_class, word) in load_ontology().frames if word_class == "verbs"}
    regular = sorted(
        word for word in verbs if word.isalpha() and word.endswith(("ate", "ise", "ize", "nd", "ct"))
    )
    assert len(regular) > 50
    irregular = {"send", "lend", "defend", "withstand", "stand", "understand", "spend", "rise", "bend"}
    past = {word: f"{word.removesuffix('e')}ed" for word in regular if word not in irregular}
    assert {word: base_form(form, "V") for word, form in past.items()} == {word: word for word in past}
