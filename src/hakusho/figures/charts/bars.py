"""The bars and ceilings of a balance chart: out of rows of data, and as they are printed."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from decimal import Decimal
from fnmatch import fnmatchcase
from functools import partial
from typing import TYPE_CHECKING

from hakusho.data import Dataset, Row, ValueForAuthorError
from hakusho.data.numbers import NO_NUMBER, print_number, read_number_or_share
from hakusho.data.printed_dates import date_in
from hakusho.figures.charts.chart_error import ChartError
from hakusho.findings import Subject

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    Named = str | Callable[[Row], str]


Number = int | float | Decimal
"""A ``Decimal`` is printed with the decimal places that it was written with."""
Unit = str | tuple[str, str]
"""What is counted: ``発``, ``warheads``, ``%``, ``US$``; or for one and for any other number."""

STATUS_WORDS: Mapping[str, Mapping[str, str]] = {
    "ja": {"fact": "", "estimate": "推計", "projection": "見通し", "unknown": "不明"},
    "en": {"fact": "", "estimate": "estimate", "projection": "projection", "unknown": "n/a"},
}
"""The word set beside a number, by language and status."""

_PHRASES: Mapping[str, Mapping[str, str]] = {
    "ja": {
        "range": "{}～{}", "at_least": "{}以上", "at_most": "{}以下", "beside": "({})", "and": "、",
        "log": "対数目盛",
    },
    "en": {
        "range": "{}–{}", "at_least": "≥{}", "at_most": "≤{}", "beside": " ({})", "and": "; ",
        "log": "logarithmic scale",
    },
}  # fmt: skip
"""How numbers and words are put together, by language; ranges are written as prose writes them."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One number.

    Attributes:
        label: What is counted, or when.
        value: The number; ``None`` if only a range is known, or nothing.
        low: Lower end of a range.
        high: Upper end of a range.
        status: How the number is known: ``fact``, ``estimate``, ``projection`` or ``unknown``.
        side: Whose it is.
        text: The number as printed; by default the digits in groups of three and the unit.
        unit: What is counted; by default the chart's unit.
        strong: Whether it stands out; what is beside it is drawn in grey.
    """

    label: str
    value: Number | None = None
    low: Number | None = None
    high: Number | None = None
    status: str = "fact"
    side: str = ""
    text: str = ""
    unit: Unit | None = None
    strong: bool = False

    @property
    def numbers(self) -> tuple[float, ...]:
        """What is known of it: value and ends of the range; nothing if it is unknown."""
        if self.status == "unknown":
            return ()
        known = (self.value, self.low, self.high)
        return tuple(float(number) for number in known if number is not None)

    @property
    def known(self) -> bool:
        """Whether there is a number to draw."""
        return bool(self.numbers)

    @property
    def top(self) -> float:
        """The largest number that the bar shows; 0 if it is unknown."""
        return max(self.numbers, default=0.0)

    @property
    def bottom(self) -> float:
        """The smallest number that the bar shows; 0 if it is unknown."""
        return min(self.numbers, default=0.0)

    @property
    def open_above(self) -> bool:
        """Whether only the least is known: 120 or more."""
        return self.known and self.value is None and self.high is None

    @property
    def reaches_zero(self) -> bool:
        """Whether zero is among what it shows: itself, an end, or the open end of "at most"."""
        open_below = self.known and self.value is None and self.low is None
        return 0.0 in self.numbers or open_below


@dataclass(frozen=True, slots=True)
class Ceiling:
    """A limit, drawn as a line across the bars, with its name.

    The number follows unless the name holds it, in the chart's unit unless it has its own.
    """

    value: Number
    label: str
    unit: Unit | None = None


def words_in(language: str, words: Mapping[str, str] | None = None) -> Mapping[str, str]:
    """The words of a language: English where it has none of its own.

    ``words`` are put in their place, by status or by name of a phrase.
    """
    known = language if language in _PHRASES else "en"
    return {**_PHRASES[known], **STATUS_WORDS[known], **(words or {})}


def unit_of(bars: Iterable[Bar], unit: Unit) -> str:
    """What a chart counts, as its axis names it: in the plural, if there is one."""
    units = [bar.unit for bar in bars if bar.unit] or [unit]
    return units[0] if isinstance(units[0], str) else units[0][1]


def strong_labels(bars: Iterable[Bar]) -> frozenset[str]:
    """The names along the axis that stand out: those of which each bar does.

    Raises:
        ChartError: If a part of a name's bars does, which their colours cannot show.
    """
    bars = list(bars)
    strong = {bar.label for bar in bars if bar.strong}
    if parts := [bar for bar in bars if bar.label in strong and not bar.strong]:
        raise ChartError(
            "of '{label}' a part is highlighted, and '{side}' is not: highlight whole names along "
            "the axis, or lines with the kind 'line'",
            parts[0].label,
            parts[0].side,
            key="highlight",
        )
    return frozenset(strong)


def inspect(bars: Sequence[Bar], ceilings: Sequence[Ceiling], *, log: bool) -> None:
    """Make sure that a scale can show all numbers.

    Raises:
        ChartError: If there is no bar, a status is unheard of or belies the number, a number is
            not finite, the ends of a range are in the wrong order, units differ, or a
            logarithmic scale would have to show a negative number or nothing but zeros.
    """
    if not bars:
        raise ChartError("a chart needs at least one number")
    for bar in bars:
        _inspect_bar(bar)
    numbers = [number for bar in bars for number in bar.numbers]
    numbers += [float(ceiling.value) for ceiling in ceilings]
    if not all(map(math.isfinite, numbers)):
        raise ChartError("a chart shows finite numbers; leave out what is not known")
    units = {bar.unit for bar in bars if bar.unit}
    units |= {ceiling.unit for ceiling in ceilings if ceiling.unit}
    if len(units) > 1:
        names = ", ".join(sorted(unit if isinstance(unit, str) else unit[1] for unit in units))
        raise ChartError(
            "numbers of different units cannot share one scale: {names}", names, key="unit"
        )
    if log and min(numbers, default=0) < 0:
        raise ChartError(
            "a logarithmic scale has no place for negative numbers; use a linear one", key="scale"
        )
    if log and max(numbers, default=0) <= 0:
        raise ChartError(
            "a logarithmic scale needs a number above zero; use a linear one", key="scale"
        )


def _inspect_bar(bar: Bar) -> None:
    statuses = STATUS_WORDS["en"]
    if bar.status not in statuses:
        message = "the bar {label!r} has the status {status!r}; there are: {known}"
        raise ChartError(message, bar.label, bar.status, ", ".join(statuses))
    if bar.status == "unknown" and any(n is not None for n in (bar.value, bar.low, bar.high)):
        raise ChartError("the bar {label!r} is said to be unknown and has a number", bar.label)
    if bar.low is not None and bar.high is not None and bar.low > bar.high:
        message = "the range of the bar {label!r} begins at {low}, above its end {high}"
        raise ChartError(message, bar.label, bar.low, bar.high)


_DATES = frozenset({"year", "date"})
_FIELD = re.compile(r"\{(\w+)\}")
_CURRENCY = re.compile(r"[A-Z]{0,3}[$€£¥]")


def bars_of(  # noqa: PLR0913  what an author may choose
    data: Dataset | Iterable[Row],
    language: str,
    *,
    ids: Sequence[str] = (),
    label: Named | None = None,
    side: Named | None = None,
    sides: Mapping[str, str] | None = None,
    value: str = "value",
    missing: Collection[str] = (),
    strong: Callable[[Row], bool] | None = None,
    meant: Callable[[Row, str], str] | None = None,
) -> list[Bar]:
    """Make a bar of each row.

    The columns are those of facts: ``value`` or ``low`` and ``high``, ``status``, ``unit`` or
    ``unit_ja`` and ``unit_en``. A row without a number, or with a mark for none (``…``, ``-``), is
    unknown, not zero. Rows of the status ``ceiling`` are left out.

    Args:
        data: A dataset or some of its rows.
        language: Chooses between columns such as ``item_ja`` and ``item_en``.
        ids: Which rows, in this order: ``china-irbm``, ``china-*``; by default all.
        label: A column (``item`` means ``item_en`` in English if there is one; ``year`` and
            ``date`` are printed as dates), several in a text (``{item}, {year}``), or a function
            of the row. By default ``label``, else ``item``.
        side: The same for whose it is; by default nobody's.
        sides: Names of the sides by what the column holds.
        value: The column of the number; ranges are read with ``value`` alone.
        missing: What else stands for a number that there is not, as sidecars say it (``read:``); a
            dataset brings its own.
        strong: Which rows stand out.
        meant: What a row says as ``status`` and ``unit``; a dataset knows whether its columns of
            these names are meant so.

    Returns:
        The bars, in the order of ``ids`` or of the rows.

    Raises:
        ChartError: If an id has no row, there is no such column, a number or a status cannot be
            read, or the rows count different things.
    """
    own = data.about.read.missing if isinstance(data, Dataset) else ()
    meant = data.meant if isinstance(data, Dataset) else meant or Row.get
    rows = [row for row in _chosen(data, ids) if meant(row, "status") != "ceiling"]
    read = partial(_number, missing={*missing, *own})
    units = {meant(row, "unit") for row in rows if read(row, value) is not None}
    if len(units) > 1:
        names = ", ".join(sorted(unit or "none" for unit in units))
        raise ChartError(
            "rows of different units cannot share one scale: {names}", names, key="unit"
        )
    bars = []
    for row in rows:
        whose = _named(row, side, language) if side else ""
        name, number = _named(row, label, language), read(row, value)
        unit = _unit(row, meant(row, "unit"), language)
        low, high = (read(row, n) if value == "value" else None for n in ("low", "high"))
        status, whose = _status(row, meant), (sides or {}).get(whose, whose)
        stands_out = strong is not None and strong(row)
        bar = Bar(name, number, low, high, status, whose, unit=unit or None, strong=stands_out)
        bars.append(bar)
    return bars


def ceilings_of(
    data: Dataset | Iterable[Row],
    language: str,
    *,
    ids: Sequence[str] = (),
    label: Named | None = None,
    meant: Callable[[Row, str], str] | None = None,
) -> list[Ceiling]:
    """Make a ceiling of each row that is one: by default those of the status ``ceiling``.

    The arguments are as for ``bars_of``.

    Raises:
        ChartError: If an id has no row, or a row no number.
    """
    rows, found = _chosen(data, ids), []
    meant = data.meant if isinstance(data, Dataset) else meant or Row.get
    for row in rows if ids else [row for row in rows if meant(row, "status") == "ceiling"]:
        number = _number(row, "value")
        if number is None:
            raise ChartError("{location}: a ceiling needs a value", row.location)
        unit = _unit(row, meant(row, "unit"), language)
        found.append(Ceiling(number, _named(row, label, language), unit or None))
    return found


def _chosen(data: Dataset | Iterable[Row], ids: Sequence[str]) -> list[Row]:
    rows = list(data.rows) if isinstance(data, Dataset) else list(data)
    if not ids:
        return rows
    chosen: dict[int, Row] = {}
    for wanted in ids:
        found = {id(row): row for row in rows if fnmatchcase(row.get("id"), wanted)}
        if not found:
            raise ChartError("no row has the id {wanted!r}", wanted)
        chosen |= {key: row for key, row in found.items() if key not in chosen}
    return list(chosen.values())


def _number(row: Row, column: str, *, missing: Collection[str] = ()) -> Decimal | None:
    if column not in row.values and column not in {"value", "low", "high"}:
        raise ChartError("{location}: there is no column {column!r}", row.location, column)
    text = row.get(column)
    if text in NO_NUMBER or text in missing:
        return None
    try:
        return read_number_or_share(text)
    except ValueError as error:
        where = row.where(column)
        because = (Subject("cell", str(where)),)
        message = "{row}: {column}: {error}"
        raise ChartError(message, where, column, error, because=because) from error


def _named(row: Row, name: Named | None, language: str) -> str:
    if name is None:
        return _cell(row, "label", language) or _cell(row, "item", language)
    if not isinstance(name, str):
        return name(row)
    text = name if _FIELD.search(name) else f"{{{name}}}"
    for field in _FIELD.findall(text):
        if not {field, f"{field}_{language}"} & row.values.keys():
            raise ChartError("{location}: there is no column {field!r}", row.location, field)
    return _FIELD.sub(lambda match: _cell(row, match[1], language), text)


def _cell(row: Row, column: str, language: str) -> str:
    text = row.get(f"{column}_{language}") or row.get(column)
    if not text or column not in _DATES:
        return text
    try:
        return date_in(language, text)
    except ValueForAuthorError as error:
        raise ChartError("{row}: {column}: {error}", row.where(column), column, error) from error


def _status(row: Row, meant: Callable[[Row, str], str]) -> str:
    """How a row's number is known.

    Raises:
        ChartError: If the column says something else.
    """
    status = meant(row, "status") or "fact"
    if status not in STATUS_WORDS["en"]:
        message = (
            "{row}: '{status}' does not say how the number is known: {known}; if the column "
            "'status' says something else, write schema: {{status: text}} in the sidecar"
        )
        where = row.where("status")
        because = (Subject("cell", str(where)),)
        known = ", ".join([*STATUS_WORDS["en"], "ceiling"])
        raise ChartError(message, where, status, known, because=because)
    return status


def _unit(row: Row, unit: str, language: str) -> str:
    """The unit as facts have it: other languages than Japanese leave a Japanese one out."""
    plain = language == "ja" or unit.isascii() or _CURRENCY.fullmatch(unit)
    return row.get(f"unit_{language}") or (unit if plain else "")


_UNSPACED = ("%", "‰", "°", "′", "″")
_MYRIADS = ((10**12, "兆"), (10**8, "億"), (10**4, "万"))
_THOUSANDS = ((10**12, " trillion"), (10**9, " billion"), (10**6, " million"))
_SHORT_FROM = {"ja": 10**5, "en": 10**6}
"""The largest tick from which on ticks are printed with 万 or million."""


def number_text(number: Number, *, signed: bool = False) -> str:
    """Print a number: groups of three, a true minus, no needless decimals.

    A ``Decimal`` keeps the places that it has; a float shows ten digits at most. If it is signed, a
    plus stands before what is above zero.
    """
    if not isinstance(number, Decimal):
        number = Decimal(f"{number:.10g}") if isinstance(number, float) else Decimal(number)
        number = number.quantize(1) if number == number.to_integral_value() else number
    plus = "+" if signed and number > 0 else ""
    return plus + print_number(number)


def with_unit(number: str, unit: Unit, language: str) -> str:
    """Put a unit to a printed number as the language does: ``500発``, ``500 ships``, ``US$500``.

    Of ``("day", "days")`` the first is for one; a leading space stays.
    """
    if not isinstance(unit, str):
        unit = unit[0] if number.lstrip("+−") == "1" else unit[1]
    if not unit:
        return number
    if _CURRENCY.fullmatch(unit):
        sign = number[:1] if number[:1] in "+−" else ""
        return sign + unit + number.removeprefix(sign)
    spaced = language != "ja" and not unit.startswith((*_UNSPACED, " "))
    return f"{number} {unit}" if spaced else number + unit


class Printer:
    """Prints the numbers of one chart."""

    def __init__(
        self, unit: Unit, words: Mapping[str, str], language: str, *, signed: bool, statuses: bool
    ) -> None:
        """Take what holds for all numbers; ``statuses`` is whether their words stand beside."""
        self.unit, self.words, self.language = unit, words, language
        self.signed, self.statuses = signed, statuses

    def value(self, bar: Bar) -> tuple[str, str]:
        """The number of a bar and what stands in brackets after it: its range, its status."""
        words = self.words
        if not bar.known:
            return bar.text or words["unknown"], ""
        beside = [words[bar.status]] if self.statuses and words[bar.status] else []
        bound = self._range(bar)
        if bar.text:
            number = bar.text
        elif bar.value is not None:
            number = self._with_unit(number_text(bar.value, signed=self.signed), bar.unit)
            number = number_text(bar.value) if bar.value == 0 else number
            beside = [bound, *beside] if bound else beside
        else:
            number = bound
        return number, words["beside"].format(words["and"].join(beside)) if beside else ""

    def _range(self, bar: Bar) -> str:
        """The range: with the unit where it stands for the number, bare where it stands beside."""
        ends = (bar.low, bar.high)
        low, high = (None if n is None else number_text(n, signed=self.signed) for n in ends)
        bare = bar.value is not None
        if low is not None and high is not None:
            span = self.words["range"].format(low, high)
            if self.language != "ja" and "−" in low + high:
                span = span.replace("–", " to ")
            return span if bare else self._with_unit(span, bar.unit)
        bound, phrase = (low, "at_least") if low is not None else (high, "at_most")
        if bound is None:
            return ""
        return self.words[phrase].format(bound if bare else self._with_unit(bound, bar.unit))

    def ceiling(self, ceiling: Ceiling) -> str:
        """The name of a ceiling, with its number unless the name holds that already."""
        number = number_text(ceiling.value)
        if re.search(rf"(?<![\d.,]){re.escape(number)}(?![\d]|[.,]\d)", ceiling.label):
            return ceiling.label
        return f"{ceiling.label} {self._with_unit(number, ceiling.unit)}".strip()

    def _with_unit(self, number: str, unit: Unit | None) -> str:
        return with_unit(number, self.unit if unit is None else unit, self.language)


def tick_text(number: float, largest: float, language: str) -> str:
    """Print a number of the axis; large ones short: ``2,000万``, ``20 million``.

    The largest of the axis decides for all ticks. Languages other than Japanese and English get
    digits alone.
    """
    scales = {"ja": _MYRIADS, "en": _THOUSANDS}.get(language, ())
    if scales and largest >= _SHORT_FROM[language]:
        for size, name in scales:
            if abs(number) >= size:
                return number_text(number / size) + name
    return number_text(number)


def balance_text(
    bars: Sequence[Bar],
    ceilings: Sequence[Ceiling] = (),
    *,
    unit: Unit = "",
    language: str = "ja",
    words: Mapping[str, str] | None = None,
) -> str:
    """Say in words what a balance chart of the same arguments shows, for its alt text.

    Returns:
        Every number with its status, and every ceiling: ``中国：IRBM 500発(推計)。日本：IRBM 0。``,
        ``China: IRBM, 500 (estimate). Japan: IRBM, 0.``
    """
    printer = Printer(unit, words_in(language, words), language, signed=False, statuses=True)
    japanese = language == "ja"
    between, colon, stop = ("、", "：", "。") if japanese else ("; ", ": ", ".")
    parts = []
    for side in dict.fromkeys(bar.side for bar in bars):
        after = " " if japanese else ", " if side else ": "
        numbers = [b.label + after + "".join(printer.value(b)) for b in bars if b.side == side]
        parts.append((side + colon if side else "") + between.join(numbers) + stop)
    if ceilings:
        parts.append(between.join(map(printer.ceiling, ceilings)) + stop)
    return ("" if japanese else " ").join(parts)
