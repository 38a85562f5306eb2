"""PDF files that hold text; pages that are pictures hold none."""

import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from diplograph.corpus.characters import normalize_characters
from diplograph.corpus.lines import join_lines
from diplograph.corpus.loggers import hush_loggers
from diplograph.corpus.options import ReadOptions
from diplograph.errors import CorpusError
from diplograph.types import Document, Skipped

PAGE_NUMBER = re.compile(
    r"[-–—|\s]*(?:page\s+)?(?:\d{1,3}|[ivxl]{1,6})(?:\s*(?:of|/)\s*\d{1,4})?[-–—|\s]*", re.IGNORECASE
)
# Running heads and feet stand among so many lines at either end of a page.
MARGIN_LINES = 2
# In files of so many pages a line must stand there three times, not two, to be a running head.
LONG_FILE = 5
# The dots between a heading and its page in a table of contents.
LEADER = re.compile(r"(?:\s*\.){4,}\s*\d{0,4}$")
FILE_NAME = re.compile(
    r"microsoft (?:word|powerpoint) - |\.(?:docx?|pdf|indd|pptx?|tex)$|^untitled|^document\d*$", re.IGNORECASE
)


def read_pdf(data: bytes, source: str, _options: ReadOptions) -> Iterator[Document | Skipped]:
    """The one document of a PDF: its lines joined into paragraphs, without running heads and page numbers."""
    from pypdf import PdfReader

    hush_loggers("pypdf")
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise CorpusError("encrypted; save it without a password and try again")
    pages = [normalize_characters(page.extract_text()).split("\n") for page in reader.pages]
    if not any(line for page in pages for line in page):
        raise CorpusError("no text, only pictures of pages; run text recognition (OCR) on it first")
    lines = [line for page in strip_margins(pages) for line in page if not LEADER.search(line)]
    yield Document(id="", text=join_lines(lines), title=_read_title(reader.metadata), source=source)


def strip_margins(pages: Sequence[Sequence[str]]) -> list[list[str]]:
    """The pages without the lines that repeat at their heads and feet, and without page numbers there."""
    shapes = Counter(shape for page in pages for shape in {_shape(page[place]) for place in _margins(page)})
    least = 2 if len(pages) < LONG_FILE else 3
    running = {shape for shape, count in shapes.items() if count >= least}
    return [_strip_page(page, running) for page in pages]


def _strip_page(page: Sequence[str], running: set[str]) -> list[str]:
    dropped = {
        place
        for place in _margins(page)
        if PAGE_NUMBER.fullmatch(page[place]) or _shape(page[place]) in running
    }
    return [line for place, line in enumerate(page) if place not in dropped]


def _margins(page: Sequence[str]) -> set[int]:
    filled = [place for place, line in enumerate(page) if line]
    return {*filled[:MARGIN_LINES], *filled[-MARGIN_LINES:]}


def _shape(line: str) -> str:
    return re.sub(r"\d+", "0", line)


def _read_title(metadata: object) -> str:
    """The title that the file gives, where it is one and not the name of the file it was made from."""
    title = " ".join(str(getattr(metadata, "title", None) or "").split())
    return "" if FILE_NAME.search(title) or len(title.split()) < 2 else title
