"""Web pages: the main text, and what the page says about itself."""

import re
from collections.abc import Iterator
from html import unescape

from diplograph.corpus.decode import decode_bytes
from diplograph.corpus.loggers import hush_loggers
from diplograph.corpus.options import ReadOptions
from diplograph.errors import CorpusError
from diplograph.types import Document, Skipped

MARKUP = re.compile(r"<(?:!doctype html|html|head|body|div|p|article|table|br)\b[^>]*>", re.IGNORECASE)
UNSEEN = re.compile(
    r"<(script|style|noscript|template|svg|nav|head)\b.*?</\1\s*>|<!--.*?-->", re.DOTALL | re.IGNORECASE
)
BLOCK = re.compile(
    r"</?(?:p|div|h[1-6]|li|ul|ol|tr|table|section|article|blockquote|br|hr)\b[^>]*>", re.IGNORECASE
)
TAG = re.compile(r"<[!/?a-zA-Z][^>]*>?")
TITLE = re.compile(r"<title[^>]*>(.*?)</title", re.DOTALL | re.IGNORECASE)
TABLE_RULE = re.compile(r"^\s*\|?(?:\s*:?-{3,}:?\s*\|)+.*$\n?", re.MULTILINE)
TABLE_ROW = re.compile(r"^\s*\|\s*(.*?)\s*\|?\s*$", re.MULTILINE)
OWN_PAGE = re.compile(r'<meta name="generator" content="diplograph ')
# A fixed last date keeps the result the same on every day; copyright years are not dates of articles.
DATE_SETTINGS = {"max_date": "2100-01-01", "extensive_search": False, "original_date": True}


def looks_like_html(text: str) -> bool:
    """Whether text is a web page: its first characters open one."""
    start = text[:2000].lstrip("\ufeff \t\r\n")
    return start.startswith("<") and bool(MARKUP.search(start))


def read_html(data: bytes, source: str, _options: ReadOptions) -> Iterator[Document | Skipped]:
    """The article of a web page with its title, date and canonical address; comments are left out."""
    page = decode_bytes(data)
    if OWN_PAGE.search(page[:20_000]):
        raise CorpusError("a network page made by diplograph, not an article")
    document = _extract_article(page, source) or _strip_page(page, source)
    if not document.text.strip():
        raise CorpusError("no text on this page")
    yield document


def _extract_article(page: str, source: str) -> Document | None:
    """What trafilatura takes for the article; None where it finds none."""
    from trafilatura import bare_extraction

    hush_loggers("trafilatura", "htmldate", "justext", "courlan")
    found = bare_extraction(
        page, include_comments=False, with_metadata=True, date_extraction_params=dict(DATE_SETTINGS)
    )
    if found is None or isinstance(found, dict) or not found.text:
        return None
    text = TABLE_ROW.sub(r"\1", TABLE_RULE.sub("", found.text))
    title = " ".join((found.title or "").split())
    if title and title.casefold() not in text[: 4 * len(title) + 200].casefold():
        text = f"{title}\n\n{text}"
    return Document(id="", text=text, title=title, source=source, url=found.url or "", date=found.date or "")


def _strip_page(page: str, source: str) -> Document:
    """All text of a page, one block a line, for pages too odd for anything better."""
    title = TITLE.search(page)
    text = TAG.sub("", BLOCK.sub("\n", UNSEEN.sub(" ", page)))
    return Document(
        id="",
        text="\n".join(" ".join(line.split()) for line in unescape(text).split("\n")),
        title=" ".join(unescape(title[1]).split()) if title else "",
        source=source,
    )
