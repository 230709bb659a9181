"""Which variables of an item a citation style prints: its CSL file, walked as citeproc walks it.

A first note and the entry of the bibliography are looked at together (CSL 1.0.2, "Rendering
Elements", "Choose", "Names"). So a check knows without a run of citeproc what a reader will see of
an entry.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from lxml import etree

from hakusho.citations.style import NAMESPACE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hakusho.citations.csl_json import Item
    from hakusho.citations.style import Style

_CSL = f"{{{NAMESPACE}}}"
_NUMERIC = re.compile(r"[A-Za-z]*\d+[A-Za-z]*(?:\s*[-–,&]\s*[A-Za-z]*\d+[A-Za-z]*)*")
_RENDERED = ("citation", "bibliography")


def printed_variables(style: Style, item: Item) -> frozenset[str]:
    """The variables of an item that a first note or the bibliography prints."""
    numeric = frozenset(name for name, value in item.items() if _is_numeric(value))
    return _printed(style.text, item["type"], frozenset(item), numeric)


def texts_of(value: object) -> Iterator[str]:
    """The words of a variable: of a text, of names, of a date that is told in words."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (each for each in value.values() if isinstance(each, str))
    elif isinstance(value, (list, tuple)):
        yield from (text for each in value for text in texts_of(each))


def _is_numeric(value: object) -> bool:
    return isinstance(value, str) and bool(_NUMERIC.fullmatch(value))


@cache
def _printed(
    text: str, kind: str, given: frozenset[str], numeric: frozenset[str]
) -> frozenset[str]:
    """The same for all items of a kind that have these variables."""
    rendering = _Rendering(_macros(text), kind, given, numeric)
    found: set[str] = set()
    for name, layout in _layouts(text).items():
        rendering.in_note = name == "citation"
        found.update(rendering.walk(layout))
    return frozenset(found & given)


@cache
def _root(text: str) -> etree._Element:
    return etree.fromstring(text.encode())


@cache
def _macros(text: str) -> dict[str, etree._Element]:
    return {str(macro.get("name")): macro for macro in _root(text).iter(f"{_CSL}macro")}


@cache
def _layouts(text: str) -> dict[str, etree._Element]:
    found = {name: _root(text).find(f"{_CSL}{name}/{_CSL}layout") for name in _RENDERED}
    return {name: layout for name, layout in found.items() if layout is not None}


class _Rendering:
    """A walk through a style for an item, of which it is known which variables it has."""

    def __init__(
        self,
        macros: dict[str, etree._Element],
        kind: str,
        given: frozenset[str],
        numeric: frozenset[str],
    ) -> None:
        self._macros = macros
        self._tests: dict[str, Callable[[str], bool]] = {
            "type": lambda value: value == kind,
            "variable": lambda value: value in given,
            "is-numeric": lambda value: value in numeric,
            "position": lambda value: self.in_note and value == "first",
        }
        self._given = given
        self.in_note = True

    def walk(self, element: etree._Element) -> Iterator[str]:
        """The variables that an element prints, whether or not the item has them."""
        for child in element:
            match str(child.tag).removeprefix(_CSL):
                case "choose":
                    branch = next(filter(self._holds, child), None)
                    yield from () if branch is None else self.walk(branch)
                case "group":
                    yield from self.walk(child)
                case "names":
                    yield from self._names(child)
                case "text" | "number" | "date":
                    yield from self._leaf(child)

    def _leaf(self, element: etree._Element) -> Iterator[str]:
        macro, variable = element.get("macro"), element.get("variable", "")
        if macro is not None:
            yield from self.walk(self._macros[macro])
        elif variable == "title" and element.get("form") == "short":
            yield "title-short" if "title-short" in self._given else "title"
        else:
            yield variable

    def _names(self, element: etree._Element) -> Iterator[str]:
        names = element.get("variable", "").split()
        yield from names
        substitute = element.find(f"{_CSL}substitute")
        if substitute is None or self._given.intersection(names):
            return
        for each in substitute:
            found = list(self._names(each) if each.tag == f"{_CSL}names" else self._leaf(each))
            if self._given.intersection(found):
                yield from found
                return

    def _holds(self, branch: etree._Element) -> bool:
        """Whether the branch of a choice is taken."""
        if branch.tag == f"{_CSL}else":
            return True
        results = [
            test in self._tests and self._tests[test](value)
            for test, values in branch.attrib.items()
            if test != "match"
            for value in str(values).split()
        ]
        match branch.get("match", "all"):
            case "any":
                return any(results)
            case "none":
                return not any(results)
            case _:
                return all(results)
