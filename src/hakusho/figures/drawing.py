"""Drawing one figure: load its module, call its functions, save what they return.

This runs in a child process. Whatever an author's code raises comes back as a finding at the line
of the author's own that led there.
"""

from __future__ import annotations

import io
import random
import sys
import traceback
import warnings
import zlib
from dataclasses import replace
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import TYPE_CHECKING

import matplotlib as mpl
import numpy as np
from matplotlib.figure import Figure

from hakusho.data import MissingColumnError
from hakusho.figures import fitting, lettering, svg, watching
from hakusho.figures.charts.errors import ChartError
from hakusho.figures.jobs import Drawing
from hakusho.figures.model import (
    NARROW_ENOUGH_MM,
    NARROW_WIDTH_MM,
    DeclaredData,
    FigureContext,
)
from hakusho.figures.registry import FOLDER
from hakusho.figures.theme import MM_PER_POINT
from hakusho.figures.written import written
from hakusho.findings import Finding, Location, said, say

if TYPE_CHECKING:
    from types import ModuleType

    from hakusho.figures.jobs import Job, Outcome

_HEIGHT = 0.56
RASTER_DPI = 300
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
    reads = tuple(sorted({*drawn.reads, *again.reads}))
    return replace(drawn, narrow=again.svg, reads=reads)


def _draw_alone(job: Job) -> Outcome:
    """Draw as if nothing had been drawn in this process before."""
    context = FigureContext(
        DeclaredData({dataset.name: dataset for dataset in job.data}),
        job.language,
        width_mm=job.width_mm,
    )
    watching.prepare(job.root)
    random.seed(job.name)  # jitter and samples are the same in every run
    np.random.seed(zlib.crc32(job.name.encode()))  # noqa: NPY002  authors use the old interface
    try:
        with (
            warnings.catch_warnings(),
            mpl.rc_context(),
            watching.alone(job.root),
            watching.files_read(job.root) as reads,
        ):
            warnings.simplefilter("ignore")  # missing glyphs are looked for in the outcome
            lettering.apply_theme(context.theme, job.name)
            width = job.width_mm / 25.4
            mpl.rcParams["figure.figsize"] = (width, width * _HEIGHT)  # of plt.figure()
            drawn = _draw(job, context)
    except svg.UnfitSvgError as error:
        return (Finding.of("FIG003", Location(job.path), said(error)),)
    except BaseException as error:  # noqa: BLE001  SystemExit too: it is the author's mistake
        return (_from_error(error, job),)
    return replace(drawn, reads=tuple(reads)) if isinstance(drawn, Drawing) else drawn


def _draw(job: Job, context: FigureContext) -> Outcome:
    module = _load(job)
    function = getattr(module, "draw", None)
    if not callable(function):
        message = "this module has no function draw(context)"
        return (Finding.of("FIG003", Location(job.path), message),)
    words = written(module, context)
    figure = function(context)
    if not isinstance(figure, Figure):
        return (_no_figure(figure, Location(job.path, function.__code__.co_firstlineno)),)
    width_mm, height_mm = (round(float(inch) * 25.4, 3) for inch in figure.get_size_inches())
    with fitting.kept_parameters(job.name):
        fitting.fit(figure)
        saved = _save(figure)
    data = svg.finish(
        saved, job.name, language=job.language, width_mm=width_mm, height_mm=height_mm
    )
    drawn = frozenset(run for run, _ in svg.letters(data))
    texts = lettering.labels(figure, drawn=drawn)
    findings = _too_wide(width_mm, job) + _missing_glyphs(data, texts, job)
    if job.narrow and fitting.labels_collide(figure, drawn):
        return (Finding.of("FIG003", Location(job.path), "labels run into each other"),)
    outside = tuple(fitting.labels_outside(figure, drawn))
    return findings or Drawing(data, width_mm, height_mm, texts, words, outside)


def _no_figure(returned: object, where: Location) -> Finding:
    message = "draw() returned {name}, not a matplotlib Figure"
    hint = "End draw() with “return figure”; with pyplot, with “return plt.gcf()”."
    return Finding.of("FIG003", where, message, hint, type(returned).__name__)


def _load(job: Job) -> ModuleType:
    """Run the module from its file, under a name that cannot shadow a library."""
    folder = job.root / FOLDER
    for place in (str(folder), str(job.root)):
        if place not in sys.path:
            sys.path.append(place)  # last: a figure called calendar must not hide the library's
    name, file = f"_figure_{job.name}", folder / f"{job.name}.py"
    spec = spec_from_file_location(name, file, loader=watching.FromSource(name, str(file)))
    if spec is None or spec.loader is None:
        raise ImportError(f"cannot load {job.path}")
    module = module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def _save(figure: Figure) -> bytes:
    buffer = io.BytesIO()
    figure.savefig(buffer, format="svg", metadata={"Date": None}, dpi=RASTER_DPI)
    return buffer.getvalue()


def _too_wide(width_mm: float, job: Job) -> tuple[Finding, ...]:
    if width_mm <= job.width_mm + MM_PER_POINT:
        return ()
    message = "the figure is {width:g} mm wide; the page has {room:g} mm"
    hint = "Take the width from context.width_mm, so that letters keep their size."
    return (Finding.of("FIG003", Location(job.path), message, hint, width_mm, job.width_mm),)


def _missing_glyphs(data: bytes, texts: tuple[str, ...], job: Job) -> tuple[Finding, ...]:
    """One finding for each character that its font lacks, naming the label."""
    missing: dict[str, str] = {}
    for run, bold in svg.letters(data):
        for char in run:
            if not char.isspace() and not lettering.has_glyph(char, bold=bold):
                missing.setdefault(char, run)
    where, message = (
        Location(job.path),
        "no font has {char!r} (U+{code:04X}) of the label {label!r}",
    )
    return tuple(
        Finding.of("FIG004", where, message, "", char, ord(char), label)
        for char, run in missing.items()
        for label in [next((text for text in texts if char in text), run)]
    )


def _from_error(error: BaseException, job: Job) -> Finding:
    """The finding for what an author's code raised."""
    if isinstance(error, MissingColumnError):
        message = "{error} (asked for by {path})"
        return Finding.of("DAT003", Location(error.dataset.path, 1), message, "", error, job.path)
    where = _own_line(error, job)
    if isinstance(error, SyntaxError) and error.filename:
        where = _location(Path(error.filename), error.lineno or 0, job) or where
    if isinstance(error, ChartError):  # says by itself what is wrong
        return Finding.of("FIG003", where, said(error))
    first = str(error).splitlines()[0] if str(error) else say("without a message")
    return Finding.of("FIG003", where, "{error}: {said}", "", type(error).__name__, first)


def _own_line(error: BaseException, job: Job) -> Location:
    """The innermost line of the paper's own code that led to the error."""
    frames = reversed(traceback.extract_tb(error.__traceback__))
    places = (_location(Path(frame.filename), frame.lineno or 0, job) for frame in frames)
    return next((place for place in places if place), Location(job.path))


def _location(file: Path, line: int, job: Job) -> Location | None:
    folder = (job.root / FOLDER).resolve()
    try:
        inside = file.resolve().relative_to(folder)
    except ValueError:
        return None
    return Location(f"{FOLDER}/{inside.as_posix()}", line)
