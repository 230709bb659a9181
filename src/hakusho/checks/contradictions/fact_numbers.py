"""CON001, CON003: a typed number that speaks of a fact and is not its value, or not in its unit.

That it speaks of the fact is weighed: its label in the sentence, its year, its source beside it,
its unit, and how much the number looks like a slip. A number that the fact's own rounding, range
or qualifier allows is none; nor is one in a sentence that prints the fact, which says it already.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from hakusho.checks.contradictions.heard_labels import LabelIndex, pieces_of
from hakusho.checks.contradictions.mistyped_numbers import likeness
from hakusho.checks.data.typed_values import (
    GENERIC,
    REFERENCE,
    in_prose,
    significant_digits,
    unit_written,
)
from hakusho.data.quantities import is_currency
from hakusho.findings import Finding, also
from hakusho.source.cross_reference_marks import is_cross_reference
from hakusho.tools.keeping import Same, recall
from hakusho.values.letters import JAPANESE, KANJI

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from hakusho.checks.contradictions.passages import Passage
    from hakusho.checks.data.written_numbers import Written
    from hakusho.data import Fact

JAPANESE_LETTER = re.compile(f"[{JAPANESE}]")
_ENOUGH = 0.8
_LONG_LABEL = 6
_ONE_END = 0.5
"""How much a range looks like another one that begins or ends where it does."""
_A_THIRD = 0.3
"""Of a label, as a sentence says it."""
_OTHER_UNITS = (
    ("発", "基", "隻", "機", "両", "門", "本", "台", "個", "丁", "艇"),
    ("km", "㎞", "キロメートル", "キロ", "海里", "マイル", "m", "メートル", "kilometres",
     "kilometers", "miles", "nautical miles", "metres", "meters", "feet"),
    ("t", "トン", "kg", "キログラム", "tonnes", "tons", "kilograms", "pounds"),
    ("円", "ドル", "ユーロ", "ポンド", "元", "ウォン", "yen", "dollars", "euros", "pounds"),
    ("%", "％", "パーセント", "ポイント", "倍", "割", "per cent", "percent", "percentage points"),
    ("日", "週間", "か月", "カ月", "ヶ月", "年間", "days", "weeks", "months", "years"),
)  # fmt: skip
"""What things of one kind are counted or measured in."""
_SAME = (
    {"km", "㎞", "キロメートル", "キロ", "kilometres", "kilometers"},
    {"m", "メートル", "metres", "meters"},
    {"%", "％", "パーセント", "per cent", "percent"}, {"t", "トン", "tonnes"},
    {"kg", "キログラム", "kilograms"},
)  # fmt: skip
_NO_AMOUNT = re.compile(
    r"^[^\s、。]{0,6}?(?:増|減|上回|下回|多|少な|ずつ|ごと|毎|当たり|あたり|目|前|後|以内|差)"
    r"|^[ \u00a0]?[\w-]*[ \u00a0](?:more|fewer|less|higher|lower|ago|later|earlier|each|apiece)\b"
)
_ABOUT_BEFORE = re.compile(
    r"(?:約|およそ|おおよそ|ほぼ|概ね|\b(?:about|some|nearly|almost|around|approximately|roughly|"
    r"over|circa)) ?\Z"
)
_ABOUT_AFTER = re.compile(r"^\S{0,4}?(?:余|強|弱|近く|前後|程度|ほど|台)")
_AT_LEAST = re.compile(r"^\S{0,4}?(?:以上|を超|超|を上回)")
_AT_MOST = re.compile(r"^\S{0,4}?(?:以下|未満|以内|弱|を下回|に満たな|足らず)")
_AT_LEAST_BEFORE = re.compile(r"\b(?:more than|over|at least|above|exceed\w*|no fewer than) ?\Z")
_AT_MOST_BEFORE = re.compile(r"\b(?:less than|fewer than|under|below|at most|up to) ?\Z|最大 ?\Z")


def label_index(facts: Mapping[str, Fact]) -> LabelIndex:
    """Finds the facts of whose labels a text speaks; kept as long as the facts are."""

    def made() -> LabelIndex:
        return LabelIndex(
            (fact.id, part)
            for fact in facts.values()
            for label in set(fact.labels.values())
            for part in {label, *_clauses(label)}
        )

    return recall((__name__, Same(facts)), made)


def _clauses(label: str) -> Iterator[str]:
    """What of a label that tells of several things tells of one: 協定署名、防護開始."""
    parts = label.split("、")
    for part in parts if len(parts) > 1 else ():
        if sum(pieces_of(part).values()) >= _LONG_LABEL:
            yield part


def check_fact_numbers(passages: Iterable[Passage], facts: Mapping[str, Fact]) -> Iterator[Finding]:
    """CON001 and CON003 for the typed numbers of some passages."""
    counted = {each.id: each for each in facts.values() if not each.quantity.empty}
    if not counted:
        return
    known = _Known.of(counted, label_index(facts))
    for passage in passages:
        for number in passage.numbers:
            before = passage.text[max(0, number.start - 12) : number.start]
            if not passage.is_typed(number.start) or REFERENCE.search(before):
                continue
            finding = _Number(passage, number, known).finding()
            if finding is not None:
                yield finding


_Unit = tuple[tuple[str, str], ...]
"""A fact's unit, by language."""


@dataclass(frozen=True, slots=True)
class _Known:
    """The facts of a paper with a number, and by what they are found."""

    facts: Mapping[str, Fact]
    index: LabelIndex
    by_digits: Mapping[str, list[Fact]]
    by_end: Mapping[Decimal, frozenset[str]]  # ids by value, and by the ends of a range
    units: Mapping[str, _Unit]  # by id

    @classmethod
    def of(cls, facts: Mapping[str, Fact], index: LabelIndex) -> _Known:
        """Gather them once for all numbers."""
        ends: dict[Decimal, set[str]] = defaultdict(set)
        for name, fact in facts.items():
            for end in (fact.value, fact.low, fact.high):
                if end is not None:
                    ends[end].add(name)
        by_end = {end: frozenset(names) for end, names in ends.items()}
        units = {name: tuple(fact.unit.items()) for name, fact in facts.items()}
        return cls(facts, index, _by_digits(facts.values()), by_end, units)


def _by_digits(facts: Iterable[Fact]) -> Mapping[str, list[Fact]]:
    """Facts of four digits and more by these, in order: what a slip may be found by alone."""
    found: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.value is not None and len(key := _sorted_digits(fact.value)) > 3:  # noqa: PLR2004
            found[key].append(fact)
    return found


def _sorted_digits(number: Decimal) -> str:
    return "".join(sorted(f"{number:f}".replace(".", "")))


@dataclass(frozen=True, slots=True)
class _Meant:
    """A fact that a number may speak of."""

    fact: Fact
    share: float  # of its label that the sentence says
    weight: float  # of all that tells that it is meant


class _Number:
    """A typed number and what stands around it."""

    def __init__(self, passage: Passage, number: Written, known: _Known) -> None:
        self._passage, self._number, self._known = passage, number, known
        self._start, self._end = passage.sentence(number.start)
        self._spoken = {
            name: share
            for name, share in known.index.spoken_of(passage.text[self._start : self._end]).items()
            if name in known.facts
        }
        self._facts = known.facts
        self._written: dict[_Unit, str] = {}
        self._after = passage.text[number.end : number.end + 24].partition("\n")[0]
        self._before = passage.text[max(self._start, number.start - 16) : number.start]

    def finding(self) -> Finding | None:
        """CON001 or CON003, if a fact is contradicted."""
        said = self._passage.values_in(self._start, self._end)
        heard = [self._facts[name] for name in self._spoken if name not in said]
        same = self._known.by_end.get(self._number.value, frozenset())
        equal = (fact for fact in heard if fact.id in same)
        wrong_unit = next(filter(self._is_of_another_unit, equal), None)
        if wrong_unit is not None:
            message = "{typed} is typed, and '{fact}' is {value}: another unit"
            return self._contradicts("CON003", message, wrong_unit)
        alike = self._known.by_digits.get(_sorted_digits(self._number.value), [])
        near = {fact.id: fact for fact in (*heard, *alike) if fact.id not in said}
        units = {self._known.units[name]: fact for name, fact in near.items()}
        told = {unit for unit, fact in units.items() if self._unit(fact)}
        of_unit = [fact for name, fact in near.items() if self._known.units[name] in told]
        if self._number.low is not None:
            of_unit = [fact for fact in of_unit if None not in (fact.low, fact.high)]
        if not of_unit or _NO_AMOUNT.match(self._after_unit(of_unit[0])):
            return None
        if any(self._allows(self._facts[name]) for name in self._spoken if self._may_mean(name)):
            return None
        alone = len(of_unit) == 1
        meant = [_Meant(f, self._spoken.get(f.id, 0.0), self._weight(f, alone)) for f in of_unit]
        best = max(meant, key=lambda each: each.weight)
        if best.weight < _ENOUGH or self._allows(best.fact):
            return None
        message = "{typed} is typed, and '{fact}' is {value}"
        return self._contradicts("CON001", message, best.fact)

    def _contradicts(self, rule: str, message: str, fact: Fact) -> Finding:
        number, text = self._number, self._passage.text
        unit = unit_written(fact, text, number) or self._other_unit(fact)
        gap = " " if self._after[:1].isspace() else ""
        typed = text[number.start : number.end] + ("" if is_currency(unit) else gap + unit)
        japanese = JAPANESE_LETTER.search(text, self._start, self._end)
        value = fact.quantity.text("ja" if japanese else "en")
        place, related = self._passage.place(number.start), also(fact.location, "the fact")
        hint = in_prose(fact.id)
        given = (" ".join(typed.split()), fact.id, value)
        return Finding.of(rule, place, message, hint, *given, related=related)

    def _may_mean(self, name: str) -> bool:
        """Whether the number can speak of a fact of which the sentence says little."""
        return self._spoken[name] >= _A_THIRD or bool(self._unit(self._facts[name]))

    def _unit(self, fact: Fact) -> str:
        """The fact's unit as it stands beside the number: many facts have one unit."""
        unit = self._known.units[fact.id]
        if unit not in self._written:
            self._written[unit] = unit_written(fact, self._passage.text, self._number)
        return self._written[unit]

    def _after_unit(self, fact: Fact) -> str:
        return self._after.lstrip(" \u00a0").removeprefix(self._unit(fact))

    def _weight(self, fact: Fact, alone: bool) -> float:  # noqa: FBT001  as gathered
        """How much tells that the number is meant to be the fact's; 0 if something says no."""
        share = self._share(fact)
        label = max((sum(pieces_of(each).values()) for each in fact.labels.values()), default=0)
        weight = share * (0.5 + 0.5 * min(1.0, label / _LONG_LABEL))
        if self._unit(fact) not in GENERIC or alone:
            weight += 0.25
        year = self._year()
        if year and fact.date:
            if not fact.date.startswith(str(year)):
                return 0.0
            weight += 0.5
        return weight + self._cited(fact) + self._slip(fact)

    def _share(self, fact: Fact) -> float:
        """How much of its label is said: here, and if a third is, in the sentence before too."""
        share = self._spoken.get(fact.id, 0.0)
        if share < _A_THIRD or self._start == 0 or self._passage.text[self._start - 1] == "\n":
            return share
        before, _ = self._passage.sentence(self._start - 1)
        both = self._known.index.spoken_of(self._passage.text[before : self._end])
        return max(share, both.get(fact.id, 0.0))

    def _year(self) -> int:
        """The year that the sentence says last before the number, or first behind it."""
        near = self._passage.dates_from(self._start, self._end)
        dates = [each for each in near if each.day is not None]
        before = [each for each in dates if each.end <= self._number.start]
        chosen = before[-1:] or dates[:1]
        return chosen[0].day.year if chosen and chosen[0].day else 0

    def _cited(self, fact: Fact) -> float:
        """What a citation in the sentence of the fact's source, and of its page, tells."""
        elements, best = self._passage.elements, 0.0
        for at in range(self._start, min(self._end + 2, len(self._passage.text))):
            node = elements.get(at)
            if node is None or node["t"] != "Cite":
                continue
            for each in node["c"][0]:
                if is_cross_reference(each["citationId"]) or each["citationId"] != fact.source:
                    continue
                suffix = "".join(str(word.get("c", "")) for word in each["citationSuffix"])
                same = bool(fact.locator) and fact.locator.replace(" ", "") in suffix
                best = max(best, 0.5 if same else 0.25)
        return best

    def _slip(self, fact: Fact) -> float:
        number = self._number
        if number.low is not None and fact.low is not None and fact.high is not None:
            if (number.low == fact.low) != (number.value == fact.high):
                return _ONE_END
            pairs = ((number.low, fact.low), (number.value, fact.high))
            return max(likeness(*pair) for pair in pairs)
        ends = (end for end in (fact.value, fact.low, fact.high) if end is not None)
        return max((likeness(number.value, end) for end in ends), default=0.0)

    def _allows(self, fact: Fact) -> bool:
        """Whether the number may be the fact's as it is written: rounded, at least, at most."""
        number = self._number
        ends = [end for end in (fact.value, fact.low, fact.high) if end is not None]
        if number.low is not None:
            return number.low in ends and number.value in ends
        if number.value in ends or (
            fact.low is not None and fact.high is not None and fact.low < number.value < fact.high
        ):
            return True
        after = self._after_unit(fact)
        if _AT_LEAST.match(after) or _AT_LEAST_BEFORE.search(self._before):
            return all(end >= number.value for end in ends)
        if _AT_MOST.match(after) or _AT_MOST_BEFORE.search(self._before):
            return all(end <= number.value for end in ends)
        about = bool(_ABOUT_BEFORE.search(self._before) or _ABOUT_AFTER.match(after))
        return any(_rounds(end, number.value, about=about) for end in ends)

    def _is_of_another_unit(self, fact: Fact) -> bool:
        number = self._number
        ends = [end for end in (fact.value, fact.low, fact.high) if end is not None]
        if number.low is not None:
            equal = [number.low, number.value] == ends
        else:
            some = number.value < 10 and number.value % 1 == 0  # noqa: PLR2004  3 is anything's
            equal = [number.value] == ends and not some
        return (
            equal
            and self._spoken[fact.id] >= _A_THIRD
            and not self._unit(fact)
            and bool(self._other_unit(fact))
        )

    def _other_unit(self, fact: Fact) -> str:
        """The unit beside the number, if it is another one of the kind that the fact's is."""
        after = self._after.removeprefix(" ").removeprefix("\u00a0")
        for units in _OTHER_UNITS:
            if not {*fact.unit.values()}.intersection(units):
                continue
            for unit in sorted(units, key=len, reverse=True):
                if re.match(rf"{re.escape(unit)}(?![{KANJI}A-Za-z])", after):
                    same = any(unit in each and each & {*fact.unit.values()} for each in _SAME)
                    return "" if same else unit
        return ""


def _rounds(value: Decimal, written: Decimal, *, about: bool) -> bool:
    """Whether a written number is the value, rounded to the digits that it has."""
    exponent = written.normalize().as_tuple().exponent
    assert isinstance(exponent, int)  # noqa: S101  it is a number
    step = Decimal(1).scaleb(exponent)
    rounded = (value / step).quantize(Decimal(1), ROUND_HALF_UP) * step == written
    exact = significant_digits(written) > 1
    return (rounded and (exact or about)) or (about and abs(value - written) < step)
