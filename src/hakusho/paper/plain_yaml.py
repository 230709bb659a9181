"""YAML as papers write it, read by libyaml: mappings and lists that know where their parts stand.

libyaml reads YAML 1.1, a paper is YAML 1.2. What the two could take for different things is not
read here, nor what is wrong: :mod:`hakusho.paper.yaml_faults` reads that, and says what it is.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

from yaml import MappingNode, ScalarNode, SequenceNode, YAMLError
from yaml.cyaml import CParser

from hakusho.values.invisible import controls_in

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

Place = tuple[int, int]
"""Line and column of a part, both from 0."""

_UNLIKE = re.compile(
    r"[\t\\\x85\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]"  # breaks, escapes, encodings
    r"|^%|(?:^|[\s\[{,])(?:[&!]\S|\?(?:\s|$)|<<|---|\.\.\.)"  # directives, anchors, tags, keys
    r"|[|>][^\n]*\n[ \r]*\n",  # an empty line at the beginning of a text of several
    re.MULTILINE,
)
"""What YAML 1.1 and 1.2, or the two programs, may read in different ways."""
_CONSTANTS = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_USUAL: tuple[tuple[re.Pattern[str], Callable[[str], object]], ...] = (
    (re.compile(r"-?(?:0|[1-9][0-9]{0,17})"), int),
    (re.compile(r"-?[0-9]{1,15}\.[0-9]{1,15}"), float),
    (re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"), date.fromisoformat),
)
_RARE = re.compile(
    r"[-+]?[0-9][0-9_]*(?:\.[0-9_]*)?(?:[eE][-+]?[0-9]+)?|[-+]?\.[0-9_]+(?:[eE][-+][0-9]+)?"
    r"|[-+]?\.(?:inf|Inf|INF|nan|NaN|NAN)|[-+]?_[0-9_]*|[-+]?0(?:b[01_]+|o[0-7_]+|x[0-9a-fA-F_]+)"
    r"|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt]|[ \t]+)[0-9].*|="
)
"""All else that is a number or a time in YAML 1.2 (``implicit_resolvers`` of ruamel.yaml)."""


class Unread(Exception):  # noqa: N818  nothing is wrong yet
    """A text that this reader leaves to the other one."""


class PlacedMap(dict[Any, Any]):
    """A mapping, and where each of its keys stands."""

    __slots__ = ("places",)

    def __init__(self) -> None:
        super().__init__()
        self.places: dict[Any, Place] = {}


class PlacedList(list[Any]):
    """A list, and where each of its items stands."""

    __slots__ = ("places",)

    def __init__(self) -> None:
        super().__init__()
        self.places: dict[int, Place] = {}


class _Reader(CParser):  # type: ignore[misc]  # PyYAML publishes no types
    """libyaml alone: what type a value has is told by YAML 1.2, below."""

    def resolve(self, *_given: object) -> str:
        return ""

    def descend_resolver(self, *_given: object) -> None:
        pass

    def ascend_resolver(self) -> None:
        pass


def read_plain(text: str) -> Any:
    """Read a YAML document.

    Returns:
        Its value: mappings and lists are :class:`PlacedMap` and :class:`PlacedList`.

    Raises:
        Unread: If it has faults, or holds what this reader does not know.
    """
    node = compose_plain(text)
    try:
        return None if node is None else _value(node)
    except (ValueError, TypeError) as error:
        raise Unread from error


def compose_plain(text: str) -> Any:
    """The node of a YAML document, with a mark where it and each of its parts begins and ends.

    Raises:
        Unread: As :func:`read_plain` does.
    """
    if _UNLIKE.search(text) or any(controls_in(text)):
        raise Unread
    try:
        node = _Reader(text).get_single_node()
    except (YAMLError, ValueError, RecursionError) as error:
        raise Unread from error
    if isinstance(node, ScalarNode) and node.style in {"|", ">"}:
        raise Unread  # whether its first line is a comment, readers do not agree
    return node


def places_in(node: object) -> Mapping[Any, Sequence[int]]:
    """Where the keys or items of a mapping or list stand, whichever reader it is from."""
    if isinstance(node, (PlacedMap, PlacedList)):
        return node.places
    return getattr(getattr(node, "lc", None), "data", None) or {}


def _value(node: Any) -> Any:
    if isinstance(node, ScalarNode):
        return node.value if node.style else _plain(node.value)
    if isinstance(node, SequenceNode):
        items = PlacedList()
        for at, item in enumerate(node.value):
            items.places[at] = (item.start_mark.line, item.start_mark.column)
            items.append(_value(item))
        return items
    if isinstance(node, MappingNode):
        mapping = PlacedMap()
        for name, inner in node.value:
            key = _value(name)
            if key in mapping:
                raise Unread
            mapping.places[key] = (name.start_mark.line, name.start_mark.column)
            mapping[key] = _value(inner)
        return mapping
    raise Unread


def _plain(text: str) -> Any:
    """What a text without quotes stands for."""
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if text[0] in "-+.0123456789=":
        for pattern, kind in _USUAL:
            if pattern.fullmatch(text):
                return kind(text)
        if _RARE.fullmatch(text):
            raise Unread
    return text
