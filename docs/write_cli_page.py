"""Writes docs/cli.md: what each command prints for `--help`, so that the page is as new as the program."""

from collections.abc import Iterator
from pathlib import Path

from typer import Typer
from typer.testing import CliRunner

from diplograph.cli import app

PAGE = Path(__file__).parent / "cli.md"
INTRODUCTION = """# Command line

Written by `./run docs` from the program's own `--help`: do not edit by hand.

Results go to standard output, messages and the progress bar to standard error. Colours follow `NO_COLOR`.

| exit code | meaning |
|---|---|
| 0 | done; what was skipped is said |
| 1 | failed, or nothing could be read; with `--strict`, also when anything was skipped |
| 2 | called wrongly |
| 130 | interrupted; what was done is kept |

An unexpected failure is one sentence as well; with `DIPLOGRAPH_DEBUG=1` it is the whole traceback.
"""


def render_page() -> str:
    """The whole page."""
    sections = [render_help(*words) for words in list_commands(app, "diplograph")]
    return "\n".join([INTRODUCTION, *sections])


def list_commands(group: Typer, *words: str) -> Iterator[tuple[str, ...]]:
    """The words of a group of commands and of each command in it."""
    yield words
    for command in group.registered_commands:
        yield *words, command.name or command.callback.__name__
    for inner in group.registered_groups:
        yield from list_commands(inner.typer_instance, *words, inner.name)


def render_help(*words: str) -> str:
    """What one command prints for `--help`, under its name."""
    result = CliRunner().invoke(app, [*words[1:], "--help"], prog_name="diplograph", env={"COLUMNS": "80"})
    return f"## {' '.join(words)}\n\n```text\n{result.stdout.rstrip()}\n```\n"


if __name__ == "__main__":
    PAGE.write_text(render_page(), encoding="utf-8")
