"""Headings of Word documents that have another style than Word's own, which pandoc does not see.

A paragraph is a heading to Word if it has an outline level, by itself or by its style (ECMA-376
Part 1, 17.3.1.20). Where no paragraph is one, styles that are named as parts of a text are: an
author or a journal has made them (Section, subsec, 中見出し) without a level. Where there are none
of these either, short paragraphs with a number are that are bold, large or in Gothic as a whole.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from hakusho.starting.word_package import parsed, written

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DOCUMENT, _STYLES = "word/document.xml", "word/styles.xml"
_OWN = re.compile(r"heading (?P<level>[1-9])", re.IGNORECASE)
_NONE = re.compile(
    r"(?:sub)?title|caption|toc .*|header|footer|table of .*|表題|副題", re.IGNORECASE
)
"""Styles that are no headings, whatever level they have."""
_NAMED = re.compile(
    r"(?P<sub>(?:sub[- _]?)*)(?:(?P<top>chapter|part)|sec(?:tion)?)"
    r"(?:[- _]?(?:title|head(?:ing)?))?[- _]?\d*|(?P<ja>章|大見出し|節|中見出し|項|小見出し)\d*",
    re.IGNORECASE,
)
_OF_JAPANESE = {"章": 0, "大見出し": 0, "節": 1, "中見出し": 1, "項": 2, "小見出し": 2}
_TYPED = re.compile(
    r"第?(?P<number>[0-9０-９]{1,2}(?:[.．・][0-9０-９]{1,2})*)"
    r"(?:[.．章]?[ \u3000]+|章|[.．](?=\D))(?=\S)"
)
_ENDS = re.compile(r"[。．.、,;:：？?！!]$")
_GOTHIC = re.compile("ゴシック|Gothic", re.IGNORECASE)
_LEVELS, _MOST_DIGITS = 9, 5
_SHORT = 40
"""Letters of a heading that has no style."""
_LONGEST = 150
"""Letters of a heading: a paragraph that is longer has the style by mistake."""


def with_headings(parts: Mapping[str, bytes]) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """Give the headings of a Word document Word's own styles; the rest stays as it was.

    Returns:
        The parts, and the words of what only looks like a heading, or is called so.
    """
    if not {_DOCUMENT, _STYLES} <= parts.keys():
        return {**parts}, ()
    try:
        document, styles = parsed(parts[_DOCUMENT]), parsed(parts[_STYLES])
    except etree.XMLSyntaxError:
        return {**parts}, ()
    by_id = {each.get(f"{_W}styleId", ""): each for each in styles.iter(f"{_W}style")}
    paragraphs = [*_paragraphs(document)]
    own = {name for name in by_id if _first_name(by_id, name, _OWN)}
    found = {each: level for each in paragraphs if (level := _level(each, by_id, own)) is not None}
    guessed: dict[etree._Element, int] = {}
    if not found and not any(_style_of(each) in own for each in paragraphs):
        guessed = _by_name(paragraphs, by_id) or _by_looks(paragraphs, styles)
    if not found and not guessed:
        return {**parts}, ()
    for paragraph, level in (found or guessed).items():
        _set_style(paragraph, _own_style(styles, by_id, level))
    written_parts = {**parts, _DOCUMENT: written(document), _STYLES: written(styles)}
    return written_parts, tuple(map(_words, guessed))


def _words(paragraph: etree._Element) -> str:
    return "".join(text.text or "" for text in paragraph.iter(f"{_W}t")).strip()


def _paragraphs(document: etree._Element) -> Iterator[etree._Element]:
    """Those that may be headings: outside of tables, with a few words."""
    for each in document.iter(f"{_W}p"):
        if 0 < len(_words(each)) <= _LONGEST and next(each.iterancestors(f"{_W}tbl"), None) is None:
            yield each


def _style_of(paragraph: etree._Element) -> str:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return "" if style is None else style.get(f"{_W}val", "")


def _chain(by_id: Mapping[str, etree._Element], name: str) -> Iterator[etree._Element]:
    """A style and those on which it is based."""
    seen = set[str]()
    while name in by_id and name not in seen:
        seen.add(name)
        yield by_id[name]
        base = by_id[name].find(f"{_W}basedOn")
        name = "" if base is None else base.get(f"{_W}val", "")


def _name(style: etree._Element) -> str:
    name = style.find(f"{_W}name")
    return "" if name is None else name.get(f"{_W}val", "")


def _first_name(by_id: Mapping[str, etree._Element], style: str, form: re.Pattern[str]) -> str:
    """The first name of a style and its bases that has this form; empty if none has."""
    return next(filter(form.fullmatch, map(_name, _chain(by_id, style))), "")


def _level(
    paragraph: etree._Element, by_id: Mapping[str, etree._Element], own: set[str]
) -> int | None:
    """The level of a heading that has no style of Word's own; none if it is no heading."""
    style = _style_of(paragraph)
    if style in own or _first_name(by_id, style, _NONE):
        return None
    holders = (paragraph, *_chain(by_id, style))
    levels = (each.find(f"{_W}pPr/{_W}outlineLvl") for each in holders)
    said = next((each.get(f"{_W}val", "") for each in levels if each is not None), "")
    return int(said) if said.isdigit() and int(said) < _LEVELS else None


def _by_name(
    paragraphs: list[etree._Element], by_id: Mapping[str, etree._Element]
) -> dict[etree._Element, int]:
    """Paragraphs whose style is named as a part of a text, unless its number was taken away."""
    found: dict[etree._Element, int] = {}
    for each in paragraphs:
        style = by_id.get(_style_of(each))
        named = _NAMED.fullmatch(_name(style)) if style is not None else None
        number = each.find(f"{_W}pPr/{_W}numPr/{_W}numId")
        if named and (number is None or number.get(f"{_W}val") != "0"):
            below = len(re.findall("sub", named["sub"] or "", re.IGNORECASE))
            found[each] = _OF_JAPANESE.get(named["ja"], below + (0 if named["top"] else 1))
    top = min(found.values(), default=0)
    return {each: min(level - top, _LEVELS - 1) for each, level in found.items()}


def _by_looks(
    paragraphs: list[etree._Element], styles: etree._Element
) -> dict[etree._Element, int]:
    """Short paragraphs with a number that stand out as a whole, if there are several."""
    usual = _usual_size(styles)
    found: dict[etree._Element, int] = {}
    for each in paragraphs:
        words = _words(each)
        typed, listed = _TYPED.match(words), each.find(f"{_W}pPr/{_W}numPr")
        if len(words) > _SHORT or _ENDS.search(words) or not _stands_out(each, usual):
            continue
        if typed:
            found[each] = len(re.findall("[.．・]", typed["number"]))
        elif listed is not None:
            level = listed.find(f"{_W}ilvl")
            found[each] = _number(level, 0)
    return found if len(found) > 1 else {}


def _usual_size(styles: etree._Element) -> int:
    """The size of what has no style, in half points."""
    default = styles.find(f"{_W}style[@{_W}default='1'][@{_W}type='paragraph']")
    holders = (each for each in (default, styles.find(f"{_W}docDefaults")) if each is not None)
    sizes = (size for each in holders for size in each.iter(f"{_W}sz"))
    return next((_number(each, 20) for each in sizes), 20)


def _number(element: etree._Element | None, otherwise: int) -> int:
    """The value of an element, if it is a whole number as ECMA-376 has it."""
    value = "" if element is None else element.get(f"{_W}val", "")
    return int(value) if value.isdecimal() and len(value) <= _MOST_DIGITS else otherwise


def _stands_out(paragraph: etree._Element, usual: int) -> bool:
    """Whether all words of a paragraph are bold, larger than others, or in Gothic."""
    runs = [run for run in paragraph.iter(f"{_W}r") if run.findtext(f"{_W}t", "").strip()]
    return bool(runs) and all(_is_marked(run, usual) for run in runs)


def _is_marked(run: etree._Element, usual: int) -> bool:
    bold, size, font = (run.find(f"{_W}rPr/{_W}{name}") for name in ("b", "sz", "rFonts"))
    is_bold = bold is not None and bold.get(f"{_W}val", "1") not in {"0", "false"}
    is_large = _number(size, 0) * 10 > usual * 11
    face = "" if font is None else font.get(f"{_W}eastAsia", "")
    return is_bold or is_large or _GOTHIC.search(face) is not None


def _own_style(styles: etree._Element, by_id: dict[str, etree._Element], level: int) -> str:
    """The id of Word's own style of a level, which is added if there is none."""
    wanted = f"heading {level + 1}"
    for name, style in by_id.items():
        if _name(style).lower() == wanted:
            return name
    made = etree.SubElement(styles, f"{_W}style")
    made.set(f"{_W}type", "paragraph")
    made.set(f"{_W}styleId", wanted.replace(" ", ""))
    etree.SubElement(made, f"{_W}name").set(f"{_W}val", wanted)
    by_id[wanted.replace(" ", "")] = made
    return wanted.replace(" ", "")


def _set_style(paragraph: etree._Element, name: str) -> None:
    properties = paragraph.find(f"{_W}pPr")
    if properties is None:
        properties = etree.Element(f"{_W}pPr")
        paragraph.insert(0, properties)
    style = properties.find(f"{_W}pStyle")
    if style is None:
        style = etree.Element(f"{_W}pStyle")
        properties.insert(0, style)
    style.set(f"{_W}val", name)
