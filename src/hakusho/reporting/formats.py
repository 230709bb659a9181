"""The output formats of a report, one module each, loaded when it is needed: rich is slow."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hakusho.reporting.report import Report

_MODULES = {"text": "text", "github": "github", "json": "json_report", "sarif": "sarif"}


def document_of(report: Report, form: str) -> str:
    """A report in a format, ``text``, ``github``, ``json`` or ``sarif``, and nothing else."""
    module = import_module(f"hakusho.reporting.{_MODULES[form]}")
    return str(module.document(report))
