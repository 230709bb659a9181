"""The mutants session: how many small changes of the engine its tests notice.

``nox -s mutants -- --count 60 --seed 7`` draws nodes at random from all of ``src/hakusho``, or from
the packages that are named (``--package checks``), changes one at a time, and asks the tests of its
package. A mutant that means the same as the source counts as a survivor.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections import Counter, defaultdict
from pathlib import Path

from mutation.operators import Place, mutant, places
from mutation.trying import Copy, Package, preload

REPOSITORY = Path(__file__).parents[2]
ENGINE = REPOSITORY / "src/hakusho"
KEPT = REPOSITORY / "build/mutants"


def main() -> int:
    """Try the mutants and print what survives; 1 if too few are noticed."""
    given = _arguments()
    chosen = _drawn(given.package, given.count, given.seed)
    tried: Counter[str] = Counter()
    noticed: Counter[str] = Counter()
    preload(REPOSITORY, "hakusho.cli")
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        copy = Copy(REPOSITORY, Path(folder))
        for name in chosen:
            package = Package(copy, name, KEPT)
            files = sorted({file for file, _place, _dice in chosen[name]})
            for failing in package.learn(files):
                print(f"fails without a mutant, is not asked: {failing}", flush=True)
            for file, place, dice in chosen[name]:
                outcome = _tried(package, file, place, dice, given.budget)
                tried[name] += outcome is not None
                noticed[name] += outcome or 0
                print(f"{noticed.total()} of {tried.total()}", file=sys.stderr, flush=True)
    for name, count in tried.items():
        print(f"{name:<20}{noticed[name]:>5} of {count}")
    rate = noticed.total() / max(tried.total(), 1)
    print(f"{'all':<20}{noticed.total():>5} of {tried.total()}  {rate:.1%}")
    return int(rate < given.at_least)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="mutants", description=__doc__)
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--package", action="append", default=[])
    parser.add_argument(
        "--budget", type=float, default=60, help="processor seconds of tests for a mutant"
    )
    parser.add_argument("--at-least", type=float, default=0.92, help="the share to be noticed")
    return parser.parse_args()


def _drawn(
    packages: list[str], count: int, seed: int
) -> dict[str, list[tuple[str, Place, random.Random]]]:
    """Nodes drawn at random, by package; one generator for each decides on the change."""
    found = [
        (file, place)
        for file in sorted(ENGINE.rglob("*.py"))
        if not packages or _package(file) in packages
        for place in places(file.read_text(encoding="utf-8"))
    ]
    dice = random.Random(seed)
    chosen = defaultdict(list)
    for file, place in dice.sample(found, min(count, len(found))):
        name = file.relative_to(REPOSITORY).as_posix()
        chosen[_package(file)].append((name, place, random.Random(dice.random())))
    return dict(sorted(chosen.items()))


def _package(file: Path) -> str:
    return file.relative_to(ENGINE).parts[0] if file.parent != ENGINE else "cli"


def _tried(
    package: Package, name: str, place: Place, dice: random.Random, budget: float
) -> bool | None:
    source = (package.copy.folder / name).read_text(encoding="utf-8")
    changes = dice.sample(place.changes, len(place.changes))
    changed = next(filter(None, (mutant(source, place, each) for each in changes)), None)
    if changed is None:  # an f-string that can be written in one way alone
        return None
    tests = package.asked(name, place, budget)
    noticed = package.attempt(name, changed, tests)
    if not noticed:
        what = f"{name}:{changed.line} {changed.operator}: {changed.was} -> {changed.now}"
        runs = sum(package.reaches(each, name, place) for each in tests)
        print(f"survives: {what} ({len(tests)} tests, of which {runs} run it)", flush=True)
    return noticed


if __name__ == "__main__":
    sys.exit(main())
