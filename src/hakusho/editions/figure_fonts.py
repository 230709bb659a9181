"""The fonts of figures inside a page: the letters that its drawings use, and no others.

Labels were laid out by the widths of the shipped fonts. On a machine without them a browser would
take another font, and labels would run into each other; with Japanese ones, of a machine without
any, nothing but boxes would show. The cut fonts have a family name of their own, since the page's
running text may name the whole ones.
"""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass, field
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
    """The characters that drawings set in the shipped fonts."""

    regular: frozenset[str] = field(default=frozenset())  # in Noto Sans JP
    bold: frozenset[str] = field(default=frozenset())  # in Noto Sans CJK JP Bold

    def __or__(self, other: Letters) -> Letters:
        """What both use."""
        return Letters(self.regular | other.regular, self.bold | other.bold)


@dataclass(frozen=True, slots=True)
class Face:
    """One cut font."""

    weight: int  # in CSS
    data: bytes  # a file of the kind ``MEDIA_TYPE``

    @property
    def file_name(self) -> str:
        """Where a book keeps it."""
        return f"figures-{self.weight}.woff"


def mark_letters(root: etree._Element) -> None:
    """Mark whatever names a shipped font, so that the page's style sheet gives it the cut one.

    The attribute ``font-family`` stays, for reading systems that use no style sheet; but any rule
    of a page, ``:lang(en)`` for instance, would come before it.
    """
    for element in root.iter(f"{_SVG}*"):
        family = element.get("font-family")
        if family and _is_shipped(family):
            element.set("class", " ".join(filter(None, [element.get("class"), LETTERS_CLASS])))


def letters_of(root: etree._Element) -> Letters:
    """Collect the characters that a drawing sets in the cut fonts."""
    found: dict[bool, set[str]] = {False: set(), True: set()}

    def walk(element: etree._Element, own: bool, bold: bool) -> None:  # noqa: FBT001
        family, weight = element.get("font-family"), element.get("font-weight")
        own = own if family is None else _is_shipped(family)
        bold = bold if weight is None else _is_bold(weight)
        holds_text = element.tag in {f"{_SVG}text", f"{_SVG}tspan", f"{_SVG}textPath"}
        if own and holds_text:
            found[bold].update(element.text or "", *(child.tail or "" for child in element))
        for child in element.iterchildren(etree.Element):
            walk(child, own, bold)

    walk(root, own=False, bold=False)
    return Letters(_visible(found[False]), _visible(found[True]))


def faces(letters: Letters, cache: Path | None) -> tuple[Face, ...]:
    """Cut the fonts for what an edition's drawings use: a face for each weight that is used.

    ``cache`` is the folder in which cut fonts are kept; ``None`` keeps none.

    Raises:
        OSError: If a font cannot be read.
    """
    wanted = ((400, fonts.sans(), letters.regular), (700, fonts.sans_bold(), letters.bold))
    return tuple(Face(weight, subset(font, used, cache)) for weight, font, used in wanted if used)


def style(made: Iterable[Face], sources: Mapping[int, str] | None = None) -> str:
    """The CSS by which a page finds its faces, and the rule that sets drawings in them.

    ``sources`` is the address of each file by weight; without it the files stand in the CSS.
    """
    rules = []
    for face in made:
        inside = f"data:{MEDIA_TYPE};base64,{b64encode(face.data).decode()}"
        source = inside if sources is None else sources[face.weight]
        rules.append(
            f'@font-face {{ font-family: "{FAMILY}"; font-weight: {face.weight}; '
            f'src: url("{source}") format("woff"); }}\n'
        )
    if rules:
        families = (FAMILY, fonts.sans().family, fonts.sans_bold().family)
        names = ", ".join(f'"{name}"' for name in families)
        letters = f".drawing.{LETTERS_CLASS}, .drawing .{LETTERS_CLASS}"
        rules.append(f"{letters} {{ font-family: {names}, sans-serif; }}\n")
    return "".join(rules)


def _is_shipped(family: str) -> bool:
    first = family.partition(",")[0].strip().strip("'\"")
    return first in {fonts.sans().family, fonts.sans_bold().family}


def _is_bold(weight: str) -> bool:
    number = int(weight) if weight.isdecimal() else _WEIGHTS.get(weight, 400)
    return number >= _BOLD_FROM


def _visible(characters: set[str]) -> frozenset[str]:
    return frozenset(char for char in characters if char not in "\n\r\t")
