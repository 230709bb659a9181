"""Blocks read along with the source: where each begins, and what its marks are."""

from __future__ import annotations

import re
from itertools import chain, product
from typing import TYPE_CHECKING

from hakusho.source.inline_alignment import NONE, InlineReader
from hakusho.source.table_layout import lay_out

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from hakusho.ast.nodes import (
        Block,
        BlockQuote,
        BulletList,
        CodeBlock,
        DefinitionList,
        Div,
        Figure,
        Header,
        HorizontalRule,
        Inline,
        LineBlock,
        Note,
        OrderedList,
        Paragraph,
        RawBlock,
        Row,
        Table,
    )
    from hakusho.source.table_layout import View

_MOST_LINES = 400
"""How far ahead a block is looked for."""
_CODE_INDENT = 4
PREFIX = r"[ \t]*(?:>[ \t]?)*[ \t]*"
_PREFIX = re.compile(PREFIX)
_GAP = re.compile(rf"(?:[ \t]*\n[ \t]*(?:>[ \t]?)*)*{PREFIX}")
_LINE_REST = re.compile(r"[^\n]*")
_NOTE = re.compile(r"\[\^(?P<label>[^\]\s]+)\]:[ \t]*")
_NOTES = re.compile(rf"^{PREFIX}{_NOTE.pattern}", re.MULTILINE)
_LINK = re.compile(
    r"\[(?!\^)(?:[^\[\]\n]|\\.|\n(?![ \t]*\n))+\]:[ \t]*\n?[ \t]*(?:<[^>\n]*>|\S+)"
    r"(?:[ \t]*\n?[ \t]*(?:\"[^\"\n]*\"|'[^'\n]*'|\([^)\n]*\)))?"
    r"(?:[ \t]*\{[^}\n]*\})?[ \t]*(?=\n|\Z)"
)
_ATX = re.compile(r"\#{1,6}[ \t]*")
_UNDERLINE = re.compile(r"\n[ \t>]*(?:=+|-+)[ \t]*(?=\n|\Z)")
_FENCE = re.compile(r"(?P<fence>`{3,}|~{3,})(?P<info>[^\n]*)\n?")
_BEFORE_CODE = re.compile(r"[ \t>:\-+*.)(0-9]*")
_DIVISION = re.compile(r":{3,}[ \t]*(?P<attributes>\{[^\n]*\}|[^\s{}:]+)?[^\n]*\n?")
_ITEM = re.compile(r"(?:[-+*]|\(?(?:[0-9]+|[A-Za-z]|[ivxlcdmIVXLCDM]+|\#)[.)])(?=[ \t\n]|\Z)[ \t]*")
_DEFINITION = re.compile(r"[:~][ \t]*")
_LINE_RULE = re.compile(r"(?:[*_-][ \t]*){3,}(?=\n|\Z)")
_CAPTION = re.compile(r"(?:[Tt]able)?:[ \t]*")
_TABLE_RULE = r"\n[ \t>]*(?!:+[ \t]*(?:\n|\Z))[-+=|:][-+=|: \t]*(?=\n|\Z)"
_TABLE_RULES = re.compile(rf"(?:{_TABLE_RULE})*")
_BARS = re.compile(rf"(?:[ \t|]|{_TABLE_RULE}|\n[ \t>]*)*")


class BlockReader(InlineReader):
    """Follows blocks in a text.

    Strictly at first: all words of a block in their order, here, behind definitions, or at a line
    that follows. Only a block that stands nowhere so is followed by as many words as can be found.
    """

    def __init__(self, text: str, base: int) -> None:
        super().__init__(text, base)
        self.block_readers: Mapping[str, Callable[..., int]] = {  # type: ignore[explicit-any]  # as above
            "Para": self._para,
            "Plain": self._para,
            "Header": self._header,
            "CodeBlock": self._codeblock,
            "RawBlock": self._rawblock,
            "HorizontalRule": self._horizontalrule,
            "LineBlock": self._lineblock,
            "BlockQuote": self._blockquote,
            "BulletList": self._list,
            "OrderedList": self._list,
            "DefinitionList": self._definitionlist,
            "Div": self._div,
            "Figure": self._figure,
            "Table": self._table,
        }
        self._strict = False
        self._whole = self
        self._notes: dict[str, list[int]] = {}
        self._note_ends: dict[int, int] = {}
        """By the offset at which a note's text begins, where it ends."""
        for match in _NOTES.finditer(text):
            self._notes.setdefault(match["label"].casefold(), []).append(match.end())
            self._note_ends[match.end()] = self._end_of_note(match.end())

    def _cut_out(self, view: View) -> BlockReader:
        """A reader of a part of this text."""
        offsets = view.offsets
        if self.offsets is not None:
            offsets = [self.offsets[each] for each in offsets]
        reader = BlockReader(view.text, self.base)
        reader.offsets, reader._whole, reader._strict = offsets, self._whole, self._strict
        return reader

    def blocks(self, nodes: Sequence[Block], at: int) -> int:
        """Follow blocks; while strict all of them, else those that can be."""
        for node in nodes:
            if not node.get("c", True):
                continue  # an empty quotation
            end = self.block(node, at)
            if end < 0 and self._strict:
                return NONE
            at = max(at, end)
        return at

    def block(self, node: Block, at: int) -> int:
        """Follow one block."""
        if self._strict:
            return self._first(node, self._starts(at))
        self._strict = True
        end = self._first(node, self._anywhere(at))
        self._strict = False
        return end if end >= 0 else self._first(node, self._anywhere(at), loosely=True)

    def _anywhere(self, at: int) -> Iterator[int]:
        """Where a block may begin that need not stand here."""
        return chain(self._starts(at), self._lines(self._gap(at)))

    def _first(self, node: Block, starts: Iterable[int], *, loosely: bool = False) -> int:
        read = self.block_readers[node["t"]]
        if loosely and node["t"] in _OF_WORDS:
            read = self._some_words
        return next((end for start in starts if (end := read(node, start)) >= 0), NONE)

    def _starts(self, at: int) -> Iterator[int]:
        """Where the next block may begin: here, or behind definitions."""
        start = self._gap(at)
        yield start
        while True:
            note = _NOTE.match(self.text, start)
            if note and note.end() in self._note_ends:
                start = self._gap(self._note_ends[note.end()])
            elif link := _LINK.match(self.text, start):
                start = self._gap(link.end())
            else:
                return
            yield start

    def _lines(self, at: int) -> Iterator[int]:
        for _ in range(_MOST_LINES):
            at = self.text.find("\n", at) + 1
            if not at:
                return
            yield self.past(_PREFIX, at)

    def _gap(self, at: int) -> int:
        return self.past(_GAP, at)

    def _some_words(self, node: Paragraph | Header, at: int) -> int:
        content: Sequence[Inline] = node["c"][2] if node["t"] == "Header" else node["c"]
        stop = self.text.find("\n\n", at)
        stop = len(self.text) if stop < 0 else stop
        begin = NONE
        for inline in content:
            start = self.search(inline, at, stop)
            if start >= 0:
                begin = start if begin < 0 else begin
                at = self.inline(inline, start)
        if begin >= 0:
            self.put(node, begin, at)
        return at if begin >= 0 else NONE

    # -- notes ---------------------------------------------------------------------------------

    def defines(self, at: int) -> bool:
        """Whether the definition of a note begins at an offset."""
        match = _NOTE.match(self.text, at)
        return match is not None and match.end() in self._note_ends

    def note_text(self, note: Note, label: str) -> None:
        """Follow the text of a note where it is defined; of two with one label pandoc reads one."""
        self._whole.definition(note, label)

    def definition(self, note: Note, label: str) -> None:
        """Follow the text of a note of this text, whichever part of it marks the note."""
        strict = self._strict
        starts = self._notes.get(label.casefold(), [])[::-1]
        for self._strict, start in product((True, False), starts):
            end = self.blocks(note["c"], start)
            if end >= start:
                self._note_ends[start] = end
                note["definition"] = self.range(self.text.rfind("[^", 0, start), end)
                break
        self._strict = strict

    def _end_of_note(self, at: int) -> int:
        """Where the text of a note ends that is not read yet, or that nothing marks."""
        while True:
            line = self.text.find("\n", at)
            if line < 0:
                return len(self.text)
            at = self.past(_PREFIX, line + 1)
            if _NOTE.match(self.text, at) or self.text.startswith(":::", at):
                return line + 1
            if self.text[at : at + 1] in {"\n", ""}:
                at = self._gap(line + 1)
                indent = self.text[self.text.rfind("\n", 0, at) + 1 : at].replace("\t", "    ")
                if len(indent.replace(">", "")) < _CODE_INDENT:
                    return line + 1

    # -- paragraphs, headings, code ------------------------------------------------------------

    def _para(self, node: Paragraph, at: int) -> int:
        end = NONE if self.defines(at) else self.inlines(node["c"], at)
        if end >= 0:
            self.put(node, at, end)
        return end

    def _header(self, node: Header, at: int) -> int:
        level, attributes, content = node["c"]
        marks = _ATX.match(self.text, at)
        if marks and not self.text.startswith("#" * level, at):
            return NONE
        end = self.inlines(content, marks.end() if marks else at)
        if end < 0:
            return NONE
        broken = content[-1:] and content[-1]["t"] == "LineBreak"
        line = self.text.rfind("\n", 0, end) if broken else self.past(_LINE_REST, end)
        underline = None if marks else _UNDERLINE.match(self.text, line)
        if not marks and not underline:
            return NONE
        brace = self.text.rfind("{", end, line) if any(attributes) else NONE
        if brace >= 0:
            self.put_attributes(node, brace, self.text.rfind("}", brace, line) + 1)
        self.put(node, at, line)
        return underline.end() if underline else line

    def _codeblock(self, node: CodeBlock, at: int) -> int:
        end = self._fenced(node, at)
        if end < 0:
            end = self._code_lines(node["c"][1], self.text.rfind("\n", 0, at) + 1)
        if end >= 0:
            self.put(node, at, end)
        return end

    def _fenced(self, node: CodeBlock, at: int) -> int:
        attributes, code = node["c"]
        fence = _FENCE.match(self.text, at)
        if not fence:
            return NONE
        end = self._code_lines(code, fence.end()) if code else fence.end()
        if end < 0:
            return NONE
        if any(attributes) and fence["info"].strip():
            self.put_attributes(node, *fence.span("info"))
        mark = rf"\n?{PREFIX}{fence['fence'][0]}{{{len(fence['fence'])},}}[ \t]*"
        return self.past(re.compile(mark), end)

    def _code_lines(self, code: str, at: int) -> int:
        """Follow lines of code; before each may stand marks of lists and quotations, and spaces."""
        for number, line in enumerate(code.split("\n")):
            if number:
                at = self.text.find("\n", at) + 1
                if not at:
                    return NONE
            stop = self.past(_LINE_REST, at)
            wanted = line.strip()
            found = self.text.rfind(wanted, at, stop) if wanted else at
            if wanted and (
                found < 0
                or self.text[found + len(wanted) : stop].strip()
                or not _BEFORE_CODE.fullmatch(self.text, at, found)
            ):
                return NONE
            at = found + len(wanted)
        return at

    def _rawblock(self, node: RawBlock, at: int) -> int:
        end = self.raw(node, at)
        if end >= 0:
            self.put(node, at, end)
        return end

    def _horizontalrule(self, node: HorizontalRule, at: int) -> int:
        end = self.past(_LINE_RULE, at)
        if end > at:
            self.put(node, at, end)
        return end if end > at else NONE

    def _lineblock(self, node: LineBlock, at: int) -> int:
        begin = at
        for line in node["c"]:
            at = self._gap(at)
            at += self.text.startswith("|", at)
            indented = line and line[0]["t"] == "Str" and line[0]["c"].startswith("\u00a0")
            at = self.inlines(line, at + 1 if indented else self.spaces(at))
            if at < 0:
                return NONE
        self.put(node, begin, at)
        return at

    # -- what holds blocks ---------------------------------------------------------------------

    def _blockquote(self, node: BlockQuote, at: int) -> int:
        before = self.text[self.text.rfind("\n", 0, at) + 1 : at]
        opened = at if self.text.startswith(">", at) else at - len(before) + before.rfind(">")
        if not self.text.startswith(">", opened):
            return NONE
        self.quoted += 1
        end = self.blocks(node["c"], at)
        self.quoted -= 1
        if end >= 0:
            self.put(node, opened, end)
        return end

    def _list(self, node: BulletList | OrderedList, at: int) -> int:
        items = node["c"][1] if node["t"] == "OrderedList" else node["c"]
        begin = at
        for number, item in enumerate(items):
            starts = self._starts_of_parts(at) if number else (at,)
            marker = next(
                (found for each in starts if (found := _ITEM.match(self.text, each))), None
            )
            at = self.blocks(item, marker.end()) if marker else NONE
            if at < 0:
                return NONE
        self.put(node, begin, at)
        return at

    def _definitionlist(self, node: DefinitionList, at: int) -> int:
        begin = at
        for number, (term, definitions) in enumerate(node["c"]):
            starts = self._starts_of_parts(at) if number else (at,)
            at = next((end for each in starts if (end := self.inlines(term, each)) >= 0), NONE)
            for blocks in definitions:
                mark = _DEFINITION.match(self.text, self._gap(at)) if at >= 0 else None
                at = self.blocks(blocks, mark.end()) if mark else NONE
            if at < 0:
                return NONE
        self.put(node, begin, at)
        return at

    def _starts_of_parts(self, at: int) -> Iterator[int]:
        return chain(self._starts(at), () if self._strict else self._lines(at))

    def _div(self, node: Div, at: int) -> int:
        fence = _DIVISION.match(self.text, at)
        if not fence or not fence["attributes"]:
            return NONE
        end = self.blocks(node["c"][1], fence.end())
        if end < 0:
            return NONE
        self.put_attributes(node, *fence.span("attributes"))
        fences = (_DIVISION.match(self.text, each) for each in self._starts_of_parts(end))
        closing = next((each for each in fences if each and not each["attributes"]), None)
        if closing:
            end = closing.end()
        else:
            node["unclosed"] = True
        self.put(node, at, end)
        return end

    def _figure(self, node: Figure, at: int) -> int:
        """A paragraph that is an image; its caption is the image's text, and its alt text, too."""
        _, (_, caption), content = node["c"]
        only = content[0]
        if not self.text.startswith("![", at) or only["t"] not in {"Plain", "Para"}:
            return NONE
        words = caption[0]["c"] if caption and caption[0]["t"] in {"Plain", "Para"} else []
        end = self.inlines(words, at + 2)
        end = self.target(node, end)
        if end < 0:
            return NONE
        for each in (node, *caption, only):
            self.put(each, at, end)
        for image in only["c"]:
            if image["t"] == "Image":
                self.inlines(image["c"][1], at + 2)
                self.put(image, at, end)
                if "attributes" in node:
                    image["attributes"] = node["attributes"]
        return end

    # -- tables --------------------------------------------------------------------------------

    def _table(self, node: Table, at: int) -> int:
        _, (_, caption), columns, head, bodies, foot = node["c"]
        begin = at
        mark = _CAPTION.match(self.text, at) if caption else None
        above = self.blocks(caption, mark.end()) if mark else NONE
        if mark and above > mark.end():
            at = self._gap(self.attributes(node, above, apart=True))
        rows = [*head[1], *(row for each in bodies for row in (*each[2], *each[3])), *foot[1]]
        end = self._rows(rows, at, multiline=any(width["t"] == "ColWidth" for _, width in columns))
        if end < 0:
            return NONE
        below = _CAPTION.match(self.text, self._gap(end)) if caption and begin == at else None
        if below:
            end = self.attributes(node, max(self.blocks(caption, below.end()), end), apart=True)
        self.put(node, begin, end)
        return end

    def _rows(self, rows: Sequence[Row], at: int, *, multiline: bool) -> int:
        cells = [cell[4] for row in rows for cell in row[1]]
        drawn = lay_out(self.text, at, rows, multiline=multiline)
        if drawn is not None and all(
            self._cut_out(view).blocks(blocks, 0) >= 0
            for blocks, view in zip(cells, drawn.cells, strict=True)
        ):
            return drawn.end
        for blocks in cells:  # a pipe table: cell by cell
            for block in blocks:
                at = self.block(block, self.past(_BARS, at))
                if at < 0:
                    return NONE
        return self.past(_TABLE_RULES, self.past(_LINE_REST, at))


_OF_WORDS = frozenset({"Para", "Plain", "Header"})
