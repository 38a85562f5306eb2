"""The command line, as the library's users meet it without Python.

Exit codes: 0 done (what was skipped is said), 1 failed or nothing could be read, 2 called wrongly,
130 interrupted. Nothing heavy is imported before a command needs it.
"""

import logging
import os
import sys
import warnings
from collections.abc import Sequence
from contextlib import suppress

from diplograph.cli.commands import app
from diplograph.cli.terminal import say
from diplograph.errors import DiplographError

__all__ = ["app", "main"]

FAILED = 1


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs the command line; every way out is an exit code, and every failure one sentence."""
    set_up_streams()
    try:
        app(args=arguments, prog_name="diplograph")
    except DiplographError as error:
        fail(str(error))
    except Exception as error:
        if is_debugging():
            raise
        fail(f"{type(error).__name__}: {error}: a fault in diplograph; DIPLOGRAPH_DEBUG=1 shows where")
    finally:
        close_output()


def fail(sentence: str) -> None:
    """Ends the program as failed."""
    say(sentence)
    sys.exit(FAILED)


def is_debugging() -> bool:
    """True when the user wants to see tracebacks and the libraries' own messages."""
    return bool(os.environ.get("DIPLOGRAPH_DEBUG"))


def set_up_streams() -> None:
    """Text goes out as UTF-8 on every system, and the libraries below keep their notes to themselves."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError):
            stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    if not is_debugging():
        logging.disable(logging.CRITICAL)
        warnings.simplefilter("ignore")


def close_output() -> None:
    """Keeps Python from complaining at its end that nobody reads the rest (`diplograph … | head`)."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
