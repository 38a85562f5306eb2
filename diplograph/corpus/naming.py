"""Names of sources and of documents."""

import hashlib
import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from diplograph.types import Document

STANDARD_INPUT = "-"


def show_path(path: str | Path) -> str:
    """The path as text that can be written anywhere: forward slashes, no undecodable bytes, no controls."""
    shown = os.fsencode(Path(path).as_posix()).decode("utf-8", errors="replace")
    return "".join(char if char.isprintable() else "\ufffd" for char in shown)


def split_suffixes(source: str) -> tuple[str, str, bool]:
    """Stem and small-letter suffix of a source's file name, and whether `.gz` stood behind them."""
    name = PurePosixPath(source).name
    zipped = name.lower().endswith(".gz")
    inner = PurePosixPath(name[:-3] if zipped else name)
    return inner.stem, inner.suffix.lower(), zipped


def name_source(source: str) -> str:
    """The id of the only document of a source: its file name without suffixes."""
    return "stdin" if source == STANDARD_INPUT else split_suffixes(source)[0]


def name_documents(documents: Sequence[Document]) -> list[Document]:
    """The documents with ids that no two share.

    Documents that would share one all get digits of the hash of their text behind it, so that ids depend
    neither on the order of the sources nor on the folders they lie in. The texts must differ.
    """
    named = plains = [replace(item, id=" ".join(item.id.split()) or "document") for item in documents]
    for digits in (6, 16, 64):
        counts = Counter(document.id for document in named)
        named = [
            _add_digits(plain, digits) if counts[document.id] > 1 else document
            for plain, document in zip(plains, named, strict=True)
        ]
    return named


def _add_digits(document: Document, digits: int) -> Document:
    return replace(document, id=f"{document.id}-{hash_text(document.text)[:digits]}")


def hash_text(text: str) -> str:
    """The SHA-256 of a text, in hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8", errors="replace")).hexdigest()
