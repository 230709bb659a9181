"""TXT: Japanese and English as they are written, and what was left behind in them.

Chapter by chapter what is wrong wherever it stands; document by document what is written in one way
here and in another there. Lists of words stand in ``words/``; a paper's own in its terms.yaml.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hakusho.checks.prose.declared_language import check_declared_language
from hakusho.checks.prose.english import check_english, spellings_of_english, uses_of_english
from hakusho.checks.prose.house_style import MEASURES, uses_of_style
from hakusho.checks.prose.japanese import check_japanese, slips_of_japanese
from hakusho.checks.prose.left_behind import check_empty_sections, check_left_behind, notes_in
from hakusho.checks.prose.mistyped_kana import check_kana
from hakusho.checks.prose.mistyped_words import check_mistyped_words
from hakusho.checks.prose.pairs import check_nesting, check_pairs
from hakusho.checks.prose.repetitions import (
    check_copies,
    check_lengths_of_sentences,
    check_repetitions,
    long_sentences,
)
from hakusho.checks.prose.spelling import (
    check_kanji_words,
    check_katakana,
    measures_of_spelling,
    uses_of_spelling,
)
from hakusho.checks.prose.unknown_words import (
    check_unknown_labels,
    check_unknown_words,
    labels_in,
)
from hakusho.checks.prose.usual_ways import check_usual_ways
from hakusho.manuscript.by_chapter import in_prose
from hakusho.values.letters import has_japanese

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from hakusho.findings import Finding, Location
    from hakusho.source.prose import Prose

__all__ = [
    "check_declared_language",
    "check_document",
    "check_empty_sections",
    "check_front",
    "check_lengths_of_sentences",
    "check_mistyped_words",
    "check_prose",
    "check_unknown_labels",
    "labels_in",
]

_OF_CHAPTER = (
    check_pairs,
    check_nesting,
    check_repetitions,
    check_japanese,
    check_kana,
    check_english,
    check_left_behind,
)


def check_prose(prose: Prose) -> Iterator[Finding]:
    """Check one chapter's text, whatever stands in others."""
    for check in _OF_CHAPTER:
        yield from in_prose(check, prose)


def check_front(text: str, place: Callable[[int], Location]) -> Iterator[Finding]:
    """Check a title or an abstract, of whose letters ``place`` says where they stand."""
    yield from notes_in(text, place)
    if has_japanese(text):
        yield from slips_of_japanese(text, place)


def check_document(proses: Sequence[Prose], lang: str = "") -> Iterator[Finding]:
    """Check the chapters of one document against one another; ``lang`` is its own."""
    styles = [use for prose in proses for use in in_prose(uses_of_style, prose)]
    yield from check_usual_ways(styles, MEASURES)
    english = [use for prose in proses for use in in_prose(uses_of_english, prose)]
    two_ways = check_usual_ways(english, spellings_of_english(lang))
    yield from {each.location: each for each in two_ways}.values()
    yield from check_usual_ways(uses_of_spelling(proses), measures_of_spelling())
    yield from check_katakana(proses)
    yield from check_kanji_words(proses)
    yield from check_unknown_words(proses)
    yield from check_copies(each for prose in proses for each in in_prose(long_sentences, prose))
