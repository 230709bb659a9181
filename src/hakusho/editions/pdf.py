"""The PDF edition: Typst's page, tagged for screen readers (PDF/UA-1) and for archives (PDF/A-2a).

With data attached it is PDF/A-3a, for files of any kind may lie in that one alone.

``prepare`` lays the house style beside where ``lua/pdf.lua`` writes; ``finish`` typesets both.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import hakusho
from hakusho.editions.edition import ATTACHED
from hakusho.editions.read_pdf import read_pdf
from hakusho.manuscript.page_map import RECORD, write_page_map
from hakusho.manuscript.too_wide import TooWide, write_too_wide
from hakusho.paper.templates import brings_own, folder_files
from hakusho.tools import fonts, typst
from hakusho.tools.distributions import version_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from hakusho.collation.witness import Witness
    from hakusho.editions.edition import Job

WORK = "typst"
"""The edition's own folder in the job's folder: templates, metadata, body."""
BODY = f"{WORK}/body.typ"
"""What ``lua/pdf.lua`` writes."""
_UNFINISHED = "hakusho:unfinished"
"""The mark of something that would still move (templates/typst/floats.typ)."""
_SETTLING = 3
"""After so many changes the fifth layout, the last that Typst makes, is as the fourth was."""
_ATTACHMENTS = "attachments.json"
"""A list that older copies of ``main.typ`` read and attach; now it is empty."""
_KINDS = {
    ".csv": "text/csv",
    ".json": "application/json",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
MAIN, BRIEF_MAIN = "main.typ", "brief-main.typ"
"""The templates that Typst begins with: for a report, for a brief."""


def prepare(job: Job) -> dict[str, Any]:
    """Lay out what is typeset with the text: the house style and the metadata.

    Raises:
        OSError: If a template cannot be read or a file not be written.
    """
    work = job.folder / WORK
    work.mkdir(parents=True, exist_ok=True)
    for name, source in folder_files(job.root, "typst").items():
        (work / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, work / name)
    (work / _ATTACHMENTS).write_text("[]", encoding="utf-8")
    _write_metadata(job, {})
    return {"output": BODY}


def _write_metadata(job: Job, more: Mapping[str, object]) -> None:
    own = {"produced_with": produced_with(), "typefaces": fonts.families()}
    given = {**own, **job.metadata, **more}
    text = json.dumps(given, ensure_ascii=False)
    (job.folder / WORK / "metadata.json").write_text(text, encoding="utf-8")


def finish(job: Job) -> Path:
    """Typeset, and write the page map of what was typeset into the folder.

    Where floats and paragraphs with notes would still move after some layouts, all is typeset once
    more, beginning with each of them where it was last. If the pages do not settle even so, the
    numbers of pages that are printed may be wrong: then nothing moves any more.

    Raises:
        typst.TypstTimeoutError: After the job's time limit.
        typst.TypstError: If Typst cannot typeset the document, or not to both standards.
        OSError: If the disk refuses.
    """
    target = job.target(".pdf")
    attached = "".join(_attachments(job.folder / ATTACHED))
    if attached:
        with (job.folder / BODY).open("a", encoding="utf-8") as body:
            body.write(f"#{{\n{attached}}}\n")
    standards = typst.WITH_ATTACHMENTS if attached else typst.ACCESSIBLE_ARCHIVE
    made = _typeset(job, standards)
    if reached := _reached(made):
        _write_metadata(job, {"reached": reached, "most_changes": _SETTLING})
        made = _typeset(job, standards)
    if made.unsettled and (reached := _reached(made)):
        _write_metadata(job, {"reached": reached, "most_changes": 0})
        made = _typeset(job, standards)
    for record in made.records[-1:]:
        write_page_map(job.folder, {**record, "unsettled": made.unsettled})
        write_too_wide(job.folder, "pdf", (TooWide(**each) for each in record["wide"]))
    return target


def _typeset(job: Job, standards: Sequence[str]) -> typst.Typeset:
    return typst.compile(
        job.folder / WORK / (BRIEF_MAIN if job.metadata.get("layout") else MAIN),
        job.target(".pdf"),
        root=job.folder,
        fonts=[font.path for font in fonts.installed()],
        epoch=job.epoch,
        seconds=job.seconds,
        record=RECORD,
        unfinished=_UNFINISHED,
        standards=standards,
    )


def _reached(made: typst.Typeset) -> dict[str, object]:
    """The states among the marks of a document (templates/typst/floats.typ)."""
    return {
        name: value["state"]
        for name, value in made.marks.items()
        if isinstance(value, dict) and value.keys() >= {"seen", "state"}
    }


def _attachments(folder: Path) -> Iterator[str]:
    """Typst's calls that attach what lies in a folder.

    They stand in the body, which every template includes: a paper's own need not know of them.
    """
    for file in sorted(folder.iterdir()) if folder.is_dir() else ():
        path, name = json.dumps(f"/{ATTACHED}/{file.name}"), json.dumps(file.name)
        said = f'relationship: "data", mime-type: "{_KINDS[file.suffix]}", description: {name}'
        yield f"  pdf.attach({path}, {said})\n"


def read(job: Job) -> Witness:
    """Read the file back by its tags.

    Raises:
        OSError: If it cannot be read.
        RuntimeError: If it is no PDF.
        ValueError: If it has no tags.
    """
    return replace(read_pdf(job.target(".pdf")), own_front=brings_own(job.root, "typst"))


def produced_with() -> str:
    """The colophon's words about tools: their names and versions."""
    return f"Hakusho {hakusho.__version__} / Typst {version_of('typst')}"
