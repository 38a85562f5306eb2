"""The written pages are true: links lead somewhere, and the command line is described as it is."""

import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("diplograph/**/*.md")])
LINK = re.compile(r"\]\(([^)\s]+)\)|^\[[^\]]+\]:\s*(\S+)", re.MULTILINE)


def list_links(page: Path) -> Iterator[str]:
    """Where the links of a page lead, as far as they stay in the project; code is not looked at."""
    text = re.sub(r"```.*?```|`[^`\n]*`", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    for inline, reference in LINK.findall(text):
        link = inline or reference
        if not re.match(r"[a-z]+:", link):
            yield link


def list_anchors(page: Path) -> set[str]:
    """The anchors that headings make."""
    headings = re.findall(r"^#+\s+(.+?)\s*$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_to_files_and_headings_that_exist(page: Path) -> None:
    for link in list_links(page):
        place, _, anchor = link.partition("#")
        target = page.parent / place if place else page
        assert target.exists(), f"{page.name} links to {link}"
        assert not anchor or anchor in list_anchors(target), f"{page.name} links to {link}"


def test_links_and_anchors_are_seen(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# A `b` C!\n[x](one.md#y) `[code](no.md)` [z](https://example.org)\n", encoding="utf-8")
    assert list(list_links(page)) == ["one.md#y"]
    assert list_anchors(page) == {"a-b-c"}


def test_the_page_of_the_command_line_is_what_help_prints() -> None:
    page = ROOT / "docs" / "cli.md"
    assert (
        page.read_text(encoding="utf-8") == load_script(page.with_name("write_cli_page.py")).render_page()
    ), "the help has changed: write docs/cli.md anew with `./run docs`"


def load_script(path: Path) -> ModuleType:
    """A script as a module."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
