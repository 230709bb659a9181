"""Translations in chapters: what they print, when they are stale, and how they are confirmed."""

from __future__ import annotations

import re

import pytest
from click.testing import CliRunner

from hakusho.ast.walk import stringify
from hakusho.cli import main
from hakusho.data.datasets import datasets_of, read_texts
from hakusho.data.facts import facts_of
from hakusho.data.vocabulary import vocabulary_of
from hakusho.manuscript.originals import originals_of
from hakusho.manuscript.read import read_draft, report_of
from hakusho.manuscript.translations import translations_of
from hakusho.paper.load import load_paper

REPORT = """\
slug: trial
title: Keeping Skerrow Open
authors: [{name: Ines Calder}]
date: 2026-04-01
lang: en-GB
bibliography: [bib/a.bib]
"""
BIB = "@book{navy, author = {{Navy}}, title = {T}, publisher = {P}, date = {2020}}"
SHIPS = """\
id,item_ja,item_en,value,unit_ja,unit_en,date,source,locator
ships,船,ships,1200,隻,ships,2024-05-01,navy,p. 3
"""
META = """\
caption: {en: Ships of Skerrow, ja: スケローの船}
columns:
  item_en: {en: Item, ja: 項目}
"""
CHAPTER = """\
# The fleet {#sec-fleet}

There are {{ fact("ships") }} on {{ fact("ships").date | date }}.[^n]

::: {.translation lang="ja" of="sec-fleet"}
# 船隊

{{ fact("ships").date | date }}の時点で{{ fact("ships") }}である。[^ja]

{{ table("ships") }}
:::

![Ships in [the]{.x} sound](w.png){#fig-sound alt="Ships."}

::: {.translation lang=ja of=fig-sound}
海峡の船
:::

## Crews {#sec-crews}

Their crews.

# Harbours {#sec-harbours}

Four of {{ fact("ships") }}.

[^n]: Counted at {{ fact("ships") }}.

[^ja]: {{ fact("ships") }}を数えた[@navy]。
"""
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360f8cfc0f01f0005010102cf5d1a7e0000000049454e44ae426082"
)


@pytest.fixture
def paper(make_paper):
    def make(chapter=CHAPTER, **more):
        files = {
            "report/chapters/01.md": chapter,
            "figures/data/ships.csv": SHIPS,
            "figures/data/ships.meta.yaml": META,
            "bib/a.bib": BIB,
            "report/chapters/w.png": PNG,
            "w.png": PNG,
            **more,
        }
        return make_paper(files, report=REPORT)

    return make


def _draft(root):
    loaded, _ = load_paper(root)
    datasets, _ = datasets_of(read_texts(root)[0])
    facts, _ = facts_of(datasets)
    return read_draft(loaded, lambda language: vocabulary_of(datasets, facts, language))


def _run(root, *arguments):
    return CliRunner().invoke(main, [*arguments, "--project", str(root)])


def _findings(root):
    output = _run(root, "check").output
    return re.findall(r"^\S*?([\w./-]+\.md:\d+:\d+): ((?:TRN|CND|XRF)\d+)", output, re.MULTILINE)


def test_a_translation_speaks_its_language_and_the_report_its_own(paper):
    draft, findings = _draft(paper())
    assert findings == ()
    translations = translations_of(draft)
    assert list(translations) == [("ja", "sec-fleet"), ("ja", "fig-sound")]
    said = stringify(translations["ja", "sec-fleet"].blocks, notes=True)
    assert "2024年5月1日の時点で1,200隻である。1,200隻を数えた" in said
    assert "スケローの船" in said
    report = stringify([c.blocks for c in report_of(draft, "en").chapters], notes=True)
    assert "There are 1,200 ships on 1 May 2024.Counted at 1,200 ships." in report.replace(
        "\n", " "
    )
    assert "Four of 1,200 ships." in report
    assert not re.search("[ぁ-ん]", report)
    assert [note.text for note in report_of(draft, "en").index.notes] == ["Counted at 1,200 ships."]


def test_headings_fit_the_level_of_the_original(paper):
    draft, _ = _draft(paper())
    translation = translations_of(draft)["ja", "sec-fleet"]
    assert [b["c"][0] for b in translation.at_level(3) if b["t"] == "Header"] == [3]
    assert translation.at_level(1) == translation.blocks


def test_what_is_unknown_in_a_translation_is_found_once_and_where_it_stands(paper):
    broken = CHAPTER.replace('で{{ fact("ships") }}', 'で{{ fact("shps") }}')
    _, findings = _draft(paper(broken))
    assert [(f.rule.id, f.location.line) for f in findings] == [("DAT001", 8)]


def test_confirm_writes_the_digest_and_nothing_else(paper):
    root = paper()
    chapter = root / "report/chapters/01.md"
    chapter.write_bytes(b"\xef\xbb\xbf" + CHAPTER.replace("\n", "\r\n").encode())
    before = chapter.read_bytes()
    assert _findings(root) == [
        ("report/chapters/01.md:5:5", "TRN005"),
        ("report/chapters/01.md:15:5", "TRN005"),
    ]
    shown = _run(root, "confirm", "--diff")
    assert shown.exit_code == 0, shown.output
    assert chapter.read_bytes() == before
    added = r'^\+::: \{\.translation lang="ja" of="sec-fleet" confirmed="\w{8}"\}'
    assert re.search(added, shown.output, re.MULTILINE)
    one = _run(root, "confirm", "sec-fleet")
    assert one.output == "confirmed  sec-fleet (ja)  report/chapters/01.md:5:5\n"
    assert _findings(root) == [("report/chapters/01.md:15:5", "TRN005")]
    everything = _run(root, "confirm")
    assert everything.output.splitlines()[0].startswith("confirmed already  sec-fleet")
    assert _findings(root) == []
    after = chapter.read_bytes()
    assert re.sub(rb' confirmed="\w{8}"', b"", after) == before
    assert len(after) == len(before) + 2 * len(' confirmed="00000000"')


@pytest.mark.parametrize(
    ("old", "new", "stale"),
    [
        ("There are {{", "There were {{", ["sec-fleet"]),
        ("There are {{", "There\nare {{", []),
        ("Their crews.", "Their brave crews.", ["sec-fleet"]),
        ("Counted at", "Estimated at", ["sec-fleet"]),
        ("Four of", "Five of", []),
        ("# Harbours", "```\n# Harbours\n```\n\n# Harbours", ["sec-fleet"]),
        ("の時点で", "現在", []),
        ("Their crews.", "Their crews. <!-- ask the Navy -->", []),
        ("Their crews.", "Their crews. {%# ask the Navy #%}", []),
        ("in [the]", "off [the]", ["sec-fleet", "fig-sound"]),
        ("# Harbours", "# Ports", []),
        ("## Crews", "# Crews", ["sec-fleet"]),
    ],
)
def test_what_changes_an_original(paper, old, new, stale):
    before = originals_of(_draft(paper())[0])
    assert CHAPTER.count(old) == 1
    after = originals_of(_draft(paper(CHAPTER.replace(old, new)))[0])
    watched = ("sec-fleet", "fig-sound")
    assert [each for each in watched if before[each].digest != after[each].digest] == stale


def test_an_original_that_has_changed_is_named_with_its_place(paper):
    root = paper()
    _run(root, "confirm")
    chapter = root / "report/chapters/01.md"
    chapter.write_text(chapter.read_text("utf-8").replace("There are", "There were"), "utf-8")
    data = root / "figures/data/ships.csv"
    data.write_text(data.read_text().replace("1200", "1300"))  # a fact changes for both
    assert _findings(root) == [("report/chapters/01.md:5:5", "TRN004")]
    output = " ".join(_run(root, "check").output.split())
    assert "'sec-fleet' has changed since this translation was confirmed" in output
    assert "see also report/chapters/01.md:1:1 the original" in output
    assert "Read both, then run `hakusho confirm sec-fleet`." in output


def test_what_cannot_be_meant(paper):
    chapter = """\
# A {#sec-a}

::: {.translation lang="ja"}
一
:::

::: {.translation of="sec-a"}
二
:::

::: {.translation lang="de" of="sec-a"}
drei
:::

::: {.translation lang="en-US" of="sec-a"}
four
:::

::: {.translation lang="ja" of="sec-aa"}
五
:::

::: {.translation lang="ja" of="box"}
六
:::

[七]{.translation lang="ja" of="sec-a"}

::: {.translation lang="ja" of="sec-a" confirmed="00000000"}
八
:::

::: {.translation lang="ja-JP" of="sec-a"}
九
:::

::: {#box}
Box.
:::
"""
    root = paper(chapter)
    assert [(place.split(":")[1], found) for place, found in _findings(root)] == [
        ("3", "TRN001"),
        ("7", "TRN001"),
        ("11", "TRN001"),
        ("15", "TRN001"),
        ("19", "TRN002"),
        ("23", "TRN002"),
        ("27", "TRN001"),
        ("29", "TRN004"),
        ("33", "TRN003"),
    ]
    assert "Did you mean 'sec-a'?" in _run(root, "check").output


def test_a_condition_stands_in_a_translation_and_not_around_it(paper):
    chapter = """\
# A {#sec-a}

:::: {.only edition="html"}
::: {.translation lang="ja" of="sec-a"}
一
:::
::::

# B {#sec-b}

::: {.translation lang="ja" of="sec-b"}
二[三]{.only edition="html"}
:::
"""
    assert _findings(paper(chapter)) == [
        ("report/chapters/01.md:4:5", "TRN001"),
        ("report/chapters/01.md:11:5", "TRN005"),
    ]


def test_a_table_of_data_is_found_where_the_chapter_asks_for_it(paper):
    root = paper("# A {#sec-a}\n\nB.\n\n{{ table('ships') }}\n\nC.\n")
    assert str(originals_of(_draft(root)[0])["tbl-ships"].location) == "report/chapters/01.md:5:1"


def test_confirm_says_what_it_cannot(paper):
    root = paper()
    result = _run(root, "confirm", "sec-flet")
    assert result.exit_code == 2
    assert "did you mean 'sec-fleet'?" in result.output
    (root / "report/report.yaml").write_text("title: [")
    assert _run(root, "confirm").exit_code == 2


def test_confirm_without_translations(paper):
    assert "there are no translations" in _run(paper("# A\n\nB.\n"), "confirm").output
