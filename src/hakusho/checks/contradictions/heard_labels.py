"""How far a text speaks of what a label names.

A label is heard in parts, as a sentence takes it up: 港湾安全法制成立 in 港湾安全法制は…成立した.
Each two letters of kanji or katakana that stand together count, each Latin word by its stem; what
ends in a word for an event (設立) is heard in others for it (設けられ).
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile
from typing import TYPE_CHECKING

from hakusho.values.letters import KANJI, KATAKANA

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_RUN = re.compile(
    rf"[0-9]*[{KANJI}]{{2,}}|[0-9]+[{KANJI}]|[{KATAKANA}]{{2,}}|[A-Za-z][A-Za-z-]{{2,}}"
)
_EVENTS = (
    ("設立", "設置", "設け", "創設", "新設", "発足", "新編", "結成"),
    ("成立", "制定", "可決", "立法"),
    ("合意", "了承", "承認", "決定"),
    ("発表", "公表", "発出", "刊行", "公刊"),
    ("開始", "始め", "始ま", "着手"),
    ("終了", "終わ", "終え", "終結", "完了"),
    ("署名", "締結", "調印"),
    ("施行", "発効"),
    ("開催", "開か", "開い"),
)
"""Words that tell of the same event, by their first letters."""
_ALIKE = {word: group for group in _EVENTS for word in group}
_STOP = frozenset(
    "the and for with from this that which has was were are its their into than about".split()  # noqa: SIM905  words
)
_WORD_WEIGHT = 4
"""A Latin word weighs as much as so many letters of Japanese."""
_LONGEST_TEXT = 600


def stem(word: str) -> str:
    """A Latin word without its ending: quays, quay; costs, cost; widened, widen."""
    folded = word.casefold()
    for ending in ("ies", "ing", "ed", "es", "s"):
        if folded.endswith(ending) and len(folded) - len(ending) > 2:  # noqa: PLR2004  letters
            return folded.removesuffix(ending)
    return folded.removesuffix("e")


@lru_cache(maxsize=4096)
def pieces_of(text: str) -> Mapping[str, int]:
    """What a label is heard by, and how much each piece weighs."""
    weights: Counter[str] = Counter()
    for run in _RUN.findall(unicodedata.normalize("NFKC", text)):
        if run[0].isascii() and run[0].isalpha():
            if run.casefold() not in _STOP:
                weights[stem(run)] += _WORD_WEIGHT
            continue
        for first in range(len(run) - 1):
            weights[run[first : first + 2]] += 1
    return dict(weights)


@lru_cache(maxsize=4096)
def heard_in(text: str) -> frozenset[str]:
    """The pieces of labels that a text may be heard to say."""
    pieces = set(pieces_of(text[:_LONGEST_TEXT]))
    plain = unicodedata.normalize("NFKC", text[:_LONGEST_TEXT])
    for word, group in _ALIKE.items():
        if word in plain:
            pieces.update(group)
    return frozenset(pieces)


@dataclass(frozen=True, slots=True)
class Label:
    """What is looked for: a key, and how much of it each piece is."""

    key: str
    weights: Mapping[str, int]
    total: int
    needed: frozenset[str]  # 78指針 is not heard in 97指針


def without_event(word: str) -> str:
    """A word of a label without what it says has happened: 港湾安全法 of 港湾安全法成立."""
    return next((word.removesuffix(each) for each in _ALIKE if word.endswith(each)), word)


class LabelIndex:
    """Finds, of many labels, those that a text speaks of."""

    def __init__(self, labels: Iterable[tuple[str, str]]) -> None:
        self._labels: list[Label] = []
        self._by_piece: dict[str, list[tuple[int, int]]] = defaultdict(list)  # with its weight
        for key, text in labels:
            weights = pieces_of(text)
            if not weights:
                continue
            for piece, weight in weights.items():
                self._by_piece[piece].append((len(self._labels), weight))
            needed = frozenset(piece for piece in weights if piece[0].isdigit())
            self._labels.append(Label(key, weights, sum(weights.values()), needed))

    def spoken_of(self, text: str) -> Mapping[str, float]:
        """Of each key of whose labels something is heard, the largest share that is."""
        shares: dict[int, int] = {}
        heard = heard_in(text)
        for piece in heard:
            for number, weight in self._by_piece.get(piece, ()):
                shares[number] = shares.get(number, 0) + weight
        best: dict[str, float] = {}
        for number, weight in shares.items():
            label = self._labels[number]
            if label.needed and not label.needed <= heard:
                continue
            share = weight / label.total
            if share > best.get(label.key, 0.0):
                best[label.key] = share
        return best


def same_letters(first: str, second: str) -> int:
    """How many letters two texts begin with that are the same."""
    pairs = zip(first, second, strict=False)
    return len(list(takewhile(lambda pair: pair[0] == pair[1], pairs)))
