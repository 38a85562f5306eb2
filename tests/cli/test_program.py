"""The program as a whole: quick to answer, documented as it is, every failure one sentence."""

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

import diplograph.cli
import diplograph.cli.show

Run = Callable[..., Any]
ROOT = Path(__file__).parents[2]
CALL = (sys.executable, "-c", "from diplograph.cli import main; main()")


def start(arguments: Sequence[object], **settings: str) -> subprocess.Popen[str]:
    """The program in a process of its own."""
    return subprocess.Popen(
        [*CALL, *map(str, arguments)],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT), **settings},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        encoding="utf-8",
    )


def test_the_version_is_that_of_the_package(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.metadata.version", {"diplograph": "9.9"}.__getitem__)
    assert run("--version").out == "diplograph 9.9\n"


@pytest.mark.parametrize(
    "arguments",
    [["--help"], ["build", "--help"], ["no-such-command"], ["types"], ["inspect", "none.db", "x"]],
)
def test_nothing_heavy_is_imported_before_it_is_needed(arguments: list[str]) -> None:
    code = (
        "import sys\nfrom diplograph.cli import main\ntry: main()\nexcept SystemExit: pass\n"
        "print(sorted({'spacy', 'networkx', 'pyvis', 'trafilatura'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, cwd=ROOT, encoding="utf-8", check=True
    )
    assert done.stdout.endswith("[]\n")


@pytest.mark.parametrize("arguments", [["build"], ["no-such-command"], ["types", "--no-such-option"]])
def test_wrong_usage_ends_with_2_and_points_to_the_help(run: Run, arguments: list[str]) -> None:
    ended = run(*arguments)
    assert ended.code == 2
    assert "--help" in ended.err or "-h" in ended.err


def test_an_unexpected_failure_is_one_sentence_that_says_how_to_see_more(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(diplograph.cli.show, "show_types", raise_failure)
    ended = run("types")
    assert ended.code == 1
    assert ended.err == (
        "diplograph: ZeroDivisionError: by nought: a fault in diplograph; DIPLOGRAPH_DEBUG=1 shows where\n"
    )


def test_debugging_shows_the_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(diplograph.cli.show, "show_types", raise_failure)
    monkeypatch.setenv("DIPLOGRAPH_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        diplograph.cli.main(["types"])


def raise_failure(**_: object) -> None:
    raise ZeroDivisionError("by nought")


@pytest.mark.skipif(os.name == "nt", reason="pipes end otherwise there")
def test_a_reader_that_goes_away_is_no_failure_to_report() -> None:
    with start(["types"]) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == ""


def test_no_colours_where_nobody_sees_them() -> None:
    with start(["types"]) as process:
        out, _ = process.communicate()
    assert "\x1b" not in out


def test_text_goes_out_as_utf_8_whatever_the_system_prefers() -> None:
    with start(["types"], PYTHONIOENCODING="ascii", LC_ALL="C", PYTHONUTF8="0") as process:
        out, err = process.communicate()
    assert (process.returncode, err) == (0, "")
    assert "→" in out
