"""What a sidecar may declare about a dataset's values: types of columns, derived values."""

from __future__ import annotations

import unicodedata
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from hakusho.data.numbers import read_number
from hakusho.findings import BadValueError, said, say
from hakusho.paper.schema_findings import Strict
from hakusho.values.dates import PartialDate, iso_hint

OPERATIONS = ("ratio", "difference", "share", "growth", "total")

ColumnKind = Literal[
    "text",
    "number",
    "integer",
    "year",
    "date",
    "citekey",
    "id",
    "choice",
    "unit",
    "qualifier",
    "yesno",
]


class Words(Strict):
    """A text in one or both languages; a plain string in YAML serves for both."""

    ja: str = ""
    en: str = ""

    def text(self, language: str) -> str:
        """The text in ``ja`` or ``en``; the other language where that one is missing."""
        own, other = (self.ja, self.en) if language == "ja" else (self.en, self.ja)
        return own or other


def _both(value: Any) -> Any:
    return {"ja": value, "en": value} if isinstance(value, str) else value


BothLanguages = Annotated[Words, BeforeValidator(_both)]


def _partial_date(value: Any) -> Any:
    """YAML reads 2023 as a number and 2023-07-01 as a date."""
    text = str(value)
    try:
        return str(PartialDate.parse(text))
    except ValueError as error:
        hint = iso_hint(text)
        problem = say("{problem} {hint}", error, hint) if hint else said(error)
        raise BadValueError(problem) from error


DateText = Annotated[str, BeforeValidator(_partial_date)]


def _kind(value: Any) -> Any:
    if isinstance(value, str):
        return {"type": value}
    if isinstance(value, list):
        return {"type": "choice", "choices": value}
    return value


class ColumnType(Strict):
    """What the cells of a column must be.

    Attributes:
        type: See ``docs/data.md``.
        required: Whether an empty cell is a mistake.
        min: The least number, or the earliest date.
        max: The largest number, or the latest date.
        choices: What a ``choice`` may be.
    """

    type: ColumnKind = "text"
    required: bool = False
    min: str = ""
    max: str = ""
    choices: tuple[str, ...] = ()

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
            raise BadValueError(
                "a column of the type '{type}' has no 'min' and no 'max'", self.type
            )
        for limit in filter(None, (self.min, self.max)):
            (PartialDate.parse if self.type == "date" else read_number)(limit)
        return self


CellType = Annotated[ColumnType, BeforeValidator(_kind)]


def _nfc(value: Any) -> Any:
    return unicodedata.normalize("NFC", value) if isinstance(value, str) else value


_Id = Annotated[str, BeforeValidator(_nfc), Field(pattern=r"^\S+$")]


class Derived(Strict):
    """A value that is computed from facts.

    Attributes:
        id: What prose calls it.
        ratio: The first divided by the second.
        difference: The first less the second.
        share: The first as a percentage of the second.
        growth: From the first to the second, in per cent of the first.
        total: The sum of these; ``*`` in a name stands for any text.
        digits: Decimal places; without it one for what is divided, and all for sums.
        unit: What is counted; without it 倍, % or the operands' own unit.
        label: What it is.
        year: When it holds; without it the date that all operands share.
    """

    id: _Id
    ratio: tuple[_Id, _Id] | None = None
    difference: tuple[_Id, _Id] | None = None
    share: tuple[_Id, _Id] | None = None
    growth: tuple[_Id, _Id] | None = None
    total: tuple[_Id, ...] = ()
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
        given = [name for name in OPERATIONS if getattr(self, name)]
        if len(given) != 1:
            raise BadValueError("give one of {names}", ", ".join(OPERATIONS))
        return self

    @property
    def operation(self) -> str:
        """Which of the operations it is."""
        return next(name for name in OPERATIONS if getattr(self, name))

    @property
    def operands(self) -> tuple[str, ...]:
        """Ids, or patterns of a total, as declared."""
        return tuple(getattr(self, self.operation))
