"""A roadmap: what is done from when to when, under the heading of who does it (a Gantt chart).

What is done is solid, what is planned pale, what is not decided open and dashed; a date alone is a
diamond.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Literal, get_args

from hakusho.figures import lettering, line_breaking
from hakusho.figures.canvas import Canvas
from hakusho.figures.charts import forms
from hakusho.figures.charts.chart_error import ChartError
from hakusho.figures.charts.keys import SWATCH_MM, Item, Key
from hakusho.figures.charts.timeline_scale import Scale, date_text, span_of
from hakusho.figures.theme import BLUE, GRID, MUTED, PAPER, THEME, Theme

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matplotlib.figure import Figure

TaskStatus = Literal["done", "planned", "undecided"]
TASK_STATUSES: tuple[TaskStatus, ...] = get_args(TaskStatus)
TASK_WORDS: Mapping[str, Mapping[str, str]] = {
    "ja": {"done": "実施", "planned": "計画", "undecided": "未定", "now": "{}現在"},
    "en": {"done": "done", "planned": "planned", "undecided": "not decided", "now": "as of {}"},
}
"""What the key calls a status, by language, and the line of the day that the chart is of."""
_NAME_SHARE, _BESIDE_MM, _ABOVE_BELOW_MM = 0.36, 2.0, 100.0
"""Names take no more of the width; on a narrower figure they stand above their bars."""
_BAR_MM, _ROW_PAD_MM, _GROUP_PAD_MM = 3.2, 1.6, 1.4
_IN_KEY_MM = 2.4
_DIAMOND, _STUB_MM = 6.0, 1.2


@dataclass(frozen=True, slots=True)
class Task:
    """Something to do; dates are ISO 8601, cut to what is known. Without ``end`` it is a moment."""

    label: str
    start: str
    end: str = ""
    group: str = ""
    status: TaskStatus = "planned"


def roadmap(
    tasks: Sequence[Task],
    *,
    now: str = "",
    language: str = "ja",
    words: Mapping[str, str] | None = None,
    width_mm: float = 150,
    most_height_mm: float = 215,
    theme: Theme = THEME,
) -> Figure:
    """Draw a roadmap.

    Args:
        tasks: In the order of reading; those of one group together under its name.
        now: The day that the chart is of, drawn as a line.
        language: Chooses words and the form of dates.
        words: Other words, by status.
        width_mm: Of the figure.
        most_height_mm: What a page has room for.
        theme: The looks.

    Raises:
        ChartError: If there is no task, a date is none, a task ends before it begins, or there is
            no room.
    """
    if not tasks:
        raise ChartError("a roadmap needs at least one task")
    for task in tasks:
        if task.status not in TASK_STATUSES:
            message = "the task '{label}' has the status '{status}'; there are: {known}"
            raise ChartError(message, task.label, task.status, ", ".join(TASK_STATUSES))
        if task.end and span_of(task.end).end <= span_of(task.start).start:
            message = "the task '{label}' ends ({end}) before it begins ({start})"
            raise ChartError(message, task.label, task.end, task.start)
    known = {**TASK_WORDS.get(language, TASK_WORDS["en"]), **(words or {})}
    drawing = _Drawing(tasks, now, known, language, width_mm, theme)
    height = drawing.sheet.height_mm
    if height > most_height_mm and width_mm >= _ABOVE_BELOW_MM:
        message = "{count} tasks need a height of {height:.0f} mm of {room:g} mm: show fewer"
        raise ChartError(message, len(tasks), height, most_height_mm)
    return drawing.sheet.figure


class _Drawing:
    def __init__(
        self,
        tasks: Sequence[Task],
        now: str,
        words: Mapping[str, str],
        language: str,
        width_mm: float,
        theme: Theme,
    ) -> None:
        self.theme, self.above = theme, width_mm < _ABOVE_BELOW_MM
        self.step, size = theme.step(theme.text), theme.text
        limit = width_mm if self.above else _NAME_SHARE * width_mm
        self.names = [line_breaking.wrap(task.label, limit, size) for task in tasks]
        widest = max(lettering.width_mm(each, size) for lines in self.names for each in lines)
        left = 1.5 if self.above else widest + _BESIDE_MM + 1.5
        spans = [span_of(each) for task in tasks for each in (task.start, task.end) if each]
        ends = min(span.start for span in spans), max(span.end for span in spans)
        if now:
            ends = min(ends[0], span_of(now).start), max(ends[1], span_of(now).end)
        self.scale = Scale(ends, (left, width_mm - 2))
        groups = list(dict.fromkeys(task.group for task in tasks))
        used = [key for key in words if any(task.status == key for task in tasks)]
        key = Key(
            [Item(words[each], partial(_swatch, status=each)) for each in used], width_mm, theme
        )
        self.top = self.step * (2.2 if now else 1.2)
        height = self.top + sum(map(self._height, range(len(tasks)))) + 1.0
        height += sum(self.step + _GROUP_PAD_MM for group in groups if group)
        self.sheet = Canvas(width_mm, height + key.height + 0.8, theme)
        self._draw_axis(height, now, words, language)
        top = self.top
        for group in groups:
            if group:
                self.sheet.text(
                    0, top + _GROUP_PAD_MM / 2 + self.step / 2, [group], size=theme.head, bold=True
                )
                top += self.step + _GROUP_PAD_MM
            for at, task in enumerate(tasks):
                if task.group == group:
                    self._draw_task(at, task, top)
                    top += self._height(at)
        key.draw(self.sheet, height + 0.8)

    def _height(self, at: int) -> float:
        lines = len(self.names[at]) * self.step
        return (lines + _BAR_MM if self.above else max(lines, _BAR_MM)) + _ROW_PAD_MM

    def _draw_axis(self, bottom: float, now: str, words: Mapping[str, str], language: str) -> None:
        sheet, small, head = self.sheet, self.theme.small, self.top - self.step * 0.7
        for x, name in self.scale.ticks(language):
            sheet.line([(x, self.top), (x, bottom)], colour=GRID, width=self.theme.rule, under=True)
            half = lettering.width_mm(name, small) / 2
            middle = min(max(x, half), sheet.width_mm - half)
            if now:  # whose line stops at the letters
                tall = self.theme.step(small) * 0.8
                sheet.box(middle - half, head - tall / 2, 2 * half, tall, face=PAPER)
            sheet.text(middle, head, [name], size=small, colour=MUTED, side="center")
        ends = [(self.scale.top, self.top), (self.scale.bottom, self.top)]
        sheet.line(ends, colour=MUTED, width=self.theme.rule)
        if now:
            x = self.scale.y(span_of(now).middle)
            sheet.line([(x, self.step), (x, bottom)], dashed=True, under=True)
            text = words["now"].format(date_text(now, language, days=True))
            half = lettering.width_mm(text, small) / 2
            middle = min(max(x, half), sheet.width_mm - half)
            sheet.text(middle, self.step / 2, [text], size=small, side="center")

    def _draw_task(self, at: int, task: Task, top: float) -> None:
        lines, height = self.names[at], self._height(at)
        block = len(lines) * self.step
        first = top + _ROW_PAD_MM / 2 + self.step / 2
        middle = top + height - _ROW_PAD_MM / 2 - _BAR_MM / 2
        if not self.above:
            middle = top + height / 2
            first = middle - block / 2 + self.step / 2
        if self.above:  # so that no rule runs through letters
            wide = max(lettering.width_mm(line, self.theme.text) for line in lines)
            self.sheet.box(0, first - self.step / 2, wide + 0.6, block, face=PAPER)
        self.sheet.text(0, first, lines, size=self.theme.text, whole=task.label)
        start = span_of(task.start)
        if not task.end:
            _draw_diamond(self.sheet, self.scale.y(start.middle), middle, task.status)
            return
        x = self.scale.y(start.start)
        width = max(self.scale.y(span_of(task.end).end) - x, _STUB_MM)
        _draw_bar(self.sheet, x, middle, width, task.status)


def _draw_bar(
    sheet: Canvas, x: float, middle: float, width: float, status: str, height: float = _BAR_MM
) -> None:
    face = {"done": BLUE, "planned": BLUE + forms.PALE}.get(status, PAPER)
    top, dashed = middle - height / 2, status == "undecided"
    sheet.box(x, top, width, height, face=face, edge=BLUE, dashed=dashed)


def _draw_diamond(sheet: Canvas, x: float, y: float, status: str) -> None:
    face = {"done": BLUE, "planned": BLUE + forms.PALE}.get(status, PAPER)
    sheet.mark(x, y, "D", colour=PAPER, face=PAPER, size=_DIAMOND + 1)
    sheet.mark(x, y, "D", colour=BLUE, face=face, size=_DIAMOND)


def _swatch(sheet: Canvas, x: float, y: float, status: str) -> None:
    _draw_bar(sheet, x + 0.3, y, SWATCH_MM - 0.6, status, _IN_KEY_MM)
