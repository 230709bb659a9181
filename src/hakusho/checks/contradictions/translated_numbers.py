"""CON020: a number in a translation that its original does not have.

A translation may leave things out, so only what it says is looked for: four tiers where the
original has 三つの層, thirty years for 二十年, once a month for 年に一回.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hakusho.ast.walk import attr_of
from hakusho.findings import Finding, also
from hakusho.manuscript.conditions import TRANSLATION, passages_in
from hakusho.manuscript.stretches import Stretch, caption_range, section_stretches
from hakusho.values.languages import language_of
from hakusho.values.numerals import ENGLISH_NUMBERS, KANJI_DIGITS, kanji_number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from hakusho.ast.nodes import Div, Range, Span
    from hakusho.checks.contradictions.passages import Passage
    from hakusho.findings import Location
    from hakusho.manuscript.model import Chapter, Draft
    from hakusho.source.positions import Positions

_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()  # noqa: SIM905  words
_VALUES = {
    **ENGLISH_NUMBERS,
    **{word: 10 * number for number, word in enumerate(_TENS, 2)},
    "twice": 2,
}
_WORDS = rf"\b(?i:{'|'.join(_VALUES)})\b"
_SAID = re.compile(
    rf"{_WORDS}|(?<![\w.,-])\d{{1,3}}(?:,\d{{3}})+(?![\d,])|(?<![\w.,-])\d+(?![\w,-]|\.\d)"
)
"""A number of a translation, which is no part of a name: F-35, 2nd, 1.5."""
_SAID_IN_JAPANESE = re.compile(
    rf"(?<![第数{KANJI_DIGITS}十百千])[{KANJI_DIGITS}十]{{1,3}}(?=つの|つに|か国|ヵ国|カ国|隻|人|年間|回|度目|層|種類|段階)"
    r"|(?<![\w.,-])[0-9]{1,3}(?:,[0-9]{3})+(?![0-9,])|(?<![\w.,-])[0-9]+(?![0-9A-Za-z,-]|\.[0-9])"
)
_ANY = re.compile(
    rf"{_WORDS}|[0-9０-９]{{1,3}}(?:[,，][0-9０-９]{{3}})+|[0-9０-９]+|[{KANJI_DIGITS}十百千]+"
)
_PAIRS = re.compile("双方|両[国者方]|相互|日米|二国|対をなす|それぞれ|前者|後者|半")
"""Where Japanese speaks of two without a number."""
_UNITS = {"year": "年", "month": "月", "week": "週", "day": "日"}
_ENGLISH_RATE = re.compile(
    r"\b(?P<first>once|twice|\w+ times)(?: (?:or|to) (?P<last>twice|thrice|\w+ times))?"
    r" (?:a|an|per|each|every) (?P<unit>year|month|week|day)\b",
    re.IGNORECASE,
)
_JAPANESE_RATE = re.compile(
    rf"(?:毎(?P<every>[年月週日])|(?P<unit>年|月|週|日)(?:間)?に?)"
    rf"(?P<first>[{KANJI_DIGITS}十]|[0-9０-９]+)"
    rf"(?:[、～・]|ないし|から|回、)?(?P<last>[{KANJI_DIGITS}十]|[0-9０-９]+)?(?:回|度(?!目))"
)
_TIMES = {"once": 1, "twice": 2, "thrice": 3}
_Rate = tuple[str, int, int]
"""In which time, and how many times at least and at most."""
_PARAGRAPH = re.compile(r"[^\n]+")
_SHORT_YEAR = 100
"""1978 is said where 78指針 is."""


@dataclass(frozen=True, slots=True)
class Translated:
    """A section and its translation, each in the passage of its chapter.

    Attributes:
        of: The section's id.
        language: Of the translation.
        passage: Of the translation.
        at: Where in it that stands.
        original: Of the section.
        stretch: Where in it that stands.
    """

    of: str
    language: str
    passage: Passage
    at: Range
    original: Passage
    stretch: Stretch

    def translates(self, index: int) -> bool:
        """Whether a letter of the translation's passage is the translation's."""
        return self.at[0] <= self.passage.position(index) < self.at[1]

    def is_original(self, index: int) -> bool:
        """Whether a letter of the section's passage is the section's."""
        position = self.original.position(index)
        return self.stretch.holds(self.stretch.path, self.original.positions.start(position))

    def texts(self) -> Iterator[tuple[int, str]]:
        """The translation's own words, each stretch of them with where it stands."""
        return _stretches(self.passage, self.translates)

    def originals(self) -> Iterator[tuple[int, str]]:
        """The section's, likewise."""
        return _stretches(self.original, self.is_original)

    @property
    def place(self) -> Location:
        """Where the section begins."""
        return self.original.positions.at(self.stretch.path, self.stretch.spans[0][0])


def translated_in(draft: Draft, passages: Mapping[str, Passage]) -> Iterator[Translated]:
    """The translations of sections; ``passages`` are the chapters' by path."""
    stretches: dict[str, Stretch] = {}
    for chapter in draft.chapters:
        if any(_is_translation(each) for each in passages_in(chapter)):
            stretches |= section_stretches(chapter, draft.positions)
            stretches |= dict(_captions(chapter, draft.positions))
    for chapter in draft.chapters:
        for div in filter(_is_translation, passages_in(chapter)):
            given = dict(attr_of(div)[2])
            of, language = given.get("of", ""), language_of(given.get("lang", ""))
            if "at" in div and of in stretches:
                stretch = stretches[of]
                passage, original = passages[chapter.path], passages[stretch.path]
                yield Translated(of, language, passage, div["at"], original, stretch)


def _captions(chapter: Chapter, positions: Positions) -> Iterator[tuple[str, Stretch]]:
    """The captions of a chapter's figures and tables, by their ids."""
    for element in chapter.elements:
        if element["t"] in {"Figure", "Table"} and attr_of(element)[0]:
            words = caption_range(element)
            if words is not None:
                yield attr_of(element)[0], Stretch(chapter.path, (positions.span(words),))


def _stretches(passage: Passage, holds: Callable[[int], bool]) -> Iterator[tuple[int, str]]:
    """The paragraphs of a passage that begin in what ``holds`` says."""
    for match in _PARAGRAPH.finditer(passage.own):
        if holds(match.start()):
            yield match.start(), match[0]


def check_translated_numbers(translated: Translated) -> Iterator[Finding]:
    """CON020 for each number of a translation."""
    passage = translated.passage
    pattern = _SAID_IN_JAPANESE if translated.language == "ja" else _SAID
    said = [each for each in pattern.finditer(passage.own) if translated.translates(each.start())]
    printed = (match[0] for match in said if not passage.is_typed(match.start()))
    known = _numbers(printed) | _said_in(translated)
    for match in said:
        (number,) = _numbers([match[0]])
        year = number > _SHORT_YEAR and number % _SHORT_YEAR in known
        if number in known or number == 1 or year or not passage.is_typed(match.start()):
            continue
        message = "the translation of '{of}' says {number}, and the original does not"
        where, related = passage.place(match.start()), also(translated.place, "the original")
        given = (translated.of, match[0])
        yield Finding.of("CON020", where, message, "", *given, related=related)


def check_translated_rates(translated: Translated) -> Iterator[Finding]:
    """CON020 where a translation says once how often, and its original says it otherwise."""
    here, there = list(translated.texts()), list(translated.originals())
    said, meant = ([*_rates(each)] for each in (here, there))
    if len(said) == len(meant) == 1 and said[0][0] != meant[0][0]:
        _, at, words = said[0]
        message = "the translation of '{of}' says {here}, and the original {there}"
        related = also(translated.original.place(meant[0][1]), "the original")
        given = (translated.of, words, meant[0][2])
        yield Finding.of(
            "CON020", translated.passage.place(at), message, "", *given, related=related
        )


def _rates(texts: Iterable[tuple[int, str]]) -> Iterator[tuple[_Rate, int, str]]:
    """How often something happens, with where that stands and how it is written."""
    for at, text in texts:
        for match in _ENGLISH_RATE.finditer(text):
            first, last = (_times(match[each]) for each in ("first", "last"))
            if first:
                unit = _UNITS[match["unit"].lower()]
                yield (unit, first, last or first), at + match.start(), match[0]
        for match in _JAPANESE_RATE.finditer(text):
            first, last = (min(_numbers([match[each] or "0"])) for each in ("first", "last"))
            unit = match["unit"] or match["every"]
            yield (unit, first, last or first), at + match.start(), match[0]


def _times(written: str | None) -> int:
    word = (written or "").lower().removesuffix(" times")
    return _TIMES.get(word) or ENGLISH_NUMBERS.get(word) or (int(word) if word.isdecimal() else 0)


def _is_translation(passage: Div | Span) -> bool:
    return passage["t"] == "Div" and TRANSLATION in attr_of(passage)[1]


def _said_in(translated: Translated) -> set[int]:
    """The numbers of the original, those without a word for them included."""
    text = translated.original.text
    said = _numbers(
        match[0] for match in _ANY.finditer(text) if translated.is_original(match.start())
    )
    pairs = any(translated.is_original(match.start()) for match in _PAIRS.finditer(text))
    return said | ({2} if pairs else set())


def _numbers(written: Iterable[str]) -> set[int]:
    """The values of numbers in digits, kanji and English words; 二三 has those of its parts."""
    found: set[int] = set()
    for text in written:
        plain = unicodedata.normalize("NFKC", text).replace(",", "").casefold()
        if plain.isdecimal():
            found.add(int(plain))
        elif plain in _VALUES:
            found.add(_VALUES[plain])
        else:
            found.add(kanji_number(plain))
            found.update(KANJI_DIGITS.index(char) for char in plain if char in KANJI_DIGITS)
    return found
