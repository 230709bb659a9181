"""CIT001, CIT004, CIT005: citations against the bibliography, and what is no citation at all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from hakusho.citations.inheritance import folded, targets
from hakusho.citations.model import normal_key
from hakusho.findings import Finding, Location, rule
from hakusho.manuscript.markers import is_cross_reference, opaque_spans

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hakusho.citations.model import Bibliography, CitationUse

_SIMILAR = 70
"""Score from 0 to 100 from which a citekey is offered for one that is not there."""

_WIDE = r"\u3005-\u30ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9f"
_GLUED = re.compile(
    r"(?P<before>[^\W_]|_)@(?:\{(?P<braced>[^{}\s]+)\}|(?P<bare>\w[\w:.#$%&\-+?<>~/]*))"
)
_ADDRESS = re.compile(r"[A-Za-z0-9._%+\-]+@[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)+")
_URL = re.compile(r"(?:https?|ftp)://[^\s<>)）」』]+|\]\([^)\n]*\)")
_ADJACENT = re.compile(r"(?<!\^)\[-?@[^\[\]\n]+\](?=\[-?@)")


def check_citations(uses: Sequence[CitationUse], bibliography: Bibliography) -> tuple[Finding, ...]:
    """Hold citations against the bibliography.

    Args:
        uses: Every citation of the paper.
        bibliography: Every entry.

    Returns:
        CIT001 at each citation whose key has no entry, with the nearest key; CIT004 at each entry
        that nothing cites, and that gives no cited entry what that inherits.
    """
    unknown = [_unknown(use, bibliography) for use in uses if bibliography.get(use.key) is None]
    cited = {normal_key(use.key) for use in uses}
    cited |= _inherited_from(cited, bibliography)
    uncited = [
        Finding(
            rule("CIT004"),
            entry.location,
            f"{entry.key} is never cited",
            "Cite it or delete it; the bibliography lists cited works alone.",
            entry=key,
        )
        for key, entry in bibliography.entries.items()
        if key not in cited
    ]
    return (*unknown, *uncited)


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


def _unknown(use: CitationUse, bibliography: Bibliography) -> Finding:
    key = normal_key(use.key)
    if key in bibliography.unreadable:
        message = f"the entry {use.key} cannot be read"
        hint = f"Mend it first: {bibliography.unreadable[key]}."
        return Finding(rule("CIT001"), use.location, message, hint, entry=key)
    message = f"{use.key} is not in the bibliography"
    inner = _key_with_text(key, bibliography)
    if inner:
        hint = f"{inner} is: the text after it is taken as part of the key. Write @{{{inner}}}."
        return Finding(rule("CIT001"), use.location, message, hint, entry=key)
    hint = _suggestion(key, bibliography)
    return Finding(rule("CIT001"), use.location, message, hint, entry=key)


def _key_with_text(key: str, bibliography: Bibliography) -> str:
    """The longest known key with which this one begins, if Japanese text goes on after it."""
    starts = (known for known in bibliography.entries if key.startswith(known))
    longest = max(starts, key=len, default="")
    rest = key[len(longest) :]
    return longest if longest and re.match(rf"[{_WIDE}]", rest) else ""


def _suggestion(key: str, bibliography: Bibliography) -> str:
    near = process.extractOne(
        key.lower(),
        {known: known.lower() for known in bibliography.entries},
        scorer=fuzz.ratio,
        score_cutoff=_SIMILAR,
    )
    return f"Did you mean {near[2]}?" if near else ""


def check_glued(path: str, text: str) -> tuple[Finding, ...]:
    """Find citations that pandoc does not see.

    Args:
        path: The chapter.
        text: Its Markdown, as the author wrote it.

    Returns:
        CIT005 for each ``@key`` directly after a letter (``に@ja2016``), which would be printed as
        it stands, and for bracketed citations side by side (``[@a][@b]``), which Markdown reads
        as a link. Code, addresses and cross-references (``は@fig-x``) are no such places.
    """
    opaque = opaque_spans(text)
    opaque += [match.span() for pattern in (_ADDRESS, _URL) for match in pattern.finditer(text)]
    found = []
    for match in _GLUED.finditer(text):
        key = match["braced"] or match["bare"]
        at = match.end("before")
        if is_cross_reference(key) or _inside(at, opaque):
            continue
        shown = re.split(rf"[{_WIDE}]", match["bare"] or "")[0] or key
        message = f"@{shown} stands directly after a letter and would be printed as it is"
        hint = f"Write [@{shown}], or leave a space before @{{{shown}}}."
        found.append(Finding(rule("CIT005"), _location(path, text, at), message, hint))
    for match in _ADJACENT.finditer(text):
        if not _inside(match.end(), opaque):
            message = "two citations in brackets touch, which Markdown does not read as citations"
            hint = "Put them into one pair of brackets: [@a, 3頁; @b, 5頁]."
            place = _location(path, text, match.end())
            found.append(Finding(rule("CIT005"), place, message, hint))
    return tuple(found)


def _inside(offset: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(start <= offset < end for start, end in spans)


def _location(path: str, text: str, offset: int) -> Location:
    start = text.rfind("\n", 0, offset) + 1
    return Location(path, text.count("\n", 0, offset) + 1, offset - start + 1)
