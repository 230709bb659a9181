"""The wheel that a new paper installs: it carries the house style and builds a paper by itself."""

import os
import shutil
import subprocess
import sys
import zipfile

import pytest


@pytest.fixture(scope="module")
def installed(tmp_path_factory, repository):
    folder = tmp_path_factory.mktemp("wheel")
    command = (sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder))
    subprocess.run(command, cwd=repository, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def test_the_wheel_carries_the_whole_house_style(installed, repository):
    shipped = repository / "templates"
    wanted = {file.relative_to(shipped) for file in shipped.rglob("*") if file.is_file()}
    inside = installed / "hakusho" / "templates"
    assert wanted
    assert {file.relative_to(inside) for file in inside.rglob("*") if file.is_file()} == wanted


def test_a_paper_builds_from_the_wheel_alone(installed, repository, tmp_path):
    paper = tmp_path / "paper"
    shutil.copytree(repository / "tests/papers/minimal/report", paper / "report")
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    command = (sys.executable, "-m", "hakusho", "build", "html", "--project", str(paper))
    done = subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert (paper / "build" / "minimal.html").is_file()
