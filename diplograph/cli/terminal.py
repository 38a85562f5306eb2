"""What the command line shows: results on standard output, messages and progress on standard error.

rich decides on colours: none where NO_COLOR is set or the stream is no terminal.
"""

import csv
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import timedelta
from itertools import islice
from typing import Any, NoReturn

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

PIPE_WIDTH = 160
"""Columns of a table that goes into a file or a pipe, where no terminal says how wide it is."""


def make_console(*, stderr: bool = False) -> Console:
    """Where to print; words from articles are never taken for markup."""
    console = Console(stderr=stderr, markup=False, highlight=False, emoji=False)
    if not console.is_terminal:
        console.width = PIPE_WIDTH
    return console


def say(message: str) -> None:
    """Prints one sentence to standard error."""
    typer.echo(f"diplograph: {show_plainly(message)}", err=True)


def stop(message: str, *, code: int) -> NoReturn:
    """Ends the program with one sentence on standard error."""
    say(message)
    raise typer.Exit(code)


def show_plainly(value: object) -> str:
    """The value on one line, as long as it was, without the characters that move a terminal's cursor."""
    return "".join(show_character(char) for char in str(value))


def show_character(char: str) -> str:
    """The character itself where it prints, else a blank or a sign that something stood here."""
    if char.isprintable():
        return char
    return " " if char.isspace() else "\N{REPLACEMENT CHARACTER}"


@contextmanager
def show_progress(what: str, total: int, *, quiet: bool) -> Iterator[Callable[..., None]]:
    """A function to call for each of `total` steps; on a terminal it moves a bar with speed and time left."""
    console = make_console(stderr=True)
    if quiet or not console.is_terminal:
        yield lambda *_: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (MofNCompleteColumn(), TextColumn(what), BarColumn(), TextColumn("{task.fields[pace]}"))
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task(what, total=total, pace="")

        def advance(*_: object) -> None:
            progress.advance(task)
            done, seconds = progress.tasks[0].completed, progress.tasks[0].elapsed or 0.0
            progress.update(task, pace=describe_pace(int(done), total, seconds))

        yield advance


def describe_pace(done: int, total: int, seconds: float) -> str:
    """How fast the work goes and how long it will still take; nothing in its first second.

    >>> describe_pace(30, 120, 10.0)
    '3.0/s, 0:00:30 left'
    """
    if seconds < 1:
        return ""
    left = timedelta(seconds=round((total - done) * seconds / done))
    return f"{done / seconds:.1f}/s, {left} left"


def print_rows(rows: Iterable[dict[str, Any]], *, form: str, columns: Sequence[str], limit: int) -> None:
    """Prints rows as a `table` of some columns, or whole as `csv`, `json` or `jsonl`; a `limit` of 0: all."""
    shown = islice(rows, limit) if limit else rows
    if form == "json":
        typer.echo(json.dumps(list(shown), ensure_ascii=False, indent=2))
    elif form == "jsonl":
        for row in shown:
            typer.echo(json.dumps(row, ensure_ascii=False))
    elif form == "csv":
        print_csv(shown)
    else:
        print_table(shown, columns)
        count_rest(rows, limit)


def print_csv(rows: Iterable[dict[str, Any]]) -> None:
    """Prints rows as CSV with a line of names; nothing where there are no rows."""
    writer = None
    for row in rows:
        if writer is None:
            writer = csv.DictWriter(sys.stdout, fieldnames=list(row), lineterminator="\n")
            writer.writeheader()
        writer.writerow(row)


def print_table(rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> None:
    """Prints the named columns of the rows, numbers to the right."""
    shown = list(rows)
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in columns:
        numbers = all(isinstance(row[name], int) for row in shown)
        table.add_column(name, justify="right" if numbers else "left")
    for row in shown:
        table.add_row(*(Text(show_plainly(row[name])) for name in columns))
    make_console().print(table)


def count_rest(rows: Iterable[object], limit: int) -> None:
    """Says how many rows the limit left out: `rows` is the iterator that the table was taken from."""
    rest = sum(1 for _ in rows) if limit else 0
    if rest:
        say(f"{rest} more; --limit 0 shows all")


def print_quote(text: str, *, mark: tuple[int, int]) -> None:
    """Prints a quote, indented, with its trigger underlined."""
    quote = Text(show_plainly(text))
    quote.stylize("bold underline", *mark)
    make_console().print(Text("  “") + quote + Text("”"), soft_wrap=True)


def print_line(line: str, *, style: str = "") -> None:
    """Prints one line of results."""
    make_console().print(Text(show_plainly(line), style=style), soft_wrap=True)
