"""The fonts that Hakusho ships with, as wheels, and small ones cut out of them.

Nothing is taken from the system. Noto Serif JP (Mincho, body), Noto Sans JP (Gothic) and Noto Sans
CJK JP Bold (Gothic, bold) are licensed under the SIL Open Font License 1.1, which lets a font be
cut and embedded as long as its notices stay with it, so the copyright, trademark and licence
entries of the ``name`` table are kept.

Cutting a font with 17,000 glyphs takes 0.2 to 0.4 s. The result is kept in a cache folder by what
it was made from, and has the same bytes on every machine: no time stamp is written.
"""

from __future__ import annotations

import hashlib
import unicodedata
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from hakusho.tools import sealed

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class FontFile:
    """A font file and the family name that Typst, matplotlib and CSS know it by."""

    family: str
    path: Path


@cache
def _in_package(package: str, name: str) -> Path:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise FileNotFoundError(f"the package {package} is not installed")
    return Path(spec.origin).parent / name


def serif() -> FontFile:
    """Mincho, regular: the body text."""
    return FontFile("Noto Serif JP", _in_package("pylopdf_fonts_cjk", "NotoSerifJP-Regular.otf"))


def sans() -> FontFile:
    """Gothic, regular: figures, tables, captions."""
    return FontFile("Noto Sans JP", _in_package("pylopdf_fonts_cjk", "NotoSansJP-Regular.otf"))


def sans_bold() -> FontFile:
    """Gothic, bold: headings and strong text."""
    path = _in_package("noto_cjk_sans_jp_bold", "NotoSansCJKjp-Bold.otf")
    return FontFile("Noto Sans CJK JP", path)


def shipped() -> tuple[FontFile, ...]:
    """All fonts that Hakusho brings, body first."""
    return (serif(), sans(), sans_bold())


MEDIA_TYPE = "font/woff"
_FORMAT = "1"
"""To be raised when the settings below change."""
_KEPT_NAMES = [0, 1, 2, 3, 4, 5, 6, 7, 13, 14]
"""Names of the font, and whose it is under which licence (OpenType, ``name``)."""
_MOST_KEPT = 24
"""Cuts of one font in a cache: a report and its briefs have one each, and others after a change."""
_USED: set[Path] = set()
_ONE_AT_A_TIME = Lock()
"""The editions are finished side by side and want the same font."""


def subset(font: FontFile, characters: Iterable[str], cache: Path | None) -> bytes:
    """Cut a font down to some characters.

    Letters keep the widths by which figures are laid out: the tables by which a browser would
    move them closer (kerning) or exchange them are left out, unless a mark has to be set over the
    letter before it.

    Args:
        font: The font.
        characters: The text, or its characters; those that the font lacks are passed over.
        cache: Folder for the result, made if possible; ``None`` keeps nothing.

    Returns:
        A WOFF 1.0 file.

    Raises:
        OSError: If the font cannot be read.
    """
    text = "".join(sorted(set("".join(characters))))
    if cache is None:
        return _cut(font, text)
    size = font.path.stat().st_size
    recipe = f"{_FORMAT} {version('fonttools')} {font.path.name} {size} {text}"
    key = hashlib.sha256(recipe.encode()).hexdigest()[:24]
    kept = cache / f"{font.path.stem}-{key}.woff"
    with _ONE_AT_A_TIME:
        _USED.add(kept)
        known = sealed.load(kept)
        if known is not None:
            return known
        data = _cut(font, text)
        sealed.keep_if_possible(kept, data)
        _prune(cache, font)
    return data


def _prune(cache: Path, font: FontFile) -> None:
    """Leave out what this process has not used, once there is much: each document has its own."""
    files = sorted(cache.glob(f"{font.path.stem}-*.woff"))
    if len(files) > _MOST_KEPT:
        for file in files:
            if file not in _USED:
                with suppress(OSError):
                    file.unlink()


def _cut(font: FontFile, text: str) -> bytes:
    from io import BytesIO  # noqa: PLC0415

    from fontTools import subset as cutter  # noqa: PLC0415  0.1 s, only until the font is kept

    marks = any(unicodedata.combining(char) for char in text)
    options = cutter.Options(
        flavor="woff",
        hinting=False,
        layout_features=["ccmp", "mark", "mkmk"] if marks else [],
        name_IDs=_KEPT_NAMES,
        name_languages=[0x409],
        notdef_outline=True,
        recalc_timestamp=False,
    )
    options.drop_tables += ["BASE", "VORG", "vhea", "vmtx"]  # what only vertical lines need
    if not marks:
        options.drop_tables += ["GSUB", "GPOS", "GDEF"]
    opened = cutter.load_font(str(font.path), options, lazy=True)
    run = cutter.Subsetter(options)
    run.populate(text=text)
    run.subset(opened)
    out = BytesIO()
    cutter.save_font(opened, out, options)
    opened.close()
    return out.getvalue()
