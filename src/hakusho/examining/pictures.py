"""The pictures of a text: the figures that it uses, drawn, and its image files."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path, PurePosixPath
from posixpath import normpath
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import unquote

from hakusho.examining.examined import Pictures
from hakusho.figures import available, is_figure, render
from hakusho.figures.figure import TEXT_WIDTH_MM, allowance_of
from hakusho.findings import NOTHING, Finding, Location, Text, did_you_mean, say
from hakusho.manuscript.composed_source_lines import CHOICES, index_with_source_lines
from hakusho.manuscript.index import SOURCE_LINE
from hakusho.manuscript.model import PlacedImage
from hakusho.manuscript.stated_widths import stated_mm
from hakusho.paper.folders import DRAWINGS
from hakusho.paper.reading import Finder, folder_names
from hakusho.tools import boundary
from hakusho.values.addresses import scheme_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from hakusho.data import Dataset
    from hakusho.figures import RenderedFigure
    from hakusho.figures.figure import Allowance
    from hakusho.manuscript.indexed import ImageUse
    from hakusho.manuscript.model import Manuscript
    from hakusho.paper.load import Paper


_SIGNATURES = {
    ".png": (b"\x89PNG\r\n\x1a\n",),
    ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
    ".gif": (b"GIF87a", b"GIF89a"),
    ".svg": (b"<svg", b"<?xml", b"\xef\xbb\xbf<", b"<!--", b"<!DOCTYPE", b"\xff\xfe", b"\xfe\xff"),
}
"""Kinds of image that EPUB 3.3 (core media types), HTML and Typst all show."""
_PICTURES = (".webp", ".heic", ".tif", ".tiff", ".bmp", ".pdf", ".eps", ".emf", ".wmf")
_LOOKED_IN = (
    "figures",
    "",
    "images",
    "img",
    "report",
    "report/chapters",
    "report/images",
    "figures/data",
)
"""Where people keep images; an image may lie in any folder."""
_AS_FIGURE = "A figure is named without its folder and its ending: ![caption]({name})."
_DATA = frozenset({".csv", ".tsv", ".xlsx", ".xls", ".ods", ".json", ".parquet", ".geojson"})
_OF_DATA = (
    "That is data, and lies in figures/data. A chart of it is figures/{name}.yaml, with kind: and "
    'dataset: {name}; a table is {{{{ table("{name}") }}}}.'
)
_COPIED_ANEW = "Copy it once more from where it was made; copying or saving it was cut short."
MOST_PIXELS = 500 * 10**6
"""Of all images of a document, but those in JPEG: Typst keeps three bytes of memory for each."""

_PLAIN_SVG = say(
    "Export it as plain SVG: without scripts, HTML inside (in draw.io: no formatted "
    "text) and with all pictures embedded."
)
_IN_UTF8 = say('Save it as UTF-8, with encoding="UTF-8" in its first line.')
_WRITE_ALT = say("Write ALT = “…” or def alt(context) -> str in the module")

_SIZE = re.compile(r" =\d*x\d*$")
"""The size of an image as Zenn and HackMD write it."""
_NARROWEST_MM = 30.0  # a figure that is narrower has no room for a label

Use = tuple[str, str, str]
"""A chapter's path, the target and the width, both as the author wrote them."""


def _key_of(use: ImageUse) -> Use:
    """What tells the uses of images apart."""
    return use.chapter, use.target, use.width


@dataclass(frozen=True, slots=True)
class ImageSources:
    """Where the images of a manuscript come from."""

    figures: tuple[str, ...]  # names of the figure modules that are used, in order of first use
    # For each use, the figure's name (``figure:…``) or the real path of a file.
    by_use: Mapping[Use, str]
    files: Mapping[str, Path]  # real path of each image file, by its path in the paper


def find_images(root: Path, uses: Sequence[ImageUse]) -> tuple[ImageSources, tuple[Finding, ...]]:
    """Resolve the targets of all images of a manuscript.

    A target names a module of ``figures/``, or a file relative to the paper's folder, to the
    chapter, or to ``figures/``.

    Returns:
        Their sources, and FIG002, FIG005 or PAP004 for the targets that cannot be used.
    """
    modules, finder, lying = available(root), Finder(root), cache(lambda: _lying(root))
    figures: dict[str, None] = {}
    by_use: dict[Use, str] = {}
    files: dict[str, Path] = {}
    findings: list[Finding] = []
    for use in uses:
        if not use.target:
            continue  # TYP006 says so
        if is_figure(root, use.target, modules):
            figures[use.target] = None
            by_use[_key_of(use)] = f"figure:{use.target}"
            continue
        path, real, problems = _find(root, finder, use, modules, lying)
        findings += problems
        if real is not None:
            by_use[_key_of(use)] = path
            files[path] = real
    if files:
        findings += _take_out_undecodable(root, uses, by_use, files)
    return ImageSources(tuple(figures), by_use, files), tuple(findings)


def _take_out_undecodable(
    root: Path, uses: Sequence[ImageUse], by_use: dict[Use, str], files: dict[str, Path]
) -> list[Finding]:
    """FIG005 at each use of a file that cannot be decoded; these are no sources of images."""
    from hakusho.examining.whole_images import undecodable  # noqa: PLC0415  many papers have none

    broken = undecodable(root, files.values())
    without = [use for use in uses if files.get(by_use.get(_key_of(use), "")) in broken]
    findings = [
        Finding.of("FIG005", use.location, *broken[files[by_use[_key_of(use)]]]) for use in without
    ]
    for use in without:
        by_use.pop(_key_of(use), None)
    return [*findings, *_too_many_pixels(uses, by_use, files)]


def _too_many_pixels(
    uses: Sequence[ImageUse], by_use: Mapping[Use, str], files: Mapping[str, Path]
) -> Iterator[Finding]:
    """FIG020 at the largest images, as many as make all of them more than can be set."""
    from hakusho.examining.whole_images import pixels_of  # noqa: PLC0415  as above

    placed = [(files.get(by_use.get(_key_of(use), "")), use) for use in reversed(uses)]
    first = {file: use for file, use in placed if file is not None}
    sizes = {file: pixels_of(file) for file in first}
    every = left = sum(sizes.values())
    for file in sorted(sizes, key=lambda each: -sizes[each]):
        if left <= MOST_PIXELS:
            break
        left -= sizes[file]
        message = "'{name}' has {own} of the images' {all} million pixels; {most} can be set"
        values = (file.name, *(round(each / 10**6) for each in (sizes[file], every, MOST_PIXELS)))
        hint = "Make it smaller (a page in print has 10 million pixels at most), or a JPEG."
        yield Finding.of("FIG020", first[file].location, message, hint, *values)


def _find(
    root: Path,
    finder: Finder,
    use: ImageUse,
    modules: Sequence[str],
    lying: Callable[[], Mapping[str, tuple[str, str]]],
) -> tuple[str, Path | None, tuple[Finding, ...]]:
    if "://" in use.target or scheme_of(use.target) == "data":
        hint = "Editions must not need the network: put the file into the paper's folder."
        message = "an image may not come from the network"
        return "", None, (Finding.of("PAP004", use.location, message, hint),)
    target, chapter = unquote(use.target), PurePosixPath(use.chapter).parent
    file = PurePosixPath(target.replace("\\", "/"))
    absent = "there is neither a figure nor an image file '{target}'"
    if file.stem in modules and file.suffix in {".py", ".yaml"}:
        hint, given = _AS_FIGURE, (target, file.stem)
        return "", None, (Finding.of("FIG002", use.location, absent, hint, *given),)
    names = dict.fromkeys((use.target, target))  # pandoc writes a space as %20
    outside: Finding | None = None
    for path in (f"{folder}{name}" for name in names for folder in ("", f"{chapter}/", "figures/")):
        real, problems = finder.find(normpath(path))
        if real is not None:
            why = unfit(root, real)
            if any(why):
                return "", None, (Finding.of("FIG005", use.location, *why),)
            return normpath(path), real, ()
        outside = next((each for each in problems if each.rule.id == "PAP004"), outside)
    if (
        outside is not None
    ):  # from the chapter's folder, too, from which '..' may lead to a file of the paper's
        message = "the image '{target}' lies outside the paper's folder"
        return "", None, (Finding.of("PAP004", use.location, message, outside.hint, target),)
    known = say("Figures here: {known}", ", ".join(modules)) if modules else NOTHING
    hint = did_you_mean(target, modules, known) if modules else known
    if file.suffix.lower() in _DATA and file.stem not in modules:
        hint = say(_OF_DATA, file.stem)
    if file.suffix.lower() in {*_SIGNATURES, *_PICTURES}:
        hint = _where_it_lies(lying(), file, modules)
    if size := _SIZE.search(target):
        advice = "A size stands behind the image: ![caption]({file}){{#fig-name width=80mm}}."
        hint = say(advice, target[: size.start()])
    return "", None, (Finding.of("FIG002", use.location, absent, hint, target),)


def _lying(root: Path) -> Mapping[str, tuple[str, str]]:
    """For each file, by its name in small letters, the first folder that holds it and its name."""
    found: dict[str, tuple[str, str]] = {}
    for folder in _LOOKED_IN:
        for name in folder_names(root, folder)[0]:
            found.setdefault(name.casefold(), (folder, name))
    return found


def _where_it_lies(
    lying: Mapping[str, tuple[str, str]], file: PurePosixPath, modules: Sequence[str]
) -> Text:
    """What helps where an image file is not where it is looked for."""
    if file.name.casefold() in lying:
        folder, name = lying[file.name.casefold()]
        place = f"{folder}/{name}" if folder else name
        shown = name if folder == "figures" else place
        return say("There is {place}: write ![caption]({name}).", place, shown)
    if file.stem in modules:
        return say(_AS_FIGURE, file.stem)
    hint = "Copy the file into the folder figures, and write its name alone: ![caption]({name})."
    return say(hint, file.name)


def unfit(root: Path, real: Path) -> tuple[Text, Text]:
    """Why a file cannot be placed, and what helps; both empty if it can."""
    suffix = real.suffix.lower()
    signatures = _SIGNATURES.get(suffix)
    if signatures is None:
        kinds = ", ".join(kind.lstrip(".") for kind in _SIGNATURES)
        message = "'{name}' is not an image that every edition can show ({kinds})"
        return say(message, real.name, kinds), _instead_of(real)
    try:
        data = boundary.read_bytes(root, real)
    except OSError as error:
        return say("'{name}' cannot be read: {problem}", real.name, error.strerror), NOTHING
    if not data[:64].lstrip().startswith(signatures):
        return _of_another_kind(real, data)
    if suffix == ".svg":
        from hakusho.figures.svg_safety import other_encoding, problem  # noqa: PLC0415  lxml

        encoding = other_encoding(data)
        if encoding:
            return say("'{name}' is in {encoding}, not in UTF-8", real.name, encoding), _IN_UTF8
        found = problem(data)
        if found:
            return say("'{name}' {problem}", real.name, found), _PLAIN_SVG
    return NOTHING, NOTHING


def _instead_of(real: Path) -> Text:
    """What to write or to save in place of a file that is no image of ours."""
    if real.suffix in {".py", ".yaml", ".yml"}:
        return say("A figure is named without its ending: ![caption]({name})", real.stem)
    if real.suffix in {".emf", ".wmf", ".pdf", ".eps", ".ai", ".vsdx", ".drawio", ".pptx"}:
        return say("Export it as SVG, or as PNG.")
    return say("Save it as PNG or JPEG.")


def _of_another_kind(real: Path, data: bytes) -> tuple[Text, Text]:
    """What to say of a file that is empty, or is not what its name says."""
    if not data.strip():
        return say("the file '{name}' is empty", real.name), say(_COPIED_ANEW)
    message = say("'{name}' does not hold what its name says", real.name)
    kinds = (suffix for suffix, begins in _SIGNATURES.items() if data.startswith(begins))
    kind = next(kinds, "")
    if not kind:
        return message, _instead_of(real)
    return message, say("It is {kind}: name it {name}", *_named(real, kind))


def _named(real: Path, suffix: str) -> tuple[str, str]:
    return suffix.lstrip(".").upper(), real.with_suffix(suffix).name


def own_widths(
    uses: Sequence[ImageUse], sources: ImageSources, *, usual_mm: float, text_width_mm: float
) -> tuple[Mapping[Use, float], tuple[Finding, ...]]:
    """Read the widths that uses of figures state, where ``text_width_mm`` is the widest and 100%.

    Returns:
        Millimetres for each use whose figure is drawn in another width than usual, and FIG010 for
        each width that cannot be: that use gets the nearest that can.
    """
    widths: dict[Use, float] = {}
    findings: list[Finding] = []
    for use in uses:
        if not use.width or not sources.by_use.get(_key_of(use), "").startswith("figure:"):
            continue
        asked = stated_mm(use.width, text_width_mm)
        wanted = usual_mm if asked is None else min(max(asked, _NARROWEST_MM), text_width_mm)
        if asked is None or wanted != asked:
            message = "the figure '{target}' cannot be '{width}' wide"
            hint = (
                "State mm, cm, in or % of the text's width, {narrowest:g}mm to {widest:g}mm "
                "here: width=75mm."
            )
            values = (use.target, use.width, _NARROWEST_MM, text_width_mm)
            findings.append(Finding.of("FIG010", use.location, message, hint, *values))
        if wanted != usual_mm:
            widths[_key_of(use)] = wanted
    return widths, tuple(findings)


def place_images(
    uses: Sequence[ImageUse],
    sources: ImageSources,
    figures: Mapping[str, RenderedFigure],
    resized: Mapping[Use, RenderedFigure] = MappingProxyType({}),
) -> tuple[dict[Use, PlacedImage], dict[str, Path], tuple[Finding, ...]]:
    """Give every image its file in the editions' working folder, and its alt text.

    ``resized`` are the figures of uses that state a width of their own.

    Returns:
        The image for each use, the files to copy (path in the working folder to real path), and
        FIG001 for each image without alt text, FIG006 where a figure's was composed, FIG009 for
        a source line that is to stand nowhere.
    """
    placed: dict[Use, PlacedImage] = {}
    copies: dict[str, Path] = {}
    findings: list[Finding] = []
    for use in uses:
        source = sources.by_use.get(_key_of(use))
        if source is None:
            continue
        real: Path | None
        if source.startswith("figure:"):
            own = resized.get(_key_of(use))
            figure = own or figures.get(use.target)
            if figure is None:
                continue  # it could not be drawn: FIG003 says why
            # A module's name holds no dot: what the cache calls a drawing is told from all names.
            stem = f"figures/{figure.svg.stem if own else figure.name}"
            narrow = f"{stem}.narrow.svg" if figure.narrow else ""
            image = PlacedImage(
                f"{stem}.svg", use.alt or figure.alt, figure.width_mm, figure, narrow
            )
            real = figure.svg if figure.drawn else None
            if figure.narrow:
                copies[narrow] = figure.narrow
        else:
            file = real = sources.files[source]
            image = PlacedImage(f"figures/{_file_name(source, file, copies)}", use.alt)
        findings += (*_about_alt(use, image), *_about_source_line(use))
        if real is not None:
            copies[image.path] = real
        placed[_key_of(use)] = image
    return placed, copies, tuple(dict.fromkeys(findings))


def _about_alt(use: ImageUse, image: PlacedImage) -> tuple[Finding, ...]:
    figure = image.figure
    if image.alt and (use.alt or figure is None or not figure.alt_composed):
        return ()
    if figure is not None and not figure.drawn:
        return ()  # its module may say what it shows, and nobody has asked it
    if figure is None and use.repeats:
        message = "the alt text of the image '{target}' only repeats its caption"
        hint = 'Write what the image shows to those who cannot see it: alt="…".'
        return (Finding.of("FIG001", use.location, message, hint, use.target),)
    if figure is None:
        hint = 'Write what the image shows: ![caption](target){{#fig-x alt="…"}}.'
        message = "the image '{target}' has no alt text"
        return (Finding.of("FIG001", use.location, message, hint, use.target),)
    where = Location(figure.path)
    if image.alt:
        message = "the alt text is composed: '{alt}'"
        hint = "{how}, so that it says what the figure is meant to show."
        return (Finding.of("FIG006", where, message, hint, image.alt, _WRITE_ALT),)
    message = "this figure has no alt text in the paper's language, and nothing to compose it from"
    return (Finding.of("FIG001", where, message, "{how}.", _WRITE_ALT),)


def _about_source_line(use: ImageUse) -> tuple[Finding, ...]:
    if not use.source_line or use.source_line in CHOICES:
        return ()
    message = "a source line cannot stand in '{source_line}'"
    hint = say(
        "Write {source_line}=caption, {source_line}=note or {source_line}=none.", SOURCE_LINE
    )
    return (Finding.of("FIG009", use.location, message, hint, use.source_line),)


def _file_name(source: str, real: Path, taken: Mapping[str, Path]) -> str:
    """A plain ASCII name for a copied file: Typst, EPUB and zip tools agree on these only."""
    for name, file in taken.items():
        if file == real:
            return PurePosixPath(name).name
    path = PurePosixPath(source)
    number = len(taken) + 1
    stem = path.stem if path.stem.isascii() and path.stem.replace("-", "").isalnum() else "image"
    return f"{number:02}-{stem}{path.suffix.lower()}"


def draw_pictures(
    paper: Paper,
    manuscript: Manuscript,
    datasets: Mapping[str, Dataset],
    progress: Callable[[str], None],
    *,
    language: str = "",
    width_mm: float = TEXT_WIDTH_MM,
    text_width_mm: float = TEXT_WIDTH_MM,
    programs: bool = True,
) -> tuple[Pictures, tuple[Finding, ...]]:
    """Draw the figures that a text uses and find its image files.

    Args:
        paper: The paper.
        manuscript: Its text, or a brief's.
        datasets: Its data by name.
        progress: Told what is being done.
        language: Of labels and alt texts; empty means the paper's.
        width_mm: What a figure may fill that states no width of its own.
        text_width_mm: What any figure may fill.
        programs: Whether the paper's Python may run; else a figure without a current drawing is
            FIG015, and has no file.

    Returns:
        The pictures, and what is wrong with the others.
    """
    uses = manuscript.index.images
    sources, unresolved = find_images(paper.root, uses)
    widths, unfit = own_widths(uses, sources, usual_mm=width_mm, text_width_mm=text_width_mm)
    usual = {use.target for use in uses if _key_of(use) not in widths}
    wanted: dict[float, list[str]] = {width_mm: [name for name in sources.figures if name in usual]}
    for (_, name, _), own in widths.items():
        wanted.setdefault(own, []).append(name)
    allowance = allowance_of(paper.settings.limits) if programs else None
    drawn, undrawn = _draw_each(paper, wanted, datasets, progress, language, allowance)
    findings = (*unresolved, *unfit, *undrawn)
    resized = {use: drawn[width][use[1]] for use, width in widths.items() if use[1] in drawn[width]}
    images, copies, unplaced = place_images(uses, sources, drawn[width_mm], resized)
    # One drawing of each for build/figures; the usual width first.
    figures = {each.name: each for by_name in drawn.values() for each in by_name.values()}
    figures |= drawn[width_mm]
    figures = {name: figures[name] for name in sources.figures if name in figures}
    return Pictures(figures, images, copies), (*dict.fromkeys(findings), *unplaced)


def _draw_each(
    paper: Paper,
    wanted: Mapping[float, Sequence[str]],
    datasets: Mapping[str, Dataset],
    progress: Callable[[str], None],
    language: str,
    allowance: Allowance | None,
) -> tuple[Mapping[float, Mapping[str, RenderedFigure]], Sequence[Finding]]:
    """Draw figures in the widths in which they are wanted."""
    drawn: dict[float, Mapping[str, RenderedFigure]] = {}
    findings: list[Finding] = []
    for width, names in wanted.items():
        drawn[width], problems = render(
            paper.root,
            names,
            datasets,
            language=language or paper.settings.lang,
            cache=paper.root / DRAWINGS,
            progress=progress,
            width_mm=width,
            allowance=allowance,
        )
        findings += problems
    return drawn, findings


def with_source_lines(paper: Paper, manuscript: Manuscript, pictures: Pictures) -> Manuscript:
    """Count the source lines that captions get from their figure's data as citations.

    Their works are looked up, audited and set in the bibliography like all others.
    """
    default = paper.settings.figures.source_lines
    index = index_with_source_lines(manuscript.index, manuscript.chapters, pictures.images, default)
    return replace(manuscript, index=index)
