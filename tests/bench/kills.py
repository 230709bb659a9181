"""A hundred kills of a build: is any output damaged, or old beside new, when the next command has run?

The paper in ``tests/papers/harbour`` is built, its text is changed, and the next build is killed by
SIGKILL: alone or with all its children at any moment, or just before its n-th change of the disk. Then
another command runs. Last, commands are told to end by signals, each at any moment of its work, with
no caches and with them.

Usage: ``python tests/bench/kills.py --count 100 --editions html`` with ``tests`` in PYTHONPATH.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path

from hakusho.pipeline.state import STATE_FILES

REPOSITORY = Path(__file__).parents[2]
PAPER = REPOSITORY / "tests/papers/harbour"
KILLED = REPOSITORY / "tests/killed.py"
BUILD = ["build"]
NEXT = (
    *(["check"], ["preview"], BUILD, ["impact"], ["lsp"], ["confirm", "--diff"], ["brief", "none"]),
    *(["figures", "none"], ["data"], ["cite", "none"], ["where", "1:1"], ["check", "--watch"]),
)
LASTING = (["preview"], ["check", "--watch"])
"""Commands that go on until they are told to end."""
TOLD = (BUILD, ["check"], ["figures"], ["lsp"], *LASTING)
"""Commands that are told to end."""
WAYS = ("parent alone", "whole group", "n-th change")
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_NEW = 0.5
"""Of the commands that are told to end those that begin without caches."""
SENTENCE = "\n\nOne more sentence.\n"


def main() -> None:
    """Kill as often as is asked for and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--signals", type=int, default=36)
    parser.add_argument("--editions", nargs="*", default=[], help="none: all, and the briefs")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    # Else what a shell starts in the background, and its children, ignore it.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    with tempfile.TemporaryDirectory(prefix="kills-") as name:
        trial = Trial(Path(name), asked.editions, asked.seed)
        found: Counter[tuple[str, str, int]] = Counter()
        for number in range(asked.count):
            found[trial.kill(WAYS[number % 3], number)] += 1
            print(".", end="" if (number + 1) % 50 else "\n", flush=True)
        print()
        states = ("old", "new", "mixed", "damaged", "left behind")
        print("".join(f"{head:>14}" for head in ("killed", *states)))
        for way in WAYS:
            row = (sum(found[way, each, left] for left in (0, 1)) for each in states[:-1])
            behind = sum(
                count for (killed, _, left), count in found.items() if left and killed == way
            )
            print("".join(f"{cell:>14}" for cell in (way, *row, behind)))
        print()
        for number in range(asked.signals):
            command = TOLD[number // len(SIGNALS) % len(TOLD)]
            signalled, with_children = SIGNALS[number % len(SIGNALS)], number % 2 == 0
            print(trial.interrupt(command, signalled, group=with_children), flush=True)


class Trial:
    """A paper with its old and its new outputs, and a folder for temporary files."""

    def __init__(self, folder: Path, editions: list[str], seed: int) -> None:
        self.editions = editions
        self.dice = random.Random(seed)  # noqa: S311  it chooses moments
        self.root, self.kept, self.temporary = (folder / name for name in ("paper", "kept", "tmp"))
        self.temporary.mkdir()
        self.environment = {
            **os.environ,
            "TMPDIR": str(self.temporary),
            "WITHIN": str(self.root / "build"),
        }
        shutil.copytree(PAPER, self.root, ignore=shutil.ignore_patterns("build"))
        self.finish(BUILD)
        self.old = self.outputs()
        chapter = min((self.root / "report/chapters").glob("*.md"))
        chapter.write_text(chapter.read_text(encoding="utf-8") + SENTENCE, encoding="utf-8")
        shutil.copytree(self.root, self.kept)
        begun = time.perf_counter()
        counted = self.run(BUILD, at=0).communicate()[0]
        self.seconds = time.perf_counter() - begun
        self.changes = int(re.findall(r"changes: (\d+)", counted)[0])
        self.new = self.outputs()
        print(
            f"{len(self.new)} files, {self.changes} changes of the disk, {self.seconds:.0f} s a build\n",
            flush=True,
        )

    def run(self, command: list[str], *, at: int | None = None) -> subprocess.Popen[str]:
        killed = [] if at is None else [str(KILLED), str(at)]
        command = [*command, *(self.editions if command == BUILD else ())]
        return subprocess.Popen(
            [sys.executable, *killed, "-m", "hakusho", *command, "--project", str(self.root)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env=self.environment,
            start_new_session=True,
        )

    def finish(self, command: list[str]) -> str:
        process = self.run(command)
        if command in LASTING and process.stdout:
            process.stdout.readline()
            process.terminate()
        said = process.communicate()[0]
        if "Traceback" in said or "defect" in said:
            raise SystemExit(f"{command}: {said}")
        return said

    def outputs(self) -> dict[str, str]:
        """What there is for a reader, with the records of it; not what is kept to save time."""
        files = [file for file in (self.root / "build").rglob("*") if file.is_file()]
        names = {file.relative_to(self.root / "build").as_posix(): file for file in files}
        return {
            name: hashlib.sha256(file.read_bytes()).hexdigest()
            for name, file in names.items()
            if name != ".lock" and (not name.startswith("cache/") or f"build/{name}" in STATE_FILES)
        }

    def kill(self, way: str, number: int) -> tuple[str, str, int]:
        """One kill, and what the next command leaves: old, new, mixed or damaged; and leftovers."""
        shutil.rmtree(self.root)
        shutil.copytree(self.kept, self.root)
        if way == "n-th change":
            process = self.run(BUILD, at=self.dice.randint(1, self.changes))
        else:
            process = self.run(BUILD)
            time.sleep(self.dice.uniform(0.2, 1) * self.seconds)
            with_children = way == "whole group"
            if process.poll() is None:
                (os.killpg if with_children else os.kill)(process.pid, signal.SIGKILL)
        process.communicate()
        self.finish(NEXT[number % len(NEXT)])
        found = self.outputs()
        left = any(self.temporary.glob("hakusho-*")) or any(
            each
            for room in ("build/**/.[wt][oy]*-*", "**/.hakusho-*")
            for each in self.root.glob(room)
        )
        if found in (self.old, self.new):
            return way, "old" if found == self.old else "new", int(left)
        whole = all(
            digest in {self.old.get(name), self.new.get(name)} for name, digest in found.items()
        )
        for state, expected in (("old", self.old), ("new", self.new)):
            names = {*found, *expected}
            others = [name for name in names if found.get(name) != expected.get(name)]
            print(f"{way}: not as {state}: {sorted(others)}", flush=True)
        return way, "mixed" if whole else "damaged", int(left)

    def interrupt(self, command: list[str], number: signal.Signals, *, group: bool) -> str:
        """Tell a command to end at any moment, and say how it did."""
        if self.dice.random() < _NEW:
            shutil.rmtree(self.root / "build", ignore_errors=True)
        process = self.run(command)
        time.sleep(self.dice.uniform(0.02, 0.9) * self.seconds)
        begun, ended = time.perf_counter(), process.poll()
        if ended is None:
            (os.killpg if group else os.kill)(process.pid, number)
        said = process.communicate()[0]
        took = time.perf_counter() - begun
        running = len(self.running())
        left = [
            file.name
            for file in (*self.temporary.glob("hakusho-*"), *self.root.glob("build/.work-*"))
        ]
        last = said.strip().splitlines()[-1:] or [""]
        how = f"{' '.join(command)}, {number.name} {'group' if group else 'alone'}"
        how = how if ended is None else f"{' '.join(command)}, by itself"
        return f"{how}: {process.returncode} after {took:.1f} s, left {left}, {running} running: {last[0]}"

    def running(self) -> list[str]:
        """The processes that know this trial's folder for temporary files, and run."""
        found = []
        for process in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):
                if os.fsencode(self.temporary) in (process / "environ").read_bytes():
                    found.append(process.name)
        return found


if __name__ == "__main__":
    main()
