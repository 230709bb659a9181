"""Findings that only follow from another one: left out, so that one mistake is one finding.

A data file that cannot be read takes with it whatever rests on it: its facts, its tables and its
figures would all be reported as missing, although nothing is wrong where they are asked for.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hakusho.data.datasets import FOLDER, is_data_file

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from hakusho.data import Dataset
    from hakusho.findings import Finding

_UNREADABLE = frozenset({"PAP003", "PAP004", "DAT002", "DAT003"})
_SIDECAR = ".meta.yaml"
_ABOUT_WHAT_IS_THERE = frozenset({"DAT001", "DAT009", "DAT012", "DAT013", "CIT004"})
"""Rules that need all data: what is unknown, unsourced, unused, not to be computed, never cited."""
_ABOUT_A_FACT = frozenset({"DAT005", "DAT006", "DAT009", "DAT013"})
_OF_A_SPREADSHEET = ("is a formula", "is an error of a spreadsheet")
_NO_DATE = "there is no date here to show"
_PLACE = re.compile(r"\((?P<path>[^():]+):(?P<line>\d+)\)$")


def without_consequences(
    findings: Iterable[Finding], datasets: Mapping[str, Dataset]
) -> tuple[Finding, ...]:
    """Leave out what follows from another finding.

    Args:
        findings: All that was found.
        datasets: The data that could be read, by name.

    Returns:
        The others, in their order. Only an error that no paper can silence takes others away.
    """
    found = tuple(findings)
    causes = {
        each
        for each in found
        if each.rule.id in _UNREADABLE and each.rule.essential and _is_of_data(each.location.path)
    }
    unread = set(_unread(causes, datasets))
    incomplete = bool(unread) or any(map(_loses_rows, causes))
    rows = {(each.location.path, each.location.line) for each in causes if each.location.line}
    formulas = {each.location for each in causes if each.message.endswith(_OF_A_SPREADSHEET)}
    no_date = any(each.message.startswith(("date:", "year:")) for each in causes)
    return tuple(
        each
        for each in found
        if not (
            _is_orphan(each, unread)
            or (incomplete and each not in causes and _needs_all_data(each))
            or (each not in causes and _asks_for(each, unread))
            or _is_about_row(each, rows)
            or (each.location in formulas and not each.message.endswith(_OF_A_SPREADSHEET))
            or (no_date and each.message == _NO_DATE)
        )
    )


def _loses_rows(cause: Finding) -> bool:
    """Whether a sidecar with its derived values, or a row, is not there for it."""
    return cause.location.path.endswith(_SIDECAR) or cause.message.startswith("this row ")


def _is_of_data(path: str) -> bool:
    return path.startswith(f"{FOLDER}/") and is_data_file(path)


def _stem(path: str) -> str:
    return path.rsplit("/", 1)[-1].removesuffix(_SIDECAR).rsplit(".", 1)[0]


def _unread(causes: Iterable[Finding], datasets: Mapping[str, Dataset]) -> Iterator[str]:
    """Names of datasets whose files are there and cannot be read."""
    for each in causes:
        path = each.location.path
        if not path.endswith(_SIDECAR) and _stem(path) not in datasets:
            yield _stem(path)


def _is_orphan(finding: Finding, unread: Collection[str]) -> bool:
    """Whether a sidecar is said to belong to no dataset, which is there but cannot be read."""
    where = finding.location
    return not where.line and where.path.endswith(_SIDECAR) and _stem(where.path) in unread


def _needs_all_data(finding: Finding) -> bool:
    if finding.rule.id == "XRF001":
        return "'tbl-" in finding.message
    return finding.rule.id in _ABOUT_WHAT_IS_THERE


def _asks_for(finding: Finding, unread: Collection[str]) -> bool:
    """Whether a figure or a table asks for a dataset that cannot be read."""
    return finding.rule.id in {"DAT002", "DAT005"} and any(
        finding.message in {f"there is no dataset '{name}'", f"there is no table '{name}'"}
        for name in unread
    )


def _is_about_row(finding: Finding, rows: Collection[tuple[str, int]]) -> bool:
    """Whether it comes of a cell that cannot be read: at its row, or where the fact is used."""
    if finding.rule.id not in _ABOUT_A_FACT:
        return False
    place = _PLACE.search(finding.message)
    if place is not None:
        return (place["path"], int(place["line"])) in rows
    return finding.rule.id == "DAT006" and (finding.location.path, finding.location.line) in rows
