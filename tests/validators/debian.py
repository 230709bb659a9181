"""The .bib files of Debian packages: what authors of BibTeX wrote in thirty years.

They are downloaded by apt and unpacked into a cache that is not committed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

PACKAGES = ("texlive-bibtex-extra", "texlive-lang-japanese")
_SECONDS = 900
_OPTIONS = ("-q", "-o", "Acquire::Retries=1", "-o", "Acquire::http::Timeout=30")
_AS_ROOT = ("-o", "APT::Sandbox::User=root")  # no warning that _apt cannot read our folder


def bib_files(cache):
    """Every .bib file of the packages, by package and path; without apt skipped aloud.

    Args:
        cache: A folder that stays; a package that is there already is not downloaded again.
    """
    found = {}
    for package in PACKAGES:
        folder = Path(cache) / package
        if not folder.is_dir():
            _fetch(package, folder)
        files = sorted(path for path in folder.rglob("*.bib") if path.is_file())
        assert files, f"{package} holds no .bib file"
        found.update({f"{package}/{path.relative_to(folder)}": path for path in files})
    return found


def _fetch(package, folder):
    missing = [tool for tool in ("apt-get", "dpkg-deb", "tar") if shutil.which(tool) is None]
    if missing:
        _absent(f"no {', '.join(missing)} on this machine")
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f"{package}-") as name:
        here = Path(name)
        options = (*_OPTIONS, *(_AS_ROOT if os.geteuid() == 0 else ()))
        command = ["apt-get", *options, "download", package]
        done = subprocess.run(
            command, cwd=here, capture_output=True, text=True, timeout=_SECONDS, check=False
        )
        packages = list(here.glob("*.deb"))
        if done.returncode or not packages:
            _absent(f"apt cannot download {package}: {done.stderr.strip() or done.stdout.strip()}")
        unpacked = here / "unpacked"
        unpacked.mkdir()
        _unpack(packages[0], unpacked)
        unpacked.rename(folder)


def _unpack(package, folder):
    """Unpack the .bib files alone: the packages hold some 150 MB of other things."""
    reading = subprocess.Popen(["dpkg-deb", "--fsys-tarfile", package], stdout=subprocess.PIPE)
    with reading:
        subprocess.run(
            ["tar", "-x", "--no-same-owner", "-C", folder, "--wildcards", "*.bib"],
            stdin=reading.stdout,
            timeout=_SECONDS,
            check=True,
        )
    assert reading.returncode == 0


def _absent(reason):
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)
