"""Readings and the dots of emphasis in the DOCX edition (ECMA-376, Part 1, 17.3.3.25, 17.3.2.12).

``lua/docx.lua`` marks them; here they become what Word's own menus make: 拡張書式, ルビ, 傍点.
"""

from __future__ import annotations

from dataclasses import dataclass, field
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

    from hakusho.editions.docx_page import Page

DOTTED = "EmphasisDots"  # pandoc's id for the style that docx.lua names
_USUAL = 21  # half points
_RAISE = 0.86  # of the letters' size, as Word has it


def finish_readings(part: etree._Element, page: Page) -> None:
    """Set readings over their words, and dots over those that have them; the part is changed."""
    waiting = _Reading()
    for each in list(part.iter(RUN)):
        style = each.find(f"{RUN_PROPERTIES}/{W}rStyle")
        if style is not None and style.get(VALUE) == DOTTED:
            replace(style, [])
            put_property(each, "em", val="dot")
        text = "".join(text.text or "" for text in each.iterfind(TEXT))
        if waiting.step or Mark.RUBY in text:
            replace(each, [*waiting.taken(text, each, _size(each, page))])


@dataclass(slots=True)
class _Reading:
    """A reading and its words, which pandoc divides between scripts into several runs."""

    step: int = 0  # nothing, in a reading, in its words
    reading: str = ""
    words: list[etree._Element] = field(default_factory=list)

    def taken(self, text: str, like: etree._Element, size: int) -> Iterator[etree._Element]:
        """What comes in the place of a run with a text."""
        for number, piece in enumerate(text.split(Mark.RUBY)):
            if number:
                self.step = (self.step + 1) % 3
                if not self.step:
                    yield _read(self.reading, self.words, size)
                    self.reading, self.words = "", []
            if piece and self.step == 1:
                self.reading += piece
            elif piece and self.step:
                self.words.append(run(piece, like))
            elif piece:
                yield run(piece, like)


def _size(each: etree._Element, page: Page) -> int:
    """The size of a run's letters in half points, as the style of its paragraph has it."""
    paragraph = next(each.iterancestors(PARAGRAPH), None)
    style = "" if paragraph is None else style_of(paragraph)
    return page.look(style).size or _USUAL


def _read(reading: str, words: list[etree._Element], size: int) -> etree._Element:
    small = run(reading, words[0])
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
    base = element("rubyBase", *words)
    return element("r", element("ruby", settings, element("rt", small), base))
