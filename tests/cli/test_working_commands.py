"""The commands that read articles: build and extract, and what they say of bad input."""

import json
import signal
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

import diplograph.extract.pipeline
from diplograph.dossier import Dossier
from diplograph.types import Document, Findings, Skipped

Run = Callable[..., Any]
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8
ARTICLES = {
    "a.txt": "China imposed sanctions on Lithuania in 2021. The minister of Lithuania criticised China.",
    "b.txt": "Japan did not impose sanctions on China, although the government of Japan criticised China.",
}


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """A folder with two short articles."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def no_extraction(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Finds nothing in any document, at once; the list holds the documents that were asked for."""
    asked: list[str] = []

    def find_nothing(documents: Iterable[Document], **_: object) -> Iterator[Findings | Skipped]:
        for document in documents:
            asked.append(document.id)
            yield Findings(document=document, sentences=(), entities=(), mentions=(), relations=())

    monkeypatch.setattr(diplograph.extract.pipeline, "extract_documents", find_nothing)
    monkeypatch.setattr(diplograph.extract.pipeline, "extractor_version", lambda _: "none")
    return asked


def test_build_makes_dossier_page_graph_and_summary(run: Run, articles: Path, tmp_path: Path) -> None:
    ended = run("build", articles, "-o", tmp_path / "network")
    assert (ended.code, ended.err) == (0, "")
    made = {path.name for path in (tmp_path / "network").iterdir()}
    assert made == {"dossier.db", "network.html", "network.graphml"}
    for part in ("2 documents read", "sanctions", "COUNTRY", "Lithuania", "network.html"):
        assert part in ended.out


def test_extract_prints_one_object_a_document_whose_offsets_fit(run: Run, articles: Path) -> None:
    ended = run("extract", articles, "--format", "jsonl")
    found = [json.loads(line) for line in ended.out.splitlines()]
    assert [list(row) for row in found] == [["document", "entities", "mentions", "relations", "text"]] * 2
    assert [row["document"]["id"] for row in found] == ["a", "b"]
    spoken = [(row["source"], row["type"], row["target"], row["stance"]) for row in found[0]["relations"]]
    assert ("CHN", "sanctions", "LTU", "asserted") in spoken
    for row in found:
        assert {mention["entity"] for mention in row["mentions"]} <= {item["id"] for item in row["entities"]}
        for said in row["relations"]:
            assert row["text"][said["start"] : said["end"]] == said["quote"]
            assert said["trigger"] in said["quote"]


@pytest.mark.usefixtures("no_extraction")
def test_extract_writes_json_lines_to_a_file_where_one_is_given(
    run: Run, articles: Path, tmp_path: Path
) -> None:
    ended = run("extract", articles, "--format", "jsonl", "-o", tmp_path / "found.jsonl")
    assert ended.out == ""
    assert len((tmp_path / "found.jsonl").read_text(encoding="utf-8").splitlines()) == 2


def test_a_second_run_extracts_only_what_is_new_or_changed(
    run: Run, articles: Path, tmp_path: Path, no_extraction: list[str]
) -> None:
    path = tmp_path / "found.db"
    run("extract", articles, "-o", path)
    (articles / "b.txt").write_text(
        "Japan criticised the government of China in a new speech.", encoding="utf-8"
    )
    ended = run("extract", articles, "-o", path)
    assert no_extraction == ["a", "b", "b"]
    assert ended.out == f"{path}: 1 document read, 1 unchanged, 0 skipped\n"


@pytest.mark.usefixtures("no_extraction")
def test_quiet_prints_nothing(run: Run, articles: Path, tmp_path: Path) -> None:
    ended = run("build", articles, "-o", tmp_path / "network", "--quiet")
    assert (ended.code, ended.out, ended.err) == (0, "", "")


@pytest.mark.usefixtures("no_extraction")
def test_columns_of_a_table_reach_the_reader(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "news.csv"
    table.write_text(f"when,body\n2021-03-04,{ARTICLES['a.txt']}\n", encoding="utf-8")
    path = tmp_path / "news.db"
    ended = run("extract", table, "-o", path, "--text-column", "body", "--date-column", "when")
    assert ended.code == 0
    with Dossier.open(path) as dossier:
        assert [document.date for document in dossier.documents()] == ["2021-03-04"]


def make_nothing(folder: Path) -> Path:
    return folder


def make_missing(folder: Path) -> Path:
    return folder / "none"


def make_empty(folder: Path) -> Path:
    return write(folder / "empty.txt", b"")


def make_image(folder: Path) -> Path:
    return write(folder / "photo.txt", PNG)


def make_broken_line(folder: Path) -> Path:
    return write(folder / "news.jsonl", b'{"text": "cut sho\n')


def make_table_without_text(folder: Path) -> Path:
    return write(folder / "news.csv", b"when,where\n2021,Vilnius\n")


def write(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


BAD_INPUT = [
    make_nothing,
    make_missing,
    make_empty,
    make_image,
    make_broken_line,
    make_table_without_text,
]


@pytest.mark.usefixtures("no_extraction")
@pytest.mark.parametrize("make", BAD_INPUT)
def test_where_nothing_can_be_read_one_sentence_says_why(
    run: Run, tmp_path: Path, make: Callable[[Path], Path]
) -> None:
    folder = tmp_path / "input"
    folder.mkdir()
    path = make(folder)
    ended = run("extract", path, "-o", tmp_path / "found.db")
    assert (ended.code, ended.out) == (1, "")
    assert ended.err.startswith("diplograph: no article could be read: ")
    assert len(ended.err.splitlines()) == 1
    assert not (tmp_path / "found.db").exists()


@pytest.mark.usefixtures("no_extraction")
@pytest.mark.parametrize("make", BAD_INPUT[1:])
@pytest.mark.parametrize(("option", "code"), [([], 0), (["--strict"], 1)])
def test_what_is_skipped_beside_good_articles_is_said_and_fails_only_if_strict(
    run: Run, tmp_path: Path, articles: Path, make: Callable[[Path], Path], option: list[str], code: int
) -> None:
    folder = tmp_path / "input"
    folder.mkdir()
    path = make(folder)
    ended = run("extract", articles, path, "-o", tmp_path / "found.db", *option)
    assert ended.code == code
    assert ended.out.endswith("2 documents read, 0 unchanged, 1 skipped\n")
    assert len(ended.err.splitlines()) == 1
    assert path.name in ended.err
    assert run("inspect", tmp_path / "found.db", "skipped", "--format", "csv").out.count("\n") == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ("build", "{articles}", "-o", "{file}/network"),
        ("build", "{articles}", "-o", "{file}"),
        ("extract", "{articles}", "-o", "{folder}/none/found.db"),
        ("extract", "{articles}", "-o", "{folder}"),
        ("extract", "{articles}", "--format", "jsonl", "-o", "{folder}/none/found.jsonl"),
        ("export", "{dossier}", "{folder}/none/ties.graphml"),
        ("view", "{dossier}", "-o", "{folder}/none/page.html"),
    ],
)
def test_an_output_that_cannot_be_written_is_found_before_the_work(
    run: Run,
    articles: Path,
    tmp_path: Path,
    dossier_path: Path,
    no_extraction: list[str],
    arguments: tuple[str, ...],
) -> None:
    file = articles / "a.txt"
    places = {"articles": articles, "file": file, "folder": tmp_path, "dossier": dossier_path}
    ended = run(*(argument.format(**places) for argument in arguments))
    assert ended.code == 1
    assert len(ended.err.splitlines()) == 1
    assert no_extraction == []


@pytest.mark.parametrize("command", ["build", "extract"])
def test_an_interrupt_keeps_what_was_done_and_the_next_run_goes_on(
    run: Run,
    articles: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    no_extraction: list[str],
    command: str,
) -> None:
    output = tmp_path / "dossier.db" if command == "extract" else tmp_path
    find_nothing = diplograph.extract.pipeline.extract_documents

    def interrupt(documents: Iterable[Document], **_: Any) -> Iterator[Findings | Skipped]:
        for number, found in enumerate(find_nothing(documents)):
            if number:
                signal.raise_signal(signal.SIGINT)
            yield found

    with monkeypatch.context() as patch:
        patch.setattr(diplograph.extract.pipeline, "extract_documents", interrupt)
        ended = run(command, articles, "-o", output)
    assert ended.code == 130
    assert ended.err == (
        f"diplograph: interrupted; what was done is kept in {tmp_path / 'dossier.db'},"
        " and the same command goes on from there\n"
    )
    assert not (tmp_path / "dossier.db-wal").exists()
    assert run(command, articles, "-o", output).code == 0
    assert no_extraction == ["a", "b", "b"]


def test_an_unknown_model_is_one_sentence(run: Run, articles: Path, tmp_path: Path) -> None:
    ended = run("extract", articles, "-o", tmp_path / "found.db", "--model", "no_such_model")
    assert ended.code == 1
    assert "no_such_model" in ended.err
    assert len(ended.err.splitlines()) == 1


@pytest.mark.usefixtures("no_extraction")
def test_an_unknown_stance_is_refused_before_the_work(run: Run, articles: Path, tmp_path: Path) -> None:
    ended = run("build", articles, "-o", tmp_path / "network", "--stance", "rumoured")
    assert ended.code == 2
    assert "asserted, denied" in ended.err
    assert not (tmp_path / "network").exists()
