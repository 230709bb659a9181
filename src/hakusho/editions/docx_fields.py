"""Fields of the DOCX edition: numbers of captions and references to them, which Word renumbers.

What a field shows is what all editions print; a program that works out no fields shows the same.
Word works them out when asked to (F9), or when it prints. A reference to a page shows that of the
PDF, and says that it is out of date: Word puts its own there when it opens the file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hakusho.editions.docx_package import (
    PARAGRAPH,
    PARAGRAPH_PROPERTIES,
    RUN,
    RUN_PROPERTIES,
    TEXT,
    VALUE,
    W,
    element,
    parse,
    replace,
    run,
    style_of,
    text_of,
    written,
)
from hakusho.values.marks import Mark

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lxml import etree

_BOOKMARK = f"{W}bookmarkStart"
_COUNTED = re.compile(r"(?P<name>\D*?)(?P<gap>\s*)(?P<number>\d+)")
_NUMBER_OF_FORMULA = re.compile(r"\((\d+)\)")
_SEQUENCE = re.compile(r"[^\W\d_]+")
_FIRST_MARK = 800_000
"""Ids of our bookmarks begin here: pandoc's are small, those of contents begin at 900,000."""
_FIRST_OF_PAGES = 700_000
"""The same of those whose pages are named, which are numbered by themselves."""
_PAGE_OF = re.compile(f"{Mark.PAGE_OF}([^{Mark.PAGE_OF}]*){Mark.PAGE_OF}")
"""The mark that ``lua/docx.lua`` puts into references to pages."""


@dataclass(slots=True)
class Marked:
    """What references may name, each with a bookmark of its own."""

    captions: dict[str, str] = field(default_factory=dict)  # bookmarks by label: 図1
    equations: dict[str, tuple[str, str]] = field(default_factory=dict)
    """By the id of a numbered formula: its number as printed, (1), and the bookmark about it."""
    chains: dict[str, list[tuple[str, etree._Element]]] = field(default_factory=dict)
    """By the id of a heading: its number and those above it, from the first level on."""
    bookmarks: dict[etree._Element, str] = field(default_factory=dict)  # of headings

    def bookmark_of(self, heading: etree._Element) -> str:
        """The bookmark about a heading, made when it is first asked for."""
        if heading not in self.bookmarks:
            held = heading.find(PARAGRAPH_PROPERTIES)
            inside = [each for each in heading if each is not held]
            self.bookmarks[heading] = self.mark(heading, inside)
        return self.bookmarks[heading]

    def mark(self, paragraph: etree._Element, inside: Sequence[etree._Element]) -> str:
        """Put a bookmark about some children of a paragraph; its name."""
        ordinal = len(self.captions) + len(self.equations) + len(self.bookmarks) + 1
        name, ident = f"_Ref{ordinal:09}", _FIRST_MARK + ordinal
        at = paragraph.index(inside[0]) if inside else len(paragraph)
        paragraph.insert(at, element("bookmarkStart", id=ident, name=name))
        end = element("bookmarkEnd", id=ident)
        inside[-1].addnext(end) if inside else paragraph.append(end)
        return name


def field_of(
    code: str, result: Sequence[etree._Element], *, dirty: bool = False
) -> list[etree._Element]:
    """A field of Word's that shows some runs; its other runs look like the first of them.

    One that is ``dirty`` is worked out as soon as Word opens the file.
    """
    instruction = element("instrText")
    instruction.text = f" {code} "
    instruction.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    like = result[0].find(RUN_PROPERTIES) if result else None

    def piece(inside: etree._Element) -> etree._Element:
        made = element("r") if like is None else element("r", parse(written(like)))
        made.append(inside)
        return made

    begin, middle, end = (
        piece(element("fldChar", fldCharType=kind)) for kind in ("begin", "separate", "end")
    )
    if dirty:
        begin[-1].set(f"{W}dirty", "1")
    return [begin, piece(instruction), middle, *result, end]


def mark_captions(document: etree._Element, names: Mapping[str, str], marked: Marked) -> None:
    """Let Word count the figures and the tables; the main part is changed.

    A number that is not the next of its name stays text.
    """
    styles = {names[f"{kind} caption"] for kind in ("image", "table", "listing")}
    counts: dict[str, int] = {}
    for paragraph in document.iter(PARAGRAPH):
        label = _label(paragraph, names["label"]) if style_of(paragraph) in styles else None
        if label is None:
            continue
        words = text_of(label)
        pieces = [label]
        found = _COUNTED.fullmatch(words)
        if found and _SEQUENCE.fullmatch(found["name"]):
            counts[found["name"]] = counts.get(found["name"], 0) + 1
            if int(found["number"]) == counts[found["name"]]:
                code = rf"SEQ {found['name']} \* ARABIC"
                number = field_of(code, [run(found["number"], label)])
                pieces = [run(found["name"] + found["gap"], label), *number]
                replace(label, pieces)
        if words not in marked.captions:
            marked.captions[words] = marked.mark(paragraph, pieces)


def mark_equations(document: etree._Element, names: Mapping[str, str], marked: Marked) -> None:
    """Let Word count the numbered formulas; the main part is changed.

    A number that is not the next one stays text.
    """
    expected = 0
    for paragraph in document.iter(PARAGRAPH):
        runs = paragraph.findall(RUN) if style_of(paragraph) == names["equation"] else []
        words = text_of(runs[-1]) if runs else ""
        found = _NUMBER_OF_FORMULA.fullmatch(words)
        if found is None:
            continue
        pieces = [runs[-1]]
        expected += 1
        if int(found[1]) == expected:
            number = field_of(r"SEQ Equation \* ARABIC", [run(found[1], runs[-1])])
            pieces = [run("(", runs[-1]), *number, run(")", runs[-1])]
            replace(runs[-1], pieces)
        ids = [each.get(f"{W}name", "") for each in paragraph.iterchildren(f"{W}bookmarkStart")]
        bookmark = marked.mark(paragraph, pieces)
        marked.equations.update(dict.fromkeys(ids, (words, bookmark)))


def _label(paragraph: etree._Element, style: str) -> etree._Element | None:
    """The run that holds the number of a caption."""
    for each in paragraph.iterchildren(RUN):
        named = each.find(f"{RUN_PROPERTIES}/{W}rStyle")
        return each if named is not None and named.get(VALUE) == style else None
    return None


def chain_headings(
    numbers: Mapping[etree._Element, str], names: Mapping[str, str], marked: Marked
) -> None:
    """Note which numbers stand above each heading that has bookmarks; all numbered by a list."""
    levels = {names[f"heading {level}"]: level for level in range(1, 7)}
    chain: list[tuple[str, etree._Element]] = []
    for heading, number in numbers.items():
        chain = [*chain[: levels[style_of(heading)] - 1], (number.strip(), heading)]
        for start in heading.iter(f"{W}bookmarkStart"):
            marked.chains[start.get(f"{W}name", "")] = chain


def refer(part: etree._Element, marked: Marked) -> None:
    """Let references in a part follow what they name, changing the part.

    A reference is a link whose words are those of a caption, or hold the numbers of a heading;
    others stay links.
    """
    for link in list(part.iter(f"{W}hyperlink")):
        anchor, runs = link.get(f"{W}anchor"), link.findall(RUN)
        if not anchor or not runs or len(runs) != len(link):
            continue
        words = text_of(link)
        like = runs[0]
        if words in marked.captions:
            code = rf"REF {marked.captions[words]} \h \* MERGEFORMAT"
            replace(link, field_of(code, [run(words, like)]))
        elif anchor in marked.equations and words.endswith(marked.equations[anchor][0]):
            number, bookmark = marked.equations[anchor]
            code = rf"REF {bookmark} \h \* MERGEFORMAT"
            named = [run(words.removesuffix(number), like)] if words != number else []
            replace(link, [*named, *field_of(code, [run(number, like)])])
        elif anchor in marked.chains:
            pieces = list(_by_numbers(words, marked.chains[anchor]))
            if any(heading is not None for _, heading in pieces):
                replace(link, [*_worded(pieces, like, marked)])


def _by_numbers(
    words: str, chain: Sequence[tuple[str, etree._Element]]
) -> Iterator[tuple[str, etree._Element | None]]:
    """Words cut so that numbers of headings stand by themselves; whole if these are not in them."""
    own, heading = chain[-1]
    at = words.find(own)
    rest = words[:at] + words[at + len(own) :]
    wanted = [(own, heading)] if at >= 0 and not re.search(r"\d", rest) else list(chain)
    pieces: list[tuple[str, etree._Element | None]] = []
    start = 0
    for number, named in wanted:
        at = words.find(number, start)
        if at < 0:
            yield words, None
            return
        pieces += [(words[start:at], None), (number, named)]
        start = at + len(number)
    yield from (piece for piece in (*pieces, (words[start:], None)) if piece[0])


def _worded(
    pieces: Sequence[tuple[str, etree._Element | None]], like: etree._Element, marked: Marked
) -> Iterator[etree._Element]:
    for words, heading in pieces:
        if heading is None:
            yield run(words, like)
        else:
            code = rf"REF {marked.bookmark_of(heading)} \n \h \* MERGEFORMAT"
            yield from field_of(code, [run(words, like)])


def asks_for_pages(parts: Sequence[etree._Element]) -> bool:
    """Whether references to pages stand in parts, as ``lua/docx.lua`` writes them."""
    return any(Mark.PAGE_OF in words for part in parts for words in part.itertext())


def refer_to_pages(parts: Sequence[etree._Element], pages: Mapping[str, str], form: str) -> None:
    """Let references to pages show them, and Word work them out; the parts are changed.

    Args:
        parts: The main part, and that of the notes.
        pages: The pages of the PDF by the ids of what stands there. What has none is named.
        form: The words about a number: {}頁, p. {}.
    """
    starts = {start.get(f"{W}name", ""): start for part in parts for start in part.iter(_BOOKMARK)}
    own: dict[str, str] = {}
    before, after = form.split("{}")
    for link in [link for part in parts for link in part.iter(f"{W}hyperlink")]:
        found = _PAGE_OF.search(text_of(link))
        if found is None:
            continue
        start = starts.get(link.get(f"{W}anchor", ""))
        if start is None or found[1] not in pages:
            _unmark(link)
            continue
        like = link.findall(RUN)[-1]
        for style in list(like.iter(f"{W}rStyle")):  # that of links: it prints as the text around
            replace(style, [])
        name = own.setdefault(found[1], f"_Ref{_FIRST_OF_PAGES + len(own):09}")
        if name not in starts:
            starts[name] = _mark_place(start, name, _FIRST_OF_PAGES + len(own))
        number = field_of(rf"PAGEREF {name} \h", [run(pages[found[1]], like)], dirty=True)
        words = [[run(each, like)] if each else [] for each in (before, after)]
        replace(link, [*words[0], *number, *words[1]])


def _unmark(link: etree._Element) -> None:
    for part in link.iter(TEXT):
        part.text = _PAGE_OF.sub("", part.text or "")


def _mark_place(start: etree._Element, name: str, ident: int) -> etree._Element:
    """Put an empty bookmark where another begins, whose name may be none that Word allows."""
    made = element("bookmarkStart", id=ident, name=name)
    start.addnext(made)
    made.addnext(element("bookmarkEnd", id=ident))
    return made
