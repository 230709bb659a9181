"""The DOCX edition of the samples: its XML, and what a word processor prints of it."""

import re
import zipfile

import pypdfium2
import pytest
from lxml import etree
from lxml import html as markup
from pypdfium2 import raw

from hakusho.editions.archives import unpack
from hakusho.editions.docx_package import pack
from hakusho.editions.docx_reference import REQUIRED, reference_document
from validators import openxml
from validators.docx_content import Docx, N, W, problems, style_id, text
from validators.libreoffice import printed_together

SAMPLES = ("japanese", "english", "minimal")


@pytest.fixture(scope="module")
def files(samples):
    return {name: Docx(getattr(samples, name).docx) for name in SAMPLES}


def _property(paragraph, name):
    return paragraph.find(f"{W}pPr/{W}{name}")


ALL_KINDS = """\
# 見出し*強調 title*と`code`^[見出しの注。] {#sec-a}

**太字**、~~取消~~、H~2~O、改行\\
あり。①②“引用”。[中文]{lang=zh-Hans}、[*texte*]{lang=fr}。

- 項目[^list]
- 項目

  続き。

    1. 入れ子

用語
:   説明。

> 引用一。
>
> 引用二。

```python
return "値"
```

---

$$E = mc^2$$

| 甲^[表頭の注] | 乙 |
|:---|----:|
| ![印](figures/mark.png){alt="印"} | 1^[セルの注] |

+---------+------------+
| A       | B          |
+=========+============+
| - x     | 一つ       |
| - y     |            |
|         | 二つ       |
+---------+------------+

![](figures/mark.png){alt="印" width=20mm}

図のある注^[ここに ![印](figures/mark.png){alt="印"} 。]、[無い先](#nowhere)、[語]{#term-x}、
[語へ](#term-x)、[長い先へ](#an-identifier-that-is-longer-than-forty-characters)。

#### 四 {.unnumbered}

引用のある注[^quote]。

### 三 {#an-identifier-that-is-longer-than-forty-characters}

| 最 | 後 |
|---|---|
| 表 | 。 |

[^quote]: 引用は次のとおり。

    > 引用。

[^list]: 一覧のある注。

    - 一
    - 二
"""


@pytest.mark.parametrize("name", SAMPLES)
def test_nothing_is_amiss(samples, files, name):
    assert problems(files[name]) == []
    assert openxml.findings(getattr(samples, name).docx) == []


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_kind_of_text_is_written_soundly(write_text, language):
    lang = {"ja": "ja-JP", "en": "en-GB"}[language]
    made = write_text(ALL_KINDS, language=language, lang=lang)
    assert openxml.findings(made) == []
    file = Docx(made)
    assert problems(file) == []
    assert [number for number, _ in file.notes()] == [str(number) for number in range(1, 7)]
    tables = file.find("//w:body/w:tbl")
    styles = {file.style_name(style_id(p)) for table in tables for p in table.iter(f"{W}p")}
    assert styles == {"Table Heading", "Table Text"}
    assert [t.getnext().tag for t in tables] == [f"{W}p"] * 3


def test_problems_are_seen(samples, tmp_path):
    with zipfile.ZipFile(samples.japanese.docx) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    main = parts["word/document.xml"]
    main = main.replace(b'w:anchor="_Toc000000001"', b'w:anchor="_Gone"')
    main = main.replace(b'w:val="ImageCaption"', b'w:val="Gone"').replace(b"descr=", b"title=")
    main = main.replace(b'w:fldCharType="end"', b'w:fldCharType="begin"', 1)
    main = main.replace(b"<w:gridCol ", b'<w:gridCol w:w="9"/><w:gridCol ', 1)
    main = re.sub(rb'<w:numId w:val="\d+"', b'<w:numId w:val="777"', main, count=1)
    broken = tmp_path / "broken.docx"
    with zipfile.ZipFile(broken, "w") as archive:
        for name, data in {**parts, "word/document.xml": main}.items():
            archive.writestr(name, data)
    found = "\n".join([*problems(Docx(broken)), *openxml.findings(broken)])
    assert "not defined in styles.xml" in found
    assert "no bookmark _Gone" in found
    assert "no paragraph style Gone" in found
    assert "a field is not closed" in found
    assert "a row that has not" in found
    assert "no list 777" in found
    assert "without alt text" in found


def test_the_styles_that_a_reference_must_have_are_enough(write_text, repository, tmp_path):
    given = {"language": "ja", "lang": "ja-JP", "latin_lang": "en-US", "page_size": "a4"}
    parts = unpack(reference_document(repository, {**given, "title": "題"}))
    styles = etree.fromstring(parts["word/styles.xml"])
    needed = {name.lower() for names in REQUIRED.values() for name in names}
    for style in list(styles.iter(f"{W}style")):
        based = style.get(f"{W}default") or style.get(f"{W}styleId") == "Caption"
        if not based and style.find(f"{W}name").get(f"{W}val").lower() not in needed:
            styles.remove(style)
    folder = tmp_path / "own" / "templates" / "docx"
    folder.mkdir(parents=True)
    (folder / "reference.docx").write_bytes(
        pack({**parts, "word/styles.xml": etree.tostring(styles)})
    )
    made = write_text(ALL_KINDS, root=tmp_path / "own")
    assert problems(Docx(made)) == []
    assert openxml.findings(made) == []


@pytest.mark.parametrize("name", SAMPLES)
def test_notes_are_those_of_the_other_editions(samples, files, name):
    page = markup.document_fromstring(getattr(samples, name).html.read_text(encoding="utf-8"))
    numbers = page.xpath("//section[@role='doc-endnotes']//*[@class='back']/text()")
    words = ["".join(node.text_content().split()) for node in page.find_class("note")]
    found = [(number, "".join(words.split())) for number, words in files[name].notes()]
    assert found == list(zip(numbers, words, strict=True))


def test_the_lines_of_a_line_block_begin_below_each_other(write_text):
    made = write_text("前。\n\n| 東京都港区\n| 埠頭一丁目\n\n後。\n")
    with zipfile.ZipFile(made) as parts:
        body = etree.fromstring(parts.read("word/document.xml"))
        styles = etree.fromstring(parts.read("word/styles.xml"))
    (block,) = (each for each in body.iter(f"{W}p") if "埠頭" in "".join(each.itertext()))
    style = block.find(f"{W}pPr/{W}pStyle").get(f"{W}val")
    (indent,) = styles.xpath(f"//w:style[@w:styleId='{style}']/w:pPr/w:ind", namespaces=N)
    assert {indent.get(f"{W}firstLine", "0"), indent.get(f"{W}firstLineChars", "0")} == {"0"}


@pytest.mark.parametrize("item", ["- 項。\n\n  ## 節", "1. ## 節", "- ## 節"])
def test_a_heading_in_a_list_has_the_number_of_headings(write_text, item):
    made = write_text(f"# 章\n\n{item}\n\n後。\n")
    with zipfile.ZipFile(made) as parts:
        body = etree.fromstring(parts.read("word/document.xml"))
    (heading,) = (each for each in body.iter(f"{W}p") if "節" in "".join(each.itertext()))
    assert heading.find(f"{W}pPr/{W}pStyle").get(f"{W}val") == "Heading2"
    assert heading.find(f"{W}pPr/{W}numPr") is None  # its style has it


def test_a_column_holds_its_cells_with_the_space_between_scripts(write_text):
    rows = "\n".join(f"| {name} | {number} |" for name, number in (("C国", 1), ("令和14年度", 2)))
    made = write_text(f"| 国 | 数 |\n|:--|--:|\n{rows}\n")
    with zipfile.ZipFile(made) as parts:
        body = etree.fromstring(parts.read("word/document.xml"))
    first = int(next(body.iter(f"{W}gridCol")).get(f"{W}w"))
    assert first >= 204 + (4 + 2 * 0.556 + 2 * 0.25) * 170


def test_what_follows_no_other_paragraph_is_a_first_one(write_text):
    box = "::: box\n::: box-title\nTitle\n:::\n\nIn it.\n\nNext in it.\n:::"
    text = f"At first.\n\nThen.\n\n# Head\n\nBelow it.\n\n{box}\n\n::: box\nBare.\n:::\n"
    made = write_text(text, language="en", lang="en-GB")
    with zipfile.ZipFile(made) as parts:
        body = etree.fromstring(parts.read("word/document.xml"))
    styles = {}
    for paragraph in body.iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        styles["".join(paragraph.itertext())] = style is not None and style.get(f"{W}val")
    words = ("At first.", "Then.", "Below it.", "In it.", "Next in it.", "Bare.")
    assert [styles[each] for each in words] == [
        "FirstParagraph", "BodyText", "FirstParagraph", "FirstParagraph", "BodyText", "FirstParagraph",
    ]  # fmt: skip


def test_a_list_of_figures_has_no_indent(write_text):
    entries = "::: {.exhibit-list}\n[Figure 1](#fig-a)\n\n[Figure 2](#fig-b)\n:::\n"
    file = Docx(write_text(f"{entries}\n# Head {{#fig-a}}\n\n[Words]{{#fig-b}}.\n", language="en"))
    assert [text(each) for each in file.paragraphs("Continued")] == ["Figure 1", "Figure 2"]


def test_a_note_has_its_number_in_a_column_and_its_paragraphs_below(files):
    notes = files["english"].xml["word/footnotes.xml"]
    (note,) = [each for each in notes if "greater length" in text(each)]
    styles = [files["english"].style_name(style_id(p)) for p in note.iter(f"{W}p")]
    assert styles == ["footnote text", "Footnote Continued", "List Paragraph", "List Paragraph"]
    first = note.find(f"{W}p")
    tags = [child.tag for run in first.iter(f"{W}r") for child in run if child.tag != f"{W}rPr"]
    assert tags[:3] == [f"{W}footnoteRef", f"{W}tab", f"{W}t"]


def test_a_note_whose_number_is_not_words_keeps_it(write_text):
    text_of_two = "# 章 {#sec-a}\n\n一つ^[甲。]、二つ^[乙。]。\n"
    found = Docx(write_text(text_of_two, renumber={"2": "7"})).notes()
    assert found == [("1", "甲。"), ("7", "7乙。")]


def test_every_style_that_the_house_names_is_there(files):
    for file in files.values():
        held = {}
        for style in file.styles.values():
            kind = style.get(f"{W}type")
            held.setdefault(kind, set()).add(style.find(f"{W}name").get(f"{W}val").lower())
        for kind, names in REQUIRED.items():
            assert {name.lower() for name in names} <= held[kind]


def test_the_front_says_what_the_pdf_says(files):
    def words(name, style):
        return [text(paragraph) for paragraph in files[name].paragraphs(style)]

    assert words("japanese", "Title") == ["日米防衛協力の歴史・現状・課題"]
    assert words("japanese", "Subtitle") == ["――三つの「指針」を読む――"]
    assert words("english", "Subtitle") == ["Sea Lanes <and> Small States"]
    assert words("english", "Author") == ["Jane Doe\u3000Institute of Ports"]
    assert words("english", "Date") == ["24 November 2026"]
    assert words("english", "Abstract Title") == ["Abstract"]
    assert words("english", "Abstract") == [
        "What states can choose.",
        'In "two" paragraphs & more.',
    ]
    assert words("japanese", "Keywords") == ["キーワード\u3000ports、同盟"]
    assert words("minimal", "Subtitle") == words("minimal", "Abstract Title") == []


def test_the_back_is_a_colophon(files):
    rows = [
        text(p)
        for style in ("Colophon", "Colophon End")
        for p in files["english"].paragraphs(style)
    ]
    assert "LicenceCC BY 4.0 (https://example.org/by)" in rows
    assert re.fullmatch(r"Typeset withHakusho \S+ / pandoc [\d.]+", rows[-1])
    assert "ライセンス" not in "".join(text(p) for p in files["minimal"].paragraphs("Colophon"))


def test_headings_and_paragraphs_have_words_own_styles(files):
    file = files["japanese"]
    assert file.numbered("heading 1")[:2] == ["1\u3000はじめに", "2\u3000歴史"]
    assert file.numbered("heading 3") == ["1)\u3000補足"]
    assert len(file.paragraphs("Block Text")) == 1
    assert len(file.paragraphs("List Paragraph")) == 5
    assert len(file.paragraphs("Bibliography")) == 2
    levels = [file.styles[f"Heading{level}"] for level in (1, 2, 3)]
    assert [s.find(f".//{W}outlineLvl").get(f"{W}val") for s in levels] == ["0", "1", "2"]


def test_japanese_is_set_as_japanese(files):
    file = files["japanese"]
    defaults = file.find("//w:docDefaults//w:rPr", "word/styles.xml")[0]
    fonts, lang = defaults.find(f"{W}rFonts"), defaults.find(f"{W}lang")
    assert fonts.get(f"{W}eastAsia") == "游明朝"
    assert fonts.get(f"{W}ascii") == "Times New Roman"
    assert defaults.find(f"{W}sz").get(f"{W}val") == "21"
    assert (lang.get(f"{W}eastAsia"), lang.get(f"{W}val")) == ("ja-JP", "en-US")
    paragraphs = file.find("//w:pPrDefault/w:pPr", "word/styles.xml")[0]
    for rule in ("kinsoku", "overflowPunct", "autoSpaceDE", "autoSpaceDN"):
        assert paragraphs.find(f"{W}{rule}") is not None
    indent = file.styles["BodyText"].find(f".//{W}ind")
    assert indent.get(f"{W}firstLineChars") == "100"
    first = file.styles["FirstParagraph"].find(f".//{W}ind")
    assert first is None  # the same indent as any other paragraph
    heading = file.styles["Heading1"].find(f".//{W}rFonts")
    assert heading.get(f"{W}eastAsia") == "游ゴシック"
    assert file.find("//w:strictFirstAndLastChars", "word/settings.xml")
    assert file.find("//w:themeFontLang/@w:eastAsia", "word/settings.xml") == ["ja-JP"]


def test_english_is_set_as_english(files):
    file = files["english"]
    (lang,) = file.find("//w:docDefaults//w:lang", "word/styles.xml")
    assert (lang.get(f"{W}val"), lang.get(f"{W}eastAsia")) == ("en-GB", "ja-JP")
    assert file.styles["FirstParagraph"].find(f".//{W}ind").get(f"{W}firstLine") == "0"
    assert file.find("//w:autoHyphenation", "word/settings.xml")
    assert not file.find("//w:docGrid")


def test_text_in_the_other_language_says_so(files):
    def languages(name, words):
        runs = files[name].find("//w:r[w:rPr/w:lang]")
        return {
            tuple(dict(r.find(f"{W}rPr/{W}lang").attrib).items()) for r in runs if words in text(r)
        }

    assert languages("japanese", "summary") == {((f"{W}val", "en-US"),)}
    assert languages("english", "横浜港") == {((f"{W}eastAsia", "ja-JP"),)}


def test_emphasis_is_upright_gothic_in_japanese_and_italic_in_english(files):
    runs = {text(run): run.find(f"{W}rPr") for run in files["japanese"].find("//w:r")}
    japanese = runs["公刊資料"]
    assert japanese.find(f"{W}i") is None
    assert japanese.find(f"{W}rStyle").get(f"{W}val") == "EmphasisJapanese"
    (title,) = files["english"].paragraphs("Bibliography")
    assert [text(run) for run in title.findall(f"{W}r[{W}rPr]/{W}rPr/{W}i/../..")] != []


def test_lists_have_the_marks_of_the_house(files):
    for name, marks in (("japanese", ["・", "–"]), ("english", ["•", "–"])):
        path = "//w:abstractNum[@w:abstractNumId >= 991]/w:lvl[w:numFmt/@w:val='bullet']"
        levels = files[name].find(path, "word/numbering.xml")[:2]
        assert [each.find(f"{W}lvlText").get(f"{W}val") for each in levels] == marks
        assert [each.find(f".//{W}ind").get(f"{W}left") for each in levels] == ["420", "840"]


def test_a_list_of_tasks_keeps_its_boxes(write_text):
    file = Docx(write_text("- [ ] open\n- [x] done\n", language="en", lang="en-GB"))
    path = "//w:abstractNum[@w:abstractNumId > 991]/w:lvl[@w:ilvl='0']/w:lvlText/@w:val"
    assert {"☐", "☒"} <= set(file.find(path, "word/numbering.xml"))


IN_A_LIST = """\
- item

    | a |
    |---|
    | 1 |

    : Caption
"""
IN_A_COLUMN = """\
:::: {.columns}
::: {.column}

| a |
|---|
| 1 |

: Caption

:::
::::
"""


@pytest.mark.parametrize("written", [IN_A_LIST, IN_A_COLUMN])
def test_a_caption_in_a_list_or_a_column_has_its_style(write_text, written):
    file = Docx(write_text(written, language="en", lang="en-GB"))
    assert [text(each) for each in file.paragraphs("Table Caption")] == ["Table 1 Caption"]


def test_the_page_is_that_of_the_pdf(files):
    for name, width in (("japanese", 8400), ("english", 8400)):
        (section,) = files[name].find("//w:sectPr")
        size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
        assert (size.get(f"{W}w"), size.get(f"{W}h")) == ("11906", "16838")
        sides = int(margins.get(f"{W}left")) + int(margins.get(f"{W}right"))
        assert 11906 - sides == width
    footers = files["japanese"].find("//w:sectPr/w:footerReference/@r:id")
    for ident in footers:
        part = files["japanese"].target("word/document.xml", ident)
        assert [t.strip() for t in files["japanese"].find("//w:instrText/text()", part)] == ["PAGE"]


def test_contents_are_a_filled_field_of_links(files):
    file = files["japanese"]
    (code,) = (code for code, _ in file.fields() if code.startswith("TOC"))
    assert code == 'TOC \\o "1-2" \\h \\z \\u'
    assert len(file.find("//w:fldChar[@w:dirty='1']")) == 1  # Word fills in the pages
    for level in (1, 2):
        entries = [text(p) for p in file.paragraphs(f"toc {level}")]
        assert entries == file.numbered(f"heading {level}")
    assert text(file.paragraphs("TOC Heading")[0]) == "目次"
    assert not file.find("//w:p[w:pPr/w:pStyle/@w:val='Toc1']//w:footnoteReference")
    assert _property(file.paragraphs("heading 1")[0], "pageBreakBefore") is not None
    assert files["minimal"].paragraphs("TOC Heading") == []


def test_links_lead_into_the_paragraph_that_they_name(files):
    file = files["japanese"]
    (mark,) = file.find("//w:bookmarkStart[@w:name='sec-history']")
    heading = mark.getparent()
    assert text(heading) == "\u3000歴史"
    assert heading.find(f"{W}bookmarkEnd") is not None
    (figure,) = file.find("//w:bookmarkStart[@w:name='fig-warheads']")
    assert figure.getparent().find(f".//{W}drawing") is not None
    internal = file.find("//w:hyperlink[@w:anchor='sec-history']//w:rStyle")
    assert internal == []
    external = file.find("//w:hyperlink[@r:id]//w:rStyle/@w:val")
    assert set(external) == {"Hyperlink"}


def test_images_have_size_alt_text_and_enough_pixels(files):
    file = files["japanese"]
    wide, inline, alone = file.find("//w:drawing")
    alts = [d.find(".//wp:docPr", N).get("descr") for d in (wide, inline, alone)]
    assert alts[0].startswith("棒グラフ。中国の核弾頭数は2020年の200発")
    assert alts[1:] == ["赤い丸の印", "赤い丸"]
    width, height = (int(wide.find(".//wp:extent", N).get(key)) for key in ("cx", "cy"))
    assert width / 36000 == pytest.approx(8400 / 1440 * 25.4, abs=0.1)  # 150 mm, but no wider
    name = file.target("word/document.xml", wide.xpath(".//@r:embed", namespaces=N)[0])
    data = file.parts[name]
    across, down = (int.from_bytes(data[at : at + 4], "big") for at in (16, 20))
    assert across / (width / 914400) == pytest.approx(300, rel=0.01)
    assert down / across == pytest.approx(height / width, rel=0.01)
    small = int(inline.find(".//wp:extent", N).get("cy")) / 12700
    assert small == pytest.approx(10.5, abs=0.1)  # as high as the letters beside it


def test_lines_with_an_image_or_a_formula_are_not_cut(files):
    tall = files["japanese"].find("//w:p[.//w:drawing]") + [
        p for p in files["japanese"].document.iter(f"{W}p") if p.find(".//{*}oMath") is not None
    ]
    for paragraph in tall:
        rule = _property(paragraph, "spacing")
        style = files["japanese"].style_name(style_id(paragraph))
        assert style in {"Captioned Figure", "Figure"} or rule.get(f"{W}lineRule") == "atLeast"


def test_figures_and_captions_stay_together(files):
    styles = files["japanese"].styles
    for ident, rule in (
        ("CaptionedFigure", "keepNext"),
        ("Caption", "keepLines"),
        ("TableCaption", "keepNext"),
        ("TableHeading", "keepNext"),
    ):
        assert styles[ident].find(f"{W}pPr/{W}{rule}") is not None
    for ident in ("ImageCaption", "TableCaption"):
        assert styles[ident].find(f"{W}basedOn").get(f"{W}val") == "Caption"


def test_captions_say_what_the_html_says(samples, files):
    for name in ("japanese", "english"):
        page = markup.document_fromstring(getattr(samples, name).html.read_text(encoding="utf-8"))
        for nodes, style in (
            ("//figcaption", "Image Caption"),
            ("//table/caption", "Table Caption"),
        ):
            said = ["".join(e.text_content().split()) for e in page.xpath(nodes)]
            marks = [re.sub(r"\u2060\d+", "", words).replace("\u2060", "") for words in said]
            found = ["".join(text(p).split()) for p in files[name].paragraphs(style)]
            assert found == marks


def test_a_table_fits_and_repeats_its_head(files):
    (table,) = files["japanese"].find("//w:tbl")
    rows = table.findall(f"{W}tr")
    heads = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows]
    assert heads == [True, False, False]
    widths = [int(each.get(f"{W}w")) for each in table.iter(f"{W}gridCol")]
    assert sum(widths) <= 8400
    assert widths[1] > widths[4]  # 備考 holds two digits
    styles = {files["japanese"].style_name(style_id(p)) for p in table.iter(f"{W}p")}
    assert styles == {"Table Heading", "Table Text"}
    caption = table.getprevious()
    assert files["japanese"].style_name(style_id(caption)) == "Table Caption"
    assert caption.find(f".//{W}footnoteReference") is not None


def test_companions_of_figures_stay_out_as_on_paper(files):
    assert "幅を持つ" not in "".join(files["japanese"].document.itertext())
    assert len(files["japanese"].find("//w:tbl")) == 1


def test_the_file_says_what_the_paper_is(files):
    core = files["english"].xml["docProps/core.xml"]
    said = {element.tag.rpartition("}")[2]: element.text for element in core}
    assert said["title"] == "Harbours & Power"
    assert said["creator"] == said["lastModifiedBy"] == "Jane Doe"
    assert said["language"] == "en-GB"
    assert said["keywords"] == "ports, 同盟"
    assert said["created"] == said["modified"] == "2026-11-24T00:00:00Z"
    app = "".join(files["english"].xml["docProps/app.xml"].itertext())
    assert "Microsoft" not in app


def test_the_same_source_gives_the_same_bytes(samples, write, tmp_path):
    again = write("japanese", tmp_path / "again")
    assert again.docx.read_bytes() == samples.japanese.docx.read_bytes()
    names = [entry.filename for entry in Docx(again.docx).entries]
    assert names == ["[Content_Types].xml", *sorted(names[1:])]
    assert {entry.date_time for entry in Docx(again.docx).entries} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("size", ["a5", "letter"])
def test_another_page_size_shapes_page_and_images(write_text, size):
    widths = {"a5": 8391, "letter": 12240}
    source = '# A\n\n![x](figures/warheads.svg){#fig-x alt="x" width-mm=150}\n'
    file = Docx(
        write_text(source, page_size=size, publication={"colophon": "none", "first_page": 1})
    )
    (section,) = file.find("//w:sectPr")
    margins = section.find(f"{W}pgMar")
    text_width = widths[size] - sum(int(margins.get(f"{W}{side}")) for side in ("left", "right"))
    assert section.find(f"{W}pgSz").get(f"{W}w") == str(widths[size])
    assert int(file.find("//wp:extent/@cx")[0]) <= text_width * 635
    assert file.paragraphs("Colophon Title") == []


@pytest.fixture(scope="module")
def on_paper(samples, tmp_path_factory):
    """What a word processor makes of each sample."""
    documents = [getattr(samples, name).docx for name in SAMPLES]
    made = printed_together(documents, tmp_path_factory.mktemp("word"))
    return dict(zip(SAMPLES, made, strict=True))


@pytest.mark.office
@pytest.mark.parametrize("name", SAMPLES)
def test_a_word_processor_prints_all_of_it(on_paper, files, name):
    document = pypdfium2.PdfDocument(on_paper[name])
    try:
        pages = [page.get_textpage().get_text_bounded() for page in document]
        pictures = [
            found for page in document for found in page.get_objects([raw.FPDF_PAGEOBJ_IMAGE])
        ]
        shown = len(pictures)
    finally:
        document.close()
    seen = "".join("".join(pages).split())
    for number, words in files[name].notes():
        assert f"{number}{''.join(words.split())[:12]}" in seen
    for style in ("Title", "heading 1", "Image Caption", "Table Caption"):
        for paragraph in files[name].paragraphs(style):
            assert "".join(text(paragraph).split())[:16] in seen
    drawn = len(files[name].find("//a:blip/a:extLst"))
    all_of_them = len(files[name].find("//w:drawing"))
    assert shown in {all_of_them, all_of_them - drawn}  # LibreOffice knows shapes from 24.2 on
