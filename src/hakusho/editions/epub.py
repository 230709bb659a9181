"""The EPUB edition: pandoc's EPUB 3, with a cover, true metadata and the same bytes every time.

``prepare`` runs before ``write.lua`` (pandoc packs the cover into the book), ``finish`` after.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from hakusho.editions.archives import pack, unpack
from hakusho.editions.edition import FONTS
from hakusho.editions.epub_figures import Look, inline_drawings
from hakusho.editions.epub_navigation import mend
from hakusho.figures.theme import NAMED
from hakusho.paper.templates import template
from hakusho.tools import fonts, typst

if TYPE_CHECKING:
    from pathlib import Path

    from hakusho.editions.edition import Job

RAW = "epub.raw"
"""What ``lua/epub.lua`` writes, in the job's folder."""
WORK = "epub"
"""The edition's own folder in the job's folder: cover, style sheet, page template."""
_COVER_PPI, _COVER_SECONDS = 72, 60.0


def prepare(job: Job) -> dict[str, Any]:
    """Make what pandoc packs into the book.

    Raises:
        OSError: If a template cannot be read or a file not be written.
        TypstError: If the cover cannot be typeset.
    """
    work = job.folder / WORK
    work.mkdir(parents=True, exist_ok=True)
    for name in ("page.xhtml", "epub.css", "cover.typ"):
        (work / name).write_bytes(template(job.root, f"epub/{name}").read_bytes())
    (work / "metadata.json").write_text(
        json.dumps(dict(job.metadata), ensure_ascii=False), encoding="utf-8"
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


def finish(job: Job) -> Path:
    """Make the book from what pandoc wrote.

    Raises:
        OSError: If a file cannot be read or written.
    """
    target = job.target(".epub")
    book = mend(unpack((job.folder / RAW).read_bytes()), job.metadata)
    drawn = inline_drawings(book, Look(NAMED), folder=job.folder, cache=job.cache / FONTS)
    target.write_bytes(pack(drawn))
    return target
