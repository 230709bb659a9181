"""The order of the bibliography: Japanese entries by reading, then the others by family name.

JIS X 4061 (collation of Japanese character strings): strings are compared first by their base
kana, with voicing marks removed, small kana enlarged and the long-vowel mark read as the vowel
before it; then by voicing (unvoiced, voiced, semi-voiced); then by kind (long-vowel mark, small
kana, iteration mark, other kana).
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from hakusho.values.letters import has_kana

_ROWS = {
    "あ": "あぁかがさざただなはばぱまやゃらわゎ", "い": "いぃきぎしじちぢにひびぴみりゐ",
    "う": "うぅくぐすずつづっぬふぶぷむゆゅるゔ", "え": "えぇけげせぜてでねへべぺめれゑ",
    "お": "おぉこごそぞとどのほぼぽもよょろを",
}  # fmt: skip
_VOWEL = {kana: vowel for vowel, row in _ROWS.items() for kana in row}
_SMALL = dict(zip("ぁぃぅぇぉっゃゅょゎゕゖ", "あいうえおつやゆよわかけ", strict=True))
_VOICING = {"\u3099": 1, "\u309a": 2}
_KATAKANA_SHIFT = 0x60
_NO_YEAR = "\uffff"
_SPACING = " -‐–—/:"
_LONG, _SMALL_KANA, _ITERATED, _OTHER = range(4)

Key = tuple[str, tuple[int, ...], tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class SortFacts:
    """What an entry is sorted by.

    Attributes:
        japanese: Whether it stands among the Japanese entries.
        readings: Kana reading of each author (or of the title); empty where it is not known.
        names: Each author, family name and given name apart for Western ones, or the title.
        year: As printed.
        title: The title.
    """

    japanese: bool
    readings: tuple[str, ...]
    names: tuple[tuple[str, ...], ...]
    year: str
    title: str


def sort_key(facts: SortFacts) -> tuple[object, ...]:
    """A key that orders entries as the module says.

    Works by one author come before those with co-authors, each by year and then title; a work
    without a year comes last. Authors with one reading (山田太郎 and 山田花, where only やまだ is
    given) do not mix. Japanese entries whose first reading is not known come last among
    the Japanese ones, by the code points of the author's name.
    """
    year = facts.year or _NO_YEAR
    if not facts.japanese:
        names = tuple(tuple(map(_folded, name)) for name in facts.names)
        return (2, names, year, _folded(facts.title))
    if not has_kana(facts.readings[0]):
        return (1, facts.names, year, facts.title)
    read = zip(facts.readings, facts.names, strict=True)
    keys = tuple((kana_key(reading or name[0]), name) for reading, name in read)
    return (0, keys, year, facts.title)


def kana_key(reading: str) -> Key:
    """The JIS X 4061 key of a reading: base kana, then voicing, then kind."""
    base: list[str] = []
    voicing: list[int] = []
    kind: list[int] = []
    for char in _hiragana(reading):
        if char in "ーｰ" and base:
            base.append(_VOWEL.get(base[-1], base[-1]))
            voicing.append(0)
            kind.append(_LONG)
            continue
        if char in "ゝゞ" and base:
            base.append(base[-1])
            voicing.append(1 if char == "ゞ" else 0)
            kind.append(_ITERATED)
            continue
        letter, *marks = tuple(unicodedata.normalize("NFD", char))
        if letter in ",，、・ \u3000":
            letter = " "
            if not base or base[-1] == " ":
                continue
        base.append(_SMALL.get(letter, letter))
        voicing.append(next((_VOICING[mark] for mark in marks if mark in _VOICING), 0))
        kind.append(_SMALL_KANA if letter in _SMALL else _OTHER)
    return "".join(base).rstrip(), tuple(voicing), tuple(kind)


def _hiragana(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).lower()
    return "".join(
        chr(ord(char) - _KATAKANA_SHIFT) if "ァ" <= char <= "ヶ" or char in "ヽヾ" else char
        for char in text
    )


def _folded(text: str) -> str:
    """Western text without accents, case and punctuation, as dictionaries order it."""
    bare = (c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    kept = "".join(c if c.isalnum() else " " if c in _SPACING else "" for c in bare)
    return " ".join(kept.casefold().split())
