"""The languages that documents are made in, and language tags (BCP 47)."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

Language = Literal["ja", "en"]
LANGUAGES: Mapping[str, str] = MappingProxyType({"ja": "Japanese", "en": "English"})
"""Languages of documents, with their English names."""
DOCUMENT_TAG = rf"^({'|'.join(LANGUAGES)})(-[A-Za-z0-9]{{2,8}})*$"
"""A regular expression for the tag of such a language: ``ja``, ``en-GB``."""


def primary(tag: str) -> str:
    """The language of a tag without script and region, in lower case: ``en`` of ``en-GB``."""
    return tag.partition("-")[0].lower()


def language_of(tag: str) -> str:
    """The same, if documents are made in it; else empty."""
    language = primary(tag)
    return language if language in LANGUAGES else ""


def document_language(tag: str) -> Language:
    """The language of a tag that :data:`DOCUMENT_TAG` allows."""
    return "ja" if primary(tag) == "ja" else "en"
