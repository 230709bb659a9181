"""LibreOffice of this machine: opens a DOCX as a word processor does and prints it to PDF."""

from __future__ import annotations

import os
import shutil
import subprocess

import pytest

from validators.reader_fonts import only_our_fonts

_NAMES = ("soffice", "libreoffice")
_SECONDS = 600


def executable():
    """The program's path: $HAKUSHO_SOFFICE or the first that is installed; None without one."""
    given = os.environ.get("HAKUSHO_SOFFICE")
    return given or next((path for name in _NAMES if (path := shutil.which(name))), None)


def printed(document, folder, fonts=only_our_fonts):
    """Print a document, as :func:`printed_together` does; the PDF."""
    return printed_together([document], folder, fonts)[0]


def printed_together(documents, folder, fonts=only_our_fonts):
    """Print documents; without the program the test is skipped aloud, and fails in CI.

    The program takes a second to start, and tenths of one for a document.

    Args:
        documents: The DOCX files.
        folder: For the PDFs and the program's own files.
        fonts: What the program sees of fonts, as ``reader_fonts`` has it.

    Returns:
        The PDF of each.
    """
    path = executable()
    if path is None:
        reason = "no LibreOffice on this machine (set HAKUSHO_SOFFICE to its path)"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    profile = (folder / "libreoffice").as_uri()
    command = [path, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf"]
    environment = {**os.environ, **fonts(folder), "HOME": str(folder)}
    # By numbers: files of two folders may have one name.
    copies = [folder / f"{number}.docx" for number, _ in enumerate(documents)]
    for document, copy in zip(documents, copies, strict=True):
        shutil.copyfile(document, copy)
    done = subprocess.run(
        [*command, "--outdir", str(folder), *map(str, copies)],
        capture_output=True,
        text=True,
        env=environment,
        timeout=_SECONDS,
        check=False,
    )
    made = [copy.with_suffix(".pdf") for copy in copies]
    assert [file for file in made if not file.is_file()] == [], done.stdout + done.stderr
    return made
