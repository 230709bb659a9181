"""Every citation has its exact place in what the author wrote."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hakusho.ast.walk import elements
from hakusho.data.vocabulary import Vocabulary
from hakusho.paper.source_file import ChapterFile
from hakusho.source.chapter_reading import Asked, read
from written import read_texts


def _cites(blocks):
    return [each["c"][0] for each in elements(blocks) if each["t"] == "Cite"]


def _keys(text, read_by=read_texts):
    (blocks,), positions = read_by([text])
    places = (
        (citation["citationId"], positions.place(citation["at"][0]))
        for citations in _cites(blocks)
        for citation in citations
    )
    return [f"{key} {place.line}:{place.column}" for key, place in places]


def _filled_in(texts):
    names = Vocabulary(functions={"f": lambda key: f"[@{key}]"}, known={}, filters={})
    blocks, positions, findings = read(
        [Asked(ChapterFile("a.md", t), names) for t in texts], seconds=300
    )
    assert not findings
    return blocks, positions


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        (
            "一[@a2020, 46頁; see @{b:c}]。\n\n二 @d_e は[^1]。\n\n[^1]: 注[-@f]。\n",
            ["a2020 1:3", "b:c 1:20", "d_e 3:3", "f 5:9"],
        ),
        ("図は@fig-balanceを見よ。", ["fig-balance 1:3"]),
        ("図は@fig-xである。@tbl-yと@sec-z、", ["fig-x 1:3", "tbl-y 1:13", "sec-z 1:20"]),
        ("に@ja2016 と", []),
        ("[@か\u3099くせい2020]", ["がくせい2020 1:2"]),
        ("二か\u3099[@か\u3099く2020]と[@b]", ["がく2020 1:5", "b 1:16"]),
        ("図は@fig-1か\u3099よい。[@b]", ["fig-1 1:3", "b 1:15"]),
        ("`@a` <!-- @c --> x@y.org\n\n```\n@d\n```\n", []),
        ("- 項\n\n    ~~~\n    @a\n    ~~~\n\n    二[@b]\n", ["b 7:7"]),
        ("Hawai`i\n\n[@a]\n\nHawai`i\n", ["a 3:2"]),
        ("\\`[@a]\\`", ["a 1:4"]),
    ],
)
def test_citations_have_their_line_and_column(text, keys):
    assert sorted(_keys(text)) == sorted(keys)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("一[@a]{{ f('b') }}と[@c]\n", ["a 1:3", "b 1:6", "c 1:20"]),
        ("{% if 1 == 1 %}\n一[@a]\n{% endif %}\n{%# [@d] #%}[@c]\n", ["a 2:3", "c 4:14"]),
        ("`{{ f('b') }}` [@c]\n", ["c 1:17"]),
    ],
)
def test_what_a_template_prints_has_the_place_of_its_expression(text, keys):
    assert _keys(text, _filled_in) == keys


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
    (blocks,), _ = read_texts([text])
    assert [[each["citationId"] for each in cite] for cite in _cites(blocks)] == cites


_PIECES = st.sampled_from(
    [
        *("[@a2]", "@b-c", "日本", " ", "\n", "\n\n", "`@x`", "(@{k:1})", "、@d", "@fig-1"),
        *("@", "{", "}", "*", "$5", "か\u3099", "\\", "> ", "- ", "    "),
    ]
)


@given(st.lists(st.lists(_PIECES, max_size=12).map("".join), min_size=40, max_size=40))
@settings(max_examples=5)
def test_a_citation_that_has_a_place_stands_there(texts):
    documents, positions = read_texts(texts)
    for text, blocks in zip(texts, documents, strict=True):
        for citation in (each for cite in _cites(blocks) for each in cite if "at" in each):
            start, end = positions.span(citation["at"])
            assert text[start:end].startswith(("@", "-@"))
