"""Headings of the DOCX edition, numbered by a list of Word's that prints the paper's numbers.

The form of the list is read off the numbers (1, (1), ①; 第1章; 1.1; 付録A), so that whatever
numbers headings has its list in Word. A chapter whose number does not go on begins another list.
Where no list of Word's prints what the paper says, numbers stay text.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree

from hakusho.editions.docx_numbers import FORMATS
from hakusho.editions.docx_package import (
    PARAGRAPH,
    PARAGRAPH_PROPERTIES,
    RUN,
    RUN_PROPERTIES,
    TEXT,
    VALUE,
    W,
    element,
    properties,
    put_in,
    replace,
    style_of,
    text_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_LEVELS = range(1, 7)


@dataclass(frozen=True, slots=True)
class _Form:
    """How a level is numbered: Word's format of its number, and the text about it."""

    format: str
    text: str  # %1 stands for the number of the first level
    legal: bool = False  # whether the numbers of higher levels are 1, 2, 3 there


_NONE = _Form("none", "")
"""Of headings without a number, whose style has one."""


@dataclass(slots=True)
class _Heading:
    paragraph: etree._Element
    level: int
    label: str  # empty if it has no number
    run: etree._Element | None = None
    family: int = 0


@dataclass(slots=True)
class _Family:
    """Headings that one list numbers."""

    forms: dict[int, _Form] = field(default_factory=dict)
    counts: list[int] = field(default_factory=list)

    def takes(self, level: int, label: str) -> bool:
        """Count a heading, if its number is the next one of its level."""
        counts = [*self.counts[: level - 1], *(self.counts[level - 1 : level] or [0])]
        if len(counts) != level:
            return False  # a level is skipped, and programs differ in what they count then
        counts[-1] += 1
        form = self.forms.get(level) or self._form(counts, label)
        if form is None or self._printed(form, counts) != label:
            return False
        self.forms[level], self.counts = form, counts
        return True

    def _form(self, counts: list[int], label: str) -> _Form | None:
        """The form of a level, read off its first number."""
        level = len(counts)
        places = ".".join(f"%{at}" for at in range(1, level + 1))
        for name, write in FORMATS.items():
            upper = [FORMATS[self.forms[at].format](counts[at - 1]) for at in range(1, level)]
            plain = [str(each) for each in counts[:-1]]
            for higher, legal in ((upper, False), (plain, True)):
                whole = ".".join((*higher, write(counts[-1])))
                if level > 1 and whole in label:
                    return _Form(name, label.replace(whole, places, 1), legal)
        for name, write in FORMATS.items():
            if write(counts[-1]) in label:
                return _Form(name, label.replace(write(counts[-1]), f"%{level}", 1))
        return None

    def _printed(self, form: _Form, counts: list[int]) -> str:
        words = form.text
        for at, count in enumerate(counts[:-1], start=1):
            name = "decimal" if form.legal else self.forms[at].format
            words = words.replace(f"%{at}", FORMATS[name](count))
        return words.replace(f"%{len(counts)}", FORMATS[form.format](counts[-1]))


def number_headings(
    document: etree._Element,
    styles: etree._Element,
    numbering: etree._Element,
    names: Mapping[str, str],
) -> dict[etree._Element, str]:
    """Let Word number the headings; the three parts are changed.

    Returns:
        The number of each heading that a list numbers, with the space behind it that the list
        prints.
    """
    levels = {names[f"heading {level}"]: level for level in _LEVELS}
    headings = [
        _heading(paragraph, levels[style_of(paragraph)], names["section number"])
        for paragraph in document.iter(PARAGRAPH)
        if style_of(paragraph) in levels
    ]
    families = _families(headings)
    _number_styles(styles, dict.fromkeys(levels))
    if not families:
        return {}
    space = all(_opening(each).startswith(" ") for each in headings if each.run is not None)
    numbers = [_add_list(numbering, each, space=space) for each in families]
    main = {ident: level for ident, level in levels.items() if level in families[0].forms}
    _link_styles(numbering, numbers[0], main)
    _number_styles(styles, {ident: (numbers[0], level) for ident, level in main.items()})
    bare = [e for e in headings if e.run is None and style_of(e.paragraph) in main]
    heirs = [*_heirs(styles, main)]
    none = ""
    if bare or heirs:
        none = _add_list(numbering, _Family(dict.fromkeys(_LEVELS, _NONE)))
    _number_styles(styles, dict.fromkeys(heirs, (none, 1)))
    for each in bare:
        _put_number(properties(each.paragraph), none, each.level)
    found = {}
    for each in (each for each in headings if each.run is not None):
        found[each.paragraph] = each.label + (" " if space else "")
        _take_number(each, space=space)
        held = properties(each.paragraph)
        if each.family:
            _put_number(held, numbers[each.family], each.level)
        elif (listed := held.find(f"{W}numPr")) is not None:  # it stands in an item of a list
            held.remove(listed)
    return found


def _heading(paragraph: etree._Element, level: int, style: str) -> _Heading:
    for each in paragraph.iterchildren(RUN):
        named = each.find(f"{RUN_PROPERTIES}/{W}rStyle")
        if named is not None and named.get(VALUE) == style:
            return _Heading(paragraph, level, text_of(each), each)
        break
    return _Heading(paragraph, level, "")


def _families(headings: list[_Heading]) -> list[_Family]:
    """The lists of a text; none if there are no numbers, or such as no list prints."""
    families: list[_Family] = []
    for each in headings:
        if each.run is None:
            continue
        if not families or not families[-1].takes(each.level, each.label):
            families.append(_Family())
            if each.level != 1 or not families[-1].takes(each.level, each.label):
                return []
        each.family = len(families) - 1
    return families


def _opening(heading: _Heading) -> str:
    """What follows a number."""
    return "" if heading.run is None else "".join(t.text or "" for t in _texts_after(heading))


def _texts_after(heading: _Heading) -> Iterator[etree._Element]:
    for sibling in () if heading.run is None else heading.run.itersiblings():
        yield from sibling.iter(TEXT)


def _take_number(heading: _Heading, *, space: bool) -> None:
    first = next(_texts_after(heading), None)
    if first is not None and space:
        first.text = (first.text or "").removeprefix(" ")
    if heading.run is not None:
        replace(heading.run, [])


def _add_list(numbering: etree._Element, family: _Family, *, space: bool = False) -> str:
    """Add a list to the part; its number."""
    definition = _highest(numbering, "abstractNum", "abstractNumId") + 1
    number = _highest(numbering, "num", "numId") + 1
    levels = []
    for level, form in sorted(family.forms.items()):
        pieces = [element("start", val=1), element("numFmt", val=form.format)]
        pieces += [element("isLgl")] if form.legal else []
        pieces += [
            element("suff", val="space" if space else "nothing"),
            element("lvlText", val=form.text),
            element("lvlJc", val="left"),
            element("rPr", element("rFonts", hint="default" if space else "eastAsia")),
        ]
        levels.append(element("lvl", *pieces, ilvl=level - 1))
    kind = element("multiLevelType", val="multilevel")
    made = element("abstractNum", kind, *levels, abstractNumId=definition)
    first = numbering.find(f"{W}num")
    if first is None:
        numbering.append(made)
    else:
        first.addprevious(made)
    lists = list(numbering.iter(f"{W}num"))
    added = element("num", element("abstractNumId", val=definition), numId=number)
    if lists:
        lists[-1].addnext(added)
    else:
        made.addnext(added)
    return str(number)


def _highest(numbering: etree._Element, tag: str, name: str) -> int:
    idents = (each.get(f"{W}{name}", "") for each in numbering.iter(f"{W}{tag}"))
    return max((int(each) for each in idents if each.isdecimal()), default=0)


def _link_styles(numbering: etree._Element, number: str, main: Mapping[str, int]) -> None:
    """Name the styles in the list; other lists that named them would number them as well."""
    for each in list(numbering.iter(f"{W}pStyle")):
        if each.get(VALUE) in main:
            replace(each, [])
    held = numbering.find(f"{W}num[@{W}numId='{number}']/{W}abstractNumId")
    ident = "" if held is None else held.get(VALUE, "")
    for style, level in main.items():
        path = f"{W}abstractNum[@{W}abstractNumId='{ident}']/{W}lvl[@{W}ilvl='{level - 1}']"
        found = numbering.find(f"{path}/{W}numFmt")
        if found is not None:
            found.addnext(element("pStyle", val=style))


def _number_styles(styles: etree._Element, numbers: Mapping[str, tuple[str, int] | None]) -> None:
    """Give styles of headings their place in a list, or none."""
    for style in styles.iter(f"{W}style"):
        ident = style.get(f"{W}styleId", "")
        if ident not in numbers:
            continue
        held = style.find(PARAGRAPH_PROPERTIES)
        if held is None:
            held = element(etree.QName(PARAGRAPH_PROPERTIES).localname)
            after = style.find(RUN_PROPERTIES)
            style.append(held) if after is None else after.addprevious(held)
        place = numbers[ident]
        old = held.find(f"{W}numPr")
        if old is not None:
            held.remove(old)
        if place is not None:
            _put_number(held, *place)


def _heirs(styles: etree._Element, main: Mapping[str, int]) -> Iterator[str]:
    """Styles that rest on those of numbered headings, as Word's heading of contents does."""
    bases = {}
    for style in styles.iter(f"{W}style"):
        based = style.find(f"{W}basedOn")
        bases[style.get(f"{W}styleId", "")] = "" if based is None else based.get(VALUE, "")
    for ident in bases:
        at, seen = ident, set[str]()
        while at and at not in seen and at not in main:
            seen.add(at)
            at = bases.get(at, "")
        if at in main and ident not in main:
            yield ident


def _put_number(held: etree._Element, number: str, level: int) -> None:
    made = put_in(held, "numPr")
    for each in list(made):
        made.remove(each)
    made.extend([element("ilvl", val=level - 1), element("numId", val=number)])
