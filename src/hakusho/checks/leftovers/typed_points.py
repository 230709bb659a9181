"""MRK012: lines that begin like points of a list, as people type them, and are printed as one."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING

from hakusho.checks.leftovers.slips import is_plain, slip
from hakusho.values.letters import JAPANESE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hakusho.checks.leftovers.slips import Line, Paragraph, Slip
    from hakusho.source.prose import Prose

_BULLET = re.compile(r"[・･•●○◯■□◆◇▪▶►➢✓✔]|[–－‐] ?|-(?=[^\W\d_])")
_INDENTED = re.compile(r"\u3000+(?P<mark>[-*+]|[0-9]{1,2}[.)]) +\S")
_DASHES = frozenset("–－‐-")
_NUMBER = (
    re.compile(r"(?P<number>[①-⑳ⅰ-ⅹⅠ-Ⅹ])"),
    re.compile(r"(?P<number>[０-９]{1,2})[．、）.)]"),
    re.compile(r"(?P<number>[0-9]{1,2})(?:[．、）]|[.)](?=[^\s0-9]))"),
    re.compile(
        r"[（(](?P<number>[0-9０-９]{1,2}|[ivx]{1,4}|[ア-ン]|[一二三四五六七八九十])"
        r"(?:）|\)(?! ))(?![をがにともでへ]|の(?!ち)|は(?!じ))"
    ),
    re.compile(r"(?P<number>[一二三四五六七八九十ア-ン])\u3000"),
    re.compile(r"[【［〔](?P<number>[0-9０-９]{1,2}|[一二三四五六七八九十])[】］〕]"),
    re.compile(r"第(?P<number>[0-9０-９]{1,3}|[一二三四五六七八九十])[条章節項回部][\u3000 ：:]"),
    re.compile(r"[（(]?注(?P<number>[0-9０-９]{1,2})[\u3000 ：:）)]"),
    re.compile(
        r"(?P<number>[0-9０-９]{1,2})"
        rf"(?:\u3000| [.)．）](?=[ \u3000])| (?![年月日時分])(?=[{JAPANESE}]))"
    ),
    re.compile(r"(?P<number>[ア-ン]|[一二三四五六七八九十])[）)．、.](?![一二三四五六七八九十])"),
)
_KANA = "アイウエオカキクケコ"
_IROHA = "イロハニホヘト"
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi")


def typed_points(prose: Prose, paragraphs: Sequence[Paragraph]) -> Iterator[Slip]:
    """Find paragraphs of which two lines or more begin with ・, ① or the like, and are joined."""
    for paragraph in paragraphs:
        lines = paragraph.lines
        indented = _indented(prose, paragraph)
        if indented:
            line, mark = indented
            message = "a full-width space before {mark}: the item of a list is read as text"
            hint = "Begin a list at the margin, and an inner one with four spaces before its marks."
            yield slip(prose, line.start, "MRK012", message, hint, mark)
            continue
        if len(lines) < 2 or all(line.kept for line in lines[1:]):  # noqa: PLR2004
            continue
        begins = [line.text.lstrip("\u3000 ") for line in lines]
        within = "BulletList" in paragraph.within
        runs = [
            _bullets(begins) or (_dashes(begins) if within else []),
            *(_run(begins, each) for each in _NUMBER),
        ]
        found = next(filter(None, runs), [])
        if any(not lines[number].kept for number, _ in found if number):
            number, mark = found[0]
            position = prose.at[lines[number].start]
            if mark[0] in _DASHES and prose.positions.letters(position, 1) != mark[0]:
                continue  # -- begins a comment
            message = "lines that begin with {mark} are printed as one paragraph"
            hint = (
                "Write each as an item of a list, - or 1. and a space, with an empty line before "
                "the first; or end the lines with \\ to keep them as they are."
            )
            yield slip(prose, lines[number].start, "MRK012", message, hint, mark.strip())


def _indented(prose: Prose, paragraph: Paragraph) -> tuple[Line, str] | None:
    """The first item behind a full-width space, and its mark, in a list or if there are several."""
    found = [
        (line, match["mark"])
        for line in paragraph.lines
        if (match := _INDENTED.match(line.text))
        if is_plain(prose, *(line.start + each for each in match.span("mark")))
    ]
    in_list = {"BulletList", "OrderedList"} & paragraph.within
    return found[0] if len(found) > 1 or (found and in_list) else None


def _bullets(begins: Sequence[str]) -> list[tuple[int, str]]:
    """The lines that begin with one and the same mark, two at least; with a dash one after another.

    A dash may stand at the beginning of a line by accident, even twice.
    """
    found = [(n, match[0]) for n, each in enumerate(begins) if (match := _BULLET.match(each))]
    same = [each for each in found if each[1][0] == found[0][1][0]]
    if found and found[0][1][0] in _DASHES and all(b[0] - a[0] > 1 for a, b in pairwise(same)):
        return []
    return same if len(same) > 1 else []


def _dashes(begins: Sequence[str]) -> list[tuple[int, str]]:
    """The lines of an item that begin with a dash and no space, which were to be items too."""
    return [(n, "-") for n, each in enumerate(begins) if n and re.match(r"-[^\W\d_]", each)]


def _run(begins: Sequence[str], pattern: re.Pattern[str]) -> list[tuple[int, str]]:
    """The lines that begin with numbers of one form that follow one another, two at least."""
    matches = [(n, match) for n, each in enumerate(begins) if (match := pattern.match(each))]
    if len(matches) < 2:  # noqa: PLR2004
        return []
    first, second = (_values(match["number"]) for _, match in matches[:2])
    follow = any(b == a + 1 for a, b in zip(first, second, strict=True) if a and b)
    return [(n, match[0]) for n, match in matches] if follow else []


def _values(number: str) -> tuple[int, int, int]:
    """What a number may be: in figures, in the order of アイウ, in that of いろは."""
    plain = unicodedata.normalize("NFKC", number)
    if plain.isdecimal():
        return int(plain), 0, 0
    if plain in _ROMAN:
        return _ROMAN.index(plain) + 1, 0, 0
    if len(number) == 1 and number.isnumeric():
        return int(unicodedata.numeric(number)), 0, 0
    return 0, _KANA.find(number) + 1, _IROHA.find(number) + 1
