"""XRF006: numbers of figures, tables and sections that are typed (図3, 第2章, Table 1).

They are right until a figure is put in before them, or until a brief takes them along. Papers speak
of other documents' figures, chapters and articles as well (国連憲章第7章, Section 5 of the Act):
what is another document's is for :mod:`hakusho.checks.others_numbers` to say.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hakusho.checks.own_words import own_words
from hakusho.checks.typed_captions import typed_captions
from hakusho.findings import Finding, also
from hakusho.manuscript.numbering import APPENDIX, names_of, numbers_of
from hakusho.values.languages import LANGUAGES
from hakusho.values.letters import KANJI, KATAKANA, has_japanese
from hakusho.values.numerals import japanese_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hakusho.findings import Location
    from hakusho.manuscript.indexed import Index, Target
    from hakusho.manuscript.numbering import Number
    from hakusho.source.prose import Prose

_BLANK = "[ \u00a0\u3000]"
_DIGITS = "[1-9１-９][0-9０-９]{0,2}"
_NUMBER = rf"{_DIGITS}(?:[-.．‐–－]{_DIGITS})*"
_KANJI_NUMBER = "[〇一二三四五六七八九十]{1,3}"
_COUNTED = f"(?:[枚点つ個種本件行列頁面人日年月割倍次位%％]|ページ|か所|[,，]{_DIGITS})"
"""What makes of 図3点 three figures, and of 表3行 rows."""
_TYPED = re.compile(
    rf"(?P<ja>図表|[図表]){_BLANK}?(?P<n>{_NUMBER})(?![0-9０-９]|{_COUNTED})"
    rf"|第(?P<chapter>{_DIGITS}|{_KANJI_NUMBER})章"
    rf"(?:[ \u3000の]?第?(?P<within>{_DIGITS}|{_KANJI_NUMBER})節|[(（](?P<part>{_DIGITS})[)）])?"
    rf"|第(?P<section>{_DIGITS}|{_KANJI_NUMBER})節(?-i:(?![{KANJI}{KATAKANA}]))"
    rf"|(?:付録|(?<![A-Za-z])Appendix){_BLANK}?(?P<appendix>[A-ZＡ-Ｚ])(?![A-Za-z0-9])"
    rf"|(?<![A-Za-z])(?P<en>(?:Figure|Table|Section|Chapter)s?{_BLANK}"
    rf"|(?:Figs?|Tab|Secs?|Chap)(?:\.{_BLANK}?|{_BLANK}))"
    rf"(?P<number>{_NUMBER})(?![0-9]|[,.][0-9]|{_BLANK}?%)(?P<letter>[a-z](?![a-z]))?",
    re.IGNORECASE,
)
_BOTH = "図表"
"""A label for figures and tables together, which have numbers of their own here."""
_KINDS = {"図": "Figure", "f": "Figure", "表": "Table", "t": "Table"}
_PREFIX = {"Figure": "fig", _BOTH: "fig", "Table": "tbl", "Header": "sec", APPENDIX: "sec"}
_SECTIONS = frozenset({"Header", APPENDIX})
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Typed:
    """A number that is typed in a text.

    Attributes:
        text: With its label.
        kind: As in :class:`Target`.
        counts: Its numbers; of 第3節 its own alone.
        start: Where it begins in the text.
        end: Where it ends.
    """

    text: str
    kind: str
    counts: tuple[int, ...]
    start: int
    end: int

    @property
    def within(self) -> bool:
        """Whether it numbers a section within a chapter."""
        return self.text.endswith("節") and len(self.counts) == 1


@dataclass(frozen=True, slots=True)
class Printed:
    """What is numbered in a document.

    Attributes:
        numbers: What has each number.
        words: What a reference to each id prints, by language, that of the document first.
        sections: Whether sections have numbers.
    """

    numbers: Mapping[Number, Target]
    words: Mapping[str, Mapping[str, str]]
    sections: bool


def printed_in(
    index: Index, language: str, *, sections: bool, elsewhere: Printed | None = None
) -> Printed:
    """What is numbered by an index; of a brief ``elsewhere`` is what its report holds."""
    other = elsewhere.words if elsewhere else {}
    return Printed(
        {
            **(elsewhere.numbers if elsewhere else {}),
            **numbers_of(index.targets, sections=sections),
        },
        {
            each: {**other.get(each, {}), **names_of(index.targets, each, sections=sections)}
            for each in sorted(LANGUAGES, key=language.__ne__)
        },
        sections,
    )


def check_typed_references(prose: Prose, printed: Printed) -> Iterator[Finding]:
    """XRF006 for each number that is typed in the author's own words.

    Args:
        prose: What is written in a chapter or a brief.
        printed: What is numbered in the document that prints it.

    Yields:
        What the number points at, or that nothing has it. What may be another document's is
        silent.
    """
    own = own_words(prose).without("Header", "Link")
    found = [each for each in _typed_in(own.text) if printed.sections or each.kind != "Header"]
    if not found:
        return
    from hakusho.checks.others_numbers import Whose, whose  # noqa: PLC0415  many papers type none

    captions = {index for index, _ in typed_captions(prose)}
    owners = whose(prose, own, [(each.start, each.end, each.kind in _SECTIONS) for each in found])
    for each, owner in zip(found, owners, strict=True):
        place = prose.place(each.start)
        if owner is Whose.OTHERS or each.start in captions:
            continue  # the latter is for XRF007
        target = _target(each, printed.numbers, place)
        if target is None and owner is not Whose.SURELY_OURS:
            # 「Table 2 は」 is how a Japanese paper names another's.
            foreign = each.text[0].isascii() and has_japanese(prose.block(each.start))
            if foreign or each.kind in _SECTIONS:
                continue
        if target is None or not _is_listed_with_another_title(each, target, prose.text):
            yield _finding(each, target, place)


def _is_listed_with_another_title(typed: Typed, target: Target, text: str) -> bool:
    """Whether a paragraph is the number and a title that is not the target's: 第2章　戦争の放棄."""
    first, last = text.rfind("\n", 0, typed.start) + 1, text.find("\n", typed.end)
    title = re.match(r"[ \u3000:：]+(?P<words>\S.*)", text[typed.end : last])
    if first != typed.start or not title or typed.kind != "Header":
        return False
    words = title["words"]
    return not words.endswith(("。", ".")) and not words.startswith(target.title[:_LONGEST])


def _typed_in(text: str) -> Iterator[Typed]:
    for match in _TYPED.finditer(text):
        given = {name: value for name, value in match.groupdict().items() if value}
        if label := given.get("ja") or given.get("en"):
            kind = _BOTH if label == _BOTH else _KINDS.get(label[0].lower(), "Header")
            written = re.split(r"[-.]", _plain(given.get("n") or given["number"]))
        elif letter := given.get("appendix"):
            kind, written = APPENDIX, [str(ord(_plain(letter).upper()) - ord("A") + 1)]
        else:
            kind = "Header"
            parts = ("chapter", "within", "part", "section")
            written = [given[each] for each in parts if each in given]
        counts = tuple(japanese_number(each) for each in written)
        yield Typed(match[0], kind, counts, *match.span())


def _plain(number: str) -> str:
    return re.sub("[‐–]", "-", unicodedata.normalize("NFKC", number))


def _target(typed: Typed, numbers: Mapping[Number, Target], place: Location) -> Target | None:
    """What has the number; of 第3節 in its chapter, or of the first level if there is no other.

    A title that begins with the same number, which its author typed as well, goes first.
    """
    counts = typed.counts
    titled = (each for each in numbers.values() if each.title.startswith(typed.text))
    if found := next(
        (each for each in titled if not each.title[len(typed.text) :][:1].isdigit()), None
    ):
        return found
    if typed.within:
        before = [
            own[:1]
            for (kind, own), target in numbers.items()
            if kind == "Header" and target.location.path == place.path and target.location <= place
        ]
        inner = numbers.get(("Header", (*before[-1], *counts))) if before else None
        sections = any(kind == "Header" and len(own) > 1 for kind, own in numbers)
        return inner if inner or sections else numbers.get(("Header", counts))
    return numbers.get((typed.kind, counts))


def _finding(typed: Typed, target: Target | None, place: Location) -> Finding:
    prefix = _PREFIX[typed.kind]
    written = " ".join(typed.text.split())
    if target is None:
        message = "{typed} is typed, and nothing here has that number"
        hint = "Write @{prefix}-… for one of this paper; say whose it is if it is another's."
        return Finding.of("XRF006", place, message, hint, written, prefix)
    title = target.title
    title = title if len(title) <= _LONGEST else f"{title[:_LONGEST]}…"
    related = also(target.location, "what has that number")
    message = "{typed} is typed, and is '{title}' here"
    if target.ident:
        hint = "Write @{id}, so that the number follows it."
        values = (written, title, target.ident)
        return Finding.of("XRF006", place, message, hint, *values, related=related)
    hint = "Give that an id, {{#{prefix}-…}}, and write @{prefix}-…, so that the number follows it."
    return Finding.of("XRF006", place, message, hint, written, title, prefix, related=related)
