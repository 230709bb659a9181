"""CON114: a vote that is told to be won, and has fewer for it than against it.

賛成40、反対52で可決; *passed by 40 votes to 52*. What fails with more votes for it than against may
have needed two thirds, and is left alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hakusho.checks.data.written_numbers import NUMBER, value_of
from hakusho.findings import Finding, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hakusho.checks.contradictions.passages import Passage

_WON = "可決|採択|承認|成立|選出|当選"
_UNIT = "[票人]?"
_VOTES = (
    re.compile(
        rf"賛成(?:は|が)?(?P<votes>{NUMBER}){_UNIT}[、,・]?(?:に対し)?て?、?反対(?:は|が)?(?P<against>{NUMBER}){_UNIT}"
        rf"(?:[、,]?棄権{NUMBER}{_UNIT})?[）)]?(?:の(?:賛成)?多数|の[小僅]差)?で、?[^。\n]{{0,10}}?(?:{_WON})"
    ),
    re.compile(
        rf"(?<![0-9０-９])(?P<votes>{NUMBER}){_UNIT}対(?P<against>{NUMBER}){_UNIT}"
        rf"(?:の(?:賛成)?多数|の[小僅]差)?で、?[^。\n]{{0,10}}?(?:{_WON})"
    ),
    re.compile(
        r"\b(?:passed|adopted|approved|carried|ratified|elected|won|enacted)\b[^.;\n]{0,40}? "
        rf"by (?:a (?:vote|margin) of )?(?P<votes>{NUMBER})(?: votes?)?(?: to |[–-]| against )"
        rf"(?P<against>{NUMBER})(?![\d,.]*\d|%| per ?cent)"
    ),
)
_UNANIMOUS = re.compile(
    r"全会一致(?:で|、|[（(])[^。\n]{0,16}?反対(?P<against>[1-9１-９][0-9０-９]*)"
    r"|\b[Uu]nanimous(?:ly)?,? \(?(?:by )?\d+(?: to |[–-])(?P<against_e>[1-9]\d*)\b"
)


def check_votes(passage: Passage) -> Iterator[Finding]:
    """CON114 for the votes of a passage."""
    for match in (each for pattern in _VOTES for each in pattern.finditer(passage.own)):
        votes, against = value_of(match["votes"]), value_of(match["against"])
        typed = passage.is_typed(match.start("votes")) or passage.is_typed(match.start("against"))
        if votes is not None and against is not None and votes < against and typed:
            message = "it is told to be won, with {votes} votes for it and {against} against it"
            hint = say("Which of the two were for it?")
            where = passage.place(match.start("votes"))
            yield Finding.of("CON114", where, message, hint, match["votes"], match["against"])
    for match in _UNANIMOUS.finditer(passage.own):
        if passage.is_typed(match.start()):
            message = "it is told to be unanimous, with {against} against it"
            given = match["against"] or match["against_e"]
            yield Finding.of("CON114", passage.place(match.start()), message, "", given)
