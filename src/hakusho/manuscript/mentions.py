"""Where a text mentions the abbreviations of terms.yaml.

A mention is the abbreviation as a word (``ACMは``, ``新START``), or an introduction by hand, which
counts as one: ``同盟調整メカニズム（ACM）``, ``「…」（ACM: …）``, ``… (hereinafter ACM)``,
``ACM（同盟調整メカニズム）``. Words of others are left alone: direct quotations, titles.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

from hakusho.manuscript.running_text import OPAQUE
from hakusho.manuscript.word_search import WordSearch
from hakusho.values.letters import is_wide

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from hakusho.manuscript.running_text import RunningText
    from hakusho.paper.terms import Abbreviation, Terms

OPENERS, CLOSERS = "（(〔[［", "）)〕]］"
_QUOTED_CHARACTERS, _QUOTED_WORDS = 20, 8
"""From this length on words are quoted and not merely named."""
# Each class of letters is of one byte or a range or two: others cost much to compile, and these
# stand in the patterns of each abbreviation many times.
_LEFT = r"(?<![A-Za-z0-9\u00c0-\u00ff_@#&])(?<![\u0100-\u024f])"
_LEFT += r"(?<![A-Za-z0-9][-.'])(?<![A-Za-z0-9][‐‑’])"
_RIGHT = r"(?![A-Za-z0-9\u00c0-\u00ff_@&])(?![\u0100-\u024f])(?![-.][A-Za-z0-9])(?![‐‑][A-Za-z0-9])"
_OPENING = frozenset(OPENERS)
_REACH = 6
"""So near to what it stands for an introduction's bracket opens: behind ”, formulas and a space."""
_OPENER, _CLOSER = rf"\s?[{re.escape(OPENERS)}]\s?", rf"\s?[{re.escape(CLOSERS)}]"
_END = rf"(?:{_CLOSER}|(?P<more>\s?[、,，;；:：]\s?))"
_SEPARATOR = r"\s?[:：,，、;；=＝・/／]\s?"
_SEPARATING = frozenset(":：,，、;；=＝・/／")
_SAID = r"(?:以下[、,，]?\s?|(?:hereafter|hereinafter|henceforth),?\s(?:referred\sto\sas\s|the\s)?)"
_CALLED = r"(?:と(?:いう|呼ぶ|略す|略する|略|略称する|表記する|記す)。?)?"
_TITLE_WORD = re.compile(r"[A-Za-z][A-Za-z’'\-]*")
_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)
_SMALL_WORD = re.compile(r"[a-z]{1,4}")
_TITLE_SHARE = 0.6
_ADDRESS = re.compile(r"(?:https?|ftp)://[^\s<>）」』]+")
_QUOTED = re.compile(r"「[^「」\n]*」|“[^“”\n]*”|『[^『』\n]*』")


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention of an abbreviation.

    Attributes:
        end: Where it ends: for an introduction with more in its brackets, where that begins.
        short: The abbreviation as written, which may be its plural.
        long: The range of what it stands for, where that is written out before a bracket.
        bracket: The range from the opening bracket on; empty where there is none.
        more: The separator at the end of this range after which the bracket goes on.
        possessive: ``’s`` after it.
    """

    abbreviation: Abbreviation
    start: int
    end: int
    short: str
    long: tuple[int, int] = (0, 0)
    bracket: tuple[int, int] = (0, 0)
    more: str = ""
    possessive: str = ""

    @property
    def by_hand(self) -> bool:
        """Whether the author writes out here what it stands for."""
        return self.bracket[1] > 0


class Mentions:
    """Finds the mentions of a paper's abbreviations in one text after the other."""

    def __init__(self, terms: Terms) -> None:
        self._by_short: dict[str, list[int]] = {}
        for number, abbreviation in enumerate(terms.abbreviations):
            for short in abbreviation.shorts:
                self._by_short.setdefault(short, []).append(number)
        self._abbreviations = terms.abbreviations
        self._shorts = WordSearch(self._by_short)
        self._longs = frozenset(
            long.casefold() for each in terms.abbreviations for long in each.longs
        )

    def found_in(self, text: RunningText) -> tuple[Mention, ...]:
        """The mentions in a text, in order; none overlaps another."""
        if not self._shorts.found_in(text.text):
            return ()
        visible = without_words_of_others(text, self._longs)
        present = self._shorts.found_in(visible)
        folded = visible.casefold()
        found: list[Mention] = []
        for number in sorted({each for short in present for each in self._by_short[short]}):
            abbreviation = self._abbreviations[number]
            for pattern in _patterns(abbreviation, folded):
                found += (_mention(abbreviation, match) for match in pattern.finditer(visible))
            found += (_mention(abbreviation, match) for match in _bare_in(visible, abbreviation))
            found += _marked(text, abbreviation)
        return _without_overlaps(found)


def _without_overlaps(found: list[Mention]) -> tuple[Mention, ...]:
    out: list[Mention] = []
    for mention in sorted(found, key=lambda each: (each.start, -each.end)):
        if not out or mention.start >= out[-1].end:
            out.append(mention)
    return tuple(out)


def without_words_of_others(text: RunningText, own: frozenset[str]) -> str:
    """A paragraph's text with what the author only quotes made opaque, at its old length.

    Opaque become the titles of works (『…』, and italics with capitals outside Japanese), direct
    quotations (「…」 of 20 characters, “…” of 8 words and more) and addresses, but for words that
    are the author's own even there (``own``, case folded).
    """
    hidden = [match.span() for match in _ADDRESS.finditer(text.text)]
    for match in _QUOTED.finditer(text.text):
        inside = match[0][1:-1].strip()
        if inside.casefold() not in own and _is_quotation(match[0][0], inside):
            hidden.append(match.span())
    for start, end in text.emphasised:
        inside = text.text[start:end]
        if inside.casefold() not in own and text.languages[start : start + 1] != ("ja",):
            hidden += [(start, end)] if _is_title(inside) else []
    visible = list(text.text)
    for start, end in hidden:
        visible[start:end] = OPAQUE * (end - start)
    return "".join(visible)


def _is_quotation(mark: str, inside: str) -> bool:
    if mark == "『":
        return True
    if any(is_wide(char) for char in inside):
        return len(inside) >= _QUOTED_CHARACTERS
    return len(inside.split()) >= _QUOTED_WORDS


def _is_title(text: str) -> bool:
    """Whether several words are set as English titles are, most of them with a capital."""
    words = _TITLE_WORD.findall(_ARTICLE.sub("", text))
    words = [word for word in words if not _SMALL_WORD.fullmatch(word)]
    capitals = [word for word in words if word[0].isupper()]
    if len(words) < 2 or len(capitals) < _TITLE_SHARE * len(words):  # noqa: PLR2004
        return False
    return not all(word.isupper() for word in capitals)  # several abbreviations are no title


def _patterns(abbreviation: Abbreviation, folded: str) -> Iterator[re.Pattern[str]]:
    """The patterns of which a text, its case folded, may hold something.

    An introduction, and one the other way round.
    """
    words = [long.casefold().split() for long in abbreviation.longs]
    within = any(_is_beside(folded, each[0], -2, 2, _OPENING) for each in words)
    if any(_is_beside(folded, each[-1], len(each[-1]), _REACH, _OPENING) for each in words):
        behind = any(_is_beside(folded, each[0], -2, 2, _SEPARATING) for each in words)
        yield _introduction(abbreviation, long_within=within, long_behind=behind)
    if within:
        yield _turned_introduction(abbreviation)


def _bare_in(text: str, abbreviation: Abbreviation) -> Iterator[re.Match[str]]:
    """An abbreviation by itself, asked for only where its first word stands."""
    pattern, end = _bare(abbreviation), 0
    words = {word for short in abbreviation.shorts for word in short.split()[:1]}
    for at in sorted({at for word in words for at in _places(text, word)}):
        match = pattern.match(text, at) if at >= end else None
        if match is not None:
            end = match.end()
            yield match


def _places(text: str, word: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


def _is_beside(folded: str, word: str, begin: int, length: int, marks: frozenset[str]) -> bool:
    """Whether one of some marks stands so far from where a word begins somewhere in a text."""
    at = folded.find(word)
    while at >= 0:
        start = max(at + begin, 0)
        if not marks.isdisjoint(folded[start : start + length]):
            return True
        at = folded.find(word, at + 1)
    return False


@cache
def _introduction(
    abbreviation: Abbreviation, *, long_within: bool, long_behind: bool
) -> re.Pattern[str]:
    """``同盟調整メカニズム（ACM）``: what it stands for, and in brackets the abbreviation.

    That may stand behind what it stands for again, or before, if the text holds such a thing.
    """
    shorts, longs = _any(abbreviation.shorts), _any(abbreviation.longs, "(?i:{})")
    again = rf"(?:{_SEPARATOR}{longs})*" if long_behind else ""
    named = rf"{_SAID}?[「“\"]?(?P<short>{shorts})[」”\"]?{_CALLED}{again}"
    parted = rf"(?:{longs}(?:{_SEPARATOR}|(?=以下)))+"
    turned = rf"{parted}{_SAID}?(?P<last>{shorts}){_CALLED}|" if long_within else ""
    before = rf"(?P<quote>[「“\"])?(?P<long>{longs})(?(quote)[」”\"])"
    within = rf"(?P<bracket>{_OPENER}(?:{turned}{named}){_END})"
    return re.compile(rf"{before}{OPAQUE}{{0,3}}{within}")


@cache
def _turned_introduction(abbreviation: Abbreviation) -> re.Pattern[str]:
    shorts, longs = _any(abbreviation.shorts), _any(abbreviation.longs, "(?i:{})")
    within = rf"(?P<bracket>{_OPENER}{longs}(?:{_SEPARATOR}{longs})*{_END})"
    return re.compile(rf"(?P<short>{shorts}){OPAQUE}{{0,3}}{within}")


@cache
def _bare(abbreviation: Abbreviation) -> re.Pattern[str]:
    return re.compile(rf"(?P<short>{_any(abbreviation.shorts)})(?P<possessive>[’']s(?![A-Za-z]))?")


def _any(words: Sequence[str], form: str = "{}") -> str:
    """A pattern for any of some words, the longest first, each as a word of its own.

    ``form`` says how the letters of each are looked for: a class of letters costs a hundred times
    as much to compile where the case of letters does not count. What must not stand beside words
    is said once for those that follow one another.
    """
    ordered = sorted(dict.fromkeys(words), key=len, reverse=True)
    alike = groupby(ordered, _edges)
    return "(?:" + "|".join(_between(*edges, each, form) for edges, each in alike) + ")"


def _edges(word: str) -> tuple[str, str]:
    left = _LEFT if word[0].isascii() and word[0].isalnum() else ""
    right = _RIGHT if word[-1].isascii() and word[-1].isalnum() else ""
    return left, right


def _between(left: str, right: str, words: Iterable[str], form: str) -> str:
    patterns = (r"\s+".join(map(re.escape, word.split())) for word in words)
    return f"{left}(?:{'|'.join(map(form.format, patterns))}){right}"


def _mention(abbreviation: Abbreviation, match: re.Match[str]) -> Mention:
    groups = match.groupdict()
    short = groups.get("short") or groups.get("last") or abbreviation.abbr
    if not groups.get("bracket"):
        possessive = groups.get("possessive") or ""
        return Mention(abbreviation, *match.span(), short, possessive=possessive)
    long = match.span("long") if groups.get("long") else (0, 0)
    more = groups["more"] or ""
    return Mention(abbreviation, *match.span(), short, long, match.span("bracket"), more)


def _marked(text: RunningText, abbreviation: Abbreviation) -> Iterator[Mention]:
    """What the author marks as an abbreviation, whatever stands around it."""
    for start, end in text.marked:
        if text.text[start:end] in abbreviation.shorts:
            yield Mention(abbreviation, start, end, text.text[start:end])
