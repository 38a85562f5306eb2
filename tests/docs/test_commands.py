"""Every call of the program that a page shows works as it stands there."""

from pathlib import Path

import pytest
from blocks import Block, find_output, list_blocks, list_calls, squeeze
from calling import call_program

BLOCKS = [block for block in list_blocks() if list_calls(block)]


def test_every_command_is_shown_somewhere() -> None:
    shown = {arguments[0] for block in BLOCKS for arguments in list_calls(block)}
    assert shown >= {"build", "extract", "view", "export", "inspect", "explain", "types"}


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.place)
def test_the_commands_of_a_block_work_and_print_what_the_page_shows(
    block: Block, workplace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for arguments in list_calls(block):
        assert call_program(arguments) == 0, arguments
    printed = capsys.readouterr()
    lines = {squeeze(line) for line in printed.out.splitlines()}
    missing = [line for line in find_output(block) if squeeze(line) not in lines]
    assert not missing, f"it prints\n{printed.out}"
    assert "nothing in" not in printed.err
