"""The options that commands share, with their help; and the values that some of them choose from."""

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Annotated

import typer

from diplograph.cli.terminal import stop
from diplograph.types import STANCES

FORMATS = ("table", "csv", "json")
MISUSED = 2
"""The exit code for a command that was called wrongly."""


def name_column(flag: str, what: str) -> typer.models.OptionInfo:
    """An option that names a column of a table."""
    option: typer.models.OptionInfo = typer.Option(flag, metavar="NAME", help=what, show_default=False)
    return option


Paths = Annotated[
    list[Path],
    typer.Argument(
        metavar="PATHS", help="Folders and files with articles; - reads standard input.", show_default=False
    ),
]
DossierPath = Annotated[
    Path,
    typer.Argument(metavar="DOSSIER", help="A dossier, or the folder that build wrote.", show_default=False),
]
Model = Annotated[
    str | None,
    typer.Option(
        "--model", metavar="NAME", help="Another spaCy pipeline, by name or folder.", show_default=False
    ),
]
Knowledge = Annotated[
    list[Path] | None,
    typer.Option(
        "--knowledge", metavar="FILE", help="Your own list of actors (repeatable).", show_default=False
    ),
]
Corrections = Annotated[
    Path | None,
    typer.Option("--corrections", metavar="FILE", help="Your own corrections.", show_default=False),
]
Workers = Annotated[
    int | None,
    typer.Option(
        "--workers",
        min=1,
        metavar="N",
        help="How many processes extract.  [default: one a core, up to 4]",
        show_default=False,
    ),
]
Language = Annotated[
    str, typer.Option("--language", metavar="CODE", help="Skip documents in other languages; any takes all.")
]
MaxSize = Annotated[int, typer.Option("--max-size", min=1, metavar="MB", help="Skip larger files.")]
TextColumn = Annotated[str | None, name_column("--text-column", "Column of a table that holds the text.")]
IdColumn = Annotated[str | None, name_column("--id-column", "Column that holds the row's own id.")]
TitleColumn = Annotated[str | None, name_column("--title-column", "Column that holds the title.")]
DateColumn = Annotated[str | None, name_column("--date-column", "Column that holds the date.")]
UrlColumn = Annotated[str | None, name_column("--url-column", "Column that holds the web address.")]
Strict = Annotated[bool, typer.Option("--strict", help="Exit with 1 when anything was skipped.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print neither progress nor summary.")]
Stances = Annotated[
    list[str] | None,
    typer.Option(
        "--stance",
        metavar="STANCE",
        help=f"Stances that make ties: {', '.join(STANCES)} (repeatable).  [default: asserted]",
        show_default=False,
    ),
]
NoContext = Annotated[
    bool, typer.Option("--no-context", help="Only countries, leaders, initiatives and institutions.")
]


def upper_case(value: str | None) -> str | None:
    """A kind as the ontology writes it."""
    return value.upper() if value else value


Kind = Annotated[
    str | None, typer.Option(metavar="KIND", callback=upper_case, help="Only entities of this kind.")
]


def check_choice(value: str | None, names: Collection[str], what: str) -> None:
    """Ends the program, with a list of what exists, where `value` is none of the `names`."""
    if value is not None and value not in names:
        stop(f"there is no {what} {value!r}; choose one of: {', '.join(names)}", code=MISUSED)


def choose_stances(stances: Sequence[str] | None) -> tuple[str, ...]:
    """The stances asked for, or `asserted` alone."""
    for stance in stances or ():
        check_choice(stance, STANCES, "stance")
    return tuple(stances or ("asserted",))


def choose_kinds(*, no_context: bool) -> tuple[str, ...] | None:
    """The core kinds, or `None` for all."""
    from diplograph.ontology import load_ontology

    return tuple(kind.name for kind in load_ontology().kinds.values() if kind.core) if no_context else None


def check_filters(*, kind: str | None, relation_type: str | None, stance: str | None) -> None:
    """Ends the program where a filter asks for a kind, type or stance that does not exist."""
    from diplograph.ontology import load_ontology

    check_choice(kind, load_ontology().kinds, "kind of entity")
    check_choice(relation_type, load_ontology().types, "relation type")
    check_choice(stance, STANCES, "stance")


def name_columns(
    text: str | None, id_: str | None, title: str | None, date: str | None, url: str | None
) -> dict[str, str | None]:
    """The columns of a table under the names that `read_corpus` has for them."""
    given = {"text": text, "id": id_, "title": title, "date": date, "url": url}
    return {f"{what}_column": name for what, name in given.items()}
