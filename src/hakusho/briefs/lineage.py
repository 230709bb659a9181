"""What a brief was cut from: short fingerprints of the report's text and of its data."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from hakusho.paper.load import Paper

LENGTH = 7
"""Hexadecimal digits of a fingerprint, as many as git shows: enough to tell versions apart."""


@dataclass(frozen=True, slots=True)
class Lineage:
    """A state of a report.

    Attributes:
        text: Fingerprint of its chapters and its bibliography.
        data: Fingerprint of its data; empty if it has none.
    """

    text: str
    data: str


def lineage_of(paper: Paper, data: Mapping[str, str]) -> Lineage:
    """Fingerprint a report.

    Args:
        paper: Its texts.
        data: Text of each of its data files, by path.

    Returns:
        The fingerprints. They depend on content and names alone.
    """
    texts = ((file.path, file.text) for file in (*paper.chapters, *paper.bibliography))
    return Lineage(_digest(texts), _digest(sorted(data.items())) if data else "")


def lineage_text(lineage: Lineage, title: str, version: str, labels: Mapping[str, str]) -> str:
    """A brief's colophon line.

    Args:
        lineage: What it was cut from.
        title: The report's title.
        version: The report's version, in words.
        labels: The house style's words.

    Returns:
        The line.
    """
    return labels["cut_from" if lineage.data else "cut_from_text"].format(
        title=title, version=version, text=lineage.text, data=lineage.data
    )


def _digest(files: Iterable[tuple[str, str]]) -> str:
    whole = hashlib.sha256()
    for path, text in files:
        for part in (path, text):
            encoded = part.encode()
            whole.update(len(encoded).to_bytes(8, "big") + encoded)
    return whole.hexdigest()[:LENGTH]
