"""Which language an entry is in, and which of its names are foreign ones in katakana."""

from __future__ import annotations

import re
import unicodedata

from hakusho.values.languages import primary
from hakusho.values.letters import KATAKANA, has_japanese

_KANA_NAME = re.compile(rf"[{KATAKANA}=＝・ 　.．A-ZＡ-Ｚ]+")
_KANA_FAMILY = re.compile(rf"[=・ -]*[{KATAKANA}][{KATAKANA}=・ -]*(?:[JS]r\.?)?")
_KANA_OR_LATIN = re.compile(rf"[{KATAKANA}A-Za-zÀ-ɏ=・.'’ -]+")
_LATIN_WORD = re.compile(r"[A-Za-zÀ-ɏ]{2}")
_BETWEEN_INITIALS = re.compile(r"[\s・]+|(?<=[.．])(?=[^-])")
_INITIAL_AT_END = re.compile(r"(?<![A-Za-zÀ-ɏ])[A-ZÀ-Þ]\.$|\b[JS]r\.$")
_FOREIGN_SOUNDS = re.compile("[ァィゥェォヮヴヷ-ヺーｰぁぃぅぇぉゎゔ]")

# BibLaTeX langid (babel and polyglossia names) and ISO 639 codes, to BCP 47.
_LANGUAGES = {
    "japanese": "ja", "jpn": "ja", "jp": "ja", "日本語": "ja",
    "english": "en", "eng": "en", "american": "en-US", "usenglish": "en-US",
    "british": "en-GB", "ukenglish": "en-GB", "canadian": "en-CA", "australian": "en-AU",
    "chinese": "zh", "zho": "zh", "chi": "zh", "korean": "ko", "kor": "ko",
    "german": "de", "ngerman": "de", "deu": "de", "ger": "de", "french": "fr", "fra": "fr",
    "fre": "fr", "spanish": "es", "spa": "es", "italian": "it", "ita": "it", "russian": "ru",
    "rus": "ru", "portuguese": "pt", "por": "pt", "dutch": "nl", "nld": "nl", "swedish": "sv",
    "norwegian": "no", "danish": "da", "finnish": "fi", "polish": "pl", "turkish": "tr",
    "indonesian": "id", "vietnamese": "vi", "thai": "th", "arabic": "ar", "hebrew": "he",
}  # fmt: skip
_TAG = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*")


def is_katakana_name(name: str) -> bool:
    """Whether a name is a foreigner's in katakana, for example ``ケネス・ウォルツ``.

    One with hiragana is Japanese: ``いとう, せいこう``.
    """
    return "・" in name and bool(_KANA_NAME.fullmatch(unicodedata.normalize("NFKC", name)))


def is_foreign_in_katakana(family: str, given: str) -> bool:
    """Whether family and given name are a foreigner's: ``ウォルツ, ケネス``, ``ハンター, A.``."""
    family, given = (unicodedata.normalize("NFKC", part) for part in (family, given))
    return bool(_KANA_FAMILY.fullmatch(family) and _KANA_OR_LATIN.fullmatch(given))


def given_in_katakana(given: str) -> tuple[str, str]:
    """A foreigner's given name as it stands before a family name in katakana.

    Returns:
        The given name and what follows it: ``ケネス`` and ``J・R`` with ``・``, ``Ann B.`` with a
        space.
    """
    if _LATIN_WORD.search(given):
        return given, " "
    words = (word.rstrip(".．") for word in _BETWEEN_INITIALS.split(given))
    return "・".join(filter(None, words)), "・"


def ends_in_initial(name: str) -> bool:
    """Whether a name ends in an initial with its stop: ``ハンター, A.``."""
    return bool(_INITIAL_AT_END.search(unicodedata.normalize("NFKC", name)))


def has_foreign_sounds(kana: str) -> bool:
    """Whether a name in kana has sounds that Japanese names do not have: ー, ヴ, フィ, ジェ."""
    return bool(_FOREIGN_SOUNDS.search(unicodedata.normalize("NFKC", kana)))


def language_of(declared: str, title: str) -> str:
    """The BCP 47 tag of an entry: its ``langid`` or ``language``, else by its title's script."""
    name = declared.strip().lower().replace("_", "-")
    if name in _LANGUAGES:
        return _LANGUAGES[name]
    if len(name.split("-", maxsplit=1)[0]) <= 3 and _TAG.fullmatch(name):  # noqa: PLR2004  ISO 639
        primary, _, rest = name.partition("-")
        tag = _LANGUAGES.get(primary, primary)
        return f"{tag.split('-')[0]}-{rest.upper()}" if rest else tag
    return "ja" if has_japanese(title) else "en"


def set_as_japanese(language: str) -> bool:
    """Whether an entry in this language is set in the Japanese form; Chinese is, too."""
    return primary(language) in {"ja", "zh"}
