"""Cuts briefs from papers written on the spot: one run of pandoc for each paper."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from hakusho.ast.walk import attr_of, stringify
from hakusho.briefs.cutting import cut
from hakusho.briefs.parts import Offer
from hakusho.data.datasets import datasets_of
from hakusho.data.facts import facts_of
from hakusho.data.vocabulary import vocabulary_of
from hakusho.manuscript.read import read_draft
from hakusho.paper.load import load_paper
from hakusho.paper.reading import find_file

CHAPTER, BRIEF = "report/chapters/01.md", "report/briefs/x.md"


@dataclass(frozen=True)
class Cut:
    """A brief that was cut: its blocks, one line each, and what was found."""

    manuscript: object
    lines: list[str]
    found: list[str]


def outline(blocks, indent=""):
    """Blocks as lines: ## heading {#id}, - list item, (figure id), (table id), :: division."""
    lines = []
    for block in blocks:
        kind, content = block["t"], block.get("c")
        ident = attr_of(block)[0]
        mark = f" {{#{ident}}}" if ident else ""
        if kind == "Header":
            lines.append(f"{indent}{'#' * content[0]} {stringify(content[2])}{mark}")
        elif kind in {"Figure", "Table"}:
            lines.append(f"{indent}({kind.lower()}{mark})")
        elif kind == "Div":
            lines += [f"{indent}::{mark}", *outline(content[1], indent + "  ")]
        elif kind in {"BulletList", "OrderedList"}:
            items = content if kind == "BulletList" else content[1]
            sign = "-" if kind == "BulletList" else "1."
            for item in items:
                first, *rest = outline(item, indent + "  ")
                lines += [f"{indent}{sign} {first.strip()}", *rest]
        elif kind == "BlockQuote":
            lines += outline(content, indent + "> ")
        else:
            lines.append(indent + stringify(content).replace("\n", " "))
    return lines


def cut_brief(root, name="x"):
    """Read a paper and cut one of its briefs."""
    paper, findings = load_paper(root)
    assert findings == ()
    datasets, _ = datasets_of({})
    facts, _ = facts_of(datasets)
    draft, problems = read_draft(paper, lambda language: vocabulary_of(datasets, facts, language))
    (source,) = (brief for brief in paper.briefs if brief.name == name)
    offer = Offer(draft, paper.settings.language, lambda path: find_file(root, path)[0] is not None)
    made, found = cut(source, offer)
    shown = sorted((*problems, *found), key=lambda finding: finding.sort_key)
    return Cut(
        made.manuscript,
        outline(made.manuscript.chapters[0].blocks),
        [_shown(each) for each in shown],
    )


def _shown(finding):
    first = "".join(f", first {each.location.line}" for each in finding.related)
    return f"{finding.location}: {finding.rule.id} {finding.message}{first} {finding.hint}".strip()


@pytest.fixture
def cut_case(make_paper):
    """Cuts the brief of a case: chapter, text, lang."""

    def run(case):
        lang = f"lang: {case['lang']}\n" if "lang" in case else ""
        brief = f"---\ntitle: 題\n{lang}---\n{case['text']}"
        chapters = case.get("chapters") or {CHAPTER: case["chapter"]}
        return cut_brief(make_paper({**chapters, BRIEF: brief}))

    return run
