"""Where in its source each node of pandoc's AST stands.

pandoc's Markdown reader forgets places. It need not be asked for them, nor its grammar be written
again: the AST says what every stretch of the source was taken for, so that the source can be read
along with it. A paragraph's words must stand there in their order, with nothing between them but
the marks of the elements that hold them. What is found is therefore right by construction: a node
gets a place only where its own text stands; and where the two cannot be brought together (a macro
of TeX that pandoc has expanded) a node goes without, and has the place of what holds it.
"""

from __future__ import annotations

import html
import re
from itertools import chain, product
from typing import TYPE_CHECKING, Any

from hakusho.source.table_layout import View, lay_out

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    Reader = Callable[[Any, int], int]

Node = dict[str, Any]

SEPARATOR = "\ue012"
"""Put between a cross-reference and the letters that touch it, for pandoc to see it."""

_NO = -1
_DELIMITERS = {"Emph": 1, "Strong": 2, "Strikeout": 2, "Superscript": 1, "Subscript": 1}
_QUOTES = {"DoubleQuote": '"“”', "SingleQuote": "'‘’"}
_SMART = {
    "…": ("...",),
    "—": ("---",),
    "–": ("--",),
    "’": ("'",),
    "‘": ("'",),
    "“": ('"',),
    "”": ('"',),
    "\u00a0": ("\\ ", " "),
    "☐": ("[ ]",),
    "☒": ("[x]", "[X]"),
}
_ENTITY = re.compile(r"&(?:#[0-9]+|#[xX][0-9a-fA-F]+|\w+);")
_SPACES = re.compile(r"[ \t]*")
_GAP = re.compile(r"(?:[ \t]*\n[ \t]*(?:>[ \t]?)*)*[ \t]*(?:>[ \t]?)*[ \t]*")
_BREAK = re.compile(r"[ \t\u00a0]*\\?\n[ \t]*")
_QUOTE_MARK = re.compile(r">[ \t]*")
_PREFIX = re.compile(r"[ \t]*(?:>[ \t]?)*[ \t]*")
_MARKER = re.compile(
    r"(?:[-+*]|\(?(?:[0-9]+|[A-Za-z]|[ivxlcdmIVXLCDM]+|\#)[.)])(?=[ \t\n]|\Z)[ \t]*"
)
_NOTE = re.compile(r"\[\^(?P<label>[^\]\s]+)\]")
_NOTE_DEFINITION = re.compile(r"\[\^(?P<label>[^\]\s]+)\]:[ \t]*")
_NOTE_DEFINITIONS = re.compile(rf"^{_PREFIX.pattern}{_NOTE_DEFINITION.pattern}", re.MULTILINE)
_LINK_DEFINITION = re.compile(
    r"\[(?!\^)(?:[^\[\]\n]|\\.|\n(?![ \t]*\n))+\]:[ \t]*\n?[ \t]*(?:<[^>\n]*>|\S+)"
    r"(?:[ \t]*\n?[ \t]*(?:\"[^\"\n]*\"|'[^'\n]*'|\([^)\n]*\)))?(?:[ \t]*\{[^}\n]*\})?[ \t]*(?=\n|\Z)"
)
_FENCE = re.compile(r"(?P<fence>`{3,}|~{3,})(?P<info>[^\n]*)\n?")
_DIVISION = re.compile(r":{3,}[ \t]*(?P<attr>\{[^\n]*\}|[^\s{}:]+)?[^\n]*\n?")
_CAPTION = re.compile(r"(?:[Tt]able)?:[ \t]*")
_DEFINITION = re.compile(r"[:~][ \t]*")
_RULE = r"\n[ \t>]*(?!:+[ \t]*(?:\n|\Z))[-+=|:][-+=|: \t]*(?=\n|\Z)"
_RULES = re.compile(rf"(?:{_RULE})+")
_BARS = re.compile(rf"(?:[ \t|]|{_RULE}|\n[ \t>]*)*")
_BRACKET = re.compile(r"[ \t]*(?:\n[ \t>]*)?\[")
_BETWEEN = re.compile(r"[ \t]*(?:\n[ \t>]*)?;?[ \t]*(?:\n[ \t>]*)?")
_AMBIGUOUS = re.compile(r"[&\\]")

_BREAKS = frozenset({"Space", "SoftBreak", "LineBreak"})
_ESCAPES = re.compile(r"\\.|[()\[\]{}]|\"[^\"\n]*\"", re.DOTALL)


def align(text: str, blocks: Sequence[Node], base: int = 0) -> None:
    """Write into every node that is found the range of its text.

    Args:
        text: Markdown, with ``\\n`` line ends.
        base: What is added to offsets: the position of the text's first letter.
        blocks: What pandoc reads in it. Each node found gets the key ``at``, start and end offset;
            one whose attributes are written gets ``attributes``, the range of their braces.
    """
    reader = _Aligner(text)
    reader.base = base
    reader.blocks(blocks, 0)


class _Aligner:
    """Reads a text along with an AST; positions are offsets, ``_NO`` is none."""

    def __init__(
        self, text: str, offsets: Sequence[int] | None = None, whole: _Aligner | None = None
    ) -> None:
        self.text = text
        self.offsets = offsets
        self.whole = whole or self
        self.strict = False
        self.depth = 0
        self.base = 0 if whole is None else whole.base
        if whole is not None:
            self.notes, self.done = whole.notes, whole.done
            return
        self.notes: dict[str, list[int]] = {}
        self.done: dict[int, int] = {}
        for match in _NOTE_DEFINITIONS.finditer(text):
            self.notes.setdefault(match["label"].casefold(), []).append(match.end())
            self.done[match.end()] = self._end_of_note(match.end())

    # -- places --------------------------------------------------------------------------------

    def put(self, node: Node, start: int, end: int, key: str = "at") -> None:
        if self.offsets is None:
            node[key] = (start + self.base, end + self.base)
        elif start < len(self.offsets) and end > start:
            node[key] = (self.offsets[start] + self.base, self.offsets[end - 1] + 1 + self.base)

    def _end_of_note(self, start: int) -> int:
        """Where the definition of a note ends that nothing marks, or that is not read yet."""
        at = start
        while True:
            line = self.text.find("\n", at)
            if line < 0:
                return len(self.text)
            following = _PREFIX.match(self.text, line + 1)
            assert following is not None
            if _NOTE_DEFINITION.match(self.text, following.end()):
                return line + 1
            if self.text[following.end() : following.end() + 1] in {"\n", ""}:
                gap = _GAP.match(self.text, line + 1)
                assert gap is not None
                begin = self.text.rfind("\n", 0, gap.end()) + 1
                indent = self.text[begin : gap.end()].replace("\t", "    ")
                if len(indent.replace(">", "")) < 4:
                    return line + 1
                at = gap.end()
            else:
                at = line + 1

    # -- blocks --------------------------------------------------------------------------------

    def blocks(self, nodes: Sequence[Node], at: int) -> int:
        """Follow blocks; all of them while ``strict``, else those that can be."""
        for node in nodes:
            if not node.get("c", True):
                continue  # an empty quotation
            end = self.block(node, at)
            if end < 0 and self.strict:
                return _NO
            at = max(at, end)
        return at

    def block(self, node: Node, at: int) -> int:
        reader = getattr(self, f"_{node['t'].lower()}", None)
        if reader is None:
            return _NO
        if self.strict:
            return self._first(reader, node, self._starts(at))
        self.strict = True
        end = self._first(reader, node, self._starts(at))
        if end < 0:
            end = self._first(reader, node, self._lines(self._gap(at)))
        self.strict = False
        if end < 0:
            lines = self._lines(self._gap(at))
            end = self._first(self._loosely(node, reader), node, chain(self._starts(at), lines))
        return end

    @staticmethod
    def _first(reader: Reader, node: Node, starts: Iterable[int]) -> int:
        for start in starts:
            end = reader(node, start)
            if end >= 0:
                return end
        return _NO

    def _starts(self, at: int) -> Iterator[int]:
        """Where the next block may begin: here, or behind definitions."""
        start = self._gap(at)
        yield start
        while True:
            match = _NOTE_DEFINITION.match(self.text, start)
            if match and match.end() in self.done:
                start = self._gap(self.done[match.end()])
            elif link := _LINK_DEFINITION.match(self.text, start):
                start = self._gap(link.end())
            else:
                return
            yield start

    def _lines(self, at: int) -> Any:
        for _ in range(400):
            at = self.text.find("\n", at)
            if at < 0:
                return
            at += 1
            match = _PREFIX.match(self.text, at)
            assert match is not None
            yield match.end()

    def _gap(self, at: int) -> int:
        match = _GAP.match(self.text, at)
        assert match is not None
        return match.end()

    def _loosely(self, node: Node, reader: Reader) -> Reader:
        """A reader of a block whose text cannot be followed from its first word to its last."""
        return self._some_words if node["t"] in {"Para", "Plain", "Header"} else reader

    def _some_words(self, node: Node, at: int) -> int:
        inlines = node["c"][2] if node["t"] == "Header" else node["c"]
        begin, stop = _NO, self.text.find("\n\n", at)
        stop = len(self.text) if stop < 0 else stop
        for inline in inlines:
            if inline["t"] in _BREAKS:
                continue
            start = self._search(inline, at, stop)
            end = self.inline(inline, start) if start >= 0 else _NO
            if end >= 0:
                begin, at = start if begin < 0 else begin, end
        if begin < 0:
            return _NO
        self.put(node, begin, at)
        return at

    def _search(self, inline: Node, at: int, stop: int) -> int:
        """Where a node begins that need not stand right here."""
        first = _first_letters(inline)
        near = self.text.find(first, at, stop) if first else _NO
        while near >= 0:
            for start in range(near, max(at, near - 4) - 1, -1):
                if self.inline(inline, start) >= 0:
                    return start
            near = self.text.find(first, near + 1, stop)
        return _NO

    def _para(self, node: Node, at: int) -> int:
        end = self.inlines(node["c"], at)
        if end >= 0:
            self.put(node, at, end)
        return end

    _plain = _para

    def _header(self, node: Node, at: int) -> int:
        level, attr, inlines = node["c"]
        marks = re.compile(r"\#{1,6}[ \t]*").match(self.text, at)
        begin = marks.end() if marks else at
        if marks and self.text[at : at + level] != "#" * level:
            return _NO
        end = self.inlines(inlines, begin)
        if end < 0:
            return _NO
        line = self.text.find("\n", end)
        line = len(self.text) if line < 0 else line
        if any(attr):
            brace = self.text.rfind("{", end, line)
            if brace >= 0:
                self.put(node, brace, self.text.rfind("}", brace, line) + 1, "attributes")
        self.put(node, at, line)
        if marks:
            return line
        underline = re.compile(r"\n[ \t>]*(?:=+|-+)[ \t]*(?=\n|\Z)").match(self.text, line)
        return underline.end() if underline else _NO

    def _codeblock(self, node: Node, at: int) -> int:
        attr, code = node["c"]
        fence = _FENCE.match(self.text, at)
        if fence:
            if any(attr) and fence["info"].strip():
                self.put(node, fence.start("info"), fence.end("info"), "attributes")
            end = self._code_lines(code, fence.end()) if code else fence.end()
            if end < 0:
                return _NO
            closing = re.compile(
                rf"\n?{_PREFIX.pattern}{fence['fence'][0]}{{{len(fence['fence'])},}}[ \t]*"
            ).match(self.text, end)
            end = closing.end() if closing else end
        else:
            end = self._code_lines(code, self.text.rfind("\n", 0, at) + 1)
            if end < 0:
                end = self._code_lines(code, at)
        if end >= 0:
            self.put(node, at, end)
        return end

    def _code_lines(self, code: str, at: int) -> int:
        """Follow lines of code; what stands before each (a quotation's marks, an indent) may go."""
        for number, line in enumerate(code.split("\n")):
            if number:
                at = self.text.find("\n", at) + 1
                if not at:
                    return _NO
            if not line.strip():
                continue
            stop = self.text.find("\n", at)
            stop = len(self.text) if stop < 0 else stop
            found = self.text.find(line.strip(), at, stop)
            if (
                found < 0
                or self.text[at:found].strip(" \t>:-+*.)(0123456789")
                or (self.text[found + len(line.strip()) : stop].strip())
            ):
                return _NO
            at = found + len(line.strip())
        return at

    def _rawblock(self, node: Node, at: int) -> int:
        return self._raw(node, at)

    def _raw(self, node: Node, at: int) -> int:
        written = node["c"][1]
        if not written.strip():
            return _NO
        if self.text.startswith(written, at):
            self.put(node, at, at + len(written))
            return at + len(written)
        pattern = r"\s*(?:\n[ \t>]*)?".join(re.escape(word) for word in written.split())
        match = re.compile(pattern).match(self.text, at)
        if match:
            self.put(node, *match.span())
            return match.end()
        opened = re.compile(r"(`+)[ \t]*(\{=[^}\n]*\}[ \t]*\n)?").match(self.text, at)
        if not opened:
            return _NO
        inner = re.compile(rf"\s*{pattern}\s*").match(self.text, opened.end())
        if not inner or not self.text.startswith(opened[1], inner.end()):
            return _NO
        end = self._braces(inner.end() + len(opened[1]))
        self.put(node, at, end)
        return end

    def _blockquote(self, node: Node, at: int) -> int:
        before = self.text[self.text.rfind("\n", 0, at) + 1 : at]
        if not self.text.startswith(">", at) and ">" not in before:
            return _NO
        self.depth += 1
        end = self.blocks(node["c"], at)
        self.depth -= 1
        if end >= at:
            begin = at if self.text.startswith(">", at) else at - len(before) + before.rfind(">")
            self.put(node, begin, end)
        return end

    def _bulletlist(self, node: Node, at: int) -> int:
        return self._list(node, node["c"], at)

    def _orderedlist(self, node: Node, at: int) -> int:
        return self._list(node, node["c"][1], at)

    def _list(self, node: Node, items: Sequence[Sequence[Node]], at: int) -> int:
        begin = at
        for number, item in enumerate(items):
            marker = _MARKER.match(self.text, at)
            if not marker and number:
                lines = () if self.strict else self._lines(at)
                for start in chain(self._starts(at), lines):
                    marker = _MARKER.match(self.text, start)
                    if marker:
                        break
            if not marker:
                return _NO
            at = self.blocks(item, marker.end())
            if at < 0:
                return _NO
        self.put(node, begin, at)
        return at

    def _definitionlist(self, node: Node, at: int) -> int:
        begin = at
        for number, (term, definitions) in enumerate(node["c"]):
            end = _NO
            for start in self._starts(at) if number else (at,):
                end = self.inlines(term, start)
                if end >= 0:
                    break
            if end < 0:
                return _NO
            at = end
            for blocks in definitions:
                mark = _DEFINITION.match(self.text, self._gap(at))
                if mark:
                    at = self.blocks(blocks, mark.end())
                    if at < 0:
                        return _NO
        self.put(node, begin, at)
        return at

    def _div(self, node: Node, at: int) -> int:
        fence = _DIVISION.match(self.text, at)
        if not fence or not fence["attr"]:
            return _NO
        self.put(node, *fence.span("attr"), "attributes")
        end = self.blocks(node["c"][1], fence.end())
        if end < 0:
            return _NO
        for start in (self._gap(end), *self._lines(max(end, fence.end()) - 1)):
            closing = _DIVISION.match(self.text, start)
            if closing and not closing["attr"]:
                end = closing.end()
                break
        else:
            node["unclosed"] = True
        self.put(node, at, end)
        return end

    def _horizontalrule(self, node: Node, at: int) -> int:
        match = re.compile(r"(?:[*_-][ \t]*){3,}(?=\n|\Z)").match(self.text, at)
        if not match:
            return _NO
        self.put(node, *match.span())
        return match.end()

    def _lineblock(self, node: Node, at: int) -> int:
        begin = at
        for line in node["c"]:
            at = self._gap(at)
            if self.text.startswith("|", at):
                at += 1
            end = self.inlines(line, self._spaces(at) if not _leading_space(line) else at + 1)
            if end < 0:
                return _NO
            at = end
        self.put(node, begin, at)
        return at

    def _figure(self, node: Node, at: int) -> int:
        if not self.text.startswith("![", at):
            return _NO
        _, (_, caption), content = node["c"]
        image = next((each for each in content[0]["c"] if each["t"] == "Image"), None)
        inlines = caption[0]["c"] if caption else []
        end = self.inlines(inlines, at + 2)
        if end < 0 or image is None:
            return _NO
        self.inlines(image["c"][1], at + 2)
        end = self._target(node, end)
        if end < 0:
            return _NO
        for each in (node, image, content[0], *caption):
            self.put(each, at, end)
        if "attributes" in node:
            image["attributes"] = node["attributes"]
        return end

    # -- tables --------------------------------------------------------------------------------

    def _table(self, node: Node, at: int) -> int:
        _, (_, caption), columns, head, bodies, foot = node["c"]
        begin = at
        mark = _CAPTION.match(self.text, at)
        before = False
        if mark and caption:
            end = self.blocks(caption, mark.end())
            if end > mark.end():
                at, before = self._gap(self._attributes(node, end)), True
        rows = [*head[1], *(row for each in bodies for row in (*each[2], *each[3])), *foot[1]]
        wide = any(width["t"] == "ColWidth" for _, width in columns)
        end = self._rows(rows, at, multiline=wide)
        if end < 0:
            return _NO
        if caption and not before:
            mark = _CAPTION.match(self.text, self._gap(end))
            if mark:
                end = self._attributes(node, self.blocks(caption, mark.end()))
        self.put(node, begin, end)
        return end

    def _rows(self, rows: Sequence[Any], at: int, *, multiline: bool) -> int:
        cells = [cell[4] for row in rows for cell in row[1]]
        written = lay_out(self.text, at, rows, multiline=multiline)
        if written is not None and all(map(self._cell, cells, written.cells)):
            return written.end
        for blocks in cells:  # a pipe table: cell by cell
            for block in blocks:
                at = self.block(block, self._bar(at))
                if at < 0:
                    return _NO
        line = self.text.find("\n", at)
        at = len(self.text) if line < 0 else line
        rule = _RULES.match(self.text, at)
        return rule.end() if rule else at

    def _cell(self, blocks: Sequence[Node], view: View) -> bool:
        offsets = view.offsets
        if self.offsets is not None:
            offsets = [self.offsets[each] for each in offsets]
        reader = _Aligner(view.text, offsets, self.whole)
        reader.strict = self.strict
        return reader.blocks(blocks, 0) >= 0

    def _bar(self, at: int) -> int:
        match = _BARS.match(self.text, at)
        assert match is not None
        return match.end()

    def _attributes(self, node: Node, at: int) -> int:
        brace = self._spaces(at)
        end = self._braces(brace)
        if end > brace:
            self.put(node, brace, end, "attributes")
        return max(end, at)

    # -- inlines -------------------------------------------------------------------------------

    def inlines(self, nodes: Sequence[Node], at: int) -> int:
        for node in nodes:
            at = self.inline(node, at)
            if at < 0:
                return _NO
        return at

    def inline(self, node: Node, at: int) -> int:
        kind = node["t"]
        while self.text.startswith(SEPARATOR, at) and kind != "Str":
            at += 1
        if kind == "Str":
            end = self.string(node["c"], at)
        elif kind == "Space":
            end = self._space(at)
        elif kind in {"SoftBreak", "LineBreak"}:
            end = self._line_end(at)
        else:
            end = getattr(self, f"_inline_{kind.lower()}")(node, at)
        if end >= 0:
            self.put(node, at, end)
        return end

    def string(self, wanted: str, at: int) -> int:
        if self.text.startswith(wanted, at) and not _AMBIGUOUS.search(wanted):
            return at + len(wanted)
        found = followed(self.text, at, wanted)
        return found[-1] if found else _NO

    def _spaces(self, at: int) -> int:
        match = _SPACES.match(self.text, at)
        assert match is not None
        return match.end()

    def _space(self, at: int) -> int:
        end = self._spaces(at)
        broken = self._line_end(at)
        return broken if broken >= 0 else end if end > at else _NO

    def _line_end(self, at: int) -> int:
        match = _BREAK.match(self.text, at)
        if not match:
            return _NO
        at = match.end()
        for _ in range(self.depth):
            mark = _QUOTE_MARK.match(self.text, at)
            at = mark.end() if mark else at
        return at

    def _wrapped(self, node: Node, at: int) -> int:
        width = _DELIMITERS[node["t"]]
        mark = self.text[at : at + 1]
        if mark not in "*_~^" or self.text[at : at + width] != mark * width:
            return _NO
        mark *= width
        at += width
        for inline in node["c"]:
            end = self.inline(inline, at)
            if end < 0 and self.text.startswith(mark * 2, at):  # two that pandoc makes one
                end = self.inline(inline, at + 2 * width)
            if end < 0:
                return _NO
            at = end
        at = self._spaces(at)
        return at + width if self.text.startswith(mark, at) else _NO

    _inline_emph = _inline_strong = _inline_strikeout = _wrapped
    _inline_superscript = _inline_subscript = _wrapped

    def _bracketed(self, node: Node, at: int) -> int:
        """A span: brackets and attributes; small capitals and underlining are spans too."""
        if not self.text.startswith("[", at):
            return _NO
        inlines = node["c"][1] if node["t"] == "Span" else node["c"]
        end = self._closing(self.inlines(inlines, self._around(at + 1)))
        return _NO if end < 0 else self._attributes(node, end)

    _inline_span = _inline_smallcaps = _inline_underline = _bracketed

    def _around(self, at: int) -> int:
        """Past white space at the inside of a bracket, a line's end included."""
        match = re.compile(r"[ \t]*(?:\n[ \t]*(?:>[ \t]*)*)?").match(self.text, at)
        assert match is not None
        return match.end()

    def _closing(self, at: int) -> int:
        if at < 0:
            return _NO
        at = self._around(at)
        return at + 1 if self.text.startswith("]", at) else _NO

    def _inline_quoted(self, node: Node, at: int) -> int:
        marks = _QUOTES[node["c"][0]["t"]]
        if self.text[at : at + 1] not in tuple(marks):
            return _NO
        end = self.inlines(node["c"][1], at + 1)
        return end + 1 if end >= 0 and self.text[end : end + 1] in tuple(marks) else _NO

    def _inline_code(self, node: Node, at: int) -> int:
        opened = re.compile(r"`+").match(self.text, at)
        if not opened:
            return _NO
        closing = re.compile(rf"(?<!`){opened[0]}(?!`)").search(self.text, opened.end())
        if not closing:
            return _NO
        written = re.sub(r"\s*\n[ \t>]*|\s+", " ", self.text[opened.end() : closing.start()])
        if written.split() != node["c"][1].split():
            return _NO
        return self._attributes(node, closing.end())

    def _inline_math(self, node: Node, at: int) -> int:
        mark = "$$" if node["c"][0]["t"] == "DisplayMath" else "$"
        if not self.text.startswith(mark, at):
            return _NO
        start = at + len(mark)
        if self.text.startswith(node["c"][1] + mark, start):
            return start + len(node["c"][1]) + len(mark)
        closing = re.compile(rf"(?<!\\){re.escape(mark)}").search(self.text, start)
        return closing.end() if closing else _NO

    def _inline_rawinline(self, node: Node, at: int) -> int:
        return self._raw(node, at)

    def _inline_link(self, node: Node, at: int) -> int:
        _, inlines, _ = node["c"]
        if self.text.startswith("<", at):
            end = self.inlines(inlines, at + 1)
            return end + 1 if end >= 0 and self.text.startswith(">", end) else _NO
        if not self.text.startswith("[", at):
            return _NO
        return self._target(node, self.inlines(inlines, self._around(at + 1)))

    def _inline_image(self, node: Node, at: int) -> int:
        if not self.text.startswith("![", at):
            return _NO
        end = self.inlines(node["c"][1], self._around(at + 2))
        if end < 0 or not self.text.startswith("]", self._around(end)):
            end = self._bracket_end(at + 1) - 1  # its text is the attribute ``alt``
        return self._target(node, end)

    def _target(self, node: Node, at: int) -> int:
        """What follows the text of a link or an image: its bracket, target and attributes."""
        at = self._closing(at)
        if at < 0:
            return _NO
        opened = _BRACKET.match(self.text, at)
        if self.text.startswith("(", at):
            at = self._bracket_end(at)
        elif opened:
            at = self._bracket_end(opened.end() - 1)
        return self._attributes(node, at) if at >= 0 and _attr(node) else at

    def _bracket_end(self, at: int) -> int:
        """The offset after the bracket that closes the one at ``at``."""
        depth = 0
        pair = {"(": ")", "[": "]", "{": "}"}
        opening = self.text[at : at + 1]
        for match in _ESCAPES.finditer(self.text, at):
            if match[0] == opening:
                depth += 1
            elif match[0] == pair[opening]:
                depth -= 1
                if not depth:
                    return match.end()
        return _NO

    def _braces(self, at: int) -> int:
        if not self.text.startswith("{", at):
            return at
        end = self._bracket_end(at)
        return at if end < 0 else end

    def _inline_note(self, node: Node, at: int) -> int:
        if self.text.startswith("^[", at):
            inner = node["c"][0]["c"] if node["c"] else []
            end = self.inlines(inner, self._around(at + 2))
            if end >= 0 and node["c"]:
                self.put(node["c"][0], at + 2, end)
            return self._closing(end)
        mark = _NOTE.match(self.text, at)
        definition = _NOTE_DEFINITION.match(self.text, at)
        if not mark or (definition and definition.end() in self.done):
            return _NO
        self.whole.definition(node, mark["label"])
        return mark.end()

    def definition(self, node: Node, label: str) -> None:
        """Follow the text of a note where it is defined; of two with one label pandoc reads one."""
        strict = self.strict
        starts = self.notes.get(label.casefold(), [])[::-1]
        for self.strict, start in product((True, False), starts):
            end = self.blocks(node["c"], start)
            if end >= start:
                self.done[start] = max(end, self.done[start])
                self.put(node, start, end, "definition")
                break
        self.strict = strict

    def _inline_cite(self, node: Node, at: int) -> int:
        citations = node["c"][0]
        bracketed = self.text.startswith("[", at)
        end = self._bracket_end(at) if bracketed else len(self.text)
        inside = self._around(at + 1) if bracketed else at
        for number, citation in enumerate(citations):
            before = self.inlines(citation["citationPrefix"], inside)
            start, inside = self._key(citation["citationId"], max(inside, before), inside, end)
            if start < 0:
                return _NO
            self.put(citation, start, inside)
            if not bracketed and not number:
                more = len(citations) > 1 or citation["citationSuffix"]
                opened = _BRACKET.match(self.text, inside) if more else None
                end = self._bracket_end(opened.end() - 1) if opened else inside
                inside = opened.end() if opened else inside
            suffix = self.inlines(citation["citationSuffix"], inside)
            between = _BETWEEN.match(self.text, max(suffix, inside))
            assert between is not None
            inside = between.end()
        return end

    def _key(self, ident: str, at: int, start: int, end: int) -> tuple[int, int]:
        """A citekey with its ``@``: here, else the first in a range."""
        behind = at + self.text.startswith("-", at) + 1
        if self.text.startswith(f"@{ident}", behind - 1):
            return at, behind + len(ident)
        ident = re.escape(ident)
        key = re.compile(rf"-?@(?:\{{{ident}\}}|{ident})")
        found = key.match(self.text, at) or key.search(self.text, start, end)
        return found.span() if found else (_NO, _NO)


def followed(text: str, at: int, wanted: str) -> list[int]:
    """Follow the letters of a word, as written or as pandoc's reader replaces them.

    Args:
        text: Markdown.
        at: Where the word begins in it.
        wanted: The word as pandoc read it.

    Returns:
        The offset of each letter, and the one behind the word; nothing if it does not stand there.
    """
    places: list[int] = []
    while len(places) < len(wanted):
        letter = wanted[len(places)]
        found = text[at : at + 1]
        entity = _ENTITY.match(text, at) if found == "&" else None
        meant = html.unescape(entity[0]) if entity else ""
        if entity and meant != entity[0] and wanted.startswith(meant, len(places)):
            places += [at] * len(meant)
            at = entity.end()
        elif found == "\\" and text[at + 1 : at + 2] == letter:
            places.append(at)
            at += 2
        elif found == letter:
            places.append(at)
            at += 1
        elif found == SEPARATOR:
            at += 1
        else:
            mark = next((each for each in _SMART.get(letter, ()) if text.startswith(each, at)), "")
            if not mark:
                return []
            places.append(at)
            at += len(mark)
    return [*places, at]


def _attr(node: Node) -> bool:
    at = {"Image": 0, "Link": 0, "Figure": 0}.get(node["t"])
    return at is not None


def _leading_space(line: Sequence[Node]) -> bool:
    return bool(line) and line[0]["t"] == "Str" and line[0]["c"].startswith("\u00a0")


def _first_letters(inline: Node) -> str:
    """The letters that a node's text begins with, to look for it."""
    content = inline.get("c")
    if inline["t"] == "Str":
        written = str(content)
        return _SMART.get(written[:1], (re.split(r"[\u00a0’‘“”–—…]", written)[0],))[0]
    if inline["t"] in {"Code", "Math", "RawInline"}:
        return str(content[1].split("\n")[0]) if content else ""
    if inline["t"] == "Cite" and content:
        return f"@{content[0][0]['citationId']}"
    if isinstance(content, list):
        for each in content:
            if isinstance(each, dict) and "t" in each and (first := _first_letters(each)):
                return first
            if isinstance(each, list) and each and isinstance(each[0], dict) and "t" in each[0]:
                return _first_letters(each[0])
    return ""
