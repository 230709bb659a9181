"""Which of many words a text holds, found in one go through it, however many they are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    _Tree = dict[str, "_Tree"]

_BEGINNING = 2
_HEAD = 12
"""So many letters of a word are looked for at once; how deep a pattern is nested is limited."""


class WordSearch:
    """Looks for words letter for letter, whatever stands around them."""

    def __init__(self, words: Iterable[str]) -> None:
        self._by_head: dict[str, list[str]] = {}
        for word in dict.fromkeys(words):
            self._by_head.setdefault(word[:_HEAD], []).append(word)
        # Behind one another would hide a word that begins within another one.
        pattern = f"(?=({_pattern(_tree(self._by_head))}))"
        self._longest = re.compile(pattern) if self._by_head else None

    def found_in(self, text: str) -> set[str]:
        """The words that stand in a text, also those that are a part of another one."""
        if self._longest is None:
            return set()
        longest = set(self._longest.findall(text))
        heads = {head[:length] for head in longest for length in range(1, len(head) + 1)}
        words = (word for head in heads for word in self._by_head.get(head, ()))
        return {word for word in words if len(word) <= _HEAD or word in text}


class ManyWords:
    """Looks for words likewise; costs less to make where they are many, and few texts are long."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        self._lengths: dict[str, set[int]] = {}
        for word in self._words:
            self._lengths.setdefault(word[:_BEGINNING], set()).add(len(word))

    def found_in(self, text: str) -> set[str]:
        """The words that stand in a text, found in one go through it."""
        found = set(text)  # for words of one letter
        for at in range(len(text) - 1) if self._lengths else ():
            for length in self._lengths.get(text[at : at + _BEGINNING], ()):
                found.add(text[at : at + length])
        return found & self._words


def _tree(words: Iterable[str]) -> _Tree:
    """The words letter by letter, with an empty one where a word ends."""
    tree: _Tree = {}
    for word in words:
        node = tree
        for letter in word:
            node = node.setdefault(letter, {})
        node[""] = {}
    return tree


def _pattern(tree: _Tree) -> str:
    """A pattern for the longest word; unlike ``a|b|…`` it does not try each of them."""
    branches = []
    for letter, below in tree.items():
        written, node = re.escape(letter), below
        while len(node) == 1 and "" not in node:
            ((following, node),) = node.items()
            written += re.escape(following)
        branches.append(written + (_pattern(node) if any(node) else ""))
    longer = "|".join(branch for branch in branches if branch)
    return f"(?:{longer})?" if "" in tree else f"(?:{longer})"
