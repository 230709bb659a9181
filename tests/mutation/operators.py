"""Small changes of Python source: where one can be made, and the text with one of them made.

A place is a node of the syntax tree. Docstrings, annotations, imports, what only a type checker
reads and names that are given to types are no places: no test can notice a change of them. Nor
are what only a wrong program would notice: ``frozen`` and ``slots`` of classes, ``strict`` of zip; or
only a watch: the size of a cache.
"""

from __future__ import annotations

import ast
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
_FOR_TYPES = frozenset({"TypeVar", "ParamSpec", "NewType", "cast", "getLogger"})
_GUARDS = {
    "dataclass": {"frozen", "slots"},
    "zip": {"strict"},
    "lru_cache": {"maxsize"},
}
_CACHES = frozenset({"cache", "lru_cache", "cached_property"})
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)


@dataclass(frozen=True)
class Change:
    """A node and what stands in its place then."""

    operator: str
    old: ast.AST
    new: ast.AST


@dataclass(frozen=True)
class Place:
    """A node that can be changed, and what is around it."""

    changes: tuple[Change, ...]
    lines: range
    """Of its statement; of one that holds others, of its head."""
    once: bool
    """Whether it runs once in a process: as a module is imported, or in a function with a cache."""
    text: ast.JoinedStr | None
    """The f-string that it stands in, which can only be written anew as a whole."""


@dataclass(frozen=True)
class Mutant:
    """A source with one change."""

    line: int
    operator: str
    was: str
    now: str
    text: str


def places(source: str) -> list[Place]:
    """All nodes of a module that can be changed, in the order of its tree."""
    return list(_places(ast.parse(source), Place((), range(0), once=True, text=None)))


def mutant(source: str, place: Place, change: Change) -> Mutant | None:
    """The source with one change of a place; None if there is no such source, or an equal one."""
    old, new = change.old, change.new
    if place.text:
        copies: dict[int, ast.AST] = {}
        whole = deepcopy(place.text, copies)
        old, new = place.text, _Exchange(copies[id(change.old)], change.new).visit(whole)
    try:
        now = ast.unparse(new)
        text = _replaced(source, old, now if isinstance(new, (ast.stmt, ast.Slice)) else f"({now})")
        if ast.dump(ast.parse(text)) == ast.dump(ast.parse(source)):
            return None
    except (ValueError, SyntaxError):  # an f-string whose parts can be written in one way alone
        return None
    return Mutant(_span(old)[0] + 1, change.operator, ast.unparse(old), now, text)


class _Exchange(ast.NodeTransformer):
    def __init__(self, old: ast.AST, new: ast.AST) -> None:
        self.old, self.new = old, new

    def visit(self, node: ast.AST) -> ast.AST:
        return self.new if node is self.old else self.generic_visit(node)


def _span(node: ast.AST) -> tuple[int, int, int, int]:
    if not isinstance(node, (ast.expr, ast.stmt)):
        raise TypeError(node)
    last, end = node.end_lineno or node.lineno, node.end_col_offset or node.col_offset
    return node.lineno - 1, node.col_offset, last - 1, end


def _replaced(source: str, node: ast.AST, now: str) -> str:
    """Put text in a node's place, with as many lines, so that all others stay where they are."""
    first, start, last, end = _span(node)
    lines = source.encode().splitlines(keepends=True)
    rest = lines[last][end:]
    bracket = now[-1] if now.endswith(")") and not isinstance(node, ast.stmt) else ""
    filled = now.removesuffix(bracket) + "\n" * (last - first) + bracket
    if isinstance(node, ast.stmt):  # what follows a statement is the end of its line
        filled, rest = now, rest + b"\n" * (last - first)
    changed = lines[first][:start] + filled.encode() + rest
    return b"".join([*lines[:first], changed, *lines[last + 1 :]]).decode()


def _places(node: ast.AST, around: Place) -> Iterator[Place]:
    if isinstance(node, ast.stmt):
        around = replace(around, lines=_head(node))
    if isinstance(node, ast.JoinedStr) and around.text is None:
        around = replace(around, text=node)
    if changes := tuple(_changes(node)):
        yield replace(around, changes=changes)
    inside = around
    if isinstance(node, _FUNCTIONS):
        inside = replace(around, once=_is_kept(node))
    for field, child in _children(node):
        yield from _places(child, inside if field == "body" else around)


def _head(node: ast.stmt) -> range:
    body = getattr(node, "body", None)
    last = body[0].lineno - 1 if body else node.end_lineno or node.lineno
    return range(node.lineno, max(last, node.lineno) + 1)


def _is_kept(node: ast.AST) -> bool:
    decorators = getattr(node, "decorator_list", ())
    names = {_name(each.func if isinstance(each, ast.Call) else each) for each in decorators}
    return not _CACHES.isdisjoint(names)


def _name(node: ast.AST) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def _children(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """The nodes in a node whose change a test can notice, and the fields that they stand in."""
    if isinstance(node, (ast.Import, ast.ImportFrom)):
        return
    if isinstance(node, ast.Subscript) and _name(node.value) in {"Literal", "Annotated"}:
        return
    guards = _GUARDS.get(_name(node.func), ()) if isinstance(node, ast.Call) else ()
    skipped = {"annotation", "returns", "type_params", "format_spec"}
    if isinstance(node, ast.If) and _name(node.test) == "TYPE_CHECKING":
        skipped |= {"test", "body"}
    if isinstance(node, ast.Call) and _name(node.func) in _FOR_TYPES:
        skipped |= {"args"}
    if isinstance(node, ast.Assign) and [_name(each) for each in node.targets] == ["__all__"]:
        skipped |= {"value"}
    for field, value in ast.iter_fields(node):
        for each in value if isinstance(value, list) else [value]:
            text = isinstance(each, ast.Expr) and isinstance(each.value, ast.Constant)
            guard = isinstance(each, ast.keyword) and each.arg in guards
            if isinstance(each, ast.AST) and field not in skipped and not (text or guard):
                yield field, each


def _changes(node: ast.AST) -> Iterator[Change]:  # noqa: C901, PLR0912  a table of operators
    match node:
        case ast.Expr() | ast.AugAssign() | ast.Raise():
            yield Change("statement deleted", node, ast.Pass())
        case ast.Assign(targets=[ast.Attribute() | ast.Subscript()]):
            yield Change("statement deleted", node, ast.Pass())
        case ast.Return(value=ast.expr() as value) if not _is_none(value):
            yield Change("return None", node, ast.Return(ast.Constant(None)))
        case ast.Break():
            yield Change("break", node, ast.Continue())
        case ast.Continue():
            yield Change("continue", node, ast.Break())
        case ast.If(test=test) | ast.While(test=test) | ast.IfExp(test=test):
            if _name(test) != "TYPE_CHECKING":
                yield Change("condition negated", test, ast.UnaryOp(ast.Not(), test))
        case ast.comprehension(ifs=[*tests]):
            for test in tests:
                yield Change("condition negated", test, ast.UnaryOp(ast.Not(), test))
        case ast.Compare(left=left, ops=ops, comparators=others):
            for at, each in enumerate(ops):
                changed = [*ops[:at], _COMPARISONS[type(each)](), *ops[at + 1 :]]
                yield Change("comparison", node, ast.Compare(left, changed, others))
        case ast.BoolOp(op=op, values=values):
            other = ast.Or() if isinstance(op, ast.And) else ast.And()
            yield Change("and/or", node, ast.BoolOp(other, values))
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield Change("not dropped", node, operand)
        case ast.BinOp(left=left, op=ast.Add() | ast.Sub() as op, right=right):
            sign = ast.Sub() if isinstance(op, ast.Add) else ast.Add()
            yield Change("+/-", node, ast.BinOp(left, sign, right))
        case ast.Slice(lower=lower, upper=upper, step=step):
            if lower:
                yield Change("slice", node, ast.Slice(None, upper, step))
            if upper:
                yield Change("slice", node, ast.Slice(lower, None, step))
        case ast.Constant(value=value):
            for each in _other_values(value):
                yield Change("constant", node, ast.Constant(each))


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _other_values(value: object) -> tuple[object, ...]:
    match value:
        case bool():
            return (not value,)
        case int() | float():
            return (value + 1, value - 1)
        case str():
            return ("", value + "X") if value else ("X",)
        case bytes():
            return (b"", value + b"X") if value else (b"X",)
    return ()
