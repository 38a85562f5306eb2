"""What leaves the pipeline is checked, frozen and in a fixed order."""

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from diplograph.extract.harvest import harvest
from diplograph.knowledge import load_knowledge
from diplograph.types import Document, Findings

Parse = Callable[[str], Doc]
Read = Callable[..., Findings]
TEXT = "  Japan sanctioned Russia.\n\nThe Japanese government met Xi Jinping, President of China.  "


@pytest.fixture
def findings(read_text: Read) -> Findings:
    return read_text(TEXT)


def harvest_again(doc: Doc) -> Findings:
    return harvest(doc, Document(id="a", text=doc.text), load_knowledge())


def test_every_mention_and_sentence_points_into_the_text(findings: Findings) -> None:
    """Offsets are characters of the document's own text, blank lines and all."""
    for mention in findings.mentions:
        assert TEXT[mention.quote.start : mention.quote.end] == mention.quote.text
    sentences = [TEXT[start:end].strip() for start, end in findings.sentences]
    assert sentences == [
        "Japan sanctioned Russia.",
        "The Japanese government met Xi Jinping, President of China.",
    ]


def test_entities_are_sorted_and_each_is_there_once(findings: Findings) -> None:
    """Their order has no meaning, so it is that of the ids."""
    ids = [entity.id for entity in findings.entities]
    assert ids == sorted(set(ids)) == ["CHN", "JPN", "RUS", "xi-jinping"]


def test_every_end_of_a_relation_is_an_entity_and_every_entity_is_used(findings: Findings) -> None:
    """Nothing dangles."""
    ids = {entity.id for entity in findings.entities}
    ends = {end for relation in findings.relations for end in (relation.source, relation.target)}
    assert ends <= ids
    assert ids == ends | {mention.entity for mention in findings.mentions}


def test_an_entity_has_its_usual_name_and_the_forms_of_the_text(findings: Findings) -> None:
    """The usual name is no alias of itself."""
    japan = next(entity for entity in findings.entities if entity.id == "JPN")
    assert (japan.name, japan.kind, japan.aliases) == ("Japan", "COUNTRY", ("Japanese",))
    assert japan.refs["iso2"] == "JP"


def test_a_place_that_ties_nothing_is_not_told(read_text: Read) -> None:
    """Beijing, where others meet, makes no node of China."""
    findings = read_text("Shinzo Abe met Narendra Modi in Beijing.")
    assert [entity.id for entity in findings.entities] == ["narendra-modi", "shinzo-abe"]


def test_a_relation_that_the_ontology_forbids_does_not_pass(parse_text: Parse) -> None:
    """Whatever a component may leave: a country signs a treaty, a treaty signs nobody."""
    doc = parse_text("Japan signed the Paris Agreement.")
    assert [r.type for r in harvest_again(doc).relations] == ["signs"]
    (row,) = doc._.relations
    doc._.relations = [row | {"source": row["target"], "target": row["source"]}]
    assert harvest_again(doc).relations == ()


def test_a_relation_of_an_entity_with_itself_does_not_pass(parse_text: Parse) -> None:
    """The last door stands even when the components let it through."""
    doc = parse_text("Japan criticised Russia.")
    doc._.relations = [row | {"target": row["source"]} for row in doc._.relations]
    assert harvest_again(doc).relations == ()


def test_the_same_text_gives_the_same_findings(read_text: Read) -> None:
    """Twice is once."""
    assert read_text(TEXT) == read_text(TEXT)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "…", "()", "日本は中国を批判した。", "a" * 3000])
def test_a_text_without_anything_to_find_gives_nothing(text: str, read_text: Read) -> None:
    """Empty, foreign or odd, it is no error."""
    findings = read_text(text)
    assert (findings.entities, findings.mentions, findings.relations) == ((), (), ())
