"""Copies of the papers in the repository, to be built or broken, with their figures drawn."""

from __future__ import annotations

import os
import shutil

import pytest
from click.testing import CliRunner
from filelock import FileLock

from hakusho.cli import main

PAPERS = {"reference": ".", "harbour": "tests/papers/harbour", "minimal": "tests/papers/minimal"}
SOURCES = ("report", "figures", "bib", "sources", "images", "templates")
DRAWN = "build/cache/figures"


@pytest.fixture(scope="session")
def copy_of(tmp_path_factory, repository):
    """Copies the sources of a paper and its drawn figures, which are drawn once for all workers.

    That figures are drawn alike everywhere is shown by ``test_papers`` and ``tests/figures``.
    """
    base = tmp_path_factory.getbasetemp()
    shared = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "drawn"

    def copy(name, target, *, drawn=True):
        for folder in SOURCES:
            if (repository / PAPERS[name] / folder).is_dir():
                shutil.copytree(repository / PAPERS[name] / folder, target / folder)
        kept = shared / name
        if drawn:
            shared.mkdir(exist_ok=True)
            with FileLock(shared / f"{name}.lock"):
                if not (kept / "drawn").is_file():
                    copy(name, kept, drawn=False)
                    result = CliRunner().invoke(main, ["check", "--project", str(kept)])
                    assert result.exit_code == 0, result.output
                    (kept / "drawn").touch()
            if (kept / DRAWN).is_dir():
                shutil.copytree(kept / DRAWN, target / DRAWN)
        return target

    return copy
