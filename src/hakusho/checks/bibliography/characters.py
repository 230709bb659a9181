"""CIT045 and CIT046: characters in another form than usual, that nobody sees, or that are lost.

The Unicode Standard, annexes 15 (normalisation forms), 11 (East Asian width: what looks the same is
then found, sorted and compared as two), 9 (bidirectional controls), 36 (security considerations).
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from hakusho.checks.bibliography.audit import place_in, values_of
from hakusho.findings import Finding, Text, say
from hakusho.values.invisible import DIRECTIONS, TURNING_MARKS, UNPRINTABLE, is_from_the_right
from hakusho.values.letters import HALF_WIDTH_KANA, JAPANESE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hakusho.checks.bibliography.audit import Audit
    from hakusho.citations.works import Work

_NUMBERS = frozenset({
    "volume", "number", "issue", "pages", "year", "date", "urldate", "origdate", "eventdate",
    "month", "day", "edition", "volumes", "pagetotal", "chapter", "part", "eid",
})  # fmt: skip
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
        hint = say("Write {compatible}.", _compatible(wide))
        yield say("{wide} is full-width", wide[0]), hint, wide.start()
    narrow = _NARROW_KANA.search(value)
    if narrow:
        hint = say("Write {compatible}.", _compatible(narrow))
        yield say("{narrow} is half-width kana", narrow[0]), hint, narrow.start()
    if not unicodedata.is_normalized("NFC", value):
        yield from _not_composed(value)
    ligature = _LIGATURE.search(value)
    if ligature:
        advice = "Write {compatible}: as one character no search finds it."
        hint = say(advice, _compatible(ligature))
        yield say("the ligature {ligature} is one character", ligature[0]), hint, ligature.start()
    squared = _SQUARED.search(value)
    if squared:
        hint = say("Write {compatible}.", _compatible(squared))
        yield say("{squared} is one character for a word", squared[0]), hint, squared.start()
    stop = _NARROW_STOP.search(value) if field in _STOP_FIELDS and work.japanese else None
    if stop:
        message = say("a half-width “{stop}” stands between Japanese characters", stop[0])
        yield message, say("Write 、 or ，, 。 or ．."), stop.start()


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


_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff\u180e\u2061-\u2064\u115f\u1160\u3164\uffa0]")
"""Zero-width characters that join or divide nothing in Japanese or Western text."""

_HIDDEN = re.compile(
    f"[{UNPRINTABLE}\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2060-\u206f\u3164\uffa0\ufff0-\ufffd"
    "\ue000-\uf8ff\U000e0000-\U000e007f\U000f0000-\U0010ffff]"
)
_JOINERS = "\u200c\u200d"
_TURNS = re.compile(f"[{DIRECTIONS}{TURNING_MARKS}]")
_DIRECTION = f"\u200e{TURNING_MARKS}"
_INDIC_OR_ARABIC = re.compile("[\u0600-\u08ff\u0900-\u0fff\u1780-\u17ff\ufb50-\ufdff\ufe70-\ufefc]")
_EMOJI = re.compile("[\u2600-\u27bf\ufe0f\U0001f000-\U0001faff]")
_MOJIBAKE = re.compile(
    r"[\u00c3\u00c2\u00e2][\u0080-\u009f\u20ac\u2122\u0153\u201a\u201e\u2026\u0192\u2030]"
    r"|\u00c3[\u00a1-\u00bf]|\u00c2[\u00a0-\u00bf]"
    r"|(?:[縺繧繝][\uff61-\uff9f\u3000-\u9fff]?){2}"
    r"|[\u00a1-\u00ff]{6,}"
)
_NAMES = {
    "\u00ad": say("a soft hyphen"), "\u200b": say("a zero-width space"),
    "\ufeff": say("a byte order mark"),
    "\u2060": say("a word joiner"), "\u200c": say("a zero-width non-joiner"),
    "\u200d": say("a zero-width joiner"), "\u200e": say("a left-to-right mark"),
    "\u200f": say("a right-to-left mark"), "\ufffd": say("a replacement character"),
    "\ufffc": say("an object replacement character"),
}  # fmt: skip


def without_invisible(value: str) -> str | None:
    """A value without zero-width characters and soft hyphens; ``None`` if it has none.

    Controls of direction, control codes and private characters stay: they stand for something
    that only the author knows.
    """
    if value.isascii() or not _INVISIBLE.search(value):
        return None
    return _INVISIBLE.sub("", value)


def check_characters(audit: Audit) -> Iterator[Finding]:
    """CIT046 at the first of each hidden character in a value, and at text read in a wrong code."""
    for work, field, value in values_of(audit.works):
        if value.isascii() and value.isprintable():
            continue
        seen = set()
        for match in _HIDDEN.finditer(value):
            name = _name_of(match[0])
            if name in seen or _belongs(value, match):
                continue
            seen.add(name)
            message = "{name} (U+{match:04X}) stands in {field}"
            place = place_in(work, field, match.start())
            values = (name, ord(match[0]), field)
            yield work.entry.finding("CIT046", place, message, _hint_on(match[0]), *values)
        garbled = _MOJIBAKE.search(value)
        if garbled:
            message = "“{garbled}” in {field} was read in a wrong character code"
            place = place_in(work, field, garbled.start())
            hint = "Type it anew, or export it again as UTF-8."
            yield work.entry.finding("CIT046", place, message, hint, garbled[0], field)


def _name_of(char: str) -> Text:
    if char in _NAMES:
        return _NAMES[char]
    category = unicodedata.category(char)
    if category == "Co":
        return say("a private character")
    if _TURNS.match(char):
        return say("a control of direction")
    return say("a control character") if category == "Cc" else say("an invisible character")


def _belongs(value: str, match: re.Match[str]) -> bool:
    """Whether a script needs the character where it stands."""
    around = value[max(match.start() - 1, 0) : match.end() + 1]
    if match[0] in _JOINERS:
        return bool(_INDIC_OR_ARABIC.search(around) or _EMOJI.search(around))
    return match[0] in _DIRECTION and is_from_the_right(value)


def _hint_on(char: str) -> Text:
    if unicodedata.category(char) == "Co":
        return say(
            "No font has it: write the character, with 〓 or a description where there is none."
        )
    if char in "\ufffd\ufffc":
        return say("Something was lost here: type it anew.")
    return say("Delete it.")
