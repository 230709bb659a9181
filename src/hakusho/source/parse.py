"""Chapters' Markdown to AST, all in one run of pandoc, within a time limit."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, NotRequired, TypedDict

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


class _Answer(TypedDict):
    """What ``parse.lua`` says of a chapter."""

    document: _Document
    formulas: list[_Formula]


_SCRIPT = Path(__file__).parent / "lua" / "parse.lua"


def parse(
    chapters: tuple[SourceFile, ...], *, seconds: float
) -> tuple[tuple[list[Block] | None, ...], tuple[Finding, ...]]:
    """Parse chapters.

    Args:
        chapters: Path and Markdown of each.
        seconds: Time limit for pandoc; an author's text takes a fraction of a second.

    Returns:
        The blocks of each chapter, ``None`` for one that cannot be parsed in time, and PAP006
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
    blocks: list[list[Block] | None] = []
    findings: list[Finding] = []
    for chapter in chapters:
        parsed, problems = parse((chapter,), seconds=seconds)
        blocks += parsed
        findings += problems
    return tuple(blocks), tuple(findings)


def _run(chapters: tuple[SourceFile, ...], seconds: float) -> list[list[Block]]:
    job = [{"format": FORMAT, "text": chapter.text} for chapter in chapters]
    text = json.dumps(job, ensure_ascii=False)
    output = "".join(stream_lua(_SCRIPT, (), text=text, seconds=seconds))
    return [_with_formulas(each) for each in json.loads(output)]


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
