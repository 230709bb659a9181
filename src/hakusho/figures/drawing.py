"""Drawing one figure: load its module, call its functions, or plot its YAML, and save it.

This runs in a child process, which draws one figure after the other, each as
:mod:`hakusho.figures.programs` runs it.

Alt text, description and table are each a function of the context or a constant, in one language
or by language.
"""

from __future__ import annotations

import inspect
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
from matplotlib.figure import Figure
from matplotlib.text import Text as Label

from hakusho.figures import fitting, lettering, svg
from hakusho.figures.author_modules import loaded_module
from hakusho.figures.charts.chart_error import ChartError
from hakusho.figures.design_faults import faults
from hakusho.figures.figure import (
    AHEAD,
    NARROW_ENOUGH_MM,
    NARROW_WIDTH_MM,
    DeclaredData,
    Drawing,
    FigureContext,
    FigureTable,
    Written,
)
from hakusho.figures.plots import last_fact, plotted
from hakusho.figures.programs import refuse_controls, run
from hakusho.figures.theme import MM_PER_POINT
from hakusho.figures.unsaid import unsaid
from hakusho.figures.unsaid_words import says_ahead
from hakusho.findings import Finding, Location, said
from hakusho.findings.places import places_of
from hakusho.tools import boundary, fonts
from hakusho.values.marks import without_private

if TYPE_CHECKING:
    from types import ModuleType

    from hakusho.figures.figure import Job, Outcome
    from hakusho.figures.specs import Spec


_BETWEEN_WORDS = re.compile(r"(?<=[\x21-\x7e])\s*\n\s*(?=[\x21-\x7e])")
_LINE_END = re.compile(r"\s*\n\s*")


def written(module: ModuleType, context: FigureContext) -> Written:
    """Ask a module what it says about its figure.

    Returns:
        What it says; what it does not say, or not in the paper's language, is empty.

    Raises:
        TypeError: If it says something of another kind.
    """
    return Written(
        " ".join(_text(module, "alt", context).split()),
        paragraphs(_text(module, "description", context)),
        _table(module, context),
    )


def paragraphs(text: str) -> str:
    """Paragraphs of one line each, a blank line between them."""
    parts = re.split(r"\n[ \t]*\n", inspect.cleandoc(text))
    joined = (_LINE_END.sub("", _BETWEEN_WORDS.sub(" ", part.strip())) for part in parts)
    return "\n\n".join(part for part in joined if part)


def _text(module: ModuleType, name: str, context: FigureContext) -> str:
    function = getattr(module, name, None)
    value: Any = getattr(module, name.upper(), None)
    if callable(function):
        value = function(context)
    if isinstance(value, Mapping):
        value = value.get(context.language)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise TypeError(f"{name} must be a text, not {type(value).__name__}")
    refuse_controls(value)
    return without_private(value)


def _table(module: ModuleType, context: FigureContext) -> FigureTable | None:
    function = getattr(module, "table", None)
    if not callable(function) or getattr(function, "__module__", "").startswith("hakusho."):
        return None  # without one, or with hakusho.data.table imported for other ends
    value = function(context)
    if value is None:
        return None
    if not isinstance(value, FigureTable):
        name = type(value).__name__
        raise TypeError(f"table() must return a FigureTable(columns, rows), not {name}")
    columns = tuple(_cell(each) for each in value.columns)
    rows = tuple(tuple(_cell(each) for each in _cells(row)) for row in value.rows)
    for number, row in enumerate(rows, start=1):
        if len(row) != len(columns):
            message = f"row {number} of table() has {len(row)} cells for {len(columns)} columns"
            raise TypeError(message)
    return FigureTable(columns, rows) if columns and rows else None


def _cells(row: Any) -> Sequence[Any]:
    if isinstance(row, str) or not isinstance(row, Sequence):
        raise TypeError(f"a row of table() must be a tuple of cells, not {type(row).__name__}")
    return row


def _cell(value: Any) -> str:
    text = "" if value is None else " ".join(str(value).split())
    refuse_controls(text)
    return text


_HEIGHT = 0.56
_RASTER_DPI = 300
"""Of pictures inside a figure (``imshow``); everything else is drawn as lines and letters."""


def draw(job: Job) -> Outcome:
    """Draw a figure, and if it is wide once more for a telephone.

    Args:
        job: Which one, from what.

    Returns:
        The drawing, without a narrow one where that fails; or findings: FIG003 the module fails,
        FIG004 a character that the font lacks, DAT003 a column that the data lacks.
    """
    drawn = _draw_alone(job)
    if not isinstance(drawn, Drawing) or drawn.width_mm <= NARROW_ENOUGH_MM:
        return drawn
    again = _draw_alone(replace(job, width_mm=NARROW_WIDTH_MM, narrow=True))
    if not isinstance(again, Drawing) or again.outside:
        return drawn
    reads = tuple(sorted({**dict(again.reads), **dict(drawn.reads)}.items()))
    readers = tuple(sorted({*drawn.readers, *again.readers}))
    return replace(drawn, narrow=again.svg, reads=reads, readers=readers)


def _draw_alone(job: Job) -> Outcome:
    """Draw as if nothing had been drawn in this process before."""
    drawn, seen = run(job, lambda: _draw(job))
    if isinstance(drawn, Finding):
        return (drawn,)
    if not isinstance(drawn, Drawing):
        return drawn
    readers = tuple(sorted(seen.readers))
    return replace(drawn, reads=tuple(sorted(seen.asked.items())), readers=readers)


def _draw(job: Job) -> Outcome:
    context = FigureContext(
        DeclaredData({dataset.name: dataset for dataset in job.data}),
        job.language,
        width_mm=job.width_mm,
        each=job.each,
    )
    with mpl.rc_context():
        lettering.forget_fonts()
        lettering.apply_theme(context.theme, job.name)
        width = job.width_mm / 25.4
        mpl.rcParams["figure.figsize"] = (width, width * _HEIGHT)  # of plt.figure()
        try:
            return _saved(job, context)
        except svg.UnfitSvgError as error:
            return (Finding.of("FIG003", _where_named(error, job), said(error)),)


def _where_named(error: svg.UnfitSvgError, job: Job) -> Location:
    """Where a module names the font of which an error speaks; the module if it does not."""
    message = said(error)
    font = str(message.values.get("first", "")) if job.spec is None else ""
    text = boundary.read_bytes(job.root, job.path).decode() if font else ""
    found = re.search(rf"['\"]{re.escape(font)}['\"]", text) if font else None
    return places_of(job.path, text).at(found.start()) if found else Location(job.path)


def _saved(job: Job, context: FigureContext) -> Outcome:
    made = _run(job, context) if job.spec is None else _plotted(job, job.spec, context)
    if isinstance(made, Finding):
        return (made,)
    figure, words = made
    for label in figure.findobj(Label):
        refuse_controls(label.get_text())
    width_mm, height_mm = (round(float(inch) * 25.4, 3) for inch in figure.get_size_inches())
    with fitting.kept_parameters(job.name):
        fitting.fit(figure)
        buffer = io.BytesIO()
        figure.savefig(buffer, format="svg", metadata={"Date": None}, dpi=_RASTER_DPI)
    size = {"width_mm": width_mm, "height_mm": height_mm}
    data = svg.finish(buffer.getvalue(), job.name, language=job.language, **size)
    drawn = frozenset(run for run, _ in svg.letters(data))
    texts = lettering.labels(figure, drawn=drawn)
    findings = _too_wide(width_mm, job) + _missing_glyphs(data, texts, job)
    if job.narrow and fitting.colliding_labels(figure, drawn):
        return (Finding.of("FIG003", Location(job.path), "labels run into each other"),)
    outside = tuple(fitting.labels_outside(figure, drawn))
    wrong = tuple(faults(figure, drawn))
    if job.spec is None:
        wrong += tuple(unsaid(figure, drawn, job.data))
    elif not any(map(says_ahead, texts)) and (last := last_fact(job.spec, context)):
        wrong += ((AHEAD, "", float(last)),)
    return findings or Drawing(data, width_mm, height_mm, texts, words, outside, faults=wrong)


def _plotted(job: Job, spec: Spec, context: FigureContext) -> tuple[Figure, Written] | Finding:
    """Draw what YAML says; what that cannot be is found at the key that it is about."""
    try:
        return plotted(spec, context)
    except ChartError as error:
        where = _key_of(error, spec, dict(job.keys))
        return Finding.of(job.rule_id, where, said(error), because=error.because)


def _key_of(error: ChartError, spec: Spec, keys: Mapping[str, Location]) -> Location:
    holding = error.about is not None and repr(error.about)
    named = [key for key in keys if holding and holding in repr(getattr(spec, key))]
    return next(keys[key] for key in (error.key, *named, "kind") if key in keys)


def _run(job: Job, context: FigureContext) -> tuple[Figure, Written] | Finding:
    """Run a figure's module."""
    module = loaded_module(job.root, job.path, f"_figure_{job.name}")
    function = getattr(module, "draw", None)
    if not callable(function):
        message = "this module has no function draw(context)"
        hint = "Put what draws into one: def draw(context): … return fig."
        return Finding.of("FIG003", Location(job.path), message, hint)
    words = written(module, context)
    figure = function(context)
    if not isinstance(figure, Figure):
        return _no_figure(figure, Location(job.path, function.__code__.co_firstlineno))
    return figure, words


def _no_figure(returned: object, where: Location) -> Finding:
    message = "draw() returned {name}, not a matplotlib Figure"
    hint = "End draw() with “return figure”; with pyplot, with “return plt.gcf()”."
    return Finding.of("FIG003", where, message, hint, type(returned).__name__)


def _too_wide(width_mm: float, job: Job) -> tuple[Finding, ...]:
    if width_mm <= job.width_mm + MM_PER_POINT:
        return ()
    message = "the figure is {width:g} mm wide; the page has {room:g} mm"
    hint = "Take the width from context.width_mm, so that letters keep their size."
    return (Finding.of("FIG003", Location(job.path), message, hint, width_mm, job.width_mm),)


_LETTERS = (
    "Figures have Latin, Greek, Cyrillic and Japanese letters, and with "
    "pip install 'hakusho[zh,ko]' Chinese and Korean ones: write it in one of these."
)
_IN_TEXT = (
    "Write the label in Latin or Japanese letters, and the word in its script in the caption or "
    "in the text, which have it in every edition."
)


def _missing_glyphs(data: bytes, texts: tuple[str, ...], job: Job) -> tuple[Finding, ...]:
    """One finding for each character that its font lacks, naming the label."""
    missing: dict[str, str] = {}
    for letters, bold in svg.letters(data):
        for char in letters:
            if not char.isspace() and not lettering.has_glyph(char, bold=bold):
                missing.setdefault(char, letters)
    where = Location(job.path)
    found = []
    for char, letters in missing.items():
        label = next((text for text in texts if char in text), letters)
        message = "no font has {char!r} (U+{code:04X}) of the label {label!r}"
        hint = _LETTERS
        if _is_of_text_alone(char):
            message = "labels have no letters of the script of {char!r} (U+{code:04X}) in {label!r}"
            hint = _IN_TEXT
        found.append(Finding.of("FIG004", where, message, hint, char, ord(char), label))
    return tuple(found)


def _is_of_text_alone(char: str) -> bool:
    """Whether pages have a font for a letter, and labels none (:func:`fonts.of_labels`)."""
    scripts = (script.letters for script in fonts.SCRIPTS if not script.extra)
    return any(re.match(f"[{letters}]", char) for letters in scripts)
