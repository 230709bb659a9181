"""What a Word document draws and pandoc leaves out: charts, diagrams, pictures that lie elsewhere.

A picture takes the place of each, so that its caption, its number and what refers to it stay. A
chart holds its numbers as well (``c:numCache``, ECMA-376 Part 1, 21.2.2.121), of which a figure is
drawn anew.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from lxml import etree

from hakusho.data.cells import are_readable
from hakusho.data.numbers import read_number, text_of
from hakusho.figures.specs.new_spec import as_yaml, shown_values
from hakusho.starting.word_package import TEXTS, parsed, written
from hakusho.values.letters import is_wide

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main"
_A = f"{{{_MAIN}}}"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_D = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_P = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_IMAGE = f"{_R[1:-1]}/image"
_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_OF_DATES = re.compile(r"[yge]+[/.年 -]*m|m[/.月 -]*[dy]", re.IGNORECASE)
_FIRST_DAY = date(1899, 12, 30)
"""Day 0 of Excel's calendar."""
_KINDS = {
    "lineChart": {"kind": "line"},
    "areaChart": {"kind": "line"},
    "barChart": {"kind": "columns"},
    "bar3DChart": {"kind": "columns"},
    "pieChart": {"kind": "columns"},
    "pie3DChart": {"kind": "columns"},
    "doughnutChart": {"kind": "columns"},
}
"""The charts of Word whose values stand above words or times, and what shows them here."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """What a Word document draws in a place.

    Attributes:
        kind: ``chart``, ``diagram`` or ``link`` (a picture that lies elsewhere).
        title: The chart's own; the words of a diagram; where a picture lies. May be empty.
        rows: The numbers of a chart, below the names of its columns; empty if they are not known.
        form: The keys of the kind of figure that shows them; empty if none does.
    """

    kind: str
    title: str
    rows: tuple[tuple[str, ...], ...] = ()
    form: tuple[tuple[str, object], ...] = ()

    def data(self) -> bytes:
        """The numbers as CSV."""
        made = io.StringIO()
        csv.writer(made, lineterminator="\n").writerows(self.rows)
        return made.getvalue().encode()

    def figure(self, dataset: str) -> bytes:
        """The figure in YAML that draws them; empty if there is none that does."""
        if not self.form:
            return b""
        across, *shown = self.rows[0]
        form = dict(self.form)
        form["x" if form["kind"] == "line" else "label"] = across
        given = {"kind": form.pop("kind"), "dataset": dataset, **form, **shown_values(shown)}
        return as_yaml({**given, "unit": ""}).encode()


def grey_picture() -> bytes:
    """What stands where a picture should."""
    from PIL import Image  # noqa: PLC0415  seldom wanted

    made = io.BytesIO()
    Image.new("RGB", (600, 300), (200, 200, 200)).save(made, "PNG")
    return made.getvalue()


def with_pictures(parts: Mapping[str, bytes]) -> tuple[dict[str, bytes], dict[str, Drawing]]:
    """Put a picture in the place of each drawing of a Word document that pandoc leaves out.

    Returns:
        Its parts, and what was drawn, by the name that pandoc gives to the picture; as they were
        where it has none, or one of them is no XML.
    """
    try:
        return _with_pictures(parts)
    except etree.XMLSyntaxError:
        return {**parts}, {}


def _with_pictures(parts: Mapping[str, bytes]) -> tuple[dict[str, bytes], dict[str, Drawing]]:
    made, found = {**parts}, dict[str, Drawing]()
    for part in sorted(TEXTS & parts.keys()):
        ties = f"word/_rels/{part.removeprefix('word/')}.rels"
        if ties not in parts:
            continue
        tree, relations = parsed(parts[part]), parsed(parts[ties])
        drawings = _Drawings(parts, {each.get("Id", ""): each for each in relations})
        drawn = [(graphic, drawings.of(graphic)) for graphic in tree.iter(f"{_A}graphic")]
        for graphic, drawing in drawn:
            if drawing is not None:
                image = f"media/hakusho/{drawing.kind}-{len(found) + 1}.png"
                found[image] = drawing
                made[f"word/{image}"] = grey_picture()
                _replace(graphic, relations, image)
        if any(drawing is not None for _, drawing in drawn):
            made |= {part: written(tree), ties: written(relations)}
    return made, found


class _Drawings:
    """What the drawings of a part are, by what they refer to."""

    def __init__(self, parts: Mapping[str, bytes], ties: Mapping[str, etree._Element]) -> None:
        self._parts, self._ties = parts, ties

    def of(self, graphic: etree._Element) -> Drawing | None:
        """What is drawn; ``None`` if pandoc reads it."""
        for element in graphic.iter(f"{_C}chart"):
            space = self._part(element.get(f"{_R}id"))
            return Drawing("chart", "") if space is None else _chart(space)
        for element in graphic.iter(f"{_D}relIds"):
            model = self._part(element.get(f"{_R}dm"))
            words = () if model is None else (each.text for each in model.iter(f"{_A}t"))
            return Drawing("diagram", " / ".join(filter(None, words)))
        for element in graphic.iter(f"{_A}blip"):
            ties = [self._ties.get(element.get(f"{_R}{name}", "")) for name in ("embed", "link")]
            known = [tie for tie in ties if tie is not None]
            if known and all(tie.get("TargetMode") == "External" for tie in known):
                return Drawing("link", known[0].get("Target", ""))
        return None

    def _part(self, ident: str | None) -> etree._Element | None:
        tie = self._ties.get(ident or "")
        name = f"word/{tie.get('Target', '')}" if tie is not None else ""
        return parsed(self._parts[name]) if name in self._parts else None


def _replace(graphic: etree._Element, relations: etree._Element, image: str) -> None:
    ident = f"rId{image.replace('/', '-')}"
    etree.SubElement(relations, f"{_P}Relationship", Id=ident, Type=_IMAGE, Target=image)
    for child in list(graphic):
        graphic.remove(child)
    data = etree.SubElement(graphic, f"{_A}graphicData", uri=_PICTURE)
    shown = etree.SubElement(data, f"{{{_PICTURE}}}pic", nsmap={"pic": _PICTURE})  # as pandoc asks
    fill = etree.SubElement(shown, f"{{{_PICTURE}}}blipFill")
    etree.SubElement(fill, f"{_A}blip").set(f"{_R}embed", ident)


def _chart(space: etree._Element) -> Drawing:
    title = space.find(f"{_C}chart/{_C}title")
    words = "".join(each.text or "" for each in title.iter(f"{_A}t")) if title is not None else ""
    series = list(space.iter(f"{_C}ser"))
    plots = {
        etree.QName(plot).localname: plot
        for each in series
        if (plot := each.getparent()) is not None
    }
    rows = tuple(_rows(series))
    form = _form(*plots.values()) if len(plots) == 1 and _are_shown(rows) else {}
    return Drawing("chart", " ".join(words.split()), rows, tuple(form.items()))


def _form(plot: etree._Element) -> dict[str, object]:
    form: dict[str, object] = {**_KINDS.get(etree.QName(plot).localname, {})}
    grouping = plot.find(f"{_C}grouping")
    if form.get("kind") == "columns" and grouping is not None:
        if grouping.get("val") == "stacked":
            form["stacked"] = True
        elif grouping.get("val") == "percentStacked":
            form["kind"] = "shares"
    return form


def _rows(series: list[etree._Element]) -> Iterator[tuple[str, ...]]:
    """A table of what stands along the axis and of the numbers of each series."""
    columns = [_points(each, "val") for each in series]
    across = [_points(each, "cat") for each in series]
    if not columns or not any(across) or not all(columns):
        return
    names = next(filter(None, across))
    titles = [_points(each, "tx").get(0, "") for each in series]
    words = "".join((*names.values(), *titles))
    head = "項目" if any(map(is_wide, words)) else "item"
    yield (head, *(_unlike(titles, at, head) for at in range(len(titles))))
    for at in sorted({*names, *(key for column in columns for key in column)}):
        yield (names.get(at, str(at + 1)), *(column.get(at, "") for column in columns))


def _unlike(titles: list[str], at: int, head: str) -> str:
    """The name of a series that no other column has."""
    title = " ".join(titles[at].split()) or f"{head}-{at + 1}"
    return title if title not in (head, *titles[:at]) else f"{title}-{at + 1}"


def _points(series: etree._Element, name: str) -> dict[int, str]:
    """What a chart has kept of its workbook, by the place in the series."""
    found = series.find(f"{_C}{name}")
    if found is None:
        return {}
    kept = next(found.iter(f"{_C}lvl"), found)  # the innermost of several levels of names
    points = list(kept.iter(f"{_C}pt"))
    if not points:
        return {0: text} if (text := found.findtext(f"{_C}v")) else {}
    form = next((each.text or "" for each in found.iter(f"{_C}formatCode")), "")
    is_date = name == "cat" and form != "General" and _OF_DATES.search(form) is not None
    values = {int(each.get("idx", 0)): (each.findtext(f"{_C}v") or "").strip() for each in points}
    return {at: _cell(value, is_date=is_date) for at, value in values.items()}


def _cell(value: str, *, is_date: bool) -> str:
    """A value as it was written; binary numbers without their last digits."""
    try:
        number = float(value)
        if is_date:
            return (_FIRST_DAY + timedelta(days=int(number))).isoformat()
    except (ValueError, OverflowError):
        return "" if value.startswith("#") else value
    return text_of(number)


def _are_shown(rows: tuple[tuple[str, ...], ...]) -> bool:
    """Whether a figure can draw rows: each has a name of its own, and the rest are numbers."""
    names = [row[0] for row in rows[1:]]
    cells = [cell for row in rows[1:] for cell in row[1:] if cell]
    return bool(cells) and len({*names}) == len(names) and are_readable(cells, read_number)
