"""The fonts of figures inside a page: the letters that its drawings use, and no others.

Labels were laid out by the widths of the shipped fonts. On a machine without them a browser would
take another font, and labels would run into each other; with Japanese ones, of a machine without
any, nothing but boxes would show. The cut fonts have a family name of their own, since the page's
running text may name the whole ones.
"""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from functools import cache as kept
from typing import TYPE_CHECKING

from lxml import etree

from hakusho.tools import fonts
from hakusho.tools.fonts import MEDIA_TYPE, subset

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

FAMILY = "Hakusho Figures"
LETTERS_CLASS = "letters"
_SVG = "{http://www.w3.org/2000/svg}"
_BOLD_FROM = 600
_WEIGHTS = {"normal": 400, "bold": 700, "bolder": 700, "lighter": 300}


@dataclass(frozen=True, slots=True)
class Letters:
    """The characters that drawings set in fonts of ours, each with its family and CSS weight."""

    used: frozenset[tuple[str, int, str]] = frozenset()

    def __or__(self, other: Letters) -> Letters:
        """What both use."""
        return Letters(self.used | other.used)


@dataclass(frozen=True, slots=True)
class Face:
    """One cut font."""

    family: str  # in CSS
    weight: int  # in CSS
    data: bytes  # a file of the kind ``MEDIA_TYPE``

    @property
    def name(self) -> str:
        """A name for files and ids: ``figures-400``."""
        added = self.family.removeprefix(FAMILY).strip().replace(" ", "-").lower()
        return "-".join(filter(None, ["figures", added, str(self.weight)]))

    @property
    def file_name(self) -> str:
        """Where a book keeps it."""
        return f"{self.name}.woff"


def mark_letters(root: etree._Element) -> None:
    """Mark whatever names a shipped font, so that the page's style sheet gives it the cut one.

    The attribute ``font-family`` stays, for reading systems that use no style sheet; but any rule
    of a page, ``:lang(en)`` for instance, would come before it.
    """
    for element in root.iter(f"{_SVG}*"):
        named = _shipped(element.get("font-family", ""))
        if named:
            classes = [element.get("class"), _class_of(_css_family(named))]
            element.set("class", " ".join(filter(None, classes)))


def letters_of(root: etree._Element) -> Letters:
    """Collect the characters that a drawing sets in the cut fonts."""
    found: set[tuple[str, int, str]] = set()

    def walk(element: etree._Element, family: str, bold: bool) -> None:  # noqa: FBT001
        given, weight = element.get("font-family"), element.get("font-weight")
        family = family if given is None else _shipped(given)
        bold = bold if weight is None else _is_bold(weight)
        if family and element.tag in {f"{_SVG}text", f"{_SVG}tspan", f"{_SVG}textPath"}:
            text = "".join([element.text or "", *(child.tail or "" for child in element)])
            found.update((family, 700 if bold else 400, char) for char in text)
        for child in element.iterchildren(etree.Element):
            walk(child, family, bold)

    walk(root, family="", bold=False)
    return Letters(frozenset(each for each in found if each[2] not in "\n\r\t"))


def faces(letters: Letters, cache: Path | None) -> tuple[Face, ...]:
    """Cut the fonts for what an edition's drawings use: a face for each weight that is used.

    ``cache`` is the folder in which cut fonts are kept; ``None`` keeps none.

    Raises:
        OSError: If a font cannot be read.
    """
    wanted: dict[tuple[str, int, fonts.FontFile], set[str]] = {}
    for family, weight, char in sorted(letters.used):
        css = _css_family(family)
        font = _fonts()[family]
        if css == FAMILY:
            font = fonts.sans() if weight == 400 else fonts.sans_bold()  # noqa: PLR2004
        wanted.setdefault((css, weight, font), set()).add(char)
    return tuple(
        Face(css, weight, subset(font, used, cache))
        for (css, weight, font), used in sorted(wanted.items(), key=lambda item: item[0][:2])
    )


def style(made: Iterable[Face], sources: Mapping[str, str] | None = None) -> str:
    """The CSS by which a page finds its faces, and the rules that set drawings in them.

    ``sources`` is the address of each file by its name; without it the files stand in the CSS.
    """
    rules, families = [], dict[str, None]()
    for face in made:
        families[face.family] = None
        inside = f"data:{MEDIA_TYPE};base64,{b64encode(face.data).decode()}"
        source = inside if sources is None else sources[face.name]
        rules.append(
            f'@font-face {{ font-family: "{face.family}"; font-weight: {face.weight}; '
            f'src: url("{source}") format("woff"); }}\n'
        )
    for family in families:
        whole = (fonts.sans().family, fonts.sans_bold().family)
        own = family.removeprefix(FAMILY).strip()
        names = ", ".join(f'"{name}"' for name in (family, *([own] if own else whole)))
        letters = f".drawing.{_class_of(family)}, .drawing .{_class_of(family)}"
        rules.append(f"{letters} {{ font-family: {names}, sans-serif; }}\n")
    return "".join(rules)


@kept
def _fonts() -> Mapping[str, fonts.FontFile]:
    both = (*fonts.of_labels(), *fonts.of_labels(bold=True))
    return {font.family: font for font in both}


def _css_family(family: str) -> str:
    """The name that a page knows a cut font by; the Japanese ones are one family in two weights."""
    japanese = {fonts.sans().family, fonts.sans_bold().family}
    return FAMILY if family in japanese else f"{FAMILY} {family}"


def _class_of(css_family: str) -> str:
    added = css_family.removeprefix(FAMILY).strip().replace(" ", "-").lower()
    return "-".join(filter(None, [LETTERS_CLASS, added]))


def _shipped(families: str) -> str:
    """The first of some families, if it is one of ours; else empty."""
    first = families.partition(",")[0].strip().strip("'\"")
    return first if first in _fonts() else ""


def _is_bold(weight: str) -> bool:
    number = int(weight) if weight.isdecimal() else _WEIGHTS.get(weight, 400)
    return number >= _BOLD_FROM
