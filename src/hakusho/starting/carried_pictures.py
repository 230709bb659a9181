"""The pictures of imported documents: taken along, drawn anew from their numbers, or missing."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from hakusho.findings import Finding, Location
from hakusho.starting.brought import bytes_of, fit_name, numbered_names
from hakusho.starting.code_cells import CELLS
from hakusho.starting.pdf_pictures import as_picture
from hakusho.starting.picture_leftovers import (
    without_fonts_of_the_web,
    without_unreadable_texts,
)
from hakusho.starting.word_drawings import grey_picture

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from hakusho.starting.documents import Document

_IMAGE = re.compile(r"(?<=\]\()(?P<target>[^()\s]+)(?=\))")
_FIGURE = re.compile(
    r"!\[(?P<caption>(?:[^\]\\]|\\.)*)\]\((?P<name>[^()\s]+)\)(?:\{(?P<attributes>[^}]*)\})?"
)
_LEFT = {
    "chart": "the chart {words} is left out: a grey field stands in its place",
    "diagram": "a diagram is left out, and a grey field stands in its place: {words}",
    "link": "the picture {words} is not in the document: a grey field stands in its place",
}
_SAVE_AS_PICTURE = "In Word, save it as a picture, and put that in the place of the grey field."
_TOPS = ("public", "static", "docs", "content", "assets", "source")
"""Folders of sites from which pictures are named."""
_BEGINNINGS = {b"\x89PNG": ".png", b"\xff\xd8\xff": ".jpg", b"GIF8": ".gif"}
_HEAD_OF_SVG = 100_000


def with_carried_pictures(
    root: Path, document: Document, files: dict[str, bytes], findings: list[Finding]
) -> str:
    """Take the pictures of a document along, and name them where they are then.

    Args:
        root: The folder of what was brought.
        document: What names the pictures, or holds them.
        files: The files of the paper, to which pictures, and figures drawn anew, are added.
        findings: To these is added what is to be said: IMP003 and IMP005.

    Returns:
        The text of the document with the new names.
    """
    places: dict[str, str] = {}
    for target in dict.fromkeys(document.images):
        if target in document.drawings:
            places[target] = _drawn_anew(document, target, files, findings)
            continue
        name, data = _taken_along(root, document, target, findings)
        while name in files and files[name] != data:
            path = PurePosixPath(name)
            name = f"images/{path.stem}-{len(files) + 1}{path.suffix}"
        files[name] = data
        places[target] = name
    undescribed = (each for each in document.alts if not each.startswith(CELLS))
    for target in dict.fromkeys(each for each in undescribed if each not in document.drawings):
        message = "the picture {target} has no description"
        hint = 'Say in alt="…" what it shows.'
        # A name within a document of Word is one that nobody has seen.
        shown = places.get(target, target) if target.startswith("media/") else target
        findings.append(Finding.of("IMP005", document.place(target), message, hint, shown))
    text = _IMAGE.sub(lambda match: places.get(match["target"], match["target"]), document.text)
    titles = {
        name: document.drawings[target].title or name
        for target, name in places.items()
        if f"figures/{name}.yaml" in files
    }
    return _FIGURE.sub(lambda match: _as_figure(match, titles), text) if titles else text


def _taken_along(
    root: Path, document: Document, target: str, findings: list[Finding]
) -> tuple[str, bytes]:
    """The name that a picture gets, and the picture; a grey field for one that is not there."""
    if target.startswith(CELLS):  # of which the code was told
        return f"images/{target.removeprefix(CELLS)}", grey_picture()
    data = document.media.get(target)
    found = None if data is not None else _found(root, document, target)
    data = bytes_of(found) if found else data

    def told(message: str, hint: str) -> None:
        findings.append(Finding.of("IMP003", document.place(target), message, hint, target))

    if found and data and (page := as_picture(found, data)):
        data = page
        message = "the picture {target} is a PDF: its first page is a PNG now"
        hint = "Save it as SVG, and place that, if its lines are to be sharp at any size."
        told(message, hint)
    path = PurePosixPath(unquote(target))
    name = f"images/{fit_name(path.stem, 'picture')}"
    if data is None or not _is_picture(data):
        message = "there is no picture {target} here: a grey field stands in its place"
        hint = "Put the file there."
        told(message, hint)
        return f"{name}.png", grey_picture()
    readable = without_unreadable_texts(data)
    data = without_fonts_of_the_web(readable)
    if data != readable:
        message = "the picture {target} took fonts of the web, which no edition may load"
        hint = "See how its letters look now."
        told(message, hint)
    return f"{name}{_held(data) or path.suffix.lower()}", data


def _drawn_anew(
    document: Document, target: str, files: dict[str, bytes], findings: list[Finding]
) -> str:
    """A figure of the numbers of a chart; else a grey field, and the numbers that there are."""
    drawing, where = document.drawings[target], Location(document.path)
    names = {"chart": drawing.title, "link": PurePosixPath(drawing.title).stem}
    stem = fit_name(names.get(drawing.kind, "")[:40], PurePosixPath(target).stem)
    name = next(each for each in numbered_names(stem) if f"figures/data/{each}.csv" not in files)
    if drawing.rows:
        files[f"figures/data/{name}.csv"] = drawing.data()
    if figure := drawing.figure(name):
        files[f"figures/{name}.yaml"] = figure
        message = "the chart {words} is drawn anew from its numbers: figures/{name}.yaml"
        hint = "Look at it, and say in it unit and source of figures/data/{name}.csv."
        findings.append(Finding.of("IMP003", where, message, hint, drawing.title or name, name))
        return name
    message = _LEFT[drawing.kind]
    hint = "Its numbers are in figures/data/{name}.csv." if drawing.rows else _SAVE_AS_PICTURE
    values = (drawing.title, name) if drawing.rows else (drawing.title,)
    findings.append(Finding.of("IMP003", where, message, hint, *values))
    files[f"images/{name}.png"] = grey_picture()
    return f"images/{name}.png"


def _as_figure(match: re.Match[str], titles: Mapping[str, str]) -> str:
    """An image as a figure is placed: its other text comes from the data."""
    name = match["name"]
    if name not in titles:
        return match[0]
    ident = re.search(r"#[^\s}]+", match["attributes"] or "")
    given = ident[0] if ident else f"#fig-{name}"
    return f"![{match['caption'] or titles[name]}]({name}){{{given}}}"


def _found(root: Path, document: Document, target: str) -> Path | None:
    folder = (root / document.path).parent
    return next((each for each in _places_of(root, folder, target) if each.is_file()), None)


def _places_of(root: Path, folder: Path, target: str) -> Iterator[Path]:
    """Where a picture may lie: ``/`` is the top of what was brought, or of a site made of it."""
    name = unquote(target)
    way = name.lstrip("/")
    if way == name:
        yield folder / name
        if way.startswith(f"{root.name}/"):  # seen from the folder above
            yield root / way.removeprefix(f"{root.name}/")
    yield from (root / top / way for top in ("", *_TOPS))


def _held(data: bytes) -> str:
    """What a picture's name should end with, whatever it does end with; empty if not known."""
    return next((kind for mark, kind in _BEGINNINGS.items() if data.startswith(mark)), "")


def _is_picture(data: bytes) -> bool:
    """Whether a file is what its name says: a link may lead to anything of its reader's."""
    return bool(_held(data)) or b"<svg" in data[:_HEAD_OF_SVG]
