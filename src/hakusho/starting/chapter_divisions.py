"""Where the chapters of a document begin, and which of them are appendices."""

from __future__ import annotations

import re
from functools import partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from hakusho.starting.without_code import without_code

if TYPE_CHECKING:
    from collections.abc import Iterator


_CHAPTER = re.compile(r"^# (?P<title>.*?)(?:\s*\{[^}]*\})?$", re.MULTILINE)
_TYPED_APPENDIX = re.compile(
    r"(?:appendix|annex|付録|附録|補遺|別添)"
    r"(?:[\s\u3000]*(?P<letter>[A-Z]|[0-9０-９一二三四五六七八九十]{1,2})(?![A-Za-z0-9]))?"
    r"(?P<title>$|[\s\u3000]*[.:：．、—–-]+.*|[\s\u3000]+.*)",
    re.IGNORECASE,
)
_COUNTED = {".appendix", ".unnumbered"}
"""Classes of a heading that say how it is counted."""
_BEHIND = " \u3000.:：．、—–-"
"""What stands between a letter and a title."""
PREFACE = "preface"
"""The file of a chapter whose heading no author has written."""
_KANA = re.compile(r"[\u3040-\u30ff]")


def chapters_in(text: str, path: str, *, whole: bool) -> Iterator[tuple[str, str]]:
    """Divide a text where its chapters begin; one of several documents is a chapter as it is."""
    starts = [match.start() for match in _CHAPTER.finditer(without_code(text))]
    if whole or not starts:
        head = _CHAPTER.search(text)
        stem = PurePosixPath(path).stem
        body = text if head or not text.strip() else f"# {stem}\n\n{text}"
        if body.strip():
            yield re.sub(r"^\d+[-_. ]*", "", stem), body
        return
    if text[: starts[0]].strip():
        heading = "まえがき" if _KANA.search(text) else "Preface"
        # It has no number: those of the chapters behind it stay as their author counts them.
        yield PREFACE, f"# {heading} {{.unnumbered}}\n\n{text[: starts[0]]}"
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        title = _CHAPTER.match(text, start)
        yield (title["title"] if title else "chapter"), text[start:end].rstrip() + "\n"


def with_appendices(parts: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Chapters behind all others that are called appendices in their headings have the class.

    Where the letters that are typed there are those that will be printed, they go: ``# Appendix B:
    Data`` is ``# Data {.appendix}``. Else the headings stay as they are, and get no number, as do
    those whose author has left it out.
    """
    first = len(parts)
    while first and _TYPED_APPENDIX.match(parts[first - 1][0]):
        first -= 1
    found = [_TYPED_APPENDIX.match(title) for title, _ in parts[first:]]
    typed = [(match["letter"], match["title"].strip(_BEHIND)) for match in found if match]
    several = len(typed) > 1
    counted = all(
        title and (letter == chr(ord("A") + number) or (not letter and not several))
        for number, (letter, title) in enumerate(typed)
    ) and not any(map(_is_unnumbered, parts[first:]))
    made = parts[:first]
    for (title, part), (_, own) in zip(parts[first:], typed, strict=True):
        given, name = (own, "appendix") if counted else (title, "unnumbered")
        heading = partial(_classed, name=name, title=given)
        made.append((title, _CHAPTER.sub(heading, part, count=1)))
    return made


def _is_unnumbered(part: tuple[str, str]) -> bool:
    heading = _CHAPTER.search(part[1])
    return heading is not None and ".unnumbered" in heading[0]


def as_appendix(part: str) -> str:
    """A chapter whose heading has the class of an appendix."""
    return _CHAPTER.sub(partial(_classed, name="appendix"), part, count=1)


def _classed(match: re.Match[str], name: str, title: str = "") -> str:
    """A heading with a class, and with another title if one is given."""
    _, _, attributes = match[0].partition("{")
    given = [each for each in attributes.rstrip("}").split() if each not in _COUNTED]
    return f"# {title or match['title'].rstrip()} {{{' '.join((f'.{name}', *given))}}}"
