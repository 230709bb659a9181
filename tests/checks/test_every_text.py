"""Each text of the tables beside, and each seeded error by itself, through all checks of texts.

What one check is shown is a text for all others as well: held is what they say together, and so
where each of them is silent.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from accepted_words import hold_lines, told_whole
from hakusho.checks.attribute_values import check_values
from hakusho.checks.bare_addresses import check_bare_addresses
from hakusho.checks.condition_mistakes import Names, check_conditions
from hakusho.checks.contradictions import (
    Said,
    check_contradictions,
    check_lists,
    check_written_tables,
)
from hakusho.checks.crossrefs import (
    check_crossrefs,
    check_edition_references,
    check_headings,
)
from hakusho.checks.data.typed_cells import check_typed_cells
from hakusho.checks.data.typed_values import check_typed_dates, check_typed_numbers
from hakusho.checks.dead_ends import check_dead_ends
from hakusho.checks.era_mistakes import check_eras
from hakusho.checks.formulas import check_formulas
from hakusho.checks.grouped_images import check_figure_groups
from hakusho.checks.leftovers import slips_in
from hakusho.checks.naming import check_bodies, check_glosses, check_near_names, check_persons
from hakusho.checks.note_labels import check_note_labels
from hakusho.checks.own_words import own_words
from hakusho.checks.pdf_strings import check_strings
from hakusho.checks.prose import check_document, check_empty_sections, check_prose
from hakusho.checks.references_in_words import (
    check_mentions,
    check_references_in_words,
    check_titles,
)
from hakusho.checks.reserved_ids import check_reserved_ids
from hakusho.checks.stale_translations import check_translations
from hakusho.checks.table_settings import check_tables
from hakusho.checks.terms import check_abbreviations, check_wording
from hakusho.checks.typed_captions import check_typed_captions
from hakusho.checks.typed_labels import check_typed_labels
from hakusho.checks.typed_notes import check_typed_notes
from hakusho.checks.typed_references import check_typed_references, printed_in
from hakusho.checks.unknown_names import House, check_names
from hakusho.checks.unprintable import check_languages, check_lines, check_markup
from hakusho.citations.bibliography import load_bibliography
from hakusho.citations.works import works_of
from hakusho.data import facts_of
from hakusho.data.datasets import datasets_of
from hakusho.findings import Location
from hakusho.manuscript.conditions import Reader
from hakusho.manuscript.index import index_of
from hakusho.manuscript.model import Chapter, Draft
from hakusho.paper.source_file import SourceFile
from hakusho.paper.terms import Abbreviation, Body, Preferred, Terms
from hakusho.source.prose import prose_of
from read_yaml import read_yaml
from written import read_texts

HERE = Path(__file__).parent
DAY, WHERE = date(2026, 4, 1), Location("report/report.yaml", 4, 1)
NAMES = Names(frozenset({"minister", "press"}), frozenset({"pdf", "epub", "html"}))
CSV = """\
id,value,low,high,unit,unit_en,item_ja,item_en,date
china-2021,400,,,発,warheads,核弾頭,Nuclear warheads,2021
ceiling,1550,,,発,warheads,核弾頭の上限,Ceiling,2010
dprk,,45,50,発,warheads,生産可能弾頭数,Warheads,2023
calls,1230,,,隻,calls,寄港数,Calls,
cable,42.5,,,km,,ケーブル,Spare cable,
rate,12.5,,,%,,到着の伸び,Growth,
law,,,,,,港湾安全法制成立,Harbour law enacted,2015-09-19
"""
YEARLY = "年度,旅客数,船員数\n2015,520,310\n2025,405,231\n2030,500,100\n"
DATASETS = datasets_of({"figures/data/f.csv": CSV, "figures/data/y.csv": YEARLY})[0]
FACTS = facts_of(DATASETS)[0]
TERMS = Terms(
    (Abbreviation("GWG", "ガイドライン作業部会", ""),),
    (Preferred("指針", ("ガイドライン",)), Preferred("mainland", ("homeland",))),
    (("ウクライナ侵攻", "ウクライナ侵略"),),
)
ABBREVIATIONS = Terms(
    (
        Abbreviation("ACM", "同盟調整メカニズム", "Alliance Coordination Mechanism"),
        Abbreviation("AI", "人工知能", "artificial intelligence", expands=False),
        Abbreviation("SDC", "防衛協力小委員会", "Subcommittee for Defense Cooperation"),
    )
)
BIB = """
@book{a, author = {鬼頭, 健司}, title = {港}, date = {2024}}
@book{b, author = {渡辺, 守}, title = {島}, date = {2024}}
@book{c, author = {Tidewell, Rosalind}, title = {The Clause}, date = {2019}}
"""
WORKS = works_of(load_bibliography([SourceFile("a.bib", BIB)])[0].entries.values())
BODIES = [Body("港務庁", "", "2001-01-05", "港務省")]
WORDS = {"反撃能力", "周辺事態安全確保法成立", "78指針", "97指針", "港湾安全条約"}
CELLS = {"地対艦誘導弾能力向上型を整備", "防衛能力"}
HOUSE = House(frozenset({"pdf", "epub", "html", "docx"}), {}, {"ships"}, frozenset)
TABLES = [
    "long_texts",
    *("attribute_values", "conditions", "eras", "formulas", "leftovers", "note_labels"),
    *("references_in_words", "typed_labels", "typed_references", "prose/prose", "terms/wording"),
    *("data/typed_numbers", "data/typed_dates", "citations/glued", "contradictions/cases"),
    *("names", "translations", "naming/names", "naming/bounds", "terms/abbreviations"),
    *("contradictions/dates_in_text", "contradictions/same_things", "citations/quotations"),
]
SHEETS = [
    *("numbers", "dates", "references", "leftovers", "japanese-prose", "english-prose"),
    *("names-and-terms", "blind-first", "blind-third", "blind-fifth"),
]


def written_in(file, keys):
    """The texts of a table, each once; a template needs a paper."""
    cases, found = read_yaml(file), []
    if not isinstance(cases, list):
        cases = [case for kind in cases.values() for case in kind]
    for case in cases:
        for each in map(case.get, keys) if isinstance(case, dict) else [case]:
            found += each if isinstance(each, list) else [each]
    texts = [each.strip("\n") + "\n" for each in found if isinstance(each, str)]
    return list(dict.fromkeys(text for text in texts if "{{" not in text and "{%" not in text))


def said_of(draft):
    """All that the checks of texts say of a draft of one chapter."""
    (chapter,), positions = draft.chapters, draft.positions
    prose = prose_of(chapter.blocks, positions, beside=True)
    printed = prose_of(chapter.blocks, positions, beside=True, printed=True)
    index = index_of(draft.chapters, positions)
    numbers = printed_in(index, "ja", sections=True)
    targets = {each.ident: each for each in index.targets if each.ident}
    own = own_words(prose)
    said = Said(draft, (printed,), (), (), DATASETS, FACTS, DAY, WHERE, targets=targets)
    yield from (each.finding for each in slips_in(draft, numbered=True))
    yield from check_note_labels([chapter], [prose], positions)
    yield from check_typed_notes([prose])
    yield from check_contradictions(said)
    yield from check_conditions(draft, NAMES, numbered=True)
    yield from check_headings(draft.chapters, positions)
    yield from check_empty_sections(chapter, positions)
    yield from check_wording([prose], TERMS)
    yield from check_abbreviations([prose], ABBREVIATIONS, ("AI", "SDC ACM"))
    yield from check_persons([prose], WORKS)
    yield from check_bodies([printed], BODIES, DAY.year)
    yield from check_near_names([prose], WORDS, {"港", "The Clause"}, CELLS)
    yield from check_names(draft, HOUSE, Reader("ja"))
    yield from check_figure_groups([chapter], positions)
    yield from check_translations(draft, "ja")
    yield from check_edition_references(draft.chapters, positions, Reader("ja"), NAMES.editions)
    yield from check_document([prose])
    yield from check_glosses([prose])
    yield from check_references_in_words([prose], index)
    yield from check_typed_captions(prose, index.captions)
    yield from check_typed_cells([own], DATASETS)
    for of_numbers in (check_typed_numbers, check_typed_dates):
        yield from of_numbers(own, FACTS)
    for of_index in (check_crossrefs, check_reserved_ids, check_mentions, check_titles):
        yield from of_index(index)
    for of_labels in (check_typed_labels, check_typed_references):
        yield from of_labels(prose, numbers)
    for of_prose in (check_prose, check_eras, check_formulas, check_bare_addresses):
        yield from of_prose(prose)
    for of_draft in (check_markup, check_dead_ends, check_tables):
        yield from of_draft(draft)
    for of_chapter in (check_lines, check_values, check_lists, check_written_tables):
        yield from of_chapter(chapter, positions)
    for of_chapter in (check_languages, check_strings):
        yield from of_chapter(chapter, positions)


@pytest.mark.parametrize("name", [*TABLES, *(f"seeds/{name}" for name in SHEETS)])
def test_what_is_told_of_each(request, name):
    file = HERE / f"{name}.yaml" if name in TABLES else HERE.parent / f"{name}.yaml"
    texts = written_in(file, ("text", "texts", "report", "brief", "to", "from"))
    parsed, positions = read_texts(texts, "t.md")
    lines = []
    for text, blocks in zip(texts, parsed, strict=True):
        draft = Draft((Chapter("t.md", blocks),), {}, positions)
        found = sorted(told_whole(each).removeprefix("t.md:") for each in said_of(draft))
        lines += [f"## {text.strip()}".replace("\n", "⏎")[:60], *found] if found else []
    hold_lines(request, lines, "read")
