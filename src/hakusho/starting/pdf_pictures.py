"""Pictures that are PDFs, as authors of LaTeX have them, as pictures that every edition shows."""

from __future__ import annotations

import io
from contextlib import closing
from typing import TYPE_CHECKING

from hakusho.tools import pdfium

if TYPE_CHECKING:
    from pathlib import Path

_MARK = b"%PDF-"
_DOTS, _LONGEST = 300 / 72, 3000
"""Of a picture: for each point of the page, and of its longer side."""


def as_picture(path: Path, data: bytes) -> bytes | None:
    """The first page of a file as PNG; none of one that does not hold a PDF, or a damaged one."""
    if not data.startswith(_MARK):
        return None
    try:
        with pdfium.opened(path) as document, closing(document.pages()) as pages:
            page = next(pages, None)
            if page is None:
                return None
            longest = max(page.width, page.height, 1)
            size, points = page.drawn(min(_DOTS, _LONGEST / longest))
    except (OSError, RuntimeError):
        return None
    from PIL import Image  # noqa: PLC0415  seldom wanted

    made = io.BytesIO()
    Image.frombytes("RGB", size, points, "raw", "RGBX").save(made, "PNG", optimize=True)
    return made.getvalue()
