"""Numbers of sections, figures and tables, and the words that cross-references print.

Japanese sections are numbered 1, (1), ① as policy journals do; English ones 1, 1.1, 1.1.1.
Figures and tables count through the whole paper: 図1, 表1; Figure 1, Table 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from hakusho.ast.build import array, attr, extended, span, text, with_attr, with_caption
from hakusho.ast.walk import rewrite, stringify

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from hakusho.ast.nodes import Block, Element, Figure, Header, Inline, Table
    from hakusho.manuscript.indexed import Target

_DEEPEST_IN_REFERENCE = 3
_INNER = str.maketrans("「」“”", "『』‘’")
"""A title stands within quotation marks: those in it become the other kind."""
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


@dataclass(frozen=True, slots=True)
class Wording:
    """How one language words numbers.

    Attributes:
        figure: ``図{}`` or ``Figure {}``.
        table: ``表{}`` or ``Table {}``.
        chapter: How a cross-reference names a section of the first level.
        title: How it names a section that has no number, by its title.
        gap: What stands between a number and its text.
    """

    figure: str
    table: str
    chapter: str
    title: str
    gap: str


WORDINGS = {
    "ja": Wording("図{}", "表{}", "第{}章", "「{}」", "\u3000"),
    "en": Wording("Figure {}", "Table {}", "Section {}", "“{}”", " "),
}


def section_label(counts: list[int], language: str) -> str:
    """The number that a heading prints, of those at each level from the first to its own.

    ``1``, ``(1)``, ``①`` and for deeper levels ``1.1.1.1``; in English ``1.1`` throughout.
    """
    last = counts[-1]
    japanese = (str(last), f"({last})", _CIRCLED[last - 1 : last])
    if language == "ja" and len(counts) <= len(japanese) and japanese[len(counts) - 1]:
        return japanese[len(counts) - 1]
    return ".".join(str(count) for count in counts)


def section_reference(counts: list[int], language: str) -> str:
    """The words by which a cross-reference names a section: 第4章(1), Section 4.1."""
    wording = WORDINGS[language].chapter
    if language == "ja":
        levels = range(2, min(len(counts), _DEEPEST_IN_REFERENCE) + 1)
        deeper = [section_label(counts[:level], language) for level in levels]
        return wording.format(counts[0]) + "".join(deeper)
    return wording.format(".".join(str(count) for count in counts))


def counted(counts: list[int], level: int) -> list[int]:
    """The counts at a heading of a level, from those at the numbered heading before it."""
    found = counts[:level] + [0] * (level - len(counts))
    found[-1] += 1
    return [count or 1 for count in found]


Number: TypeAlias = tuple[str, tuple[int, ...]]
"""What has a number, as in :class:`Target`, and the number: one for each level of sections."""


def numbers_of(targets: Iterable[Target], *, sections: bool = True) -> Mapping[Number, Target]:
    """The numbers of a document's figures, tables and, if ``sections`` says so, of its sections."""
    floats = {"Figure": 0, "Table": 0}
    counts: list[int] = []
    found: dict[Number, Target] = {}
    for target in targets:
        if target.kind != "Header":
            floats[target.kind] += 1
            found[target.kind, (floats[target.kind],)] = target
        elif sections and target.counted:
            counts = counted(counts, target.level)
            found[target.kind, tuple(counts)] = target
    return found


def words_of(number: Number, language: str) -> str:
    """The words by which a cross-reference names what has a number: 図1, Table 2, 第4章(1)."""
    kind, counts = number
    if kind == "Header":
        return section_reference(list(counts), language)
    wording = WORDINGS[language]
    return (wording.figure if kind == "Figure" else wording.table).format(counts[0])


def names_of(targets: Iterable[Target], language: str, *, sections: bool = True) -> dict[str, str]:
    """What a cross-reference to each id prints, as :func:`number` has it."""
    known = tuple(targets)
    title = WORDINGS[language].title
    found = {
        each.ident: title.format(each.title.translate(_INNER))
        for each in known
        if each.kind == "Header"
    }
    numbers = numbers_of(known, sections=sections).items()
    found |= {each.ident: words_of(number, language) for number, each in numbers}
    return {ident: words for ident, words in found.items() if ident}


@dataclass(frozen=True, slots=True)
class Numbered:
    """Numbered blocks, and what a cross-reference to each id prints."""

    blocks: list[Block]
    references: Mapping[str, str]


class _Counter:
    """Walks the blocks once, in document order, giving out numbers."""

    def __init__(self, language: str, *, sections: bool) -> None:
        self._language, self._wording = language, WORDINGS[language]
        self._sections = sections
        self._counts: list[int] = []
        self._floats = {"Figure": 0, "Table": 0}
        self.references: dict[str, str] = {}

    def number(self, element: Element) -> Element | None:
        if element["t"] == "Header":
            return self._header(element)
        if element["t"] in {"Figure", "Table"} and element["c"][1][1]:
            return self._captioned(element)
        return None

    def _header(self, element: Header) -> Header:
        level, (ident, classes, _), content = element["c"]
        if "unnumbered" in classes or not self._sections:
            ident = ident or f"section-{'-'.join(map(str, self._counts))}-{len(self.references)}"
            title = stringify(_without_citations(content)).strip().translate(_INNER)
            self.references.setdefault(ident, self._wording.title.format(title))
            return with_attr(element, attr(ident, classes))
        self._counts = counted(self._counts, level)
        label = section_label(self._counts, self._language)
        ident = ident or "section-" + "-".join(map(str, self._counts))
        self.references[ident] = section_reference(self._counts, self._language)
        number = span([text(label)], classes=("section-number",))
        numbered = [number, text(self._wording.gap), *content]
        return {**element, "c": array(level, attr(ident, classes), numbered)}

    def _captioned(self, element: Figure | Table) -> Figure | Table:
        self._floats[element["t"]] += 1
        wording = self._wording.figure if element["t"] == "Figure" else self._wording.table
        label = wording.format(self._floats[element["t"]])
        if ident := element["c"][0][0]:
            self.references[ident] = label
        first, *others = element["c"][1][1]
        number = span([text(label)], classes=("caption-number",))
        first = extended(first, before=[number, text(self._wording.gap)])
        return with_caption(element, [first, *others])


def _without_citations(inlines: list[Inline]) -> list[Inline]:
    """A heading's words: its citations are notes, or not yet in words."""
    return rewrite(inlines, lambda each: [] if each["t"] == "Cite" else None)


def number(blocks: list[Block], language: str, *, sections: bool = True) -> Numbered:
    """Number figures and tables, and, if ``sections`` says so, the sections of all chapters.

    Every heading of the numbered blocks has an id.
    """
    counter = _Counter(language, sections=sections)
    numbered = rewrite(blocks, counter.number)
    return Numbered(numbered, counter.references)
