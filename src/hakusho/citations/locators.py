"""Locators: what stands after the comma in ``[@itayama2021, 46頁]``.

pandoc takes ``46頁`` whole as a page number (printed 頁頁), knows no ``第3章`` and no ``４６頁``,
and reads labels by the document's language. So every locator is parsed here and handed on in the
explicit form of pandoc's manual ("Citation syntax"): ``{page 46}``, with the English names of
CSL 1.0.2's locator types, since citations always run under an English locale. A few labels are our
own where that list has none: ``annex``, ``attachment``, ``box``, ``clause`` (項 of a law),
``document``, ``map``, ``newspaper-page`` (面), ``photo``, ``schedule`` (別表).

A locator names places, one after another: ``第2部第3章、46-48頁注5以下``. A place is a number with
its label. Two of one label become a range or a list; others follow as places of their own. What is
no place ends the locator and stays text.

What CSL or pandoc has no label for (tables, articles, ``46頁注5``) is worded here in both
languages, and ``citation_text.lua`` keeps the one that the finished note is set in.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from hakusho.ast.build import inlines_of
from hakusho.values.letters import is_unspaced, is_wide
from hakusho.values.marks import Mark, unveiled, veiled
from hakusho.values.numerals import KANJI_NUMERALS, kanji_number

if TYPE_CHECKING:
    from hakusho.ast.nodes import Inline


_COUNTERS = {
    "頁": "page", "ページ": "page", "面": "newspaper-page", "章": "chapter", "節": "section",
    "項": "clause", "段落": "paragraph", "パラグラフ": "paragraph", "パラ": "paragraph",
    "巻": "volume", "部": "part", "編": "book", "篇": "book", "号": "issue", "条": "article",
    "行目": "line", "行": "line", "段": "column",
}  # fmt: skip
"""Words after a number."""

_PREFIXES = {
    "図表": "figure", "図": "figure", "表": "table", "脚注": "note", "後注": "note", "注": "note",
    "付録": "appendix", "附録": "appendix", "補論": "appendix", "附属書": "annex",
    "付属書": "annex", "別紙": "attachment", "別添": "attachment", "別表": "schedule",
    "コラム": "box", "資料": "document", "写真": "photo", "地図": "map", "式": "equation",
}  # fmt: skip
"""Words before a number."""

_LETTERED = frozenset({"appendix", "annex", "attachment", "schedule", "box", "map"})
"""Labels of places that may be lettered: appendix A."""

_ENGLISH = {
    "page": "p pp page pages", "chapter": "chap chaps ch chs chapter chapters",
    "section": "sec secs sect section sections § §§",
    "paragraph": "para paras par paragraph paragraphs ¶ ¶¶",
    "note": "n nn note notes fn fns footnote footnotes endnote endnotes",
    "figure": "fig figs figure figures", "table": "tab tabs tbl table tables",
    "article": "art arts article articles", "volume": "vol vols volume volumes",
    "part": "pt pts part parts", "column": "col cols column columns",
    "line": "l ll line lines", "book": "bk bks book books", "issue": "no. nos. issue issues",
    "appendix": "app appendix appendices", "annex": "annex annexes",
    "attachment": "attachment attachments", "schedule": "sched schedule schedules",
    "box": "box boxes", "map": "map maps", "equation": "eq eqs equation equations",
    "photo": "photo photos",
}  # fmt: skip

ENGLISH = {word: label for label, words in _ENGLISH.items() for word in words.split()}
"""Words before a number, lower case, without a full stop unless it must be there."""

_SHORT = {
    "page": "p. pp.", "newspaper-page": "p. pp.", "chapter": "chap. chaps.",
    "section": "sec. secs.", "paragraph": "para. paras.", "clause": "para. paras.",
    "note": "n. nn.", "figure": "fig. figs.", "table": "table tables", "article": "art. arts.",
    "volume": "vol. vols.", "part": "pt. pts.", "column": "col. cols.", "line": "line lines",
    "book": "bk. bks.", "issue": "no. nos.", "appendix": "app. apps.", "annex": "annex annexes",
    "attachment": "attachment attachments", "schedule": "sched. scheds.", "box": "box boxes",
    "document": "doc. docs.", "map": "map maps", "equation": "eq. eqs.", "photo": "photo photos",
}  # fmt: skip
_USUAL = {
    **{label: unit for unit, label in reversed(_COUNTERS.items())},
    **{label: unit for unit, label in reversed(_PREFIXES.items())},
    "paragraph": "段落", "note": "注", "figure": "図", "line": "行",
}  # fmt: skip
"""The Japanese word for each label."""

_WITHOUT_ORDINAL = frozenset({"頁", "面", "行", "行目", "段"})
_BESIDE = frozenset({"figure", "table", "box", "photo", "map", "appendix"})
"""Labels of what stands beside the place before it and not in it: a figure on a page."""
_KNOWN_TO_PANDOC = frozenset(
    {"book", "chapter", "column", "figure", "issue", "line", "note", "page", "part", "section",
     "volume"}
)  # fmt: skip
"""Labels that pandoc 3.9 reads and that mean one thing in both languages (paragraph: 項, 段落)."""

_ONWARD_IN_JAPANESE = {"": "", "以下": "以下", "以降": "以降", "f.": "以下", "ff.": "以下"}
_ONWARD_IN_ENGLISH = {"": "", "以下": "ff.", "以降": "ff.", "f.": "f.", "ff.": "ff."}


@dataclass(frozen=True, slots=True)
class Place:
    """One part of a locator: ``46頁`` and ``注5`` in ``46頁注5``.

    Attributes:
        label: A locator type.
        value: Half-width digits, ranges with ``-``, lists with ``, ``; ``5の2`` for 第5条の2,
            ``2‐1`` (U+2010) for a figure that is numbered so, ``第1`` for 別表第1.
        unit: The Japanese word as typed; empty if the locator was typed in English.
        onward: ``以下``, ``以降``, ``f.`` or ``ff.`` after it, or empty.
        joint: What was typed before it: nothing, a comma, ``および``, ``and``.
    """

    label: str
    value: str
    unit: str = ""
    onward: str = ""
    joint: str = ""


def _is_plain(place: Place) -> bool:
    """Whether every style words this place as we do, given its label and value alone."""
    return (
        place.label in _KNOWN_TO_PANDOC
        and place.unit in {"", _USUAL[place.label], "ページ"}
        and not any(mark in place.value for mark in "の第‐(")
    )


def _in_japanese(place: Place, before: Place | None = None) -> str:
    """A place as a Japanese note prints it."""
    unit = place.unit or _USUAL[place.label]
    if not place.unit and place.label == "paragraph" and before and before.label == "article":
        unit = "項"
    if unit in _PREFIXES:
        worded = f"{unit}{place.value}"
    else:
        unit = "頁" if unit == "ページ" else unit
        number, of, branch = place.value.partition("の")
        number, bracket, inner = number.partition("(")
        ordinal = "" if unit in _WITHOUT_ORDINAL else "第"
        worded = f"{ordinal}{number}{unit}{of}{branch}{bracket}{inner}"
    return f"{_joint_in_japanese(place, before)}{worded}{_ONWARD_IN_JAPANESE[place.onward]}"


def _in_english(place: Place, before: Place | None = None) -> str:
    """The same as an English note prints it."""
    one, many = _SHORT[place.label].split(" ")
    label = many if any(mark in place.value for mark in "-,") else one
    value = place.value.replace("の", "‐").replace("第", "")
    joint = "" if before is None else ", " if place.joint in {"", ","} else " and "
    return f"{joint}{label} {value}{_ONWARD_IN_ENGLISH[place.onward]}"


def _joint_in_japanese(place: Place, before: Place | None) -> str:
    if before is None or not place.joint:
        return "、" if before and not place.unit and place.label in _BESIDE else ""
    if place.joint == ",":
        return "、" if place.unit or place.label in _BESIDE or place.label == before.label else ""
    return "および" if place.joint in {"and", "&"} else place.joint


_PLAIN = r"[0-9]++"
# 46, 46a, A3, 1.2; in 46ff. and 46n5 the number is 46, in 46th there is none.
_ARABIC = (
    r"[A-Z]?[0-9]++(?:\.[0-9]++)*+(?:(?!f)[a-z](?![A-Za-z]|\.?\s?[0-9]))?"
    r"(?!(?!ff?\b|nn?\.?\s?[0-9])[A-Za-z])"
)
_ROMAN = r"(?:(?:[ivxlcdm]+|[IVXLCDM]+)(?![A-Za-z])|[Ⅰ-ⅿ]+)"
_KANJI = r"[〇一二三四五六七八九十百千]+"
_DASH = r"\s*(?:-{1,3}|[‐‑‒–—―−〜～~－])\s*"
_RANGE = rf"(?:{_DASH}|\s*から\s*)"
_AND = r"(?:\s*(?:および|及び|ならびに|並びに|と|&)\s*|\s+and\s+)"
_LISTED = rf"(?:\s*[,、・]\s*|{_AND})"

_HALF_WIDTH: dict[int, int | str] = {
    **{code: code - 0xFEE0 for code in range(0xFF01, 0xFF5E)},  # ～ is read as a dash
    0x3000: " ", 0x00A0: " ", ord("註"): "注",
}  # fmt: skip


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compile a pattern when a paper first needs it: together they take 0.1 s."""
    return re.compile(pattern)


def _list_of(number: str, after: str = "") -> str:
    """A pattern for numbers, ranges and lists of them; ``after`` must hold behind each."""
    span = rf"{number}(?:{_RANGE}{number})?{after}"
    return rf"{span}(?:{_LISTED}{span})*"


def _half_width(text: str) -> str:
    """Full-width letters, digits and brackets in half width; every character keeps its place."""
    return text if text.isascii() else text.translate(_HALF_WIDTH)


def _plain_value(value: str) -> str:
    """Numbers with ``-`` and ``, `` between them, in half-width Arabic or Roman digits."""
    if value.isdecimal() and value.isascii():
        return value
    value = _compiled(_RANGE).sub("-", value)
    value = _compiled(_LISTED).sub(", ", value)
    if not value.isascii():
        value = unicodedata.normalize("NFKC", value)
        value = _compiled(_KANJI).sub(lambda match: str(kanji_number(match[0])), value)
    return value.strip()


def _is_letters(value: str) -> bool:
    """Whether a value is a letter or a word, and no Roman numeral."""
    return value.isalpha() and not _compiled(r"[ivxlcdm]+|[IVXLCDM]+").fullmatch(value)


def _numbered_by_chapter(value: str, typed: str) -> str:
    """Figure 2-1, the first of chapter 2: typed with a hyphen, so no range; it keeps a U+2010."""
    return value.replace("-", "‐") if _compiled(r"\w+[-‐‑－]\w+").fullmatch(typed) else value


_NO_UNIT = r"(?![年月日つ人回本])"
_NUMBERS = _list_of(rf"(?:{_ARABIC}|{_ROMAN})", _NO_UNIT)
_ANY_NUMBERS = _list_of(rf"(?:{_PLAIN}|{_ARABIC}|{_ROMAN}|{_KANJI})")
# What follows makes another word of the counter: 3条件, 2部構成, 10項目, 3段階, 5ページ分.
_ANOTHER_WORD = (
    r"(?:(?<=[頁ジ])(?:分|程度|目|数)|(?<=章)(?:分|立|構成)|(?<=条)(?:件|約|文|例)|(?<=項)目"
    r"|(?<=部)(?:隊|門|会|分|長|局|品|数|員|署|構成|作|族)|(?<=段)[階目]|(?<=面)(?:積|体|談|会)"
    r"|(?<=行)(?:政|動|為|事|程|進|間)|(?<=号)(?:機|線|館|室|棟|俸)|(?<=節)(?:目|電)"
    r"|(?<=巻)(?:本|組|目)|(?<=[編篇])(?:成|集))"
)
_COUNTED = (
    rf"(?P<first>第\s*)?(?P<value>{_ANY_NUMBERS})\s*"
    rf"(?:(?P<unit>{'|'.join(_COUNTERS)})(?!{_ANOTHER_WORD})|[Pp]{{1,2}}(?:\.|\b)(?![A-Za-z]))"
    rf"(?:(?<=条)の(?P<branch>{_PLAIN}|{_KANJI}){_NO_UNIT})?"
)
_PREFIXED = (
    rf"(?P<unit>{'|'.join(_PREFIXES)}|頁|ページ)\s*(?P<first>第\s*)?"
    rf"(?:\((?P<inner>{_PLAIN})\)|(?P<value>(?(first){_ANY_NUMBERS}|(?:{_NUMBERS}))"
    r"|[A-Z](?![A-Za-z])))"
)
_LABELLED = (
    r"(?P<unit>[A-Za-z]++\.?|§§?|¶¶?)\s*"
    rf"(?P<value>{_list_of(rf'(?:{_ARABIC}(?:[(][0-9a-z]{{1,4}}[)])*+|{_ROMAN})', _NO_UNIT)}"
    r"|[A-Z](?:-?[0-9]++)?(?![A-Za-z]))"
)
_BARE = (
    rf"(?P<value>{_list_of(_PLAIN)})"
    r"(?=$|\s+(?![A-Za-z])|\s*ff?\b|\s*nn?\.?\s?[0-9]|[,、。.;:)\]]"
    r"|\s+(?:n|nn|fn|notes?|figs?|figures?|tables?|paras?)\.?\s*[0-9]"
    r"|を|以下|以降|前後|参照)"
    rf"|(?P<roman>[ivxlcdm]+(?:{_DASH}[ivxlcdm]+)?|[ⅰ-ⅿ]+)(?=$|[,、;])"
)
_VOLUME = r"[上中下前後本続別]\s*[巻編篇冊]|[朝夕]刊|[上中下](?=\s*[0-9])"
_ONWARD = r"以下|以降|\s?ff?(?:\.|\b)(?![A-Za-z])"
_JOINTS = {"range": _RANGE, "and": _AND, "comma": r"\s*[,、・]\s*", "nothing": r"\s*"}
_COUNTS_THINGS = frozenset("部段行節項号巻面編篇") | {"行目"}
_PREFIX_STARTS = frozenset(word[0] for word in (*_PREFIXES, "頁", "ページ"))
_VOLUME_STARTS = frozenset("上中下前後本続別朝夕")


def _read_places(text: str) -> tuple[list[Place], str, int]:
    """Read every place at the beginning of a text.

    Returns:
        The places, none if the text begins with no locator; words before them (``上巻``); and
        where they end.
    """
    volume = _compiled(_VOLUME).match(text) if text[:1] in _VOLUME_STARTS else None
    if volume:
        at = _compiled(r"\s*、?\s*").match(text, volume.end()).end()  # type: ignore[union-attr]
        found = _place(text, at)
    else:
        found = _place(text, 0) or _bare(text)
    if found is None:
        return [], "", 0
    place, at = found
    places = [place]
    while joined := _next(text, at, places[-1]):
        place, at, merged = joined
        if merged:
            places[-1] = place
        else:
            places.append(place)
    return places, volume[0] if volume else "", at


def _next(text: str, at: int, before: Place) -> tuple[Place, int, bool] | None:
    """The place that is joined to the one before, and whether the two are now one."""
    for kind, pattern in _JOINTS.items():
        joint = _compiled(pattern).match(text, at)
        found = _place(text, joint.end()) if joint else None
        if joint is None or found is None:
            continue
        place, end = found
        same = place.label == before.label and not before.onward
        if kind == "range":
            first = before.value.rpartition(", ")[2]
            if not (same and _is_single(first) and _is_single(place.value)):
                continue
            end += 2 if text.startswith("まで", end) else 0
            return replace(place, value=f"{before.value}-{place.value}"), end, True
        if same and kind != "nothing":
            return replace(place, value=f"{before.value}, {place.value}"), end, True
        return replace(place, joint=_typed_joint(kind, joint[0], place)), end, False
    return None


def _typed_joint(kind: str, joint: str, place: Place) -> str:
    if kind == "and":
        return joint.strip()
    if kind == "comma" or (joint and place.label in _BESIDE):
        return ","
    return ""


def _is_single(value: str) -> bool:
    return not any(mark in value for mark in "-,‐")


def _place(text: str, at: int) -> tuple[Place, int] | None:
    """The place with a label of its own that begins here."""
    char = text[at : at + 1]
    if not char:
        return None
    if char in "§¶" or (char.isascii() and char.isalpha()):
        return _labelled(text, at) or _counted(text, at)
    if char in _PREFIX_STARTS:
        return _prefixed(text, at)
    return _counted(text, at) if char.isalnum() else None


def _labelled(text: str, at: int) -> tuple[Place, int] | None:
    """``pp. 46-48``."""
    match = _compiled(_LABELLED).match(text, at)
    if match is None:
        return None
    word = match["unit"].lower()
    label = ENGLISH.get(word) or ENGLISH.get(word.rstrip("."))
    if label is None:
        return None
    value = _plain_value(match["value"])
    if label in {"figure", "table"} and not word.rstrip(".").endswith("s"):
        value = _numbered_by_chapter(value, match["value"])
    if _is_letters(value) and label not in _LETTERED:
        return None
    return _with_onward(text, match.end(), Place(label, value))


def _prefixed(text: str, at: int) -> tuple[Place, int] | None:
    """``図2``, ``別表第一``, ``注(5)``, ``頁46``."""
    match = _compiled(_PREFIXED).match(text, at)
    if match is None:
        return None
    unit, typed = match["unit"], match["inner"] or match["value"]
    label = _PREFIXES.get(unit, "page")
    value = _plain_value(typed)
    if label in {"figure", "table"}:
        value = _numbered_by_chapter(value, typed)
    if _is_letters(value) and label not in _LETTERED:
        return None
    if match["first"] and label in _LETTERED:
        value = f"第{value}"
    return _with_onward(text, match.end(), Place(label, value, unit))


def _counted(text: str, at: int) -> tuple[Place, int] | None:
    """``46-48頁``, ``第3章``, ``第5条の2``."""
    match = _compiled(_COUNTED).match(text, at)
    if match is None:
        return None
    unit, typed = match["unit"] or "頁", match["value"]
    if not match["first"] and unit in _COUNTS_THINGS and typed[0] in KANJI_NUMERALS:
        return None  # 一部, 一段, 一節 are words
    value = _plain_value(typed)
    if match["branch"]:
        value = f"{value}の{_plain_value(match['branch'])}"
    return _with_onward(text, match.end(), Place(_COUNTERS[unit], value, unit))


def _bare(text: str) -> tuple[Place, int] | None:
    """Digits or small Roman numerals alone: pages."""
    match = _compiled(_BARE).match(text)
    if match is None:
        return None
    value = _plain_value(match["value"] or match["roman"])
    return _with_onward(text, match.end(), Place("page", value))


def _with_onward(text: str, end: int, place: Place) -> tuple[Place, int]:
    if place.label == "page":  # p. 46頁
        end = _compiled(r"頁|ページ|").match(text, end).end()  # type: ignore[union-attr]
    match = _compiled(_ONWARD).match(text, end)
    if match is None:
        return place, end
    onward = match[0].strip()
    return replace(place, onward=f"{onward}." if onward in {"f", "ff"} else onward), match.end()


NOT_A_LOCATOR = "\u2e31"
"""Before a suffix that holds no locator: punctuation, so that pandoc looks for none either.
It is taken out again when the citation is worded."""

_DASHES_SHOWN = str.maketrans({"-": "–", "‐": "-"})
"""What stands for the dash of a range and for a hyphen in a value."""

_WITHOUT_LABEL = "opus"
"""The label, known to pandoc and rarely used, of places that we word; Lua takes it out."""

_WORDED_WHOLE = (
    rf", {{{_WITHOUT_LABEL} {Mark.PLACE}[^{Mark.PLACE_OR}]*{Mark.PLACE_OR}([^{Mark.PLACE_END}]*)"
    rf"{Mark.PLACE_END}}}"
)
"""A locator that is worded here from its first place on."""

_LEAD = " \t\n,，、\u3000"


@dataclass(frozen=True, slots=True)
class Locator:
    """A place in a cited work.

    Attributes:
        label: Locator type; empty if there is no locator.
        value: Half-width digits, ranges with ``-``, lists with ``, ``.
        rest: The text that follows; the whole text if there is no locator.
        more: Further places inside or beside the first: note 5 in ``46頁注5``.
        lead: Words before the first place: ``上巻`` in ``上巻46頁``.
        first: The first place, with its wording.
    """

    label: str
    value: str
    rest: str = ""
    more: tuple[Place, ...] = ()
    lead: str = ""
    first: Place = field(default_factory=lambda: Place("", ""), compare=False, repr=False)


@lru_cache(maxsize=4096)
def parse_locator(text: str) -> Locator:
    """Read the text after a citekey.

    Args:
        text: For example ``, 46-48頁を参照``, with or without the comma.

    Returns:
        The locator. Text that is none comes back whole as ``rest``, without the comma.
    """
    body = text.lstrip(_LEAD)
    places, lead, end = _read_places(_half_width(body)) if body else ([], "", 0)
    if not places:
        return Locator("", "", body)
    rest = body[end:]
    if rest[:1].isspace() and is_unspaced(rest.lstrip()[:1]):
        rest = rest.lstrip()
    first = places[0]
    return Locator(first.label, first.value, rest, tuple(places[1:]), lead, first)


def normalise(suffix: list[Inline]) -> list[Inline]:
    """Rewrite a citation's suffix so that citeproc reads exactly our locator, or none.

    Returns:
        The suffix as ``, {page 46}`` and what follows; applying this twice changes nothing.
    """
    text, others = _leading_text(suffix)
    if not text.strip() or text.startswith((", {", NOT_A_LOCATOR)):
        return suffix
    locator = parse_locator(text)
    if not locator.label and not locator.rest.strip() and not others:
        return []  # a comma alone
    if not locator.label:
        return [*inlines_of(_as_suffix(text, locator.rest)), *others]
    return [*inlines_of(f", {{{_handed_on(locator)}}}{locator.rest}"), *others]


def _handed_on(locator: Locator, *, own_label: bool = False) -> str:
    """A locator in pandoc's words, with our wordings of what pandoc has no words for.

    ``own_label`` says that the style words the first place, whichever it is.
    """
    first, more = locator.first, locator.more
    of_volume = first.label == "volume" and more and more[0].label == "page"
    plain = own_label or (_is_plain(first) and not locator.lead and not of_volume)
    japanese = _ONWARD_IN_JAPANESE[first.onward]
    english = _ONWARD_IN_ENGLISH[first.onward]
    if not plain:
        japanese, english = locator.lead + _in_japanese(first), _in_english(first)
    if locator.lead:
        english = f"{locator.lead}, {english}"
    before = first
    for place in more:
        japanese += _in_japanese(place, before)
        english += _in_english(place, before)
        before = place
    worded = ""
    if japanese or english:
        worded = f"{Mark.PLACE}{japanese}{Mark.PLACE_OR}{english}{Mark.PLACE_END}"
        worded = veiled(worded.translate(_DASHES_SHOWN))
    return f"{first.label} {first.value}{worded}" if plain else f"{_WITHOUT_LABEL} {worded}"


def for_any_style(suffix: list[Inline]) -> list[Inline]:
    """A normalised suffix for a style of one language, which words itself all that it can.

    ``para. 4`` and ``vol. 2, p. 5`` go to citeproc under their own labels, since the style may
    print ``[4]``, ``para 4`` or ``2``; what CSL has no label for stays worded, in English.
    """
    text, others = _leading_text(suffix)
    text = unveiled(text)
    match = _compiled(_WORDED_WHOLE).match(text)
    if match is None:
        return suffix
    locator = parse_locator(match[1].replace("–", "-"))
    if locator.rest or locator.first.label not in _KNOWN_TO_PANDOC | {"paragraph"}:
        return suffix
    handed_on = _handed_on(locator, own_label=True)
    return [*inlines_of(f", {{{handed_on}}}{text[match.end() :]}"), *others]


def _as_suffix(text: str, body: str) -> str:
    """A suffix without locator, after the comma that its own script asks for."""
    wide = any(map(is_wide, body))
    if text.lstrip()[:1] in {",", "，", "、"}:
        return f"{NOT_A_LOCATOR}{'、' if wide else ', '}{body}"
    return f"{NOT_A_LOCATOR}{'' if wide or not text[:1].isspace() else ' '}{body}"


def _leading_text(inlines: list[Inline]) -> tuple[str, list[Inline]]:
    """The plain text at the beginning, and the inlines after it."""
    parts: list[str] = []
    for at, inline in enumerate(inlines):
        if inline["t"] == "Str":
            parts.append(inline["c"])
        elif inline["t"] in {"Space", "SoftBreak"}:
            parts.append(" ")
        else:
            return "".join(parts), inlines[at:]
    return "".join(parts), []
