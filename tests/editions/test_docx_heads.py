"""Heads and feet of a house's document: what they ask for is filled in, whatever it is called."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from lxml import etree

from hakusho.editions.docx_heads import Filling, add_mark, fill, says
from hakusho.editions.docx_package import TEXT, W, text_of

TABLE = yaml.safe_load(Path(__file__).with_name("heads.yaml").read_text(encoding="utf-8"))
KINDS = (*TABLE["names"], "file")
FILLING = Filling({kind: f"<{kind}>" for kind in KINDS}, text_width=8000)
CORE = "{6C3C8BC8-F283-45AE-878A-BAB7291924A1}"


def part(inside):
    return etree.fromstring(f'<w:hdr xmlns:w="{W[1:-1]}">{inside}</w:hdr>')


def words(text):
    return f"<w:r><w:t>{text}</w:t></w:r>"


def control(properties, inside=None):
    inside = words("was") + words(" here") if inside is None else inside
    return part(
        f"<w:p><w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt></w:p>"
    )


def complex_field(code):
    begin, separate, end = (
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    )
    code = code.replace('"', "&quot;")
    half = len(code) // 2
    instruction = "".join(
        f"<w:r><w:instrText>{each}</w:instrText></w:r>" for each in (code[:half], code[half:])
    )
    if "&" in code:
        instruction = f"<w:r><w:instrText>{code}</w:instrText></w:r>"
    return part(f"<w:p>{begin}{instruction}{separate}{words('was')}{end}</w:p>")


def simple_field(code):
    code = code.replace('"', "&quot;")
    return part(f'<w:p><w:fldSimple w:instr="{code}">{words("was")}</w:fldSimple></w:p>')


def named(table):
    return [(kind, name) for kind, names in table.items() for name in names]


@pytest.mark.parametrize(("kind", "name"), named(TABLE["names"]))
def test_a_control_is_filled_by_its_name(kind, name):
    for properties in (f'<w:tag w:val="{name}"/>', f'<w:alias w:val="{name}"/><w:tag w:val="x"/>'):
        made = control(f"{properties}<w:showingPlcHdr/>")
        fill(made, FILLING)
        assert [each.text for each in made.iter(TEXT)] == [f"<{kind}>", ""]
        assert made.find(f".//{W}showingPlcHdr") is None


@pytest.mark.parametrize(("kind", "name"), named(TABLE["names"]))
@pytest.mark.parametrize("marks", ["{{ %s }}", "«%s»", "＜＜%s＞＞"])
def test_a_place_in_the_text_is_filled_by_its_name(kind, name, marks):
    made = part(f"<w:p>{words('a ' + marks % name.replace(' ', ''))}{words(' b')}</w:p>")
    fill(made, FILLING)
    assert text_of(made) == f"a <{kind}> b"


@pytest.mark.parametrize(
    ("path", "store", "filled", "bound"),
    [
        ("/ns0:coreProperties[1]/ns1:title[1]", CORE, True, True),
        ("/ns0:coreProperties[1]/ns1:keywords[1]", CORE, True, False),
        ("/ns0:CoverPageProperties[1]/ns0:PublishDate[1]", "{55AF}", True, False),
        ("/root/Subject", "{55AF}", True, False),
        ("/root/Unknown", "{55AF}", False, False),
    ],
)
def test_a_control_that_is_bound_is_filled_and_stays_bound_to_what_the_file_has(
    path, store, filled, bound
):
    made = control(f'<w:dataBinding w:xpath="{path}" w:storeItemID="{store}"/>')
    fill(made, FILLING)
    assert text_of(made).startswith("<") is filled
    assert (made.find(f".//{W}dataBinding") is not None) is bound


def test_a_control_without_a_name_or_a_text_stays():
    for made in (control(""), control('<w:tag w:val="title"/>', ""), control('<w:tag w:val="x"/>')):
        before = text_of(made)
        fill(made, FILLING)
        assert text_of(made) == before


@pytest.mark.parametrize("make", [complex_field, simple_field])
@pytest.mark.parametrize(("code", "kind"), TABLE["fields"].items())
def test_a_field_is_filled_by_its_code(make, code, kind):
    made = make(code)
    left = fill(made, FILLING)
    expected = {"stays": "was", "left out": ""}.get(kind, f"<{kind}>")
    assert text_of(made) == expected
    assert left.fields == ([code.strip()] if kind == "left out" else [])


def test_what_was_changed_is_accepted_and_remarks_are_gone():
    made = part(
        f"<w:p><w:ins>{words('a')}</w:ins><w:del><w:r><w:delText>b</w:delText></w:r></w:del>"
        f"<w:moveTo>{words('c')}</w:moveTo><w:moveFrom>{words('d')}</w:moveFrom><w:proofErr/>"
        "<w:commentRangeStart/><w:commentRangeEnd/><w:r><w:rPr><w:rPrChange/></w:rPr>"
        "<w:commentReference/></w:r><w:pPr><w:pPrChange/></w:pPr><w:moveFromRangeStart/>"
        "<w:moveFromRangeEnd/><w:moveToRangeStart/><w:moveToRangeEnd/></w:p>"
    )
    fill(made, FILLING)
    assert text_of(made) == "ac"
    tags = [etree.QName(each).localname for each in made.iter()]
    assert tags == ["hdr", "p", "r", "t", "r", "t", "r", "rPr", "pPr"]


def test_tabs_at_the_right_stay_within_the_text():
    made = part(
        "<w:p><w:pPr><w:tabs>"
        + "".join(f'<w:tab w:val="{kind}" w:pos="{at}"/>' for kind, at in TABS)
        + "</w:tabs></w:pPr></w:p>"
    )
    fill(made, FILLING)
    found = [each.get(f"{W}pos") for each in made.iter(f"{W}tab")]
    assert found == ["8000", "8000", "7999", "9000"]


TABS = (("right", 9000), ("right", 8000), ("right", 7999), ("left", 9000))


def test_a_mark_is_put_above_all_else():
    made = part(f"<w:p>{words('a')}</w:p>")
    filling = Filling({"classification": "内部限り"}, classification_style="Mark")
    add_mark(made, filling)
    assert [text_of(each) for each in made] == ["内部限り", "a"]
    assert made.find(f".//{W}jc").get(f"{W}val") == "right"
    assert made.find(f".//{W}rStyle").get(f"{W}val") == "Mark"
    assert says(made, "内部限り")
    assert not says(made, "部限")
    assert not says(made, "りa")


@pytest.mark.parametrize(
    ("words_of_it", "mark", "found"),
    [
        ("OFFICIAL STATISTICS OFFICE", "OFFICIAL", False), ("Ministry of Islands — OFFICIAL", "OFFICIAL", True),
        ("Ministry | OFFICIAL-SENSITIVE", "OFFICIAL", False), ("秘書課", "秘", False), ("秘書課　秘", "秘", True),
    ],
)  # fmt: skip
def test_a_mark_stands_in_a_head_only_as_words_of_their_own(words_of_it, mark, found):
    assert says(part(f"<w:p>{words(words_of_it)}</w:p>"), mark) is found
