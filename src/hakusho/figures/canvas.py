"""A sheet measured in millimetres, on which the chart kinds draw.

The origin is the upper left corner and y grows downwards, as on a page. Whoever draws here
thinks in millimetres and never in matplotlib's axes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import FancyBboxPatch, Polygon, Rectangle

from hakusho.figures import lettering, line_breaking
from hakusho.figures.theme import INK, MM_PER_POINT, PAPER, SMALLEST_POINTS, THEME, Theme

if TYPE_CHECKING:
    from collections.abc import Sequence

Side = Literal["left", "center", "right"]
_UNDER, _OVER = 1, 4.5
_CLEAR_MM, _CLEAR_TALL_MM = 0.4, 2.2
"""Beside letters that rules stop at, and the height of digits with a little paper."""
_BODY_CENTRE = 0.38
"""Height of the middle of a kanji over the baseline, in em."""


class Canvas:
    """A figure of a given size in mm, and the marks that charts are made of."""

    def __init__(self, width_mm: float, height_mm: float, theme: Theme = THEME) -> None:
        lettering.use_shipped_fonts()
        self.width_mm, self.height_mm, self.theme = width_mm, height_mm, theme
        self.figure = Figure(figsize=(width_mm / 25.4, height_mm / 25.4))
        self._axes = self.figure.add_axes((0, 0, 1, 1))
        self._axes.set_xlim(0, width_mm)
        self._axes.set_ylim(height_mm, 0)
        self._axes.axis("off")

    @classmethod
    def of(cls, figure: Figure, theme: Theme = THEME) -> Canvas:
        """The canvas on which a figure was drawn, to draw more."""
        sheet = cls.__new__(cls)
        width, height = (float(inch) * 25.4 for inch in figure.get_size_inches())
        sheet.width_mm, sheet.height_mm, sheet.theme = width, height, theme
        sheet.figure = figure
        sheet._axes = figure.axes[0]  # noqa: SLF001  it is one of ours
        return sheet

    def lengthen(self, height_mm: float) -> None:
        """Make it higher, with room at the foot; everything stays where it is."""
        self.height_mm = height_mm
        self.figure.set_size_inches(self.width_mm / 25.4, height_mm / 25.4)
        self._axes.set_ylim(height_mm, 0)

    def text(  # noqa: PLR0913  how letters may stand
        self,
        x: float,
        y: float,
        lines: Sequence[str],
        *,
        size: float,
        colour: str = INK,
        bold: bool = False,
        side: Side = "left",
        rotation: float = 0,
        whole: str | None = None,
        continued: bool = False,
        clear: bool = False,
    ) -> None:
        """Set lines of text.

        Args:
            x: The edge (or the middle) that ``side`` names.
            y: The middle of the first line's letters; of the only line if it is rotated.
            lines: From ``line_breaking.wrap``.
            size: In points.
            colour: Of the letters.
            bold: Whether in bold.
            side: Which edge of the lines lies at ``x``.
            rotation: Degrees anticlockwise; a rotated text has one line, centred on ``x``, ``y``.
            whole: What the label says in full, if it is not the lines joined.
            continued: Whether this is a further part of a label that was set before.
            clear: Whether rules that run under it stop at its letters.
        """
        size = max(size, SMALLEST_POINTS)
        step = self.theme.step(size)
        for index, line in enumerate(lines):
            drop = 0 if rotation else size * _BODY_CENTRE * MM_PER_POINT
            artist = self._axes.text(
                x + _hang(line, side) * size * MM_PER_POINT,
                y + index * step + drop,
                line,
                fontsize=size,
                family=lettering.families(bold=bold),
                weight="bold" if bold else "normal",
                color=colour,
                ha=side,
                va="center" if rotation else "baseline",
                rotation=rotation,
                parse_math=False,
                zorder=5,
            )
            if clear:
                self._clear(x, y + index * step, lettering.width_mm(line, size, bold=bold), side)
            full = whole if whole is not None else join(lines)
            lettering.mark(artist, None if index or continued else full)

    def _clear(self, x: float, y: float, width: float, side: Side) -> None:
        """Cover what lies under one line of letters with paper: rules and fans, no marks."""
        wide = width + 2 * _CLEAR_MM
        left = x - {"left": _CLEAR_MM, "center": wide / 2, "right": wide - _CLEAR_MM}[side]
        tall = _CLEAR_TALL_MM
        patch = Rectangle((left, y - tall / 2), wide, tall, facecolor=PAPER, linewidth=0)
        patch.set_zorder(_UNDER + 0.5)
        self._axes.add_artist(patch)

    def line(
        self,
        points: Sequence[tuple[float, float]],
        *,
        colour: str = INK,
        width: float | None = None,
        dashed: bool = False,
        dash: tuple[float, float] = (4, 3),
        under: bool = False,
        over: bool = False,
    ) -> None:
        """Draw a line through points; ``width`` in points, ``under`` or ``over`` the boxes."""
        line = Line2D(
            [x for x, _ in points],
            [y for _, y in points],
            color=colour,
            linewidth=width or self.theme.stroke,
            linestyle=(0, dash) if dashed else "-",
            solid_capstyle="butt",
            solid_joinstyle="round",
            zorder=_UNDER if under else _OVER if over else 2,
        )
        self._axes.add_line(line)
        line.set_clip_on(False)

    def area(
        self,
        points: Sequence[tuple[float, float]],
        *,
        face: str,
        edge: str = "none",
        width: float | None = None,
        under: bool = False,
    ) -> None:
        """Fill what points enclose; ``width`` of the edge in points, ``under`` all lines."""
        stroke = (width or self.theme.stroke) if edge != "none" else 0
        zorder = 0.5 if under else 3
        patch = Polygon(list(points), facecolor=face, edgecolor=edge, linewidth=stroke)
        patch.set_zorder(zorder)
        self._axes.add_artist(patch)  # the sheet's size is given: nobody asks how far it reaches
        patch.set_clip_on(False)

    def mark(
        self, x: float, y: float, form: str, *, colour: str, face: str, size: float = 4.6
    ) -> None:
        """Set a marker of matplotlib's ``form`` at a point; ``size`` in points."""
        self._axes.add_line(
            Line2D(
                [x],
                [y],
                marker=form,
                markersize=size,
                markerfacecolor=face,
                markeredgecolor=colour,
                markeredgewidth=self.theme.stroke,
                linestyle="none",
                zorder=4,
            )
        )

    def box(  # noqa: PLR0913  how a box may look
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        face: str = "none",
        edge: str = "none",
        stroke: float | None = None,
        dashed: bool = False,
        hatch: str | None = None,
        radius: float = 0,
        under: bool = False,
        over: bool = False,
    ) -> None:
        """Draw a rectangle by its upper left corner; ``radius`` rounds its corners, in mm."""
        style: dict[str, Any] = {
            "facecolor": face,
            "edgecolor": edge,
            "linewidth": (stroke or self.theme.stroke) if edge != "none" else 0,
            "linestyle": (0, (4, 3)) if dashed else "-",
            "hatch": hatch,
            "zorder": 0.5 if under else _OVER if over else 3,
        }
        patch: Rectangle | FancyBboxPatch
        if radius:
            patch = FancyBboxPatch(
                (x, y), width, height, boxstyle=f"round,pad=0,rounding_size={radius}", **style
            )
        else:
            patch = Rectangle((x, y), width, height, **style)
        self._axes.add_artist(patch)
        patch.set_clip_on(False)


def _hang(line: str, side: Side) -> float:
    """How far a line moves, in em, so that the ink of its outer bracket lies on the edge."""
    if side == "left" and line[:1] in line_breaking.HALF_BLANK_START and line:
        return -0.5
    if side == "right" and line[-1:] in line_breaking.HALF_BLANK_END and line:
        return 0.5
    return 0.0


def join(lines: Sequence[str]) -> str:
    """Put the lines of a label together again: with a space between Latin words only."""
    text = ""
    for line in lines:
        latin = text[-1:].isascii() and line[:1].isascii()
        text += (" " if text and line and latin else "") + line
    return text
