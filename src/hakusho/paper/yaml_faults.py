"""All of YAML, and what is wrong with it, where :mod:`hakusho.paper.plain_yaml` leaves it."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import AliasEvent, CollectionEndEvent, CollectionStartEvent, ScalarEvent

from hakusho.findings import Finding, Location, Rule

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}(?!\d)")
_LONG_TAG = "tag:yaml.org,2002:"
_BAD_VALUE = (YAMLError, ValueError, ArithmeticError, LookupError, TypeError, AttributeError)
"""What the reader raises for a value that is none: ``"\\UFFFFFFFF"``."""


def read_fully(
    path: str, text: str, rule: Rule, *, deepest: int | None = None
) -> tuple[Any, tuple[Finding, ...]]:
    """Read a YAML document, and refuse aliases and tags, and what is nested too deeply.

    Without a number for ``deepest`` it is known to hold none of these.

    Returns:
        The document with line numbers, or ``None`` and one finding.
    """
    try:
        refused = _refused(path, text, rule, deepest) if deepest else None
        return (None, (refused,)) if refused else (YAML().load(text), ())
    except MarkedYAMLError as error:
        problem = (error.problem or error.context or "this is not YAML").strip()
        where = _mark(path, error.problem_mark or error.context_mark)
        hint = "Quote the value if it holds a colon, a bracket, * or #."
        return None, (Finding.of(rule, where, "this is not valid YAML: {problem}", hint, problem),)
    except _BAD_VALUE as error:
        return None, (_unusable_value(path, text, rule, error),)


def compose_fully(text: str) -> Any:
    """The root node of a document that is without faults."""
    return YAML().compose(text)


def _refused(path: str, text: str, rule: Rule, deepest: int) -> Finding | None:
    """The first alias or tag, or what is nested too deeply."""
    depth = 0
    for event in YAML().parse(text):
        depth += isinstance(event, CollectionStartEvent)
        depth -= isinstance(event, CollectionEndEvent)
        where = _mark(path, event.start_mark)
        if depth > deepest:
            return Finding.of(rule, where, "this YAML file is nested too deeply")
        if isinstance(event, AliasEvent):
            return Finding.of(rule, where, "YAML aliases (*name) are not allowed here")
        tag = getattr(event, "tag", None)
        if tag is not None:
            message = "YAML tags ({tag}) are not allowed here"
            hint = "Write the value alone: in quotes if it is text."
            return Finding.of(rule, where, message, hint, str(tag).replace(_LONG_TAG, "!!"))
    return None


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


def _no_date(text: str) -> str:
    try:
        date.fromisoformat(text)
    except ValueError as error:
        return str(error)
    return ""


def _mark(path: str, mark: Any) -> Location:
    return Location(path, mark.line + 1, mark.column + 1) if mark else Location(path)
