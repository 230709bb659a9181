"""Reading an author's file: inside the paper's folder, UTF-8, with ordinary line ends.

pandoc falls back to Latin-1 with a mere warning and follows any path that it is given, so every
file is decoded and its place checked here, before any tool sees it.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from hakusho.findings import Finding, Location, rule

if TYPE_CHECKING:
    from pathlib import Path

SIZE_LIMIT = 32 * 1024 * 1024
"""No text file of a paper is larger, in bytes; a larger one is a mistake, not a chapter."""

_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_JAPANESE_ENCODINGS = ("iso2022_jp", "cp932", "euc_jp")


def find_file(root: Path, path: str) -> tuple[Path | None, tuple[Finding, ...]]:
    """Resolve a path that the paper names.

    Args:
        root: The paper's folder.
        path: Relative to ``root``, with ``/`` between folders. A name in another Unicode
            normalisation form (NFD, as macOS writes) is found too.

    Returns:
        The real path, or ``None`` and a finding: PAP002 where nothing is there, PAP004 where
        the path or a symbolic link in it leads out of the folder.
    """
    where = Location(path)
    candidate = root / path
    try:
        if not candidate.exists():
            candidate = _other_form(root, path) or candidate
        real = candidate.resolve()
        inside = real.is_relative_to(root.resolve())
        present = candidate.is_file() if inside else candidate.is_symlink() or real.exists()
    except (OSError, ValueError) as error:
        return None, (Finding(rule("PAP002"), where, f"this path cannot be used: {error}"),)
    if not inside:
        hint = "Copy the file into the paper's folder and name it by a path without '..'."
        return None, (
            Finding(rule("PAP004"), where, "this file lies outside the paper's folder", hint),
        )
    if not present:
        return None, (Finding(rule("PAP002"), where, "there is no such file"),)
    return real, ()


def _other_form(root: Path, path: str) -> Path | None:
    """The file whose name differs from ``path`` in Unicode normalisation only."""
    folder = root
    for part in path.split("/"):
        if part in {"", ".", ".."}:
            folder = folder / part
            continue
        wanted = unicodedata.normalize("NFC", part)
        if not folder.is_dir():
            return None
        names = (child for child in folder.iterdir())
        match = next((c for c in names if unicodedata.normalize("NFC", c.name) == wanted), None)
        if match is None:
            return None
        folder = match
    return folder


def read_text(root: Path, path: str) -> tuple[str | None, tuple[Finding, ...]]:
    r"""Read a text file of the paper.

    Args:
        root: The paper's folder.
        path: Relative to ``root``.

    Returns:
        The text with ``\n`` line ends and without a byte order mark, and no findings; or ``None``
        and what is wrong (PAP002 missing, PAP003 not UTF-8, PAP004 outside the folder).
    """
    found, findings = find_file(root, path)
    if found is None:
        return None, findings
    try:
        if found.stat().st_size > SIZE_LIMIT:
            message = f"this file is larger than {SIZE_LIMIT // 2**20} MiB"
            return None, (Finding(rule("PAP003"), Location(path), message),)
        data = found.read_bytes()
    except OSError as error:
        message = f"this file cannot be read: {error.strerror}"
        return None, (Finding(rule("PAP002"), Location(path), message),)
    return decode(path, data)


def decode(path: str, data: bytes) -> tuple[str | None, tuple[Finding, ...]]:
    """Decode a file's bytes strictly as UTF-8.

    Args:
        path: For the finding.
        data: The file's bytes, with or without a byte order mark.

    Returns:
        The text, or ``None`` and PAP003, which names the line and the encoding that fits.
    """
    try:
        text = data.decode("utf-8-sig")
        if "\0" not in text and "\x1b$" not in text:
            return text.replace("\r\n", "\n").replace("\r", "\n"), ()
        offset = max(text.find("\0"), text.find("\x1b$"))
    except UnicodeDecodeError as error:
        offset = error.start
    line = data.count(b"\n", 0, offset) + 1
    likely = _likely_encoding(data)
    message = "this file is not UTF-8" + (f"; it looks like {likely}" if likely else "")
    name = path.rsplit("/", 1)[-1]
    hint = (
        f"Convert it: iconv -f {likely} -t UTF-8 {name} > new && mv new {name}"
        if likely
        else "Save it as UTF-8 in your editor."
    )
    return None, (Finding(rule("PAP003"), Location(path, line), message, hint),)


def _likely_encoding(data: bytes) -> str:
    """Name the encoding, as iconv knows it, in which ``data`` would make sense; else ''."""
    if data.startswith(_UTF16_MARKS) or data[:400].count(0) > len(data[:400]) // 4:
        return "UTF-16"
    for encoding in _JAPANESE_ENCODINGS:
        if encoding == "iso2022_jp" and b"\x1b" not in data:
            continue
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding == "cp932" and _mostly_half_width_kana(text):
            continue  # EUC-JP bytes read as cp932 give half-width kana
        return {"iso2022_jp": "ISO-2022-JP", "cp932": "CP932", "euc_jp": "EUC-JP"}[encoding]
    return ""


def _mostly_half_width_kana(text: str) -> bool:
    half = sum("\uff61" <= char <= "\uff9f" for char in text)
    wide = sum(char > "\u2e7f" for char in text)
    return half * 2 > wide
