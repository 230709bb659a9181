"""A text file of a paper."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A text file of the paper: its path from the paper's folder, and its text."""

    path: str
    text: str

    def fingerprint(self) -> bytes:
        """What a digest is made of: path and text, each behind its length."""
        parts = (each.encode() for each in (self.path, self.text))
        return b"".join(len(part).to_bytes(8, "big") + part for part in parts)


class ChapterFile(SourceFile):
    """A chapter's file, or a brief's: its text is for ``hakusho.source.raw`` alone."""

    __slots__ = ()
