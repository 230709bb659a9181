"""CIT045: full-width digits in numbers, half-width kana, decomposed kana, squared characters.

The Unicode Standard, annex 15 (normalisation forms) and annex 11 (East Asian width): what looks the
same is then found, sorted and compared as two.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from hakusho.checks.bibliography.audit import place_in, values_of
from hakusho.findings import Finding, Text, say
from hakusho.values.letters import HALF_WIDTH_KANA, JAPANESE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hakusho.checks.bibliography.audit import Audit
    from hakusho.citations.works import Work

_NUMBERS = frozenset(
    {
        "volume", "number", "issue", "pages", "year", "date", "urldate", "origdate", "eventdate",
        "month", "day", "edition", "volumes", "pagetotal", "chapter", "part", "eid",
    }
)  # fmt: skip
_IDENTITIES = frozenset({"isbn", "issn", "doi", "url", "eprint", "urn"})
_WIDE = re.compile(r"[０-９Ａ-Ｚａ-ｚ]+")
_WIDE_IN_NUMBER = re.compile(r"[０-９Ａ-Ｚａ-ｚ]+|(?<=[０-９0-9])[－]+(?=[０-９0-9])")
_NEVER = re.compile(r"(?!)")
_WIDE_ANY = re.compile(r"[\uff01-\uff5e]+")
_NARROW_KANA = re.compile(f"[{HALF_WIDTH_KANA}]+")
_NARROW = re.compile(r"[\uff61-\uff9f]+")
_LIGATURE = re.compile(r"[\ufb00-\ufb06]")
_SQUARED = re.compile(r"[\u3220-\u3247\u337b-\u337f\u32ff\u3300-\u3357]")
_COMPATIBLE = re.compile(r"[\uf900-\ufaff\U0002f800-\U0002fa1f]")
_MARK = re.compile(r"[\u0300-\u036f\u3099\u309a]")
_NARROW_STOP = re.compile(rf"(?<=[{JAPANESE}])[,.](?=[{JAPANESE}])")
_STOP_FIELDS = frozenset({"title", "subtitle", "booktitle", "maintitle"})


def mended_width(field: str, value: str, work: Work) -> str | None:
    """A value with its widths set right, as far as that needs no judgement; ``None`` if they are.

    Full-width digits and letters become ASCII in number fields, in ISBN, DOI and the like, and in
    entries that are not in Japanese; half-width kana become full-width; ligatures (ﬁ) are spelled
    out; decomposed characters are composed (NFC), compatibility characters (U+F900…) left alone.
    """
    if value.isascii():
        return None
    mended = _NARROW.sub(_compatible, value) if _NARROW_KANA.search(value) else value
    mended = _LIGATURE.sub(_compatible, mended)
    mended = _wide_pattern(field, work).sub(_compatible, mended)
    if _MARK.search(mended):
        mended = "".join(_composed(mended))
    return mended if mended != value else None


def _compatible(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", match[0])


def _composed(value: str) -> Iterator[str]:
    """The value in NFC, each compatibility character as it is."""
    start = 0
    for match in _COMPATIBLE.finditer(value):
        yield unicodedata.normalize("NFC", value[start : match.start()])
        yield match[0]
        start = match.end()
    yield unicodedata.normalize("NFC", value[start:])


def _wide_pattern(field: str, work: Work) -> re.Pattern[str]:
    """What of a field must not be full-width."""
    if field in _IDENTITIES:
        return _WIDE_ANY
    if field in _NUMBERS:
        return _WIDE_IN_NUMBER
    return _NEVER if work.japanese or work.language[:2] == "ko" else _WIDE


def check_widths(audit: Audit) -> Iterator[Finding]:
    """CIT045 for each kind of fault in a value's widths and Unicode form, at its first place."""
    for work, field, value in values_of(audit.works):
        if value.isascii():
            continue
        for message, hint, offset in _faults(field, value, work):
            text = "{message} in {field}"
            place = place_in(work, field, offset)
            yield work.entry.finding("CIT045", place, text, hint, message, field)


def _faults(field: str, value: str, work: Work) -> Iterator[tuple[Text, Text, int]]:
    wide = _wide_pattern(field, work).search(value)
    if wide:
        yield (
            say("{wide} is full-width", wide[0]),
            say("Write {compatible}.", _compatible(wide)),
            wide.start(),
        )
    narrow = _NARROW_KANA.search(value)
    if narrow:
        hint = say("Write {compatible}.", _compatible(narrow))
        yield say("{narrow} is half-width kana", narrow[0]), hint, narrow.start()
    if not unicodedata.is_normalized("NFC", value):
        yield from _not_composed(value)
    ligature = _LIGATURE.search(value)
    if ligature:
        hint = say(
            "Write {compatible}: as one character no search finds it.", _compatible(ligature)
        )
        yield say("the ligature {ligature} is one character", ligature[0]), hint, ligature.start()
    squared = _SQUARED.search(value)
    if squared:
        hint = say("Write {compatible}.", _compatible(squared))
        yield say("{squared} is one character for a word", squared[0]), hint, squared.start()
    stop = _NARROW_STOP.search(value) if field in _STOP_FIELDS and work.japanese else None
    if stop:
        hint = say("Write 、 or ，, 。 or ．.")
        yield (
            say("a half-width “{stop}” stands between Japanese characters", stop[0]),
            hint,
            stop.start(),
        )


def _not_composed(value: str) -> Iterator[tuple[Text, Text, int]]:
    mark = _MARK.search(value)
    if mark and mark.start():
        pair = value[mark.start() - 1 : mark.end()]
        one = unicodedata.normalize("NFC", pair)
        if len(one) == 1:
            hint = say("Write the composed character (NFC), or half of the searches miss it.")
            yield say("{one} is written as two characters", one), hint, mark.start() - 1
    compatible = _COMPATIBLE.search(value)
    if compatible and unicodedata.normalize("NFC", compatible[0]) != compatible[0]:
        plain = unicodedata.normalize("NFC", compatible[0])
        written = compatible[0]
        message = say("{char} (U+{code:04X}) is printed as {plain}", written, ord(written), plain)
        hint = say("Write {plain}, which every program makes of it.", plain)
        yield message, hint, compatible.start()
