"""Inlines as one string, and edits of that string put back into them.

A word may cross elements (``Alliance Coordination Mechanism`` is five of them) and may begin in
one container and end in another (``*同盟調整メカニズム*（ACM）``). So a paragraph is read as a
string, searched as such, and rewritten by ranges of characters.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeGuard

from hakusho.ast.build import array, attr, with_inlines
from hakusho.ast.walk import stringify
from hakusho.values.languages import primary

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from hakusho.ast.nodes import Element, Inline, Note, Quoted, Span, Styled, Wrapper

OPAQUE = "\ufffc"
"""Stands for what is no running text: code, formulas, images, citations, notes, addresses."""
ABBR_CLASS = "abbr"
_SPACES = frozenset({"Space", "SoftBreak", "LineBreak"})
_STYLED = frozenset(
    {"Emph", "Strong", "Strikeout", "Underline", "SmallCaps", "Superscript", "Subscript"}
)
_QUOTES = {"DoubleQuote": "“”", "SingleQuote": "‘’"}


@dataclass(frozen=True, slots=True)
class RunningText:
    """The text of a list of inlines.

    Attributes:
        text: One character for each printed one; :data:`OPAQUE` for each element that is none.
        languages: The language of each character: ``ja``, ``en``, or another primary subtag.
        marked: Ranges that the author marks as an abbreviation.
        emphasised: Ranges in italics.
        notes: Each note by the place of its mark.
    """

    text: str
    languages: tuple[str, ...]
    marked: tuple[tuple[int, int], ...]
    emphasised: tuple[tuple[int, int], ...]
    notes: Mapping[int, Note]


@dataclass(frozen=True, slots=True)
class Edit:
    """A range of characters, and what comes in its place; elements that are no text stay."""

    start: int
    end: int
    content: tuple[Inline, ...] = ()


class _Reader:
    def __init__(self) -> None:
        self.text: list[str] = []
        self.languages: list[str] = []
        self.marked: list[tuple[int, int]] = []
        self.emphasised: list[tuple[int, int]] = []
        self.notes: dict[int, Note] = {}

    def read(self, inlines: Sequence[Inline], language: str) -> None:
        for inline in inlines:
            self._read_one(inline, language)

    def _read_one(self, inline: Inline, language: str) -> None:
        if inline["t"] == "Str":
            self._add(inline["c"], language)
        elif inline["t"] in _SPACES:
            self._add(" ", language)
        elif inline["t"] == "Quoted":
            marks = _QUOTES[inline["c"][0]["t"]]
            self._add(marks[0], language)
            self.read(inline["c"][1], language)
            self._add(marks[1], language)
        elif _is_container(inline) and not _is_address(inline):
            start = len(self.text)
            self.read(_content_of(inline), language_of(inline, language))
            if is_marked(inline):
                self.marked.append((start, len(self.text)))
            if inline["t"] == "Emph":
                self.emphasised.append((start, len(self.text)))
        else:
            if inline["t"] == "Note":
                self.notes[len(self.text)] = inline
            self._add(OPAQUE, language)

    def _add(self, text: str, language: str) -> None:
        self.text += text
        self.languages += [language] * len(text)


def read_text(inlines: Sequence[Inline], language: str) -> RunningText:
    """Read the inlines of a paragraph, a cell, a caption in a language as one string."""
    reader = _Reader()
    reader.read(inlines, language)
    return RunningText(
        "".join(reader.text), tuple(reader.languages),
        tuple(reader.marked), tuple(reader.emphasised), reader.notes,
    )  # fmt: skip


def _is_container(inline: Inline) -> TypeGuard[Styled | Wrapper]:
    """Whether an inline holds others that are running text."""
    return inline["t"] in _STYLED or inline["t"] in {"Quoted", "Span", "Link"}


def _content_of(inline: Styled | Wrapper) -> list[Inline]:
    match inline["t"]:
        case "Quoted" | "Span" | "Link":
            return inline["c"][1]
        case _:
            return inline["c"]


def language_of(element: Element, language: str) -> str:
    """The language that a division or a span declares, as a primary subtag; else the given one."""
    if element["t"] not in {"Div", "Span"}:
        return language
    declared = next((value for key, value in element["c"][0][2] if key == "lang"), "")
    return primary(declared) or language


def is_marked(inline: Element) -> TypeGuard[Span]:
    """Whether the author marks an abbreviation: ``[ACM]{.abbr}``."""
    return inline["t"] == "Span" and ABBR_CLASS in inline["c"][0][1]


def _is_address(inline: Inline) -> bool:
    """Whether a link shows nothing but its own address."""
    if inline["t"] != "Link":
        return False
    return stringify(inline["c"][1]) == inline["c"][2][0].removeprefix("mailto:")


class _Writer:
    def __init__(self, edits: Sequence[Edit], change_note: Callable[[Note, int], Note]) -> None:
        self._edits = edits
        self._change_note = change_note
        self._offset = 0

    def write(self, inlines: Sequence[Inline], language: str) -> list[Inline]:
        return [new for inline in inlines for new in self._write_one(inline, language)]

    def _write_one(self, inline: Inline, language: str) -> list[Inline]:
        if inline["t"] == "Str":
            return self._cut(inline["c"])
        if inline["t"] in _SPACES:
            return self._cut(" ", inline)
        if inline["t"] == "Quoted":
            return self._quoted(inline, language)
        if not _is_container(inline) or _is_address(inline):
            changed = self._change_note(inline, self._offset) if inline["t"] == "Note" else inline
            return [*self._cut("", at_least=1), changed]
        content = _content_of(inline)
        written = self.write(content, language_of(inline, language))
        if is_marked(inline):
            return _unmarked(inline, written)
        return [with_inlines(inline, written)] if written or not content else []

    def _quoted(self, inline: Quoted, language: str) -> list[Inline]:
        whole = not any(edit.start <= self._offset < edit.end for edit in self._edits)
        before = self._cut("", at_least=1)
        written = self.write(inline["c"][1], language)
        after = self._cut("", at_least=1)
        return [*before, *([with_inlines(inline, written)] if whole else written), *after]

    def _cut(self, text: str, space: Inline | None = None, *, at_least: int = 0) -> list[Inline]:
        """What is left of a piece of text, with the content of the edits that begin in it."""
        start = self._offset
        end = self._offset = start + max(len(text), at_least)
        out: list[Inline] = []
        at = start
        for edit in self._edits:
            if edit.end <= at or edit.start >= end:
                continue
            out += _pieces(text[at - start : max(edit.start - start, 0)], space)
            if edit.start >= start:
                out += edit.content
            at = min(edit.end, end)
        return [*out, *_pieces(text[at - start :], space)]


def write_text(
    inlines: Sequence[Inline],
    language: str,
    edits: Sequence[Edit],
    change_note: Callable[[Note, int], Note],
) -> list[Inline]:
    """Put edits of the text of inlines, in order, none overlapping another, into them.

    Containers stay around what is left in them and go with it; the author's mark of an
    abbreviation is taken off. ``change_note`` is given a note and the place of its mark.
    """
    return _Writer(edits, change_note).write(inlines, language)


def _pieces(text: str, space: Inline | None) -> list[Inline]:
    if not text:
        return []
    return [space] if space is not None else [{"t": "Str", "c": text}]


def _unmarked(inline: Span, content: list[Inline]) -> list[Inline]:
    ident, classes, pairs = inline["c"][0]
    classes = [name for name in classes if name != ABBR_CLASS]
    if not (ident or classes or pairs):
        return content
    return [{**inline, "c": array(attr(ident, classes, pairs), content)}]
