"""The order of the bibliography: Japanese entries by reading, then the others by family name.

JIS X 4061 (collation of Japanese character strings): strings are compared first by their base
kana, with voicing marks removed, small kana enlarged and the long-vowel mark read as the vowel
before it; then by voicing (unvoiced, voiced, semi-voiced); then by kind (long-vowel mark, small
kana, iteration mark, other kana).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hakusho.citations.names import Name, csl_names, spelled
from hakusho.citations.people import responsible, supervising_editors
from hakusho.citations.script import is_katakana_name
from hakusho.values.letters import has_kana

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from hakusho.citations.works import Work


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


_OF_NAMES = ("yomi", "authoryomi", "sortname", "sortkey", "key")
_OF_TITLES = ("titleyomi", "sorttitle", "yomi", "sortkey", "key")
_BETWEEN_READINGS = re.compile(r"\s+and\s+|\s*[;；・/／]\s*")
_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)
_ORDINAL = re.compile(r"^第\s*(\d+)")


def known_readings(works: Iterable[Work]) -> dict[str, str]:
    """The longest reading that any work gives for each person or body, by the name in full."""
    readings: dict[str, str] = {}
    for work in works:
        names = _persons(work)
        for name, reading in zip(names, _declared(work, len(names)), strict=False):
            known = readings.get(spelled(name), "")
            readings[spelled(name)] = max(known, reading, key=lambda kana: (len(kana), kana))
    return readings


def sort_facts(work: Work, title: str, readings: Mapping[str, str]) -> SortFacts:
    """What a work is sorted by; the title as the style sets it, readings as those known."""
    names = _persons(work)
    year = work.text("sortyear") or work.year
    if not names:
        bare = _ARTICLE.sub("", title.lstrip("「『“‘"))
        known = "" if work.japanese else work.text("sortkey", "key", "sorttitle")
        reading = _title_reading(work, bare)
        return SortFacts(work.japanese, (reading,), ((known or bare,),), year, title)
    if not work.japanese:
        return SortFacts(work.japanese, (), _sorted_as(work, names), year, title)
    declared = [*_declared(work, len(names)), *[""] * len(names)]
    read = tuple(
        readings.get(spelled(name)) or own or _kana_of(name)
        for name, own in zip(names, declared, strict=False)
    )
    written = tuple((spelled(name),) for name in names)
    return SortFacts(work.japanese, read, written, year, title)


def _sorted_as(work: Work, names: Iterable[Name]) -> tuple[tuple[str, ...], ...]:
    """The names by which a Western work is sorted (BibLaTeX 3.18, ``sortkey``, ``sortname``)."""
    if work.raw("sortkey"):
        return ((work.text("sortkey"),),)
    return tuple(map(_western, csl_names(work.raw("sortname")) or names))


def _persons(work: Work) -> tuple[Name, ...]:
    """The names that an entry of the bibliography begins with."""
    first = () if work.authors else supervising_editors(work)
    names = (*first, *responsible(work))
    return tuple(name for name in names if name.get("literal") != "others")


def _declared(work: Work, count: int) -> list[str]:
    """The readings that an entry gives, in the order of its names."""
    values = (work.text(field) for field in _OF_NAMES)
    value = next((value for value in values if has_kana(value)), "")
    return _BETWEEN_READINGS.split(value) if count > 1 else [value] if value else []


def _kana_of(name: Name) -> str:
    """The reading of a name in kana, family name first where that is known."""
    if "family" in name:
        whole = f"{name['family']} {name.get('given', '')}"
        return whole if has_kana(whole[:1]) else ""
    literal = name.get("literal", "")
    return literal if has_kana(literal[:1]) or is_katakana_name(literal) else ""


def _title_reading(work: Work, title: str) -> str:
    values = (work.text(field) for field in _OF_TITLES)
    reading = next((value for value in values if has_kana(value)), "")
    if reading or has_kana(title[:1]):
        return reading or title
    ordinal = _ORDINAL.match(title)  # 第75回国会…: the 8th before the 10th
    return f"だい{int(ordinal[1]):06d}{title[ordinal.end() :]}" if ordinal else ""


def _western(name: Name) -> tuple[str, ...]:
    if "literal" in name:
        return (_ARTICLE.sub("", name["literal"]),)
    return (name.get("family", ""), name.get("given", ""))
