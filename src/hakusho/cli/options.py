"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path

import click

PROJECT = click.option(
    "--project",
    "root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=".",
    show_default="this folder",
    help="The paper's folder, the one that holds report/report.yaml.",
)
