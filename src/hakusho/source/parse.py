"""Chapters' Markdown to AST, all in one run of pandoc, each within a time limit."""

from __future__ import annotations

import json
import re
import zlib
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, product
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NotRequired, TypedDict

from hakusho.ast.walk import elements
from hakusho.findings import Finding, Location, Text, said, say
from hakusho.findings.places import places_of
from hakusho.tools import sealed
from hakusho.tools.distributions import version_of
from hakusho.tools.keeping import is_lasting
from hakusho.tools.pandoc import PandocError, PandocTimeoutError, stream_lua

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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


LETTERS = 100_000
"""So many letters may take a second more; ordinary text takes a tenth of one."""
MOST_LETTERS = 1_000_000
"""Of a chapter, as pandoc is to read it: two thousand pages of a book."""
MOST_UNBROKEN = 300_000
"""Letters without a space or a line end: pandoc's time grows with the square of them."""
_UNBROKEN = re.compile(rf"\S{{{MOST_UNBROKEN + 1}}}")
_ALONE = 0.5
"""Seconds for a paragraph by itself, once its chapter was not finished."""
_GROUPS = 60
"""So many are tried at first, of several paragraphs or lines each: each takes a millisecond."""
_ITEM = re.compile(r"^([ \t]*)(?:[-+*]|[0-9#]+[.)])[ \t]", re.MULTILINE)
_MOST_LISTS = 100
"""Lists in lists; :data:`_DEEPEST` allows fewer, and pandoc takes its whole time for so many."""
_FAR_IN = re.compile(rf"^[ \t]{{{_MOST_LISTS}}}[ \t]*[-+*0-9#]", re.MULTILINE)
_PARAGRAPHS = re.compile(r"\n(?:[ \t]*\n)+")
_LINES = re.compile(r"\n")


_DEEPEST = 200
"""Levels of pandoc's JSON, of which a list in a list is three: what walks through them recurses."""
_NO_BRACKETS = re.compile(r'(?:[^\[\]{}"]|"(?:[^"\\]|\\.)*")+')
_OPENING = "[{"


class _TooDeepError(PandocError):
    """A text is nested too deeply."""


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


@dataclass(frozen=True, slots=True)
class Unparsed:
    """A text that pandoc cannot read, or not in time.

    Attributes:
        why: What it took too long for, or what pandoc says.
        at: The offset of the paragraph, or the line of it, that pandoc cannot finish; where none
            does this alone, of the beginning.
        hint: What to do.
    """

    why: Text
    at: int
    hint: Text

    def finding(self, where: Location) -> Finding:
        """PAP006 at a place."""
        return Finding.of("PAP006", where, "{problem}", self.hint, self.why)


def parse(
    chapters: tuple[SourceFile, ...], *, seconds: float
) -> tuple[tuple[list[Block] | None, ...], tuple[Finding, ...]]:
    """Parse chapters, as :func:`parse_fully` does, for their blocks alone.

    Returns:
        The blocks of each, ``None`` for one that cannot be parsed, and PAP006 for each of these.
    """
    parsed = parse_fully([each.text for each in chapters], seconds=seconds)
    findings = [
        each.finding(places_of(chapter.path, chapter.text).at(each.at))
        for chapter, each in zip(chapters, parsed, strict=True)
        if isinstance(each, Unparsed)
    ]
    blocks = (each.blocks if isinstance(each, Parsed) else None for each in parsed)
    return tuple(blocks), tuple(findings)


def parse_fully(
    texts: Sequence[str], *, seconds: float, kept: Path | None = None
) -> list[Parsed | Unparsed]:
    """Parse the Markdown of chapters.

    Args:
        texts: Of each chapter.
        seconds: What pandoc may take of a processor for each, and one more for each
            :data:`LETTERS`; an author's text takes a hundredth of that.
        kept: The folder where what pandoc says of a text is kept, if it is.

    Returns:
        What is read in each chapter.
    """
    read: dict[str, Parsed | Unparsed] = {
        text: excess for text in texts if (excess := _excess(text)) is not None
    }
    answers = {text: _Answered.of(text, seconds, kept) for text in texts if text not in read}
    waiting = [text for text, answer in answers.items() if not answer.is_known]
    while waiting:
        try:
            for line in _run(waiting[:], seconds):
                answers[waiting.pop(0)].keep(line)
        except PandocError as error:
            text = waiting.pop(0)
            read[text] = _unparsed(text, error)
    return [read.get(text) or _parsed(answers[text].line) for text in texts]


def _excess(text: str) -> Unparsed | None:
    """What is too long to be given to pandoc."""
    if len(text) > MOST_LETTERS:
        why = say("this chapter has more than {most:,} letters", MOST_LETTERS)
        return Unparsed(why, MOST_LETTERS, say("Divide it into several chapters."))
    deep = _deepest_list(text) if _FAR_IN.search(text) else None
    if deep is not None:
        return _nested_too_deeply(deep)
    unbroken = _UNBROKEN.search(text) if len(text) > MOST_UNBROKEN else None
    if unbroken is None:
        return None
    why = say("more than {most:,} letters stand here without a space", MOST_UNBROKEN)
    hint = "End the lines of a text behind its sentences; keep data and pictures in files."
    return Unparsed(why, unbroken.start(), say(hint))


def _deepest_list(text: str) -> int | None:
    """Where items stand one below the other, each further in, in more levels than can be read."""
    levels: list[int] = []
    for item in _ITEM.finditer(text):
        column = len(item[1].expandtabs(4))
        while levels and levels[-1] >= column:
            levels.pop()
        levels.append(column)
        if len(levels) > _MOST_LISTS:
            return item.start()
    return None


def _nested_too_deeply(at: int) -> Unparsed:
    message = say("lists, quotations, divisions or brackets are nested too deeply here")
    return Unparsed(message, at, say("Keep to a few levels."))


class _Answered:
    """What pandoc says of a text, as ``parse.lua`` prints it, and the file that keeps it."""

    def __init__(self, file: Path | None, line: str) -> None:
        self._file, self.line = file, line

    @classmethod
    def of(cls, text: str, seconds: float, folder: Path | None) -> _Answered:
        """What a folder keeps of a text."""
        if folder is None or is_lasting():  # who goes on asking has it in memory
            return cls(None, "")
        made_of = (version_of("pypandoc-binary"), _script(), FORMAT, str(seconds), text)
        file, known = sealed.find_made(folder, ".zlib", map(str.encode, made_of))
        return cls(file, zlib.decompress(known).decode() if known else "")

    @property
    def is_known(self) -> bool:
        """Whether pandoc need not be asked."""
        return self.line != ""

    def keep(self, line: str) -> None:
        """Keep what pandoc has answered."""
        self.line = line
        if self._file is not None:
            sealed.keep_made(self._file, zlib.compress(line.encode(), level=1))


@cache
def _script() -> str:
    return _SCRIPT.read_text(encoding="utf-8")


def _run(texts: Sequence[str], seconds: float) -> Iterator[str]:
    """Parse texts in one process, and hand on what is said of each as soon as it is."""
    job = [{"format": FORMAT, "text": text} for text in texts]
    asked = json.dumps(job, ensure_ascii=False)
    seconds += max(map(len, texts)) // LETTERS
    for line in stream_lua(_SCRIPT, (), text=asked, seconds=seconds):
        if _depth(line) > _DEEPEST:
            raise _TooDeepError
        yield line


def _parsed(line: str) -> Parsed:
    answer: _Answer = json.loads(line)
    return Parsed(_with_formulas(answer), _dropped(answer["said"]))


def _depth(line: str) -> int:
    """How deep JSON is nested."""
    brackets = _NO_BRACKETS.sub("", line)
    return max(accumulate(1 if bracket in _OPENING else -1 for bracket in brackets))


def _unparsed(text: str, error: PandocError) -> Unparsed:
    """Say why a text cannot be parsed, and where the paragraph stands that is to blame."""
    timed_out = isinstance(error, PandocTimeoutError)
    problem = said(error) if timed_out else (str(error).splitlines() or [""])[0]
    start, end, alone = 0, len(text), False
    for border, most in product((_PARAGRAPHS, _LINES), (_GROUPS, len(text))):
        pieces = _pieces(text, (start, end), border, most)
        if alone and len(pieces) == 1:
            continue
        number = _first_unfinished([text[slice(*piece)] for piece in pieces])
        if number is None:
            break
        (start, end), alone = pieces[number], True
    if isinstance(error, _TooDeepError):
        return _nested_too_deeply(start)
    if alone:
        hint = "Long runs of [ ( > or * do this: close them, or put a backslash before each."
        return Unparsed(say("this text cannot be parsed: {problem}", problem), start, say(hint))
    hint = "Divide it, or raise limits.parse_seconds in report.yaml."
    return Unparsed(say("this chapter cannot be parsed: {problem}", problem), start, say(hint))


def _pieces(
    text: str, span: tuple[int, int], border: re.Pattern[str], most: int
) -> list[tuple[int, int]]:
    """Start and end of the pieces of a stretch, several together where there are too many."""
    borders = [match.span() for match in border.finditer(text, *span)]
    starts = [span[0], *(end for _, end in borders)]
    ends = [*(start for start, _ in borders), span[1]]
    together = -(-len(starts) // most)
    return list(
        zip(starts[::together], [*ends[together - 1 : -1 : together], span[1]], strict=True)
    )


def _first_unfinished(pieces: Sequence[str]) -> int | None:
    """The index of the first piece that pandoc cannot parse by itself, if there is one."""
    finished = 0
    try:
        for _ in _run(pieces, _ALONE):
            finished += 1
    except PandocError:
        return finished
    return None


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
