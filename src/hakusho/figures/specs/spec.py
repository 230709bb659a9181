"""What every figure in YAML may say, whatever its kind: data, sources, notes, words beside it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from hakusho.data.words import BothLanguages, Words
from hakusho.findings import BadValueError
from hakusho.paper.yaml_source import Strict

if TYPE_CHECKING:
    from collections.abc import Iterator

_TEXT = {"type": ["string", "number"]}
_FIELD = re.compile(r"\{(\w+)\}")


def _in_schema(kind: Any) -> WithJsonSchema:
    return WithJsonSchema({"anyOf": [_TEXT, kind]})


Said = Annotated[
    BothLanguages,
    _in_schema({"type": "object", "properties": {"ja": _TEXT, "en": _TEXT}}),
]
"""A text, or one by language."""


def _several(value: Any) -> Any:
    items = value if isinstance(value, list) else [value]
    numbers = (isinstance(each, (int, float)) and not isinstance(each, bool) for each in items)
    return tuple(str(each) if n else each for each, n in zip(items, numbers, strict=True))


Several = Annotated[
    tuple[str, ...],
    BeforeValidator(_several),
    _in_schema({"type": "array", "items": _TEXT}),
]
"""A text, or a list of texts; YAML reads a year as a number."""


Highlight = Literal["each"] | dict[str, Several]
"""Which rows stand out: by column, or those of the value that a figure is drawn for."""


def highlighted_by(highlight: Highlight) -> Iterator[tuple[str, tuple[str | int, ...]]]:
    """Each column by which rows are highlighted, and the way to where it is named."""
    if highlight != "each":
        yield from ((name, ("highlight", name)) for name in highlight)


def _notes(value: Any) -> Any:
    return value if isinstance(value, list) else [value]


Notes = Annotated[
    tuple[Said, ...],
    BeforeValidator(_notes, json_schema_input_type=Said | tuple[Said, ...]),
]
"""A text in one or both languages, or a list of them."""


class Spec(Strict):
    """A figure as YAML says it.

    Attributes:
        kind: Which chart.
        dataset: What it shows, as in ``DATA`` of a module: ``fleet``, ``forces[china-*]``.
        each: The column for whose values it can be drawn as well, each with its own rows alone:
            of ``ports`` for ``port: Brae`` the figure ``ports-brae``.
        source: A citekey, besides those of the rows; empty if the data are the authors' own.
        locator: Where in that source, as a note prints it.
        notes: Printed at the foot of the figure.
        alt: What the figure shows, for who cannot see it; else it is composed from the data.
        description: The same at length.
    """

    kind: str
    dataset: Several = Field(min_length=1)
    each: str = ""
    source: str | None = Field(default=None, pattern=r"^[^\s@,;{}\[\]]*$")
    locator: str = Field(default="", pattern=r"^[^\[\];@{}\n]*$")
    notes: Notes = ()
    alt: Said = Words()
    description: Said = Words()

    @model_validator(mode="after")
    def _each_of_what(self) -> Spec:
        if self.sees_all and not self.each:
            raise BadValueError("'highlight: each' needs 'each' and a column, for whose values")
        return self

    @property
    def sees_all(self) -> bool:
        """Whether it shows all rows where it is drawn for a value, whose own stand out."""
        return getattr(self, "highlight", None) == "each"

    @property
    def declared(self) -> tuple[str, ...]:
        """All datasets that it sees, as in ``DATA``."""
        return self.dataset

    def columns(self) -> Iterator[tuple[str, tuple[str | int, ...]]]:
        """Each column that the spec names, and the way to where it does."""
        yield from ()


def named_in(template: str, *way: str | int) -> Iterator[tuple[str, tuple[str | int, ...]]]:
    """The columns in a column's name or in a text such as ``{item}, {year}``, if there are any."""
    for name in _FIELD.findall(template) or ([template] if template else []):
        yield name, way
