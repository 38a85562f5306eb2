"""The fenced blocks of the written pages: what the documentation shows, as something to run."""

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])
FENCE = re.compile(r"^```([^\n`]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One block with the words of its first line: language, and what else it says of itself."""

    page: Path
    line: int
    info: tuple[str, ...]
    text: str

    @property
    def language(self) -> str:
        """The first word, or nothing."""
        return self.info[0] if self.info else ""

    @property
    def place(self) -> str:
        """Where it stands, for messages."""
        return f"{self.page.relative_to(ROOT)}:{self.line}"


def list_blocks() -> Iterator[Block]:
    """All blocks, page by page."""
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        for found in FENCE.finditer(text):
            line = text.count("\n", 0, found.start()) + 1
            yield Block(page=page, line=line, info=tuple(found[1].split()), text=found[2])


def pick_blocks(language: str) -> list[Block]:
    """The blocks in a language, without those that are marked as fragments."""
    return [block for block in list_blocks() if block.language == language and "fragment" not in block.info]


def list_files() -> dict[str, str]:
    """Name → text of the blocks that show a file."""
    shown = (block for block in list_blocks() if len(block.info) == 2 and "." in block.info[1])
    return {block.info[1]: block.text for block in shown}


def find_output(block: Block) -> tuple[str, ...]:
    """The lines that the next block on the page says that this one prints."""
    following = [other for other in list_blocks() if other.page == block.page and other.line > block.line]
    is_output = bool(following) and following[0].info == ("text", "output")
    return tuple(following[0].text.splitlines()) if is_output else ()


def list_calls(block: Block) -> list[list[str]]:
    """The arguments of each call of the program in a block; where the output goes is left to the shell."""
    lines = [line for line in block.text.splitlines() if line.startswith("diplograph ")]
    return [shlex.split(line.partition(" > ")[0])[1:] for line in lines]


def squeeze(line: str) -> str:
    """The line with single spaces: how wide columns are does not count."""
    return " ".join(line.split())
