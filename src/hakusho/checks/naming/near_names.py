"""NAM003 and NAM004: names of a paper that it writes once with a letter or a word too few.

Held against what the paper writes elsewhere, its terms, its data and its bibliography: words of
kanji (周辺事態確保法 for 周辺事態安全確保法), titles in 「」, names in Latin letters. Names
with their parts in another order: ``reordered.py``.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from hakusho.checks.naming.one_slip import is_one_slip
from hakusho.checks.naming.reordered import check_reordered
from hakusho.checks.prose.spelling import sound_alike
from hakusho.findings import Finding, Subject, also, slips
from hakusho.values.letters import JAPANESE, KANJI

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from hakusho.findings import Location
    from hakusho.paper.terms import Abbreviation
    from hakusho.source.prose import Prose

_WORD = re.compile(rf"[{KANJI}]{{3,}}")
_TITLE = re.compile(r"[「『](?P<title>[^「」『』\n]{6,60})[」』]")
_NAME = re.compile(
    r"(?<![\w’'.-])(?=(?P<title>[A-Z][a-z]{2,}(?: (?:of|for|and)(?: the)?)? [A-Z][a-z]{2,})"
    r"(?![\w-]))"
)
"""Two words that begin with capitals, and may be a part of a name."""
_LATIN_WORD = re.compile(r"[A-Z][a-z]{2,}(?![a-z])")
_LATIN_NAMES = re.compile(
    r"(?<![\w’'.-])[A-Z][A-Za-z-]+(?: (?:(?:of|for|and|on|the) ){0,2}[A-Z][A-Za-z-]+)+"
)
_KINDS = re.compile(
    "Act|Treaty|Convention|Charter|Protocol|Board|Authority|Commission|Council|Agency"
)
_OFFICIAL = re.compile(
    r"(?:(?<![手方用技文作製療])法|法律|条約|協定|憲章|宣言|戦略|大綱|指針|法制|議定書|委員会|協議会|司令部|機構|会議|能力)(?=$|成立|施行|改正|制定|締結|発効|採択|署名|公表|設置|発足|策定|決定)"
)
"""What words of kanji end in that are names, of which none is made at will."""
_PARTICLES = re.compile("のための|に関する|についての|に係る|に対する|における|に向けた|の")
_NUMBERED = re.compile(
    r"(?<![0-9.,年第])(?P<number>[0-9]{1,4})(?P<tail>指針|大綱|計画|条約|協定|宣言|戦略|中期防)"
)
"""What is called by a number before its kind: 97指針, 22大綱."""
_LONGEST_GAP = 2
_SHORTEST_WORD = 4
_LONG_WORD = 9
"""A word of the paper's data of so many letters has one wrong, if one is another."""
_LONG_OF_TERMS, _MOST_LETTERS = 7, 2
"""Of so long a term of the paper so many letters beside one another may be wrong."""
_LONGEST_GAP_OF_TITLE = 3
_LONG_TITLE = 9
_USUAL = 2
_SHORTEST_NAME = 4
_LONG_NAME, _SAME_HEAD = 7, 5
"""Of a name of so many letters that begins with so many that are the same, two may be wrong."""


class _Named:
    """How often each name stands in a paper, and where first."""

    def __init__(self, proses: Sequence[Prose], pattern: re.Pattern[str]) -> None:
        self.counts: Counter[str] = Counter()
        self.places: dict[str, tuple[Prose, int]] = {}
        for prose in proses:
            for match in pattern.finditer(prose.text):
                word = match["title"] if "title" in match.re.groupindex else match[0]
                self.counts[word] += 1
                self.places.setdefault(word, (prose, match.start()))

    def place(self, word: str) -> Location:
        """Where a name stands first."""
        prose, index = self.places[word]
        return prose.place(index)

    def known(self, beside: Collection[str], usual: int) -> set[str]:
        """The names that stand often, or elsewhere in the paper."""
        often = {word for word, count in self.counts.items() if count >= usual}
        return often | set(beside)

    def lone(self, known: Collection[str]) -> Iterator[str]:
        """The names that stand once and are not known."""
        yield from (word for word, n in self.counts.items() if n == 1 and word not in known)


def check_near_names(
    proses: Sequence[Prose],
    words: Collection[str],
    titles: Collection[str],
    cells: Collection[str] = (),
) -> Iterator[Finding]:
    """NAM003 for names and words, NAM004 for titles.

    Args:
        proses: The chapters, without the words of others.
        words: What else the paper calls by a name: its terms, the labels of its data.
        titles: Those of the bibliography's works.
        cells: What else its data say, of which long words alone are names.
    """
    own = [prose.without("BlockQuote", "Cite") for prose in proses]
    long = {run for each in cells for run in _WORD.findall(each) if len(run) >= _LONG_WORD}
    names = {name for each in words for name in _names_in(each)}
    slipped = [*_kanji(_Named(own, _WORD), names | long)]
    yield from slipped
    told = [each.location for each in slipped]
    yield from check_reordered(own, [*words, *cells, *titles], told)
    yield from _numbered(own, words)
    within = {name for each in titles for name in _TITLE.findall(each)}
    yield from _titles(_Named(own, _TITLE), within.union(titles))
    names = {name for each in titles for name in _NAME.findall(each)}
    latin = _Named(own, _NAME)
    yield from _latin(latin, names, _Named(own, _LATIN_WORD).counts)
    yield from _plurals(latin)


def check_names_of_terms(
    proses: Sequence[Prose], terms: Iterable[Abbreviation], cells: Collection[str]
) -> Iterator[Finding]:
    """NAM003 for what an abbreviation stands for, where the text or the data write it otherwise."""
    whole = "\n".join([*(prose.text for prose in proses), *cells])
    unwritten = [
        (each, long) for each in terms for long in (each.ja, each.en) if long and long not in whole
    ]
    if not unwritten:
        return
    by_ends: dict[str, set[str]] = {}
    for word in _WORD.findall(whole):
        by_ends.setdefault(word[0] + word[-1], set()).add(word)
    latin = {name for name in _LATIN_NAMES.findall(whole) if name.count(" ")}
    for term, long in unwritten:
        alike = by_ends.get(long[0] + long[-1], ()) if _WORD.fullmatch(long) else latin
        near = next((each for each in sorted(alike) if _is_name_of_term(long, each)), "")
        if near:
            message = "{word} stands here alone; elsewhere it is {known}"
            hint = "Write {known}, if that is meant."
            where = term.places[long != term.ja]
            yield Finding.of("NAM003", where, message, hint, long, near)


def _is_name_of_term(long: str, written: str) -> bool:
    """Whether a name is that of a term but for a stretch, or for a letter of one of its words."""
    if not long.isascii():
        short = min(long, written, key=len)
        official = _OFFICIAL.search(long) and _OFFICIAL.search(written)
        gap = abs(len(long) - len(written))
        enough = len(short) >= _LONG_OF_TERMS and 0 < gap <= _LONGEST_GAP
        return bool(official) and enough and _has_gap(short, max(long, written, key=len))
    words, others = long.split(), written.split()
    if len(words) != len(others):
        return False
    unlike = [two for two in zip(words, others, strict=True) if two[0] != two[1]]
    return len(unlike) == 1 and len(words) > 2 and is_one_slip(*unlike[0])  # noqa: PLR2004


def _plurals(found: _Named) -> Iterator[Finding]:
    """Two names of a law or a body that differ in a plural alone: Harbour Act, Harbours Act."""
    for word in found.counts:
        first, _, kind = word.partition(" ")
        other = f"{first}s {kind}"
        if _KINDS.fullmatch(kind) and other in found.counts:
            rare, usual = sorted((word, other), key=found.counts.__getitem__)
            if found.counts[rare] == 1:
                if found.counts[usual] == 1:
                    first_of = {each: found.place(each) for each in (rare, usual)}
                    usual, rare = sorted((rare, usual), key=first_of.__getitem__)
                yield _finding("NAM003", found, rare, usual)


def _kanji(found: _Named, words: Collection[str]) -> Iterator[Finding]:
    """A longer word is often another thing, unless the shorter one is a term of the paper."""
    known = found.known(words, _USUAL)
    by_ends: dict[str, list[str]] = {}
    sure = {each for each in words if len(each) >= _LONG_WORD}
    for each in sure.union(filter(_OFFICIAL.search, known)):
        by_ends.setdefault(each[0] + each[-1], []).append(each)
    for word in found.lone(known):
        alike = by_ends.get(word[0] + word[-1], ())
        near = [each for each in alike if _is_name_with_slip(word, each, each in words)]
        if near:
            yield _finding("NAM003", found, word, max(near, key=found.counts.__getitem__))


def _numbered(proses: Sequence[Prose], words: Collection[str]) -> Iterator[Finding]:
    """A number before a kind of document of which the terms have two others and not this one."""
    known = {match[0] for each in words for match in _NUMBERED.finditer(each)}
    found = _Named(proses, _NUMBERED)
    for word in found.lone(known):
        match = _NUMBERED.fullmatch(word)
        assert match is not None  # noqa: S101  as it was found
        sisters = sorted(each for each in known if each.endswith(match["tail"]))
        if len(sisters) > 1:
            nearest = min(
                sisters,
                key=lambda each: abs(int(each[: -len(match["tail"])]) - int(match["number"])),
            )
            yield _finding("NAM003", found, word, nearest)


def _names_in(label: str) -> Iterator[str]:
    """What of a label is a name: 周辺事態安全確保法 of 周辺事態安全確保法成立."""
    for run in _WORD.findall(label):
        yield run
        yield from (run[: match.end()] for match in _OFFICIAL.finditer(run))


def _titles(found: _Named, titles: Collection[str]) -> Iterator[Finding]:
    known = found.known(titles, _USUAL)
    for word in found.lone(known):
        near = next((each for each in known if _is_title_with_slip(word, each)), "")
        if near:
            yield _finding("NAM004", found, word, near)


def _latin(found: _Named, names: Collection[str], words: Mapping[str, int]) -> Iterator[Finding]:
    """A word that the paper uses elsewhere is no slip: Action Research, Auction Research."""
    known = found.known(names, _USUAL)
    beside: dict[tuple[int, str], list[str]] = {}
    for name in known:
        for at, rest in _rests(name):
            beside.setdefault((at, rest), []).append(name)
    for name in found.lone(known):
        for at, rest in _rests(name):
            for other in beside.get((at, rest), ()):
                word = name.split()[at]
                slip = _is_latin_slip(word, other.split()[at], other in names)
                if slip and words[word] <= _USUAL:
                    yield _finding("NAM003", found, name, other)


def _rests(name: str) -> Iterator[tuple[int, str]]:
    """A name without its first word, and without its last: which is left out, and what is left."""
    words = name.split()
    yield 0, " ".join(words[1:])
    yield -1, " ".join(words[:-1])


def _is_name_with_slip(word: str, known: str, is_listed: bool) -> bool:  # noqa: FBT001
    """Whether a word is another one but for what is lost, put in or sounds alike in its midst."""
    if len(word) == len(known):
        other = [(a, b) for a, b in zip(word, known, strict=True) if a != b]
        if is_listed and len(word) >= _LONG_OF_TERMS and _has_stretch_wrong(word, known):
            return True
        sure = is_listed and len(word) >= _LONG_WORD
        return len(other) == 1 and (
            sure or (len(word) >= _SHORTEST_WORD and sound_alike(*other[0]))
        )
    short, long = sorted((word, known), key=len)
    gap = len(long) - len(short)
    if not is_listed and (word == long or len(short) < _SHORTEST_WORD + gap):
        return False
    return gap <= _LONGEST_GAP and _has_gap(short, long)


def _has_stretch_wrong(word: str, known: str) -> bool:
    """Whether the letters of a stretch stand in another order, or one of two with another one.

    安全保障 is written for 安全確保, and 漁業拡大 is not written for 漁業振興.
    """
    other = [at for at, two in enumerate(zip(word, known, strict=True)) if two[0] != two[1]]
    first, last = other[0], other[-1] + 1
    here, there = word[first:last], known[first:last]
    few = len(here) == _MOST_LETTERS and not set(here).isdisjoint(there)
    return first > 0 and last < len(word) and (few or sorted(here) == sorted(there))


def _has_gap(short: str, long: str) -> bool:
    """Whether one text is another without a stretch of it, neither its head nor its end."""
    gap = len(long) - len(short)
    return any(short == long[:at] + long[at + gap :] for at in range(1, len(short)))


def _is_title_with_slip(title: str, known: str) -> bool:
    if not re.search(f"[{JAPANESE}]", title) or title == known:
        return False
    if known.startswith(title) or title.startswith(known):
        return False  # a quotation may be longer
    if _PARTICLES.sub("の", title) == _PARTICLES.sub("の", known) and len(title) >= _LONG_TITLE:
        return True  # 協力に関する指針 for 協力のための指針
    gap = len(known) - len(title)
    if 0 < gap <= _LONGEST_GAP_OF_TITLE and len(title) >= _LONG_TITLE:
        return _has_gap(title, known)
    return len(title) >= _LONG_TITLE - 1 and abs(gap) <= 1 and is_one_slip(title, known)


def _stems(word: str) -> set[str]:
    """A word, and those of which it may be a form: Vehicle of Vehicles, Africa of African."""
    stems = {word, word.removesuffix("ies") + "y"} if word.endswith("ies") else {word}
    for ending in ("s", "es", "is", "n", "ns", "d", "ed", "al"):
        if word.endswith(ending) and not word.endswith("ss"):
            stems.add(word.removesuffix(ending))
    return stems


def _is_latin_slip(word: str, known: str, is_sure: bool) -> bool:  # noqa: FBT001
    """Whether one letter of a word is another, lost, put in or swapped.

    A plural is none unless ``is_sure``, nor is Africa of African.
    """
    if word[0] != known[0] or min(len(word), len(known)) < _SHORTEST_NAME:
        return False
    other = _stems(word).isdisjoint(_stems(known))
    if min(len(word), len(known)) >= _LONG_NAME and word[:_SAME_HEAD] == known[:_SAME_HEAD]:
        return slips(word, known, at_most=2) <= 2 and other  # noqa: PLR2004  Patience for Patient
    return is_one_slip(word, known) and (is_sure or other)


def _finding(rule: str, found: _Named, word: str, known: str) -> Finding:
    message = "{word} stands here alone; elsewhere it is {known}"
    hint = "Write {known}, if that is meant."
    place = also(found.place(known), "as it is written elsewhere") if known in found.places else ()
    about = Subject("word", word)
    given = (rule, found.place(word), message, hint, word, known)
    return Finding.of(*given, subject=about, related=place)
