"""Audits little papers: chapters and a bibliography in, findings of one rule out."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import pytest

from hakusho.checks.citations import CitedText, check_citations
from hakusho.citations.bibliography import load_bibliography
from hakusho.citations.choices import load_choices
from hakusho.citations.style import Style
from hakusho.citations.works import works_of
from hakusho.manuscript.index import index_of
from hakusho.manuscript.model import Chapter, Draft
from hakusho.paper.source_file import SourceFile
from written import read_written

HERE = Path(__file__).parent
REPOSITORY = HERE.parents[2]
STYLES = REPOSITORY / "templates/citations"
SOURCES = (HERE / "sources.bib").read_text(encoding="utf-8")


def shipped_style(name="policy-note-ja", **changes):
    text = (STYLES / f"{name}.csl").read_text(encoding="utf-8")
    choices = STYLES / f"{name}.yaml"
    loaded, _ = load_choices(SourceFile(choices.name, choices.read_text(encoding="utf-8")))
    return Style(f"templates/citations/{name}.csl", "note", text, loaded.model_copy(update=changes))


def cited_texts(papers, *, style=None, root=HERE):
    """Read papers, each a chapter or a list of them, or a mapping with ``text`` and ``bib``."""
    style = style or shipped_style()
    parts, written = [], []
    for given in papers:
        paper = given if isinstance(given, dict) else {"text": given}
        texts = paper["text"] if isinstance(paper["text"], list) else [paper["text"]]
        parts.append((len(texts), paper.get("bib", SOURCES)))
        written += [(f"c{count}.md", text) for count, text in enumerate(texts, 1)]
    parsed, positions = read_written(written)
    read = iter(zip(written, parsed, strict=True))
    made = []
    for count, bib in parts:
        chapters = [Chapter(path, blocks) for (path, text), blocks in islice(read, count)]
        draft = Draft(tuple(chapters), {}, positions)
        index = index_of(chapters, positions)
        bibliography, _ = load_bibliography([SourceFile("a.bib", bib)])
        works = works_of(bibliography.entries.values())
        made.append(
            CitedText(
                root=root,
                draft=draft,
                uses=index.citations,
                notes=index.notes,
                captions=index.captions,
                bibliography=bibliography,
                works={work.key: work for work in works},
                style=style,
                anchors=frozenset(anchor.ident for anchor in index.anchors),
            )
        )
    return made


@pytest.fixture(scope="session")
def audit():
    """Findings of one rule in each of several little papers."""

    def run(papers, rule_id, **options):
        found = []
        for text in cited_texts(papers, **options):
            findings = sorted(check_citations(text), key=lambda finding: finding.sort_key)
            found.append([finding for finding in findings if finding.rule.id == rule_id])
        return found

    return run
