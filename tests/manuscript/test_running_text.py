"""Inlines as one string: which letters are running text, in which language, and where marks stand."""

from __future__ import annotations

import pytest

from hakusho.ast.walk import stringify
from hakusho.manuscript.running_text import OPAQUE, read_text
from written import read_texts


def read(text, language="ja"):
    ((paragraph, *_),), _ = read_texts([text])
    return read_text(paragraph["c"], language)


@pytest.mark.parametrize(
    ("text", "read_as"),
    [
        ("甲 *乙*\n丙\\\n丁", "甲 乙 丙 丁"),
        ("\"a\" 'b'", "“a” ‘b’"),
        ("[甲](a.html)と<https://a.jp>と<a@b.jp>", f"甲と{OPAQUE}と{OPAQUE}"),
        ("[甲]{.x}`b`$c$[@d]^[注]", f"甲{OPAQUE * 4}"),
        ("**甲 ~~乙~~**", "甲 乙"),
    ],
)
def test_what_is_running_text(text, read_as):
    found = read(text)
    assert found.text == read_as
    assert len(found.languages) == len(found.text)


def test_each_letter_has_its_language_and_what_marks_it():
    found = read('甲[a "b"]{lang=en-GB}[ACM]{.abbr}*強*[ *c* ]{.abbr lang=fr}^[注]')
    languages = dict(zip(found.text, found.languages, strict=True))
    assert [languages[each] for each in "甲a“bA強c"] == ["ja", "en", "en", "en", "ja", "ja", "fr"]
    assert [found.text[slice(*span)].strip() for span in found.marked] == ["ACM", "c"]
    assert [found.text[slice(*span)] for span in found.emphasised] == ["強", "c"]
    ((at, note),) = found.notes.items()
    assert (found.text[at], stringify(note["c"]).strip()) == (OPAQUE, "注")
