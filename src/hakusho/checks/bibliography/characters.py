"""CIT046: characters that nobody sees or that stand for lost ones, and text read in a wrong code.

The Unicode Standard, annex 9 (bidirectional controls) and annex 36 (security considerations).
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from hakusho.checks.bibliography.audit import place_in, values_of
from hakusho.findings import Finding, Text, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hakusho.checks.bibliography.audit import Audit

_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff\u180e\u2061-\u2064\u115f\u1160\u3164\uffa0]")
"""Zero-width characters that join or divide nothing in Japanese or Western text."""

_HIDDEN = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u115f\u1160\u180e"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffd"
    "\ue000-\uf8ff\U000e0000-\U000e007f\U000f0000-\U0010ffff]"
)
_JOINERS = "\u200c\u200d"
_DIRECTION = "\u200e\u200f"
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
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
            name = _name(match[0])
            if name in seen or _belongs(value, match):
                continue
            seen.add(name)
            message = "{name} (U+{match:04X}) stands in {field}"
            place = place_in(work, field, match.start())
            yield work.entry.finding(
                "CIT046", place, message, _hint(match[0]), name, ord(match[0]), field
            )
        garbled = _MOJIBAKE.search(value)
        if garbled:
            message = "“{garbled}” in {field} was read in a wrong character code"
            place = place_in(work, field, garbled.start())
            hint = "Type it anew, or export it again as UTF-8."
            yield work.entry.finding("CIT046", place, message, hint, garbled[0], field)


def _name(char: str) -> Text:
    if char in _NAMES:
        return _NAMES[char]
    category = unicodedata.category(char)
    if category == "Co":
        return say("a private character")
    if "\u202a" <= char <= "\u202e" or "\u2066" <= char <= "\u2069":
        return say("a control of direction")
    return say("a control character") if category == "Cc" else say("an invisible character")


def _belongs(value: str, match: re.Match[str]) -> bool:
    """Whether a script needs the character where it stands."""
    around = value[max(match.start() - 1, 0) : match.end() + 1]
    if match[0] in _JOINERS:
        return bool(_INDIC_OR_ARABIC.search(around) or _EMOJI.search(around))
    return match[0] in _DIRECTION and bool(_RIGHT_TO_LEFT.search(value))


def _hint(char: str) -> Text:
    if unicodedata.category(char) == "Co":
        return say(
            "No font has it: write the character, with 〓 or a description where there is none."
        )
    if char in "\ufffd\ufffc":
        return say("Something was lost here: type it anew.")
    return say("Delete it.")
