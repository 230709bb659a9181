"""What a dataset is: rows of text with their place in the file, or a read-only YAML value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from hakusho.data.cell_matching import says
from hakusho.data.frozen import FrozenMapping
from hakusho.data.heading_units import unit_in_heading
from hakusho.data.numbers import NO_NUMBER, read_number
from hakusho.data.sidecar import NOTHING_SAID, About, Sidecar
from hakusho.data.words import Words
from hakusho.findings import Location, Subject

if TYPE_CHECKING:
    from collections.abc import ItemsView, Iterator, KeysView

    from hakusho.data.sidecar import Derived


class MissingColumnError(KeyError):
    """A dataset lacks a column that a figure, a table or a fact needs."""

    def __init__(self, dataset: Dataset, column: str) -> None:
        super().__init__(dataset, column)
        self.dataset = dataset
        self.column = column

    def __str__(self) -> str:
        """Name the column and those that there are."""
        columns = ", ".join(self.dataset.columns) or "none"
        return f"the dataset '{self.dataset.name}' has no column '{self.column}' (it has {columns})"


class CellError(ValueError):
    """A cell that was to be a number is none."""

    def __init__(self, place: Location, column: str, cell: str) -> None:
        super().__init__(place, column, cell)
        self.place = place

    def __str__(self) -> str:
        """Name the cell and where it stands."""
        _, column, cell = self.args
        return f"{self.place}: '{cell}' in the column '{column}' is not a number"


class NoColumnError(KeyError):
    """A row is asked for a column that its dataset does not have: the name, and those it has."""

    def __init__(self, column: object, columns: tuple[str, ...]) -> None:
        super().__init__(column, columns)
        self.column = str(column)
        self.columns = columns

    def __str__(self) -> str:
        """Name the column and those that there are."""
        return f"there is no column '{self.column}' (there are {', '.join(self.columns)})"


STATUSES = frozenset({"fact", "estimate", "projection", "ceiling", "unknown"})
"""What a column ``status`` says of how a number is known."""
ALL_DATA = (Subject("dataset"), Subject("sidecar"), Subject("record"))
"""What a finding rests on that needs all data: what is unknown, unsourced, unused, never cited."""


@dataclass(frozen=True, slots=True)
class Note:
    """A note below a table, as its file has it.

    Attributes:
        mark: What cells have that it belongs to; empty if it is about the whole table.
    """

    mark: str
    text: str
    location: Location


class Row:
    """One row of a dataset: a mapping of its columns to the texts of its cells.

    No dataclass, of which pandas would make a table of these attributes.

    Attributes:
        values: Cells by column, as stripped text.
        location: Where the row begins.
        places: Line and column of each cell, in the order of ``values``.
        rests_on: Of a derived value, the subjects of the rows that it is derived from.
        marks: Marks that stood beside the number of a cell, by column: ``p``, ``*``.
    """

    __slots__ = ("location", "marks", "places", "rests_on", "values")

    def __init__(
        self,
        values: Mapping[str, str],
        location: Location,
        places: tuple[tuple[int, int], ...] = (),
        rests_on: tuple[Subject, ...] = (),
        marks: Mapping[str, str] = FrozenMapping[str]({}),
    ) -> None:
        self.values, self.location, self.places = values, location, places
        self.rests_on, self.marks = rests_on, marks

    def _content(self) -> tuple[Any, ...]:
        return self.values, self.location, self.places, self.rests_on, self.marks

    def __reduce__(self) -> tuple[type[Row], tuple[Any, ...]]:
        """For another process."""
        return Row, self._content()

    def __eq__(self, other: object) -> bool:
        """Whether another row says the same at the same place."""
        return isinstance(other, Row) and self._content() == other._content()

    def __hash__(self) -> int:
        """By its place."""
        return hash(self.location)

    def __repr__(self) -> str:
        """Its cells, as an author looks at them."""
        return f"Row({dict(self.values)!r})"

    def having(
        self, *, values: Mapping[str, str] | None = None, location: Location | None = None
    ) -> Row:
        """The same row with other cells or at another place."""
        _, where, *rest = self._content()
        return Row(values or self.values, location or where, *rest)

    def __iter__(self) -> Iterator[str]:
        """Its columns, as of a mapping."""
        return iter(self.values)

    def __len__(self) -> int:
        """How many columns it has."""
        return len(self.values)

    def __contains__(self, column: object) -> bool:
        """Whether it has a column."""
        return column in self.values

    def keys(self) -> KeysView[str]:
        """Its columns."""
        return self.values.keys()

    def items(self) -> ItemsView[str, str]:
        """Its columns and cells."""
        return self.values.items()

    def __getitem__(self, column: str) -> str:
        """The cell's text.

        Raises:
            NoColumnError: If there is no such column.
        """
        try:
            return self.values[column]
        except KeyError as error:
            raise NoColumnError(column, (*self.values,)) from error

    def get(self, column: str, default: str = "") -> str:
        """The cell's text, or ``default`` where there is no such column."""
        return self.values.get(column, default)

    @property
    def subjects(self) -> tuple[Subject, ...]:
        """What a finding rests on that is about the fact of this row."""
        place = str(self.location)
        own = (Subject("fact", place), Subject("date", place), Subject("cell", place))
        return (*own, *self.rests_on)

    def where(self, column: str) -> Location:
        """Where a cell begins; the row where that is not known."""
        for name, (line, at) in zip(self.values, self.places, strict=False):
            if name == column:
                return Location(self.location.path, line, at, self.location.sheet)
        return self.location


Mapping.register(Row)


@dataclass(frozen=True, slots=True)
class Derivation:
    """A derived value as its sidecar declares it, and where."""

    declaration: Derived
    location: Location


@dataclass(frozen=True, slots=True)
class Dataset:
    r"""A file in ``figures/data/``, whatever its format.

    Attributes:
        name: The file's stem, in Unicode NFC.
        path: Relative to the paper, with ``/`` between folders.
        kind: ``table`` if it has columns and rows, ``tree`` if it has a content alone.
        columns: The names of the columns, in their order.
        content: The read-only value of a YAML, JSON or GeoJSON file: mappings, tuples, scalars.
        sha256: Of the text (UTF-8, line ends as ``\n``, no byte order mark) and, if there is
            one, of its sidecar: it changes when the data do, not when an editor's habits do.
        sidecar: What ``<name>.meta.yaml`` says about a table; ``None`` if there is none.
        about: What it says about the whole dataset, of either kind: source, dates, unit.
        about_places: Where each key of the sidecar stands.
        named_sources: Of a YAML file, citekey, locator and place of each ``source`` in it.
        notes: What stands below the table in its file.
        column_places: Of a table of cells, where each column is named.
    """

    name: str
    path: str
    kind: Literal["table", "tree"]
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    content: Any
    sha256: str
    sidecar: Sidecar | None = None
    about: About = NOTHING_SAID
    about_places: Mapping[str, Location] = FrozenMapping[Location]({})
    derived: tuple[Derivation, ...] = ()
    named_sources: tuple[tuple[str, str, Location], ...] = ()
    notes: tuple[Note, ...] = ()
    column_places: Mapping[str, Location] = FrozenMapping[Location]({})

    @property
    def subjects(self) -> tuple[Subject, ...]:
        """What a finding rests on that asks for columns or rows: what its file may have wrong."""
        within = (Subject(kind, self.path) for kind in ("record", "cell"))
        return (Subject("dataset", self.name), *within)

    @property
    def names_sources(self) -> bool:
        """Whether a column ``source`` holds citekeys; a schema may say ``source: text``."""
        return "source" in self.columns and self.is_of_facts("source")

    def is_of_facts(self, column: str) -> bool:
        """Whether a column with a name that facts know (``status``, ``unit``) is meant so.

        A schema may say that it holds words of its own: ``status: text``, or choices that no fact
        has.
        """
        said = self.about.types.get(column) if isinstance(self.about, Sidecar) else None
        if said is None:
            return True
        if said.type == "choice" and column == "status":
            return STATUSES.issuperset(said.choices)
        return said.type != "text" or "type" not in said.model_fields_set

    def meant(self, row: Row, column: str) -> str:
        """What a row says in a column of facts; empty where the column holds words of its own."""
        return row.get(column) if self.is_of_facts(column) else ""

    def unit_of(self, column: str) -> Words:
        """What the numbers of a column count, as its schema says it, else its heading."""
        return self.declared_unit(column) or unit_in_heading(column) or Words()

    def declared_unit(self, column: str) -> Words | None:
        """What the schema says that the numbers of a column count; ``None`` if it does not."""
        kind = self.about.types.get(column) if isinstance(self.about, Sidecar) else None
        return kind.unit if kind is not None and (kind.unit.ja or kind.unit.en) else None

    def source_of(self, row: Row) -> tuple[str, str]:
        """Citekey and locator of a row: its own, else what the sidecar says for all rows."""
        if self.names_sources and row.get("source"):
            return row.get("source"), row.get("locator")
        return self.about.source, row.get("locator") or self.about.locator

    def row(self, /, **where: object) -> Row:
        """The first row whose cells say what is asked for: ``row(年度=2025)``.

        Raises:
            LookupError: If there is none.
        """
        wanted = {name: str(value) for name, value in where.items()}
        for row in self.rows:
            if all(says(row.get(name), value) for name, value in wanted.items()):
                return row
        told = ", ".join(f"{name}={value}" for name, value in wanted.items())
        raise LookupError(f"the dataset '{self.name}' has no row with {told}")

    def lacks_number(self, cell: str) -> bool:
        """Whether a cell is empty, or says that there is no number."""
        return cell in NO_NUMBER or cell in self.about.read.missing

    def require(self, *columns: str) -> None:
        """Make sure that columns exist.

        Raises:
            MissingColumnError: For the first that does not.
        """
        for column in columns:
            if column not in self.columns:
                raise MissingColumnError(self, column)

    def numbers(self, column: str) -> list[float]:
        """The cells of a column as numbers, for drawing; one that is empty or … is not a number.

        Raises:
            MissingColumnError: If there is no such column.
            CellError: For the first cell that holds something else.
        """
        self.require(column)
        return [
            float("nan") if self.lacks_number(row[column]) else _number(row, column)
            for row in self.rows
        ]


def _number(row: Row, column: str) -> float:
    try:
        return float(read_number(row[column]))
    except ValueError as error:
        raise CellError(row.where(column), column, row[column]) from error
