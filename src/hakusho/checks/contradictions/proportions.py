"""CON008: growth, multiples and shares that the numbers beside them, or the data, do not have.

From 2,310 to 2,846 it is 23 per cent; more than half must be of a total of which a dataset has the
parts.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from hakusho.checks.contradictions.change_directions import from_and_to
from hakusho.checks.data.written_numbers import BEGINS, NUMBER, value_of
from hakusho.data.numbers import read_number
from hakusho.findings import Finding, also
from hakusho.values.letters import KANJI, KATAKANA
from hakusho.values.numerals import (
    ENGLISH_NUMBERS,
    KANJI_DIGITS,
    NUMBER_WORDS,
    japanese_number,
    number_in_words,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from hakusho.checks.contradictions.passages import Passage
    from hakusho.checks.data.written_numbers import Written
    from hakusho.data import Dataset, Row

_UNIT = re.compile(rf" ?([{KANJI}{KATAKANA}]{{1,3}}|[a-z]{{3,}}|[%％])")
_GROWTH = re.compile(
    r"\b(?:rise|growth|increase|gain|fall|decline|decrease|drop) of (?:about |nearly |some )?\Z"
    r"|\b(?:rose|grew|increased|fell|declined|decreased|dropped) by (?:about |nearly |some )?\Z"
)
_GROWTH_AFTER = re.compile(r" ?(?:%|％|パーセント)(?:の)?(?:増|減|伸び|上昇|下落|低下|増加|減少)")
_PER_CENT = re.compile(r" ?(?:%|％|パーセント|per ?cent)")
_MULTIPLES = (
    (re.compile(r"\bdoubl(?:ed|ing)\b|倍増"), Decimal("1.7"), Decimal("2.5")),
    (re.compile(r"\btripl(?:ed|ing)\b"), Decimal("2.5"), Decimal("3.6")),
    (re.compile(r"\bhalv(?:ed|ing)\b|半減"), Decimal("0.38"), Decimal("0.62")),
)
"""Words for a multiple, and between what the later value over the earlier one then lies."""
_FOLD = re.compile(rf"\b(?P<number>\d{{1,3}}|{NUMBER_WORDS})[ -]?fold\b")
_TIMES = re.compile(
    rf"(?<![{KANJI_DIGITS}0-9０-９.．])(?P<number>[0-9０-９.．]{{1,4}}|[二三四五六七八九十]{{1,3}})倍"
    r"(?:(?:以上|近く|強|弱)?に|へ|と)"
)
_FROM_THE_LAST = re.compile(
    rf"{BEGINS}(?P<low>{NUMBER})(?P<unit>[^\W\d_]{{1,3}})(?:から|より|に比べ|と比べ|比)(?:て|で)?、?約?\Z"
)
"""Before a growth in per cent what it begins with: 前年の900億円から20％増えた."""
_PARTS_IN_WORDS = (
    re.compile(
        rf"{BEGINS}(?<![\d.,第])(?P<all>{NUMBER})(?P<unit>[^\W\d_]{{1,3}})の(?:約|ほぼ)?(?P<share>半[数分]|"
        r"(?P<under>[二三四五2-5２-５])分の(?P<over>[一二三四1-4１-４])|(?P<tenths>[一二三四五六七八九1-9１-９])割)"
        rf"(?:に(?:当|あ)たる|である|の|、)約?(?P<part>{NUMBER})(?P=unit)"
    ),
    re.compile(
        r"\b(?P<share>(?:[Aa]|[Oo]ne|[Tt]wo|[Tt]hree)[ -](?P<nth>third|quarter|fifth)s?|[Hh]alf)"
        rf" of the (?P<all>{NUMBER}) [a-z]+(?: [a-z]+)?, (?:or )?"
        rf"(?P<part>{NUMBER})(?: in all| of them|,)"
    ),
)
_NTHS = {"third": 3, "quarter": 4, "fifth": 5}
_PART_SLACK = Decimal("0.055")
_POINTS = (
    re.compile(
        r"(?P<first>\d+(?:\.\d+)?)[%％](?:から|より)[^0-9。、]{0,8}(?P<second>\d+(?:\.\d+)?)[%％]"
        r"(?:へ|に|まで)と?、?[^0-9。]{0,8}(?P<points>\d+(?:\.\d+)?)ポイント"
    ),
    re.compile(
        r"\bby (?P<points>\d+(?:\.\d+)?|" + NUMBER_WORDS + r") (?:percentage )?points?,? "
        r"from (?P<first>\d+(?:\.\d+)?)(?: ?%| per ?cent)? to (?P<second>\d+(?:\.\d+)?)"
        r"(?: ?%| per ?cent)"
    ),
    re.compile(
        r"\bfrom (?P<first>\d+(?:\.\d+)?)(?: ?%| per ?cent)? to (?P<second>\d+(?:\.\d+)?)"
        r"(?: ?%| per ?cent)[^0-9.]{1,24} (?P<points>\d+(?:\.\d+)?)(?: percentage)?[ -]points?\b"
    ),
)
_LEAST, _MOST = Decimal(5) / 6, Decimal("1.2")
"""Between what parts of a multiple that is told one lies that it is told for."""
_ALMOST = r"\b(?:almost|nearly|about|roughly) "
_SHARES = tuple(
    (re.compile(pattern), Decimal(least), Decimal(most))
    for pattern, least, most in (
        (r"\b(?:more than|over) (?:one |a )?half\b|過半|半数を超|半分を超|半数以上", "0.5", "1"),
        (r"\b(?:less|fewer) than (?:one |a )?half\b|半[数分](?:に満たな|未満)", "0", "0.5"),
        (r"\b(?:more than|over) two[ -]thirds\b|[三3３]分の[二2２](?:を超|以上)", "0.666", "1"),
        (r"\b(?:more than|over) (?:one|a) third\b|[三3３]分の[一1１](?:を超|以上)", "0.333", "1"),
        (r"\b(?:more than|over) (?:one|a) quarter\b|[四4４]分の[一1１](?:を超|以上)", "0.25", "1"),
        (
            rf"{_ALMOST}two[ -]thirds\b|[約ほぼ][三3３]分の[二2２]|[三3３]分の[二2２]近",
            "0.61",
            "0.72",
        ),
        (rf"{_ALMOST}half\b|約半[数分]|半[数分]近|ほぼ半[数分]", "0.42", "0.55"),
        (rf"{_ALMOST}(?:one|a) third\b|[約ほぼ][三3３]分の[一1１]", "0.28", "0.38"),
        (rf"{_ALMOST}three[ -]quarters\b|[約ほぼ][四4４]分の[三3３]", "0.68", "0.8"),
        (rf"{_ALMOST}(?:one|a) quarter\b|[約ほぼ][四4４]分の[一1１]", "0.2", "0.3"),
    )
)
"""Words for a share, and between what it then lies."""
_FEWEST_ROWS = 3


_NO_AMOUNTS = (
    *(
        "%",
        "％",
        "パー",
        "ポイ",
        "per",
        "年",
        "月",
        "日",
        "週",
        "時",
        "分",
        "秒",
        "ヶ月",
        "カ月",
        "か月",
        "倍",
    ),
    *("year", "month", "week", "day", "hour", "minute", "time"),
)
"""How units begin of shares and of time, in which no change is counted."""


def check_proportions(passage: Passage, datasets: Mapping[str, Dataset]) -> Iterator[Finding]:
    """CON008 for the sentences of a passage."""
    yield from _changes(passage)
    yield from _points(passage)
    yield from _parts_in_words(passage)
    for pattern, least, most in _SHARES:
        for match in pattern.finditer(passage.own):
            if passage.is_typed(match.start()):
                start, end = passage.sentence(match.start())
                sentence = passage.text[start:end]
                yield from _share(passage, match, sentence, (least, most), datasets.values())


def _changes(passage: Passage) -> Iterator[Finding]:
    """A growth in per cent, or a multiple in words, beside the two values that it is between."""
    by_sentence: dict[tuple[int, int], list[Written]] = {}
    for number in passage.numbers:
        by_sentence.setdefault(passage.sentence(number.start), []).append(number)
    for (start, end), numbers in by_sentence.items():
        text = passage.own[start:end]
        values = _from_and_to(passage.own, numbers) or from_and_to(text)
        if values is None:
            continue
        first, second = values
        for number in (each for each in numbers if _is_growth(passage.own, each)):
            if any(passage.is_typed(each.start) for each in numbers):
                yield from _growth(passage, number, first, second)
        for pattern, least, most in _MULTIPLES:
            match = pattern.search(text)
            ratios = (second / first, first / second)
            if match and not any(least <= ratio <= most for ratio in ratios):
                message = "'{words}' does not fit {first} and {second}"
                place = passage.place(start + match.start())
                given = (match[0], f"{first:,}", f"{second:,}")
                yield Finding.of("CON008", place, message, "", *given)
        for at, words, times in _times(passage.own, (start, end)):
            ratio = max(second / first, first / second)
            if passage.is_typed(at) and not times * _LEAST <= ratio <= times * _MOST:
                message = "'{words}' does not fit {first} and {second}"
                given = (words, f"{first:,}", f"{second:,}")
                yield Finding.of("CON008", passage.place(at), message, "", *given)


def _parts_in_words(passage: Passage) -> Iterator[Finding]:
    """A third of the 90 ships, 45 in all; 90隻の3分の1に当たる45隻."""
    for match in (each for pattern in _PARTS_IN_WORDS for each in pattern.finditer(passage.own)):
        part, whole = value_of(match["part"]), value_of(match["all"])
        share = _share_in_words(match)
        if part is None or not whole or not passage.is_typed(match.start("part")):
            continue
        if abs(part / whole - share) > _PART_SLACK:
            message = "'{words}' of {all} is not {part}: that is {right} per cent"
            right = f"{round(part * 100 / whole, 1):f}"
            given = (match["share"], match["all"], match["part"], right)
            yield Finding.of("CON008", passage.place(match.start("share")), message, "", *given)


def _share_in_words(match: re.Match[str]) -> Decimal:
    groups = match.groupdict()
    if groups.get("tenths"):
        return Decimal(japanese_number(groups["tenths"])) / 10
    if groups.get("under"):
        return Decimal(japanese_number(groups["over"])) / japanese_number(groups["under"])
    if groups.get("nth"):
        return (
            Decimal(ENGLISH_NUMBERS.get(match["share"].split()[0].lower(), 1))
            / _NTHS[groups["nth"]]
        )
    return Decimal("0.5")


def _points(passage: Passage) -> Iterator[Finding]:
    """A change in percentage points beside the two shares that it is between."""
    for match in (each for pattern in _POINTS for each in pattern.finditer(passage.own)):
        word = match["points"]
        said = Decimal(ENGLISH_NUMBERS.get(word) or word)
        right = abs(Decimal(match["second"]) - Decimal(match["first"]))
        exponent = said.as_tuple().exponent
        if abs(said - right) > Decimal(1).scaleb(int(exponent)) and passage.is_typed(match.start()):
            message = "a change of {said} points does not fit {first} and {second}: it is {right}"
            given = (word, match["first"], match["second"], f"{right:f}")
            place = passage.place(match.start("points"))
            yield Finding.of("CON008", place, message, "", *given)


def _times(text: str, sentence: tuple[int, int]) -> Iterator[tuple[int, str, Decimal]]:
    """The multiples that a sentence tells: where, in what words, and how many times it is."""
    for match in _FOLD.finditer(text, *sentence):
        word = match["number"]
        yield match.start(), match[0], Decimal(number_in_words(word))
    for match in _TIMES.finditer(text, *sentence):
        if times := value_of(match["number"]) or japanese_number(match["number"]):
            yield match.start(), f"{match['number']}倍", Decimal(times)


def _from_and_to(text: str, numbers: Sequence[Written]) -> tuple[Decimal, Decimal] | None:
    """The two amounts of a sentence between which something grows; ``None`` if there are others."""
    amounts = []
    for number in numbers:
        if number.low is not None and _PER_CENT.match(text, number.end):
            begun = _FROM_THE_LAST.search(text, number.start, number.end - len(number.text))
            if begun is not None:
                amounts.append((replace(number, value=number.low, low=None), begun["unit"]))
                continue
        unit = _UNIT.match(text, number.end)
        if unit is not None and not unit[1].startswith(_NO_AMOUNTS):
            amounts.append((number, unit[1]))
    if len(amounts) == 1:  # 200億円から260億円
        low, high = amounts[0][0].low, amounts[0][0].value
    elif len(amounts) == 2 and amounts[0][1] == amounts[1][1]:  # noqa: PLR2004  from and to
        low, high = (number.value for number, _ in amounts)
        if any(number.low is not None for number, _ in amounts):
            return None
    else:
        return None
    return (low, high) if low and high else None


def _is_growth(text: str, number: Written) -> bool:
    if _GROWTH_AFTER.match(text, number.end):
        return True
    before = text[max(0, number.start - 24) : number.start]
    return bool(_PER_CENT.match(text, number.end) and _GROWTH.search(before))


def _growth(
    passage: Passage, number: Written, first: Decimal, second: Decimal
) -> Iterator[Finding]:
    change = abs(second - first) * 100
    exponent = number.value.as_tuple().exponent
    assert isinstance(exponent, int)  # noqa: S101  it is a number
    slack = Decimal(1).scaleb(exponent)
    rates = (change / first, change / second)
    if any(abs(rate - number.value) <= slack for rate in rates):
        return
    message = "a change of {said} per cent does not fit {first} and {second}: it is {right}"
    given = (number.text, f"{first:,}", f"{second:,}", f"{round(rates[0], 1):f}")
    yield Finding.of("CON008", passage.place(number.start), message, "", *given)


def _share(
    passage: Passage,
    match: re.Match[str],
    sentence: str,
    limits: tuple[Decimal, Decimal],
    datasets: Iterable[Dataset],
) -> Iterator[Finding]:
    """A share that one row of a dataset is said to have, and has in none of its columns."""
    for table in datasets:
        if table.kind != "table" or len(table.rows) < _FEWEST_ROWS or table.columns[:1] == ("id",):
            continue
        named = [row for row in table.rows if len(name := _name(row)) > 2 and name in sentence]  # noqa: PLR2004
        if len(named) != 1:
            continue
        shares = [share for column in table.columns if (share := _part(table, column, named[0]))]
        if shares and not any(limits[0] <= share <= limits[1] for share in shares):
            message = "'{words}', and {row} has {share} per cent of {dataset}"
            percent = round(max(shares) * 100)
            given = (match[0], _name(named[0]), percent, table.name)
            related = also(named[0].location, "its row")
            place = passage.place(match.start())
            yield Finding.of("CON008", place, message, "", *given, related=related)


def _name(row: Row) -> str:
    """Its first cell: what it is about."""
    return next(iter(row.values.values()), "")


def _part(table: Dataset, column: str, row: Row) -> Decimal | None:
    """The share of a row in the sum of a column of numbers."""
    try:
        numbers = [read_number(each[column]) for each in table.rows]
    except ValueError:
        return None
    total = sum(numbers, Decimal(0))
    if min(numbers) < 0 or not total:
        return None
    return numbers[table.rows.index(row)] / total
