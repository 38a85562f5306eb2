"""From a dossier to the graph: what shares an edge, what an edge carries, what is left out."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from diplograph.dossier import Dossier
from diplograph.errors import UnknownNameError
from diplograph.graph.build import build_graph
from diplograph.types import Document, Entity, Findings, Mention, Quote, Relation, Skipped, Stance

ENTITIES = (
    Entity(id="CHN", kind="COUNTRY", name="China", aliases=("PRC",), refs={"iso2": "CN"}),
    Entity(id="JPN", kind="COUNTRY", name="Japan"),
    Entity(id="person:berger", kind="PERSON", name="Blake Berger"),
    Entity(id="asia", kind="REGION", name="Asia"),
)
WORDS = {"CHN": "China", "JPN": "Japan", "person:berger": "Berger", "asia": "Asia"}


def say(
    document: Document,
    source: str,
    type_: str,
    target: str,
    *,
    stance: Stance = "asserted",
    date: str = "",
    rule: str = "r",
    attribution: str = "",
) -> Relation:
    quote = Quote(document=document.id, start=0, end=len(document.text), text=document.text)
    trigger = Quote(document=document.id, start=6, end=9, text=document.text[6:9])
    return Relation(
        source=source,
        type=type_,
        target=target,
        quote=quote,
        trigger=trigger,
        stance=stance,
        attribution=attribution,
        date=date,
        role="",
        confidence=0.5,
        rule=rule,
    )


def make_document(name: str, date: str) -> Document:
    text = f"China met Japan, said Berger of Asia in {name}."
    return Document(id=name, text=text, title=f"On {name}", source=f"{name}.txt", date=date)


def make_findings(document: Document, *relations: Relation) -> Findings:
    mentions = []
    for entity, word in WORDS.items():
        start = document.text.index(word)
        quote = Quote(document=document.id, start=start, end=start + len(word), text=word)
        mentions.append(Mention(quote=quote, kind="COUNTRY", entity=entity, confidence=1.0, by="list"))
    return Findings(
        document=document, sentences=(), entities=ENTITIES, mentions=tuple(mentions), relations=relations
    )


@pytest.fixture
def dossier(tmp_path: Path) -> Iterator[Dossier]:
    one, two = make_document("one", "2019-03"), make_document("two", "")
    with Dossier.open(tmp_path / "d", create=True) as dossier:
        dossier.write(
            make_findings(
                two,
                say(two, "CHN", "consults", "JPN", date="2021", attribution="person:berger"),
                say(two, "CHN", "criticizes", "JPN", stance="denied"),
                say(two, "JPN", "influences", "asia"),
            ),
            extractor="e1",
        )
        dossier.write(
            make_findings(
                one,
                say(one, "JPN", "consults", "CHN", attribution="some officials"),
                say(one, "CHN", "consults", "JPN", date="2018-02-01"),
                say(one, "CHN", "criticizes", "JPN"),
                say(one, "JPN", "trades-with", "CHN", rule="knowledge:partners"),
            ),
            extractor="e1",
        )
        dossier.skip(Skipped(source="bad.pdf", reason="no text"))
        yield dossier


def test_what_says_the_same_shares_an_edge(dossier: Dossier) -> None:
    """A symmetric tie gathers both directions; its weight counts documents, its count sayings."""
    graph = build_graph(dossier)
    tie = graph.edges["CHN", "JPN", "consults:asserted"]
    assert (tie["weight"], tie["count"], tie["symmetric"]) == (2, 3, True)
    assert (tie["first"], tie["last"]) == ("2018-02-01", "2021")
    assert [saying["document"] for saying in tie["relations"]] == ["one", "one", "two"]
    assert not graph.has_edge("JPN", "CHN", "consults:asserted")


def test_every_saying_carries_its_evidence(dossier: Dossier) -> None:
    """Quote, offsets, trigger, document and who says so are on the edge."""
    saying = build_graph(dossier).edges["CHN", "JPN", "consults:asserted"]["relations"][2]
    assert saying == {
        "quote": "China met Japan, said Berger of Asia in two.",
        "start": 0,
        "end": 44,
        "trigger": "met",
        "trigger_start": 6,
        "document": "two",
        "title": "On two",
        "source": "two.txt",
        "url": "",
        "document_date": "",
        "date": "2021",
        "attribution": "person:berger",
        "attribution_name": "Blake Berger",
        "role": "",
        "confidence": 0.5,
        "rule": "r",
    }


def test_denied_never_looks_asserted(dossier: Dossier) -> None:
    """Stances are chosen, and two stances of one tie are two edges."""
    assert not build_graph(dossier).has_edge("CHN", "JPN", "criticizes:denied")
    both = build_graph(dossier, stances=("asserted", "denied"))
    assert both.edges["CHN", "JPN", "criticizes:denied"]["count"] == 1
    assert both.edges["CHN", "JPN", "criticizes:asserted"]["count"] == 1


def test_nodes_carry_what_is_known_and_how_often_they_are_named(dossier: Dossier) -> None:
    """Entities without a tie are in only when asked for."""
    graph = build_graph(dossier)
    assert list(graph) == ["CHN", "JPN", "asia"]
    assert graph.nodes["CHN"] == {
        "kind": "COUNTRY",
        "name": "China",
        "aliases": ("PRC",),
        "refs": {"iso2": "CN"},
        "mentions": 2,
        "documents": 2,
    }
    assert "person:berger" in build_graph(dossier, isolates=True)


def test_kinds_types_and_lists_can_be_left_out(dossier: Dossier) -> None:
    """Each filter drops its ties and the entities that have none left."""
    assert list(build_graph(dossier, kinds=["COUNTRY"])) == ["CHN", "JPN"]
    assert list(build_graph(dossier, types=["influences"])) == ["JPN", "asia"]
    assert build_graph(dossier).has_edge("CHN", "JPN", "trades-with:asserted")
    assert not build_graph(dossier, by_knowledge=False).has_edge("CHN", "JPN", "trades-with:asserted")


@pytest.mark.parametrize(
    ("rule", "kept"),
    [
        ("knowledge:office", False),
        ("knowledge:parent", False),
        ("criticizes.1", True),
        ("knowledgeable", True),
    ],
)
def test_without_knowledge_what_the_text_says_stays(tmp_path: Path, rule: str, kept: bool) -> None:
    """Only relations whose rule begins with `knowledge:` are dropped, and only when that is asked for."""
    document = make_document("one", "")
    with Dossier.open(tmp_path / "d", create=True) as dossier:
        dossier.write(
            make_findings(document, say(document, "CHN", "criticizes", "JPN", rule=rule)), extractor="1"
        )
        assert build_graph(dossier).number_of_edges() == 1
        assert build_graph(dossier, by_knowledge=False).number_of_edges() == kept


def test_an_open_predicate_makes_an_edge_only_when_asked_for(tmp_path: Path) -> None:
    """`related-to` is off unless it is among the types; the other types do not bring it along."""
    document = make_document("one", "")
    relations = [say(document, "CHN", type_, "JPN") for type_ in ("related-to", "criticizes")]
    with Dossier.open(tmp_path / "d", create=True) as dossier:
        dossier.write(make_findings(document, *relations), extractor="1")
        chosen = [None, ["criticizes"], ["related-to"], ["related-to", "criticizes"]]
        drawn = [[key for *_, key in build_graph(dossier, types=types).edges(keys=True)] for types in chosen]
    criticizes, related = "criticizes:asserted", "related-to:asserted"
    assert drawn == [[criticizes], [criticizes], [related], [criticizes, related]]


@pytest.mark.parametrize("option", [{"stances": ["sworn"]}, {"kinds": ["ROBOT"]}, {"types": ["loves"]}])
def test_a_name_that_does_not_exist_is_refused(dossier: Dossier, option: dict[str, list[str]]) -> None:
    """The message lists the names that do."""
    with pytest.raises(UnknownNameError, match=r"there is no .*; choose among: "):
        build_graph(dossier, **option)  # type: ignore[arg-type]


def test_the_graph_says_what_was_read(dossier: Dossier) -> None:
    """Number and dates of documents, the extractor's version, and what was skipped."""
    expected = {"documents": 2, "first": "2019-03", "last": "2019-03", "version": "e1", "skipped": 1}
    assert build_graph(dossier).graph == expected


def test_an_empty_dossier_gives_an_empty_graph(tmp_path: Path) -> None:
    """No document is no error."""
    with Dossier.open(tmp_path / "d", create=True) as dossier:
        graph = build_graph(dossier, isolates=True)
    assert len(graph) == 0
    assert graph.graph["documents"] == 0
