"""From the bundled articles to files: the well-known ties are there, and every run gives the same bytes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import diplograph
from diplograph import Document, Dossier, build_graph, extract_dossier, read_corpus, write_graph
from diplograph.types import Relation

SAMPLE = Path(diplograph.__file__).parent / "corpus" / "sample"
OUTPUTS = ("network.html", "network.graphml")
PQI, BRI = "partnership-for-quality-infrastructure", "belt-and-road-initiative"
CPTPP = "comprehensive-and-progressive-agreement-for-trans-pacific-partnership"
WELL_KNOWN = [
    ("JPN", "sponsors", PQI, "asserted"),
    ("shinzo-abe", "launches", PQI, "asserted"),
    ("global-gateway", "responds-to", BRI, "asserted"),
    ("JPN", "joins", "asian-infrastructure-investment-bank", "denied"),
    ("JPN", "member-of", "aukus", "denied"),
    ("donald-trump", "leaves", "trans-pacific-partnership", "asserted"),
    ("GBR", "joins", CPTPP, "asserted"),
    ("fumio-kishida", "leads", "JPN", "asserted"),
    ("IDN", "rejects", "JPN", "asserted"),
    ("CHN", "criticizes", "aukus", "asserted"),
]


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    """The bundled articles."""
    found = list(read_corpus([SAMPLE]))
    assert all(isinstance(document, Document) for document in found)
    return [document for document in found if isinstance(document, Document)]


@pytest.fixture(scope="module")
def written(documents: list[Document], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the dossier of the articles, the last one read first, and its outputs."""
    folder = tmp_path_factory.mktemp("reversed")
    assert extract_dossier(documents[::-1], folder / "dossier.db") == []
    with Dossier.open(folder / "dossier.db") as dossier:
        graph = build_graph(dossier)
        for name in OUTPUTS:
            write_graph(graph, folder / name)
    return folder


@pytest.fixture(scope="module")
def relations(written: Path) -> list[Relation]:
    """Every relation of the dossier."""
    with Dossier.open(written / "dossier.db") as dossier:
        return list(dossier.relations())


def test_all_articles_are_read(documents: list[Document]) -> None:
    """Each with its title and date."""
    assert len(documents) == len(list(SAMPLE.glob("*.txt"))) > 5
    assert all(document.title and document.date and document.lang == "en" for document in documents)


@pytest.mark.parametrize("tie", WELL_KNOWN, ids=" ".join)
def test_a_well_known_tie_of_the_articles_is_found(
    tie: tuple[str, str, str, str], relations: list[Relation]
) -> None:
    """Said plainly in a sentence of the articles."""
    assert tie in {(r.source, r.type, r.target, r.stance) for r in relations}


def test_the_response_of_one_initiative_to_another_is_found_through_a_pronoun(
    relations: list[Relation],
) -> None:
    """The PQI was announced …; “many analysts read it as a response to the AIIB and to the BRI”."""
    assert (PQI, "responds-to", BRI) in {(r.source, r.type, r.target) for r in relations}


def test_what_is_denied_is_no_edge_unless_asked_for(written: Path) -> None:
    """Japan has not joined the AIIB."""
    aiib = "asian-infrastructure-investment-bank"
    with Dossier.open(written / "dossier.db") as dossier:
        plain, full = build_graph(dossier), build_graph(dossier, stances=("asserted", "denied"))
    assert "joins" not in {data["type"] for data in plain.get_edge_data("JPN", aiib, default={}).values()}
    assert ("joins", "denied") in {
        (data["type"], data["stance"]) for data in full.get_edge_data("JPN", aiib).values()
    }


def test_every_claim_can_be_traced_to_its_quote(documents: list[Document], relations: list[Relation]) -> None:
    """The whole promise: verbatim, in its document, at its place."""
    texts = {document.id: document.text for document in documents}
    assert len(relations) > 100
    for relation in relations:
        for quote in (relation.quote, relation.trigger):
            assert texts[quote.document][quote.start : quote.end] == quote.text


def test_another_process_and_another_order_give_the_same_bytes(written: Path, tmp_path: Path) -> None:
    """Neither the order of the articles nor the order of hashes shows in a file."""
    code = (
        "import sys; from diplograph import *\n"
        "extract_dossier(read_corpus([sys.argv[1]]), 'dossier.db')\n"
        "with Dossier.open('dossier.db') as dossier:\n"
        "    graph = build_graph(dossier)\n"
        "for name in sys.argv[2:]:\n"
        "    write_graph(graph, name)\n"
    )
    command = [sys.executable, "-c", code, str(SAMPLE), *OUTPUTS]
    subprocess.run(command, cwd=tmp_path, env=os.environ | {"PYTHONHASHSEED": "7"}, check=True)
    for name in OUTPUTS:
        assert (tmp_path / name).read_bytes() == (written / name).read_bytes()
