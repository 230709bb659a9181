"""CIT053: one journal, series or publisher under several spellings.

Names are compared without width, spaces, brackets, old forms of kanji, ``The``, ``株式会社``;
then abbreviations with what they may stand for; then the rest, where one letter divides two.
Kanji and digits always divide: 国際政治 and 国際政治学 are two journals.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from hakusho.checks.bibliography.audit import BODY_FIELDS, JOURNAL_FIELDS, own, place_in
from hakusho.citations.kanji_variants import without_variants
from hakusho.citations.latex import plain
from hakusho.findings import Finding, also, slips
from hakusho.values.letters import has_japanese

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hakusho.checks.bibliography.audit import Audit
    from hakusho.citations.works import Work

_GROUPS = {"journal": JOURNAL_FIELDS, "series": ("series",), "publisher": BODY_FIELDS}
_COMPANY = re.compile(
    r"(?:株式会社|有限会社|[(（]株[)）])|,?\s+(?:inc|ltd|llc|co|gmbh|plc)\.?$|\s+publish(?:ers|ing)$"
)
_UNIVERSITY_PRESS = re.compile(r"\s+(?:up|univ\.? press)\b")
_ARTICLE = re.compile(r"^the\s+")
_SMALL_WORDS = frozenset(
    {"of", "the", "and", "for", "in", "on", "a", "an", "de", "der", "für", "&"}
)
_WORD = re.compile(r"[^\W\d_]+\.?")
_SHORTEST = 10
"""Letters from which one letter more or less is a slip and not another name."""


class _Use(NamedTuple):
    """A name where it stands."""

    work: Work
    field: str
    spelling: str


def check_spellings(audit: Audit) -> Iterator[Finding]:
    """CIT053 at each name in a spelling that fewer entries have than another of the same name."""
    for what, fields in _GROUPS.items():
        groups: dict[str, list[_Use]] = defaultdict(list)
        for use in _uses(audit.works, fields):
            groups[_folded(use.spelling)].append(use)
        for uses in groups.values():
            yield from _minorities(what, uses)
        told = set()
        for short, long in (*_abbreviated(groups), *_mistyped(groups)):
            if short not in told:
                told.add(short)
                model = _common(groups[long])
                for use in groups[short]:
                    yield _finding(what, use, model)


def _uses(works: Iterable[Work], fields: tuple[str, ...]) -> Iterator[_Use]:
    for work in works:
        for field in fields:
            value = own(work, field)
            if value:
                yield _Use(work, field, plain(value))


def _folded(spelling: str) -> str:
    """A name without what spellings differ in."""
    text = without_variants(spelling).casefold()
    text = _COMPANY.sub("", _ARTICLE.sub("", text.strip()))
    if not has_japanese(text):
        text = unicodedata.normalize("NFKD", text).replace("&", " and ")
        text = _UNIVERSITY_PRESS.sub(" university press", text)
    return "".join(char for char in text if char.isalnum() or char in "+#") or text


def _common(uses: list[_Use]) -> _Use:
    """The first use of the spelling that most have."""
    common = Counter(use.spelling for use in uses).most_common(1)[0][0]
    return next(use for use in uses if use.spelling == common)


def _minorities(what: str, uses: list[_Use]) -> Iterator[Finding]:
    if len({use.spelling for use in uses}) > 1:
        model = _common(uses)
        for use in uses:
            if use.spelling != model.spelling:
                yield _finding(what, use, model)


def _abbreviated(groups: dict[str, list[_Use]]) -> Iterator[tuple[str, str]]:
    """Pairs of a name in abbreviated words (``Int. Secur.``) and the one that it stands for."""
    full: dict[tuple[int, str], list[tuple[str, list[str]]]] = defaultdict(list)
    short = []
    for key, uses in groups.items():
        spelling = uses[0].spelling
        words = [w for w in _WORD.findall(spelling.casefold()) if w not in _SMALL_WORDS]
        if len(words) < 2 or has_japanese(spelling):  # noqa: PLR2004
            continue
        if any(word.endswith(".") for word in words):
            short.append((key, words))
        else:
            full[len(words), words[0][0]].append((key, words))
    for key, words in short:
        candidates = full.get((len(words), words[0][0]), [])
        fitting = [long for long, whole in candidates if _stands_for(words, whole)]
        fitting.sort(key=lambda long: -len(groups[long]))
        if len(fitting) == 1 or (fitting and len(groups[fitting[0]]) > len(groups[fitting[1]])):
            yield key, fitting[0]


def _stands_for(words: list[str], whole: list[str]) -> bool:
    """Whether each word is the other, or begins it and ends in a point."""
    return all(
        other.startswith(word[:-1]) if word.endswith(".") else word == other
        for word, other in zip(words, whole, strict=True)
    )


def _mistyped(groups: dict[str, list[_Use]]) -> Iterator[tuple[str, str]]:
    """Pairs of a name that stands once and one that stands more often, a letter apart.

    Names that share what is left without one letter are the only ones compared, so that the work
    grows with the names and not with their pairs.
    """
    often = {key for key, uses in groups.items() if len(uses) > 1 and len(key) >= _SHORTEST}
    once = [key for key, uses in groups.items() if len(uses) == 1 and len(key) >= _SHORTEST]
    if not often or not once:
        return
    without: dict[str, str] = {}
    for key in often:
        for rest in _without_a_letter(key):
            without.setdefault(rest, key)
    for key in once:
        for rest in _without_a_letter(key):
            other = without.get(rest)
            if other and _is_slip(key, other):
                yield key, other
                break


def _without_a_letter(key: str) -> Iterator[str]:
    yield key
    for at in range(1, len(key)):
        yield key[:at] + key[at + 1 :]


def _is_slip(key: str, other: str) -> bool:
    """Whether one letter divides two names, and one that is easily mistyped."""
    if slips(key, other) != 1:
        return False
    # A plural or an ending may be another journal's.
    if key[:-1] == other or other[:-1] == key:
        return False
    start = next((at for at, (a, b) in enumerate(zip(key, other, strict=False)) if a != b), 0)
    if len(key) == len(other):
        changed = key[start] + other[start]
    else:
        changed = max(key, other, key=len)[start]
    return all(_may_slip(char) for char in changed)


def _may_slip(char: str) -> bool:
    """What slips of the pen change: no kanji, no digit."""
    return (char.isascii() and char.isalpha()) or "ぁ" <= char <= "ヿ"


def _finding(what: str, use: _Use, model: _Use) -> Finding:
    message = "the {what} is written {spelling} here, but {other} in {key}"
    hint = "Write one name in one way, unless they are two."
    place = place_in(use.work, use.field, 0)
    values = (what, use.spelling, model.spelling, model.work.key)
    related = also(place_in(model.work, model.field, 0), "the usual spelling")
    return use.work.entry.finding("CIT053", place, message, hint, *values, related=related)
