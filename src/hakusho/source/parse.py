"""Chapters' Markdown to AST, all in one run of pandoc, within a time limit."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NotRequired, TypedDict

from hakusho.ast.walk import elements
from hakusho.findings import Finding, Location, say
from hakusho.tools.pandoc import PandocError, PandocTimeoutError, stream_lua

if TYPE_CHECKING:
    from hakusho.ast.nodes import Block
    from hakusho.paper.source_file import SourceFile

_TURNED_OFF = (
    "auto_identifiers",  # numbers decide ids; automatic Japanese ids break in Typst
    "example_lists",  # (@fig-x) at a line's start is a cross-reference here
    "native_divs",  # so that <div> and <span> are seen as raw HTML
    "native_spans",
    "yaml_metadata_block",  # metadata can make citeproc read any file or URL
    "pandoc_title_block",
)
FORMAT = "-".join(("markdown", *_TURNED_OFF))
"""The Markdown that authors write. ``gfm`` and ``commonmark_x`` read ``**重要。**次`` wrongly."""


class _Document(TypedDict):
    blocks: list[Block]


class _Formula(TypedDict):
    tex: str
    display: bool
    typst: str
    refused: NotRequired[str]


_SCRIPT = Path(__file__).parent / "lua" / "parse.lua"


class _Message(TypedDict, total=False):
    """What pandoc says of a text: a name, and more for some of them."""

    type: str
    source: str
    line: int
    key: str
    contents: str


class _Answer(TypedDict):
    """What ``parse.lua`` says of a chapter."""

    document: _Document
    said: list[_Message]
    formulas: list[_Formula]


@dataclass(frozen=True, slots=True)
class Dropped:
    """A note's text that pandoc leaves out.

    Attributes:
        why: Nothing marks it; or it has a label that was defined before, whose text goes.
        line: Of its label, from 1; 0 where pandoc does not know, in lists and quotations.
    """

    label: str
    why: Literal["unmarked", "repeated"]
    line: int


@dataclass(frozen=True, slots=True)
class Parsed:
    """What pandoc reads in a text, and the notes that it drops."""

    blocks: list[Block]
    dropped: tuple[Dropped, ...] = ()


def parse(
    chapters: tuple[SourceFile, ...], *, seconds: float
) -> tuple[tuple[list[Block] | None, ...], tuple[Finding, ...]]:
    """Parse chapters, as :func:`parse_fully` does, for their blocks alone."""
    parsed, findings = parse_fully(chapters, seconds=seconds)
    return tuple(each.blocks if each else None for each in parsed), findings


def parse_fully(
    chapters: tuple[SourceFile, ...], *, seconds: float
) -> tuple[tuple[Parsed | None, ...], tuple[Finding, ...]]:
    """Parse chapters.

    Args:
        chapters: Path and Markdown of each.
        seconds: Time limit for pandoc; an author's text takes a fraction of a second.

    Returns:
        What is read in each chapter, ``None`` for one that cannot be parsed in time, and PAP006
        for each of these.

    Raises:
        PandocError: If pandoc fails for a reason that is not the text's.
    """
    try:
        return tuple(_run(chapters, seconds)), ()
    except PandocError as error:
        if len(chapters) == 1:
            return (None,), (_finding(chapters[0].path, error, seconds),)
    # One of them is the culprit: only now is it worth a process for each.
    every: list[Parsed | None] = []
    findings: list[Finding] = []
    for chapter in chapters:
        parsed, problems = parse_fully((chapter,), seconds=seconds)
        every += parsed
        findings += problems
    return tuple(every), tuple(findings)


def _run(chapters: tuple[SourceFile, ...], seconds: float) -> list[Parsed]:
    job = [{"format": FORMAT, "text": chapter.text} for chapter in chapters]
    text = json.dumps(job, ensure_ascii=False)
    output = "".join(stream_lua(_SCRIPT, (), text=text, seconds=seconds))
    answers: list[_Answer] = json.loads(output)
    return [Parsed(_with_formulas(each), _dropped(each["said"])) for each in answers]


def _dropped(said: list[_Message]) -> tuple[Dropped, ...]:
    """The notes that pandoc says it drops."""
    found = []
    for message in said:
        line = 0 if message.get("source") else message.get("line", 0)
        if message["type"] == "NoteDefinedButNotUsed":
            found.append(Dropped(message["key"], "unmarked", line))
        elif message["type"] == "DuplicateNoteReference":
            found.append(Dropped(message["contents"], "repeated", line))
    return tuple(found)


def _with_formulas(answer: _Answer) -> list[Block]:
    """A chapter's blocks, each formula with what it is in Typst or why it cannot be converted."""
    blocks = answer["document"]["blocks"]
    if answer["formulas"]:
        known = {(each["tex"], each["display"]): each for each in answer["formulas"]}
        for node in elements(blocks):
            if node["t"] == "Math":
                formula = known[node["c"][1], node["c"][0]["t"] == "DisplayMath"]
                if "refused" in formula:
                    node["refused"] = formula["refused"]
                else:
                    node["typst"] = formula["typst"]
    return blocks


def _finding(path: str, error: PandocError, seconds: float) -> Finding:
    where = Location(path, 1)
    if isinstance(error, PandocTimeoutError):
        message = say("pandoc did not finish parsing this chapter in {seconds:g} s", seconds)
    else:
        message = say("pandoc cannot parse this chapter: {error}", str(error).splitlines()[0])
    hint = (
        "Long runs of unclosed [ ( > or * do this. If the chapter is merely long, raise "
        "limits.parse_seconds in report.yaml."
    )
    return Finding.of("PAP006", where, message, hint)
