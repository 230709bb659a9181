"""CIT001, CIT004: citekeys that the bibliography lacks, entries that nothing cites."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from hakusho.citations.inheritance import folded, targets
from hakusho.citations.model import normal_key
from hakusho.findings import Finding, rule
from hakusho.values.letters import has_japanese

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hakusho.checks.citations.cited_text import CitedText
    from hakusho.citations.model import Bibliography

_SIMILAR = 70
"""Score from 0 to 100 from which a citekey is offered for one that is not there."""


def check_known_keys(text: CitedText) -> Iterator[Finding]:
    """Hold citations against the bibliography.

    Args:
        text: The citations and the bibliography.

    Yields:
        CIT001 at each citation whose key has no entry that can be read, with the nearest key;
        CIT004 at each entry that nothing cites, and that gives no cited entry what that inherits.
    """
    bibliography = text.bibliography
    known: dict[str, tuple[str, str]] = {}
    for use in text.uses:
        if bibliography.get(use.key) is None:
            key = normal_key(use.key)
            if use.key not in known:
                known[use.key] = _unknown(use.key, key, bibliography)
            yield Finding(rule("CIT001"), use.location, *known[use.key], entry=key)
    cited = {normal_key(use.key) for use in text.uses} | text.elsewhere
    cited |= _inherited_from(cited, bibliography)
    hint = "Cite it or delete it; the bibliography lists cited works alone."
    for key, entry in bibliography.entries.items():
        if key not in cited:
            message = f"{entry.key} is never cited"
            yield Finding(rule("CIT004"), entry.location, message, hint, entry=key)


def _inherited_from(cited: Iterable[str], bibliography: Bibliography) -> set[str]:
    """Citekeys of the entries that cited ones inherit from or are related to."""
    by_folded = {folded(key): key for key in bibliography.entries}
    found: set[str] = set()
    waiting = [key for key in cited if key in bibliography.entries]
    while waiting:
        entry = bibliography.entries[waiting.pop()]
        parents = {by_folded[name] for name in targets(entry) if name in by_folded} - found
        found |= parents
        waiting += parents
    return found


def _unknown(written: str, key: str, bibliography: Bibliography) -> tuple[str, str]:
    """Message and hint for a citekey without an entry."""
    if key in bibliography.unreadable:
        hint = f"Mend it first: {bibliography.unreadable[key]}."
        return f"the entry {written} cannot be read", hint
    inner = _key_with_text(key, bibliography)
    if inner:
        hint = f"{inner} is: the text after it is taken as part of the key. Write @{{{inner}}}."
    else:
        hint = _suggestion(key, bibliography)
    return f"{written} is not in the bibliography", hint


def _key_with_text(key: str, bibliography: Bibliography) -> str:
    """The longest known key with which this one begins, if Japanese text goes on after it."""
    starts = (known for known in bibliography.entries if key.startswith(known))
    longest = max(starts, key=len, default="")
    return longest if longest and has_japanese(key[len(longest) :][:1]) else ""


def _suggestion(key: str, bibliography: Bibliography) -> str:
    narrow = unicodedata.normalize("NFKC", key)
    if narrow != key and bibliography.get(narrow):
        return f"Did you mean {narrow}? It differs in the width of characters only."
    near = process.extractOne(
        key.lower(),
        {known: known.lower() for known in bibliography.entries},
        scorer=fuzz.ratio,
        score_cutoff=_SIMILAR,
    )
    if near is None:
        return ""
    known = str(near[2])
    differs = " It differs in case only." if known.lower() == key.lower() else ""
    return f"Did you mean {known}?{differs}"
