"""Whatever a brief takes from whatever report, in whatever order: it stands by itself.

Papers and briefs are made up, cut and settled by the real code, and their notes worded by the
real citation processor, all briefs of a run in one process of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import count
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from hakusho.ast.walk import attr_of, elements, stringify
from hakusho.briefs.cutting import cut
from hakusho.briefs.parts import Offer
from hakusho.citations.bibliography import load_bibliography
from hakusho.citations.cite_positions import positions_of
from hakusho.citations.csl_json import Item, to_csl_json
from hakusho.citations.style import Style, load_style
from hakusho.citations.works import works_of
from hakusho.data.vocabulary import vocabulary_of
from hakusho.making.brief_orders import _elsewhere
from hakusho.manuscript.read import read_draft, report_of
from hakusho.manuscript.settle import settle
from hakusho.paper.briefs import load_briefs
from hakusho.paper.load import Paper, load_paper
from hakusho.paper.metadata import labels
from hakusho.paper.source_file import ChapterFile, SourceFile
from hakusho.paper.terms import Abbreviation, Terms
from hakusho.source.cross_reference_marks import is_cross_reference
from hakusho.source.raw import raw_text
from validators.brief_outputs import assert_notes_are_worded, squeezed
from validators.printed import print_documents

if TYPE_CHECKING:
    from pathlib import Path

PAPERS_AT_ONCE, BRIEFS_EACH, EXAMPLES = 5, 3, 10
SOURCES = """\
@book{kou, author = {甲野, 一郎}, yomi = {こうの, いちろう}, title = {港湾の法理},
  publisher = {社}, date = {2020}}
@book{otsu, author = {乙川, 二郎}, yomi = {おつかわ, じろう}, title = {海底の線},
  publisher = {社}, date = {2021}}
@book{smith, author = {Smith, Ann}, title = {Sea Lanes}, publisher = {Press}, date = {2019},
  langid = {english}}
"""
TITLES = {"kou": "港湾の法理", "otsu": "海底の線", "smith": "Sea Lanes"}
LONG = {
    "ACM": ("同盟調整メカニズム", "Alliance Coordination Mechanism"),
    "SDC": ("防衛協力小委員会", "Subcommittee for Defense Cooperation"),
}
TERMS = Terms(tuple(Abbreviation(abbr, ja, en) for abbr, (ja, en) in LONG.items()))
KEYS = st.sampled_from(sorted(TITLES))
PLACES = st.sampled_from(["", ", 3頁", ", 4頁", ", p. 3"])
DIGITS = st.integers(0, 9)
SENTENCES = st.one_of(
    st.just("文{n}。"),
    st.builds("文{{n}}[@{}{}]。".format, KEYS, PLACES),
    st.builds("文{{n}}[@{}{}]。".format, KEYS, PLACES),
    st.builds("文{{n}}[@{}; @{}{}]。".format, KEYS, KEYS, PLACES),
    st.builds("文{{n}}^[注で[@{}{}]。]。".format, KEYS, PLACES),
    st.builds("文{{n}}[^{{n}}]。\n\n[^{{n}}]: 注と[@{}]と[@{}{}]。".format, KEYS, KEYS, PLACES),
    st.just("文{n}^[引かない注。]。"),
    st.builds("@{} は文{{n}}。".format, KEYS),
    st.builds("[文{{n}}[@{}{}]。]{{{{.point for=b{}}}}}".format, KEYS, PLACES, st.integers(0, 2)),
    st.builds("文{{n}}、@{{section{}}} と[@{{exhibit{}}}; @{{exhibit0}}]。".format, DIGITS, DIGITS),
    st.builds("文{{n}}、{}は動く。".format, st.sampled_from(["ACM", "SDC", "ACMのSDC"])),
    st.just("文{n}、同盟調整メカニズム（ACM）という。"),
    st.builds("文{{n}}^[注で{}を見る。]。".format, st.sampled_from(["ACM", "SDC"])),
    st.builds("文{{n}}、[節](#{{section{}}})と[図](#{{exhibit{}}})。".format, DIGITS, DIGITS),
)
EXHIBITS = st.sampled_from(["", "fig", "tbl"])


@dataclass(frozen=True, repr=False)
class Room:
    """A folder for all papers, one of them, whose texts are replaced, and how it cites."""

    root: Path
    paper: Paper
    style: Style
    items: list[Item]


@dataclass(frozen=True, repr=False)
class MadeUp:
    """A report and its briefs, as an author would write them."""

    chapters: tuple[str, ...]
    briefs: tuple[str, ...]
    restart: str


@st.composite
def papers(draw):
    levels = [1]
    for _ in range(draw(st.integers(2, 6))):
        levels.append(draw(st.integers(1, min(levels[-1] + 1, 3))))
    kinds = [draw(EXHIBITS) for _ in levels]
    exhibits = [f"{kind}-x{at}" for at, kind in enumerate(kinds) if kind] or ["sec-0"]
    numbers = count(1)

    def sentence():
        names = {f"section{at}": f"sec-{at % len(levels)}" for at in range(10)}
        names |= {f"exhibit{at}": exhibits[at % len(exhibits)] for at in range(10)}
        return draw(SENTENCES).format(n=next(numbers), **names)

    chapters, text = [], ""
    for at, (level, kind) in enumerate(zip(levels, kinds, strict=True)):
        if level == 1 and text and draw(st.booleans()):
            chapters, text = [*chapters, text], ""
        text += f"{'#' * level} 節{at} {{#sec-{at}}}\n\n"
        text += "\n\n".join(sentence() for _ in range(draw(st.integers(1, 3)))) + "\n\n"
        if kind == "fig":
            text += f"![図の題{at}](f.png){{#fig-x{at}}}\n\n"
        elif kind == "tbl":
            text += f"| 甲 |\n|----|\n| 乙 |\n\n: 表の題{at} {{#tbl-x{at}}}\n\n"
    briefs = [_brief(draw, levels, kinds, sentence, f"b{at}") for at in range(BRIEFS_EACH)]
    restart = draw(st.sampled_from(["document", "chapter"]))
    return MadeUp((*chapters, text), tuple(briefs), restart)


def _brief(draw, levels, kinds, sentence, name):
    """A brief's file: parts in any order, none twice, and sentences of its own between them."""
    taken = set()
    pieces = [sentence()] if draw(st.booleans()) else []
    if draw(st.booleans()):
        pieces.append(f'{{{{ points("{name}") }}}}')
    for at in draw(st.permutations(range(len(levels)))):
        whole, heading = draw(st.booleans()), draw(st.booleans())
        below = [at]
        while whole and below[-1] + 1 < len(levels) and levels[below[-1] + 1] > levels[at]:
            below.append(below[-1] + 1)
        wanted = draw(st.sampled_from(["section", "exhibit", "own", ""]))
        if wanted == "section" and not taken.intersection(below):
            taken.update(below)
            options = f"heading={str(heading).lower()}, subsections={str(whole).lower()}"
            pieces.append(f'{{{{ section("sec-{at}", {options}) }}}}')
        elif wanted == "exhibit" and kinds[at] and at not in taken:
            taken.add(at)
            function = "figure" if kinds[at] == "fig" else "table"
            pieces.append(f'{{{{ {function}("{kinds[at]}-x{at}") }}}}')
        elif wanted == "own":
            pieces += [f"# 自身{at}", sentence()] if draw(st.booleans()) else [sentence()]
    lang = draw(st.sampled_from(["ja", "en"]))
    text = "\n\n".join(pieces) or "文0。"
    return f"---\ntitle: 題\nlang: {lang}\n---\n\n{text}\n"


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    root = tmp_path_factory.mktemp("any") / "paper"
    (root / "report/briefs").mkdir(parents=True)
    settings_text = (
        "slug: x\ntitle: 題\nauthors: [{name: 甲}]\ndate: 2026-04-01\nchapters: [a.md]\n"
    )
    (root / "report/report.yaml").write_text(settings_text, encoding="utf-8")
    (root / "report/chapters").mkdir()
    (root / "report/chapters/a.md").write_text("文。\n", encoding="utf-8")
    paper, findings = load_paper(root)
    assert findings == ()
    bibliography, _ = load_bibliography([SourceFile("a.bib", SOURCES)])
    style, _ = load_style(paper.style)
    items = to_csl_json(works_of(bibliography.entries.values()), style.choices)
    return Room(root, paper, style, items)


def _made(room, written):
    """The settled briefs of a paper, with the citations that each holds."""
    chapters = [
        ChapterFile(f"report/chapters/{at}.md", text) for at, text in enumerate(written.chapters)
    ]
    for at, text in enumerate(written.briefs):
        (room.root / f"report/briefs/b{at}.md").write_text(text, encoding="utf-8")
    briefs, unread = load_briefs(room.root, room.paper.settings)
    paper = replace(room.paper, chapters=tuple(chapters), briefs=briefs)
    draft, unparsed = read_draft(paper, lambda language: vocabulary_of({}, {}, language))
    assert (unread, unparsed) == ((), ())
    report = SimpleNamespace(manuscript=report_of(draft, "ja"), paper=paper)
    for source in briefs:
        made, found = cut(source, Offer(draft, source.language, lambda _path: False))
        found = [each for each in found if "no chapter has a point" not in each.message]
        assert found == [], written.chapters + written.briefs
        words = labels(room.root, source.language)
        document = settle(
            made.manuscript,
            {},
            {"language": source.language, "labels": words},
            numbered_sections=False,
            source_lines="none",
            terms=TERMS,
            elsewhere=_elsewhere(report, words, source.language, {}),
        )
        yield written, source, document, made.manuscript.index


def _assert_sound(document, uses, printed, restart):
    blocks = document.blocks
    ids = [ident for each in elements(blocks) if (ident := attr_of(each)[0])]
    assert len(ids) == len(set(ids))
    links = [each["c"][2][0] for each in elements(blocks) if each["t"] == "Link"]
    assert [link for link in links if link[1:] not in ids] == []
    cited = [each for cite in elements(blocks) if cite["t"] == "Cite" for each in cite["c"][0]]
    assert [each["citationId"] for each in cited if is_cross_reference(each["citationId"])] == []
    for kind, words in (("Figure", r"図|Figure "), ("Table", r"表|Table ")):
        captions = [stringify(e["c"][1][1]) for e in elements(blocks) if e["t"] == kind]
        numbers = [int(re.match(rf"(?:{words})(\d+)", caption)[1]) for caption in captions]
        assert numbers == list(range(1, len(numbers) + 1))
    marks = [int(mark) for mark in re.findall(r"\[(\d+)\]", printed.body)]
    assert marks == list(range(1, len(printed.notes) + 1))
    _assert_notes(uses, printed.notes, per_chapter=restart == "chapter")
    _assert_abbreviations(stringify(blocks, notes=True))


def _assert_abbreviations(text):
    """Each is written out exactly once, at its first mention."""
    for abbr, (japanese, english) in LONG.items():
        mentions = [match.start() for match in re.finditer(abbr, text)]
        form = rf"(?:{japanese}|{english})\s*[（〔(\[](?={abbr})"
        written_out = [match.end() for match in re.finditer(form, text)]
        assert written_out == mentions[:1], f"{abbr}: {text}"


def _assert_notes(uses, notes, *, per_chapter):
    placed = list(zip(uses, positions_of(uses, per_chapter=per_chapter), strict=True))
    for at, (use, placement) in enumerate(placed):
        if placement.position.startswith("ibid"):
            assert uses[at - 1].key == use.key, "同上 without its antecedent"
            assert placement.repeats == at - 1
        assert placement.first_note <= use.note <= len(notes)
    numbered = [f"{number}{squeezed(note)}" for number, note in enumerate(notes, 1)]
    assert_notes_are_worded(numbered, placed, TITLES)


@pytest.mark.filterwarnings("ignore:Generating overly large repr")
@settings(
    max_examples=EXAMPLES,
    phases=(Phase.explicit, Phase.generate),  # each run starts pandoc: shrinking takes minutes
    report_multiple_bugs=False,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(st.lists(papers(), min_size=1, max_size=PAPERS_AT_ONCE))
def test_a_brief_stands_by_itself(room, written):
    made = [each for paper in written for each in _made(room, paper)]
    documents = []
    for paper, _, document, _ in made:
        choices = room.style.choices.model_copy(update={"restart": paper.restart})
        documents.append((document.blocks, room.items, replace(room.style, choices=choices)))
    printed = print_documents(documents, room.root)
    for (paper, source, document, index), out in zip(made, printed, strict=True):
        try:
            _assert_sound(document, index.citations, out, paper.restart)
        except AssertionError as error:
            texts = "\n".join((*paper.chapters, raw_text(source.text), *out.notes))
            pytest.fail(f"{error}\n{texts}")
