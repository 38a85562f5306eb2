"""How far the work is, and how many processes do it."""

from pathlib import Path

import pytest

from diplograph.cli.terminal import describe_pace, show_progress
from diplograph.cli.work import Work


@pytest.mark.parametrize(
    ("done", "seconds", "pace"),
    [(1, 0.5, ""), (30, 10.0, "3.0/s, 0:00:30 left"), (120, 60.0, "2.0/s, 0:00:00 left")],
)
def test_the_pace_is_that_of_the_whole_run(done: int, seconds: float, pace: str) -> None:
    assert describe_pace(done, 120, seconds) == pace


def test_there_is_no_bar_where_no_terminal_is(capsys: pytest.CaptureFixture[str]) -> None:
    with show_progress("documents", 2, quiet=False) as advance:
        advance()
        advance("b.txt")
    assert capsys.readouterr() == ("", "")


def test_a_terminal_shows_how_many_documents_are_done(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    with show_progress("documents", 2, quiet=False) as advance:
        advance()
        advance()
    printed = capsys.readouterr()
    assert "2/2" in printed.err
    assert printed.out == ""


@pytest.mark.parametrize(
    ("asked", "documents", "workers"), [(None, 3, 1), (None, 45, 2), (None, 9000, 4), (7, 3, 7), (1, 9000, 1)]
)
def test_more_processes_only_where_they_are_worth_it(
    monkeypatch: pytest.MonkeyPatch, asked: int | None, documents: int, workers: int
) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 16)
    work = Work(
        paths=[Path("a")],
        columns={},
        language="en",
        megabytes=1,
        model=None,
        knowledge=[],
        workers=asked,
        quiet=True,
    )
    assert work.count_workers(documents) == workers
