"""What the user may set about reading, handed unchanged to every reader.

A reader is a function `(data: bytes, source: str, options: ReadOptions) -> Iterable[Document | Skipped]`.
`data` is the whole file, already within `max_bytes`; `source` is its display name. The text it yields may
be raw (cleaning happens afterwards, once, for all formats), and an empty `id` means "name it after the
source". A reader that can make nothing of the data raises `CorpusError` with the reason as its message,
worded to follow the name of the source; a part that fails (one row) is yielded as `Skipped`.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """The settings of one `read_corpus` call; `language=None` takes every language."""

    max_bytes: int = 50_000_000
    text_column: str | None = None
    id_column: str | None = None
    title_column: str | None = None
    date_column: str | None = None
    url_column: str | None = None
    language: str | None = "en"
