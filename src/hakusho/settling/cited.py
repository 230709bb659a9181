"""Worded citations in a document: as notes, in notes, or in the running text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from hakusho.ast.build import text
from hakusho.ast.walk import with_content
from hakusho.citations.titles import in_quotes
from hakusho.manuscript.notes import numbered_note
from hakusho.settling.inlines import (
    begins_wide,
    ends_wide,
    is_line,
    is_space,
    string_in,
    without_space,
    words_of,
)
from hakusho.settling.slots import slot_at
from hakusho.settling.wording import STOPS, bare_name, joined_names, word
from hakusho.settling.work_languages import with_languages

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hakusho.ast.nodes import Block, Element, Inline, Note
    from hakusho.citations.choices import Choices
    from hakusho.citations.csl_json import Item
    from hakusho.settling.citeproc import Form
    from hakusho.settling.slots import Slot
    from hakusho.settling.wording import Ending

_PUNCTUATION = re.compile(r"[.,;:!?]+['\")]*")
_MOST_NAMES = 3
_ABBREVIATED = frozenset({"ibid.", "id.", "al.", "n.d.", "ff.", "ed."})
"""Words that keep their full stop where a sentence goes on."""


def put_back(
    blocks: list[Block],
    slots: Sequence[Slot],
    rendered: Sequence[list[Inline]],
    items: Mapping[str, Item],
    form: Form,
    language: str = "",
) -> list[Block]:
    """Put citations into their slots.

    ``rendered`` are the inlines of each slot, as citeproc left them; in notes, works in another
    language than the document's say so, if that is given.

    Returns:
        The document with its citations in words, every note with its number.
    """
    return cast("list[Block]", _Filling(slots, rendered, items, form, language).visit(blocks))


def author_in_text(item: Item, choices: Choices, *, among_wide: bool) -> str:
    """Names as the running text prints them for a narrative citation: @smith2020 -> Smith.

    A work without any has its title. ``among_wide``, whether the text is Japanese there, decides
    between ほか and et al. in a style that does not set works by their language.
    """
    in_brackets = re.match(r"(?:ja|zh)(?![A-Za-z])", item.get("language", "")) is not None
    by_language = choices.by_language or among_wide
    japanese = in_brackets and choices.words != "western" and by_language
    names = [_family(name) for name in item.get("author") or item.get("editor") or ()]
    others = names[-1:] == ["others"]
    if others:
        names.pop()
    if not names:
        title = item.get("title-short") or item.get("title") or item["id"]
        return f"「{title}」" if in_brackets else f"“{title}”"
    if others or len(names) > _MOST_NAMES:
        et_al = choices.others.japanese if japanese else choices.others.western
        return f"{bare_name(names[0])}{et_al}"
    if japanese:
        return joined_names(names)
    *first, last = names
    if not first:
        return last
    return f"{', '.join(first)}{', and ' if len(first) > 1 else ' and '}{last}"


def _family(name: Mapping[str, str]) -> str:
    particle = name.get("non-dropping-particle")
    family = name.get("literal") or name.get("family") or ""
    return f"{particle} {family}" if particle else family


@dataclass(slots=True)
class _Line:
    """Inlines in which citations are put back: what is done, and what still follows."""

    done: list[Inline]
    rest: list[Inline]
    ends_note: bool

    def after(self, place: int = 0) -> Inline | None:
        """What follows the citation."""
        return self.rest[place] if place < len(self.rest) else None


@dataclass(frozen=True, slots=True)
class _Filling:
    slots: Sequence[Slot]
    rendered: Sequence[list[Inline]]
    items: Mapping[str, Item]
    form: Form
    language: str

    def visit(self, node: object, *, ends_note: bool = False) -> object:
        if isinstance(node, list):
            if any(slot_at(each) is not None for each in node):
                node = self._filled(node, ends_note=ends_note)
            return [self.visit(each) for each in node]
        if not isinstance(node, dict):
            return node
        if node.get("t") == "Note":
            return self._note(cast("Note", node))
        return with_content(cast("Element", node), self.visit)

    def _note(self, note: Note) -> Note:
        made = [
            {**block, "c": self.visit(block["c"], ends_note=block is note["c"][-1])}
            if is_line(block)
            else self.visit(block)
            for block in note["c"]
        ]
        return {"t": "Note", "c": cast("list[Block]", made)}

    def _filled(self, inlines: list[Inline], *, ends_note: bool) -> list[Inline]:
        line = _Line([], list(inlines), ends_note)
        while line.rest:
            inline = line.rest.pop(0)
            at = slot_at(inline)
            if at is None:
                line.done.append(inline)
                continue
            slot, style = self.slots[at], self.form.style
            worded, ending = word(self.rendered[at], self.form)
            if style.kind == "note" and self.language:
                keys = (each["citationId"] for each in slot.citations)
                spoken = [self.items.get(key, {}).get("language", "") for key in keys]
                worded = with_languages(worded, ending.divided, spoken, self.language)
            if style.kind != "note":
                self._put_in_text(line, slot, worded)
            elif slot.in_note:
                self._put_in_note(line, worded, ending)
            else:
                self._put_as_note(line, slot, worded, ending)
        return [each for each in line.done if each["t"] != "Str" or each["c"]]

    def _put_in_text(self, line: _Line, slot: Slot, worded: list[Inline]) -> None:
        following = line.after()
        if worded and worded[0]["t"] == "Superscript":  # a number goes where a note would
            self._put_before_note(line, slot)
        if worded and is_space(worded[0]):
            without_space(line.done)
        if self.form.stops and following is not None:
            _drop_final_stop(worded)
        _drop_doubled_stop(worded, following)
        line.done += worded

    def _put_as_note(self, line: _Line, slot: Slot, worded: list[Inline], ending: Ending) -> None:
        self._put_before_note(line, slot)
        self._end(worded, ending)
        line.done.append(numbered_note(slot.number, [{"t": "Para", "c": worded}]))
        following = line.after(1)
        if is_space(line.after()) and following is not None and begins_wide([following]):
            line.rest.pop(0)

    def _put_in_note(self, line: _Line, worded: list[Inline], ending: Ending) -> None:
        following, next_one = line.after(), line.after(1)
        ends = following is None or (is_space(following) and next_one is None)
        if self.form.stops and not ends:
            _drop_final_stop(worded)
        _drop_doubled_stop(worded, following)
        if ends_wide(line.done, skip_space=True) and begins_wide(worded):
            without_space(line.done)
        line.done += worded
        if self.form.stop_in_quotes and not ending.wide:
            after = _take_into_quotes(line.done, following)
            line.rest[:1] = [] if after is None else [after]
        if ends and line.ends_note:
            self._end(line.done, ending)
        if ending.wide and is_space(following) and next_one and begins_wide([next_one]):
            line.rest.pop(0)

    def _end(self, inlines: list[Inline], ending: Ending) -> None:
        """Add the full stop that a note still lacks after a citation."""
        if ending.last and ending.last not in STOPS:
            stop = self.form.style.choices.ends_notes_with
            in_quotes = self.form.stop_in_quotes and not ending.wide
            _add_stop(inlines, stop.japanese if ending.wide else stop.western, in_quotes=in_quotes)

    def _put_before_note(self, line: _Line, slot: Slot) -> None:
        """What stands before a note: a narrative citation's author, and Western punctuation."""
        if slot.narrative:
            after = line.after(1) if is_space(line.after()) else line.after()
            before_is_wide = ends_wide(line.done, skip_space=True)
            among_wide = before_is_wide if after is None else begins_wide([after])
            item = self.items.get(slot.narrative, {"id": slot.narrative})
            name = author_in_text(item, self.form.style.choices, among_wide=among_wide)
            author = text(in_quotes(name) if self.form.single_quotes else name)
            if before_is_wide and begins_wide([author]):
                without_space(line.done)
            line.done.append(author)
        else:
            without_space(line.done)
        following = string_in(line.after())
        marks = _PUNCTUATION.match(following)
        if marks and not ends_wide(line.done):
            line.done.append(text(marks[0]))
            line.rest[0] = text(following[marks.end() :])


def _innermost(inlines: list[Inline]) -> list[Inline]:
    """The inlines at the end of inlines: those of a work's span, if one stands there."""
    last = inlines[-1] if inlines else None
    return _innermost(last["c"][1]) if last is not None and last["t"] == "Span" else inlines


def _add_stop(inlines: list[Inline], stop: str, *, in_quotes: bool) -> None:
    """Add a stop or a comma, maybe inside a closing ”, where a stop gives way to a title's ?."""
    inlines = _innermost(inlines)
    words = string_in(inlines[-1]) if in_quotes and inlines else ""
    if not words.endswith("”"):
        inlines.append(text(stop))
        return
    title, closing = words[:-1], "”"
    if title.endswith("’") and "‘" in words_of(inlines):  # and no apostrophe
        title, closing = title[:-1], "’”"
    before = inlines[-2:-1]
    ending = words_of(before) if not title and before else title
    if stop != "." or ending[-1:] not in STOPS:
        inlines[-1] = text(f"{title}{stop}{closing}")


def _take_into_quotes(inlines: list[Inline], following: Inline | None) -> Inline | None:
    """Take the comma or stop that an author typed into a closing ”; the rest is returned."""
    words, last = string_in(following), _innermost(inlines)
    if words[:1] in {".", ","} and last and string_in(last[-1]).endswith("”"):
        _add_stop(inlines, words[0], in_quotes=True)
        return text(words[1:])
    return following


def _drop_doubled_stop(inlines: list[Inline], following: Inline | None) -> None:
    """Take away the full stop of a citation after which the author typed one (or 。)."""
    inlines = _innermost(inlines)
    last = string_in(inlines[-1]) if inlines else ""
    if last and string_in(following).startswith((".", "。")):
        if last.endswith(".") and not last.endswith(".."):
            last = last[:-1]
        inlines[-1] = text(last.removesuffix("。"))


def _drop_final_stop(inlines: list[Inline]) -> None:
    """Take away a style's own full stop, for citations inside a sentence."""
    inlines = _innermost(inlines)
    last = string_in(inlines[-1]) if inlines else ""
    if last.endswith(".") and last.lower() not in _ABBREVIATED:
        inlines[-1] = text(last[:-1])
