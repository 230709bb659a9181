"""Inlines as one string, and edits of that string put back into them.

A word may cross elements (``Alliance Coordination Mechanism`` is five of them) and may begin in
one container and end in another (``*同盟調整メカニズム*（ACM）``). So a paragraph is read as a
string, searched as such, and rewritten by ranges of characters.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hakusho.manuscript.ast import Element, stringify
from hakusho.values.languages import primary

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

OPAQUE = "\ufffc"
"""Stands for what is no running text: code, formulas, images, citations, notes, addresses."""
ABBR_CLASS = "abbr"
_SPACES = frozenset({"Space", "SoftBreak", "LineBreak"})
_CONTENT_AT = {"Span": 1, "Link": 1, "Quoted": 1}
_PLAIN_CONTAINERS = frozenset(
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
    notes: Mapping[int, Element]


@dataclass(frozen=True, slots=True)
class Edit:
    """A range of characters, and what comes in its place; elements that are no text stay."""

    start: int
    end: int
    content: tuple[Element, ...] = ()


class _Reader:
    def __init__(self) -> None:
        self.text: list[str] = []
        self.languages: list[str] = []
        self.marked: list[tuple[int, int]] = []
        self.emphasised: list[tuple[int, int]] = []
        self.notes: dict[int, Element] = {}

    def read(self, inlines: Sequence[Element], language: str) -> None:
        for inline in inlines:
            self._read_one(inline, language)

    def _read_one(self, inline: Element, language: str) -> None:
        kind = inline["t"]
        if kind == "Str":
            self._add(inline["c"], language)
        elif kind in _SPACES:
            self._add(" ", language)
        elif kind == "Quoted":
            marks = _QUOTES[inline["c"][0]["t"]]
            self._add(marks[0], language)
            self.read(inline["c"][1], language)
            self._add(marks[1], language)
        elif (content := content_of(inline)) is not None and not is_address(inline):
            start = len(self.text)
            self.read(content, language_of(inline, language))
            if is_marked(inline):
                self.marked.append((start, len(self.text)))
            if kind == "Emph":
                self.emphasised.append((start, len(self.text)))
        else:
            if kind == "Note":
                self.notes[len(self.text)] = inline
            self._add(OPAQUE, language)

    def _add(self, text: str, language: str) -> None:
        self.text += text
        self.languages += [language] * len(text)


def read_text(inlines: Sequence[Element], language: str) -> RunningText:
    """Read inlines as one string.

    Args:
        inlines: Of a paragraph, a cell, a caption.
        language: Of the passage; spans in another language say so.

    Returns:
        The text.
    """
    reader = _Reader()
    reader.read(inlines, language)
    return RunningText(
        "".join(reader.text),
        tuple(reader.languages),
        tuple(reader.marked),
        tuple(reader.emphasised),
        reader.notes,
    )


def content_of(inline: Element) -> list[Element] | None:
    """The inlines in an inline; ``None`` if it holds none that are running text."""
    kind = inline["t"]
    if kind in _CONTENT_AT:
        return list(inline["c"][_CONTENT_AT[kind]])
    return list(inline["c"]) if kind in _PLAIN_CONTAINERS else None


def language_of(element: Element, language: str) -> str:
    """The language that a division or a span declares, as a primary subtag; else the given one."""
    if element["t"] not in {"Div", "Span"}:
        return language
    declared: str = next((value for key, value in element["c"][0][2] if key == "lang"), "")
    return primary(declared) or language


def is_marked(inline: Element) -> bool:
    """Whether the author marks an abbreviation: ``[ACM]{.abbr}``."""
    return inline["t"] == "Span" and ABBR_CLASS in inline["c"][0][1]


def is_address(inline: Element) -> bool:
    """Whether a link shows nothing but its own address."""
    if inline["t"] != "Link":
        return False
    target: str = inline["c"][2][0]
    return stringify(inline["c"][1]) == target.removeprefix("mailto:")


class _Writer:
    def __init__(
        self, edits: Sequence[Edit], change_note: Callable[[Element, int], Element]
    ) -> None:
        self._edits = edits
        self._change_note = change_note
        self._offset = 0

    def write(self, inlines: Sequence[Element], language: str) -> list[Element]:
        out: list[Element] = []
        for inline in inlines:
            out += self._write_one(inline, language)
        return out

    def _write_one(self, inline: Element, language: str) -> list[Element]:
        kind = inline["t"]
        if kind == "Str":
            return self._cut(inline["c"])
        if kind in _SPACES:
            return self._cut(" ", inline)
        if kind == "Quoted":
            return self._quoted(inline, language)
        content = content_of(inline)
        if content is None or is_address(inline):
            changed = self._change_note(inline, self._offset) if kind == "Note" else inline
            return [*self._cut("", at_least=1), changed]
        written = self.write(content, language_of(inline, language))
        if is_marked(inline):
            return _unmarked(inline, written)
        return [_with_content(inline, written)] if written or not content else []

    def _quoted(self, inline: Element, language: str) -> list[Element]:
        whole = not any(edit.start <= self._offset < edit.end for edit in self._edits)
        before = self._cut("", at_least=1)
        written = self.write(inline["c"][1], language)
        after = self._cut("", at_least=1)
        if whole:
            return [*before, {"t": "Quoted", "c": [inline["c"][0], written]}, *after]
        return [*before, *written, *after]

    def _cut(self, text: str, space: Element | None = None, *, at_least: int = 0) -> list[Element]:
        """What is left of a piece of text, with the content of the edits that begin in it."""
        start = self._offset
        end = self._offset = start + max(len(text), at_least)
        out: list[Element] = []
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
    inlines: Sequence[Element],
    language: str,
    edits: Sequence[Edit],
    change_note: Callable[[Element, int], Element],
) -> list[Element]:
    """Put edits of the text of inlines into them.

    Args:
        inlines: As read by :func:`read_text`.
        language: The same as there.
        edits: In order, none overlapping another.
        change_note: Given a note and the place of its mark, the note to put there.

    Returns:
        The new inlines: containers stay around what is left in them and go with it; the author's
        mark of an abbreviation is taken off.
    """
    return _Writer(edits, change_note).write(inlines, language)


def _pieces(text: str, space: Element | None) -> list[Element]:
    if not text:
        return []
    return [space] if space is not None else [{"t": "Str", "c": text}]


def _with_content(inline: Element, content: list[Element]) -> Element:
    kind = inline["t"]
    if kind not in _CONTENT_AT:
        return {"t": kind, "c": content}
    parts: list[Any] = list(inline["c"])
    parts[_CONTENT_AT[kind]] = content
    return {"t": kind, "c": parts}


def _unmarked(inline: Element, content: list[Element]) -> list[Element]:
    ident, classes, pairs = inline["c"][0]
    classes = [name for name in classes if name != ABBR_CLASS]
    if not (ident or classes or pairs):
        return content
    return [{"t": "Span", "c": [[ident, classes, pairs], content]}]
