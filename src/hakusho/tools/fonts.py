"""The fonts that Hakusho ships with, as wheels: nothing is taken from the system.

Noto Serif JP (Mincho, body), Noto Sans JP (Gothic) and Noto Sans CJK JP Bold (Gothic, bold) are
licensed under the SIL Open Font License 1.1.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path


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
    return FontFile(
        "Noto Sans CJK JP", _in_package("noto_cjk_sans_jp_bold", "NotoSansCJKjp-Bold.otf")
    )


def shipped() -> tuple[FontFile, ...]:
    """All fonts that Hakusho brings, body first."""
    return (serif(), sans(), sans_bold())
