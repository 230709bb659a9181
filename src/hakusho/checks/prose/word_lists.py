"""The lists of words in ``words/``, read when a text needs them, and looked for quickly."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from hakusho.checks.shipped_lists import rows_in

if TYPE_CHECKING:
    from collections.abc import Iterator

_FOLDER = Path(__file__).with_name("words")

_UNTOLD = re.compile(r"\[[^\]]*\](?:\{[\d,]+\}|[?*+])?|\\.|[^()|](?:\{[\d,]+\}|[?*])")
"""What stands for one of several letters, or for none."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A word to look for.

    Attributes:
        pattern: A regular expression, compiled only for a text that may hold it.
        keys: Letters of which some stand wherever it does.
    """

    pattern: str
    keys: tuple[str, ...]

    def found_in(self, text: str) -> Iterator[re.Match[str]]:
        """Where it stands in a text."""
        letters = _letters(text)
        for key in self.keys:
            if letters.issuperset(key) and key in text:
                yield from _compiled(self.pattern).finditer(text)
                return


@lru_cache(maxsize=4)
def _letters(text: str) -> frozenset[str]:
    """All that a text is written with: most words are told by that not to stand in it."""
    return frozenset(text)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def rows_of(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a list."""
    return rows_in(_FOLDER / name)


@cache
def wanted(pattern: str, *, behind: str = "") -> Wanted:
    """A regular expression to look for.

    Args:
        pattern: Of it.
        behind: What must, or must not, stand before it: a regular expression of no letters.
    """
    return Wanted(f"{behind}(?:{pattern})", _keys(pattern))


def _keys(pattern: str) -> tuple[str, ...]:
    """Letters of which some stand in every text that matches, the longest that are easily told."""
    if pattern.isalnum():
        return (pattern,)
    found: list[str] = []
    for branch in _branches(pattern):
        bare, groups = _parted(branch)
        literal = max(re.split(r"\{[^}]*\}|[\0^$.|+?*]", bare), key=len)
        choices = [(literal,), *map(_keys, groups)]
        found += max(choices, key=lambda keys: min(map(len, keys)))
    return tuple(found)


def _branches(pattern: str) -> list[str]:
    """The alternatives of the outermost level."""
    branches, depth, in_class = [""], 0, False
    for letter in pattern:
        in_class = letter == "[" or (in_class and letter != "]")
        depth += 0 if in_class else (letter == "(") - (letter == ")")
        if letter == "|" and depth == 0 and not in_class:
            branches.append("")
        else:
            branches[-1] += letter
    return branches


def _parted(branch: str) -> tuple[str, list[str]]:
    """The letters outside of groups, and the contents of groups that cannot be left out."""
    bare, groups, start, depth = "", [], 0, 0
    plain = _UNTOLD.sub(lambda match: "\0" * len(match[0]), branch)
    for index, letter in enumerate(plain):
        if letter == "(":
            depth += 1
            start = index if depth == 1 else start
        elif letter == ")":
            depth -= 1
            content = branch[start + 1 : index]
            needed = content.startswith("?:") and branch[index + 1 : index + 2] not in {*"?*{"}
            if depth == 0 and needed:
                groups.append(content[2:])
        bare += "\0" if depth or letter == ")" else letter
    return bare, groups
