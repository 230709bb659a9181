"""A first layout of a data file, guessed from its cells: what an author then looks through.

A row of data holds numbers, or is as full as the others; what stands above is the header, and above
that titles; rows at the end with one cell are notes.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from hakusho.data.cell_matching import day_of
from hakusho.data.column_kinds import are_decimal, may_be_months
from hakusho.data.numbers import NO_NUMBER, number_in
from hakusho.values.letters import is_wide, normal_width
from hakusho.values.table_dates import read_column_of_dates

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from hakusho.data.grids import Grid, Record

_NOTE = re.compile(
    r"[（(]?(?:注|※|備考|資料|出典|出所|単位|\*|＊|Notes?\b|Sources?\b|[a-zA-Zｐｒ][)）：:\s　])"
    r"|\d{1,2}[)）]",
    re.IGNORECASE,
)
_UNIT = re.compile(
    r"単位(?![にのをがで])\s*[:：・は]?\s*[（(]?"
    r"(?P<unit>[^（()）\s　]{1,12}(?:[（(][^（()）]{1,8}[)）])?)"
)
"""単位に満たないもの and 単位の異なる say none."""
_UNIT_ALONE = re.compile(r"[（(]?単位.{1,20}|[（(][^（()）、。]{1,8}[)）]")
_UNIT_IN_CELL = re.compile(r".*【(?P<unit>[^】]{1,12})】")
_MARK_BEFORE = re.compile(r"(?P<mark>[a-zA-Z*※#†]{1,2}|注\d?)\s?(?=[-△▲\d])")
_MARK_BEHIND = re.compile(
    r"(?<=\d)\s?(?P<mark>[a-zA-Z*※#†]{1,2}|注?\d{0,2}[)）]|[¹²³⁰⁴-⁹]{1,2}[)）]?|[①-⑳])$"
)
_SAID = (
    r"(?:^|[\s(「]){}[」)]?\s*(?:は|[:=]|\s)\s*"
    r"(?P<meaning>[A-Za-z][ -\-/-:<-~]*[!-\-/-:<-~](?=\.?\s*$|\.\s|;)|[^。.\s]+?)"
    r"(?:である|です|を示す)?(?:[。.;\s]|$)"
)
"""What a note says of a mark: a phrase in English, a word in Japanese."""
_DAY_COLUMN = re.compile(r"(?<![平休祝毎半])日$|月日|日付|\bdat(?:e|um)\b|_date$", re.IGNORECASE)
"""Traffic of 平日 and 休日 is none."""
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"(?:1[89]|20|21)\d\d年?度?", re.ASCII)
_IN_WORD = re.compile(r"[A-Za-z](?=[A-Za-z])")
"""A letter of a word that goes on: a note is told by a word, since names begin with its letter."""
_NO_NUMBER = re.compile(r"[:.…・–—―*-](?:\s?[:.…・–—―*-])*(?:\s?[a-z]{1,2})?")
"""Signs in place of a number, perhaps with a flag, as Eurostat has them: ``: u``."""
_SERIAL = re.compile(r"[2-6]\d,?\d{3}", re.ASCII)
_CODE = " コード"
"""Ends the name of a column of codes in a table of e-Stat, whose words stand in the last row."""
_TITLE = re.compile(r"表題\s*[：:]?")
"""Before the title in a table of e-Stat, among other lines about it."""
_MOST_HEADER_ROWS = 4
_MOST_LINES = 2
"""Rows in which a note goes on."""
_NOTED = re.compile(r"(?:\s*\d{1,2}[)）])+$")
_WIDE_APART = re.compile(r"(?<=[^\x00-\u2fff]) (?=[^\x00-\u2fff])")
_COLUMN_NUMBER = re.compile(r"[（(]?(?P<number>\d{1,3})[)）]?")
_FEWEST = 3
_LONGEST_TOKEN = 4
_MOST_SIGNS = 6
"""Signs in a column that say that there is no number."""
_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Guess:
    """What a sidecar could say of a file.

    Attributes:
        header: The rows that name the columns.
        notes: How the first of the notes begins; empty without notes.
        skip: Rows within the table that hold no data.
        names: What the columns are called, where the row of the header only counts them.
        dates: Columns of dates and years, by number from 0, that are not in ISO 8601.
        fill: Columns whose cells count for those below, likewise.
        marks: Marks beside numbers, and what the notes say of each.
        missing: What stands in place of numbers and is not known for that.
        title: The first line above the header.
        unit: What the numbers count, if the file says so once.
    """

    header: tuple[int, ...] = ()
    notes: str = ""
    skip: tuple[int, ...] = ()
    names: tuple[str, ...] = ()
    dates: tuple[int, ...] = ()
    fill: tuple[int, ...] = ()
    marks: tuple[tuple[str, str], ...] = ()
    missing: tuple[str, ...] = ()
    title: str = ""
    unit: str = ""


def guessed(grid: Grid) -> Guess:
    """Guess how a grid is laid out."""
    records = list(grid.records)
    if not records:
        return Guess()
    end = _end(records)
    start = _start(records[:end])
    header = _header(records[:start], grid)
    top = next((at for at, each in enumerate(records) if each in header), start)
    body, below = records[top + len(header) : end], records[end:]
    skip = tuple(each.line for each in body if sum(map(bool, each.cells)) == 1 and _width(body) > 1)
    rows = [each for each in body if each.line not in skip]
    columns = [
        [each.cells[at] for each in rows if at < len(each.cells)] for at in range(_width(rows))
    ]
    counted = [at for at, cells in enumerate(columns) if _is_counted(cells)]
    marks = _marks([columns[at] for at in counted], below)
    titles = records[:top]
    return Guess(
        header=tuple(each.line for each in header),
        notes=_notes(records[:end], below),
        skip=skip if len(skip) < len(body) / 2 else (),
        names=tuple(_names_above(records[: top + len(header)], body)),
        dates=tuple(at for at, cells in enumerate(columns) if _is_dated(cells, header, at)),
        fill=tuple(_filled(columns, counted, grid)),
        marks=tuple(marks.items()),
        missing=tuple(dict.fromkeys(_missing(columns, counted, marks))),
        title=_title(titles),
        unit=_unit([*titles, *header]) or _unit_in(columns),
    )


def _width(records: Sequence[Record]) -> int:
    return max((len(each.cells) for each in records), default=0)


def _filled_cells(record: Record) -> list[str]:
    return [cell for cell in record.cells if cell]


def _plain(cell: str) -> str:
    """A cell without marks, signs of per cent and 約, as far as a number may be left."""
    text = normal_width(cell).strip().removesuffix("%").removeprefix("約")
    return _MARK_BEHIND.sub("", _MARK_BEFORE.sub("", text, count=1)).strip()


def is_number(cell: str) -> bool:
    """Whether a cell holds a number, with a mark or about, or says that there is none."""
    if not cell or cell in NO_NUMBER:
        return cell in NO_NUMBER and bool(cell)
    return number_in(cell if cell.isdecimal() else _plain(cell)) is not None


def beginning_of_note(cell: str) -> str:
    """How a cell begins that begins as notes below a table do; empty if it does not."""
    found = _NOTE.match(cell)
    return found[0].strip() if found else ""


def is_column_of_day_numbers(name: str, cells: Sequence[str]) -> bool:
    """Whether a column of days holds numbers as spreadsheets keep days."""
    return bool(cells) and all(map(_SERIAL.fullmatch, cells)) and bool(_DAY_COLUMN.search(name))


def _is_data(record: Record, widest: int) -> bool:
    """Whether a row is one of data: numbers behind its label, and not only years."""
    cells = _filled_cells(record)
    rest = cells[1:]
    if not rest:
        return False
    numbers = [cell for cell in rest if is_number(cell)]
    if len(numbers) > 1 and _are_years(numbers):
        return False
    return len(numbers) >= len(rest) * _SHARE and len(cells) * 2 >= min(widest, 4)


def _are_years(cells: Sequence[str]) -> bool:
    """Whether cells are years or dates of columns, one after the other: 1301 is a number."""
    years = [cell for cell in cells if not cell.isdecimal() or _YEAR.fullmatch(cell)]
    days = [day for cell in years if (day := day_of(cell))]
    return len(days) == len(cells) and (days == sorted(days) or days == sorted(days, reverse=True))


def _is_below_names(records: Sequence[Record], at: int, widest: int) -> bool:
    """Whether a full row stands right below the first that names each column, in words or a year.

    Two years below two or three words may still be the years of what the words name.
    """
    names, cells = _filled_cells(records[at - 1]), _filled_cells(records[at])
    counted = [cell for cell in names if is_number(cell) or _DIGIT.search(cell)]
    if not len(names) == len(set(names)) == len(cells) == widest or is_number(cells[0]):
        return False
    if counted:
        is_first = at == 1 or len(_filled_cells(records[at - 2])) < widest
        return (
            is_first
            and all(map(_YEAR.fullmatch, counted))
            and all(map(is_number, cells[-len(counted) :]))
        )
    return widest > _FEWEST and sum(map(is_number, cells[1:])) == _FEWEST - 1


def _names_years(record: Record, widest: int) -> bool:
    """Whether a row names all columns: words, and behind them three years or more, all others."""
    cells = [cell for cell in record.cells if cell]
    years = [cell for cell in cells if _YEAR.fullmatch(cell)]
    words = cells[: len(cells) - len(years)]
    return (
        len(years) >= _FEWEST
        and len(cells) == widest == len(set(cells))
        and cells[len(words) :] == years
        and _are_years(years)
        and bool(words)
        and not any(map(is_number, words))
    )


def _goes_on(record: Record, other: Record) -> bool:
    """Whether a row may follow one of data, though it has not as many numbers.

    It begins with a number or a date as that does, or is as full and has a number.
    """
    if all(is_number(each.cells[0]) or day_of(each.cells[0]) for each in (record, other)):
        return True
    cells, others = _filled_cells(record), _filled_cells(other)
    return len(cells) == len(others) and any(map(is_number, others[1:]))


def _start(records: Sequence[Record]) -> int:
    """The number of the first record of data; the one below the first full one without numbers.

    Words and then years alone name columns, whatever stands below them: the name of a group, a row
    in which nothing is known.
    """
    widest = max(len(_filled_cells(each)) for each in records)
    named = next((at for at, each in enumerate(records) if _names_years(each, widest)), None)
    if named is not None:
        return min(named + 1, len(records))
    for at, record in enumerate(records):
        following = records[at + 1 : at + 2]
        if (
            at
            and (_is_data(record, widest) or _is_below_names(records, at, widest))
            and all(_is_data(each, widest) or _goes_on(record, each) for each in following)
        ):
            return at
    full = next(at for at, each in enumerate(records) if len(_filled_cells(each)) == widest)
    return min(full + 1, len(records))


def _end(records: Sequence[Record]) -> int:
    """The number of the first record of notes: rows at the end that hold one cell, or begin so.

    A note in two languages may go on in a row of words, among rows of numbers.
    """
    end, goes_on = len(records), 0
    counted = sum(any(map(is_number, _filled_cells(each)[1:])) for each in records)
    most = _MOST_LINES if counted >= _FEWEST else 0
    for at in range(len(records) - 1, 0, -1):
        first, *rest = _filled_cells(records[at])
        is_data = bool(rest) and all(map(is_number, rest))  # as 注文 with its numbers
        is_note = not is_data and _NOTE.match(first)
        if is_note or not (rest or _width(records) == 1):
            end, goes_on = at, 0
        elif goes_on == most or any(map(is_number, rest)):
            break
        else:
            goes_on += 1
    return end


def _header(above: Sequence[Record], grid: Grid) -> list[Record]:
    """The rows that name the columns, above the data; one with a single cell is none.

    Such rows may stand between: the name of the first group of rows, a unit.
    """
    wide = [
        at for at, each in enumerate(above) if len(_filled_cells(each)) > 1 or _is_wide(each, grid)
    ]
    above = above[: wide[-1] + 1] if wide else above
    found: list[Record] = []
    for record in reversed(above[-_MOST_HEADER_ROWS:]):
        cells = _filled_cells(record)
        alone = len(cells) == 1 and _width(above) > 1
        if found and record.line < found[0].line - 1:
            break  # an empty row parts them
        if _UNIT_ALONE.fullmatch(cells[0]) or (alone and (found or not _is_wide(record, grid))):
            break
        found.insert(0, record)
    if found and any(cell.endswith(_CODE) for cell in found[-1].cells):
        return found[-1:]
    return found or list(above[-1:])


def _names_above(above: Sequence[Record], body: Sequence[Record]) -> Iterator[str]:
    """What stands over a row that only counts the columns, (1) (2) (3), in each that holds any.

    Of several rows the lowest counts, of two languages the one with wide letters. What stands over
    several columns is not known to: nothing is merged in a text.
    """
    numbers = [_COLUMN_NUMBER.fullmatch(cell) for cell in _filled_cells(above[-1])]
    counted = [int(each["number"]) for each in numbers if each]
    if len(counted) < _FEWEST or len(counted) < len(numbers) or not _count_on(counted):
        return
    rows = (above[-1], *body)
    held = {at for each in rows for at, cell in enumerate(each.cells) if cell}
    for at in sorted(held):
        cells = _over(above[:-1], at)
        if not cells and at - 1 not in held:  # a name is often typed in a narrow column before
            cells = _over(above[:-1], at - 1)
        cells = [cell for cell in cells if not _COLUMN_NUMBER.match(cell)]
        wide = [cell for cell in cells if any(map(is_wide, cell))]
        name = _NOTED.sub("", (wide or cells or [""])[-1])
        yield _WIDE_APART.sub("", " ".join(name.split()))


def _over(above: Sequence[Record], at: int) -> list[str]:
    """The cells of a column, from top to bottom."""
    return [each.cells[at] for each in above if 0 <= at < len(each.cells) and each.cells[at]]


def _count_on(numbers: Sequence[int]) -> bool:
    return all(other == one + 1 for one, other in pairwise(numbers))


def _is_wide(record: Record, grid: Grid) -> bool:
    """Whether a cell of a row stands over several columns."""
    return any(
        top <= record.line <= bottom and right > left for top, left, bottom, right in grid.merged
    )


def _notes(above: Sequence[Record], below: Sequence[Record]) -> str:
    """How the first note begins, such that no row above begins so."""
    if not below:
        return ""
    text = _filled_cells(below[0])[0]
    for length in range(len(beginning_of_note(text)) or 1, len(text) + 1):
        if _IN_WORD.match(text, length - 1):
            continue
        if not any(_filled_cells(each)[0].startswith(text[:length]) for each in above):
            return text[:length].strip() or text
    return text


def _marks(columns: Sequence[Sequence[str]], below: Sequence[Record]) -> dict[str, str]:
    """Marks beside numbers, and the note that begins with each.

    What stands beside most numbers of a column is none: E09000001 is a code.
    """
    counted: Counter[str] = Counter()
    for cells in columns:
        in_column: Counter[str] = Counter()
        for cell in map(normal_width, cells):
            found = _MARK_BEFORE.match(cell) or _MARK_BEHIND.search(cell)
            if found and is_number(cell) and not day_of(cell):
                in_column[found["mark"]] += 1
        if in_column.total() <= sum(map(bool, cells)) * _SHARE:
            counted += in_column
    texts = [normal_width(" ".join(_filled_cells(each))) for each in below]
    meant = {}
    for mark in counted:
        said = (re.search(_SAID.format(re.escape(mark)), text) for text in texts)
        meant[mark] = next((match["meaning"] for match in said if match), "")
    return meant


def _is_counted(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell and not _NO_NUMBER.fullmatch(cell)]
    numbers = [cell for cell in filled if is_number(cell) and _DIGIT.search(cell)]
    return bool(filled) and len(numbers) > len(filled) * _SHARE


def _is_dated(cells: Sequence[str], header: Sequence[Record], at: int) -> bool:
    """Whether a column holds dates, of which one at least is not as ISO 8601 has it."""
    filled = [cell for cell in cells if cell]
    if not filled:
        return False
    named = "".join(each.cells[at] for each in header if at < len(each.cells))
    if is_column_of_day_numbers(named, filled):
        return True
    if are_decimal(filled) and not may_be_months(named):
        return False
    days = [*read_column_of_dates(filled)]
    return all(days) and any(str(day) != cell for day, cell in zip(days, filled, strict=True))


def _filled(columns: Sequence[Sequence[str]], counted: Sequence[int], grid: Grid) -> Iterator[int]:
    """Columns of words before the one that names each row, with holes below their first cell."""
    if grid.merged:
        return
    for at, cells in enumerate(columns):
        if at in counted or (counted and at > counted[0]) or (cells and all(cells)):
            return
        if cells and cells[0] and not all(cells):
            yield at


def _missing(
    columns: Sequence[Sequence[str]], counted: Sequence[int], marks: Mapping[str, str]
) -> Iterator[str]:
    for at in counted:
        odd = dict.fromkeys(
            cell
            for cell in columns[at]
            if cell and not is_number(cell) and len(cell) <= _LONGEST_TOKEN and not day_of(cell)
        )
        if len(odd) <= _MOST_SIGNS:  # more are the keys of notes, among their numbers
            yield from (cell for cell in odd if cell not in marks and not _DIGIT.search(cell))


def _title(above: Sequence[Record]) -> str:
    """The title: what stands beside 表題, else the first line that is no unit."""
    titled = [each for each in above if _TITLE.fullmatch(next(iter(_filled_cells(each)), ""))]
    texts = [" ".join(_filled_cells(each)[1:]) for each in titled]
    texts += [" ".join(dict.fromkeys(_filled_cells(each))) for each in above]
    return next((" ".join(text.split()) for text in texts if not _UNIT_ALONE.fullmatch(text)), "")


def _unit_in(columns: Sequence[Sequence[str]]) -> str:
    """What a column says in each of its cells, as tables of e-Stat have it: 人口【千人】."""
    for cells in columns:
        match = _UNIT_IN_CELL.fullmatch(cells[0]) if cells and len(set(cells)) == 1 else None
        if match is not None:
            return match["unit"]
    return ""


def _unit(above: Sequence[Record]) -> str:
    """What the file says once that its numbers count."""
    found = [_UNIT.search(cell) for each in above for cell in _filled_cells(each)]
    units = {match["unit"] for match in found if match}
    one = units.pop() if len(units) == 1 else ""
    return "" if re.search(r"[、,・]", one) else one
