"""Drawing one figure of each kind, cold and cached, against bare matplotlib, in one run.

Ours is the whole command ``hakusho figures NAME`` on a copy of the reference paper: it starts
Python, reads and checks the data, and, cold, draws twice (for the page and for a telephone),
sanitises the SVG and composes what goes with it. "Cached" is the same command again. Bare is a
script in a process of its own that imports matplotlib, plots about as many marks and labels of the
same data in the same font with default placement, and saves one SVG. The kind ``own`` is the
same plain matplotlib code on both sides.

The list of fonts that matplotlib keeps is there for both. Rounds alternate, so that a busy machine
slows both; medians and paired ratios are printed.

Usage: ``nox -s bench`` or ``python tests/bench/drawing.py --repeat 9``.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from hakusho.tools.fonts import shipped

ROOT = Path(__file__).parents[2]
SOURCES = ("report", "figures", "bib", "templates")
WIDTHS = (16, 12, 20, 20, 20, 8, 8)

HEAD = """\
import csv, sys
import matplotlib
matplotlib.use("svg")
matplotlib.rcParams["svg.fonttype"] = "none"
from matplotlib import font_manager, pyplot as plt
font_manager.fontManager.addfont(sys.argv[2])
family = font_manager.FontProperties(fname=sys.argv[2]).get_name()
plt.rcParams.update({"font.family": family, "font.size": 8})
def rows(name):
    with open(f"{sys.argv[1]}/figures/data/{name}.csv", encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))
"""
IMPORT = "import matplotlib\nimport matplotlib.pyplot\n"
BARE = {
    "timeline": """\
events = rows("events")[:28]
years = [float(row["date"][:4]) for row in events]
figure, axes = plt.subplots(figsize=(5.9, 8))
for x, era in enumerate(sorted({row["band"] for row in events})):
    axes.axhspan(1955 + 14 * x, 1969 + 14 * x, color="0.9" if x % 2 else "0.95")
for kind in sorted({row["kind"] for row in events}):
    own = [year for year, row in zip(years, events) if row["kind"] == kind]
    axes.plot([0] * len(own), own, "o", label=kind)
for number, (year, row) in enumerate(zip(years, events)):
    place = (0.1, year) if number % 2 else (-0.9, year)
    axes.annotate(row["date"] + row["label_ja"], (0, year), place, arrowprops={"arrowstyle": "-"})
axes.set_xlim(-1, 1)
axes.legend()
figure.savefig(sys.argv[3])
""",
    "coordination": """\
figure, axes = plt.subplots(figsize=(5.9, 6))
names = ["日米合同委員会", "同盟調整グループ", "共同運用調整所", "各軍間の調整所", "統合幕僚監部",
         "インド太平洋軍", "陸上・海上・航空自衛隊", "米陸軍・海軍・空軍・海兵隊", "統合幕僚長",
         "統合参謀本部議長", "インド太平洋軍司令官", "統合幕僚長", "統合参謀本部議長",
         "統合作戦司令官", "在日米軍司令部"]
boxes = [(number % 3, -(number // 3)) for number in range(len(names))]
for name, place in zip(names, boxes):
    axes.text(*place, name, ha="center", bbox={"boxstyle": "round", "facecolor": "white"})
for start, end in zip(boxes, boxes[1:]):
    axes.annotate("", end, start, arrowprops={"arrowstyle": "->"})
for place in boxes[::3]:
    axes.text(place[0] + 0.5, place[1], "運用")
axes.set_xlim(-0.5, 2.5)
axes.set_ylim(-4.5, 0.5)
axes.axis("off")
figure.savefig(sys.argv[3])
""",
    "balance": """\
bars = [row for row in rows("forces") if row["id"].startswith("china-warheads-")]
ceiling = next(row for row in rows("forces") if row["id"] == "newstart-ceiling")
figure, axes = plt.subplots(figsize=(5.9, 2))
drawn = axes.barh([row["year"] for row in bars], [float(row["value"]) for row in bars], hatch="//")
axes.bar_label(drawn)
axes.axvline(float(ceiling["value"]), linestyle="--")
axes.text(float(ceiling["value"]), 0, ceiling["item_ja"])
figure.savefig(sys.argv[3])
""",
    "own": """\
bars = [row for row in rows("forces") if row["value"]]
figure, axes = plt.subplots(figsize=(5.9, 3), layout="constrained")
axes.bar_label(axes.bar([row["id"] for row in bars], [float(row["value"]) for row in bars]))
axes.tick_params(axis="x", rotation=90)
figure.savefig(sys.argv[3])
""",
}
OWN = '''\
"""The same as the bare script of this kind."""

from matplotlib import pyplot as plt

DATA = ("forces",)
ALT = "x"


def draw(context):
    bars = [row for row in context.data["forces"].rows if row.get("value")]
    figure, axes = plt.subplots(figsize=(5.9, 3), layout="constrained")
    axes.bar_label(axes.bar([row["id"] for row in bars], [float(row["value"]) for row in bars]))
    axes.tick_params(axis="x", rotation=90)
    return figure
'''
FIGURES = {
    "timeline": "timeline",
    "coordination": "coordination",
    "balance": "warheads",
    "own": "own",
}


def main() -> None:
    """Time all three ways and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--repeat", type=int, default=5)
    repeat = parser.parse_args().repeat
    with tempfile.TemporaryDirectory(prefix="hakusho-bench-") as name:
        root = Path(name)
        for folder in SOURCES:
            shutil.copytree(ROOT / folder, root / folder)
        (root / "figures" / "own.py").write_text(OWN, encoding="utf-8")
        for figure in FIGURES.values():  # fills the fonts' caches
            _ours(root, figure)
        _print(repeat, {kind: _rounds(root, kind, repeat) for kind in FIGURES})


def _rounds(root: Path, kind: str, repeat: int) -> dict[str, list[float]]:
    """Seconds of each way, round by round."""
    figure = FIGURES[kind]
    found: dict[str, list[float]] = {"import": [], "bare": [], "cold": [], "cached": []}
    for _ in range(repeat):
        for file in (root / "build" / "cache" / "figures").glob(f"{figure}.*mm*"):
            file.unlink()
        found["import"].append(_timed(lambda: _script(root, IMPORT)))
        found["bare"].append(_timed(lambda: _script(root, HEAD + BARE[kind])))
        found["cold"].append(_timed(lambda: _ours(root, figure)))
        found["cached"].append(_timed(lambda: _ours(root, figure)))
    return found


def _ours(root: Path, figure: str) -> None:
    command = [sys.executable, "-m", "hakusho", "figures", "--project", str(root), figure]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _script(root: Path, script: str) -> None:
    """Run a bare script with the list of fonts that matplotlib keeps for ours."""
    font = next(str(each.path) for each in shipped() if "Sans" in each.path.name)
    config = {"MPLCONFIGDIR": str(root / "build" / "cache" / "figures" / "matplotlib")}
    subprocess.run(
        [sys.executable, "-W", "ignore", "-c", script, str(root), font, str(root / "bare.svg")],
        check=True,
        env={**os.environ, **config},
    )


def _timed(step) -> float:
    start = time.perf_counter()
    step()
    return time.perf_counter() - start


def _print(repeat: int, kinds: dict[str, dict[str, list[float]]]) -> None:
    print(f"\n{repeat} alternating rounds on {os.cpu_count()} cores; seconds, median [min–max]")
    print("cold and cached over bare: medians of the ratios of each round\n")
    head = ("drawing", "import", "bare matplotlib", "cold", "cached", "cold÷", "cached÷")
    print("".join(f"{name:>{width}}" for name, width in zip(head, WIDTHS, strict=True)))
    for kind, rounds in kinds.items():
        ratios = [
            statistics.median(
                ours / bare for ours, bare in zip(rounds[way], rounds["bare"], strict=True)
            )
            for way in ("cold", "cached")
        ]
        cells = [kind, f"{statistics.median(rounds['import']):.3f}"]
        cells += [
            f"{statistics.median(rounds[way]):.2f} [{min(rounds[way]):.2f}–{max(rounds[way]):.2f}]"
            for way in ("bare", "cold", "cached")
        ]
        cells += [f"{ratio:.2f}" for ratio in ratios]
        print("".join(f"{cell:>{width}}" for cell, width in zip(cells, WIDTHS, strict=True)))


if __name__ == "__main__":
    main()
