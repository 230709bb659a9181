"""MRK023: two signs that were meant each for itself, and are read as the marks of a pair.

``5~10隻、20~30隻`` lowers what stands between the two, and ``5*3と4*2`` or the marks of two notes,
``*1`` and ``*2``, set it in italics; the signs themselves are not printed. ``~gone~`` strikes out
in other dialects.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hakusho.ast.walk import stringify
from hakusho.checks.leftovers.slips import Slip
from hakusho.findings import Finding
from hakusho.values.letters import JAPANESE, KANA

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hakusho.ast.nodes import Element
    from hakusho.source.positions import Positions

_SIGNS = {"Subscript": "~", "Superscript": "^", "Emph": "*", "Math": "$"}
_ALNUM = re.compile(r"[A-Za-z0-9０-９]")
_DIGIT = re.compile(r"[0-9０-９]")
_JAPANESE = re.compile(rf"[{JAPANESE}、。，]")
_KANA = re.compile(rf"[{KANA}、。]")
_NUMBERED = re.compile(r"[注註]?[0-9０-９]")
"""What stands behind a * that marks a note."""
_STRUCK = re.compile(r"[A-Za-z]{2}")
_PARTICLE = re.compile(r"[とやのか、，,・及]")
_UNBASED = re.compile(r"[\s、。，．（「(\[]?$")
"""What nothing stands lowered behind."""
_SENTENCE = re.compile(rf"[。．]|[{KANA}].*[、，,]|[、，,].*[{KANA}]|^[^(（]*[)）]|[(（][^)）]*$")
"""What no one raises or lowers: the end of a sentence, a part of one, half a pair of brackets."""
_COUNTED = re.compile(rf"[0-9０-９]+[{JAPANESE}]")
_SHOWN = 20


_NOTE_MARK = re.compile(r"[（(]?[注註※*]?[0-9０-９]{1,3}[）)]?")
"""A mark of a note that is raised by hand."""


def pairs_by_accident(nodes: Sequence[Element], positions: Positions) -> Iterator[Slip]:
    """Find words that two signs have raised, lowered, emphasised or made a formula by accident."""
    empty = 0
    for node in nodes:
        sign = _SIGNS.get(node["t"])
        if not sign or "at" not in node:
            continue
        begin, end = node["at"]
        typed = positions.letters(begin, 1) == positions.letters(end - 1, 1) == sign
        words = node["c"][1] if node["t"] == "Math" else stringify(node)
        if sign == "^" and typed and not words:
            empty += 1
            if empty % 2:
                yield _doubled(positions, begin)
            continue
        around = positions.letters(begin - 1, 1), positions.letters(end, 1)
        if not typed or not _is_accident(sign, words, *around):
            continue
        message = "two {sign} are read as a pair: nothing is printed of them about '{words}'"
        hint = "Write \\{sign} for the sign itself."
        if sign == "*" and _NUMBERED.match(words) and not _DIGIT.match(around[0]):
            hint = "Write a note as ^[its words]; \\{sign} for the sign itself."
        elif sign == "~" and _STRUCK.match(words) and not _JAPANESE.search(words):
            hint = "Write ~~ on both sides of what is struck out; \\{sign} for the sign itself."
        elif sign == "~":
            hint = "Write ～ between two numbers, or \\{sign} for the sign itself."
        where = positions.place(begin)
        yield Slip(Finding.of("MRK023", where, message, hint, sign, words[:_SHOWN]), begin)


def _doubled(positions: Positions, begin: int) -> Slip:
    """The first of two ^^ with words between, which raise nothing and are not printed."""
    message = "^^ stands about words in other dialects; here it raises nothing, and is not printed"
    hint = "Write ^2^ to raise letters, [words]{{.underline}} to underline them; \\^ for ^ itself."
    return Slip(Finding.of("MRK010", positions.place(begin), message, hint), begin)


def _is_accident(sign: str, words: str, before: str, after: str) -> bool:
    """Whether a pair stands where people write each of its signs for itself."""
    if sign == "$":
        return bool(_DIGIT.match(before) and _KANA.search(words) and "\\" not in words)
    within = _ALNUM.match(before) and _ALNUM.match(after)
    if within and _JAPANESE.search(words):
        return True
    if sign == "^" and _NOTE_MARK.fullmatch(words):
        return False  # of NTE005
    if sign == "^":
        return bool(_SENTENCE.search(words) or (_DIGIT.match(before) and _COUNTED.match(words)))
    if sign == "~":
        told = _DIGIT.match(words) or _STRUCK.match(words)
        unbased = told and _UNBASED.match(before) and not re.match(r"[A-Za-z^]", after)
        lowered = _KANA.search(words) and words[0] != sign
        return bool(unbased or lowered or _SENTENCE.search(words))
    numbers = _DIGIT.match(after) and _DIGIT.match(words)
    notes = _NUMBERED.match(words) and after in {"注", "註"}
    repeated = before and words[1:].endswith(before) and _PARTICLE.match(words)
    return bool(numbers or notes or repeated)
