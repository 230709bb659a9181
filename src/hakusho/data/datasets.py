"""Loading ``figures/data/``: every CSV and YAML file is a dataset, known by its stem."""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

from hakusho.data.cells import check_lists, check_rows
from hakusho.data.frozen import FrozenMapping, frozen
from hakusho.data.model import Dataset, Derivation
from hakusho.data.sidecar import Read, Sidecar, read_sidecar, read_yaml_sidecar
from hakusho.data.table_files import read_csv
from hakusho.data.yaml_lists import lists_of, sources_in
from hakusho.findings import Finding, Location, Subject, rule
from hakusho.paper.reading import read_text
from hakusho.paper.yaml_source import load_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

FOLDER = "figures/data"
_SIDECAR = ".meta.yaml"
_KINDS = (".csv", ".yaml")


def load_datasets(root: Path) -> tuple[Mapping[str, Dataset], tuple[Finding, ...]]:
    """Load every dataset of a paper.

    Args:
        root: The paper's folder; one without ``figures/data`` has no datasets.

    Returns:
        The datasets that could be read, by name, and what is wrong with the rest: PAP003 not
        UTF-8, PAP004 outside the paper, DAT002 cannot be read, DAT003 a sidecar's column is
        missing, DAT006 a cell is not of its column's type.
    """
    texts, unread = read_texts(root)
    datasets, findings = datasets_of(texts)
    return datasets, (*unread, *findings)


def read_texts(root: Path) -> tuple[dict[str, str], tuple[Finding, ...]]:
    """Read the files of ``figures/data``.

    Returns:
        The text of each file that can be read, by path from the paper's folder; PAP003 or PAP004
        for the others.
    """
    texts: dict[str, str] = {}
    findings: list[Finding] = []
    for file in sorted(_file_names(root)):
        text, problems = read_text(root, f"{FOLDER}/{file}")
        findings += _about(file, problems)
        if text is not None:
            texts[f"{FOLDER}/{file}"] = text
    return texts, tuple(findings)


def is_data_file(path: str) -> bool:
    """Whether a file of ``figures/data`` holds a dataset or a sidecar."""
    name = path.rsplit("/", 1)[-1]
    return name.endswith(_KINDS) and not name.startswith(".")


def datasets_of(texts: Mapping[str, str]) -> tuple[Mapping[str, Dataset], tuple[Finding, ...]]:
    """Make datasets of their files' texts.

    Args:
        texts: By path from the paper's folder, as :func:`read_texts` gives them.

    Returns:
        The datasets by name, and DAT002, DAT003 or DAT006 for what is wrong with them.
    """
    names = sorted(path.rsplit("/", 1)[-1] for path in texts)
    datasets: dict[str, Dataset] = {}
    findings: list[Finding] = []
    for file in names:
        if file.endswith(_SIDECAR):
            findings += _orphan(file, names)
            continue
        dataset, problems = _dataset(texts, file)
        findings += problems
        if dataset is None:
            continue
        if dataset.name in datasets:
            message, first = "{path} has the name '{name}' already", datasets[dataset.name].path
            findings.append(
                Finding.of("DAT002", Location(dataset.path), message, "", first, dataset.name)
            )
            continue
        datasets[dataset.name] = dataset
    return FrozenMapping(datasets), tuple(findings)


def _file_names(root: Path) -> list[str]:
    folder = root / FOLDER
    if not folder.is_dir():
        return []
    files = (child for child in folder.iterdir() if child.is_file() or child.is_symlink())
    return [file.name for file in files if is_data_file(file.name)]


def _stem(file: str) -> str:
    return unicodedata.normalize("NFC", file.removesuffix(_SIDECAR).rsplit(".", 1)[0])


def _sidecar_of(file: str) -> str:
    return file.rsplit(".", 1)[0] + _SIDECAR


def _orphan(file: str, names: list[str]) -> tuple[Finding, ...]:
    stem = file.removesuffix(_SIDECAR)
    if any(f"{stem}{kind}" in names for kind in _KINDS):
        return ()
    where, because = Location(f"{FOLDER}/{file}"), (Subject("dataset", _stem(file)),)
    message = "this sidecar belongs to no dataset: there is no {stem}.csv"
    return _about(file, (Finding.of("DAT002", where, message, "", stem, because=because),))


def _about(file: str, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings of a file that cannot be read."""
    subject = Subject("sidecar" if file.endswith(_SIDECAR) else "dataset", _stem(file))
    return tuple(replace(each, subject=subject) for each in findings)


def _dataset(texts: Mapping[str, str], file: str) -> tuple[Dataset | None, tuple[Finding, ...]]:
    path, sidecar_path = f"{FOLDER}/{file}", f"{FOLDER}/{_sidecar_of(file)}"
    text, sidecar_text = texts[path], texts.get(sidecar_path)
    digest = hashlib.sha256(text.encode())
    if sidecar_text is not None:
        digest.update(b"\0" + sidecar_text.encode())
    if file.endswith(".yaml"):
        return _yaml_dataset(file, text, sidecar_text, digest.hexdigest())
    return _csv_dataset(file, text, sidecar_text, digest.hexdigest())


def _yaml_dataset(
    file: str, text: str, sidecar_text: str | None, digest: str
) -> tuple[Dataset | None, tuple[Finding, ...]]:
    path = f"{FOLDER}/{file}"
    document, problems = load_yaml(path, text, rule=rule("DAT002"))
    if problems:
        return None, _about(file, problems)
    dataset = Dataset(
        *(_stem(file), path, "yaml", (), (), frozen(document), digest),
        named_sources=sources_in(path, document),
    )
    if sidecar_text is None:
        return dataset, ()
    keys = dict.fromkeys(key for _, rows in lists_of(dataset) for key in rows.columns)
    read, problems = read_yaml_sidecar(f"{FOLDER}/{_sidecar_of(file)}", sidecar_text, tuple(keys))
    if read is None:
        return dataset, _about(_sidecar_of(file), problems)
    findings = tuple(check_lists(path, document, read.sidecar.types))
    return replace(dataset, about=read.sidecar, about_places=FrozenMapping(read.places)), findings


def _csv_dataset(
    file: str, text: str, sidecar_text: str | None, digest: str
) -> tuple[Dataset | None, tuple[Finding, ...]]:
    path = f"{FOLDER}/{file}"
    columns, rows, findings = read_csv(path, text)
    read: Read[Sidecar] | None = None
    if sidecar_text is not None:
        read, problems = read_sidecar(f"{FOLDER}/{_sidecar_of(file)}", sidecar_text, columns)
        findings += _about(_sidecar_of(file), problems)
    if not columns:
        return None, _about(file, findings)
    dataset = Dataset(_stem(file), path, "csv", columns, rows, None, digest)
    if read is None:
        return dataset, findings
    sidecar = read.sidecar
    declared = zip(sidecar.derived, read.derived_places, strict=True)
    dataset = replace(
        dataset,
        sidecar=sidecar,
        about=sidecar,
        about_places=FrozenMapping(read.places),
        derived=tuple(Derivation(each, where) for each, where in declared),
    )
    return dataset, (*findings, *check_rows(rows, sidecar.types))
