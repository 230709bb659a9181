"""What a terminal or a workflow would obey is printed as its code, whoever wrote it."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hakusho.tools import terminal
from hakusho.tools.terminal import printable, relayed
from hakusho.values.invisible import CONTROL


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("\x1b]0;owned\x07", "\\x1b]0;owned\\x07"),
        ("\x9b31m", "\\x9b31m"),
        ("a\rb\tc\nd", "a\\x0db\tc\nd"),
        ("\u202e\u2066", "\\u202e\\u2066"),
        ("\ud800\ufeff\U0008ffff", "\\ud800\\ufeff\\U0008ffff"),
        ("港 [red]x[/] 👩\u200d🚀 \u05d0\u200f", "港 [red]x[/] 👩\u200d🚀 \u05d0\u200f"),
    ],
)
def test_codes_stand_in_the_place_of_controls(text, printed):
    assert printable(text) == printed


@given(st.text(st.characters()))
def test_no_text_brings_one_through(text):
    printed = printable(text)
    assert not CONTROL.search(printed)
    assert "\r" not in printed
    assert printed.count("\n") == text.count("\n")


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("::error::x\n  ::stop-commands::y", "\\x3a:error::x\n  \\x3a:stop-commands::y"),
        ("a ##[group]b", "a \\x23#[group]b"),
        ("a::b\n::: {.only}\n:::", "a::b\n::: {.only}\n:::"),
    ],
)
def test_a_workflow_of_github_gets_no_commands(monkeypatch, text, printed):
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    assert printable(text) == text
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert printable(text) == printed
    assert printable("::error::x", within=True) == "::error::x"


PROGRAM = r"""
import os, sys
print("\x1b[31mred", flush=True)
os.write(2, "港\x1b]0;x\x07".encode() + b"\xff\r\n50%\r100%")
"""


def test_what_a_program_prints_is_relayed_and_can_do_nothing(capfd):
    with relayed() as messages:
        subprocess.run(
            [sys.executable, "-c", PROGRAM], stdout=messages, stderr=messages, check=True
        )
    assert capfd.readouterr().err == "\\x1b[31mred\n港\\x1b]0;x\\x07\\xff\n50%\n100%"


def test_the_end_is_not_waited_for_where_something_keeps_on(capfd):
    with relayed() as messages:
        kept = os.dup(messages)
        os.write(kept, b"a\n")
    os.close(kept)
    assert capfd.readouterr().err == "a\n"


def test_a_line_without_an_end_is_not_kept_for_ever(capfd):
    with relayed() as messages:
        for piece in ("港" * 30_000, "\x1b", "a" * 70_000):
            os.write(messages, piece.encode()[:60_000])
            os.write(messages, piece.encode()[60_000:])
    said = capfd.readouterr().err
    assert said == "港" * 30_000 + "\\x1b" + "a" * 70_000


def test_what_is_printed_without_end_is_printed_up_to_a_limit(capfd, monkeypatch):
    monkeypatch.setattr(terminal, "MOST", 100_000)
    with relayed() as messages:
        for _ in range(40):
            os.write(messages, b"a" * 29_999 + b"\n")
    said = capfd.readouterr().err
    assert 100_000 <= said.count("a" * 29_999) * 30_000 <= 200_000
    assert said.endswith("\nmore than 100,000 letters: what else the paper prints is left out\n")
