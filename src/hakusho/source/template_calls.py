"""The calls in a chapter's template, each argument with its place.

Read from Jinja2's tokens, without running anything: its syntax tree says of a node only the line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, TypedDict

from jinja2 import Environment, TemplateSyntaxError

from hakusho.source.raw import source_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from hakusho.source.positions import Positions, Row

    Token = tuple[str, str, int]
    """Kind, text, and offset in the source."""


class _Syntax(TypedDict):
    comment_start_string: str
    comment_end_string: str
    keep_trailing_newline: bool


SYNTAX: _Syntax = {
    "comment_start_string": "{%#",
    "comment_end_string": "#%}",
    "keep_trailing_newline": True,
}
"""What a template looks like: ``{#sec-a}`` is an attribute of Markdown and no comment."""
_EXPRESSION_END = re.compile(r"[}%]\}")
_ENVIRONMENT = Environment(autoescape=False, **SYNTAX)  # noqa: S701  nothing is rendered


@dataclass(frozen=True, slots=True)
class Argument:
    """An argument of a call.

    Attributes:
        name: Its keyword; empty for one that has none.
        value: What it is, if it is a string that is typed there, a cell of the template's row, or
            some of these joined; ``None`` for anything else.
        literal: The same, or a number that is typed there.
        mapping: Of a mapping of such names to such values, both.
        typed: Start and end of each string that is typed in it, quotation marks and calls aside.
    """

    name: str
    value: str | None
    typed: tuple[tuple[int, int], ...]
    literal: str | None = None
    mapping: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Call:
    """A call.

    Attributes:
        function: What is called.
        arguments: In order.
        start: Where the expression or the tag begins that it stands in.
        end: Where that ends.
        typed: All of that.
        own: Where the call itself begins and ends in it.
    """

    function: str
    arguments: tuple[Argument, ...]
    start: int
    end: int
    typed: str = ""
    own: tuple[int, int] = (0, 0)

    @property
    def first(self) -> str | None:
        """The first argument; ``None`` if it is computed, or there is none."""
        given = self.arguments[:1]
        return given[0].value if given and not given[0].name else None

    def given(self, name: str, number: int) -> str:
        """An argument by its keyword or its place; empty where it is computed or missing."""
        at = self.arguments[number : number + 1]
        found = [each for each in self.arguments if each.name == name]
        found += [each for each in at if not each.name]
        return (found[0].value or "") if found else ""


def calls_in(path: str, positions: Positions) -> tuple[Call, ...]:
    """Find the calls in the template of a chapter that was read, in order."""
    return template_calls(source_of(path, positions), positions.row(path))


@lru_cache(maxsize=1024)
def template_calls(source: str, row: Row = ()) -> tuple[Call, ...]:
    """Find the calls of a template's functions.

    Args:
        source: A chapter as written.
        row: Column and cell of the row that it is filled in with.

    Returns:
        The calls in order; none in an expression that cannot be read.
    """
    if "{{" not in source and "{%" not in source:
        return ()
    tokens = _tokens_of_code(source)
    calls = _calls(tokens, dict(row))
    return tuple(replace(call, typed=source[call.start : call.end]) for call in calls)


@lru_cache(maxsize=64)
def _tokens_of_code(source: str) -> tuple[Token, ...]:
    tokens = _read_tokens(source)
    return tuple(each for each in tokens if each[0] not in {"whitespace", "data"})


def cells_named(path: str, positions: Positions, columns: Iterable[str] = ()) -> tuple[str, ...]:
    """The columns of its row that a brief's template names, each once."""
    return cells_named_in(source_of(path, positions), columns)


def cells_named_in(source: str, columns: Iterable[str]) -> tuple[str, ...]:
    """The same of a template; all ``columns`` of its row if it computes which."""
    tokens = [token[:2] for token in _tokens_of_code(source)]
    found: dict[str, None] = {}
    for at in range(len(tokens)):
        match tokens[at : at + 4]:
            case [("name", "row"), ("operator", "."), ("name", column), *_]:
                found[column] = None
            case [("name", "row"), ("operator", "["), ("string", text), ("operator", "]")]:
                found[_said(text)] = None
            case [("name", "row"), *_] if tokens[at - 1 : at] != [("operator", ".")]:
                found |= dict.fromkeys(columns)
    return tuple(found)


def has_statements(source: str) -> bool:
    """Whether a template has statements (``{% … %}``), which decide about text elsewhere."""
    return "{%" in source.replace(SYNTAX["comment_start_string"], "")


def has_statements_in(path: str, positions: Positions) -> bool:
    """Whether a chapter's template has statements."""
    return has_statements(source_of(path, positions))


def is_separable(path: str, positions: Positions) -> bool:
    """Whether what fails in one expression of a chapter's template leaves all its other text."""
    source = source_of(path, positions)
    try:
        _ENVIRONMENT.parse(source)
    except TemplateSyntaxError:
        return False
    return not has_statements(source)


@lru_cache(maxsize=64)
def template_comments(source: str) -> tuple[tuple[int, int], ...]:
    """Start and end of each ``{%# … #%}`` of a template."""
    if "{%#" not in source:
        return ()
    tokens = _read_tokens(source)
    starts = (at for kind, _, at in tokens if kind == "comment_begin")
    ends = (at + len(text) for kind, text, at in tokens if kind == "comment_end")
    return tuple(zip(starts, ends, strict=False))


def _read_tokens(source: str) -> list[Token]:
    """The tokens of a template, without the expressions that cannot be read."""
    tokens: list[Token] = []
    begin = 0
    while True:
        try:
            for kind, text, at in placed_tokens(_ENVIRONMENT, source[begin:]):
                tokens.append((kind, text, begin + at))
        except TemplateSyntaxError:
            done = tokens[-1][2] + len(tokens[-1][1]) if tokens else begin
            ends = [at for kind, _, at in tokens if kind.endswith("_end")]
            last = ends[-1] if ends else -1
            tokens = [each for each in tokens if each[2] <= last]
            broken = _EXPRESSION_END.search(source, done)
            if broken is None:
                return tokens
            begin = broken.end()
        else:
            return tokens


def placed_tokens(environment: Environment, source: str) -> Iterator[Token]:
    """The tokens of a template, those of its text included."""
    at = 0
    for _, kind, text in environment.lexer.tokeniter(source, None):
        start = max(source.find(text, at), at)
        at = start + len(text)
        yield kind, text, start


def _calls(tokens: Sequence[Token], row: Mapping[str, str]) -> Iterator[Call]:
    start = end = close = 0
    for number, (kind, text, at) in enumerate(tokens):
        if kind in {"variable_begin", "block_begin"}:
            last = kind.replace("begin", "end")
            start = at
            later = range(number, len(tokens))
            close = next((each for each in later if tokens[each][0] == last), -1)
            if close < 0:
                return  # a mistake stands before its end
            end = tokens[close][2] + len(tokens[close][1])
        followed_by = tokens[number + 1][1] if kind == "name" else ""
        if followed_by == "(" and tokens[number - 1][1] not in {".", "|"}:
            inside = tokens[number + 2 : close]
            arguments = tuple(_arguments(inside, row))
            own = at - start, _closing(inside, end) - start
            yield Call(text, arguments, start, end, own=own)


def _closing(tokens: Sequence[Token], end: int) -> int:
    """Where a call ends of which the tokens are the rest; ``end`` if it is not closed."""
    depth = 1
    for _, text, at in tokens:
        depth += (text in {"(", "[", "{"}) - (text in {")", "]", "}"})
        if not depth:
            return at + 1
    return end


def _arguments(tokens: Sequence[Token], row: Mapping[str, str]) -> Iterator[Argument]:
    depth, begin = 0, 0
    for number, (kind, text, _) in enumerate(tokens):
        if kind != "operator":
            continue
        if not depth and text in {",", ")"}:
            if number > begin:
                yield _argument(tokens[begin:number], row)
            begin = number + 1
        depth += (text in {"(", "[", "{"}) - (text in {")", "]", "}"})
        if depth < 0:
            return


def _argument(tokens: Sequence[Token], row: Mapping[str, str]) -> Argument:
    named = [text for _, text, _ in tokens[1:2]] == ["="]
    rest = tokens[2:] if named else tokens
    depth = 0
    typed = []
    for kind, text, at in rest:
        depth += (text in {"(", "[", "{"}) - (text in {")", "]", "}"})
        if kind == "string" and not depth:
            typed.append((at + 1, at + len(text) - 1))
    said = [token[:2] for token in rest]
    value, name = _joined(said, row), tokens[0][1] if named else ""
    return Argument(name, value, tuple(typed), _literal(said, row), _mapping(said, row))


def _literal(tokens: Sequence[tuple[str, str]], row: Mapping[str, str]) -> str | None:
    """What a string says that is typed, or a number; ``None`` for all else."""
    number = len(tokens) == 1 and tokens[0][0] in {"integer", "float"}
    return tokens[0][1] if number else _joined(tokens, row)


def _mapping(
    tokens: Sequence[tuple[str, str]], row: Mapping[str, str]
) -> tuple[tuple[str, str], ...]:
    """Names and values of a mapping, ``{"Load factor": "70%"}``; none if any is computed."""
    if tokens[:1] != [("operator", "{")] or tokens[-1:] != [("operator", "}")]:
        return ()
    pairs = []
    for item in _divided(tokens[1:-1], ","):
        sides = [_literal(side, row) for side in _divided(item, ":")]
        match sides:
            case [str(name), str(value)]:
                pairs.append((name, value))
            case _:
                return ()
    return tuple(pairs)


def _divided(tokens: Sequence[tuple[str, str]], sign: str) -> Iterator[Sequence[tuple[str, str]]]:
    ends = [at for at, token in enumerate(tokens) if token == ("operator", sign)]
    for begin, end in zip([-1, *ends], [*ends, len(tokens)], strict=True):
        if tokens[begin + 1 : end]:
            yield tokens[begin + 1 : end]


def _joined(tokens: Sequence[tuple[str, str]], row: Mapping[str, str]) -> str | None:
    """What strings and cells of a row say that are joined with ``~``; ``None`` for all else."""
    said, at = "", 0
    while at < len(tokens):
        match tokens[at : at + 4]:
            case [("string", text), *_]:
                said += _said(text)
                at += 1
            case [("name", "row"), ("operator", "."), ("name", column), *_] if column in row:
                said += row[column]
                at += 3
            case [("name", "row"), ("operator", "["), ("string", text), ("operator", "]")] if (
                _said(text) in row
            ):
                said += row[_said(text)]
                at += 4
            case _:
                return None
        if at == len(tokens):
            return said
        if tokens[at] != ("operator", "~"):
            return None
        at += 1
    return None


def _said(literal: str) -> str:
    """What a string says, as Jinja2 reads it."""
    return literal[1:-1].encode("ascii", "backslashreplace").decode("unicode-escape")
