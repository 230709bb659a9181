"""The abstract and the keywords that stand under a heading of their own before a text begins."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_HEADING = re.compile(r"^#{1,6} (?P<title>.*?)(?:\s*\{[^}]*\})?[ \t]*$", re.MULTILINE)
_LABEL = re.compile(r"(?:(?<=\A)|(?<=\n\n))(?P<title>[^\n]{2,30})(?=\n\n)")
"""A short paragraph."""
_QUOTED = re.compile(r"^> ?", re.MULTILINE)
_NOTES = re.compile(r"(?:(?<=\A)|(?<=\n\n))(?:\[\^[^\]]+\]: [^\n]+(?:\n+|\Z))+\Z")
"""Of what stands before, at the end of the section."""
_ABSTRACT = re.compile(
    r"abstract|executive summary|summary|(?:和文|日本語|論文)?(?:要旨|抄録|要約|アブストラクト)",
    re.IGNORECASE,
)
_KEYWORDS = re.compile(
    r"^[*_]*(?:key ?words?|index terms|キーワード|検索語)[*_]*\s*[:：／/][*_]*\s*(?P<words>\S.*)$",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*[、，,;；・／/]\s*|\u3000+")
_NO_PROSE = re.compile(
    r"^(?:#|\||\+[-=]|:::|```|>|[-*+] |\d+[.)] |\[\^)|!\[|\^\[|@|\$", re.MULTILINE
)
"""What an abstract of plain words does not hold: blocks, pictures, notes, citations, formulas."""
_MARKS = re.compile(r"(?<!\\)(?:\*{1,3}|(?<!\w)_{1,2}|_{1,2}(?!\w))")
_LINK = re.compile(r"\[(?P<words>[^\]]*)\]\([^)]*\)(?:\{[^}]*\})?")


@dataclass(frozen=True, slots=True)
class Front:
    """What stands before a text: its abstract and its keywords, and the text without them."""

    text: str
    abstract: str = ""
    keywords: tuple[str, ...] = ()


def taken_from(text: str, *, whole: bool = False) -> Front:
    """Take the abstract from the beginning of a text, where it has a heading and is mere prose.

    With ``whole`` it may be all of the text: other documents follow.
    """
    first = _HEADING.search(text)
    label = next(filter(_is_label, _LABEL.finditer(text, 0, first.start() if first else 0)), None)
    first = label or first
    if first is None or not _is_abstract(first["title"]):
        return Front(text)
    next_one = _HEADING.search(text, first.end())
    if next_one is None and not whole:
        return Front(text)
    end = next_one.start() if next_one else len(text)
    said = text[first.end() : end]
    notes = _NOTES.search(said) if label else None
    said = _QUOTED.sub("", said[: notes.start()] if notes else said)
    paragraphs = [" ".join(each.split("\n")) for each in re.split(r"\n\s*\n", said) if each.strip()]
    named = [_KEYWORDS.match(each.strip()) for each in paragraphs]
    prose = [each for each, match in zip(paragraphs, named, strict=True) if not match]
    if not prose or _NO_PROSE.search("\n".join(each.strip() for each in prose)):
        return Front(text)
    words = [each for match in named if match for each in _BETWEEN.split(_plain(match["words"]))]
    keywords = tuple(word.strip(" .。") for word in words if word.strip(" .。"))
    abstract = "\n\n".join(map(_plain, prose))
    before = text[: first.start()] + (notes[0] if notes else "")
    return Front(before + text[end:], abstract, keywords)


def _is_label(match: re.Match[str]) -> bool:
    """Whether a paragraph is the word alone, as a heading in bold: **Abstract**."""
    return _is_abstract(match["title"])


def _is_abstract(title: str) -> bool:
    folded = re.sub(r"^[\W\d]+|\s*[:：]$", "", unicodedata.normalize("NFKC", _plain(title)))
    return (
        _ABSTRACT.fullmatch(re.sub(r"(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f])", "", folded)) is not None
    )


def _plain(text: str) -> str:
    """Words without marks of Markdown."""
    bare = _MARKS.sub("", _LINK.sub(r"\g<words>", text))
    return re.sub(r"\\([^\w\s])", r"\1", bare).strip()
