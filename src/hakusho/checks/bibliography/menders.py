"""The table of what ``hakusho check --fix`` can mend without judgement, by rule."""

from __future__ import annotations

import re
import unicodedata
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hakusho.citations.mending import Mender
    from hakusho.citations.works import Work

_RANGE = re.compile(r"(\s*\d+)\s*(?:-{1,3}|[‐‑‒–—―−－〜～~])\s*(\d+\s*)")
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
_RANGE_FIELDS = frozenset({"number", "pages", "volume"})
_VERBATIM = frozenset({"doi", "eprint", "file", "url"})


def _range(_work: Work, field: str, value: str) -> str | None:
    match = _RANGE.fullmatch(value) if field in _RANGE_FIELDS else None
    return f"{match[1]}--{match[2]}" if match else None


def _composed(_work: Work, field: str, value: str) -> str | None:
    if field in _VERBATIM:  # a file's name may well be decomposed
        return None
    return unicodedata.normalize("NFC", value)


def _visible(_work: Work, _field: str, value: str) -> str | None:
    return _INVISIBLE.sub("", value)


MENDERS: Mapping[str, Sequence[Mender]] = MappingProxyType(
    {"CIT046": (_visible,), "CIT045": (_composed,), "CIT027": (_range,)}
)
"""Rule id to its menders: from the characters of a value to its form."""
