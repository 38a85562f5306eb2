"""From folders of gold files to scores: reads them and their texts, extracts, counts.

A gold file is a JSON object with `entities` (key → kind, name, aliases), `relations` (source, type, target,
and stance where it is not `asserted`) and `optional` (relations that neither earn nor cost anything). Its
text lies beside it under the same name with `.txt`, or where `file` says, seen from a folder above it.
"""

import json
import warnings
from collections.abc import Iterable, Iterator
from pathlib import Path

from benchmarks.quality import Gold, Score, score_document
from diplograph.corpus import read_corpus
from diplograph.errors import CorpusError, DataError
from diplograph.types import Document, Findings


def score_folder(folder: Path, model: str) -> Score:
    """The score of a model on all gold files of a folder."""
    files = sorted(folder.glob("*.json"))
    if not files:
        raise DataError(f"there is no gold file (*.json) in {str(folder)!r}: give another folder")
    golds = [read_gold(file) for file in files]
    findings = extract_texts([find_text(file) for file in files], model)
    scores = (score_document(gold, found) for gold, found in zip(golds, findings, strict=True))
    return sum(scores, start=Score())


def read_gold(file: Path) -> Gold:
    """What a gold file holds."""
    given = json.loads(file.read_text(encoding="utf-8"))
    return Gold(entities=given["entities"], relations=given["relations"], optional=given.get("optional", []))


def find_text(file: Path) -> Path:
    """The text that a gold file marks."""
    name = json.loads(file.read_text(encoding="utf-8")).get("file", "")
    named = [folder / name for folder in file.absolute().parents] if name else []
    for path in [file.with_suffix(".txt"), *named]:
        if path.is_file():
            return Path(path)
    raise DataError(f"the text of the gold file {str(file)!r} is missing: put it beside it as .txt")


def extract_texts(paths: Iterable[Path], model: str) -> Iterator[Findings]:
    """What is found in each text, read as `diplograph extract` reads it."""
    from diplograph.extract.pipeline import Settings, extract_documents

    documents = [read_text(path) for path in paths]
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r"\[W095\]")
        for result in extract_documents(documents, settings=Settings(model=model)):
            if not isinstance(result, Findings):
                raise DataError(f"{result.source}: {result.reason}")
            yield result


def read_text(path: Path) -> Document:
    """The document in one file, in whatever language it seems to be."""
    item = next(read_corpus([path], language=None))
    if not isinstance(item, Document):
        raise CorpusError(f"the text {item.source!r} cannot be read: {item.reason}")
    return item
