"""Inlines as one string: which letters are running text, in which language, and where marks stand."""

from __future__ import annotations

import pytest

from hakusho.ast.walk import stringify
from hakusho.manuscript.running_text import OPAQUE, Edit, read_text, write_text
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


def edited(text, *edits):
    """A paragraph with edits, each an old text and a new one, as Markdown of a kind."""
    ((paragraph, *_),), _ = read_texts([text])
    running = read_text(paragraph["c"], "ja")
    made = []
    for old, new in edits:
        at = running.text.index(old)
        made.append(Edit(at, at + len(old), ({"t": "Str", "c": new},) if new else ()))
    places = []

    def note(element, at):
        places.append(running.text[at])
        return {**element, "c": [{"t": "Para", "c": [{"t": "Str", "c": "別"}]}]}

    return "".join(map(shown, write_text(paragraph["c"], "ja", made, note))), places


def shown(inline):
    kind, content = inline["t"], inline.get("c")
    match kind:
        case "Str":
            return content
        case "Space" | "SoftBreak" | "LineBreak":
            return {"Space": "_", "SoftBreak": "/", "LineBreak": "//"}[kind]
        case "Note":
            return f"({stringify(content)})"
        case "Span" | "Link" | "Quoted":
            return f"{kind[0]}[{''.join(map(shown, content[1]))}]"
        case "Code":
            return f"`{content[1]}`"
        case _:
            return f"{kind[0]}[{''.join(map(shown, content))}]"


@pytest.mark.parametrize(
    ("text", "edits", "written"),
    [
        ("甲乙丙", [("乙", "新")], "甲新丙"),
        ("甲乙丙", [("甲", ""), ("丙", "新")], "乙新"),
        ("甲 乙\n丙", [("甲 乙", "新")], "新/丙"),
        ("甲 乙\n丙", [("乙 丙", "新")], "甲_新"),
        ("甲*乙*丙", [("乙", "新")], "甲E[新]丙"),
        ("甲*乙*丙", [("乙", "")], "甲丙"),
        ("甲*乙丁*丙", [("甲乙", "新")], "新E[丁]丙"),
        ("甲*乙丁*丙", [("丁丙", "新")], "甲E[乙新]"),
        ("甲[乙](a.html)`c`丙", [("乙", "新")], "甲L[新]`c`丙"),
        ('甲 "乙" 丙', [("乙", "新")], "甲_Q[新]_丙"),
        ('甲 "乙" 丙', [("“乙”", "新")], "甲_新_丙"),
        ('甲 "乙" 丙', [("甲 “乙", "新")], "新”_丙".replace("”", "")),
        ('甲 "乙" 丙', [("乙” 丙", "新")], "甲_Q[新]"),
        ("[ACM]{.abbr}と[丙]{.abbr .x}", [], "ACMとS[丙]"),
        ("甲^[注]乙", [("甲", "新")], "新(別)乙"),
    ],
)
def test_edits_are_written_where_their_text_stands(text, edits, written):
    assert edited(text, *edits)[0] == written


def test_a_note_is_changed_with_the_place_of_its_mark():
    assert edited("甲^[注]乙^[注]") == ("甲(別)乙(別)", [OPAQUE, OPAQUE])
