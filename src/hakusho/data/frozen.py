"""Read-only values: what a dataset hands out cannot be changed by the figure that reads it."""

from __future__ import annotations

from collections.abc import ItemsView, Iterator, Mapping, ValuesView
from datetime import date
from typing import Any, TypeVar

_Value_co = TypeVar("_Value_co", covariant=True)


class FrozenMapping(Mapping[str, _Value_co]):
    """A read-only mapping that, unlike ``MappingProxyType``, can go to another process."""

    __slots__ = ("_items",)

    def __init__(self, items: Mapping[str, _Value_co]) -> None:
        self._items = dict(items)

    def __getitem__(self, key: str) -> _Value_co:
        """The value; raises KeyError."""
        return self._items[key]

    def get(self, key: str, default: Any = None) -> Any:
        """The value, or ``default``; without an exception for each key that is not there."""
        return self._items.get(key, default)

    def items(self) -> ItemsView[str, _Value_co]:
        """Keys and values, which nobody can change through them; faster than one by one."""
        return self._items.items()

    def values(self) -> ValuesView[_Value_co]:
        """Values, likewise."""
        return self._items.values()

    def __iter__(self) -> Iterator[str]:
        """Keys in their order in the file."""
        return iter(self._items)

    def __len__(self) -> int:
        """How many keys there are."""
        return len(self._items)

    def __hash__(self) -> int:
        return hash(tuple(self._items.items()))

    def __repr__(self) -> str:
        return f"FrozenMapping({self._items!r})"


class Written(float):
    """A number as its author has written it: 1.50 stays 1.50, and 1e3 gets no .0."""

    __slots__ = ("text",)
    text: str

    @classmethod
    def of(cls, text: str) -> Written:
        """The number that stands in a text."""
        number = cls(text)
        number.text = text
        return number

    def __str__(self) -> str:
        """As it is written."""
        return self.text

    __repr__ = __str__


_AS_IT_IS = frozenset({str, int, float, bool, type(None)})


def frozen(value: Any) -> Any:
    """Make a parsed YAML value read-only.

    Returns:
        The same with :class:`FrozenMapping`, tuples, plain scalars and
        :class:`Written`; keys are text, and a date is its ISO 8601 text, as it is in a CSV file.
    """
    if type(value) in _AS_IT_IS or isinstance(value, Written):
        return value
    if isinstance(value, Mapping):
        return FrozenMapping({str(frozen(key)): frozen(item) for key, item in value.items()})
    if isinstance(value, list | tuple | set):
        return tuple(frozen(item) for item in value)
    if isinstance(value, date):
        return value.isoformat()
    for plain in (bool, int, float, str):
        if isinstance(value, plain):
            return plain(value)
    return value
