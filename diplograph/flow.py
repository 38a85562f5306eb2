"""From a corpus to a dossier, document by document: what is known is left out, what fails is noted."""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Self, TypeVar

from diplograph.corrections import Correction, apply_corrections, name_version
from diplograph.dossier import Dossier
from diplograph.types import Document, Findings, Skipped

if TYPE_CHECKING:  # at run time it would bring spaCy along
    from diplograph.extract.pipeline import Settings

Fate = Literal["written", "kept", "skipped"]
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one source: `written`, `kept` (it was there, unchanged) or `skipped` for a `reason`.

    `corrected` holds the lines of the corrections that changed something in it.
    """

    source: str
    fate: Fate
    reason: str = ""
    corrected: tuple[int, ...] = ()

    @classmethod
    def of(cls, result: Findings | Skipped, *, corrected: tuple[int, ...] = ()) -> Self:
        """The outcome of an extraction."""
        if isinstance(result, Skipped):
            return cls(source=result.source, fate="skipped", reason=result.reason)
        return cls(source=result.document.source, fate="written", corrected=corrected)


def extract_dossier(
    corpus: Iterable[Document | Skipped],
    path: str | Path,
    *,
    settings: "Settings | None" = None,
    corrections: Sequence[Correction] = (),
    workers: int = 1,
) -> list[Skipped]:
    """Writes what is found in the corpus to the dossier at `path`, and gives what could not be read.

    A dossier that exists is added to; what it holds unchanged is left as it is.
    """
    from diplograph.extract.pipeline import Settings

    with Dossier.open(path, create=True) as dossier:
        outcomes = fill_dossier(
            dossier, corpus, settings=settings or Settings(), corrections=corrections, workers=workers
        )
        skipped = [Skipped(source=o.source, reason=o.reason) for o in outcomes if o.fate == "skipped"]
        dossier.compact()
    return skipped


def fill_dossier(
    dossier: Dossier,
    corpus: Iterable[Document | Skipped],
    *,
    settings: "Settings",
    corrections: Sequence[Correction] = (),
    workers: int = 1,
) -> Iterator[Outcome]:
    """What became of each source of the corpus, as it is written; whoever stops asking stops the work."""
    from diplograph.extract.pipeline import extractor_version

    version = name_version(extractor_version(settings), corrections)
    kept: deque[Outcome] = deque()
    fresh = leave_known(corpus, dossier, version, kept)
    for result in extract_corpus(fresh, settings=settings, workers=workers):
        yield from drain(kept)
        corrected, lines = correct_result(result, corrections)
        store_result(dossier, corrected, version)
        yield Outcome.of(corrected, corrected=lines)
    yield from drain(kept)


def extract_corpus(
    corpus: Iterable[Document | Skipped], *, settings: "Settings", workers: int = 1
) -> Iterator[Findings | Skipped]:
    """What is found in each document; what the corpus skipped comes in between, about where it stood."""
    from diplograph.extract.pipeline import extract_documents

    skipped: deque[Skipped] = deque()
    for result in extract_documents(set_aside(corpus, skipped), settings=settings, workers=workers):
        yield from drain(skipped)
        yield result
    yield from drain(skipped)


def correct_result(
    result: Findings | Skipped, corrections: Sequence[Correction]
) -> tuple[Findings | Skipped, tuple[int, ...]]:
    """The result after the corrections, and the lines of those that changed something."""
    return (result, ()) if isinstance(result, Skipped) else apply_corrections(result, corrections)


def leave_known(
    corpus: Iterable[Document | Skipped], dossier: Dossier, version: str, kept: deque[Outcome]
) -> Iterator[Document | Skipped]:
    """The corpus without the documents that the dossier holds as they are: those go to `kept`."""
    for item in corpus:
        if isinstance(item, Document) and dossier.holds(item, extractor=version):
            kept.append(Outcome(source=item.source, fate="kept"))
        else:
            yield item


def set_aside(corpus: Iterable[Document | Skipped], skipped: deque[Skipped]) -> Iterator[Document]:
    """The documents of the corpus; what is none goes to `skipped`."""
    for item in corpus:
        if isinstance(item, Document):
            yield item
        else:
            skipped.append(item)


def drain(items: deque[Item]) -> Iterator[Item]:
    """The items so far, each once."""
    while items:
        yield items.popleft()


def store_result(dossier: Dossier, result: Findings | Skipped, version: str) -> None:
    """Writes what was found, or why nothing was."""
    if isinstance(result, Skipped):
        dossier.skip(result)
    else:
        dossier.write(result, extractor=version)
