"""CON002: a typed date that tells of a fact's event and is not its date.

CON034 for a typed date that is said to be before the event of a fact, and is after it; and the
other way round: 同年10月では指針の了承に先立つ, where that was in September.

What tells of the event is the text between the dates beside it: 2014年7月8日に中間報告が公表され.
A date that shares a part with the fact's, or looks like a slip for it, needs less of the label than
another.
同年, 翌年 and the like are counted from the year before them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hakusho.checks.contradictions.dates_in_text import OF_PAPER, STEPS, WrittenDate, is_impossible
from hakusho.checks.contradictions.fact_numbers import label_index
from hakusho.checks.contradictions.heard_labels import pieces_of
from hakusho.findings import Finding, also
from hakusho.values.dates import PartialDate, printed_date

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from hakusho.checks.contradictions.heard_labels import LabelIndex
    from hakusho.checks.contradictions.passages import Passage
    from hakusho.data import Fact

_OF_SLIP, _OF_ANOTHER = 0.6, 0.8
"""So much of its label must be said where the date is close to the fact's, and where it is not."""
_OF_ORDER = 0.5
"""So much of one, and of no other, is told by what a date is said to be before."""
_OF_ALL_BUT_ONE = 0.3
"""The same of two days of which only the year, the month or the day is another."""
_SHORTEST_LABEL = 6
_END = re.compile("終了|終結|完了|終わ|失効|廃止|満了|期限")
"""What ends is told by the day until which it went on."""
_JUST_SO = 0.8
"""So much of a label a clause says that leads to a date: 平和安全法制が成立した2015年."""
_CLAUSE = re.compile(r"[。、\n（(]")
_ORDER = re.compile(
    r"(?P<event>[^。、\n]{3,24}?)(?:より(?:も)?|に)"
    r"(?:(?P<before>先立[つちっ]|先んじ|先行|前に|早[くい])|(?P<after>遅れ|後れ|遅[くい]|後に))"
    r"|\b(?:(?P<ahead>ahead of|prior to|before)|(?P<behind>after|following|later than)) "
    r"(?P<of>[^.,;\n]{6,48})"
)
"""What is said of the order of a date and an event behind it."""
_AHEAD = 64
"""So far behind a date it may be said."""
_NOT_THE_EVENT = ("まで", "以前", "以降", "以後", "時点", "当時", "から", "の段階", "に至る")
"""What follows a date that is not when something happened."""


def check_fact_dates(
    passages: Iterable[Passage], facts: Mapping[str, Fact], paper_date: date
) -> Iterator[Finding]:
    """CON002 for the typed dates of some passages of a paper of a day."""
    dated = {each.id: PartialDate.parse(each.date) for each in facts.values() if each.date}
    dated = {name: day for name, day in dated.items() if _is_event(facts[name])}
    if not dated:
        return
    index = label_index(facts)
    for passage in passages:
        yield from _led_to(passage, index, dated, facts)
        dates = tuple(resolved(passage, paper_date))
        for number, written in enumerate(dates):
            if written.day is None or written.unit != "date":
                continue
            if not passage.is_typed(written.start):
                continue
            order = _ordered(passage, dates, number, index)
            events = (
                [name for name, share in order[1].items() if share >= _OF_ORDER] if order else []
            )
            if order and len(events) == 1 and events[0] in dated:
                name = events[0]
                yield from _out_of_order(passage, written, order[0], dated[name], facts[name])
                continue
            told = _told(passage, number)
            until = told.text.startswith("まで", told.at)
            if told.text.startswith(_NOT_THE_EVENT, told.at) and not until:
                continue
            spoken = index.spoken_of(told.text)
            said = passage.dates_in(told.start, told.end)
            known = {name: share for name, share in spoken.items() if name in dated}
            beside = passage.dates_in(*passage.sentence(written.start))
            if any(
                share >= _OF_SLIP / 2 and name not in beside and agree(dated[name], written.day)
                for name, share in known.items()
            ):
                continue
            heard = (name for name in known if name not in said)
            wrong = [
                (shared_parts(dated[name], written.day), known[name], name)
                for name in heard
                if known[name] >= needed_share(facts[name], dated[name], written.day)
                and (not until or any(map(_END.search, facts[name].labels.values())))
            ]
            if wrong:
                yield _contradicts(passage, written, facts[max(wrong)[-1]])


def _is_event(fact: Fact) -> bool:
    """Whether a fact has a date and nothing is counted; what lacks its number is no event."""
    counted = ("value", "low", "high", "unit", "unit_ja", "unit_en")
    return fact.quantity.empty and not any(map(fact.row.get, counted))


def _led_to(
    passage: Passage,
    index: LabelIndex,
    dated: Mapping[str, PartialDate],
    facts: Mapping[str, Fact],
) -> Iterator[Finding]:
    """A printed date behind a clause that tells of the event of another: 法制が成立した平成28年."""
    for number, written in enumerate(passage.dates):
        if written.day is None or passage.is_typed(written.start):
            continue
        start, _ = passage.sentence(written.start)
        start = max(start, passage.dates[number - 1].end if number else 0)
        clause = _CLAUSE.split(passage.text[start : written.start])[-1]
        if not clause.endswith(("た", "だ")):
            continue
        own = passage.dates_in(written.start, written.end)
        for name, share in index.spoken_of(clause).items():
            weight = max(sum(pieces_of(each).values()) for each in facts[name].labels.values())
            told = share >= _JUST_SO and weight >= _SHORTEST_LABEL and name not in own
            if told and name in dated and not agree(dated[name], written.day):
                yield _contradicts(passage, written, facts[name])


def _ordered(
    passage: Passage, dates: Sequence[WrittenDate], number: int, index: LabelIndex
) -> tuple[re.Match[str], Mapping[str, float]] | None:
    """What is said of the order of a date and an event behind it, and the facts heard in that."""
    end = passage.sentence(dates[number].start)[1]
    if number + 1 < len(dates):
        end = min(end, dates[number + 1].start)
    first = dates[number].end
    if passage.own.startswith("の", first) and not passage.own.startswith("のこと", first):
        return None  # 2016年の総選挙に先立つ: the date of what follows
    said = _ORDER.search(passage.own, first, min(end, first + _AHEAD))
    return (said, index.spoken_of(said["event"] or said["of"])) if said else None


def _out_of_order(
    passage: Passage, written: WrittenDate, said: re.Match[str], day: PartialDate, fact: Fact
) -> Iterator[Finding]:
    """CON034 for a date that is said to be before, or after, an event, and is not."""
    before = said["before"] or said["ahead"]
    if written.first > day.last if before else written.last < day.first:
        message = "these dates stand in another order than is said: {words}"
        words = passage.text[written.start : said.end()]
        where, related = passage.place(written.start), also(fact.location, "the event")
        yield Finding.of("CON034", where, message, "", words[-60:], related=related)


def resolved(passage: Passage, paper_date: date) -> Iterator[WrittenDate]:
    """The dates of a passage with the years of those that are counted from another.

    同年4月 is counted from the year said last in its paragraph, in a note else from the one in the
    sentence that calls for it; 本年 from that of the paper.
    """
    base, paragraph = 0, 0
    known: list[tuple[int, int]] = []
    for each in passage.dates:
        line = passage.text.count("\n", 0, each.start)
        if line != paragraph:
            mark = passage.mark_of_note(each.start)
            first = passage.sentence(mark)[0] if mark else mark
            years = [year for at, year in known if first <= at < mark]
            base, paragraph = years[-1] if years else 0, line
        if each.relation and each.day is None and not each.impossible:
            start = paper_date.year if each.relation in OF_PAPER else base
            if start:
                year = start + STEPS[each.relation]
                said = (year, each.month, each.month_day)
                impossible = is_impossible(*said)  # 29 February, and that year has none
                day = None if impossible else PartialDate(*said)
                yield replace(each, day=day, impossible=impossible)
                base = base if each.relation in OF_PAPER else year
                continue
        if each.day is not None and each.unit == "date":
            base = each.day.year
            known.append((each.start, base))
        yield each


@dataclass(frozen=True, slots=True)
class _Told:
    """What is told of a date: text between the dates beside it, and where the text begins.

    ``at`` is where, in the text, the date ends.
    """

    text: str
    start: int
    end: int
    at: int


def _told(passage: Passage, number: int) -> _Told:
    dates = passage.dates
    start, end = passage.sentence(dates[number].start)
    if number and dates[number - 1].end > start:
        start = dates[number - 1].end
    if number + 1 < len(dates) and dates[number + 1].start < end:
        end = dates[number + 1].start
    before = ""
    if start == passage.sentence(dates[number].start)[0] and start:
        # 協議が始まった。2012年に設けられ: what it is about stands in the sentence before.
        first, _ = passage.sentence(start - 1)
        before = passage.text[first:start].rpartition("\n")[2]
    text = before + passage.text[start:end]
    return _Told(text, start, end, len(before) + dates[number].end - start)


def agree(first: PartialDate, second: PartialDate) -> bool:
    """Whether two dates may be one, each as far as it is known."""
    return first.first <= second.last and second.first <= first.last


def shared_parts(first: PartialDate, second: PartialDate) -> int:
    """How many of year, month and day are the same in both."""
    return sum(
        getattr(first, part) == getattr(second, part) != 0 for part in ("year", "month", "day")
    )


def needed_share(fact: Fact, day: PartialDate, written: PartialDate) -> float:
    """The share of a label that must be said for a date to be the event's."""
    weight = max((sum(pieces_of(each).values()) for each in fact.labels.values()), default=0)
    parts = shared_parts(day, written)
    shared = parts > 0
    slip = sorted(str(day.year)) == sorted(str(written.year)) or (
        sum(a != b for a, b in zip(str(day.year), str(written.year), strict=True)) == 1
    )
    if parts == 2 and day.day and written.day and weight >= _SHORTEST_LABEL:  # noqa: PLR2004
        return _OF_ALL_BUT_ONE
    if weight < _SHORTEST_LABEL:
        return 1.0 if shared or slip else 2.0
    return _OF_SLIP if shared or slip else _OF_ANOTHER


def _contradicts(passage: Passage, written: WrittenDate, fact: Fact) -> Finding:
    assert written.day is not None  # noqa: S101  as asked for
    typed = " ".join(passage.text[written.start : written.end].split())
    if written.relation and not any(char.isdigit() for char in typed):
        typed = f"{typed} ({written.day.year})"
    message = "{typed} is typed, and the date of '{fact}' is {day}"
    if not passage.is_typed(written.start):
        message = "{typed} is the date of another fact, and that of '{fact}' is {day}"
    hint = 'Write {{{{ fact("{id}").date | {form} }}}}, so that the text follows the data.'
    japanese = "年" in typed or "月" in typed
    day = printed_date("ja" if japanese else "en", PartialDate.parse(fact.date))
    given = (typed, fact.id, day, fact.id, "seireki" if japanese else "date")
    place, related = passage.place(written.start), also(fact.location, "the fact")
    return Finding.of("CON002", place, message, hint, *given, related=related)
