"""CIT026 and CIT027: page ranges that cannot be right, and dashes that are not BibTeX's."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from hakusho.checks.bibliography.audit import Value, own_values
from hakusho.findings import NOTHING, Text, say
from hakusho.values.letters import has_japanese

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hakusho.checks.bibliography.audit import Audit
    from hakusho.citations.works import Work
    from hakusho.findings import Finding

_TYPOGRAPHIC = "‐‑‒–—―−〜～~－ー─"
_ANY_DASH = rf"(?:-+|[{_TYPOGRAPHIC}])"
_DASH = re.compile(rf"\s*{_ANY_DASH}\s*")
_END = r"(?:[A-Za-z]{0,3}\d+[A-Za-z]{0,2}|[ivxlc]+|[IVXLC]+)"
_WRONG_DASH = re.compile(rf"(?<=[\dA-Za-z頁])\s*[{_TYPOGRAPHIC}]+\s*(?=[\dA-Za-z頁第])")
_HYPHEN = re.compile(rf"(?<![\w-])({_END})\s*-\s*({_END})(?![\w-])")
_DOUBLE = re.compile(r"\w\s*--\s*\w")
_PARTS = re.compile(r"[,;、，；・&+/]|\band\b|及び|と")
_UNITS = re.compile(r"^(?:pp?\b\.?|S\.|頁|ページ|第)[\s~]*|[\s~]*(?:頁|ページ|面|ff?\.?|以下)$")
_NUMBER = re.compile(r"([A-Za-z]{0,3}[:.]?)(\d+)[a-z]?")
_ROMAN = re.compile(r"[ivxlcdm]+", re.IGNORECASE)
_NOTHING = re.compile(r"[\W_]*")
_WORDS = frozenset(
    {
        "np", "n.p.", "n.p", "n.pag.", "n.pag", "unpaginated", "unpag.", "passim", "various",
        "online", "all", "whole", "cover", "forthcoming", "inpress",
    }
)  # fmt: skip
_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


def check_pages(audit: Audit) -> Iterator[Finding]:
    """CIT026 at page ranges that run backwards or say nothing."""
    for value in own_values(audit.works, "pages"):
        text = _plain(value.raw)
        if text.isdecimal():
            continue
        for part in _PARTS.split(text):
            message, hint = _wrong(part.strip())
            if message:
                yield value.finding("CIT026", "pages {raw} {message}", hint, value.raw, message)
                break


_READABLE = say("Write 46--58, 46, or several of them with commas; leave out what is not known.")


def _wrong(part: str) -> tuple[Text, Text]:
    """What is wrong with one page or range, and what to do; empty strings if nothing is."""
    bare = _UNITS.sub("", part).strip()
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
    if _backwards(_UNITS.sub("", first).strip(), _UNITS.sub("", last).strip()):
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


def _backwards(first: str, last: str) -> bool:
    if first.isdecimal() and last.isdecimal():
        if len(last) < len(first) and not last.startswith("0"):
            last = first[: len(first) - len(last)] + last  # 145--9 is 145 to 149
        return int(last) < int(first) and not last.startswith("0")
    romans = [_roman(end) for end in (first, last)]
    if all(romans):
        return romans[1] < romans[0]
    numbers = [_NUMBER.fullmatch(end) for end in (first, last)]
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

    A single hyphen is what most exporters write, and is printed right: it is a finding only in a
    file whose other ranges are mostly written with two.
    """
    hyphens: dict[str, list[Value]] = {}
    doubles: dict[str, int] = {}
    for value in own_values(audit.works, "pages"):
        path = value.work.entry.location.path
        better = mended_range("pages", value.raw, value.work)
        if _DOUBLE.search(value.raw):
            doubles[path] = doubles.get(path, 0) + 1
        if better is None:
            continue
        if _WRONG_DASH.search(value.raw):
            yield _range_finding(value, say("with --"), better)
        else:
            hyphens.setdefault(path, []).append(value)
    for path, values in hyphens.items():
        if len(values) < doubles.get(path, 0):
            for value in values:
                better = mended_range("pages", value.raw, value.work) or ""
                yield _range_finding(value, say("with -- like the others in this file"), better)


def _range_finding(value: Value, how: Text, better: str) -> Finding:
    return value.finding(
        "CIT027", "pages {raw} is not written {how}", "Write {better}.", value.raw, how, better
    )


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


def _plain(value: str) -> str:
    return unicodedata.normalize("NFKC", value.replace("{", "").replace("}", "")).strip()
