"""Reading BibTeX and BibLaTeX files: entries with their lines, and every block that fails.

bibtexparser splits the file; what a value means (strings, ``#``, month names) is resolved here,
because its own middleware leaves concatenations as they are.
"""

from __future__ import annotations

import logging
import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from bibtexparser import model as bib
from bibtexparser.splitter import Splitter
from rapidfuzz import process

from hakusho.citations.entry_types import CSL_TYPES, is_known
from hakusho.citations.model import Bibliography, Entry, normal_key
from hakusho.findings import Finding, Location, rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from hakusho.paper.load import SourceFile

logging.getLogger("bibtexparser").addHandler(logging.NullHandler())  # failures become findings

_DEEPEST = 20
"""Braces nested deeper than this are a mistake, and too much for a recursive LaTeX parser."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_STRINGS = {name: str(number) for number, name in enumerate(_MONTHS, 1)}
_BLOCK_HEAD = re.compile(r"@\s*\w+\s*[{(]\s*([^\s,{}()=\"]+)\s*,")
_COMMENTED = re.compile(r"@(?:comment|preamble|string)\b", re.IGNORECASE)
_STRAY = re.compile(r"^[ \t]*@\s*(\w+)\s*[{(]", re.MULTILINE)


def load_bibliography(
    files: Iterable[SourceFile],
) -> tuple[Bibliography, tuple[Finding, ...]]:
    """Read all bibliography files of a paper.

    Args:
        files: Decoded, in the order in which the paper names them.

    Returns:
        The bibliography, and CIT002 for blocks that cannot be read and CIT003 for citekeys
        given twice (the first entry counts), also across files.
    """
    entries: dict[str, Entry] = {}
    findings: list[Finding] = []
    for file in files:
        parsed, problems = parse_bibliography(file.path, file.text)
        findings += problems
        for entry in parsed:
            if entry.key in entries:
                findings.append(_duplicate(entry.key, entry.location, entries[entry.key].location))
            else:
                entries[entry.key] = entry
    return Bibliography(MappingProxyType(entries)), tuple(findings)


def parse_bibliography(path: str, text: str) -> tuple[tuple[Entry, ...], tuple[Finding, ...]]:
    r"""Read one bibliography file.

    Args:
        path: For the locations.
        text: The decoded file, with ``\n`` line ends and without a byte order mark.

    Returns:
        The entries whose blocks can be read, in order; CIT002 for each block that cannot, CIT003
        for each repeated citekey.
    """
    library = Splitter(text).split()
    strings = dict(_MONTH_STRINGS)
    entries: dict[str, Entry] = {}
    findings: list[Finding] = []
    for block in library.blocks:
        if isinstance(block, bib.String):
            strings[block.key.lower()] = _resolve(str(block.value), strings)[0]
        elif isinstance(block, bib.Entry):
            _add(path, block, strings, entries, findings)
        elif isinstance(block, bib.DuplicateBlockKeyBlock):
            _add_duplicate(path, block, strings, entries, findings)
        elif isinstance(block, bib.ParsingFailedBlock):
            findings.append(_unreadable(path, block))
        elif isinstance(block, bib.ImplicitComment):
            findings += _swallowed(path, block)
    for entry in entries.values():
        findings += _questionable(entry)
    return tuple(entries.values()), tuple(findings)


def _questionable(entry: Entry) -> list[Finding]:
    """CIT002 for an unknown entry type."""
    found = []
    if not is_known(entry.type):
        near = process.extractOne(entry.type, list(CSL_TYPES), score_cutoff=60)
        hint = f"Did you mean @{near[0]}?" if near else "For anything else, write @misc."
        message = f"{entry.key}: there is no entry type @{entry.type}"
        found.append(Finding(rule("CIT002"), entry.location, message, hint))
    return found


def _add(
    path: str,
    block: bib.Entry,
    strings: Mapping[str, str],
    entries: dict[str, Entry],
    findings: list[Finding],
) -> None:
    line = _line(block)
    key = normal_key(block.key)
    where = Location(path, line)
    if not key:
        findings.append(Finding(rule("CIT002"), where, "this entry has no citekey"))
        return
    if key in entries:
        findings.append(_duplicate(key, where, entries[key].location))
        return
    values: dict[str, str] = {}
    places: dict[str, Location] = {}
    for field in block.fields:
        name = field.key.lower()
        field_line = field.start_line + 1
        value, unknown = _resolve(str(field.value), strings)
        for string in unknown:
            message = f"{key}: no @string defines {string}"
            hint = "Put the value in braces, or define the string above."
            findings.append(Finding(rule("CIT002"), Location(path, field_line), message, hint))
        if _depth(value) > _DEEPEST:
            message = f"{key}: the braces in {name} are nested more than {_DEEPEST} deep"
            findings.append(Finding(rule("CIT002"), Location(path, field_line), message))
            continue
        values.setdefault(name, " ".join(value.split()))
        places.setdefault(name, Location(path, field_line))
    entries[key] = Entry(
        key, block.entry_type.lower(), MappingProxyType(values), where, MappingProxyType(places)
    )


def _add_duplicate(
    path: str,
    block: bib.DuplicateBlockKeyBlock,
    strings: Mapping[str, str],
    entries: dict[str, Entry],
    findings: list[Finding],
) -> None:
    inner = block.ignore_error_block
    if isinstance(inner, bib.Entry):
        _add(path, inner, strings, entries, findings)
    else:
        message = "this @string is defined twice"
        findings.append(Finding(rule("CIT002"), Location(path, _line(block)), message))


def _resolve(raw: str, strings: Mapping[str, str]) -> tuple[str, list[str]]:
    """The text of a raw field value, and the names of strings in it that nothing defines."""
    parts: list[str] = []
    unknown: list[str] = []
    for piece in _pieces(raw):
        if piece[:1] + piece[-1:] in {"{}", '""'} and len(piece) > 1:
            parts.append(piece[1:-1])
        elif piece.isdigit():
            parts.append(piece)
        elif piece.lower() in strings:
            parts.append(strings[piece.lower()])
        else:
            parts.append(piece)
            unknown += [piece] if piece else []
    return "".join(parts), unknown


def _depth(value: str) -> int:
    """How deep braces are nested in a value."""
    depth = deepest = 0
    for char in value:
        if char in "{}":
            depth += 1 if char == "{" else -1
            deepest = max(deepest, depth)
    return deepest


def _pieces(raw: str) -> list[str]:
    """Split a raw value at each ``#`` that stands outside braces and quotes."""
    pieces, depth, quoted, start = [], 0, False, 0
    for at, char in enumerate(raw):
        escaped = at > 0 and raw[at - 1] == "\\"
        if char in "{}" and not escaped:
            depth += 1 if char == "{" else -1
        elif char == '"' and depth == 0:
            quoted = not quoted
        elif char == "#" and depth == 0 and not quoted:
            pieces.append(raw[start:at].strip())
            start = at + 1
    return [*pieces, raw[start:].strip()]


def _line(block: bib.Block) -> int:
    return 0 if block.start_line is None else block.start_line + 1


def _duplicate(key: str, again: Location, first: Location) -> Finding:
    place = f"line {first.line}" if first.path == again.path else str(first)
    message = f"the citekey {key} is already taken by the entry at {place}"
    hint = "Give one of the two another key, or delete it; the first one counts."
    return Finding(rule("CIT003"), again, message, hint)


def _unreadable(path: str, block: bib.ParsingFailedBlock) -> Finding:
    """CIT002 for a block that failed, worded for authors."""
    where = Location(path, _line(block))
    head = _BLOCK_HEAD.match(block.raw or "")
    name = f"the entry {head[1]}" if head else "this block"
    if isinstance(block, bib.DuplicateFieldKeyBlock):
        fields = ", ".join(sorted(block.duplicate_keys))
        message = f"{name} has a field twice: {fields}"
        return Finding(rule("CIT002"), where, message, "Keep one of them.")
    message = f"{name} cannot be read: a brace or a quotation mark is not closed"
    if head is None:
        message = f"{name} cannot be read"
    hint = "Check that it begins as @type{key, and that every { and quotation mark has its pair."
    return Finding(rule("CIT002"), where, message, hint)


def _swallowed(path: str, block: bib.ImplicitComment) -> list[Finding]:
    """CIT002 for entries that stand in what the splitter takes for text between entries."""
    found = []
    for match in _STRAY.finditer(block.comment):
        if _COMMENTED.match(match[0].strip()):
            continue
        line = _line(block) + block.comment.count("\n", 0, match.start(1))
        message = f"this @{match[1]} is not read as an entry"
        hint = "Write @type{key, field = {value}, …} with braces."
        found.append(Finding(rule("CIT002"), Location(path, line), message, hint))
    return found
