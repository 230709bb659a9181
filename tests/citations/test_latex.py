from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hakusho.citations.latex import has_text, math_left, plain
from read_yaml import read_yaml

CASES = read_yaml(Path(__file__).with_name("latex.yaml"))


@pytest.mark.parametrize(("typed", "printed"), CASES)
def test_what_is_printed(typed, printed):
    assert plain(typed) == printed


@given(
    st.text(st.sampled_from("\\{}$_^&%#~ ab12[]*漢'\"`-"), max_size=30),
    st.sampled_from(["", "\\href", "\\enquote", "\\ruby", "\\sqrt", "\\frac", "\\textsuperscript"]),
)
def test_no_value_ends_in_an_error_of_ours(text, command):
    plain(f"{text}{command}{text}")
    math_left(text)


@pytest.mark.parametrize(
    ("typed", "begins"),
    [("a $b_{ij}$", 2), ("$x_2$ and $a^b$", 10), ("CO$_2$", -1), ("US$ 5 and $6", -1), ("", -1)],
)
def test_where_mathematics_begins_that_is_left_as_written(typed, begins):
    assert math_left(typed) == begins


@given(st.text(st.sampled_from("{}~-`'?! a漢%&#"), max_size=20))
def test_the_short_way_is_the_long_way(text):
    balanced = text.replace("{", "").replace("}", "")
    for value in (balanced, f"{{{balanced}}}", f"a{{{balanced}}}b"):
        assert plain(value) == plain(f"{value}\\relax{{}}")


def test_what_no_bibliography_prints():
    assert all(has_text(name) for name in ("emph", '"', "o", "mkbibemph", "itshape", "%"))
    refused = ("input", "write", "href", "def", "begin", "foo", "today")
    assert not any(has_text(name) for name in refused)
