"""Words of Word that pandoc passes over are read."""

from __future__ import annotations

import pytest

from hakusho.starting.carrying_over import carry_over
from hakusho.starting.word_package import parts_of
from hakusho.starting.word_text import with_text
from word_documents import HELD, SPACES, word

MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
WPS = 'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
VML = 'xmlns:v="urn:schemas-microsoft-com:vml"'


def run(text, properties=""):
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def box(inner, more=""):
    """A box of text as Word 2010 and later write it: twice, of which one is read."""
    content = f"<w:txbxContent>{inner}</w:txbxContent>"
    return (
        f'<w:r><mc:AlternateContent {MC} {WPS} {VML}><mc:Choice Requires="wps"><w:drawing><wp:anchor>'
        f'<wp:extent cx="914400" cy="914400"/><wp:docPr id="9" name="x"/><a:graphic><a:graphicData>'
        f"<wps:wsp><wps:txbx>{content}</wps:txbx></wps:wsp>{more}</a:graphicData></a:graphic>"
        f"</wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{content}"
        "</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


OLD_BOX = (
    f"<w:r><w:pict {VML}><v:shape><v:textbox><w:txbxContent><w:p>{run('箱の中')}</w:p>"
    "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
)
RUBY = (
    f"<w:r><w:ruby><w:rubyPr/><w:rt>{run('とうきょう')}</w:rt><w:rubyBase>{run('東京')}"
    "</w:rubyBase></w:ruby></w:r>"
)
LINK = f'<w:hyperlink w:anchor="n1">{run("先")}</w:hyperlink>'
OLD_PICTURE = HELD.replace("r4", "r5")
CASES = {
    "a reading": (run("首都") + RUBY + run("へ。"), '首都[東京]{ruby="とうきょう"}へ。'),
    "dots": (run("最も") + run("重要", '<w:em w:val="dot"/>'), "最も[重要]{.emphasis-dots}"),
    "no dots": (run("重要", '<w:em w:val="none"/>'), "重要"),
    "a field": (
        run("数は") + f'<w:fldSimple w:instr=" REF n ">{run("七")}</w:fldSimple>' + run("。"),
        "数は七。",
    ),
    "a link": (
        f'<w:fldSimple w:instr=" HYPERLINK &quot;https://a.example/&quot; ">{run("先")}</w:fldSimple>',
        "[先](https://a.example/)",
    ),
    "a sign that commands begin with": (run(r"C:\Users\港"), r"C:\\Users\\港"),
    "controls of direction": (run("電話\u202a03\u202c\u2028番"), "電話03 番"),
    "a letter in brackets": (run("(H) 315"), "(H\\) 315"),
    "a picture of no kind that is shown, in a link to a file": (
        run("前") + f'<w:hyperlink r:id="r6">{OLD_PICTURE}</w:hyperlink>',
        "前",
    ),
    "the same, at a bookmark": (
        f'<w:bookmarkStart w:id="1" w:name="n1"/>{OLD_PICTURE}<w:bookmarkEnd w:id="1"/>' + LINK,
        "先",
    ),
    "moved": (
        f'<w:moveFrom w:id="1">{run("元")}</w:moveFrom>{run("間")}<w:moveTo w:id="2">{run("先")}</w:moveTo>',
        "間先",
    ),
    "custom XML": (f"<w:customXml><w:customXmlPr/>{run('語')}</w:customXml>", "語"),
    "direction": (f'<w:bdo w:val="ltr"><w:dir w:val="ltr">{run("語")}</w:dir></w:bdo>', "語"),
    "a box beside words": (run("本文。") + box(f"<w:p>{run('箱の中')}</w:p>"), "本文。\n\n箱の中"),
    "a box before words": (box(f"<w:p>{run('箱')}</w:p>") + run("本文。"), "本文。\n\n箱"),
    "paragraphs in a box": (
        run("本文。") + box(f"<w:p>{run('一')}</w:p><w:p>{run('二')}</w:p>"),
        "本文。\n\n一\n\n二",
    ),
    "a box of old": (run("本文。") + OLD_BOX, "本文。\n\n箱の中"),
    "a box in a box": (
        run("本文。") + box("<w:p>" + run("外") + box(f"<w:p>{run('内')}</w:p>") + "</w:p>"),
        "本文。\n\n外\n\n内",
    ),
}


@pytest.mark.parametrize(("held", "text"), CASES.values(), ids=CASES)
def test_words_that_pandoc_passes_over(held, text, tmp_path):
    path = tmp_path / "a.docx"
    path.write_bytes(word(run("始め。"), held))
    files = carry_over(path).brought.files
    (chapter,) = (each.decode() for name, each in files.items() if name.endswith(".md"))
    assert chapter.strip() == f"# a\n\n始め。\n\n{text}"


def test_a_picture_beside_a_box_of_text_stays(tmp_path):
    path = tmp_path / "a.docx"
    path.write_bytes(word(HELD + box(f"<w:p>{run('箱の中')}</w:p>", HELD)))
    files = carry_over(path).brought.files
    (chapter,) = (each.decode() for name, each in files.items() if name.endswith(".md"))
    assert chapter.count("![](images/image1.png)") == 2
    assert "箱の中" in chapter


@pytest.mark.parametrize("data", [b"no archive", word(run("始め。"))])
def test_a_document_that_pandoc_reads_stays_as_it_is(data):
    assert with_text(parts_of(data)) == parts_of(data)


def test_a_part_that_is_no_xml_stays_as_it_is():
    parts = {"word/document.xml": f"<w:ruby {SPACES}>".encode()}
    assert with_text(parts) == parts


def test_a_picture_in_a_cell_keeps_its_description(tmp_path):
    path = tmp_path / "a.docx"
    cells = "".join(
        f"<w:tc><w:p>{each}</w:p><w:p>{run('二つ目の段落')}</w:p></w:tc>"
        for each in (HELD, run("港"))
    )
    path.write_bytes(word(run("始め。"), "</w:p><w:tbl><w:tr>" + cells + "</w:tr></w:tbl><w:p>"))
    files = carry_over(path).brought.files
    (chapter,) = (each.decode() for name, each in files.items() if name.endswith(".md"))
    assert '![](images/image1.png){alt="(not described yet) image1"}' in chapter
