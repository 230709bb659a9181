"""What is wrong with a BibTeX block that cannot be read, worded for its author.

This reads a broken block once more, slowly and strictly, up to the first fault: a parser says at
which character it gave up, and that is seldom where the author has to type.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hakusho.citations.bib_values import ValueFault, end_of_literal, pieces
from hakusho.findings import Text, say, say_all

if TYPE_CHECKING:
    from hakusho.citations.bib_source import Block

_KEY = re.compile(r"\s*([^{}(),=\"#%\n]*)")
_NAME = re.compile(r"[^\s{}(),=\"#%]+")
_BETWEEN_FIELDS = re.compile(r"[\s,]*")
_SWALLOWED = re.compile(r"(?:,|\n)\s*[A-Za-z][\w-]*\s*=\s*(?:[{\"\w]|\Z)")


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
    problem: Text
    hint: Text
    key: str = ""


class _Found(Exception):  # noqa: N818  ends the reading
    def __init__(self, at: int, problem: str, hint: str, *values: str) -> None:
        super().__init__(problem)
        self.at = at
        self.problem, self.hint = say_all((problem, hint), values)


def fault_of(block: Block) -> Fault:
    """The first fault of a block.

    Args:
        block: One that cannot be read.

    Returns:
        Where and what it is; a general one where everything by itself seems right.
    """
    found = _fault_of(block)
    if found:
        return found
    hint = say("Check that it reads @type{{key, field = {{value}}, …}}.")
    return Fault(block.start, say("this @{kind} cannot be read", block.kind), hint, _key_of(block))


def _fault_of(block: Block) -> Fault | None:
    key = ""
    body = block.body - block.start
    text = _inside(block)
    try:
        if not block.is_entry:
            _look_at_fields(text, body, block)
        else:
            after = _look_at_key(text, body, _key_of(block))
            key = _key_of(block)
            _look_at_fields(text, after, block)
    except _Found as found:
        return Fault(block.start + found.at, found.problem, found.hint, key)
    if not block.closed:
        opening = text[body - 1]
        hint = say("Write {mark} after its last field.", "}" if opening == "{" else ")")
        return Fault(block.start, say("this @{kind} is not closed", block.kind), hint, key)
    return None


def _inside(block: Block) -> str:
    """The block without the mark that closes it."""
    return block.masked[:-1] if block.closed else block.masked


def _key_of(block: Block) -> str:
    match = _KEY.match(_inside(block), block.body - block.start) if block.is_entry else None
    return match[1].strip() if match else ""


def _look_at_key(text: str, body: int, key: str) -> int:
    """Check the citekey; the offset after it."""
    match = _KEY.match(text, body)
    start, after = (match.start(1), match.end()) if match else (body, body)
    following = text[after : after + 1]
    if following == "=" or not key:
        hint = "Write a key and a comma after the opening brace: @type{{key, …}}."
        raise _Found(start, "this entry has no citekey", hint)
    if following not in {",", ""}:
        at = start + len(key)
        raise _Found(at, "a comma is missing after the citekey", "Write @type{{key, field = …}}.")
    return after


def _look_at_fields(text: str, at: int, block: Block) -> None:
    """Read field after field; raises at the first that is broken."""
    while (at := _skip(text, at)) < len(text):
        name = _NAME.match(text, at)
        if not name:
            hint = "Write field = {{value}}, with a comma between fields."
            raise _Found(at, "a field cannot begin with {mark}", hint, text[at])
        equals = re.compile(r"\s*").match(text, name.end())
        after = equals.end() if equals else name.end()
        if text[after : after + 1] != "=":
            hint = "Write {name} = {{value}}, or delete it."
            raise _Found(at, "the field {name} has no = and no value", hint, name[0])
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
        problem = "a quotation mark stands inside the quotation marks of {name}"
        raise _Found(at - 1, problem, "Write {name} = {{…}} with braces.", name)
    if following and following in "})":
        where = text.index(following, at)
        hint = "Delete it, or open it with its pair."
        raise _Found(where, "this {mark} closes nothing", hint, following)
    if following and following != ",":
        hint = "Write a comma after the value of {name}."
        raise _Found(at, "a comma is missing after the value of {name}", hint, name)
    return at


def _look_at_literal(text: str, at: int, name: str, block: Block) -> int:
    quoted = text[at] != "{"
    problem = "the brace that opens the value of {name} is not closed"
    hint = "Close it with }}, or delete one that is too many."
    if quoted:
        problem = "the quotation mark that opens the value of {name} is not closed"
        hint = 'Close it with ".'
    try:
        end = end_of_literal(text, at)
    except ValueFault:
        raise _Found(at, problem, hint, name) from None
    inside = text[at + 1 : end - 1]
    swallowed = _SWALLOWED.search(inside)
    touching = text[end : end + 1] not in {"", ",", "}", ")", " ", "\t", "\n", "#"}
    if swallowed and (touching or not block.closed or quoted):
        raise _Found(at, problem, hint, name)
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
    found = _fault_of(block)
    if found and error.problem != "unexpected":
        return Fault(found.offset, found.problem, found.hint, key)
    problem = say("the value of {name} cannot be read", name)
    return Fault(at + error.offset, problem, say("Write {name} = {{value}}.", name), key)


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
