"""The name that somebody may have meant, and what asking for it costs."""

from __future__ import annotations

import subprocess
import sys

import pytest

from hakusho.findings import NOTHING, did_you_mean, nearest, nearest_citekey, say, slips


@pytest.mark.parametrize(
    ("word", "known", "meant"),
    [
        ("titel", ["title", "slug"], "title"),
        ("titel", {"title": 1}, "title"),
        ("zzz", ["title"], ""),
        ("title", [], ""),
    ],
)
def test_the_nearest_name(word, known, meant):
    assert nearest(word, known) == meant
    otherwise = say("Known: {known}.", "title")
    hint = f"Did you mean '{meant}'?" if meant else "Known: title."
    assert did_you_mean(word, known, otherwise) == hint
    assert did_you_mean(word, known) == (hint if meant else NOTHING)


def test_case_does_not_divide_citekeys():
    assert nearest_citekey("KITAI2024", ["kito2024", "Kitai2024"]) == "Kitai2024"
    assert nearest_citekey("waltz1979", ["kitai2024"]) == ""


@pytest.mark.parametrize(
    ("one", "other", "count"), [("abc", "abc", 0), ("abc", "acb", 1), ("abc", "xyz", 2)]
)
def test_slips_of_the_pen(one, other, count):
    assert slips(one, other) == count


def test_nothing_is_loaded_before_a_mistake():
    code = "import sys, hakusho.examining.inspection; print('rapidfuzz' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
