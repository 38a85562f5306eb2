"""What `diplograph knowledge` prints: what a name leads to, one entry, what is wrong with a list."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

import typer

from diplograph.cli.terminal import print_line, print_rows, print_table, say
from diplograph.knowledge import Entry, Knowledge, load_knowledge
from diplograph.knowledge.check import check_list
from diplograph.knowledge.search import find_entry, search_knowledge

FAILED = 1
PROBLEM_COLUMNS = ("row", "field", "level", "message")
COLUMNS = ("id", "kind", "name", "matched")
TEXTS = ("capital", "family", "start", "end")
LISTS = ("aliases", "demonyms", "metonyms")
REFERENCES = ("parent", "seat", "members", "sponsors")


def show_matches(name: str, *, kind: str | None, limit: int, form: str, lists: Sequence[Path]) -> None:
    """Prints the entries that answer to a name."""
    matches = search_knowledge(load_knowledge(tuple(lists)), name, kind=kind)
    if not matches:
        say(f"nothing that is known is called {name!r}")
    rows = (
        {"id": match.entry.id, "kind": match.entry.kind, "name": match.entry.name, "matched": match.form}
        for match in matches
    )
    print_rows(rows, form=form, columns=COLUMNS, limit=limit)


def show_entry(id_: str, *, lists: Sequence[Path]) -> None:
    """Prints all fields of one entry that hold anything."""
    knowledge = load_knowledge(tuple(lists))
    entry = find_entry(knowledge, id_)
    print_line(f"{entry.name}  {entry.kind}  {entry.id}", style="bold")
    for field, value in describe_fields(entry, knowledge):
        print_line(f"{field}: {value}")
    if entry.offices:
        print_line("offices:")
        offices = [asdict(office) | {"of": describe_id(office.of, knowledge)} for office in entry.offices]
        print_table(offices, ("role", "of", "start", "end"))


def describe_fields(entry: Entry, knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    """(field, what it holds, in words) of the fields that hold anything."""
    for field in (*LISTS, *TEXTS):
        value = getattr(entry, field)
        if value:
            yield field, value if isinstance(value, str) else "; ".join(value)
    for field in REFERENCES:
        value = getattr(entry, field)
        if value:
            ids = (value,) if isinstance(value, str) else value
            yield field, "; ".join(describe_id(id_, knowledge) for id_ in ids)
    yield from sorted(entry.refs.items())


def describe_id(id_: str, knowledge: Knowledge) -> str:
    """The name of an entry, with its id."""
    entry = knowledge.entries.get(id_)
    return f"{entry.name} ({id_})" if entry else id_


def show_problems(path: Path, *, form: str, lists: Sequence[Path]) -> None:
    """Prints all that is wrong or unwise in an analyst's list; errors end the program as failed."""
    problems = check_list(path, beside=tuple(lists))
    errors = sum(problem.level == "error" for problem in problems)
    if problems or form != "table":
        rows = ({key: getattr(problem, key) for key in PROBLEM_COLUMNS} for problem in problems)
        print_rows(rows, form=form, columns=PROBLEM_COLUMNS, limit=0)
    if form == "table":
        print_line(f"{path.name}: {describe_count(errors, len(problems) - errors)}")
    if errors:
        raise typer.Exit(FAILED)


def describe_count(errors: int, warnings: int) -> str:
    """How much is wrong, in words.

    >>> describe_count(1, 2)
    '1 error, 2 warnings'
    """
    counts = {"error": errors, "warning": warnings}
    told = [f"{count} {what}{'s' * (count > 1)}" for what, count in counts.items() if count]
    return ", ".join(told) or "nothing wrong"
