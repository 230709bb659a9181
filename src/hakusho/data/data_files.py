"""The files of ``figures/data``, each as a text: as it is written, or what is in it written down.

What is compared, kept and read is always that text, so that workbooks and databases are to a paper
what CSV is.
"""

from __future__ import annotations

import json
import unicodedata
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from hakusho.data.disguised import disguised
from hakusho.data.fetched import ABOUT, FETCHED, Fetched, fetched_from
from hakusho.data.sidecar import layout_of
from hakusho.data.workbooks import UnreadableFileError
from hakusho.findings import Finding, Location, Subject
from hakusho.paper.reading import (
    SIZE_LIMIT,
    decode,
    folder_names,
    read_bytes,
    read_text,
)
from hakusho.tools import boundary
from hakusho.tools.confinement import bounded_memory
from hakusho.tools.keeping import kept

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from hakusho.data.layout import Layout
    from hakusho.data.workbooks import Workbook

FOLDER = "figures/data"
_ABOVE = FOLDER.partition("/")[0]
SNAPSHOTS = f"{FOLDER}/snapshots"
"""Where the texts of all data files are kept as they once were, each state in a JSON file."""
SIDECAR = ".meta.yaml"
CELLS = (".csv", ".tsv")
"""Texts of cells with delimiters."""
WORKBOOKS = (".xlsx", ".xlsm", ".ods")
DATABASES = (".sqlite", ".sqlite3", ".db")
_UNFINISHED = {"-wal": b"7\x7f\x06", "-journal": b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7"}
"""Files beside a database, and how they begin while there is something in them."""
COLUMN_FILES = (".parquet", ".arrow", ".feather")
TABLES = (*DATABASES, *COLUMN_FILES)
"""Files of tables whose rows have no places but their numbers."""
DOCUMENTS = (".yaml", ".json", ".jsonl", ".ndjson", ".geojson")
SCRIPT = ".py"
"""A program, whose text is the rows that it returned (:mod:`hakusho.figures.data_scripts`)."""
KINDS = (*CELLS, *WORKBOOKS, *TABLES, *DOCUMENTS, SCRIPT)
"""What a dataset's file may end with; of two files of one name that of the earlier kind counts."""
_IN_A_SPREADSHEET = (".xls", ".xlsb", ".numbers")
_PACKED = (".gz", ".zip")
_HIDDEN_ENDS = (".csv.txt", ".tsv.txt")
"""What an editor makes of a name to which it adds its own end."""
_OF_PROGRAMS = (".dta", ".sav", ".rds", ".mdb", ".accdb", ".shp", ".dbf", ".kml", ".xml")
"""Of files that hold data as well, which nothing here reads."""
_MOST_MEMORY = 2048
"""MiB that the reader of a workbook, a database or a column file may take: a file of two kilobytes
can ask for any number."""
_MOST_LETTERS = 2 * SIZE_LIMIT
"""In such a file, as it is written down."""


def read_texts(root: Path) -> tuple[dict[str, str], tuple[Finding, ...]]:
    """Read the files of ``figures/data``, but for scripts, and what is kept in folders there.

    Returns:
        The text of each file that can be read, by path from the paper's folder; PAP003 or PAP004
        for the others, DAT002 for what is no such file as its name says, DAT025 for files of kinds
        that are not read, and TYP010.
    """
    files: dict[str, bytes] = {}
    names, unread = folder_names(root, FOLDER)
    findings = [*unread, *_of_other_kinds(root, names), *_like_sidecars(names)]
    for file in names:
        path = f"{FOLDER}/{file}"
        if not is_data_file(file) or file.endswith(SCRIPT):
            continue
        data, problems = read_bytes(root, path)
        findings += problems if data is not None else about_file(file, problems)
        unfinished = about_file(file, _unfinished(root, path, names))
        findings += unfinished
        if data is not None and not unfinished:
            files[path] = data
    texts, problems = texts_of(files)
    snapshots, unread = folder_names(root, SNAPSHOTS)
    findings += unread
    kept = [f"{SNAPSHOTS}/{each}" for each in snapshots if each.endswith(".json")]
    records = [f"{FOLDER}/{each}/{ABOUT}" for each in names if each.endswith(FETCHED)]
    for path in (*kept, *(path for path in records if boundary.is_file(root, path))):
        text, missing = read_text(root, path)
        findings += missing
        texts |= {path: text} if text is not None else {}
        of_script = path.endswith(ABOUT) and path.split("/")[2].replace(FETCHED, SCRIPT) in names
        findings += _no_record(path, text) if text is not None and not of_script else ()
    return texts, (*findings, *problems)


def _unfinished(root: Path, path: str, names: Sequence[str]) -> Iterator[Finding]:
    """DAT002 for a database that a program still writes: what is new stands in a file beside it."""
    for end, begins in _UNFINISHED.items() if path.endswith(DATABASES) else ():
        beside = f"{path.rpartition('/')[2]}{end}"
        data = read_bytes(root, f"{FOLDER}/{beside}")[0] if beside in names else None
        if data and data.startswith(begins):
            message = "a program has not finished writing this database: {beside} holds the rest"
            hint = "Close that program. If none runs, sqlite3 {file} 'VACUUM' takes in the rest."
            yield Finding.of("DAT002", Location(path), message, hint, beside, path)
            return


@kept
def _no_record(path: str, text: str) -> tuple[Finding, ...]:
    """DAT025 for a snapshot, or a record of what was fetched for no script, that is none."""
    if path.startswith(f"{SNAPSHOTS}/"):
        message = "this is no snapshot of the data: nothing can be compared with it"
        hint = "Take it from where it was kept, or delete it."
        return () if snapshots_in({path: text}) else (_not_read(path, message, hint),)
    try:
        fetched_from(text)
    except (ValueError, RecursionError):
        message = "this is no record of what was fetched: when it was is not known"
        hint = "`hakusho refresh` writes it anew."
        return (_not_read(path, message, hint),)
    return ()


def _not_read(path: str, message: str, hint: str) -> Finding:
    return Finding.of("DAT025", Location(path), message, hint)


def _of_other_kinds(root: Path, names: Sequence[str]) -> Iterator[Finding]:
    """DAT025 for data files that are not read, unless a dataset or a program is of them."""
    own = [each for each in names if is_data_file(each) and not each.endswith(SIDECAR)]
    known = {dataset_name(each) for each in own}
    ends = (*KINDS, *_IN_A_SPREADSHEET, *_PACKED, *_OF_PROGRAMS, *_HIDDEN_ENDS)
    others = [
        f"{FOLDER}/{each}"
        for each in names
        if each.lower().endswith(ends)
        and not (each.endswith(KINDS) or each.startswith((".", "~$")))
        and dataset_name(_shown(each)) not in known
    ]
    others += [
        f"{_ABOVE}/{each}"
        for each in folder_names(root, _ABOVE)[0]
        if each.endswith((*CELLS, *WORKBOOKS))
        and not each.startswith((".", "~$"))
        and dataset_name(each) not in known
    ]
    folders = (FOLDER, _ABOVE) if others else ()
    programs = "\n".join(
        read_text(root, f"{folder}/{each}")[0] or ""
        for folder in folders
        for each in folder_names(root, folder)[0]
        if each.endswith(SCRIPT)
    )
    for path in others:
        file = path.rpartition("/")[2]
        if file in programs:
            continue
        if not path.startswith(f"{FOLDER}/"):
            message, hint = "this file is not read: data lie in {folder}", "Move it to {path}."
            yield Finding.of("DAT025", Location(path), message, hint, FOLDER, f"{FOLDER}/{file}")
            continue
        message = "this file is not read: data files end in {kinds}"
        hint, values = _instead(file)
        yield Finding.of("DAT025", Location(path), message, hint, " ".join(KINDS), *values)


def _like_sidecars(names: Sequence[str]) -> Iterator[Finding]:
    """DAT025 for what describes a data file and has not the name of a sidecar: fares.csv.yaml."""
    for file in names:
        stem = file.removesuffix(".yml").removesuffix(".yaml").removesuffix(".meta")
        if file.endswith(SIDECAR) or stem == file or file.startswith("."):
            continue
        whole = next((each for each in names if each == stem and stem.endswith(KINDS)), "")
        beside = any(f"{stem}{kind}" in names for kind in KINDS if kind not in (".yaml", SCRIPT))
        if whole or (beside and file.endswith(".yml")):
            message = "this file describes no data: a sidecar has another name"
            name = f"{dataset_name(whole) if whole else stem}{SIDECAR}"
            where = Location(f"{FOLDER}/{file}")
            yield Finding.of("DAT025", where, message, "Call it {name}.", name)


def _shown(file: str) -> str:
    """A file's name as a file manager shows it that hides the last end: routes.csv of .csv.txt."""
    return file[:-4] if file.lower().endswith(_HIDDEN_ENDS) else file


def _instead(file: str) -> tuple[str, tuple[str, ...]]:
    """What to do about a data file of a kind that is not read."""
    small, hint = file.lower(), "Unpack it."
    if small.endswith(_HIDDEN_ENDS):
        hint = "Call it {name}: the end of its name may be hidden from you."
        return hint, (_shown(file),)
    if small.endswith(KINDS):
        hint = "Write the end of its name in small letters: .{kind}."
        return hint, (small.rpartition(".")[2],)
    if small.endswith(_PACKED):
        return hint, ()
    if small.endswith(_IN_A_SPREADSHEET):
        hint = "Open it in a spreadsheet, and save it as .xlsx."
        return hint, ()
    hint = "Save the data as CSV, or let a script read it: figures/data/{name}.py."
    return hint, (dataset_name(file),)


def texts_of(files: Mapping[str, bytes]) -> tuple[dict[str, str], tuple[Finding, ...]]:
    """The text of each data file that can be read, of their contents by path; and what is wrong."""
    texts: dict[str, str] = {}
    findings: list[Finding] = []
    paths = [path for path in files if not path.endswith(SCRIPT)]
    for path in sorted(paths, key=lambda path: not path.endswith(SIDECAR)):
        beside = f"{path.rpartition('.')[0]}{SIDECAR}"
        layout, _ = layout_of(beside, texts.get(beside))
        text, problems = _text(path, files[path], layout)
        findings += problems if text is not None else about_file(path, problems)
        if text is not None:
            texts[path] = text
    return {path: texts[path] for path in files if path in texts}, tuple(findings)


def is_data_file(path: str) -> bool:
    """Whether a file holds a dataset or a sidecar, named from ``figures/data`` or the paper."""
    name = path.removeprefix(f"{FOLDER}/")
    hidden = (".", "~$", "_") if name.endswith(SCRIPT) else (".", "~$")
    return "/" not in name and name.endswith(KINDS) and not name.startswith(hidden)


def snapshots_in(texts: Mapping[str, str]) -> Mapping[str, Mapping[str, str]]:
    """The texts of each snapshot by its name; one that is none has no texts."""
    found: dict[str, Mapping[str, str]] = {}
    for path, text in texts.items():
        if path.startswith(f"{SNAPSHOTS}/"):
            name = path.removeprefix(f"{SNAPSHOTS}/").removesuffix(".json")
            with suppress(ValueError, AttributeError, RecursionError):
                found[name] = {str(key): str(each) for key, each in json.loads(text).items()}
    return found


def fetched_for(texts: Mapping[str, str], name: str) -> Fetched | None:
    """What was fetched for a dataset; ``None`` if nothing was, or the record of it is none."""
    with suppress(ValueError):
        return fetched_from(texts.get(f"{FOLDER}/{name}{FETCHED}/{ABOUT}", ""))
    return None


def snapshot_of(texts: Mapping[str, str]) -> str:
    """The text of a snapshot of data files' texts."""
    own = {path: text for path, text in sorted(texts.items()) if is_data_file(path)}
    return json.dumps(own, ensure_ascii=False, indent=1) + "\n"


def dataset_name(file: str) -> str:
    """The name of the dataset that a data file or its sidecar belongs to."""
    return unicodedata.normalize("NFC", file.removesuffix(SIDECAR).rsplit(".", 1)[0])


def about_file(path: str, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings of a file that cannot be read."""
    file = path.rsplit("/", 1)[-1]
    subject = Subject("sidecar" if file.endswith(SIDECAR) else "dataset", dataset_name(file))
    return tuple(replace(each, subject=subject) for each in findings)


def _text(path: str, data: bytes, layout: Layout) -> tuple[str | None, tuple[Finding, ...]]:
    other = disguised(path, data)
    if other is not None:
        return None, (other,)
    if path.endswith((*WORKBOOKS, *TABLES)):
        return _written_down(path, data, layout)
    if layout.encoding != "utf-8" and path.endswith(CELLS):
        try:
            data = data.decode(layout.encoding).encode()
        except UnicodeError as error:
            message = "this file is not {encoding}, as its sidecar says: {error}"
            given = Location(path), message, "", layout.encoding, error
            return None, (Finding.of("DAT002", *given),)
    return decode(path, data)


@kept
def _written_down(path: str, data: bytes, layout: Layout) -> tuple[str | None, tuple[Finding, ...]]:
    message = "reading this file takes more than {most} MiB of memory"
    hint = "Keep the rows and columns that figures and tables need, or sum them up before."
    try:
        with bounded_memory(_MOST_MEMORY):
            text = _workbook(path, data, layout).text()
        if len(text) <= _MOST_LETTERS:
            return text, ()
        message = "there are more than {most:,} letters in this file"
        return None, (Finding.of("DAT002", Location(path), message, hint, _MOST_LETTERS),)
    except MemoryError:
        return None, (Finding.of("DAT002", Location(path), message, hint, _MOST_MEMORY),)
    except UnreadableFileError as error:
        where = Location(path, *error.place, sheet=error.sheet)
        return None, (Finding.of("DAT002", where, error.args[0], error.hint),)
    except (ArithmeticError, LookupError, ValueError) as error:
        message, hint = "this file is damaged: {error}", "Open it, and save it again."
        return None, (Finding.of("DAT002", Location(path), message, hint, error),)


def _workbook(path: str, data: bytes, layout: Layout) -> Workbook:
    """What is in a file; its reader is loaded only where there is one."""
    kind = path.rpartition(".")[2]
    if kind == "ods":
        from hakusho.data.ods import read_ods  # noqa: PLC0415  seldom needed, as the others

        return read_ods(data, layout.sheet)
    if path.endswith(WORKBOOKS):
        from hakusho.data.xlsx import read_xlsx  # noqa: PLC0415

        return read_xlsx(data, layout.sheet)
    if path.endswith(COLUMN_FILES):
        from hakusho.data.column_files import read_columns  # noqa: PLC0415

        return read_columns(data, "parquet" if kind == "parquet" else "arrow", layout.columns)
    from hakusho.data.databases import read_database  # noqa: PLC0415

    return read_database(data, layout.table)
