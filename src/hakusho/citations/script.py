"""Which language an entry is in, and which of its names are foreign ones in katakana."""

from __future__ import annotations

import re
import unicodedata

from hakusho.values.languages import primary
from hakusho.values.letters import KATAKANA, has_japanese

_KANA_NAME = re.compile(rf"[{KATAKANA}=＝・ 　.．A-ZＡ-Ｚ]+")

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
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")


def is_katakana_name(name: str) -> bool:
    """Whether a name is a foreigner's in katakana, for example ``ケネス・ウォルツ``.

    One with hiragana is Japanese: ``いとう, せいこう``.
    """
    return "・" in name and bool(_KANA_NAME.fullmatch(unicodedata.normalize("NFKC", name)))


def language_of(declared: str, title: str) -> str:
    """The BCP 47 tag of an entry: its ``langid`` or ``language``, else by its title's script."""
    name = declared.strip().lower()
    if name in _LANGUAGES:
        return _LANGUAGES[name]
    if len(name.split("-", maxsplit=1)[0]) <= 3 and _TAG.fullmatch(name):  # noqa: PLR2004  ISO 639
        primary, _, rest = name.replace("_", "-").partition("-")
        tag = _LANGUAGES.get(primary, primary)
        return f"{tag.split('-')[0]}-{rest.upper()}" if rest else tag
    return "ja" if has_japanese(title) else "en"


def set_as_japanese(language: str) -> bool:
    """Whether an entry in this language is set in the Japanese form; Chinese is, too."""
    return primary(language) in {"ja", "zh"}
