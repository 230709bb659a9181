"""CON029: a sentence tells of one column of a table what another alone has.

「15指針」が周辺事態における協力を列挙した, where the cells of 97指針 alone have 周辺事態, the text
says it of 97指針 elsewhere, and never of 15指針. Columns are of things of one kind where their
headings end alike.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hakusho.findings import Finding, also
from hakusho.tools.keeping import Same, recall
from hakusho.values.letters import KANJI, KATAKANA

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from hakusho.checks.contradictions.passages import Passage
    from hakusho.data import Dataset
    from hakusho.findings import Location

_WORD = re.compile(rf"[{KANJI}]{{4,}}|[{KATAKANA}]{{4,}}")
_SENTENCE = re.compile(r"[^。\n]+")
_FEWEST, _MOST = 3, 12
"""So many columns are of one kind; more are data."""
_SAME_END = 2
_HELD = re.compile(
    r"より|比べ|対し|異な|違|以前|以後|前に|後に|先立|次の|改め|代え|超え|引き継|踏襲|ではな|でな[くい]"
    r"|同じ|同様|見直|か。?\Z"
)
"""What holds one of them against others, or tells of what came of it."""


@dataclass(frozen=True, slots=True)
class _Columns:
    """Columns of one kind, and of each word that one of them alone has, which and where."""

    names: Sequence[str]
    owners: Mapping[str, tuple[str, Location]]
    topic: re.Pattern[str]


def check_told_of_columns(
    passages: Sequence[Passage], datasets: Mapping[str, Dataset]
) -> Iterator[Finding]:
    """Hold each sentence that tells of one column against the words of the others."""
    tables = recall((__name__, Same(datasets)), lambda: tuple(_tables(datasets.values())))
    for table in tables:
        told = [*_told(passages, table)]
        said = Counter((name, word) for _, _, name, words in told for word in words)
        for passage, at, name, words in told:
            for word in words:
                right, where = table.owners[word]
                if right != name and said[name, word] == 1 and said[right, word]:
                    message = "'{word}' is said of {what}, and the table says it of {right}"
                    related = also(where, "the table")
                    given = (word, name, right)
                    place = passage.place(at)
                    yield Finding.of("CON029", place, message, "", *given, related=related)
                    break


def _tables(datasets: Iterable[Dataset]) -> Iterator[_Columns]:
    for dataset in datasets:
        ends = defaultdict(list)
        columns = dict.fromkeys(column for row in dataset.rows for column in row.values)
        for column in columns if len(columns) <= _MOST else ():
            if len(column) > _SAME_END:
                ends[column[-_SAME_END:]].append(column)
        for names in ends.values():
            if len(names) >= _FEWEST and re.search(rf"[{KANJI}{KATAKANA}]", names[0]):
                choice = "|".join(map(re.escape, names))
                topic = rf"(?:\A|[、，（(])「?(?P<name>{choice})」?[はが](?!も)"
                yield _Columns(names, _owners(dataset, names), re.compile(topic))


def _owners(dataset: Dataset, names: Sequence[str]) -> Mapping[str, tuple[str, Location]]:
    """The words that stand in one of some columns alone."""
    found: dict[str, dict[str, Location]] = defaultdict(dict)
    for row in dataset.rows:
        for name in names:
            for word in _WORD.findall(row.get(name)):
                found[word].setdefault(name, row.where(name))
    every = {name: " ".join(row.get(name) for row in dataset.rows) for name in names}
    return {
        word: next(iter(there.items()))
        for word, there in found.items()
        if sum(word in text for text in every.values()) == 1
    }


def _told(
    passages: Sequence[Passage], table: _Columns
) -> Iterator[tuple[Passage, int, str, frozenset[str]]]:
    """The sentences about one column alone, with its words and where it is named."""
    for passage in passages:
        for sentence in _SENTENCE.finditer(passage.text):
            topic = table.topic.search(sentence[0])
            if topic is None or _HELD.search(sentence[0]):
                continue
            if any(name in sentence[0] for name in table.names if name != topic["name"]):
                continue
            words = frozenset(word for word in table.owners if word in sentence[0])
            at = sentence.start() + topic.start("name")
            if words and passage.is_typed(at):
                yield passage, at, topic["name"], words
