"""MRK001, MRK002, MRK019, MRK035: blocks read as text, and text read as another block.

Between a paragraph and what follows it pandoc wants an empty line, which other dialects do not;
between the marks of a heading and its words all want a space.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hakusho.ast.walk import children, stringify
from hakusho.checks.leftovers.slips import SEPARATOR, Slip, begins_line, slip
from hakusho.findings import Finding, Text, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from hakusho.ast.nodes import Element
    from hakusho.checks.leftovers.slips import Line, Paragraph
    from hakusho.source.prose import Prose

_BULLET = re.compile(r"(?P<mark>[-+*]) +(?=[^\s*+-]|[-+*]\S)")
_GERMAN_MONTHS = "Jan|Feb|März|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez"
_ORDERED = re.compile(
    r"(?P<mark>\(?(?P<number>[0-9]{1,3}|[a-z]|[ivx]{1,4})[.)]) +(?=\S)"
    rf"(?!(?:{_GERMAN_MONTHS})[a-zä]*\b)"
)
_HEADING = re.compile(r"(?P<mark>#{1,6}) +(?=\S)")
_TOUCHING = re.compile(r"(?P<mark>#{1,6})(?=[^\W_])(?!(?:include|define|if|endif|pragma)\b)")
_WIDE_HEADING = re.compile(r"(?P<mark>＃{1,6}[ \u3000]?)(?=[^\s＃])")
_INDENTED = re.compile(r"(?P<mark>\u3000+#{1,6}) +(?=\S)")
_TOUCHING_END = re.compile(r"(?<=[^\s#\\])(?P<marks>#+)$")
_READ_AS_TEXT = re.compile(r"(?P<mark>#{1,6}) +(?=\S)(?![0-9０-９])")
_RULE = re.compile(r"(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}")
_QUOTE = re.compile(r"(?P<mark>>)(?!>>)[ >]*(?=\S)")
_COMPARED = re.compile(r">[ =]*(?:[0-9０-９.]|\S(?:\s|$)|\ufffc)")
_ENDS = re.compile(r"[。．.:：!?！？;；」』”’)）]$")
_SENTENCE_ENDS = re.compile(r"\w{2}.*(?:。|[a-z]{2}\.)$", re.DOTALL)
"""A question may well be what is explained."""
_SENTENCE_ENDED = re.compile(r"[。．.!?！？」』”’)）]$")
_MARGIN = re.compile(r"\s*(?:(?:[-+*]|\(?\w{1,3}[.)])\s+)?")
_LEADS_ON = re.compile(r"[:：]$")
_HASHTAGS = re.compile(r"#[^\s#]+(?:\s+#[^\s#]+)+")
_FEW_WORDS = 40
"""A line of more letters is no heading."""
_LONG_HEADING = 60
_UNDERLINE = re.compile(r"(?!#).*\n(?P<indent>[ >]*)(?P<line>-+|=+)[ \t]*(?:\n|$)")
_LINE_OF_SIGNS = re.compile(r"[—–-]+|={3,}")
_LISTS = frozenset({"BulletList", "OrderedList"})
_FAR = 80
"""Letters before a word among which its line begins, if it does with marks alone."""
_DIVIDER = "======="
"""Between the two versions of a merge conflict."""
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5}
_LIST, _TITLE = say("a list"), say("a heading")
_QUOTATION, _TABLE, _LINE = say("a quotation"), say("a table"), say("a rule")
_PARAGRAPH = say("a paragraph")
_INDENT = "\u3000"
"""In which a Japanese paragraph begins where it is typed."""


def slips_of_blocks(prose: Prose, paragraphs: Sequence[Paragraph]) -> Iterator[Slip]:
    """Find the blocks that are read as text, paragraph by paragraph."""
    for paragraph in paragraphs:
        if "Header" in paragraph.within or "LineBlock" in paragraph.within:
            continue
        yield from _first_line(prose, paragraph)
        if len(paragraph.lines) > 1:
            yield from _later_lines(prose, paragraph)


def headings_by_accident(prose: Prose, nodes: Sequence[Element]) -> Iterator[Slip]:
    """MRK019 for a sentence or an item that a line of dashes below it makes a heading."""
    in_lists = {id(each) for node in nodes if node["t"] in _LISTS for each in children(node)}
    for node in nodes:
        if node["t"] != "Header" or "at" not in node:
            continue
        position, words = node["at"][0], stringify(node["c"][2]).strip()
        is_title = re.search(r"^[^>]*\w", words) and not _ENDS.search(words)
        if is_title and len(words) <= _LONG_HEADING and id(node) not in in_lists:
            continue
        length = node["at"][1] - position + _LONG_HEADING
        line = _UNDERLINE.match(prose.positions.letters(position, length))
        if line and line["line"] != _DIVIDER and not (id(node) in in_lists and line["indent"]):
            message = "the {mark} below this line make it a heading"
            hint = (
                "Write an empty line between them: then --- is a rule. Begin a heading with # and "
                "a space."
            )
            where = prose.positions.place(position)
            yield Slip(Finding.of("MRK019", where, message, hint, line["line"][:3]), position)


def headings_that_lose_a_sign(prose: Prose, nodes: Sequence[Element]) -> Iterator[Slip]:
    """MRK002 for a # that ends a heading's last word, and is taken for the end of its marks."""
    for node in nodes:
        if node["t"] == "Header" and "at" in node:
            begin, end = node["at"]
            line = prose.positions.letters(begin, end - begin).partition("\n")[0].rstrip()
            if (lost := _TOUCHING_END.search(line)) and line.startswith("#"):
                message = "{marks} touches the last word, and is not printed"
                hint = "Write {escaped} for the sign itself; a heading needs none at its end."
                where = prose.positions.place(begin)
                signs = lost["marks"]
                given = where, message, hint, signs, "\\#" * len(signs)
                yield Slip(Finding.of("MRK002", *given), begin)


def quotations_that_go_on(prose: Prose, paragraphs: Sequence[Paragraph]) -> Iterator[Slip]:
    """MRK035 for words below a quotation, without a > of their own, that are read as part of it.

    Who marks the first line of a quotation alone breaks its lines anywhere; who meant the next
    words for the text behind it had ended a sentence, or a paragraph of the quotation.
    """
    before: Paragraph | None = None
    for paragraph in paragraphs:
        if paragraph.quotes and not {"Table", "Note", "LineBlock"} & paragraph.within:
            marked = [_is_marked(prose, line) for line in paragraph.lines]
            number = marked.index(False) if False in marked else 0
            line = paragraph.lines[number]
            opened = before is not None and before.quotes == paragraph.quotes
            ended = _SENTENCE_ENDED.search(paragraph.lines[number - 1].text) if number else opened
            if False in marked and ended and True not in marked[number:]:
                message = "these words are read as part of the quotation above them"
                hint = "Write an empty line before them; or > before them, if they are quoted."
                yield slip(prose, line.start, "MRK035", message, hint)
        before = paragraph


def _is_marked(prose: Prose, line: Line) -> bool:
    """Whether a > stands before the words of a line, or they do not begin a line of the source."""
    position = prose.at[line.start]
    before = ""
    for back in range(1, _FAR):
        letter = prose.positions.letters(position - back, 1)
        if letter in {"", "\n"}:
            break
        before = letter + before
    return not prose.positions.is_typed(position) or not _MARGIN.fullmatch(before)


def terms_by_accident(prose: Prose, nodes: Sequence[Element]) -> Iterator[Slip]:
    """MRK019 for a sentence that a : below it makes a term: a caption without its table."""
    for node in nodes:
        if node["t"] != "DefinitionList":
            continue
        for term, _ in node["c"]:
            first = next((each for each in term if "at" in each), None)
            if first and _SENTENCE_ENDS.search(stringify(term).strip()):
                message = "the : below this sentence makes a term of it, which is explained"
                hint = (
                    "Write a table's caption right below its table; begin a line that is no "
                    "explanation with \\:."
                )
                position = first["at"][0]
                where = prose.positions.place(position)
                yield Slip(Finding.of("MRK019", where, message, hint), position)


# -- a heading whose marks are not read as such ----------------------------------------------------


def _first_line(prose: Prose, paragraph: Paragraph) -> Iterator[Slip]:
    line = paragraph.lines[0]
    if "Table" in paragraph.within or not begins_line(prose, line.start, line.start + 1):
        return
    if match := _heading_in(line.text):
        yield _heading_slip(prose, paragraph, line, match, apart=False)
    elif match := _READ_AS_TEXT.match(line.text):
        message = "{marks} does not stand at the margin: the heading is read as text"
        hint = "Take out the spaces before {marks}; for {marks} itself write {escaped}."
        marks = match["mark"]
        yield slip(prose, line.start, "MRK002", message, hint, marks, "\\#" * len(marks))


def _heading_in(text: str) -> re.Match[str] | None:
    """The marks of a heading that touch its words, are full-width or indented, if a line is one."""
    match = _TOUCHING.match(text) or _WIDE_HEADING.match(text) or _INDENTED.match(text)
    if not match or (len(match["mark"].strip("\u3000 ")) > 1 or match["mark"].startswith("\u3000")):
        return match
    short = len(text) <= _FEW_WORDS and not re.search(r"[。．.]$", text)
    numbered = text[match.end("mark") :][:1].isdecimal()
    return match if short and not numbered and not _HASHTAGS.fullmatch(text) else None


def _sure_heading(text: str) -> re.Match[str] | None:
    """The same within a paragraph, where one # alone may be anything."""
    match = _heading_in(text)
    return match if match and match["mark"].strip("\u3000 ") not in {"#", "＃"} else None


def _heading_slip(
    prose: Prose, paragraph: Paragraph, line: Line, match: re.Match[str], *, apart: bool
) -> Slip:
    marks = match["mark"]
    level = len(marks.strip("\u3000 "))
    right = "#" * level
    if "＃" in marks:
        message = "{marks} is full-width: the heading is read as text"
        sure = level > 1 or marks != "＃"
    elif marks.startswith("\u3000"):
        message = "a full-width space before {marks}: the heading is read as text"
        sure = True
    else:
        message = "{marks} touches the words: the heading is read as text"
        sure = level > 1
    hint = "Write {right} and a space before the words; for {marks} itself write {escaped}."
    if "＃" in marks:
        hint = "Write {right} and a space before the words."
    elif not sure:
        hint = (
            "Write {right} and a space before the words of a heading; take out the tag of another "
            "tool; for {marks} itself write {escaped}."
        )
    rest = line.text[match.end("mark") :]
    new = right if rest.startswith(" ") else f"{right} "
    change = paragraph.change(prose, line, mark=(marks, new), apart=apart) if sure else None
    shown = marks.strip("\u3000 ")
    values = (shown, right) if "＃" in marks else (shown, right, "\\#" * level)
    return slip(prose, line.start, "MRK002", message, hint, *values, change=change)


# -- blocks right after a line of text -------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Found:
    """A block that begins at a line.

    Attributes:
        what: Its kind.
        mark: With which it begins.
        sure: Whether it is meant beyond doubt.
    """

    line: Line
    what: Text
    mark: str
    sure: bool = True


@dataclass(frozen=True, slots=True)
class _Rest:
    """The lines of a paragraph from one of them on."""

    texts: Sequence[str]  # of the whole paragraph
    items: Sequence[int]  # its lines that begin like an item of a list, or of one in it
    at: int

    def run(self, goes_on: Callable[[str], object]) -> int:
        """How many lines there are before the first that does not go on."""
        lines = range(self.at, len(self.texts))
        return next((n for n in lines if not goes_on(self.texts[n])), len(self.texts)) - self.at

    def other_items(self) -> Iterator[str]:
        """The items after the first."""
        later = range(bisect_left(self.items, self.at) + 1, len(self.items))
        return (self.texts[self.items[n]] for n in later)

    def to_last_item(self) -> int:
        """How many lines there are to the last item."""
        return self.items[-1] + 1 - self.at


def _later_lines(prose: Prose, paragraph: Paragraph) -> Iterator[Slip]:
    lines, texts = paragraph.lines, [each.text for each in paragraph.lines]
    items = [n for n, each in enumerate(texts) if _BULLET.match(each) or _ORDERED.match(each)]
    number = 1
    after_heading = _heading_in(lines[0].text) is not None
    numbered = _ORDERED.match(texts[0]) is not None  # 1\\) and line ends that are kept: by hand
    while number < len(lines):
        line, before = lines[number], lines[number - 1].text
        touching = _sure_heading(line.text)
        if touching and begins_line(prose, line.start, line.start + 1):
            yield _heading_slip(prose, paragraph, line, touching, apart=True)
            after_heading, number = True, number + 1
            continue
        if signs := _signs_below(prose, line):
            yield signs
            number += 1
            continue
        found, length = _block_at(line, _Rest(texts, items, number), before)
        if line.text.startswith(_INDENT) and not line.kept and _ENDS.search(before):
            found = found or _Found(line, _PARAGRAPH, _INDENT)
        if found and begins_line(prose, line.start, line.start + len(found.mark)):
            by_hand = numbered and found.mark[-1] in ".)"
            if by_hand:
                found = replace(found, sure=False)
            if not after_heading and not (by_hand and line.kept):
                yield _joined(prose, paragraph, found)
            after_heading = found.what is _TITLE
            number += length
        else:
            after_heading, number = False, number + (1 if found else length)


def _signs_below(prose: Prose, line: Line) -> Slip | None:
    """A line of dashes, or of =, below several lines, of which it makes no heading."""
    if not _LINE_OF_SIGNS.fullmatch(line.text):
        return None
    typed = prose.positions.letters(prose.at[line.start], _LONG_HEADING).partition("\n")[0].rstrip()
    if typed == _DIVIDER or not re.fullmatch("-{3,}|={3,}", typed):
        return None
    message = "{marks} below several lines makes neither a rule nor a heading: it is printed"
    hint = (
        "Write an empty line before ---, which then is a rule; begin a heading with # and a space."
    )
    return slip(prose, line.start, "MRK001", message, hint, typed[:3])


def _block_at(line: Line, rest: _Rest, before: str) -> tuple[_Found | None, int]:
    """The block that begins at a line, the first of those that are left; and of how many it is.

    Where none begins, how many lines that says of.
    """
    match line.text[:1]:
        case "*" | "_" if _RULE.fullmatch(line.text):
            return _Found(line, _LINE, line.text[:1]), 1
        case "-" | "+" | "*":
            return _bullets(line, rest, before)
        case "#":
            return _heading(line, before), 1
        case ">":
            return _quotation(line, rest)
    under = rest.texts[rest.at + 1 : rest.at + 2]
    if "|" in line.text and under and SEPARATOR.fullmatch(under[0]):
        return _Found(line, _TABLE, line.text[:1]), rest.run(lambda each: "|" in each)
    return _numbered(line, rest, before)


def _heading(line: Line, before: str) -> _Found | None:
    match = _HEADING.match(line.text)
    doubtful = match and match["mark"] == "#" and line.text[match.end() :][:1].isdecimal()
    sure = match and not (doubtful and not _ENDS.search(before))
    return _Found(line, _TITLE, match["mark"]) if match and sure else None


def _bullets(line: Line, rest: _Rest, before: str) -> tuple[_Found | None, int]:
    match = _BULLET.match(line.text)
    if not match:
        return None, 1
    several = any(rest.other_items())
    leads = _LEADS_ON.search(before) is not None
    if several or leads or (match["mark"] == "-" and _ENDS.search(before)):
        return _Found(line, _LIST, match["mark"], sure=several or leads), rest.to_last_item()
    return None, 1


def _numbered(line: Line, rest: _Rest, before: str) -> tuple[_Found | None, int]:
    first = _ORDERED.match(line.text)
    if not first or (first["number"].isalpha() and first["mark"].endswith(".")):
        return None, 1
    shape = re.sub(r"\w+", "", first["mark"])
    alike = filter(None, map(_ORDERED.match, rest.other_items()))
    second = next((each for each in alike if re.sub(r"\w+", "", each["mark"]) == shape), None)
    several = second and any(_follow(first, second, value) for value in _VALUES)
    within = _BULLET.match(next(rest.other_items(), ""))
    sure = bool(several or (first["number"] == "1" and within))
    if sure or (first["mark"] == "1." and _LEADS_ON.search(before)):
        return _Found(line, _LIST, first["mark"], sure), rest.to_last_item()
    return None, 1


def _decimal(number: str) -> int:
    return int(number) if number.isdecimal() else 0


def _letter(number: str) -> int:
    return ord(number) - ord("a") + 1 if len(number) == 1 and number.isalpha() else 0


def _roman(number: str) -> int:
    return _ROMAN.get(number, 0)


_VALUES = (_decimal, _letter, _roman)


def _follow(first: re.Match[str], second: re.Match[str], value: Callable[[str], int]) -> bool:
    """Whether two numbers follow one another, or both are 1, as other dialects allow."""
    one, other = value(first["number"]), value(second["number"])
    return one > 0 and other in {one + 1, 1 if one == 1 else 0}


def _quotation(line: Line, rest: _Rest) -> tuple[_Found | None, int]:
    if not _QUOTE.match(line.text):
        return None, 1
    compared = rest.run(_COMPARED.match)
    quoted = compared + replace(rest, at=rest.at + compared).run(lambda each: each.startswith(">"))
    return (_Found(line, _QUOTATION, ">"), quoted) if quoted > compared else (None, compared)


def _joined(prose: Prose, paragraph: Paragraph, found: _Found) -> Slip:
    message = "{what} right after a line of text is read as part of it"
    hint = "Write an empty line before it; or {escaped}, if it is meant as text."
    change = paragraph.change(prose, found.line) if found.sure else None
    mark = found.mark
    if mark == _INDENT:
        hint = "Write an empty line before it."
        return slip(prose, found.line.start, "MRK001", message, hint, found.what, change=change)
    escaped = f"{mark[:-1]}\\{mark[-1]}" if mark[0].isalnum() else f"\\{mark}"
    return slip(
        prose, found.line.start, "MRK001", message, hint, found.what, escaped, change=change
    )
