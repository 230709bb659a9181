"""CIT060 and CIT061: what a citation style from elsewhere does not do with what the entries say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from hakusho.checks.citations.style_faults import style_name, style_place
from hakusho.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hakusho.checks.citations.cited_text import CitedText
    from hakusho.citations.works import Work

_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
_SMALL = re.compile(
    "an?|and|as|at|but|by|for|from|in|into|nor|of|off|onto?|or|over|per|so|than|the|to|up|via|vs"
    "|with|yet|about|after|against|among|before|between|during|through|towards?|under|without"
    "|within",
    re.IGNORECASE,
)
"""Words that title case leaves in small letters."""
_PARTS = re.compile(r"[:?!.—–]\s+|\s[—–]\s")
_CAPITALISED, _MOST = 3, 2 / 3
_TITLES = frozenset({"title", "title-short"})


def check_title_case(text: CitedText) -> Iterator[Finding]:
    """CIT060, once, where most English titles have capitals that the style leaves as they are.

    CSL's own rule for data is sentence case: a style that asks for title case says so
    (``text-case``, CSL 1.0.2), and any other prints titles as they are.
    """
    style = text.style
    if style is None or style.choices.by_language or not _keeps_case(style.text):
        return
    works = {each.work.key: each.work for each in text.cited if each.work is not None}
    english = [work for work in works.values() if work.language.startswith("en")]
    capital = [work for work in english if is_in_title_case(work)]
    if len(capital) < _CAPITALISED or len(capital) < _MOST * len(english):
        return
    message = (
        "the style {name} prints titles as they are typed, and expects them in sentence case: "
        "{count} of {all} English works have them in title case, such as {key} “{title}”"
    )
    hint = (
        "Write titles with a capital at the beginning and in names alone, or accept this with a "
        "reason if your journal wants them so."
    )
    first = capital[0]
    values = (style_name(style), len(capital), len(english), first.key, first.title)
    yield Finding.of("CIT060", style_place(text.root), message, hint, *values)


def is_in_title_case(work: Work) -> bool:
    """Whether all words of a title begin with capitals, but for the small ones.

    At least three must: The Gulf War is a name in either case.
    """
    parts = (_WORD.findall(part)[1:] for part in _PARTS.split(work.title))
    words = [word for part in parts for word in part if not _SMALL.fullmatch(word)]
    told = [word for word in words if not word.isupper()]
    return len(told) >= _CAPITALISED and all(word[0].isupper() for word in told)


def _keeps_case(csl: str) -> bool:
    """Whether a style prints titles and puts none into title case."""
    root = etree.fromstring(csl.encode())
    texts = [*root.iter("{*}text")]
    titles = [each for each in texts if each.get("variable") in _TITLES]
    named = [each for each in texts if "title" in each.get("macro", "")]
    return bool(titles) and all(each.get("text-case") != "title" for each in (*titles, *named))


def check_places_are_printed(text: CitedText) -> Iterator[Finding]:
    """CIT061, once, where a style has nothing that prints a locator."""
    style = text.style
    if style is None or "locator" in style.text:
        return
    located = [each.use for each in text.cited if each.place.label and each.use.place != "alt"]
    if not located:
        return
    message = (
        "the style {name} prints no places in works; the citations give {count}, first of all "
        "{key}{locator}"
    )
    hint = "Take a style that prints them, or write the place in the text."
    first = located[0]
    values = (style_name(style), len(located), first.key, first.locator)
    yield Finding.of("CIT061", style_place(text.root), message, hint, *values)
