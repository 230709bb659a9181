"""What is wrong with a BibTeX block that cannot be read, worded for its author.

This reads a broken block once more, slowly and strictly, up to the first fault: a parser says at
which character it gave up, and that is seldom where the author has to type.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hakusho.citations.bib_values import ValueFault, end_of_literal, pieces

if TYPE_CHECKING:
    from hakusho.citations.bib_source import Block

_KEY = re.compile(r"\s*([^{}(),=\"#%\n]*)")
_NAME = re.compile(r"[^\s{}(),=\"#%]+")
_BETWEEN_FIELDS = re.compile(r"[\s,]*")
_SWALLOWED = re.compile(r"(?:,|\n)\s*[A-Za-z][\w-]*\s*=\s*(?:[{\"\w]|\Z)")
_CLOSE_BRACE = "Close it with }, or delete one that is too many."


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault of a block.

    Attributes:
        offset: Where the author must act, from the file's beginning.
        problem: What is wrong, in one line.
        hint: What to do.
        key: The citekey, if that can be read.
    """

    offset: int
    problem: str
    hint: str
    key: str = ""


class _Found(Exception):  # noqa: N818  ends the reading
    def __init__(self, at: int, problem: str, hint: str) -> None:
        super().__init__(problem)
        self.at, self.problem, self.hint = at, problem, hint


def fault_of(block: Block) -> Fault:
    """The first fault of a block.

    Args:
        block: One that cannot be read.

    Returns:
        Where and what it is; a general one where everything by itself seems right.
    """
    key = ""
    body = block.body - block.start
    text = block.masked[: len(block.masked) - 1] if block.closed else block.masked
    try:
        if not block.is_entry:
            _look_at_fields(text, body, block)
        else:
            match = _KEY.match(text, body)
            key = match[1].strip() if match else ""
            after = _look_at_key(text, body, key)
            _look_at_fields(text, after, block)
    except _Found as found:
        key = "" if "citekey" in found.problem else key
        return Fault(block.start + found.at, found.problem, found.hint, key)
    if not block.closed:
        opening = text[body - 1]
        hint = f"Write {'}' if opening == '{' else ')'} after its last field."
        return Fault(block.start, f"this @{block.kind} is not closed", hint, key)
    hint = "Check that it reads @type{key, field = {value}, …}."
    return Fault(block.start, f"this @{block.kind} cannot be read", hint, key)


def _look_at_key(text: str, body: int, key: str) -> int:
    """Check the citekey; the offset after it."""
    match = _KEY.match(text, body)
    start, after = (match.start(1), match.end()) if match else (body, body)
    following = text[after : after + 1]
    if following == "=" or not key:
        hint = "Write a key and a comma after the opening brace: @type{key, …}."
        raise _Found(start, "this entry has no citekey", hint)
    if following not in {",", ""}:
        at = start + len(key)
        raise _Found(at, "a comma is missing after the citekey", "Write @type{key, field = …}.")
    return after


def _look_at_fields(text: str, at: int, block: Block) -> None:
    """Read field after field; raises at the first that is broken."""
    while (at := _skip(text, at)) < len(text):
        name = _NAME.match(text, at)
        if not name:
            hint = "Write field = {value}, with a comma between fields."
            raise _Found(at, f"a field cannot begin with {text[at]}", hint)
        equals = re.compile(r"\s*").match(text, name.end())
        after = equals.end() if equals else name.end()
        if text[after : after + 1] != "=":
            hint = f"Write {name[0]} = {{value}}, or delete it."
            raise _Found(at, f"the field {name[0]} has no = and no value", hint)
        at = _look_at_value(text, after + 1, name[0], block)


def _look_at_value(text: str, at: int, name: str, block: Block) -> int:
    """Check one value; the offset after it."""
    at += len(text[at:]) - len(text[at:].lstrip())
    while at < len(text) and text[at] in '{"':
        at = _look_at_literal(text, at, name, block)
        rest = re.compile(r"\s*#\s*").match(text, at)
        if not rest:
            break
        at = rest.end()
    else:
        bare = re.compile(r"[^,{}\"\n]*").match(text, at)
        at = bare.end() if bare else at
    following = text[at:].lstrip()[:1]
    if text[at - 1] == '"' and text[at : at + 1].isalnum():
        problem = f"a quotation mark stands inside the quotation marks of {name}"
        raise _Found(at - 1, problem, f"Write {name} = {{…}} with braces.")
    if following and following in "})":
        where = text.index(following, at)
        raise _Found(
            where, f"this {following} closes nothing", "Delete it, or open it with its pair."
        )
    if following and following != ",":
        hint = f"Write a comma after the value of {name}."
        raise _Found(at, f"a comma is missing after the value of {name}", hint)
    return at


def _look_at_literal(text: str, at: int, name: str, block: Block) -> int:
    mark = "brace" if text[at] == "{" else "quotation mark"
    problem = f"the {mark} that opens the value of {name} is not closed"
    hint = _CLOSE_BRACE if mark == "brace" else 'Close it with ".'
    try:
        end = end_of_literal(text, at)
    except ValueFault:
        raise _Found(at, problem, hint) from None
    inside = text[at + 1 : end - 1]
    swallowed = _SWALLOWED.search(inside)
    touching = text[end : end + 1] not in {"", ",", "}", ")", " ", "\t", "\n", "#"}
    if swallowed and (touching or not block.closed or mark == "quotation mark"):
        raise _Found(at, problem, hint)
    return end


def value_fault(block: Block, error: ValueFault, name: str, at: int, key: str) -> Fault:
    """A fault of one value in a block whose fields can be told apart.

    Args:
        block: The block.
        error: What reading the value said.
        name: The field.
        at: Offset of the value in the file.
        key: The citekey.
    """
    found = fault_of(block)
    if error.problem != "unexpected" and not found.problem.endswith("cannot be read"):
        return Fault(found.offset, found.problem, found.hint, key)
    problem = f"the value of {name} cannot be read"
    return Fault(at + error.offset, problem, f"Write {name} = {{value}}.", key)


def first_fault(raw: str) -> ValueFault | None:
    """What is wrong with a raw value; ``None`` if it can be read."""
    try:
        for _ in pieces(raw):
            pass
    except ValueFault as error:
        return error
    return None


def _skip(text: str, at: int) -> int:
    match = _BETWEEN_FIELDS.match(text, at)
    return match.end() if match else at
