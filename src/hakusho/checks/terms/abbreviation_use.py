"""ABB: abbreviations that nobody knows, that are introduced otherwise than meant, or unused.

Editions and briefs write out the first mention by themselves. What the author has written by
hand should agree with that, so that the chapters read as the paper does.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hakusho.ast.walk import elements, stringify
from hakusho.findings import Finding, also, did_you_mean, say
from hakusho.manuscript.glossary import chosen, is_glossary
from hakusho.manuscript.mentions import Mention, Mentions
from hakusho.manuscript.running_text import RunningText, is_marked
from hakusho.manuscript.word_search import WordSearch
from hakusho.paper.terms import TERMS_PATH
from hakusho.source.prose import OPAQUE
from hakusho.values.letters import JAPANESE, KANJI, KATAKANA, is_wide

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from hakusho.ast.nodes import Block, Element, Range
    from hakusho.findings import Location
    from hakusho.paper.terms import Abbreviation, Terms
    from hakusho.source.positions import Positions
    from hakusho.source.prose import Prose


def check_marks(
    blocks: list[Block],
    positions: Positions,
    terms: Terms,
    mentioned: Callable[[], Collection[str]],
) -> Iterator[Finding]:
    """Check what a text marks as an abbreviation, and its glossaries.

    Args:
        blocks: Of a chapter or a brief.
        positions: What their places mean.
        terms: The paper's terms.
        mentioned: Tells the abbreviations that the text's document mentions.

    Yields:
        ABB001 for each abbreviation that terms.yaml does not list, ABB007 for each glossary that
        would be empty.
    """
    known = dict.fromkeys(short for each in terms.abbreviations for short in each.shorts)
    for element in elements(blocks):
        if is_marked(element):
            names = [stringify(element).strip()]
            start, _ = _range(*element["c"][1][:1], element, *blocks)
            places = [positions.place(start)]
        elif is_glossary(element):
            names = list(chosen(element))
            start, end = element.get("attributes", _range(element, *blocks))
            written = positions.letters(start, end - start)
            places = [positions.place(start + _index(name, written)) for name in names]
            if not names and not mentioned():
                message = "this glossary has nothing to list: no abbreviation is mentioned"
                hint = "Delete it, or list the abbreviations in {file}."
                start, _ = _range(element, *blocks)
                yield Finding.of("ABB007", positions.place(start), message, hint, TERMS_PATH)
        else:
            continue
        for name, place in zip(names, places, strict=True):
            if name not in known:
                yield _unlisted_mark(place, name, known)


def _range(*nodes: Element) -> Range:
    """Where the first of some nodes stands that is found in the source."""
    return next((node["at"] for node in nodes if "at" in node), (0, 0))


def _index(name: str, written: str) -> int:
    """Where attributes name an abbreviation."""
    named = re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", written)
    return named.start() if named else 0


def _unlisted_mark(where: Location, name: str, known: Collection[str]) -> Finding:
    hint = did_you_mean(name, known, say("List it under 'abbreviations' in {file}.", TERMS_PATH))
    return Finding.of("ABB001", where, "terms.yaml has no abbreviation '{name}'", hint, name)


_NAME_BEFORE = re.compile(rf"[{KANJI}{KATAKANA}・]{{4,}}$")
_ALIKE = 2
"""Japanese characters at the end of two names that make them names of one thing."""
_LONGEST_SHOWN = 12
_FEWEST_WORDS = 3
_UNLISTED_JA = re.compile(
    rf"(?<=[{JAPANESE}」])"
    r"\s?[（(](?P<short>[A-Z]{3,8})(?:[:：]\s?[A-Za-z][^（）()]*)?[）)]"
)
_UNLISTED_EN = re.compile(
    r"(?<![\w’'\-])(?P<long>(?:[A-Za-z][\w’'\-]*\s+){1,9}[A-Za-z][\w’'\-]*)\s\((?P<short>[A-Z]{2,8})\)"
)
_OUTSIDE = re.compile(r"(?<![A-Za-z0-9（(\-])[A-Z]{2,8}(?![A-Za-z0-9\-])")
"""What looks like an abbreviation, outside brackets."""
_SMALL = frozenset({"of", "the", "and", "for", "in", "on", "to", "a", "an", "at", "by", "de"})
_CAPITALS = re.compile(r"(?<![A-Za-z0-9.\-])[A-Z]{3,8}(?![A-Za-z0-9\-])")
_EASILY_TAKEN = ("MN", "BP", "BD", "CG", "EF", "IJ", "OQ", "OD", "UV", "VW", "PR", "KX", "CO", "IL")
"""Letters of which one is easily taken for another."""
_ROMAN = re.compile(r"[IVXLCDM]+")


@dataclass(frozen=True, slots=True)
class _Placed:
    """A mention in a chapter."""

    mention: Mention
    text: Prose

    @property
    def location(self) -> Location:
        return self.text.place(self.mention.start)


def check_abbreviations(
    chapters: Sequence[Prose], terms: Terms, elsewhere: Iterable[str] = ()
) -> Iterator[Finding]:
    """Check how the chapters of a report introduce abbreviations.

    Args:
        chapters: Their text in reading order, without translations.
        terms: The paper's terms; without abbreviations nothing is checked.
        elsewhere: Other texts that may use one: the abstract, the data, briefs, translations.

    Yields:
        ABB002 for one that is used before it is introduced, ABB003 for one that is introduced
        again, ABB004 for one that nothing uses, ABB005 for one that only the text knows, ABB006
        for one that the text introduces with other words, ABB008 for what is nearly a listed one.
    """
    if not terms.abbreviations:
        return
    texts = [chapter.without("Header", "BlockQuote", "Cite") for chapter in chapters]
    placed: dict[Abbreviation, list[_Placed]] = {}
    mentions = Mentions(terms)
    for text in texts:
        for mention in sorted(
            mentions.found_in(_running(text)), key=lambda each: text.order(each.start)
        ):
            placed.setdefault(mention.abbreviation, []).append(_Placed(mention, text))
    for abbreviation, uses in placed.items():
        if abbreviation.expands:
            yield from _order(abbreviation, uses)
            yield from _other_words(abbreviation, uses[0])
        for use in uses:
            yield from _third_words(abbreviation, use)
    yield from _nearly_known(texts, terms)
    sources = [*(chapter.text for chapter in chapters), *elsewhere]
    yield from _unused([each for each in terms.abbreviations if each not in placed], sources)
    yield from _unlisted(texts, terms)


def _running(text: Prose) -> RunningText:
    return RunningText(text.text, ("",) * len(text.text), (), (), {})


def _order(abbreviation: Abbreviation, uses: Sequence[_Placed]) -> Iterator[Finding]:
    introduced = [use for use in uses if use.mention.by_hand]
    if not introduced:
        return
    name, first = abbreviation.abbr, introduced[0]
    place = also(first.location, "where it is introduced")
    if uses[0] is not first:
        message = "{name} is used here, but introduced only later"
        hint = "Introduce it here; or nowhere, since the first mention is written out by itself."
        yield Finding.of("ABB002", uses[0].location, message, hint, name, related=place)
    for again in introduced[1:]:
        message = "{name} is introduced again"
        hint = "Write {name}; only the first mention is printed in full, in whatever order."
        yield Finding.of("ABB003", again.location, message, hint, name, related=place)


def _other_words(abbreviation: Abbreviation, first: _Placed) -> Iterator[Finding]:
    """The first mention stands alone in brackets after words that end as the long form does."""
    mention, text = first.mention, first.text.text
    before, after = text[: mention.start].rstrip(), text[mention.end :].lstrip()
    if mention.by_hand or before[-1:] not in tuple("（(") or after[:1] not in tuple("）)"):
        return
    written = before[:-1].rstrip()
    alike = next((long for long in abbreviation.longs if _ends_alike(written, long)), "")
    if not alike:
        return
    shown = _shown(written, alike)
    message = "{short} is introduced as …{shown}, but terms.yaml says {alike}"
    hint = "Write {alike} before the bracket, or change terms.yaml."
    yield Finding.of("ABB006", first.location, message, hint, mention.short, shown, alike)


def _third_words(abbreviation: Abbreviation, use: _Placed) -> Iterator[Finding]:
    """The abbreviation alone in brackets behind a name that is nearly what it stands for."""
    mention, text = use.mention, use.text.text
    if mention.by_hand:
        return
    before, after = text[: mention.start].rstrip(), text[mention.end :].lstrip()
    if abbreviation.en and before[-1:] == "(" and after[:1] == ")":
        yield from _other_word(abbreviation.en, use, before[:-1])
    if not abbreviation.ja:
        return
    name = _NAME_BEFORE.search(before[:-1].rstrip()) if before[-1:] in tuple("（(") else None
    if name is None or after[:1] not in tuple("）)") or _ends_alike(name[0], abbreviation.ja):
        return
    common = len(set(name[0]) & set(abbreviation.ja))
    if common * 2 >= len(set(abbreviation.ja)):
        message = "{short} is introduced as {shown}, but terms.yaml says {long}"
        hint = "Write {long} before the bracket, or change terms.yaml."
        values = (mention.short, name[0], abbreviation.ja)
        yield Finding.of("ABB006", use.location, message, hint, *values)


def _other_word(long: str, use: _Placed, before: str) -> Iterator[Finding]:
    """All words before the bracket are those of the long form, but for the last: Body for Board.

    Of two words the last begins with the same letter: Association for Authority.
    """
    own = long.split()
    written = before.split()[-len(own) :]
    if len(own) == 1 or len(written) < len(own) or OPAQUE in written[-1]:
        return
    same = [a.casefold() == b.casefold() for a, b in zip(written, own, strict=True)]
    capital = written[-1][:1] == own[-1][:1].upper()
    few = len(own) < _FEWEST_WORDS and written[0][:1] + written[-1][:1] != own[0][:1] + own[-1][:1]
    plural = written[-1].casefold().rstrip("s") == own[-1].casefold().rstrip("s")
    if all(same[:-1]) and not same[-1] and capital and not few and not plural:
        message = "{short} is introduced as {shown}, but terms.yaml says {long}"
        hint = "Write {long} before the bracket, or change terms.yaml."
        values = (use.mention.short, " ".join(written), long)
        yield Finding.of("ABB006", use.location, message, hint, *values)


def _ends_alike(written: str, long: str) -> bool:
    if is_wide(long[-1]):
        return written[-_ALIKE:] == long[-_ALIKE:]
    last, own = written.rsplit(maxsplit=1)[-1:], long.rsplit(maxsplit=1)
    return len(own) > 1 and bool(last) and last[0].casefold() == own[-1].casefold()


def _shown(written: str, long: str) -> str:
    if is_wide(long[-1]):
        return re.split(r"[\s\ufffc、。「」（）]", written[-_LONGEST_SHOWN:])[-1]
    return " ".join(written.split()[-len(long.split()) :])


def _unused(abbreviations: Sequence[Abbreviation], sources: Sequence[str]) -> Iterator[Finding]:
    search = WordSearch(short for each in abbreviations for short in each.shorts)
    present = set().union(*map(search.found_in, sources))
    for each in abbreviations:
        if present.isdisjoint(each.shorts) or not any(map(_word(each).search, sources)):
            message = "{abbr} is never used"
            hint = "Delete it, unless a chapter to come will use it."
            yield Finding.of("ABB004", each.location, message, hint, each.abbr)


def _word(abbreviation: Abbreviation) -> re.Pattern[str]:
    words = "|".join(map(re.escape, abbreviation.shorts))
    return re.compile(rf"(?<![A-Za-z0-9])(?:{words})(?![A-Za-z0-9])")


def _nearly_known(texts: Sequence[Prose], terms: Terms) -> Iterator[Finding]:
    """ABB008 for what stands once and is a listed abbreviation with two letters swapped.

    Or with one that is easily typed or read for another.
    """
    known = {short for each in terms.abbreviations for short in each.shorts}
    uses = [(text, match) for text in texts for match in _CAPITALS.finditer(text.text)]
    counts = Counter(match[0] for _, match in uses)
    for text, match in uses:
        word = match[0]
        if counts[word] > 1 or word in known or _ROMAN.fullmatch(word):
            continue
        near = next((each for each in sorted(known) if _is_mistyped(word, each)), "")
        if near:
            message = "{word} stands here alone; terms.yaml has {known}"
            hint = "Write {known}, if that is meant; or list {word}."
            yield Finding.of("ABB008", text.place(match.start()), message, hint, word, near)


def _is_mistyped(word: str, known: str) -> bool:
    if len(word) != len(known) or len(known) <= len("JC"):
        return False
    if sorted(word) == sorted(known):
        return True
    other = [{a, b} for a, b in zip(word, known, strict=True) if a != b]
    return len(other) == 1 and any(other[0] <= set(kind) for kind in _EASILY_TAKEN)


def _unlisted(texts: Sequence[Prose], terms: Terms) -> Iterator[Finding]:
    """Introductions of what terms.yaml does not know, of abbreviations that are used again."""
    known = {short for each in terms.abbreviations for short in each.shorts}
    longs = {long.casefold() for each in terms.abbreviations for long in each.longs}
    used_again = {short for text in texts for short in _OUTSIDE.findall(text.text)}
    found: set[str] = set()
    for text in texts:
        matches = [*_UNLISTED_JA.finditer(text.text)]
        matches += [m for m in _UNLISTED_EN.finditer(text.text) if _has_initials(m)]
        for match in sorted(matches, key=lambda each: each.start()):
            short = match["short"]
            if short in known | found or _ROMAN.fullmatch(short) or short.casefold() in longs:
                continue
            if short in used_again:
                found.add(short)
                message = "{short} is introduced here, but terms.yaml does not list it"
                hint = "List it under 'abbreviations', or a brief cannot write it out."
                yield Finding.of("ABB005", text.place(match.start("short")), message, hint, short)


def _has_initials(match: re.Match[str]) -> bool:
    words = [word for part in match["long"].split() for word in part.split("-") if word]
    initials = "".join(word[0] for word in words if word not in _SMALL).upper()
    return initials.endswith(match["short"])
