"""LibreOffice of this machine: opens a DOCX as a word processor does and prints it to PDF."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from hakusho.tools import fonts

_NAMES = ("soffice", "libreoffice")
_SECONDS = 180
# The fonts that the house style names are Microsoft's; ours stand in for them. The machine's own are
# left out: which of them would be taken for Arial, and how wide it is, differs from one to the next.
_INSTEAD = {
    "游明朝": fonts.serif,
    "Times New Roman": fonts.serif,
    "游ゴシック": fonts.sans,
    "Arial": fonts.sans,
}


def executable():
    """The program's path: $HAKUSHO_SOFFICE or the first that is installed; None without one."""
    given = os.environ.get("HAKUSHO_SOFFICE")
    return given or next((path for name in _NAMES if (path := shutil.which(name))), None)


def printed(document, folder):
    """Print a document; without the program the test is skipped aloud, and fails in CI.

    Args:
        document: The DOCX file.
        folder: For the PDF and the program's own files.

    Returns:
        The PDF.
    """
    path = executable()
    if path is None:
        reason = "no LibreOffice on this machine (set HAKUSHO_SOFFICE to its path)"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    profile = (folder / "libreoffice").as_uri()
    command = [path, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf"]
    environment = {
        **os.environ,
        "FONTCONFIG_FILE": str(_font_settings(folder)),
        "HOME": str(folder),
    }
    done = subprocess.run(
        [*command, "--outdir", str(folder), str(document)],
        capture_output=True,
        text=True,
        env=environment,
        timeout=_SECONDS,
        check=False,
    )
    made = folder / f"{document.stem}.pdf"
    assert made.is_file(), done.stdout + done.stderr
    return made


def _font_settings(folder):
    folders = sorted({str(Path(font.path).parent) for font in fonts.installed()})
    lines = [f"<dir>{escape(each)}</dir>" for each in folders]
    lines.append(f"<cachedir>{escape(str(folder / 'fonts'))}</cachedir>")
    lines += [
        f'<alias binding="same"><family>{name}</family>'
        f"<prefer><family>{font().family}</family></prefer></alias>"
        for name, font in _INSTEAD.items()
    ]
    file = folder / "fonts.conf"
    doctype = '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">'
    file.write_text(f"{doctype}<fontconfig>{''.join(lines)}</fontconfig>", encoding="utf-8")
    return file
