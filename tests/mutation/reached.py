"""A plugin of pytest: which lines of a package each test runs, and how long it takes.

``MUTATION_SOURCE`` is the package's folder, ``MUTATION_MAP`` the file that is written. What a
fixture of more than one test runs counts for each of them. Processes that a test starts are not
followed.
"""

from __future__ import annotations

import os
import pickle
from collections import defaultdict
from pathlib import Path

import coverage
import pytest

_ROOT, _SOURCE = Path.cwd(), os.environ["MUTATION_SOURCE"]
_MEASURED = coverage.Coverage(data_file=None, config_file=False, source=[_SOURCE])
_seconds: dict[str, float] = {}
_failed: set[str] = set()
_fixtures: dict[str, list[str]] = {}
_MEASURED.start()


def _processor_seconds():
    """Of this process and of those that it has waited for: what else the machine does is no matter."""
    return sum(os.times()[:4])


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item):
    """Count what is run from now on for this test."""
    _MEASURED.switch_context(item.nodeid)
    kept = getattr(item, "_fixtureinfo", None)
    _fixtures[item.nodeid] = list(kept.name2fixturedefs) if kept else []
    before = _processor_seconds()
    try:
        return (yield)
    finally:
        _seconds[item.nodeid] = _processor_seconds() - before


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(fixturedef):
    """Count what a shared fixture runs for the fixture."""
    if fixturedef.scope != "function":
        _MEASURED.switch_context(f"fixture {fixturedef.argname}")
    try:
        return (yield)
    finally:
        if fixturedef.scope != "function":
            _MEASURED.switch_context(os.environ["PYTEST_CURRENT_TEST"].rpartition(" (")[0])


def pytest_runtest_logreport(report):
    """Keep whether a test fails without any mutant."""
    if report.failed:
        _failed.add(report.nodeid)


def pytest_sessionfinish():
    """Write the map: for each test its seconds, and the lines by the path of their module."""
    _MEASURED.stop()
    data = _MEASURED.get_data()
    lines: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for file in data.measured_files():
        name = Path(file).relative_to(_ROOT).as_posix()
        for line, contexts in data.contexts_by_lineno(file).items():
            for context in contexts:
                lines[context][name].add(line)
    reached = {}
    for test, fixtures in _fixtures.items():
        ran = [lines[test], *(lines[f"fixture {name}"] for name in fixtures)]
        by_file = {
            name: frozenset().union(*(each.get(name, ()) for each in ran))
            for name in set().union(*ran)
        }
        reached[test] = (_seconds[test], test not in _failed, by_file)
    Path(os.environ["MUTATION_MAP"]).write_bytes(pickle.dumps(reached))
