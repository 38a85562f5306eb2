"""Word files: paragraphs, lists and tables in their order."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from diplograph.corpus.options import ReadOptions
from diplograph.errors import CorpusError
from diplograph.types import Document, Skipped


def read_docx(data: bytes, source: str, options: ReadOptions) -> Iterator[Document | Skipped]:
    """The one document of a Word file; headers, footers and comments are left out."""
    import docx

    _check_size(data, options.max_bytes)
    word = docx.Document(io.BytesIO(data))
    blocks = [text for block in word.iter_inner_content() for text in _read_block(block)]
    titles = [block.text for block in word.paragraphs if _style_of(block) == "Title" and block.text.strip()]
    title = titles[0] if titles else str(word.core_properties.title or "")
    yield Document(id="", text="\n\n".join(blocks), title=" ".join(title.split()), source=source)


def _check_size(data: bytes, max_bytes: int) -> None:
    """A Word file is an archive, and could unpack to any size."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(member.file_size for member in archive.infolist())
    except zipfile.BadZipFile as error:
        raise CorpusError("not a Word file (.docx), or a damaged one") from error
    if unpacked > 10 * max_bytes:
        raise CorpusError(f"unpacks to {unpacked:,} bytes, more than is read from one file")


def _read_block(block: Any) -> Iterator[str]:
    """The paragraph's text, or one line for each row of a table."""
    if hasattr(block, "rows"):
        yield "\n".join(filter(None, (_read_row(row) for row in block.rows)))
    elif block.text.strip():
        yield f"• {block.text}" if _style_of(block).startswith("List") else block.text


def _read_row(row: Any) -> str:
    """The cells of a row; a cell that spans several columns counts once."""
    cells = {id(cell._tc): " ".join(cell.text.split()) for cell in row.cells}
    return " | ".join(filter(None, cells.values()))


def _style_of(paragraph: Any) -> str:
    return str(paragraph.style.name or "") if paragraph.style is not None else ""
