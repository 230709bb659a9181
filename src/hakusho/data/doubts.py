"""What a table of cells holds that it hardly means, where it is read as it stands (DAT026)."""

from __future__ import annotations

import re
from itertools import pairwise, zip_longest
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from unicodedata import normalize

from hakusho.data.cell_matching import day_of
from hakusho.data.column_kinds import not_of_dates
from hakusho.data.data_files import CELLS, WORKBOOKS
from hakusho.data.layout_guess import beginning_of_note, is_column_of_day_numbers, is_number
from hakusho.data.numbers import NO_NUMBER, is_number_or_share, number_in
from hakusho.findings import Finding, Location, Subject, say
from hakusho.values.letters import normal_width
from hakusho.values.table_dates import read_written_date

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hakusho.data.grids import Grid, Record
    from hakusho.data.layout import Layout

_YEARS = range(1800, 2200)
_OF_YEARS = re.compile(r".*(?:年|年度|年次)|(?:fiscal )?years?|FY", re.IGNORECASE)
_FIRST_DAY = re.compile(r"(?:1[89]|20|21)\d\d(?P<rest>[-/.]0?[14][-/.]0?1)")
"""Of a calendar year or a Japanese fiscal year."""
_LOOKED_AT = 50
"""Rows that tell what a column holds."""
_MOST_NAMED = 6
_SEVERAL = 4
"""Rows of which one is told from the others."""
_DECIMAL_POINT = re.compile(r"[-+−△▲]?\d+\.(?:\d{1,2}|\d{4,})")
_FEWEST_PLAIN = 3
_MARKED = re.compile(
    r"[-+−△▲]?\d[\d,.]*(?: [a-z]{1,2}|\s?(?:[*†‡#]+|[¹²³⁰⁴-⁹]+[)）]?|[①-⑳])|(?<=[.,]\d)[a-z])"
    r"|[:.·–—―*-](?: ?[:.·–—―*-]){0,2}(?: ?[a-z]{1,2})?|n/a|N/A|na|n\.d\."
)
"""A number with a flag (``6.3 b``, ``1,301*``), or what stands for none (``: u``, ``n/a``)."""
_MARKED_NAME = re.compile(
    r"(?P<name>(?=.{2,60}$)(?![A-Z]\W).*?[^\W\d_][).）”]?)(?<![cdk]m)(?<![^A-Za-z]m)(?<!^m) ?"
    r"(?P<mark>[¹²³⁰⁴-⁹]+[)）]?|[*＊†‡※]+\d?|[(（[］]注\s?\d{0,2}[)）\]］]|注\s?\d{1,2}"
    r"|(?<![(（]\w)\d{1,2}[)）]|\[\d{1,2}\])"
)
"""A name and the mark of a note behind it: Brae¹, Vell*, 北浜(注1); m² and km² are units."""
_BROKEN = re.compile(
    r"(?i:nan|[-+]?inf(?:inity)?|true|false)|0x[0-9A-Fa-f]+|\d{1,2}:\d\d(?::\d\d)?"
    r"|[~<>≤≥≈'’+-]*[\dlOoI][\dlOoI.,'’eE -]*(?: ?\([a-z]{1,2}\))?|\d+/\d+"
)
"""What is hardly meant as words where all others are numbers."""
_OF_NAMES = re.compile(
    r"コード|番号|号|電話|郵便|住所|版|章|条|頁|code|number|version|model|phone|zip|post|address|room|page"
    r"|\b(?:id|no|nr|ref|key|range|age|class|size|time)\b|区分|階級|時刻|年齢",
    re.IGNORECASE,
)
"""In the name of a column whose numbers count nothing, or may be ranges."""
_LOST = re.compile(r"\ufffd|[A-Za-z][\u0400-\u04ff]|[\u0400-\u04ff][A-Za-z]")
"""A letter that a conversion has lost, or one of Cyrillic in a word in Latin letters."""
_OF_SHARES = re.compile(
    r"率|比|割合|シェア|share|rate|ratio|per ?cent|growth|change", re.IGNORECASE
)
_WHOLE = 100
_LONGEST_NAME = 60
_DAY_OR_MONTH_FIRST = re.compile(r"\d{1,2}([/.-])\d{1,2}\1\d{4}|[2-6]\d{4}", re.ASCII)
"""01/02/2024, or the number of a day as spreadsheets count them."""
_UNSEEN = re.compile(r"[\u00ad\u180e\u200b\u2060]")
"""Soft hyphens, and spaces without a width, as web pages and word processors leave them."""
_DECIMAL_COMMA = re.compile(
    r"^[-+−△▲]?(?:\d+,(?:\d{1,2}|\d{4,})|\d{1,3}(?:[. \u00a0\u202f]\d{3})+,\d+)$", re.MULTILINE
)
_POINTS_GROUP = re.compile(r"[-+−△▲]?[1-9]\d{0,2}\.\d{3}")
"""What is a thousand where commas stand before decimal places: 12.034."""
_BELOW_A_THOUSAND = re.compile(r"[-+−△▲]?\d{1,3}")
_EXPONENT = re.compile(r"[-−△▲]?[1-9](?:\.\d{1,5})?E\+\d\d", re.ASCII)
_PLAIN = re.compile(r"[-−△▲]?\d[\d,]*", re.ASCII)
_SEVERAL_GROUPS = re.compile(r"^[-+−△▲]?[1-9]\d{0,2}(?:\.\d{3}){2,}$", re.MULTILINE)
_COMMA = re.compile(
    r"[-+−△▲]?(?:\d{1,3}(?:[. \u00a0\u202f]\d{3})+|\d+),\d+|[-+−△▲]?[\d. \u00a0\u202f]+"
)


def doubts(
    grid: Grid, head: Sequence[Record], body: Sequence[Record], names: Sequence[str], layout: Layout
) -> Iterator[Finding]:
    """DAT026 for a first row of data that is taken for names, for rows that stand apart, for days.

    Args:
        grid: The cells, of a text file or a workbook.
        head: The records that name the columns.
        body: The records that are read as rows.
        names: What the columns are called.
        layout: What the sidecar says of the file.

    Yields:
        One for each kind of doubt, or for each column that it is about; for what the sheet hides,
        and for numbers that count several times because cells were made one.
    """
    if not grid.path.endswith((*CELLS, *WORKBOOKS)):
        return
    yield from _named_by_data(grid, head, body, names, layout)
    yield from _standing_apart(grid, body, names, layout)
    for at, name in enumerate(names):
        yield from _years_as_days(grid, body, at, name)
        yield from _day_numbers(grid, body, at, name, layout)
        yield from _decimal_commas(grid, body, at, name, layout)
        yield from _grouping_points(grid, body, at, name, layout)
        yield from _cut_short(grid, body, at, name)
        yield from _broken(grid, body, at, name, layout)
        yield from _among_years(grid, body, at, name, layout)
        yield from _shares_among_numbers(grid, body, at, name)
        yield from _marked_names(grid, body, at, name, layout)
        yield from _unseen(grid, body, at, name)
        yield from _lost(grid, body, at, name)
        yield from _twice_wide(grid, body, at, name)
        if name not in {"date", "year"} or "id" not in names:  # those of facts are read as dates
            yield from _other_order(grid, body, at, name, layout)
    yield from _marked(grid, body, names, layout)
    yield from _beside(grid, head, body, names)
    yield from _lone_gap(grid, body, names)
    yield from _hidden(grid, body, names)
    yield from _looking_gone(grid, body)
    yield from _counted_twice(grid, body)


def _doubt(grid: Grid, place: tuple[int, int], message: str, hint: str, *values: object) -> Finding:
    where = grid.at(place) if any(place) else Location(grid.path, sheet=grid.sheet)
    return Finding.of("DAT026", where, message, hint, *values, subject=Subject("cell", str(where)))


def _is_value(cell: str) -> bool:
    """Whether a cell is a number or a date, and no word."""
    return is_number(cell) or day_of(cell) is not None


def _is_bare(name: str) -> bool:
    """Whether a name is a number or a date with nothing beside it: c1 is a name."""
    return number_in(name) is not None or day_of(name) is not None


def _cells(body: Sequence[Record], at: int) -> list[str]:
    return [each.cells[at] for each in body if at < len(each.cells) and each.cells[at]]


def _holds_values(body: Sequence[Record], at: int) -> bool:
    """Whether all cells of a column are numbers or dates, those that say that there is none too."""
    cells = _cells(body[:_LOOKED_AT], at)
    return any(cell not in NO_NUMBER for cell in cells) and all(map(_is_value, cells))


def _holds_dates(body: Sequence[Record], names: Sequence[str]) -> bool:
    """Whether a column that is named by a date holds any."""
    columns = (at for at, name in enumerate(names) if day_of(name))
    return any(day_of(cell) for at in columns for cell in _cells(body[:_LOOKED_AT], at))


def _named_by_data(
    grid: Grid, head: Sequence[Record], body: Sequence[Record], names: Sequence[str], layout: Layout
) -> Iterator[Finding]:
    """The first row, if it holds numbers where all others do that are neither years nor steps."""
    if (
        layout.header is not None
        or layout.columns
        or len(head) != 1
        or not any(map(_is_bare, names))
    ):
        return
    named = [name for at, name in enumerate(names) if _holds_values(body, at)]
    if not named or not all(name and _is_bare(name) for name in named):
        return
    if all((day := day_of(name)) and day[0] in _YEARS and day[1:] == (0, 0) for name in named):
        return  # a column for each year: 2020, 2020年度, 2020 [YR2020]
    steps = {_step(one, other) for one, other in pairwise(named)}
    dated = sum(day_of(name) is not None for name in names) > 1 and all(map(day_of, named))
    if dated and not _holds_dates(body, names):
        return  # a column for each month or day: 2023-01, 2023-02
    if steps and len(steps) == 1 and (len(named) > 2 or steps == {1}) and steps != {0}:  # noqa: PLR2004
        return  # a column for each month or age
    message = "the first row names the columns, and holds data as the rows below do: {names}"
    hint = "If no row names them, do so in the sidecar: read: {{header: 0, columns: [{blanks}]}}."
    shown = ", ".join(names[:_MOST_NAMED]) + (", …" if len(names) > _MOST_NAMED else "")
    yield _doubt(grid, head[0].places[0], message, hint, shown, ", ".join(["…"] * len(names)))


def _years_as_days(grid: Grid, body: Sequence[Record], at: int, name: str) -> Iterator[Finding]:
    """A column of years, each of which a spreadsheet has made the first day of it: 2020/4/1."""
    held = [each for each in body[:_LOOKED_AT] if at < len(each.cells) and each.cells[at]]
    days = [_FIRST_DAY.fullmatch(each.cells[at]) for each in held]
    if not _OF_YEARS.fullmatch(name) or not days or not all(days):
        return
    if len({day["rest"] for day in days if day}) > 1:
        return
    first = held[0].cells[at]
    message = "'{name}' holds days such as {cell}, where its name says years"
    hint = (
        "Write {year}, as the text asks for it; a spreadsheet leaves it so in a column of the type "
        "text."
    )
    yield _doubt(grid, held[0].places[at], message, hint, name, first, first[:4])


def _step(one: str, other: str) -> float:
    return float(other) - float(one) if one.isdecimal() and other.isdecimal() else 0


def _standing_apart(
    grid: Grid, body: Sequence[Record], names: Sequence[str], layout: Layout
) -> Iterator[Finding]:
    """The first row below an empty one, or a note at the end, that is not as the rows above."""
    for at, record in enumerate(body[1:], 1):
        apart = _is_apart(body[at - 1], record, layout)
        filled = [(column, cell) for column, cell in enumerate(record.cells) if cell]
        if not apart and (len(filled) > 1 or len(names) < 2):  # noqa: PLR2004
            continue
        wordy = apart and not any(_is_value(cell) for _, cell in filled)
        above = body[max(0, at - _LOOKED_AT) : at]
        odd = next((each for each in filled if _is_odd(above, each, layout)), None)
        alone = len(filled) == 1 and len(names) > 1
        noted = alone and bool(beginning_of_note(filled[0][1]))
        if odd is None and alone and (apart or noted):
            odd = filled[0] if not _is_value(filled[0][1]) else None
        if odd is None and wordy and _all_count(above):
            odd = filled[0]
        if odd is None or not (apart or noted):
            continue
        message = "'{cell}' is not as what stands above in its column, and is read as a row as well"
        hint = (
            "If another table, a total or notes begin here, say so in the sidecar: "
            "read: {{notes: …}}, {{skip: [{line}]}}, or {{range: …}}."
        )
        yield _doubt(grid, record.places[odd[0]], message, hint, _short(odd[1]), record.line)
        return


def _all_count(above: Sequence[Record]) -> bool:
    """Whether each of several rows has a number."""
    return len(above) >= _SEVERAL and all(any(map(is_number, each.cells[1:])) for each in above)


def _is_apart(above: Record, record: Record, layout: Layout) -> bool:
    """Whether an empty row stands between two records."""
    end = above.line + sum(cell.count("\n") for cell in above.cells)
    return any(line not in layout.skip for line in range(end + 1, record.line))


def _is_odd(above: Sequence[Record], filled: tuple[int, str], layout: Layout) -> bool:
    at, cell = filled
    if _is_value(cell) or cell in layout.missing or _MARKED.fullmatch(cell):
        return False
    return _holds_values(above, at)


def _short(text: str) -> str:
    return text if len(text) <= 30 else f"{text[:29]}…"  # noqa: PLR2004


def _day_numbers(
    grid: Grid, body: Sequence[Record], at: int, name: str, layout: Layout
) -> Iterator[Finding]:
    if name in layout.dates or not is_column_of_day_numbers(name, _cells(body, at)):
        return
    first = next(each for each in body if at < len(each.cells) and each.cells[at])
    cell = first.cells[at]
    day = read_written_date(grid.counted(cell.replace(",", "")), numbered=True)
    message = "{name}: '{cell}' is likely the number that a spreadsheet has for the day {day}"
    hint = "Say so in the sidecar: read: {{dates: [{name}]}}."
    yield _doubt(grid, first.places[at], message, hint, name, cell, day)


def _decimal_commas(
    grid: Grid, body: Sequence[Record], at: int, name: str, layout: Layout
) -> Iterator[Finding]:
    if layout.decimal == ",":
        return
    cells = _cells(body, at)
    text = "\n".join(cells)
    found = _DECIMAL_COMMA.search(text) or _SEVERAL_GROUPS.search(text)
    if found is None or not all(_COMMA.fullmatch(cell) or cell in NO_NUMBER for cell in cells):
        return
    odd = next(each for each in body if at < len(each.cells) and each.cells[at] == found[0])
    message = "{name}: '{cell}' has a comma before its decimal places, and is read as words"
    if "," not in found[0]:
        message = "{name}: '{cell}' has points between its thousands, and is read as words"
    hint = 'Say so in the sidecar: read: {{decimal: ","}}.'
    yield _doubt(grid, odd.places[at], message, hint, name, found[0])


def _grouping_points(
    grid: Grid, body: Sequence[Record], at: int, name: str, layout: Layout
) -> Iterator[Finding]:
    """A column of 12.034 and 987 in a file with semicolons: likely of thousands."""
    if layout.delimiter != ";" or "decimal" in layout.model_fields_set:
        return
    cells = _cells(body, at)
    if not _are_grouped_by_points(cells):
        return
    cell = next(each for each in cells if _POINTS_GROUP.fullmatch(each))
    odd = next(each for each in body if at < len(each.cells) and each.cells[at] == cell)
    message = (
        "{name}: the point in '{cell}' is read as a decimal one, and likely stands for thousands"
    )
    hint = 'Say which in the sidecar: read: {{decimal: ","}}, or read: {{decimal: "."}}.'
    yield _doubt(grid, odd.places[at], message, hint, name, cell)


def _are_grouped_by_points(cells: Sequence[str]) -> bool:
    """Whether some are numbers of three places behind a point, and no other has any place."""
    numbers = [cell for cell in cells if cell not in NO_NUMBER]
    grouped = sum(_POINTS_GROUP.fullmatch(cell) is not None for cell in numbers)
    below = sum(_BELOW_A_THOUSAND.fullmatch(cell) is not None for cell in numbers)
    return grouped > 1 and grouped + below == len(numbers)


def _cut_short(grid: Grid, body: Sequence[Record], at: int, name: str) -> Iterator[Finding]:
    """The first number with an exponent, where most have none: 1.2E+05 for 123456."""
    held = [each for each in body if at < len(each.cells) and each.cells[at]]
    cut = [each for each in held if _EXPONENT.fullmatch(each.cells[at])]
    plain = sum(_PLAIN.fullmatch(each.cells[at]) is not None for each in held)
    if not cut or plain < len(cut) or plain + len(cut) < len(held):
        return
    cell = cut[0].cells[at]
    message = "{name}: '{cell}' has an exponent, where other numbers have their digits"
    hint = (
        "Write its digits: a spreadsheet saves a number so that its column is too narrow for, and "
        "leaves digits out."
    )
    yield _doubt(grid, cut[0].places[at], message, hint, name, cell)


def _odd_among_numbers(
    body: Sequence[Record], at: int, layout: Layout
) -> tuple[Sequence[str], int]:
    """What makes words of a column of numbers, and how many of these there are; else nothing."""
    cells = [cell for cell in _cells(body, at) if cell not in layout.missing]
    filled = [cell for cell in cells if cell not in NO_NUMBER]
    odds = [cell for cell in filled if not is_number_or_share(cell)]
    plain = len(filled) - len(odds)
    told = odds and not layout.marks and plain >= max(_FEWEST_PLAIN, len(odds))
    return (odds, plain) if told else ((), 0)


def _marked(
    grid: Grid, body: Sequence[Record], names: Sequence[str], layout: Layout
) -> Iterator[Finding]:
    """Columns of numbers that are some of words, because of marks or signs for none: the first."""
    found = []
    for at, name in enumerate(names):
        odds, _ = _odd_among_numbers(body, at, layout)
        if odds and all(map(_MARKED.fullmatch, odds)):
            record = next(
                each for each in body if at < len(each.cells) and each.cells[at] == odds[0]
            )
            found.append((record.places[at], name, odds[0]))
    if not found:
        return
    place, name, odd = found[0]
    message = "{name}: '{cell}' stands among numbers, and makes words of the whole column"
    values: tuple[object, ...] = name, odd
    if len(found) > 1:
        message = (
            "{name}: '{cell}' stands among numbers, and makes words of the whole column, as such "
            "signs do in {count} more"
        )
        values = (*values, len(found) - 1)
    hint = (
        "`hakusho data {dataset} --sidecar` writes what stands beside numbers and in their place: "
        "read: {{marks: …}}, {{missing: …}}."
    )
    yield _doubt(grid, place, message, hint, *values, PurePosixPath(grid.path).stem)


def _among_years(
    grid: Grid, body: Sequence[Record], at: int, name: str, layout: Layout
) -> Iterator[Finding]:
    """A number that is no year among years: 24, 20233."""
    cells = [cell for cell in _cells(body, at) if cell not in layout.missing]
    odd = [] if name in layout.dates else not_of_dates(name, cells)
    if not odd or not all(cell.isdecimal() for cell in odd):
        return
    if _DAY_OR_MONTH_FIRST.fullmatch(odd[0]):  # told as a day among years
        return
    record = next(each for each in body if at < len(each.cells) and each.cells[at] == odd[0])
    message = "{name}: '{cell}' stands among years, and is none"
    hint = "Write the year with its four digits."
    yield _doubt(grid, record.places[at], message, hint, name, odd[0])


def _broken(
    grid: Grid, body: Sequence[Record], at: int, name: str, layout: Layout
) -> Iterator[Finding]:
    """A number that is none for a slip, alone or nearly so among others: l31, 1'310, NaN, >131."""
    odds, plain = _odd_among_numbers(body, at, layout)
    if not odds or all(map(_MARKED.fullmatch, odds)) or len(odds) * _FEWEST_PLAIN > plain:
        return
    broken = all(_BROKEN.fullmatch(cell) and not day_of(cell) for cell in odds)
    if not broken or _OF_NAMES.search(name):
        return
    record = next(each for each in body if at < len(each.cells) and each.cells[at] == odds[0])
    message = "{name}: '{cell}' stands among numbers, and makes words of the whole column"
    hint = (
        "Write it as the others are; if it says that there is none, in the sidecar: "
        "read: {{missing: ['{cell}']}}."
    )
    yield _doubt(grid, record.places[at], message, hint, name, odds[0])


def _marked_names(
    grid: Grid, body: Sequence[Record], at: int, name: str, layout: Layout
) -> Iterator[Finding]:
    """A name with the mark of a note: another name than that without, and printed with it."""
    held = [each for each in body if at < len(each.cells) and each.cells[at]]
    marked = [(each, found) for each in held if (found := _MARKED_NAME.fullmatch(each.cells[at]))]
    marked = [(each, found) for each, found in marked if _is_marked(found, layout)]
    if not marked or len(marked) > len(held) / 2:
        return
    record, found = marked[0]
    message = "{name}: '{cell}' is a name with the mark of a note, and another one than '{bare}'"
    hint = (
        "Say in the sidecar what it means: read: {{marks: {{'{mark}': …}}}}; the name is read "
        "without it."
    )
    values = name, found[0], found["name"]
    yield _doubt(grid, record.places[at], message, say(hint, found["mark"]), *values)


def _is_marked(found: re.Match[str], layout: Layout) -> bool:
    """Whether it is a mark: no bracket of a name's own, nor one that the sidecar knows."""
    name, mark = found.groups()
    closes = mark[0].isdecimal() and name.count("(") + name.count("（") > name.count(")")
    return mark not in layout.marks and not closes


def _shares_among_numbers(
    grid: Grid, body: Sequence[Record], at: int, name: str
) -> Iterator[Finding]:
    """The one number of a column that is of per cent, or is not, where no word of its row says so.

    A row of shares below rows of numbers is usual (構成比), and so is their base, as 1,204.
    """
    held = [each for each in body if at < len(each.cells) and each.cells[at] not in NO_NUMBER]
    shares = [each for each in held if each.cells[at][-1] in "%％"]
    others = [each for each in held if each not in shares and number_in(each.cells[at])]
    if not shares or not others or len(shares) + len(others) < len(held):
        return
    odd, usual = sorted((shares, others), key=len)
    said = odd is shares and _OF_SHARES.search(" ".join(odd[0].cells))
    base = odd is others and (number_in(odd[0].cells[at]) or 0) > _WHOLE
    if len(odd) > 1 or len(usual) < _FEWEST_PLAIN or said or base:
        return
    message = "{name}: '{cell}' stands among numbers such as {other}: what do they count?"
    hint = "Write all numbers of a column with %, or none; what counts else has its own column."
    cells = odd[0].cells[at], usual[0].cells[at]
    yield _doubt(grid, odd[0].places[at], message, hint, name, *cells)


def _unseen(grid: Grid, body: Sequence[Record], at: int, name: str) -> Iterator[Finding]:
    """The first name in a column that holds a character which nobody sees; prose may have some."""
    for record in body:
        cell = record.cells[at] if at < len(record.cells) else ""
        found = _UNSEEN.search(cell) if len(cell) <= _LONGEST_NAME else None
        if found is not None:
            message = "{name}: '{cell}' holds a character that nobody sees (U+{code})"
            hint = "Delete it: with it the cell says something else than others that look the same."
            shown = _UNSEEN.sub("", cell)
            yield _doubt(
                grid, record.places[at], message, hint, name, shown, f"{ord(found[0]):04X}"
            )
            return


def _lost(grid: Grid, body: Sequence[Record], at: int, name: str) -> Iterator[Finding]:
    """The first cell with a letter that is lost, or that is of another script than its word."""
    for record in body:
        cell = record.cells[at] if at < len(record.cells) else ""
        found = _LOST.search(cell)
        if found is None:
            continue
        message = "{name}: '{cell}' has letters of two scripts in one word: {letters}"
        hint = "Type the word again: with another letter it is another name."
        values = [name, _short(cell), found[0]]
        if "\ufffd" in found[0]:
            message = "{name}: in '{cell}' a letter was lost (U+FFFD)"
            hint = "Get it from the source: the file was read in another encoding, and saved so."
            del values[2]
        yield _doubt(grid, record.places[at], message, hint, *values)
        return


def _twice_wide(grid: Grid, body: Sequence[Record], at: int, name: str) -> Iterator[Finding]:
    """The first name that stands above in letters of another width, or in other characters."""
    seen: dict[str, str] = {}
    for record in body:
        cell = record.cells[at] if at < len(record.cells) else ""
        before = (
            seen.setdefault(normal_width(cell), cell) if 1 < len(cell) <= _LONGEST_NAME else cell
        )
        if before == cell or is_number(cell) or day_of(cell):
            continue
        message = "{name}: '{cell}' is '{before}' in letters of another width"
        if normalize("NFC", cell) == normalize("NFC", before):
            message = "{name}: '{cell}' is '{before}', its letters and their marks apart"
        elif cell.split() == before.split():
            message = "{name}: '{cell}' is '{before}' with another kind of space"
        hint = "Write both alike: as names of rows they are two."
        yield _doubt(grid, record.places[at], message, hint, name, cell, before)
        return


def _other_order(
    grid: Grid, body: Sequence[Record], at: int, name: str, layout: Layout
) -> Iterator[Finding]:
    """A date as 01/02/2024 in a column of others, whose day depends on who reads it."""
    held = [each for each in body[:_LOOKED_AT] if at < len(each.cells) and each.cells[at]]
    odd = [each for each in held if _DAY_OR_MONTH_FIRST.fullmatch(each.cells[at])]
    others = [each.cells[at] for each in held if each not in odd]
    if name in layout.dates or not odd or not others or not all(map(day_of, others)):
        return
    message = "{name}: '{cell}' is no date as {other} is, and is read as words"
    hint = "Write it likewise: year, month, day."
    yield _doubt(grid, odd[0].places[at], message, hint, name, odd[0].cells[at], others[0])


def _beside(
    grid: Grid, head: Sequence[Record], body: Sequence[Record], names: Sequence[str]
) -> Iterator[Finding]:
    """A second table right of an empty column: from some row on one side of it is empty.

    Each has two columns or more: remarks alone often stand apart, and beside some rows only.
    """
    places = head[-1].places if head and grid.sheet else ()
    for at in range(2, min(len(places), len(names)) - 1):
        if places[at][1] - places[at - 1][1] < 2:  # noqa: PLR2004  no column between
            continue
        left = [any(each.cells[:at]) for each in body]
        right = [any(each.cells[at:]) for each in body]
        if not _ends_before(left, right) and not _ends_before(right, left):
            continue
        message = "'{name}', right of an empty column, is read as a column of the same rows"
        hint = "If another table begins there, say which cells are meant: read: {{range: …}}."
        yield _doubt(grid, places[at], message, hint, names[at])
        return


def _ends_before(one: Sequence[bool], other: Sequence[bool]) -> bool:
    """Whether one side has cells to some row and none below, while the other goes on."""
    return all(other) and any(one) and not one[-1] and sorted(one, reverse=True) == [*one]


def has_decimal_commas(records: Sequence[Record], *, semicolons: bool = False) -> bool:
    """Whether more cells have a comma before decimal places than are numbers with a point.

    Points between thousands say so as well: two of them in a number, or in a file with semicolons
    (``semicolons``) columns in which they stand nowhere else.
    """
    columns = zip_longest(*(each.cells for each in records), fillvalue="")
    cells = [cell for column in columns if not any(map(_is_pair, column)) for cell in column]
    if any(map(_SEVERAL_GROUPS.fullmatch, cells)):
        return True
    commas = sum(_DECIMAL_COMMA.fullmatch(cell) is not None for cell in cells)
    points = sum(_DECIMAL_POINT.fullmatch(cell) is not None for cell in cells)
    return commas > points or (semicolons and not points and _has_grouping_points(records))


def _is_pair(cell: str) -> bool:
    """Whether a cell is two numbers, as of a place: 60.116667,19.9, beside 33,65."""
    parts = cell.split(",")
    return len(parts) == 2 and any("." in each for each in parts) and all(map(_is_plain, parts))  # noqa: PLR2004


def _is_plain(text: str) -> bool:
    return number_in(text) is not None and not _POINTS_GROUP.fullmatch(text)


def _has_grouping_points(records: Sequence[Record]) -> bool:
    columns = zip_longest(*(each.cells for each in records[1:]), fillvalue="")
    return any(_are_grouped_by_points([*filter(None, column)]) for column in columns)


def _lone_gap(grid: Grid, body: Sequence[Record], names: Sequence[str]) -> Iterator[Finding]:
    """The only fact without a value, where all others have a number."""
    if not {"id", "value"} <= {*names} or {"low", "high"} & {*names} or len(body) < _SEVERAL:
        return
    at, of_ids = names.index("value"), names.index("id")
    empty = [each for each in body if not each.cells[at]]
    if len(empty) != 1 or not empty[0].cells[of_ids] or not _holds_values(body, at):
        return
    message = "'{id}' has no value, which all other rows have"
    hint = "Write it, or a sign that there is none: read: {{missing: [sign]}} in the sidecar."
    yield _doubt(grid, empty[0].places[at], message, hint, empty[0].cells[of_ids])


def _hidden(grid: Grid, body: Sequence[Record], names: Sequence[str]) -> Iterator[Finding]:
    """Rows and columns that the workbook does not show."""
    hidden = frozenset(grid.hidden_rows)
    rows = [each for each in body if each.line in hidden]
    if rows:
        message = "what the sheet hides is read: row {rows}"
        lines = ", ".join(str(each.line) for each in rows[:_MOST_NAMED])
        lines += ", …" if len(rows) > _MOST_NAMED else ""
        hint = (
            "Show what is meant in the workbook, and delete the rest or leave it out: "
            "read: {{skip: [{lines}]}}."
        )
        yield _doubt(grid, rows[0].places[0], message, hint, lines, lines)
    places = body[0].places if body else ()
    columns = [at for at, place in enumerate(places) if place[1] in grid.hidden_columns]
    shown = [names[at] for at in columns if at < len(names)]
    if shown:
        message = "what the sheet hides is read: column {names}"
        hint = "Show what is meant in the workbook, and delete the rest."
        where = (min(each.line for each in body), places[columns[0]][1])
        yield _doubt(grid, where, message, hint, ", ".join(shown))


def _looking_gone(grid: Grid, body: Sequence[Record]) -> Iterator[Finding]:
    """Cells that are struck through, and such as nobody sees: white on white, or without a form."""
    looks = {(line, column): look for line, column, look in grid.looks}
    looking = {
        place: cell
        for record in body
        for cell, place in zip(record.cells, record.places, strict=False)
        if cell and place in looks
    }
    for look in ("struck", "unseen"):
        message = "'{cell}' is struck through in the sheet, and is read as all else"
        if look == "unseen":
            message = "'{cell}' is read, and cannot be seen in the sheet: white on white, or ;;;"
        places = [place for place in looking if looks[place] == look]
        if places:
            hint = (
                "Delete in the workbook what no longer holds, or show what does; a row can be left "
                "out: read: {{skip: [{line}]}}."
            )
            yield _doubt(grid, places[0], message, hint, _short(looking[places[0]]), places[0][0])


def _counted_twice(grid: Grid, body: Sequence[Record]) -> Iterator[Finding]:
    """Numbers, but years, in cells that were made one over several rows or columns."""
    placed = {each.line: each for each in body} if grid.merged else {}
    for top, left, bottom, right in grid.merged:
        record = placed.get(top)
        at = left - record.places[0][1] if record else -1
        if record is None or not 0 <= at < len(record.cells):
            continue
        cell = record.cells[at]
        if at == 0 or not cell or cell in NO_NUMBER or not is_number(cell) or day_of(cell):
            continue
        message = (
            "the number {cell} stands in cells that were made one, and counts for each of {count}"
        )
        hint = "Part the cells in the workbook, and write in each what is its own."
        count = (bottom - top + 1) * (right - left + 1)
        yield _doubt(grid, (top, left), message, hint, cell, count)
