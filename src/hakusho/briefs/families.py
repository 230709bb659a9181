"""Briefs by the row: one file that makes a brief for each row of a dataset."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

from hakusho.data.cell_matching import cells_that_say
from hakusho.data.dataset import ALL_DATA
from hakusho.data.row_in_prose import with_row
from hakusho.data.trees import why_no_rows
from hakusho.data.vocabulary import vocabulary_of
from hakusho.findings import NOTHING, Finding, Location, also, did_you_mean, say
from hakusho.findings.by_row import path_by_row
from hakusho.source.template import render
from hakusho.tools.keeping import kept
from hakusho.values.slugs import slug_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from hakusho.data import Dataset
    from hakusho.data.dataset import Row
    from hakusho.paper.briefs import BriefSource, RowsWanted
    from hakusho.paper.load import Paper

MOST = 500
"""Briefs of one file: more than anybody reads, and some minutes of work."""
TEMPLATES = ("title", "subtitle", "audience", "classification", "contact")
"""What of a front matter may name the row."""


def with_briefs_by_row(
    paper: Paper, datasets: Mapping[str, Dataset]
) -> tuple[Paper, tuple[Finding, ...]]:
    """Make of each brief that is one for each row those briefs.

    Returns:
        The paper with them, by name; and what is wrong with the others: BRF019 for rows that the
        data do not have, BRF020 for two briefs of one name, BRF021 for too many; and what is
        wrong in a title.
    """
    if all(each.settings.rows is None for each in paper.briefs):
        return paper, ()
    taken: dict[str, Location] = {
        each.name: Location(each.text.path) for each in paper.briefs if each.settings.rows is None
    }
    briefs: list[BriefSource] = []
    findings: list[Finding] = []
    for each in paper.briefs:
        made, problems = _members(each, datasets, taken)
        briefs += made
        findings += problems
    return replace(paper, briefs=tuple(briefs)), tuple(findings)


def _members(
    brief: BriefSource, datasets: Mapping[str, Dataset], taken: dict[str, Location]
) -> tuple[Sequence[BriefSource], tuple[Finding, ...]]:
    wanted = brief.settings.rows
    if wanted is None:
        return (brief,), ()
    dataset, unknown = _dataset(brief, wanted, datasets)
    if dataset is None:
        return (), unknown
    rows, unknown = _chosen(brief, wanted, dataset)
    if unknown:
        return (), unknown
    if len(rows) > MOST:
        message = "this makes {count:,} briefs, more than {most}"
        hint = "Choose rows: for: {{data: {name}, where: {{column: value}}}}."
        where = brief.where("for")
        return (), (Finding.of("BRF021", where, message, hint, len(rows), MOST, dataset.name),)
    members: list[BriefSource] = []
    findings: list[Finding] = []
    asked = wanted.model_copy(update={"data": dataset.name})
    column = naming_column(wanted, dataset.columns)
    for row in rows:
        name = f"{brief.name}-{slug_of(row[column])}"
        unfit = tuple(_unfit(name, brief, row.where(column), column, taken))
        findings += unfit
        if not unfit:
            taken[name] = row.where(column)
            member, problems = _member(brief, name, row, asked)
            members.append(member)
            findings += problems
    return members, tuple(findings)


def naming_column(wanted: RowsWanted, columns: Sequence[str]) -> str:
    """The column by which the briefs of some rows are named."""
    return wanted.name or ("id" if "id" in columns else columns[0])


def _unfit(
    name: str, brief: BriefSource, where: Location, column: str, taken: Mapping[str, Location]
) -> Iterator[Finding]:
    """BRF020 for a name that says nothing of its row, or is another brief's."""
    if name == f"{brief.name}-":
        message = "{column}: nothing here can name a brief of '{brief}'"
        hint = "Write letters or digits there, or let another column name them: name: column."
        yield Finding.of("BRF020", where, message, hint, column, brief.name)
    elif name in taken:
        message = "{column}: there is a brief '{name}' already"
        hint = "Let a column name them that differs in every row: name: column."
        related = also(taken[name], "the first one")
        yield Finding.of("BRF020", where, message, hint, column, name, related=related)


def _dataset(
    brief: BriefSource, wanted: RowsWanted, datasets: Mapping[str, Dataset]
) -> tuple[Dataset | None, tuple[Finding, ...]]:
    """The table of rows that a brief asks for."""
    named = unicodedata.normalize("NFC", wanted.data)
    tables = {name: each for name, each in datasets.items() if each.kind == "table"}
    files = {each.path.rpartition("/")[2]: each for each in tables.values()}
    found = tables.get(named) or files.get(named)
    if found is not None:
        return found, ()
    message = "there is no table of rows '{name}'"
    hint = did_you_mean(named, (*tables, *files))
    if named in datasets:
        message = "'{name}' is a document without rows, and no table"
        hint = why_no_rows(datasets[named])
    where = brief.where("for")
    return None, (Finding.of("BRF019", where, message, hint, named, because=ALL_DATA),)


def _chosen(
    brief: BriefSource, wanted: RowsWanted, dataset: Dataset
) -> tuple[tuple[Row, ...], tuple[Finding, ...]]:
    """The rows that a brief asks for; or what of it the dataset does not have."""
    problems = tuple(_unknown(brief, wanted, dataset))
    if problems:
        return (), problems
    held = {
        column: cells_that_say(values, {row[column] for row in dataset.rows})
        for column, values in wanted.where.items()
    }
    rows = tuple(
        row for row in dataset.rows if all(row[column] in cells for column, cells in held.items())
    )
    if rows:
        return rows, ()
    message = "no row of '{name}' is chosen, so this makes no brief"
    where, because = brief.where("for"), dataset.subjects
    return (), (Finding.of("BRF019", where, message, "", dataset.name, because=because),)


def _unknown(brief: BriefSource, wanted: RowsWanted, dataset: Dataset) -> Iterator[Finding]:
    because = dataset.subjects
    for column in filter(None, (wanted.name, *wanted.where)):
        if column not in dataset.columns:
            message = "'{dataset}' has no column '{column}'"
            hint = did_you_mean(column, dataset.columns)
            where = brief.where("for", *(("name",) if column == wanted.name else ("where", column)))
            yield Finding.of("BRF019", where, message, hint, dataset.name, column, because=because)
            continue
        there = dict.fromkeys(row[column] for row in dataset.rows)
        for value in wanted.where.get(column, ()):
            if not cells_that_say([value], there):
                message = "no row of '{dataset}' has '{value}' as its {column}"
                known = say("There are: {known}.", ", ".join(filter(None, [*there][:12])))
                hint = did_you_mean(value, there, known if there else NOTHING)
                where = brief.where("for", "where", column)
                values = (dataset.name, value, column)
                yield Finding.of("BRF019", where, message, hint, *values, because=because)


def _member(
    brief: BriefSource, name: str, row: Row, wanted: RowsWanted
) -> tuple[BriefSource, tuple[Finding, ...]]:
    path = path_by_row(brief.text.path, name, row.location)
    cells = _in_language(row.values, brief.language)
    given: dict[str, str] = {}
    findings: list[Finding] = []
    for key in TEMPLATES:
        words = getattr(brief.settings, key)
        given[key], problems = _filled(path, words, tuple(cells.items()), brief.language)
        findings += (replace(each, location=_place(brief, path, key)) for each in problems)
    made = replace(
        brief,
        name=name,
        settings=brief.settings.model_copy(update=given | {"rows": wanted}),
        text=brief.text.under(path),
        family=brief.name,
        row=cells,
    )
    return made, tuple(findings)


@kept
def _filled(
    path: str, text: str, cells: tuple[tuple[str, str], ...], language: str
) -> tuple[str, tuple[Finding, ...]]:
    """A text of the front matter, filled in with a row's cells, by column; and what is wrong."""
    names = with_row(vocabulary_of({}, {}, language), dict(cells), markdown=False)
    filled, problems = render(path, text, names)
    return filled.text, problems


def _in_language(cells: Mapping[str, str], language: str) -> dict[str, str]:
    """Cells by column, ``name_ja`` of a Japanese brief also as ``name``."""
    ends = f"_{language}"
    own = {column.removesuffix(ends): column for column in cells if column.endswith(ends)}
    return {**{name: cells[column] for name, column in own.items()}, **cells}


def _place(brief: BriefSource, path: str, key: str) -> Location:
    return replace(brief.where(key), path=path)
