"""The long work of `build` and `extract`: it shows how far it is, can be interrupted, says what failed."""

import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import typer

from diplograph.cli.dossiers import check_writable, tell_unused
from diplograph.cli.terminal import say, show_progress, stop
from diplograph.corpus import list_sources, read_corpus
from diplograph.corrections import Correction
from diplograph.dossier import Dossier
from diplograph.flow import Outcome, correct_result, extract_corpus, fill_dossier
from diplograph.outputs.records import write_line
from diplograph.types import Document, Findings, Skipped

if TYPE_CHECKING:
    from diplograph.extract.pipeline import Settings

FAILED, INTERRUPTED = 1, 130
SKIPPED_LINES = 20
# A process of its own takes as long to start as some dozen articles take, and as much memory as a model.
WORTH_A_WORKER, MOST_WORKERS = 20, 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What to read and how to extract it."""

    paths: Sequence[Path]
    columns: dict[str, str | None]
    language: str
    megabytes: int
    model: str | None
    knowledge: Sequence[Path]
    corrections: Sequence[Correction] = ()
    workers: int | None
    quiet: bool

    def read(self) -> list[Document | Skipped]:
        """The documents; the program ends where there is none."""
        language = None if self.language == "any" else self.language
        with show_progress("files", len(list_sources(self.paths)), quiet=self.quiet) as advance:
            corpus = read_corpus(
                self.paths,
                max_bytes=self.megabytes * 1_000_000,
                language=language,
                on_source=advance,
                **self.columns,
            )
            items = list(corpus)
        stop_when_empty([item for item in items if isinstance(item, Skipped)], len(items))
        return items

    def check(self) -> None:
        """Stops before the work where a list or the model is not as it must be."""
        from diplograph.extract.pipeline import find_model
        from diplograph.knowledge import load_knowledge

        find_model(self.model)
        load_knowledge(tuple(self.knowledge))

    def settings(self) -> "Settings":
        """How to extract."""
        from diplograph.extract.pipeline import Settings

        return Settings(model=self.model, knowledge=tuple(self.knowledge))

    def count_workers(self, documents: int) -> int:
        """How many processes to use: as asked, else what the machine has and the work is worth."""
        worth = max(1, documents // WORTH_A_WORKER)
        return self.workers or min(os.cpu_count() or 1, MOST_WORKERS, worth)


@contextmanager
def fill(path: Path, work: Work) -> Iterator[tuple[Dossier, list[Outcome]]]:
    """The dossier at `path`, filled, and what became of each source; interrupted, it keeps what was done."""
    check_writable(path)
    work.check()
    with keep_when_interrupted(path):
        corpus = work.read()
        with Dossier.open(path, create=True) as dossier:
            workers = work.count_workers(len(corpus))
            steps = fill_dossier(
                dossier, corpus, settings=work.settings(), corrections=work.corrections, workers=workers
            )
            outcomes = watch(steps, len(corpus), quiet=work.quiet)
            if any(outcome.fate == "written" for outcome in outcomes):
                dossier.compact()
            yield dossier, outcomes


@contextmanager
def keep_when_interrupted(path: Path) -> Iterator[None]:
    """Ends the program with 130 and says where the work so far is."""
    try:
        yield
    except KeyboardInterrupt:
        kept = f"what was done is kept in {path}, and the same command goes on from there"
        stop(f"interrupted; {kept if path.exists() else 'nothing was written yet'}", code=INTERRUPTED)


def watch(steps: Iterator[Outcome], total: int, *, quiet: bool) -> list[Outcome]:
    """All outcomes, while a bar shows how far the work is; the program ends where all were skipped."""
    outcomes: list[Outcome] = []
    with show_progress("documents", total, quiet=quiet) as advance:
        for outcome in steps:
            outcomes.append(outcome)
            advance()
    stop_when_empty([outcome for outcome in outcomes if outcome.fate == "skipped"], len(outcomes))
    return outcomes


def print_findings(work: Work, path: Path | None) -> list[Outcome]:
    """What became of each source, while what was found in it is printed as a line of JSON."""
    if path is not None:
        check_writable(path)
    work.check()
    corpus = work.read()
    with open_lines(path) as stream:
        return watch(print_each(corpus, work, stream), len(corpus), quiet=work.quiet)


@contextmanager
def open_lines(path: Path | None) -> Iterator[TextIO]:
    """The file at `path`, new, or else standard output."""
    if path is None:
        yield sys.stdout
    else:
        with path.open("w", encoding="utf-8", newline="\n") as stream:
            yield stream


def print_each(corpus: Sequence[Document | Skipped], work: Work, stream: TextIO) -> Iterator[Outcome]:
    """What became of each document, after its line is printed."""
    workers = work.count_workers(len(corpus))
    for result in extract_corpus(corpus, settings=work.settings(), workers=workers):
        corrected, lines = correct_result(result, work.corrections)
        if isinstance(corrected, Findings):
            stream.write(write_line(corrected) + "\n")
        yield Outcome.of(corrected, corrected=lines)


def stop_when_empty(skipped: Sequence[Skipped | Outcome], total: int) -> None:
    """Ends the program where everything was skipped."""
    if len(skipped) < total:
        return
    if len(skipped) == 1:
        stop(f"no article could be read: {skipped[0].source}: {skipped[0].reason}", code=FAILED)
    tell_skipped(skipped)
    stop("no article could be read", code=FAILED)


def tell_skipped(skipped: Sequence[Skipped | Outcome]) -> None:
    """Says what was skipped, and why."""
    for item in skipped[:SKIPPED_LINES]:
        say(f"skipped {item.source}: {item.reason}")
    if len(skipped) > SKIPPED_LINES:
        say(f"skipped {len(skipped) - SKIPPED_LINES} more; `diplograph inspect DOSSIER skipped` lists all")


def end_work(work: Work, outcomes: Sequence[Outcome], *, strict: bool) -> None:
    """Says what was skipped, and which corrections met nothing; `strict` makes what was skipped a failure."""
    if not any(outcome.fate == "kept" for outcome in outcomes):  # what they met there, nobody knows any more
        tell_unused(work.corrections, {line for outcome in outcomes for line in outcome.corrected})
    skipped = [outcome for outcome in outcomes if outcome.fate == "skipped"]
    tell_skipped(skipped)
    if strict and skipped:
        raise typer.Exit(FAILED)


def describe_outcomes(outcomes: Sequence[Outcome]) -> str:
    """How many sources were read, unchanged and skipped.

    >>> describe_outcomes([Outcome(source="a.txt", fate="written"), Outcome(source="b.txt", fate="kept")])
    '1 document read, 1 unchanged, 0 skipped'
    """
    counts = Counter(outcome.fate for outcome in outcomes)
    read = "1 document" if counts["written"] == 1 else f"{counts['written']} documents"
    return f"{read} read, {counts['kept']} unchanged, {counts['skipped']} skipped"
