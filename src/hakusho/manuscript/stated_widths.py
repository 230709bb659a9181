"""Widths as authors state them, for figures and images: ``75mm``, ``7.5cm``, ``3in``, ``50%``."""

from __future__ import annotations

import re

_WIDTH = re.compile(r"(?P<number>\d{1,4}(?:\.\d{1,3})?)\s?(?P<unit>mm|cm|in|%)")
_MM = {"mm": 1.0, "cm": 10.0, "in": 25.4}


def stated_mm(stated: str, text_width_mm: float) -> float | None:
    """The width in mm, to a tenth, where 100% is the text's; ``None`` if it cannot be read."""
    match = _WIDTH.fullmatch(stated.strip())
    if match is None:
        return None
    unit = _MM.get(match["unit"], text_width_mm / 100)
    return round(float(match["number"]) * unit, 1)


def printable_width(stated: str) -> str:
    """A stated width as every edition follows it, in mm or %; empty if it cannot be read."""
    written = re.sub(r"\s", "", stated)
    if _WIDTH.fullmatch(written) is None:
        return ""
    return f"{stated_mm(written, 1):g}mm" if written.endswith("in") else written
