"""The page that a DOCX edition is set on, as its document says, and what its styles set."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hakusho.editions.docx_package import VALUE, W

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml import etree

TWIPS_PER_MM = 1440 / 25.4


@dataclass(frozen=True, slots=True)
class Look:
    """What a paragraph style sets, itself or by the styles that it rests on."""

    line: int = 0  # twips from line to line; 0 if none is said
    exact: bool = False  # whether lines are so high whatever stands in them
    size: int = 0  # height of letters in half points; 0 if none is said
    after: int = 0  # twips of space after the paragraph
    left: int = 0  # twips of indent at the left
    centred: bool = False  # whether lines stand in the middle


@dataclass(frozen=True, slots=True)
class Page:
    """The page that a document is set on."""

    text_width: int  # twips
    text_height: int  # twips
    looks: Mapping[str, Look] = field(default_factory=dict)  # paragraph styles by id
    default: str = ""  # id of the style of paragraphs that name none

    @classmethod
    def of(cls, document: etree._Element | None, styles: etree._Element) -> Page:
        """Read the last section and the styles; what they do not say is A4 with Word's margins."""
        sections = [] if document is None else list(document.iter(f"{W}sectPr"))
        size = sections[-1].find(f"{W}pgSz") if sections else None
        margins = sections[-1].find(f"{W}pgMar") if sections else None
        gutter = _number(margins, "gutter", 0)
        width = _number(size, "w", 11906) - _number(margins, "left", 1440) - gutter
        height = _number(size, "h", 16838) - _number(margins, "top", 1440)
        by_id = {style.get(f"{W}styleId", ""): style for style in styles.iter(f"{W}style")}
        default = default_style(styles)
        return cls(
            width - _number(margins, "right", 1440),
            height - _number(margins, "bottom", 1440),
            {name: _look(style, by_id) for name, style in by_id.items()},
            "" if default is None else default.get(f"{W}styleId", ""),
        )

    def look(self, style: str) -> Look:
        """What a style sets; an empty id means the default style."""
        return self.looks.get(style or self.default, Look())


def default_style(styles: etree._Element) -> etree._Element | None:
    """The style of paragraphs that name none."""
    for style in styles.iter(f"{W}style"):
        if style.get(f"{W}default") in {"1", "true"} and style.get(f"{W}type") == "paragraph":
            return style
    return None


def _look(style: etree._Element, by_id: Mapping[str, etree._Element]) -> Look:
    line, exact, size, after, left, side = 0, False, 0, -1, -1, ""
    seen: set[str] = set()
    at: etree._Element | None = style
    while at is not None and at.get(f"{W}styleId", "") not in seen:
        seen.add(at.get(f"{W}styleId", ""))
        spacing = at.find(f"{W}pPr/{W}spacing")
        if not line and spacing is not None and spacing.get(f"{W}line"):
            line, exact = _number(spacing, "line", 0), spacing.get(f"{W}lineRule") == "exact"
        if after < 0 and spacing is not None and spacing.get(f"{W}after"):
            after = _number(spacing, "after", 0)
        if left < 0:
            left = _number(at.find(f"{W}pPr/{W}ind"), "left", -1)
        size = size or _number(at.find(f"{W}rPr/{W}sz"), "val", 0)
        aligned = at.find(f"{W}pPr/{W}jc")
        side = side or ("" if aligned is None else aligned.get(VALUE, ""))
        based = at.find(f"{W}basedOn")
        at = None if based is None else by_id.get(based.get(VALUE, ""))
    return Look(line, exact, size, max(after, 0), max(left, 0), side == "center")


def _number(owner: etree._Element | None, name: str, otherwise: int) -> int:
    value = "" if owner is None else owner.get(f"{W}{name}", "")
    return int(value) if value.isdecimal() else otherwise
