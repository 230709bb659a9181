"""The languages that documents are made in, and language tags (BCP 47)."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, Self

if TYPE_CHECKING:
    from collections.abc import Mapping

Language = Literal["ja", "en"]
LANGUAGES: Mapping[str, str] = MappingProxyType({"ja": "Japanese", "en": "English"})
"""Languages of documents, with their English names."""
DOCUMENT_TAG = rf"^({'|'.join(LANGUAGES)})(-[A-Za-z0-9]{{2,8}})*$"
"""A regular expression for the tag of such a language: ``ja``, ``en-GB``."""


_AS_IN_BRITAIN = frozenset({"AU", "GB", "HK", "IE", "IN", "NZ", "SG", "ZA"})
"""Regions whose English has 1 February 2026 and ‘…’."""


_MONTH_FIRST = frozenset({"AS", "CA", "GU", "MH", "MP", "PH", "PR", "UM", "US", "VI"})
"""Regions whose English has February 1, 2026 (Unicode CLDR)."""


class Regional(str):
    """A language of documents that knows its region: ``en``, with the dates of ``en-US``.

    It is equal to the plain one, so that whoever chooses words needs to know nothing of it.

    Attributes:
        tag: The whole tag.
    """

    __slots__ = ("tag",)
    tag: str

    def __new__(cls, tag: str) -> Self:
        """Take a tag."""
        made = super().__new__(cls, document_language(tag))
        made.tag = tag
        return made


def regional(tag: str) -> str:
    """The language of a tag, with its region where dates are printed otherwise for it."""
    return Regional(tag) if has_month_first(tag) else document_language(tag)


def tag_of(language: str) -> str:
    """The tag of a language that may know its region."""
    return language.tag if isinstance(language, Regional) else language


_TAG = re.compile(
    r"[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?"
    r"(-([A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*(-[A-Za-z0-9](-[A-Za-z0-9]{2,8})+)*"
)


def is_tag(text: str) -> bool:
    """Whether a text has the form of a tag (RFC 5646, section 2.1): language, script, region."""
    return _TAG.fullmatch(text) is not None


def primary(tag: str) -> str:
    """The language of a tag without script and region, in lower case: ``en`` of ``en-GB``."""
    return tag.partition("-")[0].lower()


def english_of(tag: str) -> str:
    """The English whose citations a document of this language has: ``en-GB`` or ``en-US``."""
    regions = tag.upper().split("-")[1:] if primary(tag) == "en" else []
    return "en-US" if _AS_IN_BRITAIN.isdisjoint(regions) else "en-GB"


def has_month_first(tag: str) -> bool:
    """Whether dates of this language are February 1, 2026 and not 1 February 2026."""
    regions = tag_of(tag).upper().split("-")[1:] if primary(tag) == "en" else []
    return not _MONTH_FIRST.isdisjoint(regions)


def language_of(tag: str) -> str:
    """The same, if documents are made in it; else empty."""
    language = primary(tag)
    return language if language in LANGUAGES else ""


def document_language(tag: str) -> Language:
    """The language of a tag that :data:`DOCUMENT_TAG` allows."""
    return "ja" if primary(tag) == "ja" else "en"
