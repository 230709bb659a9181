"""Paragraphs with numbers, as report.yaml asks (``paragraph_numbers``), and references to them.

What counts is running text: not lists, quotations, boxes and notes, and no paragraph that is only
an image or a formula. An id at a paragraph's beginning, ``[]{#par-a}``, is that of the paragraph.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from hakusho.ast.build import array, extended, span, text
from hakusho.ast.walk import attr_of
from hakusho.source.attributed_blocks import is_equation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from hakusho.ast.nodes import Block, Paragraph, Span

PARAGRAPH = "par-"
"""How an id of a paragraph begins."""
NUMBER = "paragraph-number"
_FORMS = {"ja": ("{}", "\u3000", "第{}段落"), "en": ("{}.", "\u2002", "paragraph {}")}
"""A number, what stands behind it, and a reference to it."""
_PASSAGES = frozenset({"only", "not", "point", "translation"})


def named_paragraphs(blocks: Iterable[Block]) -> Iterator[Span]:
    """What names a paragraph that counts, in order: a span at its beginning."""
    found: list[Span] = []

    def see(paragraph: Paragraph) -> Paragraph:
        if name := _name(paragraph):
            found.append(name)
        return paragraph

    _counted(blocks, see)
    return iter(found)


def with_paragraph_numbers(
    blocks: list[Block], language: str
) -> tuple[list[Block], dict[str, str]]:
    """Number paragraphs.

    Returns:
        The blocks, and what a cross-reference to each id prints.
    """
    references: dict[str, str] = {}
    form, gap, reference = _FORMS[language]
    count = 0

    def number(paragraph: Paragraph) -> Paragraph:
        nonlocal count
        count += 1
        if name := _name(paragraph):
            references[attr_of(name)[0]] = reference.format(count)
        sign = span([text(form.format(count))], classes=(NUMBER,))
        return cast("Paragraph", extended(paragraph, before=[sign, text(gap)]))

    return _counted(blocks, number), references


def _name(paragraph: Paragraph) -> Span | None:
    first = paragraph["c"][0]
    named = first["t"] == "Span" and attr_of(first)[0].startswith(PARAGRAPH)
    return cast("Span", first) if named else None


def _counted(blocks: Iterable[Block], change: Callable[[Paragraph], Paragraph]) -> list[Block]:
    out: list[Block] = []
    for block in blocks:
        if block["t"] == "Para" and _is_text(block):
            out.append(change(block))
        elif block["t"] == "Div" and not _PASSAGES.isdisjoint(attr_of(block)[1]):
            own, content = block["c"]
            out.append({**block, "c": array(own, _counted(content, change))})
        else:
            out.append(block)
    return out


def _is_text(paragraph: Paragraph) -> bool:
    words = [each for each in paragraph["c"] if each["t"] not in {"Space", "SoftBreak"}]
    if len(words) != 1:
        return bool(words)
    return words[0]["t"] not in {"Image", "Math"} and not is_equation(words[0])
