"""Facts by cell: a number in a table that has no ids, asked for by its column and its row.

``cell("passengers", "旅客数", 年度=2025)``: the columns that are named choose the rows; of several
rows the latest, the largest, their sum and more can be asked for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal, localcontext
from functools import lru_cache
from typing import TYPE_CHECKING, Literal
from unicodedata import normalize

from hakusho.data.cell_matching import day_of, folded, says, says_all
from hakusho.data.column_kinds import kind_of, not_of_dates
from hakusho.data.errors import ValueForAuthorError
from hakusho.data.fact import Fact, read_labels, read_source, read_units
from hakusho.data.facts import compute
from hakusho.data.frozen import FrozenMapping
from hakusho.data.heading_units import UNIT_IN_HEADING
from hakusho.data.numbers import number_in, read_number
from hakusho.data.sidecar import Derived
from hakusho.data.table_reading import LEVELS
from hakusho.data.words import Words
from hakusho.findings import Subject, nearest, say
from hakusho.tools.keeping import Same
from hakusho.values.languages import LANGUAGES
from hakusho.values.table_dates import read_written_date

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence

    from hakusho.data.dataset import Dataset, Row
    from hakusho.data.quantities import Qualifier
    from hakusho.findings import Finding, Location

    _Numbers = dict[Hashable, list[int]]

_PARTS = re.compile(
    r"(?P<about>約|およそ|about |approx\. )?(?P<number>.+?)(?P<percent>\s?[%％])?", re.DOTALL
)
_PART_OF_A_DATE = re.compile(r"(?i:month|day|date|hour|week|quarter)|[月日時週]|四半期")
"""The name of a column of numbers that tell rows only beside a year."""
_ABBREVIATED = re.compile(r"[A-Z\d]{0,5}", re.ASCII)
_MEAN_DIGITS = 1
_SHOWN = 6
Where = tuple[tuple[str, str], ...]
"""Names of columns and what their cells say."""


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of a column in the rows that are chosen.

    Attributes:
        where: What chose the rows.
    """

    dataset: Dataset
    column: str
    rows: tuple[Row, ...]
    where: Where = ()

    @property
    def only(self) -> Row:
        """The one row that is chosen.

        Raises:
            ValueForAuthorError: If there are several.
        """
        if len(self.rows) > 1:
            known = [name for name in key_of(self.dataset) if name not in dict(self.where)]
            message = "{count} rows of '{name}' are so; say which: {columns}"
            said = ", ".join(known) or say(".latest, .first, .max, .min, .sum, .mean")
            values = (len(self.rows), self.dataset.name, said)
            raise ValueForAuthorError(message, *values, because=self.dataset.subjects)
        return self.rows[0]

    def fact(self, row: Row | None = None) -> Fact:
        """The number in a row's cell; without a row in that of the only one.

        Raises:
            ValueForAuthorError: If the cell holds no number.
        """
        return cell_fact(self.dataset, self.column, row or self.only)

    def facts(self) -> list[Fact]:
        """The numbers of all rows but those that are sums of others, and those without a number."""
        single = [row for row in self.rows if not _is_sum(self.dataset, row)] or list(self.rows)
        counted = [row for row in single if not self.dataset.lacks_number(row.get(self.column))]
        if not counted:
            message = "no cell of the column '{column}' of '{name}' holds a number"
            because = self.dataset.subjects
            raise ValueForAuthorError(message, self.column, self.dataset.name, because=because)
        return [self.fact(row) for row in counted]

    def at_end(self, end: Literal["first", "latest"]) -> Fact:
        """The number of the first or the latest row, by the column of years or dates."""
        time = time_of(self.dataset)
        if not time:
            message = "'{name}' has no column of years or dates by which a row is the latest"
            raise self._undated(message)
        own = [row for row in self.rows if not says_all(row.get(time))]
        rows = [row for row in own if not self.dataset.lacks_number(row.get(self.column))]
        dated = sorted(rows, key=lambda row: _moment(row.get(time)))
        if not dated:
            self.facts()  # says that there is no number
        moment = dated[0 if end == "first" else -1].get(time)
        return replace(self, rows=tuple(row for row in dated if row.get(time) == moment)).fact()

    def _undated(self, message: str) -> ValueForAuthorError:
        """What to say where no column is one of years: which cell keeps the likeliest from it."""
        because = self.dataset.subjects
        for name in self.dataset.columns:
            odd = not_of_dates(name, [*_filled(name, self.dataset.rows)])
            row = next((row for row in self.dataset.rows if row.get(name) in odd), None)
            if row is not None:
                told = "'{name}' has no column of years or dates: in '{column}' is {cell} ({place})"
                values = (self.dataset.name, name, row.get(name), row.where(name))
                return ValueForAuthorError(told, *values, because=because)
        return ValueForAuthorError(message, self.dataset.name, because=because)

    def extreme(self, choose: Callable[[Decimal, Decimal], bool]) -> Fact:
        """The number that no other is beyond; the first of equal ones."""
        best, *others = self.facts()
        for each in others:
            if choose(_number(each), _number(best)):
                best = each
        return best

    def total(self) -> Fact:
        """Their sum."""
        return self._computed("total", self.facts())

    def mean(self, digits: int = _MEAN_DIGITS) -> Fact:
        """Their arithmetic mean."""
        facts = self.facts()
        total = self._computed("total", facts)
        with localcontext(prec=60):
            value = _number(total) / len(facts)
        return rounded(replace(total, value=value), digits)

    def share(self) -> Fact:
        """The only cell in per cent of all of its column that share its year or date."""
        own = self.fact()
        whole = replace(self, rows=self._beside()).total()
        return self._computed("share", [own, whole])

    def growth(self, start: object, end: object) -> Fact:
        """From one year or date to another, in per cent of the first."""
        time = time_of(self.dataset)
        if not time:
            message = "'{name}' has no column of years or dates between which it could grow"
            raise self._undated(message)
        chosen = [
            chosen_rows(self.dataset, ((time, str(each)),), self.rows) for each in (start, end)
        ]
        return self._computed("growth", [replace(self, rows=rows).fact() for rows in chosen])

    def rank(self) -> int:
        """The place of the only cell, by size, among those of its column of its year or date."""
        own = _number(self.fact())
        beside = replace(self, rows=self._beside()).facts()
        return 1 + sum(_number(each) > own for each in beside)

    def _beside(self) -> tuple[Row, ...]:
        """The rows that share the only row's year or date; all, if there is no other such row."""
        own, time = self.only, time_of(self.dataset)
        beside = tuple(row for row in self.dataset.rows if row.get(time) == own.get(time))
        return beside if len(beside) > 1 else self.dataset.rows

    def _computed(self, operation: str, facts: Sequence[Fact]) -> Fact:
        told = ",".join(value for _, value in self.where)
        name = "".join(f"{self.dataset.name}.{self.column}[{told}].{operation}".split())
        given = {operation: ("one",) if operation == "total" else ("one", "other")}
        declaration = Derived.model_validate({"id": name, **given})
        return compute(declaration, facts, self.rows[0].location, self.dataset.name)


def _number(fact: Fact) -> Decimal:
    if fact.value is None:
        raise fact.lacks("the fact '{id}' has no value")
    return fact.value


def rounded(fact: Fact, digits: int) -> Fact:
    """A fact whose number has so many decimal places, rounded half up."""
    value = _number(fact).quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)
    return replace(fact, value=value)


def cells_of(dataset: Dataset, column: object, where: Mapping[str, object]) -> Cells:
    """The cells of a column in the rows whose other columns say what is asked for.

    Raises:
        ValueForAuthorError: If there is no such column or no such row; with the nearest name.
    """
    asked = tuple((_column(dataset, name), str(value)) for name, value in where.items())
    rows = chosen_rows(dataset, asked)
    return Cells(dataset, _column(dataset, column), rows, asked)


def chosen_rows(
    dataset: Dataset, where: Where, among: Sequence[Row] | None = None
) -> tuple[Row, ...]:
    """The rows whose cells say what is asked for, each year and date in any form.

    Raises:
        ValueForAuthorError: If there is none.
    """
    rows = tuple(dataset.rows if among is None else among)
    for number, (column, wanted) in enumerate(where):
        if among is None and not number:
            found = _saying(column, wanted, Same(dataset.rows))
        else:
            found = tuple(row for row in rows if says(row.get(column), wanted))
        if not found:
            raise _no_row(dataset, rows, column, wanted)
        rows = _of_that_name(dataset, found, column, wanted)
    return rows


def _of_that_name(
    dataset: Dataset, rows: tuple[Row, ...], column: str, wanted: str
) -> tuple[Row, ...]:
    """Of rows whose names differ in capitals alone those that are called as is asked, if there are.

    All of them where the dates of the others are not the same: then it is one name, typed twice.
    """
    exact = tuple(row for row in rows if row.get(column) == wanted)
    others = [row for row in rows if row.get(column) != wanted]
    if not exact or not others or day_of(wanted):
        return rows
    bare = _without_space(wanted)
    if any(_without_space(row.get(column)) == bare for row in others):
        return rows
    dated = [each for each in dataset.columns if kind_of(dataset, each) == "date"]
    dates = [{tuple(map(row.get, dated)) for row in each} for each in (exact, others)]
    return exact if dates[0] == dates[1] else rows


def _without_space(text: str) -> str:
    return "".join(normalize("NFKC", text).split())


def _no_row(dataset: Dataset, rows: Sequence[Row], column: str, wanted: str) -> ValueForAuthorError:
    because, given = dataset.subjects, (dataset.name, column, wanted)
    known = [*dict.fromkeys(row.get(column) for row in rows if row.get(column))]
    near = "" if day_of(wanted) else nearest(wanted, known)
    if near:
        message = "'{name}' has no row whose '{column}' is '{value}'; did you mean {near}?"
        return ValueForAuthorError(message, *given, near, because=because)
    if not rows:
        return ValueForAuthorError("'{name}' has no rows", dataset.name, because=because)
    shown = ", ".join(known[:_SHOWN]) + (", …" if len(known) > _SHOWN else "")
    message = "'{name}' has no row whose '{column}' is '{value}'; there are {known}"
    return ValueForAuthorError(message, *given, shown, because=because)


def _saying(column: str, wanted: str, same: Same[tuple[Row, ...]]) -> tuple[Row, ...]:
    """The rows whose cell says what is asked for, looked up: a text may ask a thousand times."""
    by_words, by_day = _by_cell(column, same)
    day = day_of(wanted)
    numbers = {*by_words.get(folded(wanted), ()), *(by_day.get(day, ()) if day else ())}
    return tuple(same.value[number] for number in sorted(numbers))


@lru_cache(maxsize=32)
def _by_cell(column: str, same: Same[tuple[Row, ...]]) -> tuple[_Numbers, _Numbers]:
    """The numbers of rows by what their cells say, as :func:`says` compares them."""
    by_words: _Numbers = {}
    by_day: _Numbers = {}
    for number, row in enumerate(same.value):
        cell = row.get(column)
        by_words.setdefault(folded(cell), []).append(number)
        if day := day_of(cell):
            by_day.setdefault(day, []).append(number)
    return by_words, by_day


def _column(dataset: Dataset, name: object) -> str:
    found = next((each for each in dataset.columns if says(each, str(name))), None)
    if found is None:
        message = "'{dataset}' has no column '{name}'; it has {columns}"
        given = dataset.name, name, ", ".join(dataset.columns)
        raise ValueForAuthorError(message, *given, because=dataset.subjects)
    return found


def _moment(text: str) -> tuple[int, int, int]:
    return day_of(text) or (0, 0, 0)


def key_of(dataset: Dataset) -> tuple[str, ...]:
    """The columns that tell rows from each other; none if no columns do.

    Those that the sidecar names, else the first columns of words or dates that do. Of columns that
    say the same, as a name and its code, it is the one of names.
    """
    if dataset.sidecar is not None and dataset.sidecar.key:
        return dataset.sidecar.key
    return _found_key(Same(dataset))


@lru_cache(maxsize=32)
def _found_key(same: Same[Dataset]) -> tuple[str, ...]:
    dataset, rows = same.value, same.value.rows
    wordy = [name for name in dataset.columns if _tells(name, dataset)]
    wordy = [name for name in wordy if len({row.get(name) for row in rows}) > 1] or wordy[:1]
    parts = [name for name in dataset.columns if _PART_OF_A_DATE.fullmatch(name)]
    key: tuple[str, ...] = ()
    told = [0] * len(rows)
    for name in dict.fromkeys((*_without_codes(wordy, dataset), *parts)):
        numbers: dict[tuple[int, str], int] = {}
        pairs = zip(told, rows, strict=True)
        found = [numbers.setdefault((of, row.get(name)), len(numbers)) for of, row in pairs]
        if len(numbers) > len(set(told)) or not key:
            key, told = (*key, name), found
        if len(numbers) == len(rows):
            return key
    return ()


def _without_codes(names: Sequence[str], dataset: Dataset) -> list[str]:
    """The columns without those that say what another one does in better words."""
    best: dict[tuple[int, ...], str] = {}
    for name in names:
        numbers: dict[str, int] = {}
        said = tuple(numbers.setdefault(row.get(name), len(numbers)) for row in dataset.rows)
        other = best.setdefault(said, name)
        if _is_short(other, dataset) and not _is_short(name, dataset):
            best[said] = name
    return [name for name in names if name in best.values()]


def _is_short(column: str, dataset: Dataset) -> bool:
    """Whether a column holds codes, as 01100 or AUS, and no names."""
    return kind_of(dataset, column) == "code" or all(
        _ABBREVIATED.fullmatch(row.get(column)) for row in dataset.rows
    )


def call_of(dataset: Dataset, column: str, row: Row) -> str:
    """What a template writes for a cell: ``cell("ports", "隻数", 年="2025")``."""
    key = {name: row.get(name) for name in key_of(dataset)}
    plain = all(name.isidentifier() for name in key)
    said = [f'{name}="{cell}"' if plain else f'"{name}": "{cell}"' for name, cell in key.items()]
    chosen = ", ".join(said)
    parts = f'"{dataset.name}"', f'"{column}"', chosen if plain else f"{{{chosen}}}"
    return f"cell({', '.join(filter(None, parts))})"


def holds_numbers(cells: Cells) -> bool:
    """Whether the column is one of numbers, so that a cell without one is not to be printed."""
    if kind_of(cells.dataset, cells.column) == "code":
        return False
    texts = [row.get(cells.column) for row in cells.dataset.rows]
    filled = [text for text in texts if not cells.dataset.lacks_number(text)]
    return sum(map(_is_number, filled)) * 2 > len(filled)


def _tells(column: str, dataset: Dataset) -> bool:
    """Whether a column holds what rows are about, not numbers: dates, codes, or only words."""
    kind = kind_of(dataset, column)
    filled = _filled(column, dataset.rows)
    return kind in {"date", "code"} or (
        kind == "text" and bool(next(filled, "")) and not any(map(_is_number, filled))
    )


def _filled(column: str, rows: Iterable[Row]) -> Iterator[str]:
    """The cells of a column that hold something, one after the other: most ask for a few only."""
    return (cell for row in rows if (cell := row.get(column)))


def _is_number(cell: str) -> bool:
    return number_in(cell) is not None


def time_of(dataset: Dataset) -> str:
    """The column of years or dates; empty if there is none."""
    return _found_time(Same(dataset))


@lru_cache(maxsize=32)
def _found_time(same: Same[Dataset]) -> str:
    names = same.value.columns
    return next((name for name in names if kind_of(same.value, name) == "date"), "")


def _is_sum(dataset: Dataset, row: Row) -> bool:
    """Whether a row is the sum of others."""
    names = [name for name in dataset.columns if not _is_number(row.get(name))]
    return any(says_all(row.get(name)) for name in names)


def is_whole_of(column: str, group: str) -> bool:
    """Whether a column is the sum of a group of columns: 旅客数（人）/計 of 旅客数."""
    head, _, last = column.partition(LEVELS)
    bare = UNIT_IN_HEADING.sub("", head).strip()
    return says_all(last) and folded(group) in {folded(head), folded(bare)}


def cells_name(dataset: str, column: str, where: Where) -> str:
    """What cells are called where something is told of them: ``ports.ships[North, 2025]``."""
    chosen = ", ".join(value for _, value in where)
    return f"{dataset}.{column}" + (f"[{chosen}]" if chosen else "")


def cell_fact(dataset: Dataset, column: str, row: Row) -> Fact:
    """The number in a cell as a fact, with the unit and the source of its column or row.

    Raises:
        ValueForAuthorError: If the cell says that there is no number, or is none.
    """
    where = row.where(column)
    text = row.get(column)
    told = (
        ", ".join(f"{name}={row.get(name)}" for name in key_of(dataset)) or f"{row.location.line}"
    )
    name = f"{dataset.name}.{column}[{told}]"
    if dataset.lacks_number(text):
        if not text:
            raise ValueForAuthorError("the cell '{cell}' is empty", name)
        raise ValueForAuthorError("there is no number in '{cell}', but '{text}'", name, text)
    if kind_of(dataset, column) == "code":
        message = "'{cell}' is a code, {text}, and no number"
        raise ValueForAuthorError(message, name, text)
    value, qualifier, unit = _read(text, name, where)
    time = time_of(dataset)
    day = read_written_date(row.get(time)) if time else None
    kind = dataset.sidecar.types.get(column) if dataset.sidecar else None
    problems: list[Finding] = []
    source, locator = read_source(row, dataset, problems)
    if kind is not None and kind.source and not (dataset.names_sources and row.get("source")):
        source, locator = kind.source, kind.locator
    units = _units(dataset, column, row, unit)
    return Fact(
        id=name, value=value, low=None, high=None, unit=units, status=dataset.meant(row, "status"),
        source=source, locator=locator, date=str(day) if day else "",
        row=row.having(location=where), labels=_labels(dataset, column, row),
        qualifier=qualifier, dataset=dataset.name, sources=((source, locator),) if source else (),
        as_of=dataset.about.as_of, review_by=dataset.about.review_by,
    )  # fmt: skip


def _read(text: str, name: str, where: Location) -> tuple[Decimal, Qualifier, str]:
    """A cell's number, whether it is about so, and % where that stands in the cell."""
    match = _PARTS.fullmatch(text)
    try:
        value = read_number(match["number"] if match else text)
    except ValueError as error:
        message, because = "'{cell}' is no number, but '{text}'", (Subject("cell", str(where)),)
        raise ValueForAuthorError(message, name, text, because=because) from error
    about = match is not None and bool(match["about"])
    return value, "about" if about else "", "%" if match and match["percent"] else ""


def _units(dataset: Dataset, column: str, row: Row, written: str) -> Mapping[str, str]:
    unit = dataset.unit_of(column)
    if written and dataset.declared_unit(column) is None:
        unit = Words(ja=written, en=written)
    if unit.ja or unit.en:
        return FrozenMapping({"ja": unit.ja, "en": unit.en, "en_one": ""})
    return read_units(row, dataset)


def _labels(dataset: Dataset, column: str, row: Row) -> Mapping[str, str]:
    """What the cell is about: the column's heading, and what tells its row."""
    own = read_labels(row)
    headings = dataset.sidecar.columns if dataset.sidecar else {}
    key = " ".join(row.get(name) for name in key_of(dataset) if not day_of(row.get(name)))
    found = {}
    for language in LANGUAGES:
        heading = headings[column].text(language) if column in headings else column
        words = own.get(language, "") or key
        found[language] = f"{heading} {words}".strip()
    return FrozenMapping(found)
