"""No text an author may type ends in an error of ours, or in a place outside the file."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from hakusho.checks.citations import CitedText, check_citations
from hakusho.citations.bibliography import load_bibliography
from hakusho.citations.works import works_of
from hakusho.manuscript.index import index_of
from hakusho.paper.source_file import SourceFile
from written import draft_of

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


@given(st.lists(TEXT, min_size=20, max_size=20))
@settings(max_examples=5)
def test_any_text_can_be_audited(texts):
    lines = {f"{number}.md": text.split("\n") for number, text in enumerate(texts, 1)}
    draft = draft_of(*texts)
    index = index_of(draft.chapters, draft.positions)
    audited = CitedText(
        root=None,
        draft=draft,
        uses=index.citations,
        notes=index.notes,
        captions=index.captions,
        bibliography=BIBLIOGRAPHY,
        works=WORKS,
        style=None,
    )
    for finding in check_citations(audited):
        where = finding.location
        if where.path in lines:
            assert 1 <= where.column <= len(lines[where.path][where.line - 1]) + 1
