"""Lists with marks of their own: ``::: {.list marks="① ・ ア"}``, or as report.yaml says for all.

What is said of a level is said by its order among the lists around it; the items of such a list
begin with a span of the class ``list-mark``, which writers make the mark of the item. A list that
was typed with brackets, (1) or a), and of which nothing is said has them as its marks, too: HTML's
own lists know numbers with a stop alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

from hakusho.ast.build import array, attr, extended, span, text
from hakusho.ast.walk import attr_of, stringify, with_content
from hakusho.values.list_marks import ListMark, list_mark, list_marks

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hakusho.ast.nodes import Block, BulletList, Div, Element, ListAttributes, OrderedList

LIST, MARKED, MARK = "list", "marked-list", "list-mark"
KEYS = ("marks", "numbers", "bullets")
"""What is said of all lists, of those that count, and of those that do not."""
_BOXES = ("☐", "☒")
_TYPED = MappingProxyType(
    {"Decimal": "1", "LowerAlpha": "a", "UpperAlpha": "A", "LowerRoman": "i", "UpperRoman": "I"}
)
_BRACKETS = MappingProxyType({"OneParen": ("", ")"), "TwoParens": ("(", ")")})
_KEPT = frozenset({"numbers", "key"})
"""Divisions of briefs whose lists are laid out in their own way."""


@dataclass(frozen=True, slots=True)
class Lists:
    """The marks of lists by their levels; of a level that is not named, nothing is said."""

    marks: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    bullets: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.marks or self.numbers or self.bullets)

    def of(self, level: int, *, counts: bool) -> ListMark | None:
        """The mark of a list at a level, from 0, that was written with numbers or with bullets."""
        chosen = self.marks or (self.numbers if counts else self.bullets)
        return list_mark(chosen[level]) if level < len(chosen) else None


def stated_lists(pairs: Mapping[str, str]) -> Lists:
    """What a division says of its lists."""
    return Lists(*(tuple(list_marks(pairs.get(key, ""))) for key in KEYS))


def with_list_marks(blocks: list[Block], house: Lists) -> list[Block]:
    """Blocks in which each list for which marks are said has them."""
    return cast("list[Block]", _marked(blocks, house, 0))


def _marked(node: object, lists: Lists, level: int) -> object:
    if isinstance(node, list):
        return [_marked(each, lists, level) for each in node]
    if not isinstance(node, dict):
        return node
    element = cast("Element", node)
    kind = node.get("t")
    if kind == "Div":
        return _division(cast("Div", element), lists, level)
    if kind in {"BulletList", "OrderedList"}:
        return _list(cast("BulletList | OrderedList", element), lists, level)
    inner = 0 if kind in {"Note", "Table"} else level  # there levels begin anew
    return with_content(element, lambda content: _marked(content, lists, inner))


def _division(element: Div, lists: Lists, level: int) -> Div:
    own, content = element["c"]
    ident, classes, pairs = own
    if not _KEPT.isdisjoint(classes):
        return element
    if LIST in classes:
        lists, level = stated_lists(dict(pairs)) or lists, 0
        others = [pair for pair in pairs if pair[0] not in KEYS]
        own = attr(ident, [each for each in classes if each != LIST], others)
    return {**element, "c": array(own, cast("list[Block]", _marked(content, lists, level)))}


def _list(element: BulletList | OrderedList, lists: Lists, level: int) -> Block:
    style: ListAttributes = array(1, {"t": "Decimal"}, {"t": "Period"})
    counts = element["t"] == "OrderedList"
    if element["t"] == "OrderedList":
        style, items = element["c"]
    else:
        items = element["c"]
    within = cast("list[list[Block]]", [_marked(item, lists, level + 1) for item in items])
    mark = lists.of(level, counts=counts) or _typed(style)
    marked = mark is not None and not any(_is_task(item) for item in within)
    if mark and marked:
        within = [_with_mark(item, mark.at(style[0] + at)) for at, item in enumerate(within)]
        counts = mark.counts
    made: BulletList | OrderedList = {"t": "BulletList", "c": within}
    if counts:
        made = {"t": "OrderedList", "c": array(style, within)}
    if "at" in element:
        made["at"] = element["at"]
    return {"t": "Div", "c": array(attr("", [MARKED]), [made])} if marked else made


def _typed(style: ListAttributes) -> ListMark | None:
    """The mark that stands in brackets where a list was typed."""
    _, kind, delimiter = style
    first, brackets = _TYPED.get(kind["t"]), _BRACKETS.get(delimiter["t"])
    return ListMark(first, *brackets) if first and brackets else None


def _with_mark(item: list[Block], mark: str) -> list[Block]:
    sign = span([text(mark)], classes=(MARK,))
    if item and item[0]["t"] in {"Para", "Plain"}:
        return [extended(item[0], before=[sign]), *item[1:]]
    return [{"t": "Plain", "c": [sign]}, *item]


def _is_task(item: list[Block]) -> bool:
    return bool(item) and stringify(item[0])[:1] in _BOXES


def is_mark(element: Element) -> bool:
    """Whether an element is the mark of a list's item."""
    return element["t"] == "Span" and MARK in attr_of(element)[1]
