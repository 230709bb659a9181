"""The table of editions: what each is called and how it is made."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from hakusho.editions import docx, epub, html, pdf

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path


FONTS = "fonts"
"""Folder of the figures' fonts in the cache."""
PIXELS = "docx"
"""Folder of drawings as pixels in the cache."""


@dataclass(frozen=True, slots=True)
class Job:
    """What editions are made from.

    Attributes:
        folder: The working folder: metadata, images and what the Lua writers make.
        root: The paper's folder, for its own templates.
        metadata: The document's metadata.
        epoch: The time stamp of everything written, in seconds since 1970.
        seconds: Time limit for typesetting.
        cache: Where parts that do not change are kept from one build to the next.
    """

    folder: Path
    root: Path
    metadata: Mapping[str, Any]
    epoch: int
    seconds: float
    cache: Path


@dataclass(frozen=True, slots=True)
class Edition:
    """One form in which a paper appears.

    Attributes:
        suffix: Of the output file.
        prepare: Lays out what the Lua writer needs; returns this edition's part of its job.
        finish: Makes the file in the job's folder from what the Lua writer made.
    """

    suffix: str
    prepare: Callable[[Job], Mapping[str, Any]]
    finish: Callable[[Job], Path]


def _prepare_docx(job: Job) -> Mapping[str, Any]:
    return docx.prepare(job.folder, job.metadata, root=job.root)


def _finish_docx(job: Job) -> Path:
    return docx.finish(
        job.folder,
        job.metadata,
        root=job.root,
        epoch=job.epoch,
        cache=job.cache / PIXELS,
        seconds=job.seconds,
    )


def _prepare_epub(job: Job) -> Mapping[str, Any]:
    return epub.prepare(job.folder, job.metadata, root=job.root)


def _finish_epub(job: Job) -> Path:
    return epub.finish(job.folder, job.metadata, cache=job.cache / FONTS)


def _prepare_html(_job: Job) -> Mapping[str, Any]:
    return html.settings()


def _finish_html(job: Job) -> Path:
    return html.finish(job.folder, job.metadata, root=job.root, cache=job.cache / FONTS)


def _prepare_pdf(job: Job) -> Mapping[str, Any]:
    return pdf.prepare(job.folder, job.metadata, root=job.root)


def _finish_pdf(job: Job) -> Path:
    return pdf.finish(job.folder, job.metadata, epoch=job.epoch, seconds=job.seconds)


EDITIONS: Mapping[str, Edition] = MappingProxyType(
    {
        # The PDF first: Typst, the slowest step, then runs beside the other writers.
        "pdf": Edition(".pdf", _prepare_pdf, _finish_pdf),
        "docx": Edition(".docx", _prepare_docx, _finish_docx),
        "html": Edition(".html", _prepare_html, _finish_html),
        "epub": Edition(".epub", _prepare_epub, _finish_epub),
    }
)
"""Editions by name, in the order in which they are written."""
