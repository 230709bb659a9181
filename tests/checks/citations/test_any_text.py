"""No text an author may type ends in an error of ours, or in a place outside the file."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hakusho.checks.citations import CitedText, check_citations
from hakusho.citations.bibliography import load_bibliography
from hakusho.citations.model import CitationUse
from hakusho.citations.works import works_of
from hakusho.findings import Location
from hakusho.paper.source_file import SourceFile

BIBLIOGRAPHY, _ = load_bibliography([SourceFile("a.bib", "@book{k1, title={A}, pagetotal={9}}")])
WORKS = {work.key: work for work in works_of(BIBLIOGRAPHY.entries.values())}
PIECES = (
    *("@k1", "＠k1", "^[", "[^a]: ", "同上", "前掲", "ibid.", "https://a.b/", "\n\n", "    "),
    *("{{", "}}", "<!--", "-->", "46"),
)
TEXT = st.lists(
    st.sampled_from(
        [*"[]［］`「」『』()\n\\は頁-;、!", *PIECES]
    ),
    max_size=24,
).map("".join)  # fmt: skip


@given(TEXT, TEXT, st.booleans())
def test_any_text_can_be_audited(text, suffix, narrative):
    at = text.find("@k1")
    line = text.count("\n", 0, at) + 1
    column = at - text.rfind("\n", 0, at)
    use = CitationUse(
        "k1", Location("c.md", line, column), suffix, note=1, narrative=narrative, quotation=suffix
    )
    audited = CitedText(
        root=None,
        chapters=(SourceFile("c.md", text),),
        uses=(use,) if at >= 0 else (),
        notes=(),
        captions=(),
        bibliography=BIBLIOGRAPHY,
        works=WORKS,
        style=None,
    )
    lines = text.split("\n")
    for finding in check_citations(audited):
        where = finding.location
        if where.path == "c.md":
            assert 1 <= where.column <= len(lines[where.line - 1]) + 1
