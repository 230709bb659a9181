"""Inlines read along with the source: the place of every word, mark and bracket of a paragraph."""

from __future__ import annotations

import html
import re
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

from hakusho.ast.walk import attr_of, children
from hakusho.values.marks import Mark

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from hakusho.ast.nodes import (
        Blank,
        Citation,
        Cite,
        Code,
        Element,
        Image,
        Inline,
        Link,
        Math,
        Note,
        Quoted,
        RawBlock,
        RawInline,
        Span,
        Str,
        Styled,
    )

SEPARATOR = Mark.SEPARATOR
NONE = -1
"""No offset: the node does not stand here."""

_DELIMITERS = {"Emph": 1, "Strong": 2, "Strikeout": 2, "Superscript": 1, "Subscript": 1}
_QUOTES = {"DoubleQuote": ('"', "“", "”"), "SingleQuote": ("'", "‘", "’")}
_SMART: Mapping[str, tuple[str, ...]] = {
    "…": ("...",),
    "—": ("---",),
    "–": ("--",),
    "’": ("'",),
    "‘": ("'",),
    "“": ('"',),
    "”": ('"',),
    "\u00a0": ("\\ ", " "),
    "☐": ("[ ]",),
    "☒": ("[x]", "[X]"),
}
"""What pandoc prints for what is written (its manual: smart, task_lists, escaped spaces)."""
_FOUND_ALIKE = re.compile(r"[&\\]")
_ENTITY = re.compile(r"&(?:#[0-9]+|#[xX][0-9a-fA-F]+|\w+);")
_SPACES = re.compile(r"[ \t]*")
_READ = re.compile(r"""\{(?:\s*(?:[#.][^\s{}]+|-|[\w:.-]+=(?:"[^"]*"|'[^']*'|[^\s{}"']*)))*\s*\}""")
"""Attributes as pandoc reads them."""
_INSIDE = re.compile(r"[ \t]*(?:\n[ \t]*(?:>[ \t]*)*)?")
"""White space at the inside of a bracket."""
_BREAK = re.compile(r"[ \t\u00a0]*\\?\n[ \t]*")
_QUOTE_MARK = re.compile(r">[ \t]*")
_BRACKET = re.compile(r"[ \t]*(?:\n[ \t>]*)?\[")
_BETWEEN_WORKS = re.compile(r"[ \t]*(?:\n[ \t>]*)?;?[ \t]*(?:\n[ \t>]*)?")
_NOTE = re.compile(r"\[\^(?P<label>[^\]\s]+)\]")
_TICKS = re.compile(r"`+")
_RAW_FENCE = re.compile(r"(`+)[ \t]*(\{=[^}\n]*\}[ \t]*\n)?")
_NESTING = re.compile(r"\\.|[()\[\]{}]|\"[^\"\n]*\"", re.DOTALL)
_PAIRS = {"(": ")", "[": "]", "{": "}"}
_DROPPED = re.compile(r"(?<=\])\{[^{}\n]*\}")
"""Attributes behind brackets that make no span or link: pandoc drops them."""
_BLANKS = frozenset({"Space", "SoftBreak", "LineBreak"})


def followed(text: str, at: int, wanted: str) -> list[int]:
    """Follow the letters of a word, as written or as pandoc's reader replaces them.

    Args:
        text: Markdown.
        at: Where the word begins in it.
        wanted: The word as pandoc read it.

    Returns:
        The offset of each letter, and the one behind the word; nothing if it does not stand there.
    """
    places: list[int] = []
    while len(places) < len(wanted):
        letter = wanted[len(places)]
        found = text[at : at + 1]
        entity = _ENTITY.match(text, at) if found == "&" else None
        meant = html.unescape(entity[0]) if entity else ""
        if entity and meant != entity[0] and wanted.startswith(meant, len(places)):
            places += [at] * len(meant)
            at = entity.end()
        elif found == "\\" and text[at + 1 : at + 2] == letter:
            places.append(at)
            at += 2
        elif found == letter:
            places.append(at)
            at += 1
        elif found == SEPARATOR:
            at += 1
        elif found == "{" and (dropped := _DROPPED.match(text, at)):
            at = dropped.end()
        else:
            mark = next((each for each in _SMART.get(letter, ()) if text.startswith(each, at)), "")
            if not mark:
                return []
            places.append(at)
            at += len(mark)
    return [*places, at]


class InlineReader(ABC):
    """Follows inlines in a text.

    A method takes a node and the offset where it may begin, and returns where it ends, or
    :data:`NONE`. What it finds it writes into the node.
    """

    def __init__(self, text: str, base: int, offsets: Sequence[int] | None = None) -> None:
        self.text = text
        self.base = base
        self.offsets = offsets
        """Of a text that was cut out of another one: where each letter stands in that."""
        self.quoted = 0
        """How many block quotations are open."""
        self.inline_readers: Mapping[str, Callable[..., int]] = {  # type: ignore[explicit-any]  # each reads nodes of its own kind
            "Str": self._str,
            "Space": self._space,
            "SoftBreak": self._line_end,
            "LineBreak": self._line_end,
            **dict.fromkeys(_DELIMITERS, self._delimited),
            **dict.fromkeys(("Span", "SmallCaps", "Underline"), self._bracketed),
            "Quoted": self._quoted,
            "Code": self._code,
            "Math": self._math,
            "RawInline": self.raw,
            "Link": self._link,
            "Image": self._image,
            "Note": self._note,
            "Cite": self._cite,
        }

    def put(self, node: Element | Citation, start: int, end: int) -> None:
        """Write a place into a node."""
        node["at"] = self.range(start, end)

    def put_attributes(self, node: Element, start: int, end: int) -> None:
        """Write into a node where its attributes stand."""
        node["attributes"] = self.range(start, end)

    def range(self, start: int, end: int) -> tuple[int, int]:
        """The positions of a range of offsets."""
        if self.offsets is None:
            return start + self.base, end + self.base
        first = self.offsets[min(start, len(self.offsets) - 1)]
        return first + self.base, self.offsets[max(end - 1, start)] + 1 + self.base

    @abstractmethod
    def note_text(self, note: Note, label: str) -> None:
        """Follow the text of a note that is defined apart from its mark."""

    def inlines(self, nodes: Sequence[Inline], at: int) -> int:
        """Follow all of some inlines."""
        for node in nodes:
            at = self.inline(node, at)
            if at < 0:
                return NONE
        return at

    def inline(self, node: Inline, at: int) -> int:
        """Follow one inline."""
        while node["t"] != "Str" and self.text.startswith(SEPARATOR, at):
            at += 1
        end = self.inline_readers[node["t"]](node, at)
        if end >= 0:
            self.put(node, at, end)
        return end

    def search(self, node: Inline, at: int, stop: int) -> int:
        """Where an inline begins that need not stand right here: at most at ``stop``."""
        if node["t"] in _BLANKS:
            return NONE
        first = first_letters(node)
        near = self.text.find(first, at, stop) if first else NONE
        while near >= 0:
            for start in range(near, max(at, near - 4) - 1, -1):  # marks may stand before it
                if self.inline(node, start) >= 0:
                    return start
            near = self.text.find(first, near + 1, stop)
        return NONE

    # -- words and spaces ----------------------------------------------------------------------

    def _str(self, node: Str, at: int) -> int:
        wanted = node["c"]
        if self.text.startswith(wanted, at) and not _FOUND_ALIKE.search(wanted):
            end = at + len(wanted)
        else:
            end = (followed(self.text, at, wanted) or [NONE])[-1]
        return self.past(_DROPPED, end) if end > 0 else end

    def _space(self, _node: Blank, at: int) -> int:
        broken = self._line_end(_node, at)
        if broken >= 0:
            return broken
        end = self.spaces(at)
        return end if end > at else NONE

    def _line_end(self, _node: Blank, at: int) -> int:
        match = _BREAK.match(self.text, at)
        if not match:
            return NONE
        at = match.end()
        for _ in range(self.quoted):
            at = self.past(_QUOTE_MARK, at)
        return at

    def past(self, pattern: re.Pattern[str], at: int) -> int:
        """The offset behind what matches here, or this offset."""
        match = pattern.match(self.text, at)
        return match.end() if match else at

    def spaces(self, at: int) -> int:
        """The offset behind spaces and tabs."""
        return self.past(_SPACES, at)

    # -- what stands between marks -------------------------------------------------------------

    def _delimited(self, node: Styled, at: int) -> int:
        mark = self.text[at : at + 1] * _DELIMITERS[node["t"]]
        if not mark or mark[0] not in "*_~^" or not self.text.startswith(mark, at):
            return NONE
        at += len(mark)
        for inline in node["c"]:
            end = self.inline(inline, at)
            if end < 0 and self.text.startswith(mark * 2, at):  # two that pandoc makes one
                end = self.inline(inline, at + 2 * len(mark))
            if end < 0:
                return NONE
            at = end
        at = self.spaces(at)
        return at + len(mark) if self.text.startswith(mark, at) else NONE

    def _quoted(self, node: Quoted, at: int) -> int:
        marks = _QUOTES[node["c"][0]["t"]]
        if not self.text.startswith(marks, at):
            return NONE
        end = self.inlines(node["c"][1], at + 1)
        return end + 1 if end >= 0 and self.text.startswith(marks, end) else NONE

    def _bracketed(self, node: Span | Styled, at: int) -> int:
        """Small capitals and underlining are written as spans too."""
        if not self.text.startswith("[", at):
            return NONE
        content = node["c"][1] if node["t"] == "Span" else node["c"]
        end = self.closing(self.inlines(content, self.past(_INSIDE, at + 1)))
        return NONE if end < 0 else self.attributes(node, end)

    def closing(self, at: int) -> int:
        """The offset behind ``]``, which comes next."""
        at = NONE if at < 0 else self.past(_INSIDE, at)
        return at + 1 if at >= 0 and self.text.startswith("]", at) else NONE

    def attributes(self, node: Element, at: int, *, apart: bool = False) -> int:
        """The offset behind a node's attributes, if they come next: without a space, or apart."""
        brace = self.spaces(at) if apart else at
        end = self.braces(brace)
        if end == brace:
            return at
        if not any(attr_of(node)) and not _READ.fullmatch(self.text, brace, end):
            return at  # braces that are text
        self.put_attributes(node, brace, end)
        return end

    def braces(self, at: int) -> int:
        """The offset behind braces that open here; the same offset if none do."""
        return max(self.bracket_end(at), at) if self.text.startswith("{", at) else at

    def bracket_end(self, at: int) -> int:
        """The offset behind the bracket that closes the one here."""
        opening, depth = self.text[at : at + 1], 0
        for match in _NESTING.finditer(self.text, at):
            depth += (match[0] == opening) - (match[0] == _PAIRS[opening])
            if not depth and match[0] == _PAIRS[opening]:
                return match.end()
        return NONE

    # -- leaves --------------------------------------------------------------------------------

    def _code(self, node: Code, at: int) -> int:
        opened = _TICKS.match(self.text, at)
        if not opened:
            return NONE
        closing = re.compile(rf"(?<!`){opened[0]}(?!`)").search(self.text, opened.end())
        if not closing:
            return NONE
        written = self.text[opened.end() : closing.start()]
        unquoted = re.sub(r"\n[ \t]*>", "\n", written)
        if node["c"][1].split() not in (written.split(), unquoted.split()):
            return NONE
        return self.attributes(node, closing.end())

    def _math(self, node: Math, at: int) -> int:
        mark = "$$" if node["c"][0]["t"] == "DisplayMath" else "$"
        start = at + len(mark)
        if not self.text.startswith(mark, at):
            return NONE
        if self.text.startswith(node["c"][1] + mark, start):
            return start + len(node["c"][1]) + len(mark)
        closing = re.compile(rf"(?<!\\){re.escape(mark)}").search(self.text, start)
        return closing.end() if closing else NONE

    def raw(self, node: RawInline | RawBlock, at: int) -> int:
        """Markup of one format: as it is, or between backticks with the format's name."""
        written = node["c"][1]
        if not written.strip():
            return NONE
        if self.text.startswith(written, at):
            return at + len(written)
        pattern = r"\s*(?:\n[ \t>]*)?".join(map(re.escape, written.split()))
        match = re.compile(pattern).match(self.text, at)
        if match:
            return match.end()
        opened = _RAW_FENCE.match(self.text, at)
        inner = re.compile(rf"\s*{pattern}\s*").match(self.text, opened.end()) if opened else None
        if not opened or not inner or not self.text.startswith(opened[1], inner.end()):
            return NONE
        return self.braces(inner.end() + len(opened[1]))

    # -- links, notes, citations ---------------------------------------------------------------

    def _link(self, node: Link, at: int) -> int:
        if self.text.startswith("<", at):
            end = self.inlines(node["c"][1], at + 1)
            return end + 1 if end >= 0 and self.text.startswith(">", end) else NONE
        if not self.text.startswith("[", at):
            return NONE
        return self.target(node, self.inlines(node["c"][1], self.past(_INSIDE, at + 1)))

    def _image(self, node: Image, at: int) -> int:
        if not self.text.startswith("![", at):
            return NONE
        end = self.inlines(node["c"][1], self.past(_INSIDE, at + 2))
        if end < 0 or not self.text.startswith("]", self.past(_INSIDE, end)):
            end = self.bracket_end(at + 1) - 1  # its text is the attribute ``alt``
        return self.target(node, end)

    def target(self, node: Element, at: int) -> int:
        """What follows the text of a link or an image: its bracket, target and attributes."""
        at = self.closing(at)
        if at < 0:
            return NONE
        opened = _BRACKET.match(self.text, at)
        if self.text.startswith("(", at):
            at = self.bracket_end(at)
        elif opened:
            at = self.bracket_end(opened.end() - 1)
        return NONE if at < 0 else self.attributes(node, at)

    def _note(self, node: Note, at: int) -> int:
        if self.text.startswith("^[", at):
            only = node["c"][0] if node["c"] else None
            inner = only["c"] if only and (only["t"] == "Para" or only["t"] == "Plain") else []
            end = self.inlines(inner, self.past(_INSIDE, at + 2))
            if only and end >= 0:
                self.put(only, at + 2, end)
            return self.closing(end)
        mark = _NOTE.match(self.text, at)
        if not mark:
            return NONE
        self.note_text(node, mark["label"])
        return mark.end()

    def _cite(self, node: Cite, at: int) -> int:
        citations = node["c"][0]
        bracketed = self.text.startswith("[", at)
        end = self.bracket_end(at) if bracketed else len(self.text)
        inside = self.past(_INSIDE, at + 1) if bracketed else at
        for number, citation in enumerate(citations):
            start, inside = self._key(citation, inside, end)
            if start < 0:
                return NONE
            self.put(citation, start, inside)
            if not bracketed and not number:  # @key [p. 3]
                more = len(citations) > 1 or citation["citationSuffix"]
                opened = _BRACKET.match(self.text, inside) if more else None
                end = self.bracket_end(opened.end() - 1) if opened else inside
                inside = opened.end() if opened else inside
            inside = max(self.inlines(citation["citationSuffix"], inside), inside)
            inside = self.past(_BETWEEN_WORKS, inside)
        return end

    def _key(self, citation: Citation, at: int, stop: int) -> tuple[int, int]:
        """A citekey with its ``@``: behind its prefix, else the first in a range."""
        here = max(at, self.inlines(citation["citationPrefix"], at))
        ident = citation["citationId"]
        behind = here + self.text.startswith("-", here) + 1
        if self.text.startswith(f"@{ident}", behind - 1):
            return here, behind + len(ident)
        key = re.compile(rf"-?@(?:\{{{re.escape(ident)}\}}|{re.escape(ident)})")
        found = key.match(self.text, here) or key.search(self.text, at, stop)
        return found.span() if found else (NONE, NONE)


def first_letters(node: Element) -> str:
    """What a node's text begins with in the source, to look for it there."""
    match node["t"]:
        case "Str":
            plain = re.split(rf"[{''.join(_SMART)}]", node["c"])[0]
            return _SMART.get(node["c"][:1], (plain,))[0]
        case "Code" | "Math" | "RawInline":
            return node["c"][1].split("\n")[0]
        case "Cite":
            return f"@{node['c'][0][0]['citationId']}"
        case "Note":
            return ""
        case _:
            return next((first for each in children(node) if (first := first_letters(each))), "")
