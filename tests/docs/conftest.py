"""A folder as the documentation supposes it: articles, a network built from them, and the files it shows."""

import shutil
from pathlib import Path

import pytest
import typer
from blocks import list_files
from calling import call_program

SAMPLE = Path(__file__).parents[2] / "diplograph" / "corpus" / "sample"


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder, made once."""
    folder = tmp_path_factory.mktemp("reader")
    for name in ("my-articles", "my articles"):
        shutil.copytree(SAMPLE, folder / name)
    for name, text in list_files().items():
        (folder / name).write_text(text, encoding="utf-8")
    arguments = ["build", str(folder / "my-articles"), "-o", str(folder / "my-network"), "-q"]
    assert call_program(arguments) == 0
    shutil.copy(folder / "my-network" / "dossier.db", folder / "copy-of-dossier.db")
    shutil.copytree(folder / "my-network", folder / "untouched")
    return folder


@pytest.fixture
def workplace(prepared: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder, as the one the reader stands in; nothing opens a browser."""
    monkeypatch.chdir(prepared)
    monkeypatch.setattr(typer, "launch", lambda _: 0)
    return prepared
