"""Position markers: how a citation in the AST still knows its line and column.

pandoc's Markdown reader forgets where things stood. So each ``@key`` in a chapter's source is
rewritten as ``@{key⟨n⟩}`` before templates run, where the brackets are private-use characters and
``n`` counts positions; after parsing, the marker is read back and removed. Where pandoc would not
see a citation (code, URLs), the marker is simply removed again.

Citekeys follow the pandoc manual ("Citation syntax"): a letter, digit or ``_``, then such
characters and single internal punctuation; or anything in braces. Keys are put into NFC, since
pandoc cuts an NFD key at its first combining mark.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from hakusho.findings import Location
from hakusho.values.marks import Mark

_OPEN, _CLOSE, _CLOSE_GLUED = Mark.POSITION, Mark.POSITION_END, Mark.POSITION_END_GLUED
"""A cross-reference that touches a word, or a bracket behind it, gets brackets of ours; its own
closing character tells these apart."""
_WORD = r"[\w\u0300-\u036f\u3099\u309a]"
_KEY = rf"{_WORD}+(?:[:.#$%&\-+?<>~/]{_WORD}+)*"
_CITATION = re.compile(
    rf"(?P<before>^|.)@(?:\{{(?P<braced>[^{{}}\s]+)\}}|(?P<bare>{_KEY}))", re.DOTALL
)
_CROSS_REFERENCE = re.compile(r"(?:fig|tbl|sec)-[A-Za-z0-9_-]*[A-Za-z0-9]")
_BRACKET_BEHIND = re.compile(r"[ \t]*\n?[ \t]*\[(?!\^)")
"""What pandoc takes for a locator or further citations of the key before it."""
_MARKER = re.compile(rf"{_OPEN}(\d+)[{_CLOSE}{_CLOSE_GLUED}]")
PLACE = "hakusho-place"
"""The attribute by which a passage for some readers knows where it stands in the source."""
_PLACE_ATTRIBUTE = re.compile(rf'\s?{PLACE}="{_OPEN}\d+{_CLOSE}"')
_ATTRIBUTES = re.compile(r'\{(?P<body>(?:[^{}"\n]|\n(?![ \t]*\n)|"[^"\n]*")*)\}')
_PASSAGE = re.compile(
    r"""(?:^|(?<=[\s{]))(?: \.(?:only|not|point|translation)(?=[\s}]|$)
        | (?:brief|edition)= | of=["']?(?:sec|fig|tbl)- )""",
    re.VERBOSE,
)
_OPAQUE = re.compile(
    r"""
    (?P<fence>^[ ]{0,3}(?P<tick>`{3,}|~{3,})[^\n]*\n.*?(?:^[ ]{0,3}(?P=tick)[`~]*[ ]*$|\Z))
    | (?P<code>(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`))
    | \{\{.*?\}\} | \{%.*?%\}
    | <!--.*?-->
    """,
    re.DOTALL | re.MULTILINE | re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Positions:
    """Where each marked citation stands; a marker's number is its index here."""

    places: tuple[Location, ...] = ()


def is_cross_reference(key: str) -> bool:
    """Whether a key after ``@`` names a figure, table or section (Quarto's prefixes)."""
    return key.startswith(("fig-", "tbl-", "sec-"))


def opaque_spans(text: str) -> list[tuple[int, int]]:
    """Character ranges in which Markdown citations are not read: code, templates, comments."""
    return [match.span() for match in _OPAQUE.finditer(text)]


def mark(path: str, text: str, positions: Positions) -> tuple[str, Positions]:
    """Put a marker into every citation that has none yet.

    Args:
        path: The chapter.
        text: Its Markdown.
        positions: Markers given so far in the whole paper.

    Returns:
        The text with markers, and all positions.
    """
    places = list(positions.places)
    spans = iter([*opaque_spans(text), (len(text), len(text))])
    opaque_start, opaque_end = next(spans)
    line_starts = [0, *(match.end() for match in re.finditer("\n", text))]
    line = 0
    pieces, done = [], 0
    for match in _CITATION.finditer(text):
        at = match.end("before")
        while opaque_end <= at < len(text):
            opaque_start, opaque_end = next(spans)
        if opaque_start <= at < opaque_end:
            continue
        key, end = _key_of(match)
        if not key or _OPEN in key:
            continue
        while line + 1 < len(line_starts) and line_starts[line + 1] <= at:
            line += 1
        glued = _is_word(match["before"])
        if glued and not is_cross_reference(key):
            continue  # not a citation for pandoc; CIT005 tells the author
        apart = glued or (is_cross_reference(key) and bool(_BRACKET_BEHIND.match(text, end)))
        close = _CLOSE_GLUED if apart else _CLOSE
        token = f"@{{{key}{_OPEN}{len(places)}{close}}}"
        places.append(Location(path, line + 1, at - line_starts[line] + 1))
        pieces += [text[done:at], f"[{token}]" if apart else token]
        done = end
    return "".join([*pieces, text[done:]]), Positions(tuple(places))


def mark_passages(path: str, text: str, positions: Positions) -> tuple[str, Positions]:
    """Put a marker into the attributes of every passage that is for some readers only.

    Args:
        path: The chapter or brief.
        text: Its Markdown; citations may be marked already.
        positions: Markers given so far in the whole paper.

    Returns:
        The text with markers, each the value of a :data:`PLACE` attribute, and all positions.
    """
    if not _PASSAGE.search(text):
        return text, positions
    places = list(positions.places)
    opaque = opaque_spans(text)
    pieces, done = [], 0
    for match in _ATTRIBUTES.finditer(text):
        at, body = match.start(), match["body"]
        if PLACE in body or not _PASSAGE.search(body):
            continue
        if any(start <= at < end for start, end in opaque):
            continue
        line_start = text.rfind("\n", 0, at) + 1
        column = len(strip_markers(text[line_start:at])) + 1
        end = match.end() - 1
        pieces += [text[done:end], f' {PLACE}="{_OPEN}{len(places)}{_CLOSE}"']
        places.append(Location(path, text.count("\n", 0, at) + 1, column))
        done = end
    return "".join([*pieces, text[done:]]), Positions(tuple(places))


def _key_of(match: re.Match[str]) -> tuple[str, int]:
    """The key in NFC and where it ends; a bare cross-reference ends before glued Japanese."""
    if match["braced"]:
        return unicodedata.normalize("NFC", match["braced"]), match.end()
    cross = _CROSS_REFERENCE.match(match["bare"])
    if cross:
        return cross[0], match.start("bare") + cross.end()
    return unicodedata.normalize("NFC", match["bare"]), match.end()


def _is_word(char: str) -> bool:
    return bool(char) and (char.isalnum() or char == "_")


def read_marker(key: str, positions: Positions) -> tuple[str, Location | None]:
    """Split a marked key.

    Args:
        key: A citation id of the AST.
        positions: All positions of the paper.

    Returns:
        The plain key, and its place if it was marked.
    """
    match = _MARKER.search(key)
    if match is None:
        return key, None
    return _MARKER.sub("", key), positions.places[int(match[1])]


def holds_passages(text: str) -> bool:
    """Whether a text has attributes of a passage that is for some readers only."""
    return _PASSAGE.search(text) is not None


def places_in_text(text: str, positions: Positions) -> tuple[Location, ...]:
    """Where the attributes stand that pandoc has taken for text.

    Args:
        text: The plain text of parsed blocks; the quotation marks round a value are gone there.
        positions: All positions of the paper.
    """
    found = re.finditer(f'{PLACE}=[“"]?{_OPEN}(\\d+){_CLOSE}[^"]', f"{text}\n")
    return tuple(positions.places[int(match[1])] for match in found)


def strip_markers(text: str) -> str:
    """Take all markers out of a text, and the braces that were added with them."""
    if _OPEN not in text:
        return text
    text = _PLACE_ATTRIBUTE.sub("", text)
    text = re.sub(rf"\[@\{{([^{{}}]*?){_OPEN}\d+{_CLOSE_GLUED}\}}\]", r"@\1", text)
    text = re.sub(rf"@\{{([^{{}}]*?){_OPEN}\d+{_CLOSE}\}}", r"@\1", text)
    return _MARKER.sub("", text)
