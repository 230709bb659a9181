"""Units of measure beside a number: where they stand, and their English singular."""

from __future__ import annotations

import re

_CURRENCY = re.compile(r"[A-Z]{0,3}[$€£¥]")
_WITHOUT_SPACE = ("%", "‰", "°")
_HEAD = re.compile(r" (?:of|per|in|at|for|from|with|a) ")
_IRREGULAR = {"people": "person", "men": "man", "women": "woman", "feet": "foot", "times": "times"}
_SAME = frozenset({"series", "species", "means", "headquarters", "barracks", "corps", "lens"})
_SHORTEST = 4
"""A word with fewer letters is a symbol (ms, kts) or has no plural in s (gas)."""


def is_currency(unit: str) -> bool:
    """Whether a unit is a sign of money that stands before its number: ``US$``, ``€``."""
    return bool(_CURRENCY.fullmatch(unit))


def with_unit(number: str, unit: str, language: str) -> str:
    """A printed number with its unit.

    Args:
        number: As it is printed, its minus sign included.
        unit: May be empty.
        language: ``ja`` or ``en``.

    Returns:
        ``1,000発``, ``1,000 warheads``, ``−US$12``, ``5%``.
    """
    if is_currency(unit):
        return f"−{unit}{number[1:]}" if number.startswith("−") else unit + number
    space = "" if language == "ja" or not unit or unit.startswith(_WITHOUT_SPACE) else " "
    return number + space + unit


def singular(unit: str) -> str:
    """An English unit as it stands after 1.

    Args:
        unit: In the plural: ``warheads``, ``days of ice``, ``million tonnes``.

    Returns:
        ``warhead``, ``day of ice``; a symbol, or a word that is no regular plural, stays.
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
