"""One measurement in a process of its own: prints one JSON object with seconds, peak memory and parts.

    python benchmarks/measure.py bare MODEL DOCUMENTS.jsonl       the spaCy model alone, as it comes
    python benchmarks/measure.py whole MODEL DOCUMENTS.jsonl      the whole pipeline in one process
    python benchmarks/measure.py parallel MODEL DOCUMENTS.jsonl   the same with two workers
    python benchmarks/measure.py start MODEL                      from nothing to a loaded pipeline

`bare` and `whole` are timed after loading and one sentence; `parallel` with the start of its workers, which
is what a user waits for.
"""

import json
import resource
import sys
import warnings
from collections.abc import Callable, Iterable
from itertools import pairwise
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from diplograph.types import Document

Result = dict[str, Any]
WORKERS = 2
BYTES_PER_UNIT = 1 if sys.platform == "darwin" else 1024
FIRST = "Japan met China."


class Stopwatch:
    """A function that adds up the seconds it takes."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self.function = function
        self.seconds = 0.0

    def __call__(self, *given: Any) -> Any:
        start = perf_counter()
        result = self.function(*given)
        self.seconds += perf_counter() - start
        return result


def time_all(items: Iterable[object]) -> Result:
    """The seconds until the last item has come, and how many of them this process was at work."""
    start, start_work = perf_counter(), process_time()
    for _ in items:
        pass
    return {"seconds": perf_counter() - start, "work": process_time() - start_work}


def measure_bare(model: str, documents: list[Document]) -> Result:
    """The spaCy model with all its defaults and nothing else."""
    import spacy

    nlp = spacy.load(model)
    nlp(FIRST)
    return time_all(nlp.pipe([document.text for document in documents]))


def measure_whole(model: str, documents: list[Document]) -> Result:
    """The pipeline as `extract_documents` runs it, and what our own parts take of it."""
    from diplograph.extract import pipeline

    settings = pipeline.Settings(model=model)
    ours: Any = pipeline.load_pipeline(settings).get_pipe("diplograph")
    time_all(pipeline.extract_documents([Document(id="first", text=FIRST)], settings=settings))
    parts = {type(part).__name__: Stopwatch(part) for part in ours.components}
    ours.components = tuple(parts.values())
    parts["harvest"] = vars(pipeline)["harvest"] = Stopwatch(vars(pipeline)["harvest"])
    result = time_all(pipeline.extract_documents(documents, settings=settings))
    return result | {"parts": {name: part.seconds for name, part in parts.items()}}


def measure_parallel(model: str, documents: list[Document]) -> Result:
    """The pipeline with two workers, each of which loads the model for itself."""
    from diplograph.extract.pipeline import Settings, extract_documents

    settings = Settings(model=model)
    return time_all(extract_documents(documents, settings=settings, workers=WORKERS))


def measure_start(model: str) -> Result:
    """The seconds that imports, knowledge and model take, one after the other."""
    times = [perf_counter()]
    from diplograph.extract.pipeline import Settings, load_pipeline

    times.append(perf_counter())
    from diplograph.knowledge import load_knowledge

    load_knowledge()
    times.append(perf_counter())
    load_pipeline(Settings(model=model))
    times.append(perf_counter())
    parts = [after - before for before, after in pairwise(times)]
    return {
        "seconds": times[-1] - times[0],
        "parts": dict(zip(("imports", "knowledge", "model"), parts, strict=True)),
    }


def measure_memory(*, workers: int) -> float:
    """The peak of this process in MB; each worker counts as much as the largest of them."""
    units = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    units += workers * resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return units * BYTES_PER_UNIT / 1e6


def read_documents(path: str) -> list[Document]:
    """The documents of a file with one JSON object a line."""
    return [Document(**json.loads(line)) for line in Path(path).read_text(encoding="utf-8").splitlines()]


def main(what: str, model: str, *paths: str) -> None:
    """Measures and prints."""
    # A model made for another release of spaCy says so; it is measured as it is.
    warnings.filterwarnings("ignore", message=r"\[W095\]")
    measure: dict[str, Callable[..., Result]] = {
        "bare": measure_bare,
        "whole": measure_whole,
        "parallel": measure_parallel,
        "start": measure_start,
    }
    result = measure[what](model, *map(read_documents, paths))
    print(json.dumps(result | {"memory": measure_memory(workers=WORKERS if what == "parallel" else 0)}))


if __name__ == "__main__":
    main(*sys.argv[1:])
