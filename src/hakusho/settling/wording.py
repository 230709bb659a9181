"""The text of rendered citations: joins, separators and dashes by the language around them.

A style that sets works by their language marks what only the finished text can decide
(``templates/citations/policy-note-ja.csl``), and items bring marks of their own
(:mod:`hakusho.citations.people`, :mod:`~hakusho.citations.publication`,
:mod:`~hakusho.citations.locators`). Here all of them are acted upon: see
:class:`hakusho.values.marks.Mark`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import groupby, islice
from string import digits, punctuation
from typing import TYPE_CHECKING, Literal

from hakusho.ast.build import array, text
from hakusho.citations.locators import NOT_A_LOCATOR
from hakusho.citations.titles import in_quotes
from hakusho.settling.inlines import (
    held_by,
    holding,
    is_holder,
    is_letter,
    is_space,
    lines_in,
    string_in,
    without_space,
    words_of,
)
from hakusho.values.letters import WIDE, is_wide
from hakusho.values.marks import BODY_END, Mark, unveiled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hakusho.ast.nodes import Inline, QuoteType, Span
    from hakusho.citations.choices import Choices
    from hakusho.settling.citeproc import Form

STOPS = frozenset(".。?!？！")
"""What ends a sentence."""
_GIVEN_FIRST = "\u200e"
"""Only keeps citeproc from printing the family name first (:mod:`hakusho.citations.people`)."""
_PLACE_OR_CHAR = re.compile(
    f"{Mark.PLACE}([^{Mark.PLACE_OR}]*){Mark.PLACE_OR}([^{Mark.PLACE_END}]*){Mark.PLACE_END}|.",
    re.DOTALL,
)
"""A place in its Japanese and its English wording, or any other character."""
_OF_NAMES = re.compile(
    f"[{Mark.SEPARATED}{Mark.JOINED}{Mark.MIDDLE_DOT}{Mark.GIVEN_END}{_GIVEN_FIRST}]"
)
_MARKS = frozenset(map(str, Mark))
_NEXT_NAME = frozenset({"&", "and", "et", "und", "y", "e", "en"})
_EDITORS = re.compile(r"[(\[](?!n\.)[A-Za-z]")
"""What follows the names of editors: (eds.), [Hrsg.]; but a sentence ends before (n.d.)."""


_PIECE = rf"[{WIDE}][{WIDE}{re.escape(digits + punctuation)}]*|[^{WIDE}]+"
"""A piece of one script; digits and brackets belong to what is before them: 令和5年版(."""


@dataclass(slots=True)
class Ending:
    """How a rendered citation ends."""

    last: str = ""  # its last character; empty if it has none
    wide: bool = False  # whether it ends in Japanese
    # Where in its inlines works are divided: from where to where; ``None`` if it cannot be told.
    divided: list[tuple[int, int]] | None = field(default_factory=list)


def bare_name(name: str) -> str:
    """A name without the marks that it brings for citeproc."""
    return _OF_NAMES.sub("", name)


def joined_names(names: list[str]) -> str:
    """Japanese names as one text, with the separator that the first one asks for."""
    separator = "、" if Mark.SEPARATED in names[0] else "・"
    return separator.join(map(bare_name, names))


def word(inlines: list[Inline], form: Form) -> tuple[list[Inline], Ending]:
    """Act upon all marks in a rendered citation or reference.

    Args:
        inlines: As citeproc left them.
        form: Of the style.

    Returns:
        The inlines without marks, and how they end.
    """
    writer = _Writer(form=form)
    worded = writer.worded(_unwrapped(inlines))
    return (in_single_quotes(worded) if form.single_quotes else worded), writer


def _unwrapped(inlines: list[Inline]) -> list[Inline]:
    """Rendered inlines out of the note and the spans that pandoc put around them."""
    out: list[Inline] = []
    for inline in inlines:
        if inline["t"] == "Note":
            out += _unwrapped(lines_in(inline["c"]))
        elif inline["t"] == "Cite" or (inline["t"] == "Span" and _is_bare(inline)):
            out += _unwrapped(inline["c"][1])
        else:
            out.append(inline)
    return out


def _is_bare(span: Span) -> bool:
    ident, classes, pairs = span["c"][0]
    return not (ident or pairs) and classes[:1] in ([], ["nocase"])


def _without_initial_stop(words: str, following: list[Inline]) -> str:
    """A text without the stop that a style of initials puts behind a name that has none.

    That is a Japanese one or a body's (甲一., 乙二.; NATO., 2022). What follows tells it from the
    stop of a sentence.
    """
    words = words.replace(BODY_END, Mark.GIVEN_END)
    if Mark.GIVEN_END not in words:
        return words
    words = re.sub(rf"{Mark.GIVEN_END}\.([,;:&)\]])", r"\1", words)
    if words.endswith(f"{Mark.GIVEN_END}.") and len(following) > 1 and is_space(following[0]):
        after = words_of(following[1])
        if after in _NEXT_NAME or _EDITORS.match(after):
            words = words[:-1]
    return words.replace(Mark.GIVEN_END, "")


@dataclass(slots=True, kw_only=True)
class _Writer(Ending):
    """Writes inlines anew, character by character, with what is known of the text before each."""

    form: Form
    out: list[Inline] = field(default_factory=list)
    chars: str = ""  # of the ``Str`` that is being written
    japanese: bool = False  # within a Japanese work
    locator: bool = False  # within a locator or pages
    pending: str = ""  # wording of a place, which goes to the locator's end
    separator: str = "・"  # between Japanese names
    middle_dot: Literal["", "expected", "due"] = ""  # due once the space has been left out
    skip_space: bool = False
    closing: bool = False  # a ” that the next comma or full stop goes before
    inner: bool = False  # the quotation mark opened last is ‘

    @property
    def choices(self) -> Choices:
        return self.form.style.choices

    def worded(self, inlines: list[Inline]) -> list[Inline]:
        outer, self.out = self.out, []
        for at, inline in enumerate(inlines):
            if inline["t"] == "Str":
                self._words(_without_initial_stop(inline["c"], inlines[at + 1 : at + 3]))
            elif is_space(inline):
                self._space()
            elif is_holder(inline):
                self._flush()
                inner = self.worded(held_by(inline))
                if inline["t"] == "Emph":
                    self.out += upright(inner, always=not self.choices.by_language)
                else:
                    self.out.append(holding(inline, inner))
            else:
                self._as_it_is(inline)
        self._flush()
        made, self.out = self.out, outer
        return made

    def _as_it_is(self, inline: Inline) -> None:
        """What cannot hold a mark."""
        self._flush()
        self.out.append(inline)
        words = words_of(inline)
        if words:
            self.last = words[-1]
            letter = next(filter(is_letter, reversed(words)), "")
            self.wide = is_wide(letter) if letter else self.wide

    def _space(self) -> None:
        """The space between two words."""
        self._flush()
        if self.middle_dot:
            self.middle_dot = "due"
        elif self.skip_space:
            self.skip_space = False
        else:
            self.out.append({"t": "Space"})

    def _words(self, words: str) -> None:
        """A text that may hold marks."""
        for match in _PLACE_OR_CHAR.finditer(unveiled(words)):
            japanese, english = match.groups()
            if english is None:
                self._char(match[0])
            else:
                self._place(japanese, english)

    def _flush(self) -> None:
        """End the ``Str`` that is being written."""
        if self.closing:
            self._close_quote("")
        if self.chars:
            self.out.append(text(self.chars))
            self.chars = ""

    def _char(self, char: str) -> None:
        if self.closing and char not in _MARKS and char != NOT_A_LOCATOR:
            inside = char in ",." and not self.form.single_quotes
            self._close_quote(char if inside else "")
            if inside or (char == "." and self.last in STOPS):
                return
        if char in _MARKS:
            self._mark(char)
        elif char == " ":
            self._space()
        elif char not in {NOT_A_LOCATOR, _GIVEN_FIRST}:
            self._printed(char)

    def _mark(self, char: str) -> None:
        """Act upon what the style has set."""
        match char:
            case Mark.BETWEEN_WORKS:
                self._next_work()
            case Mark.JAPANESE:
                if is_wide(self.last):
                    self._drop_space()
                self.japanese = True
            case Mark.JAPANESE_END:
                self.wide, self.japanese = True, False
            case Mark.CLOSING_QUOTE:
                self.closing = True
            case Mark.OTHERS:
                self.middle_dot = ""
                self._drop_space()
            case Mark.LOCATOR:
                self.locator = True
            case Mark.LOCATOR_END:
                pending, self.pending = self.pending, ""
                self._words(pending)
                self.locator = False
            case Mark.BETWEEN_NAMES:
                self._words(self.separator)
            case _:
                self._mark_of_item(char)

    def _next_work(self) -> None:
        """The mark between two works, at which a style that sets its own none is not asked."""
        marks = self.choices.between_works
        if self.closing:
            self.divided = None  # the mark may go into the title's
        else:
            self._flush()
        start = len(self.out)
        self._words(marks.japanese if self.wide else marks.western)
        if self.divided is not None:
            self._flush()
            self.divided.append((start, len(self.out)))

    def _mark_of_item(self, char: str) -> None:
        """Act upon what names and prefixes have brought."""
        match char:
            case Mark.SEPARATED | Mark.JOINED:
                self.separator = "、" if char == Mark.SEPARATED else "・"
            case Mark.MIDDLE_DOT:
                self.middle_dot = "expected"
            case Mark.JOIN:
                self.skip_space = True

    def _place(self, japanese: str, english: str) -> None:
        """Print a place; in a Japanese locator at its end, after its unit (46頁注5)."""
        if self.locator and self.japanese:
            self.pending += japanese
            return
        self._drop_label()
        if not self.choices.page_label:
            english = re.sub(r"^vol\. ([^ ]+), pp?\. ", r"\1:", english)
            english = re.sub(r"(?<![A-Za-z0-9])pp?\. ", "", english)
        for char in english:
            self._char(char)

    def _drop_label(self) -> None:
        """Take out the label before a place, as often as the style says it."""
        left = self._without_label(self.chars)
        if self.chars and left != "":
            self.chars = left or self.chars
            return
        self.chars = ""
        at = len(self.out) - 1
        while at > 0 and not words_of(self.out[at]).strip():
            at -= 1
        if at < 0 or (at == len(self.out) - 1 and left is None):
            return
        left = self._without_label(words_of(self.out[at]))
        if left is None or (left and self.out[at]["t"] != "Str"):
            return
        del self.out[at:]
        if not left:
            self._drop_label()
            return
        self.out.append(text(left))
        if left.endswith((",", ";")):
            self.out.append({"t": "Space"})

    def _without_label(self, words: str) -> str | None:
        """A text without the label at its end; ``None`` if it has none."""
        label = self.form.place_label.search(words)
        return words[: label.start()] if label else None

    def _printed(self, char: str) -> None:
        if self.middle_dot == "due":
            self.chars += "・"
        self.skip_space, self.middle_dot = False, ""
        if self.locator and self.japanese and char == ",":
            char, self.skip_space = "、", True
        elif self.locator and char == "–":
            dash = self.choices.range_dash
            char = dash.japanese if self.japanese else dash.western
        if char in "‘“":
            self.inner = char == "‘"
        self.chars += char
        self.last = char
        # Digits and brackets belong to the language before them: 46頁注5 ends in Japanese.
        if is_letter(char):
            self.wide = is_wide(char)

    def _close_quote(self, mark: str) -> None:
        """Close a quoted title, with the mark that follows it inside both marks: ‘New,’”.

        A full stop gives way to the title's own ? or stop, a comma only joins it.
        """
        self.closing = False
        if mark == "." and self.last in STOPS:
            mark = ""
        inner = ""
        if self.inner and self.chars.endswith("’"):
            self.chars, inner = self.chars[:-1], "’"
            if mark == "." and self.chars[-1:] in STOPS:
                mark = ""
        self.chars += f"{mark}{inner}”"
        self.last = "." if mark == "." else self.last

    def _drop_space(self) -> None:
        if not self.chars:
            without_space(self.out)


def in_single_quotes(inlines: list[Inline]) -> list[Inline]:
    """Inlines with ‘…’ for “…”, and “…” within them: which mark closes, their whole text says."""
    text_of = words_of(inlines)
    return _requoted(inlines, iter(in_quotes(text_of))) if "“" in text_of else inlines


def _requoted(inlines: list[Inline], letters: Iterator[str]) -> list[Inline]:
    """Inlines with the letters that stand for theirs, one for one."""
    out: list[Inline] = []
    for inline in inlines:
        if inline["t"] == "Quoted":
            mark: QuoteType = {"t": "SingleQuote" if next(letters) == "‘" else "DoubleQuote"}
            content = _requoted(inline["c"][1], letters)
            next(letters)
            out.append({"t": "Quoted", "c": array(mark, content)})
        elif is_holder(inline):
            out.append(holding(inline, _requoted(held_by(inline), letters)))
        else:
            words = "".join(islice(letters, len(words_of(inline))))
            out.append(text(words) if inline["t"] == "Str" else inline)
    return out


def upright(inlines: list[Inline], *, always: bool) -> list[Inline]:
    """What is emphasised, with its Japanese words set upright: *Reading* 防衛白書 *in Washington*.

    Japanese has no italics. ``always`` says whether also words that are Japanese throughout and no
    title are set upright; else they are an author's own emphasis (*とくに*).
    """
    words = words_of(inlines)
    is_title = always or re.search("[A-Za-z]|^『", words)
    if not (is_title and any(map(is_wide, words))):
        return [{"t": "Emph", "c": inlines}]
    out: list[Inline] = []
    for wide, group in groupby(_pieces(inlines), lambda piece: is_wide(string_in(piece))):
        pieces = list(group)
        out += pieces if wide else _slanted(pieces)
    return out


def _pieces(inlines: list[Inline]) -> Iterator[Inline]:
    for inline in inlines:
        if inline["t"] == "Str":
            yield from (text(match[0]) for match in re.finditer(_PIECE, inline["c"]))
        else:
            yield inline


def _slanted(inlines: list[Inline]) -> list[Inline]:
    """Inlines as emphasis, with the spaces at its ends outside it."""
    before = inlines[:1] if len(inlines) > 1 and is_space(inlines[0]) else []
    after = inlines[-1:] if is_space(inlines[-1]) else []
    inner = inlines[len(before) : len(inlines) - len(after)]
    emphasis: list[Inline] = [{"t": "Emph", "c": inner}] if inner else []
    return [*before, *emphasis, *after]
