"""CND: passages for one brief or one edition that cannot be meant as they are written.

An unknown name must never be silence: a passage that nobody withholds is printed for everybody.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hakusho.ast.walk import attr_of, elements, rewrite, stringify
from hakusho.findings import (
    NOTHING,
    Finding,
    Location,
    Subject,
    Text,
    did_you_mean,
    nearest,
    noun,
    say,
)
from hakusho.manuscript.conditions import (
    NOT,
    ONLY,
    POINT,
    is_passage,
    names_in,
    passages,
    passages_in,
    place_of,
)
from hakusho.manuscript.excerpts import CLASS as EXCERPT
from hakusho.manuscript.known_names import CONDITIONS, FOR_SCRIPTS, KEYS, keys_of
from hakusho.source.attributed_blocks import is_equation, is_listing
from hakusho.source.cross_reference_marks import is_cross_reference
from hakusho.source.prose import prose_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from hakusho.ast.nodes import Div, Element, Note, Span
    from hakusho.manuscript.model import Chapter, Draft
    from hakusho.source.positions import Positions

_EXAMPLE = say('Write ::: {{.only brief="minister"}} or ::: {{.not edition="pdf"}}.')
_BRACES = re.compile(r"\{[^{}]*\}")
_PASSAGE = re.compile(
    r"""(?:^|(?<=[\s{]))(?: \.(?:only|not|point|translation)(?=[\s}]|$)
        | (?:brief|edition)= | of=["']?(?:sec|fig|tbl)- )""",
    re.VERBOSE,
)
_STRAIGHT = str.maketrans("“”", '""')
_MARKED = {"Header": "heading", "Image": "image", "Link": "link", "Code": "piece of code"}
_MARKED |= {"CodeBlock": "code block", "Figure": "figure", "Table": "table"}


@dataclass(frozen=True, slots=True)
class Names:
    """What conditions may name."""

    briefs: frozenset[str]  # also those that cannot be read
    editions: frozenset[str]


def check_conditions(draft: Draft, names: Names, *, numbered: bool) -> Iterator[Finding]:
    """Check the conditions in chapters and briefs; ``numbered`` says whether headings get numbers.

    Yields:
        CND001 for a condition that says nothing, CND002 for an unknown key, CND003 for an unknown
        name, CND004 for what would be numbered in one edition only, CND005 for a condition that
        is not read as one.
    """
    for text in (*draft.chapters, *draft.briefs.values()):
        yield from _unread(text, draft.positions)
        for element in text.elements:
            if element["t"] == "Note":
                yield from _emptied(element, text.path, draft.positions)
            elif any(attr_of(element)):
                where = place_of(element, draft.positions) or Location(text.path)
                yield from _element(element, where, names, numbered=numbered)


def _element(
    element: Element, where: Location, names: Names, *, numbered: bool
) -> Iterator[Finding]:
    _, classes, pairs = attr_of(element)
    ours = [name for name in CONDITIONS if name in classes]
    keys = [key for key, _ in pairs]
    if not ours:
        yield from _without_class(element, where, names)
        return
    if element["t"] not in {"Div", "Span"}:
        if any(key in keys_of(*ours) for key in keys):
            message = ".{ours} on a {marked} does nothing"
            hint = "Put it into a block of its own: ::: {{…}} before it and ::: after it."
            yield Finding.of("CND005", where, message, hint, ours[0], _MARKED[element["t"]])
        return
    yield from _incomplete(element, ours, where)
    yield from _unknown_keys(ours, keys, where)
    yield from _unknown_names(element, ours, where, names)
    if names_in(element, "edition"):
        yield from _counted(element, where, numbered=numbered)


def _without_class(element: Element, where: Location, names: Names) -> Iterator[Finding]:
    found = without_condition(element, names.editions)
    if found is not None:
        key, value, near = found
        message = 'nothing says what {key}="{value}" means here'
        meant = say(".translation") if key == "of" else say(".only or .not")
        hint = say("Add {meant} before it.", meant)
        hint = say("Did you mean '.{name}'?", near) if near else hint
        yield Finding.of("CND001", where, message, hint, key, value)


def without_condition(element: Element, editions: Collection[str]) -> tuple[str, str, str] | None:
    """The attribute of a condition whose class is missing, and the class that may be meant.

    Returns:
        Key, value, and a class that the element has by mistake, or an empty text; ``None`` where
        no class is missing.
    """
    _, classes, pairs = attr_of(element)
    names_one = any(key in {"brief", "edition", "of"} for key, _ in pairs)
    if not names_one or EXCERPT in classes or not set(CONDITIONS).isdisjoint(classes):
        return None
    near = next(filter(None, (nearest(name, CONDITIONS) for name in classes)), "")
    for key, value in pairs:
        is_name = all(name in editions for name in names_in(element, key))
        names_exhibit = key == "of" and value.startswith(("sec-", "fig-", "tbl-"))
        if key == "brief" or names_exhibit or (key == "edition" and (near or is_name)):
            return key, value, near
    return None


def _incomplete(element: Element, ours: list[str], where: Location) -> Iterator[Finding]:
    named = names_in(element, "brief") or names_in(element, "edition")
    if ONLY in ours and NOT in ours:
        message = "a passage cannot be .only and .not at once"
        yield Finding.of("CND001", where, message, "Put one passage into another.")
    elif (ONLY in ours or NOT in ours) and not named and not _misspelt(element):
        message = ".{name} names neither a brief nor an edition"
        yield Finding.of("CND001", where, message, _EXAMPLE, ONLY if ONLY in ours else NOT)
    if POINT in ours and not names_in(element, "for"):
        hint = 'Write ::: {{.point for="minister"}}.'
        yield Finding.of("CND001", where, "this point is for no brief", hint)


def _misspelt(element: Element) -> bool:
    """Whether a key is one of a condition's but for a slip, which is one finding, not two."""
    keys = (key for key, _ in attr_of(element)[2] if key not in {*KEYS, *keys_of(ONLY)})
    return any(nearest(key, keys_of(ONLY)) for key in keys)


def _unknown_keys(ours: list[str], keys: list[str], where: Location) -> Iterator[Finding]:
    known = keys_of(*ours)
    for key in dict.fromkeys(keys):
        if key not in known and key not in KEYS and not key.startswith(FOR_SCRIPTS):
            known_here = say("Known here: {known}.", ", ".join(known))
            hint = did_you_mean(key, known, known_here)
            message = "unknown key '{key}' in a .{ours}"
            yield Finding.of("CND002", where, message, hint, key, ours[0])
        elif key in known and keys.count(key) > 1:
            advice = 'Put the names into one: {key}="a b".'
            yield Finding.of("CND002", where, "'{key}' is given twice", advice, key)


_CURLY = "“”„‘’＂「」『』"
"""Marks around a value that pandoc takes for its letters."""


def _unknown_names(
    element: Element, ours: list[str], where: Location, names: Names
) -> Iterator[Finding]:
    conditional = ONLY in ours or NOT in ours
    asked = [("brief", "brief", names.briefs), ("edition", "edition", names.editions)]
    lists = asked if conditional else []
    lists += [("for", "brief", names.briefs)] if POINT in ours else []
    for key, kind, known in lists:
        for name in names_in(element, key):
            if name in known:
                continue
            if known:
                others = say("There are: {known}.", ", ".join(sorted(known)))
            else:
                others = say("Write report/briefs/{name}.md, or take the condition out.", name)
            hint = did_you_mean(name, sorted(known), others)
            if (bare := name.strip(_CURLY)) != name:
                hint = say('Write straight quotation marks: {key}="{name}"', key, bare)
            message = "there is no {kind} '{name}'"
            because = (Subject("brief", name), Subject("misnamed brief")) if kind == "brief" else ()
            yield Finding.of("CND003", where, message, hint, noun(kind), name, because=because)


def _counted(passage: Div | Span, where: Location, *, numbered: bool) -> Iterator[Finding]:
    """What would be counted in some editions only: one finding for each passage."""
    for element in elements(passage["c"][1]):
        what = _counted_kind(element, numbered=numbered)
        if what:
            message = "{what} in a passage for some editions would change the numbers in these"
            hint = "Put it outside, or use a brief: numbers are the same in all editions."
            yield Finding.of("CND004", where, message, hint, what)
            return


def _emptied(note: Note, path: str, positions: Positions) -> Iterator[Finding]:
    """A note of which nothing is left in some editions, though its number is."""
    held = [each for each in passages(note["c"]) if names_in(each, "edition")]
    if held and not stringify(rewrite(note["c"], _without_editions)).strip():
        where = place_of(held[0], positions) or Location(path)
        message = "some editions would show nothing of this note but its number"
        hint = "Say in the note something that all editions show."
        yield Finding.of("CND004", where, message, hint)


def _without_editions(element: Element) -> list[Element] | None:
    return [] if is_passage(element) and names_in(element, "edition") else None


def _counted_kind(element: Element, *, numbered: bool) -> Text:
    if element["t"] == "Note":
        return say("a note")
    if element["t"] == "Cite":
        refers = all(is_cross_reference(each["citationId"]) for each in element["c"][0])
        return NOTHING if refers else say("a citation")
    if element["t"] in {"Figure", "Table"} and element["c"][1][1]:
        return say("a figure") if element["t"] == "Figure" else say("a table")
    if is_equation(element) or is_listing(element):
        return say("a numbered equation") if element["t"] == "Span" else say("a listing")
    if element["t"] == "Header" and numbered and "unnumbered" not in attr_of(element)[1]:
        return say("a numbered heading")
    return NOTHING


def _unread(text: Chapter, positions: Positions) -> Iterator[Finding]:
    has_braces = "{" in stringify(text.blocks, notes=True)
    prose = prose_of(text.blocks if has_braces else (), positions)
    for braces in _BRACES.finditer(prose.text.translate(_STRAIGHT)):
        if _PASSAGE.search(braces[0]):
            message = "these attributes belong to no passage and would be printed"
            hint = (
                "A ::: line needs an empty line before it and none of its text on it; within a "
                "line write [text]{{…}} without a space between."
            )
            yield Finding.of("CND005", prose.place(braces.start()), message, hint)
    for passage in passages_in(text):
        if passage.get("unclosed"):
            where = place_of(passage, positions) or Location(text.path)
            message = "this passage is never closed, so everything after it belongs to it"
            yield Finding.of("CND005", where, message, "End it with a line of :::.")
