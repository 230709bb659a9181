"""What an engine that stays needs after an edit: of a word, of a cell of data.

``python tests/bench/resident.py PAPER ROUNDS`` edits that folder, which should be a copy, and
prints a JSON object: for each kind of edit the rounds' seconds, of processors and of the clock.
The processor seconds are those of this process and of all that it has started, also of workers
that live on.
"""

from __future__ import annotations

import json
import os
import re
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from bench.process_tree import memory_of, seconds_of
from hakusho.engine.engine import Engine
from hakusho.making.order import Request

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

EDITIONS = Request(("pdf", "html", "epub", "docx"), briefs=())
_SENTENCE = re.compile(r"(?<=[^\W\d_])([。.])$", re.MULTILINE)
_NUMBER = re.compile(r"(?<=,)(\d+)(?=,)")


def main() -> None:
    """Measure a paper, and print what was measured."""
    root, rounds = Path(sys.argv[1]), int(sys.argv[2])
    with closing(Engine(root)) as engine:
        print(json.dumps(measured(engine, root, rounds)))


def measured(engine: Engine, root: Path, rounds: int) -> dict[str, list[dict[str, float]]]:
    """What each kind of edit costs until it is answered, in each round."""
    engine.build(EDITIONS)
    engine.page()
    steps = {
        "a word, all editions": (_words(root), lambda: _demand(engine.build(EDITIONS).outputs)),
        "a word, the page": (_words(root), lambda: _demand(engine.page().html)),
        "a word, checked": (_words(root), lambda: _demand(engine.check().readable)),
        "a cell, the page": (_cells(root), lambda: _demand(engine.page().html)),
    }
    costs: dict[str, list[dict[str, float]]] = {name: [] for name in steps}
    for _ in range(rounds):
        for name, (edits, answer) in steps.items():
            if next(edits):
                costs[name].append(_cost(answer))
    costs["memory"] = [{"megabytes": memory_of(os.getpid())}]
    return costs


def _cost(answer: Callable[[], None]) -> dict[str, float]:
    used, start = seconds_of(os.getpid()), time.perf_counter()
    answer()
    wall = time.perf_counter() - start
    return {"processor": seconds_of(os.getpid()) - used, "wall": wall}


def _demand(answer: object) -> None:
    if not answer:
        sys.exit("an edit was not answered")


def _words(root: Path) -> Iterator[bool]:
    """Change a word in a chapter of the middle, once more each time."""
    chapters = sorted((root / "report" / "chapters").glob("*.md"))
    file = chapters[len(chapters) // 2]
    before = file.read_text(encoding="utf-8")
    number = 0
    while True:
        number += 1
        changed = _SENTENCE.sub(rf" draft {number}\1", before, count=1)
        file.write_text(changed, encoding="utf-8")
        yield changed != before


def _cells(root: Path) -> Iterator[bool]:
    """Change a number that a figure shows, once more each time."""
    modules = "".join(
        file.read_text(encoding="utf-8") for file in sorted((root / "figures").glob("*.py"))
    )
    tables = sorted((root / "figures" / "data").glob("*.csv"))
    file = next((table for table in tables if f'"{table.stem}"' in modules), None)
    before = file.read_text(encoding="utf-8") if file else ""
    found = _NUMBER.search(before)
    number = int(found[1]) if found else 0
    while True:
        number += 1
        if file and found:
            changed = f"{before[: found.start()]}{number}{before[found.end() :]}"
            file.write_text(changed, encoding="utf-8")
        yield found is not None


if __name__ == "__main__":
    main()
