"""The language of each work in a worded citation, as an entry of the bibliography has its own.

A reader's program then speaks it, and pages set it in the forms of its country. What stands around
a work in the language of the text (``参照``, ``に詳しい``) is left outside, as far as its letters
tell.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from hakusho.ast.build import span, text
from hakusho.settling.inlines import words_of
from hakusho.values.languages import primary
from hakusho.values.letters import has_japanese, has_kana

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hakusho.ast.nodes import Inline

_OF_HAN = frozenset({"ja", "zh", "ko"})
_BETWEEN = frozenset("、。，．・：； \u3000")
_REPEATED = ("同上", "Ibid", "ibid")


def with_languages(
    inlines: list[Inline],
    divided: Sequence[tuple[int, int]] | None,
    languages: Sequence[str],
    around: str,
) -> list[Inline]:
    """Put each work of a worded citation that is in another language into a span with that.

    Args:
        inlines: Of the citation.
        divided: Where what stands between two works begins and ends; ``None`` if nobody knows.
        languages: Of the works, as tags; empty where it is unknown.
        around: The language of the text.
    """
    if divided is None or len(divided) + 1 != len(languages):
        return inlines
    out: list[Inline] = []
    at = 0
    for (end, next_one), language in zip(
        (*divided, (len(inlines), len(inlines))), languages, strict=True
    ):
        work, between, at = inlines[at:end], inlines[end:next_one], next_one
        if not language or primary(language) == around or words_of(work).startswith(_REPEATED):
            out += work
        else:
            out += _spoken(work, language)
        out += between
    return out


def _spoken(work: list[Inline], language: str) -> list[Inline]:
    """A work in a span, without what is told by its letters to be said of it in Japanese."""
    outside = has_kana if primary(language) in _OF_HAN else has_japanese
    words = words_of(work)
    own = [at for at, char in enumerate(words) if char.isalpha() and not outside(char)]
    if not own or primary(language) == "ja":
        return [span(work, lang=language)]
    said = [at for at in range(own[0]) if outside(words[at])]
    start = said[-1] + 1 if said else 0
    while words[start : start + 1] in _BETWEEN and start < own[0]:
        start += 1
    end = next((at for at in range(own[-1], len(words)) if outside(words[at])), len(words))
    parts = _divided(work, (start, end))
    if parts is None:
        return [span(work, lang=language)]
    before, inner, after = parts
    return [*before, span(inner, lang=language), *after]


def _divided(inlines: list[Inline], at: tuple[int, int]) -> list[list[Inline]] | None:
    """Inlines divided at two offsets of their text; nothing where one lies within an element."""
    parts: list[list[Inline]] = [[], [], []]
    offset = 0
    for inline in inlines:
        words = words_of(inline)
        cuts = [min(max(each - offset, 0), len(words)) for each in at]
        offset += len(words)
        bounds = (0, *cuts, len(words))
        whole = [part for part, (a, b) in enumerate(pairwise(bounds)) if b > a]
        if len(whole) > 1 and inline["t"] != "Str":
            return None
        for part in whole:
            piece = words[bounds[part] : bounds[part + 1]]
            parts[part].append(text(piece) if inline["t"] == "Str" else inline)
    return parts
