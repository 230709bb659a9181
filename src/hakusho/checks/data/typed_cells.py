"""DAT007, DAT018: numbers typed in a sentence that names the column and the row of a table.

A table has hundreds of numbers, so an equal one means nothing. What counts is that the sentence
says of what it speaks: 旅客数は2025年度に398千人 names the column and a row. The number is
then that of the cell, or it is another one, and one of the two is wrong.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from decimal import Decimal
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING

from hakusho.checks.data.written_numbers import written_numbers
from hakusho.data.cell_facts import Cells, call_of, key_of
from hakusho.data.cell_matching import day_of, says_all
from hakusho.data.errors import ValueForAuthorError
from hakusho.data.table_reading import LEVELS
from hakusho.findings import Finding, also, say
from hakusho.manuscript.word_search import ManyWords
from hakusho.values.letters import KANJI, KATAKANA, has_japanese
from hakusho.values.table_dates import read_written_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from hakusho.checks.data.written_numbers import Written
    from hakusho.data import Dataset, Fact, Row
    from hakusho.source.prose import Prose

_SENTENCE_END = re.compile(r"[。！？\n]|[.!?](?=\s)")
_BRACKETS = re.compile(r"[（(][^（()）]*[)）]")
_COUNTED = re.compile(r"(?<=.{2})[数量額高率]$")
"""What a column's name ends with, and a sentence leaves out: 船員数, 船員は213人."""
_INSIDE = rf"[{KANJI}{KATAKANA}A-Za-z]"
_YEAR = re.compile(
    r"(?:明治|大正|昭和|平成|令和)\s?(?:元|[0-9０-９]{1,2})年度?|[12１２][0-9０-９]{3}(?:年度?)?(?![0-9０-９])"
)
_ANOTHER_TOPIC = re.compile(rf"{_INSIDE}(?:は|が|も)|;|；|\b(?:while|whereas|but|and)\b")
_OTHER_THINGS = re.compile(
    r"^\s?(?:年|月|日|時|位|番|回|期|度|割|倍|ポイント|か所|箇所|つの|(?:か|ヶ|カ)月|times\b|years?\b|days?\b|th\b|st\b|nd\b)"
)
_NOT_ITSELF = re.compile(
    r"^[^、。，,.;\n]{0,8}?(?:増|減|多|少な|上回|下回|伸|縮|差|超|以上|以下|未満|余|強|弱|前後|程度|台\b|"
    r"more|less|fewer|higher|lower|increase|decrease)"
)
_ABOUT = re.compile(
    r"(?:約|およそ|ほぼ|計画|目標|\b(?:about|some|by|nearly|almost|over|under))\s?$"
)
_SCALES = {"千": 10**3, "万": 10**4, "十万": 10**5, "百万": 10**6, "億": 10**8, "兆": 10**12}
_SCALES |= {"thousand": 10**3, "million": 10**6, "billion": 10**9}
_SCALE = re.compile(rf"^\s?({'|'.join(sorted(_SCALES, key=len, reverse=True))})")
_SAYS = re.compile(
    r"\b(?:had|has|carried|carries|counted|counts|recorded|records|saw|served|serves|handled|handles"
    r"|received|receives|reported|employed|employs|was|were|totall?ed)"
    r"(?: (?:only|just|exactly|a total of))?\s\Z"
)
"""What stands directly before a number that is all of something's, and not more, less or of it."""
_ENDS = re.compile(r"\s?(?:[.,;:)]|\Z|in (?:all|total)\b|(?:in )?that year\b)")
_LEADING = re.compile(r"([\d,]+(?:\.\d+)?)[千万億兆]{1,2}$")
_PLAUSIBLE = (Decimal("0.5"), Decimal(2))
"""Another number of the same thing is not so far from it; what is farther is of something else."""
_FARTHEST = 40
_SHORTEST_JA, _SHORTEST_EN = 2, 4


class _Table:
    """A table whose rows are no facts, and its rows by what tells them."""

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset

    @cached_property
    def key(self) -> tuple[str, ...]:
        """The columns that tell its rows from each other."""
        return key_of(self.dataset)

    @cached_property
    def _rows(self) -> Mapping[tuple[str, ...], list[Row]]:
        rows: dict[tuple[str, ...], list[Row]] = {}
        for row in self.dataset.rows:
            rows.setdefault(tuple(row.get(name) for name in self.key), []).append(row)
        return rows

    @cached_property
    def _words(self) -> list[ManyWords]:
        """The cells of each column of the key."""
        return [ManyWords(filter(None, cells)) for cells in zip(*self._rows, strict=True)]

    @cached_property
    def _days(self) -> list[Mapping[tuple[int, int, int], list[str]]]:
        """Those that are dates, by what they say."""
        found: list[Mapping[tuple[int, int, int], list[str]]] = []
        for cells in zip(*self._rows, strict=True):
            days: dict[tuple[int, int, int], list[str]] = {}
            for cell in dict.fromkeys(cells):
                if day := day_of(cell):
                    days.setdefault(day, []).append(cell)
            found.append(days)
        return found

    def named(self, before: str) -> list[Row]:
        """The rows that a text names by all that tells them; of several years the last counts."""
        years = [read_written_date(match[0]) for match in _YEAR.finditer(before)]
        last = next((year for year in reversed(years) if year is not None), None)
        named = []
        for words, days in zip(self._words, self._days, strict=True):
            longest = max(
                words.found_in(before),
                key=lambda each: (before.rfind(each) + len(each), len(each)),
                default="",
            )
            by_word = [longest] if len(longest) >= _SHORTEST_JA and not day_of(longest) else []
            by_day = days.get((last.year, last.month, last.day), []) if last else []
            named.append([*by_word, *by_day])
        return [row for cells in product(*named) for row in self._rows.get(cells, ())]


class _Subject:
    """A column of a table, and the words by which a sentence names it."""

    def __init__(self, table: _Table, column: str, words: Sequence[str]) -> None:
        self.table, self.column = table, column
        self.names = [word.casefold() for word in words]
        self._words = sorted(words, key=len, reverse=True)

    @property
    def is_counted(self) -> bool:
        """Whether it holds what its table says of the rows, and not what tells them."""
        return bool(self.table.key) and self.column not in self.table.key

    @cached_property
    def words(self) -> re.Pattern[str]:
        """What finds the words; made for the few columns whose names stand in a text at all."""
        pattern = "|".join(map(re.escape, self._words))
        return re.compile(rf"(?<!{_INSIDE})(?:{pattern})(?!{_INSIDE})", re.IGNORECASE)


def check_typed_cells(
    proses: Iterable[Prose], datasets: Mapping[str, Dataset]
) -> Iterator[Finding]:
    """DAT007 for a typed number that is a cell's, DAT018 for one that is not what the cell says.

    Both only where the sentence names the column and the row, of tables whose rows are no facts.
    """
    by_name: dict[str, list[_Subject]] = {}
    for subject in _subjects(datasets.values()):
        for name in subject.names:
            by_name.setdefault(name, []).append(subject)
    names = ManyWords(by_name)
    for prose in proses:
        named = names.found_in(prose.text.casefold())
        near = dict.fromkeys(each for name in sorted(named) for each in by_name[name])
        subjects = [each for each in near if each.words.search(prose.text) and each.is_counted]
        yield from _in_chapter(prose, subjects) if subjects else ()


def _in_chapter(prose: Prose, subjects: Sequence[_Subject]) -> Iterator[Finding]:
    text = prose.text
    ends = [0, *(match.end() for match in _SENTENCE_END.finditer(text))]
    for number in written_numbers(text):
        start = ends[bisect_right(ends, number.start) - 1]
        if number.low is not None or not _is_said(text, start, number):
            continue
        before = text[start : number.start]
        found = _meant(before, subjects)
        found = found or _counted(before, text[number.end :].partition("\n")[0], subjects)
        if found is not None:
            yield from _judged(prose, number, found)


def _subjects(datasets: Iterable[Dataset]) -> Iterator[_Subject]:
    for dataset in datasets:
        table = _Table(dataset)
        has_facts = dataset.kind != "table" or "id" in dataset.columns
        for column in () if has_facts else dataset.columns:
            if words := [*_names(dataset, column)]:
                yield _Subject(table, column, words)


def _names(dataset: Dataset, column: str) -> Iterator[str]:
    """How a sentence may name a column: its headings, without units, and without 数 at the end."""
    headings = dataset.sidecar.columns if dataset.sidecar else {}
    named = [column]
    if column in headings:
        named += [headings[column].ja, headings[column].en]
    for each in dict.fromkeys(filter(None, named)):
        name = _BRACKETS.sub("", each).strip()
        if LEVELS in name:  # of a group of columns the one for all of it
            name, _, last = name.partition(LEVELS)
            name = _BRACKETS.sub("", name).strip() if says_all(last) else ""
        for form in (name, _COUNTED.sub("", name)):
            if (
                len(form) >= (_SHORTEST_EN if form.isascii() else _SHORTEST_JA)
                and not form.isdigit()
            ):
                yield form


def _is_said(text: str, start: int, number: Written) -> bool:
    """Whether a number says how many there are, and not when, how many times or how many more."""
    after = unicodedata.normalize("NFKC", text[number.end : number.end + 30])
    before = text[start : number.start]
    return not (
        _OTHER_THINGS.match(after)
        or _NOT_ITSELF.match(after)
        or _ABOUT.search(before)
        or _YEAR.fullmatch(number.text)
    )


def _meant(before: str, subjects: Sequence[_Subject]) -> tuple[Cells, Row] | None:
    """The cell that the beginning of a sentence names; the nearest column counts."""
    named = [(match.end(), each) for each in subjects for match in each.words.finditer(before)]
    if not named:
        return None
    end, subject = max(named, key=lambda pair: pair[0])
    if sum(at == end for at, _ in named) > 1 or len(before) - end > _FARTHEST:
        return None
    between = _YEAR.sub("", before[end:])
    if _ANOTHER_TOPIC.search(between):
        return None
    rows = subject.table.named(before)
    cells = Cells(subject.table.dataset, subject.column, tuple(rows))
    return (cells, rows[0]) if len(rows) == 1 else None


def _counted(before: str, behind: str, subjects: Sequence[_Subject]) -> tuple[Cells, Row] | None:
    """The cell of a column that an English sentence names behind its number: had 402 passengers."""
    says = _SAYS.search(before)
    if says is None:
        return None
    scale = _SCALE.match(behind)
    rest = behind[scale.end() if scale else 0 :].lstrip()
    named = [(each, match) for each in subjects if (match := each.words.match(rest))]
    if len(named) != 1 or not _ENDS.match(rest[named[0][1].end() :]):
        return None
    subject, told = named[0][0], before[: says.start()]
    dataset = subject.table.dataset
    for column in subject.table.key:
        cells = {row.get(column) for row in dataset.rows}
        times = len(_YEAR.findall(told))
        spoken = times if all(map(day_of, cells)) else sum(map(told.count, cells))
        if spoken != 1:
            return None
    rows = subject.table.named(told)
    return (Cells(dataset, subject.column, tuple(rows)), rows[0]) if len(rows) == 1 else None


def _judged(prose: Prose, number: Written, found: tuple[Cells, Row]) -> Iterator[Finding]:
    cells, row = found
    try:
        fact = cells.fact(row)
    except ValueForAuthorError:
        return
    after = unicodedata.normalize("NFKC", prose.text[number.end : number.end + 12])
    same = _agrees(number, after, fact)
    if same is None:
        return
    unit = fact.unit.get("ja", "")
    ends = prose.text.find(unit, number.start, number.end + len(unit) + 1) + len(unit)
    typed = " ".join(prose.text[number.start : max(ends, number.end)].split())
    place, related = prose.place(number.start), also(fact.location, "the cell")
    name, call = cells.dataset.name, call_of(cells.dataset, cells.column, row)
    hint = "Write {{{{ {call} }}}}, so that the text follows the data."
    rule, said = "DAT007", say("is what the table '{dataset}' says", name)
    if not same:
        language = "ja" if has_japanese(prose.block(number.start)) else "en"
        value = fact.text(language) or fact.text("ja")
        rule, said = "DAT018", say("the table '{dataset}' says {value}", name, value)
    message = "{typed} is typed, and {said}"
    yield Finding.of(rule, place, message, hint, typed, said, call, related=related)


def _agrees(number: Written, after: str, fact: Fact) -> bool | None:
    """Whether a number is the cell's; ``None`` if it is a rounded one, or of something else."""
    value = fact.value
    if not value:
        return None
    unit = unicodedata.normalize("NFKC", fact.unit.get("ja", ""))
    percent = after.lstrip().startswith(("%", "パーセント", "per cent", "percent"))
    if percent != (unit == "%"):
        return None
    scale = _SCALE.match(after)
    typed = {number.value, number.value * _SCALES[scale[1]] if scale else number.value}
    if bare := _LEADING.match(unicodedata.normalize("NFKC", number.text)):  # 398 of 398千人
        typed.add(Decimal(bare[1].replace(",", "")))
    scaled = _SCALE.match(unit)
    said = {value, value * _SCALES[scaled[1]] if scaled else value}
    if typed & said:
        return True
    pairs = [(one, other) for one in typed for other in said]
    if any(_is_rounded(one, other) for one, other in pairs):
        return None
    near = any(_PLAUSIBLE[0] <= one / other <= _PLAUSIBLE[1] for one, other in pairs if other)
    return False if near else None


def _is_rounded(typed: Decimal, value: Decimal) -> bool:
    """Whether a number is another one with fewer digits that count."""
    exponent = typed.normalize().as_tuple().exponent
    step = Decimal(1).scaleb(exponent) if isinstance(exponent, int) else Decimal(0)
    return abs(value - typed) <= step / 2
