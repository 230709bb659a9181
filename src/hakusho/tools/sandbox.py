"""The one door to Jinja2: templates come with a paper, and a paper may come from anybody.

A template reaches values and nothing of Python's (jinja2.sandbox), takes a limited number of
steps and seconds, and no expression of it makes a text of more than :data:`LETTERS` letters, or a
list that would be one. What would differ between two runs (``random``, the places of things in
memory) is not there.
"""

from __future__ import annotations

import re
from collections.abc import ItemsView, Iterator, KeysView, Sized, ValuesView
from functools import cache, partial, wraps
from math import prod
from types import BuiltinFunctionType, FunctionType, MethodType
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, Template, TemplateSyntaxError, Undefined, nodes
from jinja2.exceptions import SecurityError
from jinja2.nodes import EvalContext
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace
from jinja2.visitor import NodeTransformer

from hakusho.tools.clock import processor_time

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

STEPS = 200_000
"""Turns of all loops together, and calls: the longest table of a paper takes a few thousand."""
SECONDS = 10
"""Of a processor."""
LETTERS = 10_000_000
"""Of a text that one expression makes, or a list with all that is in it."""
_PARTS = 300_000
"""Of a list, with those of the lists in it."""
_PRINTED = 10 * LETTERS
"""Letters of all that a template makes, but for what it is given."""
_DEPTH = 100
"""Of lists in lists."""
_DIGITS = 10_000
"""Of a whole number."""
_WIDE_FORMAT = re.compile(r"\d{6}")
"""A width in a format, ``%999999d`` or ``{:999999}``, that no page has."""


_FUNCTIONS = (BuiltinFunctionType, FunctionType, MethodType, partial)
_LISTS = (list, tuple, dict, set, frozenset, KeysView, ValuesView, ItemsView)


class Sandbox(ImmutableSandboxedEnvironment):
    """An environment whose templates can do nothing but make text, and not for ever.

    The options are those of :class:`jinja2.Environment`. Steps are counted from the last call of
    :meth:`restart`; what is over a limit raises :class:`SecurityError`.
    """

    intercepted_binops = frozenset({"*", "**", "+", "%"})

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"finalize": _sayable, **options})
        self._most_printed = _PRINTED
        self.restart()
        del self.globals["lipsum"]
        self.globals["namespace"] = _Names
        self.filters = {
            name: _limited(each) for name, each in self.filters.items() if name != "random"
        }

    def restart(self, given: int = 0) -> None:
        """Count steps and time from here on, and letters that are printed besides those given."""
        self._steps = 0
        self._until = processor_time() + SECONDS
        self._most_printed = _PRINTED + given

    def loaded(self, name: str) -> Template:
        """A template by its name.

        Raises:
            TemplateError: If there is none, or it cannot be read.
        """
        try:
            return self.get_template(name)
        except (SyntaxError, RecursionError, MemoryError) as error:
            raise TemplateSyntaxError("it is nested too deeply", 1, name) from error

    def concat(self, pieces: Iterable[str]) -> str:
        """Join what a template, a macro or a block prints."""
        texts, letters = [], 0
        for piece in pieces:
            letters += len(piece)
            _require(letters, self._most_printed, "letters")
            texts.append(piece)
        return "".join(texts)

    @staticmethod
    def turn() -> None:
        """A turn of a loop: like every call it is a step."""

    @staticmethod
    def listed(value: Any) -> Any:
        """A list, a tuple or a dictionary that a template writes, if it is not too large."""
        return value

    def joined(self, *values: object) -> str:
        """The texts of some values, one behind the other: ``~``."""
        text = "".join(str(_sayable(value)) for value in values)
        _light(text)
        return text

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Compute what an operator stands for, if that is not too large."""
        if operator == "**" and isinstance(left, int) and isinstance(right, int):
            _require(left.bit_length() * abs(right) / 3, _DIGITS, "digits")
        elif operator == "*" and isinstance(left, int) and isinstance(right, int):
            _require((left.bit_length() + right.bit_length()) / 3, _DIGITS, "digits")
        elif operator == "*" and (isinstance(left, Sized) or isinstance(right, Sized)):
            _require_small((left, right))
        elif operator == "%" and isinstance(left, str):
            _require_narrow(left)
            _sayable(right)
        return _light(super().call_binop(context, operator, left, right))

    def call(self, context: Context, obj: Any, /, *given: Any, **named: Any) -> Any:
        """Call what may be called, if what it makes is not too large."""
        self._steps += 1
        if self._steps > STEPS:
            raise SecurityError(f"more than {STEPS:,} steps")
        self.look_at_the_clock()
        owner = getattr(obj, "__self__", None)
        if isinstance(owner, str):
            _require_small((owner, *given, *named.values()))
            _require_narrow(owner)
        for value in (*given, *named.values()):
            _sayable(value)
        return _light(super().call(context, obj, *given, **named))

    def look_at_the_clock(self) -> None:
        """Refuse to go on when the template has taken too long."""
        if processor_time() > self._until:
            raise SecurityError(f"more than {SECONDS} seconds of a processor")

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree: nodes.Template = _Limits().visit(super()._parse(source, name, filename))
        return tree


class _Limits(NodeTransformer):
    """Makes each turn of a loop a step, and looks at each text that is joined and each list."""

    def visit_For(self, node: nodes.For) -> nodes.For:  # noqa: N802  the name of the node
        self.generic_visit(node)
        turn = nodes.Call(nodes.EnvironmentAttribute("turn"), [], [], None, None)
        node.body.insert(0, nodes.ExprStmt(turn, lineno=node.lineno))
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Call:  # noqa: N802
        self.generic_visit(node)
        joined = nodes.EnvironmentAttribute("joined")
        return nodes.Call(joined, node.nodes, [], None, None, lineno=node.lineno)

    def visit_List(self, node: nodes.List) -> nodes.Expr:  # noqa: N802
        self.generic_visit(node)
        return _looked_at(node, node.items)

    def visit_Tuple(self, node: nodes.Tuple) -> nodes.Expr:  # noqa: N802
        self.generic_visit(node)
        return node if node.ctx == "store" else _looked_at(node, node.items)

    def visit_Dict(self, node: nodes.Dict) -> nodes.Expr:  # noqa: N802
        self.generic_visit(node)
        return _looked_at(node, [part for pair in node.items for part in (pair.key, pair.value)])


def _looked_at(node: nodes.Expr, parts: list[nodes.Expr]) -> nodes.Expr:
    if all(isinstance(part, nodes.Const) for part in parts):
        return node
    listed = nodes.EnvironmentAttribute("listed")
    return nodes.Call(listed, [node], [], None, None, lineno=node.lineno)


class _Names(Namespace):
    """What ``namespace()`` makes: printed, it does not print all that is in it."""

    def __repr__(self) -> str:
        return "<namespace>"


@cache
def _limited(function: Callable[..., Any]) -> Callable[..., Any]:
    """A filter that refuses what would make it print too much, or what cannot be printed.

    What it would make bit by bit is made at once.
    """

    @wraps(function)
    def limited(*given: Any, **named: Any) -> Any:
        ours = (Environment, EvalContext, Context)
        values = [each for each in (*given, *named.values()) if not isinstance(each, ours)]
        _require_small(values)
        for value in values:
            _sayable(value)
        if function.__name__ == "do_format":
            _require_narrow(str(values[0]))
        if function.__name__ == "do_sum" and any(isinstance(each, _LISTS) for each in values[1:]):
            raise SecurityError("a sum that is not of numbers")
        made = function(*given, **named)
        return _at_once(made) if isinstance(made, Iterator) else _light(made)

    return limited


def _sayable(value: Any) -> Any:
    """A value, if its text is its own, and not where it lies in memory.

    Raises:
        SecurityError: If it is nothing but a thing of Python's.
    """
    kind: Any = type(value)
    plain = kind.__repr__ is object.__repr__ and kind.__str__ is object.__str__
    if plain or isinstance(value, _FUNCTIONS):
        raise SecurityError("a thing of Python's own, which has no text")
    return value


def _require_small(values: Iterable[object]) -> None:
    """Refuse values whose sizes, multiplied, are more than a text may have."""
    sizes = [abs(value) if isinstance(value, int) else _size(value) for value in values]
    _require(prod(max(size, 1) for size in sizes), LETTERS, "letters")


def _size(value: object) -> int:
    """How many letters or parts a value has; what is undefined would complain."""
    return len(value) if isinstance(value, Sized) and not isinstance(value, Undefined) else 0


def _require_narrow(form: str) -> None:
    if _WIDE_FORMAT.search(form) and ("%" in form or "{" in form):
        raise SecurityError("a format that is wider than any page")


def _light(value: Any) -> Any:
    """A value that is not too large."""
    _weigh(value)
    return value


def _at_once(parts: Iterator[Any]) -> list[Any]:
    made: list[Any] = []
    weight = 0
    for part in parts:
        made.append(part)
        weight += _weigh(part)
        _require(weight, LETTERS, "letters")
        _require(len(made), _PARTS, "parts")
    return made


def _weigh(value: Any) -> int:
    """How many letters and parts a value has, with all that is in it and as often as it is there.

    Raises:
        SecurityError: If it is too large, too deep, or holds what has no text.
    """
    waiting, parts, weight = [(value, 0)], 0, 0
    while waiting:
        each, depth = waiting.pop()
        size = _size(each)
        weight += size
        _require(weight, LETTERS, "letters")
        if isinstance(each, _LISTS):
            parts += size
            _require(parts, _PARTS, "parts")
            _require(depth, _DEPTH, "lists in one another")
            inner = [*each, *each.values()] if isinstance(each, dict) else each
            waiting += [(part, depth + 1) for part in inner]
        elif depth:
            _sayable(each)
    return weight


def _require(size: float, most: int, what: str) -> None:
    if size > most:
        raise SecurityError(f"a value of more than {most:,} {what}")
