"""A paper with four times as much of everything takes about four times as long to check."""

from __future__ import annotations

import copy
import time
from datetime import date
from itertools import count

import pytest
from lxml import etree

from bench.shapes import BIB, CHAPTER, SHAPES, written
from hakusho.checks.contradictions.data_disagreements import check_data_disagreements
from hakusho.checks.contradictions.heard_labels import LabelIndex
from hakusho.checks.contradictions.printed_values import _names, _siblings, _sisters
from hakusho.checks.data import typed_cells
from hakusho.checks.data.data_audit import DataAudit, check_agreement, check_unused
from hakusho.checks.data.typed_cells import check_typed_cells
from hakusho.checks.leftovers.joined_blocks import slips_of_blocks
from hakusho.checks.leftovers.slips import paragraphs_of
from hakusho.checks.others_numbers import whose
from hakusho.checks.unfit_references import check_unfit_references
from hakusho.checks.unsaid_of_figures import sourced
from hakusho.collation.apparatus import _apart
from hakusho.data import facts_of
from hakusho.data.cell_facts import cells_of, key_of
from hakusho.data.datasets import datasets_of
from hakusho.data.grids import Sheet
from hakusho.data.layout import AS_IT_STANDS
from hakusho.data.table_reading import shaped
from hakusho.editions.docx_package import W
from hakusho.editions.docx_text import settle_bookmarks
from hakusho.examining import pictures
from hakusho.examining.consequences import without_consequences, without_gaps
from hakusho.examining.examine import examine
from hakusho.findings import Finding, Location, Subject
from hakusho.manuscript.data_uses import DataUse
from hakusho.manuscript.index import index_of
from hakusho.source.positions import Piece, Positions, Prepared
from hakusho.source.prose import prose_of
from hakusho.tools.keeping import Same
from written import draft_of, proses_of

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
MADE = count(1)


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


def dataset_of(text):
    datasets, _ = datasets_of({"figures/data/many.csv": text})
    return datasets


def columns_of_rows_alike(size):
    datasets = dataset_of(",".join(f"c{n}" for n in range(size)) + f"\n{'港,' * (size - 1)}港" * 30)
    return lambda: key_of(datasets["many"])


def rows_named_in_a_text(size):
    datasets = dataset_of("港名,隻数\n" + "".join(f"第{n}港,{n}\n" for n in range(size)))
    proses = proses_of(["第7港の隻数は8隻である。" * 9])
    return lambda: [*check_typed_cells(proses, datasets)]


def cells_asked_for_in_a_text(size):
    first = size * next(MADE)  # what is read of a cell is kept, and would be of the fewer alone
    rows = "".join(f"第{n}港,{1900 + n % 100},{n},{n}\n" for n in range(first, first + size))
    (dataset,) = dataset_of(f"港名,年,隻数,人数\n{rows}").values()
    return lambda: [
        cells_of(dataset, "隻数", {"港名": f"第{n}港"}).fact()
        for n in range(first, first + size, 20)
    ]


def rows_of_a_label_and_date(size):
    datasets = dataset_of(
        "label,year,month,value\n" + "".join(f"船,2020,,{n}\n" for n in range(size))
    )
    audit = DataAudit(datasets, {}, (), date(2026, 4, 1))
    return lambda: [*check_agreement(audit)]


def facts_of_one_label(size):
    rows = "".join(f"f{n},港の船,隻,{1000 + n},7\n" for n in range(size))
    facts, _ = facts_of(dataset_of(f"id,label,unit,year,value\n{rows}"))
    return lambda: (_siblings(facts), _sisters(facts))


def facts_that_a_text_uses(size):
    facts, _ = facts_of(dataset_of("id,value\n" + "".join(f"f{n},{n}\n" for n in range(size))))
    datasets = dataset_of("id,value\n")
    uses = tuple(DataUse("fact", f"f{n}", Location("a.md"), n) for n in range(size))
    audit = DataAudit(datasets, facts, (), date(2026, 4, 1), uses)
    return lambda: [*check_unused(audit)]


def expressions_of_a_text(size):
    pieces = tuple(Piece(at, at, at + 1) for at in range(size))
    positions = Positions().with_text("a.md", "港" * size, Prepared("港" * size, pieces))
    return lambda: [[*positions.printed_by("a.md", at)] for at in range(size)]


def findings_that_may_follow_from_each_other(size):
    found = [
        Finding.of(
            "CIT001", Location("a.md", n), "港", subject=Subject("entry", f"k{n}"),
            because=(Subject("file", f"{n}.bib"),),
        )
        for n in range(size)
    ]  # fmt: skip
    return lambda: without_consequences(found)


def rows_beside_dated_facts(size):
    dates = "".join(f"e{n},{chr(0x4E00 + n)}港の開港,2001-02-1{n % 9}\n" for n in range(100))
    facts, _ = facts_of(dataset_of(f"id,label,date\n{dates}"))
    rows = "".join(f"{chr(0x4E00 + n % 100)}港,2001-02-1{n % 7},{n}\n" for n in range(size))
    datasets = dataset_of(f"港名,開港,隻数\n{rows}")
    return lambda: [*check_data_disagreements(datasets, facts, date(2026, 4, 1), Location("a.md"))]


def cells_that_a_text_prints(size):
    rows = "".join(f"第{n}港,{n}\n" for n in range(size))
    root = {"many": dataset_of(f"港名,隻数\n{rows}")["many"]}
    return lambda: [
        _names("港名", Same(root["many"].rows)).found_in(f"第{n}港は") for n in range(0, size, 10)
    ]


def test_rows_that_say_the_same_are_held_against_dated_facts_once(monkeypatch, what_is_found):
    asked = []
    spoken_of = LabelIndex.spoken_of
    monkeypatch.setattr(
        LabelIndex, "spoken_of", lambda index, text: asked.append(text) or spoken_of(index, text)
    )
    [*rows_beside_dated_facts(1_700)()]
    assert len(asked) == 700  # names and days
    what_is_found.clear()


def notes_that_say_the_same(size):
    ours, theirs = (["同上"] * size for _ in range(2))
    return lambda: [*_apart(ours, theirs)]


@pytest.mark.parametrize(
    ("ours", "theirs", "apart"),
    [
        ("abc", "abc", []),
        ("", "", []),
        ("aaa", "aa", [(2, 3, 2, 2)]),
        ("aa", "aaa", [(2, 2, 2, 3)]),
        ("abc", "axc", [(1, 2, 1, 2)]),
        ("abcd", "bcde", [(0, 1, 0, 0), (4, 4, 3, 4)]),
        ("ab", "", [(0, 2, 0, 0)]),
    ],
)
def test_where_lists_differ(ours, theirs, apart):
    assert [*_apart(ours, theirs)] == apart


def paragraphs_that_print_nothing(size):
    found = [
        Finding.of(
            "DAT001", Location("a.md", 2 * n + 1), "there is no {kind} '{name}'", "", "x", "y"
        )
        for n in range(size)
    ]
    texts = {"a.md": "\n\n".join(["{{ fact('y') }}"] * size)}
    return lambda: without_gaps(found, texts)


def bookmarks_of_headings(size):
    made = etree.Element(f"{W}body")
    for n in range(size):
        etree.SubElement(made, f"{W}bookmarkStart", {f"{W}id": str(n)})
        etree.SubElement(made, f"{W}p")
        etree.SubElement(made, f"{W}p")
        etree.SubElement(made, f"{W}bookmarkEnd", {f"{W}id": str(n)})
    return lambda: settle_bookmarks(copy.deepcopy(made))


def figures_of_a_chapter(size):
    figures = [
        {"t": "Figure", "c": [[f"fig-{n}", [], []], [None, []], [para(f"絵{n}")]]}
        for n in range(size)
    ]
    blocks = [each for figure in figures for each in (figure, para("港である。"))]
    return lambda: [*sourced(figures, blocks)]


def references_to_sections(size):
    text = "".join(
        f"# 港{n} {{#sec-{n}}}\n\n岸壁は@sec-{(n + 7) % size}にある。\n\n" for n in range(size)
    )
    draft = draft_of(text)
    index = index_of(draft.chapters, draft.positions)
    proses = [prose_of(each.blocks, draft.positions, beside=True) for each in draft.chapters]
    return lambda: [*check_unfit_references(proses, index)]


def chapters_named_in_a_sentence(size):
    (prose,) = proses_of(["第3章" * size])
    spans = [(3 * n, 3 * n + 3, True) for n in range(size)]
    return lambda: whose(prose, prose, spans)


def lines_compared_in_a_paragraph(size):
    (prose,) = proses_of(["港\n" + "> 5\\%\n" * size])
    paragraphs = [*paragraphs_of(prose)]
    return lambda: [*slips_of_blocks(prose, paragraphs)]


def items_typed_in_a_paragraph(size):
    (prose,) = proses_of(["港\n" + "7. 港の\n" * size])
    paragraphs = [*paragraphs_of(prose)]
    return lambda: [*slips_of_blocks(prose, paragraphs)]


def para(text):
    return {"t": "Para", "c": [{"t": "Str", "c": text}]}


@pytest.mark.parametrize(
    "make",
    [
        bookmarks_of_headings,
        figures_of_a_chapter,
        columns_of_rows_alike,
        rows_named_in_a_text,
        cells_asked_for_in_a_text,
        rows_of_a_label_and_date,
        facts_of_one_label,
        facts_that_a_text_uses,
        expressions_of_a_text,
        findings_that_may_follow_from_each_other,
        paragraphs_that_print_nothing,
        cells_that_a_text_prints,
        notes_that_say_the_same,
        references_to_sections,
        chapters_named_in_a_sentence,
        lines_compared_in_a_paragraph,
        items_typed_in_a_paragraph,
    ],
)
def test_work_grows_with_the_data(make, what_is_found):
    def taken(size):
        return min(processor_time(make(size + n)) for n in range(3))

    taken(100)
    assert (
        taken(4_000) < 4 * taken(1_000) * 2 + 0.02
    )  # sixteen times as long, where it was a square
    what_is_found.clear()


def processor_time(asked):
    start = time.process_time()
    asked()
    return time.process_time() - start


def test_columns_of_which_a_text_says_nothing_cost_no_pattern(monkeypatch):
    datasets = dataset_of(f"年,{','.join(f'項目{n}' for n in range(99))}\n2020{',1' * 99}\n")
    monkeypatch.setattr(typed_cells.re, "compile", lambda *_: pytest.fail("a pattern was made"))
    assert not [*check_typed_cells(proses_of(["2020年に港が7隻を数えた。"]), datasets)]


def test_a_merged_area_ends_with_its_sheet():
    rows = tuple((n, {1: f"c{n}", 2: "港"} if n == 1 else {1: f"c{n}"}) for n in range(1, 4))
    sheet = Sheet("s", rows, merged=((2, 1, 1_048_576, 16_384),))
    table, _ = shaped(sheet.grid("a.xlsx"), AS_IT_STANDS)
    assert [[*row.values.values()] for row in table.rows] == [["c2", "c2"], ["c3", "c2"]]


def test_where_images_lie_is_looked_for_once(tmp_path, monkeypatch, what_is_found):
    asked = []
    names = pictures.folder_names
    monkeypatch.setattr(
        pictures, "folder_names", lambda root, at: asked.append(at) or names(root, at)
    )
    _, findings = examine(written(tmp_path, SHAPES["images"].make(30)), lambda _: None)
    assert sum(each.rule.id == "FIG002" for each in findings) == 30
    assert len(asked) == len({*asked})
    what_is_found.clear()
