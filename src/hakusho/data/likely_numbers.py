"""What somebody may have meant whose cell is to be a number and is none."""

from __future__ import annotations

import re
from decimal import Decimal

from hakusho.data.numbers import NO_NUMBER, read_number
from hakusho.findings import Text, say
from hakusho.values.letters import normal_width

_N = r"[-+−△▲]?[\d.,]*\d"
_RANGE = re.compile(rf"(?P<low>{_N})\s*(?:[~〜–—―]|から|to|-)\s*(?P<high>{_N})", re.ASCII)
_ABOUT = re.compile(
    rf"(?:約|およそ|概ね|(?:approx(?:imately)?|about|around|circa|ca?)\b\.?|~)\s*(?P<number>{_N})",
    re.IGNORECASE | re.ASCII,
)
_SCALES = {
    "千": 10**3,
    "百万": 10**6,
    "千万": 10**7,
    "万": 10**4,
    "億": 10**8,
    "兆": 10**12,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
}
_LARGE = re.compile(rf"(?P<number>{_N})\s*(?P<scale>{'|'.join(_SCALES)})", re.IGNORECASE | re.ASCII)
_WITH_UNIT = re.compile(rf"(?P<number>{_N})\s*(?P<unit>[^\d\s.,+\-−△▲]{{1,8}})", re.ASCII)
_DECIMAL_COMMA = re.compile(r"[-+−]?(?:\d{1,3}(?:\.\d{3})+|\d+),\d+", re.ASCII)
_KANJI = {each: value for value, each in enumerate("〇一二三四五六七八九")}
_IN_KANJI = re.compile(r"(?P<digit>[一二三四五六七八九]?)(?P<scale>[十百千万億])")
_TENS = {"十": 10, "百": 100, "千": 10**3, "万": 10**4, "億": 10**8}
_NONE_SAID = re.compile(
    r"(?i:tb[acd]|n/?a|n\.a\.|none|nil|null|nan|unknown|missing|not available|-+)"
    r"|未定|未集計|不明|不詳|非公表|該当なし|なし|無し|無|調査中|欠測|\.{2,}|\?+"
)


def number_hint(text: str) -> Text:
    """How a number should have been written: ``1.2万`` is 12000, ``5~6`` has two columns."""
    bare = normal_width(text).strip()
    if text.strip() in NO_NUMBER or _NONE_SAID.fullmatch(bare):
        hint = "If it says that there is none, say so in the sidecar: read: {{missing: [{text}]}}."
        return say(hint, _in_yaml(text))
    if _DECIMAL_COMMA.fullmatch(bare):
        hint = 'Write {number}; or, for all of the file, in the sidecar: read: {{decimal: ","}}.'
        return say(hint, bare.replace(".", "").replace(",", "."))
    if (match := _RANGE.fullmatch(bare)) and _digits(match["low"]) and _digits(match["high"]):
        hint = "Write the ends of a range in the columns low and high: {low} and {high}."
        return say(hint, _digits(match["low"]), _digits(match["high"]))
    if number := _in_digits(bare):
        return say("Write {number}.", number)
    return _with_words(bare)


def _with_words(bare: str) -> Text:
    """The hint for a number beside which a word or a unit stands."""
    if (match := _ABOUT.fullmatch(bare)) and (number := _digits(match["number"])):
        return say("Write {number}, and about in a column called qualifier.", number)
    if (match := _WITH_UNIT.fullmatch(bare)) and (number := _digits(match["number"])):
        hint = "Write {number}; the unit, {unit}, has a column of its own."
        return say(hint, number, match["unit"])
    hint = "Write digits alone; a unit, a range or a word such as 約 has its own column."
    return say(hint)


def _in_digits(bare: str) -> str:
    """A number that is written with words of large numbers, 1.2万, or in kanji; else empty."""
    if (match := _LARGE.fullmatch(bare)) and (number := _digits(match["number"])):
        whole = Decimal(number) * _SCALES[match["scale"].lower()]
        return f"{whole.normalize():f}"
    if bare in _KANJI:
        return str(_KANJI[bare])
    if match := _IN_KANJI.fullmatch(bare):
        digit = _KANJI[match["digit"]] if match["digit"] else 1
        return str(digit * _TENS[match["scale"]])
    return ""


def _digits(text: str) -> str:
    """A number without the commas of its thousands; empty if it is none."""
    try:
        return f"{read_number(text):f}"
    except ValueError:
        return ""


def _in_yaml(text: str) -> str:
    return text if re.fullmatch(r"[^\W\d_]+", text) else f'"{text}"'
