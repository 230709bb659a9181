"""CIT050: two entries that are one work, or one work in two languages.

Entries are put into groups (by DOI, ISBN, address, title, first author) and compared inside them
alone, each with its neighbours in the group's order, so that the work grows with the entries.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from hakusho.checks.bibliography.identifiers import mended_identifier
from hakusho.checks.bibliography.links import mended_url
from hakusho.citations.entries import normal_key
from hakusho.citations.kanji_variants import without_variants
from hakusho.citations.latex import plain_url
from hakusho.citations.titles import main_title
from hakusho.findings import Finding, Related, Text, say, slips
from hakusho.values.languages import primary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from hakusho.checks.bibliography.audit import Audit
    from hakusho.citations.mending import Mender
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
_COUNTED = re.compile(r"\d|[一二三四五六七八九十上中下]|part|vol")
_INNER = frozenset({"chapter", "paper-conference", "entry-encyclopedia"})
_JOURNAL = frozenset({"article-journal", "article-magazine", "article-newspaper"})
_ISBN_10, _SHORTEST, _LONG_WORD = 10, 8, 6
_TELLING = (
    ("volume",), ("number", "issue"), ("pages",), ("edition",), ("part",), ("chapter",),
    ("month",), ("eid",),
)  # fmt: skip
"""Fields that tell two works of one title apart if both have them."""


@dataclass(frozen=True, slots=True)
class _Facts:
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
        return self.work.key

    @property
    def kind(self) -> str:
        return self.work.kind

    @property
    def language(self) -> str:
        return primary(self.work.language)

    @property
    def place(self) -> tuple[str, int, int]:
        where = self.work.entry.location
        return (where.path, where.line, where.column)

    @property
    def inner(self) -> bool:  # a part of a book
        return self.kind in _INNER

    @property
    def in_journal(self) -> bool:
        return self.kind in _JOURNAL


def _facts_of(work: Work) -> _Facts:
    """Read and fold what an entry is compared by."""
    names = work.authors or work.editors
    title = work.title
    subtitle = work.text("subtitle")
    whole = f"{title}: {subtitle}" if subtitle and subtitle not in title else title
    folded = without_variants(whole).casefold()
    letters = _BETWEEN.sub("", folded)
    main = title if subtitle else main_title(title)
    mentioned = " ".join(filter(None, map(work.raw, ("crossref", "xref", "xdata", "related"))))
    return _Facts(
        work=work,
        title=letters,
        words=tuple(_WORD.findall(folded)),
        main=letters if main == whole else _letters(main),
        authors=tuple(
            _letters(name.get("family") or name.get("literal", ""))
            for name in names
            if name.get("literal") != "others"
        ),
        year=work.year if work.year.isdigit() else "",
        doi=_DOI_PREFIX.sub("", plain_url(_mended(mended_identifier, "doi", work))).lower(),
        isbn=_isbn(work.raw("isbn")),
        url=_SCHEME.sub("", plain_url(_mended(mended_url, "url", work))).rstrip("/"),
        original=_letters(work.text("origtitle")),
        mentions=frozenset(map(normal_key, mentioned.replace(",", " ").split())),
    )


def _mended(mender: Mender, field: str, work: Work) -> str:
    """A value as ``--fix`` leaves it: what is around an address or a number tells nothing apart."""
    return mender(field, work.raw(field), work) or work.raw(field)


def _letters(text: str) -> str:
    """Letters and digits alone, in one width, case and form of kanji."""
    return _BETWEEN.sub("", without_variants(text).casefold())


def _isbn(value: str) -> str:
    digits = re.sub(r"[^0-9X]", "", unicodedata.normalize("NFKC", value).upper())
    return f"978{digits[:9]}" if len(digits) == _ISBN_10 else digits[:12]


def _years_agree(first: _Facts, second: _Facts) -> bool:
    """Whether the years are at most one apart, or one is not known."""
    if not first.year or not second.year:
        return True
    return abs(int(first.year) - int(second.year)) <= 1


def _share_an_author(first: _Facts, second: _Facts) -> bool:
    """Whether an author is common, or neither has one."""
    if not first.authors and not second.authors:
        return True
    return not set(first.authors).isdisjoint(second.authors)


def _differ(first: _Facts, second: _Facts) -> bool:
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


def _dates_differ(first: _Facts, second: _Facts) -> bool:
    """Whether both have a month, and not the same day of the calendar as far as both go."""
    dates = ((each.work.issued or {}).get("date-parts", [[]])[0][1:] for each in (first, second))
    return any(a != b for a, b in zip(*dates, strict=False))


def _number(text: str) -> str:
    """The digits of a number field: ``第49巻`` is 49, ``40--58`` is 40-58."""
    return "-".join(_DIGITS.findall(without_variants(text))) or _letters(text)


def _are_parts(first: _Facts, second: _Facts) -> bool:
    """Whether two entries of one book are volumes, parts or editions of it."""
    if first.title != second.title and not _is_with_subtitle(first, second):
        return bool(_NUMBERED.search(_changed(first.title, second.title)))
    fields = (("volume",), ("part",), ("edition",), ("number",))
    pairs = ((first.work.text(*names), second.work.text(*names)) for names in fields)
    return any(_number(one) != _number(other) for one, other in pairs if one or other)


def _changed(one: str, other: str) -> str:
    """The characters in which two titles differ."""
    pairs = enumerate(zip(one, other, strict=False))
    start = next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))
    end = 0
    while end < min(len(one), len(other)) - start and one[-1 - end] == other[-1 - end]:
        end += 1
    return one[start : len(one) - end] + other[start : len(other) - end]


def _is_with_subtitle(first: _Facts, second: _Facts) -> bool:
    """Whether one title is the other without its subtitle."""
    short, long = sorted((first, second), key=lambda facts: len(facts.title))
    if len(short.title) < _SHORTEST or short.title == long.title or long.main != short.title:
        return False
    rest = long.title[len(short.title) :]
    return not _NUMBERED.search(rest)


def _is_slip(first: _Facts, second: _Facts) -> bool:
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


_NEIGHBOURS = 6
"""With how many of the entries after it an entry of a large group is compared."""
_SHORTEST_TITLE = 4
_ALONE = frozenset({"book", "report", "thesis", "pamphlet", "collection"})
_LOOSE = frozenset({"webpage", "document", "report", "manuscript"})
"""Kinds that one source is often filed under besides its own."""
_UNLISTED = re.compile(r"\b(?:dataonly|skipbib)\b(?!\s*=\s*false)")
_BARE_SITE = re.compile(r"[^/]+/?")


class _Match(NamedTuple):
    """Two entries and why they are one work."""

    first: _Facts
    second: _Facts
    why: Text
    hint: Text
    translated: bool = False


_ONE = say("Keep one of the two and cite it everywhere: a later note counts them as two.")
_TWO_LANGUAGES = say(
    "Cite one of the two, or connect them: related = {{key}}, relatedtype = {{translationof}}."
)


def check_same_work(audit: Audit) -> Iterator[Finding]:
    """CIT050 once at each entry that is an earlier one's work.

    Volumes, parts, editions and yearbooks of one name are different works, and so are an entry
    and its parent.
    """
    every = [_facts_of(work) for work in audit.works if not _UNLISTED.search(work.raw("options"))]
    cited = audit.cited
    told: set[str] = set()
    for match in _matches(every, cited):
        if match.second.key in told or _are_connected(match.first, match.second):
            continue
        told.add(match.second.key)
        other, entry = match.first.work.entry, match.second.work.entry
        related = (Related(other.location, say("the entry {key}", other.key)),)
        values = (match.why, other.key)
        place, message = entry.location, "{why} {other}"
        yield entry.finding("CIT050", place, message, match.hint, *values, related=related)


def in_both(first: Iterable[Work], second: Iterable[Work]) -> Iterator[tuple[Work, Work]]:
    """The works of one bibliography that another one has, too: by DOI, ISBN, or title and year."""
    one, other = [_facts_of(work) for work in first], [_facts_of(work) for work in second]
    own = {id(facts) for facts in one}
    for key, compare in (
        (lambda facts: facts.doi, _by_doi),
        (lambda facts: facts.isbn, _by_isbn),
        (lambda facts: facts.title, _by_title),
    ):
        for match in _in_groups([*one, *other], key, compare):
            pair = sorted((match.first, match.second), key=lambda facts: id(facts) not in own)
            alike = not match.translated or match.first.title == match.second.title
            if alike and [id(each) in own for each in pair] == [True, False]:
                yield pair[0].work, pair[1].work


def _matches(every: list[_Facts], cited: frozenset[str]) -> Iterator[_Match]:
    yield from _in_groups(every, lambda facts: facts.doi, _by_doi)
    yield from _in_groups(every, lambda facts: facts.isbn, _by_isbn)
    yield from _in_groups(every, lambda facts: facts.title, _by_title)
    yield from _in_groups(every, _address, _by_address)
    yield from _in_groups(every, lambda facts: "".join(facts.authors[:1]), _by_author)
    yield from _translations(every, cited)


def _in_groups(
    every: list[_Facts],
    key: Callable[[_Facts], str],
    compare: Callable[[_Facts, _Facts], _Match | None],
) -> Iterator[_Match]:
    groups: dict[str, list[_Facts]] = defaultdict(list)
    for facts in every:
        name = key(facts)
        if name:
            groups[name].append(facts)
    for group in groups.values():
        if len(group) > 1:
            for first, second in _pairs(group):
                match = compare(first, second)
                if match and first.place > second.place:
                    match = compare(second, first)
                if match:
                    yield match


def _pairs(group: list[_Facts]) -> Iterable[tuple[_Facts, _Facts]]:
    if len(group) > _NEIGHBOURS:
        group = sorted(group, key=lambda facts: (facts.title, facts.place))
    for at, first in enumerate(group):
        for second in group[at + 1 : at + 1 + _NEIGHBOURS]:
            yield first, second


def _by_doi(first: _Facts, second: _Facts) -> _Match | None:
    if first.inner and second.inner and first.title != second.title:
        return None  # chapters that give their book's DOI
    if first.inner != second.inner:
        return None  # a chapter and its book
    return _in_words(first, second, say("has the DOI of"))


def _by_isbn(first: _Facts, second: _Facts) -> _Match | None:
    if first.kind not in _ALONE or second.kind not in _ALONE or _are_parts(first, second):
        return None
    return _in_words(first, second, say("has the ISBN of"))


def _address(facts: _Facts) -> str:
    return "" if _BARE_SITE.fullmatch(facts.url) else facts.url


def _by_address(first: _Facts, second: _Facts) -> _Match | None:
    other_language = first.language != second.language
    alike = first.title == second.title or _is_with_subtitle(first, second)
    alike = alike or _is_longer_of_one_day(first, second)
    if not (alike or other_language) or not _years_agree(first, second) or _differ(first, second):
        return None
    return _in_words(first, second, say("has the address of"))


def _is_longer_of_one_day(first: _Facts, second: _Facts) -> bool:
    """Whether one title goes on where the other ends, of one author and one day."""
    short, long = sorted((first.title, second.title), key=len)
    days = [(each.work.issued or {}).get("date-parts", [[]])[0] for each in (first, second)]
    same_day = days[0] == days[1] and len(days[0]) == len(["year", "month", "day"])
    goes_on = long.startswith(short) and not _COUNTED.search(long[len(short) :])
    return same_day and goes_on and _share_an_author(first, second)


def _in_words(first: _Facts, second: _Facts, shared: Text) -> _Match:
    if first.language != second.language:
        why = say("{shared} and may be one work in two languages with", shared)
        return _Match(first, second, why, _TWO_LANGUAGES, translated=True)
    return _Match(first, second, shared, _ONE)


def _by_title(first: _Facts, second: _Facts) -> _Match | None:
    if len(first.title) < _SHORTEST_TITLE or not _may_be_one(first, second):
        return None
    if first.year != second.year and not (first.in_journal and second.in_journal):
        return None  # a yearbook has one title every year
    if not first.authors and not second.authors and not (first.year and first.kind == second.kind):
        return None
    return _Match(first, second, say("has the title, the author and the year of"), _ONE)


def _by_author(first: _Facts, second: _Facts) -> _Match | None:
    if first.title == second.title or first.year != second.year or not first.year:
        return None
    if not _may_be_one(first, second):
        return None
    if _is_with_subtitle(first, second):
        return _Match(first, second, say("has, but for the subtitle, the title of"), _ONE)
    if _is_slip(first, second):
        return _Match(first, second, say("has, but for a letter, the title of"), _ONE)
    return None


def _may_be_one(first: _Facts, second: _Facts) -> bool:
    """Whether nothing but the title could tell two entries apart."""
    kinds = {first.kind, second.kind}
    return (
        (len(kinds) == 1 or bool(kinds & _LOOSE))
        and _years_agree(first, second)
        and _share_an_author(first, second)
        and not _differ(first, second)
    )


def _translations(every: list[_Facts], cited: frozenset[str]) -> Iterator[_Match]:
    """Cited entries whose ``origtitle`` is the title of another cited one."""
    originals = [facts for facts in every if facts.original and facts.key in cited]
    if not originals:
        return
    titles = {facts.title: facts for facts in every if facts.key in cited}
    for facts in originals:
        other = titles.get(facts.original)
        if other and other.key != facts.key and other.language != facts.language:
            yield _Match(other, facts, say("is a translation of"), _TWO_LANGUAGES, translated=True)


def _are_connected(first: _Facts, second: _Facts) -> bool:
    """Whether one entry names the other: as its parent, or as related."""
    return first.key in second.mentions or second.key in first.mentions
