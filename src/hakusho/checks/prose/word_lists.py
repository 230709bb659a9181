"""The lists of words in ``words/``, read when a text needs them, and looked for quickly."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from hakusho.checks.shipped_lists import rows_in
from hakusho.manuscript.word_search import ManyWords

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Row = TypeVar("Row")

_FOLDER = Path(__file__).with_name("words")

_TOKEN = re.compile(
    r"(?P<letters>[^\\\[\](){}|?*+.^$]+)|(?P<unneeded>(?:[?*]|\{[\d,]+\})\??)"
    r"|(?P<opening>\((?:\?(?:P<\w+>|:))?)(?!\?)|(?P<aside>\(\?(?:<?[=!]|[aimsx-]+:))"
    r"|\[\^?\]?(?:\\.|[^\\\]])*\]|\\.|."
)
"""What a regular expression is written with: letters, what may be left out, groups, the rest."""


@cache
def _compiled(pattern: str, flags: re.RegexFlag) -> re.Pattern[str]:
    return re.compile(pattern, flags)


def rows_of(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a list."""
    return rows_in(_FOLDER / name)


class WordList(Generic[Row]):
    """The rows of a list, each with a regular expression, all of which are looked for at once."""

    def __init__(
        self,
        rows: Sequence[Row],
        patterns: Sequence[str],
        flags: re.RegexFlag = re.NOFLAG,
    ) -> None:
        """Take as many patterns as rows; each is compiled for the first text that may hold it.

        Flags may be none, or to ignore the case of letters.
        """
        self._rows, self._patterns, self._flags = rows, patterns, flags
        self._fold = str.lower if flags else str
        self._by_key: dict[str, list[int]] = {}
        for number, pattern in enumerate(patterns):
            for key in keys_of(pattern):
                self._by_key.setdefault(self._fold(key), []).append(number)
        self._always = self._by_key.pop("", [])
        self._keys = ManyWords(self._by_key)

    def found_in(self, text: str) -> Iterator[tuple[Row, re.Match[str]]]:
        """The rows of what stands in a text, in the order of the list, and where it stands."""
        numbers = set(self._always)
        for key in self._keys.found_in(self._fold(text)):
            numbers.update(self._by_key[key])
        for number in sorted(numbers):
            for match in _compiled(self._patterns[number], self._flags).finditer(text):
                yield self._rows[number], match


@cache
def word_list(name: str, column: int = 0, *, behind: str = "") -> WordList[tuple[str, ...]]:
    """A list in which the cells of a column are looked for.

    Args:
        name: Of its file.
        column: Of the regular expressions.
        behind: What must, or must not, stand before each: a regular expression of no letters.
    """
    rows = rows_of(name)
    return WordList(rows, [f"{behind}(?:{row[column]})" for row in rows])


@cache
def keys_of(pattern: str) -> tuple[str, ...]:
    """Letters of which some stand in every text that a regular expression matches.

    Of each alternative they are the longest that are easily told, or none at all.
    """
    if pattern.isalnum():
        return (pattern,)
    return _keys_of_branches(_TOKEN.finditer(pattern))


def _keys_of_branches(tokens: Iterator[re.Match[str]]) -> tuple[str, ...]:
    """The same of the alternatives up to the end of their group."""
    found: list[str] = []
    choices: list[tuple[str, ...]] = []
    run, is_group = "", False  # the letters that were read last, or else whether it was a group
    for token in tokens:
        kind, written = token.lastgroup, token[0]
        if kind == "letters":
            run, is_group = run + written, False
            continue
        if kind == "unneeded" and is_group:
            choices.pop()
        choices.append((run[:-1] if kind == "unneeded" else run,))
        run, is_group = "", kind == "opening"
        if kind in {"opening", "aside"}:
            inner = _keys_of_branches(tokens)
            choices += [inner] if is_group else []
        elif written == "|":
            found += _best(choices)
            choices = []
        elif written == ")":
            return (*found, *_best(choices))
    return (*found, *_best([*choices, (run,)]))


def _best(choices: list[tuple[str, ...]]) -> tuple[str, ...]:
    """Of letters that all stand there those that are told from others the best."""
    return max(choices, key=lambda keys: (min(map(len, keys)), -len(keys)))
