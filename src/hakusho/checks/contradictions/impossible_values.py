"""CON102: a time of day that no clock shows, a place that no globe has, a share of more than all.

午後15時, *24:75*, *15:30 p.m.*; 北緯95度, *190°E*; 投票率104％. 25時 is an hour of a timetable, and
left alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hakusho.findings import Finding, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hakusho.checks.contradictions.passages import Passage
    from hakusho.findings import Text

_N = r"[0-9０-９]{1,3}(?:[.．][0-9０-９]+)?"
_TIMES = (
    re.compile(rf"(?P<half>午前|午後)(?P<hour>{_N})時(?!間|期|代)(?:(?P<minute>{_N})分(?!の|間))?"),
    re.compile(rf"(?<![0-9０-９.．])(?P<hour>{_N})時(?P<minute>{_N})分(?![の間])"),
    re.compile(
        r"(?<![\d.:/])(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))?[ \u00a0]?"
        r"(?P<half>[ap]\.?m)\b(?!\w)"
    ),
    re.compile(r"\b[Aa]t (?P<hour>\d{1,2}):(?P<minute>\d\d)(?![\d:.])"),
)
_PLACES = (
    re.compile(rf"(?P<axis>北緯|南緯|東経|西経)(?P<degrees>{_N})度(?:(?P<minutes>{_N})分)?"),
    re.compile(
        r"(?<![\d.,])(?P<degrees>\d{1,3}(?:\.\d+)?) ?° ?(?:(?P<minutes>\d{1,3}) ?[′'’] ?)?"
        r"(?P<axis>[NSEW])\b"
    ),
    re.compile(
        r"(?<![\d.,])(?P<degrees>\d{1,3}(?:\.\d+)?) degrees (?P<axis>north|south|east|west)\b"
        r"(?! (?:of|from)\b)"
    ),
)
_SHARES = re.compile(
    r"(?P<what>投票率|出席率|識字率|就学率|失業率|支持率)(?:は|が|も|、)?(?:約|およそ)?(?P<share>[0-9０-９]{3,4}(?:[.．][0-9０-９]+)?)"
    r" ?[%％]|\b(?P<what_e>[Tt]urnout|literacy(?: rate)?|[Uu]nemployment(?: rate)?|approval rating)"
    r" (?:was|is|of|at|stood at|reached)(?: about)? (?P<share_e>\d{3,4}(?:\.\d+)?)"
    r"(?: ?%| per ?cent)"
)
_WHOLE = 100
_LATITUDES = frozenset(("北緯", "南緯", "N", "S", "north", "south"))
_MINUTES, _HALF_A_DAY, _HOURS, _LATEST = 60, 12, 24, 30


def check_impossible_values(passage: Passage) -> Iterator[Finding]:
    """CON102 for the times and the places of a passage."""
    for patterns, wrong in ((_TIMES, _time), (_PLACES, _place), ((_SHARES,), _share)):
        for pattern in patterns:
            for match in pattern.finditer(passage.own):
                yield from _told(passage, match, wrong(match))


def _told(passage: Passage, match: re.Match[str], hint: Text | None) -> Iterator[Finding]:
    if hint is not None and passage.is_typed(match.start()):
        message = "{words}: there is no such time, place or share"
        yield Finding.of("CON102", passage.place(match.start()), message, hint, match[0])


def _time(match: re.Match[str]) -> Text | None:
    """What is wrong with a time of day."""
    half = match.groupdict().get("half")
    hour, minute = float(match["hour"]), float(match["minute"] or 0)
    if minute >= _MINUTES:
        return say("An hour has 60 minutes.")
    if half and hour > _HALF_A_DAY:
        return say("Before and after noon there are 12 hours: leave that out, or count to 12.")
    if hour > (_LATEST if "時" in match[0] else _HOURS):
        return say("A day has 24 hours.")
    return None


def _share(match: re.Match[str]) -> Text | None:
    """What is wrong with a share of all."""
    if float(match["share"] or match["share_e"]) > _WHOLE:
        return say("Of all there are 100 per cent.")
    return None


def _place(match: re.Match[str]) -> Text | None:
    """What is wrong with a latitude or a longitude."""
    degrees, minutes = float(match["degrees"]), float(match.groupdict().get("minutes") or 0)
    most = 90 if match["axis"] in _LATITUDES else 180
    if degrees + minutes / _MINUTES > most:
        return say("Latitudes end at 90 degrees, longitudes at 180.")
    if minutes >= _MINUTES:
        return say("A degree has 60 minutes.")
    return None
