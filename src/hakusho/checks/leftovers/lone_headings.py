"""MRK025: short paragraphs that stand like headings, as those who come from Word type them.

**結論** alone, 第４章　結論, ４　結論 and ■ 結論 are set as paragraphs: no list of contents, no
number and no reference knows them.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from hakusho.ast.walk import stringify
from hakusho.checks.leftovers.slips import Slip
from hakusho.findings import Finding
from hakusho.values.letters import KANA, KANJI

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hakusho.ast.nodes import Block, Inline
    from hakusho.source.positions import Positions

_LONGEST = 40
_STOPS = re.compile(r"[。．.!?！？：:;；、,，…]|[〜～—―-]\Z")
"""What no heading holds in Japanese, and none ends with."""
_DIGIT, _KANJI_DIGIT = "[0-9０-９]", "[一二三四五六七八九十]"
_NUMBERED = re.compile(
    rf"(?:第(?:{_DIGIT}|{_KANJI_DIGIT}){{1,3}}[部章節項](?:[ \u3000：:]+|\Z)"
    rf"|{_DIGIT}{{1,2}}(?:[.．‐－-]{_DIGIT}{{1,2}}){{1,3}}[.．]?[ \u3000]+"
    rf"|{_DIGIT}{{1,2}}(?:[.．、]?\u3000+|[．、][ \u3000]*| (?=[{KANJI}{KANA}]{{2}}))"
    rf"|{_KANJI_DIGIT}{{1,2}}(?:[、．]|\u3000)[ \u3000]*"
    rf"|[（(](?:{_DIGIT}{{1,2}}|{_KANJI_DIGIT})[）)][ \u3000]*"
    r"|[Ⅰ-Ⅻ][.．、]?[ \u3000]*|(?:[IVX]{1,4}|[0-9]{1,2}(?:\.[0-9]{1,2})*)\.?[ \u3000]+(?=[A-Z])"
    r"|(?:Chapter|Section|Part) [0-9IVX]{1,4}(?:[:.]? |\Z))"
    r"(?P<words>[^\n]*)"
)
_MARKED = re.compile(r"(?P<mark>[■□◆◇●▼▽▲△◎★☆▶◉])[ \u3000]?(?P<words>[^\n]+)")
_BRACKETED = re.compile(r"【(?P<words>[^【】\n]+)】|＜(?P<angles>[^＜＞\n]+)＞")
_FORMS = (_NUMBERED, _MARKED)
"""Two that stand together are the points of a list."""
_COUNTED = re.compile(r"[年月日時分秒回件人名社隻個本台枚点円頁度代位倍割％%]")
_BODY = frozenset({"Para", "BulletList", "OrderedList", "Table", "Figure", "BlockQuote", "Div"})


def lone_headings(blocks: Sequence[Block], positions: Positions) -> Iterator[Slip]:
    """Find paragraphs of a chapter's own level that are typed to look like headings."""
    before = ""
    for block, following in pairwise(blocks):
        words, above = _words(block), before
        before = stringify(words).strip()
        if not words or "at" not in block or following["t"] not in _BODY:
            continue
        typed = before
        if len(typed) > _LONGEST or any(each["t"] in {"SoftBreak", "LineBreak"} for each in words):
            continue
        leads = _looks_so if block["t"] == "Para" else _leads
        listed = any(form.fullmatch(above) and form.fullmatch(typed) for form in _FORMS)
        if _is_bold(words, typed) or (leads(typed, following) and not listed):
            yield _slip(block, typed, positions)


def _words(block: Block) -> list[Inline]:
    """The words of a paragraph, or of a list that has one item with one paragraph."""
    if block["t"] == "Para":
        return block["c"]
    if block["t"] == "OrderedList" and len(block["c"][1]) == 1:
        (item,) = block["c"][1]
        if len(item) == 1 and (item[0]["t"] == "Para" or item[0]["t"] == "Plain"):
            return item[0]["c"]
    return []


def _is_bold(words: Sequence[Inline], typed: str) -> bool:
    """Whether all words are bold, and end no sentence."""
    rest = [each for each in words if each["t"] not in {"Space", "Note"}]
    return len(rest) == 1 and rest[0]["t"] == "Strong" and not _ends(typed)


def _looks_so(typed: str, following: Block) -> bool:
    """Whether a plain paragraph begins as a heading does, and a text follows it."""
    if numbered := _NUMBERED.fullmatch(typed):
        words = numbered["words"]
        counted = typed[0].isdecimal() and _COUNTED.match(words)
        return not counted and _leads(words or typed, following)
    if marked := _MARKED.fullmatch(typed):
        others = following["t"] == "Para" and stringify(following["c"]).startswith(marked["mark"])
        return not others and _leads(marked["words"], following)
    bracketed = _BRACKETED.fullmatch(typed)
    return bool(bracketed and _leads(bracketed["words"] or bracketed["angles"], following))


def _leads(words: str, following: Block) -> bool:
    """Whether words end no sentence, and are followed by a paragraph that does."""
    if following["t"] != "Para" or not words or _STOPS.search(words):
        return False
    text = stringify(following["c"]).rstrip()
    return len(text) >= len(words) and text.endswith(("。", ".", "」", "）", "?", "？"))


def _ends(typed: str) -> bool:
    return _STOPS.search(typed[-1:]) is not None


def _slip(block: Block, typed: str, positions: Positions) -> Slip:
    message = "'{words}' stands like a heading, and is set as a paragraph"
    hint = "Write # and a space before the words, as many # as its level, without a number."
    position = block["at"][0]
    return Slip(Finding.of("MRK025", positions.place(position), message, hint, typed), position)
