"""TXT064: a text is written in another language than its document says that it is in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hakusho.findings import Finding
from hakusho.source.prose import OPAQUE
from hakusho.values.letters import HIRAGANA, KANJI, KATAKANA

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hakusho.findings import Location
    from hakusho.source.prose import Prose

_JAPANESE = re.compile(f"[{HIRAGANA}{KATAKANA}{KANJI}]")
_LATIN = re.compile("[A-Za-z]")
_ENOUGH = {"ja": 400, "en": 200}
"""Letters of the other language that make a text."""
_MOSTLY = 20


def check_declared_language(
    proses: Iterable[Prose], language: str, lang: str, where: Location
) -> Iterator[Finding]:
    """TXT064 for a document; ``language`` is that of its ``lang``, which stands at ``where``."""
    if language not in _ENOUGH:
        return
    text = "".join(prose.text for prose in proses).replace(OPAQUE, "")
    japanese, latin = len(_JAPANESE.findall(text)), len(_LATIN.findall(text))
    own, other = (japanese, latin) if language == "ja" else (latin, japanese)
    if other >= _ENOUGH[language] and other > _MOSTLY * own:
        message = "the document says lang: {lang}, and its text is in English"
        if language == "en":
            message = "the document says lang: {lang}, and its text is in Japanese"
        hint = "Write the language of the text: it is what hyphenates it, reads it out and cites."
        yield Finding.of("TXT064", where, message, hint, lang)
