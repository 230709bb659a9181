"""The output formats of a report, one module each."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import TextIO

    from hakusho.reporting.report import Report


def _text(report: Report, file: TextIO) -> None:
    from hakusho.reporting.text import write  # noqa: PLC0415  rich is slow to load

    write(report, file)


def _github(report: Report, file: TextIO) -> None:
    from hakusho.reporting.github import document  # noqa: PLC0415

    file.write(document(report))


def _json(report: Report, file: TextIO) -> None:
    from hakusho.reporting.json_report import document  # noqa: PLC0415

    file.write(document(report))


def _sarif(report: Report, file: TextIO) -> None:
    from hakusho.reporting.sarif import document  # noqa: PLC0415  reads pages of rules

    file.write(document(report))


FORMATS: Mapping[str, Callable[[Report, TextIO], None]] = MappingProxyType(
    {"text": _text, "github": _github, "json": _json, "sarif": _sarif}
)
"""Format name to what writes a report in it. Each but ``text`` writes nothing else."""
