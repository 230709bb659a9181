"""Where chapters use data: each ``fact(…)`` and ``table(…)``, with the sentence that it stands in.

Read from the template's syntax tree, without running it: a name that is computed is not seen.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from jinja2 import TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from hakusho.findings.places import places_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hakusho.findings import Location
    from hakusho.paper.source_file import SourceFile

Place = Literal["sentence", "caption", "note", "heading", "table"]

_EXPRESSION = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_TAG = re.compile(r"\{%.*?%\}", re.DOTALL)
_SENTENCE_END = re.compile(r"[。！？]+[」』）)”’]*|[.!?][”’\")]*(?=\s|$)")
_MARKUP = re.compile(r"\\([!-/:-@\[-`{-~])|\[\^[\w-]+\]|\s*\[-?@[^\]]*\]|\{#[^}]*\}|\^\[|[*_`]")
_BLOCK_START = re.compile(r"^(?:#{1,6}\s+|>\s?|[-*+]\s+|\d+[.)]\s+|\[\^[\w-]+\]:\s*|:\s+)")
_FENCE = re.compile(r"^[ \t]*:{3,}.*\n?", re.MULTILINE)
_ITEM = re.compile(r"^[ \t]*(?:[-*+]|\(?\d+[.)])[ \t]+", re.MULTILINE)
_IMAGE = re.compile(r"!\[(?:[^\[\]]|\[[^\]]*\])*\]\([^)]*\)")
_NOTE = re.compile(r"^\[\^[\w-]+\]:")


@dataclass(frozen=True, slots=True)
class DataUse:
    """One use of data in a chapter.

    Attributes:
        function: ``fact`` or ``table``.
        name: The fact's id, or the dataset's name.
        location: Where the expression stands.
        place: What kind of text it stands in.
        sentence: The sentence, with its expressions filled in and without markup; for a table,
            the expression as typed.
        begins: Where the sentence begins in the chapter, in characters: two uses of one sentence
            have the same.
        rows: Of a table that shows some rows, the patterns of their ids; empty means all.
    """

    function: Literal["fact", "table"]
    name: str
    location: Location
    place: Place
    sentence: str
    begins: int = 0
    rows: str = ""


def data_uses(chapter: SourceFile, fill_in: Callable[[str], str]) -> tuple[DataUse, ...]:
    """Find the uses of data in a chapter.

    Args:
        chapter: Its path and source.
        fill_in: Renders a piece of template; may raise, then the piece stays as typed.

    Returns:
        The uses in order; none for a template that cannot be read (TPL001 tells the author).
    """
    if "{{" not in chapter.text and "{%" not in chapter.text:
        return ()
    places = places_of(chapter.path, chapter.text)
    found = []
    for match in [*_EXPRESSION.finditer(chapter.text), *_TAG.finditer(chapter.text)]:
        for function, name, rows in _calls(match[0]):
            where = places.at(match.start())
            place, sentence, begins = _context(chapter.text, match)
            if function == "table":
                place, text = "table", match[0]
            else:
                text = _plain(_filled(sentence, fill_in))
            found.append(DataUse(function, name, where, place, text, begins, rows))
    return tuple(sorted(found, key=lambda use: (use.location, use.name)))


def _calls(piece: str) -> Iterator[tuple[Literal["fact", "table"], str, str]]:
    """The names that a piece of template asks for, and of a table the rows."""
    body = piece.strip("{}%").strip("-+ \n")
    if not re.search(r"\b(?:fact|table)\s*\(", body):
        return
    source = piece if piece.startswith("{{") else "{{ (" + _after_keyword(body) + ") }}"
    try:
        tree = ImmutableSandboxedEnvironment().parse(source)
    except TemplateSyntaxError:
        return
    for call in tree.find_all(nodes.Call):
        if not isinstance(call.node, nodes.Name) or not call.args:
            continue
        argument = call.args[0]
        if isinstance(argument, nodes.Const) and isinstance(argument.value, str):
            if call.node.name == "fact":
                yield "fact", argument.value, ""
            elif call.node.name == "table":
                yield "table", argument.value, _rows(call)


def _rows(call: nodes.Call) -> str:
    """The patterns of ids in ``table("x", rows="a-*")``; empty where they are computed."""
    given = [each.value for each in call.kwargs if each.key == "rows"] or call.args[1:2]
    for constant in given:
        if isinstance(constant, nodes.Const) and isinstance(constant.value, str):
            return constant.value
    return ""


def _after_keyword(tag: str) -> str:
    """The expression of a tag: ``if x``, ``elif x``, ``set y = x``, ``for y in x``."""
    words = re.sub(r"^(?:if|elif)\s+", "", tag)
    words = re.sub(r"^set\s+[\w,\s]+=\s*", "", words)
    return re.sub(r"^for\s+[\w,\s]+\s+in\s+", "", words)


def _context(text: str, match: re.Match[str]) -> tuple[Place, str, int]:
    """What kind of text an expression stands in, its sentence, and where that begins."""
    start, end = _block(text, match)
    block = text[start:end]
    at = match.start() - start
    for image in _IMAGE.finditer(block):
        if image.start() <= at < image.end():
            return "caption", image[0][2 : image[0].rindex("](")], start + image.start()
    line_start = block.rfind("\n", 0, at) + 1
    if block.startswith("#", line_start):
        line_end = block.find("\n", at)
        heading = block[line_start : line_end if line_end >= 0 else len(block)]
        return "heading", heading, start + line_start
    if block.lstrip().startswith((": ", "Table:")):
        return "caption", block, start
    notes = [note.start() for note in re.finditer(r"^\[\^[\w-]+\]:", block, re.MULTILINE)]
    begins = max((note for note in notes if note <= at), default=None)
    if begins is not None:
        ends = min((note for note in notes if note > at), default=len(block))
        first, last = _sentence(block[begins:ends], at - begins)
        return "note", block[begins + first : begins + last], start + begins + first
    first, last = _sentence(block, at)
    return "sentence", block[first:last], start + first


def _block(text: str, match: re.Match[str]) -> tuple[int, int]:
    """Where the paragraph, or the item of a list, around an expression begins and ends."""
    start = text.rfind("\n\n", 0, match.start()) + 2 if "\n\n" in text[: match.start()] else 0
    end = text.find("\n\n", match.end())
    end = end if end >= 0 else len(text)
    for fence in _FENCE.finditer(text, start, end):
        if fence.end() <= match.start():
            start = fence.end()
        elif fence.start() >= match.end():
            end = fence.start()
            break
    if _ITEM.match(text, start):
        items = [each.start() for each in _ITEM.finditer(text, start, end)]
        start = max(item for item in items if item <= match.start())
        end = min((item for item in items if item >= match.end()), default=end)
    return start, end


def _sentence(block: str, at: int) -> tuple[int, int]:
    """Where the sentence around an offset begins and ends; ends inside expressions do not count."""
    blank = _EXPRESSION.sub(lambda match: "x" * len(match[0]), block)
    blank = re.sub(r"\[-?@[^\]]*\]", lambda match: "x" * len(match[0]), blank)
    ends = [match.end() for match in _SENTENCE_END.finditer(blank)]
    start = max((end for end in ends if end <= at), default=0)
    stop = min((end for end in ends if end > at), default=len(block))
    return start, stop


def _filled(sentence: str, fill_in: Callable[[str], str]) -> str:
    try:
        return fill_in(sentence)
    except Exception:  # noqa: BLE001  an expression that needs the rest of its chapter
        return sentence


def _plain(sentence: str) -> str:
    bare = _BLOCK_START.sub("", sentence.strip())
    bare = _MARKUP.sub(r"\1", bare).replace("&#64;", "@")
    joined = re.sub(r"\s*\n\s*", "", bare) if not bare.isascii() else " ".join(bare.split())
    return joined.strip()
