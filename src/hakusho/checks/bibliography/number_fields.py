"""CIT025 to CIT028: units in number fields, page ranges, months and editions that are no numbers.

The style sets 第…巻, 第…号, vol., 頁 and p. itself, and words an edition in the entry's language.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from hakusho.checks.bibliography.audit import Value, own_values
from hakusho.findings import NOTHING, Text, say
from hakusho.values.dates import month_number
from hakusho.values.letters import has_japanese
from hakusho.values.numerals import japanese_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hakusho.checks.bibliography.audit import Audit
    from hakusho.citations.works import Work
    from hakusho.findings import Finding

_NUMBER = r"\d+(?:\s*(?:[・/,&]|-{1,3}|[‐‑‒–—―−〜~])\s*\d+)*|[IVXLC]+"
_GAP = r"[\s~]*"
_VOLUME = re.compile(
    rf"(?:第{_GAP}(?P<a>{_NUMBER}){_GAP}巻|(?P<b>{_NUMBER}){_GAP}巻"
    rf"|(?:vol(?:ume)?s?|bd|band|tome|t)\b\.?{_GAP}(?P<c>{_NUMBER}))",
    re.IGNORECASE,
)
_ISSUE = re.compile(
    rf"(?:第{_GAP}(?P<a>{_NUMBER}){_GAP}号|(?P<b>{_NUMBER}){_GAP}号"
    rf"|(?:(?:nos?|nrs?|num(?:ber)?s?|issues?|n°|nº)\b\.?|#){_GAP}(?P<c>{_NUMBER}))",
    re.IGNORECASE,
)
_BOTH = re.compile(
    r"第?\s*\d+\s*巻\s*第?\s*\d+\s*号|vol\.?\s*\d+(?:\W+no\.?\s*\d+|\s*\(\d+\))", re.IGNORECASE
)
_PAGE_BEFORE = re.compile(
    rf"^(?:pp?\b\.?|pages?\b|頁|ページ){_GAP}(?=[\divxlcIVXLCSeA])", re.IGNORECASE
)
_PAGE_WORDS = re.compile(rf"{_GAP}(?:頁|ページ)")
_PAGES = re.compile(r"[\dA-Za-z]+(?:\s*(?:[-‐‑‒–—―−〜~ー,、;・:]|--+)\s*[\dA-Za-z]+)*")
_YEAR = re.compile(r"(\d{4})\s*年")
_DATE = re.compile(r"(\d{4})\s*年(?:\s*(\d{1,2})\s*月(?:\s*(\d{1,2})\s*日)?)?")
_UNITS = re.compile(r"[巻号頁年]|ページ|vol|no|nr|num|iss|pp?\b|#|page|bd|band|t", re.IGNORECASE)

_FEW = 3
"""So many ranges may be slips, or one of twenty, where a file writes the others otherwise."""
_FIELDS = ("volume", "number", "issue", "pages", "year", "date", "urldate", "eventdate", "origdate")


def check_units(audit: Audit) -> Iterator[Finding]:
    """CIT025 at units that would be printed twice, or in the wrong language."""
    for value in own_values(audit.works, *_FIELDS):
        if value.raw.isdecimal() or not _UNITS.search(value.raw):
            continue
        better = mended_number(value.field, value.raw, value.work)
        if better is not None:
            message, hint = (
                "{field} {raw} holds its unit",
                "Write {better}: the style adds the unit.",
            )
            yield value.finding("CIT025", message, hint, value.field, value.raw, better)
        elif value.field in {"volume", "number"} and _BOTH.fullmatch(_plain(value.raw)):
            message = "{field} {raw} holds volume and number"
            hint = "Give each in its own field, without 巻 or 号."
            yield value.finding("CIT025", message, hint, value.field, value.raw)


def mended_number(field: str, value: str, work: Work) -> str | None:
    """A number without its unit, for CIT025.

    Returns:
        ``49`` for ``第49巻``, ``46-58`` for ``pp. 46-58``, ``2023-12-07`` for ``2023年12月7日``
        (dashes are CIT027's); ``None`` where there is no unit, or the words mean more than
        one: ``平成18年7月号``, ``春号``, ``通巻188号``, ``第165号`` of a law, ``3面``.
    """
    text = _plain(value)
    if field == "volume":
        return _bare(_VOLUME.fullmatch(text))
    if field in {"number", "issue"}:
        # Beside a report or a law, "No. 5" and 第165号 are part of a designation.
        counted = work.kind.startswith("article") or work.kind in {"periodical", "review"}
        return _bare(_ISSUE.fullmatch(text)) if counted else None
    if field == "pages":
        return _bare_pages(text)
    if field == "year":
        match = _YEAR.fullmatch(text)
        return match[1] if match else None
    if field.endswith("date"):
        match = _DATE.fullmatch(text)
        return "-".join(part.zfill(2) for part in match.groups() if part) if match else None
    return None


def _bare(match: re.Match[str] | None) -> str | None:
    if match is None:
        return None
    return re.sub(r"\s+", "", next(group for group in match.groups() if group))


def _bare_pages(text: str) -> str | None:
    bare = _PAGE_WORDS.sub("", _PAGE_BEFORE.sub("", text)).strip()
    return bare if bare != text and _PAGES.fullmatch(bare) else None


def _plain(value: str) -> str:
    return unicodedata.normalize("NFKC", value).strip()


_LAST_MONTH = 12
_MONTH = re.compile(r"(\d{1,2})\s*月")
_DAY_AND_MONTH = re.compile(
    r"\d{1,2}(?:st|nd|rd|th)?[\s~]+\w+\.?|\w+\.?[\s~]+\d{1,2}(?:st|nd|rd|th)?"
)
_ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth"),
    *("seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"),
)
_EDITION = re.compile(
    r"(?:第\s*)?(?P<ja>\d{1,3}|[一二三四五六七八九十]{1,3})\s*版"
    r"|(?P<en>\d{1,3})(?:st|nd|rd|th)\.?(?:\s*ed(?:ition|n)?\.?)?"
    r"|(?P<bare>\d{1,3})\.?\s*(?:ed(?:ition|n)?|aufl(?:age)?)\.?"
    rf"|(?P<word>{'|'.join(_ORDINALS)})(?:\s*ed(?:ition|n)?\.?)?",
    re.IGNORECASE,
)
_FIRST = frozenset(("1", "初版"))


def check_months_and_editions(audit: Audit) -> Iterator[Finding]:
    """CIT028 at months and editions that a style cannot set in its own language."""
    for value in own_values(audit.works, "month"):
        better = mended_month("month", value.raw, value.work)
        text = value.raw.strip()
        if better is not None:
            hint = "Write month = {better}."
            yield value.finding("CIT028", "month {raw} is not a number", hint, value.raw, better)
        elif text.isdecimal() and not 1 <= int(text) <= _LAST_MONTH:
            message, hint = "there is no month {raw}", "Months are 1 to 12."
            yield value.finding("CIT028", message, hint, value.raw)
        elif _DAY_AND_MONTH.fullmatch(text):
            message = "month {raw} holds a day, and neither is printed"
            hint = "Write date = {{2023-12-07}}, or day beside month."
            yield value.finding("CIT028", message, hint, value.raw)
    for value in own_values(audit.works, "edition"):
        better = mended_edition("edition", value.raw, value.work)
        if better is not None:
            hint = "Write edition = {{{better}}}: the style words it in the entry's language."
            yield value.finding("CIT028", "edition {raw} is not a number", hint, value.raw, better)
        elif _edition_number(value.raw) == "1" or value.raw in _FIRST:
            message = "edition {raw}: a first edition is not named"
            yield value.finding("CIT028", message, "Delete the field.", value.raw)


def mended_month(field: str, value: str, work: Work) -> str | None:  # noqa: ARG001  one shape
    """A month as its number, for CIT028: 3 for ``March``, ``Mar.``, ``mar`` in braces, ``3月``."""
    if field != "month":
        return None
    text = _plain(value)
    match = _MONTH.fullmatch(text)
    number = int(match[1]) if match else month_number(text)
    return str(number) if 1 <= number <= _LAST_MONTH else None


def mended_edition(field: str, value: str, work: Work) -> str | None:  # noqa: ARG001  one shape
    """An edition as its number, for CIT028.

    Returns:
        ``2`` for ``2nd``, ``Second``, ``2nd ed.``, ``第2版``; ``None`` where it is a number
        already, says more than one (``改訂第2版``, ``Revised``, ``令和5年版``, ``夕刊``), or is the
        first: then the field is to be deleted, which is the author's to do.
    """
    number = _edition_number(value) if field == "edition" else ""
    return number if number and number not in {"1", value.strip()} else None


def _edition_number(value: str) -> str:
    match = _EDITION.fullmatch(_plain(value))
    if match is None:
        return ""
    if match["word"]:
        return str(_ORDINALS.index(match["word"].lower()) + 1)
    return str(japanese_number(match["ja"] or match["en"] or match["bare"]))


_TYPOGRAPHIC = "‐‑‒–—―−〜～~－ー─"
_ANY_DASH = rf"(?:-+|[{_TYPOGRAPHIC}])"
_DASH = re.compile(rf"\s*{_ANY_DASH}\s*")
_END = r"(?:[A-Za-z]{0,3}\d+[A-Za-z]{0,2}|[ivxlc]+|[IVXLC]+)"
_WRONG_DASH = re.compile(rf"(?<=[\dA-Za-z頁])\s*[{_TYPOGRAPHIC}]+\s*(?=[\dA-Za-z頁第])")
_PRINTED_RIGHT = re.compile(r"(?<=\w)–(?=\w)")
"""The dash that -- is printed as, where it is."""
_HYPHEN = re.compile(rf"(?<![\w-])({_END})\s*-\s*({_END})(?![\w-])")
_DOUBLE = re.compile(r"\w\s*--\s*\w")
_PARTS = re.compile(r"[,;、，；・&+/]|\band\b|及び|と")
_PAGE_UNITS = re.compile(
    r"^(?:pp?\b\.?|S\.|頁|ページ|第)[\s~]*|[\s~]*(?:頁|ページ|面|ff?\.?|以下)$"
)
_PAGE_NUMBER = re.compile(r"([A-Za-z]{0,3}[:.]?)(\d+)[a-z]?")
_ROMAN = re.compile(r"[ivxlcdm]+", re.IGNORECASE)
_NOTHING = re.compile(r"[\W_]*")
_WORDS = frozenset({
    "np", "n.p.", "n.p", "n.pag.", "n.pag", "unpaginated", "unpag.", "passim", "various",
    "online", "all", "whole", "cover", "forthcoming", "inpress",
})  # fmt: skip
_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


def check_pages(audit: Audit) -> Iterator[Finding]:
    """CIT026 at page ranges that run backwards or say nothing."""
    for value in own_values(audit.works, "pages"):
        message, hint = _fault(value.raw)
        if message:
            yield value.finding("CIT026", "pages {raw} {message}", hint, value.raw, message)


_READABLE = say("Write 46--58, 46, or several of them with commas; leave out what is not known.")


def _fault(raw: str) -> tuple[Text, Text]:
    """What is wrong with the first of the pages that is, and what to do; empty if nothing is."""
    text = _without_braces(raw)
    parts = () if text.isdecimal() else _PARTS.split(text)
    found = (_wrong(part.strip()) for part in parts)
    return next((each for each in found if each[0]), (NOTHING, NOTHING))


def _wrong(part: str) -> tuple[Text, Text]:
    """What is wrong with one page or range, and what to do; empty strings if nothing is."""
    bare = _PAGE_UNITS.sub("", part).strip()
    if not part:
        return NOTHING, NOTHING  # a comma too many is printed, but harmless
    ends = _DASH.split(bare)
    if _NOTHING.fullmatch(bare) or (len(ends) == 1 and not _is_page(bare)):
        return say("cannot be read"), _READABLE
    if len(ends) == len(("first", "last")):
        return _wrong_range(*ends)
    # 2-1--2-15 counts within chapters, 10-20-30 does not.
    if len(ends) % 2 and len(ends) > 1 and all(end.isdecimal() for end in ends):
        return say("cannot be read"), _READABLE
    return NOTHING, NOTHING


def _wrong_range(first: str, last: str) -> tuple[Text, Text]:
    if not first or not last:
        return say("lacks an end"), _READABLE
    if _backwards(_PAGE_UNITS.sub("", first).strip(), _PAGE_UNITS.sub("", last).strip()):
        hint = say("Turn the two around; if the journal counts backwards, accept it with a reason.")
        return say("runs backwards"), hint
    return NOTHING, NOTHING


def _is_page(text: str) -> bool:
    """Whether this names a page: any number, roman number, or Japanese word (巻頭, 口絵)."""
    words = text.lower().replace(" ", "")
    return (
        has_japanese(text)
        or any(map(str.isdigit, text))
        or bool(_ROMAN.fullmatch(text))
        or words in _WORDS
    )


_ABBREVIATED = 3
"""Below a hundred nobody shortens the second number: 12--8 runs backwards."""


def _backwards(first: str, last: str) -> bool:
    if first.isdecimal() and last.isdecimal():
        if len(first) >= _ABBREVIATED and len(last) < len(first) and not last.startswith("0"):
            last = first[: len(first) - len(last)] + last  # 145--9 is 145 to 149
        return int(last) < int(first) and not last.startswith("0")
    romans = [_roman(end) for end in (first, last)]
    if all(romans):
        return romans[1] < romans[0]
    numbers = [_PAGE_NUMBER.fullmatch(end) for end in (first, last)]
    if numbers[0] and numbers[1] and numbers[0][1] and numbers[0][1] == numbers[1][1]:
        return int(numbers[1][2]) < int(numbers[0][2])
    return False


def _roman(text: str) -> int:
    """The number that roman numerals say; 0 if they are none."""
    if not _ROMAN.fullmatch(text):
        return 0
    digits = [_VALUES[char] for char in text.lower()]
    later = [*digits[1:], 0]
    return sum(-n if n < after else n for n, after in zip(digits, later, strict=True))


def check_ranges(audit: Audit) -> Iterator[Finding]:
    """CIT027 at page ranges that are not written as ``46--58``.

    A single hyphen is what most exporters write, and is printed right: it is a finding only where
    it is a slip, in one of many ranges of a file that are written with two. Nor is –, which is what
    is printed. A range that runs backwards is to be turned around first, and is CIT026's.
    """
    hyphens: dict[str, list[Value]] = {}
    doubles: dict[str, int] = {}
    for value in own_values(audit.works, "pages"):
        path = value.work.entry.location.path
        better = mended_range("pages", value.raw, value.work)
        if _DOUBLE.search(value.raw):
            doubles[path] = doubles.get(path, 0) + 1
        if better is None or _fault(value.raw)[0]:
            continue  # CIT026 says what is to be written
        if _WRONG_DASH.search(value.raw):
            if _WRONG_DASH.search(_PRINTED_RIGHT.sub("--", value.raw)):
                yield _range_finding(value, say("with --"), better)
        else:
            hyphens.setdefault(path, []).append(value)
    for path, values in hyphens.items():
        if len(values) < doubles.get(path, 0) and len(values) <= max(_FEW, doubles[path] // 20):
            for value in values:
                better = mended_range("pages", value.raw, value.work) or ""
                yield _range_finding(value, say("with -- like the others in this file"), better)


def _range_finding(value: Value, how: Text, better: str) -> Finding:
    message, hint = "pages {raw} is not written {how}", "Write {better}."
    return value.finding("CIT027", message, hint, value.raw, how, better)


def mended_range(field: str, value: str, work: Work) -> str | None:  # noqa: ARG001  one shape
    """Page ranges with ``--``, for CIT027; ``None`` where nothing is to be mended.

    ``40--58`` for ``40–58``, ``40〜58`` and ``40-58``; everything else stays as it is. Whether a
    single hyphen is to be mended depends on the file, and is for :func:`check_ranges` to say.
    """
    if field != "pages":
        return None
    if _WRONG_DASH.search(value):
        better = _WRONG_DASH.sub("--", value)
    else:
        better = _HYPHEN.sub(r"\1--\2", value)
    return None if better == value else better


def _without_braces(value: str) -> str:
    return unicodedata.normalize("NFKC", value.replace("{", "").replace("}", "")).strip()
