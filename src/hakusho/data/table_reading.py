"""A grid of cells becomes columns, rows and notes, as the file's layout has them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from hakusho.data.csv_records import otherwise_parted
from hakusho.data.dataset import Note, Row
from hakusho.data.doubts import doubts
from hakusho.data.frozen import FrozenMapping
from hakusho.data.grids import Record
from hakusho.data.layout_guess import beginning_of_note, guessed
from hakusho.findings import Finding, Location, Subject, say
from hakusho.values.letters import is_wide, normal_width
from hakusho.values.table_dates import read_column_of_dates

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from hakusho.data.grids import Grid
    from hakusho.data.layout import Layout
    from hakusho.findings import Text

_FORMULA = re.compile(r"=\s*[-+]?[\w$(\"'\[]|=…")
_FAILED = re.compile(r"#(?:REF!|DIV/0!|N/A|VALUE!|NAME\?|NUM!|NULL!|SPILL!|#+)|Err:\d+")
_CUT_SHORT = re.compile(r"-?\d\.\d{5}E\+\d\d", re.ASCII)
"""How a spreadsheet shows a number of more than eleven digits, and saves it as CSV."""
_WITH_COMMA = re.compile(
    r"[-+−△▲(]?\s?(?:\d{1,3}(?:[. \u00a0\u202f\u2009]\d{3})+|\d+)(?:,\d+)?\)?(?:\s?[%％])?",
    re.ASCII,
)
"""A number with a comma before its decimal places; 1.2.2024 and 12.5 are none, and stay."""
_NUMBER = re.compile(r"[-+−△▲(]?\s?[\d.,]+%?\)?")
_WHITE = re.compile(r"\s*\n\s*")
_NO_MARKS = FrozenMapping[str]({})
_NEARLY_ALL = 0.9
LEVELS = "/"
"""Between the levels of a header of several rows."""


@dataclass(frozen=True, slots=True)
class Shaped:
    """What a grid holds: its columns and where they are named, its rows that are whole, notes."""

    columns: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    notes: tuple[Note, ...] = ()
    places: tuple[Location, ...] = ()


def shaped(grid: Grid, layout: Layout) -> tuple[Shaped, tuple[Finding, ...]]:
    """Read a grid as its layout says.

    Returns:
        What it holds, and DAT002 for each record that is not as wide as the header and each cell
        that holds a formula; DAT015 for what the layout names and the grid does not have. Columns
        at the end that hold nothing are passed over, as spreadsheets leave them.
    """
    head, body, noted, problems = _parted(grid, layout)
    if problems or not (head or layout.columns):
        return Shaped(), problems
    if not layout.columns or layout.header != ():
        head, body = _without_empty_columns(head, body)
    narrow = _without_spacers(head, body)
    if not layout.columns or (head and len(narrow[0][-1].cells) == len(layout.columns)):
        head, body = narrow
    one = _not_parted(grid, head) or (_titled(grid, head, body) if layout.header is None else None)
    if one is not None and not layout.columns:
        return Shaped(), (one,)
    names, findings = _named(grid, head, layout)
    findings += _unknown(grid, layout, names)
    good, ragged = [], []
    for record in _dated(grid, list(_filled(grid, body, names, layout)), names, layout):
        findings += _spreadsheet_findings(grid, names, record)
        if len(record.cells) == len(names):
            good.append(_row(grid, names, record, layout))
        else:
            ragged.append(record)
    findings += _ragged(grid, head, names, ragged, len(good))
    notes = tuple(_note(grid, record, layout) for record in noted)
    findings += () if findings else doubts(grid, head, body, names, layout)
    places = tuple(map(grid.at, head[-1].places)) if head else ()
    return Shaped(names, tuple(good), notes, places), tuple(findings)


_Parts = tuple[list[Record], list[Record], list[Record], tuple[Finding, ...]]


def _parted(grid: Grid, layout: Layout) -> _Parts:
    """The records of the header, of the rows, of the notes; or what is wrong."""
    records = list(grid.records)
    if not records:
        return [], [], [], (_empty(grid),)
    wanted = layout.header if layout.header is not None else (records[0].line,)
    head = [record for record in records if record.line in wanted]
    missing = [line for line in wanted if line not in {record.line for record in head}]
    if missing:
        message, hint = "row {line}, which is to be the header, is empty or is not there", ""
        where = Location(grid.path, sheet=grid.sheet)
        return [], [], [], (Finding.of("DAT015", where, message, hint, missing[0]),)
    last = max((record.line for record in head), default=0)
    below = [r for r in records if r.line > last and r.line not in layout.skip]
    first = next((at for at, r in enumerate(below) if _begins_notes(r, layout)), len(below))
    return head, below[:first], below[first:], ()


def _empty(grid: Grid) -> Finding:
    message = "this dataset is empty; its first line must name the columns"
    return Finding.of(
        "DAT002", Location(grid.path, 0 if grid.sheet else 1, sheet=grid.sheet), message
    )


def _begins_notes(record: Record, layout: Layout) -> bool:
    first = next(filter(None, record.cells))
    return bool(layout.notes) and first.startswith(layout.notes)


def _note(grid: Grid, record: Record, layout: Layout) -> Note:
    text = " ".join(filter(None, record.cells))
    mark = next((mark for mark in layout.marks if is_about(mark, normal_width(text))), "")
    return Note(mark, text, grid.at(record.places[0]))


def is_about(mark: str, note: str) -> bool:
    """Whether a note in NFKC begins with a mark, or says what it is: 2 pは速報値である."""
    said = re.escape(normal_width(mark))
    return bool(re.match(said, note) or re.search(rf"(?<!\w){said}\s?[は:=]", note))


def _without_empty_columns(
    head: list[Record], body: list[Record]
) -> tuple[list[Record], list[Record]]:
    """The records without the columns at the end that hold nothing, not even a name."""
    records = [*head, *body]
    used = max((at for record in records for at, cell in enumerate(record.cells, 1) if cell))
    # A row may still be longer than the header: that is its own finding.
    width = len(head[-1].cells[:used]) if head else used
    ends = [used if any(record.cells[width:]) else width for record in records]
    cut = [
        Record(record.cells[:end], record.places[:end])
        for record, end in zip(records, ends, strict=True)
    ]
    return cut[: len(head)], cut[len(head) :]


def _without_spacers(head: list[Record], body: list[Record]) -> tuple[list[Record], list[Record]]:
    """The records without columns between others that hold nothing, as narrow ones of a sheet."""
    held = {at for record in (*head, *body) for at, cell in enumerate(record.cells) if cell}
    if held and len(held) == max(held) + 1:
        return head, body
    last = max(held, default=0)
    cut = []
    for record in (*head, *body):
        kept = [at for at in range(len(record.cells)) if at in held or at > last]
        cells = tuple(record.cells[at] for at in kept)
        cut.append(replace(record, cells=cells, places=tuple(record.places[at] for at in kept)))
    return cut[: len(head)], cut[len(head) :]


def _named(grid: Grid, head: list[Record], layout: Layout) -> tuple[tuple[str, ...], list[Finding]]:
    """The names of the columns: those of the layout, or the levels of the header, joined."""
    if layout.columns and (layout.header == () or not head):
        return layout.columns, []
    width = max(len(record.cells) for record in head)
    levels = [_level(grid, record, width, last=record is head[-1]) for record in head]
    parts = zip(*levels, strict=True)
    names = tuple(LEVELS.join(dict.fromkeys(filter(None, each))) for each in parts)
    if not layout.columns:
        return names, list(_header_findings(grid, head[-1], names))
    if len(layout.columns) == len(names):
        return layout.columns, []
    message = "'columns' names {given}, and the header has {there}: {names}"
    counted = len(layout.columns), len(names), ", ".join(names)
    where = Location(grid.path, sheet=grid.sheet)
    return names, [Finding.of("DAT015", where, message, "", *counted)]


def _level(grid: Grid, record: Record, width: int, *, last: bool) -> list[str]:
    """The words of one row of the header; a cell over several columns counts for each of them."""
    cells = [_one_line(cell) for cell in record.cells] + [""] * (width - len(record.cells))
    merged = {
        (line, column): (top, left)
        for top, left, bottom, right in grid.merged
        for line in range(top, bottom + 1)
        for column in range(left, right + 1)
        if line == record.line
    }
    if merged:
        starts = dict(zip(record.places, cells, strict=False))
        for at, place in enumerate(record.places):
            start = merged.get(place)
            if start is not None and not cells[at] and start[0] == record.line:
                cells[at] = starts.get(start, "")
        return cells
    if not last:
        for at in range(1, width):
            cells[at] = cells[at] or cells[at - 1]
    return cells


def _one_line(text: str) -> str:
    """A name that was broken into lines, without a space between Japanese letters."""
    parts = _WHITE.split(text)
    found = parts[0]
    for part in parts[1:]:
        joined = not found or not part or (is_wide(found[-1]) and is_wide(part[0]))
        found += part if joined else f" {part}"
    return found


def _not_parted(grid: Grid, head: Sequence[Record]) -> Finding | None:
    """DAT002 for a text file whose header is one cell with another delimiter than is said."""
    if len(head) != 1 or len(head[0].cells) != 1 or grid.sheet:
        return None
    others = ",;" if grid.path.endswith(".tsv") else "\t;"
    if not any(sign in head[0].cells[0] for sign in others):
        return None
    return otherwise_parted(grid.path, grid.at(head[0].places[0]))


def _titled(grid: Grid, head: Sequence[Record], body: Sequence[Record]) -> Finding | None:
    """DAT002 for a title, which is one cell, where the names of the columns are looked for."""
    first = head[0]
    alone = [cell for cell in first.cells if cell]
    if len(alone) != 1 or not any(sum(map(bool, each.cells)) > 1 for each in body):
        return None
    lines = guessed(grid).header
    if not lines or first.line in lines:
        return None
    message = "row {row} holds a title, '{title}', and not the names of the columns"
    hint = "Say in the sidecar which row names them, read: {{header: {header}}}; or delete it."
    header = str(lines[0] if len(lines) == 1 else list(lines))
    where, subject = grid.at(first.places[0]), Subject("dataset", PurePosixPath(grid.path).stem)
    given = first.line, alone[0], header
    return Finding.of("DAT002", where, message, hint, *given, subject=subject)


def _header_findings(grid: Grid, head: Record, names: Sequence[str]) -> Iterator[Finding]:
    subject = Subject("dataset", PurePosixPath(grid.path).stem)
    unnamed = [index for index, name in enumerate(names) if not name]
    if len(unnamed) > 1:
        message, where = "{count} columns have no name", grid.at(head.places[unnamed[0]])
        yield Finding.of("DAT002", where, message, _HOW, len(unnamed), subject=subject)
        return
    counts, seen = Counter(names), Counter[str]()
    for index, name in enumerate(names):
        where = grid.at(head.places[index] if index < len(head.places) else head.places[-1])
        seen[name] += 1
        hint = _HOW if grid.merged else _NAMED
        if not name:
            message, hint = "this column has no name", _HOW if grid.sheet else _NAMED
            yield Finding.of("DAT002", where, message, hint, subject=subject)
        elif seen[name] != 2:  # noqa: PLR2004  of three and more one speaks for all
            continue
        elif counts[name] == 2:  # noqa: PLR2004
            message = "two columns are called '{name}'"
            yield Finding.of("DAT002", where, message, hint, name, subject=subject)
        else:
            message = "{count} columns are called '{name}'"
            given = where, message, hint, counts[name], name
            yield Finding.of("DAT002", *given, subject=subject)


_NAMED = say(
    "Name all columns in the sidecar, read: {{columns: […]}}; if this row is none that names them, "
    "with header: 0."
)
_HOW = say(
    "`hakusho data` shows how the file is read, and writes a sidecar that says it otherwise."
)


def _unknown(grid: Grid, layout: Layout, names: Sequence[str]) -> list[Finding]:
    wanted = [name for name in (*layout.fill, *layout.dates) if name not in names]
    where, message = Location(grid.path, sheet=grid.sheet), "there is no column '{name}' to be read"
    hint = "It has {columns}."
    return [Finding.of("DAT015", where, message, hint, name, ", ".join(names)) for name in wanted]


def _filled(
    grid: Grid, body: Sequence[Record], names: Sequence[str], layout: Layout
) -> Iterator[Record]:
    """The rows, each with what it shares with those above: merged cells, and columns to fill."""
    if not (grid.merged or layout.fill):
        yield from body
        return
    places = {place: cell for record in body for place, cell in _placed(record)}
    shared = {
        (line, column): places.get((top, left), "")
        for top, left, bottom, right in grid.merged
        for line in range(top, bottom + 1)
        for column in range(left, right + 1)
        if (top, left) in places and (line, column) != (top, left)
    }
    filled = [at for at, name in enumerate(names) if name in layout.fill]
    above: dict[int, str] = {}
    for record in body:
        cells = [cell or shared.get(place, "") for place, cell in _placed(record)]
        for at in filled:
            if at < len(cells):
                above[at] = cells[at] = cells[at] or above.get(at, "")
        yield replace(record, cells=tuple(cells))


def _dated(
    grid: Grid, body: list[Record], names: Sequence[str], layout: Layout
) -> Iterator[Record]:
    """The rows with their dates as ISO 8601 has them; what is no date stays."""
    columns = [at for at, name in enumerate(names) if name in layout.dates]
    if not columns:
        yield from body
        return
    read = {
        at: [*read_column_of_dates((grid.counted(_cell(r, at)) for r in body), numbered=True)]
        for at in columns
    }
    for number, record in enumerate(body):
        cells = [
            str(read[at][number]) if at in read and read[at][number] else cell
            for at, cell in enumerate(record.cells)
        ]
        yield replace(record, cells=tuple(cells))


def _cell(record: Record, at: int) -> str:
    return record.cells[at] if at < len(record.cells) else ""


def _placed(record: Record) -> Iterator[tuple[tuple[int, int], str]]:
    return zip(record.places, record.cells, strict=True)


def _row(grid: Grid, names: Sequence[str], record: Record, layout: Layout) -> Row:
    cells = dict(zip(names, record.cells, strict=True))
    marks: dict[str, str] = {}
    for name, cell in cells.items() if layout.marks or layout.decimal == "," else ():
        text, mark = _without_mark(cell, layout.marks)
        if mark:
            marks[name] = mark
        cells[name] = with_point(text) if layout.decimal == "," else text
    # Of a row the column says nothing, but for cells that know theirs.
    where = Location(grid.path, record.line, sheet=grid.sheet)
    given = FrozenMapping(marks) if marks else _NO_MARKS
    return Row(FrozenMapping(cells), where, record.places, marks=given)


def with_point(text: str) -> str:
    """A number that has a comma before its decimal places with a point, and without separators."""
    if not _WITH_COMMA.fullmatch(text):
        return text
    return re.sub(r"[. \u00a0\u202f\u2009]", "", text).replace(",", ".")


def _without_mark(cell: str, marks: Mapping[str, object]) -> tuple[str, str]:
    """A cell without the mark that stands beside its number, or that is a sign behind its name."""
    if not marks:
        return cell, ""
    plain = normal_width(cell)
    for mark in marks:
        said = normal_width(mark)
        for rest in (plain.removesuffix(said), plain.removeprefix(said)):
            if rest != plain and _NUMBER.fullmatch(rest.strip()):
                return rest.strip(), mark
        name = cell.removesuffix(mark).rstrip()
        as_letters = mark.isdecimal() or (mark[0].isalpha() and mark[0] != "注")
        if name not in {cell.rstrip(), ""} and not as_letters:  # these may end a word or a number
            return name, mark
    return cell, ""


def _spreadsheet_findings(grid: Grid, names: Sequence[str], record: Record) -> Iterator[Finding]:
    """Formulas, what a spreadsheet shows where it cannot compute one, numbers that it cut short."""
    for index, cell in enumerate(record.cells):
        if cell[:1] not in {"=", "#", "＃", "E"} and cell[-4:-2] != "E+":
            continue
        message = "{name}: '{cell}' is a formula"
        hint = "Paste the values only, widen the column, and save the file again."
        if _CUT_SHORT.fullmatch(cell):
            message = "{name}: '{cell}' is a number that a spreadsheet has cut short"
        elif _FAILED.fullmatch(normal_width(cell)):
            message = "{name}: '{cell}' is an error of a spreadsheet"
            hint = (
                "Mend its formula, or leave the cell empty if there is no value; then save the "
                "file again."
            )
            if "##" in normal_width(cell):
                hint = "The column is too narrow for its value: widen it, and save the file again."
        elif not _FORMULA.match(cell):
            continue
        name = names[index] if index < len(names) else str(index + 1)
        where = grid.at(record.places[index])
        subject = Subject("cell", str(where))
        yield Finding.of("DAT002", where, message, hint, name, cell, subject=subject)


def _ragged(
    grid: Grid, head: Sequence[Record], names: Sequence[str], ragged: Sequence[Record], good: int
) -> Iterator[Finding]:
    """DAT002 for rows that are not as wide as the header; once where the header is what is odd."""
    want = len(names)
    widths = Counter(len(record.cells) for record in ragged).most_common(1)
    alike = bool(widths) and widths[0][1] >= len(ragged) * _NEARLY_ALL
    if len(ragged) > max(1, good) and alike and head:
        message = (
            "{count:row has|rows have} {have:cell|cells}, and the header, row {line}, has {want}"
        )
        hint = "If another row names the columns, `hakusho data {name} --sidecar` finds it."
        name = PurePosixPath(grid.path).stem
        values = (len(ragged), widths[0][0], head[-1].line, want, name)
        subject = Subject("dataset", name)
        where = grid.at(head[-1].places[0])
        yield Finding.of("DAT002", where, message, hint, *values, subject=subject)
        return
    for record in ragged:
        have = len(record.cells)
        where = grid.at(record.places[min(want, have - 1)])
        message = "this row has {have:cell|cells}, the header has {want}"
        subject, hint = Subject("record", str(where)), _how_to_mend(grid.path, record, names)
        yield Finding.of("DAT002", where, say(message, have, want), hint, subject=subject)


def _how_to_mend(path: str, record: Record, names: Sequence[str]) -> Text:
    """What may be wrong with a row that is not as wide as the header."""
    filled = [cell for cell in record.cells if cell]
    if len(record.cells) > len(names):
        if path.endswith(".tsv"):
            return say("A cell that holds a tab must stand in double quotes.")
        return say("A cell that holds a comma must stand in double quotes.")
    if len(filled) == 1 and (word := beginning_of_note(filled[0])):
        return say("If notes begin here, say so in the sidecar: read: {{notes: {word}}}.", word)
    wide = next((cell for cell in filled if "，" in cell), "")
    if wide:
        return say("Write a narrow comma in '{cell}': a wide one, ，, parts no cells.", wide)
    missing = ", ".join(names[len(record.cells) :])
    if path.endswith(".tsv"):
        return say("Write the cells of {names}, too, or a tab for each that is empty.", missing)
    return say("Write the cells of {names}, too, or a comma for each that is empty.", missing)
