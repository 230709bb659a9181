"""What a figure's module says about its figure: alt text, long description, table.

Each is a function of the context or a constant, in one language or by language.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from hakusho.figures.jobs import Written
from hakusho.figures.model import FigureTable
from hakusho.values.marks import without_private

if TYPE_CHECKING:
    from types import ModuleType

    from hakusho.figures.model import FigureContext

_BETWEEN_WORDS = re.compile(r"(?<=[\x21-\x7e])\s*\n\s*(?=[\x21-\x7e])")
_LINE_END = re.compile(r"\s*\n\s*")


def written(module: ModuleType, context: FigureContext) -> Written:
    """Ask a module what it says about its figure.

    Returns:
        What it says; what it does not say, or not in the paper's language, is empty.

    Raises:
        TypeError: If it says something of another kind.
    """
    return Written(
        " ".join(_text(module, "alt", context).split()),
        paragraphs(_text(module, "description", context)),
        _table(module, context),
    )


def paragraphs(text: str) -> str:
    """Paragraphs of one line each, a blank line between them."""
    parts = re.split(r"\n[ \t]*\n", inspect.cleandoc(text))
    joined = (_LINE_END.sub("", _BETWEEN_WORDS.sub(" ", part.strip())) for part in parts)
    return "\n\n".join(part for part in joined if part)


def _text(module: ModuleType, name: str, context: FigureContext) -> str:
    function = getattr(module, name, None)
    value: Any = getattr(module, name.upper(), None)
    if callable(function):
        value = function(context)
    if isinstance(value, Mapping):
        value = value.get(context.language)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise TypeError(f"{name} must be a text, not {type(value).__name__}")
    return without_private(value)


def _table(module: ModuleType, context: FigureContext) -> FigureTable | None:
    function = getattr(module, "table", None)
    if not callable(function) or getattr(function, "__module__", "").startswith("hakusho."):
        return None  # without one, or with hakusho.data.table imported for other ends
    value = function(context)
    if value is None:
        return None
    if not isinstance(value, FigureTable):
        name = type(value).__name__
        raise TypeError(f"table() must return a FigureTable(columns, rows), not {name}")
    columns = tuple(_cell(each) for each in value.columns)
    rows = tuple(tuple(_cell(each) for each in _cells(row)) for row in value.rows)
    for number, row in enumerate(rows, start=1):
        if len(row) != len(columns):
            message = f"row {number} of table() has {len(row)} cells for {len(columns)} columns"
            raise TypeError(message)
    return FigureTable(columns, rows) if columns and rows else None


def _cells(row: Any) -> Sequence[Any]:
    if isinstance(row, str) or not isinstance(row, Sequence):
        raise TypeError(f"a row of table() must be a tuple of cells, not {type(row).__name__}")
    return row


def _cell(value: Any) -> str:
    return "" if value is None else " ".join(str(value).split())
