"""Lists of the DOCX edition: marks and indents of the reference document.

pandoc makes definitions of its own for the lists of a text and knows nothing of the house's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hakusho.editions.docx_package import VALUE, W, parse, written

if TYPE_CHECKING:
    from lxml import etree

_FIRST_OF_PANDOC = 990
"""pandoc counts its own definitions from here."""


def finish_lists(numbering: bytes, reference: bytes | None) -> bytes:
    """Give the lists of a text the look of the house's.

    Args:
        numbering: The part as pandoc wrote it.
        reference: That of the reference document, whose first definition with marks and first
            with numbers count, level by level; ``None`` if it has no lists.

    Returns:
        The part anew. Lists that the reference document does not show stay as they are.
    """
    root = parse(numbering)
    if reference is None:
        return numbering
    held = parse(reference)
    marks, numbers = _levels(held, bullets=True), _levels(held, bullets=False)
    for definition in root.iter(f"{W}abstractNum"):
        if int(definition.get(f"{W}abstractNumId", "0")) < _FIRST_OF_PANDOC:
            continue
        for level in definition.iter(f"{W}lvl"):
            at = level.get(f"{W}ilvl", "")
            like = (marks if _is_bullet(level) else numbers).get(at, marks.get(at))
            if like is not None:
                _take_look(level, like)
    return written(root)


def _levels(numbering: etree._Element, *, bullets: bool) -> dict[str, etree._Element]:
    for definition in numbering.iter(f"{W}abstractNum"):
        levels = list(definition.iter(f"{W}lvl"))
        if levels and _is_bullet(levels[0]) == bullets and _text(levels[0]).strip():
            return {level.get(f"{W}ilvl", ""): level for level in levels}
    return {}


def _is_bullet(level: etree._Element) -> bool:
    found = level.find(f"{W}numFmt")
    return found is not None and found.get(VALUE) == "bullet"


def _text(level: etree._Element) -> str:
    found = level.find(f"{W}lvlText")
    return "" if found is None else found.get(VALUE, "")


def _take_look(level: etree._Element, like: etree._Element) -> None:
    """Take the indents; of a mark, what it is and its letters too. A blank one continues an item.

    A number is what the text says; it takes its letters, if the reference document has any.
    """
    numbers = not _is_bullet(level) and not _is_bullet(like)
    for tag in ("pPr", "rPr"):
        own, other = level.find(f"{W}{tag}"), like.find(f"{W}{tag}")
        marked = _is_bullet(level) and _text(level).strip()
        if tag == "rPr" and not (marked or (numbers and other is not None)):
            continue
        if own is not None:
            level.remove(own)
        if other is not None:
            level.append(parse(_copy(other)))
    text = level.find(f"{W}lvlText")
    if text is not None and _is_bullet(level) and _text(level).strip() and _is_bullet(like):
        text.set(VALUE, _text(like))


def _copy(element: etree._Element) -> bytes:
    return written(element)
