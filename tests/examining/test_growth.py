"""A paper with four times as much of everything takes about four times as long to check."""

from __future__ import annotations

import time

from bench.shapes import BIB, CHAPTER, SHAPES, written
from hakusho.examining.examine import examine

KINDS = (
    *("headings", "notes", "cross-references", "cross-references-to-nothing", "images", "facts"),
    *("rows-of-a-table", "expressions", "comments", "conditions", "quotations", "items", "links"),
    *("definitions", "code-spans", "emphases", "era-years", "typed-references", "citations"),
    *(
        "abbreviations",
        "keys-that-are-unknown",
        "words-with-marks",
        "letters-of-a-paragraph",
        "pages-of-one-work",
    ),
)
FEW, MANY = 60, 240


def paper(root, size):
    """A chapter for each kind, and a bibliography that most of its chapters do not use."""
    files = {}
    for number, kind in enumerate(KINDS):
        made = SHAPES[kind].make(size)
        files |= made | {f"report/chapters/{number:02}.md": made[CHAPTER]}
    del files[CHAPTER]
    files[BIB] = SHAPES["entries-with-titles-alike"].make(size)[BIB]
    return written(root, files)


def seconds(root):
    """What this process uses of a processor for a check; pandoc's growth is its own."""
    start = time.process_time()
    _, findings = examine(root, lambda _: None)
    assert findings
    return time.process_time() - start


def test_work_grows_with_the_paper(tmp_path, what_is_found):
    seconds(paper(tmp_path / "first", 10))  # imports, fonts, patterns
    few, many = (seconds(paper(tmp_path / str(size), size)) for size in (FEW, MANY))
    assert many < few * (MANY / FEW) * 1.5 + 0.5
    what_is_found.clear()  # thousands, of papers that say nothing
