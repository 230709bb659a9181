"""What only a brief in DOCX has: its page, conclusions, key numbers, columns, its origin."""

import shutil
from io import BytesIO

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hakusho.editions.docx_reference import reference_document
from hakusho.paper.layouts import PAGE_SIZES_MM, Layout
from read_yaml import read_yaml
from validators import openxml
from validators.docx_content import Docx, W, problems, style_id, text
from validators.libreoffice import printed

TWIPS = 1440 / 25.4
LAYOUTS = ("brief", "minister", "press", "allies")
SOURCE = """\
::: {.key}
**結論** 先に決める^[鍵の注。]。

- 一つ目は**計画**である。

  続き。
    1. 入れ子
- 二つ目。
:::

::: {.numbers}
- **1,500発** 弾頭の見通し^[数の注。]
- **0発** 配備された数
- **45～50発** 範囲
- **約20発** 推計
- **未定** 数ではないもの
- 数を欠くもの
:::

# 二つの問題 {#sec-a}

:::: {.columns}
::: {.column width="60%"}
## 権限の非対称 {#sec-b}

場を定める^[欄の注。]。図は[図1](#fig-w)。

| 甲 | 乙 |
|---|---|
| 一 | 二 |
:::

::: {.column}
![均衡](figures/warheads.svg){#fig-w alt="棒グラフ。" width-mm=150}
:::
::::

::: {.glossary}
ACM
:   同盟調整メカニズム
:::

仕組み
:   平時から使える。

    二段落目。
"""


def measures(repository, name):
    given = read_yaml(repository / f"templates/briefs/{name}.yaml")
    return Layout.model_validate(given).model_dump()


@pytest.fixture
def write_brief(write_text, repository):
    """Writes a text as a brief of a layout."""

    def written(source=SOURCE, layout="minister", **more):
        about = {
            "title": "策定した計画を",
            "subtitle": "二つの問題",
            "audience": "大臣",
            "classification": "取扱注意",
            "contact": "編集部",
            "lineage": "『白書』本文 1234567",
            "layout": measures(repository, layout) if isinstance(layout, str) else layout,
            "page_size": "a4",
            "contents_depth": 0,
        }
        return write_text(source, **about | more)

    return written


def words(docx, style):
    return [text(paragraph) for paragraph in docx.paragraphs(style)]


def tables(docx, style):
    return docx.find(f"//w:tbl[w:tblPr/w:tblStyle/@w:val='{style}']")


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(("language", "lang"), [("ja", "ja-JP"), ("en", "en-GB")])
def test_every_layout_is_written_soundly(write_brief, layout, language, lang):
    made = write_brief(layout=layout, language=language, lang=lang)
    assert openxml.findings(made) == []
    docx = Docx(made)
    assert problems(docx) == []
    assert [note for _, note in docx.notes()] == ["鍵の注。", "数の注。", "欄の注。"]


@pytest.mark.parametrize("page_size", PAGE_SIZES_MM)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_page_is_the_layouts(repository, layout, page_size):
    given = {"language": "ja", "lang": "ja-JP", "latin_lang": "en-US", "title": "題"}
    given |= {"page_size": page_size, "layout": measures(repository, layout), "classification": ""}
    docx = Docx(BytesIO(reference_document(repository, given)))
    (size,) = docx.find("//w:pgSz")
    (margins,) = docx.find("//w:pgMar")
    wanted = given["layout"]["margins"]
    for side, length in zip(("w", "h"), PAGE_SIZES_MM[page_size], strict=True):
        assert int(size.get(f"{W}{side}")) == pytest.approx(length * TWIPS, abs=2)
    for side, of in (("left", "side"), ("right", "side"), ("top", "top"), ("bottom", "bottom")):
        assert int(margins.get(f"{W}{side}")) == pytest.approx(wanted[of] * TWIPS, abs=1)
    assert int(margins.get(f"{W}footer")) < int(margins.get(f"{W}bottom"))


def test_the_head_says_for_whom_and_the_last_line_whence(write_brief):
    authors = [{"name": "Jane Doe", "affiliation": "港湾研究所"}, {"name": "海野"}]
    docx = Docx(write_brief(authors=authors))
    assert words(docx, "Handling") == ["宛先\u3000大臣取扱注意"]
    assert words(docx, "Title") == ["策定した計画を"]
    assert words(docx, "Subtitle") == ["二つの問題"]
    assert words(docx, "Author") == ["2026年11月24日\u3000Jane Doe（港湾研究所）、海野"]
    (origin,) = words(docx, "Origin")
    assert origin.startswith("連絡先\u3000編集部本資料のもと\u3000『白書』本文 1234567Hakusho ")
    assert words(docx, "Colophon Title") == words(docx, "TOC Heading") == []
    assert text(docx.xml["word/header.xml"]) == "策定した計画を取扱注意"


def test_what_a_brief_does_not_say_leaves_no_trace(write_brief):
    given = dict.fromkeys(("audience", "classification", "contact", "lineage", "subtitle"), "")
    docx = Docx(write_brief("本文。", authors=[], **given))
    assert words(docx, "Handling") == words(docx, "Subtitle") == []
    assert words(docx, "Author") == ["2026年11月24日"]
    assert words(docx, "Origin")[0].startswith("Hakusho ")
    assert text(docx.xml["word/header.xml"]) == "策定した計画を"
    assert docx.find("//w:tbl") == []


def test_a_layout_may_have_a_colophon_and_a_list_of_contents(write_brief, repository):
    layout = measures(repository, "brief") | {"colophon": "block"}
    source = "\n\n".join(f"# 節{n} {{#sec-{n}}}\n\n本文。" for n in range(5))
    docx = Docx(write_brief(source, layout=layout, contents_depth=1))
    rows = words(docx, "Colophon")
    assert "連絡先編集部" in rows
    assert "本資料のもと『白書』本文 1234567" in rows
    assert words(docx, "Origin") == []
    assert len(words(docx, "toc 1")) == 5
    assert docx.find("//w:body//w:pageBreakBefore") == []


def test_conclusions_have_a_style_and_one_rule(write_brief):
    docx = Docx(write_brief())
    assert words(docx, "Key") == ["結論 先に決める。"]
    items = docx.paragraphs("Key List")
    assert [text(item) for item in items] == [
        "一つ目は計画である。",
        "続き。",
        "入れ子",
        "二つ目。",
    ]
    strong = docx.find("//w:r[w:rPr/w:rStyle/@w:val='KeyStrong']")
    assert [text(run) for run in strong] == ["結論", "計画"]
    rule = docx.styles["Key"].find(f".//{W}pBdr/{W}left")
    assert rule.get(f"{W}val") == "single"
    left = int(docx.styles["Key"].find(f".//{W}ind").get(f"{W}left"))
    top = [items[0], items[3]]  # their marks stand where paragraphs without a mark begin
    for item in top:
        indent = item.find(f"{W}pPr/{W}ind")
        assert int(indent.get(f"{W}left")) - int(indent.get(f"{W}hanging")) == left
        assert item.find(f"{W}pPr/{W}numPr") is not None


def test_key_numbers_are_a_table_to_look_at(write_brief):
    docx = Docx(write_brief())
    (table,) = tables(docx, "KeyNumbers")
    cells = table.findall(f"{W}tr/{W}tc")
    assert [[text(p) for p in cell.iter(f"{W}p")] for cell in cells] == [
        ["1,500発", "弾頭の見通し"],
        ["0発", "配備された数"],
        ["45～50発", "範囲"],
        ["約20発", "推計"],
        ["未定", "数ではないもの"],
        ["数を欠くもの"],
    ]
    units = docx.find("//w:r[w:rPr/w:rStyle/@w:val='KeyUnit']")
    assert [text(run) for run in units] == ["発", "発", "発", "約", "発"]
    assert table.find(f"{W}tblPr/{W}tblCaption").get(f"{W}val") == "主な数字"
    assert table.find(f".//{W}tblHeader") is None
    look = table.find(f"{W}tblPr/{W}tblLook")
    assert look.get(f"{W}firstRow") == "0"


def test_columns_share_the_text_and_hold_what_fits(write_brief):
    docx = Docx(write_brief())
    (table,) = tables(docx, "Columns")
    (margins,) = docx.find("//w:pgMar")
    (size,) = docx.find("//w:pgSz")
    width = int(size.get(f"{W}w")) - 2 * int(margins.get(f"{W}left"))
    cells = table.findall(f"{W}tr/{W}tc")
    taken = [int(cell.find(f"{W}tcPr/{W}tcW").get(f"{W}w")) for cell in cells]
    gap = int(cells[0].find(f"{W}tcPr/{W}tcMar/{W}right").get(f"{W}w"))
    assert sum(taken) == pytest.approx(width, abs=2)
    assert (taken[0] - gap) / taken[1] == pytest.approx(1.5, abs=0.01)
    (picture,) = docx.find("//w:tbl//wp:extent")  # drawn for 150 mm
    assert int(picture.get("cx")) / 635 == pytest.approx(taken[1], abs=2)
    heading = cells[0].find(f"{W}p")
    assert docx.style_name(style_id(heading)) == "heading 2"
    (inner,) = table.findall(f".//{W}tbl")
    columns = [int(each.get(f"{W}w")) for each in inner.iter(f"{W}gridCol")]
    assert sum(columns) <= taken[0] - gap
    assert all(cell[-1].tag == f"{W}p" for cell in docx.document.iter(f"{W}tc"))


def test_tables_beside_each_other_stay_apart(write_brief):
    numbers = "::: {.numbers}\n- **1** 一\n- **2** 二\n:::\n\n"
    columns = ":::: {.columns}\n::: {.column}\n左\n:::\n::: {.column}\n右\n:::\n::::\n"
    docx = Docx(write_brief(numbers + numbers + columns))
    found = docx.find("//w:body/w:tbl")
    assert [table.getnext().tag for table in found] == [f"{W}p"] * 3


def test_terms_stand_in_the_line_of_what_they_mean(write_brief):
    docx = Docx(write_brief())
    assert words(docx, "Glossary") == ["ACM同盟調整メカニズム"]
    assert words(docx, "Definition Entry") == ["仕組み\u3000平時から使える。"]
    assert words(docx, "Definition") == ["二段落目。"]


def test_in_a_report_conclusions_and_numbers_are_text(write_text):
    docx = Docx(write_text(SOURCE))
    assert words(docx, "Key") == words(docx, "Key List") == words(docx, "Key Number") == []
    assert len(tables(docx, "Columns")) == 1
    assert words(docx, "Definition Term") == ["仕組み"]
    assert problems(docx) == []


BLOCKS = st.sampled_from(
    [
        "段落^[注。]。",
        "- 項目^[注。]\n\n  続き\n- **強** 項",
        "1. 一\n2. 二^[注。]",
        "> 引用^[注。]。",
        "| 甲 |\n|---|\n| 乙^[注。] |",
        "$$E = mc^2$$",
        "![](figures/mark.png){alt=印}",
        "用語\n:   説明^[注。]",
        "***",  # two of dashes hold YAML for the reader that is used here
        "## 見出し",
        "",
    ]
)
KINDS = st.sampled_from(["key", "numbers", "columns", "column"])


@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(st.tuples(KINDS, st.lists(BLOCKS, max_size=3)), min_size=1, max_size=4))
def test_whatever_stands_in_a_division_is_sound(write_brief, tmp_path, divisions):
    shutil.rmtree(tmp_path / "text", ignore_errors=True)
    source = "\n\n".join(
        f"::: {{.{name}}}\n" + "\n\n".join(blocks) + "\n:::" for name, blocks in divisions
    )
    made = write_brief(source)
    docx = Docx(made)
    assert problems(docx) == []
    assert openxml.findings(made) == []
    assert [number for number, _ in docx.notes()] == [
        str(n) for n in range(1, source.count("^[") + 1)
    ]


@pytest.mark.office
def test_a_word_processor_prints_it(write_brief, tmp_path):
    document = pypdfium2.PdfDocument(printed(write_brief(), tmp_path))
    try:
        (page,) = document
        printed_text = "".join(page.get_textpage().get_text_bounded().split())
    finally:
        document.close()
    for piece in ("取扱注意", "1,500", "二つ目。", "図1", "欄の注。", "編集部"):
        assert piece in printed_text
