"""In which language Hakusho speaks: what is asked for, the environment, the machine's locale.

Outputs do not depend on it: a paper has a language of its own, in ``report.yaml``.
"""

from __future__ import annotations

import os
import sys
from types import MappingProxyType

LANGUAGES = MappingProxyType({"en": "English", "ja": "日本語"})
"""The languages that there are; sentences are written in the first and translated from it."""
OTHER_NAMES = MappingProxyType(
    {
        **dict.fromkeys(("jp", "jpn", "japanese", "日本語"), "ja"),
        **dict.fromkeys(("eng", "english", "英語"), "en"),
    }
)
"""What else people call these languages, that is a code of none."""
VARIABLE = "HAKUSHO_LANG"
_SOURCE = next(iter(LANGUAGES))
_LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")
"""Where POSIX says the language of messages, the first that is set before the others."""


class UnknownLanguageError(ValueError):
    """Hakusho does not speak a language that is asked for by its name."""


def language_of(asked: str = "") -> str:
    """The language to speak: that which is asked for, else ``HAKUSHO_LANG``, else the locale's.

    Raises:
        UnknownLanguageError: If one is named that there is not. A locale may be any: it is not
            chosen for Hakusho, and one that is not there is English.
    """
    named = asked or os.environ.get(VARIABLE, "")
    if not named:
        found = _primary(_locale())
        return found if found in LANGUAGES else _SOURCE
    if _primary(named) not in LANGUAGES:
        raise UnknownLanguageError(named)
    return _primary(named)


def _primary(tag: str) -> str:
    """The language of a tag or of a locale's name: ``ja`` of ``ja-JP``, ``ja_JP.UTF-8``."""
    return tag.strip().replace("_", "-").split("-")[0].split(".")[0].lower()


def _locale() -> str:
    """The name of the locale for messages; empty if none is set."""
    found = next((value for name in _LOCALE if (value := os.environ.get(name))), "")
    if sys.platform == "win32" and not found:
        import ctypes  # noqa: PLC0415  only on Windows, which has no such variables
        import locale  # noqa: PLC0415

        number = ctypes.windll.kernel32.GetUserDefaultUILanguage()
        found = locale.windows_locale.get(number, "")
    return found
