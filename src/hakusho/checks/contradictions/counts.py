"""CON005, CON006: how many things a text announces, and how many follow.

An announcement (理由は三つある, five pillars) is held against what is told one after the other
behind it (第一に … 第二に …, The first … The second …), against a list behind its colon, and
against what its own sentence or the next one names (政策、運用及び各軍種の三つの層).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from hakusho.findings import Finding, also
from hakusho.source.prose import OPAQUE
from hakusho.values.numerals import NUMBER_WORDS, japanese_number, number_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hakusho.checks.contradictions.passages import Passage
    from hakusho.findings import Location

_COUNTER = "つ|点|項目|種類|段階|分野|要素|側面|原則|課題|論点|理由|要因|提案|条件|柱"
_ANNOUNCED = re.compile(
    r"(?<![第一二三四五六七八九十百数何0-9０-９])(?P<number>[二三四五六七八九十２-９2-9])"
    rf"(?P<counter>{_COUNTER})(?!目|め|とも|にまたが|以上|以下|前後|ほど|ずつ|に一つ|とない)"
)
_ENGLISH_ANNOUNCED = re.compile(
    rf"\b(?P<number>{NUMBER_WORDS}) (?:\w+ ){{0,2}}?"
    r"(?P<noun>reasons|features|factors|questions|conditions|points|steps|elements|principles|options|aims|goals|objectives|issues|challenges|"
    r"ways|kinds|types|parts|tiers|pillars|proposals|recommendations|lessons|findings|problems|"
    r"advantages|arguments|stages|phases|categories|criteria|areas|things)\b",
    re.IGNORECASE,
)
_HEAD = rf"(?:(?<=[。、：:\n（(「])|(?<=^)|(?<=[。\n]{OPAQUE}))"
_ORDINAL = re.compile(
    rf"{_HEAD}第(?P<number>[一二三四五六七八九十]{{1,2}}|[0-9０-９]{{1,2}})(?P<after>に(?:、|は|[^つお])|は|の(?:[^。、]{{1,20}}は)|、|が、)"
    rf"|{_HEAD}(?P<tsu>[一二三四五六七八九]|[1-9１-９])(?:つ目|つめ|点目)(?:に|は|の|、)"
)
_ENGLISH_ORDINALS = {
    word: number
    for number, word in enumerate("first second third fourth fifth sixth seventh eighth".split(), 1)  # noqa: SIM905  words
}
_ENGLISH_ORDINAL = re.compile(
    r"(?:(?<=[.!?] )|(?<=\n)|(?<=^)|(?<=; ))(?:And |The )?"
    rf"(?P<number>{'|'.join(_ENGLISH_ORDINALS)})(?:ly)?\b"
    r"(?=,| is| was| are| were| concerns| would| will| changes| and (?:last|final))",
    re.IGNORECASE,
)
_NEXT = re.compile(
    r"[.!?] (?:Then|Next|After that|Furthermore|Moreover|In addition)\b"
    r"|[。\n](?:次に|続いて|また、|加えて)"
)
_PAIR = re.compile(
    rf"{_HEAD}一つは[^\n]{{1,400}}?[。、](?P<other>(?:もう|他の|いま|今)一つは)(?![^\n]{{0,400}}(?:更に|さらに|また)?もう一つは)"
)
_LISTED = re.compile(
    rf"(?P<items>[^。、\n（）()「」：:は{OPAQUE}][^。\n（）()：:{OPAQUE}]*?)(?:という|、)?(?:の)?\Z"
)
_LAST_JOINT = re.compile("、?(?:及び|および|並びに|ならびに|そして)")
_JOINT = re.compile("、")
_COLON_LIST = re.compile(r"\A[^.;:\n]{0,40}: (?P<items>[^.\n:]+?)(?=[.?!](?:\s|\Z)|\n|\Z)")
_TWO = re.compile(r"[^,;]+, and (?!(?:how|what|who|when|where|why)\b)[^,;]+")
_ASKS = re.compile(r"(?:whether|who|whom|what|how|which|when|where|why)\b")
_MOST_WORDS = 8
"""An item of a list between commas has no more, or there may be another comma in it."""
_NAMELY = re.compile(r"\A[^。\n]*。すなわち、(?P<items>[^。\n]+?)、そして[^。\n]+(?:である|です)。")
_BOTH = re.compile(r"\A(?:ある|あります)。(?P<items>[^。、\n]+と、[^。、\nと]+(?:である|です)。)")
_MOST_SKIPPED, _FARTHEST = 400, 3000
"""How many letters stand between an announcement and what is told, and between two things told."""


@dataclass(frozen=True, slots=True)
class Announced:
    """How many things are announced, and where."""

    number: int
    start: int
    end: int


def check_counts(passage: Passage) -> Iterator[Finding]:
    """CON005 and CON006 for a passage."""
    announced = sorted(announcements(passage.own), key=lambda each: each.start)
    series = [*_series(passage, japanese=True), *_series(passage, japanese=False)]
    for told in series:
        yield from _skipped(passage, told)
    for each in announced:
        followed = next((s for s in series if _belongs(passage, each, s, announced)), None)
        if followed is not None:
            if len(followed) > 1 and len(followed) != each.number:
                yield _miscounted(passage, each, len(followed), followed[0][0])
            continue
        named = _named_in_sentence(passage, each) or _named_behind(passage, each)
        if named and each.number not in named:
            yield _miscounted(passage, each, max(named), each.start)


def announcements(text: str) -> Iterator[Announced]:
    """What a text announces, in no particular order."""
    for match in _ANNOUNCED.finditer(text):
        yield Announced(japanese_number(match["number"]), *match.span())
    for match in _ENGLISH_ANNOUNCED.finditer(text):
        yield Announced(number_in_words(match["number"]), *match.span())


_Series = list[tuple[int, int]]
"""Place and number of each thing that is told after the other."""


def _series(passage: Passage, *, japanese: bool) -> Iterator[_Series]:
    """第一に … 第二に …: each series begins anew with the first."""
    pattern = _ORDINAL if japanese else _ENGLISH_ORDINAL
    current: _Series = []
    for match in pattern.finditer(passage.own):
        groups = match.groupdict()
        written = groups.get("number") or groups.get("tsu") or ""
        number = _ENGLISH_ORDINALS.get(written.lower()) or japanese_number(written)
        if number == 1:
            if current:
                yield current
            current = [(match.start(), 1)]
        elif current and number > current[-1][1]:
            between = passage.own[current[-1][0] : match.start()]
            if number == current[-1][1] + 2 and _NEXT.search(between):
                current.append((match.start(), number - 1))  # Then, for the second
            if match.start() - current[-1][0] > _FARTHEST:
                yield current
                current = []
            else:
                current.append((match.start(), number))
    if current:
        yield current
    if japanese:
        for match in _PAIR.finditer(passage.own):
            yield [(match.start(), 1), (match.start("other"), 2)]


def _skipped(passage: Passage, series: _Series) -> Iterator[Finding]:
    """CON006 where a number is left out."""
    for (_, before), (place, number) in pairwise(series):
        if number == before + 2:
            message = "after no. {before} of what is told comes no. {number}"
            hint = "Number them one after the other, or tell the one that is missing."
            where = passage.place(place)
            related = also(passage.place(series[0][0]), "the first")
            yield Finding.of("CON006", where, message, hint, before, number, related=related)
            return


def _belongs(
    passage: Passage, announced: Announced, series: _Series, others: Iterable[Announced]
) -> bool:
    """Whether a series is what was announced last before it, in its paragraph or just before."""
    first = series[0][0]
    between = passage.text[announced.end : first]
    if first < announced.end or between.count("\n") > 1 or len(between) > _MOST_SKIPPED:
        return False
    if between.count("。") > 1 or between.count(". ") > 1:
        return False
    return not any(announced.start < each.start < first for each in others)


def _named_in_sentence(passage: Passage, announced: Announced) -> frozenset[int]:
    """How many things a sentence names beside the number of them, as it can be read; none if not.

    政策、運用及び各軍種の三つの層; three questions: who owns it, who may call it, and who pays.
    """
    start, end = passage.sentence(announced.start)
    text = passage.own
    if text[announced.start].isascii() and text[announced.start].isalpha():
        return _listed_behind(text[announced.end : end])
    before = text[start : announced.start]
    clause = re.split("[はが]、|では、|には、", before)[-1]
    match = _LISTED.search(clause)
    if match is None or not clause.endswith(("の", "という")):
        return frozenset()
    items = match["items"].removesuffix("の")
    joints = list(_LAST_JOINT.finditer(items))
    if len(joints) != 1:
        return frozenset()
    head, tail = items[: joints[0].start()], items[joints[0].end() :]
    if (
        not tail
        or "、" in tail
        or any(mark in items for mark in ("て、", "り、", "し、", "が、", "に、"))
    ):
        return frozenset()
    least = len(_JOINT.findall(head)) + 2
    return frozenset(range(least, least + items.count("と") + items.count("や") + 1))


def _listed_behind(rest: str) -> frozenset[int]:
    match = _COLON_LIST.match(rest)
    if match is None:
        return frozenset()
    items = match["items"]
    if "; " in items:
        return frozenset({len(items.split("; "))})
    if _TWO.fullmatch(items):
        return frozenset({2})
    parts = re.split(r", (?:and |or )?", items)
    plain = len(re.findall(r", (?:and|or) ", items)) == 1 and re.search(
        r", (?:and|or) [^,]+\Z", items
    )
    alike = all(_ASKS.match(part) for part in parts)
    if not plain or not (alike or all(len(part.split()) <= _MOST_WORDS for part in parts)):
        return frozenset()
    return frozenset({len(parts)})


def _named_behind(passage: Passage, announced: Announced) -> frozenset[int]:
    """The same of the next sentence, 五つの柱を持つ。すなわち、…、そして…である."""
    rest = passage.own[announced.end : announced.end + _MOST_SKIPPED]
    namely = _NAMELY.match(rest)
    if namely is not None:
        return frozenset({namely["items"].count("、") + 2})
    return frozenset({2}) if _BOTH.match(rest) else frozenset()


def _miscounted(passage: Passage, announced: Announced, found: int, place: int) -> Finding:
    said = passage.text[announced.start : announced.end]
    told = passage.place(place) if place != announced.start else None
    return miscounted(said, announced.number, found, passage.place(announced.start), told)


def miscounted(
    said: str, number: int, found: int, where: Location, told: Location | None
) -> Finding:
    """CON005 for what is announced in some words, ``found`` of which are told somewhere."""
    message = "'{announced}' announces {number}, and {count} are told"
    hint = "Count them again."
    related = also(told, "what is told") if told is not None else ()
    return Finding.of("CON005", where, message, hint, said, number, found, related=related)
