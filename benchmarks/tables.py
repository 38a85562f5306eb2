"""Figures as tables: aligned for a terminal, or in Markdown for a page."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A titled table; the first column holds words, the others figures. `note` says how to read it."""

    title: str
    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    note: str = ""


def write_plain(table: Table) -> str:
    """The table in columns of equal width.

    >>> print(write_plain(Table(title="Pace", header=("model", "words/s"), rows=[("small", "9,000")])))
    Pace
      model  words/s
      small    9,000
    """
    lines = [table.header, *table.rows]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    shown = [table.title]
    for first, *others in lines:
        cells = [first.ljust(widths[0])]
        cells += [cell.rjust(width) for cell, width in zip(others, widths[1:], strict=True)]
        shown.append("  " + "  ".join(cells).rstrip())
    return "\n".join([*shown, *filter(None, [table.note])])


def write_markdown(table: Table) -> str:
    """The table as it can be pasted into a page.

    >>> print(write_markdown(Table(title="Pace", header=("model", "words/s"), rows=[("small", "9,000")])))
    **Pace**
    <BLANKLINE>
    | model | words/s |
    |---|---:|
    | small | 9,000 |
    """
    rule = "|---|" + "---:|" * (len(table.header) - 1)
    lines = [f"| {' | '.join(line)} |" for line in (table.header, *table.rows)]
    shown = [f"**{table.title}**", "", lines[0], rule, *lines[1:]]
    return "\n".join([*shown, *(["", table.note] if table.note else [])])
