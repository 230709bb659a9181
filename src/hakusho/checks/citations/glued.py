"""CIT005: citations that pandoc does not read as such, and that print literally or vanish."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from hakusho.checks.citations.known_keys import WIDE
from hakusho.checks.citations.prose import closing_bracket
from hakusho.citations.model import normal_key
from hakusho.findings import Finding, say
from hakusho.manuscript.markers import is_cross_reference

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hakusho.checks.citations.cited_text import CitedText
    from hakusho.checks.citations.prose import Prose
    from hakusho.citations.model import Bibliography, CitationUse

_GLUED = re.compile(
    r"(?P<before>[^\W_]|_)@(?:\{(?P<braced>[^{}\s]+)\}|(?P<bare>\w[\w:.#$%&\-+?<>~/]*))"
)
_ADJACENT = re.compile(r"(?<!\^)\[-?@[^\[\]\n]+\](?=\[-?@)")
_WIDE_AT = re.compile(r"＠\{?(?P<key>\w[\w:.\-]*)")
_WIDE_BRACKETS = re.compile(r"［-?@[^［］\[\]\n]+[］\]]|\[-?@[^［］\[\]\n]+］")
_CLOSED_WIDE = re.compile(r"[^［］\[\]\n]+］")
_KEY_ALONE = re.compile(r"(?<![\]\\!^])\[(?P<key>\w[\w:.\-]*\d[\w]*)\](?![(\[:{])")
_ONE_BRACKET = say("Put them into one pair of brackets: [@a, 3頁; @b, 5頁].")


def check_glued(text: CitedText) -> Iterator[Finding]:
    """Find citations that pandoc does not see, or of which it drops one.

    Args:
        text: The chapters' sources and the citations that pandoc did see.

    Yields:
        CIT005 where a citation touches a letter or another citation, is written with full-width
        marks or without ``@``, stands in brackets that are not closed, or in the text of another
        citation. Code, addresses and cross-references (``は@fig-x``) are no such places.
    """
    for prose in text.prose:
        yield from _after_letters(prose)
        yield from _touching(prose)
        yield from _wide_marks(prose, text.bibliography)
        yield from _without_at(prose, text.bibliography)
    sources = {prose.places.path: prose for prose in text.prose}
    for use in text.uses:
        if use.within:
            yield _swallowed(use)
        elif use.narrative and use.location.column:
            yield from _unclosed(use, sources.get(use.location.path))


def _after_letters(prose: Prose) -> Iterator[Finding]:
    for match in _GLUED.finditer(prose.text):
        key = match["braced"] or match["bare"]
        at = match.end("before")
        if is_cross_reference(key) or at in prose.hidden:
            continue
        shown = re.split(rf"[{WIDE}]", match["bare"] or "")[0] or key
        message = "@{shown} stands directly after a letter and would be printed as it is"
        hint = "Write [@{shown}], or leave a space before @{{{shown}}}."
        yield Finding.of("CIT005", prose.places.at(at), message, hint, shown)


def _touching(prose: Prose) -> Iterator[Finding]:
    for match in _ADJACENT.finditer(prose.text):
        if match.end() not in prose.hidden:
            message = "two citations in brackets touch, which Markdown does not read as citations"
            place = prose.places.at(match.end())
            yield Finding.of("CIT005", place, message, _ONE_BRACKET)


def _wide_marks(prose: Prose, bibliography: Bibliography) -> Iterator[Finding]:
    if "＠" in prose.text:
        for match in _WIDE_AT.finditer(prose.text):
            key = _known_start(match["key"], bibliography)
            if match.start() in prose.hidden or not key:
                continue
            message = "＠{key} has a full-width ＠ and would be printed as it is"
            hint = "Write [@{key}] with a half-width @."
            yield Finding.of("CIT005", prose.places.at(match.start()), message, hint, key)
    if "［" in prose.text or "］" in prose.text:
        for match in _WIDE_BRACKETS.finditer(prose.text):
            if match.start() not in prose.hidden:
                message = "full-width brackets make no citation and would be printed"
                shown = match[0].translate(str.maketrans("［］", "[]"))
                hint = "Write {shown} with half-width brackets."
                yield Finding.of("CIT005", prose.places.at(match.start()), message, hint, shown)


def _known_start(written: str, bibliography: Bibliography) -> str:
    """The key that is written, Japanese text after it left out; empty if there is none."""
    key = unicodedata.normalize("NFKC", written).rstrip(":.-")
    plain = re.match(r"[!-~]*", key)[0].rstrip(":.-")  # type: ignore[index]  # matches the empty text
    return next((known for known in (key, plain) if known and bibliography.get(known)), "")


def _without_at(prose: Prose, bibliography: Bibliography) -> Iterator[Finding]:
    """``[kito2024]``, as LaTeX and wikis have it; a reference link of that name is none."""
    for match in _KEY_ALONE.finditer(prose.text):
        key = match["key"]
        if bibliography.get(key) is None or match.start() in prose.hidden:
            continue
        if re.search(rf"^ {{0,3}}\[{re.escape(key)}\]:", prose.text, re.MULTILINE):
            continue
        message = "[{key}] has no @ and would be printed as it is"
        yield Finding.of("CIT005", prose.places.at(match.start()), message, "Write [@{key}].", key)


def _swallowed(use: CitationUse) -> Finding:
    outer = normal_key(use.within)
    message = "@{key} stands in the text of another citation, and {outer} would not be printed"
    hint = "Separate works by a half-width semicolon: [@{outer}, 3頁; @{key}, 5頁]."
    return Finding.of("CIT005", use.location, message, hint, use.key, outer)


def _unclosed(use: CitationUse, prose: Prose | None) -> Iterator[Finding]:
    if prose is None:
        return
    at = prose.places.offset(use.location)
    before = prose.text[max(at - 2, 0) : at]
    # A citation out of a template has the line of the template and a column of what it printed.
    opened = before.endswith("[") and not before.startswith(("\\", "^", "!"))
    reported = _CLOSED_WIDE.match(prose.text, at) or _ADJACENT.match(prose.text, at - 1)
    if prose.text[at : at + 1] == "@" and opened and not reported:
        end = closing_bracket(prose.text, at)
        if prose.text[end : end + 1] == "]" and prose.text[end + 1 : end + 2] in {"(", "{", "["}:
            return  # the text of a link or a span
        message = "the bracket before @{key} is not read as a citation and would be printed"
        hint = (
            "Close it with ] in the same paragraph, and give each work its @: [@{key}, 3頁; @b, "
            "5頁]."
        )
        yield Finding.of("CIT005", use.location, message, hint, use.key)
