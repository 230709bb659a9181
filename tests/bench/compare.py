"""Our build against the bare tools: the same outputs of the same finished text, side by side.

Usage: ``nox -s bench``, or one of::

    nox -s bench -- --repeat 9 --project DIR        more rounds, another paper
    nox -s bench -- --engine DIR                    what a change costs: DIR is a checkout before it
    nox -s bench -- --json FILE                     keep what every round took
    nox -s bench -- --before FILE                   compare with what was kept

Both sides make HTML, EPUB, Word and PDF. The bare tools get what our build would give them: the
chapters with their templates filled in, the figures as SVG, the bibliography and the citation
style. They run pandoc four times (citeproc with that style each time) and Typst once, one after
another as a script would. Ours starts from the sources, and does all checks, numbering and
cross-references.

Processor seconds are those of the whole tree of processes, user and system; on a busy machine only
they mean something. Sides alternate command by command, and who begins alternates between rounds;
printed are medians, with the smallest and the largest, of seconds and of the rounds' ratios. With
``--engine``, each command of both states of the code runs one after the other; with ``--before``,
what is compared is the ratio to the bare tools, then and now. Few rounds on a busy machine tell
nothing of a few per cent: two states that are alike show how much.

Our builds are cold but for build/cache, where drawn figures are, cut fonts, what citeproc has
answered and what checks have found in the same sources, and for the user's folder with tables and
compiled templates: outputs and the record of the last build are removed before each. One row keeps
of build/cache the drawings alone. A check is that of a paper of which a chapter has been edited. Byte code is there on both
sides: it is compiled first, and PYTHONDONTWRITEBYTECODE is cleared for what is measured. Code and
paper are copied before anything is measured, so work in the checkouts can go on meanwhile.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

import hakusho
from hakusho.data import load_datasets
from hakusho.data.facts import facts_of
from hakusho.data.vocabulary import vocabulary_of
from hakusho.paper.folders import CACHE, CHAPTERS_FOLDER, DRAWINGS
from hakusho.paper.load import load_paper
from hakusho.source.raw import raw_text
from hakusho.source.template import render
from hakusho.tools.fonts import shipped
from hakusho.tools.pandoc import binary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

ROOT = Path(__file__).resolve().parents[2]
OUTPUTS = ("html", "epub", "docx", "pdf")
REPORT = "four editions"
DRAWN = "… only drawings kept"
BARE = "bare tools"
TYPST = """\
import sys, typst
typst.compile(
    sys.argv[1], output=sys.argv[2], font_paths=sys.argv[3:], ignore_system_fonts=True
)
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one command took: seconds of processors, and seconds that passed."""

    processor: float
    wall: float

    def __add__(self, other: Cost) -> Cost:
        return Cost(self.processor + other.processor, self.wall + other.wall)


Rounds = dict[str, list[Cost]]
"""What was measured in each round, by what it is."""


@dataclass(frozen=True, slots=True)
class Engine:
    """One state of our code, and a copy of the paper that it alone builds."""

    source: Path
    root: Path

    def run(self, *arguments: str) -> Cost:
        """Run our command on the copy."""
        command = (sys.executable, "-m", "hakusho", *arguments, "--project", str(self.root))
        return cost_of(*command, source=self.source)

    def outputs(self) -> dict[Path, int]:
        """The outputs that are there, each with the time when it was written."""
        build = self.root / "build"
        files = [*build.glob("[!.]*.*"), *build.glob("briefs/[!.]*.*")]
        return {file: file.stat().st_mtime_ns for file in files}

    def clean(self) -> None:
        """Remove the outputs and what is known of the last build."""
        for output in self.outputs():
            output.unlink()
        (self.root / CACHE / "last-build.json").unlink(missing_ok=True)

    @contextmanager
    def edited(self) -> Iterator[None]:
        """The first chapter, for a while, with another line at its end."""
        chapter = min((self.root / CHAPTERS_FOLDER).glob("*.md"))
        before = chapter.read_bytes()
        chapter.write_bytes(before + b"\n")
        yield
        chapter.write_bytes(before)

    def forget(self) -> None:
        """Remove all that is kept of earlier builds but drawn figures."""
        self.clean()
        for kept in (self.root / CACHE).glob("*"):
            if kept.is_file():
                kept.unlink()
            elif kept != self.root / DRAWINGS:
                shutil.rmtree(kept)


def main() -> None:
    """Measure all sides and print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--project", type=Path, default=ROOT, help="the paper's folder")
    parser.add_argument("--repeat", type=int, default=5, help="number of rounds")
    parser.add_argument("--engine", type=Path, help="another checkout, or its folder src")
    parser.add_argument("--json", type=Path, help="where to write what was measured")
    parser.add_argument("--before", type=Path, help="what --json wrote before")
    arguments = parser.parse_args()
    earlier = read(arguments.before) if arguments.before else {}
    with tempfile.TemporaryDirectory(prefix="hakusho-bench-") as folder:
        sides = measure(arguments.project, Path(folder), arguments.repeat, arguments.engine)
    if arguments.json:
        write(arguments.json, sides)
    print(f"{arguments.repeat} alternating rounds on {os.cpu_count()} cores")
    print("load {:.1f} {:.1f} {:.1f}; seconds: median [min-max]\n".format(*os.getloadavg()))
    print(table(sides, earlier))


def measure(
    project: Path, folder: Path, repeat: int, other: Path | None = None
) -> dict[str, Rounds]:
    """Measure our build, the bare tools and, if given, another state of our code.

    Args:
        project: The paper's folder.
        folder: An empty folder, for copies of the paper and the code and for all that is made.
        repeat: The number of rounds.
        other: Another checkout, or its folder ``src``.

    Returns:
        The rounds of ``ours``, ``bare`` and, with another state of our code, ``before``.
    """
    engines = {"ours": engine_of(Path(hakusho.__file__).parents[1], project, folder / "ours")}
    if other:
        source = other / "src" if (other / "src").is_dir() else other
        engines["before"] = engine_of(source, project, folder / "before")
    bare = finished_text(engines["ours"].root, folder / "bare")
    return rounds_of(engines, bare, repeat)


def rounds_of(engines: Mapping[str, Engine], bare: Path, repeat: int) -> dict[str, Rounds]:
    """Run the commands of all sides, one of each in turn, as often as is asked for."""
    next(_bare(bare))  # once outside the count, as ours was built: what is read is in memory
    sides: dict[str, Rounds] = {name: {} for name in (*engines, "bare")}
    for number in range(repeat):
        order = list(sides) if number % 2 == 0 else list(reversed(sides))
        runs = [_ours(engines[side]) if side in engines else _bare(bare) for side in order]
        for step in zip_longest(*runs, fillvalue={}):  # a command of each side in turn
            for side, costs in zip(order, step, strict=True):
                for name, cost in costs.items():
                    sides[side].setdefault(name, []).append(cost)
    return sides


def cost_of(*command: str, folder: Path | None = None, source: Path | None = None) -> Cost:
    """Run a command; count the processor time of it and of every process that was waited for.

    Args:
        command: The program and its arguments.
        folder: Where it runs.
        source: Python code that it is to find before what is installed.

    Returns:
        What it took.
    """
    environment = {**os.environ, **({"PYTHONPATH": str(source)} if source else {})}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=said
        )
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            complaint = said.read().decode(errors="replace")
            sys.exit(f"{' '.join(command)}\nended with {process.returncode}\n{complaint}")
    return Cost(used.ru_utime + used.ru_stime, wall)


def table(sides: dict[str, Rounds], earlier: dict[str, Rounds]) -> str:
    """Set what was measured as a table, one line for each command.

    Args:
        sides: What :func:`measure` returned.
        earlier: The same of an earlier run, or nothing.

    Returns:
        The table.
    """
    base = sides["bare"][BARE]
    before = sides.get("before") or earlier.get("ours") or {}
    head = f"{'':<26}{'processor':>19}{'ratio':>7}{'wall':>20}{'ratio':>7}"
    if before:
        head += f"{'processor and wall, against before':>44}"
    lines = [head]
    for name, costs in (*sides["ours"].items(), *sides["bare"].items()):
        line = f"{name:<26}"
        for kind, width in (("processor", 19), ("wall", 20)):
            shown = spread([getattr(cost, kind) for cost in costs])
            line += f"{shown:>{width}}{ratio(costs, base, kind):>7.2f}"
        for kind in ("processor", "wall") if name in before else ():
            if "before" in sides:
                shown = spread(ratios(costs, before[name], kind))
            else:
                then = ratio(before[name], earlier["bare"][BARE], kind)
                shown = f"{ratio(costs, base, kind) / then:.2f}"
            line += f"{shown:>22}"
        lines.append(line)
    return "\n".join(lines)


def spread(numbers: list[float]) -> str:
    """The median, the smallest and the largest."""
    return f"{statistics.median(numbers):.2f} [{min(numbers):.2f}-{max(numbers):.2f}]"


def ratios(costs: list[Cost], base: list[Cost], kind: str) -> list[float]:
    """Each round's ratio: what a round was slowed by, it was on both sides."""
    pairs = zip(costs, base, strict=True)
    return [getattr(cost, kind) / getattr(other, kind) for cost, other in pairs]


def ratio(costs: list[Cost], base: list[Cost], kind: str) -> float:
    """The median of the rounds' ratios."""
    return statistics.median(ratios(costs, base, kind))


def write(file: Path, sides: dict[str, Rounds]) -> None:
    """Keep what was measured."""
    text = json.dumps(sides, default=asdict, indent=1)
    file.write_text(text, encoding="utf-8")


def read(file: Path) -> dict[str, Rounds]:
    """Read what :func:`write` kept."""
    sides = json.loads(file.read_text(encoding="utf-8"))
    return {
        side: {name: [Cost(**cost) for cost in costs] for name, costs in rounds.items()}
        for side, rounds in sides.items()
    }


def engine_of(source: Path, project: Path, folder: Path) -> Engine:
    """Copy code and paper, compile and build once: byte code is there, and figures are drawn."""
    engine = Engine(folder / "code" / "src", folder / "paper")
    unread = shutil.ignore_patterns("__pycache__")
    shutil.copytree(source / "hakusho", engine.source / "hakusho", ignore=unread)
    if (source.parent / "templates").is_dir():
        shutil.copytree(source.parent / "templates", folder / "code" / "templates")
    # This repository's own paper has no templates of its own: each state of the code brings its.
    code = ("src", "tests", "docs", "templates") if project.resolve() == ROOT else ()
    shutil.copytree(project, engine.root, ignore=shutil.ignore_patterns(".*", "build", *code))
    cost_of(sys.executable, "-m", "compileall", "-q", str(engine.source))
    engine.run("build")
    engine.run("check")
    return engine


def finished_text(root: Path, bare: Path) -> Path:
    """Write what the bare tools are given: rendered chapters, figures, bibliography, style."""
    paper, _ = load_paper(root)
    datasets, _ = load_datasets(root)
    facts, _ = facts_of(datasets)
    words = vocabulary_of(datasets, facts, paper.settings.language)
    shutil.copytree(root, bare, ignore=shutil.ignore_patterns("build", "*.md", "*.bib"))
    for figure in (root / "build" / "figures").glob("*.svg"):
        shutil.copy(figure, bare / "figures")
    for number, chapter in enumerate(paper.chapters):
        filled_in, _ = render(chapter.path, raw_text(chapter), words)
        text = re.sub(r"\]\((\w[\w-]*)\)(?=\{#fig-)", r"](figures/\1.svg)", filled_in.text)
        (bare / f"{number:02}.md").write_text(text, encoding="utf-8")
    for number, file in enumerate(paper.bibliography):
        (bare / f"{number}.bib").write_text(file.text, encoding="utf-8")
    (bare / "style.csl").write_text(paper.style.csl.text, encoding="utf-8")
    title = f"---\ntitle: {paper.settings.title}\nlang: {paper.settings.lang}\n...\n"
    (bare / "meta.yaml").write_text(title, encoding="utf-8")
    return bare


def _ours(engine: Engine) -> Iterator[dict[str, Cost]]:
    """Run each of our commands once."""
    paper, _ = load_paper(engine.root)
    editions, briefs = paper.settings.editions, [brief.name for brief in paper.briefs]
    made = REPORT if set(editions) == set(OUTPUTS) else ", ".join(editions)
    engine.clean()
    yield {REPORT: engine.run("build", *OUTPUTS, "--no-briefs")}
    _demand(OUTPUTS, engine.outputs())
    engine.forget()
    yield {DRAWN: engine.run("build", *OUTPUTS, "--no-briefs")}
    engine.clean()
    yield {f"{made}, {len(briefs)} briefs": engine.run("build")}
    before = engine.outputs()
    _demand((*editions, *briefs), before)
    yield {"nothing to do": engine.run("build")}
    if engine.outputs() != before:
        sys.exit("a build with nothing to do wrote something")
    yield {"check, nothing edited": engine.run("check")}
    with engine.edited():
        yield {"check": engine.run("check")}


def _bare(bare: Path) -> Iterator[dict[str, Cost]]:
    """Run each bare step once, as one command of ours does all that they do."""
    for output in bare.glob("out.*"):
        output.unlink()
    costs = {name: cost_of(*step, folder=bare) for name, step in bare_steps(bare).items()}
    _demand(OUTPUTS, bare.glob("out.*"))
    yield {BARE: sum(costs.values(), Cost(0, 0)), **costs}


def bare_steps(bare: Path) -> dict[str, tuple[str, ...]]:
    """The commands of the bare tools, which run in the folder of the finished text."""
    chapters = sorted(file.name for file in bare.glob("*.md"))
    pandoc = (
        *(str(binary()), "--file-scope", "--metadata-file=meta.yaml", "--citeproc"),
        *("--csl=style.csl", "-s", *chapters),
        *(f"--bibliography={file.name}" for file in sorted(bare.glob("*.bib"))),
    )
    fonts = sorted({str(font.path.parent) for font in shipped()})
    return {
        "pandoc → html": (*pandoc, "--embed-resources", "-o", "out.html"),
        "pandoc → epub": (*pandoc, "-o", "out.epub"),
        "pandoc → docx": (*pandoc, "-o", "out.docx"),
        "pandoc → typst": (*pandoc, "-V", "mainfont=Noto Serif JP", "-o", "out.typ"),
        "typst → pdf": (sys.executable, "-c", TYPST, "out.typ", "out.pdf", *fonts),
    }


def _demand(wanted: Iterable[str], made: Iterable[Path]) -> None:
    """Stop if a form or a brief was not made: what is not made costs nothing."""
    there = {part for file in made for part in (file.suffix[1:], file.stem)}
    missing = [part for part in wanted if part not in there]
    if missing:
        sys.exit(f"not made: {', '.join(missing)}")


if __name__ == "__main__":
    main()
