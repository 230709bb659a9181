"""Why a template cannot be read, by what its author is likely to have done.

Jinja2 says which tags it was looking for when it came to the end; an author has to know which one
of theirs is open, and where it stands. And what stands in a listing is no template to an author.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from itertools import accumulate
from typing import TYPE_CHECKING

from hakusho.findings import Finding, did_you_mean, say
from hakusho.findings.places import places_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_OPENERS = ("for", "if", "macro", "call", "filter", "block", "with", "autoescape", "raw", "set")
_MIDDLES = ("else", "elif")
_STATEMENT = re.compile(r"\{%[-+]?\s*(?P<word>\w+)(?P<rest>.*?)%\}", re.DOTALL)
_INNERMOST = re.compile(r"innermost block that needs to be closed is '(?P<word>\w+)'")
_UNKNOWN = re.compile(r"Encountered unknown tag '(?P<word>\w+)'")
_FENCE = re.compile(r"^ {0,3}(?:[-*+>] +)?(?P<mark>`{3,}|~{3,})")
_SPAN = re.compile(r"(?<!`)(?P<mark>`+)(?!`)[^\n]+?(?<!`)(?P=mark)(?!`)")
_BEGUN = re.compile(r"\{[{%]")
_RAW = say(
    "Braces in a listing are read as a template, too: to print them, write {{% raw %}} before the "
    "listing and {{% endraw %}} behind it."
)


def statement_slip(path: str, source: str, complaint: str, line: int) -> Finding | None:
    """TPL001 for a statement that is open, closes nothing, or does not exist.

    Args:
        path: The chapter.
        source: Its text.
        complaint: What Jinja2 says of it.
        line: Where Jinja2 gave up, from 1.

    Returns:
        The finding, at the tag that is meant; ``None`` if Jinja2 complains of something else.
    """
    places = places_of(path, source)
    unknown, inner = _UNKNOWN.search(complaint), _INNERMOST.search(complaint)
    if unknown is None:
        opened = [each for each in _open(source) if inner and each["word"] == inner["word"]]
        if not opened:
            return None
        message = "{{% {word} %}} is not closed"
        hint = "Write {{% end{word} %}} behind what belongs to it."
        where, word = places.at(opened[-1].start()), opened[-1]["word"]
        return Finding.of("TPL001", where, message, hint, word)
    word = unknown["word"]
    tags = (each for each in _STATEMENT.finditer(source) if each["word"] == word)
    at = next((each.start() for each in tags if source.count("\n", 0, each.start()) >= line - 1), 0)
    where = places.at(at)
    if word.removeprefix("end") in _OPENERS or word in {"else", "elif"}:
        if inner:
            message = "{{% {word} %}} stands here before {{% end{inner} %}}"
            hint = "Close first what was opened last: {{% end{inner} %}}."
            return Finding.of("TPL001", where, message, hint, word, inner["word"])
        message = "{{% {word} %}} stands here, and nothing is open"
        return Finding.of("TPL001", where, message, "Leave it out, or open it before.", word)
    known = [*_OPENERS, *_MIDDLES, *(f"end{each}" for each in _OPENERS)]
    listed = say("Chapters know {{% for %}}, {{% if %}} and {{% set %}}; other text goes without.")
    message, hint = "there is no statement {{% {word} %}}", did_you_mean(word, known, listed)
    return Finding.of("TPL001", where, message, hint, word)


def in_listings(source: str, findings: Iterable[Finding]) -> Iterator[Finding]:
    """The same findings; those in a listing or in code say how braces are printed there."""
    starts = [0, *accumulate(len(line) + 1 for line in source.split("\n"))]
    code: list[tuple[int, int]] | None = None
    for finding in findings:
        line, column = finding.location.line, finding.location.column
        if finding.rule.id not in {"TPL001", "TPL002"} or not 0 < line <= len(starts) - 1:
            yield finding
            continue
        code = [*_code(source, starts)] if code is None else code
        begun = _BEGUN.search(source, starts[line - 1], starts[line] - 1)
        at = begun.start() if begun and not column else starts[line - 1] + max(column - 1, 0)
        place = bisect_right(code, (at, len(source) + 1)) - 1
        inside = place >= 0 and at < code[place][1]
        yield replace(finding, hint=_RAW) if inside else finding


def _open(source: str) -> list[re.Match[str]]:
    """The tags that nothing closes, in their order."""
    found: list[re.Match[str]] = []
    for tag in _STATEMENT.finditer(source):
        word = tag["word"]
        if word in _OPENERS and not (word == "set" and "=" in tag["rest"]):
            found.append(tag)
        elif found and word == f"end{found[-1]['word']}":
            found.pop()
    return found


def _code(source: str, starts: list[int]) -> Iterator[tuple[int, int]]:
    """Where listings between fences and code in a line begin and end."""
    mark, begun = "", 0
    for number, line in enumerate(source.split("\n")):
        fence = _FENCE.match(line)
        if mark:
            if fence and fence["mark"].startswith(mark) and not line[fence.end() :].strip():
                yield begun, starts[number]
                mark = ""
        elif fence:
            mark, begun = fence["mark"], starts[number]
        elif "`" in line:
            for span in _SPAN.finditer(line):
                yield starts[number] + span.start(), starts[number] + span.end()
    if mark:
        yield begun, len(source)
