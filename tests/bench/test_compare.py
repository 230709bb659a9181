"""The bench compares like with like, and counts what it says it counts."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from bench import compare
from bench.compare import Cost

PAPER = Path(__file__).parents[1] / "papers" / "minimal"
OUTPUTS = {".html", ".epub", ".docx", ".pdf"}
OTHER = """\
import sys
from pathlib import Path

build = Path(sys.argv[-1], "build")
build.mkdir(exist_ok=True)
for suffix in {suffixes} if sys.argv[1] == "build" else ():
    file = build / f"other.{{suffix}}"
    if {again} or not file.exists():
        file.write_text("", encoding="utf-8")
"""


def other_code(folder, suffixes=compare.OUTPUTS, *, again=False):
    """Another state of our code, which does next to nothing."""
    package = folder / "src" / "hakusho"
    package.mkdir(parents=True)
    (package / "__init__.py").touch()
    text = OTHER.format(suffixes=suffixes, again=again)
    (package / "__main__.py").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def measured(tmp_path_factory):
    """One round with the smallest paper: where, and what it took."""
    folder = tmp_path_factory.mktemp("bench")
    other = other_code(tmp_path_factory.mktemp("other"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONDONTWRITEBYTECODE", "1")
        return folder, compare.measure(PAPER, folder, 1, other)


def test_both_sides_make_the_same_outputs_of_the_same_text(measured):
    folder, _ = measured
    ours = {file.suffix for file in (folder / "ours" / "paper" / "build").glob("[!.]*.*")}
    bare = {file.suffix for file in (folder / "bare").glob("out.*")}
    assert ours == OUTPUTS
    assert bare == OUTPUTS | {".typ"}  # what Typst was given
    html = (folder / "bare" / "out.html").read_text(encoding="utf-8")
    assert "この論文には、文献も図もデータもない。" in html


def test_every_command_is_measured_in_every_round(measured):
    _, sides = measured
    commands = [
        "four editions",
        "… only drawings kept",
        "four editions, 0 briefs",
        "nothing to do",
        "check, nothing edited",
        "check",
    ]
    assert list(sides["ours"]) == list(sides["before"]) == commands
    steps = ["html", "epub", "docx", "typst"]
    assert list(sides["bare"]) == ["bare tools", *(f"pandoc → {to}" for to in steps), "typst → pdf"]
    assert {len(costs) for rounds in sides.values() for costs in rounds.values()} == {1}


def test_byte_code_is_compiled_whatever_the_environment_says(measured):
    folder, _ = measured
    package = folder / "ours" / "code" / "src" / "hakusho"
    sources = [file for file in package.rglob("*.py") if file.stat().st_size]
    compiled = {file.name.partition(".")[0] for file in package.rglob("__pycache__/*.pyc")}
    assert {file.stem for file in sources} <= compiled


def test_other_code_builds_a_copy_of_its_own(measured):
    folder, _ = measured
    made = {file.name for file in (folder / "before" / "paper" / "build").glob("*.*")}
    assert made == {f"other{suffix}" for suffix in OUTPUTS}


@pytest.mark.parametrize(
    ("suffixes", "again", "complaint"),
    [
        (("html", "epub", "pdf"), False, "not made: docx"),
        (compare.OUTPUTS, True, "a build with nothing to do wrote something"),
    ],
)
def test_what_is_not_made_or_made_again_stops_the_bench(tmp_path, suffixes, again, complaint):
    code = other_code(tmp_path / "code", suffixes, again=again)
    engine = compare.engine_of(code / "src", PAPER, tmp_path / "ours")
    with pytest.raises(SystemExit, match=complaint):
        list(compare._ours(engine))


def test_the_time_of_processes_that_a_command_starts_is_counted(tmp_path):
    work = "import time\nwhile time.process_time() < 0.3: pass"
    starts = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {work!r}], check=True)"
    assert compare.cost_of(sys.executable, "-c", starts, folder=tmp_path).processor > 0.3


def test_what_is_measured_may_use_and_write_byte_code(tmp_path, monkeypatch):
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "small.py").touch()
    compare.cost_of(sys.executable, "-c", "import small", source=tmp_path / "src")
    assert list(tmp_path.glob("src/__pycache__/small.*.pyc"))


def test_a_command_that_fails_says_why():
    with pytest.raises(SystemExit, match="ended with 3\nno such figure"):
        compare.cost_of(
            sys.executable,
            "-c",
            "import sys; print('no such figure', file=sys.stderr); sys.exit(3)",
        )


OURS = [Cost(2.0, 3.0), Cost(4.0, 6.0), Cost(9.0, 9.0)]
BARE = [Cost(1.0, 1.0), Cost(1.0, 2.0), Cost(3.0, 3.0)]


def test_the_table_pairs_the_rounds():
    sides = {"ours": {"four editions": OURS}, "bare": {"bare tools": BARE}}
    head, ours, bare = compare.table(sides, {}).splitlines()
    assert head.split() == ["processor", "ratio", "wall", "ratio"]
    # The rounds' ratios are 2, 4 and 3: not the ratio of the medians, which is 4.
    assert ours.split() == "four editions 4.00 [2.00-9.00] 3.00 6.00 [3.00-9.00] 3.00".split()
    assert bare.split() == "bare tools 1.00 [1.00-3.00] 1.00 2.00 [1.00-3.00] 1.00".split()


def test_other_code_is_compared_in_the_same_rounds():
    before = [Cost(1.0, 1.0), Cost(5.0, 6.0), Cost(10.0, 18.0)]
    sides = {
        "ours": {"four editions": OURS},
        "before": {"four editions": before},
        "bare": {"bare tools": BARE},
    }
    _, ours, bare = compare.table(sides, {}).splitlines()
    assert ours.split()[-4:] == ["0.90", "[0.80-2.00]", "1.00", "[0.50-3.00]"]
    assert bare.split()[-1] == "1.00"


def test_an_earlier_run_is_compared_by_its_ratio_to_the_bare_tools(tmp_path):
    file = tmp_path / "before.json"
    then = {"ours": {"four editions": [Cost(12.0, 8.0)]}, "bare": {"bare tools": [Cost(2.0, 2.0)]}}
    compare.write(file, then)
    assert compare.read(file) == then
    sides = {"ours": {"four editions": OURS}, "bare": {"bare tools": BARE}}
    _, ours, _ = compare.table(sides, compare.read(file)).splitlines()
    assert ours.split()[-2:] == ["0.50", "0.75"]
