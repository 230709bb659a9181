import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hakusho.ast.walk import elements
from hakusho.findings import Location
from hakusho.manuscript.markers import Positions, mark, read_marker, strip_markers
from hakusho.paper.source_file import SourceFile
from hakusho.source.parse import parse


def _keys(text):
    marked, positions = mark("a.md", text, Positions())
    (blocks,), findings = parse((SourceFile("a.md", marked),), seconds=10)
    assert findings == ()
    return [
        read_marker(citation["citationId"], positions)
        for element in elements(blocks)
        if element["t"] == "Cite"
        for citation in element["c"][0]
    ]


def test_citations_keep_their_line_and_column():
    text = "一[@a2020, 46頁; see @{b:c}]。\n\n二 @d_e は[^1]。\n\n[^1]: 注[-@f]。\n"
    assert sorted(_keys(text)) == [
        ("a2020", Location("a.md", 1, 3)),
        ("b:c", Location("a.md", 1, 20)),
        ("d_e", Location("a.md", 3, 3)),
        ("f", Location("a.md", 5, 10)),
    ]


def test_cross_reference_may_be_glued_to_japanese():
    assert _keys("図は@fig-balanceを見よ。") == [("fig-balance", Location("a.md", 1, 3))]


def _cites(text):
    marked, positions = mark("a.md", text, Positions())
    (blocks,), _ = parse((SourceFile("a.md", marked),), seconds=10)
    return [
        [read_marker(each["citationId"], positions)[0] for each in element["c"][0]]
        for element in elements(blocks)
        if element["t"] == "Cite"
    ]


@pytest.mark.parametrize(
    ("text", "cites"),
    [
        ("Read with @sec-ships [@oki, p. 5].", [["sec-ships"], ["oki"]]),
        ("。@sec-ships[@oki, 5頁]。", [["sec-ships"], ["oki"]]),
        ("See @fig-a\n[see @oki].", [["fig-a"], ["oki"]]),
        ("See @fig-a [left].", [["fig-a"]]),
        ("See @fig-a [withheld]{.only brief=x}.", [["fig-a"]]),
        ("See @fig-a[^n].\n\n[^n]: N.", [["fig-a"]]),
        ("[@fig-a; @fig-b] [@oki]", [["fig-a", "fig-b"], ["oki"]]),
    ],
)
def test_a_bracket_behind_a_cross_reference_is_no_part_of_it(text, cites):
    assert _cites(text) == cites
    assert strip_markers(mark("a.md", text, Positions())[0]) == text


def test_citekey_glued_to_japanese_is_left_to_its_check():
    assert mark("a.md", "に@ja2016 と", Positions())[0] == "に@ja2016 と"


def test_nfd_key_is_put_into_nfc():
    assert _keys("[@か\u3099くせい2020]")[0][0] == "がくせい2020"


def test_code_templates_comments_and_addresses_are_left_alone():
    text = "`@a` {{ f('@b') }} <!-- @c --> x@y.org\n\n```\n@d\n```\n"
    assert mark("a.md", text, Positions()) == (text, Positions())


def test_second_pass_marks_only_what_came_in_since():
    once, positions = mark("a.md", "[@a]", Positions())
    twice, both = mark("a.md", once + " [@b]", positions)
    assert twice.startswith(once)
    assert len(both.places) == 2


_PIECES = st.sampled_from(
    [
        "[@a2]",
        "@b-c",
        "日本",
        " ",
        "\n",
        "\n\n",
        "`@x`",
        "(@{k:1})",
        "、@d",
        "@fig-1",
        "@",
        "{",
        "}",
        "*",
        "$5",
    ]
)


@given(st.lists(_PIECES, max_size=12).map("".join))
def test_stripping_gives_back_the_text(text):
    marked, positions = mark("a.md", text, Positions())
    assert strip_markers(marked) in {text, re.sub(r"@\{([^{}\s]+)\}", r"@\1", text)}
    lines = text.split("\n")
    assert all(lines[p.line - 1][p.column - 1] == "@" for p in positions.places)
