"""What the program can be asked to do: each command reads its options, calls the library and prints."""

from pathlib import Path
from typing import Annotated

import typer

from diplograph.cli import options
from diplograph.cli.knowledge import knowledge_app
from diplograph.cli.options import check_choice, check_filters, choose_kinds, choose_stances

NETWORK_FILES = ("network.html", "network.graphml")
LIST_FORMATS = (*options.FORMATS, "jsonl")

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(knowledge_app, name="knowledge")


def print_version(asked: bool) -> None:
    """Prints the version and ends."""
    if asked:
        from importlib.metadata import version

        typer.echo(f"diplograph {version('diplograph')}")
        raise typer.Exit


@app.callback()
def describe_program(
    version: Annotated[
        bool, typer.Option("--version", callback=print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Who does what to whom in international affairs: a network of ties, each with its quotes.

    \b
    Start here:  diplograph build my-articles -o my-network
    """


@app.command(short_help="Read articles and make a network from them.")
def build(
    paths: options.Paths,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="Folder for what is made.")],
    model: options.Model = None,
    knowledge: options.Knowledge = None,
    corrections: options.Corrections = None,
    workers: options.Workers = None,
    language: options.Language = "en",
    max_size: options.MaxSize = 50,
    text_column: options.TextColumn = None,
    id_column: options.IdColumn = None,
    title_column: options.TitleColumn = None,
    date_column: options.DateColumn = None,
    url_column: options.UrlColumn = None,
    stance: options.Stances = None,
    no_context: options.NoContext = False,
    strict: options.Strict = False,
    quiet: options.Quiet = False,
) -> None:
    """Read articles and make a network: dossier.db, network.html, network.graphml and a summary.

    Called again, it goes on where it stopped: documents that did not change are not extracted anew.

    \b
    Example:  diplograph build reports/ news.csv --text-column body -o network/
    """
    from diplograph.cli.dossiers import draw_network, load_corrections, make_folder
    from diplograph.cli.show import show_summary
    from diplograph.cli.work import Work, end_work, fill

    stances, kinds = choose_stances(stance), choose_kinds(no_context=no_context)
    work = Work(
        paths=paths,
        columns=options.name_columns(text_column, id_column, title_column, date_column, url_column),
        language=language,
        megabytes=max_size,
        model=model,
        knowledge=knowledge or [],
        corrections=load_corrections(corrections, knowledge or []),
        workers=workers,
        quiet=quiet,
    )
    make_folder(output)
    with fill(output / "dossier.db", work) as (dossier, outcomes):
        graph = draw_network(dossier, [output / name for name in NETWORK_FILES], stances=stances, kinds=kinds)
        if not quiet:
            show_summary(graph, outcomes)
            typer.echo(f"Open {output / NETWORK_FILES[0]} in a browser; {dossier.path} holds every quote.")
    end_work(work, outcomes, strict=strict)


@app.command(short_help="Read articles and write what they say, without drawing.")
def extract(
    paths: options.Paths,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="The file to write.  [default: dossier.db]"),
    ] = None,
    form: Annotated[
        str, typer.Option("--format", metavar="dossier|jsonl", help="jsonl: a line of JSON a document.")
    ] = "dossier",
    model: options.Model = None,
    knowledge: options.Knowledge = None,
    corrections: options.Corrections = None,
    workers: options.Workers = None,
    language: options.Language = "en",
    max_size: options.MaxSize = 50,
    text_column: options.TextColumn = None,
    id_column: options.IdColumn = None,
    title_column: options.TitleColumn = None,
    date_column: options.DateColumn = None,
    url_column: options.UrlColumn = None,
    strict: options.Strict = False,
    quiet: options.Quiet = False,
) -> None:
    """Read articles and write what they say into a dossier, or as JSON lines to standard output.

    \b
    Example:  diplograph extract reports/ -o reports.db
    Example:  diplograph extract article.txt --format jsonl > article.jsonl
    """
    from diplograph.cli.dossiers import load_corrections
    from diplograph.cli.work import Work, describe_outcomes, end_work, fill, print_findings

    check_choice(form, ("dossier", "jsonl"), "format")
    work = Work(
        paths=paths,
        columns=options.name_columns(text_column, id_column, title_column, date_column, url_column),
        language=language,
        megabytes=max_size,
        model=model,
        knowledge=knowledge or [],
        corrections=load_corrections(corrections, knowledge or []),
        workers=workers,
        quiet=quiet,
    )
    if form == "jsonl":
        return end_work(work, print_findings(work, output), strict=strict)
    with fill(output or Path("dossier.db"), work) as (dossier, outcomes):
        if not quiet:
            typer.echo(f"{dossier.path}: {describe_outcomes(outcomes)}")
    return end_work(work, outcomes, strict=strict)


@app.command(short_help="Draw a dossier as a page for the browser.")
def view(
    path: options.DossierPath,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="FILE", help="The page.  [default: network.html beside the dossier]"
        ),
    ] = None,
    show: Annotated[bool, typer.Option("--open", help="Open the page in the browser.")] = False,
    stance: options.Stances = None,
    no_context: options.NoContext = False,
    corrections: options.Corrections = None,
) -> None:
    """Draw a dossier as a page to explore in the browser.

    \b
    Example:  diplograph view network/ -o plans.html --stance asserted --stance planned --open
    """
    from diplograph.cli.dossiers import check_writable, draw_network, find_dossier, open_dossier

    stances, kinds = choose_stances(stance), choose_kinds(no_context=no_context)
    page = output or find_dossier(path).with_name("network.html")
    check_choice(page.suffix.lower(), (".html",), "page format")
    check_writable(page)
    with open_dossier(path, corrections) as dossier:
        draw_network(dossier, [page], stances=stances, kinds=kinds)
    typer.echo(page)
    if show:
        typer.launch(page.resolve().as_uri())


@app.command(short_help="Write a network for other programs.")
def export(
    path: options.DossierPath,
    files: Annotated[
        list[Path], typer.Argument(metavar="FILES", help="Files to write: the ending says the format.")
    ],
    stance: options.Stances = None,
    no_context: options.NoContext = False,
    corrections: options.Corrections = None,
) -> None:
    """Write the network of a dossier to files for other programs.

    \b
    Example:  diplograph export network/ ties.graphml
    """
    from diplograph.cli.dossiers import check_writable, draw_network, open_dossier
    from diplograph.registry import WRITERS, list_names

    stances, kinds = choose_stances(stance), choose_kinds(no_context=no_context)
    formats = sorted(list_names(WRITERS, "diplograph.writers"))
    for file in files:
        check_choice(file.suffix.lower(), formats, "output format")
        check_writable(file)
    with open_dossier(path, corrections) as dossier:
        draw_network(dossier, files, stances=stances, kinds=kinds)
    typer.echo("\n".join(str(file) for file in files))


@app.command(short_help="List what a dossier holds, or show one entity.")
def inspect(
    path: options.DossierPath,
    what: Annotated[
        str,
        typer.Argument(
            metavar="WHAT",
            help=(
                "entities, relations, mentions, documents, skipped, or unknown: entities that no list has;"
                " else the name or id of one entity."
            ),
        ),
    ],
    kind: options.Kind = None,
    relation_type: Annotated[
        str | None, typer.Option("--type", metavar="TYPE", help="Only relations of this type.")
    ] = None,
    name: Annotated[
        str | None, typer.Option(metavar="WORDS", help="Only names that hold these words.")
    ] = None,
    stance: Annotated[
        str | None, typer.Option(metavar="STANCE", help="Only relations in this stance.")
    ] = None,
    form: Annotated[
        str,
        typer.Option(
            "--format", metavar="|".join(LIST_FORMATS), help="How to print; jsonl: an object a line."
        ),
    ] = "table",
    limit: Annotated[
        int | None, typer.Option(min=0, metavar="N", help="At most so many, 0: all.  [default: 40 in tables]")
    ] = None,
    corrections: options.Corrections = None,
) -> None:
    """List what a dossier holds, or show one entity with its names, counts, ties and quotes.

    \b
    Example:  diplograph inspect network/ relations --type sanctions --format csv
    Example:  diplograph inspect network/ "Belt and Road"
    Example:  diplograph inspect network/ unknown --format jsonl > my-actors.jsonl
    """
    from diplograph.cli.dossiers import find_entity, open_dossier
    from diplograph.cli.show import LISTS, show_entity, show_list

    check_filters(kind=kind, relation_type=relation_type, stance=stance)
    check_choice(form, LIST_FORMATS, "format")
    filters = {"kind": kind, "type": relation_type, "stance": stance}
    with open_dossier(path, corrections) as dossier:
        if what in LISTS:
            show_list(dossier, what, filters=filters, name=name, form=form, limit=limit)
        else:
            show_entity(dossier, find_entity(dossier, what), limit=limit)


@app.command(short_help="Show every quote that ties two entities.")
def explain(
    path: options.DossierPath,
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="Name or id of one entity.")],
    target: Annotated[str, typer.Argument(metavar="TARGET", help="Name or id of the other.")],
    corrections: options.Corrections = None,
) -> None:
    """Show why two entities are tied: every quote, with its trigger, its stance and the rule that read it.

    \b
    Example:  diplograph explain network/ China Lithuania
    """
    from diplograph.cli.dossiers import find_entity, open_dossier
    from diplograph.cli.show import show_ties

    with open_dossier(path, corrections) as dossier:
        show_ties(dossier, find_entity(dossier, source), find_entity(dossier, target))


@app.command(short_help="List kinds of entities and types of relations.")
def types(
    form: Annotated[str, typer.Option("--format", metavar="table|json", help="How to print.")] = "table",
) -> None:
    """List the kinds of entities and the types of relations that diplograph knows.

    \b
    Example:  diplograph types --format json
    """
    from diplograph.cli.show import show_types

    check_choice(form, ("table", "json"), "format")
    show_types(form=form)
