"""The public face: what `import diplograph` offers, what it costs, and that its own example works."""

import subprocess
import sys
from pathlib import Path

import networkx
import pytest

import diplograph
from diplograph import Dossier, build_graph, extract_dossier, read_corpus, write_graph

PUBLIC = [
    "DiplographError",
    "Document",
    "Dossier",
    "Entity",
    "Findings",
    "Mention",
    "Quote",
    "Relation",
    "Skipped",
    "build_graph",
    "extract_dossier",
    "read_corpus",
    "write_graph",
]
TEXTS = {
    "one.txt": "Trade\n\nChina sanctioned Lithuania on 5 June 2017. Japan did not sanction China.\n",
    "two.txt": "Plans\n\nThe PQI was unveiled by Shinzo Abe in response to the BRI.\n",
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of two articles, and the current folder beside it."""
    (tmp_path / "articles").mkdir()
    for name, text in TEXTS.items():
        (tmp_path / "articles" / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_public_names_are_those_agreed_on() -> None:
    """A name that goes breaks somebody's notebook."""
    assert sorted(diplograph.__all__) == PUBLIC


@pytest.mark.parametrize("name", PUBLIC)
def test_a_public_name_can_be_imported_and_says_what_it_gives(name: str) -> None:
    """Each is documented where the reader looks for it."""
    assert getattr(diplograph, name).__doc__


def test_a_name_that_does_not_exist_is_an_ordinary_error() -> None:
    """A slip of the pen is told as Python tells it."""
    with pytest.raises(AttributeError, match="no attribute 'read_corpse'"):
        _ = diplograph.read_corpse


def test_the_version_is_that_of_the_installed_package() -> None:
    """What stands in a bug report is what runs."""
    assert diplograph.__version__.count(".") == 2


def test_importing_the_package_brings_no_library_along() -> None:
    """A script that only reads a dossier need not wait for a parser."""
    heavy = {"spacy", "networkx", "pyvis", "numpy", "trafilatura", "typer"}
    code = f"import sys, diplograph; print(sorted(set({sorted(heavy)!r}) & sys.modules.keys()))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, encoding="utf-8")
    assert done.stdout == "[]\n"


def test_two_texts_become_a_dossier_a_page_and_a_graph_file(folder: Path) -> None:
    """The main job, in the four steps of the docstring."""
    assert extract_dossier(read_corpus(["articles"]), "dossier.db") == []
    with Dossier.open("dossier.db") as dossier:
        graph = build_graph(dossier)
        write_graph(graph, "network.html")
        write_graph(graph, "network.graphml")
    ties = {(source, data["type"], target) for source, target, data in graph.edges(data=True)}
    assert ("CHN", "sanctions", "LTU") in ties
    assert ("shinzo-abe", "launches", "partnership-for-quality-infrastructure") in ties
    assert ("partnership-for-quality-infrastructure", "responds-to", "belt-and-road-initiative") in ties
    assert ("JPN", "sanctions", "CHN") not in ties
    page = (folder / "network.html").read_text(encoding="utf-8")
    assert "China sanctioned Lithuania on 5 June 2017." in page
    assert set(networkx.read_graphml(folder / "network.graphml")) == set(graph)


def test_the_example_of_the_docstring_runs_as_it_stands(folder: Path) -> None:
    """Whoever copies it gets a network page."""
    text = diplograph.__doc__ or ""
    example = "\n".join(line[4:] for line in text.splitlines() if line.startswith("    "))
    assert "write_graph(" in example
    exec(compile(example, "docstring", "exec"), {})
    assert (folder / "network.html").stat().st_size > 0
