"""A file is written whole or not at all: a reader never meets half of it, a failure leaves the old one."""

import os
from contextlib import suppress
from pathlib import Path

from diplograph.errors import OutputError


def save_text(path: Path, text: str) -> None:
    """Writes the text as UTF-8 with plain line ends, in place of what was there."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        temporary.write_bytes(text.encode("utf-8", "replace"))
        temporary.replace(path)
    except OSError as error:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise OutputError(explain_failure(path, error)) from error


def explain_failure(path: Path, error: OSError) -> str:
    """What went wrong, where, and what to do, in one sentence."""
    if path.is_dir():
        return f"cannot write {str(path)!r} because it is a folder: give the name of a file"
    if not path.parent.is_dir():
        return f"cannot write {str(path)!r} because the folder does not exist: make it first"
    reason = (error.strerror or str(error)).lower()
    return (
        f"cannot write {str(path)!r} ({reason}): free some space, check permissions, or choose another place"
    )
