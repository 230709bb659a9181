"""Kinds that show numbers: one for each row, or for each row and column."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pydantic import Field, model_validator

from hakusho.data.sidecar import DateText  # noqa: TC001  pydantic reads it
from hakusho.figures.specs.spec import Highlight, Said, Several, Spec, highlighted_by, named_in
from hakusho.findings import BadValueError
from hakusho.paper.yaml_source import Strict

if TYPE_CHECKING:
    from collections.abc import Iterator


class Numbers(Spec):
    """What all of these kinds may say.

    The columns ``low``, ``high``, ``status`` and ``unit`` of the rows are read as facts have them.

    Attributes:
        label: The column that names a row, or several in a text: ``{item}, {year}``.
        value: The column of the numbers.
        values: Several columns of numbers and what each is called, in place of ``value`` and
            ``series``: for tables with a column for each year or group.
        series: The column that says whose a number is.
        names: What the labels and series that the columns hold are called.
        unit: What is counted, for rows that do not say so; empty for numbers without a unit.
        rows: Which rows, by column: ``side: [china, usa]``.
        highlight: Which of them stand out; ``each`` those of the value that it is drawn for, beside
            all others.
    """

    label: str = ""
    value: str = "value"
    values: dict[str, Said] = Field(default_factory=dict)
    series: str = ""
    names: dict[str, Said] = Field(default_factory=dict)
    unit: Said | None = None
    rows: dict[str, Several] = Field(default_factory=dict)
    highlight: Highlight = Field(default_factory=dict)

    @model_validator(mode="after")
    def _one_way(self) -> Numbers:
        if self.values and (self.series or self.value != "value"):
            raise BadValueError("'values' stands in place of 'value' and 'series'")
        return self

    @property
    def names_axis(self) -> bool:
        """Whether the author names the column along the axis of lines."""
        return "x" in self.model_fields_set

    def columns(self) -> Iterator[tuple[str, tuple[str | int, ...]]]:
        """Each column that the spec names, and the way to where it does."""
        yield from named_in(self.label, "label")
        yield from named_in(self.series, "series")
        if self.value != "value":
            yield self.value, ("value",)
        yield from ((name, ("values", name)) for name in self.values)
        yield from ((name, ("rows", name)) for name in self.rows)
        yield from highlighted_by(self.highlight)


class Balance(Numbers):
    """Horizontal bars of what each side has; rows with the status ``ceiling`` are limits.

    Attributes:
        scale: ``log`` for numbers of very different size.
        group: What headings name: the sides, or what is counted.
        signed: Whether a plus stands before numbers above zero.
    """

    kind: Literal["balance"]
    scale: Literal["linear", "log"] = "linear"
    group: Literal["side", "label"] = "side"
    signed: bool = False


class Columns(Numbers):
    """Upright bars.

    Attributes:
        stacked: Whether the series stand on each other, which makes a sum of them.
    """

    kind: Literal["columns"]
    stacked: bool = False


class Shares(Numbers):
    """Horizontal bars of one length, cut into what each series has of the whole."""

    kind: Literal["shares"]


class Mark(Strict):
    """Something that happened, drawn across a line chart."""

    date: DateText
    label: Said


class Line(Numbers):
    """Lines over time, or over any other order.

    ``values`` are the points of each row's line, or with ``x`` a line for each column.

    Attributes:
        x: The column that orders the points: dates (ISO 8601), numbers or names.
        zero: Whether the axis of numbers begins at zero.
        events: What happened at some date.
    """

    kind: Literal["line"]
    x: str = "year"
    zero: bool = True
    events: tuple[Mark, ...] = ()

    def columns(self) -> Iterator[tuple[str, tuple[str | int, ...]]]:
        """Each column that the spec names, and the way to where it does."""
        yield from super().columns()
        if not self.values or self.names_axis:
            yield self.x, ("x",)


class Multiples(Numbers):
    """Small line charts of one scale beside each other.

    Attributes:
        panel: The column that says in which of them a point stands.
        x: The column that orders the points.
        zero: Whether the axis of numbers begins at zero.
    """

    kind: Literal["multiples"]
    panel: str
    x: str = "year"
    zero: bool = True

    def columns(self) -> Iterator[tuple[str, tuple[str | int, ...]]]:
        """Each column that the spec names, and the way to where it does."""
        yield from super().columns()
        yield self.panel, ("panel",)
        if not self.values or self.names_axis:
            yield self.x, ("x",)


class Slope(Numbers):
    """Before and after: two numbers of each row, joined by a line.

    Attributes:
        form: ``slope`` between two upright axes, or ``dumbbell`` along one scale.
    """

    kind: Literal["slope"]
    form: Literal["slope", "dumbbell"] = "slope"


class Dots(Numbers):
    """A dot for each number, with a line from low to high.

    Attributes:
        zero: Whether the scale begins at zero.
    """

    kind: Literal["dots"]
    zero: bool = False


class BarTable(Spec):
    """A table whose numbers have bars beside them.

    Attributes:
        label: The column that names a row.
        numbers: The columns of numbers and their headings; each has a scale of its own.
        units: What each column counts.
        rows: Which rows, by column.
        highlight: Which of them stand out, as of all kinds that show numbers.
    """

    kind: Literal["bar-table"]
    label: str
    numbers: dict[str, Said] = Field(min_length=1)
    units: dict[str, Said] = Field(default_factory=dict)
    names: dict[str, Said] = Field(default_factory=dict)
    rows: dict[str, Several] = Field(default_factory=dict)
    highlight: Highlight = Field(default_factory=dict)

    def columns(self) -> Iterator[tuple[str, tuple[str | int, ...]]]:
        """Each column that the spec names, and the way to where it does."""
        yield from named_in(self.label, "label")
        yield from ((name, ("numbers", name)) for name in self.numbers)
        yield from ((name, ("rows", name)) for name in self.rows)
        yield from highlighted_by(self.highlight)
