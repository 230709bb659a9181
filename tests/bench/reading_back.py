"""What it costs to read the editions back, apart from making them.

A paper is made once with all its editions; timed, in processor seconds of this process, are reading
each kind of file and holding what was read against the document.

Usage: ``nox -s bench``, or ``python tests/bench/reading_back.py --project DIR --repeat 9``.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import tempfile
import time
from collections import defaultdict
from pathlib import Path

from hakusho.making.reading_back import held_against
from validators.read_back import READERS, documents_of

ROOT = Path(__file__).resolve().parents[2]
UNREAD = (".*", "build", "src", "tests", "docs")


def main() -> None:
    """Measure, and print a line for each edition, one for the comparison, and the sum."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--project", type=Path, default=ROOT, help="the paper's folder")
    parser.add_argument("--repeat", type=int, default=5, help="number of rounds")
    arguments = parser.parse_args()
    costs: dict[str, list[float]] = defaultdict(list)
    with tempfile.TemporaryDirectory(prefix="hakusho-bench-") as name:
        paper = Path(name) / "paper"
        shutil.copytree(arguments.project, paper, ignore=shutil.ignore_patterns(*UNREAD))
        report = documents_of(paper, Path(name) / "made")[""]
        for _ in range(arguments.repeat):
            read = {}
            for edition, file in report.made.files.items():
                start = time.process_time()
                read[edition] = READERS[edition](file)
                costs[f"reading {edition}"].append(time.process_time() - start)
            start = time.process_time()
            found = held_against(report.made.blocks, read, report.order)
            costs["comparing"].append(time.process_time() - start)
    print(
        f"{arguments.repeat} rounds; processor seconds: median [min-max]; {len(found)} findings\n"
    )
    costs["reading back, all"] = [sum(each) for each in zip(*costs.values(), strict=True)]
    for name, times in costs.items():
        print(f"{name:<20}{statistics.median(times):.3f} [{min(times):.3f}-{max(times):.3f}]")


if __name__ == "__main__":
    main()
