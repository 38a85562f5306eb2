"""Which files are read, in which order, under which names; nothing of it hangs on the order of arguments."""

import io
import os
import random
from pathlib import Path

import pytest
from corpus_files import DENOUNCED, SHARED, SIGNED, WELCOMED, build_pdf

from diplograph.corpus import list_sources, read_corpus
from diplograph.types import Document, Skipped


def write_files(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_a_folder_is_read_with_its_folders_but_without_hidden_files(tmp_path: Path) -> None:
    write_files(tmp_path, {"b.txt": SIGNED, "sub/a.txt": SHARED, ".DS_Store": "x", ".git/c.txt": WELCOMED})
    assert [item.source for item in read_corpus([tmp_path])] == list(list_sources([tmp_path]))
    assert [Path(name).name for name in list_sources([tmp_path])] == ["b.txt", "a.txt"]


def test_the_result_does_not_depend_on_the_order_of_the_arguments(tmp_path: Path) -> None:
    files = {"a/x.txt": SIGNED, "b/x.txt": SHARED, "b/y.txt": SIGNED, "c/z.txt": WELCOMED, "c/w.bin": "x"}
    write_files(tmp_path, files)
    paths = [
        tmp_path / "a",
        tmp_path / "b",
        tmp_path / "c" / "z.txt",
        tmp_path / "c",
        tmp_path / "b" / "y.txt",
    ]
    first = list(read_corpus(paths))
    shuffled = random.Random(7)
    for _ in range(5):
        shuffled.shuffle(paths)
        assert list(read_corpus(paths)) == first


def test_equal_names_get_digits_of_their_text_wherever_the_files_lie(tmp_path: Path) -> None:
    write_files(tmp_path, {"a/x.txt": SIGNED, "b/x.txt": SHARED, "c/y.txt": WELCOMED})
    write_files(tmp_path / "moved", {"2/x.txt": SIGNED, "1/x.txt": SHARED, "c/y.txt": WELCOMED})

    def name(folder: str) -> dict[str, str]:
        found = read_corpus(part for part in (tmp_path / folder).iterdir() if part.name != "moved")
        return {item.text: item.id for item in found if isinstance(item, Document)}

    assert name(".") == name("moved")
    assert name(".")[WELCOMED] == "y"
    assert all(name(".")[text].startswith("x-") for text in (SIGNED, SHARED))


def test_the_same_text_counts_once_and_the_first_in_order_is_kept(tmp_path: Path) -> None:
    write_files(tmp_path, {"b.txt": SIGNED, "a.txt": f"  {SIGNED}\n", "c.txt": SHARED})
    first, repeated, _ = read_corpus([tmp_path / "b.txt", tmp_path])
    assert isinstance(first, Document)
    assert repeated == Skipped(
        source=(tmp_path / "b.txt").as_posix(), reason=f"same text as {(tmp_path / 'a.txt').as_posix()}"
    )


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    write_files(tmp_path, {"a.txt": SIGNED})
    assert len(list_sources([tmp_path, tmp_path / "a.txt", str(tmp_path)])) == 1


def test_links_are_followed_once_and_loops_end(tmp_path: Path) -> None:
    write_files(tmp_path, {"in/a.txt": SIGNED, "out/b.txt": SHARED})
    (tmp_path / "in" / "loop").symlink_to(tmp_path / "in", target_is_directory=True)
    (tmp_path / "in" / "more").symlink_to(tmp_path / "out", target_is_directory=True)
    (tmp_path / "in" / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    found = list(read_corpus([tmp_path / "in"]))
    assert [item.id for item in found if isinstance(item, Document)] == ["a", "b"]
    assert [item.reason for item in found if isinstance(item, Skipped)] == ["no such file or folder"]


def test_what_is_not_there_or_holds_nothing_is_skipped(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    write_files(tmp_path / "hidden", {".a.txt": SIGNED})
    found = read_corpus([tmp_path / "none.txt", tmp_path / "empty", str(tmp_path / "hidden"), "bad\0name"])
    reasons = {Path(item.source).name: item.reason for item in found if isinstance(item, Skipped)}
    assert reasons["none.txt"] == "no such file or folder"
    assert reasons["empty"] == reasons["hidden"] == "no readable files"
    assert len(reasons) == 4


def test_a_file_that_may_not_be_read_is_skipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_path: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    write_files(tmp_path, {"a.txt": SIGNED})
    monkeypatch.setattr(Path, "read_bytes", refuse)
    [item] = read_corpus([tmp_path])
    assert isinstance(item, Skipped)
    assert item.reason == "no permission to read it"


def test_something_that_is_no_file_is_skipped(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    [item] = read_corpus([tmp_path / "pipe.txt"])
    assert isinstance(item, Skipped)
    assert item.reason == "not a regular file"


@pytest.mark.parametrize(
    "data",
    [SIGNED.encode(), f"<html><body><p>{SIGNED}</p></body></html>".encode(), build_pdf([[SIGNED]])],
    ids=["text", "web page", "PDF"],
)
def test_standard_input_is_read_for_what_it_is(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
    [item] = read_corpus(["-", "-"])
    assert isinstance(item, Document)
    assert (item.id, item.source, item.text) == ("stdin", "-", SIGNED)


def test_every_source_is_announced_before_it_is_read(tmp_path: Path) -> None:
    write_files(tmp_path, {"a.txt": SIGNED, "b.txt": DENOUNCED, "c.xls": "x"})
    heard: list[str] = []
    assert len(list(read_corpus([tmp_path], on_source=heard.append))) == 3
    assert heard == list(list_sources([tmp_path]))


def test_a_name_that_is_no_text_can_still_be_shown(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/caf\xe9\n.txt"
    Path(os.fsdecode(path)).write_text(SIGNED, encoding="utf-8")
    [item] = read_corpus([tmp_path])
    assert isinstance(item, Document)
    assert item.id == "caf\ufffd\ufffd"


def test_reading_prints_nothing(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    write_files(tmp_path, {"a.html": "<p", "b.html": f"<html><p>{SIGNED}", "c.txt": SHARED})
    (tmp_path / "d.pdf").write_bytes(build_pdf([[WELCOMED]])[:-40])
    list(read_corpus([tmp_path]))
    assert capfd.readouterr() == ("", "")
