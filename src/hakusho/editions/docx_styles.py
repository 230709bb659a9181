"""The styles of a house's own document, and those that it lacks from ours.

What a document says of a style stays. A style that it lacks comes from ``templates/docx`` in the
letters and the sizes of the document: running text is set as the document's own is, and what is
smaller or larger than that keeps its proportion.
"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from lxml import etree

from hakusho.editions.docx_package import (
    PARAGRAPH_PROPERTIES,
    RUN_PROPERTIES,
    VALUE,
    W,
    element,
    put_in,
    replace,
)
from hakusho.editions.docx_page import Page, default_style
from hakusho.editions.docx_style_names import kind_of, name_of, name_styles, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_HALF_POINTS = 20
"""Height of letters where a document says none (ECMA-376, Part 1, 17.3.2.38)."""
_TAKEN_OUT = frozenset(
    f"{W}{name}" for name in ("rPrChange", "pPrChange", "tblPrChange", "trPrChange", "tcPrChange")
)
_LINKS = ("basedOn", "next", "link")
_EQUATION = "Equation"
_AT_THE_EDGE = (_EQUATION, "Handling", "Origin", "toc 1", "toc 2", "toc 3")
"""Styles of ours with one tab, at the right edge of the text."""


def completed(own: etree._Element, ours: etree._Element, wanted: Iterable[tuple[str, str]]) -> None:
    """Map a document's styles to those that editions use, and add what it lacks.

    Args:
        own: The document's part; changed.
        ours: That of ``templates/docx``.
        wanted: Kind and name of each style that editions use.
    """
    wanted = tuple(wanted)
    for change in list(own.iter(*_TAKEN_OUT)):
        change.getparent().remove(change)  # type: ignore[union-attr]
    _mark_default(own)
    name_styles(own, wanted)
    added = _lacking(own, ours)
    idents = _idents(own, ours)
    fit = _Fit(own, ours)
    for style in added:
        made = deepcopy(style)
        made.set(f"{W}styleId", idents[style.get(f"{W}styleId", "")])
        for each in (each for tag in _LINKS for each in made.findall(f"{W}{tag}")):
            each.set(VALUE, idents.get(each.get(VALUE, ""), each.get(VALUE, "")))
        if f"{W}default" in made.attrib:
            del made.attrib[f"{W}default"]
        fit.fit(made)
        own.append(made)
    _take_numbers(own, wanted)
    _number_levels(own)


def keep_inside(styles: etree._Element, page: Page) -> None:
    """Move tabs at the right edge of the text to where the page has that edge.

    Those of our styles stand there; of others only what would lie off the text is moved.
    """
    edges = {plain(name) for name in _AT_THE_EDGE}
    middle = f"{W}style[@{W}type='paragraph']/{W}pPr/{W}tabs/{W}tab[@{W}val='center']"
    for tab in styles.iterfind(middle):
        owner = next(tab.iterancestors(f"{W}style"))
        if plain(name_of(owner)) == plain(_EQUATION):
            tab.set(f"{W}pos", str(page.text_width // 2))
    for style in styles.iter(f"{W}style"):
        for tab in style.iterfind(f"{W}pPr/{W}tabs/{W}tab[@{W}val='right']"):
            at = int(float(tab.get(f"{W}pos", "0")))
            if plain(name_of(style)) in edges or at > page.text_width:
                tab.set(f"{W}pos", str(page.text_width))


def run_on(styles: etree._Element) -> None:
    """Let no style begin a page, as headings of a house's reports may: a brief is a page or two."""
    for held in list(styles.iter(f"{W}pageBreakBefore")):
        held.getparent().remove(held)  # type: ignore[union-attr]


def _mark_default(own: etree._Element) -> None:
    """A document whose paragraphs have no style of their own gets one from ours."""
    if default_style(own) is not None:
        return
    for style in own.iter(f"{W}style"):
        if kind_of(style) == "paragraph" and plain(name_of(style)) == "normal":
            style.set(f"{W}default", "1")


def _take_numbers(own: etree._Element, wanted: Iterable[tuple[str, str]]) -> None:
    """No style of an edition has a list: what is numbered, and how, is the paper's own."""
    by_id = {each.get(f"{W}styleId", ""): each for each in own.iter(f"{W}style")}
    asked = {plain(name) for _, name in wanted}
    for style in by_id.values():
        at: etree._Element | None = style if plain(name_of(style)) in asked else None
        for _ in by_id:
            if at is None:
                break
            for held in at.findall(f"{PARAGRAPH_PROPERTIES}/{W}numPr"):
                replace(held, [])
            based = at.find(f"{W}basedOn")
            at = None if based is None else by_id.get(based.get(VALUE, ""))


def _lacking(own: etree._Element, ours: etree._Element) -> list[etree._Element]:
    held = {(kind_of(each), plain(name_of(each))) for each in own.iter(f"{W}style")}
    default = default_style(own)
    return [
        each
        for each in ours.iter(f"{W}style")
        if (kind_of(each), plain(name_of(each))) not in held
        and not (default is not None and each is default_style(ours))
    ]


def _idents(own: etree._Element, ours: etree._Element) -> dict[str, str]:
    """What our styles are called in the document, by their ids; none has that of another."""
    by_name = {
        (kind_of(each), plain(name_of(each))): each.get(f"{W}styleId", "")
        for each in own.iter(f"{W}style")
    }
    default = default_style(own)
    taken = {each.get(f"{W}styleId", "").lower() for each in own.iter(f"{W}style")}
    found = {}
    for each in ours.iter(f"{W}style"):
        ident = each.get(f"{W}styleId", "")
        if each is default_style(ours) and default is not None:
            found[ident] = default.get(f"{W}styleId", "")
            continue
        known = by_name.get((kind_of(each), plain(name_of(each))))
        new = ident if ident.lower() not in taken else f"Hakusho{ident}"
        found[ident] = new if known is None else known
    return found


class _Fit:
    """Sets styles of ours as the document sets its text."""

    def __init__(self, own: etree._Element, ours: etree._Element) -> None:
        self._size = _size(own) / _size(ours)
        self._serif = _fonts(ours.find(f"{W}docDefaults/{W}rPrDefault/{RUN_PROPERTIES}"))
        heading = next((e for e in own.iter(f"{W}style") if plain(name_of(e)) == "heading1"), None)
        held = None if heading is None else heading.find(f"{RUN_PROPERTIES}/{W}rFonts")
        self._sans = held if held is not None else _theme_fonts(own)
        of_ours = (e for e in ours.iter(f"{W}style") if plain(name_of(e)) == "heading1")
        self._ours_sans = _fonts(next(of_ours, ours).find(RUN_PROPERTIES))

    def fit(self, style: etree._Element) -> None:
        for held in style.iter(RUN_PROPERTIES):
            self._fit_letters(held)
        spacing = style.find(f"{W}pPr/{W}spacing")
        if spacing is None:
            return
        if style.find(f"{W}pPr/{W}snapToGrid") is None and _is_text(style):
            for name in ("line", "lineRule"):
                if f"{W}{name}" in spacing.attrib:
                    del spacing.attrib[f"{W}{name}"]
        elif spacing.get(f"{W}line"):
            spacing.set(f"{W}line", str(round(int(spacing.get(f"{W}line", "240")) * self._size)))

    def _fit_letters(self, held: etree._Element) -> None:
        fonts = held.find(f"{W}rFonts")
        letters = _fonts(held)
        if fonts is not None and letters == self._serif:
            held.remove(fonts)
        elif fonts is not None and letters == self._ours_sans and self._sans is not None:
            held.replace(fonts, deepcopy(self._sans))
        for each in (*held.findall(f"{W}sz"), *held.findall(f"{W}szCs")):
            each.set(VALUE, str(max(2, round(int(each.get(VALUE, "20")) * self._size))))


def _is_text(style: etree._Element) -> bool:
    """Whether a style says nothing of the size of its letters: it sets running text."""
    return style.find(f"{RUN_PROPERTIES}/{W}sz") is None


def _size(styles: etree._Element) -> int:
    """The height of the letters of running text, in half points."""
    default = default_style(styles)
    ident = "" if default is None else default.get(f"{W}styleId", "")
    at = Page.of(None, styles).look(ident).size
    whole = styles.find(f"{W}docDefaults/{W}rPrDefault/{RUN_PROPERTIES}/{W}sz")
    return at or (int(whole.get(VALUE, _HALF_POINTS)) if whole is not None else _HALF_POINTS)


def _fonts(held: etree._Element | None) -> Mapping[str, str]:
    found = None if held is None else held.find(f"{W}rFonts")
    return {} if found is None else {str(key): str(value) for key, value in found.attrib.items()}


def _theme_fonts(own: etree._Element) -> etree._Element | None:
    """The fonts of headings of a document that takes its fonts from a theme."""
    text = own.find(f"{W}docDefaults/{W}rPrDefault/{RUN_PROPERTIES}/{W}rFonts")
    if text is None or not text.get(f"{W}eastAsiaTheme"):
        return None
    found = deepcopy(text)
    for key, value in found.attrib.items():
        found.set(key, str(value).replace("minor", "major"))
    return found


def _number_levels(own: etree._Element) -> None:
    """Headings without a level in Word's list of headings get theirs."""
    for style in own.iter(f"{W}style"):
        name = plain(name_of(style))
        if kind_of(style) != "paragraph" or not name.startswith("heading"):
            continue
        level = name.removeprefix("heading")
        if not level.isdecimal() or style.find(f"{W}pPr/{W}outlineLvl") is not None:
            continue
        held = style.find(PARAGRAPH_PROPERTIES)
        if held is None:
            held = element(etree.QName(PARAGRAPH_PROPERTIES).localname)
            after = next(style.iterchildren(RUN_PROPERTIES, f"{W}tblPr"), None)
            style.append(held) if after is None else after.addprevious(held)
        put_in(held, "outlineLvl", val=int(level) - 1)
