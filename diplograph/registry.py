"""Names to functions: a table of strings, resolved when asked for, so that nothing heavy is imported early.

Other packages add readers and writers through the entry points `diplograph.readers` and
`diplograph.writers`; ours come first.
"""

from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from typing import Any

from diplograph.errors import UnknownNameError

READERS: Mapping[str, str] = {
    ".txt": "diplograph.corpus.text:read_text",
    ".md": "diplograph.corpus.text:read_text",
    ".html": "diplograph.corpus.html:read_html",
    ".htm": "diplograph.corpus.html:read_html",
    ".pdf": "diplograph.corpus.pdf:read_pdf",
    ".docx": "diplograph.corpus.docx:read_docx",
    ".csv": "diplograph.corpus.table:read_csv",
    ".jsonl": "diplograph.corpus.table:read_jsonl",
}

WRITERS: Mapping[str, str] = {
    ".graphml": "diplograph.outputs.exchange:write_graphml",
    ".html": "diplograph.outputs.html:write_html",
}


def list_names(table: Mapping[str, str], group: str) -> dict[str, str]:
    """The table with what other packages registered under `group` added; ours win."""
    return dict(list_plugins(group)) | dict(table)


@cache
def list_plugins(group: str) -> tuple[tuple[str, str], ...]:
    """(name, "module:function") of what other packages registered under `group`; looking costs, so once."""
    return tuple(sorted((point.name, point.value) for point in entry_points(group=group)))


def find_function(name: str, table: Mapping[str, str], group: str) -> Callable[..., Any]:
    """The function registered under `name`; `UnknownNameError` lists the names that exist."""
    names = table if name in table else list_names(table, group)
    if name not in names:
        raise UnknownNameError(f"nothing handles {name!r}; choose one of: {', '.join(sorted(names))}")
    module, _, attribute = names[name].partition(":")
    function: Callable[..., Any] = getattr(import_module(module), attribute)
    return function
