"""What tells one work from another, in a form that can be compared."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hakusho.citations.kanji_variants import without_variants
from hakusho.citations.latex import plain_url
from hakusho.citations.model import normal_key
from hakusho.citations.titles import main_title
from hakusho.findings import slips
from hakusho.values.languages import primary

if TYPE_CHECKING:
    from hakusho.citations.works import Work

_DOI_PREFIX = re.compile(r"^(?:https?://(?:dx\.|www\.)?doi\.org/|doi:\s*)", re.IGNORECASE)
_SCHEME = re.compile(r"^https?://(?:www\.)?", re.IGNORECASE)
_BETWEEN = re.compile(r"[\W_]+")
_WORD = re.compile(r"\w+")
_DIGITS = re.compile(r"\d+")
_NUMBERED = re.compile(
    r"\d|[一二三四五六七八九十百元上中下前後続新旧再補巻編部章版報号輯集春夏秋冬甲乙丙]|\b[ivx]+\b"
    r"|part|vol|series|edition|supplement|appendix"
)
"""What a subtitle or a change has that makes another work of it."""
_INNER = frozenset({"chapter", "paper-conference", "entry-encyclopedia"})
_JOURNAL = frozenset({"article-journal", "article-magazine", "article-newspaper"})
_ISBN_10, _SHORTEST, _LONG_WORD = 10, 8, 6
_TELLING = (
    ("volume",), ("number", "issue"), ("pages",), ("edition",), ("part",), ("chapter",),
    ("month",), ("eid",),
)  # fmt: skip
"""Fields that tell two works of one title apart if both have them."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What an entry is compared by; texts are folded, empty where nothing is known."""

    work: Work
    title: str
    words: tuple[str, ...]
    main: str
    authors: tuple[str, ...]
    year: str
    doi: str
    isbn: str
    url: str
    original: str
    mentions: frozenset[str]

    @property
    def key(self) -> str:
        """The citekey."""
        return self.work.key

    @property
    def kind(self) -> str:
        """The CSL type."""
        return self.work.kind

    @property
    def language(self) -> str:
        """The primary language."""
        return primary(self.work.language)

    @property
    def place(self) -> tuple[str, int, int]:
        """Where the entry stands."""
        where = self.work.entry.location
        return (where.path, where.line, where.column)

    @property
    def inner(self) -> bool:
        """Whether it is a part of a book."""
        return self.kind in _INNER

    @property
    def in_journal(self) -> bool:
        """Whether it stands in a periodical."""
        return self.kind in _JOURNAL


def facts_of(work: Work) -> Facts:
    """Read and fold what an entry is compared by."""
    names = work.authors or work.editors
    title = work.title
    subtitle = work.text("subtitle")
    whole = f"{title}: {subtitle}" if subtitle and subtitle not in title else title
    mentioned = " ".join(work.raw(name) for name in ("crossref", "xref", "xdata", "related"))
    return Facts(
        work=work,
        title=_letters(whole),
        words=tuple(_WORD.findall(without_variants(whole).casefold())),
        main=_letters(title if subtitle else main_title(title)),
        authors=tuple(
            _letters(name.get("family") or name.get("literal", ""))
            for name in names
            if name.get("literal") != "others"
        ),
        year=work.year if work.year.isdigit() else "",
        doi=_DOI_PREFIX.sub("", plain_url(work.raw("doi"))).lower(),
        isbn=_isbn(work.raw("isbn")),
        url=_SCHEME.sub("", plain_url(work.raw("url"))).rstrip("/"),
        original=_letters(work.text("origtitle")),
        mentions=frozenset(normal_key(key) for key in re.split(r"[,\s]+", mentioned) if key),
    )


def _letters(text: str) -> str:
    """Letters and digits alone, in one width, case and form of kanji."""
    return _BETWEEN.sub("", without_variants(text).casefold())


def _isbn(value: str) -> str:
    digits = re.sub(r"[^0-9Xx]", "", value)
    return f"978{digits[:9]}" if len(digits) == _ISBN_10 else digits[:12]


def years_agree(first: Facts, second: Facts) -> bool:
    """Whether the years are at most one apart, or one is not known."""
    if not first.year or not second.year:
        return True
    return abs(int(first.year) - int(second.year)) <= 1


def share_an_author(first: Facts, second: Facts) -> bool:
    """Whether an author is common, or neither has one."""
    if not first.authors and not second.authors:
        return True
    return not set(first.authors).isdisjoint(second.authors)


def differ(first: Facts, second: Facts) -> bool:
    """Whether a number, a date, a DOI or an address tells two entries apart."""
    for fields in _TELLING:
        one, other = first.work.text(*fields), second.work.text(*fields)
        if one and other and _number(one) != _number(other):
            return True
    if (first.doi and second.doi and first.doi != second.doi) or _dates_differ(first, second):
        return True
    if first.isbn and second.isbn and first.isbn != second.isbn:
        return True
    if first.kind == "thesis" and first.work.entry.type != second.work.entry.type:
        return True
    online = not (first.in_journal or first.inner or first.kind == "book")
    return online and bool(first.url and second.url) and first.url != second.url


def _dates_differ(first: Facts, second: Facts) -> bool:
    """Whether both have a month, and not the same day of the calendar as far as both go."""
    one, other = (
        (facts.work.issued or {}).get("date-parts", [[]])[0][1:] for facts in (first, second)
    )
    return any(a != b for a, b in zip(one, other, strict=False))


def _number(text: str) -> str:
    """The digits of a number field: ``第49巻`` is 49, ``40--58`` is 40-58."""
    return "-".join(_DIGITS.findall(without_variants(text))) or _letters(text)


def are_parts(first: Facts, second: Facts) -> bool:
    """Whether two entries of one book are volumes, parts or editions of it."""
    if first.title != second.title and not is_with_subtitle(first, second):
        return bool(_NUMBERED.search(_changed(first.title, second.title)))
    fields = (("volume",), ("part",), ("edition",), ("number",))
    pairs = ((first.work.text(*names), second.work.text(*names)) for names in fields)
    return any(_number(one) != _number(other) for one, other in pairs if one or other)


def _changed(one: str, other: str) -> str:
    """The characters in which two titles differ."""
    start = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        start += 1
    end = 0
    while end < min(len(one), len(other)) - start and one[-1 - end] == other[-1 - end]:
        end += 1
    return one[start : len(one) - end] + other[start : len(other) - end]


def is_with_subtitle(first: Facts, second: Facts) -> bool:
    """Whether one title is the other without its subtitle."""
    short, long = sorted((first, second), key=lambda facts: len(facts.title))
    if len(short.title) < _SHORTEST or short.title == long.title or long.main != short.title:
        return False
    rest = long.title[len(short.title) :]
    return not _NUMBERED.search(rest)


def is_slip(first: Facts, second: Facts) -> bool:
    """Whether two titles differ in a letter that is easily mistyped: no kanji, no digit."""
    one, other = first.title, second.title
    if min(len(one), len(other)) < _SHORTEST or abs(len(one) - len(other)) > 1:
        return False
    if slips(one, other) != 1:
        return False
    changed = _changed(one, other)
    if all("ぁ" <= char <= "ヿ" for char in changed):
        return True
    # A letter makes another word of a short one (Part I, Part V), and of a beginning (east, west).
    pairs = [(a, b) for a, b in zip(first.words, second.words, strict=False) if a != b]
    long = len(pairs) == 1 and all(len(word) >= _LONG_WORD for word in pairs[0])
    return long and changed.isascii() and changed.isalpha() and pairs[0][0][0] == pairs[0][1][0]
