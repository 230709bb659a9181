"""Runs the tests that could notice a mutant, in a copy of the repository.

Each run is a child of a process that has imported pytest and the libraries already, though nothing of
the engine: starting is what costs.
"""

from __future__ import annotations

import hashlib
import importlib
import multiprocessing
import os
import pickle
import shutil
import signal
import subprocess
import sys
from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mutation.operators import Mutant, Place

_FORK = multiprocessing.get_context("fork")
_NOT_COPIED = (".git", ".nox", ".venv", ".*_cache", ".hypothesis", "__pycache__", "build", "dist")
FOLDERS = {"starting": ("starting", "import")}
"""Packages whose tests are not in the folder of their name alone."""
_HANGS = 60
"""Seconds after which a run whose tests take none is ended."""


@dataclass(frozen=True)
class Test:
    """A test, and what is known of it: whether it passes without a mutant, and the lines it runs."""

    __test__ = False  # pytest does not collect it

    id: str
    seconds: float
    passes: bool
    reached: dict[str, frozenset[int]]

    @property
    def file(self) -> str:
        """The path of its module."""
        return self.id.partition("::")[0]


def preload(repository: Path, module: str) -> None:
    """Import what a module imports, but nothing of its own package, so that children need not."""
    asked = f"import sys, pytest, hypothesis, {module}; print(*sys.modules)"
    environment = {**os.environ, "PYTHONPATH": str(repository / "src")}
    command = [sys.executable, "-W", "ignore", "-c", asked]
    said = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    for name in said.stdout.split():
        if name.partition(".")[0] not in {module.partition(".")[0], "__main__"}:
            with suppress(ImportError):
                importlib.import_module(name)


class Copy:
    """A copy of a repository, in which one module at a time is changed."""

    def __init__(self, repository: Path, root: Path) -> None:
        self.root, self.folder, self._runs = root, root / "repository", 0
        shutil.copytree(repository, self.folder, ignore=shutil.ignore_patterns(*_NOT_COPIED))

    def run(self, arguments: Iterable[str], seconds: float, **environment: str) -> int | None:
        """Run pytest in a child; its exit code, or None if it had to be ended."""
        self._runs += 1
        child = _FORK.Process(target=self._child, args=(list(arguments), environment))
        child.start()
        child.join(seconds)
        with suppress(ProcessLookupError):  # with all that the tests have left behind
            os.killpg(child.pid or 0, signal.SIGKILL)
        child.join()
        return child.exitcode if (child.exitcode or 0) >= 0 else None

    def said(self) -> str:
        """What pytest said last."""
        return (self.root / "out").read_text(encoding="utf-8", errors="replace")

    def _child(self, arguments: list[str], environment: dict[str, str]) -> None:
        os.setsid()
        os.chdir(self.folder)
        paths = [str(self.folder / "src"), str(self.folder / "tests")]
        sys.path[:] = [*paths, *(each for each in sys.path if Path(each).name != "src")]
        sys.path_importer_cache.clear()
        # As a worker's, so that runs share the drawn figures and a user's folder (conftest.py).
        worker = {"PYTEST_XDIST_WORKER": "gw0", "PYTHONPATH": os.pathsep.join(paths)}
        os.environ |= worker | environment
        base, first = self.root / f"run{self._runs}", self.root / "run1"
        base.mkdir()
        if base != first:
            for name in ("drawn", "user"):  # as they were without any mutant
                if (first / name).is_dir():
                    shutil.copytree(first / name, base / name, copy_function=os.link)
        with (self.root / "out").open("w") as out:
            os.dup2(out.fileno(), 1)
            os.dup2(out.fileno(), 2)
        import pytest  # noqa: PLC0415  there already

        options = ("-q", "-p", "no:cacheprovider", f"--basetemp={base / 'base'}", *_QUIET)
        code = pytest.main([*options, *arguments])
        if base != first:
            shutil.rmtree(base, ignore_errors=True)
        sys.stdout.flush()
        os._exit(int(code))


class Package:
    """One package of the engine and its tests, of which it keeps what they run."""

    def __init__(self, copy: Copy, name: str, kept: Path, engine: str = "hakusho") -> None:
        self.copy, self.name, self._kept = copy, name, kept / f"{name}.pickle"
        self._source = copy.folder / "src" / engine / name
        folders = FOLDERS.get(name, (name,))
        self._files = sorted(
            file.relative_to(copy.folder).as_posix()
            for folder in folders
            for file in (copy.folder / "tests" / folder).rglob("test_*.py")
        )
        self.tests: list[Test] = []

    def learn(self, changed: Iterable[str]) -> list[str]:
        """Bring up to date what is known of the tests that run these modules; those that fail.

        A module's tests are run anew where they have changed, or a module has that they run.
        """
        known = pickle.loads(self._kept.read_bytes()) if self._kept.is_file() else {}  # noqa: S301
        digests = {name: self._digest(name) for name in [*changed, *self._files]}
        stale = [
            file
            for file in self._files
            if file not in known
            or any(
                known[file][0].get(name, digests.get(name)) != digests.get(name)
                for name in [file, *changed]
            )
        ]
        if stale:
            for file, tests in self._ran(stale).items():
                ran = {name for each in tests for name in each.reached}
                known[file] = ({name: self._digest(name) for name in [file, *ran]}, tests)
            self._kept.parent.mkdir(parents=True, exist_ok=True)
            self._kept.write_bytes(pickle.dumps(known))
        self.tests = [each for file in self._files for each in known.get(file, ({}, ()))[1]]
        return [each.id for each in self.tests if not each.passes]

    def _digest(self, name: str) -> str:
        return hashlib.sha256((self.copy.folder / name).read_bytes()).hexdigest()

    def _ran(self, files: list[str]) -> dict[str, list[Test]]:
        found = self.copy.root / "map"
        found.unlink(missing_ok=True)
        environment = {"MUTATION_SOURCE": str(self._source), "MUTATION_MAP": str(found)}
        self.copy.run(["-p", "mutation.reached", *files], 3_600, **environment)
        if not found.is_file():
            raise RuntimeError(self.copy.said())
        ran: dict[str, list[Test]] = {file: [] for file in files}
        for name, given in pickle.loads(found.read_bytes()).items():  # noqa: S301
            test = Test(name, *given)
            ran.setdefault(test.file, []).append(test)
        return ran

    @staticmethod
    def reaches(test: Test, name: str, place: Place) -> bool:
        """Whether a test runs the lines of a place itself, and not in a process that it starts."""
        return not test.reached.get(name, frozenset()).isdisjoint(place.lines)

    def asked(self, name: str, place: Place, budget: float) -> list[Test]:
        """The tests that could notice a change of a place, the likely and cheap ones first.

        Those that run its lines; then all of their files and of the module's own, since what is kept
        in a process is made by whichever test comes first. Where no test runs the lines, or what
        they make is kept, those that run anything of the module, and then all of the package. No
        more than fit into a budget of seconds.
        """
        own = f"test_{Path(name).stem}.py"
        direct = {each.id for each in self.tests if self.reaches(each, name, place)}
        of_module = {each.id for each in self.tests if each.reached.get(name)}
        files = {each.file for each in self.tests if each.id in direct or each.file.endswith(own)}
        everywhere = place.once or not direct
        likely = direct if direct and not place.once else of_module
        costs: dict[str, float] = defaultdict(float)
        for each in self.tests:
            costs[each.file] += each.seconds if each.id in likely else 0
        able = [each for each in self.tests if each.passes and (everywhere or each.file in files)]
        able.sort(
            key=lambda each: (
                each.id not in likely,
                not each.file.endswith(own),
                each.file not in files,
                costs[each.file],
                each.file,
                each.seconds,
            )
        )
        return list(_within(able, budget))

    def attempt(self, name: str, mutant: Mutant, tests: list[Test]) -> bool:
        """Whether one of the tests notices a mutant of a module."""
        path = self.copy.folder / name
        source = path.read_bytes()
        try:
            self._write(path, mutant.text.encode())
            seconds = _HANGS + 10 * sum(each.seconds for each in tests)
            longest = _HANGS / 2 + 10 * max((each.seconds for each in tests), default=0)
            options = ("-x", f"--timeout={longest:.0f}")
            code = self.copy.run([*options, *(each.id for each in tests)], seconds)
            if code == _NOT_FOUND:  # a test has another name now, which is no failure yet
                code = self.copy.run([*options, *{each.file: 0 for each in tests}], seconds)
        finally:
            self._write(path, source)
        return code != 0

    def _write(self, path: Path, content: bytes) -> None:
        """Write a module so that no byte code of what stood there before fits it."""
        path.write_bytes(content)
        for compiled in path.parent.glob(f"__pycache__/{path.stem}.*.pyc"):
            compiled.unlink()


_NOT_FOUND = 4
_QUIET = ("-W", "ignore::pytest.PytestAssertRewriteWarning")  # of what preload imports


def _within(tests: Iterable[Test], budget: float) -> Iterator[Test]:
    spent = 0.0
    for each in tests:
        if spent and spent + each.seconds > budget:
            continue
        spent += each.seconds
        yield each
