"""CIT041: one author under several spellings or readings.

A bibliography that prints 渡邊 here and 渡辺 there, or J. Smith and John Smith, lists one author as
two: their works stand apart, and a later note does not point at the earlier one.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hakusho.checks.bibliography.audit import own, place_in
from hakusho.citations.kanji_variants import without_variants
from hakusho.citations.latex import plain
from hakusho.citations.names import split_names
from hakusho.findings import also
from hakusho.values.letters import has_japanese

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hakusho.checks.bibliography.audit import Audit
    from hakusho.citations.names import Name
    from hakusho.citations.works import Work
    from hakusho.findings import Finding

_FIELDS = ("author", "editor", "translator")
_BETWEEN = re.compile(r"[\s・･=＝,，、]+")
_INITIAL = re.compile(r"[A-Z]\.?(?:[\s-]*[A-Z]\.?)*")
_LETTERS = re.compile(r"[A-Z][a-z]*")
_THE_SAME = "{spelling} is the {other} of {key}, written otherwise"
_PERHAPS = "{spelling} is perhaps the {other} of {key}, written otherwise"


@dataclass(frozen=True, slots=True)
class _Use:
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


def check_author_spellings(audit: Audit) -> Iterator[Finding]:
    """CIT041 at each name in a spelling that fewer entries have than another of the same name."""
    japanese: dict[str, list[_Use]] = defaultdict(list)
    western: dict[str, list[_Use]] = defaultdict(list)
    for use in _uses(audit.works):
        if has_japanese(use.spelling):
            japanese[_BETWEEN.sub("", without_variants(use.spelling))].append(use)
        elif "family" in use.name:
            western[_bare(use.name["family"])].append(use)
    for uses in japanese.values():
        yield from _minorities(uses, _japanese_spelling, _THE_SAME)
    for uses in western.values():
        yield from _western(uses)


def _uses(works: tuple[Work, ...]) -> Iterator[_Use]:
    for work in works:
        read = (work.authors, work.editors, work.translators)
        for field, names in zip(_FIELDS, read, strict=True):
            value = own(work, field) if names else ""
            singles = split_names(value) if value else []
            if len(singles) != len(names):
                continue  # inherited, or a name that is none
            at = 0
            for single, name in zip(singles, names, strict=True):
                at = max(value.find(single, at), 0)
                if name.get("literal") != "others":
                    yield _Use(work, field, at, name)
                at += len(single)


def _japanese_spelling(use: _Use) -> str:
    """What is compared: a name that is not divided agrees with any division (CIT040 has it)."""
    return use.spelling if "family" in use.name or "・" in use.spelling else ""


def _minorities(
    uses: list[_Use], spelling_of: Callable[[_Use], str], alike: str
) -> Iterator[Finding]:
    """The uses in another spelling than that of most."""
    if len(uses) < 2:  # noqa: PLR2004
        return
    spellings = [spelling_of(use) for use in uses]
    counted = Counter(spelling for spelling in spellings if spelling)
    undivided = [use for use, spelling in zip(uses, spellings, strict=True) if not spelling]
    bare = Counter(_BETWEEN.sub("", spelling) for spelling in counted)
    if len(counted) > 1:
        common = counted.most_common(1)[0][0]
        model = uses[spellings.index(common)]
        for use, spelling in zip(uses, spellings, strict=True):
            if spelling and spelling != common:
                yield _finding(use, model, alike)
    for use in undivided:
        # Undivided, and with other characters than the divided name has.
        written = _BETWEEN.sub("", use.spelling)
        models = [other for other, spelling in zip(uses, spellings, strict=True) if spelling]
        model = models[0] if models else uses[0]
        if (bare and written not in bare) or (not bare and use.spelling != model.spelling):
            yield _finding(use, model, alike)


def _western(uses: list[_Use]) -> Iterator[Finding]:
    """Names with one family name: the same given name otherwise written, or its initial."""
    if len({use.spelling for use in uses}) < 2:  # noqa: PLR2004
        return
    people: dict[str, list[_Use]] = defaultdict(list)
    for use in uses:
        # A father and a son differ in the suffix alone.
        person = _bare(use.name.get("given", "")) + use.name.get("suffix", "")
        people[person].append(use)
    for same in people.values():
        yield from _minorities(same, lambda use: use.spelling, _THE_SAME)
    given = [same for same in people.values() if same[0].name.get("given")]
    short = [same for same in given if _is_initials(same[0])]
    if len(short) != 1:
        return
    wanted = _initials(short[0][0].name["given"])
    fitting = [s for s in given if s is not short[0] and _initials(s[0].name["given"]) == wanted]
    if len(fitting) == 1 and not _write_together(short[0], fitting[0]):
        for use in short[0]:
            yield _finding(use, fitting[0][0], _PERHAPS)


def _write_together(some: list[_Use], others: list[_Use]) -> bool:
    """Whether both are named in one entry: then they are two."""
    return not {use.work.key for use in some}.isdisjoint(use.work.key for use in others)


def _is_initials(use: _Use) -> bool:
    return bool(_INITIAL.fullmatch(use.name["given"]))


def _initials(given: str) -> str:
    bare = "".join(c for c in unicodedata.normalize("NFKD", given) if not unicodedata.combining(c))
    if _INITIAL.fullmatch(bare):
        return "".join(char for char in bare if char.isupper())
    return "".join(word[0] for word in _LETTERS.findall(bare))


def _bare(name: str) -> str:
    """A name without accents, case, points and spaces."""
    folded = unicodedata.normalize("NFKD", name).casefold()
    return "".join(char for char in folded if char.isalnum())


def _finding(use: _Use, model: _Use, alike: str) -> Finding:
    hint = "Write one author in one way, as the author does, unless they are two."
    place = place_in(use.work, use.field, use.offset)
    values = (use.spelling, model.spelling, model.work.key)
    related = also(place_in(model.work, model.field, model.offset), "the usual spelling")
    return use.work.entry.finding("CIT041", place, alike, hint, *values, related=related)


def check_author_readings(audit: Audit) -> Iterator[Finding]:
    """CIT041 at each ``yomi`` that disagrees with an earlier one for the same name.

    A family name alone agrees with every reading that begins with it.
    """
    first: dict[str, tuple[Work, str]] = {}
    for work in audit.works:
        value = own(work, "yomi")
        readings = split_names(value) if value else []
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
