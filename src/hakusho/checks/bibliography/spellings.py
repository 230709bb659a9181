"""CIT041, CIT053: one author, journal, series or publisher under several spellings or readings.

A bibliography that prints 渡邊 here and 渡辺 there, or J. Smith and John Smith, lists one author as
two: their works stand apart, and a later note does not point at the earlier one.

Names of journals and the like are compared without width, spaces, brackets, old forms of kanji,
``The``, ``株式会社``; then abbreviations with what they may stand for; then the rest, where one
letter divides two. Kanji and digits always divide: 国際政治 and 国際政治学 are two journals.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from hakusho.checks.bibliography.audit import BODY_FIELDS, JOURNAL_FIELDS, own, place_in
from hakusho.citations.kanji_variants import without_variants
from hakusho.citations.latex import plain
from hakusho.citations.names import split_names
from hakusho.findings import Finding, also, noun, slips
from hakusho.values.letters import has_japanese

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from hakusho.checks.bibliography.audit import Audit
    from hakusho.citations.names import Name
    from hakusho.citations.works import Work

_FIELDS = ("author", "editor", "translator")
_BETWEEN = re.compile(r"[\s・･=＝,，、]+")
_INITIAL = re.compile(r"[A-Z]\.?(?:[\s-]*[A-Z]\.?)*")
_LETTERS = re.compile(r"[A-Z][a-z]*")


@dataclass(frozen=True, slots=True)
class _Named:
    """A name where it stands."""

    work: Work
    field: str
    offset: int
    name: Name

    @property
    def spelling(self) -> str:
        return self.name.get("literal") or " ".join(
            self.name[part]
            for part in ("non-dropping-particle", "family", "given", "suffix")
            if part in self.name
        )


_MOST_IN_DOUBT = 10
"""So many names of a file that may be others' initials are told one by one."""
_RareName = tuple[_Named, _Named, bool]
"""A name in a rare spelling, one in the usual one, and whether both are surely one."""


def check_author_spellings(audit: Audit) -> Iterator[Finding]:
    """CIT041 at names in a spelling that fewer entries have than another of the same name."""
    japanese: dict[str, list[_Named]] = defaultdict(list)
    western: dict[str, list[_Named]] = defaultdict(list)
    for use in _names(audit.works):
        if has_japanese(use.spelling):
            japanese[_BETWEEN.sub("", without_variants(use.spelling))].append(use)
        elif "family" in use.name:
            western[_bare(use.name["family"])].append(use)
    rare = [each for uses in japanese.values() for each in _rarer_names(uses, _japanese_spelling)]
    rare += [each for uses in western.values() for each in _western(uses)]
    told = list(_of_many_the_first(rare))
    in_doubt: dict[str, list[_RareName]] = {}
    for each in told:
        if not each[2]:
            in_doubt.setdefault(each[0].work.entry.location.path, []).append(each)
    # Where many are written with initials, that is how the file was made, and one finding says so.
    many = {path for path, found in in_doubt.items() if len(found) > _MOST_IN_DOUBT}
    for use, model, is_sure in told:
        if is_sure or use.work.entry.location.path not in many:
            yield _name_finding(use, model, is_sure=is_sure)
    for path in sorted(many):
        yield _names_finding(in_doubt[path])


def _names(works: tuple[Work, ...]) -> Iterator[_Named]:
    for work in works:
        read = (work.authors, work.editors, work.translators)
        for field, names in zip(_FIELDS, read, strict=True):
            value = own(work, field) if names else ""
            singles = split_names(value) if value else ()
            if len(singles) != len(names):
                continue  # inherited, or a name that is none
            at = 0
            for single, name in zip(singles, names, strict=True):
                at = max(value.find(single, at), 0)
                if name.get("literal") != "others":
                    yield _Named(work, field, at, name)
                at += len(single)


def _japanese_spelling(use: _Named) -> str:
    """What is compared: a name that is not divided agrees with any division (CIT040 has it)."""
    return use.spelling if "family" in use.name or "・" in use.spelling else ""


def _rarer_names(uses: list[_Named], spelling_of: Callable[[_Named], str]) -> Iterator[_RareName]:
    """The uses in another spelling than that of most, and whether they are surely its."""
    if len(uses) < 2:  # noqa: PLR2004
        return
    spellings = [spelling_of(use) for use in uses]
    counted = Counter(filter(None, spellings))
    bare = {_BETWEEN.sub("", spelling) for spelling in counted}
    common = counted.most_common(1)[0][0] if counted else ""
    divided = next((at for at, spelling in enumerate(spellings) if spelling), 0)
    for use, spelling in zip(uses, spellings, strict=True):
        if spelling and spelling != common:
            yield use, uses[spellings.index(common)], True
        elif not spelling:
            # Undivided, and with other characters than the divided name has.
            written, model = _BETWEEN.sub("", use.spelling), uses[divided]
            if written not in bare if bare else use.spelling != model.spelling:
                yield use, model, True


def _western(uses: list[_Named]) -> Iterator[_RareName]:
    """Names with one family name: the same given name otherwise written, or its initial."""
    if len({use.spelling for use in uses}) < 2:  # noqa: PLR2004
        return
    people: dict[str, list[_Named]] = defaultdict(list)
    for use in uses:
        # A father and a son differ in the suffix alone.
        person = _bare(use.name.get("given", "")) + use.name.get("suffix", "")
        people[person].append(use)
    for same in people.values():
        yield from _rarer_names(same, lambda use: use.spelling)
    given = [same for same in people.values() if same[0].name.get("given")]
    short = [same for same in given if _INITIAL.fullmatch(same[0].name["given"])]
    if len(short) != 1:
        return
    wanted = _initials(short[0][0].name["given"])
    fitting = [s for s in given if s is not short[0] and _initials(s[0].name["given"]) == wanted]
    if len(fitting) == 1 and not _write_together(short[0], fitting[0]):
        for use in short[0]:
            yield use, fitting[0][0], False


def _write_together(some: list[_Named], others: list[_Named]) -> bool:
    """Whether both are named in one entry: then they are two."""
    return not {use.work.key for use in some}.isdisjoint(use.work.key for use in others)


def _initials(given: str) -> str:
    bare = "".join(c for c in unicodedata.normalize("NFKD", given) if not unicodedata.combining(c))
    if _INITIAL.fullmatch(bare):
        return "".join(char for char in bare if char.isupper())
    return "".join(word[0] for word in _LETTERS.findall(bare))


def _bare(name: str) -> str:
    """A name without accents, case, points and spaces."""
    folded = unicodedata.normalize("NFKD", name).casefold()
    return "".join(char for char in folded if char.isalnum())


def _names_finding(found: list[_RareName]) -> Finding:
    """One for all names of a file that are perhaps the longer ones of others."""
    use, model, _ = min(found, key=lambda each: each[0].work.entry.location)
    place = place_in(use.work, use.field, use.offset)
    message = "{count} names of this file have initials where others have more: {spelling}, {other}"
    hint = "Write one author in one way, as the author does, unless they are two."
    related = also(place_in(model.work, model.field, model.offset), "the usual spelling")
    values = (len(found), use.spelling, model.spelling)
    return Finding.of("CIT041", place, message, hint, *values, related=related)


def _name_finding(use: _Named, model: _Named, *, is_sure: bool) -> Finding:
    message = "{spelling} is perhaps the {other} of {key}, written otherwise"
    if is_sure:
        message = "{spelling} is the {other} of {key}, written otherwise"
    hint = "Write one author in one way, as the author does, unless they are two."
    place = place_in(use.work, use.field, use.offset)
    values = (use.spelling, model.spelling, model.work.key)
    related = also(place_in(model.work, model.field, model.offset), "the usual spelling")
    return use.work.entry.finding("CIT041", place, message, hint, *values, related=related)


def check_author_readings(audit: Audit) -> Iterator[Finding]:
    """CIT041 at each ``yomi`` that disagrees with an earlier one for the same name.

    A family name alone agrees with every reading that begins with it.
    """
    first: dict[str, tuple[Work, str]] = {}
    for work in audit.works:
        value = own(work, "yomi")
        readings = split_names(value) if value else ()
        names = split_names(work.raw("author", "editor"))
        if not readings or len(readings) != len(names):
            continue
        for single, written in zip(names, readings, strict=True):
            name = _BETWEEN.sub("", without_variants(plain(single)))
            reading = _kana(plain(written))
            known, before = first.setdefault(name, (work, reading))
            if reading.startswith(before):
                first[name] = (known, reading) if len(reading) > len(before) else first[name]
            elif not before.startswith(reading):
                message = "{name} is read {reading}, but otherwise in {other}"
                hint = "Give one author one reading, or the two works stand apart."
                place = place_in(work, "yomi", max(value.find(written), 0))
                values = (plain(single), plain(written), known.key)
                related = also(known.place("yomi"), "the other reading")
                yield work.entry.finding("CIT041", place, message, hint, *values, related=related)


def _kana(reading: str) -> str:
    text = _BETWEEN.sub("", unicodedata.normalize("NFKC", reading))
    return "".join(chr(ord(char) - 0x60) if "ァ" <= char <= "ヶ" else char for char in text)


_GROUPS = {"journal": JOURNAL_FIELDS, "series": ("series",), "publisher": BODY_FIELDS}
_COMPANY = re.compile(
    r"(?:株式会社|有限会社|[(（]株[)）])|,?\s+(?:inc|ltd|llc|co|gmbh|plc)\.?$|\s+publish(?:ers|ing)$"
)
_LEGAL_FORM = re.compile(r"\b(inc|ltd|llc|gmbh|plc|株式会社|有限会社)\.?$")
_UNIVERSITY_PRESS = re.compile(r"\s+(?:up|univ\.? press)\b")
_ARTICLE = re.compile(r"^the\s+")
_SMALL_WORDS = frozenset(
    {"of", "the", "and", "for", "in", "on", "a", "an", "de", "der", "für", "&"}
)
_WORD = re.compile(r"[^\W\d_]+\.?")
_SHORTEST = 10
"""Letters from which one letter more or less is a slip and not another name."""


_SHOWN = 3
"""Entries of one file with one rare spelling that are named one by one; of more, the first."""


class _Use(NamedTuple):
    """A name where it stands."""

    work: Work
    field: str
    spelling: str


def check_spellings(audit: Audit) -> Iterator[Finding]:
    """CIT053 at names in a spelling that fewer entries have than another of the same name."""
    for what, fields in _GROUPS.items():
        groups: dict[str, list[_Use]] = defaultdict(list)
        for use in _uses(audit.works, fields):
            groups[_folded(use.spelling)].append(use)
        rare = [each for uses in groups.values() for each in _minorities(uses)]
        told = set()
        for short, long in (*_abbreviated(groups), *_mistyped(groups)):
            if short not in told:
                told.add(short)
                model = _common(groups[long])
                rare += [(use, model) for use in groups[short]]
        for use, usual in _of_many_the_first(rare):
            yield _finding(what, use, usual)


_Rare = TypeVar("_Rare", _RareName, "tuple[_Use, _Use]")


def _of_many_the_first(rare: Iterable[_Rare]) -> Iterator[_Rare]:
    """What is to be told: of many entries of a file that have one rare spelling, the first."""
    alike: dict[tuple[str, str], list[_Rare]] = {}
    for each in rare:
        alike.setdefault((each[0].work.entry.location.path, each[0].spelling), []).append(each)
    for found in alike.values():
        yield from found if len(found) <= _SHOWN else found[:1]


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


def _minorities(uses: list[_Use]) -> Iterator[tuple[_Use, _Use]]:
    if len({use.spelling for use in uses}) > 1:
        model = _common(uses)
        for use in uses:
            if use.spelling != model.spelling and not _two_companies(use, model):
                yield use, model


def _two_companies(use: _Use, other: _Use) -> bool:
    """Whether two names are firms of different law: SAGE Publications Ltd is not the Inc."""
    forms = (_LEGAL_FORM.search(each.spelling.casefold()) for each in (use, other))
    return len({form[1] for form in forms if form}) > 1


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
    values = (noun(what), use.spelling, model.spelling, model.work.key)
    related = also(place_in(model.work, model.field, 0), "the usual spelling")
    return use.work.entry.finding("CIT053", place, message, hint, *values, related=related)
