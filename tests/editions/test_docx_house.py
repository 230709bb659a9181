"""Documents of houses as templates: their page, styles and heads, and whose words those hold."""

from __future__ import annotations

import pytest
from lxml import etree

from hakusho.editions import docx_reference
from hakusho.editions.archives import unpack
from hakusho.editions.docx_package import DOCUMENT, NUMBERING, SETTINGS, STYLES, W, parse
from hakusho.editions.docx_page import Page
from hakusho.editions.docx_reference import (
    REQUIRED,
    adopted_template,
    reference_document,
    styles_by_name,
    with_page,
)
from hakusho.editions.edition import ReferenceDocumentError
from hakusho.paper.metadata import labels
from validators.docx_content import N
from validators.house_documents import (
    A4,
    MARGINS,
    TAB,
    House,
    a_field,
    control,
    paragraph,
    picture,
    square,
    style,
    watermark,
    words,
)

OLD = "港の安全を高める十の提言"
NEW = "海路の保全"
CORE = "{6C3C8BC8-F283-45AE-878A-BAB7291924A1}"
MARK = '<w:rPr><w:rStyle w:val="mark"/></w:rPr>'
BRIEF = {
    "margins": {"top": 15, "bottom": 15, "side": 18},
    "body_size": 10,
    "line_pitch": 1.5,
    "note_size": 7,
    "small_size": 8,
    "heading_sizes": [12, 11],
    "indent": False,
    "title": "banner",
}


def given(root, **more):
    said = {"language": "ja", "lang": "ja-JP", "title": NEW, "subtitle": "", "slug": "sea"}
    said |= {"authors": [{"name": "海野"}], "date_text": "2026年11月24日", "keywords": ["港"]}
    return with_page({**said, "labels": labels(root, "ja"), "classification": "", **more})


@pytest.fixture
def adopted(make_paper, monkeypatch):
    """What becomes of a document, as the template of the report or, with a layout, of a brief.

    It is adopted once: the reference document takes what has just been made of it.
    """

    def adopt(house, **more):
        name = "brief" if more.get("layout") else "reference"
        root = make_paper({f"templates/docx/{name}.docx": house.packed()})
        said = given(root, **more)
        made = adopted_template(root, said)
        monkeypatch.setattr(docx_reference, "adopted_template", lambda *_given: made)
        return made, unpack(reference_document(root, said))

    return adopt


def head(inside, **more):
    styles = style("Classification", kind="character", ident="mark")
    return House(heads={("header", "default"): inside}, title=OLD, styles=styles, **more)


def printed(parts, sort="header"):
    """What stands in the heads, a line for each paragraph; tabs as spaces."""
    found = []
    for name, data in sorted(parts.items()):
        if name.startswith(f"word/{sort}"):
            for each in parse(data).iter(f"{W}p"):
                pieces = each.iter(f"{W}t", f"{W}tab")
                found.append("".join(p.text or " " if p.tag == f"{W}t" else " " for p in pieces))
    return [" ".join(each.split()) for each in found if each.strip()]


BOUND = f'<w:dataBinding w:xpath="/cp:coreProperties[1]/dc:title[1]" w:storeItemID="{CORE}"/>'
ELSEWHERE = '<w:dataBinding w:xpath="/root[1]/number[1]" w:storeItemID="{0}"/>'
HEADS = {
    # what the head holds: what a paper prints, a brief that is 部内限り prints, what is left
    "the title of its own paper": (words(OLD), [NEW], [NEW], []),
    "the same in pieces": (words(OLD[:4]) + words(OLD[4:]), [NEW], [NEW], []),
    "within other words": (words(f"資料１「{OLD}」"), [f"資料１「{NEW}」"], [f"資料１「{NEW}」"], []),
    "a mark in its style": (words("関係者に配布", MARK), [], ["部内限り"], []),
    "a mark": (words("【取扱注意】"), [], ["部内限り"], []),
    "two marks": (words("取扱注意・転送厳禁"), [], ["部内限り"], []),
    "an English mark": (words("Official-Sensitive"), [], ["部内限り"], []),
    "a class of secrecy": (words("機密性２情報"), [], ["部内限り"], []),
    "all classes of an information policy": (words("機密性３情報　完全性２　可用性２"), [], ["部内限り"], []),
    "a German mark": (words("VS – NUR FÜR DEN DIENSTGEBRAUCH"), [], ["部内限り"], []),
    "a French mark": (words("DIFFUSION RESTREINTE"), [], ["部内限り"], []),
    "a Chinese mark": (words("绝密"), [], ["部内限り"], []),
    "a Korean mark": (words("대외비"), [], ["部内限り"], []),
    "a page in German": (words("Seite ") + a_field("PAGE", "1") + words(" von ") + a_field("NUMPAGES", "9"), ["Seite 1 von 9"], ["Seite 1 von 9"], []),
    "title and mark": (words(OLD) + TAB + words("秘"), [NEW], [f"{NEW} 部内限り"], []),
    "a field of the title": (a_field("TITLE \\* MERGEFORMAT", OLD), [NEW], [NEW], []),
    "the title by its style": (a_field('STYLEREF "表題"', "旧い題"), [NEW], [NEW], []),
    "a style that no text has": (a_field('STYLEREF "章題"', "旧い章"), [NEW], [NEW], []),
    "the first heading by its level": (a_field("STYLEREF 1", "旧い章"), [NEW], [NEW], []),
    "the number of another heading": (a_field('STYLEREF "heading 1" \\n', "5") + words("　") + a_field('STYLEREF "heading 1"', "旧い章"), [NEW], [NEW], []),
    "the number of what no text has": (a_field("STYLEREF 条 \\r", "第5条") + TAB + a_field("TITLE", OLD), [NEW], [NEW], []),
    "today": (a_field('DATE \\@ "yyyy"', "2019年1月8日"), ["2026年11月24日"], ["2026年11月24日"], []),
    "a control of the title": (control(words("旧い題"), binding=BOUND), [NEW], [NEW], []),
    "a control by its name": (control(words("旧い区分"), tag="取扱区分"), [], ["部内限り"], []),
    "a control of other data": (control(words("旧い番号"), binding=ELSEWHERE), ["旧い番号"], ["旧い番号"], ["旧い番号"]),
    "a place": (words("{{ ti") + words("tle }}／{{date}}"), [f"{NEW}／2026年11月24日"], [f"{NEW}／2026年11月24日"], []),
    "a place for the mark": (words("{{ classification }}"), [], ["部内限り"], []),
    "the house": (words("国土交通省港湾局"), ["国土交通省港湾局"], ["国土交通省港湾局"], []),
    "an office": (words("Office of Ports, Ministry of Transport"), ["Office of Ports, Ministry of Transport"], ["Office of Ports, Ministry of Transport"], []),
    "a page": (words("- ") + a_field("PAGE", "1") + words(" / ") + a_field("NUMPAGES", "9") + words("頁"), ["- 1 / 9頁"], ["- 1 / 9頁"], []),
    "a mark behind the house": (words("Ministry of Ports — OFFICIAL-") + words("SENSITIVE"), ["Ministry of Ports"], ["Ministry of Ports — 部内限り"], []),
    "a mark, and a title of another paper": (words("Ministry of Ports — SECRET — Submission on bus fares"), ["Ministry of Ports — Submission on bus fares"], ["Ministry of Ports — 部内限り — Submission on bus fares"], ["Submission on bus fares"]),
    "a mark between spaces": (words("国土交通省　機密性２情報　港湾局"), ["国土交通省 港湾局"], ["国土交通省 部内限り 港湾局"], []),
    "a mark that is not sure": (words("Confidential Office of Ports"), ["Confidential Office of Ports"], ["Confidential Office of Ports"], ["Confidential Office of Ports"]),
    "a house called like one": (words("大臣官房秘書課"), ["大臣官房秘書課"], ["大臣官房秘書課"], []),
    "words of somebody": (words("第三回検討会資料"), ["第三回検討会資料"], ["第三回検討会資料"], ["第三回検討会資料"]),
    "a mark for the draft": (watermark("案"), [], [], ["案"]),
}  # fmt: skip


@pytest.mark.parametrize("case", HEADS)
@pytest.mark.parametrize("brief", [False, True], ids=["report", "brief"])
def test_nothing_of_another_paper_stays_in_a_head(adopted, case, brief):
    inside, of_report, of_brief, left = HEADS[case]
    more = {"layout": BRIEF, "classification": "部内限り"} if brief else {}
    found, parts = adopted(head(paragraph(inside)), **more)
    wanted = of_brief if brief else of_report
    if brief and not any("部内限り" in line for line in wanted):
        wanted = ["部内限り", *wanted]  # a line of its own, above
    assert printed(parts) == wanted
    assert list(found.words) == left
    assert b"DATE" not in parts["word/header-default.xml"]


def test_a_watermark_says_what_the_paper_says(adopted):
    _, parts = adopted(head(paragraph(watermark("取扱注意"))), layout=BRIEF, classification="秘")
    assert b'string="\xe7\xa7\x98"' in parts["word/header-default.xml"]
    _, parts = adopted(head(paragraph(watermark("取扱注意"))))
    assert b"textpath" not in parts["word/header-default.xml"]


def test_a_mark_is_in_every_head_and_there_without_one(adopted):
    text = paragraph(words("国土交通省"))
    heads = {("header", kind): text for kind in ("default", "even", "first")}
    for house in (House(), House(heads=heads, settings="<w:evenAndOddHeaders/>")):
        _, parts = adopted(house, layout=BRIEF, classification="取扱注意")
        marked = [parse(data) for name, data in parts.items() if name.startswith("word/header")]
        assert len(marked) == max(1, len(house.heads))
        for part in marked:
            first = part.find(f"{W}p")
            assert "".join(first.itertext()) == "取扱注意"
            assert first.find(f"{W}pPr/{W}jc").get(f"{W}val") == "right"


def test_numbers_of_pages_and_the_mark_are_those_of_the_issue(adopted):
    """A house's document may have been saved from another article of its journal."""
    section = '<w:pgNumType w:fmt="numberInDash" w:start="45"/>'
    house = head(paragraph(words(OLD)), section=section)
    (start,) = parse(adopted(house)[1][DOCUMENT]).iter(f"{W}pgNumType")
    assert dict(start.attrib) == {f"{W}fmt": "numberInDash"}
    issue = {"mark": "ご意見は編集部へ", "first_page": 101}
    _, parts = adopted(house, publication=issue)
    (start,) = parse(parts[DOCUMENT]).iter(f"{W}pgNumType")
    assert start.get(f"{W}start") == "101"
    assert printed(parts)[-2:] == ["ご意見は編集部へ", NEW]


WIDE = '<w:pgMar w:top="1985" w:right="2835" w:bottom="1701" w:left="2268" w:gutter="284"/>'
B5 = '<w:pgSz w:w="10318" w:h="14570"/>'


@pytest.mark.parametrize("page", [A4 + WIDE, B5 + MARGINS])
def test_what_stands_at_the_edge_is_inside_the_page(adopted, page):
    beyond = '<w:pPr><w:tabs><w:tab w:val="right" w:pos="9638"/></w:tabs></w:pPr>'
    inside = paragraph(words("国土交通省"), TAB, words("取扱注意"), properties=beyond)
    _, parts = adopted(head(inside, page=page), layout=BRIEF, classification="取扱注意")
    styles = parse(parts[STYLES])
    width = Page.of(parse(parts[DOCUMENT]), styles).text_width
    assert width == {B5: 10318 - 3402}.get(page[: len(B5)], 11906 - 2835 - 2268 - 284)
    tabs = [int(tab.get(f"{W}pos")) for tab in styles.iterfind(f".//{W}tab[@{W}val='right']")]
    assert len(tabs) > 3
    assert max(tabs) == width
    (tab,) = parse(parts["word/header-default.xml"]).iterfind(f".//{W}pPr/{W}tabs/{W}tab")
    assert int(tab.get(f"{W}pos")) == width


def test_pictures_of_heads_come_along_under_names_of_their_own(adopted):
    links = {
        "rId1": ("image", "media/image1.png", False),
        "rId2": ("image", "https://example.org/logo.png", True),
        "rId3": ("hyperlink", "https://example.org/", True),
        "rId4": ("hyperlink", "file:///c:/x.docx", True),
    }
    inside = paragraph(
        picture("rId1"),
        picture("rId2", "r:link"),
        f'<w:hyperlink r:id="rId3">{words("www.example.org")}</w:hyperlink>',
        f'<w:hyperlink r:id="rId4">{words("総務省")}</w:hyperlink>',
    )
    house = head(inside, links=links, files={"word/media/image1.png": square()})
    found, parts = adopted(house)
    assert parts["word/media/house1.png"] == square()
    held = parse(parts["word/header-default.xml"])
    assert len(list(held.iter(f"{W}drawing"))) == 1
    assert printed(parts) == ["www.example.org総務省"]
    assert parts["word/_rels/header-default.xml.rels"].count(b"<Relationship ") == 2
    assert [str(each) for each in found.unused] == [
        "what its head or foot links to (image: https://example.org/logo.png)",
        "what its head or foot links to (hyperlink: file:///c:/x.docx)",
    ]


NAMES = {
    "Word in Japanese": ("heading 1", "1", "Body Text", "a3", "footnote text", "a5"),
    "a Japanese house": ("見出し１", "x1", "本文", "x2", "脚注", "x3"),
    "in German": ("Überschrift 1", "berschrift1", "Textkörper", "Textk", "Fußnotentext", "Fu"),
    "in Chinese": ("标题 1", "c1", "正文文本", "c2", "脚注文本", "c3"),
    "in Korean": ("제목 1", "k1", "본문", "k2", "각주 텍스트", "k3"),
    "by ids alone": ("章の題", "Heading1", "地の文", "BodyText", "下の注", "FootnoteText"),
}


@pytest.mark.parametrize("case", NAMES)
def test_styles_are_known_in_whatever_language_they_are_named(adopted, case):
    given_names = NAMES[case]
    sizes = ('<w:rPr><w:sz w:val="41"/></w:rPr>', '<w:rPr><w:sz w:val="23"/></w:rPr>', "")
    pairs = zip(given_names[::2], given_names[1::2], sizes, strict=True)
    styles = "".join(style(name, size, ident=ident) for name, ident, size in pairs)
    _, parts = adopted(House(styles=styles))
    held = parse(parts[STYLES])
    names = styles_by_name(held)
    assert [names[name] for name in ("heading 1", "body text", "footnote text")] == [
        *given_names[1::2]
    ]
    heading = held.find(f"{W}style[@{W}styleId='{given_names[1]}']")
    assert heading.find(f"{W}pPr/{W}outlineLvl").get(f"{W}val") == "0"
    assert Page.of(None, held).look(given_names[1]).size == 41
    aliases = heading.find(f"{W}aliases")
    renamed = case != "Word in Japanese"
    assert (aliases is not None) == renamed
    if renamed:
        assert aliases.get(f"{W}val") == given_names[0]


@pytest.mark.parametrize("layout", [None, BRIEF])
def test_styles_that_a_document_lacks_are_added_in_its_letters(adopted, layout):
    _, parts = adopted(House(), layout=layout)
    held = parse(parts[STYLES])
    names = styles_by_name(held)
    for wanted in REQUIRED.values():
        assert not [name for name in wanted if name.lower() not in names]
    idents = [each.get(f"{W}styleId") for each in held.iter(f"{W}style")]
    assert len(idents) == len(set(idents))
    based = [each.get(f"{W}val") for tag in ("basedOn", "next") for each in held.iter(f"{W}{tag}")]
    assert set(based) <= set(idents)
    assert names["normal"] == "a"
    defaults = [e for e in held.iter(f"{W}style") if e.get(f"{W}default") == "1"]
    kinds = [each.get(f"{W}type") for each in defaults]
    assert len(kinds) == len(set(kinds))
    page = Page.of(None, held)
    text, note = page.look(names["body text"]), page.look(names["footnote text"])
    assert (text.size, text.line) == (24, 0)  # as the document sets its text
    assert 16 <= note.size <= 20
    letters = held.find(f"{W}style[@{W}styleId='{names['body text']}']//{W}rFonts")
    assert letters is None


def test_a_style_of_ours_does_not_take_the_id_of_another(adopted):
    taken = style("網かけ", kind="table", ident="Title") + style("図番", ident="table")
    _, parts = adopted(House(styles=taken))
    names = styles_by_name(parse(parts[STYLES]))
    assert (names["title"], names["table"]) == ("HakushoTitle", "HakushoTable")


def test_a_page_is_the_documents_and_notes_are_counted_as_ours(adopted):
    section = (
        "<w:footnotePr><w:numFmt w:val='decimalEnclosedCircle'/>"
        "<w:numRestart w:val='eachPage'/></w:footnotePr>"
    )
    settings = (
        '<w:documentProtection w:edit="readOnly" w:enforcement="1"/><w:evenAndOddHeaders/>'
        '<w:footnotePr><w:numRestart w:val="eachPage"/></w:footnotePr>'
    )
    house = House(page=section + B5 + MARGINS, settings=settings)
    _, parts = adopted(house)
    document = parse(parts[DOCUMENT])
    assert document.find(f".//{W}pgSz").get(f"{W}w") == "10318"
    formats = [e.get(f"{W}val") for e in document.iterfind(f".//{W}footnotePr/*")]
    assert formats == ["decimal", "continuous"]
    kept = [etree.QName(each).localname for each in parse(parts[SETTINGS])]
    assert kept == ["evenAndOddHeaders", "compat"]


def test_a_head_that_a_section_does_not_name_is_that_of_the_one_before(adopted):
    section = (
        f'<w:p><w:pPr><w:sectPr><w:headerReference w:type="default" r:id="rIdH1"/>{B5}{MARGINS}'
        "</w:sectPr></w:pPr></w:p>"
    )
    house = head(paragraph(words("総務省")), body=section)
    house.references = False
    found, parts = adopted(house)
    assert printed(parts) == ["総務省"]
    assert [str(each) for each in found.unused] == [
        "the pages of its other sections: that of the last one counts"
    ]
    assert parse(parts[DOCUMENT]).find(f".//{W}pgSz").get(f"{W}w") == "11906"


def test_headings_that_begin_a_page_in_reports_do_not_in_briefs(adopted):
    new = "<w:pPr><w:keepNext/><w:pageBreakBefore/></w:pPr>"
    house = House(
        styles=style("見出し 1", new) + style("表題", "<w:pPr><w:pageBreakBefore/></w:pPr>")
    )
    assert len(list(parse(adopted(house)[1][STYLES]).iter(f"{W}pageBreakBefore"))) == 2
    styles = parse(adopted(house, layout=BRIEF)[1][STYLES])
    assert not list(styles.iter(f"{W}pageBreakBefore"))
    assert styles.find(f".//{W}keepNext") is not None


def test_what_cannot_be_used_is_said(adopted):
    columns = "<w:cols w:num='2' w:space='425'/><w:textDirection w:val='tbRl'/>"
    house = House(page=A4 + MARGINS, files={"word/vbaProject.bin": b"macro"})
    house.heads = {("footer", "default"): paragraph(a_field("DOCPROPERTY 文書番号", "国港第1号"))}
    house.section = columns
    found, parts = adopted(house)
    assert sorted(str(each) for each in found.unused) == [
        "its macros, which no edition holds",
        "its vertical writing: text runs in horizontal lines",
        "the columns of its page: text runs in one",
        "the field DOCPROPERTY 文書番号 in its head or foot",
    ]
    assert printed(parts, "footer") == []
    assert not [name for name in parts if "vba" in name]


def test_lists_of_headings_are_not_taken_for_those_of_the_text(adopted):
    level = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>{0}'
        '<w:lvlText w:val="第%1"/><w:lvlJc w:val="left"/></w:lvl>'
    )
    heading = level.format('<w:pStyle w:val="1"/>')
    numbering = (
        f'<w:numbering xmlns:w="{N["w"]}"><w:abstractNum w:abstractNumId="4">{heading}'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="4"/></w:num></w:numbering>'
    )
    house = House(styles=style("heading 1", ident="1"))
    house.files["word/numbering.xml"] = numbering
    house.extra_links = {"rIdN": ("numbering", "/word/numbering.xml", False)}
    _, parts = adopted(house)
    held = parse(parts[NUMBERING])
    formats = [e.get(f"{W}val") for e in held.iterfind(f".//{W}lvl[@{W}ilvl='0']/{W}numFmt")]
    assert sorted(formats) == ["bullet", "decimal", "decimal"]
    idents = [each.get(f"{W}abstractNumId") for each in held.iter(f"{W}abstractNum")]
    assert sorted(idents) == ["4", "5", "6"]


def test_a_style_of_an_edition_has_no_list_of_the_house(adopted):
    numbered = '<w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr>'
    styles = style("条", numbered, ident="j") + style("caption", '<w:basedOn w:val="j"/>')
    styles += style("箇条書き", numbered) + style("別記", numbered, ident="b")
    _, parts = adopted(House(styles=styles))
    held = parse(parts[STYLES])
    left = [e.get(f"{W}styleId") for e in held if e.find(f"{W}pPr/{W}numPr") is not None]
    assert left == ["b"]  # which no edition uses


def test_a_document_with_its_main_part_elsewhere_is_read(adopted):
    _, parts = adopted(House(main="word/document2.xml", page=B5 + MARGINS))
    assert parse(parts[DOCUMENT]).find(f".//{W}pgSz").get(f"{W}w") == "10318"


SETTINGS_OF_A_DOCUMENT = [  # what settings.xml says of the document itself, or of other parts
    *("attachedTemplate", "documentProtection", "writeProtection", "docVars", "rsids", "mailMerge"),
    *("trackRevisions", "updateFields", "linkStyles", "saveThroughXslt", "attachedSchema"),
    *("schemaLibrary", "footnotePr", "endnotePr", "formsDesign", "removePersonalInformation"),
    *("removeDateAndTime", "revisionView", "documentType", "stylePaneFormatFilter"),
    *("hdrShapeDefaults", "shapeDefaults"),
]
SETTINGS_OF_A_PAGE = ["zoom", "mirrorMargins", "evenAndOddHeaders", "defaultTabStop", "compat"]


def test_settings_are_those_of_the_page_and_not_of_the_document(adopted):
    names = [*SETTINGS_OF_A_DOCUMENT, *SETTINGS_OF_A_PAGE]
    _, parts = adopted(House(settings="".join(f"<w:{each}/>" for each in names)))
    kept = [etree.QName(each).localname for each in parse(parts[SETTINGS])]
    assert kept == SETTINGS_OF_A_PAGE


@pytest.mark.parametrize(
    ("given", "made"),
    [
        ("<w:zoom/><w:themeFontLang/><w:listSeparator/>", ["zoom", "compat", "themeFontLang", "listSeparator"]),
        ("<w:zoom/>", ["zoom", "compat"]),
        ("<w:compat><w:spaceForUL/><w:ulTrailSpace/><w:useFELayout/></w:compat>", ["compat"]),
        ("<w:compat><w:doNotExpandShiftReturn/></w:compat>", ["compat"]),
    ],
)  # fmt: skip
def test_no_line_is_spread_that_ends_within_its_paragraph(adopted, given, made):
    settings = parse(adopted(House(settings=given))[1][SETTINGS])
    assert [etree.QName(each).localname for each in settings] == made
    held = [etree.QName(each).localname for each in settings.find(f"{W}compat")]
    assert held.count("doNotExpandShiftReturn") == 1
    asked = [each for each in held if each in {"ulTrailSpace", "useFELayout"}]
    assert held == (
        ["spaceForUL", "ulTrailSpace", "doNotExpandShiftReturn", "useFELayout"] if asked else held
    )


SECTION = [  # after the page's size and margins, in the order of the schema
    *("paperSrc", "pgBorders", "cols", "vAlign", "titlePg", "bidi", "rtlGutter", "docGrid"),
]


def test_a_section_is_the_page_and_not_what_its_document_counts(adopted):
    others = ("endnotePr", "type", "formProt", "printerSettings", "sectPrChange")
    inside = "".join(f"<w:{each}/>" for each in (*others, *SECTION))
    _, parts = adopted(House(section=inside), numbered_lines=True)
    section = parse(parts[DOCUMENT]).find(f".//{W}sectPr")
    kept = [etree.QName(each).localname for each in section]
    assert [each for each in kept if each in others] == []
    assert [each for each in kept if each in SECTION] == SECTION
    assert not section.attrib


@pytest.mark.parametrize(
    "name", ["cols", "vAlign", "noEndnote", "titlePg", "bidi", "rtlGutter", "docGrid"]
)
def test_numbers_of_pages_stand_before_what_the_schema_has_behind_them(adopted, name):
    issue = {"first_page": 101}
    _, parts = adopted(House(section=f"<w:{name}/>"), publication=issue)
    kept = [etree.QName(each).localname for each in parse(parts[DOCUMENT]).find(f".//{W}sectPr")]
    assert kept.index("pgMar") < kept.index("pgNumType") < kept.index(name)


@pytest.mark.parametrize(
    "suffix",
    ["png", "jpg", "JPEG", "gif", "emf", "wmf", "bmp", "tif", "tiff", "svg", "exe", "html"],
)
def test_pictures_of_heads_are_of_kinds_that_word_shows(adopted, suffix):
    links = {"rId1": ("image", f"media/image1.{suffix}", False)}
    house = head(paragraph(picture("rId1")), links=links)
    house.files[f"word/media/image1.{suffix}"] = square()
    found, parts = adopted(house)
    shown = suffix not in {"exe", "html"}
    assert (f"word/media/house1.{suffix.lower()}" in parts) is shown
    assert [str(each) for each in found.unused] == (
        [] if shown else ["what its head or foot links to (image)"]
    )


@pytest.mark.parametrize("direction", ["lrTb", "lrTbV", "lr", "lrV", "tbRl", "btLr"])
def test_text_that_runs_down_the_page_is_told(adopted, direction):
    found, parts = adopted(House(section=f'<w:textDirection w:val="{direction}"/>'))
    across = direction.startswith("lr")
    assert [str(each) for each in found.unused] == (
        [] if across else ["its vertical writing: text runs in horizontal lines"]
    )
    assert parse(parts[DOCUMENT]).find(f".//{W}textDirection") is None


@pytest.mark.parametrize(("number", "told"), [("0", False), ("1", False), ("2", True), ("3", True)])
def test_columns_of_a_page_are_told_where_there_are_several(adopted, number, told):
    found, parts = adopted(House(section=f'<w:cols w:num="{number}" w:space="9"/>'))
    assert [str(each) for each in found.unused] == (
        ["the columns of its page: text runs in one"] if told else []
    )
    columns = parse(parts[DOCUMENT]).find(f".//{W}cols")
    assert columns.get(f"{W}space") == ("425" if told else "9")


def test_fonts_of_a_house_are_named_and_not_embedded(adopted):
    office = N["r"]
    table = (
        f'<w:fonts xmlns:w="{N["w"]}" xmlns:r="{office}"><w:font w:name="House">'
        '<w:family w:val="roman"/><w:embedRegular r:id="rId1"/></w:font></w:fonts>'
    )
    house = House(files={"word/fontTable.xml": table})
    house.extra_links = {"rIdF": ("fontTable", "/word/fontTable.xml", False)}
    _, parts = adopted(house)
    held = parse(parts["word/fontTable.xml"])
    assert [etree.QName(each).localname for each in held[0]] == ["family"]


def test_marks_of_lists_that_are_pictures_are_left_out(adopted):
    numbering = (
        f'<w:numbering xmlns:w="{N["w"]}"><w:numPicBullet w:numPicBulletId="0"/>'
        '<w:abstractNum w:abstractNumId="x"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/>'
        '<w:lvlText w:val="■"/><w:lvlPicBulletId w:val="0"/></w:lvl></w:abstractNum></w:numbering>'
    )
    house = House(files={"word/numbering.xml": numbering})
    house.extra_links = {"rIdN": ("numbering", "/word/numbering.xml", False)}
    _, parts = adopted(house)
    held = parse(parts[NUMBERING])
    assert not [*held.iter(f"{W}numPicBullet", f"{W}lvlPicBulletId")]
    levels = [each.get(f"{W}val") for each in held.iterfind(f".//{W}lvl[@{W}ilvl='0']/{W}lvlText")]
    assert "■" in levels
    assert len(levels) == 2  # and one of ours with numbers


@pytest.mark.parametrize(
    ("edges", "told"),
    [((2833, 2834), "leaves 50 mm"), ((2835, 2835), "")],
)
def test_a_page_has_room_for_a_table(make_paper, edges, told):
    width = sum((edges[0], 1000, 1000))
    page = f'<w:pgSz w:w="{width}" w:h="16838"/><w:pgMar w:top="0" w:bottom="0" w:left="1000" w:right="1000"/>'
    root = make_paper({"templates/docx/reference.docx": House(page=page).packed()})
    if not told:
        reference_document(root, given(root))
        return
    with pytest.raises(ReferenceDocumentError) as caught:
        reference_document(root, given(root))
    assert str(caught.value.args[0]) == f"{told} of its page for the text"
    assert str(caught.value.hint) == "Give its last section a larger page or smaller margins."
