"""Sessions of the reference paper and of the engine: each a thin call of one command.

Environments are made once and used again; they are brought up to date only when pyproject.toml
or the lock has changed.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
from pathlib import Path

import nox

nox.needs_version = ">=2024.10.9"
nox.options.default_venv_backend = "virtualenv"
nox.options.reuse_venv = "yes"
nox.options.sessions = ["build"]

LOCK = "requirements.lock"
ROOT = Path(__file__).parent


def _install(session: nox.Session, *groups: str) -> None:
    """Install Hakusho and dependency groups, at the locked versions, unless that is done."""
    wanted = "\0".join(groups).encode()
    wanted += b"".join((ROOT / name).read_bytes() for name in ("pyproject.toml", LOCK))
    stamp = Path(session.virtualenv.location) / "hakusho-installed"
    digest = hashlib.sha256(wanted).hexdigest()
    if stamp.is_file() and stamp.read_text(encoding="ascii") == digest:
        return
    wanted_groups = nox.project.dependency_groups(nox.project.load_toml("pyproject.toml"), *groups)
    session.install("--quiet", "-c", LOCK, "-e", ".", *wanted_groups)
    stamp.write_text(digest, encoding="ascii")


@nox.session
def build(session: nox.Session) -> None:
    """Build every edition of the paper: `nox`, or `nox -s build -- pdf`."""
    _install(session)
    session.run("hakusho", "build", *session.posargs)


@nox.session(default=False)
def briefs(session: nox.Session) -> None:
    """Build the briefs, or those that are named, into build/briefs/: nox -s briefs -- minister."""
    _install(session)
    session.run("hakusho", "brief", *session.posargs)


@nox.session
def check(session: nox.Session) -> None:
    """Check citations, numbers, dates and cross-references without building."""
    _install(session)
    session.run("hakusho", "check", *session.posargs)


@nox.session
def figures(session: nox.Session) -> None:
    """Draw the figures alone, into build/figures/."""
    _install(session)
    session.run("hakusho", "figures", *session.posargs)


@nox.session
def tests(session: nox.Session) -> None:
    """Run all tests; validators and their Java runtime come as wheels."""
    _install(session, "test")
    # One more than there are processors: some wait for a browser, a word processor or a sleep.
    workers = str((os.cpu_count() or 1) + 1)
    # In the order of tests/conftest.py: what takes longest is not left for the end.
    order = ("--dist", "loadfile", "--no-loadscope-reorder")
    # A test asks nox itself, which is not in the session's environment, about a new paper.
    asked = {"NOX_PYTHON": sys.executable}
    session.run("pytest", "-n", workers, *order, *session.posargs, env=asked)


@nox.session
def lint(session: nox.Session) -> None:
    """Check style, types and the layers of the architecture."""
    _install(session, "lint", "test")
    session.run("ruff", "check")
    session.run("ruff", "format", "--check")
    session.run("mypy")
    session.run("lint-imports", "--cache-dir", ".nox/import-linter")
    if shutil.which("luacheck") or "CI" in os.environ:
        session.run("luacheck", "--no-cache", "--quiet", "src", "tests", external=True)
    else:
        session.warn("LUA IS NOT CHECKED: luacheck is missing (Debian's package lua-check)")


@nox.session
def bench(session: nox.Session) -> None:
    """Measure build, audit and drawing against bare pandoc, Typst and matplotlib.

    `nox -s bench -- --docs` measures long papers and an engine that stays, too, and writes
    docs/speed.md.
    """
    _install(session, "test")
    if session.posargs[:1] == ["--docs"]:
        paths = {"PYTHONPATH": "tests"}
        session.run("python", "-m", "bench.speed", *session.posargs[1:], env=paths)
        return
    session.run("python", "tests/bench/compare.py", *session.posargs)
    paths = {"PYTHONPATH": "tests"}
    session.run("python", "tests/bench/reading_back.py", env=paths)
    session.run("python", "tests/bench/audit.py")
    session.run("python", "tests/bench/drawing.py")


@nox.session(default=False)
def fuzz(session: nox.Session) -> None:
    """Put broken papers through check and build: `nox -s fuzz -- --cases 100 --seed 7`."""
    _install(session, "test")
    session.run("python", "-m", "fuzz", *session.posargs, env={"PYTHONPATH": "tests"})


@nox.session(default=False)
def seeds(session: nox.Session) -> None:
    """Put errors into papers and count what a check finds: `nox -s seeds -- dates`."""
    _install(session, "test")
    session.run("python", "-m", "seeds", *session.posargs, env={"PYTHONPATH": "tests"})


@nox.session(default=False)
def mutants(session: nox.Session) -> None:
    """Change the engine in small ways and count what its tests notice: `nox -s mutants`."""
    _install(session, "test")
    session.run("python", "-m", "mutation", *session.posargs, env={"PYTHONPATH": "tests"})


@nox.session(default=False)
def pictures(session: nox.Session) -> None:
    """Draw the pictures of docs/ anew, or all charts: `nox -s pictures -- build/gallery`."""
    _install(session, "test")
    chosen = session.posargs or ["--docs"]
    session.run("python", "-m", "gallery", *chosen, env={"PYTHONPATH": "tests"})


@nox.session(default=False)
def docs(session: nox.Session) -> None:
    """Make the site of the documentation, with its gallery and its search, in build/site."""
    _install(session, "test", "docs")
    gallery, site = "build/gallery-of-docs", "build/site"
    paths = {"PYTHONPATH": "tests"}
    session.run("python", "-m", "gallery", "--site", gallery, env=paths)
    session.run("sphinx-build", "-q", "-W", "--keep-going", "-E", "docs", site)
    session.run(
        *("python", "-m", "pagefind", "--quiet", "--site", site),
        *("--glob", "{*,ja/*,decisions/*}.html"),  # not the papers of the gallery
        *("--root-selector", "article", "--exclude-selectors", ".headerlink"),
    )
    session.run("python", "-m", "validators.site_links", site, env=paths)


@nox.session(default=False)
def dist(session: nox.Session) -> None:
    """Build the sdist, of it the wheel, into dist/, and look at what an index would say of them."""
    session.install("--quiet", "build", "twine")
    shutil.rmtree(ROOT / "dist", ignore_errors=True)
    session.run("python", "-m", "build", "--outdir", "dist")
    session.run("twine", "check", "--strict", *map(str, (ROOT / "dist").iterdir()))


@nox.session(default=False)
def messages(session: nox.Session) -> None:
    """Gather what there is to translate, keep what is translated, and compile the catalogues."""
    _install(session, "test")
    session.run("python", "-m", "catalogue", env={"PYTHONPATH": "tests"})


@nox.session(default=False)
def lock(session: nox.Session) -> None:
    """Write requirements.lock anew, for every platform and Python that we support."""
    session.install("uv")
    session.run(
        *("uv", "pip", "compile", "pyproject.toml"),
        *("--group", "test", "--group", "lint", "--group", "docs"),
        *("--universal", "--no-header", "--no-emit-index-url", "--upgrade"),
        *("--no-annotate", "--quiet", "--output-file", LOCK),
    )
