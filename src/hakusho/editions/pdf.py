"""The PDF edition: Typst's page, tagged for screen readers (PDF/UA-1) and for archives (PDF/A-2a).

``prepare`` lays the house style beside where ``lua/pdf.lua`` writes; ``finish`` typesets both.
"""

from __future__ import annotations

import json
import shutil
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

import hakusho
from hakusho.manuscript.page_map import RECORD, write_page_map
from hakusho.paper.templates import folder_files
from hakusho.tools import fonts, typst

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

WORK = "typst"
"""The edition's own folder in the job's folder: templates, metadata, body."""
BODY = f"{WORK}/body.typ"
"""What ``lua/pdf.lua`` writes."""
MAIN, BRIEF_MAIN = "main.typ", "brief-main.typ"
"""The templates that Typst begins with: for a report, for a brief."""


def prepare(folder: Path, metadata: Mapping[str, Any], *, root: Path) -> dict[str, Any]:
    """Lay out what is typeset with the text: the house style and the metadata.

    Args:
        folder: The job's folder; images lie below it.
        metadata: The document's metadata.
        root: The paper's folder: its own ``templates/typst`` come before the shipped ones.

    Returns:
        This edition's part of the job for ``finish.lua``; paths are relative to ``folder``.

    Raises:
        OSError: If a template cannot be read or a file not be written.
    """
    work = folder / WORK
    work.mkdir(parents=True, exist_ok=True)
    for name, source in folder_files(root, "typst").items():
        (work / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, work / name)
    given = {"produced_with": produced_with(), **metadata}
    text = json.dumps(given, ensure_ascii=False)
    (work / "metadata.json").write_text(text, encoding="utf-8")
    return {"output": BODY}


def finish(
    folder: Path,
    metadata: Mapping[str, Any],
    *,
    epoch: int,
    font_files: Sequence[Path] = (),
    seconds: float = 120,
) -> Path:
    """Typeset, and write the page map of what was typeset into the folder.

    Args:
        folder: The job's folder, as ``prepare`` and the Lua writer left it.
        metadata: The document's metadata; ``slug`` names the file.
        epoch: Time stamp of the file, in seconds since 1970.
        font_files: The paper's own fonts, besides those that Hakusho ships.
        seconds: Time limit.

    Returns:
        The finished file, in ``folder``.

    Raises:
        typst.TypstTimeoutError: After ``seconds``.
        typst.TypstError: If Typst cannot typeset the document, or not to both standards.
        OSError: If the disk refuses.
    """
    target = folder / f"{metadata['slug']}.pdf"
    shipped = [font.path for font in fonts.shipped()]
    made = typst.compile(
        folder / WORK / (BRIEF_MAIN if metadata.get("layout") else MAIN),
        target,
        root=folder,
        fonts=[*shipped, *font_files],
        epoch=epoch,
        seconds=seconds,
        record=RECORD,
    )
    for record in made.records[-1:]:
        write_page_map(folder, record)
    return target


def produced_with() -> str:
    """The colophon's words about tools: their names and versions."""
    return f"Hakusho {hakusho.__version__} / Typst {version('typst')}"
