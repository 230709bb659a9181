"""Locators: what stands after the comma in ``[@itayama2021, 46頁]``.

pandoc takes ``46頁`` whole as a page number (printed 頁頁), knows no ``第3章`` and no ``４６頁``,
and reads labels by the document's language. So every locator is parsed here and handed on in the
explicit form of pandoc's manual ("Citation syntax"): ``{page 46}``, with the English names of
CSL 1.0.2's locator types, since citations always run under an English locale.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Any

Inline = dict[str, Any]

NOT_A_LOCATOR = "\u2e31"
"""Before a suffix that holds no locator: punctuation, so that pandoc looks for none either.
``citations.lua`` takes it out."""

_HANDED_ON = frozenset(
    {
        "book", "chapter", "column", "figure", "issue", "line", "note", "page", "paragraph",
        "part", "section", "volume",
    }
)  # fmt: skip
"""Labels that pandoc 3.9 reads; others (table, article) are handed on as worded text."""

_DIGITS = r"[0-9０-９]"
# 46, 46a, A3, 1.2; in 46ff. the number is 46, in 46th there is none.
_ARABIC = rf"[A-Z]?{_DIGITS}++(?:\.{_DIGITS}++)*+(?:(?!f)[a-z](?![A-Za-z]))?(?!(?!ff?\b)[A-Za-z])"
_ROMAN = r"(?:[ivxlcdm]+|[IVXLCDM]+)(?![A-Za-z])|[Ⅰ-ⅿ]+"
_NUMBER = rf"(?:{_ARABIC}|{_ROMAN})"
_KANJI_NUMBER = r"[〇一二三四五六七八九十百]+"
_DASH = r"\s*(?:-{1,3}|[‐‑‒–—―−〜～~－]|から)\s*"
_PAGE_UNIT = r"(?:頁|ページ)"


def _list_of(number: str, unit: str = "") -> str:
    """A pattern for numbers, ranges and lists of them, each with its unit or not."""
    each = rf"{number}(?:{unit})?" if unit else number
    span = rf"{each}(?:{_DASH}{each})?"
    return rf"{span}(?:\s*[,，、・]\s*{span})*"


_COUNTERS = {
    "章": "chapter", "節": "section", "項": "paragraph", "段落": "paragraph", "巻": "volume",
    "部": "part", "号": "issue", "条": "article", "行": "line", "段": "column",
}  # fmt: skip
_JAPANESE_PREFIXES = {
    "図": "figure", "表": "table", "脚注": "note", "注": "note", "註": "note",
}  # fmt: skip
_ENGLISH = {
    "page": r"pages?|pp?\.?", "chapter": r"chapters?|chaps?\.|ch\.",
    "section": r"sections?|secs?\.|§§?", "paragraph": r"paragraphs?|paras?\.|¶¶?",
    "note": r"footnotes?|endnotes?|notes?|fn\.|nn?\.", "figure": r"figures?|figs?\.",
    "table": r"tables?|tabs?\.|tbl\.", "article": r"articles?|arts?\.",
    "volume": r"volumes?|vols?\.", "part": r"parts?|pts?\.", "column": r"columns?|cols?\.",
    "line": r"lines?|ll?\.", "book": r"books?|bks?\.", "issue": r"issues?|nos?\.",
}  # fmt: skip


def _worded(words: str) -> str:
    """A pattern for an English label in any case, whole words only, and its numbers."""
    label = rf"(?:{words})(?:(?<=[.§¶])|(?![A-Za-z]))"
    return rf"(?i){label}\s*(?P<value>{_list_of(_NUMBER)})"


_COUNTER_PATTERNS = "|".join(_COUNTERS)
_ANY_NUMBER = rf"(?:{_NUMBER}|{_KANJI_NUMBER})"
_JAPANESE_PATTERNS = (
    ("page", rf"(?P<value>{_list_of(_ANY_NUMBER, _PAGE_UNIT)})\s*{_PAGE_UNIT}"),
    ("page", rf"{_PAGE_UNIT}\s*(?P<value>{_list_of(_NUMBER)})"),
    (
        "",
        (
            rf"第?\s*(?P<value>{_list_of(_ANY_NUMBER)})\s*(?P<counter>{_COUNTER_PATTERNS})"
            r"(?!目|分|間)"
        ),
    ),
    (
        "",
        (
            rf"(?P<prefix>{'|'.join(_JAPANESE_PREFIXES)})\s*[(（]?"
            rf"(?P<value>{_list_of(_NUMBER)})[)）]?"
        ),
    ),
)
_ENGLISH_PATTERNS = tuple((label, _worded(words)) for label, words in _ENGLISH.items())
_BARE_PATTERNS = (
    (
        "page",
        (
            rf"(?P<value>{_list_of(rf'(?:{_DIGITS}+(?!{_DIGITS}))')})"
            r"(?=$|[\s,，、。.;；:：)）\]]|ff?\b|を|以下|以降|前後|参照)"
        ),
    ),
    ("page", rf"(?P<value>[ivxlcdm]+(?:{_DASH}[ivxlcdm]+)?|[ⅰ-ⅿ]+)(?=$|[,，、;；])"),
)
_ENGLISH_START = re.compile(r"[A-Za-z§¶]")
_LEAD = re.compile(r"^[,，、\s]*")


@dataclass(frozen=True, slots=True)
class Locator:
    """A place in a cited work.

    Attributes:
        label: CSL 1.0.2 locator type (``page``, ``chapter``, …); empty if there is no locator.
        value: Half-width digits, ranges with ``-``, lists with ``, ``.
        rest: The text that follows; the whole text if there is no locator.
    """

    label: str
    value: str
    rest: str = ""


def parse_locator(text: str) -> Locator:
    """Read the text after a citekey.

    Args:
        text: For example ``, 46-48頁を参照``, with or without the comma.

    Returns:
        The locator. Text that is none comes back whole as ``rest``, without the comma.
    """
    return _parse(text)[0]


def _parse(text: str) -> tuple[Locator, str]:
    """The locator, and its own wording without what stands around it."""
    body = text[_LEAD.match(text).end() :]  # type: ignore[union-attr]  # matches the empty text
    if not body:
        return Locator("", "", body), ""
    english = _ENGLISH_PATTERNS if _ENGLISH_START.match(body) else ()
    for label, pattern in (*_JAPANESE_PATTERNS, *english, *_BARE_PATTERNS):
        match = _compiled(pattern).match(body)
        if match is None or not match["value"]:
            continue
        groups = match.groupdict()
        named = (
            label
            or _COUNTERS.get(groups.get("counter") or "")
            or _JAPANESE_PREFIXES[groups["prefix"]]
        )
        rest = body[match.end() :]
        if rest[:1].isspace() and _is_wide(rest.lstrip()[:1]):
            rest = rest.lstrip()
        return Locator(named, _plain_value(match["value"]), rest), match[0]
    return Locator("", "", body), ""


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compile a pattern when a paper first needs it: together they take 0.1 s."""
    return re.compile(pattern)


def _plain_value(value: str) -> str:
    value = re.sub(rf"\s*{_PAGE_UNIT}", "", value)
    value = re.sub(_DASH, "-", value)
    value = re.sub(r"\s*[,，、・]\s*", ", ", value)
    value = unicodedata.normalize("NFKC", value)
    return value.strip()


def normalise(suffix: list[Inline]) -> list[Inline]:
    """Rewrite a citation's suffix so that citeproc reads exactly our locator, or none.

    Args:
        suffix: ``citationSuffix`` of pandoc's AST.

    Returns:
        The suffix as ``, {page 46}`` and what follows; applying this twice changes nothing.
    """
    text, others = _leading_text(suffix)
    if not text.strip() or text.startswith((", {", NOT_A_LOCATOR)):
        return suffix
    locator, wording = _parse(text)
    if not locator.label:
        return [*_inlines(_as_suffix(text, locator.rest)), *others]
    if locator.label in _HANDED_ON:
        inner = f"{locator.label} {locator.value}"
    else:
        inner = unicodedata.normalize("NFKC", wording)
    return [*_inlines(f", {{{inner}}}{locator.rest}"), *others]


def _as_suffix(text: str, body: str) -> str:
    """A suffix without locator, after the comma that its own script asks for."""
    wide = any(map(_is_wide, body))
    if text.lstrip()[:1] in {",", "，", "、"}:
        return f"{NOT_A_LOCATOR}{'、' if wide else ', '}{body}"
    return f"{NOT_A_LOCATOR}{'' if wide or not text[:1].isspace() else ' '}{body}"


def _is_wide(char: str) -> bool:
    return bool(char) and unicodedata.east_asian_width(char) in "WF"


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


def _inlines(text: str) -> list[Inline]:
    pieces = re.split(r"( +)", text.replace("\n", " "))
    return [{"t": "Space"} if p.isspace() else {"t": "Str", "c": p} for p in pieces if p]
