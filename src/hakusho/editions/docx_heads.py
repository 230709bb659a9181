"""What stands in the head and the foot of a house's document: filled afresh for each paper.

A document that was saved from another paper or brief holds *its* title and how *it* may be
handled. So whatever names such a thing (a field, a content control, ``{{ title }}``, the words of
the document's own title, a mark like 取扱注意) gets what this document says, and is taken out
where it says nothing. What is left is the house's own, and said so where it might not be.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hakusho.editions.docx_marks import bare, is_mark, marks_in, may_name_one, pieces_of
from hakusho.editions.docx_package import (
    PARAGRAPH,
    TEXT,
    VALUE,
    W,
    element,
    put_property,
    run,
)
from hakusho.editions.docx_style_names import canonical, plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml import etree

_TEXTPATH = "{urn:schemas-microsoft-com:vml}textpath"
_LINES = frozenset({f"{W}tab", f"{W}ptab", f"{W}br", f"{W}cr"})
_OF_REVIEW = frozenset(
    f"{W}{name}"
    for name in (
        *("del", "moveFrom", "commentRangeStart", "commentRangeEnd", "commentReference"),
        *("rPrChange", "pPrChange", "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart"),
        *("moveToRangeEnd", "proofErr"),
    )
)
"""What was deleted, said of or marked while the house wrote its document."""

_FIELDS = {
    "TITLE": "title", "SUBJECT": "subtitle", "AUTHOR": "authors", "LASTSAVEDBY": "authors",
    "KEYWORDS": "keywords", "FILENAME": "file",
}  # fmt: skip
_DATES = frozenset({"DATE", "TIME", "CREATEDATE", "SAVEDATE", "PRINTDATE", "EDITTIME"})
_NUMBER_OF_HEADING = re.compile(r"\\[nrsw](?!\w)", re.IGNORECASE)
"""The switches of STYLEREF that ask for a paragraph's number (17.16.5.59)."""
_COUNTS = frozenset({"PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "IF", "=", "SYMBOL", "EQ"})
"""Fields that Word works out on each page, and that say nothing of a paper."""
_KINDS = {
    "title": ("title", "タイトル", "表題", "題名", "件名", "標題", "資料名"),
    "subtitle": ("subtitle", "subject", "副題", "サブタイトル"),
    "authors": ("authors", "author", "creator", "著者", "作成者", "氏名"),
    "date": ("date", "publishdate", "日付", "発行日", "作成日", "年月日"),
    "keywords": ("keywords", "キーワード"),
    "audience": ("audience", "宛先", "宛名"),
    "classification": (
        *("classification", "marking", "handling", "取扱", "取扱い", "取扱区分", "秘密区分"),
        *("機密性", "機密性区分", "秘匿区分", "sensitivity", "msipclassification"),
    ),
}
"""What a field, a content control or ``{{ … }}`` of a document may be called."""
_KNOWN = {name: kind for kind, names in _KINDS.items() for name in names}
_PLACE = re.compile(r"\{\{\s*(\w+)\s*\}\}|«(\w+)»|＜＜(\w+)＞＞")
_CORE = "6c3c8bc8-f283-45ae-878a-bab7291924a1"
"""The store of a document's own properties: every DOCX file has it."""

_HOUSE = re.compile(
    r"[省庁府局部課室署院所会社団]$|本部|大学|機構|法人|センター|財団|協会|銀行|政府|内閣|委員会"
    r"|ministry|agency|office|department|government|institute|university|bureau|commission|council"
    r"|cabinet|secretariat|cent(er|re)|bank|foundation|association|embassy|command|authority|union"
    r"|〒|電話|\btel\b|\bfax\b|@|www\.|https?:",
    re.IGNORECASE,
)
_FURNITURE = re.compile(
    r"[\W\d_]*((pages?|pp?|of|no|頁|ページ|枚|全|第|目|页|共|seite|von|sur|쪽)[\W\d_]*)*",
    re.IGNORECASE,
)
_SURE = 6
"""So many letters of a title are found within other words; a shorter one must stand by itself."""


@dataclass(frozen=True, slots=True)
class Filling:
    """What stands in heads and feet."""

    values: Mapping[str, str]  # what this document says, by the names in _KINDS
    replaced: Mapping[str, str] = field(default_factory=dict)
    """Titles of the document that the head was made for, and what stands in place of each."""
    classification_style: str = ""  # the id of the style of a mark
    text_width: int = 0  # twips


@dataclass(slots=True)
class Left:
    """What cannot be filled in a head or a foot."""

    words: list[str] = field(default_factory=list)  # printed as they are
    fields: list[str] = field(default_factory=list)  # left out


def fill(part: etree._Element, filling: Filling) -> Left:
    """Fill a head or a foot, changing the part.

    Returns:
        What it says besides.
    """
    left = Left()
    _accept_changes(part)
    settled = _fill_controls(part, filling)
    for paragraph in list(part.iter(PARAGRAPH)):
        _Paragraph(paragraph, filling, settled, left).fill()
    for drawn in list(part.iter(_TEXTPATH)):
        _fill_watermark(drawn, filling, left)
    for tab in part.iter(f"{W}tab"):
        at = tab.get(f"{W}pos", "")
        if tab.get(VALUE) == "right" and at.isdecimal() and int(at) > filling.text_width:
            tab.set(f"{W}pos", str(filling.text_width))
    return left


def says(part: etree._Element, mark: str) -> bool:
    """Whether a head has a mark as words of their own, and not within others."""
    lines = ("".join(t.text or "\t" for t in p.iter(TEXT, *_LINES)) for p in part.iter(PARAGRAPH))
    return any(bare(mark) in map(bare, (line, *pieces_of(line))) for line in lines)


def add_mark(part: etree._Element, filling: Filling) -> None:
    """Put how the document may be handled above all else, at the right edge of the text."""
    paragraph = element("p")
    put_property(paragraph, "jc", val="right")
    mark = run(filling.values["classification"])
    put_property(mark, "rStyle", val=filling.classification_style)
    paragraph.append(mark)
    part.insert(0, paragraph)


def _accept_changes(part: etree._Element) -> None:
    for each in list(part.iter(*_OF_REVIEW)):
        held = each.getparent()
        if held is not None:
            held.remove(each)
    for each in list(part.iter(f"{W}ins", f"{W}moveTo")):
        held = each.getparent()
        if held is not None:
            at = held.index(each)
            held[at : at + 1] = list(each)


def _kind(*names: str) -> str:
    return next((_KNOWN[plain(name)] for name in names if plain(name) in _KNOWN), "")


def _fill_controls(part: etree._Element, filling: Filling) -> set[etree._Element]:
    """Fill content controls that are bound to a property, or are called like one.

    Returns:
        The texts that are settled so.
    """
    settled: set[etree._Element] = set()
    for control in part.iter(f"{W}sdt"):
        held = control.find(f"{W}sdtPr")
        if held is None:
            continue
        binding = held.find(f"{W}dataBinding")
        path = "" if binding is None else binding.get(f"{W}xpath", "")
        property_ = re.split("[:/]", re.sub(r"\[\d+\]$", "", path))[-1]
        called = [_value(held, "tag"), _value(held, "alias")]
        kind = _kind(property_, *called)
        of_file = binding is not None and _CORE in binding.get(f"{W}storeItemID", "").lower()
        if binding is not None and not (of_file and kind in {"title", "subtitle", "authors"}):
            held.remove(binding)  # it would ask for a part that is not in the file
        texts = list(control.iter(TEXT))
        if kind not in filling.values or not texts:
            continue
        for placeholder in held.findall(f"{W}showingPlcHdr"):
            held.remove(placeholder)
        texts[0].text = filling.values[kind]
        for each in texts[1:]:
            each.text = ""
        settled.update(texts)
    return settled


def _value(held: etree._Element, name: str) -> str:
    found = held.find(f"{W}{name}")
    return "" if found is None else found.get(VALUE, "")


def _own(paragraph: etree._Element) -> Iterator[etree._Element]:
    """What stands in a paragraph, in its order, without paragraphs in its text boxes."""
    for child in paragraph:
        if child.tag != PARAGRAPH:
            yield child
            yield from _own(child)


@dataclass(slots=True)
class _Field:
    code: str = ""
    separated: bool = False
    texts: list[etree._Element] = field(default_factory=list)
    pieces: list[etree._Element] = field(default_factory=list)  # that make it a field


class _Paragraph:
    """One paragraph of a head, while it is being filled."""

    def __init__(
        self,
        paragraph: etree._Element,
        filling: Filling,
        settled: set[etree._Element],
        left: Left,
    ) -> None:
        self._filling, self._left = filling, left
        self._all = list(_own(paragraph))
        self._settled = settled

    def fill(self) -> None:
        for each in list(self._fields()):
            self._fill_field(each)
            self._settled.update(each.texts)
        self._fill_marks()
        self._fill_places()
        for segment in self._segments():
            self._fill_segment(segment)

    def _fields(self) -> Iterator[_Field]:
        open_: list[_Field] = []
        for each in self._all:
            kind = each.get(f"{W}fldCharType") if each.tag == f"{W}fldChar" else None
            if each.tag == f"{W}fldSimple":
                texts = list(each.iter(TEXT))
                yield _Field(each.get(f"{W}instr", ""), separated=True, texts=texts, pieces=[each])
            elif kind == "begin":
                open_.append(_Field(pieces=[each]))
            elif open_ and kind == "separate":
                open_[-1].separated = True
                open_[-1].pieces.append(each)
            elif open_ and kind == "end":
                open_[-1].pieces.append(each)
                yield open_.pop()
            elif open_ and each.tag == f"{W}instrText":
                open_[-1].code += each.text or ""
                open_[-1].pieces.append(each)
            elif open_ and each.tag == TEXT and open_[-1].separated:
                open_[-1].texts.append(each)

    def _fill_field(self, found: _Field) -> None:
        name, _, rest = found.code.strip().partition(" ")
        name, values = name.upper(), self._filling.values
        argument = re.match(r'\s*"([^"]*)"|\s*(\S*)', rest)
        named = (argument[1] or argument[2] or "") if argument else ""
        if name in _COUNTS or name.startswith("="):
            return
        kind = _FIELDS.get(name, "")
        if name in _DATES:
            self._spell_out(found, values.get("date", ""))
        elif name == "STYLEREF":
            self._fill_style(found, named, asks_number=bool(_NUMBER_OF_HEADING.search(rest)))
        elif name == "DOCPROPERTY" and _kind(named) in {"title", "subtitle", "authors"}:
            _write(found.texts, values[_kind(named)])
        elif name == "DOCPROPERTY" and _kind(named):
            self._spell_out(found, values[_kind(named)])
        elif kind:
            _write(found.texts, values.get(kind, ""))
        elif found.code.strip():
            self._left.fields.append(found.code.strip())
            self._spell_out(found, "")

    def _fill_style(self, found: _Field, named: str, *, asks_number: bool) -> None:
        """A field that shows the text of a style, or its number, which is never the title."""
        style = "heading 1" if named == "1" else canonical(named)
        words = "" if asks_number else self._filling.values["title"]
        if style not in {"Title", "heading 1"}:
            self._spell_out(found, words)
        elif found.texts:
            _write(found.texts, words)

    def _spell_out(self, found: _Field, words: str) -> None:
        """Put words in the place of a field that Word would work out otherwise."""
        _write(found.texts, words)
        for piece in found.pieces:
            held = piece.getparent()
            if held is None:
                continue
            at = held.index(piece)
            held[at : at + 1] = list(piece) if piece.tag == f"{W}fldSimple" else []

    def _texts(self) -> list[etree._Element]:
        return [each for each in self._all if each.tag == TEXT and each not in self._settled]

    def _fill_marks(self) -> None:
        """Runs in the style of a mark."""
        style = self._filling.classification_style
        texts = []
        for each in self._texts():
            holder = each.getparent()
            named = None if holder is None else holder.find(f"{W}rPr/{W}rStyle")
            if style and named is not None and named.get(VALUE) == style:
                texts.append(each)
        _write(texts, self._filling.values["classification"])
        self._settled.update(texts)

    def _fill_places(self) -> None:
        """``{{ title }}`` and its like, into how many runs Word may have cut them."""
        texts = self._texts()
        while found := next(
            (
                each
                for each in _PLACE.finditer("".join(t.text or "" for t in texts))
                if _kind(next(filter(None, each.groups()))) in self._filling.values
            ),
            None,
        ):
            words = self._filling.values[_kind(next(filter(None, found.groups())))]
            self._settled.add(_replace(texts, found.start(), found.end(), words))
            texts = self._texts()

    def _segments(self) -> Iterator[list[etree._Element]]:
        """Texts between tabs, line ends, fields and what is settled."""
        segment: list[etree._Element] = []
        for each in self._all:
            ends = each.tag in _LINES or each.tag == f"{W}fldChar" or each in self._settled
            if ends and segment:
                yield segment
                segment = []
            elif each.tag == TEXT and not ends:
                segment.append(each)
        if segment:
            yield segment

    def _fill_segment(self, texts: list[etree._Element]) -> None:
        words = "".join(each.text or "" for each in texts)
        if not bare(words):
            return
        for old, new in self._filling.replaced.items():
            at = words.find(old)
            if bare(words) == bare(old):
                _write(texts, new)
                return
            if at >= 0 and len(old) >= _SURE:
                _replace(texts, at, at + len(old), new)
                words = "".join(each.text or "" for each in texts)
        mark = self._filling.values["classification"]
        if is_mark(words):
            _write(texts, mark)
            return
        for start, end in reversed(marks_in(words, keep_frame=bool(mark))):
            _replace(texts, start, end, mark)
        rest = "".join(each.text or "" for each in texts)
        for piece in pieces_of(rest):
            if not self._is_known(bare(piece)):
                self._left.words.append(piece.strip())

    def _is_known(self, piece: str) -> bool:
        """Whether words of a head are what this document says, or the house's own."""
        values = self._filling.values
        if piece == bare(values["classification"]):
            return True
        if any(new and new in piece for new in self._filling.replaced.values()):
            return True
        if _FURNITURE.fullmatch(piece):
            return True
        return bool(_HOUSE.search(piece)) and not may_name_one(piece)


def _write(texts: list[etree._Element], words: str) -> None:
    """Let the first of some texts say these words, and the others nothing."""
    for each in texts:
        each.text = ""
    if texts:
        texts[0].text = words
        texts[0].set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _replace(texts: list[etree._Element], start: int, end: int, words: str) -> etree._Element:
    """Put words in the place of a stretch of texts; the text that has them."""
    at, holder = 0, texts[0]
    for each in texts:
        said = each.text or ""
        first, last = max(start - at, 0), min(end - at, len(said))
        here = 0 <= start - at < len(said)
        if first < last or here:
            each.text = said[:first] + (words if here else "") + said[last:]
            each.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            holder = each if here else holder
        at += len(said)
    return holder


def _fill_watermark(drawn: etree._Element, filling: Filling, left: Left) -> None:
    words = drawn.get("string", "")
    replaced = {bare(old): new for old, new in filling.replaced.items()}
    if bare(words) in replaced:
        drawn.set("string", replaced[bare(words)])
    elif not is_mark(words) and not marks_in(words, keep_frame=True):
        left.words += [words] if bare(words) else []
    elif filling.values["classification"]:
        drawn.set("string", filling.values["classification"])
    else:
        owner = next(drawn.iterancestors(f"{W}pict"), None)
        held = None if owner is None else owner.getparent()
        if owner is not None and held is not None:
            held.remove(owner)
