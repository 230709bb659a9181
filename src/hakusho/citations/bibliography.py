"""Reading BibTeX and BibLaTeX files: entries with their places, and every block that fails.

A broken block costs that block alone. Its citekey is remembered where it can be read, so that a
citation of it is not told to be missing. Text between the blocks is a comment, or what is left of
an entry cut short.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from dataclasses import replace
from itertools import islice
from types import MappingProxyType
from typing import TYPE_CHECKING

from hakusho.citations.bib_entries import (
    LONGEST_MADE,
    Fault,
    SourceEntry,
    SourceField,
    Strings,
    TooLongError,
    ValueFault,
    first_fault,
    read_entry,
    read_string,
    value_fault,
)
from hakusho.citations.bib_source import NO_ENTRIES, Block, Lines, Located, blocks
from hakusho.citations.csl_files import CSL_FILES, read_csl
from hakusho.citations.csl_variables import extra_in
from hakusho.citations.entries import Bibliography, Entry, normal_key
from hakusho.citations.entry_types import CSL_TYPES, is_known
from hakusho.citations.inheritance import inherit, standing_for
from hakusho.findings import Finding, Location, Subject, also, nearest, say, say_all

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from hakusho.paper.source_file import SourceFile


_REST_OF_ENTRY = re.compile(r"\s*([},\s]*)(?:[A-Za-z][\w-]*\s*=\s*([{\"\w]))?")
_AT = re.compile(r"^[ \t]*@[ \t]*(\w*)[ \t]*([{(]?)", re.MULTILINE)


def _strays(text: str, blocks: Sequence[Block]) -> Iterator[tuple[Fault, Block | None]]:
    """Look at what stands between blocks.

    Yields:
        Each fault, and the block that it takes fields from, if it takes any.
    """
    starts = [*(block.start for block in blocks), len(text)]
    yield from _heads(text, 0, starts[0])
    for block, following in zip(blocks, starts[1:], strict=True):
        if block.end == following:
            continue
        if block.closed and block.kind != "comment":
            yield from _rest(text, block, following)
        yield from _heads(text, block.end, following)


def _rest(text: str, block: Block, stop: int) -> Iterator[tuple[Fault, Block | None]]:
    """A brace too many ends an entry early; its other fields are then text between entries."""
    match = _REST_OF_ENTRY.match(text, block.end, stop)
    if not match:
        return
    marks, value = match[1], match[2]
    if value and ("," in marks or value in '{"'):
        problem = say("this @{kind} ends here, but fields follow", block.kind)
        hint = say("Delete the closing brace that is too many.")
        yield Fault(block.end - 1, problem, hint), block
    elif "}" in marks:
        problem = say("a }} that closes nothing follows the @{kind}", block.kind)
        hint = say("Delete it, or add the opening brace that it belongs to.")
        yield Fault(match.start(1) + marks.index("}"), problem, hint), None


def _heads(text: str, start: int, stop: int) -> Iterator[tuple[Fault, Block | None]]:
    """Lines that begin like an entry and are none."""
    if text.find("@", start, stop) < 0:
        return
    for match in _AT.finditer(text, start, stop):
        word = match[1]
        if word.lower() in NO_ENTRIES:
            continue
        if (word and match[2]) or is_known(word.lower()):
            problem = say("this @{word} is not read as an entry", word)
            hint = say("Write @type{{key, field = {{value}}, …}} with braces.")
            yield Fault(match.start(1) - 1, problem, hint), None
        elif match[2]:
            hint = say("Write @type{{key, …}}, for example @book{{key, …}}.")
            yield Fault(match.start(2) - 1, say("this entry has no type"), hint), None


_OTHER_FORMATS = {
    "CSL JSON": re.compile(r'\s*[\[{]\s*(?:\{\s*)?"'),
    "CSL YAML": re.compile(r"\s*(?:---\s*)?(?:references:\s*|-\s+(?:id|type):)"),
    "RIS": re.compile(r"\s*TY  - "),
    "XML": re.compile(r"\s*<(?:\?xml|xml|records)\b"),
}
"""How a file begins that another program has written."""
_WITHOUT_AT = re.compile(
    r"^[ \t]*(?P<type>article|book|booklet|collection|inbook|incollection|inproceedings|"
    r"manual|masterthesis|mastersthesis|misc|online|phdthesis|proceedings|report|techreport|thesis|"
    r"unpublished)[ \t]*\{[^\s{},=]+,",
    re.IGNORECASE | re.MULTILINE,
)
"""An entry, but for the @ before its type."""
_NAMED_FOR = {"CSL JSON": ".json", "CSL YAML": ".yaml"}
_BLANKS = re.compile(r"[^\S\x0b\x0c\x1c-\x1f\x85]+")
"""White space, without the control characters that Python counts as such (CIT046 finds them)."""
MOST_ENTRIES = 100_000
"""Of all files of a paper: more than anybody has read."""
MOST_CHECKED = 20_000
"""Of more entries than these, those alone are checked that are cited."""
_LONGEST = 5_000
_NO_TEXT = frozenset({
    "doi", "url", "isbn", "issn", "eissn", "eprint", "pages", "volume", "number", "issue",
    "edition", "date", "year", "month", "day", "urldate", "origdate", "eventdate", "langid",
})  # fmt: skip
"""Fields that hold a number, a date or an address, and never that many letters."""
_DEEPEST = 20
"""Braces nested deeper than this are a mistake, and too much for a recursive LaTeX parser."""


def load_bibliography(files: Iterable[SourceFile]) -> tuple[Bibliography, tuple[Finding, ...]]:
    """Read all bibliography files of a paper: BibTeX, and CSL in JSON and YAML.

    Returns:
        The bibliography, inherited fields filled in, and CIT002 for blocks that cannot be read,
        CIT003 for citekeys given twice (the first entry counts), also across files, CIT036 for
        entries to inherit from that are not there. Of more than :data:`MOST_ENTRIES` entries none
        is read, and CIT002 stands at the first that is too many.
    """
    strings = Strings()
    readings = [_reading(file) for file in files]
    if excess := _excess(readings):
        return Bibliography(), (excess,)
    for reading in readings:
        reading.define(strings)
    entries: dict[str, Entry] = {}
    unreadable: dict[str, Location] = {}
    findings: list[Finding] = []
    for reading in readings:
        reading.read(strings, entries)
        findings += reading.findings
        unreadable.update(reading.unreadable)
    resolved, broken = inherit(entries)
    others = MappingProxyType(standing_for(entries))
    bibliography = Bibliography(MappingProxyType(resolved), MappingProxyType(unreadable), others)
    return bibliography, (*findings, *broken)


def _excess(readings: Iterable[_Reading]) -> Finding | None:
    """CIT002 at the first entry beyond :data:`MOST_ENTRIES`."""
    room = MOST_ENTRIES
    for reading in readings:
        if reading.size > room:
            message = "the bibliography has more than {most:,} entries, and is not read"
            hint = "Export those works alone that the paper cites."
            where = reading.place_of(room)
            subject = Subject("file", where.path)
            return Finding.of("CIT002", where, message, hint, MOST_ENTRIES, subject=subject)
        room -= reading.size
    return None


def _reading(file: SourceFile) -> _Reading:
    """A reading of a file of its kind."""
    return _CslReading(file) if file.path.endswith(CSL_FILES) else _BibReading(file.path, file.text)


class _Reading(ABC):
    """Reads one file, and gathers what is wrong with it."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self.unreadable: dict[str, Location] = {}

    @property
    @abstractmethod
    def size(self) -> int:
        """How many entries there are; somewhat more than may be, if there are far more."""

    @abstractmethod
    def place_of(self, number: int) -> Location:
        """Where an entry begins, counted from 0."""

    def define(self, strings: Strings) -> None:  # noqa: B027  most files hold no such thing
        """Take what holds for all files, whatever the order."""

    @abstractmethod
    def read(self, strings: Strings, entries: dict[str, Entry]) -> None:
        """Read the file's entries into ``entries``, except those whose key is taken."""

    def _is_taken(self, key: str, where: Location, entries: dict[str, Entry]) -> bool:
        if key in entries:
            self.findings.append(_duplicate(key, where, entries[key].location))
        return key in entries


class _CslReading(_Reading):
    """Reads a file in CSL JSON or YAML."""

    def __init__(self, file: SourceFile) -> None:
        super().__init__()
        self._entries, self._problems = read_csl(file)

    @property
    def size(self) -> int:
        """How many entries there are."""
        return len(self._entries)

    def place_of(self, number: int) -> Location:
        """Where an entry begins, counted from 0."""
        return self._entries[number].location

    def read(self, strings: Strings, entries: dict[str, Entry]) -> None:  # noqa: ARG002
        """Read the file's entries into ``entries``, except those whose key is taken."""
        self.findings += self._problems
        for entry in self._entries:
            if not self._is_taken(entry.key, entry.location, entries):
                entries[entry.key] = entry


class _BibReading(_Reading):
    """Reads a file in BibTeX."""

    def __init__(self, path: str, text: str) -> None:
        super().__init__()
        self._text = text
        self._lines = Lines(path, text)
        self._blocks = list(islice(blocks(text), MOST_ENTRIES + 1))

    @property
    def size(self) -> int:
        """How many blocks there are, of strings and comments, too."""
        return len(self._blocks)

    def place_of(self, number: int) -> Location:
        """Where a block begins, counted from 0."""
        return self._lines.location(self._blocks[number].start)

    def define(self, strings: Strings) -> None:
        """Take the file's ``@string`` blocks: they hold for all files, whatever the order."""
        for block in self._blocks:
            if block.kind != "string":
                continue
            found = read_string(block)
            if isinstance(found, Fault):
                self._fault(found)
                continue
            name, raw, at = found
            fault = first_fault(raw)
            if fault:
                self._fault(value_fault(block, fault, name, at, ""))
            elif not strings.define(name, raw):
                hint = "Delete one of the two; the first one counts."
                self._found(block.start, "", "the @string {name} is defined twice", hint, name)

    def read(self, strings: Strings, entries: dict[str, Entry]) -> None:
        """Read the file's entries into ``entries``, except those whose key is taken."""
        cut_short = set()
        if not self._blocks:
            self._found_another_format()
        for fault, block in _strays(self._text, self._blocks):
            if block is None or not block.is_entry:
                self._fault(fault)
            else:
                cut_short.add(block.start)
                key = read_entry(block).key
                self._fault(Fault(fault.offset, fault.problem, fault.hint, key))
        for block in self._blocks:
            if block.is_entry and block.start not in cut_short:
                self._add(block, strings, entries)
            elif block.kind == "preamble" and not block.closed:
                hint = "Close its brace; nothing else of it is used."
                self._found(block.start, "", "this @preamble is not closed", hint)

    def _found_another_format(self) -> None:
        """A file without an entry is often one that was only called ``.bib``."""
        if bare := _WITHOUT_AT.search(self._text):
            message = "no @ stands before '{type}', so this is no entry, and no work can be cited"
            where, hint = self._lines.location(bare.start("type")), "Write @{entry}"
            given = (message, hint, bare["type"], bare[0].strip())
            subject = Subject("file", where.path)
            self.findings.append(Finding.of("CIT002", where, *given, subject=subject))
            return
        matching = (kind for kind, form in _OTHER_FORMATS.items() if form.match(self._text))
        kind = next(matching, "")
        if not kind:
            return
        message = "this file is not BibTeX but {format}, and no work of it can be cited"
        hint = "Export it as BibTeX or CSL JSON."
        if ending := _NAMED_FOR.get(kind):
            hint = "Let its name end in {ending}, here and in report/report.yaml."
        where = self._lines.location(0)
        values = (kind, ending) if ending else (kind,)
        subject = Subject("file", where.path)
        self.findings.append(Finding.of("CIT002", where, message, hint, *values, subject=subject))

    def _add(self, block: Block, strings: Strings, entries: dict[str, Entry]) -> None:
        source = read_entry(block)
        if isinstance(source, Fault):
            self._fault(source)
            return
        key = normal_key(source.key)
        if not key:
            hint = "Write a key and a comma after the opening brace: @type{{key, …}}."
            self._found(source.key_start, "", "this entry has no citekey", hint)
            return
        if self._is_taken(key, self._lines.location(source.key_start), entries):
            return
        entry = self._entry(key, block, source, strings)
        if entry is not None:
            entries[key] = entry
            self.findings += [] if is_known(entry.type) else [_unknown_type(entry)]

    def _entry(self, key: str, block: Block, source: SourceEntry, strings: Strings) -> Entry | None:
        values: dict[str, str] = {}
        starts: dict[str, int] = {}
        for field in source.fields:
            try:
                value, unknown = strings.text(field.raw)
            except ValueFault as error:
                self._fault(value_fault(block, error, field.name, field.at, key))
                return None
            except TooLongError:
                self._fault(_too_long(field, key))
                return None
            if field.name in values:
                self._twice(key, field, self._lines.location(starts[field.name]))
            elif not field.raw:
                hint = "Write {name} = {{value}}, or delete the field."
                self._found(field.start, key, "the field {name} has no value", hint, field.name)
            elif len(value) > _LONGEST and field.name in _NO_TEXT:
                problem = "the value of {name} has more than {most:,} letters"
                self._found(field.at, key, problem, "", field.name, _LONGEST)
            elif value.count("{") > _DEEPEST and _depth(value) > _DEEPEST:
                problem = "the braces in {name} are nested more than {deepest} deep"
                hint = "Keep only those that protect capitals."
                self._found(field.at, key, problem, hint, field.name, _DEEPEST)
            else:
                if "  " in value or not value.isprintable():
                    value = _BLANKS.sub(" ", value)
                values[field.name] = value.strip(" ")
                starts[field.name] = field.text_start
            for name in unknown:
                hint = "Put the value in braces, or define the string."
                self._found(field.text_start, key, "no @string defines {name}", hint, name)
        _take_from_extra(values, starts, source, strings)
        where = self._lines.location(source.start)
        places = Located(self._lines, starts)
        return Entry(key, source.type, MappingProxyType(values), where, places)

    def _twice(self, key: str, field: SourceField, first: Location) -> None:
        hint = "Keep one of the two; the first one counts."
        self._found(field.start, key, "the field {name} stands here again", hint, field.name)
        related = also(first, "the first one")
        self.findings.append(replace(self.findings.pop(), related=related))

    def _fault(self, fault: Fault) -> None:
        if fault.key:
            self.unreadable[normal_key(fault.key)] = self._lines.location(fault.offset)
        self._found(fault.offset, normal_key(fault.key), fault.problem, fault.hint)

    def _found(self, offset: int, key: str, problem: str, hint: str, *values: object) -> None:
        said, advice = say_all((problem, hint), values)
        message = say("{key}: {problem}", key, said) if key else said
        where, subject = self._lines.location(offset), Subject("entry", key)
        self.findings.append(Finding.of("CIT002", where, message, advice, subject=subject))


def _too_long(field: SourceField, key: str) -> Fault:
    problem = say("strings make the value of {name} too long", field.name)
    hint = say("Write it in braces; strings make {most:,} letters of a value.", LONGEST_MADE)
    return Fault(field.at, problem, hint, key)


def _unknown_type(entry: Entry) -> Finding:
    near = nearest(entry.type, CSL_TYPES)
    hint = "Did you mean @{near}?" if near else "For anything else, write @misc."
    values = (entry.type, near) if near else (entry.type,)
    return entry.finding("CIT002", entry.location, "there is no entry type @{type}", hint, *values)


def _depth(value: str) -> int:
    """How deep braces are nested in a value."""
    depth = deepest = 0
    for char in value:
        if char in "{}":
            depth += 1 if char == "{" else -1
            deepest = max(deepest, depth)
    return deepest


def _duplicate(key: str, again: Location, first: Location) -> Finding:
    message = "the citekey {key} is already taken"
    hint = "Give one of the two another key, or delete it; the first one counts."
    subject, related = Subject("entry", key), also(first, "the first entry")
    return Finding.of("CIT003", again, message, hint, key, subject=subject, related=related)


def _take_from_extra(
    values: dict[str, str], starts: dict[str, int], source: SourceEntry, strings: Strings
) -> None:
    """Make fields of the lines of Zotero's *Extra* in a note, unless there are such fields."""
    notes = (field.raw for field in source.fields if field.name == "note")
    said, rest = extra_in(strings.text(next(notes))[0] if "note" in values else "")
    if said:
        values["note"] = _BLANKS.sub(" ", rest)
    for name, value in said:
        values.setdefault(name, value)
        starts.setdefault(name, starts["note"])
