"""YAML with the line and column of each key and item, so that a finding can point there."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import AliasEvent, CollectionEndEvent, CollectionStartEvent, ScalarEvent

from hakusho.findings import Finding, Location, Rule
from hakusho.values.marks import without_private

if TYPE_CHECKING:
    from collections.abc import Sequence

SIZE_LIMIT = 1024 * 1024
"""Characters; a settings or data file in YAML is far smaller."""

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}(?!\d)")
DEPTH_LIMIT = 40
"""Lists and mappings in one another; the reader's time grows with the square of it."""


def load_yaml(path: str, text: str, *, rule: Rule) -> tuple[Any, tuple[Finding, ...]]:
    """Read a YAML document.

    Aliases are refused: nested ones grow exponentially ("billion laughs"), and a paper's
    settings do not need them.

    Args:
        path: For findings.
        text: The document.
        rule: The rule that a finding belongs to.

    Returns:
        The document with line numbers, or ``None`` and one finding.
    """
    if len(text) > SIZE_LIMIT:
        return None, (Finding.of(rule, Location(path), "this YAML file is too large"),)
    depth = 0
    text = without_private(text)
    try:
        for event in YAML().parse(text):
            depth += isinstance(event, CollectionStartEvent)
            depth -= isinstance(event, CollectionEndEvent)
            if depth > DEPTH_LIMIT:
                where = _mark(path, event.start_mark)
                return None, (Finding.of(rule, where, "this YAML file is nested too deeply"),)
            if isinstance(event, AliasEvent):
                where = _mark(path, event.start_mark)
                return None, (Finding.of(rule, where, "YAML aliases (*name) are not allowed here"),)
        return YAML().load(text), ()
    except MarkedYAMLError as error:
        problem = (error.problem or error.context or "this is not YAML").strip()
        where = _mark(path, error.problem_mark or error.context_mark)
        hint = "Quote the value if it holds a colon, a bracket, * or #."
        return None, (Finding.of(rule, where, "this is not valid YAML: {problem}", hint, problem),)
    except (YAMLError, ValueError) as error:
        unplaced = Finding.of(rule, Location(path), "this is not valid YAML: {error}", "", error)
        return None, (_impossible_date(path, text, rule) or unplaced,)


def _impossible_date(path: str, text: str, rule: Rule) -> Finding | None:
    """A value that YAML takes for a date and the calendar does not have: 2026-02-30."""
    for event in YAML().parse(text):
        if not (isinstance(event, ScalarEvent) and event.implicit[0] and _DATE.match(event.value)):
            continue
        try:
            date.fromisoformat(event.value[:10])
        except ValueError as error:
            message = "{value} is no date: {error}"
            hint = "Write year, month and day: 2026-04-01."
            return Finding.of(
                rule, _mark(path, event.start_mark), message, hint, event.value, error
            )
    return None


def _mark(path: str, mark: Any) -> Location:
    return Location(path, mark.line + 1, mark.column + 1) if mark else Location(path)


def locate(path: str, document: Any, keys: Sequence[str | int]) -> Location:
    """Find where a key or an item stands.

    Args:
        path: The file.
        document: What :func:`load_yaml` returned.
        keys: The way down, mapping keys and list indices; as far as it exists is used.

    Returns:
        The place of the last key that exists; the file's first line if none does.
    """
    where = Location(path, 1, 1)
    node = document
    for key in keys:
        if isinstance(node, CommentedMap) and key in node:
            line, column = node.lc.key(key)
        elif isinstance(node, CommentedSeq) and isinstance(key, int) and key < len(node):
            line, column = node.lc.item(key)
        else:
            break
        where = Location(path, line + 1, column + 1)
        node = node[key]
    return where
