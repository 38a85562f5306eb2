"""What the program can be asked about the actors it knows, and about an analyst's own list."""

from pathlib import Path
from typing import Annotated

import typer

from diplograph.cli import options
from diplograph.cli.options import FORMATS, check_choice, check_filters

Form = Annotated[str, typer.Option("--format", metavar="|".join(FORMATS), help="How to print.")]

knowledge_app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    short_help="Look up the actors that are known, or check your own list.",
)


@knowledge_app.callback()
def describe_knowledge() -> None:
    """Look up the actors that diplograph knows, or check a list of your own."""


@knowledge_app.command(short_help="Find known actors by name.")
def search(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name, a part of one, or an id.")],
    kind: options.Kind = None,
    limit: Annotated[int, typer.Option(min=0, metavar="N", help="At most so many, 0: all.")] = 20,
    form: Form = "table",
    knowledge: options.Knowledge = None,
) -> None:
    """Find known actors by name: equal first, then beginning so, then holding the words, else spelled alike.

    \b
    Example:  diplograph knowledge search "silk road" --kind INITIATIVE
    """
    from diplograph.cli.entries import show_matches

    check_filters(kind=kind, relation_type=None, stance=None)
    check_choice(form, FORMATS, "format")
    show_matches(name, kind=kind, limit=limit, form=form, lists=knowledge or [])


@knowledge_app.command(short_help="Show all that is known of one actor.")
def show(
    id_: Annotated[str, typer.Argument(metavar="ID", help="An id, as `knowledge search` lists them.")],
    knowledge: options.Knowledge = None,
) -> None:
    """Show all that is known of one actor.

    \b
    Example:  diplograph knowledge show shinzo-abe
    """
    from diplograph.cli.entries import show_entry

    show_entry(id_, lists=knowledge or [])


@knowledge_app.command(short_help="Check your own list of actors.")
def check(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Your list, CSV or JSON Lines.")],
    form: Form = "table",
    knowledge: options.Knowledge = None,
) -> None:
    """Check your own list of actors: every problem with its row and field. Warnings alone are no failure.

    \b
    Example:  diplograph knowledge check my-actors.csv
    """
    from diplograph.cli.entries import show_problems

    check_choice(form, FORMATS, "format")
    show_problems(file, form=form, lists=knowledge or [])
