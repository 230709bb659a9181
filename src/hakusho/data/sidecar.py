"""The sidecar of a dataset, ``<name>.meta.yaml``: what it is, and how it is printed as a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Generic, Literal, TypeVar

from pydantic import Field

from hakusho.data.declarations import BothLanguages, CellType, DateText, Derived, Words
from hakusho.findings import Finding, Location, did_you_mean, say
from hakusho.paper.schema_findings import Strict, read_schema
from hakusho.paper.yaml_source import locate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


Align = Literal["left", "right", "center"]


class About(Strict):
    """What a sidecar says about a whole dataset.

    Attributes:
        source: A citekey, for every row without one; empty if the data are the authors' own.
        locator: Where in that source, as a note prints it.
        unit: What is counted, for every row without a unit.
        as_of: When the values held, ISO 8601 cut to what is known.
        review_by: When somebody must look at them again.
    """

    source: str = Field(default="", pattern=r"^[^\s@,;{}\[\]]*$")
    locator: str = Field(default="", pattern=r"^[^\[\];@{}\n]*$")
    unit: BothLanguages = Words()
    as_of: DateText = ""
    review_by: DateText = ""


class YamlSidecar(About):
    """What the sidecar of a YAML dataset says.

    Attributes:
        columns: Which values of its lists go into the table of a figure, in this order, and their
            headings; empty means all, under their own names.
        types: For each list of mappings, by the way to it (``mechanism[]``, ``links.before[]``),
            what its values must be.
    """

    columns: dict[str, BothLanguages] = Field(default_factory=dict)
    types: dict[str, dict[str, CellType]] = Field(default_factory=dict, alias="schema")


class Sidecar(About):
    """What the sidecar of a CSV dataset says; ``source`` and ``locator`` stand under its table too.

    Attributes:
        id: The table's id, with its prefix ``tbl-``; empty means ``tbl-<name>``.
        caption: Printed above or below the table.
        columns: Which columns are printed, in this order, and their headings; empty means all,
            under their own names.
        align: By column; a column of numbers is set to the right unless this says otherwise.
        widths: By column, in parts of the whole; the rest follow from the length of the text.
        types: What the cells of each column must be.
        derived: Values that are computed from facts.
    """

    id: str = Field(default="", pattern=r"^(tbl-[A-Za-z0-9_-]*[A-Za-z0-9])?$")
    caption: BothLanguages = Words()
    columns: dict[str, BothLanguages] = Field(default_factory=dict)
    align: dict[str, Align] = Field(default_factory=dict)
    widths: dict[str, Annotated[float, Field(gt=0)]] = Field(default_factory=dict)
    types: dict[str, CellType] = Field(default_factory=dict, alias="schema")
    derived: tuple[Derived, ...] = ()


NOTHING_SAID = About()
"""Of a dataset without a sidecar."""

_Kind = TypeVar("_Kind", bound=About)


@dataclass(frozen=True, slots=True)
class Read(Generic[_Kind]):
    """A sidecar that has been read.

    Attributes:
        sidecar: What it says.
        places: Where each of its keys stands.
        derived_places: Where each derived value is declared, in order.
    """

    sidecar: _Kind
    places: dict[str, Location]
    derived_places: tuple[Location, ...]


def read_sidecar(
    path: str, text: str, columns: tuple[str, ...]
) -> tuple[Read[Sidecar] | None, tuple[Finding, ...]]:
    """Read the sidecar of a CSV file.

    Args:
        path: For findings.
        text: Its YAML.
        columns: The columns of its dataset.

    Returns:
        What it says, or ``None`` and what is wrong: DAT002 its YAML or a key, DAT003 a column
        that the dataset does not have.
    """
    document, read, findings = _read(path, text, Sidecar)
    if read is None:
        return None, findings
    problems = tuple(_unknown_columns(path, document, read.sidecar, columns))
    return (None if problems else read), problems


def read_yaml_sidecar(
    path: str, text: str, keys: tuple[str, ...]
) -> tuple[Read[YamlSidecar] | None, tuple[Finding, ...]]:
    """Read the sidecar of a YAML dataset.

    Args:
        path: For findings.
        text: Its YAML.
        keys: Of the mappings in the dataset's lists.

    Returns:
        As :func:`read_sidecar`.
    """
    document, read, findings = _read(path, text, YamlSidecar)
    if read is None:
        return None, findings
    problems = tuple(_unknown(path, document, (("columns", read.sidecar.columns),), keys))
    return (None if problems else read), problems


def _read(
    path: str, text: str, kind: type[_Kind]
) -> tuple[Any, Read[_Kind] | None, tuple[Finding, ...]]:
    sidecar, document, findings = read_schema(kind, "DAT002", path, text)
    if sidecar is None:
        return None, None, findings
    places = {str(key): locate(path, document, (key,)) for key in document}
    derived = document.get("derived") or ()
    derived_places = tuple(locate(path, document, ("derived", n)) for n in range(len(derived)))
    return document, Read(sidecar, places, derived_places), ()


def _unknown_columns(
    path: str, document: Any, sidecar: Sidecar, columns: tuple[str, ...]
) -> Iterator[Finding]:
    named = (
        ("columns", sidecar.columns),
        ("align", sidecar.align),
        ("widths", sidecar.widths),
        ("schema", sidecar.types),
    )
    return _unknown(path, document, named, columns)


def _unknown(
    path: str,
    document: Any,
    named: Iterable[tuple[str, Iterable[str]]],
    columns: tuple[str, ...],
) -> Iterator[Finding]:
    for key, names in named:
        for name in names:
            if name not in columns:
                hint = did_you_mean(name, columns, say("It has {columns}.", ", ".join(columns)))
                where = locate(path, document, (key, name))
                yield Finding.of("DAT003", where, "the dataset has no column '{name}'", hint, name)
