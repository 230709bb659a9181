"""Addresses: which of them an edition may hold, said once for checks and writers.

A reader's program opens what a link names: ``javascript:`` runs, ``data:`` is a page of its own,
``file:`` and ``//host`` are the reader's machine and network. So what may stand is listed, and all
else is refused, however it is spelled (WHATWG URL Standard, 4.4: programs pass over spaces, tabs
and line ends, and some decode what is encoded twice).
"""

from __future__ import annotations

import html
import re
import unicodedata
from urllib.parse import unquote

SCHEMES = frozenset({"http", "https", "mailto"})
"""The beginnings of addresses that mean the same on every machine and run nothing."""
NETWORK = "//"
"""What stands for a scheme in an address of another machine that has none."""

_ORDINARY = re.compile(r"(?:https?://|mailto:)[!-~]", re.IGNORECASE)
_SCHEME = re.compile(r"([a-z][a-z0-9+.\-]*):", re.IGNORECASE)
_NETWORK = re.compile(r"[/\\]{2}")
_ROUNDS = 4
"""Of decoding: more than any program does."""


def scheme_of(address: str) -> str:
    """The scheme that a program may see in an address, in lower case.

    Returns:
        What stands before the first colon, in whatever spelling; :data:`NETWORK` for an address
        of another machine without one; empty for a path, and for a place in the document (``#…``).
    """
    if _ORDINARY.match(address):
        return address.partition(":")[0].lower()
    if address.startswith("#"):
        return ""
    bare = _bare(address)
    found = _SCHEME.match(bare)
    if found:
        return found[1].lower()
    return NETWORK if _NETWORK.match(bare) else ""


def may_be_opened(address: str) -> bool:
    """Whether an edition may hold a link to an address: a known scheme, or none."""
    return scheme_of(address) in {"", *SCHEMES}


def _bare(address: str) -> str:
    """An address decoded, without what programs pass over."""
    for _ in range(_ROUNDS):
        decoded = unicodedata.normalize("NFKC", unquote(html.unescape(address)))
        decoded = "".join(char for char in decoded if unicodedata.category(char)[0] not in "CZ")
        if decoded == address:
            break
        address = decoded
    return address
