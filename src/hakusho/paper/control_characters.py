"""TYP010: control characters, which no edition can print and XML and Typst refuse.

They come with text from PDF files, word processors and databases: U+000B where somebody pressed
Shift and Enter, U+000C at a page's end, U+0091 where “ was in Windows-1252. Here they are found in
whatever an author writes; the text is handed on without them, so that nothing stumbles later.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hakusho.findings import Finding, Text, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hakusho.findings import Location

CONTROL = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 does not allow or discourages (section 2.2), DEL with it."""

_LINE, _PAGE = "\x0b", "\x0c"


def control_characters(text: str, place: Callable[[int], Location]) -> Iterator[Finding]:
    """Find each kind of control character in a text, where it stands first.

    ``place`` says where a letter of the text stands.

    Yields:
        TYP010, with what the character probably was.
    """
    first: dict[str, int] = {}
    for match in CONTROL.finditer(text):
        first.setdefault(match[0], match.start())
    for char, offset in first.items():
        yield control_character(char, place(offset), text.count(char))


def control_character(char: str, where: Location, times: int = 1) -> Finding:
    """TYP010 for a control character that stands somewhere, perhaps several times from there on."""
    message = "the control character U+{code:04X} stands here"
    if times > 1:
        message = "the control character U+{code:04X} stands here, and {more} more below"
        return Finding.of("TYP010", where, message, _hint(char), ord(char), times - 1)
    return Finding.of("TYP010", where, message, _hint(char), ord(char))


def without_controls(text: str) -> str:
    """A text with a space for each control character: as long as before."""
    return CONTROL.sub(" ", text)


def _hint(char: str) -> Text:
    if char == _LINE:
        return say(
            "Word processors write it for a line break: begin a paragraph after an empty line, or "
            "end the line with a backslash."
        )
    if char == _PAGE:
        return say("It is a page break of a PDF or text file: delete it.")
    if "\x80" <= char <= "\x9f":
        meant = char.encode("latin-1").decode("cp1252", errors="ignore")
        if meant:
            return say("It was {meant} in Windows-1252: write that.", meant)
    return say("No edition can print it: delete it.")
