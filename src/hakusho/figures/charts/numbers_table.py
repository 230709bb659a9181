"""The numbers of a chart as a table for readers: what a chart shows, cell by cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hakusho.figures.charts.bars import STATUS_WORDS, number_text, unit_of
from hakusho.figures.companion_words import HEADINGS, STATUSES
from hakusho.figures.figure import FigureTable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from hakusho.figures.charts.bars import Bar, Ceiling, Number, Unit

_COLUMNS = ("side", "label", "value", "low", "high", "status")
_CEILING = {"ja": "上限", "en": "ceiling"}


def numbers_table(
    bars: Sequence[Bar],
    ceilings: Sequence[Ceiling] = (),
    *,
    unit: Unit = "",
    language: str = "ja",
    heads: Mapping[str, str] | None = None,
) -> FigureTable:
    """Compose the table of a chart of the same arguments.

    Args:
        bars: The numbers.
        ceilings: Limits, which come last.
        unit: What is counted.
        language: Of the headings and of the words for a status.
        heads: Other headings: of ``side``, ``label``, ``value``, ``low``, ``high``, ``status``.

    Returns:
        Series, name, number (with the unit in its heading if all have one), ends of the range and
        status; without what no number has, and without a status where all are facts.
    """
    known = {**HEADINGS[language], **(heads or {})}
    units = {bar.unit for bar in bars if bar.unit} or {unit}
    one = unit_of(bars, unit) if len(units) == 1 else ""
    rows = [_row(bar, language) for bar in bars]
    rows += [
        ("", each.label, number_text(each.value), "", "", _CEILING[language]) for each in ceilings
    ]
    headings = [known[name] for name in _COLUMNS]
    headings[2] += (f"({one})" if language == "ja" else f" ({one})") if one else ""
    plain = not ceilings and all(bar.status == "fact" and bar.known for bar in bars)
    shown = [at for at in range(len(_COLUMNS) - plain) if any(row[at] for row in rows)]
    return FigureTable(
        tuple(headings[at] for at in shown), tuple(tuple(row[at] for at in shown) for row in rows)
    )


def _row(bar: Bar, language: str) -> tuple[str, ...]:
    status = bar.status if bar.known else "unknown"
    stated = "" if status == "fact" else STATUS_WORDS[language][status]
    return bar.side, bar.label, *_numbers(bar), STATUSES[language].get(status, stated)


def _numbers(bar: Bar) -> Iterator[str]:
    numbers: tuple[Number | None, ...] = (bar.value, bar.low, bar.high)
    yield from ("" if number is None else number_text(number) for number in numbers)
