"""How a paper may be handled, found in the words of a house's head: 取扱注意, OFFICIAL-SENSITIVE.

A mark is what stands by itself, or between the signs that divide a running head, or is so plain a
mark that it is one between other words as well.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_ONE_MARK = (
    r"取扱い?(厳重)?注意|取扱い?(厳重)?注意文書|[極厳対部社省庁人]?外?秘|マル秘|㊙|対外秘|部外秘"
    r"|(特定)?秘密|機密(性?[0-9一二三]?(情報)?)?|(完全|可用)性[0-9一二三](情報)?|(非|未)?公[開表]|不開示|会議後回収|要回収|回収資料|注意"
    r"|.{1,8}限り|限定(配布|公開|版)?|.{1,6}限定|(転送|転載|複写|複製|持出|引用)(等)?(厳)?禁止?"
    r"|(top\s)?secret|confidential|restricted|unclassified|classified|official([-\s]sensitive)?"
    r"|(strictly\s)?(private|internal)(\sand\sconfidential)?(\suse)?(\sonly)?|for official use only"
    r"|fouo|cui|tlp:\w+(\+strict)?|not for (distribution|publication|release|quotation)|noforn"
    r"|limited(\sdistribution)?|sensitive|embargo(ed)?|close hold|eyes only"
    r"|(vs\W*)?(nur für den dienstgebrauch|nfd|vertraulich)|(streng\s)?geheim"
    r"|(très\s)?secret(\sdéfense)?|confidentiel(\sdéfense)?|diffusion restreinte"
    r"|绝密|機密|机密|秘密|内部(资料|文件)?|대외비|([1-3ⅠⅡⅢ]급)?\s?비밀"
)
_MARKS = re.compile(rf"(?:(?:{_ONE_MARK})[\s・/／、,;|]*)+", re.IGNORECASE)
"""How a paper may be handled, as offices of Japan, NATO and others say it."""
_FRAME = " \t\u3000【】〔〕［］[]（）()〈〉《》<>「」『』■●◆※*-–—―"
_CJK = "\u3400-\u9fff々"
_DIVIDE = re.compile(r"\s*[—–―|｜]+\s*|\s+[-/／・•·:：]+\s+|\s*[\t\u3000]+\s*|\s{2,}")
"""What divides a running head into words of their own."""
_SPREAD = re.compile(r"(?<=\w)(?:\xa0 ?| \xa0)(?=\w)")
_BOUND = re.compile(rf"{_DIVIDE.pattern}|[【】〔〕\[\]()〈〉《》<>「」『』/・•·:;]")
"""What a piece of a head ends at: the same, and brackets."""
_SPACED = re.compile(rf"(?<!\S)(?:[{_CJK}][ \u3000]+)+[{_CJK}](?!\S)")
"""Letters that are set apart: 取 扱 注 意."""
_ALONE = re.compile(rf"(?<!^[{_CJK}]\s)(?<!\s[{_CJK}]\s)(?<!\S)秘(?!\S)(?!\s[{_CJK}](?!\S))")
_PLAIN = re.compile(
    r"取扱い?(?:厳重)?注意(?:文書)?|[極厳](?<![部社省庁])秘(?!書)|(?:[部社省庁]外|対外|マル)秘|㊙|会議後回収"
    r"|特定秘密(?!保護|の保護|を)|機密性\s?[0-9一二三](?:情報)?|(?:[省庁局部課室]内|内部)限り"
    r"|(?i:\b(?:top[-\s]secret|official[-\s]sensitive|strictly (?:private|confidential)"
    r"|for official use only|not for (?:distribution|publication|release|quotation)"
    r"|tlp:\w+(?:\+strict)?|nur für den dienstgebrauch|diffusion restreinte)\b)"
)
"""What is a mark among other words, too."""
_CAPITALS = re.compile(
    r"(?<![A-Z] )\b(?:SECRET|CONFIDENTIAL|RESTRICTED|UNCLASSIFIED|CLASSIFIED|OFFICIAL|SENSITIVE"
    r"|FOUO|NOFORN|EMBARGOED)\b(?! [A-Z]{2})"
)
"""Marks among other words only if these are not in capitals themselves."""
_BETWEEN = re.compile(r"[\s/／・･,、;:|—–―\-【】〔〕\[\]()]*")
_DOUBTFUL = re.compile(
    r"秘(?!書)|機密|取扱(?:い)?注意|\bsecret\b|confidential|\brestricted\b|\bclassified\b"
    r"|\bofficial[-\s]sensitive",
    re.IGNORECASE,
)


def bare(words: str) -> str:
    """Words in plain letters, without what frames them."""
    return unicodedata.normalize("NFKC", words).strip(_FRAME)


def is_mark(words: str) -> bool:
    """Whether words only say how a paper may be handled."""
    return _MARKS.fullmatch(bare(words)) is not None


def may_name_one(words: str) -> bool:
    """Whether words may say how a paper is handled although they are not known to."""
    return _DOUBTFUL.search(words) is not None


def pieces_of(words: str) -> list[str]:
    """The words of a head, divided where it divides them.

    Between words that are spread over a line with no-break spaces nothing is divided.
    """
    return [piece for piece in _DIVIDE.split(_SPREAD.sub(" ", words)) if bare(piece)]


def marks_in(words: str, *, keep_frame: bool) -> list[tuple[int, int]]:
    """Where marks stand among other words of a head.

    Several beside one another are one. Without ``keep_frame`` what frames a mark, and what divides
    it from the words before it, belongs to it.
    """
    text = _same_length(words)
    found = [span for span in _pieces(text) if is_mark(text[slice(*span)])]
    found += [match.span() for each in (_PLAIN, _ALONE) for match in each.finditer(text)]
    found += [each.span() for each in _SPACED.finditer(text) if is_mark("".join(each[0].split()))]
    if any(letter.islower() for letter in _CAPITALS.sub("", text)):
        found += [match.span() for match in _CAPITALS.finditer(text)]
    return [_framed(text, each, keep=keep_frame) for each in _joined(text, sorted(found))]


def _same_length(words: str) -> str:
    """Words in plain letters, each at its place."""
    plain = ((letter, unicodedata.normalize("NFKC", letter)) for letter in words)
    return "".join(old if old.isspace() or len(new) != 1 else new for old, new in plain)


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    bounds = [match.span() for match in _BOUND.finditer(text)]
    for (_, start), (end, _) in pairwise([(0, 0), *bounds, (len(text), len(text))]):
        piece = text[start:end]
        if piece.strip():
            yield end - len(piece.lstrip()), start + len(piece.rstrip())


def _joined(text: str, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        first, last = joined[-1] if joined else (start, 0)
        if joined and (start <= last or _BETWEEN.fullmatch(text, last, start)):
            joined[-1] = first, max(end, last)
        else:
            joined.append((start, end))
    return joined


def _framed(text: str, span: tuple[int, int], *, keep: bool) -> tuple[int, int]:
    """A mark with its frame and what divides it from other words, where it is to vanish."""
    start, end = span
    if keep:
        return span
    before, behind = len(text[:start].rstrip(_AROUND)), len(text) - len(text[end:].lstrip(_AROUND))
    if not before:
        return 0, behind
    if behind == len(text):
        return before, behind
    opened = len(text[:start]) - len(text[:start].rstrip("【〔[(〈《<「『 "))
    closed = len(text[end:]) - len(text[end:].lstrip("】〕])〉》>」』"))
    begin = start - opened if closed else start
    divided = _DIVIDE_END.search(text[:begin])
    return (divided.start() if divided else begin), end + closed


_AROUND = _FRAME + "|｜/／・:："
_DIVIDE_END = re.compile(r"(?:\s*[—–―|｜/／・•·:：]+\s*|\s+-\s+|\s+)$")
