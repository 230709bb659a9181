from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hakusho.ast.walk import elements, stringify
from hakusho.manuscript.abbreviations import expand, mentioned_in
from hakusho.manuscript.line_joining import join_lines
from hakusho.paper.source_file import SourceFile
from hakusho.paper.terms import Abbreviation, Terms
from hakusho.source.parse import parse
from read_yaml import read_yaml

CASES = read_yaml(Path(__file__).with_name("abbreviations.yaml"))
KNOWN = (
    Abbreviation("ACM", "同盟調整メカニズム", "Alliance Coordination Mechanism"),
    Abbreviation("SCC", "日米安全保障協議委員会", "Security Consultative Committee"),
    Abbreviation(
        "FDO",
        "柔軟抑止選択肢",
        "flexible deterrent option",
        plural="FDOs",
        en_plural="flexible deterrent options",
    ),
    Abbreviation("新START", "新戦略兵器削減条約", "New START"),
    Abbreviation("CJOEP", "連合統合有事計画概要", ""),
)


def terms_of(case=None):
    more = [
        Abbreviation(**{"ja": "", "en": "", **given_}) for given_ in (case or {}).get("terms", ())
    ]
    forms = (case or {}).get("forms", {})
    return Terms((*KNOWN, *more), **({"japanese_form": forms["ja"]} if forms else {}))


def parsed(markdown, language="ja"):
    (blocks,), findings = parse((SourceFile("c.md", markdown),), seconds=300)
    assert findings == ()
    return join_lines(blocks, language)


@pytest.fixture(scope="module")
def documents():
    files = tuple(SourceFile(case["name"], case["text"]) for case in CASES)
    blocks, findings = parse(files, seconds=300)
    assert findings == ()
    return {
        case["name"]: join_lines(each, case.get("lang", "ja"))
        for case, each in zip(CASES, blocks, strict=True)
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_what_is_printed(documents, case):
    expanded = expand(documents[case["name"]], terms_of(case), case.get("lang", "ja"))
    printed = stringify(expanded, notes=True).replace("“", '"').replace("”", '"')
    quoted = [each for each in elements(expanded) if each["t"] == "Quoted"]
    expected = (
        case["printed"].replace("“", "" if quoted else '"').replace("”", "" if quoted else '"')
    )
    assert printed == expected


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_what_is_given_is_not_changed(documents, case):
    before = repr(documents[case["name"]])
    expand(documents[case["name"]], terms_of(case), case.get("lang", "ja"))
    assert repr(documents[case["name"]]) == before


def test_emphasis_and_links_stay_around_a_mention():
    blocks = parsed(
        "**ACM**は[SCC](https://x.org)の*同盟調整メカニズム*（ACM）と「[新START](a)」である。"
    )
    expanded = expand(blocks, terms_of(), "ja")
    found = {each["t"]: stringify(each) for each in elements(expanded)}
    assert found["Strong"] == "同盟調整メカニズム（ACM: Alliance Coordination Mechanism）"
    assert found["Emph"] == "ACM"
    links = [stringify(each) for each in elements(expanded) if each["t"] == "Link"]
    assert links == [
        "日米安全保障協議委員会（SCC: Security Consultative Committee）",
        "新戦略兵器削減条約（新START: New START）",
    ]
    assert stringify(expanded).endswith(
        "のACMと「新戦略兵器削減条約（新START: New START）」である。"
    )


def test_the_other_language_is_marked():
    expanded = expand(parsed("ACMは"), terms_of(), "ja")
    spans = [each for each in elements(expanded) if each["t"] == "Span"]
    assert [(each["c"][0][2], stringify(each)) for each in spans] == [
        ([["lang", "en"]], "Alliance Coordination Mechanism")
    ]


def test_the_first_later_mention_of_each_chapter_says_what_it_stands_for():
    blocks = parsed(
        "# 一\n\nACM、ACM。\n\n# 二\n\n## 節\n\nACM、同盟調整メカニズム（ACM）。ACM\n\n"
        "# 三\n\n同盟調整メカニズム（ACM）"
    )
    expanded = expand(blocks, terms_of(), "ja")
    titled = [
        each for each in elements(expanded) if each["t"] == "Span" and "abbr" in each["c"][0][1]
    ]
    assert [stringify(each) for each in titled] == ["ACM", "ACM"]
    assert {each["c"][0][2][0][1] for each in titled} == {"同盟調整メカニズム"}
    assert stringify(expanded).endswith("節ACM、ACM。ACM三ACM")


def test_an_unknown_mark_is_taken_off_and_other_attributes_stay():
    expanded = expand(parsed("[XYZ]{.abbr}と[ACM]{.abbr .x #here}"), terms_of(), "ja")
    spans = [each["c"][0] for each in elements(expanded) if each["t"] == "Span"]
    assert spans[0] == ["here", ["x"], []]


def test_without_abbreviations_nothing_changes():
    blocks = parsed("ACMは")
    assert expand(blocks, Terms(), "ja") is blocks


def test_what_a_document_mentions():
    blocks = parsed(
        "# SCC\n\n> 新START\n\n前[^1]、CJOEP『FDO入門』\n\n[^1]: ACM\n\n::: glossary\nFDO\n:::"
    )
    assert mentioned_in(blocks, terms_of(), "ja") == ("SCC", "新START", "ACM", "CJOEP")


# Whatever is cut out of a report, in whatever order.

PASSAGES = read_yaml(Path(__file__).with_name("abbreviation_passages.yaml"))
LISTED = {"ja": KNOWN[:2], "en": KNOWN[:3]}


@st.composite
def documents_of(draw, language):
    made = st.tuples(st.sampled_from(PASSAGES[language]), st.sampled_from(LISTED[language]))
    chosen = draw(st.lists(made, min_size=1, max_size=8))
    return "\n\n".join(
        passage.format(abbr=each.abbr, ja=each.ja, en=each.en) for passage, each in chosen
    )


def outside_notes(node):
    if isinstance(node, list):
        for item in node:
            yield from outside_notes(item)
    elif isinstance(node, dict) and node["t"] != "Note":
        if node["t"] in {"Para", "Plain"}:
            yield node["c"]
        else:
            yield from outside_notes(node.get("c"))


def spelled(inlines):
    """The text with each note in ⟦…⟧ where its mark stands."""
    return "".join(
        f"⟦{stringify(inline['c'])}⟧" if inline["t"] == "Note" else stringify(inline)
        for inline in inlines
    )


def running(blocks):
    """The text in which mentions count: without headings and titles, notes where they stand."""
    kept = [block for block in blocks if block["t"] != "Header"]
    text = "\n".join(map(spelled, outside_notes(kept)))
    return re.sub(r"『[^』]*』|The \w+ at Fifty", "", text)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_each_abbreviation_is_written_out_exactly_once_and_first(language):
    @given(documents_of(language))
    def check(markdown):
        before = parsed(markdown, language)
        expanded = expand(before, Terms(KNOWN), language)
        text = running(expanded)
        for each in LISTED[language]:
            shorts = rf"(?<![A-Za-z]){each.abbr}(?![A-Za-z])"
            mentioned = re.search(shorts, running(before)) is not None
            long = re.escape(each.long(language)[0])
            between = r"(?:’s)?[」”]?(?:⟦[^⟧]*⟧)? ?[（(〔\[]"
            written = list(re.finditer(rf"(?i:{long}){between}{shorts}", text))
            assert len(written) == mentioned
            if mentioned:
                assert re.search(shorts, text).start() < written[0].end()
        assert expand(expanded, Terms(KNOWN), language) is not None

    check()


PIECES = [
    "※",
    "ACM",
    "同盟調整メカニズム",
    "（",
    "）",
    "「",
    "」",
    "(",
    ")",
    ":",
    "、",
    ",",
    "*",
    "**",
    "[^1]",
    "FDOs",
    "FDO's",
    "“",
    "”",
    "a",
    "an",
]
PIECES += ["Alliance Coordination Mechanism", "flexible deterrent option"]
PIECES += ["以下", " ", "\n", "\n\n"]


@settings(max_examples=50)
@given(st.lists(st.sampled_from(PIECES), max_size=30), st.sampled_from(["ja", "en"]))
def test_no_text_of_the_author_is_lost(pieces, language):
    before = parsed("".join(pieces) + "\n\n[^1]: ※注のACM\n", language)
    printed = stringify(expand(before, Terms(KNOWN), language), notes=True)
    assert printed.count("※") == stringify(before, notes=True).count("※")
