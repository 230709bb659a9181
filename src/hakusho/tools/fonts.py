"""The fonts that Hakusho ships with, as wheels, and small ones cut out of them.

Nothing is taken from the system. Noto Serif JP (Mincho, body), Noto Sans JP (Gothic), Noto Sans
CJK JP Bold (Gothic, bold) and Noto Sans (the letters of Europe that those lack) are always there;
those of other scripts (:data:`SCRIPTS`) where their packages are installed. All are licensed under
the SIL Open Font License 1.1, which lets a font be cut and embedded as long as its notices stay
with it, so the copyright, trademark and licence entries of the ``name`` table are kept.

HarfBuzz cuts them, in some milliseconds. The result is kept in a cache folder by what it was made
from, and has the same bytes on every machine: no time stamp is written.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hakusho.tools import sealed
from hakusho.tools.distributions import version_of
from hakusho.tools.woff import packed
from hakusho.values.letters import HANGUL, HELD_BY_JAPANESE_FONTS

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


@cache
def _is_installed(package: str) -> bool:
    return find_spec(package) is not None


@dataclass(frozen=True, slots=True)
class Script:
    """A script of which the fonts that are always there have nothing, or not in its own forms.

    Attributes:
        name: For a sentence.
        extra: What brings its fonts, ``pip install hakusho[zh]``; empty if Hakusho itself does.
        tags: The languages that are written in it (BCP 47), in lower case.
        letters: A character class of what only it is written with; empty where that is Han.
        package: The package that holds both fonts.
        serif: Family and file of the font for running text.
        sans: Family and file of the font for tables and captions.
    """

    name: str
    extra: str
    tags: tuple[str, ...]
    letters: str
    package: str
    serif: tuple[str, str]
    sans: tuple[str, str]

    @property
    def is_installed(self) -> bool:
        """Whether its fonts are there."""
        return _is_installed(self.package)

    @property
    def fonts(self) -> tuple[FontFile, FontFile]:
        """The serif and the sans; FileNotFoundError if they are not installed."""
        serif, sans = (
            FontFile(family, _in_package(self.package, name))
            for family, name in (self.serif, self.sans)
        )
        return serif, sans


SCRIPTS = (
    Script(
        "Chinese", "zh", ("zh", "zh-hans", "zh-cn", "zh-sg"), "", "pylopdf_fonts_zh_cn",
        ("Noto Serif SC", "NotoSerifSC-Regular.otf"), ("Noto Sans SC", "NotoSansSC-Regular.otf"),
    ),
    Script(
        "Chinese", "zh", ("zh-hant", "zh-tw", "zh-hk", "zh-mo"), "", "pylopdf_fonts_zh_tw",
        ("Noto Serif TC", "NotoSerifTC-Regular.otf"), ("Noto Sans TC", "NotoSansTC-Regular.otf"),
    ),
    Script(
        "Korean", "ko", ("ko",), HANGUL, "pylopdf_fonts_ko",
        ("Noto Serif KR", "NotoSerifKR-Regular.otf"), ("Noto Sans KR", "NotoSansKR-Regular.otf"),
    ),
    Script(
        "Arabic", "", ("ar", "fa", "ur"),
        r"\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc", "pylopdf_fonts_ar",
        ("Noto Naskh Arabic", "NotoNaskhArabic-Variable.ttf"),
        ("Noto Sans Arabic", "NotoSansArabic-Variable.ttf"),
    ),
    Script(
        "Hebrew", "", ("he", "yi"), r"\u0590-\u05ff\ufb1d-\ufb4f", "pylopdf_fonts_he",
        ("Noto Serif Hebrew", "NotoSerifHebrew-Variable.ttf"),
        ("Noto Sans Hebrew", "NotoSansHebrew-Variable.ttf"),
    ),
    Script(
        "Thai", "", ("th",), r"\u0e00-\u0e7f", "pylopdf_fonts_th",
        ("Noto Serif Thai", "NotoSerifThai-Variable.ttf"),
        ("Noto Sans Thai", "NotoSansThai-Variable.ttf"),
    ),
)  # fmt: skip
"""In the order in which they are asked for a letter that the fonts before them lack."""


def serif() -> FontFile:
    """Mincho, regular: the body text."""
    return FontFile("Noto Serif JP", _in_package("pylopdf_fonts_jp", "NotoSerifJP-Regular.otf"))


def sans() -> FontFile:
    """Gothic, regular: figures, tables, captions."""
    return FontFile("Noto Sans JP", _in_package("pylopdf_fonts_jp", "NotoSansJP-Regular.otf"))


def sans_bold() -> FontFile:
    """Gothic, bold: headings and strong text."""
    path = _in_package("noto_cjk_sans_jp_bold", "NotoSansCJKjp-Bold.otf")
    return FontFile("Noto Sans CJK JP", path)


def latin() -> FontFile:
    """A sans for Latin, Greek and Cyrillic letters with all accents, in all weights."""
    return FontFile("Noto Sans", _in_package("fontpkg_noto_sans", "files/NotoSans[wdth,wght].ttf"))


def shipped() -> tuple[FontFile, ...]:
    """The fonts that Hakusho always brings, body first."""
    return (serif(), sans(), sans_bold(), latin())


def installed() -> tuple[FontFile, ...]:
    """All fonts that a document may be set in: the shipped ones, then those of other scripts."""
    others = (font for script in SCRIPTS if script.is_installed for font in script.fonts)
    return (*shipped(), *others)


def of_labels(*, bold: bool = False) -> tuple[FontFile, ...]:
    """The fonts of a figure's labels, in the order in which they are asked for a letter.

    Arabic, Hebrew and Thai are not among them: in an SVG, Typst cannot set to the standard of
    accessible PDFs what changes by its neighbours or runs from right to left.
    """
    first = (sans_bold(), sans()) if bold else (sans(),)
    others = (script.fonts[1] for script in SCRIPTS if script.extra and script.is_installed)
    return (*first, latin(), *others)


def families() -> dict[str, Any]:
    """The families of other scripts that are installed, for templates.

    Returns:
        ``serif`` and ``sans`` with all families in order; ``languages``: for each tag of a
        language, in lower case, its own ``serif`` and ``sans``; ``letters``, what of Latin
        Extended the Japanese fonts have.
    """
    there = [script for script in SCRIPTS if script.is_installed]
    return {
        "serif": [script.serif[0] for script in there],
        "sans": [script.sans[0] for script in there],
        "languages": {
            tag: {"serif": script.serif[0], "sans": script.sans[0]}
            for script in there
            for tag in script.tags
        },
        "letters": HELD_BY_JAPANESE_FONTS,
    }


PACKAGES = (
    *("noto-cjk-sans-jp-bold", "pylopdf-fonts-jp", "fontpkg-noto-sans"),
    *(script.package.replace("_", "-") for script in SCRIPTS),
)
"""The distributions that fonts come from; those of other scripts may not be installed."""

MEDIA_TYPE = "font/woff"
_FORMAT = "2"
"""To be raised when the settings below change."""
_KEPT_NAMES = (0, 1, 2, 3, 4, 5, 6, 7, 13, 14)
"""Names of the font, and whose it is under which licence (OpenType, ``name``)."""
_ENGLISH = 0x409
_OF_VERTICAL_LINES = ("BASE", "VORG", "vhea", "vmtx")
_OF_NEIGHBOURS = ("GSUB", "GPOS", "GDEF")
_OF_MARKS = ("ccmp", "mark", "mkmk")


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
    size = font.path.stat().st_size
    recipe = f"{_FORMAT} {version_of('uharfbuzz')} {font.path.name} {size} {text}"
    return sealed.made_once(cache, ".woff", (recipe.encode(),), lambda: _cut(font, text))


def _cut(font: FontFile, text: str) -> bytes:
    import uharfbuzz as hb  # noqa: PLC0415  only until the font is kept

    marks = any(unicodedata.combining(char) for char in text)
    wanted = hb.SubsetInput()
    wanted.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE
    wanted.unicode_set.update(map(ord, text))
    dropped = _OF_VERTICAL_LINES + (() if marks else _OF_NEIGHBOURS)
    wanted.drop_table_tag_set.update(map(_number, dropped))
    for kept, values in (
        (wanted.layout_feature_tag_set, map(_number, _OF_MARKS if marks else ())),
        (wanted.name_id_set, _KEPT_NAMES),
        (wanted.name_lang_id_set, (_ENGLISH,)),
    ):
        kept.clear()
        kept.update(values)
    whole = hb.Face(hb.Blob.from_file_path(str(font.path)))
    return packed(wanted.subset(whole).blob.data)


def _number(tag: str) -> int:
    """A tag of OpenType, as HarfBuzz has it."""
    return int.from_bytes(tag.encode(), "big")
