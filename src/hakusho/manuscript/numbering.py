"""Numbers of sections, figures, tables, equations and listings, and the words of cross-references.

Japanese sections are numbered 1, (1), ① as policy journals do; English ones 1, 1.1, 1.1.1.
Appendices are 付録A, 付録B; Appendix A, A.1. All else counts through the whole paper, appendices
included: 図1, 表1, 式(1); Figure 1, Table 1, Equation (1); parts of a figure 図1(a), Figure 1(a).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from hakusho.ast.build import array, attr, extended, span, text, with_attr, with_caption
from hakusho.ast.walk import attr_of, rewrite, stringify
from hakusho.manuscript.appendices import appendix_letter, is_appendix
from hakusho.source.attributed_blocks import is_equation, is_listing
from hakusho.source.figure_groups import (
    PART,
    PART_CAPTION,
    PART_LABEL,
    is_part,
    part_caption,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from hakusho.ast.nodes import Block, Div, Element, Figure, Header, Inline, Span, Table
    from hakusho.manuscript.indexed import Target

_DEEPEST_IN_REFERENCE = 3
_INNER = str.maketrans("「」“”", "『』‘’")
"""A title stands within quotation marks: those in it become the other kind."""
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
APPENDIX = "Appendix"
"""The kind of the numbers of appendices and the sections in them, all of which are headings."""


@dataclass(frozen=True, slots=True)
class Wording:
    """How one language words numbers.

    Attributes:
        labels: Of each kind that counts through the paper: ``図{}`` or ``Figure {}``.
        chapter: How a cross-reference names a section of the first level.
        appendix: How an appendix is called, by its heading and by references to it.
        title: How a cross-reference names a section that has no number, by its title.
        gap: What stands between a number and its text.
    """

    labels: Mapping[str, str]
    chapter: str
    appendix: str
    title: str
    gap: str


WORDINGS = {
    "ja": Wording(
        {"Figure": "図{}", "Table": "表{}", "Equation": "式({})", "Listing": "リスト{}"},
        "第{}章", "付録{}", "「{}」", "\u3000",
    ),
    "en": Wording(
        {"Figure": "Figure {}", "Table": "Table {}", "Equation": "Equation ({})",
         "Listing": "Listing {}"},
        "Section {}", "Appendix {}", "“{}”", " ",
    ),
}  # fmt: skip


def section_label(number: Number, language: str) -> str:
    """What a heading prints of its number.

    ``1``, ``(1)``, ``①`` and for deeper levels ``1.1.1.1``; in English ``1.1`` throughout. The
    heading of an appendix prints ``付録A`` or ``Appendix A.``, those in it ``(1)`` or ``A.1``.
    """
    kind, counts = number
    last = counts[-1]
    japanese = (str(last), f"({last})", _CIRCLED[last - 1 : last])
    if kind == APPENDIX and len(counts) == 1:
        label = WORDINGS[language].appendix.format(appendix_letter(last))
        return f"{label}." if language == "en" else label
    if language == "ja" and len(counts) <= len(japanese) and japanese[len(counts) - 1]:
        return japanese[len(counts) - 1]
    return _dotted(number)


def section_reference(number: Number, language: str) -> str:
    """The words by which a cross-reference names a section: 第4章(1), Section 4.1, 付録A(1)."""
    (kind, counts), words = number, WORDINGS[language]
    wording = words.appendix if kind == APPENDIX else words.chapter
    if language == "ja":
        levels = range(2, min(len(counts), _DEEPEST_IN_REFERENCE) + 1)
        deeper = [section_label((kind, counts[:level]), language) for level in levels]
        return wording.format(_dotted((kind, counts[:1]))) + "".join(deeper)
    return wording.format(_dotted(number))


def _dotted(number: Number) -> str:
    kind, (first, *deeper) = number
    begin = appendix_letter(first) if kind == APPENDIX else str(first)
    return ".".join((begin, *map(str, deeper)))


Number: TypeAlias = tuple[str, tuple[int, ...]]
"""What has a number, as in :class:`Target` or :data:`APPENDIX`, and the number: one for each level
of sections."""


@dataclass(slots=True)
class _Sections:
    """Counts headings in document order; what stands below one without a number has none."""

    kind: str = "Header"
    counts: tuple[int, ...] = ()
    chapters: Counter[str] = field(default_factory=Counter)
    unnumbered: int = 0

    def next(self, level: int, *, counted: bool, appendix: bool) -> Number | None:
        """The number of the next heading, if it has one."""
        if 0 < self.unnumbered < level:
            return None
        self.unnumbered = 0 if counted else level
        if not counted:
            return None
        if level == 1:
            self.kind = APPENDIX if appendix else "Header"
            self.chapters[self.kind] += 1
            self.counts = (self.chapters[self.kind],)
        else:
            if not self.counts:
                self.chapters[self.kind] = 1
            counts = [*self.counts[:level], *[0] * (level - len(self.counts))]
            counts[-1] += 1
            self.counts = tuple(count or 1 for count in counts)
        return self.kind, self.counts


def numbers_of(targets: Iterable[Target], *, sections: bool = True) -> Mapping[Number, Target]:
    """The numbers of what a document counts, its sections too if ``sections`` says so."""
    counted: Counter[str] = Counter()
    headings = _Sections()
    found: dict[Number, Target] = {}
    for target in targets:
        if target.kind == "Paragraph":
            continue  # of others that count nothing is known here
        if target.kind == "Part":
            counted["Part"] += 1
            found["Part", (counted["Figure"], counted["Part"])] = target
            continue
        if target.kind == "Figure":
            counted["Part"] = 0
        if target.kind != "Header":
            counted[target.kind] += 1
            found[target.kind, (counted[target.kind],)] = target
        else:
            has_one = target.counted and (sections or target.appendix)
            given = headings.next(target.level, counted=has_one, appendix=target.appendix)
            if given:
                found[given] = target
    return found


def words_of(number: Number, language: str) -> str:
    """The words by which a cross-reference names what has a number: 図1, Table 2, 第4章(1)."""
    kind, counts = number
    if kind == "Part":
        return words_of(("Figure", counts[:1]), language) + part_label(counts[1])
    label = WORDINGS[language].labels.get(kind)
    return label.format(counts[0]) if label else section_reference(number, language)


def part_label(count: int) -> str:
    """What stands before the caption of a part of a figure group: (a)."""
    return f"({appendix_letter(count).lower()})"


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
        self._headings = _Sections()
        self._counted: Counter[str] = Counter()
        self.references: dict[str, str] = {}

    def number(self, element: Element) -> Element | None:
        if element["t"] == "Header":
            return self._header(element)
        if element["t"] in {"Figure", "Table"} and element["c"][1][1]:
            return self._captioned(element)
        if is_equation(element):
            return self._equation(element)
        return self._listing(element) if is_listing(element) else None

    def _header(self, element: Header) -> Header:
        level, (ident, classes, _), content = element["c"]
        appendix = is_appendix(level, classes)
        counted = "unnumbered" not in classes and (self._sections or appendix)
        found = self._headings.next(level, counted=counted, appendix=appendix)
        if not found:
            counts = "-".join(map(str, self._headings.counts))
            ident = ident or f"section-{counts}-{len(self.references)}"
            title = stringify(_without_citations(content)).strip().translate(_INNER)
            self.references.setdefault(ident, self._wording.title.format(title))
            return with_attr(element, attr(ident, classes))
        label = section_label(found, self._language)
        kind = "appendix" if found[0] == APPENDIX else "section"
        ident = ident or f"{kind}-" + "-".join(map(str, found[1]))
        self.references[ident] = section_reference(found, self._language)
        number = span([text(label)], classes=("section-number",))
        numbered = [number, text(self._wording.gap), *content]
        return {**element, "c": array(level, attr(ident, classes), numbered)}

    def _label(self, kind: str, ident: str) -> str:
        self._counted[kind] += 1
        label = words_of((kind, (self._counted[kind],)), self._language)
        if ident:
            self.references[ident] = label
        return label

    def _captioned(self, element: Figure | Table) -> Figure | Table:
        label = self._label(element["t"], element["c"][0][0])
        first, *others = element["c"][1][1]
        made = with_caption(element, [self._with_number(first, label), *others])
        return self._with_parts(made, label) if made["t"] == "Figure" else made

    def _with_parts(self, figure: Figure, label: str) -> Figure:
        """A figure group whose parts have their letters, and ids in any case."""
        ident, content, count = attr_of(figure)[0], [*figure["c"][2]], 0
        for at, part in enumerate(content):
            if not is_part(part):
                continue
            count += 1
            letter = part_label(count)
            own = attr_of(part)[0]
            if own:
                self.references[own] = label + letter
            words = part_caption(part)
            line: Block = words[0] if words else {"t": "Plain", "c": []}
            before: list[Inline] = [span([text(letter)], classes=("part-number",))]
            before += [text(self._wording.gap)] if words else []
            held: Div = {
                "t": "Div",
                "c": array(attr("", [PART_CAPTION]), [extended(line, before=before)]),
            }
            made = attr(own or f"{ident}--{count}", [PART], [(PART_LABEL, label + letter)])
            content[at] = {**part, "c": array(made, [part["c"][1][0], held])}
        return {**figure, "c": array(*figure["c"][:2], content)}

    def _with_number(self, line: Block, label: str) -> Block:
        number = span([text(label)], classes=("caption-number",))
        return extended(line, before=[number, text(self._wording.gap)])

    def _equation(self, element: Span) -> Span:
        own, content = element["c"]
        label = self._label("Equation", own[0])
        number = span([text(label[label.index("(") :])], classes=("equation-number",))
        return {**element, "c": array(own, [*content, number])}

    def _listing(self, element: Div) -> Div:
        own, (caption, *code) = element["c"]
        label = self._label("Listing", own[0])
        if caption["t"] == "Div":
            held, (line, *rest) = caption["c"]
            caption = {**caption, "c": array(held, [self._with_number(line, label), *rest])}
        return {**element, "c": array(own, [caption, *code])}


def _without_citations(inlines: list[Inline]) -> list[Inline]:
    """A heading's words: its citations are notes, or not yet in words."""
    return rewrite(inlines, lambda each: [] if each["t"] == "Cite" else None)


def number(blocks: list[Block], language: str, *, sections: bool = True) -> Numbered:
    """Number what counts, and, if ``sections`` says so, the sections of all chapters.

    Appendices have their letters in any case.

    Every heading of the numbered blocks has an id.
    """
    counter = _Counter(language, sections=sections)
    numbered = rewrite(blocks, counter.number)
    return Numbered(numbered, counter.references)
