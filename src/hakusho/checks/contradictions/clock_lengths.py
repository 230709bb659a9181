"""CON014: a length of time in hours is not that of the two times of day beside it.

会談は2時間（10時から13時）; *two hours, from 10:00 to 13:00*.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hakusho.findings import Finding
from hakusho.values.numerals import NUMBER_WORDS, number_in_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hakusho.checks.contradictions.passages import Passage

_TO = r"(?:から|[～〜~–-]| to | until )"


def _clock(name: str) -> str:
    """A time of day, with groups of a name for its hour, its minute and its half of the day."""
    return (
        rf"(?P<half_{name}>午前|午後)?(?P<hour_{name}>\d{{1,2}})"
        rf"(?:時(?:(?P<minute_{name}>\d{{1,2}})分|(?P<thirty_{name}>半))?|:(?P<clock_{name}>\d\d))"
        rf"(?: ?(?P<english_{name}>[ap])\.?m\b\.?)?"
    )


_LENGTH = (
    r"(?<![\d.一二三四五六七八九十])(?P<number>\d{1,2}|[一二三四五六七八九十])"
    r"時間(?P<and_a_half>半)?"
)
_ENGLISH_LENGTH = rf"(?P<number>\d{{1,2}}|{NUMBER_WORDS})(?P<and_a_half> and a half)?[ -]hours?"
_SPAN = rf"{_clock('first')}{_TO}{_clock('last')}"
_TOLD = tuple(
    map(
        re.compile,
        (
            rf"{_LENGTH}[（(]{_SPAN}",
            rf"{_SPAN}(?:まで)?(?:の|、|[（(]){_LENGTH}",
            rf"\b{_ENGLISH_LENGTH}(?: [a-z]+)?,? \(?(?:from )?{_SPAN}",
            rf"{_SPAN}(?:, (?:or )?(?:for )?| \(){_ENGLISH_LENGTH}\b",
        ),
    )
)
_DAY, _HALF_A_DAY, _HOUR, _SLACK = 24 * 60, 12 * 60, 60, 20


def check_clock_lengths(passage: Passage) -> Iterator[Finding]:
    """CON014 for the times of day of a passage."""
    for match in (each for pattern in _TOLD for each in pattern.finditer(passage.own)):
        first, last = _minutes(match, "first"), _minutes(match, "last")
        minutes = (last - first) % _DAY
        word = match["number"]
        number = number_in_words(word)
        said = number * _HOUR + (_HOUR // 2 if match["and_a_half"] else 0)
        told = (match["english_first"], match["english_last"], match["half_first"])
        open_ones = [minutes] if any(told) else [minutes, (minutes + _HALF_A_DAY) % _DAY]
        typed = passage.is_typed(match.start("number"))
        if typed and all(abs(each - said) > _SLACK for each in open_ones):
            message = "'{words}': it is {right} hours, not {said}"
            given = (match[0].strip("（(、, "), f"{minutes / _HOUR:g}", f"{said / _HOUR:g}")
            where = passage.place(match.start("number"))
            yield Finding.of("CON014", where, message, "", *given)


def _minutes(match: re.Match[str], name: str) -> int:
    """A time of day in minutes from midnight."""
    hour = int(match[f"hour_{name}"])
    if half := match[f"half_{name}"] or match[f"english_{name}"]:
        hour = hour % 12 + (12 if half in {"午後", "p"} else 0)
    written = match[f"minute_{name}"] or match[f"clock_{name}"]
    return hour * _HOUR + (30 if match[f"thirty_{name}"] else int(written or 0))
