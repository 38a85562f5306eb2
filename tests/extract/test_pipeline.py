"""The pipeline finds the same in every order and number of processes, and loses no document."""

import json
import logging
import multiprocessing
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import cast

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from diplograph.errors import DataError, ModelError
from diplograph.extract import pipeline
from diplograph.extract.pipeline import (
    Settings,
    extract_documents,
    extractor_version,
    find_model,
    load_pipeline,
)
from diplograph.extract.tag import Tagger
from diplograph.types import Document, Findings, Skipped

SENTENCES = [
    "China sanctioned Lithuania.",
    "Xi Jinping met Narendra Modi in Kazan. He praised India.",
    "The Blue Pacific Prosperity Fund (BPPF) was opened by Japan. India criticised the BPPF.",
    "Japan did not join AUKUS.",
    "Minister Ana Reis condemned Russia in May 2018.",
    "",
    "China’s Belt and Road Initiative worries India.",
    "Nothing is named here.",
    "The PQI was unveiled by Shinzo Abe in response to the BRI.",
    "Germany said that Russia had attacked Ukraine.",
]
DOCUMENTS = [
    Document(id=f"d{place:02}", text=text, source=f"d{place:02}.txt", date="2020")
    for place, text in enumerate(SENTENCES * 2)
]
MANY = DOCUMENTS * 4
"""More than are handed to a process at once."""
Results = list[Findings | Skipped]


@pytest.fixture(scope="module")
def expected() -> Results:
    """The findings of each document read alone."""
    return [result for document in DOCUMENTS for result in extract_documents([document])]


def test_each_document_gives_findings_of_its_own(expected: Results) -> None:
    """One result for each document, in the order given."""
    findings = [cast("Findings", result) for result in expected]
    assert [found.document for found in findings] == DOCUMENTS
    assert sum(bool(found.relations) for found in findings) == 16


def test_a_batch_gives_what_its_documents_give_alone(expected: Results) -> None:
    """No document colours another."""
    assert list(extract_documents(DOCUMENTS)) == expected


def test_another_order_gives_the_same_findings(expected: Results) -> None:
    """What is read first has no say in what is read next."""
    assert list(extract_documents(DOCUMENTS[::-1])) == expected[::-1]


def test_two_processes_give_the_same_findings_in_the_same_order(expected: Results) -> None:
    """More workers, same bytes."""
    assert list(extract_documents(DOCUMENTS, workers=2)) == expected


def test_documents_are_asked_for_as_they_are_needed() -> None:
    """A corpus of any size passes through, a few documents at a time."""
    asked: list[str] = []

    def list_documents() -> Iterator[Document]:
        for document in MANY:
            asked.append(document.id)
            yield document

    next(iter(extract_documents(list_documents())))
    assert 0 < len(asked) < len(MANY)


# ------------------------------------------------------------------------------------ what goes wrong


@pytest.fixture
def poison(monkeypatch: pytest.MonkeyPatch) -> None:
    """A component that chokes on one word."""
    tag = Tagger.__call__

    def choke(self: Tagger, doc: Doc) -> Doc:
        if "Lithuania" in doc.text:
            raise ValueError("too bitter")
        return tag(self, doc)

    monkeypatch.setattr(Tagger, "__call__", choke)


@pytest.mark.usefixtures("poison")
def test_a_document_that_cannot_be_analysed_is_skipped_and_the_others_go_on(expected: Results) -> None:
    """The source and the reason are told; nothing else is lost."""
    results = list(extract_documents(DOCUMENTS))
    bad = {place for place, document in enumerate(DOCUMENTS) if "Lithuania" in document.text}
    assert [results[place] for place in sorted(bad)] == [
        Skipped(source=DOCUMENTS[place].source, reason="could not be analysed: too bitter")
        for place in sorted(bad)
    ]
    assert [r for i, r in enumerate(results) if i not in bad] == [
        r for i, r in enumerate(expected) if i not in bad
    ]


def kill_workers_on_the_way(documents: Iterable[Document], killed: list[int]) -> Iterator[Document]:
    """The documents; as soon as there are worker processes, every one of them is killed outright."""
    for document in documents:
        workers = [] if killed else multiprocessing.active_children()
        for worker in workers:
            worker.kill()
            killed.append(worker.pid or 0)
        yield document


def test_no_document_is_lost_with_a_killed_worker(
    expected: Results, caplog: pytest.LogCaptureFixture
) -> None:
    """The work of a process that died is done again, in the same order, and the log says so."""
    killed: list[int] = []
    with caplog.at_level(logging.WARNING, logger="diplograph"):
        results = list(extract_documents(kill_workers_on_the_way(MANY, killed), workers=2))
    assert killed
    assert results == expected * 4
    assert "a worker process died" in caplog.text


@pytest.mark.parametrize("workers", [1, 2])
def test_a_model_that_is_not_installed_is_named_with_the_command_that_installs_one(workers: int) -> None:
    """What is wrong, and what to do about it, before any document is read."""
    with pytest.raises(
        ModelError, match=r"'en_core_web_xyz' is not installed.*spacy download en_core_web_xyz"
    ):
        list(extract_documents(DOCUMENTS, settings=Settings(model="en_core_web_xyz"), workers=workers))


def test_a_model_without_parser_is_refused(tmp_path: Path) -> None:
    """Without a parse nobody does anything to anybody."""
    spacy.blank("en").to_disk(tmp_path / "blank")
    with pytest.raises(ModelError, match="no parser and tagger"):
        list(extract_documents(DOCUMENTS, settings=Settings(model=str(tmp_path / "blank"))))


def test_no_model_at_all_is_told_with_the_command_that_installs_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first run of a broken installation ends in one sentence."""
    monkeypatch.setattr(pipeline, "is_package", lambda _: False)
    with pytest.raises(ModelError, match=r"no English spaCy pipeline is installed.*pip install"):
        find_model(None)


# ----------------------------------------------------------------------------- inside other people's spaCy


@pytest.fixture(scope="module")
def plain() -> Language:
    """A spaCy pipeline loaded as anybody loads it, with our component at its end."""
    nlp = spacy.load(find_model(None))
    nlp.add_pipe("diplograph")
    return nlp


def test_the_component_works_at_the_end_of_any_pipeline(plain: Language) -> None:
    """Relations are plain dicts, and the names are spans with the ids of their entities."""
    doc = plain("China sanctioned Lithuania.")
    (relation,) = doc._.relations
    assert (relation["source"], relation["type"], relation["target"]) == ("CHN", "sanctions", "LTU")
    assert [(span.text, span.label_, span.kb_id_) for span in doc.spans["diplograph"]] == [
        ("China", "COUNTRY", "CHN"),
        ("Lithuania", "COUNTRY", "LTU"),
    ]


def test_the_component_works_in_several_processes_of_spacy(plain: Language) -> None:
    """What it leaves in a document survives the way between processes."""
    docs = list(plain.pipe(SENTENCES, n_process=2, batch_size=5))
    assert [doc.text for doc in docs] == SENTENCES
    found = [[(r["source"], r["type"], r["target"]) for r in doc._.relations] for doc in docs]
    assert found == [
        [(r["source"], r["type"], r["target"]) for r in plain(text)._.relations] for text in SENTENCES
    ]
    assert found[0] == [("CHN", "sanctions", "LTU")]


# ------------------------------------------------------------------------------------ an analyst's own lists


def write_csv(folder: Path) -> Path:
    """A list as a spreadsheet saves it: byte order mark, several values in a cell."""
    path = folder / "own.csv"
    path.write_text(
        "\ufeffkind,name,aliases,id\n"
        "institution,Zorblatt Group,Zorblatt;ZG,\n"
        "country,Japan,Land of the Rising Sun,JPN\n",
        encoding="utf-8",
    )
    return path


def write_jsonl(folder: Path) -> Path:
    """The same list, one object a line."""
    rows = [
        {"kind": "INSTITUTION", "name": "Zorblatt Group", "aliases": ["Zorblatt", "ZG"]},
        {"kind": "COUNTRY", "name": "Japan", "aliases": ["Land of the Rising Sun"], "id": "JPN"},
    ]
    path = folder / "own.jsonl"
    path.write_text("# mine\n" + "\n".join(map(json.dumps, rows)), encoding="utf-8")
    return path


@pytest.mark.parametrize("write", [write_csv, write_jsonl])
def test_an_analysts_list_adds_actors_and_names(write: Callable[[Path], Path], tmp_path: Path) -> None:
    """Whom only the analyst knows acts, and whom everybody knows has one name more and loses none."""
    text = "Zorblatt sanctioned the Land of the Rising Sun. Tokyo criticised ZG."
    document = Document(id="a", text=text)
    (without,) = extract_documents([document])
    assert isinstance(without, Findings)
    assert "zorblatt-group" not in {entity.id for entity in without.entities}
    (found,) = extract_documents([document], settings=Settings(knowledge=(write(tmp_path),)))
    assert isinstance(found, Findings)
    assert {(r.source, r.type, r.target) for r in found.relations} == {
        ("zorblatt-group", "sanctions", "JPN"),
        ("JPN", "criticizes", "zorblatt-group"),
    }
    names = {entity.id: entity.name for entity in found.entities}
    assert names == {"zorblatt-group": "Zorblatt Group", "JPN": "Japan"}


def test_a_wrong_row_of_an_analysts_list_stops_the_work_before_it_begins(tmp_path: Path) -> None:
    """A list that is silently left out would be worse."""
    path = tmp_path / "own.csv"
    path.write_text("kind,name\nplanet,Mars\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"own\.csv: row 2"):
        list(extract_documents(DOCUMENTS, settings=Settings(knowledge=(path,))))


# ---------------------------------------------------------------------------------------- the version


def test_the_version_names_the_program_and_the_model() -> None:
    """Short enough to stand in a dossier, and the same whenever it is asked for."""
    version = extractor_version(Settings())
    assert version.startswith("diplograph ")
    assert find_model(None) in version
    assert version == extractor_version(Settings())


def test_the_version_changes_with_an_analysts_list(tmp_path: Path) -> None:
    """With the list, and with every change to it."""
    path = write_csv(tmp_path)
    versions = {extractor_version(Settings()), extractor_version(Settings(knowledge=(path,)))}
    path.write_text(path.read_text(encoding="utf-8").replace("Zorblatt", "Zarblatt"), encoding="utf-8")
    assert len(versions | {extractor_version(Settings(knowledge=(path,)))}) == 3


@pytest.mark.parametrize(
    ("constant", "name"),
    [("KNOWLEDGE_FOLDER", "countries.jsonl"), ("ONTOLOGY_FOLDER", "relations.toml")],
)
def test_the_version_changes_with_the_data(
    constant: str, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was found with older data is found anew."""
    copy = tmp_path / "copy"
    shutil.copytree(getattr(pipeline, constant), copy, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(pipeline, constant, copy)
    before = extractor_version(Settings())
    with (copy / name).open("a", encoding="utf-8") as file:
        file.write("# a comment\n")
    assert extractor_version(Settings()) != before


def test_a_pipeline_is_loaded_once_for_the_same_settings() -> None:
    """Loading costs a second; equal settings share it."""
    assert load_pipeline(Settings()) is load_pipeline(Settings())
