"""Plain text and Markdown."""

import re
from collections.abc import Iterator

from diplograph.corpus.dates import parse_date
from diplograph.corpus.decode import decode_bytes
from diplograph.corpus.html import looks_like_html, read_html
from diplograph.corpus.naming import split_suffixes
from diplograph.corpus.options import ReadOptions
from diplograph.types import Document, Skipped

FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n(.*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
FIELD = re.compile(r"^(title|date|url)[ \t]*:[ \t]*(.+?)[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
MARKUP = (
    (re.compile(r"<!--.*?-->", re.DOTALL), ""),
    (re.compile(r"^[ \t]*(?:```|~~~).*$", re.MULTILINE), ""),
    (re.compile(r"!\[[^\]\n]*\]\([^)\n]*\)"), ""),
    (re.compile(r"\[([^\]\n]+)\]\((?:[^()\n]|\([^()\n]*\))*\)"), r"\1"),
    (re.compile(r"\[([^\]\n]+)\]\[[^\]\n]*\]"), r"\1"),
    (re.compile(r"^[ \t]*\[[^\]\n]+\]:[ \t]*\S+.*$", re.MULTILINE), ""),
    (re.compile(r"^[ \t]{0,3}#{1,6}[ \t]+(.*?)[ \t]*#*[ \t]*$", re.MULTILINE), r"\n\1\n"),
    (re.compile(r"^[ \t]*(?:[-*_][ \t]*){3,}$|^=+[ \t]*$", re.MULTILINE), ""),
    (re.compile(r"^[ \t]*>[ \t]?", re.MULTILINE), ""),
    (re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])([*_])(?=[^\s*_])([^*_\n]+?)(?<=[^\s*_])\1(?![\w*])"), r"\2"),
    (re.compile(r"`([^`\n]+)`"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!>-])"), r"\1"),
)


def read_text(data: bytes, source: str, options: ReadOptions) -> Iterator[Document | Skipped]:
    """The one document of a text file; a web page saved under a text suffix is read as one."""
    text = decode_bytes(data)
    if looks_like_html(text):
        yield from read_html(data, source, options)
    elif split_suffixes(source)[1] == ".md":
        yield _read_markdown(text, source)
    else:
        yield Document(id="", text=text, source=source)


def _read_markdown(text: str, source: str) -> Document:
    front = FRONT_MATTER.match(text)
    fields = {name.lower(): value.strip("\"'") for name, value in FIELD.findall(front[1])} if front else {}
    return Document(
        id="",
        text=strip_markdown(text[front.end() :] if front else text),
        title=fields.get("title", ""),
        source=source,
        url=fields.get("url", ""),
        date=parse_date(fields.get("date", "")),
    )


def strip_markdown(text: str) -> str:
    """Markdown as the plain text that a reader would see; list marks stay."""
    for pattern, replacement in MARKUP:
        text = pattern.sub(replacement, text)
    return text
