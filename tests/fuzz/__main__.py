"""The fuzz session: many papers with something wrong, each through the engine as its user runs it.

``nox -s fuzz`` runs a thousand cases, ``nox -s fuzz -- --cases 100 --seed 7`` others, and
``nox -s fuzz -- --seed 1 --only 417`` one of them again. None may end in exit 70, by a signal, in
silence or never; none may need more than two gigabytes. What fails is kept, made smaller, below
``--keep``.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections import Counter, defaultdict
from functools import partial
from pathlib import Path

from fuzz import running
from fuzz.cases import CACHE, LETTERS, PAPERS, REPOSITORY, Case, copy_paper, write
from fuzz.shrinking import shrink
from papers.any_paper import Author

KEEP = REPOSITORY / "build/fuzz"
_MOST_SHRUNK = 12
_WARM = [
    (REPOSITORY / "tests/papers/minimal", ["build", "pdf", "html", "epub", "docx"]),
    (REPOSITORY / "tests/papers/constructs", ["check"]),
]


def main():
    """Run the session; 1 if anything failed."""
    given = _arguments()
    start = time.monotonic()
    running.warm_up(_WARM)
    with tempfile.TemporaryDirectory(prefix="fuzz-") as name:
        room = Path(name)
        _keep_caches(room / "kept")
        numbers = [given.only] if given.only is not None else range(given.first, given.cases)
        cases = [Case(given.seed, number) for number in numbers]
        done = _run_all(cases, room, given.jobs, start + given.minutes * 60)
        failed = {case: outcome for case, outcome in done.items() if outcome.verdict}
        _print_table(done)
        _print_rules(done)
        _keep(failed, given.keep, room)
    elapsed = time.monotonic() - start
    print(f"{len(done)} of {len(cases)} cases, seed {given.seed}, in {elapsed:.0f} s")
    return int(bool(failed) or len(done) < len(cases))


def _arguments():
    parser = argparse.ArgumentParser(prog="fuzz", description=__doc__)
    parser.add_argument("--cases", type=int, default=1000)
    parser.add_argument("--first", type=int, default=0, help="the first case that is run")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", type=int, help="run the case of this number alone")
    parser.add_argument("--jobs", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--minutes", type=float, default=60, help="begin no case after that")
    parser.add_argument("--keep", type=Path, default=KEEP, help="folder for what fails")
    return parser.parse_args()


def _keep_caches(folder):
    """Draw the figures of the papers once: the caches of all cases begin with them.

    Papers that are made up begin with the letters that one of them has asked Typst for.
    """
    folder.mkdir()
    active = []
    for name in (*PAPERS, LETTERS):
        room = folder.with_name(f"drawn-{name}")
        room.mkdir()
        active.append(running.start(room, partial(_checked, name)))
    while active:
        ended, outcome = running.finished(active, wait=True)
        active.remove(ended)
        name = ended.folder.name.removeprefix("drawn-")
        print(f"{name}: exit {outcome.exit}, {outcome.seconds:.1f} s of processor time")
        if (ended.folder / "paper" / CACHE).is_dir():  # a paper without figures keeps nothing
            (ended.folder / "paper" / CACHE).rename(folder / name)
    for each in [*(folder / LETTERS).iterdir()]:
        if each.is_dir():
            shutil.rmtree(each)
        elif not each.name.startswith("letters-"):
            each.unlink()


def _checked(name, folder):
    if name == LETTERS:
        write(Author(0).files(), folder / "paper")
    else:
        copy_paper(name, folder / "paper")
    return ["check"]


def _run_all(cases, room, jobs, until):
    """Run cases side by side; the outcome of each, in the order of their numbers."""
    waiting, active, done = list(reversed(cases)), {}, {}
    while waiting or active:
        while waiting and len(active) < jobs and time.monotonic() < until:
            case = waiting.pop()
            folder = room / f"case-{case.number}"
            folder.mkdir()
            process = running.start(folder, partial(case.prepare, kept=room / "kept"))
            active[process.process] = (case, process)
        if not active:
            break
        ended, outcome = running.finished([each for _, each in active.values()], wait=True)
        case, _ = active.pop(ended.process)
        done[case] = outcome
        if len(done) % 100 == 0:
            print(f"{len(done)} of {len(cases)}", flush=True)
        if outcome.verdict:
            print(f"case {case.number}: {outcome.signature}", flush=True)
        else:
            shutil.rmtree(ended.folder)
    return dict(sorted(done.items(), key=lambda item: item[0].number))


def _print_table(done):
    by_kind = defaultdict(list)
    for case, outcome in done.items():
        by_kind[case.kind].append(outcome)
    head = ("paper", "cases", "clean", "errors", "unread", "failed", "s", "most s", "most MB")
    print("{:<12}{:>7}{:>7}{:>7}{:>7}{:>7}{:>7}{:>8}{:>9}".format(*head))
    for kind, outcomes in [*sorted(by_kind.items()), ("all", [*done.values()])]:
        exits = Counter(each.exit for each in outcomes if not each.verdict)
        bad = sum(bool(each.verdict) for each in outcomes)
        seconds = [each.seconds for each in outcomes] or [0]
        most = max((each.megabytes for each in outcomes), default=0)
        print(
            f"{kind:<12}{len(outcomes):>7}{exits[0]:>7}{exits[1]:>7}{exits[2]:>7}{bad:>7}"
            f"{statistics.median(seconds):>7.1f}{max(seconds):>8.1f}{most:>9.0f}"
        )
    mean = statistics.fmean(each.seconds for each in done.values()) if done else 0
    print(f"seconds of a processor per case: {mean:.2f}")
    slow = sorted(done, key=lambda case: -done[case].seconds)[:5]
    told = ", ".join(f"{case.number} ({done[case].seconds:.0f} s)" for case in slow)
    print(f"longest: {told}")


def _print_rules(done):
    rules = Counter(rule for outcome in done.values() for rule in outcome.rules)
    told = ", ".join(f"{rule} {count}" for rule, count in sorted(rules.items()))
    print(f"{len(rules)} rules found something: {told}")


def _keep(failed, target, room):
    """Keep what failed; of each kind the first is made smaller."""
    shutil.rmtree(target, ignore_errors=True)
    known = Counter()
    for case, outcome in failed.items():
        known[outcome.signature] += 1
        if known[outcome.signature] > 1:
            continue
        folder = room / f"case-{case.number}"
        kept = target / str(case.number)
        kept.mkdir(parents=True)
        arguments = (folder / "case.txt").read_text(encoding="utf-8").split("\n")[-2].split()[1:]
        shutil.copytree(folder / "paper", kept / "paper", symlinks=True,
                        ignore=shutil.ignore_patterns("build"))  # fmt: skip
        if len(known) <= _MOST_SHRUNK and outcome.verdict in {"defect", "silent", "left over"}:
            shrink(
                kept / "paper", partial(_fails_alike, outcome.signature, arguments, room / "try")
            )
        shutil.rmtree(kept / "trial", ignore_errors=True)
        shutil.copy(folder / "case.txt", kept)
        (kept / "output.txt").write_text(f"{outcome.output}\n{outcome.trace}", encoding="utf-8")
    for signature, count in known.most_common():
        print(f"FAILED {count}×: {signature}")
    if failed:
        print(f"kept in {target}")


def _fails_alike(signature, arguments, room, paper):
    def prepare(folder):
        shutil.copytree(paper, folder / "paper", symlinks=True)
        return arguments

    return running.run(room, prepare).signature == signature


if __name__ == "__main__":
    sys.exit(main())
