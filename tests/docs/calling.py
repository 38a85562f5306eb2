"""The program, called within the process of the tests."""

import logging
import warnings
from collections.abc import Sequence

import pytest

from diplograph.cli import main


def call_program(arguments: Sequence[str]) -> int:
    """The exit code of a call within this process."""
    with warnings.catch_warnings(), pytest.raises(SystemExit) as end:
        main(arguments)
    logging.disable(logging.NOTSET)
    return end.value.code if isinstance(end.value.code, int) else 0
