"""Reads the places that a locator names, one after another: ``第2部第3章、46-48頁注5以下``.

A place is a number with its label. Two of one label become a range or a list; others follow as
places of their own. What is no place ends the locator and stays text.
"""

from __future__ import annotations

from dataclasses import replace

from hakusho.citations.locator_labels import COUNTERS, ENGLISH, LETTERED, PREFIXES, Place, is_beside
from hakusho.citations.locator_numbers import (
    AND,
    ARABIC,
    DASH,
    KANJI,
    PLAIN,
    RANGE,
    ROMAN,
    begins_in_kanji,
    compiled,
    is_letters,
    list_of,
    numbered_by_chapter,
    plain_value,
)

_NO_UNIT = r"(?![年月日つ人回本])"
_NUMBERS = list_of(rf"(?:{ARABIC}|{ROMAN})", _NO_UNIT)
_ANY_NUMBERS = list_of(rf"(?:{PLAIN}|{ARABIC}|{ROMAN}|{KANJI})")
# What follows makes another word of the counter: 3条件, 2部構成, 10項目, 3段階, 5ページ分.
_ANOTHER_WORD = (
    r"(?:(?<=[頁ジ])(?:分|程度|目|数)|(?<=章)(?:分|立|構成)|(?<=条)(?:件|約|文|例)|(?<=項)目"
    r"|(?<=部)(?:隊|門|会|分|長|局|品|数|員|署|構成|作|族)|(?<=段)[階目]|(?<=面)(?:積|体|談|会)"
    r"|(?<=行)(?:政|動|為|事|程|進|間)|(?<=号)(?:機|線|館|室|棟|俸)|(?<=節)(?:目|電)"
    r"|(?<=巻)(?:本|組|目)|(?<=[編篇])(?:成|集))"
)
_COUNTED = (
    rf"(?P<first>第\s*)?(?P<value>{_ANY_NUMBERS})\s*"
    rf"(?:(?P<unit>{'|'.join(COUNTERS)})(?!{_ANOTHER_WORD})|[Pp]{{1,2}}(?:\.|\b)(?![A-Za-z]))"
    rf"(?:(?<=条)の(?P<branch>{PLAIN}|{KANJI}){_NO_UNIT})?"
)
_PREFIXED = (
    rf"(?P<unit>{'|'.join(PREFIXES)}|頁|ページ)\s*(?P<first>第\s*)?"
    rf"(?:\((?P<inner>{PLAIN})\)|(?P<value>(?(first){_ANY_NUMBERS}|(?:{_NUMBERS}))"
    r"|[A-Z](?![A-Za-z])))"
)
_LABELLED = (
    r"(?P<unit>[A-Za-z]++\.?|§§?|¶¶?)\s*"
    rf"(?P<value>{list_of(rf'(?:{ARABIC}(?:[(][0-9a-z]{{1,4}}[)])*+|{ROMAN})', _NO_UNIT)}"
    r"|[A-Z](?:-?[0-9]++)?(?![A-Za-z]))"
)
_BARE = (
    rf"(?P<value>{list_of(PLAIN)})"
    r"(?=$|\s+(?![A-Za-z])|\s*ff?\b|\s*nn?\.?\s?[0-9]|[,、。.;:)\]]"
    r"|\s+(?:n|nn|fn|notes?|figs?|figures?|tables?|paras?)\.?\s*[0-9]"
    r"|を|以下|以降|前後|参照)"
    rf"|(?P<roman>[ivxlcdm]+(?:{DASH}[ivxlcdm]+)?|[ⅰ-ⅿ]+)(?=$|[,、;])"
)
_VOLUME = r"[上中下前後本続別]\s*[巻編篇冊]|[朝夕]刊|[上中下](?=\s*[0-9])"
_ONWARD = r"以下|以降|\s?ff?(?:\.|\b)(?![A-Za-z])"
_JOINTS = {"range": RANGE, "and": AND, "comma": r"\s*[,、・]\s*", "nothing": r"\s*"}
_COUNTS_THINGS = frozenset("部段行節項号巻面編篇") | {"行目"}
_PREFIX_STARTS = frozenset(word[0] for word in (*PREFIXES, "頁", "ページ"))
_VOLUME_STARTS = frozenset("上中下前後本続別朝夕")


def read_places(text: str) -> tuple[list[Place], str, int]:
    """Read every place at the beginning of a text.

    Args:
        text: In half width, without the comma before it.

    Returns:
        The places, none if the text begins with no locator; words before them (``上巻``); and
        where they end.
    """
    volume = compiled(_VOLUME).match(text) if text[:1] in _VOLUME_STARTS else None
    if volume:
        at = compiled(r"\s*、?\s*").match(text, volume.end()).end()  # type: ignore[union-attr]
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
        joint = compiled(pattern).match(text, at)
        found = _place(text, joint.end()) if joint else None
        if joint is None or found is None:
            continue
        place, end = found
        same = place.label == before.label and not before.onward
        if kind == "range":
            if not same or not _can_begin_range(before) or not _is_single(place.value):
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
    if kind == "comma" or (joint and is_beside(place)):
        return ","
    return ""


def _can_begin_range(place: Place) -> bool:
    return not place.onward and _is_single(place.value.rpartition(", ")[2])


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
    match = compiled(_LABELLED).match(text, at)
    if match is None:
        return None
    word = match["unit"].lower()
    label = ENGLISH.get(word) or ENGLISH.get(word.rstrip("."))
    if label is None:
        return None
    value = plain_value(match["value"])
    if label in {"figure", "table"} and not word.rstrip(".").endswith("s"):
        value = numbered_by_chapter(value, match["value"])
    if is_letters(value) and label not in LETTERED:
        return None
    return _with_onward(text, match.end(), Place(label, value))


def _prefixed(text: str, at: int) -> tuple[Place, int] | None:
    """``図2``, ``別表第一``, ``注(5)``, ``頁46``."""
    match = compiled(_PREFIXED).match(text, at)
    if match is None:
        return None
    unit, typed = match["unit"], match["inner"] or match["value"]
    label = PREFIXES.get(unit, "page")
    value = plain_value(typed)
    if label in {"figure", "table"}:
        value = numbered_by_chapter(value, typed)
    if is_letters(value) and label not in LETTERED:
        return None
    if match["first"] and label in LETTERED:
        value = f"第{value}"
    return _with_onward(text, match.end(), Place(label, value, unit))


def _counted(text: str, at: int) -> tuple[Place, int] | None:
    """``46-48頁``, ``第3章``, ``第5条の2``."""
    match = compiled(_COUNTED).match(text, at)
    if match is None:
        return None
    unit, typed = match["unit"] or "頁", match["value"]
    if not match["first"] and unit in _COUNTS_THINGS and begins_in_kanji(typed):
        return None  # 一部, 一段, 一節 are words
    value = plain_value(typed)
    if match["branch"]:
        value = f"{value}の{plain_value(match['branch'])}"
    return _with_onward(text, match.end(), Place(COUNTERS[unit], value, unit))


def _bare(text: str) -> tuple[Place, int] | None:
    """Digits or small Roman numerals alone: pages."""
    match = compiled(_BARE).match(text)
    if match is None:
        return None
    value = plain_value(match["value"] or match["roman"])
    return _with_onward(text, match.end(), Place("page", value))


def _with_onward(text: str, end: int, place: Place) -> tuple[Place, int]:
    if place.label == "page":  # p. 46頁
        end = compiled(r"頁|ページ|").match(text, end).end()  # type: ignore[union-attr]
    match = compiled(_ONWARD).match(text, end)
    if match is None:
        return place, end
    onward = match[0].strip()
    return replace(place, onward=f"{onward}." if onward in {"f", "ff"} else onward), match.end()
