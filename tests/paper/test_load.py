import pytest

from hakusho.paper.load import load_paper


def _rules(findings):
    return [finding.rule.id for finding in findings]


def test_minimal_paper_takes_all_chapters_by_name(make_paper):
    root = make_paper({"report/chapters/02.md": "二\n"})
    paper, findings = load_paper(root)
    assert findings == ()
    assert [chapter.path for chapter in paper.chapters] == [
        "report/chapters/01.md",
        "report/chapters/02.md",
    ]
    assert paper.settings.lang == "ja-JP"
    assert paper.settings.editions == ("pdf", "epub", "html")


def test_each_wrong_key_is_named_with_its_line(make_paper):
    report = """\
slug: Bad Slug
titel: 題
authors:
  - name: 甲
    afiliation: 乙
date: yesterday
editions: [pdf, odt]
"""
    paper, findings = load_paper(make_paper(report=report))
    assert paper is None
    places = {(finding.location.line, finding.message.split(":")[0]) for finding in findings}
    assert places == {
        (1, "'slug'"),
        (2, "unknown key 'titel'"),
        (5, "unknown key 'authors.afiliation'"),
        (6, "'date'"),
        (7, "'odt' is none of what 'editions' may be"),
    }
    hints = {finding.location.line: finding.hint for finding in findings if finding.hint}
    assert hints[2] == "Did you mean 'title'?"
    assert hints[5] == "Did you mean 'affiliation'?"


@pytest.mark.parametrize(
    ("report", "message"),
    [
        ("title: a: b\n", "the value of 'title' holds a colon"),
        ("title: a\ndate: 2026-13-01\n", "2026-13-01 is no date: there are twelve months"),
        ("title: a\ndate: 2026-02-30\n", "2026-02-30 is no date"),
        ("- a\n- b\n", "must hold keys"),
        ("", "must hold keys"),
        ("a: &x [1]\nb: *x\n", "aliases"),
        ("a: 1\na: 2\n", "the key 'a' stands here a second time"),
    ],
)
def test_yaml_that_cannot_be_used_is_one_finding(make_paper, report, message):
    paper, findings = load_paper(make_paper(report=report))
    assert paper is None
    assert _rules(findings) == ["PAP001"]
    assert message in findings[0].message


def test_missing_report_yaml(tmp_path):
    paper, findings = load_paper(tmp_path)
    assert paper is None
    assert _rules(findings) == ["PAP002"]


def test_a_paper_in_the_folder_is_named(make_paper):
    (root := make_paper()).parent.joinpath("another").symlink_to("/")
    _, findings = load_paper(root.parent)
    assert [each.hint for each in findings] == [
        "This folder is no paper, and 'paper' in it is one: cd paper"
    ]


def test_missing_chapter_is_found_where_it_is_listed(make_paper, report_text):
    root = make_paper(report=report_text + "chapters:\n  - 01.md\n  - 02.md\n")
    paper, findings = load_paper(root)
    assert paper is not None
    assert _rules(findings) == ["PAP002"]
    assert (findings[0].location.path, findings[0].location.line) == ("report/report.yaml", 8)


def test_empty_and_unlisted_chapters(make_paper, report_text):
    root = make_paper(
        {"report/chapters/01.md": " \n\n", "report/chapters/09.md": "x\n"},
        report=report_text + "chapters: [01.md]\n",
    )
    _, findings = load_paper(root)
    assert sorted(_rules(findings)) == ["PAP005", "PAP007"]


def test_no_chapters_at_all(make_paper):
    root = make_paper()
    (root / "report/chapters/01.md").unlink()
    assert "PAP002" in _rules(load_paper(root)[1])


def test_a_style_of_the_papers_templates_needs_no_choices(make_paper, report_text):
    files = {"templates/citations/house.csl": "<style/>"}
    root = make_paper(files, report=report_text + "citations: {style: house}\n")
    paper, findings = load_paper(root)
    assert findings == ()
    assert (paper.style.csl.path, paper.style.choices) == ("templates/citations/house.csl", None)


def test_style_falls_back_to_the_shipped_one(make_paper, report_text):
    paper, _ = load_paper(make_paper())
    assert "<style" in paper.style.csl.text
    _, findings = load_paper(make_paper(report=report_text + "citations: {style: bib/none.csl}\n"))
    assert _rules(findings) == ["PAP002"]
    assert findings[0].location.path == "report/report.yaml"


def test_a_pattern_for_citekeys_that_is_none(make_paper, report_text):
    _, findings = load_paper(make_paper(report=report_text + "checks: {citekeys: '[a-z'}\n"))
    assert _rules(findings) == ["PAP001"]
    assert "is no regular expression" in findings[0].message
    assert findings[0].location.line == 6
    paper, findings = load_paper(
        make_paper(report=report_text + "checks: {citekeys: '[a-z]+[0-9]{4}'}\n")
    )
    assert not findings
    assert paper.settings.checks.citekeys == "[a-z]+[0-9]{4}"


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ("numbers: {estimates: about, large: man-oku}\n", []),
        ("numbers: {large: millions}\n", ["PAP001 Did you mean 'million'?"]),
        ("numbers: {larges: million}\n", ["PAP001 Did you mean 'large'?"]),
    ],
)
def test_the_house_style_of_numbers_is_a_setting(tmp_path, lines, found):
    (tmp_path / "report" / "chapters").mkdir(parents=True)
    (tmp_path / "report" / "chapters" / "01.md").write_text("# 序\n", encoding="utf-8")
    settings = "slug: a\ntitle: 題\nauthors: [{name: 班}]\ndate: 2026-04-01\n" + lines
    (tmp_path / "report" / "report.yaml").write_text(settings, encoding="utf-8")
    _, findings = load_paper(tmp_path)
    assert [f"{each.rule.id} {each.hint}" for each in findings] == found


BASE = """\
slug: trial
title: 試しの論文
authors:
  - name: 試作班
date: 2026-04-01
"""
AMISS = {
    "settings by another name": {"report/report.yaml": None, "report/report.yml": BASE},
    "settings beside the folder": {"report/report.yaml": None, "report.yaml": BASE},
    "settings in capitals": {"report/report.yaml": None, "report/Report.yaml": BASE},
    "no settings": {"report/report.yaml": None},
    "no chapter": {"report/chapters/01.md": None, "report/chapters/x.txt": "x"},
    "a chapter that is not there": {"report/report.yaml": BASE + "chapters: [01.md, 2.md]\n", "report/chapters/02.md": "x\n"},
    "chapters run together": {"report/report.yaml": BASE + "chapters: [01.md、02.md]\n", "report/chapters/02.md": "x\n"},
    "a chapter that is not listed": {"report/report.yaml": BASE + "chapters: [01.md]\n", "report/chapters/02.md": "x\n"},
    "documents among chapters": {"report/chapters/a.docx": b"x", "report/chapters/b.TEX": b"x", "report/chapters/~$c.docx": b"x", "report/chapters/d.odt": b"x", "report/chapters/e.txt": b"x", "report/chapters/f.rst": b"x"},
    "keywords run together": {"report/report.yaml": BASE + "keywords: [安全保障、海運, 港]\n"},
    "authors run together": {"report/report.yaml": BASE.replace("試作班", "甲野太郎，乙野次郎")},
    "a bibliography that is not there": {"report/report.yaml": BASE + "bibliography: [bib/refrences.bib]\n", "bib/references.bib": ""},
    "a bibliography that is a folder": {"bib/x.bib/y": ""},
    "a figure that is a folder": {"figures/x.py/y": ""},

    "a licence nobody can open": {"report/report.yaml": BASE + "licence: {name: CC, url: 'javascript:x'}\n"},
    "marks of no list": {"report/report.yaml": BASE + "lists: {numbers: [x?, '1.']}\n"},
    "limits": {"report/report.yaml": BASE + "limits: {parse_seconds: 0, figure_seconds: 4000}\n"},
    "not UTF-8": {"report/chapters/01.md": "港".encode("cp932")},
}  # fmt: skip
"""Papers in which something is amiss; what is said of each stands in ``load_words.yaml``."""


@pytest.mark.parametrize("name", AMISS)
def test_what_is_amiss_with_the_files_of_a_paper(make_paper, name):
    files = AMISS[name]
    root = make_paper({key: each for key, each in files.items() if each is not None})
    for path, content in files.items():
        if content is None and (root / path).is_file():
            (root / path).unlink()
    assert load_paper(root)[1]
