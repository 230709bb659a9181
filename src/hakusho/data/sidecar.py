"""The sidecar of a dataset, ``<name>.meta.yaml``: what it is, and how it is printed as a table.

It may declare types of columns and derived values.
"""

from __future__ import annotations

import re
import unicodedata
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Generic, Literal, TypeVar

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    ValidationError,
    WithJsonSchema,
    model_validator,
)

from hakusho.data.layout import AS_IT_STANDS, Layout, Texts
from hakusho.data.numbers import read_number
from hakusho.data.words import BothLanguages, Words
from hakusho.findings import BadValueError, Finding, Location, Text, did_you_mean, rule, said, say
from hakusho.paper.yaml_source import Strict, load_yaml, locate, read_schema
from hakusho.values.dates import PartialDate
from hakusho.values.likely_dates import iso_hint
from hakusho.values.table_dates import read_written_date

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator


_OPERATIONS = ("ratio", "difference", "share", "growth", "total")

ColumnKind = Literal[
    "text", "number", "integer", "year", "date", "citekey", "id", "choice", "unit", "qualifier",
    "yesno",
]  # fmt: skip


def _partial_date(value: Any) -> Any:
    """YAML reads 2023 as a number and 2023-07-01 as a date."""
    text = str(value)
    try:
        return str(PartialDate.parse(text))
    except ValueError as error:
        if day := read_written_date(text):
            message = "'{value}' is not how dates are written here: write {day}"
            raise BadValueError(message, text, day) from error
        hint = iso_hint(text)
        problem = say("{problem}. {hint}", error, hint) if hint else said(error)
        raise BadValueError(problem) from error


DateText = Annotated[str, BeforeValidator(_partial_date, json_schema_input_type=str | int)]


def _kind(value: Any) -> Any:
    if isinstance(value, str):
        return {"type": value}
    if isinstance(value, list):
        return {"type": "choice", "choices": value}
    return value


_Limit = Annotated[str, WithJsonSchema({"type": ["string", "number"]})]
"""A text, which YAML may have read as a number."""


def _no_citekey(value: str) -> Text:
    return say("'{value}' is no citekey: write it alone, without @ and brackets", value)


def _no_locator(value: str) -> Text:
    return say("'{value}' is no place in a work: write it alone, 46頁 or p. 67", value)


def _no_table(value: str) -> Text:
    return say(
        "'{value}' is no id of a table: write tbl- and then letters, digits and hyphens", value
    )


def _form(pattern: str, otherwise: Callable[[str], Text]) -> AfterValidator:
    """A check that a text has a form; ``otherwise`` is what is said of one that has not."""

    def checked(value: str) -> str:
        if not re.fullmatch(pattern, value):
            raise BadValueError("{problem}", otherwise(value))
        return value

    return AfterValidator(checked)


def _no_address(value: str) -> Text:
    return say("'{value}' is no address: it begins with https:// or http://", value)


_Address = Annotated[str, _form(r"(https?://\S+)?", _no_address)]
_Citekey = Annotated[str, _form(r"[^\s@,;{}\[\]]*", _no_citekey)]
_Locator = Annotated[str, _form(r"[^\[\];@{}\n]*", _no_locator)]


class ColumnType(Strict):
    """What the cells of a column must be.

    Attributes:
        type: See ``docs/data.md``.
        required: Whether an empty cell is a mistake.
        min: The least number, or the earliest date.
        max: The largest number, or the latest date.
        choices: What a ``choice`` may be.
        unit: What the numbers of the column count.
        source: Where the column is from, a citekey; ``locator`` says where in it.
    """

    type: ColumnKind = "text"
    required: bool = False
    min: _Limit = ""
    max: _Limit = ""
    choices: tuple[_Limit, ...] = ()
    unit: BothLanguages = Words()
    source: _Citekey = ""
    locator: _Locator = ""

    @model_validator(mode="before")
    @classmethod
    def _as_text(cls, value: Any) -> Any:
        """Numbers and dates of YAML as the text that a cell would hold."""
        if not isinstance(value, dict):
            return value
        words = {key: str(value[key]) for key in ("min", "max") if value.get(key) is not None}
        choices = value.get("choices")
        if isinstance(choices, list):
            words["choices"] = tuple(str(choice) for choice in choices)  # type: ignore[assignment]
            words.setdefault("type", "choice")
        return {**value, **words}

    @model_validator(mode="after")
    def _makes_sense(self) -> ColumnType:
        if (self.type == "choice") != bool(self.choices):
            raise BadValueError("'choices' and the type 'choice' need each other")
        if (self.min or self.max) and self.type not in {"number", "integer", "year", "date"}:
            message = "a column of the type '{type}' has no 'min' and no 'max'"
            raise BadValueError(message, self.type)
        for limit in filter(None, (self.min, self.max)):
            (PartialDate.parse if self.type == "date" else read_number)(limit)
        return self


_ColumnGiven = ColumnKind | list[str | int | float] | ColumnType
CellType = Annotated[ColumnType, BeforeValidator(_kind, json_schema_input_type=_ColumnGiven)]


def _nfc(value: Any) -> Any:
    return unicodedata.normalize("NFC", value) if isinstance(value, str) else value


def _no_id(value: str) -> Text:
    return say("'{value}' is no id: an id holds no space", value)


_Id = Annotated[str, BeforeValidator(_nfc), _form(r"\S+", _no_id)]


_ONE_OR_MORE = {"type": ["string", "array"], "items": {"type": "string"}}


class Derived(Strict):
    """A value that is computed from facts.

    Attributes:
        ratio: The first divided by the second.
        difference: The first less the second.
        share: The first as a percentage of the second.
        growth: From the first to the second, in per cent of the first.
        total: The sum of these; ``*`` in a name stands for any text.
        digits: Decimal places; without it one for what is divided, and all for sums.
        unit: What is counted; without it 倍, % or the operands' own unit.
        year: When it holds; without it the date that all operands share.
    """

    id: _Id
    ratio: tuple[_Id, _Id] | None = None
    difference: tuple[_Id, _Id] | None = None
    share: tuple[_Id, _Id] | None = None
    growth: tuple[_Id, _Id] | None = None
    total: Annotated[tuple[_Id, ...], WithJsonSchema(_ONE_OR_MORE)] = ()
    digits: int | None = Field(default=None, ge=0, le=12)
    unit: BothLanguages | None = None
    label: BothLanguages = Words()
    year: DateText = ""

    @model_validator(mode="before")
    @classmethod
    def _one_pattern(cls, value: Any) -> Any:
        if isinstance(value, dict) and isinstance(value.get("total"), str):
            return {**value, "total": [value["total"]]}
        return value

    @model_validator(mode="after")
    def _one_operation(self) -> Derived:
        given = [name for name in _OPERATIONS if getattr(self, name)]
        if len(given) != 1:
            raise BadValueError("give one of {names}", ", ".join(_OPERATIONS))
        return self

    @property
    def operation(self) -> str:
        """Which of the operations it is."""
        return next(name for name in _OPERATIONS if getattr(self, name))

    @property
    def operands(self) -> tuple[str, ...]:
        """Ids, or patterns of a total, as declared."""
        return tuple(getattr(self, self.operation))


Align = Literal["left", "right", "center"]


class Group(Strict):
    """A head over several columns of a table.

    Attributes:
        head: What stands there.
        columns: The columns below it, which must stand together.
    """

    head: BothLanguages
    columns: tuple[str, ...] = Field(min_length=1)


class About(Strict):
    """What a sidecar says about a whole dataset.

    Attributes:
        source: A citekey, for every row without one; empty if the data are the authors' own.
        locator: Where in that source, as a note prints it.
        unit: What is counted, for every row without a unit.
        as_of: When the values held, ISO 8601 cut to what is known.
        review_by: When somebody must look at them again.
        read: How the file is laid out.
        fetch: The address that the data are from, which ``hakusho refresh`` asks.
    """

    source: _Citekey = ""
    locator: _Locator = ""
    unit: BothLanguages = Words()
    as_of: DateText = ""
    review_by: DateText = ""
    read: Layout = AS_IT_STANDS
    fetch: _Address = ""


class TreeSidecar(About):
    """What the sidecar of a dataset without rows says.

    Attributes:
        columns: Which values of its lists go into the table of a figure, in this order, and their
            headings; empty means all, under their own names.
        types: For each list of mappings, by the way to it (``mechanism[]``, ``links.before[]``),
            what its values must be.
    """

    columns: dict[str, BothLanguages] = Field(default_factory=dict)
    types: dict[str, dict[str, CellType]] = Field(default_factory=dict, alias="schema")


class Sidecar(About):
    """What the sidecar of a table says; ``source`` and ``locator`` stand under its table too.

    Attributes:
        id: The table's id, with its prefix ``tbl-``; empty means ``tbl-<name>``.
        caption: Printed above or below the table.
        columns: Which columns are printed, in this order, and their headings; empty means all,
            under their own names.
        align: By column; a column of numbers is set to the right unless this says otherwise.
        widths: By column, in parts of the whole; the rest follow from the length of the text.
        groups: Heads over several columns.
        notes: Paragraphs that stand under the table, as Markdown.
        fit: How the table is made to fit where it is too wide; empty means as ``report.yaml`` says.
        heads: How many first columns each part of a divided table has again.
        types: What the cells of each column must be.
        derived: Values that are computed from facts.
        key: The columns that tell rows from each other; without it the first that do.
        facts: ``numbered`` makes rows facts whose ids only count them.
    """

    id: Annotated[str, _form(r"(tbl-[A-Za-z0-9_-]*[A-Za-z0-9])?", _no_table)] = ""
    caption: BothLanguages = Words()
    columns: dict[str, BothLanguages] = Field(default_factory=dict)
    align: dict[str, Align] = Field(default_factory=dict)
    widths: dict[str, Annotated[float, Field(gt=0)]] = Field(default_factory=dict)
    groups: tuple[Group, ...] = ()
    notes: tuple[BothLanguages, ...] = ()
    fit: Literal["", "auto", "small", "turn", "split"] = ""
    heads: int = Field(default=1, ge=1)
    types: dict[str, CellType] = Field(default_factory=dict, alias="schema")
    derived: tuple[Derived, ...] = ()
    key: Texts = ()
    facts: Literal["", "numbered"] = ""


def layout_of(path: str, text: str | None) -> tuple[Layout, Location]:
    """What a sidecar says under ``read``, and where; nothing if it does not, or is not sound.

    What is wrong with it is told where the rest of it is read.
    """
    nowhere = Location(path)
    if text is None:
        return AS_IT_STANDS, nowhere
    document, problems = load_yaml(path, text, rule=rule("DAT002"))
    if problems or not isinstance(document, dict) or "read" not in document:
        return AS_IT_STANDS, nowhere
    with suppress(ValidationError):
        return Layout.model_validate(document["read"]), locate(path, document, ("read",))
    return AS_IT_STANDS, nowhere


def address_of(path: str, text: str | None) -> str:
    """The address that a sidecar says under ``fetch``; empty if it says none, or is not sound."""
    document = load_yaml(path, text or "", rule=rule("DAT002"))[0]
    given = document.get("fetch") if isinstance(document, dict) else None
    return given if isinstance(given, str) else ""


NOTHING_SAID = About()
"""Of a dataset without a sidecar."""

_Kind = TypeVar("_Kind", bound=About)


@dataclass(frozen=True, slots=True)
class Read(Generic[_Kind]):
    """A sidecar that has been read.

    Attributes:
        places: Where each of its keys stands, and each column of ``columns`` (``columns.name``).
        derived_places: Where each derived value is declared, in order.
    """

    sidecar: _Kind
    places: dict[str, Location]
    derived_places: tuple[Location, ...]


def read_sidecar(
    path: str, text: str, columns: tuple[str, ...]
) -> tuple[Read[Sidecar] | None, tuple[Finding, ...]]:
    """Read the sidecar of a table.

    Returns:
        What it says, or ``None`` and what is wrong: DAT002 its YAML or a key, DAT003 a column
        that the dataset does not have.
    """
    document, read, findings = _read(path, text, Sidecar)
    if read is None:
        return None, findings
    given = read.sidecar
    named = (("columns", given.columns), ("align", given.align), ("widths", given.widths))
    more = (("schema", given.types), ("key", given.key))
    unknown = _unknown(path, document, (*named, *more), columns)
    problems = (*unknown, *_apart(path, document, given, columns))
    return (None if problems else read), (*findings, *problems)


def _apart(path: str, document: Any, given: Sidecar, columns: tuple[str, ...]) -> Iterator[Finding]:
    """DAT014 for heads over columns that are not printed side by side, DAT003 for unknown ones."""
    printed = [*(given.columns or columns)]
    taken: set[str] = set()
    for number, group in enumerate(given.groups):
        where = locate(path, document, ("groups", number))
        unknown = [name for name in group.columns if name not in printed]
        for name in unknown:
            hint = did_you_mean(name, printed, say("Printed are {columns}.", ", ".join(printed)))
            yield Finding.of("DAT003", where, "the table has no column '{name}'", hint, name)
        if unknown:
            continue
        held = sorted(printed.index(name) for name in group.columns)
        together = held == [*range(held[0], held[0] + len(held))]
        if not together or not taken.isdisjoint(group.columns):
            message = "the columns under '{head}' are not side by side, or under another head, too"
            advice = "Printed side by side are {columns}."
            head = group.head.ja or group.head.en
            yield Finding.of("DAT014", where, message, advice, head, ", ".join(printed))
        taken |= {*group.columns}


def read_tree_sidecar(
    path: str, text: str, keys: tuple[str, ...]
) -> tuple[Read[TreeSidecar] | None, tuple[Finding, ...]]:
    """Read the sidecar of a dataset without rows, whose lists hold mappings with these keys."""
    document, read, findings = _read(path, text, TreeSidecar)
    if read is None:
        return None, findings
    problems = tuple(_unknown(path, document, (("columns", read.sidecar.columns),), keys))
    return (None if problems else read), (*findings, *problems)


def _read(
    path: str, text: str, kind: type[_Kind]
) -> tuple[Any, Read[_Kind] | None, tuple[Finding, ...]]:
    sidecar, document, findings = read_schema(kind, "DAT002", path, text)
    if sidecar is None:
        return None, None, findings
    places = {str(key): locate(path, document, (key,)) for key in document}
    columns = document.get("columns")
    for key in columns if isinstance(columns, dict) else ():
        places[f"columns.{key}"] = locate(path, document, ("columns", key))
    derived = document.get("derived") or ()
    derived_places = tuple(locate(path, document, ("derived", n)) for n in range(len(derived)))
    return document, Read(sidecar, places, derived_places), findings


def _unknown(
    path: str, document: Any, named: Iterable[tuple[str, Iterable[str]]], columns: tuple[str, ...]
) -> Iterator[Finding]:
    for key, names in named:
        for name in names:
            if name not in columns:
                hint = did_you_mean(name, columns, say("It has {columns}.", ", ".join(columns)))
                where = locate(path, document, (key, name))
                yield Finding.of("DAT003", where, "the dataset has no column '{name}'", hint, name)
