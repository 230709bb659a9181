"""A work that the bibliographies of an imported paper have twice, by two keys or by one: kept once.

A document of a word processor holds the works that it cites, and its author has them in a library
as well, whose keys and fields are those to go on with. Of two entries with one key nothing can
cite the second. A text may also cite a work by its number (Manubot), which an entry has.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hakusho.checks.bibliography.same_work import in_both
from hakusho.citations.bib_source import blocks
from hakusho.citations.bibliography import load_bibliography
from hakusho.citations.works import works_of
from hakusho.findings import Finding, Location
from hakusho.paper.source_file import SourceFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from hakusho.citations.entries import Entry
    from hakusho.citations.works import Work

_PLAIN_KEY = re.compile(r"\w(?:[\w:.#$%&\-+?<>~/]*[\w/])?")
_WHOLE = re.MULTILINE | re.DOTALL
_IN_KEYS = r"[\w:.#$%&\-+?<>~/]"
_KEY = re.compile(r"\s*(?P<key>[^\s,{}]+)\s*,")
_NUMBERS = {"doi": ("doi",), "isbn": ("isbn",), "url": ("url",), "arxiv": ("eprint",)}
"""Kinds of numbers by which works are cited, and the fields that hold them."""
_STANDARD = re.compile(r"standard_id: (?P<number>\S+)")
_ADDRESS = re.compile(r"^(?:https?://)?(?:dx\.)?(?:doi\.org/|arxiv\.org/abs/)?", re.IGNORECASE)


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
            files[chapter] = cited_as(files[chapter].decode(), taken).encode()
        names = ", ".join(dict.fromkeys(later[key] for key in taken.values()))
        told = "; ".join(f"{old} → {new}" for old, new in taken.items() if old != new)
        message = "{count:work|works} of it, which {names} has as well, cited as there"
        if path not in left:
            message = "{count:work|works}, all of it, cited as in {names}, so that it is left out"
        hint = "Look through the keys that changed: {keys}." if told else ""
        values = (len(taken), names, told) if told else (len(taken), names)
        findings.append(Finding.of("IMP006", Location(path), message, hint, *values))
    return tuple(left), tuple(findings)


def keys_once(files: dict[str, bytes], paths: Iterable[str]) -> Iterator[Finding]:
    """Take entries out of ``files`` whose key an earlier one has.

    Yields:
        IMP006 for each bibliography from which some were taken, with those that say something else.
    """
    first: dict[str, str] = {}
    for path in paths:
        text = files[path].decode()
        taken, others, end, left = list[str](), list[str](), 0, list[str]()
        for block in blocks(text):
            key = _KEY.match(text, block.body) if block.is_entry and block.closed else None
            words = "".join(text[block.start : block.end].split())
            if key is None or first.setdefault(key["key"], words) is words:
                continue
            taken.append(key["key"])
            others += [key["key"]] if first[key["key"]] != words else []
            left.append(text[end : block.start])
            end = block.end + (text[block.end : block.end + 1] == "\n")
        if not taken:
            continue
        files[path] = "".join((*left, text[end:])).encode()
        message = "{count:entry|entries} whose key an earlier one has, left out: {keys}"
        hint = "These are not word for word the same, so compare them: {others}." if others else ""
        values = (len(taken), ", ".join(dict.fromkeys(taken)))
        told = (*values, ", ".join(dict.fromkeys(others))) if others else values
        yield Finding.of("IMP006", Location(path), message, hint, *told)


def by_number(entries: Iterable[Entry]) -> dict[str, str]:
    """The keys of entries by the numbers by which a text may cite them: ``doi:10.1000/x``."""
    found: dict[str, str] = {}
    for entry in entries:
        numbers = [f"{kind}:{entry.first(*names)}" for kind, names in _NUMBERS.items()]
        numbers += (match["number"] for match in _STANDARD.finditer(entry.first("note")))
        for number in numbers:
            if not number.endswith(":"):
                found.setdefault(plain_number(number), entry.key)
    return found


def plain_number(number: str) -> str:
    """A number by which a work is cited, as it is compared: small, without its address."""
    kind, _, rest = number.partition(":")
    kind, rest = kind.lower(), _ADDRESS.sub("", rest.strip())
    return f"{kind}:{rest.replace('-', '') if kind == 'isbn' else rest.rstrip('/')}".lower()


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


def cited_as(text: str, taken: Mapping[str, str]) -> str:
    """A chapter that cites works by other keys."""
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
