"""Write docs/speed.md: cold and warm, short and long, in seconds, ratios and memory.

Usage: ``nox -s bench -- --docs``, or ``python tests/bench/speed.py --sizes 1 10 50``. What is
compared, and how, says :mod:`bench.compare`; this measures it at several lengths of the reference
paper (:mod:`bench.repeated`), and beside it memory, a first build, a catalogue of small papers, and
an engine that stays (:mod:`bench.resident`).
"""

from __future__ import annotations

import argparse
import json
import math
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import hakusho
from bench.compare import (
    BARE,
    OUTPUTS,
    REPORT,
    ROOT,
    Cost,
    Engine,
    Rounds,
    bare_steps,
    cost_of,
    engine_of,
    finished_text,
    ratio,
    rounds_of,
)
from bench.process_tree import peak_of
from bench.repeated import repeated

PAGE = ROOT / "docs" / "speed.md"
ROUNDS = {1: 5, 10: 3}
"""How often each length is measured; longer ones once."""
SMALL = ROOT / "tests" / "papers" / "minimal"
MANY = 50
BEGIN, END = "<!-- measured: begin -->\n", "<!-- measured: end -->\n"


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured of one length of the paper."""

    sides: dict[str, Rounds]
    memory: dict[str, float]  # the peak of our build and of the bare tools, in MB
    first: Cost  # a build of all with nothing kept, not even for the user
    resident: dict[str, list[Cost]]  # after each kind of edit
    resident_megabytes: float


def main() -> None:
    """Measure, and write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1, 10, 50])
    parser.add_argument("--page", type=Path, default=PAGE, help="where the tables are written")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="hakusho-bench-") as folder:
        sizes = {size: measured(size, Path(folder, str(size))) for size in arguments.sizes}
        catalogue = many_papers(Path(folder, "many"))
    text = arguments.page.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    tables = tables_of(sizes, catalogue)
    arguments.page.write_text(before + BEGIN + tables + END + after, encoding="utf-8")
    print(tables)


def measured(size: int, folder: Path) -> Measured:
    """Measure the reference paper at one length, in an empty folder."""
    project = ROOT
    if size > 1:
        project = repeated(ROOT, size, folder / "project")
        shutil.rmtree(project / "templates")  # they are Hakusho's
    ours = engine_of(Path(hakusho.__file__).parents[1], project, folder / "ours")
    bare = finished_text(ours.root, folder / "bare")
    sides = rounds_of({"ours": ours}, bare, ROUNDS.get(size, 1))
    memory = {"ours": _our_peak(ours), "bare": _bare_peak(bare)}
    first = _first_build(ours, folder)
    return Measured(sides, memory, first, *_resident(ours, ROUNDS.get(size, 1)))


def many_papers(folder: Path) -> tuple[Cost, Cost]:
    """What one small paper costs by itself, and what each of many does in one run."""
    papers = []
    for number in range(MANY):
        paper = folder / f"{number:02}"
        shutil.copytree(SMALL, paper, ignore=shutil.ignore_patterns("build"))
        papers.append(str(paper))
    engine = Engine(Path(hakusho.__file__).parents[1], folder / "00")
    engine.run("build")
    alone = [engine.run("build", "--force") for _ in range(5)]
    together = cost_of(
        sys.executable, "-m", "hakusho", "build", "--force", *papers, source=engine.source
    )
    one = Cost(*(statistics.median(getattr(cost, kind) for cost in alone) for kind in KINDS))
    return one, Cost(together.processor / MANY, together.wall / MANY)


KINDS = ("processor", "wall")


def _our_peak(engine: Engine) -> float:
    engine.clean()
    command = (sys.executable, "-m", "hakusho", "build", *OUTPUTS, "--no-briefs")
    return peak_of(*command, "--project", str(engine.root), source=engine.source)


def _bare_peak(bare: Path) -> float:
    return max(peak_of(*step, folder=bare) for step in bare_steps(bare).values())


def _first_build(engine: Engine, folder: Path) -> Cost:
    shutil.rmtree(engine.root / "build")
    kept = os.environ.get("HAKUSHO_CACHE")
    os.environ["HAKUSHO_CACHE"] = str(folder / "user")
    try:
        return engine.run("build")
    finally:
        del os.environ["HAKUSHO_CACHE"]
        os.environ.update({"HAKUSHO_CACHE": kept} if kept else {})


def _resident(engine: Engine, rounds: int) -> tuple[dict[str, list[Cost]], float]:
    paths = os.pathsep.join((str(engine.source), str(ROOT / "tests")))
    command = (sys.executable, "-m", "bench.resident", str(engine.root), str(rounds))
    environment = {**os.environ, "PYTHONPATH": paths}
    said = subprocess.run(command, env=environment, check=True, capture_output=True).stdout
    rounds_by_edit = json.loads(said)
    (memory,) = rounds_by_edit.pop("memory")
    costs = {name: [Cost(**each) for each in found] for name, found in rounds_by_edit.items()}
    return {name: found for name, found in costs.items() if found}, memory["megabytes"]


def tables_of(sizes: dict[int, Measured], catalogue: tuple[Cost, Cost]) -> str:
    """All that was measured as Markdown."""
    parts = [_cold(sizes), _stays(sizes), _memory(sizes), _many(catalogue)]
    return "\n".join(["", *parts])


def _cold(sizes: dict[int, Measured]) -> str:
    lines = ["### Commands", "", *_head(sizes, "processor (ratio) · wall (ratio)")]
    names = next(iter(sizes.values())).sides["ours"]
    for index, name in enumerate(names):
        cells = [
            _command(list(each.sides["ours"].values())[index], each) for each in sizes.values()
        ]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    for name in next(iter(sizes.values())).sides["bare"]:
        cells = [_command(each.sides["bare"][name], each) for each in sizes.values()]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    cells = [f"{each.first.processor:.2f} · {each.first.wall:.2f}" for each in sizes.values()]
    lines.append(f"| the very first build, with briefs | {' | '.join(cells)} |")
    return "\n".join([*lines, "", _growth(sizes), ""])


def _growth(sizes: dict[int, Measured]) -> str:
    first, *longer = sizes
    said = [
        f"×{first} → ×{size}: {name} {exponent(sizes[first], sizes[size], name, size / first):.2f}"
        for size in longer
        for name in (REPORT, "check")
    ]
    return f"Growth, as the exponent of the length: {'; '.join(said)}." if said else ""


def exponent(short: Measured, long: Measured, name: str, times: float) -> float:
    """By which power of the length a command's processor seconds grow."""
    before, after = (
        statistics.median(cost.processor for cost in each.sides["ours"][name])
        for each in (short, long)
    )
    return math.log(after / before) / math.log(times)


def _stays(sizes: dict[int, Measured]) -> str:
    lines = ["### An engine that stays", "", *_head(sizes, "processor (ratio) · wall")]
    for name in next(iter(sizes.values())).resident:
        cells = [_edit(each.resident[name], each) for each in sizes.values()]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join([*lines, ""])


def _memory(sizes: dict[int, Measured]) -> str:
    lines = ["### Memory of all processes at once, MB", "", *_head(sizes, "")]
    for side, name in (("ours", REPORT), ("bare", BARE)):
        cells = [f"{each.memory[side]:,.0f}" for each in sizes.values()]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    cells = [f"{each.memory['ours'] / each.memory['bare']:.2f}" for each in sizes.values()]
    lines.append(f"| ratio | {' | '.join(cells)} |")
    cells = [f"{each.resident_megabytes:,.0f}" for each in sizes.values()]
    lines.append(f"| an engine that stays, after the edits | {' | '.join(cells)} |")
    return "\n".join([*lines, ""])


def _many(catalogue: tuple[Cost, Cost]) -> str:
    alone, each = catalogue
    return (
        f"### {MANY} small papers in one run\n\n"
        "| | processor | wall |\n|---|---|---|\n"
        f"| one by itself | {alone.processor:.2f} | {alone.wall:.2f} |\n"
        f"| each of {MANY} | {each.processor:.2f} | {each.wall:.2f} |\n"
        f"| ratio | {each.processor / alone.processor:.2f} | {each.wall / alone.wall:.2f} |\n\n"
    )


def _head(sizes: dict[int, Measured], what: str) -> tuple[str, str]:
    return f"| {what} | {' | '.join(f'×{size}' for size in sizes)} |", "|---" * (
        len(sizes) + 1
    ) + "|"


def _command(costs: list[Cost], size: Measured) -> str:
    base = size.sides["bare"][BARE]
    parts = (
        f"{statistics.median(getattr(cost, kind) for cost in costs):.2f} ({ratio(costs, base, kind):.2f})"
        for kind in KINDS
    )
    return " · ".join(parts)


def _edit(costs: list[Cost], size: Measured) -> str:
    processor, wall = (statistics.median(getattr(cost, kind) for cost in costs) for kind in KINDS)
    bare = statistics.median(cost.processor for cost in size.sides["bare"][BARE])
    return f"{processor:.2f} ({processor / bare:.2f}) · {wall:.2f}"


if __name__ == "__main__":
    main()
