"""PDFium, which reads PDFs for us: one file at a time in a process, since it knows no threads."""

from __future__ import annotations

from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_ONE_AT_A_TIME = Lock()


@contextmanager
def opened(file: Path) -> Iterator[Any]:
    """A PDF as pypdfium2 has it, closed at the end; other threads wait for it.

    Raises:
        OSError: If the file cannot be read.
        RuntimeError: If it is no PDF (``pypdfium2.PdfiumError``).
    """
    import pypdfium2  # noqa: PLC0415  heavy; only where a PDF is read

    with _ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(file.read_bytes())  # whatever the name is
        try:
            yield document
        finally:
            document.close()
