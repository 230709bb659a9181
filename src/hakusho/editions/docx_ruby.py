"""Readings and the dots of emphasis in the DOCX edition (ECMA-376, Part 1, 17.3.3.25, 17.3.2.12).

``lua/docx.lua`` marks them; here they become what Word's own menus make: 拡張書式, ルビ, 傍点.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hakusho.editions.docx_package import (
    PARAGRAPH,
    RUN,
    RUN_PROPERTIES,
    TEXT,
    VALUE,
    W,
    element,
    put_property,
    replace,
    run,
    style_of,
)
from hakusho.values.marks import Mark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from hakusho.editions.docx_reference import Page

_READ = re.compile(f"{Mark.RUBY}([^{Mark.RUBY}]*){Mark.RUBY}([^{Mark.RUBY}]*){Mark.RUBY}")
_DOTTED = "EmphasisDots"  # pandoc's id for the style that docx.lua names
_USUAL = 21  # half points
_RAISE = 0.86  # of the letters' size, as Word has it


def finish_readings(part: etree._Element, page: Page) -> None:
    """Set readings over their words, and dots over those that have them; the part is changed."""
    for each in list(part.iter(RUN)):
        style = each.find(f"{RUN_PROPERTIES}/{W}rStyle")
        if style is not None and style.get(VALUE) == _DOTTED:
            replace(style, [])
            put_property(each, "em", val="dot")
        if any(Mark.RUBY in (text.text or "") for text in each.iterfind(TEXT)):
            replace(each, [*_pieces(each, _size(each, page))])


def _size(each: etree._Element, page: Page) -> int:
    """The size of a run's letters in half points, as the style of its paragraph has it."""
    paragraph = next(each.iterancestors(PARAGRAPH), None)
    style = "" if paragraph is None else style_of(paragraph)
    return page.look(style).size or _USUAL


def _pieces(each: etree._Element, size: int) -> Iterator[etree._Element]:
    """A run cut into runs, each reading and its words in one."""
    written, at = "".join(text.text or "" for text in each.iterfind(TEXT)), 0
    for found in _READ.finditer(written):
        if found.start() > at:
            yield run(written[at : found.start()], each)
        yield _read(found[1], found[2], each, size)
        at = found.end()
    if at < len(written):
        yield run(written[at:], each)


def _read(reading: str, words: str, like: etree._Element, size: int) -> etree._Element:
    small = run(reading, like)
    for tag in ("sz", "szCs"):
        put_property(small, tag, val=size // 2)
    settings = element(
        "rubyPr",
        element("rubyAlign", val="distributeSpace"),
        element("hps", val=size // 2),
        element("hpsRaise", val=round(size * _RAISE)),
        element("hpsBaseText", val=size),
        element("lid", val="ja-JP"),
    )
    base = element("rubyBase", run(words, like))
    return element("r", element("ruby", settings, element("rt", small), base))
