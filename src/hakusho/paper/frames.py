"""Frames: the measures of a report's page, ``templates/frames/NAME.yaml``, the paper's own first.

A frame is measures and switches only; what it looks like is in ``templates/typst/frame.typ`` and
``templates/html/frame.css``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from pydantic import Field

from hakusho.findings import Finding, did_you_mean, say
from hakusho.paper.folders import SETTINGS_PATH
from hakusho.paper.imprint import PageSize, RunningHead  # noqa: TC001  read by pydantic
from hakusho.paper.layouts import PAGE_SIZES_MM
from hakusho.paper.reading import decode
from hakusho.paper.templates import folder_files
from hakusho.paper.yaml_source import Strict, locate, read_schema

if TYPE_CHECKING:
    from pathlib import Path

    from hakusho.paper.settings import Settings

FOLDER = "frames"
"""Folder of ``templates/`` that holds frames."""
_POINT_MM = 25.4 / 72
_SIDE_MM = 17.0
"""The narrowest margin that a line leaves: a longer one is cut to whole characters."""
_HOUSE_SIZE, _WESTERN_SIZE, _HOUSE_LINE = 10.5, 11, 40
_REVIEW_PITCH = 2.2


class Frame(Strict):
    """Measures of a report's page; ``None`` means as in the house style.

    Attributes:
        columns: How many the text runs in; titles and wide tables stand across all.
        column_gutter: Between columns, in body sizes.
        body_size: Of the text, in points.
        line_pitch: Baseline to baseline, in body sizes.
        line_length: Characters in a line of a column; fewer where the page is too narrow.
        lines_per_page: Of the text; fewer where the page is too low.
        note_size: Of notes, in points.
        small_size: Of captions and tables, in points.
        bibliography_size: Of the list of works, in points.
        heading_sizes: Of headings by level, in points.
        title_size: Of the title, in points.
        title: ``centred`` as in the house style, ``plain`` from the left edge, ``masthead`` below
            the name of the publication, ``cover`` on a page of its own.
        contents: Whether a list of contents is printed.
        chapters: Whether each begins a page.
        running_head: The paper's title and its chapter, its author and the publication's issue, or
            nothing.
        accent: Colour of rules and of the cover.
    """

    page_size: PageSize = "a4"
    columns: Literal[1, 2] = 1
    column_gutter: float = Field(default=2, gt=0, le=6)
    body_size: float | None = Field(default=None, gt=5, lt=20)
    line_pitch: float | None = Field(default=None, gt=1, lt=4)
    line_length: int = Field(default=_HOUSE_LINE, ge=10, le=80)
    lines_per_page: int | None = Field(default=None, ge=10, le=80)
    note_size: float | None = Field(default=None, gt=4, lt=20)
    small_size: float | None = Field(default=None, gt=4, lt=20)
    bibliography_size: float | None = Field(default=None, gt=4, lt=20)
    heading_sizes: tuple[float, ...] = ()
    title_size: float = Field(default=18, gt=8, lt=60)
    title: Literal["centred", "plain", "masthead", "cover"] = "centred"
    contents: bool = True
    chapters: Literal["run-on", "page"] = "run-on"
    running_head: RunningHead = "title"
    accent: str = Field(default="#1f4e79", pattern="^#[0-9a-fA-F]{6}$")

    def widths(self, language: str) -> tuple[float, float]:
        """Width of a column and of all columns, in mm, to a tenth.

        As ``templates/typst/settings.typ`` has them: a line holds whole characters, which are
        smaller than the body size in the larger letters of a Western text.
        """
        body = self.body_size or (_HOUSE_SIZE if language == "ja" else _WESTERN_SIZE)
        size = body * _POINT_MM
        character = size if language == "ja" else size * _HOUSE_SIZE / _WESTERN_SIZE
        between = (self.columns - 1) * self.column_gutter * size
        room = PAGE_SIZES_MM[self.page_size][0] - 2 * _SIDE_MM - between
        line = min(self.line_length, room / self.columns // character)
        column = line * character
        return self._tenths(column), self._tenths(self.columns * column + between)

    @staticmethod
    def _tenths(width: float) -> float:
        return int(width * 10) / 10

    def for_review(self) -> Frame:
        """The same page for referees: one column, wide leading, no cover."""
        return Frame(page_size=self.page_size, line_pitch=_REVIEW_PITCH, contents=self.contents)


def frame_of(root: Path, settings: Settings) -> Frame | None:
    """The frame of a paper as its page settings change it; ``None`` for the house style as it is.

    One that cannot be used is :func:`unusable_frame` and none here.
    """
    named, _ = _named(root, settings, None)
    page = settings.page
    changed = {
        "page_size": page.size,
        "columns": page.columns,
        "running_head": page.running_head,
    }
    given = {key: value for key, value in changed.items() if value is not None}
    if named is None and not given:
        return None
    frame = named or Frame()
    halved = given.get("columns") == 2 and frame.columns == 1  # noqa: PLR2004  columns
    line = {"line_length": frame.line_length // 2 + 2} if halved else {}
    return frame.model_copy(update={**given, **line})


def unusable_frame(root: Path, settings: Settings, document: Any) -> tuple[Finding, ...]:
    """PAP010 for a frame that there is not, or that breaks the schema."""
    return _named(root, settings, document)[1]


def _named(
    root: Path, settings: Settings, document: Any
) -> tuple[Frame | None, tuple[Finding, ...]]:
    name = settings.frame
    if not name:
        return None, ()
    files = folder_files(root, FOLDER)
    file = files.get(f"{name}.yaml")
    if file is None:
        known = sorted(each.removesuffix(".yaml") for each in files if each.endswith(".yaml"))
        hint = did_you_mean(name, known, say("Frames here: {known}.", ", ".join(known)))
        if did_you_mean(name, ("house",)):
            hint = say(
                "For the house style leave frame out; frames here: {known}.", ", ".join(known)
            )
        where = locate(SETTINGS_PATH, document, ("frame",))
        return None, (Finding.of("PAP010", where, "there is no frame '{name}'", hint, name),)
    path = f"templates/{FOLDER}/{name}.yaml"
    text, unprintable = decode(path, file.read_bytes())
    if text is None:
        return None, unprintable
    frame, _, findings = read_schema(Frame, "PAP010", path, text)
    return frame, (*unprintable, *findings)


def frame_measures(frame: Frame | None) -> dict[str, Any]:
    """A frame as templates read it: what it leaves to the house style is absent."""
    if frame is None:
        return {}
    return {
        key: value
        for key, value in frame.model_dump(mode="json").items()
        if value not in (None, [])
    }
