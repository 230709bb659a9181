"""What each stretch of a rendered template comes from.

Jinja2 says of its tokens only the line. So that every letter of the output knows its place, a mark
with a number is put before each piece of text and around each expression before the template is
compiled, and taken out of what it prints.
"""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from jinja2.ext import Extension
from jinja2.lexer import Token

from hakusho.source.positions import Piece, Prepared
from hakusho.source.template_calls import placed_tokens
from hakusho.values.marks import Mark

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jinja2 import Environment
    from jinja2.lexer import TokenStream

_OPEN, _CLOSE = Mark.TEMPLATE, Mark.TEMPLATE_END
_MARK = re.compile(rf"{_OPEN}(?P<kind>[t<>])(?P<number>\d+){_CLOSE}")
_KEPT = frozenset({"set", "macro", "call", "filter"})
"""Blocks whose text goes through a name or a function before it is printed, if it is."""


class PlaceMarks(Extension):
    """Marks the texts and expressions of a template with their offsets in it."""

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        self._source = ""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """Remember the source that is about to be read."""
        del name, filename
        self._source = source
        return source

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """Put marks into the tokens of a template."""
        tokens, spans = list(stream), iter(self._spans())
        depth, end = 0, 0
        for number, token in enumerate(tokens):
            if token.type == "block_begin":
                depth += _kept(tokens, number + 1)
            start, stop = next(spans) if token.type in {"data", "variable_begin"} else (0, end)
            if not depth and token.type == "data":
                yield Token(token.lineno, "data", f"{_OPEN}t{start}{_CLOSE}{token.value}")
            elif not depth and token.type == "variable_begin":
                end = stop
                yield Token(token.lineno, "data", f"{_OPEN}<{start}{_CLOSE}")
                yield token
            else:
                yield token
            if not depth and token.type == "variable_end":
                yield Token(token.lineno, "data", f"{_OPEN}>{end}{_CLOSE}")

    def _spans(self) -> list[tuple[int, int]]:
        """Start and end of each text and each expression, in order."""
        spans: list[tuple[int, int]] = []
        opened = -1
        for kind, value, start in placed_tokens(self.environment, self._source):
            at = start + len(value)
            if kind in {"data", "variable_begin"}:
                opened = len(spans) if kind == "variable_begin" else opened
                spans.append((start, at))
            elif kind == "variable_end":
                spans[opened] = (spans[opened][0], at)
        return spans


def _kept(tokens: Sequence[Token], at: int) -> int:
    """1 where a block begins whose text is kept for later, -1 where it ends, else 0."""
    name = str(tokens[at].value)
    if name in _KEPT:
        block = takewhile(lambda token: token.type != "block_end", tokens[at:])
        return int(name != "set" or all(token.type != "assign" for token in block))
    return -1 if name.startswith("end") and name[3:] in _KEPT else 0


def prepared_from(output: str) -> Prepared:
    """Take the marks out of what a marked template printed.

    Args:
        output: With marks.

    Returns:
        The text, and the place in the template of each of its pieces.
    """
    texts: list[str] = []
    pieces: list[Piece] = []
    done = length = 0
    expression = -1
    for match in _MARK.finditer(output):
        texts.append(output[done : match.start()])
        length += len(texts[-1])
        done = match.end()
        number = int(match["number"])
        if match["kind"] == "<":
            expression = number
            pieces.append(Piece(length, number, number + 1))
        elif match["kind"] == ">":
            pieces = [
                Piece(each.start, each.source, number)
                if each.end and each.source == expression
                else each
                for each in pieces
            ]
            expression = -1
            pieces.append(Piece(length, number))
        elif expression < 0:
            pieces.append(Piece(length, number))
    texts.append(output[done:])
    return Prepared("".join(texts), tuple(pieces) or (Piece(0, 0),))
