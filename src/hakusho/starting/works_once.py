"""A work that two of the bibliographies of an imported paper have: kept in the later one alone.

A document of a word processor holds the works that it cites, and its author has them in a library
as well, whose keys and fields are those to go on with.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hakusho.checks.bibliography.same_work import in_both
from hakusho.citations.bibliography import load_bibliography
from hakusho.citations.works import works_of
from hakusho.findings import Finding, Location
from hakusho.paper.source_file import SourceFile

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from hakusho.citations.works import Work

_PLAIN_KEY = re.compile(r"\w(?:[\w:.#$%&\-+?<>~/]*[\w/])?")
_WHOLE = re.MULTILINE | re.DOTALL
_IN_KEYS = r"[\w:.#$%&\-+?<>~/]"


def works_once(
    files: dict[str, bytes], paths: Sequence[str], chapters: Sequence[str]
) -> tuple[tuple[str, ...], tuple[Finding, ...]]:
    """Take works out of ``files`` that a later one of the bibliographies has; cite that.

    Args:
        files: All of the paper by path; bibliographies and chapters are changed.
        paths: The bibliographies, those of documents first.
        chapters: The paths of the chapters.

    Returns:
        The bibliographies that are left, and IMP006 for each from which something was taken.
    """
    works = {path: _works(path, files[path].decode()) for path in paths}
    findings, left = [], list(paths)
    for at, path in enumerate(paths):
        later = {work.key: other for other in paths[at + 1 :] for work in works[other]}
        beyond = [work for other in paths[at + 1 :] for work in works[other]]
        found = {first.key: second.key for first, second in in_both(works[path], beyond)}
        pairs = {each.key: found[each.key] for each in works[path] if each.key in found}
        text, taken = _without(files[path].decode(), pairs)
        if not taken:
            continue
        if _works(path, text):
            files[path] = text.encode()
        else:
            del files[path]
            left.remove(path)
        for chapter in chapters:
            files[chapter] = _cited_as(files[chapter].decode(), taken).encode()
        names = ", ".join(dict.fromkeys(later[key] for key in taken.values()))
        told = "; ".join(f"{old} → {new}" for old, new in taken.items() if old != new)
        message = "{count:work|works} of it, which {names} has as well, cited as there"
        if path not in left:
            message = "{count:work|works}, all of it, cited as in {names}, so that it is left out"
        hint = "Look through the keys that changed: {keys}." if told else ""
        values = (len(taken), names, told) if told else (len(taken), names)
        findings.append(Finding.of("IMP006", Location(path), message, hint, *values))
    return tuple(left), tuple(findings)


def _works(path: str, text: str) -> tuple[Work, ...]:
    return works_of(load_bibliography([SourceFile(path, text)])[0].entries.values())


def _without(text: str, pairs: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """A bibliography without these works, as far as each entry ends on a line of its own."""
    taken: dict[str, str] = {}
    for old, new in pairs.items():
        entry = re.compile(rf"^@\w+\{{\s*{re.escape(old)}\s*,.*?^\}}[ \t]*\n?", _WHOLE)
        text, count = entry.subn("", text, count=1)
        if count:
            taken[old] = new
    return text, taken


def _cited_as(text: str, taken: Mapping[str, str]) -> str:
    return "".join(_pieces(text, {old: new for old, new in taken.items() if old != new}))


def _pieces(text: str, taken: Mapping[str, str]) -> Iterator[str]:
    """A chapter with other keys, all at once: one may be called as another one was."""
    if not taken:
        yield text
        return
    keys = "|".join(map(re.escape, sorted(taken, key=len, reverse=True)))
    cited = re.compile(
        rf"(?<![\w.\\`])@(?:\{{(?P<braced>{keys})\}}|(?P<bare>{keys})(?!{_IN_KEYS}*\w))"
    )
    end = 0
    for match in cited.finditer(text):
        key = taken[match["braced"] or match["bare"]]
        yield text[end : match.start()]
        yield f"@{key}" if _PLAIN_KEY.fullmatch(key) else f"@{{{key}}}"
        end = match.end()
    yield text[end:]
