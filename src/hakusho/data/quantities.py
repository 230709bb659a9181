"""A quantity: a number or a range with its unit and how exact it is, and its form in print.

Units: where they stand beside a number, and their English singular. Words that say how exact it
is: 約, 以上, 以下, 超, 未満 and their English.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from hakusho.data.frozen import FrozenMapping
from hakusho.data.numbers import print_number
from hakusho.findings import BadValueError
from hakusho.paper.settings import Numbers

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal


Qualifier = Literal["", "about", "at_least", "at_most", "over", "under"]

SPELLINGS: dict[Qualifier, tuple[str, ...]] = {
    "about": ("約", "およそ", "about", "approximately", "approx.", "circa"),
    "at_least": ("以上", "at least", ">=", "≥"),
    "at_most": ("以下", "at most", "<=", "≤"),
    "over": ("超", "over", "more than", ">"),
    "under": ("未満", "under", "less than", "fewer than", "<"),
}
"""How authors may write each in a column ``qualifier``; the first is the house form."""

_BY_SPELLING = {
    unicodedata.normalize("NFKC", spelling): name
    for name, spellings in SPELLINGS.items()
    for spelling in spellings
}

IN_PRINT: dict[str, dict[Qualifier, str]] = {
    "ja": {name: f"{{}}{words[0]}" for name, words in SPELLINGS.items()} | {"about": "約{}"},
    "en": {name: f"{name.replace('_', ' ')} {{}}" for name in SPELLINGS},
}


def read_qualifier(text: str) -> Qualifier:
    """Read a qualifier in either language, in any width and case; empty means that there is none.

    Raises:
        ValueError: If the word is unknown.
    """
    word = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    if not word:
        return ""
    if word not in _BY_SPELLING:
        known = ", ".join(spellings[0] for spellings in SPELLINGS.values())
        message = "'{text}' is no qualifier; there are {known}, or the same in English"
        raise BadValueError(message, text, known)
    return _BY_SPELLING[word]


_CURRENCY = re.compile(r"[A-Z]{0,3}[$€£¥]")
_WITHOUT_SPACE = ("%", "‰", "°")
_HEAD = re.compile(r" (?:of|per|in|at|for|from|with|a) ")
_IRREGULAR = {"people": "person", "men": "man", "women": "woman", "feet": "foot", "times": "times"}
_SAME = frozenset({"series", "species", "means", "headquarters", "barracks", "corps", "lens"})
_ENGLISH_WORD = re.compile(r"\b[a-z]{4,}\b")
_SHORTEST = 4
"""A word with fewer letters is a symbol (ms, kts) or has no plural in s (gas)."""


def is_currency(unit: str) -> bool:
    """Whether a unit is a sign of money that stands before its number: ``US$``, ``€``."""
    return bool(_CURRENCY.fullmatch(unit))


def is_english(unit: str) -> bool:
    """Whether a unit is words of English (thousand passengers), not a symbol (km, GWh, TEU)."""
    return unit.isascii() and _ENGLISH_WORD.search(unit) is not None


def _with_unit(number: str, unit: str, language: str) -> str:
    """A printed number with its unit."""
    if is_currency(unit):
        return f"{number[0]}{unit}{number[1:]}" if number[0] in "−△▲" else unit + number
    close = not unit or unit.startswith(_WITHOUT_SPACE)
    space = "" if close or (language == "ja" and not is_english(unit)) else " "
    return number + space + unit


def singular(unit: str) -> str:
    """An English unit as it stands after 1: of ``days of ice`` ``day of ice``.

    A symbol, or a word that is no regular plural, stays.
    """
    head = _HEAD.split(unit, maxsplit=1)[0]
    rest = unit[len(head) :]
    before, _, word = head.rpartition(" ")
    return (f"{before} " if before else "") + _singular_word(word) + rest


def _singular_word(word: str) -> str:
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) < _SHORTEST or not word.isascii() or not word.islower() or word in _SAME:
        return word
    if word.endswith("ies") and len(word) > _SHORTEST:
        return f"{word[:-3]}y"
    if word.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


PLAIN = Numbers()
"""The house style of a paper that says nothing about numbers."""

_UNCERTAIN = frozenset({"estimate", "projection"})
_SCALES = (" million", " billion", " trillion")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number or a range.

    Attributes:
        value: The number; ``None`` for a range or for nothing at all.
        unit: What is counted, by language; ``en_one`` is the English singular where the rule
            does not give it.
        status: ``estimate``, ``projection``, … as the data have it.
    """

    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    qualifier: Qualifier = ""
    unit: Mapping[str, str] = field(default_factory=lambda: FrozenMapping[str]({}))
    status: str = ""

    @property
    def empty(self) -> bool:
        """Whether there is no number at all."""
        return self.value is None and self.low is None and self.high is None

    def text(self, language: str, style: Numbers = PLAIN, *, unit: bool = True) -> str:
        """The quantity as it is printed.

        Returns:
            Plain text: ``1,000発``, ``45～50発``, ``約20発``; ``1,000 warheads``, ``at least 45
            warheads``. Empty if there is no number.
        """
        if self.empty:
            return ""
        number, one = self._number(language, style)
        printed = _with_unit(number, self._unit(language, one=one), language) if unit else number
        words = IN_PRINT["ja" if language == "ja" else "en"]
        if self._approximate(style):
            printed = words["about"].format(printed)
        bound = self.bound
        return words[bound].format(printed) if bound else printed

    @property
    def bound(self) -> Qualifier:
        """Which side is open: ``at_least``, ``over``, ``at_most``, ``under``, or neither."""
        if self.value is None and (self.low is None) != (self.high is None):
            closed: Qualifier = "at_most" if self.low is None else "at_least"
            return closed if self.qualifier in {"", "about"} else self.qualifier
        return "" if self.qualifier == "about" else self.qualifier

    def _approximate(self, style: Numbers) -> bool:
        if self.qualifier == "about":
            return True
        guess = style.estimates == "about" and self.status in _UNCERTAIN
        return guess and self.value is not None and not self.qualifier

    def _number(self, language: str, style: Numbers) -> tuple[str, bool]:
        """The number or range without its unit, and whether the unit is in the singular."""
        ends = [self.value] if self.value is not None else [self.low, self.high]
        known = [end for end in ends if end is not None]
        printed = [print_number(end, language, style.large, style.negative) for end in known]
        if len(printed) == 1 or printed[0] == printed[1]:
            return printed[0], printed[0] in {"1", "−1"}
        return _range(printed[0], printed[1], language), False

    def _unit(self, language: str, *, one: bool) -> str:
        unit = self.unit.get(language, "")
        if one and language == "en":
            return self.unit.get("en_one", "") or singular(unit)
        return unit


def _range(low: str, high: str, language: str) -> str:
    if language == "ja":
        return f"{low}～{high}"
    for scale in _SCALES:
        if low.endswith(scale) and high.endswith(scale):
            low = low.removesuffix(scale)
    between = " to " if "−" in low + high else "–"
    return f"{low}{between}{high}"
