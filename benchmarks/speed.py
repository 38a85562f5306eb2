"""How fast the pipeline is beside the bare spaCy model: fresh processes, in turns, medians."""

import json
import random
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import count
from pathlib import Path
from statistics import median
from typing import Any

import diplograph
from diplograph.corpus import read_corpus
from diplograph.errors import DiplographError
from diplograph.types import Document

SAMPLE = Path(diplograph.__file__).parent / "corpus/sample"
MEASURE = Path(__file__).with_name("measure.py")
SEED = 20260101
KINDS = ("bare", "whole", "parallel", "start")
WANTED_RATIO = 0.8
"""The least part of the bare model's speed that the whole pipeline must keep."""

Result = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Speed:
    """What was measured with one model: for each kind of measurement the result of every round."""

    model: str
    words: int
    rounds: dict[str, list[Result]]

    def find_median(self, kind: str, name: str = "seconds") -> float:
        """The median of a figure over the rounds."""
        return float(median(result[name] for result in self.rounds[kind]))

    def find_pace(self, kind: str) -> float:
        """Words per second."""
        return self.words / self.find_median(kind)

    @property
    def ratio(self) -> float:
        """The pace of the whole pipeline as a part of the bare model's."""
        return self.find_pace("whole") / self.find_pace("bare")

    @property
    def work_ratio(self) -> float:
        """The same by the processor's time, which other programs on the machine disturb less."""
        return self.find_median("bare", "work") / self.find_median("whole", "work")

    @property
    def round_ratios(self) -> list[float]:
        """The same for each round alone: how far they lie apart tells how noisy the machine is."""
        pairs = zip(self.rounds["bare"], self.rounds["whole"], strict=True)
        return [bare["seconds"] / whole["seconds"] for bare, whole in pairs]

    def find_parts(self, kind: str) -> dict[str, float]:
        """Part → median seconds."""
        results = self.rounds[kind]
        return {name: median(result["parts"][name] for result in results) for name in results[0]["parts"]}


def make_corpus(*, words: int) -> list[Document]:
    """The bundled articles again and again up to so many words, each time with its paragraphs shuffled."""
    shuffle = random.Random(SEED).shuffle
    made: list[Document] = []
    total = 0
    for document in repeat_articles(read_texts(SAMPLE)):
        if total >= words:
            break
        paragraphs = document.text.split("\n\n")
        shuffle(paragraphs)
        made.append(replace(document, text="\n\n".join(paragraphs)))
        total += count_words([made[-1]])
    return made


def repeat_articles(articles: Sequence[Document]) -> Iterator[Document]:
    """The articles without end, with ids of their own."""
    for turn in count():
        yield from (replace(article, id=f"{article.id}-{turn}") for article in articles)


def read_texts(folder: Path) -> list[Document]:
    """The documents of a folder in any format that diplograph reads."""
    return [item for item in read_corpus([folder]) if isinstance(item, Document)]


def count_words(documents: Sequence[Document]) -> int:
    """How many words there are between white space."""
    return sum(len(document.text.split()) for document in documents)


def measure_speed(
    model: str, documents: Sequence[Document], *, rounds: int, folder: Path, tell: Callable[[str], None]
) -> Speed:
    """All measurements of one model; `folder` is for a file that the processes read, `tell` hears each."""
    file = folder / "documents.jsonl"
    lines = (json.dumps(asdict(document)) + "\n" for document in documents)
    file.write_text("".join(lines), encoding="utf-8")
    results: dict[str, list[Result]] = {kind: [] for kind in KINDS}
    for number in range(rounds):
        # Who goes first takes turns, so that a machine that warms up or slows down favours neither.
        first_two = KINDS[:2] if number % 2 == 0 else KINDS[1::-1]
        for kind in (*first_two, *KINDS[2:]):
            tell(f"{model}: round {number + 1} of {rounds}, {kind}")
            results[kind].append(run_measure(kind, model, file))
    return Speed(model=model, words=count_words(documents), rounds=results)


def run_measure(kind: str, model: str, file: Path) -> Result:
    """One measurement in a fresh process."""
    command = [sys.executable, str(MEASURE), kind, model, *([] if kind == "start" else [str(file)])]
    done = subprocess.run(command, check=False, stdout=subprocess.PIPE, encoding="utf-8")
    if done.returncode:
        raise DiplographError(f"the measurement {kind!r} of {model} failed: the lines above say why")
    result: Result = json.loads(done.stdout)
    return result
