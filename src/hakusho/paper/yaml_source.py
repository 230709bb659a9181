"""YAML with the line and column of each key and item, so that a finding can point there."""

from __future__ import annotations

import re
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from hakusho.findings import Finding, Location, Rule, rule, say
from hakusho.paper.control_characters import control_character
from hakusho.paper.plain_yaml import Unread, compose_plain, places_in, read_plain
from hakusho.paper.schema_findings import all_keys, keyless, schema_findings
from hakusho.paper.yaml_slips import cut_short, silent_slips
from hakusho.tools.keeping import kept
from hakusho.values.invisible import CONTROL
from hakusho.values.marks import without_private

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_SIZE_LIMIT = 1024 * 1024
"""Characters; a settings or data file in YAML is far smaller."""
_MOST_VALUES = 40_000
"""Line ends and commas; the reader takes a tenth of a millisecond for each."""

_BREAK = r"\n\r\x85\u2028\u2029"
_QUOTED = re.compile(
    rf"(?:(?<=[:\[{{,] )|(?<=[\[{{,]))([\"'])[^\"'\\{_BREAK}]*\1(?!#)"
    rf"|([\"'])[^\"'\\,:#\[\]{{}}{_BREAK}]*\2(?!#)"
)
"""Text in quotes on one line: where a value begins, or such that nothing in it ends a scalar."""
_COMMENT = re.compile(rf"(?<!\S)#[^{_BREAK}]*")
_BRACKET = re.compile(r"[\[\]{}]")
_INDENTATION = re.compile(rf"(?:\A|(?<=[{_BREAK}]))[\ufeff \t:?-]*")
_TAG = re.compile(rf"(?:\A|(?<=[\s\ufeff\[{{,:{_BREAK}]))!")
"""What may begin a tag, which says of what type a value is."""
_ALIAS = re.compile(rf"(?:\A|(?<=[\s\ufeff\[\]{{}}:,\"'{_BREAK}]))\*")
"""What may begin an alias: no star within a word."""
_CODE = re.compile(r"(?<![\w.:/-])0[0-9]+(?:\.[0-9]*)?(?=[\s,\]}]|:\s|\Z)", re.ASCII)
"""What may be a number that begins with a zero: the code of a town, which YAML would cut."""
_DEPTH_LIMIT = 40
"""Lists and mappings in one another; the reader's time grows with the square of it."""


@kept
def load_yaml(path: str, text: str, *, rule: Rule) -> tuple[Any, tuple[Finding, ...]]:
    """Read a YAML document.

    Aliases are refused: nested ones grow exponentially ("billion laughs"), and a paper's
    settings do not need them. So are tags, which ask for objects of a programming language, and
    numbers that begin with a zero, which would be lost.

    Returns:
        The document with line numbers, or ``None`` and one finding.
    """
    if len(text) > _SIZE_LIMIT:
        return None, (Finding.of(rule, Location(path), "this YAML file is too large"),)
    if text.count("\n") + text.count(",") > _MOST_VALUES:
        message = "this YAML file holds too much to be read: more than {most:,} lines and values"
        hint = "Rows of data stand better in a CSV file."
        return None, (Finding.of(rule, Location(path), message, hint, _MOST_VALUES),)
    text = without_private(text)
    named = _TAG.search(text) or _ALIAS.search(text) or _CODE.search(text)
    suspect = bool(named) or _deepest_possible(text) > _DEPTH_LIMIT
    document, findings = _read(path, text, rule, deepest=_DEPTH_LIMIT if suspect else None)
    if findings:
        return None, findings
    unprintable = tuple(_escaped_controls(path, document, text.split("\n")))
    return (None if unprintable else document), unprintable


def _read(
    path: str, text: str, rule: Rule, *, deepest: int | None
) -> tuple[Any, tuple[Finding, ...]]:
    if deepest is None:
        with suppress(Unread):
            return read_plain(text), ()
    from hakusho.paper.yaml_faults import read_fully  # noqa: PLC0415  what is seldom needed

    return read_fully(path, text, rule, deepest=deepest)


def compose(text: str) -> Any:
    """The root node of a document that :func:`load_yaml` has read; a node knows where it ends."""
    try:
        return compose_plain(text)
    except Unread:
        from hakusho.paper.yaml_faults import compose_fully  # noqa: PLC0415  as above

        return compose_fully(text)


_ESCAPES = {"\a": "a", "\b": "b", "\f": "f", "\v": "v", "\0": "0", "\x1b": "e"}
"""The letters that stand behind a backslash for control characters."""
BETWEEN_FOLDERS = say(
    "Write / between folders and files; where a \\ is meant, put the value in single quotes."
)


def _escaped_controls(path: str, document: Any, lines: Sequence[str]) -> Iterator[Finding]:
    r"""TYP010 for each text that holds a control character by its code: ``"\x0b"``."""
    waiting: list[tuple[Any, tuple[str | int, ...]]] = [(document, ())]
    while waiting:
        node, way = waiting.pop()
        if isinstance(node, str):
            where = locate(path, document, way)
            for each in CONTROL.findall(node):
                letter = _ESCAPES.get(each, "")
                if letter and f"\\{letter}" in lines[where.line - 1]:
                    message = "in double quotes \\{letter} is the control character {code}"
                    code = f"U+{ord(each):04X}"
                    yield Finding.of("TYP010", where, message, BETWEEN_FOLDERS, letter, code)
                else:
                    yield control_character(each, where)
        elif isinstance(node, dict):
            waiting += ((value, (*way, key)) for key, value in node.items())
            waiting += ((key, (*way, key)) for key in node)
        elif isinstance(node, list):
            waiting += ((value, (*way, at)) for at, value in enumerate(node))


def _deepest_possible(text: str) -> int:
    """A bound of the depth that is cheaper than reading: brackets, and indentation.

    A bracket may hold a mapping of one pair besides, and at one column a mapping and its list may
    begin. A bracket closes another one only where it cannot be part of a text in quotes.
    """
    bare = _COMMENT.sub("", _QUOTED.sub("", text))
    quoted = "'" in bare or '"' in bare
    depth = deepest = 0
    for bracket in _BRACKET.findall(text if quoted else bare):
        if bracket in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif not quoted:
            depth = max(depth - 1, 0)
    return 2 * (deepest + 1 + max(map(len, _INDENTATION.findall(text))))


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
        places = places_in(node)
        if not places or key not in places:  # what comes from a merge (<<) stands elsewhere
            break
        line, column, *_ = places[key]
        where = Location(path, line + 1, column + 1)
        node = node[key]
    return where


_Model = TypeVar("_Model", bound=BaseModel)


class Strict(BaseModel):
    """Unknown keys are mistakes, and what was read does not change."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


@kept
def read_schema(
    model: type[_Model],
    rule_id: str,
    path: str,
    text: str,
    *,
    union: tuple[str, ...] = (),
    may_be_empty: bool = False,
) -> tuple[_Model | None, Any, tuple[Finding, ...]]:
    """Read a YAML file that must be as a model says.

    Args:
        model: The model.
        rule_id: The rule that findings belong to.
        path: The file, for findings.
        text: Its YAML.
        union: What pydantic calls the forms of a value that has several; the first is told about.
        may_be_empty: Whether a file that says nothing counts as one without keys.

    Returns:
        What it says, or ``None`` and a finding for each key that is wrong; between them the YAML
        with its line numbers. Of what it says PAP020 may be told, too.
    """
    document, findings = load_yaml(path, text, rule=rule(rule_id))
    if findings:
        return None, document, findings
    slips = tuple(
        Finding.of(rule_id, Location(path, line, column), message, hint)
        for line, column, message, hint in silent_slips(text, all_keys(model))
    )
    if slips:
        return None, document, slips
    if document is None and may_be_empty:
        return model(), document, ()
    if not isinstance(document, dict):
        return None, document, (keyless(model, rule_id, path, document),)
    try:
        made = model.model_validate(document)
    except ValidationError as error:
        where = partial(locate, path, document)
        return None, document, tuple(schema_findings(model, rule_id, where, error, union))
    cut = (
        Finding.of("PAP020", Location(path, line, column), message, hint)
        for line, column, message, hint in cut_short(text)
    )
    return made, document, tuple(cut)
