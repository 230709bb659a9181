"""What --help says."""

import pytest
from click.testing import CliRunner

from accepted_words import hold_lines
from hakusho.cli import main


@pytest.mark.parametrize("command", main.list_commands(None))
def test_examples_stand_one_a_line(command):
    lines = CliRunner().invoke(main, [command, "--help"]).output.splitlines()
    assert not [line for line in lines if "\\b" in line]
    for line in lines:
        assert line.count("hakusho " + command) <= 1
    assert lines[0].startswith("Usage:")


@pytest.mark.parametrize("command", ["", *main.list_commands(None)])
def test_the_help_of_each_command_is_held(command, request, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    arguments = [command, "--help"] if command else ["--help"]
    told = CliRunner().invoke(main, arguments, terminal_width=80)
    assert told.exit_code == 0
    hold_lines(request, told.output.splitlines(), "words")
