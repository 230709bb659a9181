"""What each edition says when it is read back: one small paper, in all of them."""

import pytest

from hakusho.collation.bare_text import CELL, FORMULA, NOTE, bare, note_numbers
from hakusho.values.editions import EDITIONS
from validators.read_back import documents_of

REPORT = """\
slug: skerrow
title: Keeping Skerrow Open
subtitle: A Note
authors: [{name: Ines Calder, affiliation: Harbour Office}]
date: 2026-04-01
lang: en-GB
editions: [pdf, html, epub, docx]
abstract: Ice closes the sound.
bibliography: [bib/a.bib]
"""
BIB = "@book{navy, author = {{Navy}}, title = {Annual}, publisher = {Press}, date = {2020}, langid = {english}}\n"
CHAPTER = """\
# The fleet {#sec-fleet}

Ships lie there.^[A hand-written *note*.] They wait [@navy, p. 3] for $x+1$ days.

1. First of all
2. then `code`

- [x] done
- [ ] open

$$y = 2$$

> Quoted words.

| Port | Ships |
|------|------:|
| Vell |   *3* |
| Marn |       |

: Ships in port^[Counted at noon.] {#tbl-ports}

![Ships at [anchor](https://a.example)](ships.svg){#fig-ships alt="Three ships."}

| A line
| of verse

Term
:   what it means

## Crews

See @fig-ships, and @tbl-ports.
"""
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="40mm" height="20mm" viewBox="0 0 40 20">'
    '<text x="2" y="10" font-size="4">Drawn words</text></svg>'
)


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    root = tmp_path_factory.mktemp("reading")
    files = {"report/report.yaml": REPORT, "report/chapters/01.md": CHAPTER, "bib/a.bib": BIB}
    for name, text in {**files, "report/chapters/ships.svg": SVG}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return documents_of(root, root / "made")[""].made.read


BODY = (
    *("1 The fleet", "Ships lie there.", NOTE, "They wait", NOTE, "for", FORMULA, "days."),
    *("First of all", "then code", "☒ done", "☐ open", FORMULA, "Quoted words."),
    *("A line", "of verse", "Term", "what it means", "1.1 Crews", "See Figure 1, and Table 1."),
    *("References", "Navy, Annual (Press, 2020)."),
)
FRONT = ("Keeping Skerrow Open", "A Note", "Ines Calder", "Harbour Office", "1 April 2026")


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_text_stands_in_its_order_and_once(read, edition):
    said = bare(read[edition].flow)
    body = bare(" ".join(BODY))
    assert said.count(body) == 1, said
    before = said.partition(body)[0]
    assert all(before.count(bare(words)) == 1 for words in FRONT), before
    assert "Icecloses" in before


@pytest.mark.parametrize("edition", EDITIONS)
def test_notes_have_their_numbers_and_marks(read, edition):
    said = read[edition]
    assert [(number, bare(text)) for number, text in said.notes] == [
        ("1", bare("A hand-written note.")),
        ("2", bare("Navy, Annual (Press, 2020), p. 3.")),
        ("3", bare("Counted at noon.")),
    ]
    assert note_numbers(said.flow) == ["1", "2"]
    assert note_numbers(said.captions) == ["3"]


def test_notes_of_a_pdf_say_on_which_pages_they_are(read):
    assert read["pdf"].pages.notes == (("1", 1, 1), ("2", 1, 1), ("3", 1, 1))


@pytest.mark.parametrize("edition", EDITIONS)
def test_captions_and_cells_stand_beside_the_text(read, edition):
    said = read[edition]
    assert bare(said.captions) == bare(f"Table 1 Ships in port{NOTE}Figure 1 Ships at anchor")
    assert bare(said.cells) == bare(
        "".join(f"{each}{CELL}" for each in ("Port", "Ships", "Vell", "3", "Marn"))
    )


@pytest.mark.parametrize("edition", EDITIONS)
def test_formulas_and_the_words_of_figures(read, edition):
    said = read[edition]
    if edition == "docx":  # where they are Word's own, and pixels
        assert (said.formulas, said.drawn) == (None, None)
        return
    assert tuple("".join(each.split()) for each in said.formulas) == ("x+1", "y=2")
    assert bare(said.drawn) == "Drawnwords"
