"""CON004 for ranges of numbers that run backwards: 5,500～500km."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hakusho.findings import Finding
from hakusho.values.letters import KANJI, KATAKANA

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hakusho.checks.contradictions.passages import Passage

_WAVE = re.compile("[～〜]|(?<=[0-9０-９])~(?=[0-9０-９])")
_DASH = re.compile("[–—]")
_UNIT = re.compile(rf" ?(?:[{KANJI}{KATAKANA}%％]|[a-z]{{1,12}}(?![a-z]))")
_NO_RANGE = re.compile(
    r" ?(?:[年頁月号]|ページ|節|章|条|回|番|時|分|p\b|pp\b|ed\b"
    r"|(?:million |billion |thousand )?years? (?:ago|before|BP|BC)|BCE?\b)"
)
_CUT = re.compile(r"[0-9０-９]{1,2}\Z")
"""1978–79: the upper end without its first digits."""


def check_ranges(passage: Passage) -> Iterator[Finding]:
    """CON004 for each typed range with a unit whose lower end is the larger number."""
    for number in passage.numbers:
        if number.low is None or number.low <= number.value:
            continue
        written = passage.text[number.start : number.end]
        after = passage.text[number.end : number.end + 16]
        dash = _DASH.search(written) and not _CUT.fullmatch(number.text)
        if not (_WAVE.search(written) or dash) or not passage.is_typed(number.start):
            continue
        if not _UNIT.match(after) or _NO_RANGE.match(after):
            continue
        message = "{range} runs backwards"
        hint = "A range runs from the smaller number to the larger one."
        place = passage.place(number.start)
        yield Finding.of("CON004", place, message, hint, " ".join(written.split()))
