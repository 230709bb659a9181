"""citeproc is asked once about the same citations, and anew about others."""

import pytest

from hakusho.examining.examine import examine
from hakusho.making.document import make_editions, report_order
from hakusho.settling import citeproc

BIB = """\
@book{kou2020,
  author = {甲, 乙}, yomi = {こう, おつ}, title = {同盟の題}, publisher = {社}, location = {東京},
  date = {2020}, langid = {japanese}
}
"""
FILES = {
    "report/report.yaml": """\
        slug: paper
        title: 題
        authors: [{name: 甲}]
        date: 2026-11-24
        lang: ja-JP
        chapters: [01.md]
        bibliography: [bib/references.bib]
        citations: {style: policy-note-ja}
        """,
    "report/chapters/01.md": "# 序 {#sec-a}\n\n本文[@kou2020, 3頁]。\n",
    "bib/references.bib": BIB,
}


@pytest.fixture
def settled(make_paper, tmp_path, monkeypatch):
    """The settled text of the paper with other files, and how often citeproc has been asked."""
    asked, run = [], citeproc.run

    def counted(*given):
        asked.append(given)
        return run(*given)

    monkeypatch.setattr(citeproc, "run", counted)

    def settle(files):
        folder = tmp_path / f"work-{len(list(tmp_path.iterdir()))}"
        folder.mkdir()
        examined, _ = examine(make_paper({**FILES, **files}), str)
        order = report_order(examined, ())
        made = make_editions(folder, order, str)
        assert made.problems == ()
        return made.words, len(asked)

    return settle


def test_citations_that_are_as_they_were_are_not_worded_again(settled):
    words, asked = settled({})
    assert asked == 1
    assert "3頁" in words[0]
    edited = {"report/chapters/01.md": "# 序 {#sec-a}\n\n別の本文[@kou2020, 3頁]。\n"}
    assert settled(edited) == (words, 1)


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({"report/chapters/01.md": "# 序\n\n本文[@kou2020, 4頁]。\n"}, "4頁"),
        ({"bib/references.bib": BIB.replace("同盟の題", "別の題")}, "別の題"),
        (
            {
                "report/report.yaml": FILES["report/report.yaml"].replace(
                    "policy-note-ja", "chicago-note-en"
                )
            },
            "同盟の題",
        ),
    ],
)
def test_other_citations_are_worded_anew(settled, files, words):
    before, _ = settled({})
    after, asked = settled(files)
    assert asked == 2
    assert words in after[0]
    assert after != before
