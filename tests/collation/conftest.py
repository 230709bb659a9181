"""A paper with some of everything, made once for all tests."""

import shutil
from pathlib import Path

import pytest

from validators.read_back import documents_of


@pytest.fixture(scope="session")
def documents(tmp_path_factory):
    """Its documents by their names, the report's being empty."""
    folder = tmp_path_factory.mktemp("collation")
    shutil.copytree(Path(__file__).parent / "paper", folder / "paper")
    return documents_of(folder / "paper", folder / "made")
