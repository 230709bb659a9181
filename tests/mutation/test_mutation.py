"""The mutants session: which changes it makes, and that it knows a mutant that a test notices."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from mutation.operators import mutant, places
from mutation.trying import Package, Test

CHANGES = {
    "if a < 1: b()": ["(a <= 1)", "(not a < 1)", "1 -> 0", "1 -> 2", "pass"],
    "x = a in b is not c": ["(a not in b is not c)", "(a in b is c)"],
    "x = a and not b": ["(a or not b)", "(b)"],
    "x = a + b - 1.5": ["(a - b - 1.5)", "(a + b + 1.5)", "1.5 -> 0.5", "1.5 -> 2.5"],
    "x = 'a', b'', True, None": ["'' for 'a'", "'aX' for 'a'", "b'X'", "False"],
    "x = a[b:c]": ["[:c]", "[b:]"],
    "def f(a=0):\n    return a": ["0 -> -1", "0 -> 1", "return None"],
    "for a in b:\n    break\n    continue": ["break", "continue"],
    "x.y = [a for a in b if a]": ["pass", "(not a)"],
    "a += b\nraise c": ["pass", "pass"],
}


@pytest.mark.parametrize("source", CHANGES)
def test_each_operator_changes_one_node(source):
    made = [mutant(source, place, each) for place in places(source) for each in place.changes]
    assert len(made) == len(CHANGES[source])
    texts = {each.text for each in made}
    assert len(texts) == len(made)
    assert all(len(text.splitlines()) == len(source.splitlines()) for text in texts)


def test_what_nobody_can_notice_is_not_changed():
    source = """\
    '''Says 1.'''
    from __future__ import annotations
    from a import b
    __all__ = ["b"]
    T = TypeVar("T")
    if TYPE_CHECKING:
        from c import d
        x = 1
    Kind = Literal["one"]
    @dataclass(frozen=True, slots=True)
    class C:
        z: dict = zip(a, b, strict=True)
        @lru_cache(maxsize=1)
        def g(): ...
    y: "int"
    '''Says 2.'''
    def f(z: Literal[1]) -> "str":
        '''Says 3.'''
    """
    assert places(source.replace("\n    ", "\n").strip()) == []


def test_a_change_keeps_what_is_around_it():
    source = "x = f'{a + 1}–{b:>{c}}' 'z'  # 港\nif (a and\n    b):\n    d('é', 2)\n"
    made = {mutant(source, place, each).text for place in places(source) for each in place.changes}
    assert "x = (f'{a - 1}–{b:>{c}}z')  # 港\nif (a and\n    b):\n    d('é', 2)\n" in made
    assert "x = f'{a + 1}–{b:>{c}}' 'z'  # 港\nif ((a or b\n)):\n    d('é', 2)\n" in made
    assert "x = f'{a + 1}–{b:>{c}}' 'z'  # 港\nif (a and\n    b):\n    d('é', (3))\n" in made
    for text in made:
        compile(text, "made", "exec")


def test_lines_that_run_once_are_known():
    source = "A = 1\n@cache\ndef kept():\n    return 2\ndef run():\n    return (\n        3)\n"
    found = {place.lines: place.once for place in places(source)}
    assert found == {range(1, 2): True, range(4, 5): True, range(6, 8): False}


def _package(**seconds):
    package = Package.__new__(Package)
    lines = {"own": {1}, "direct": {1}, "beside": {2}, "far": set()}
    package.tests = [
        Test(f"tests/test_{file}.py::{name}", seconds[name], True, {"m.py": frozenset(lines[name])})
        for file, name in (("far", "far"), ("x", "direct"), ("x", "beside"), ("m", "own"))
    ]
    return package


def test_the_likely_and_cheap_tests_come_first():
    package = _package(own=1, direct=0.1, beside=3, far=2)
    inside, once = places("def f():\n    return 1\nX = 1")[0], places("X = 1")[0]
    names = [each.id.partition("::")[2] for each in package.asked("m.py", _at(inside, 1), 60)]
    assert names == ["own", "direct", "beside"]
    names = [each.id.partition("::")[2] for each in package.asked("m.py", once, 60)]
    assert names == ["own", "direct", "beside", "far"]
    names = [each.id.partition("::")[2] for each in package.asked("m.py", once, 3.5)]
    assert names == ["own", "direct", "far"]


def _at(place, line):
    return type(place)(place.changes, range(line, line + 1), place.once, place.text)


CALC = """\
def larger(a, b):
    if a < b:
        return b
    return a


def half(a):
    return a / 2
"""
TESTS = """\
from tiny.sums.calc import larger, half


def test_larger():
    assert larger(1, 2) == 2
    assert larger(2, 1) == 2


def test_half():
    half(2)


def test_that_fails():
    assert half(2) == 2
"""
RUN = """\
import sys
from pathlib import Path
from mutation.operators import mutant, places
from mutation.trying import Copy, Package

repository, root = map(Path, sys.argv[1:])
package = Package(Copy(repository, root), "sums", root / "kept", engine="tiny")
name = "src/tiny/sums/calc.py"
print("fails:", *package.learn([name]))
source = (repository / name).read_text()
for place in places(source):
    made = mutant(source, place, place.changes[0])
    tests = package.asked(name, place, 60)
    print(made.line, made.operator, len(tests), package.attempt(name, made, tests))
print("again:", *package.learn([name]))
"""


def test_a_mutant_that_is_noticed_and_one_that_is_not(tmp_path):
    pytest.importorskip("coverage")
    repository = tmp_path / "repository"
    files = {
        "src/tiny/__init__.py": "",
        "src/tiny/sums/__init__.py": "",
        "src/tiny/sums/calc.py": CALC,
        "tests/sums/test_calc.py": TESTS,
        "pytest.ini": "[pytest]\naddopts = --import-mode=importlib\n",
    }
    for name, text in files.items():
        (repository / name).parent.mkdir(parents=True, exist_ok=True)
        (repository / name).write_text(text, encoding="utf-8")
    (tmp_path / "root").mkdir()
    command = [sys.executable, "-c", RUN, str(repository), str(tmp_path / "root")]
    paths = f"{Path(__file__).parents[1]}"
    done = subprocess.run(
        command, check=True, capture_output=True, text=True, env=_environment(paths)
    )
    assert done.stdout.splitlines() == [
        "fails: tests/sums/test_calc.py::test_that_fails",
        "2 condition negated 2 True",
        "2 comparison 2 False",  # larger(1, 1) is the same by both ways
        "3 return None 2 True",
        "4 return None 2 True",
        "8 return None 2 False",
        "8 constant 2 False",
        "again: tests/sums/test_calc.py::test_that_fails",
    ]
    assert (repository / "src/tiny/sums/calc.py").read_text(encoding="utf-8") == CALC


def _environment(paths):
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    return {**kept, "PYTHONPATH": os.pathsep.join((paths, os.environ.get("PYTHONPATH", "")))}
