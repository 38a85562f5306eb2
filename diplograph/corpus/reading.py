"""Paths to documents: each file to its reader, each text cleaned, named and checked."""

import logging
import warnings
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from diplograph.corpus.characters import normalize_characters
from diplograph.corpus.clean import clean_text
from diplograph.corpus.datelines import find_date
from diplograph.corpus.decode import decode_bytes
from diplograph.corpus.html import looks_like_html
from diplograph.corpus.language import detect_language, name_language
from diplograph.corpus.naming import STANDARD_INPUT, hash_text, name_documents, name_source, split_suffixes
from diplograph.corpus.options import ReadOptions
from diplograph.corpus.payloads import Payload, open_source
from diplograph.corpus.sources import find_sources
from diplograph.corpus.titles import find_title
from diplograph.errors import CorpusError
from diplograph.registry import READERS, find_function, list_names
from diplograph.types import Document, Skipped

READER_GROUP = "diplograph.readers"
LOGGER = logging.getLogger(__name__)


def list_sources(paths: Iterable[str | Path]) -> tuple[str, ...]:
    """The names of the files that `read_corpus` would open, in its order; none of them is read."""
    return tuple(source.name for source in find_sources(paths))


def read_corpus(
    paths: Iterable[str | Path],
    *,
    max_bytes: int = 50_000_000,
    text_column: str | None = None,
    id_column: str | None = None,
    title_column: str | None = None,
    date_column: str | None = None,
    url_column: str | None = None,
    language: str | None = "en",
    on_source: Callable[[str], None] | None = None,
) -> Iterator[Document | Skipped]:
    """The documents in files, folders, archives and standard input (`"-"`), and what was skipped and why.

    The order, the ids and which of two equal texts is kept depend only on the set of files. All sources are
    read before the first document is given, since only then are ids known to be unique; `on_source` hears
    the name of each source before it is read. `language=None` takes every language.
    """
    options = ReadOptions(
        max_bytes=max_bytes,
        text_column=text_column,
        id_column=id_column,
        title_column=title_column,
        date_column=date_column,
        url_column=url_column,
        language=language,
    )
    suffixes = list_names(READERS, READER_GROUP)
    found: list[Document | Skipped] = []
    for source in find_sources([paths] if isinstance(paths, str | Path) else paths):
        if on_source is not None:
            on_source(source.name)
        for payload in open_source(source, suffixes=suffixes, max_bytes=max_bytes):
            found.extend([payload] if isinstance(payload, Skipped) else read_payload(payload, options))
    yield from _settle_names(_skip_repeats(found))


def read_payload(payload: Payload, options: ReadOptions) -> Iterator[Document | Skipped]:
    """The finished documents in one file; whatever goes wrong in its reader is a reason to skip it."""
    try:
        suffix = _tell_suffix(payload)
        reader = find_function(suffix, READERS, READER_GROUP)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            raw: list[Document | Skipped] = list(reader(payload.data, payload.source, options))
    except CorpusError as error:
        yield Skipped(source=payload.source, reason=str(error))
    except Exception as error:  # parsers of foreign formats fail in ways of their own
        LOGGER.debug("cannot read %s", payload.source, exc_info=True)
        yield Skipped(
            source=payload.source, reason=f"damaged, or not what its suffix says ({type(error).__name__})"
        )
    else:
        for item in raw or [Skipped(source=payload.source, reason="no texts in it")]:
            yield item if isinstance(item, Skipped) else finish_document(item, options)


def finish_document(document: Document, options: ReadOptions) -> Document | Skipped:
    """The document with clean text and everything that can be told from it, unless it is not wanted."""
    text = clean_text(document.text)
    if not any(char.isalnum() for char in text):
        return Skipped(source=document.source, reason="no text in it")
    lang = document.lang or detect_language(text)
    if options.language not in (None, lang):
        return Skipped(source=document.source, reason=f"in {name_language(lang)}; only English is understood")
    return replace(
        document,
        id=document.id or name_source(document.source),
        text=text,
        title=" ".join(normalize_characters(document.title).split()) or find_title(text),
        url=document.url if document.url.lower().startswith(("http://", "https://")) else "",
        date=document.date or find_date([line for line in text.split("\n") if line]),
        lang=lang,
    )


def _tell_suffix(payload: Payload) -> str:
    """The suffix of the file's name, or, by standard input, what the bytes look like."""
    if payload.source != STANDARD_INPUT:
        return split_suffixes(payload.source)[1]
    if payload.data.startswith(b"%PDF-"):
        return ".pdf"
    return ".html" if looks_like_html(decode_bytes(payload.data)) else ".txt"


def _skip_repeats(found: Iterable[Document | Skipped]) -> Iterator[Document | Skipped]:
    """What was found, with every text that stood there before skipped."""
    first: dict[str, str] = {}
    for item in found:
        if isinstance(item, Document):
            key = hash_text(" ".join(item.text.split()))
            if key in first:
                item = Skipped(source=item.source, reason=f"same text as {first[key]}")
            else:
                first[key] = item.source
        yield item


def _settle_names(found: Iterable[Document | Skipped]) -> Iterator[Document | Skipped]:
    items = list(found)
    documents = iter(name_documents([item for item in items if isinstance(item, Document)]))
    for item in items:
        yield item if isinstance(item, Skipped) else next(documents)
