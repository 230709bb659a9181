"""Appendices: ``# 資料 {.appendix}``, counted by letters and apart from the chapters."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

APPENDIX = "appendix"
_LETTERS = 26


def is_appendix(level: int, classes: Collection[str]) -> bool:
    """Whether a heading of a level is that of an appendix: only a chapter can be one."""
    return level == 1 and APPENDIX in classes and "unnumbered" not in classes


def appendix_letter(number: int) -> str:
    """A, B, … Z, AA, AB, … for 1, 2, …."""
    before, last = divmod(number - 1, _LETTERS)
    return (appendix_letter(before) if before else "") + chr(ord("A") + last)
