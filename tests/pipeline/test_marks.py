"""No output of any text holds a private-use character, neither a mark of ours nor an author's."""

import re
from itertools import count

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from hakusho.cli import main
from hakusho.editions.readable_text import readable_text
from hakusho.findings.rules import RULES
from hakusho.values.editions import EDITIONS
from hakusho.values.marks import Mark

PRIVATE = re.compile("[\ue000-\uf8ff]")
REPORT = """\
slug: trial
title: "試し{private}"
subtitle: "副題{private}"
abstract: "要旨{private}"
keywords: ["語{private}"]
authors: [{{name: "班{private}"}}]
date: 2026-04-01
lang: {lang}
editions: [pdf, docx, html, epub]
bibliography: [bib/a.bib]
citations: {{style: {style}}}
checks: {{severity: {{{off}}}}}
"""
KEYS = ("japanese", "katakana", "several", "body", "english", "part", "yearbook", "law")
ENTRIES = """\
@book{japanese, author = {山田, 太郎 and 鈴木, 花子}, title = {日米@同盟}, publisher = {朝@雲}, year = {2001}, yomi = {やまだ たろう and すずき はなこ}}
@book{katakana, author = {ウォルツ, ケネス and 甲, 一}, title = {理論@}, publisher = {社}, year = {2010}, translator = {乙, 二}, yomi = {うぉるつ and きのえ}}
@article{several, author = {甲, 一 and 乙, 二 and 丙, 三 and 丁, 四}, title = {「@」の研究}, journaltitle = {国際@}, number = {3}, pages = {12-34}, year = {2012}, yomi = {こう and おつ and へい and てい}}
@report{body, author = {{防衛@省} and others}, title = {報告@}, year = {2013}, url = {https://example.org/@/a}, urldate = {2024-01-02}, yomi = {ぼうえいしょう}}
@book{english, author = {Smith, Ann@ and Jones, Bob}, title = {The ‘@’ Question?}, publisher = {Sea@ Press}, location = {London}, year = {1999}, langid = {english}}
@incollection{part, author = {Doe, Jane}, title = {A Part, @}, booktitle = {The Whole}, editor = {Roe, Ann}, pages = {1--9}, publisher = {P}, year = {forthcoming@}, langid = {english}}
@book{yearbook, author = {{外務省}}, title = {外交青書@}, edition = {令和5年版@}, year = {2023}, publisher = {省}, yomi = {がいむしょう}}
@misc{law, title = {法@律}, number = {昭和29年法律第165号@}, year = {1954}, yomi = {ほうりつ}}
"""
LOCATORS = (
    *(
        "46頁",
        "46-48頁を参照",
        "46頁注5",
        "第3章",
        "上巻46頁",
        "表2",
        "12, 15頁",
        "p. 46",
        "pp. 4-9",
    ),
    *("vol. 1, p. 46", "chap. 3", "n. 5", "第2条", "図3、46頁", "passim", "46頁以下", "iv"),
)
WORDS = (
    "本文",
    "港湾",
    "F-35",
    "in Washington",
    "令和5年版",
    "と、",
    "『白書』",
    "*強調*",
    "**太字**",
)


@st.composite
def privates(draw):
    """What an author's text may hold: marks, whole protocols of them, others of the kind."""
    one = st.sampled_from([*Mark, "\ue123", "\uf0b7", "\U000f0001"])
    number = st.integers(0, 99).map(str)
    spans = st.builds(lambda mark, n, end: f"{mark}{n}{end}", one, number, one)
    return "".join(draw(st.lists(one | spans, max_size=4)))


@st.composite
def citations(draw):
    locator = draw(st.none() | st.sampled_from(LOCATORS))
    key = draw(st.sampled_from(KEYS))
    cited = f"@{key}, {locator}" if locator else f"@{key}"
    before = draw(st.sampled_from(["", "", "参照、", "see ", "-"]))
    more = draw(st.sampled_from(["", "", f"; @{draw(st.sampled_from(KEYS))}, 9頁"]))
    return draw(st.sampled_from([f"[{before}{cited}{more}]", f"@{key} は", f"^[注に[{cited}]。]"]))


@st.composite
def papers(draw):
    """A chapter of numbered paragraphs, each a text of an author's between two signs."""
    bodies, expected = [], []
    for number in range(draw(st.integers(12, 24))):
        text = f"始{number}{draw(privates())}中{draw(privates())}終{number}"
        expected.append(re.sub("[\ue000-\uf8ff\U000f0000-\U0010fffd]", "〓", text))
        words = st.sampled_from(WORDS) | citations() | privates()
        around = draw(st.lists(words, min_size=1, max_size=4))
        bodies.append(f"{text}、{''.join(around)}。")
    table = f"| 甲 | 乙 |\n|---|---|\n| 一{draw(privates())} | 二 |\n\n: 表題{draw(privates())}"
    entity = "".join(f"&#x{ord(mark):x};" for mark in draw(st.lists(st.sampled_from([*Mark]))))
    chapter = [f"# 序{draw(privates())} {{#sec-a}}", *bodies, f"参照@tbl-a、{entity}。"]
    chapter.append(f"{table} 出典：[@{draw(st.sampled_from(KEYS))}, 3頁] {{#tbl-a}}")
    counter = count()
    bib = re.sub("@(?!\\w+{)", lambda _: draw(privates()) if next(counter) % 2 else "", ENTRIES)
    return "\n\n".join(chapter) + "\n", bib, expected


@pytest.mark.parametrize(
    ("style", "lang"),
    [("policy-note-ja", "ja"), ("surname-note-ja", "ja"), ("chicago-note-en", "en")],
)
@settings(
    max_examples=3,  # the first of which is the simplest
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(paper=papers(), private=privates())
def test_no_output_of_any_text_holds_a_mark(make_paper, style, lang, paper, private):
    chapter, bib, expected = paper
    off = ", ".join(f'{each.id}: "off"' for each in RULES.values() if not each.essential)
    report = REPORT.format(style=style, lang=lang, private=private, off=off)
    root = make_paper({"report/chapters/01.md": chapter, "bib/a.bib": bib}, report=report)
    result = CliRunner().invoke(main, ["build", "--project", str(root)])
    assert result.exit_code == 0, result.output
    for name, edition in EDITIONS.items():
        text = readable_text(root / "build" / f"trial{edition.suffix}")
        assert PRIVATE.findall(text) == [], name
        joined = re.sub(r"\s", "", text)
        if name != "pdf":  # where a line or a page may end within
            assert [each for each in expected if each not in joined] == [], name
