"""What --help says."""

import pytest
from click.testing import CliRunner

from hakusho.cli import main


@pytest.mark.parametrize("command", main.list_commands(None))
def test_examples_stand_one_a_line(command):
    lines = CliRunner().invoke(main, [command, "--help"]).output.splitlines()
    assert not [line for line in lines if "\\b" in line]
    for line in lines:
        assert line.count("hakusho " + command) <= 1
    assert lines[0].startswith("Usage:")
