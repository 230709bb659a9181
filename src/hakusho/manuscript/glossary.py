"""``::: {.glossary}``: the abbreviations that this document mentions, with what they stand for.

A definition list, so that a screen reader says which words explain which. Latin abbreviations
come in alphabetical order, then Japanese ones in the order of the fifty sounds.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeGuard

from hakusho.ast.build import array, attr, inlines_of, span
from hakusho.ast.walk import attr_of, elements, rewrite
from hakusho.citations.ordering import kana_key
from hakusho.manuscript.abbreviations import GLOSSARY_CLASS, mentioned_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hakusho.ast.nodes import Block, DefinitionList, Div, Element, Inline, Paragraph
    from hakusho.paper.terms import Abbreviation, Terms

CHOICE = "terms"
"""The attribute that names the abbreviations to list."""
_SEPARATORS = re.compile(r"[\s,、，]+")
_BRACKETS = {"ja": ("（", "）"), "en": (" (", ")")}


def is_glossary(element: Element) -> TypeGuard[Div]:
    """Whether an element is the place of a glossary."""
    return element["t"] == "Div" and GLOSSARY_CLASS in attr_of(element)[1]


def chosen(element: Element) -> tuple[str, ...]:
    """The abbreviations that a glossary asks for; none means those that are mentioned."""
    value = dict(attr_of(element)[2]).get(CHOICE, "")
    return tuple(name for name in _SEPARATORS.split(value) if name)


def with_glossaries(blocks: list[Block], terms: Terms, language: str) -> list[Block]:
    """Fill in the glossaries of a whole document; one that has nothing to list is left out."""
    if not any(is_glossary(element) for element in elements(blocks)):
        return blocks
    mentioned = mentioned_in(blocks, terms, language)

    def change(element: Element) -> Element | list[Element] | None:
        if not is_glossary(element):
            return None
        names = frozenset(chosen(element) or mentioned)
        listed = [each for each in terms.abbreviations if names.intersection(each.shorts)]
        (ident, classes, pairs), content = element["c"]
        if listed:
            content = [*content, _list(sorted(listed, key=_place), language)]
        own = attr(ident, classes, (pair for pair in pairs if pair[0] != CHOICE))
        return {**element, "c": array(own, content)} if content else []

    return rewrite(blocks, change)


def _place(abbreviation: Abbreviation) -> tuple[object, ...]:
    name = abbreviation.abbr
    if name.isascii():
        return (0, name.casefold(), name)
    return (1, kana_key(abbreviation.reading or name), name)


def _list(abbreviations: Sequence[Abbreviation], language: str) -> DefinitionList:
    bodies: list[list[list[Block]]] = [[[_definition(a, language)]] for a in abbreviations]
    terms = [inlines_of(each.abbr) for each in abbreviations]
    return {"t": "DefinitionList", "c": list(map(array, terms, bodies))}


def _definition(abbreviation: Abbreviation, language: str) -> Paragraph:
    first, own = abbreviation.long(language)
    other = "en" if own == "ja" else "ja"
    second = abbreviation.long(other)[0]
    content = _in_language(first, own, language)
    if second != first:
        before, after = _BRACKETS[language]
        content += [*inlines_of(before), *_in_language(second, other, language), *inlines_of(after)]
    if gloss := dict(abbreviation.gloss).get(language, ""):
        content += [{"t": "LineBreak"}, *inlines_of(gloss)]
    return {"t": "Plain", "c": content}


def _in_language(words: str, own: str, language: str) -> list[Inline]:
    content = inlines_of(words)
    return content if own == language else [span(content, lang=own)]
