"""Drawing one figure: load its module, call its functions, save what they return.

This runs in a child process. Whatever an author's code raises comes back as a finding at the line
of the author's own that led there.
"""

from __future__ import annotations

import io
import sys
import traceback
import warnings
from collections.abc import Mapping
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
from matplotlib.figure import Figure

from hakusho.data import MissingColumnError
from hakusho.figures import lettering, svg
from hakusho.figures.jobs import Drawing
from hakusho.figures.model import DeclaredData, FigureContext
from hakusho.figures.registry import FOLDER
from hakusho.figures.theme import MM_PER_POINT
from hakusho.findings import Finding, Location, rule

if TYPE_CHECKING:
    from types import ModuleType

    from hakusho.figures.jobs import Job, Outcome


def draw(job: Job) -> Outcome:
    """Draw a figure.

    Args:
        job: Which one, from what.

    Returns:
        The drawing; or findings: FIG001 no alt text, FIG003 the module fails, FIG004 a character
        that the font lacks, DAT003 a column that the data lacks.
    """
    context = FigureContext(
        DeclaredData({dataset.name: dataset for dataset in job.data}),
        job.language,
        width_mm=job.width_mm,
    )
    try:
        with warnings.catch_warnings(), mpl.rc_context():
            warnings.simplefilter("ignore")  # missing glyphs are looked for in the outcome
            lettering.apply_theme(context.theme, job.name)
            return _draw(job, context)
    except svg.UnfitSvgError as error:
        return (Finding(rule("FIG003"), Location(job.path), str(error)),)
    except BaseException as error:  # noqa: BLE001  SystemExit too: it is the author's mistake
        return (_from_error(error, job),)


def _draw(job: Job, context: FigureContext) -> Outcome:
    module = _load(job)
    function = getattr(module, "draw", None)
    if not callable(function):
        message = "this module has no function draw(context)"
        return (Finding(rule("FIG003"), Location(job.path), message),)
    alt, findings = _alt(module, context, job)
    figure = function(context)
    if not isinstance(figure, Figure):
        message = f"draw() returned {type(figure).__name__}, not a matplotlib Figure"
        where = Location(job.path, function.__code__.co_firstlineno)
        return (*findings, Finding(rule("FIG003"), where, message))
    width_mm, height_mm = (round(float(inch) * 25.4, 3) for inch in figure.get_size_inches())
    data = svg.finish(
        _save(figure), job.name, language=job.language, width_mm=width_mm, height_mm=height_mm
    )
    texts = lettering.labels(figure, drawn=frozenset(run for run, _ in svg.letters(data)))
    findings += _too_wide(width_mm, job) + _missing_glyphs(data, texts, job)
    return findings or Drawing(data, alt, width_mm, height_mm, texts)


def _load(job: Job) -> ModuleType:
    """Run the module from its file, under a name that cannot shadow a library."""
    folder = job.root / FOLDER
    for place in (str(folder), str(job.root)):
        if place not in sys.path:
            sys.path.append(place)  # last: a figure called calendar must not hide the library's
    spec = spec_from_file_location(f"_figure_{job.name}", folder / f"{job.name}.py")
    if spec is None or spec.loader is None:
        raise ImportError(f"cannot load {job.path}")
    module = module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def _alt(module: ModuleType, context: FigureContext, job: Job) -> tuple[str, tuple[Finding, ...]]:
    """The alt text, from ``alt(context)`` or ``ALT``, a string or one by language."""
    function, constant = getattr(module, "alt", None), getattr(module, "ALT", None)
    value: Any = function(context) if callable(function) else constant
    if isinstance(value, Mapping):
        value = value.get(context.language)
    if isinstance(value, str) and value.strip():
        return " ".join(value.split()), ()
    message = f"this figure has no alt text in the language {context.language!r}"
    hint = "Write ALT = “…” or def alt(context) -> str: what the figure shows, in a sentence."
    return "", (Finding(rule("FIG001"), Location(job.path), message, hint),)


def _save(figure: Figure) -> bytes:
    buffer = io.BytesIO()
    figure.savefig(buffer, format="svg", metadata={"Date": None}, dpi=72)
    return buffer.getvalue()


def _too_wide(width_mm: float, job: Job) -> tuple[Finding, ...]:
    if width_mm <= job.width_mm + MM_PER_POINT:
        return ()
    message = f"the figure is {width_mm:g} mm wide; the page has {job.width_mm:g} mm"
    hint = "Take the width from context.width_mm, so that letters keep their size."
    return (Finding(rule("FIG003"), Location(job.path), message, hint),)


def _missing_glyphs(data: bytes, texts: tuple[str, ...], job: Job) -> tuple[Finding, ...]:
    """One finding for each character that its font lacks, naming the label."""
    missing: dict[str, str] = {}
    for run, bold in svg.letters(data):
        for char in run:
            if not char.isspace() and not lettering.has_glyph(char, bold=bold):
                missing.setdefault(char, run)
    return tuple(
        Finding(
            rule("FIG004"),
            Location(job.path),
            f"no font has {char!r} (U+{ord(char):04X}) of the label "
            f"{next((text for text in texts if char in text), run)!r}",
        )
        for char, run in missing.items()
    )


def _from_error(error: BaseException, job: Job) -> Finding:
    """The finding for what an author's code raised."""
    if isinstance(error, MissingColumnError):
        message = f"{error} (asked for by {job.path})"
        return Finding(rule("DAT003"), Location(error.dataset.path, 1), message)
    where = _own_line(error, job)
    if isinstance(error, SyntaxError) and error.filename:
        where = _location(Path(error.filename), error.lineno or 0, job) or where
    said = str(error) or "without a message"
    return Finding(rule("FIG003"), where, f"{type(error).__name__}: {said.splitlines()[0]}")


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
