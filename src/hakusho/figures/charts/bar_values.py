"""How the numbers of a balance chart are printed: at the bars, at the ticks and in words."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from hakusho.data.numbers import print_number
from hakusho.figures.charts.bars import words_in

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hakusho.figures.charts.bars import Bar, Ceiling, Number, Unit

_CURRENCY = re.compile(r"[A-Z]{0,3}[$€£¥]")
_UNSPACED = ("%", "‰", "°", "′", "″")
_MYRIADS = ((10**12, "兆"), (10**8, "億"), (10**4, "万"))
_THOUSANDS = ((10**12, " trillion"), (10**9, " billion"), (10**6, " million"))
_SHORT_FROM = {"ja": 10**5, "en": 10**6}
"""The largest tick from which on ticks are printed with 万 or million."""


def number_text(number: Number, *, signed: bool = False) -> str:
    """Print a number: groups of three, a true minus, no needless decimals.

    Args:
        number: A ``Decimal`` keeps the places that it has; a float shows ten digits at most.
        signed: Whether a plus stands before what is above zero.
    """
    if not isinstance(number, Decimal):
        number = Decimal(f"{number:.10g}") if isinstance(number, float) else Decimal(number)
        number = number.quantize(1) if number == number.to_integral_value() else number
    plus = "+" if signed and number > 0 else ""
    return plus + print_number(number)


def with_unit(number: str, unit: Unit, language: str) -> str:
    """Put a unit to a printed number as the language does: ``500発``, ``500 ships``, ``US$500``.

    Args:
        number: As printed.
        unit: ``("day", "days")`` for one and for any other number; a leading space stays.
        language: Japanese sets no space.
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
        low, high = (
            None if end is None else number_text(end, signed=self.signed)
            for end in (bar.low, bar.high)
        )
        bare = bar.value is not None
        if low is not None and high is not None:
            span = self.words["range"].format(low, high)
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

    Args:
        number: At the tick.
        largest: Of the axis; it decides for all ticks.
        language: Others than Japanese and English get digits alone.
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
    """Say in words what a balance chart shows, for its alt text.

    Args:
        bars: As for ``balance``.
        ceilings: As for ``balance``.
        unit: As for ``balance``.
        language: As for ``balance``.
        words: As for ``balance``.

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
