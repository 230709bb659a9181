"""CON112: what comes first is told with the later year: 1978年に発効し、1980年に署名された.

A treaty is signed before it enters into force, a law passed before it applies, a ship laid down
before it sails, a person born before anything else. Only stages of one thing are compared: between
the two dates of a sentence no other subject begins.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from hakusho.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hakusho.checks.contradictions.dates_in_text import WrittenDate
    from hakusho.checks.contradictions.passages import Passage

_CHAINS = (
    (
        r"(?:国会に)?提出|\bintroduced\b",
        r"署名|調印|採択|可決|成立|制定|締結|\b(?:signed|adopted|passed|enacted|concluded)\b",
        r"公布|\bpromulgated\b",
        r"施行|発効|\b(?:entered|came|went) into (?:force|effect)\b|\btook effect\b",
    ),
    (
        r"起工|着工|\b(?:laid down|begun|started)\b",
        r"進水",
        r"完成|竣工|落成|\bcompleted\b",
        r"就役|開業|開港|開通|\b(?:commissioned|opened|inaugurated)\b",
    ),
    (
        r"初めて|初の|[1１]回目|第[1１一]回|\bfor the first time\b",
        r"[2２二]回目|第[2２二]回|[2２二]度目|\bfor the second time\b",
        r"[3３三]回目|第[3３三]回|[3３三]度目|\bfor the third time\b",
    ),
    (r"生まれ|出生|\bborn\b", r"入学", r"卒業|\bgraduated\b", r"入省|入庁|入社|入隊|\bjoined\b"),
)
"""What one thing goes through, in the order of time."""
_ENDS = (
    (
        r"設立|創設|発足|設置|締結|署名|施行|発効|\b(?:founded|established|created|signed)\b",
        r"解散|廃止|失効|\b(?:dissolved|disbanded|abolished|repealed|expired)\b",
    ),
    (r"就役|開業|開港|\b(?:commissioned|opened)\b", r"退役|閉鎖|\b(?:decommissioned|closed)\b"),
    (r"就任|\b(?:took office|appointed)\b", r"退任|辞任|\b(?:left office|resigned|retired)\b"),
    (r"生まれ|出生|\bborn\b", r"死去|死没|没し|亡くな|\bdied\b"),
)
"""What begins and ends: in this order of words alone, since a thing may begin again."""
_JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
_OTHER_SUBJECT = re.compile(r"[はがも。\n]|ほか|一方|再び|改めて|新た")
_SAME_SUBJECT = re.compile(r"[a-z, ]{3,60}(?:in|on) ")
_OTHER_WORDS = re.compile(r"\b(?:the|a|an|it|its|they|their|another|again|but|who|which|when)\b")
_NEAR, _FAR = 16, 80
"""How many letters behind a date, and before one, tell what was on it."""


def check_stages(passage: Passage) -> Iterator[Finding]:
    """CON112 for the sentences of a passage."""
    dates = [each for each in passage.dates if each.day is not None and each.unit == "date"]
    for first, second in pairwise(dates):
        typed = passage.is_typed(first.start) or passage.is_typed(second.start)
        end = passage.sentence(first.start)[1]
        told = _told(passage.own, first, second, end) if typed and second.start < end else None
        if told is None:
            continue
        turned = first.first > second.last
        both = ((_CHAINS, True), (_ENDS, turned)) if turned or second.first > first.last else ()
        for stages in (each for chains, asked in both if asked for each in chains):
            ranks = [_rank(words, stages) for words in told]
            if -1 not in ranks and ranks[0] != ranks[1] and (ranks[0] < ranks[1]) is turned:
                message = "what comes first is told with the later date: {first} and {second}"
                given = (_written(passage, first), _written(passage, second))
                yield Finding.of("CON112", passage.place(second.start), message, "", *given)


def _told(text: str, first: WrittenDate, second: WrittenDate, end: int) -> tuple[str, str] | None:
    """The words that tell what was on each of two dates, where both are of one thing."""
    between = text[first.end : second.start]
    if _JAPANESE.search(between):
        behind = text[second.end : min(end, second.end + _NEAR)]
        return None if _OTHER_SUBJECT.search(between) else (between, behind)
    if not _SAME_SUBJECT.fullmatch(between) or _OTHER_WORDS.search(between):
        return None
    return text[max(0, first.start - _FAR) : first.start].rpartition(". ")[2], between


def _rank(words: str, stages: Sequence[str]) -> int:
    """Which of the stages words tell; -1 if none or several."""
    found = [number for number, stage in enumerate(stages) if re.search(stage, words)]
    return found[0] if len(found) == 1 else -1


def _written(passage: Passage, date: WrittenDate) -> str:
    return " ".join(passage.text[date.start : date.end].split())
