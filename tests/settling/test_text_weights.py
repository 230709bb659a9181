"""What a document weighs, block by block; tests/making weighs whole papers."""

from hakusho.ast.build import array, attr, header, inlines_of, link, text
from hakusho.manuscript.notes import numbered_note
from hakusho.settling.text_weights import WeighedNote, weigh


def para(*inlines):
    return {"t": "Para", "c": [*inlines]}


def cell(words):
    return array(attr(), {"t": "AlignDefault"}, 1, 1, [{"t": "Plain", "c": [text(words)]}])


def table(caption, *rows):
    head, *body = [array(attr(), [cell(each) for each in row]) for row in rows]
    parts = [attr(), array(None, [para(*caption)]), [], array(attr(), [head])]
    return {"t": "Table", "c": [*parts, [array(attr(), 0, body[:1], body[1:])], array(attr(), [])]}


IMAGE = {"t": "Image", "c": array(attr(), [text("代替")], array("a.png", ""))}


def test_a_division_with_a_heading_goes_to_that_headings_section():
    inside = [header(2, [text("節")], "sec-b"), para(text("本文。"))]
    weights = weigh([para(text("前。")), {"t": "Div", "c": array(attr(), inside)}])
    assert [(each.id, each.level, each.body) for each in weights.sections] == [
        ("", 0, "前。"),
        ("sec-b", 2, "節\n本文。"),
    ]


def test_every_kind_of_block_is_weighed():
    quote = {"t": "BlockQuote", "c": [para(text("引用"))]}
    items = {"t": "OrderedList", "c": array([], [[para(text("一"))], [para(text("二")), quote]])}
    terms = {"t": "DefinitionList", "c": [array([text("語")], [[para(text("義"))], []])]}
    lines = {"t": "LineBlock", "c": [[text("行一")], [], [text("行二")]]}
    code = {"t": "CodeBlock", "c": array(attr(), "x = 1")}
    rule, raw = {"t": "HorizontalRule"}, {"t": "RawBlock", "c": array("html", "<p>")}
    weights = weigh([items, terms, lines, code, rule, raw, {"t": "BulletList", "c": [[quote]]}])
    [section] = weights.sections
    assert section.body.split("\n") == [
        "一",
        "二",
        "引用",
        "語",
        "義",
        "行一",
        "行二",
        "x = 1",
        "引用",
    ]


def test_captions_cells_and_companions():
    figure = {"t": "Figure", "c": array(attr(), array(None, [para(text("図"))]), [para(IMAGE)])}
    companion = {"t": "Div", "c": array(attr("", ["figure-companion"]), [para(text("値"))])}
    note = numbered_note(7, [para(text("表の注。"))])
    weights = weigh([figure, companion, table([text("表"), note], ["列"], ["甲"], ["乙"])])
    [section] = weights.sections
    assert (section.captions, section.cells, section.body) == ("図\n表", "列\n甲\n乙", "")
    assert section.notes == (WeighedNote("7", "表の注。"),)
    assert (weights.figures, weights.tables) == (1, 1)


def test_what_is_no_text_in_a_line():
    quoted = {"t": "Quoted", "c": array({"t": "DoubleQuote"}, inlines_of("so it is"))}
    math = {"t": "Math", "c": array({"t": "InlineMath"}, "x")}
    raw = {"t": "RawInline", "c": array("html", "<b>")}
    code, brk = {"t": "Code", "c": array(attr(), "code")}, {"t": "LineBreak"}
    line = [quoted, brk, code, math, raw, IMAGE, link([text("here")], "https://example.org")]
    heading = header(1, [*line, numbered_note(1, [para(text("注。"))])], "sec-a")
    _, section = weigh([heading]).sections
    assert section.title == section.body == "“so it is” codehere"
    assert section.notes == (WeighedNote("1", "注。"),)


def test_the_bibliography_is_one_text():
    entries = [
        {"t": "Div", "c": array(attr(f"ref-{key}", ["csl-entry"]), [para(text(key))])}
        for key in "ab"
    ]
    weights = weigh([], entries)
    assert weights.bibliography == "a\nb"
    assert [section.body for section in weights.sections] == [""]
