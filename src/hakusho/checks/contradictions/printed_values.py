"""CON035: a value that a template prints, and beside it the year or the name of another row.

2030年までに{{ fact("warheads-2035") }} where another fact of that label is of 2030;
中距離ミサイルを{{ fact("short-range") }}; 北浜で{{ cell(…, 港名="東島") }};
最も短い岸壁は{{ cell(…).max }}.
"""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from hakusho.checks.contradictions.fact_dates import agree
from hakusho.checks.contradictions.fact_numbers import JAPANESE_LETTER
from hakusho.checks.contradictions.heard_labels import heard_in, pieces_of
from hakusho.checks.contradictions.row_names import COUNTRY, country_of
from hakusho.findings import Finding, also
from hakusho.manuscript.word_search import ManyWords
from hakusho.tools.keeping import Same, recall
from hakusho.values.dates import PartialDate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from hakusho.checks.contradictions.dates_in_text import WrittenDate
    from hakusho.checks.contradictions.passages import Passage
    from hakusho.data import Dataset, Fact, Row

_FACT = re.compile(r"\A\{\{-?\s*fact\(\s*[\"'](?P<id>[^\"']+)[\"']\s*\)\s*(?:\||-?\}\})")
_CELL = re.compile(r"\A\{\{-?\s*cell\(\s*[\"'](?P<data>[^\"']+)[\"'](?P<rest>[^}]*)")
_CHOSEN = re.compile(r"(?P<column>[^\W\d]\w*)\s*=\s*[\"'](?P<value>[^\"']+)[\"']")
_YEAR = re.compile(r"(?<![\w.])(?:1[89]|20|21)\d\d(?!\w)")
_EXTREME = re.compile(r"\)\s*\.\s*(?P<side>max|min)\b")
_MOST = re.compile(
    r"最も(?:多|大き|高|長|重|広|深|遠|厚|太)|(?<!過去)最[多大高長深](?!限|期|小|恵|低|短|少)"
    r"|\b(?:largest|biggest|highest|longest|greatest|heaviest|deepest|widest|dearest|the most)\b"
    r"(?! of)"
)
_LEAST = re.compile(
    r"最も(?:少な|小さ|低|短|軽|狭|浅|近|薄|細)|(?<!過去)最[少小低短](?!限|期|大|高|長|多)"
    r"|\b(?:smallest|lowest|shortest|lightest|shallowest|narrowest|cheapest|fewest|the least)\b"
)
_TURNED = re.compile(
    r"減|下落|下が|落ち|赤字|損|負|△|▲|マイナス|順位|番|位|差|\bat (?:most|least)\b"
    r"|\b(?:fall|fell|drop|declin|decreas|loss|deficit|rank|below|minus|negative)",
    re.IGNORECASE,
)
"""Where the most is the smallest number, or may be."""
_SHORTEST = 2
"""A name of one letter is found in anything."""

_SURE = 4
"""What a label has beside another one's weighs so much, or it is heard by chance."""

_SPOKEN_OF = 120
"""So far behind its name a text still speaks of a country."""
_SHORT_NAMES = {
    "usa": "United States", "us": "United States", "uk": "United Kingdom", "dprk": "North Korea",
    "rok": "South Korea", "prc": "China",
}  # fmt: skip

_Print = tuple[int, int, str]


def check_printed_values(
    passage: Passage, facts: Mapping[str, Fact], datasets: Mapping[str, Dataset]
) -> Iterator[Finding]:
    """CON035 for each value of a fact, and each cell, that a passage prints."""
    siblings = recall((__name__, Same(facts)), lambda: _siblings(facts))
    sisters = recall((__name__, Same(facts), "sisters"), lambda: _sisters(facts))
    start = 0
    for end in (*passage.ends, len(passage.text)) if siblings or datasets else ():
        values = [
            each
            for each in passage.prints(start, end)
            if _FACT.match(each[2]) or _CELL.match(each[2])
        ]
        for each in values:
            yield from _of_another_country(passage, start, each, facts, sisters)
        yield from _of_other_labels(passage, start, end, values, facts, sisters)
        for number, each in enumerate(values):
            first = values[number - 1][1] if number else start
            last = values[number + 1][0] if number + 1 < len(values) else end
            if match := _FACT.match(each[2]):
                fact = facts.get(match["id"])
                if fact is not None:
                    yield from _of_fact(passage, each, (first, last), fact, siblings)
            elif cell := _CELL.match(each[2]):
                before = values[number - 1][2] if number else ""
                yield from _of_cell(passage, each, first, cell, datasets, before)
                yield from _of_extreme(passage, each, first, cell)
        start = end


def _siblings(facts: Mapping[str, Fact]) -> Mapping[str, Sequence[Fact]]:
    """Of each fact those that tell the same of other dates, it among them."""
    alike: dict[object, list[Fact]] = {}
    for fact in facts.values():
        if fact.date and fact.labels and not fact.quantity.empty:
            key = (tuple(sorted(fact.labels.items())), tuple(sorted(fact.unit.items())))
            alike.setdefault(key, []).append(fact)
    return {fact.id: group for group in alike.values() if len(group) > 1 for fact in group}


class _Sisters:
    """Facts of one dataset and unit, by what their labels are heard by."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        self.facts = facts

    @cached_property
    def _by_piece(self) -> Mapping[str, Sequence[int]]:
        found: dict[str, list[int]] = {}
        for number, fact in enumerate(self.facts):
            for piece in _pieces(fact):
                found.setdefault(piece, []).append(number)
        return found

    def heard(self, pieces: Iterable[str]) -> Iterator[Fact]:
        """Those of whose labels something is heard, in their order."""
        for number in sorted({at for each in pieces for at in self._by_piece.get(each, ())}):
            yield self.facts[number]


_NONE = _Sisters(())


def _sisters(facts: Mapping[str, Fact]) -> Mapping[str, _Sisters]:
    """Of each fact those of its dataset and unit, it among them."""
    alike: dict[object, list[Fact]] = {}
    for fact in facts.values():
        if fact.labels and not fact.quantity.empty and not fact.operands:
            alike.setdefault((fact.dataset, tuple(sorted(fact.unit.items()))), []).append(fact)
    groups = map(_Sisters, alike.values())
    return {fact.id: group for group in groups for fact in group.facts}


def _of_other_labels(
    passage: Passage,
    start: int,
    end: int,
    values: Sequence[_Print],
    facts: Mapping[str, Fact],
    sisters: Mapping[str, _Sisters],
) -> Iterator[Finding]:
    """A value beside words that are the label of another fact, and not its own."""
    told = []
    around: dict[_Print, frozenset[str]] = {}
    japanese: set[_Print] = set()
    for number, each in enumerate(values):
        match = _FACT.match(each[2])
        fact = facts.get(match["id"]) if match else None
        if fact is None:
            continue
        before = passage.text[values[number - 1][1] if number else start : each[0]]
        last = values[number + 1][0] if number + 1 < len(values) else end
        behind = passage.text[each[1] : last]
        is_before = JAPANESE_LETTER.search(before) is not None
        heard = heard_in(before if is_before else behind)
        told.append((each, fact, heard))
        japanese |= {each} if is_before else set()
        around[each] = heard if is_before else heard | heard_in(before)
    for each, fact, heard in told:
        heard_around = around[each]
        shared = {*_pieces(fact)}
        for other in sisters.get(fact.id, _NONE).heard((heard | heard_around) - shared):
            own, others = _apart(fact, other)
            exchanged = any(
                third is other and not others & there and own & there for _, third, there in told
            )
            labels = [frozenset(pieces_of(text)) for text in other.labels.values()]
            label = min(labels, key=lambda known: len(known - heard))
            whole = label <= heard and sum(map(len, label & others)) >= _SURE
            said = {piece for piece in others if piece.isascii() == (each not in japanese)}
            longer = said and not own and said <= heard_around and not heard_around & shared
            if longer or (own and not own & heard and others & heard and (exchanged or whole)):
                message = "the value of '{fact}' is printed beside the words of '{other}'"
                place, related = passage.place(each[0]), also(other.location, "the other fact")
                given = (fact.id, other.id)
                yield Finding.of("CON035", place, message, "", *given, related=related)
                break


def _of_another_country(
    passage: Passage,
    start: int,
    printed: _Print,
    facts: Mapping[str, Fact],
    sisters: Mapping[str, _Sisters],
) -> Iterator[Finding]:
    """A value of one country where another one is spoken of, which has a row with that label."""
    match = _FACT.match(printed[2])
    fact = facts.get(match["id"]) if match else None
    own = _country_in(fact) if fact else ""
    if fact is None or not own:
        return
    paragraph = passage.text.rfind("\n", 0, printed[0]) + 1
    first = max(paragraph, printed[0] - _SPOKEN_OF)
    named = [country_of(each[0]) for each in COUNTRY.finditer(passage.own, first, printed[0])]
    in_sentence = COUNTRY.finditer(passage.own, max(start, paragraph))
    if not named or named[-1] == own or own in {country_of(each[0]) for each in in_sentence}:
        return
    for other in sisters.get(fact.id, _NONE).facts:
        same = fact.labels == other.labels and _country_in(other) == named[-1]
        if same:
            message = "the value of '{fact}' is printed beside the words of '{other}'"
            place, related = passage.place(printed[0]), also(other.location, "the other fact")
            yield Finding.of("CON035", place, message, "", fact.id, other.id, related=related)
            return


def _country_in(fact: Fact) -> str:
    """The country of a row, by a cell that is its name; empty if it has none, or several."""
    cells = {_SHORT_NAMES.get(each.casefold(), each) for each in fact.row.values.values()}
    found = {country_of(each) or country_of(each.title()) for each in cells} - {""}
    return found.pop() if len(found) == 1 else ""


def _pieces(fact: Fact) -> Mapping[str, int]:
    return pieces_of(" ".join(fact.labels.values()))


def _apart(fact: Fact, other: Fact) -> tuple[set[str], set[str]]:
    """What the labels of each of two facts say, and those of the other do not."""
    here, there = {*_pieces(fact)}, {*_pieces(other)}
    return here - there, there - here


def _of_fact(
    passage: Passage,
    printed: _Print,
    around: tuple[int, int],
    fact: Fact,
    siblings: Mapping[str, Sequence[Fact]],
) -> Iterator[Finding]:
    """A value beside the date of another one; in Japanese the date stands before its value."""
    others = siblings.get(fact.id, ())
    before = _dates(passage, around[0], printed[0])[-1:]
    behind = _dates(passage, printed[1], around[1])[:1]
    typed = passage.text[around[0] : printed[0]] + passage.text[printed[1] : around[1]]
    japanese = JAPANESE_LETTER.search(typed)
    beside = (before or behind) if japanese else [*before, *behind]
    days = [each.day for each in beside if each.day is not None]
    if not others or not days or any(agree(PartialDate.parse(fact.date), day) for day in days):
        return
    meant = next((each for each in others if agree(PartialDate.parse(each.date), days[-1])), None)
    if meant is not None:
        message = "the value of '{fact}' is printed beside {date}, which is that of '{other}'"
        said = passage.text[beside[-1].start : beside[-1].end]
        place, related = passage.place(printed[0]), also(meant.location, "the other fact")
        given = (fact.id, said, meant.id)
        yield Finding.of("CON035", place, message, "", *given, related=related)


def _dates(passage: Passage, start: int, end: int) -> list[WrittenDate]:
    return [each for each in passage.dates_from(start, end) if each.day and each.end <= end]


def _of_cell(
    passage: Passage,
    printed: _Print,
    start: int,
    cell: re.Match[str],
    datasets: Mapping[str, Dataset],
    before: str,
) -> Iterator[Finding]:
    """A cell of one row beside the name or the year of another.

    A year behind a growth from it is said of that (``before``): 12% more than in 2000, 13 ships.
    """
    dataset, text = datasets.get(cell["data"]), passage.text[start : printed[0]]
    rows = dataset.rows if dataset is not None else ()
    of_growth = frozenset(_YEAR.findall(before)) if ".growth(" in before else frozenset()
    for chosen in _CHOSEN.finditer(cell["rest"]):
        if chosen["value"] in text:
            continue
        said = [*_names(chosen["column"], Same(rows)).found_in(text)]
        if not said and country_of(chosen["value"]):  # one that has no row
            said = [each[0] for each in COUNTRY.finditer(text)]
        if len(said) == 1 and said[0] not in chosen["value"] and said[0] not in of_growth:
            yield _finding(passage, printed, chosen["value"], said[0])
            return
    years = {int(year) for year in _YEAR.findall(cell["rest"])}
    dates = [each for each in _dates(passage, start, printed[0]) if each.unit != "decade"]
    day = dates[-1].day if years and dates else None
    if day is not None and day.year not in years and str(day.year) not in of_growth:
        here = passage.text[dates[-1].start : dates[-1].end]
        yield _finding(passage, printed, ", ".join(map(str, sorted(years))), here)


def _of_extreme(
    passage: Passage, printed: _Print, start: int, cell: re.Match[str]
) -> Iterator[Finding]:
    """The greatest number of a column, told of as the least; or the other way round."""
    side = _EXTREME.search(cell["rest"])
    text = passage.own[start : printed[0]] if side else ""
    if side is None or _TURNED.search(text):
        return
    said = {"max": _MOST.search(text), "min": _LEAST.search(text)}
    own = said.pop(side["side"])
    (other,) = said.values()
    if other and not own:
        at = start + other.start()
        yield _finding(passage, (at, printed[1], printed[2]), f".{side['side']}", other[0])


@lru_cache(maxsize=32)
def _names(column: str, same: Same[tuple[Row, ...]]) -> ManyWords:
    """The cells of a column that a text may name."""
    return ManyWords(cell for row in same.value if len(cell := row.get(column)) >= _SHORTEST)


def _finding(passage: Passage, printed: _Print, meant: str, said: str) -> Finding:
    message = "the cell is that of {meant}, and beside it stands {said}"
    return Finding.of("CON035", passage.place(printed[0]), message, "", meant, said)
