"""Our build against the bare tools on the same finished text, side by side in one run.

The bare tools get what our build would give them: the chapters with their templates filled in and
the figures as SVG. They run pandoc three times (HTML, EPUB, Typst; citeproc with the same style)
and Typst once. Ours starts from the sources and does all checks, numbering and cross-references.

Usage: ``nox -s bench`` or ``nox -s bench -- --repeat 9 --project DIR``.

Rounds alternate, so that a busy machine slows both; the medians and their ratio are printed.
"Cold" keeps build/cache, where drawn figures and the fonts' tables of characters are; "warm" is a
second build without any change. The bare tools make the report alone and no Word document.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from hakusho.data import load_datasets
from hakusho.data.facts import facts_of
from hakusho.data.prose import vocabulary_of
from hakusho.paper.load import load_paper
from hakusho.source.template import render
from hakusho.tools.fonts import shipped
from hakusho.tools.pandoc import binary

SOURCES = ("report", "figures", "bib", "templates")
TYPST = """\
import sys, typst
typst.compile(
    sys.argv[1], output=sys.argv[2], font_paths=sys.argv[3:], ignore_system_fonts=True
)
"""


def main() -> None:
    """Time both and print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--project", type=Path, default=Path(__file__).parents[2])
    parser.add_argument("--repeat", type=int, default=5)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="hakusho-bench-") as name:
        root = Path(name) / "paper"
        for folder in SOURCES:
            if (arguments.project / folder).is_dir():
                shutil.copytree(arguments.project / folder, root / folder)
        _build(root)
        bare = _finished_text(root, Path(name) / "bare")
        _report(root, bare, arguments.repeat)


def _finished_text(root: Path, bare: Path) -> Path:
    """Write what the bare tools are given: rendered chapters, figures, bibliography, style."""
    paper, _ = load_paper(root)
    datasets, _ = load_datasets(root)
    facts, _ = facts_of(datasets)
    words = vocabulary_of(datasets, facts, paper.settings.language)
    (bare / "figures").mkdir(parents=True)
    for figure in (root / "build" / "figures").glob("*.svg"):
        shutil.copy(figure, bare / "figures")
    for number, chapter in enumerate(paper.chapters):
        text, _ = render(chapter.path, chapter.text, words)
        text = re.sub(r"\]\((\w[\w-]*)\)(?=\{#fig-)", r"](figures/\1.svg)", text)
        (bare / f"{number:02}.md").write_text(text, encoding="utf-8")
    for number, file in enumerate(paper.bibliography):
        (bare / f"{number}.bib").write_text(file.text, encoding="utf-8")
    (bare / "style.csl").write_text(paper.style.csl.text, encoding="utf-8")
    title = f"---\ntitle: {paper.settings.title}\nlang: {paper.settings.lang}\n...\n"
    (bare / "meta.yaml").write_text(title, encoding="utf-8")
    return bare


def _build(root: Path, *options: str) -> None:
    subprocess.run(
        [sys.executable, "-m", "hakusho", "build", "--project", str(root), *options],
        check=True,
        stdout=subprocess.DEVNULL,
    )


def _cold(root: Path) -> None:
    for file in (root / "build").iterdir():
        if file.is_file() and file.name != ".lock":
            file.unlink()
    (root / "build" / "cache" / "last-build.json").unlink(missing_ok=True)


def _bare_pandoc(bare: Path, output: str, *options: str) -> None:
    chapters = sorted(file.name for file in bare.glob("*.md"))
    bibliography = [f"--bibliography={file.name}" for file in sorted(bare.glob("*.bib"))]
    subprocess.run(
        [
            *(str(binary()), "--file-scope", "--metadata-file=meta.yaml", "--citeproc"),
            *("--csl=style.csl", *bibliography, "-s", "-o", output, *options, *chapters),
        ],
        cwd=bare,
        check=True,
        stderr=subprocess.DEVNULL,
    )


def _bare(bare: Path) -> dict[str, float]:
    """Seconds of each bare step."""
    fonts = sorted({str(font.path.parent) for font in shipped()})
    steps = {
        "pandoc → html": lambda: _bare_pandoc(bare, "out.html", "--embed-resources"),
        "pandoc → epub": lambda: _bare_pandoc(bare, "out.epub"),
        "pandoc → typst": lambda: _bare_pandoc(bare, "out.typ", "-V", "mainfont=Noto Serif JP"),
        "typst → pdf": lambda: subprocess.run(
            [sys.executable, "-c", TYPST, "out.typ", "out.pdf", *fonts], cwd=bare, check=True
        ),
    }
    return {name: _timed(step) for name, step in steps.items()}


def _timed(step) -> float:
    start = time.perf_counter()
    step()
    return time.perf_counter() - start


def _report(root: Path, bare: Path, repeat: int) -> None:
    rounds: dict[str, list[float]] = {}
    for _ in range(repeat):
        _cold(root)
        alone = _timed(lambda: _build(root, "--no-briefs"))
        _cold(root)
        ours = {
            "report alone, cold": alone,
            "with briefs, cold": _timed(lambda: _build(root)),
            "with briefs, warm": _timed(lambda: _build(root)),
        }
        steps = _bare(bare)
        for name, seconds in {**ours, **steps, "bare tools, all": sum(steps.values())}.items():
            rounds.setdefault(name, []).append(seconds)
    base = rounds["bare tools, all"]
    print(f"{repeat} alternating rounds on {os.cpu_count()} cores; seconds, median [min–max]\n")
    print(f"{'':<20}{'seconds':>24}   ratio to the bare tools (paired median)")
    for name, seconds in rounds.items():
        ratio = statistics.median(mine / bare for mine, bare in zip(seconds, base, strict=True))
        shown = f"{statistics.median(seconds):.3f} [{min(seconds):.3f}–{max(seconds):.3f}]"
        print(f"{name:<20}{shown:>24}   {ratio:.2f}")


if __name__ == "__main__":
    main()
