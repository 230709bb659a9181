"""How a check grows with a paper: papers with very much of one thing, each checked at a quarter and at full size.

Each check is a process of its own; shown are the processor seconds of it and of all that it
starts, the memory of the largest of these, and what it found. What takes more than ten seconds at
full size, or grows faster than its paper, is marked.

Usage: ``PYTHONPATH=src:tests python -m bench.growth``, or with names of shapes, and ``--command "build
html"``; ``--engine DIR`` measures another checkout, ``--whole`` no quarters.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from bench import large_shapes  # noqa: F401  it puts its own into the table
from bench.shapes import SHAPES, Shape, chapter, written

MOST_SECONDS = 10
MOST_GROWTH = 6
"""From a quarter to the whole, apart from what a paper of one word takes."""
SLOW = 3
QUARTER, WHOLE = 4, 1
_FINDING = re.compile(r"^\S+: ([A-Z]{3}\d{3}) ", re.MULTILINE)


@dataclass(frozen=True)
class Measured:
    """What one command took and found."""

    seconds: float
    megabytes: float
    code: int
    found: str


def measure(root: Path, command: str, engine: Path | None) -> Measured:
    """Run a command on a paper.

    Returns:
        Processor seconds of it and of its children, and what is found, most often first.
    """
    with tempfile.TemporaryFile() as output:
        form = ["--format", "json"] if command == "check" else []
        asked = [sys.executable, "-m", "hakusho", *command.split(), *form, "--project", str(root)]
        there = {**os.environ, **({"PYTHONPATH": str(engine / "src")} if engine else {})}
        process = subprocess.Popen(asked, stdout=output, stderr=subprocess.STDOUT, env=there)
        for kind, most in (
            (resource.RLIMIT_CPU, MOST_SECONDS * 6),
            (resource.RLIMIT_DATA, 5 << 30),
        ):
            resource.prlimit(process.pid, kind, (most, most))
        _, status, usage = os.wait4(process.pid, 0)
        output.seek(0)
        said = output.read().decode(errors="replace")
    return Measured(
        usage.ru_utime + usage.ru_stime,
        usage.ru_maxrss / 1024,
        os.waitstatus_to_exitcode(status),
        _found(said),
    )


def _found(said: str) -> str:
    try:
        findings = json.loads(said[said.index("{") :])["findings"]
    except (ValueError, KeyError):
        rules = Counter(_FINDING.findall(said))
        shown = ", ".join(f"{number} {rule}" for rule, number in rules.most_common(3))
        return f"{shown} {(said.strip() or 'nothing').splitlines()[-1][:90]}"
    rules = Counter(each["rule"] for each in findings)
    first = next(
        (
            f" {each['path']}:{each['line']}:{each.get('column')}"
            for each in findings
            if each["severity"] == "error"
        ),
        "",
    )
    shown = ", ".join(f"{number} {rule}" for rule, number in rules.most_common(3))
    return (shown or "-") + first[:60]


def main() -> None:
    """Measure shapes and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("shapes", nargs="*", help="their names; all of them without")
    parser.add_argument("--command", default="check", help="check, build, build html, ...")
    parser.add_argument("--engine", type=Path, help="another checkout")
    parser.add_argument("--whole", action="store_true", help="no quarters")
    arguments = parser.parse_args()
    chosen = {name: SHAPES[name] for name in arguments.shapes or SHAPES}

    def measured(each: Shape, part: int) -> Measured:
        return _measured(each, part, arguments.command, arguments.engine)

    nothing = measured(Shape(1, lambda _: chapter("港。")), 1).seconds
    print(f"a paper of one word takes {nothing:.2f} s of a processor\n")
    print(f"{'shape':<34}{'size':>11}{'quarter':>9}{'whole':>9}{'growth':>8}{'MB':>7} code  found")
    for name, each in chosen.items():
        whole = measured(each, WHOLE)
        part = whole if arguments.whole else measured(each, QUARTER)
        growth = max(whole.seconds - nothing, 0) / max(part.seconds - nothing, 0.05)
        slow = whole.seconds > MOST_SECONDS or (growth > MOST_GROWTH and whole.seconds > SLOW)
        print(
            f"{name:<34}{each.size:>11,}{part.seconds:>9.2f}{whole.seconds:>9.2f}{growth:>8.1f}"
            f"{whole.megabytes:>7.0f}{whole.code:>5}  {whole.found}{' <<<' * slow}",
            flush=True,
        )


def _measured(each: Shape, part: int, command: str, engine: Path | None) -> Measured:
    with tempfile.TemporaryDirectory(prefix="hakusho-growth-") as folder:
        root = written(Path(folder), each.make(max(each.size // part, 1)))
        return measure(root, command, engine)


if __name__ == "__main__":
    main()
