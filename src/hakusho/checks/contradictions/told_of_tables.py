"""CON099 to CON101: what a paragraph says of a table, and the table's rows do not bear out.

An order (CON099: the cheapest first, 多い順), which row is the first of all (CON100:
北浜港が最も多い), and how many rows there are (CON101: 八港 of a table of seven). A paragraph
speaks of the table that it refers to, if that is one alone, or of the one right below it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from hakusho.ast.walk import elements, stringify
from hakusho.checks.contradictions.heard_labels import heard_in, pieces_of, stem
from hakusho.checks.data.written_numbers import written_numbers
from hakusho.data.numbers import number_in
from hakusho.findings import Finding, Location, also
from hakusho.values.eras import ERA_NAME
from hakusho.values.letters import KANJI, KATAKANA
from hakusho.values.numerals import NUMBER_WORDS, number_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from hakusho.ast.nodes import Table
    from hakusho.checks.contradictions.passages import Passage
    from hakusho.manuscript.model import Chapter
    from hakusho.source.positions import Positions

_Columns = list[tuple[str, list[Decimal]]]

_ORDER = re.compile(
    r"(?P<up>\b(?:cheapest|smallest|lowest|shortest|fewest|lightest|slowest) first\b"
    r"|\bascending order\b|昇順|(?:安|少な|小さ|低|短|軽|遅)い(?:もの|ほう|方)?(?:から)?順)"
    r"|(?P<down>\b(?:dearest|costliest|largest|biggest|highest|longest|greatest|heaviest|fastest)"
    r" first\b|\bdescending order\b|降順|(?:高|多|大き|長|重|速)い(?:もの|ほう|方)?(?:から)?順)"
)
_FIRST_OF_ALL = re.compile(
    r"(?P<most>最も(?:多|大き|高|長|重|速)[いくか]|(?<!過去)(?<!史上)最[多大高長](?=[のだで]))"
    r"|(?P<least>最も(?:少な|小さ|低|短|安|軽|遅)[いくか]|(?<!過去)(?<!史上)最[少小低短](?=[のだで]))"
    r"|\bthe (?:(?P<largest>largest|biggest|highest|longest|greatest|dearest|heaviest|fastest|"
    r"most expensive)|(?P<smallest>smallest|lowest|shortest|fewest|cheapest|lightest|slowest))\b"
)
_NO_WHOLE = re.compile(
    r"のうち|の中では|を除|以外|次いで|に次ぐ|番目|増|減|伸び|変化|差|比べ|比率|割合|かつて|当時|過去"
    r"|だけでな|ではな|でない|か。|\b(?:among|except|excluding|other than|second|third|growth|rise|"
    r"rose|fall|fell|increase|decrease|change|gap|ratio|share|one of|not|possible|once|if|per)\b"
)
"""What makes of the first of all the first of some, or of something that no column holds."""
_COUNTED = re.compile(
    rf"(?<![第数何約計毎各一二三四五六七八九十百千万〇0-9０-９.．,，{KATAKANA}])"
    r"(?P<number>[二三四五六七八九十]{1,3}|[1-9１-９][0-9０-９]?)"
    rf"(?P<unit>[{KANJI}]{{1,3}}|[{KATAKANA}]{{2,8}})(?![{KANJI}{KATAKANA}])"
)
_ENGLISH = re.compile(rf"\b(?P<number>{NUMBER_WORDS}) (?P<unit>[a-z]{{3,}}s)\b", re.IGNORECASE)
_A_PART = re.compile(
    r"(?:うち|残る|残りの|他の|ほかの|別の|上位|下位|の中の|これらの|その|同じ|前の|後の|最初の|最後の|\b(?:"
    r"other|next|last|first|remaining|these|those|another|of|only|more|further|least))[ 、]?\Z",
    re.IGNORECASE,
)
_SUMS = re.compile(
    rf"(?:[小合総]?\s*計|全体|平均|全国|その他)(?![{KANJI}])|(?:total|sum|all|mean|average|others?|overall)\b",
    re.IGNORECASE,
)
_YEARS = range(1500, 2200)
_OF_ALL = re.compile("の(?:合?計|総計|合算)")
"""What counts all rows: 七港の計."""
_YEARS_OF = re.compile(
    r"(?<![第数何約各一二三四五六七八九十百0-9０-９])"
    r"(?P<number>[二三四五六七八九十]{1,3}|[1-9１-９][0-9０-９]?)(?:か年|年)分"
)
_YEAR = re.compile(rf"(?:{ERA_NAME})(?:元|\d{{1,2}})(?=年|\Z)|(?<!\d)(?:1[89]|20|21)\d\d(?!\d)")
_FEWEST, _MOST = 3, 200
"""So many rows a table has that a sentence speaks of; a longer one is data, and is looked up."""


@dataclass(frozen=True, slots=True)
class _Printed:
    """A table as it is printed, its sums left out."""

    ident: str
    place: Location
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    years: int  # of which its headings, or else its rows, are

    def columns(self) -> _Columns:
        """The columns in which each row has a number that is no year, and their headings."""
        found: _Columns = []
        for at, head in enumerate(self.heads[1:], 1):
            numbers = [_number(row[at]) for row in self.rows]
            known = [each for each in numbers if each is not None]
            if len(known) == len(numbers) and not all(each in _YEARS for each in known):
                found.append((head, known))
        return found


def check_told_of_tables(
    chapters: Sequence[Chapter], positions: Positions, passages: Mapping[str, Passage]
) -> Iterator[Finding]:
    """Hold each paragraph against the one table that it refers to.

    Args:
        chapters: What holds the tables.
        positions: What the places in them mean.
        passages: The running text of each chapter, by path.
    """
    printed = {
        chapter.path: [
            _table(node, chapter.path, positions)
            for node in elements(chapter.blocks)
            if node["t"] == "Table"
        ]
        for chapter in chapters
    }
    by_ident = {each.ident: each for those in printed.values() for each in those if each}
    for path, passage in passages.items() if by_ident else ():
        for start, end, table in _paragraphs(passage, by_ident, printed[path]):
            columns = table.columns()
            for at in _sentences(passage, start, end):
                yield from _in_order(passage, at, table, columns)
                yield from _first_of_all(passage, at, table, columns)
                yield from _counted(passage, at, table)
                yield from _of_years(passage, at, table)


def _table(node: Table, path: str, positions: Positions) -> _Printed | None:
    """A table; its rows if it has one row of headings, at least three others and no joined cell."""
    attr, _, _, head, bodies, foot = node["c"]
    rows = [*(row for body in bodies for row in (*body[2], *body[3])), *foot[1]]
    every = [cell for row in (*head[1], *rows) for cell in row[1]]
    written = [[stringify(cell[4]).strip() for cell in row[1]] for row in (*head[1], *rows)]
    body = [row for row in written[len(head[1]) :] if row and not _SUMS.match(row[0])]
    is_plain = len(head[1]) == 1 and all(cell[2] == cell[3] == 1 for cell in every)
    many = is_plain and _FEWEST <= len(body) <= _MOST
    heads = [cell for row in written[: len(head[1])] for cell in row]
    years = _years(heads) or _years(row[0] for row in body)
    at = node.get("at")
    place = positions.place(at[0]) if at else Location(path)
    if not many and not years:
        return None
    return _Printed(attr[0], place, heads if many else (), body if many else (), years)


def _years(cells: Iterable[str]) -> int:
    """How many years some cells are of; 0 if there are two or fewer, or one is of several."""
    found = [_YEAR.findall(each) for each in cells]
    several = any(len(each) > 1 for each in found)
    years = {each[0] for each in found if each}
    return 0 if several or len(years) < _FEWEST else len(years)


def _number(cell: str) -> Decimal | None:
    """The number that a cell is, or that it begins with."""
    whole = number_in(cell)
    if whole is not None:
        return whole
    first = next(written_numbers(cell), None)
    return first.value if first and first.low is None and first.start <= 1 else None


def _paragraphs(
    passage: Passage, by_ident: Mapping[str, _Printed], own: Sequence[_Printed | None]
) -> Iterator[tuple[int, int, _Printed]]:
    """The paragraphs that refer to one table, or to nothing and stand above one."""
    named: dict[int, set[str]] = {}
    for at, node in passage.elements.items():
        if node["t"] == "Cite":
            start = passage.text.rfind("\n", 0, at) + 1
            idents = {each["citationId"] for each in node["c"][0]}
            named.setdefault(start, set()).update(
                each for each in idents if each.startswith(("tbl-", "fig-"))
            )
    for start, idents in named.items():
        table = by_ident.get(next(iter(idents))) if len(idents) == 1 else None
        if table is not None:
            end = passage.text.find("\n", start)
            yield start, len(passage.text) if end < 0 else end, table
    parts = passage.source.parts if passage.source is not None else ()
    below = sorted(start for start, _, name in parts if name == "Table")
    for end, table in zip(below, own, strict=False) if len(below) == len(own) else ():
        start = passage.text.rfind("\n", 0, max(end - 1, 0)) + 1
        if table is not None and not named.get(start) and end:
            yield start, end - 1, table


def _sentences(passage: Passage, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end:
        last = min(passage.sentence(start)[1], end)
        yield start, last
        start = max(last, start + 1)


def _heard(said: str, columns: _Columns) -> _Columns:
    """The columns of whose headings a sentence says something; all, if it does of none."""
    heard = heard_in(said)
    return [each for each in columns if not heard.isdisjoint(pieces_of(each[0]))]


def _in_order(
    passage: Passage, at: tuple[int, int], table: _Printed, columns: _Columns
) -> Iterator[Finding]:
    """CON099 where no column stands in the order, and that which is spoken of stands otherwise."""
    said = _ORDER.search(passage.own, *at)
    if (
        said is None
        or not columns
        or any(_stands(each, up=bool(said["up"])) for _, each in columns)
    ):
        return
    heard = _heard(passage.own[slice(*at)], columns)
    if len(heard) == 1 or any(_stands(each, up=not said["up"]) for _, each in columns):
        message = "'{words}' is said here, and the rows of the table stand in another order"
        related = also(table.place, "the table")
        place = passage.place(said.start())
        yield Finding.of("CON099", place, message, "", said[0], related=related)


def _stands(numbers: Sequence[Decimal], *, up: bool) -> bool:
    return len(set(numbers)) > 1 and all(a <= b if up else a >= b for a, b in pairwise(numbers))


def _first_of_all(
    passage: Passage, at: tuple[int, int], table: _Printed, columns: _Columns
) -> Iterator[Finding]:
    """CON100 for a row that has the most, or the least, of no column that is spoken of."""
    sentence = passage.own[slice(*at)]
    said = [*_FIRST_OF_ALL.finditer(sentence)]
    if len(said) != 1 or _NO_WHOLE.search(sentence):
        return
    named = [number for number, row in enumerate(table.rows) if _is_named(row[0], sentence)]
    if len(named) != 1:
        return
    most = bool(said[0]["most"] or said[0]["largest"])
    heard = _heard(sentence, columns) or (columns if len(columns) == 1 else [])
    firsts = [(max if most else min)(numbers) for _, numbers in heard]
    if heard and all(
        each[named[0]] != first for (_, each), first in zip(heard, firsts, strict=True)
    ):
        right = table.rows[heard[0][1].index(firsts[0])][0]
        message = "'{words}' is said of {row}, and by the table it is {right}"
        related = also(table.place, "the table")
        given = (said[0][0], table.rows[named[0]][0], right)
        place = passage.place(at[0] + said[0].start())
        yield Finding.of("CON100", place, message, "", *given, related=related)


def _is_named(name: str, sentence: str) -> bool:
    if len(name) < 2:  # noqa: PLR2004  a letter stands in many words
        return False
    if name.isascii():
        return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", sentence) is not None
    return name in sentence


def _counted(passage: Passage, at: tuple[int, int], table: _Printed) -> Iterator[Finding]:
    """CON101 for more things than there are rows, which are called so; or fewer of all."""
    if not table.rows:
        return
    sentence = passage.own[slice(*at)]
    counts = [
        (number_in_words(each["number"]), each)
        for pattern in (_COUNTED, _ENGLISH)
        for each in pattern.finditer(sentence)
        if _are_rows(each["unit"], table)
    ]
    if len({number for number, _ in counts}) != 1:
        return
    number, match = counts[0]
    of_all = _OF_ALL.match(sentence, match.end())
    if number == len(table.rows) or (number < len(table.rows) and not of_all):
        return
    if _A_PART.search(sentence, max(0, match.start() - 12), match.start()):
        return
    message = "'{words}' are counted here, and the table has {count} rows of them"
    related = also(table.place, "the table")
    place = passage.place(at[0] + match.start())
    given = (match[0], len(table.rows))
    yield Finding.of("CON101", place, message, "", *given, related=related)


def _of_years(passage: Passage, at: tuple[int, int], table: _Printed) -> Iterator[Finding]:
    """CON101 for more or fewer years than the table has: 十七年分."""
    said = [*_YEARS_OF.finditer(passage.own, *at)] if table.years else []
    if len(said) == 1 and number_in_words(said[0]["number"]) != table.years:
        message = "'{words}' are told here, and the table has those of {count} years"
        related = also(table.place, "the table")
        place = passage.place(said[0].start())
        yield Finding.of("CON101", place, message, "", said[0][0], table.years, related=related)


def _are_rows(unit: str, table: _Printed) -> bool:
    """Whether the rows are called so by their heading, or by the ends of all their names."""
    head = table.heads[0].removesuffix("名")
    if unit.isascii():
        return stem(unit) == stem(head.split()[-1] if head.split() else "")
    return head == unit or all(row[0].endswith(unit) and row[0] != unit for row in table.rows)
