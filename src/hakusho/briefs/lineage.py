"""What a brief was cut from: short fingerprints of the report's text and of its data."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hakusho.paper.source_file import SourceFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from hakusho.paper.load import Paper
    from hakusho.paper.source_file import ChapterFile

LENGTH = 7
"""Hexadecimal digits of a fingerprint, as many as git shows: enough to tell versions apart."""


@dataclass(frozen=True, slots=True)
class Lineage:
    """Fingerprints of a report: of its chapters with its bibliography, and of its data."""

    text: str
    data: str  # empty if it has none


def lineage_of(paper: Paper, data: Mapping[str, str]) -> Lineage:
    """Fingerprint a report and its data files (by path); it depends on content and names alone."""
    files = [SourceFile(*each) for each in sorted(data.items())]
    return Lineage(_digest((*paper.chapters, *paper.bibliography)), _digest(files) if files else "")


def lineage_text(lineage: Lineage, title: str, version: str, labels: Mapping[str, str]) -> str:
    """A brief's colophon line; ``labels`` are the house style's words."""
    return labels["cut_from" if lineage.data else "cut_from_text"].format(
        title=title, version=version, text=lineage.text, data=lineage.data
    )


def _digest(files: Iterable[SourceFile | ChapterFile]) -> str:
    whole = b"".join(file.fingerprint() for file in files)
    return hashlib.sha256(whole).hexdigest()[:LENGTH]
