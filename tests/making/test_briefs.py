"""Briefs as they come out: an English paper's in two languages, and a Japanese paper's."""

from __future__ import annotations

import re
import shutil
from itertools import pairwise

import pikepdf
import pytest
from click.testing import CliRunner

from hakusho.cli import main
from hakusho.examining.examine import examine
from hakusho.making.brief_orders import brief_order
from validators import brief_outputs as outputs
from validators import verapdf
from validators.axe import chromium, violations, window

HARBOUR = ("cabinet", "notice", "pilots", "setsumei")
TITLES = {
    "calder2021": "Writing About Elsewhere",
    "tidewell2019": "The Clause Nobody Used",
    "lindqvist2018": "Anchors, Trawls and Other Explanations",
    "works2016": "One Sound",
    "inquiry2020": "Nine Days",
    "takamine2021": "切れやすい線を切る理由",
    "harboursact1994": "Harbours Act",
    "kou": "港湾の法理",
    "otsu": "海底の線",
    "smith": "Sea Lanes",
    "sato": "佐藤論",
}


def _brief(root, *arguments):
    return CliRunner().invoke(main, ["brief", *arguments, "--project", str(root)])


@pytest.fixture(scope="module")
def harbour(built):
    made = built("harbour")
    assert re.findall(r"([A-Z]{3}\d{3}) warning", made.output) == []
    briefs = {path.stem for path in made.root.glob("build/briefs/*.pdf")}
    assert briefs == {path.stem for path in made.root.glob("report/briefs/*.md")} == {*HARBOUR}
    return made.root


@pytest.fixture(scope="module")
def placed(harbour):
    return outputs.citations_of(harbour)


@pytest.fixture(params=HARBOUR)
def name(request):
    return request.param


def test_notes_are_the_same_in_every_edition_and_count_from_1(harbour, name):
    notes = outputs.page(harbour, name).notes
    assert notes == outputs.pdf_notes(harbour, name)
    assert [int(re.match(r"\d+", note)[0]) for note in notes] == list(range(1, len(notes) + 1))


def test_citations_are_worded_for_the_brief_alone(harbour, placed, name):
    notes = outputs.page(harbour, name).notes
    assert {use.note for use, _ in placed[name]} <= set(range(1, len(notes) + 1))
    outputs.assert_notes_are_worded(notes, placed[name], TITLES)


def test_what_the_briefs_show(placed):
    """The four briefs hold what they are there to test."""
    kinds = {name: {placement.position for _, placement in placed[name]} for name in HARBOUR}
    assert kinds["notice"] == set()
    assert kinds["cabinet"] == {"first", "ibid-with-locator"}
    assert "subsequent" in kinds["pilots"]
    assert kinds["setsumei"] == {"first", "ibid-with-locator", "subsequent"}


def test_a_chain_that_is_cut_in_the_middle_begins_anew(harbour):
    # In the report this is “Ibid., p. 241.”
    assert "1MarenLindqvist,“Anchors" in outputs.page(harbour, "cabinet").notes[0]


def test_figures_and_tables_count_from_1(harbour, name):
    captions = outputs.page(harbour, name).captions
    numbers = {"figure": [], "table": []}
    for caption in captions:
        word, number = re.match(r"(Figure|Table|図|表)(\d+)", caption).groups()
        numbers["figure" if word in {"Figure", "図"} else "table"].append(int(number))
    for found in numbers.values():
        assert found == list(range(1, len(found) + 1))
    in_pdf = [each.text for each in outputs.pdf_tree(harbour, name).all("Caption")]
    assert sorted(map(outputs.squeezed, in_pdf)) == sorted(captions)


def test_nothing_dangles_and_every_id_is_unique(harbour, name):
    page = outputs.page(harbour, name)
    assert len(page.ids) == len(set(page.ids))
    assert [target for target in page.inner_links if target not in page.ids] == []


def test_headings_do_not_jump(harbour, name):
    levels = [level for level, _ in outputs.page(harbour, name).headings]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_sections_in_another_order_under_headings_of_the_briefs_own(harbour):
    assert outputs.page(harbour, "pilots").headings[:5] == [
        (1, "The ship and the quays"),
        (2, "1 The options"),
        (2, "2 How long a repair takes"),
        (2, "3 The harbours"),
        (3, "3.1 Why the harbours matter"),
    ]


def test_references_inside_are_links_and_those_outside_are_words(harbour):
    cabinet, setsumei = outputs.page(harbour, "cabinet"), outputs.page(harbour, "setsumei")
    assert "fig-readiness" in cabinet.inner_links
    assert "as Figure 2 shows" in cabinet.text
    assert re.search(r"see Figure 1 of the report \(p\. \d\) for", cabinet.text)
    assert "fig-arrivals" not in cabinet.inner_links
    assert re.search(r"本編 図1（\d頁）と本編 第2章\(2\)（\d頁）を見よ", setsumei.text)
    pilots = outputs.page(harbour, "pilots").text
    assert re.search(r"Section 3\.3 of the report \(p\. \d\); Section 1 has no note", pilots)


@pytest.mark.parametrize(
    ("name", "size"),
    [("cabinet", (595, 842)), ("pilots", (612, 792)), ("setsumei", (595, 842))],
)
def test_pages_and_figures_have_the_layouts_sizes(harbour, name, size):
    with pikepdf.open(harbour / f"build/briefs/{name}.pdf") as file:
        assert tuple(round(float(side)) for side in file.pages[0].mediabox[2:]) == size


def test_figures_are_drawn_for_the_page(harbour):
    examined, _ = examine(harbour, lambda _step: None)
    widths = {
        brief.source.name: {image.width_mm for image in brief.pictures.images.values()} - {0}
        for brief in examined.briefs
    }
    layouts = {brief.source.name: brief.layout for brief in examined.briefs}
    assert widths.pop("notice") == set()
    assert widths == {name: {layouts[name].usual_figure_width("a4")} for name in widths}
    assert layouts["setsumei"].usual_figure_width("a4") == layouts["setsumei"].text_width("a4")


def test_a_brief_says_how_wide_a_figure_is_and_may_show_it_twice(harbour, tmp_path):
    root = shutil.copytree(harbour, tmp_path / "paper")
    page = root / "report/briefs/cabinet.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(
        text.replace('figure("fig-margaret")', 'figure("fig-margaret", width="5in")').replace(
            'figure("fig-readiness")', 'figure("fig-readiness", width="50%")'
        )
        + "\n![Readiness again](readiness){#fig-again width=60mm}\n",
        encoding="utf-8",
    )
    examined, findings = examine(root, lambda _step: None)
    assert "FIG010" not in {finding.rule.id for finding in findings}
    cabinet = next(each for each in examined.briefs if each.source.name == "cabinet")
    asked = {use[1:]: image.figure for use, image in cabinet.pictures.images.items()}
    half = cabinet.layout.text_width("a4") / 2
    assert asked["readiness", "50%"].svg.name == f"readiness.en.{half:g}mm.svg"
    assert asked["readiness", "60mm"].svg.name == "readiness.en.60mm.svg"
    assert asked["readiness", "60mm"].width_mm <= 60
    wrong = text.replace('figure("fig-readiness")', 'figure("fig-readiness", width="wide")')
    page.write_text(wrong, encoding="utf-8")
    _, findings = examine(root, lambda _step: None)
    assert any("cannot be 'wide' wide" in finding.message for finding in findings)


def test_pages_of_the_report_are_named_where_they_are_known(harbour):
    examined, _ = examine(harbour, lambda _step: None)
    briefs = {brief.source.name: brief for brief in examined.briefs}
    words = brief_order(examined, briefs["cabinet"], {"fig-arrivals": 12}).elsewhere
    assert words["fig-arrivals"] == "Figure 1 of the report (p. 12)"
    assert words["sec-ship"] == "Section 2.1 of the report"
    words = brief_order(examined, briefs["setsumei"], {"fig-arrivals": 12, "sec-ship": 3}).elsewhere
    assert words["fig-arrivals"] == "本編 図1（12頁）"
    assert words["sec-ship"] == "本編 第2章(1)（3頁）"


def test_a_brief_says_what_it_is(harbour):
    for name, lang in (("cabinet", "en-GB"), ("pilots", "en-US"), ("setsumei", "ja")):
        with pikepdf.open(harbour / f"build/briefs/{name}.pdf") as file:
            assert str(file.Root.Lang) == lang
        assert outputs.page(harbour, name).tree.getroot().get("lang") == lang
    tree = outputs.pdf_tree(harbour, "cabinet")
    assert "The Cabinet of Skerrow (fictional)" in tree.text
    assert "Ines Calder, Skerrow Institute for Harbour Affairs" in tree.text


@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_pdf_passes_verapdf(harbour, name, profile):
    assert verapdf.failures(harbour / f"build/briefs/{name}.pdf", profile) == []


@pytest.mark.browser
def test_html_passes_axe(harbour):
    with chromium() as browser:
        size = {"width": 360, "height": 740}
        context = window(browser, color_scheme="dark", viewport=size)
        for name in HARBOUR:
            page = context.new_page()
            page.goto((harbour / f"build/briefs/{name}.html").as_uri())
            assert violations(page) == []
            assert page.evaluate("document.documentElement.scrollWidth") <= 360
            page.close()


REPORT = """\
slug: kaikyo
title: 海峡の線
authors: [{name: 試作班}]
date: 2026-04-01
editions: [html]
bibliography: [bib/a.bib]
"""
BIB = """\
@book{kou, author = {甲野, 一郎}, yomi = {こうの, いちろう}, title = {港湾の法理}, publisher = {社}, date = {2020}}
@book{otsu, author = {乙川, 二郎}, yomi = {おつかわ, じろう}, title = {海底の線}, publisher = {社}, date = {2021}}
@book{smith, author = {Smith, Ann}, title = {Sea Lanes}, publisher = {Press}, location = {London}, date = {2019}, langid = {english}}
"""
CHAPTERS = {
    "report/chapters/01.md": """\
        # 序 {#sec-a}

        港は国の口である[@kou, 3頁]。口は[二つ](#sec-b)ある[@kou, 4頁]。@sec-b で述べる。

        ## 法 {#sec-a1}

        法は一つである[@kou, 4頁]。線は別である[^line]。

        [^line]: 線については[@otsu, 7頁]。英語では[@smith, p. 9]。
        """,
    "report/chapters/02.md": """\
        # 線 {#sec-b}

        線は細い[@smith, p. 9]。なお細い[@smith, p. 10]。

        ## 深さ {#sec-b1}

        深さは千を超える[@otsu, 7頁; @kou, 9頁]。なお深い[@kou, 9頁]。浅い所もある[@kou, 10頁]。
        """,
    "bib/a.bib": BIB,
}
JAPANESE = {
    # 同上 across chapters: what follows a citation of 甲野 here is another one in each of them.
    "kawari": '{{ section("sec-b1") }}\n\n{{ section("sec-a") }}\n',
    # The report says 同上 in the first note of each of these parts.
    "tochu": '{{ section("sec-a1") }}\n\n{{ points("tochu", form="paragraphs") }}\n\n{{ section("sec-b", subsections=false) }}\n',
    "jibun": '甲野は言う[@kou, 1頁]。\n\n{{ section("sec-a1", heading=false) }}\n\n再び[@smith, p. 1; @kou]。\n',
    "eigo": "# Lines\n\nA line is thin [@smith, p. 1]. Thinner still [@smith, p. 2]; see @sec-b1.\n",
}


@pytest.fixture(scope="module")
def strait(tmp_path_factory):
    root = tmp_path_factory.mktemp("strait") / "paper"
    files = {**CHAPTERS, "report/report.yaml": REPORT}
    sentence = "浅い所もある[@kou, 10頁]。"
    marked = files["report/chapters/02.md"].replace(sentence, f'[{sentence}]{{.point for="tochu"}}')
    files["report/chapters/02.md"] = marked
    for name, text in JAPANESE.items():
        lang = "lang: en-GB\n" if name == "eigo" else ""
        files[f"report/briefs/{name}.md"] = f"---\ntitle: 題\n{lang}---\n\n{text}"
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(re.sub("(?m)^ {8}", "", text), encoding="utf-8")
    result = _brief(root)
    assert result.exit_code == 0, result.output
    return root


@pytest.mark.parametrize("name", JAPANESE)
def test_chains_across_chapters(strait, name):
    page = outputs.page(strait, name)
    outputs.assert_notes_are_worded(page.notes, outputs.citations_of(strait)[name], TITLES)
    assert page.notes == outputs.pdf_notes(strait, name)
    assert [target for target in page.inner_links if target not in page.ids] == []


def test_the_wording_of_chains(strait):
    notes = {name: outputs.page(strait, name).notes for name in JAPANESE}
    assert notes["kawari"] == [
        "1乙川二郎『海底の線』（社、2021年）7頁；甲野一郎『港湾の法理』（社、2020年）9頁。",
        "2甲野前掲書（注1）、9頁。",
        "3同上、10頁。",
        "4同上、3頁。",
        "5同上、4頁。",
        "6同上、4頁。",
        "7線については乙川前掲書（注1）、7頁。英語ではAnnSmith,SeaLanes(London:Press,2019),p.9。",
    ]
    assert notes["tochu"][0] == "1甲野一郎『港湾の法理』（社、2020年）4頁。"
    assert notes["tochu"][2] == "3甲野前掲書（注1）、10頁。"
    assert notes["jibun"][1] == "2同上、4頁。"
    assert notes["eigo"] == ["1AnnSmith,SeaLanes(London:Press,2019),1.", "2Ibid.,2."]


IN_TEXT = """\
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
<info><title>t</title><id>t</id><updated>2020-01-01T00:00:00+00:00</updated></info>
<citation><layout prefix="(" suffix=")"><names variable="author"/></layout></citation>
<bibliography><layout><text variable="title"/></layout></bibliography>
</style>
"""


def test_names_in_the_text_need_a_list_of_works(make_paper):
    front = "---\ntitle: 題\neditions: [html]\n---\n\n"
    brief = {"report/briefs/x.md": front + '{{ section("sec-a1") }}\n', "in-text.csl": IN_TEXT}
    report = REPORT + "citations: {style: in-text.csl}\n"
    root = make_paper({**CHAPTERS, **brief}, report=report)
    result = _brief(root)
    assert result.exit_code == 0, result.output
    page = outputs.page(root, "x")
    assert (2, "参考文献") in page.headings
    assert "港湾の法理" in page.text


def test_a_source_line_in_the_text_is_no_second_work(make_paper):
    style = IN_TEXT.replace(
        '<citation><layout prefix="(" suffix=")"><names variable="author"/></layout>',
        '<citation disambiguate-add-year-suffix="true"><layout prefix="(" suffix=")">'
        '<group delimiter=" "><names variable="author"><name form="short"/></names><group>'
        '<date variable="issued"><date-part name="year"/></date><text variable="year-suffix"/>'
        "</group></group></layout>",
    )
    text = "甲[@kou]。\n\n| 甲 |\n|----|\n| 1  |\n\n: 表（出典：[@kou]） {#tbl-t}\n"
    brief = {"report/briefs/x.md": f"---\ntitle: 題\neditions: [html]\n---\n\n{text}"}
    report = REPORT + "citations: {style: in-text.csl}\n"
    root = make_paper({**CHAPTERS, **brief, "in-text.csl": style}, report=report)
    result = _brief(root)
    assert result.exit_code == 0, result.output
    page = outputs.page(root, "x")
    assert page.captions == ["表1表出典：甲野2020"]
    assert "(甲野 2020)" in re.sub(r"\s+", " ", page.text)


def test_the_report_is_as_it_would_be_without_briefs(strait, make_paper):
    root = make_paper(CHAPTERS, report=REPORT)
    for folder in (strait, root):
        done = CliRunner().invoke(main, ["build", "html", "--project", str(folder)])
        assert done.exit_code == 0, done.output
    with_briefs = (strait / "build/kaikyo.html").read_bytes()
    assert (root / "build/kaikyo.html").read_bytes() == with_briefs


def test_a_brief_that_cannot_be_typeset_leaves_all_last_good_outputs(make_paper):
    brief = "---\ntitle: 題\neditions: [pdf, html]\n---\n\n本文。\n"
    root = make_paper({**CHAPTERS, "report/briefs/x.md": brief}, report=REPORT)
    command = ["build", "--project", str(root)]
    assert CliRunner().invoke(main, command).exit_code == 0
    outputs_before = {file: file.read_bytes() for file in (root / "build").rglob("*.[hp]*")}
    assert len(outputs_before) == 3
    template = root / "templates/typst/brief.typ"
    template.parent.mkdir(parents=True)
    template.write_text("#nothing(\n", encoding="utf-8")
    result = CliRunner().invoke(main, command)
    assert result.exit_code == 1
    assert "templates/typst/brief.typ:1: OUT006" in result.output
    assert "Traceback" not in result.output
    after = {file: file.read_bytes() for file in (root / "build").rglob("*.[hp]*")}
    assert after == outputs_before
