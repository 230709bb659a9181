"""The bars and ceilings of a balance chart, and the words for how a number is known."""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING

from hakusho.figures.charts.errors import ChartError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Number = int | float | Decimal
"""A ``Decimal`` is printed with the decimal places that it was written with."""
Unit = str | tuple[str, str]
"""What is counted: ``発``, ``warheads``, ``%``, ``US$``; or for one and for any other number."""

STATUS_WORDS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "ja": MappingProxyType(
            {"fact": "", "estimate": "推計", "projection": "見通し", "unknown": "不明"}
        ),
        "en": MappingProxyType(
            {"fact": "", "estimate": "estimate", "projection": "projection", "unknown": "n/a"}
        ),
    }
)
"""The word set beside a number, by language and status."""

PHRASES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "ja": MappingProxyType(
            {
                "range": "{}～{}",
                "at_least": "{}以上",
                "at_most": "{}以下",
                "beside": "({})",
                "and": "、",
                "log": "対数目盛",
            }
        ),
        "en": MappingProxyType(
            {
                "range": "{}–{}",
                "at_least": "≥{}",
                "at_most": "≤{}",
                "beside": " ({})",
                "and": "; ",
                "log": "logarithmic scale",
            }
        ),
    }
)
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
    """

    label: str
    value: Number | None = None
    low: Number | None = None
    high: Number | None = None
    status: str = "fact"
    side: str = ""
    text: str = ""
    unit: Unit | None = None

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

    Attributes:
        value: Where it lies.
        label: Its name; the number follows unless the name holds it.
        unit: What is counted; by default the chart's unit.
    """

    value: Number
    label: str
    unit: Unit | None = None


def words_in(language: str, words: Mapping[str, str] | None = None) -> Mapping[str, str]:
    """The words of a language: English where it has none of its own.

    Args:
        language: ``ja``, ``en``, ….
        words: What is put in their place, by status or by name of a phrase.
    """
    known = language if language in PHRASES else "en"
    return {**PHRASES[known], **STATUS_WORDS[known], **(words or {})}


def inspect(bars: Sequence[Bar], ceilings: Sequence[Ceiling], *, log: bool) -> None:
    """Make sure that a scale can show all numbers.

    Raises:
        ChartError: If there is no bar, a status is unheard of or belies the number, a number is
            not finite, the ends of a range are in the wrong order, units differ, or a
            logarithmic scale would have to show a negative number or nothing but zeros.
    """
    if not bars:
        raise ChartError("a balance chart needs at least one bar")
    for bar in bars:
        _inspect_bar(bar)
    numbers = [number for bar in bars for number in bar.numbers]
    numbers += [float(ceiling.value) for ceiling in ceilings]
    if not all(map(math.isfinite, numbers)):
        raise ChartError("a balance chart shows finite numbers; leave out what is not known")
    units = {bar.unit for bar in bars if bar.unit}
    units |= {ceiling.unit for ceiling in ceilings if ceiling.unit}
    if len(units) > 1:
        names = ", ".join(sorted(unit if isinstance(unit, str) else unit[1] for unit in units))
        raise ChartError("numbers of different units cannot share one scale: {names}", names)
    if log and min(numbers, default=0) < 0:
        raise ChartError("a logarithmic scale has no place for negative numbers; use a linear one")
    if log and max(numbers, default=0) <= 0:
        raise ChartError("a logarithmic scale needs a number above zero; use a linear one")


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
