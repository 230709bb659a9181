"""All of YAML, and what is wrong with it, where :mod:`hakusho.paper.plain_yaml` leaves it."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.constructor import DuplicateKeyError
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import AliasEvent, CollectionEndEvent, CollectionStartEvent, ScalarEvent

from hakusho.findings import NOTHING, Finding, Location, Rule, Text, say
from hakusho.paper.yaml_slips import likely_slip, quoted

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}(?!\d)")
_CODE = re.compile(r"0[0-9]+(?:\.[0-9]*)?")
_FILES = re.compile(r"^chapters:(?:[^\n]*|(?:[^\n]*\n[ \t]*[-#][^\n]*)+)\Z", re.MULTILINE)
"""All that stands before an entry of the list of chapters."""
_LONG_TAG = "tag:yaml.org,2002:"
_BAD_VALUE = (
    YAMLError, ValueError, ArithmeticError, LookupError, TypeError, AttributeError, AssertionError,
)  # fmt: skip
"""What the reader raises for a value that is none, ``"\\UFFFFFFFF"``, and where it loses count."""


_OPEN = (
    ("while scanning a quoted scalar", "a quotation mark", say("a text in quotes")),
    ("while scanning a double-quoted scalar", '"', say("a text in quotes")),
    ("while scanning a single-quoted scalar", "'", say("a text in quotes")),
    ("while parsing a flow sequence", "]", say("a list in brackets")),
    ("while parsing a flow mapping", "}", say("a group in braces")),
)
"""What the reader says of what has no end, the mark that is missing, and what that is."""

_ITEM = re.compile(r"(?P<indent> *)- ")
_OF_INDENTATION = ("<block end>", "mapping values", "did not find expected key", "<document start>")


def read_fully(
    path: str, text: str, rule: Rule, *, deepest: int | None = None
) -> tuple[Any, tuple[Finding, ...]]:
    """Read a YAML document, and refuse aliases, tags, codes, and what is nested too deeply.

    Without a number for ``deepest`` it is known to hold none of these.

    Returns:
        The document with line numbers, or ``None`` and one finding.
    """
    try:
        refused = _refused(path, text, rule, deepest) if deepest else None
        document = None if refused else YAML().load(text)
        repr(document)  # a whole number that is too long to be printed is none that is read
    except MarkedYAMLError as error:
        return None, (_fault(path, text, rule, error),)
    except _BAD_VALUE as error:
        return None, (_unusable_value(path, text, rule, error),)
    return document, (refused,) if refused else ()


def _fault(path: str, text: str, rule: Rule, error: MarkedYAMLError) -> Finding:
    """What is wrong with YAML that cannot be read, by its likely cause."""
    where = _mark(path, error.problem_mark or error.context_mark)
    complaint = f"{error.context or ''} {error.problem or ''}"
    if isinstance(error, DuplicateKeyError):
        key = complaint.partition('"')[2].partition('"')[0]
        twice = "the key '{key}' stands here a second time"
        return Finding.of(rule, where, twice, "Keep one of the two.", key)
    opened = next((each for each in _OPEN if each[0] in complaint), None)
    begun = _mark(path, error.context_mark) if opened else where
    if slip := likely_slip(text, where.line, begun.line if opened else 0):
        line, column, message, hint = slip
        return Finding.of(rule, Location(path, line, column), message, hint)
    if opened and "escape" not in complaint:
        _, closing, what = opened
        return _without_end(rule, begun, where, complaint, what, closing)
    if "find expected ':'" in complaint:
        where = _mark(path, error.context_mark)
        return Finding.of(rule, where, "there is no colon in this line", _KEY_AND_VALUE)
    return _fault_of_line(text, rule, where, complaint.strip())


def _without_end(
    rule: Rule, begun: Location, where: Location, complaint: str, what: Text, closing: str
) -> Finding:
    """For a text in quotes, a list or a group that is not closed where it has to be."""
    if begun.line == where.line and "<scalar>" in complaint:
        hint = "Put a comma and a space before it, or all that belongs together in quotes."
        return Finding.of(rule, where, "{what} goes on here without a comma", hint, what)
    if begun.line == where.line and complaint.endswith("':'"):
        message, hint = "an entry of {what} holds a colon", "Put the entry in quotes."
        return Finding.of(rule, where, message, hint, what)
    lacking = "{what} that begins here has no end: {closing} is missing"
    close = say("Write {closing} behind the last entry.", closing) if closing in "]}" else NOTHING
    return Finding.of(rule, begun, lacking, close, what, closing)


_KEY_AND_VALUE = say("Write a key, a colon, a space and the value.")


def _item_above(text: str, number: int) -> re.Match[str] | None:
    """The entry of a list above a line that is one as well."""
    lines = text.split("\n")[:number]
    above = [each for each in lines[:-1] if each.strip()][-1:]
    return _ITEM.match(above[0]) if above and _ITEM.match(lines[-1]) else None


def _fault_of_line(text: str, rule: Rule, where: Location, complaint: str) -> Finding:
    """What is wrong in the line in which the reader gave up, or in that before it."""
    if "cannot start any token" in complaint:
        rest = text.split("\n")[where.line - 1][where.column - 1 :]
        if rest.startswith("\t"):
            return Finding.of(rule, where, "there is a tab here", "Write a space in its place.")
        value = re.split(r"[,\]}]| #", rest)[0].strip()
        message = "a value that begins with '{sign}' stands in quotes"
        return Finding.of(rule, where, message, "Write {line}", rest[0], quoted(value))
    if "mapping values" in complaint and ":" not in _line_before(text, where.line):
        place = Location(where.path, where.line - 1, 1)
        return Finding.of(rule, place, "there is no colon in this line", _KEY_AND_VALUE)
    if "<document start>" in complaint and (
        first := re.search(r"^ +(?=[^\s#])", text, re.MULTILINE)
    ):
        where = Location(where.path, text.count("\n", 0, first.start()) + 1, len(first[0]) + 1)
    if any(each in complaint for each in _OF_INDENTATION):
        message = "this line is not indented as those are to which it belongs"
        hint = "Begin keys that belong together in one column, and what belongs to a key deeper."
        item = _item_above(text, where.line)
        values = (len(item["indent"]),) if item else ()
        hint = "Put {count:space|spaces} before the hyphen, as in the line above." if item else hint
        return Finding.of(rule, where, message, hint, *values)
    if "escape" in complaint:
        message = "in double quotes a \\ and what stands behind it are one sign, and this is none"
        hint = "Put the value in single quotes, or write each \\ twice."
        return Finding.of(rule, where, message, hint)
    message = "this is not valid YAML: {problem}"
    hint = "Quote the value if it holds a colon, a bracket, * or #."
    return Finding.of(rule, where, message, hint, complaint or "it cannot be read")


def _line_before(text: str, line: int) -> str:
    """The line before one, if it says something; else a colon."""
    before = text.split("\n")[line - 2] if line > 1 else ""
    said = before.partition("#")[0].strip()
    return ":" if not said or said.startswith("-") else said


def compose_fully(text: str) -> Any:
    """The root node of a document that is without faults."""
    return YAML().compose(text)


def _refused(path: str, text: str, rule: Rule, deepest: int) -> Finding | None:
    """The first alias, tag or number that begins with a zero, or what is nested too deeply."""
    depth = 0
    for event in YAML().parse(text):
        depth += isinstance(event, CollectionStartEvent)
        depth -= isinstance(event, CollectionEndEvent)
        where = _mark(path, event.start_mark)
        if depth > deepest:
            return Finding.of(rule, where, "this YAML file is nested too deeply")
        if isinstance(event, AliasEvent):
            message = "YAML aliases (*name) are not allowed here"
            hint = "A value that begins with * stands in quotes."
            return Finding.of(rule, where, message, hint)
        tag = getattr(event, "tag", None)
        if tag is not None:
            message = "YAML tags ({tag}) are not allowed here"
            hint = "Write the value alone: in quotes if it is text."
            return Finding.of(rule, where, message, hint, str(tag).replace(_LONG_TAG, "!!"))
        if _is_code(event, text):
            message = "{code} would be read as the number {number}"
            if _FILES.search(text[: event.start_mark.index]):
                hint = "A file has its whole name: {code}.md, or what stands before .md in yours."
                number = event.value.lstrip("0") or "0"
                return Finding.of(rule, where, message, hint, event.value, number)
            hint = 'A code stands in quotes: "{code}"; a number is written {number}.'
            number = event.value.lstrip("0") or "0"
            return Finding.of(rule, where, message, hint, event.value, number)
    return None


def _is_code(event: Any, text: str) -> bool:
    """Whether a value is a number with zeros before it, as codes of places and telephones have.

    In ``{max: 20,000}`` there is a number with a comma, and no code.
    """
    plain = isinstance(event, ScalarEvent) and event.implicit[0]
    if not (plain and _CODE.fullmatch(event.value)):
        return False
    begin: int = event.start_mark.index
    return not re.search(r"[0-9],$", text[max(begin - 2, 0) : begin])


def _unusable_value(path: str, text: str, rule: Rule, error: Exception) -> Finding:
    """What YAML takes for a date and the calendar does not have: 2026-02-30; or any other value."""
    where = Location(path)
    with suppress(*_BAD_VALUE):
        for event in YAML().parse(text):
            where = _mark(path, event.end_mark)
            if not (isinstance(event, ScalarEvent) and event.implicit[0]):
                continue
            if _DATE.match(event.value) and (problem := _no_date(event.value[:10])):
                message = "{value} is no date: {error}"
                hint = "Write year, month and day: 2026-04-01."
                place = _mark(path, event.start_mark)
                return Finding.of(rule, place, message, hint, event.value, problem)
        where = Location(path)  # all could be read; what of it cannot be used is not known
    return Finding.of(rule, where, "this is not valid YAML: {error}", "", error)


_MONTHS = 12


def _no_date(text: str) -> Text:
    try:
        date.fromisoformat(text)
    except ValueError as error:
        _, month, day = (int(part) if part.isdigit() else 0 for part in text.split("-"))
        if not 1 <= month <= _MONTHS:
            return say("there are twelve months")
        return say("this month has no such day") if day else say("{error}", error)
    return NOTHING


def _mark(path: str, mark: Any) -> Location:
    return Location(path, mark.line + 1, mark.column + 1) if mark else Location(path)
