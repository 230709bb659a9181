"""The EPUB edition: pandoc's EPUB 3, with a cover, true metadata and the same bytes every time.

``prepare`` runs before ``finish.lua`` (pandoc packs the cover into the book), ``finish`` after.
"""

from __future__ import annotations

import json
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING, Any

from hakusho.editions.epub_figures import Look, inline_drawings
from hakusho.editions.epub_navigation import mend
from hakusho.figures.theme import NAMED
from hakusho.paper.templates import template
from hakusho.tools import fonts, typst

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

RAW = "epub.raw"
"""What ``lua/epub.lua`` writes, in the job's folder."""
WORK = "epub"
"""The edition's own folder in the job's folder: cover, style sheet, page template."""
_COVER_PPI, _COVER_SECONDS = 72, 60.0
_EPOCH_OF_ZIP = (1980, 1, 1, 0, 0, 0)


def prepare(folder: Path, metadata: Mapping[str, Any], *, root: Path) -> dict[str, Any]:
    """Make what pandoc packs into the book.

    Args:
        folder: The job's folder.
        metadata: The document's metadata.
        root: The paper's folder: its own ``templates/epub`` come before the shipped ones.

    Returns:
        This edition's part of the job for ``finish.lua``; paths are relative to ``folder``.

    Raises:
        OSError: If a template cannot be read or a file not be written.
        TypstError: If the cover cannot be typeset.
    """
    work = folder / WORK
    work.mkdir(parents=True, exist_ok=True)
    for name in ("page.xhtml", "epub.css", "cover.typ"):
        (work / name).write_bytes(template(root, f"epub/{name}").read_bytes())
    (work / "metadata.json").write_text(
        json.dumps(dict(metadata), ensure_ascii=False), encoding="utf-8"
    )
    typst.compile(
        work / "cover.typ",
        work / "cover.png",
        root=work,
        fonts=[font.path for font in fonts.shipped()],
        epoch=0,
        ppi=_COVER_PPI,
        seconds=_COVER_SECONDS,
    )
    return {
        "output": RAW,
        "template": f"{WORK}/page.xhtml",
        "stylesheet": f"{WORK}/epub.css",
        "cover": f"{WORK}/cover.png",
    }


def finish(folder: Path, metadata: Mapping[str, Any], *, cache: Path | None = None) -> Path:
    """Make the book from what pandoc wrote.

    Args:
        folder: The job's folder, with ``epub.raw``.
        metadata: The document's metadata.
        cache: Where the figures' fonts are kept from one build to the next.

    Returns:
        The finished file, in ``folder``.

    Raises:
        OSError: If a file cannot be read or written.
    """
    target = folder / f"{metadata['slug']}.epub"
    book = unpack((folder / RAW).read_bytes())
    drawn = inline_drawings(mend(book, metadata), Look(NAMED), folder=folder, cache=cache)
    target.write_bytes(pack(drawn))
    return target


def unpack(book: bytes) -> dict[str, bytes]:
    """The files of an EPUB by their names in the archive, in its order."""
    with zipfile.ZipFile(BytesIO(book)) as source:
        names = [name for name in source.namelist() if not name.endswith("/")]
        return {name: source.read(name) for name in names}


def pack(files: Mapping[str, bytes]) -> bytes:
    """Pack a book with fixed time stamps.

    Args:
        files: Its files by their names in the archive, ``mimetype`` first.

    Returns:
        An EPUB: ``mimetype`` first and stored (EPUB 3.3, section 4.2.2), all else deflated.
    """
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as out:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, _EPOCH_OF_ZIP)
            entry.external_attr = 0o644 << 16
            stored = name == "mimetype"
            entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            out.writestr(entry, data)
    return packed.getvalue()
