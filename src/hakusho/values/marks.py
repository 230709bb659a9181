r"""The private-use characters by which Python, Lua and the citation styles speak to one another.

A mark stands in a text between two steps and is acted upon, or taken out, by the later one; no
output ever holds one. This is the one table: Python takes marks from here, and a test holds what
stands in ``editions/lua`` and ``templates/citations`` (as ``\u{e000}``, ``0xe000`` and
``&#xE000;``) against it.
"""

from __future__ import annotations

import re
from enum import StrEnum, unique


@unique
class Mark(StrEnum):
    """Each mark by its name."""

    # Set by a citation style that words works by their language.
    BETWEEN_WORKS = "\ue000"  # the delimiter of the citation's layout
    JAPANESE = "\ue001"  # before a Japanese work
    JAPANESE_END = "\ue002"
    BETWEEN_NAMES = "\ue003"  # ・ or 、 as the first name of the list says
    OTHERS = "\ue005"  # before ほか: the space before it goes
    LOCATOR = "\ue006"  # before a locator or pages
    LOCATOR_END = "\ue007"
    CLOSING_QUOTE = "\ue0aa"  # ” behind the comma or full stop that follows

    # Set in what citeproc is given.
    SEPARATED = "\ue004"  # in the first name of a list: 、 stands between its names
    JOINED = "\ue00a"  # the same: ・ does
    MIDDLE_DOT = "\ue00b"  # after a given name: ・ stands between it and the family name
    GIVEN_END = "\ue0ab"  # after a Japanese given name: the stop of an initial behind it goes
    WORDED = "\ue00c"  # before 令和5年版, which citeproc would take for a number
    JOIN = "\ue009"  # ends a Japanese prefix: no space follows
    PLACE = "\ue0a0"  # before, between and after the two wordings of a place in a work
    PLACE_OR = "\ue0a1"
    PLACE_END = "\ue0a2"

    # Set in a chapter's template and in its source while they are read.
    TEMPLATE = "\ue010"  # around the offset of a piece of a template
    TEMPLATE_END = "\ue011"
    SEPARATOR = "\ue012"  # between a cross-reference and the letters that touch it

    # Set by a writer for the steps after it.
    PIECE = "\uf8f0"  # pdf.lua: stands for a piece that is written with all others
    BORDER = "\uf8f1"  # pdf.lua: between two pieces
    IMAGE = "\uf8f2"  # docx.lua: around an image's number
    CONTENTS = "\uf8f3"  # docx.lua: where the table of contents goes
    NUMBER = "\uf8f4"  # docx.lua: around a note's number
    RUBY = "\uf8f5"  # docx.lua: around a reading, and behind what it stands over
    PAGE_OF = "\uf8f6"  # docx.lua: around the id of what a reference asks the page of

    # Set in what a parser is given, and never read back.
    MASK = "\ue008"  # what bibtexparser would take for a delimiter or a new block


BODY_END = "\u2060"
"""The same after the name of a body. It is no mark, since names are sorted as well: no letter of
ours may stand behind NATO, but a word joiner, which sorts as nothing, may."""

_VEIL = 0x20000
"""From the basic plane to the ideographs of plane 2, which are letters and nothing else."""
_VEILED = re.compile(
    "{0}[^{1}]*{1}".format(*(chr(_VEIL + ord(mark)) for mark in (Mark.PLACE, Mark.PLACE_END)))
)


def veiled(place: str) -> str:
    """A place between its marks as letters, in which citeproc sees no number, list or range.

    ``2`` with these behind it is a number to CSL, as 2a is, and so keeps its label.
    """
    return "".join(chr(_VEIL + ord(char)) for char in place)


def unveiled(text: str) -> str:
    """A text with such places as they are printed."""
    return _VEILED.sub(lambda match: "".join(chr(ord(char) - _VEIL) for char in match[0]), text)


_PRIVATE_USE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd]")


def without_private(text: str) -> str:
    """An author's text with 〓, the printers' sign for a missing type, for private characters.

    No font has one (TYP002 and CIT046 say so), and it might be taken for a mark.
    """
    return text if text.isprintable() else _PRIVATE_USE.sub("〓", text)


def without_marks(text: str) -> str:
    """A text between two steps without the marks in it."""
    return _PRIVATE_USE.sub("", text)
