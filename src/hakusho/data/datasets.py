"""Loading ``figures/data/``: every data file is a dataset, known by its stem, whatever its format.

Cells become rows that know their place; so do the lists of mappings in JSON and in YAML.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from hakusho.data.cells import check_lists, check_rows
from hakusho.data.csv_records import records_of
from hakusho.data.data_files import (
    CELLS,
    DOCUMENTS,
    FOLDER,
    KINDS,
    SCRIPT,
    SIDECAR,
    TABLES,
    WORKBOOKS,
    about_file,
    dataset_name,
    fetched_for,
    is_data_file,
    read_texts,
    snapshots_in,
)
from hakusho.data.dataset import Dataset, Derivation
from hakusho.data.frozen import FrozenMapping, frozen
from hakusho.data.grids import Grid, Record, Sheet
from hakusho.data.hidden_characters import escaped_in, without_hidden
from hakusho.data.json_files import read_json, rows_in
from hakusho.data.layout import AS_IT_STANDS, Layout, area_of
from hakusho.data.long_form import long_form
from hakusho.data.meant_columns import called_alike, called_otherwise
from hakusho.data.packed_column import without_packed_column
from hakusho.data.sidecar import address_of, layout_of, read_sidecar, read_tree_sidecar
from hakusho.data.table_reading import shaped
from hakusho.data.trees import lists_of, rows_at, sources_in, with_digits
from hakusho.data.unit_codes import are_declared, with_units
from hakusho.data.workbooks import Workbook, read_workbook
from hakusho.findings import NOTHING, Finding, Location, Subject, did_you_mean, nearest, rule, say
from hakusho.paper.yaml_source import load_yaml
from hakusho.tools.keeping import kept

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

_Problems = tuple[Finding, ...]
_OF_KINDS: Mapping[str, tuple[str, ...]] = {
    "sheet": (*WORKBOOKS, SCRIPT), "range": (*CELLS, *WORKBOOKS, SCRIPT), "table": TABLES,
    "list": DOCUMENTS, "encoding": CELLS, "delimiter": CELLS,
}  # fmt: skip
"""What a sidecar may say under ``read`` of some kinds of files only."""

_OF_LISTS = "[]"
"""In the schema of a sidecar: it describes the lists of a document, and no columns."""
_WEB_PAGE = re.compile(r"\s*<(?:!doctype html|html|\?xml)\b", re.IGNORECASE)


def load_datasets(root: Path) -> tuple[Mapping[str, Dataset], tuple[Finding, ...]]:
    """Load every dataset of a paper; one without ``figures/data`` has none.

    Returns:
        The datasets that could be read, by name, and what is wrong with the rest: PAP003 not
        UTF-8, PAP004 outside the paper, DAT002 cannot be read, DAT003 a sidecar's column is
        missing, DAT006 a cell is not of its column's type, DAT015 what a sidecar says of the file
        is not in it, DAT016 it is not said which sheet is meant, DAT017 two files of one name.
    """
    texts, unread = read_texts(root)
    datasets, findings = datasets_of(texts)
    return datasets, (*unread, *findings)


class Datasets(FrozenMapping[Dataset]):
    """Datasets by name.

    Attributes:
        snapshots: The texts of the data files as they once were, by the name of the state.
    """

    __slots__ = ("snapshots",)

    def __init__(
        self, items: Mapping[str, Dataset], snapshots: Mapping[str, Mapping[str, str]]
    ) -> None:
        super().__init__(items)
        self.snapshots = snapshots


def datasets_of(texts: Mapping[str, str]) -> tuple[Datasets, tuple[Finding, ...]]:
    """Make datasets of their files' texts, which :func:`read_texts` gives by path.

    Returns:
        The datasets by name, and DAT002, DAT003, DAT006, DAT015 to DAT017 or DAT019 for what is
        wrong.
    """
    names = sorted(path.removeprefix(f"{FOLDER}/") for path in texts if is_data_file(path))
    datasets: dict[str, Dataset] = {}
    findings: list[Finding] = []
    for file in sorted(names, key=_rank):
        if file.endswith(SIDECAR):
            findings += _orphan(file, names, texts[f"{FOLDER}/{file}"])
            continue
        name = dataset_name(file)
        if name in datasets:
            findings.append(second_file(file, datasets[name].path))
            continue
        text, beside = texts[f"{FOLDER}/{file}"], texts.get(f"{FOLDER}/{_sidecar_of(file)}")
        dataset, problems = _dataset(file, text, beside)
        findings += problems
        if dataset is not None:
            datasets[name] = _dated(dataset, texts)
    ordered = {name: datasets[name] for name in sorted(datasets)}
    return Datasets(ordered, snapshots_in(texts)), tuple(findings)


def _dated(dataset: Dataset, texts: Mapping[str, str]) -> Dataset:
    """A dataset that is from an address held when that answered, unless its sidecar says when."""
    fetched = fetched_for(texts, dataset.name)
    if fetched is None or dataset.about.as_of:
        return dataset
    about = dataset.about.model_copy(update={"as_of": fetched.date})
    return replace(dataset, about=about)


def _rank(file: str) -> tuple[int, str]:
    """Of two files of one name the first counts: what is typed by hand before what is exported."""
    typed = (".csv", ".yaml")
    return (0 if file.endswith(typed) else 1 + KINDS.index(f".{file.rpartition('.')[2]}")), file


def second_file(file: str, first: str) -> Finding:
    """What to say of a file whose name is a dataset already, which stands at the path ``first``."""
    where, name = Location(f"{FOLDER}/{file}"), dataset_name(file)
    if file.endswith((".csv", ".yaml")):
        message = "{path} has the name '{name}' already"
        hint = say("If it describes that table, call it {name}.", f"{name}{SIDECAR}")
        hint = hint if file.endswith(".yaml") else NOTHING
        return Finding.of("DAT002", where, message, hint, first, name)
    message = "this file is not read: {path} is the dataset '{name}' already"
    hint = say("Rename one of them, or move the one that is not meant to another folder.")
    return Finding.of("DAT017", where, message, hint, first, name)


def _sidecar_of(file: str) -> str:
    return file.rsplit(".", 1)[0] + SIDECAR


def _orphan(file: str, names: list[str], text: str) -> tuple[Finding, ...]:
    stem = file.removesuffix(SIDECAR)
    if any(f"{stem}{kind}" in names for kind in KINDS):
        return ()
    where, because = Location(f"{FOLDER}/{file}"), (Subject("dataset", dataset_name(file)),)
    if address := address_of(where.path, text):
        message, hint = (
            "what {address} answers has not been fetched",
            "`hakusho refresh {name}` fetches it.",
        )
        values = (address, dataset_name(file))
        unfetched = Finding.of("DAT024", where, message, hint, *values, because=because)
        return about_file(file, (unfetched,))
    message = "this sidecar belongs to no dataset: there is no {stem}.csv"
    described = {name.removesuffix(SIDECAR) for name in names if name.endswith(SIDECAR)}
    tables = {dataset_name(name) for name in names if name.endswith(KINDS)} - described
    near = nearest(stem, sorted(tables))
    hint = say("If it describes {table}, call it {name}.", near, f"{near}{SIDECAR}")
    hint = hint if near else NOTHING
    return about_file(file, (Finding.of("DAT002", where, message, hint, stem, because=because),))


@kept
def _dataset(file: str, text: str, sidecar_text: str | None) -> tuple[Dataset | None, _Problems]:
    digest = hashlib.sha256(text.encode())
    if sidecar_text is not None:
        digest.update(b"\0" + sidecar_text.encode())
    layout, said = layout_of(f"{FOLDER}/{_sidecar_of(file)}", sidecar_text)
    path, sha256 = f"{FOLDER}/{file}", digest.hexdigest()
    if file.endswith(DOCUMENTS):
        dataset, findings = _document(file, text, sidecar_text, sha256, layout)
    else:
        dataset, findings = _of_cells(path, text, sidecar_text, sha256, layout)
    return dataset, tuple(
        replace(each, location=said) if each.rule.id == "DAT015" else each
        for each in (*findings, *about_file(file, _of_other_kinds(path, layout)))
    )


def _of_other_kinds(path: str, layout: Layout) -> _Problems:
    """DAT015 for what a sidecar says that can be said of other kinds of files only."""
    message = "'{key}' says nothing of a file of this kind; it is for {kinds}"
    return tuple(
        Finding.of("DAT015", Location(path), message, "", key, ", ".join(kinds))
        for key, kinds in _OF_KINDS.items()
        if not path.endswith(kinds) and getattr(layout, key) != getattr(AS_IT_STANDS, key)
    )


def _of_cells(
    path: str, text: str, sidecar_text: str | None, digest: str, layout: Layout
) -> tuple[Dataset | None, _Problems]:
    file = path.rpartition("/")[2]
    grid, chosen = grid_of(path, text, layout)
    if grid is None:
        return None, about_file(file, chosen)
    table, findings = shaped(grid, layout)
    if table.rows:
        table, spread = long_form(path, table, layout)
        table, coded = with_units(path, table, layout)
        findings += (*spread, *coded)
    columns, rows, hidden = without_hidden(path, table.columns, table.rows)
    whole = Dataset(dataset_name(file), path, "table", columns, rows, None, digest)
    found = (*chosen, *findings, *hidden)
    places = FrozenMapping(dict(zip(columns, table.places, strict=False)))
    whole = replace(whole, notes=table.notes, column_places=places)
    return _with_sidecar(whole, sidecar_text, found)


def grid_of(path: str, text: str, layout: Layout) -> tuple[Grid | None, _Problems]:
    """The cells of a file that the layout means, and what is wrong."""
    if path.endswith(CELLS):
        return _of_text(path, text, layout)
    book = read_workbook(text)
    if not path.endswith((*WORKBOOKS, SCRIPT)):
        return _table_of(path, book, layout)
    sheet_name, area = book.names.get(layout.range, (layout.sheet, area_of(layout.range)))
    if layout.range and area is None:
        message = "the workbook has no area '{name}'"
        return None, (_absent(path, message, layout.range, tuple(book.names)),)
    filled = [each for each in book.sheets if each.rows and not each.hidden]
    filled = filled or [each for each in book.sheets if each.rows] or list(book.sheets[:1])
    if not sheet_name:
        several = len(filled) > 1
        return filled[0].grid(path, area), (_which_sheet(path, filled),) if several else ()
    named = [sheet for sheet in book.sheets if sheet.name == sheet_name]
    if not named and sheet_name.isdigit() and 0 < int(sheet_name) <= len(book.sheets):
        named = [book.sheets[int(sheet_name) - 1]]
    if not named:
        names, message = tuple(s.name for s in book.sheets), "the workbook has no sheet '{name}'"
        return None, (_absent(path, message, sheet_name, names),)
    return named[0].grid(path, area), ()


def _of_text(path: str, text: str, layout: Layout) -> tuple[Grid | None, _Problems]:
    if _WEB_PAGE.match(text):
        message = "this is a page in HTML or a document in XML, not a table"
        hint = "Download the file itself, not the page about it."
        return None, (Finding.of("DAT002", Location(path, 1), message, hint),)
    usual = "\t" if path.endswith(".tsv") else ","
    records, findings = records_of(path, text, layout.delimiter or usual)
    records = without_packed_column(records)
    if layout.range:
        return _part_of(path, records, layout.range)
    return (Grid(path, tuple(records)) if records or not findings else None), findings


def _part_of(path: str, records: Sequence[Record], wanted: str) -> tuple[Grid | None, _Problems]:
    """The cells of a text file that lie in an area, counted as a spreadsheet does."""
    area = area_of(wanted)
    if area is None:
        message = "this file has no area '{name}'"
        return None, (_absent(path, message, wanted, ()),)
    top, left, bottom, right = area
    within = [each for each in records if top <= each.line <= bottom]
    cut = (Record(each.cells[left - 1 : right], each.places[left - 1 : right]) for each in within)
    return Grid(path, tuple(each for each in cut if any(each.cells))), ()


def _table_of(path: str, book: Workbook, layout: Layout) -> tuple[Grid | None, _Problems]:
    """The table that is meant of a database; a column file has one only."""
    names = tuple(sheet.name for sheet in book.sheets)
    if layout.table and layout.table not in names:
        message = "the database has no table '{name}'"
        return None, (_absent(path, message, layout.table, names),)
    if len(names) != 1 and not layout.table:
        message = "this database has the tables {names}, and it is not said which is meant"
        hint = "Say it in the sidecar: read: {{table: {first}}}."
        given = Location(path), message, hint, ", ".join(names), (names or ("",))[0]
        return None, (Finding.of("DAT002", *given),)
    sheet = next(each for each in book.sheets if each.name == layout.table or not layout.table)
    return sheet.grid(path, named=False), ()


def _which_sheet(path: str, filled: Sequence[Sheet]) -> Finding:
    names = [sheet.name for sheet in filled]
    message = "this workbook has several sheets ({names}); the first of them is read"
    hint = "Say in the sidecar which is meant: read: {{sheet: {first}}}."
    return Finding.of("DAT016", Location(path), message, hint, ", ".join(names), names[0])


def _absent(path: str, message: str, name: str, names: tuple[str, ...]) -> Finding:
    """DAT015 for what a sidecar says of its file and the file does not have."""
    hint = did_you_mean(name, names, say("It has {names}.", ", ".join(names))) if names else ""
    return Finding.of("DAT015", Location(path), message, hint, name)


def _document(
    file: str, text: str, sidecar_text: str | None, digest: str, layout: Layout
) -> tuple[Dataset | None, _Problems]:
    """A YAML or JSON file: a table if it is, or if it is said to hold, a list of mappings."""
    path = f"{FOLDER}/{file}"
    in_yaml = file.endswith(".yaml")
    document, problems = (
        load_yaml(path, text, rule=rule("DAT002")) if in_yaml else read_json(path, text)
    )
    if problems:
        return None, about_file(file, problems)
    document = with_digits(document, text) if in_yaml else document
    hidden = () if in_yaml else tuple(escaped_in(path, text))
    name, sources = dataset_name(file), sources_in(path, document, document, ()) if in_yaml else ()
    dataset = Dataset(
        name, path, "tree", (), (), frozen(document), digest, named_sources=tuple(sources)
    )
    if not in_yaml:
        table, problems = rows_in(path, text, document, layout)
    elif not layout.list and _OF_LISTS in (sidecar_text or ""):
        table, problems = None, ()
    else:
        table, problems = rows_at(path, document, layout.list)
    if table is not None:
        alike = called_alike(table.columns, table.rows)
        table, spread = long_form(path, table, layout)
        table, coded = with_units(path, table, layout)
        problems = (*problems, *alike, *spread, *coded)
        dataset = replace(dataset, kind="table", columns=table.columns, rows=table.rows)
        return _with_sidecar(dataset, sidecar_text, (*problems, *hidden))
    if problems:
        return None, (*about_file(file, problems), *hidden)
    if sidecar_text is None:
        return dataset, hidden
    keys = dict.fromkeys(key for _, rows in lists_of(dataset) for key in rows.columns)
    read, problems = read_tree_sidecar(f"{FOLDER}/{_sidecar_of(file)}", sidecar_text, tuple(keys))
    if read is None:
        unknown = any(each.rule.id == "DAT002" for each in problems)
        beside = about_file(file if unknown else _sidecar_of(file), problems)
        return None if unknown else dataset, (*hidden, *beside)
    findings = tuple(check_lists(path, document, read.sidecar.types)) if in_yaml else hidden
    return replace(dataset, about=read.sidecar, about_places=FrozenMapping(read.places)), findings


def _with_sidecar(
    dataset: Dataset, text: str | None, findings: tuple[Finding, ...]
) -> tuple[Dataset | None, _Problems]:
    """A table with what its sidecar says of it."""
    file = dataset.path.rsplit("/", 1)[-1]
    read, asked = None, frozenset[str]()
    if text is not None:
        path = f"{FOLDER}/{_sidecar_of(file)}"
        read, problems = read_sidecar(path, text, dataset.columns)
        because = (Subject("dataset", dataset.name),)  # its columns, if it could be read at all
        problems = tuple(
            replace(each, because=because) if each.rule.id == "DAT003" else each
            for each in problems
        )
        if any(each.rule.id == "DAT002" for each in problems):
            # How the table is read, what it counts, whose it is: all of it would be told.
            return None, about_file(file, problems)
        unknown = (each for each in problems if each.rule.id == "DAT003")
        asked = frozenset(str(each.message.values.get("name")) for each in unknown)
        findings += about_file(_sidecar_of(file), problems)
    if not dataset.columns:
        return None, about_file(file, findings)
    if read is None:
        return dataset, (*findings, *called_otherwise(dataset, asked))
    sidecar = read.sidecar
    declared = zip(sidecar.derived, read.derived_places, strict=True)
    dataset = replace(
        dataset,
        sidecar=sidecar,
        about=sidecar,
        about_places=FrozenMapping(read.places),
        derived=tuple(Derivation(each, where) for each, where in declared),
    )
    if are_declared(dataset) or not dataset.is_of_facts("unit"):
        findings = tuple(each for each in findings if each.rule.id != "DAT027")
    checked = check_rows(dataset.rows, sidecar.types, sidecar.read.missing)
    return dataset, (*findings, *called_otherwise(dataset, asked), *checked)
