"""TXT060 and TXT061: a word that no list has, and that is one but for a letter.

English is held against a list of words, kanji against one of the words that two of them make. What
a list does not know is no mistake; it is one where a letter too many, too few or exchanged makes of
it a common word, and nothing else in the document is written so.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING

from hakusho.checks.own_words import own_words
from hakusho.checks.prose.spelling import alike_in_sound
from hakusho.checks.prose.word_lists import rows_of
from hakusho.findings import Finding, Subject
from hakusho.findings.places import places_of
from hakusho.manuscript.by_chapter import in_prose
from hakusho.values.dates import MONTHS
from hakusho.values.letters import JAPANESE, KANJI, VARIATION_SELECTORS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from hakusho.findings import Location
    from hakusho.source.prose import Prose

_ENGLISH = re.compile(rf"(?<![^\n{JAPANESE}])[^\n{JAPANESE}]++$", re.MULTILINE)
_WORD = re.compile(r"(?<![\w’'./@\\#$%&=<>:-])[A-Za-z][a-z]{4,29}(?![\w/@\\=<(\[{]|[.:’'-]\w|-)")
_LATIN = re.compile("[A-Za-z]{5,}")
_NO_LABEL = re.compile(
    r"(?m)(?:^|(?<=\s))#.*$|^(?:slug|frame|lang):.*$|[\w-]+(?=[\"']?[ \t]*:(?:\s|$))"
)
"""What files of labels hold besides: comments, keys of YAML, the name that outputs have."""
_OF_COLUMNS = re.compile(
    r"(?m)^(?:dataset|kind|each|x|value|series|low|high|panel|label|row|column|group|date|start|end"
    r"|sort|id|parent|status|note|lat|lon|km|area|borders|era)[ \t]*:[ \t]*[^{\[#\n]*$"
)
"""Lines of a figure in YAML that name a dataset, or a column of it: DAT003 knows what is amiss."""
_LONGEST_FILE = 50_000
"""A longer file holds data more than words."""
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_SHORTEST, _LONG_NAME = 5, 6
_ENDINGS = (
    "s", "es", "ed", "d", "ing", "ly", "er", "r", "ers", "able", "ness", "ish", "less", "like",
    "ize", "ise", "ized", "ised", "ization", "isation", "ity", "al", "ic", "y", "ies", "ist",
    "ists", "ism",
)  # fmt: skip
_BEGINNINGS = (
    "un", "re", "non", "pre", "co", "multi", "sub", "inter", "over", "under", "anti", "de", "dis",
    "mis", "semi", "micro", "macro", "bio", "cyber", "geo", "hyper", "meta", "mono", "neo", "out",
    "para", "poly", "post", "pro", "pseudo", "super", "supra", "trans", "tri", "ultra", "uni",
    "auto", "counter", "cross", "eco", "electro", "extra", "hydro", "infra", "intra", "mid",
    "mini", "nano", "photo", "psycho", "radio", "socio", "tele", "thermo", "back",
    "down", "up", "on", "off", "in",
)  # fmt: skip
_FUNCTION = re.compile(r"\b(?:the|of|and|is|are|was|to|in|that|for|with|not|by|on|as|it|at|from)\b")
_FEW_LETTERS = 60
"""So many letters of an English text have one of its commonest words at least."""

_KANJI_WORD = re.compile(
    rf"(?<![{KANJI}{VARIATION_SELECTORS}])[{KANJI}]{{2,10}}(?![{KANJI}{VARIATION_SELECTORS}])"
)
_BEFORE = frozenset(
    "各同本両新旧全前次他我其当毎諸某第約計超非無未不反再最初双多少大小高低長短老若古今昨翌先後現元副総主準半一二三四五六七八九十"
    "百千万億兆数何幾上下左右内外中東西南北男女米英仏独露中韓朝豪印伊加日越比台欧亜核対抗脱親仮真純被耐防急激猛好悪良要単複空海陸実虚正負逆表予定常異汎"
)
_BEHIND = frozenset(
    "者的性化省庁県府都市区町村州国家人軍側用型式法論学会社員長官部課局班係室所場地点線面力量率数値額費料金代税券証書表図案紙誌報版"
    "本文語字名称号番目度回件個本枚台隻機基発両棟戸頁章節項条款編年月日時分秒週期間頃前後中内外上下際毎等他類系種別品物材源元先群団"
    "隊党派閥層級位順列組対比差製産作業界圏域帯海洋湾港島岸川山岳谷橋道路駅車船艇器具械剤薬病症死傷害災難罪刑罰権利益損得失敗勝負"
    "戦争闘兵士将校師匠氏君様殿卿侯伯王帝后妃子孫親族民衆客主婦夫妻男女児童生徒弟兄姉妹済可否館"
)
_NO_WORD = frozenset("達等共館")
"""Behind a word these make no other one."""
_COUNTING = frozenset("数一二三四五六七八九十百千万本方人各同両毎")
_PARTICLE = re.compile("[をのがはにでとへもや]|する|した|して|し、|され|させ|すべ|[^ぁ-ん]|$")
"""What follows a word of kanji that has no kana of its own."""


@dataclass(frozen=True, slots=True)
class _Odd:
    """A word that no list has."""

    word: str
    index: int
    before: str = ""
    behind: str = ""


def check_unknown_words(proses: Sequence[Prose]) -> Iterator[Finding]:
    """TXT060 and TXT061 in the chapters of one document."""
    english, kanji = _counts(proses)
    for prose in proses:
        yield from _mistyped_english(in_prose(_odd_english, prose), english, prose.place)
        yield from _mistyped_kanji(in_prose(_odd_kanji, prose), kanji, prose.place)


def labels_in(files: Mapping[str, str]) -> Mapping[str, str]:
    """Texts of YAML and CSV files, by path, with blanks for keys, comments, names of columns."""
    return {
        path: _NO_LABEL.sub(_blank, _OF_COLUMNS.sub(_blank, text) if _is_figure(path) else text)
        for path, text in files.items()
        if len(text) <= _LONGEST_FILE
    }


def check_unknown_labels(texts: Mapping[str, str], proses: Sequence[Prose]) -> Iterator[Finding]:
    """The same in what stands beside the text: settings, terms, labels of figures and of data.

    Args:
        texts: What :func:`labels_in` has of files.
        proses: The texts of the report and of its briefs, which tell what is usual.
    """
    english, kanji = _counts(proses)
    for text in texts.values():
        english.update(each.lower() for each in _LATIN.findall(text))
        kanji.update(_pairs_in(text))
    for path, text in texts.items():
        places = places_of(path, text)
        yield from _mistyped_english(_unlisted(text, 0, len(text)), english, places.at)
        yield from _mistyped_kanji(_unread_in(text), kanji, places.at)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _is_figure(path: str) -> bool:
    """Whether a file is a figure in YAML, ``figures/NAME.yaml``, and none of its data."""
    return path.startswith("figures/") and path.count("/") == 1 and path.endswith(".yaml")


def _counts(proses: Sequence[Prose]) -> tuple[Counter[str], Counter[str]]:
    """How often each word of English stands in some texts, and each two kanji together."""
    english: Counter[str] = Counter()
    kanji: Counter[str] = Counter()
    for prose in proses:
        english.update(dict(in_prose(_english_counts, prose)))
        kanji.update(dict(in_prose(_kanji_counts, prose)))
    return english, kanji


# -- English ---------------------------------------------------------------------------------------


def _mistyped_english(
    found: Iterable[_Odd], counts: Counter[str], place: Callable[[int], Location]
) -> Iterator[Finding]:
    for odd in found:
        word = odd.word.lower()
        named = odd.word != word
        meant = [
            each
            for each in (_one_letter_off(word) if counts[word] == 1 else ())
            if (counts[each] > 1 and word[:-1] != each != word + each[-1:])
            or (not named and is_common(each))
            or (_lacks_inside(word, each) and (is_common(each) or each.capitalize() in MONTHS))
        ]
        if meant:
            right = max(meant, key=lambda each: (counts[each], len(each)))
            right = right.capitalize() if named else right
            message = "{word} is in no list of words; {right} is"
            where, hint = place(odd.index), "Write {right}, if that is meant."
            yield Finding.of("TXT060", where, message, hint, odd.word, right)


def _lacks_inside(word: str, other: str) -> bool:
    """Whether a longer word is another one but for letters in its midst: no name is so by chance.

    *Miltary* is; *Institut*, *Browne* and *Carol* are words of their own.
    """
    longer = len(word) >= _LONG_NAME and len(other) >= len(word)
    return longer and word[:2] == other[:2] and word[-1] == other[-1]


def _english_counts(prose: Prose) -> Iterator[tuple[str, int]]:
    text = own_words(prose).text
    yield from Counter(each.lower() for each in _LATIN.findall(text)).items()


def _odd_english(prose: Prose) -> Iterator[_Odd]:
    """The words of a text in English that neither stand in the list nor are made of ones there."""
    text = own_words(prose).text
    for paragraph in _ENGLISH.finditer(text):
        if len(_FUNCTION.findall(paragraph[0])) * _FEW_LETTERS < len(paragraph[0]):
            continue
        yield from _unlisted(text, *paragraph.span())


def _unlisted(text: str, start: int, end: int) -> Iterator[_Odd]:
    for match in _WORD.finditer(text, start, end):
        word = match[0].lower()
        if not _is_known(word) and not _is_made_of_known(word):
            yield _Odd(match[0], match.start())


@cache
def _list_of_english() -> MappingProxyType[str, tuple[str, str]]:
    """By the first three letters of words the rests of the common ones, and of all; . for none."""
    rows = rows_of("english.txt")
    return MappingProxyType(
        {head: (f" {common} ", f" {common} {' '.join(rest)} ") for head, common, *rest in rows}
    )


def is_common(word: str) -> bool:
    """Whether a word in small letters is one of the commonest of five letters and more."""
    return len(word) >= _SHORTEST and _is_listed(word, 0)


def _is_known(word: str) -> bool:
    return _is_listed(word, 1) or word in _foreign_words()


@cache
def _foreign_words() -> frozenset[str]:
    return frozenset(word for (word,) in rows_of("foreign.txt"))


def _is_listed(word: str, which: int) -> bool:
    row = _list_of_english().get(word[:3])
    return row is not None and f" {word[3:] or '.'} " in row[which]


def _is_made_of_known(word: str) -> bool:
    stems = (word.removesuffix(ending) for ending in _ENDINGS if word.endswith(ending))
    for stem in stems:
        twice = stem[-1:] == stem[-2:-1] and _is_known(stem[:-1])
        if twice or _is_known(stem) or _is_known(stem + "e"):
            return True
    if any(word.startswith(each) and _is_known(word[len(each) :]) for each in _BEGINNINGS):
        return True
    parts = ((word[:at], word[at:]) for at in range(4, len(word) - 3))
    return any(_is_listed(one, 0) and _is_listed(other, 0) for one, other in parts)


def _one_letter_off(word: str) -> Iterator[str]:
    """What a word is with two letters exchanged, one fewer behind its first, or one more."""
    for at in range(len(word) - 1):
        yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    for at in range(1, len(word)):
        yield word[:at] + word[at + 1 :]
    for at in range(1, len(word) + 1):
        for letter in _LETTERS:
            yield word[:at] + letter + word[at:]


# -- kanji -----------------------------------------------------------------------------------------


def _mistyped_kanji(
    found: Iterable[_Odd], counts: Counter[str], place: Callable[[int], Location]
) -> Iterator[Finding]:
    for odd in found:
        meant = [each for each in _one_kanji_off(odd, counts) if not letters_left(each[1], 0)]
        if meant:
            _, right = max(meant)
            message = "{word} is made of no known words; {right} is"
            where, hint = place(odd.index), "Write {right}, if that is meant."
            about = Subject("word", odd.word)
            yield Finding.of("TXT061", where, message, hint, odd.word, right, subject=about)


def _kanji_counts(prose: Prose) -> Iterator[tuple[str, int]]:
    """How often each two kanji stand together in a text."""
    yield from Counter(_pairs_in(own_words(prose).text)).items()


def _pairs_in(text: str) -> Iterator[str]:
    for word in _KANJI_WORD.findall(text):
        yield from map("".join, pairwise(word))


def _odd_kanji(prose: Prose) -> Iterator[_Odd]:
    """The words of kanji of a text that cannot be read as words of two and what stands by them."""
    yield from _unread_in(own_words(prose).text)


def _unread_in(text: str) -> Iterator[_Odd]:
    for match in _KANJI_WORD.finditer(text):
        if letters_left(match[0]):
            start, end = match.span()
            yield _Odd(match[0], start, text[max(start - 1, 0) : start], text[end : end + 2])


@cache
def _pairs() -> MappingProxyType[str, tuple[str, str]]:
    """By its first kanji the second ones of common words of two, and of all words of two."""
    rows = rows_of("kanji_pairs.txt")
    return MappingProxyType({first: (common, common + rest) for first, common, rest in rows})


def is_word_of_two(pair: str) -> bool:
    """Whether two kanji are a word."""
    return _is_pair(pair, 1)


def _is_pair(pair: str, which: int) -> bool:
    row = _pairs().get(pair[0])
    return row is not None and pair[1] in row[which]


@lru_cache(maxsize=8192)
def letters_left(word: str, which: int = 1) -> int:
    """How many letters of a word are left over, when as many as can be are read."""
    left = [0]
    for at in range(1, len(word) + 1):
        letter = word[at - 1]
        alone = left[at - 1] + (letter not in _BEFORE and letter not in _BEHIND)
        paired = at > 1 and _is_pair(word[at - 2 : at], which)
        left.append(min(alone, left[at - 2]) if paired else alone)
    return left[-1]


def _one_kanji_off(odd: _Odd, counts: Counter[str]) -> Iterator[tuple[int, str]]:
    """How often the document has what the word may be, and that."""
    word = odd.word
    for at in range(len(word) - 1):
        old = word[at : at + 2]
        if _is_pair(old, 1) or counts[old] > 1 or not _may_be_mistyped(odd, at):
            continue
        if old[0] == old[1]:
            changed = [(word[max(at - 1, 0) : at + 1], word[:at] + word[at + 1 :])]
        else:
            changed = [
                (pair, word[:at] + pair + word[at + 2 :])
                for pair in (
                    old[::-1],
                    *(each + old[1] for each in alike_in_sound(old[0])),
                    *(old[0] + each for each in alike_in_sound(old[1])),
                )
            ]
        for pair, right in changed:
            known = right == pair == old[::-1]
            if len(pair) > 1 and _is_pair(pair, 0) and (known or counts[pair]):
                yield counts[pair], right


def _may_be_mistyped(odd: _Odd, at: int) -> bool:
    """Whether two kanji of a word are likely one word: no counter, no stem of a verb."""
    before = odd.word[at - 1] if at else odd.before
    if odd.word[at] in _COUNTING or odd.word[at + 1] in _NO_WORD:
        return False
    if before.isdigit() or (before and before in _COUNTING):
        return False
    return at + 2 < len(odd.word) or _PARTICLE.match(odd.behind) is not None
