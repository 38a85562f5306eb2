"""Writing chooses the format by suffix, and leaves a whole file or the old one."""

import errno
from pathlib import Path

import pytest
from networkx import MultiDiGraph

from diplograph.errors import OutputError
from diplograph.outputs import write_graph


@pytest.mark.parametrize("name", ["graph.gif", "graph", ".graphml"])
def test_an_unknown_suffix_is_refused_with_a_list(graph: MultiDiGraph, tmp_path: Path, name: str) -> None:
    """The message names the formats that exist, and nothing is written."""
    with pytest.raises(OutputError, match=r"let its name end in one of .*\.graphml.*\.html"):
        write_graph(graph, tmp_path / name)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("suffix", [".graphml", ".html"])
def test_a_place_that_cannot_be_written_is_explained(
    graph: MultiDiGraph, tmp_path: Path, suffix: str
) -> None:
    """A missing folder and a folder in the way are told apart."""
    (tmp_path / f"folder{suffix}").mkdir()
    with pytest.raises(OutputError, match="because it is a folder"):
        write_graph(graph, tmp_path / f"folder{suffix}")
    with pytest.raises(OutputError, match="because the folder does not exist"):
        write_graph(graph, tmp_path / "none" / f"g{suffix}")
    assert [path.name for path in tmp_path.iterdir()] == [f"folder{suffix}"]


@pytest.mark.parametrize("suffix", [".graphml", ".html"])
def test_a_failure_leaves_the_old_file(
    graph: MultiDiGraph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    """A full disk neither truncates what was there nor leaves anything beside it."""
    path = tmp_path / f"g{suffix}"
    path.write_text("old")

    def fail(self: Path, data: bytes) -> None:
        with self.open("wb") as half:
            half.write(data[:10])
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", fail)
    with pytest.raises(OutputError, match="no space left on device"):
        write_graph(graph, path)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]
