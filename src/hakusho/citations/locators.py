"""Locators: what stands after the comma in ``[@itayama2021, 46頁]``.

pandoc takes ``46頁`` whole as a page number (printed 頁頁), knows no ``第3章`` and no ``４６頁``,
and reads labels by the document's language. So every locator is parsed here and handed on in the
explicit form of pandoc's manual ("Citation syntax"): ``{page 46}``, with the English names of
CSL 1.0.2's locator types, since citations always run under an English locale.

What CSL or pandoc has no label for (tables, articles, ``46頁注5``) is worded here in both
languages, and the wording keeps the one that the finished note is set in.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from hakusho.ast.build import inlines_of
from hakusho.citations.locator_labels import (
    Place,
    in_english,
    in_japanese,
    is_plain,
    onward_in_english,
    onward_in_japanese,
)
from hakusho.citations.locator_numbers import half_width
from hakusho.citations.locator_reading import read_places
from hakusho.values.letters import is_wide
from hakusho.values.marks import Mark

if TYPE_CHECKING:
    from hakusho.ast.nodes import Inline

NOT_A_LOCATOR = "\u2e31"
"""Before a suffix that holds no locator: punctuation, so that pandoc looks for none either.
It is taken out again when the citation is worded."""

_HIDDEN = str.maketrans(
    {
        " ": Mark.SPACE,
        ",": Mark.COMMA,
        "-": Mark.EN_DASH,
        "‐": Mark.HYPHEN,
        "、": Mark.IDEOGRAPHIC_COMMA,
    }
)
"""What citeproc would take for a list or a range, until the wording is chosen."""

_WITHOUT_LABEL = "opus"
"""The label, known to pandoc and rarely used, of places that we word; Lua takes it out."""

_LEAD = " \t\n,，、\u3000"


@dataclass(frozen=True, slots=True)
class Locator:
    """A place in a cited work.

    Attributes:
        label: Locator type (see ``locator_labels.py``); empty if there is no locator.
        value: Half-width digits, ranges with ``-``, lists with ``, ``.
        rest: The text that follows; the whole text if there is no locator.
        more: Further places inside or beside the first: note 5 in ``46頁注5``.
        lead: Words before the first place: ``上巻`` in ``上巻46頁``.
        first: The first place, with its wording.
    """

    label: str
    value: str
    rest: str = ""
    more: tuple[Place, ...] = ()
    lead: str = ""
    first: Place = field(default_factory=lambda: Place("", ""), compare=False, repr=False)


@lru_cache(maxsize=4096)
def parse_locator(text: str) -> Locator:
    """Read the text after a citekey.

    Args:
        text: For example ``, 46-48頁を参照``, with or without the comma.

    Returns:
        The locator. Text that is none comes back whole as ``rest``, without the comma.
    """
    body = text.lstrip(_LEAD)
    places, lead, end = read_places(half_width(body)) if body else ([], "", 0)
    if not places:
        return Locator("", "", body)
    rest = body[end:]
    if rest[:1].isspace() and is_wide(rest.lstrip()[:1]):
        rest = rest.lstrip()
    first = places[0]
    return Locator(first.label, first.value, rest, tuple(places[1:]), lead, first)


def normalise(suffix: list[Inline]) -> list[Inline]:
    """Rewrite a citation's suffix so that citeproc reads exactly our locator, or none.

    Returns:
        The suffix as ``, {page 46}`` and what follows; applying this twice changes nothing.
    """
    text, others = _leading_text(suffix)
    if not text.strip() or text.startswith((", {", NOT_A_LOCATOR)):
        return suffix
    locator = parse_locator(text)
    if not locator.label and not locator.rest.strip() and not others:
        return []  # a comma alone
    if not locator.label:
        return [*inlines_of(_as_suffix(text, locator.rest)), *others]
    return [*inlines_of(f", {{{_handed_on(locator)}}}{locator.rest}"), *others]


def _handed_on(locator: Locator) -> str:
    """A locator in pandoc's words, with our wordings of what pandoc has no words for."""
    first, more = locator.first, locator.more
    of_volume = first.label == "volume" and more and more[0].label == "page"
    plain = is_plain(first) and not locator.lead and not of_volume
    japanese = onward_in_japanese(first) if plain else locator.lead + in_japanese(first)
    english = onward_in_english(first) if plain else in_english(first)
    if locator.lead:
        english = f"{locator.lead}, {english}"
    before = first
    for place in more:
        japanese += in_japanese(place, before)
        english += in_english(place, before)
        before = place
    worded = ""
    if japanese or english:
        worded = f"{japanese}{Mark.PLACE_OR}{english}".translate(_HIDDEN)
        worded = f"{Mark.PLACE}{worded}{Mark.PLACE_END}"
    return f"{first.label} {first.value}{worded}" if plain else f"{_WITHOUT_LABEL} {worded}"


def _as_suffix(text: str, body: str) -> str:
    """A suffix without locator, after the comma that its own script asks for."""
    wide = any(map(is_wide, body))
    if text.lstrip()[:1] in {",", "，", "、"}:
        return f"{NOT_A_LOCATOR}{'、' if wide else ', '}{body}"
    return f"{NOT_A_LOCATOR}{'' if wide or not text[:1].isspace() else ' '}{body}"


def _leading_text(inlines: list[Inline]) -> tuple[str, list[Inline]]:
    """The plain text at the beginning, and the inlines after it."""
    parts: list[str] = []
    for at, inline in enumerate(inlines):
        if inline["t"] == "Str":
            parts.append(inline["c"])
        elif inline["t"] in {"Space", "SoftBreak"}:
            parts.append(" ")
        else:
            return "".join(parts), inlines[at:]
    return "".join(parts), []
