"""More papers for ``growth.py``: what a stranger tries who wants to see where it ends.

Each has as much of one thing as somebody may have who has never thought about size: the export of a
database, a bibliography of a lifetime, a book in one file, a table that a program has written.
"""

from __future__ import annotations

import io
import json
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING

from bench.shapes import BIB, CHAPTER, CSV, SIDECAR, TERMS, chapter, cited, entry, shape

if TYPE_CHECKING:
    from bench.shapes import Files

SENTENCE = "港は古くから人と物の集まる所であり、その働きは時とともに変わってきた。"
HEAD = "id,value,unit,year\n"


@shape(62_000)
def short_entries(size: int) -> Files:
    """Ten megabytes of them."""
    return cited("".join(entry(n, f"海上交通の研究{n}") for n in range(size)))


@shape(62_000)
def short_entries_in_english(size: int) -> Files:
    return cited(
        "".join(entry(n, f"Sea Lanes of the World {n}", f"Smith{n}, John") for n in range(size))
    )


@shape(120_000)
def entries_beyond_all_measure(size: int) -> Files:
    return cited("".join(entry(n, f"海上交通の研究{n}") for n in range(size)))


@shape(120_000)
def entries_of_csl(size: int) -> Files:
    items = [
        {
            "id": f"k{n}",
            "type": "book",
            "title": f"海上交通の研究{n}",
            "issued": {"date-parts": [[2020]]},
        }
        for n in range(size)
    ]
    report = "slug: growth\ntitle: 港\nauthors: [{name: 計測班}]\ndate: 2026-04-01\n"
    return {
        "report/report.yaml": f"{report}bibliography: [bib/many.json]\n",
        "bib/many.json": json.dumps(items, ensure_ascii=False),
        **chapter("港の研究は多い[@k0]。"),
    }


@shape(2_000)
def fields_of_one_entry(size: int) -> Files:
    return cited(entry(0, "題", more="".join(f", x{n} = {{港}}" for n in range(size))))


@shape(499_000)
def rows_with_ids(size: int) -> Files:
    lines = "".join(f"f{n},{n + 7}\n" for n in range(size))
    return {CSV: f"id,value\n{lines}", **chapter("港。")}


@shape(200_000)
def rows_that_repeat_an_id(size: int) -> Files:
    return {CSV: HEAD + "".join(f"f0,{n + 7},隻,2020\n" for n in range(size)), **chapter("港。")}


@shape(200_000)
def rows_of_series_with_a_total(size: int) -> Files:
    lines = "".join(f"f{n},港{n % 50},{1900 + n % 120},{n}\n" for n in range(size))
    return {CSV: f"id,label,year,value\n{lines}", **chapter("港。")}


@shape(3_000)
def uses_of_many_facts(size: int) -> Files:
    lines = "".join(f"f{n},{n + 7},隻,2020\n" for n in range(size * 20))
    uses = "\n\n".join(f'港には{{{{ fact("f{n}") }}}}がある。' for n in range(size))
    return {CSV: HEAD + lines, **chapter(uses)}


@shape(10_000)
def facts_of_a_brief(size: int) -> Files:
    lines = "".join(f"f{n},{n + 7},隻,2020\n" for n in range(size))
    uses = "\n\n".join(f'港には{{{{ fact("f{n}") }}}}がある。' for n in range(size))
    head = "---\ntitle: 港\naudience: 港湾局長\n---\n"
    return {CSV: HEAD + lines, "report/briefs/port.md": f"{head}\n{uses}\n", **chapter("港。")}


@shape(200)
def briefs(size: int) -> Files:
    head = "---\ntitle: 港\naudience: 港湾局長\n---\n\n"
    made = {f"report/briefs/b{n}.md": f"{head}本文{n}である。\n" for n in range(size)}
    return made | chapter("港。")


@shape(5_000)
def briefs_by_the_row(size: int) -> Files:
    head = '---\ntitle: "{{ row.name }}"\naudience: 港湾局長\nfor: many\nname: "port-{{ row.name }}"\n---\n'
    lines = "".join(f"p{n},{n}\n" for n in range(size))
    brief = f"{head}\n{{{{ row.ships }}}}隻がある。\n"
    return {CSV: f"name,ships\n{lines}", "report/briefs/port.md": brief, **chapter("港。")}


@shape(50_000_000)
def letters_of_a_csv(size: int) -> Files:
    return {
        CSV: "name,value\n" + "".join(f"port{n:07},{n:07}\n" for n in range(size // 20)),
        **chapter("港。"),
    }


@shape(250_000)
def rows_of_four_columns(size: int) -> Files:
    lines = "".join(f"港{n},{n},{n * 2},{n % 9}\n" for n in range(size))
    return {CSV: f"name,a,b,c\n{lines}", **chapter("港。")}


@shape(5_000)
def columns_of_a_csv(size: int) -> Files:
    row = ",".join(str(n) for n in range(size))
    return {CSV: ",".join(f"c{n}" for n in range(size)) + f"\n{row}\n" * 100, **chapter("港。")}


@shape(1_000)
def columns_of_facts(size: int) -> Files:
    lines = "".join(
        f"f{n}," + ",".join(str(n + each) for each in range(size)) + "\n" for n in range(size // 2)
    )
    return {CSV: "id," + ",".join(f"c{n}" for n in range(size)) + f"\n{lines}", **chapter("港。")}


@shape(5_000_000)
def letters_of_a_cell(size: int) -> Files:
    return {CSV: f"name,value\n{'港' * size},1\n", **chapter("港。")}


@shape(5_000_000)
def letters_of_a_quoted_cell(size: int) -> Files:
    return {CSV: 'name,value\n"' + '""港\n' * (size // 4) + '",1\n', **chapter("港。")}


@shape(300)
def datasets(size: int) -> Files:
    made = {
        f"figures/data/d{n}.csv": HEAD
        + "".join(f"f{n}-{each},{each},隻,2020\n" for each in range(30))
        for n in range(size)
    }
    return made | chapter("港。")


@shape(250_000)
def rows_of_json(size: int) -> Files:
    return {
        "figures/data/many.json": json.dumps([{"a": n, "b": f"港{n}"} for n in range(size)]),
        **chapter("港。"),
    }


@shape(250_000)
def lines_of_json(size: int) -> Files:
    return {
        "figures/data/many.jsonl": "".join(f'{{"a": {n}, "b": "港{n}"}}\n' for n in range(size)),
        **chapter("港。"),
    }


@shape(100_000)
def brackets_of_json(size: int) -> Files:
    return {"figures/data/many.json": "[" * size + "]" * size, **chapter("港。")}


@shape(900)
def levels_of_json(size: int) -> Files:
    return {"figures/data/many.json": '[{"a":' * size + "1" + "}]" * size, **chapter("港。")}


@shape(100_000)
def keys_of_json(size: int) -> Files:
    return {
        "figures/data/many.json": json.dumps([{f"k{n}": n for n in range(size)}]),
        **chapter("港。"),
    }


@shape(50_000)
def features_of_geojson(size: int) -> Files:
    made = [
        {
            "type": "Feature",
            "properties": {"name": f"港{n}"},
            "geometry": {"type": "Point", "coordinates": [139 + n / size, 35]},
        }
        for n in range(size)
    ]
    text = json.dumps({"type": "FeatureCollection", "features": made})
    return {"figures/data/many.geojson": text, **chapter("港。")}


@shape(1_000_000)
def cells_of_a_workbook(size: int) -> Files:
    return {"figures/data/many.xlsx": workbook(size // 10, 10), **chapter("港。")}


@shape(400_000)
def cells_of_a_workbook_with_ids(size: int) -> Files:
    return {"figures/data/many.xlsx": workbook(size // 4, 4), **chapter("港。")}


def workbook(rows: int, columns: int) -> bytes:
    """A workbook of texts and numbers, as programs write them."""
    names = "id value unit year".split() if columns == 4 else [f"c{n}" for n in range(columns)]
    kinds = "http://schemas.openxmlformats.org"
    first = "".join(f'<c t="inlineStr"><is><t>{name}</t></is></c>' for name in names)
    lines = [f"<row>{first}</row>"]
    for n in range(rows - 1):
        numbers = "".join(f"<c><v>{n + each}</v></c>" for each in range(columns - 1))
        lines.append(f'<row><c t="inlineStr"><is><t>f{n}</t></is></c>{numbers}</row>')
    main, relation = (
        f"{kinds}/spreadsheetml/2006/main",
        f"{kinds}/officeDocument/2006/relationships",
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{kinds}/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
        '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
        "</Types>",
        "_rels/.rels": f'<Relationships xmlns="{kinds}/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{relation}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{relation}">'
        '<sheets><sheet name="s" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{kinds}/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{relation}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{"".join(lines)}</sheetData></worksheet>',
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return made.getvalue()


@shape(20_000)
def very_many_notes(size: int) -> Files:
    return chapter("\n\n".join(f"港である[^n{n}]。\n\n[^n{n}]: 注である。" for n in range(size)))


@shape(10_000)
def citations_of_as_many_works(size: int) -> Files:
    entries = "".join(entry(n, f"海上交通の研究{n}", f"佐藤{n}, 一郎") for n in range(size))
    return {**chapter("\n\n".join(f"港[@k{n}, 3頁]。" for n in range(size))), BIB: entries}


@shape(10_000)
def citations_in_a_paragraph(size: int) -> Files:
    entries = "".join(entry(n, f"題{n}" * 3, f"佐藤{n}, 一郎") for n in range(200))
    return {
        **chapter("".join(f"港[@k{n % 200}, {n % 90 + 1}頁]。" for n in range(size))),
        BIB: entries,
    }


@shape(3_000)
def works_of_a_citation(size: int) -> Files:
    entries = "".join(entry(n, f"題{n}" * 3, f"佐藤{n}, 一郎") for n in range(size))
    return {**chapter(f"港[{'; '.join(f'@k{n}' for n in range(size))}]。"), BIB: entries}


@shape(5_000)
def cross_references_in_a_paragraph(size: int) -> Files:
    sections = "\n\n".join(f"## 港の{n} {{#sec-h{n}}}\n\n本文。" for n in range(size // 10))
    references = "".join(f"[@sec-h{n % (size // 10)}]を見る。" for n in range(size))
    return chapter(f"{sections}\n\n{references}")


@shape(3_000)
def figures_that_are_there(size: int) -> Files:
    made: Files = {f"report/images/i{n}.png": picture(40, 30) for n in range(size)}
    texts = (
        f"![図の題{n}](report/images/i{n}.png){{#fig-f{n} alt=図{n}である。}}\n\n[@fig-f{n}]を見る。"
        for n in range(size)
    )
    return made | chapter("\n\n".join(texts))


@shape(3_000)
def figures_of_one_file(size: int) -> Files:
    texts = (f"![図の題{n}](report/a.png){{#fig-f{n} alt=図である。}}" for n in range(size))
    return {"report/a.png": picture(40, 30), **chapter("\n\n".join(texts))}


def picture(width: int, height: int) -> bytes:
    """A PNG of one grey."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    lines = zlib.compress((b"\0" + b"\x80" * width) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", lines) + chunk(b"IEND", b"")


@shape(12_000)
def width_of_a_picture(size: int) -> Files:
    made: Files = {"report/a.png": picture(size, size)}
    return made | chapter("![図](report/a.png){#fig-a alt=図である。}")


@shape(200_000)
def paths_of_an_svg(size: int) -> Files:
    paths = "".join(f'<path d="M{n} 0 L{n} 9"/>' for n in range(size))
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} 9">{paths}</svg>'
    return {"report/a.svg": drawing, **chapter("![図](report/a.svg){#fig-a alt=図である。}")}


@shape(1_000)
def very_many_chapters(size: int) -> Files:
    return {
        f"report/chapters/{n:04}.md": f"# 章{n} {{#sec-c{n}}}\n\n{SENTENCE}[@sec-c0]を見る。\n"
        for n in range(size)
    }


@shape(5_000_000)
def bytes_of_a_paragraph(size: int) -> Files:
    return chapter(SENTENCE * (size // len(SENTENCE.encode())))


@shape(5_000_000)
def bytes_of_a_paragraph_in_lines(size: int) -> Files:
    return chapter(f"{SENTENCE}\n" * (size // len(SENTENCE.encode())))


@shape(5_000_000)
def bytes_of_paragraphs(size: int) -> Files:
    return chapter(f"{SENTENCE}\n\n" * (size // len(SENTENCE.encode())))


@shape(5_000_000)
def bytes_of_english(size: int) -> Files:
    return chapter("The harbour has been a place where people and goods meet.\n\n" * (size // 59))


@shape(30_000_000)
def bytes_of_a_chapter(size: int) -> Files:
    return chapter(f"{SENTENCE}\n\n" * (size // len(SENTENCE.encode())))


@shape(3_000_000)
def bytes_of_a_word(size: int) -> Files:
    return chapter("a" * size)


@shape(1_000_000)
def letters_of_a_comment(size: int) -> Files:
    return chapter(f"港<!-- {SENTENCE * (size // len(SENTENCE))} -->。")


@shape(1_000_000)
def letters_of_a_code_block(size: int) -> Files:
    return chapter(f"```\n{f'{SENTENCE}{chr(10)}' * (size // len(SENTENCE))}\n```")


@shape(1_000_000)
def letters_of_an_address(size: int) -> Files:
    return chapter(f"[港](https://example.org/{'a' * size})")


@shape(1_000_000)
def letters_of_an_image_in_the_text(size: int) -> Files:
    return chapter(f"![図](data:image/png;base64,{'iVBOR' * (size // 5)})")


@shape(100_000)
def letters_of_a_heading(size: int) -> Files:
    return chapter(f"## {'港の研究' * (size // 4)} {{#sec-b}}\n\n本文。")


@shape(100_000)
def letters_of_a_caption(size: int) -> Files:
    return chapter(
        f"| 名 | 数 |\n|---|---|\n| 港 | 1 |\n\n: {'港の研究' * (size // 4)} {{#tbl-a}}\n"
    )


@shape(100_000)
def letters_of_a_note(size: int) -> Files:
    return chapter(f"港[^a]。\n\n[^a]: {SENTENCE * (size // len(SENTENCE))}")


@shape(300)
def cells_of_a_table(size: int) -> Files:
    """Two hundred columns, so many rows."""
    columns = max(size * 2 // 3, 1)
    rows = "\n".join("|".join(f"{n}" for n in range(columns)).join("||") for _ in range(size))
    head = "|".join(f"列{n}" for n in range(columns)).join("||")
    return chapter(f"{head}\n|{'---|' * columns}\n{rows}\n\n: 港 {{#tbl-a}}\n")


@shape(20_000)
def rows_of_a_table_of_five(size: int) -> Files:
    rows = "".join(f"| 港{n} | {n} | 隻 | 2020 | 増 |\n" for n in range(size))
    return chapter(
        f"| 名 | 数 | 単位 | 年 | 注 |\n|---|--:|---|---|---|\n{rows}\n: 港 {{#tbl-a}}\n"
    )


@shape(2_000)
def rows_of_a_grid_table(size: int) -> Files:
    border = "+------+------+\n"
    rows = "".join(f"| a{n:04}| {n:04} |\n{border}" for n in range(size))
    return chapter(f"{border}| name | size |\n+======+======+\n{rows}\n: 港 {{#tbl-a}}\n")


@shape(20_000)
def rows_of_a_simple_table(size: int) -> Files:
    rows = "".join(f"  a{n:05}  {n}\n" for n in range(size))
    return chapter(f"  name    size\n  ------  ------\n{rows}\n\n: 港 {{#tbl-a}}\n")


@shape(1_000)
def tables(size: int) -> Files:
    one = "| 名 | 数 |\n|---|--:|\n| 港 | 1 |\n| 津 | 2 |\n\n: 港の表"
    return chapter("\n\n".join(f"{one}{n} {{#tbl-t{n}}}" for n in range(size)))


@shape(50_000)
def lines_of_a_line_block(size: int) -> Files:
    return chapter("\n".join(f"| 港は{n}番である。" for n in range(size)))


@shape(10_000)
def very_many_definitions(size: int) -> Files:
    return chapter("\n\n".join(f"港{n}\n:   港である。" for n in range(size)))


@shape(20_000)
def items_in_order(size: int) -> Files:
    return chapter("\n".join(f"{n + 1}. 港は{n}番である。" for n in range(size)))


@shape(10_000)
def bare_addresses(size: int) -> Files:
    return chapter("\n\n".join(f"港はhttps://example.org/{n}にある。" for n in range(size)))


@shape(5_000)
def spans(size: int) -> Files:
    return chapter("".join(f"港[{n}]{{.smallcaps}}。" for n in range(size)))


@shape(5_000)
def divisions(size: int) -> Files:
    return chapter("\n\n".join(f"::: {{.note}}\n港{n}である。\n:::" for n in range(size)))


@shape(5_000)
def ruby(size: int) -> Files:
    return chapter("".join(f"[港{n}]{{ruby=みなと}}。" for n in range(size)))


@shape(100_000)
def expressions_of_a_loop(size: int) -> Files:
    return chapter(f"{{% for n in range({size}) %}}港{{{{ n }}}}。{{% endfor %}}")


@shape(5_000)
def statements(size: int) -> Files:
    return chapter("\n\n".join(f"{{% if {n} %}}港{n}。{{% endif %}}" for n in range(size)))


@shape(500)
def nested_statements(size: int) -> Files:
    return chapter("{% if 1 %}" * size + "港" + "{% endif %}" * size)


@shape(100_000)
def very_many_abbreviations(size: int) -> Files:
    lines = "".join(f"  - {{abbr: A{n}X, ja: 略語{n}}}\n" for n in range(size))
    return {TERMS: f"abbreviations:\n{lines}", **chapter("A1Xを置く。")}


@shape(19_000)
def abbreviations_that_are_read(size: int) -> Files:
    lines = "".join(f"  - {{abbr: A{n}X, ja: 略語{n}}}\n" for n in range(size))
    return {TERMS: f"abbreviations:\n{lines}", **chapter("A1Xを置く。")}


@shape(2_000)
def abbreviations_that_are_used_often(size: int) -> Files:
    lines = "".join(f"  - {{abbr: A{n}X, ja: 略語{n}}}\n" for n in range(size))
    uses = "".join(f"A{n % size}Xを置く。" for n in range(size * 10))
    return {TERMS: f"abbreviations:\n{lines}", **chapter(uses)}


@shape(5_000)
def words_to_be_consistent(size: int) -> Files:
    lines = "".join(f"  - [言葉{n}用, 語{n}用]\n" for n in range(size))
    uses = "\n\n".join(f"言葉{n}用と語{n}用を置く。" for n in range(0, size, 10))
    return {TERMS: f"consistent:\n{lines}", **chapter(uses)}


@shape(10_000_000)
def letters_of_labels(size: int) -> Files:
    lines = "".join(f"x{n}: 港\n" for n in range(size // 12))
    return {"templates/labels/ja.yaml": lines, **chapter("港。")}


@shape(10_000_000)
def letters_of_a_label(size: int) -> Files:
    return {"templates/labels/ja.yaml": f"figure: {'港' * size}\n", **chapter("港。")}


@shape(10_000_000)
def letters_of_a_style(size: int) -> Files:
    return {"templates/html/report.css": "a { color: red }\n" * (size // 17), **chapter("港。")}


@shape(30_000)
def authors(size: int) -> Files:
    names = "".join(f"  - {{name: 計測{n}}}\n" for n in range(size))
    return {
        "report/report.yaml": f"slug: growth\ntitle: 港\ndate: 2026-04-01\nauthors:\n{names}",
        **chapter("港。"),
    }


@shape(900_000)
def letters_of_the_title(size: int) -> Files:
    return {
        "report/report.yaml": f"slug: growth\ntitle: {'港' * size}\ndate: 2026-04-01\n"
        "authors: [{name: 計測班}]\n",
        **chapter("港。"),
    }


@shape(10_000)
def ignores_of_the_settings(size: int) -> Files:
    lines = "".join(
        f"    - {{rule: TYP001, file: report/{n}.md, reason: 港}}\n" for n in range(size)
    )
    return {
        "report/report.yaml": "slug: growth\ntitle: 港\ndate: 2026-04-01\n"
        f"authors: [{{name: 計測班}}]\nchecks:\n  ignore:\n{lines}",
        **chapter("港。"),
    }


@shape(20_000)
def columns_of_a_sidecar(size: int) -> Files:
    columns = "".join(f"    - c{n}\n" for n in range(size))
    head = ",".join(f"c{n}" for n in range(size))
    return {CSV: f"{head}\n", SIDECAR: f"read:\n  columns:\n{columns}", **chapter("港。")}


@shape(20_000)
def files_beside(size: int) -> Files:
    made = {f"report/notes/n{n % 50}/{n}.txt": "港\n" for n in range(size)}
    return made | chapter("港。")


for _name, _text in {
    "combining-marks": "か\u3099", "marks-alone": "\u3099", "emoji": "👩\u200d🚢", "variants": "葛\U000e0100",
    "wide-latin": "Ａ", "controls": "\x0b", "private-use": "\ue000", "overrides": "\u202e", "zero-width": "\u200b",
    "new-lines": "\n", "blank-lines": "\n\n", "tabs": "\t", "hard-breaks": "港\\\n", "quoted-lines": "> 港\n", "soft-hyphens": "\xad",
    "middle-dots": "・", "commas": "、", "points": "…", "kanji-and-stops": "年。", "years": "2020年", "eras": "昭和5年", "times": "12:30",
    "per-cents": "10%", "thousands": "1,000", "kana-words": "コンピュータ", "latin-words": "Aa ", "abbreviations": "ABC（D）", "ranges": "1-2",
    "chapters-named": "第3章", "addresses-named": "https://a.b/", "mails": "a@b.cd ", "entities-whole": "&amp;", "escapes": "\\*",
}.items():  # fmt: skip
    shape(100_000, f"long-run-of-{_name}")(
        lambda size, text=_text: {CHAPTER: f"# 序 {{#sec-a}}\n\n港{text * (size // len(text))}港\n"}
    )


@shape(200)
def cells_of_a_wide_table(size: int) -> Files:
    """So many rows of three hundred cells in Japanese."""
    columns = max(size * 3 // 2, 1)
    rows = "\n".join("|".join(f"港{n}" for n in range(columns)).join("||") for _ in range(size))
    return chapter(
        f"{rows[: rows.index(chr(10)) if size > 1 else None]}\n|{'---|' * columns}\n{rows}\n"
    )


@shape(20_000)
def very_many_notes_in_a_paragraph(size: int) -> Files:
    return chapter("".join(f"港である^[注{n}である。]。" for n in range(size)))


@shape(5_000)
def headings_alike_without_ids(size: int) -> Files:
    return chapter("\n\n".join("## 港の研究\n\n本文である。" for _ in range(size)))


@shape(5_000)
def headings_of_six_levels(size: int) -> Files:
    return chapter("\n\n".join(f"{'#' * (n % 5 + 2)} 港{n}\n\n本文である。" for n in range(size)))


@shape(1_000)
def rows_of_a_grid_table_with_spans(size: int) -> Files:
    rows = "".join(
        f"| a{n:05}| {n:05}| x     |\n+       +------+-------+\n|       | y           |\n"
        "+-------+------+-------+\n"
        for n in range(size)
    )
    head = "+-------+------+-------+\n| name  | size | other |\n+=======+======+=======+\n"
    return chapter(f"{head}{rows}\n: 港 {{#tbl-a}}\n")


@shape(2_000)
def attributes_of_a_span(size: int) -> Files:
    return chapter(f"港[船]{{{' '.join(f'a{n}=b' for n in range(size))}}}。")


@shape(2_000)
def classes_of_a_division(size: int) -> Files:
    return chapter(f"::: {{{' '.join(f'.c{n}' for n in range(size))}}}\n港である。\n:::")


@shape(5_000)
def spans_with_attributes(size: int) -> Files:
    return chapter("".join(f'港[{n}]{{#s{n} .c{n % 9} a="{n}"}}。' for n in range(size)))


@shape(20_000)
def very_many_cross_references(size: int) -> Files:
    sections = "\n\n".join(f"## 港の{n} {{#sec-h{n}}}\n\n本文。" for n in range(size // 20))
    return chapter(
        f"{sections}\n\n" + "\n\n".join(f"[@sec-h{n // 20}]を見る。" for n in range(size))
    )


@shape(1_000)
def briefs_of_rows(size: int) -> Files:
    head = '---\ntitle: "{{ row.name }}"\naudience: 港湾局長\nfor: many\nname: "port-{{ row.name }}"\n---\n'
    lines = "".join(f"p{n},{n}\n" for n in range(size))
    brief = f"{head}\n{{{{ row.ships }}}}隻がある。\n"
    return {CSV: f"name,ships\n{lines}", "report/briefs/port.md": brief, **chapter("港。")}


@shape(500)
def authors_with_affiliations(size: int) -> Files:
    names = "".join(
        f"  - {{name: 計測{n}, affiliation: 第{n % 50}港湾研究所, email: a{n}@example.org}}\n"
        for n in range(size)
    )
    report = f"slug: growth\ntitle: 港\ndate: 2026-04-01\nauthors:\n{names}"
    return {"report/report.yaml": report, **chapter("港。")}


@shape(20_000)
def cells_of_rows_in_the_text(size: int) -> Files:
    """A table of so many rows, and a tenth of them asked for."""
    lines = "".join(f"第{n}港,{2000 + n % 20},{n + 7}\n" for n in range(size))
    uses = (
        f'港には{{{{ cell("many", "隻数", 港名="第{n}港") }}}}隻がある。'
        for n in range(0, size, 10)
    )
    return {CSV: f"港名,年,隻数\n{lines}", **chapter("\n\n".join(uses))}


@shape(200_000)
def rows_of_a_table_that_the_text_names(size: int) -> Files:
    lines = "".join(f"第{n}港,{n + 7}\n" for n in range(size))
    text = "\n\n".join(f"第{n}港の隻数は{n + 7}隻である。" for n in range(300))
    return {CSV: f"港名,隻数\n{lines}", **chapter(text)}


@shape(3_000)
def facts_with_labels(size: int) -> Files:
    kinds = "貨物船 客船 漁船 油槽船 巡視船 練習船 作業船 曳船".split()
    lines = "".join(
        f"f{n},{kinds[n % 8]}の{chr(0x4E00 + n)}{chr(0x6000 + n)}数,{n + 7},隻,{1990 + n % 30}\n"
        for n in range(size)
    )
    uses = "\n\n".join(
        f'{1990 + n % 30}年に{kinds[n % 8]}の{chr(0x4E00 + n)}{chr(0x6000 + n)}数は{{{{ fact("f{n}") }}}}であった。'
        for n in range(size)
    )
    return {CSV: f"id,label,value,unit,year\n{lines}", **chapter(uses)}


@shape(100_000)
def rows_beside_dated_facts(size: int) -> Files:
    lines = "".join(
        f"e{n},{chr(0x4E00 + n)}港の開港,2001-0{n % 9 + 1}-1{n % 9}\n" for n in range(300)
    )
    rows = "".join(
        f"{chr(0x4E00 + n % 300)}港,2001-0{n % 9 + 1}-1{n % 9},{n}\n" for n in range(size)
    )
    return {
        "figures/data/events.csv": f"id,label,date\n{lines}",
        CSV: f"港名,開港,隻数\n{rows}",
        **chapter("港。"),
    }


@shape(300_000)
def letters_beside_a_large_bibliography(size: int) -> Files:
    entries = "".join(
        entry(n, f"海上交通の研究{n}", f"{chr(0x4E00 + n % 5000)}藤, 一郎{n}")
        for n in range(15_000)
    )
    return {**chapter(f"{SENTENCE}\n\n" * (size // len(SENTENCE))), BIB: entries}


@shape(300)
def figures_of_data(size: int) -> Files:
    lines = "".join(f"{1990 + n},{n + 7}\n" for n in range(30))
    made: Files = {
        f"figures/f{n}.yaml": f"kind: line\ndataset: many\nx: 年\nvalue: 隻数\nunit: 隻\nalt: {{ja: 図{n}である。}}\n"
        for n in range(size)
    }
    texts = "\n\n".join(
        f"![図の題{n}](f{n}){{#fig-f{n}}}\n\n[@fig-f{n}]を見る。" for n in range(size)
    )
    return made | {CSV: f"年,隻数\n{lines}", **chapter(texts)}


@shape(10_000)
def languages_in_turn(size: int) -> Files:
    return chapter(
        "\n\n".join(f"港{n}である。\n\n::: {{lang=en}}\nPort {n}.\n:::" for n in range(size))
    )


@shape(20_000)
def items_of_lists_in_lists(size: int) -> Files:
    return chapter("\n".join(f"{'    ' * (n % 5)}- 港は{n}番である。" for n in range(size)))
