"""What an author has already: a bibliography, a table of data. Read, and never changed."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field, replace
from itertools import count
from typing import TYPE_CHECKING

from hakusho.citations.bibliography import load_bibliography
from hakusho.data.data_files import FOLDER, KINDS, SCRIPT, SIDECAR, texts_of
from hakusho.data.datasets import datasets_of
from hakusho.data.first_sidecar import first_sidecar
from hakusho.figures.specs.first_figure import first_figure
from hakusho.findings import say
from hakusho.paper.reading import decode, likely_encoding
from hakusho.paper.source_file import SourceFile

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from hakusho.data import Dataset
    from hakusho.data.first_sidecar import Remarks
    from hakusho.figures.specs.first_figure import FirstFigure
    from hakusho.findings import Finding

_UNFIT = re.compile(r"[^\w.-]+")
_PYTHON_NAMES = {"CP932": "cp932", "EUC-JP": "euc_jp", "EUC-JP-MS": "euc_jis_2004"}
_CAPTION = re.compile(r"^caption: .*\n", re.MULTILINE)
_MOST_ROWS, _MOST_COLUMNS = 30, 7
"""Of a table that a page shows well."""


class BroughtError(Exception):
    """A file that was brought cannot be used; ``args[0]`` says why."""


@dataclass(frozen=True, slots=True)
class OwnDataset:
    """A file of data that was brought.

    Attributes:
        file: Its name in ``figures/data``.
        heading: What it is about, as far as it or its name says.
        sidecar: What its sidecar says of it, without a caption.
        as_table: Whether it is small enough to be printed as a table.
        figure: ``None`` if no column holds numbers.
    """

    name: str
    file: str
    heading: str
    sidecar: str
    as_table: bool
    figure: FirstFigure | None


@dataclass(frozen=True, slots=True)
class Brought:
    """All that was brought.

    Attributes:
        files: Content by path in the paper.
        bibliography: Paths of the bibliography.
        citekey: One that may be cited as an example; empty if there is none.
        chapters: Names of chapters that are among the files; empty means that there are none.
        findings: What is wrong with it, or is not carried over as it was.
    """

    files: Mapping[str, bytes] = field(default_factory=dict)
    bibliography: tuple[str, ...] = ()
    citekey: str = ""
    dataset: OwnDataset | None = None
    chapters: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


def read_bibliography(name: str, text: str) -> Brought:
    """A bibliography in BibTeX, by its path in the paper.

    Raises:
        BroughtError: If it is in another format.
    """
    bibliography, findings = load_bibliography((SourceFile(name, text),))
    if not bibliography.entries and findings:
        raise BroughtError(say("{path}: {problem}", name, findings[0].message))
    citekey = next(iter(bibliography.entries), "")
    return Brought({name: text.encode()}, (name,), citekey)


def read_data(path: Path, remarks: Remarks) -> Brought:
    """Read a file of data, guess how it is laid out, and begin a figure of it.

    Args:
        path: A file of any kind that may be a dataset.
        remarks: The comments of its sidecar.

    Raises:
        BroughtError: If it cannot be read.
    """
    name, kind = fit_name(path.stem, "data"), path.suffix.lower()
    if kind == ".xls":
        message = "{path}: Excel's old format cannot be read. Save it as .xlsx"
        raise BroughtError(say(message, path.name))
    kinds = tuple(each for each in KINDS if each != SCRIPT)
    if kind not in kinds:
        message = "{path}: data of this kind cannot be read; there are {kinds}"
        raise BroughtError(say(message, path.name, ", ".join(kinds)))
    file, data = f"{FOLDER}/{name}{kind}", bytes_of(path)
    beside = first_sidecar(file, data, remarks)
    dataset = _as_read(path, {file: data, f"{FOLDER}/{name}{SIDECAR}": beside.encode()}, name)
    columns, rows = dataset.columns, dataset.rows
    caption = dataset.sidecar.caption.ja if dataset.sidecar else ""
    own = OwnDataset(
        name,
        f"{name}{kind}",
        caption or re.sub(r"[_-]+", " ", path.stem).strip() or name,
        _CAPTION.sub("", beside),
        len(rows) <= _MOST_ROWS and len(columns) <= _MOST_COLUMNS,
        first_figure(dataset),
    )
    return Brought({file: data}, dataset=own)


def _as_read(path: Path, files: Mapping[str, bytes], name: str) -> Dataset:
    """The dataset that a file and its sidecar are.

    Raises:
        BroughtError: If it has none, or no rows.
    """
    texts, unread = texts_of(files)
    datasets, problems = datasets_of(texts)
    if findings := [*unread, *problems]:
        first = findings[0]
        values = replace(first.location, path=path.name), first.message, first.hint
        if not first.hint:
            raise BroughtError(say("{path}: {problem}", *values[:2]))
        raise BroughtError(say("{path}: {problem}. {hint}", *values))
    dataset = datasets[name]
    if not dataset.rows:
        message = "{path}: there is no row below the names of the columns"
        raise BroughtError(say(message, path.name))
    return dataset


def text_of(path: Path) -> str:
    """The text of a file; one in an encoding of Japanese computers is understood, too.

    Raises:
        BroughtError: If it cannot be read.
    """
    data = bytes_of(path)
    text, findings = decode(path.name, data)
    if text is not None:
        return text
    encoding = _PYTHON_NAMES.get(likely_encoding(data), "")
    try:
        return data.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
    except (LookupError, UnicodeDecodeError) as error:
        place, problem = findings[0].location, findings[0].message
        raise BroughtError(say("{path}: {problem}", place, problem)) from error


def bytes_of(path: Path) -> bytes:
    """What a file holds.

    Raises:
        BroughtError: If it cannot be read.
    """
    try:
        if path.exists() and not path.is_file():  # a pipe may never end
            raise BroughtError(say("{path}: {problem}", path, say("this is no file")))
        return path.read_bytes()
    except OSError as error:
        raise BroughtError(say("{path}: {problem}", path, error.strerror)) from error


def fit_name(stem: str, otherwise: str) -> str:
    """A name that every system can have and Markdown can name."""
    return _UNFIT.sub("-", unicodedata.normalize("NFC", stem)).strip("-._") or otherwise


def numbered_names(stem: str) -> Iterator[str]:
    """A name, and where it is taken the same with a number: ``sources``, ``sources-2``."""
    yield stem
    yield from (f"{stem}-{number}" for number in count(2))
