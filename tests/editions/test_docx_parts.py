"""Parts of a Word file by themselves: the contents list, and numbers side by side."""

import pytest
from lxml import etree

from hakusho.editions.docx_layout import _rows_of_numbers
from hakusho.editions.docx_package import NAMESPACES
from hakusho.editions.docx_page import TWIPS_PER_MM
from hakusho.editions.docx_text import fill
from hakusho.values.marks import Mark

W = f"{{{NAMESPACES['w']}}}"
NAMES = {f"heading {level}": f"H{level}" for level in range(1, 7)}
NAMES |= {f"toc {level}": f"T{level}" for level in range(1, 4)}


def document(*levels):
    def paragraph(text, style):
        return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'

    headings = "".join(
        paragraph(f"Heading {at}", f"H{level}") for at, level in enumerate(levels, 1)
    )
    body = f"{paragraph(Mark.CONTENTS, 'X')}{paragraph('Text', 'X')}{headings}"
    return etree.fromstring(
        f'<w:document xmlns:w="{NAMESPACES["w"]}"><w:body>{body}</w:body></w:document>'
    )


def listed(filled):
    return [
        (style.get(f"{W}val"), "".join(style.getparent().getparent().itertext(f"{W}t")))
        for style in filled.iter(f"{W}pStyle")
        if style.get(f"{W}val").startswith("T")
    ]


@pytest.mark.parametrize(
    ("levels", "depth", "entries"),
    [
        ((1, 2, 3, 2, 1), 2, [("T1", 1), ("T2", 2), ("T2", 4), ("T1", 5)]),
        ((1, 2, 3, 2, 1), 6, [("T1", 1), ("T2", 2), ("T2", 4), ("T1", 5)]),  # two levels at most
        ((1, 1, 1, 1, 2), 1, [("T1", 1), ("T1", 2), ("T1", 3), ("T1", 4)]),
        ((1, 1, 1), 2, []),  # too few to need a list
        ((1, 2, 3, 3, 3), 2, []),
    ],
)
def test_a_contents_list_has_two_levels_and_four_entries_at_least(levels, depth, entries):
    made = document(*levels)
    fill(made, NAMES, {"contents_depth": depth, "labels": {"contents": "Contents"}}, {})
    assert listed(made) == [(style, f"Heading {at}") for style, at in entries]
    code = [each.text for each in made.iter(f"{W}instrText")]
    assert code == ([f' TOC \\o "1-{min(depth, 2)}" \\h \\z \\u '] if entries else [])
    assert Mark.CONTENTS not in "".join(made.itertext())


@pytest.mark.parametrize("layout", [None, {"columns": 1}])
def test_behind_the_contents_of_a_report_a_page_begins(layout):
    made = document(1, 1, 1, 1)
    fill(made, NAMES, {"labels": {"contents": "Contents"}, "layout": layout}, {})
    broken = ["".join(each.getparent().getparent().itertext(f"{W}t"))
              for each in made.iter(f"{W}pageBreakBefore")]  # fmt: skip
    assert broken == ([] if layout else ["Text"])


def test_entries_of_the_contents_lead_to_their_headings_in_a_field_of_words():
    made = document(1, 2, 1, 1)
    heading = next(each for each in made.iter(f"{W}p") if "Heading 2" in "".join(each.itertext()))
    fill(made, NAMES, {"labels": {"contents": "Contents"}}, {heading: "1.1 "})
    links = {
        "".join(each.itertext(f"{W}t")): each.get(f"{W}anchor")
        for each in made.iter(f"{W}hyperlink")
    }
    assert links == {
        "Heading 1": "_Toc000000001", "1.1 Heading 2": "_Toc000000002",
        "Heading 3": "_Toc000000003", "Heading 4": "_Toc000000004",
    }  # fmt: skip
    starts = {each.get(f"{W}name"): each for each in made.iter(f"{W}bookmarkStart")}
    ends = {each.get(f"{W}id"): each for each in made.iter(f"{W}bookmarkEnd")}
    assert list(starts) == list(links.values())
    for start in starts.values():
        assert start.getprevious().tag == f"{W}pPr"
        assert ends[start.get(f"{W}id")].getparent() is start.getparent()
        assert ends[start.get(f"{W}id")].getnext() is None
    assert [each.get(f"{W}fldCharType") for each in made.iter(f"{W}fldChar")] == [
        "begin", "separate", "end",
    ]  # fmt: skip
    assert next(made.iter(f"{W}fldChar")).get(f"{W}dirty") == "1"
    (frame,) = made.iter(f"{W}sdt")
    assert frame.find(f".//{W}docPartGallery").get(f"{W}val") == "Table of Contents"
    assert "".join(frame.find(f".//{W}p").itertext(f"{W}t")) == "Contents"


@pytest.mark.parametrize(
    ("count", "width_mm", "across"),
    [(3, 85, 3), (3, 84, 2), (4, 170, 4), (4, 115, 4), (4, 112, 2), (5, 115, 3), (2, 20, 1)],
)
def test_numbers_stand_in_as_few_rows_as_their_width_allows(count, width_mm, across):
    cells = [etree.Element(f"{W}tc") for _ in range(count)]
    rows = _rows_of_numbers(cells, round(width_mm * TWIPS_PER_MM), round(2 * TWIPS_PER_MM))
    assert {len(row) for row in rows} == {across}
    assert [cell for row in rows for cell in row][:count] == cells
