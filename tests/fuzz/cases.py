"""Cases: a paper, what befalls it and what is run, each decided by the session's seed and a number."""

from __future__ import annotations

import os
import random
import shutil
from dataclasses import dataclass
from pathlib import Path

from fuzz.grammars import GOOD_CHAPTER, GOOD_SETTINGS, paper, sample
from fuzz.mutations import befall, mutate
from papers.any_paper import BIB, Author, picture

REPOSITORY = Path(__file__).parents[2]
PAPERS = {"reference": ".", "harbour": "tests/papers/harbour", "minimal": "tests/papers/minimal"}
SOURCES = ("report", "figures", "bib", "sources", "images", "templates")
CACHE = "build/cache"
LETTERS = "letters"
"""The kept cache of papers that are made up."""

# A check of the reference paper costs as much as thirty of the minimal one.
_KINDS = ["grammar"] * 7 + ["minimal"] * 3 + ["any"] * 5 + ["house"] * 2 + ["harbour"] * 2
_KINDS += ["reference"]
_COMMANDS = [["check"]] * 18 + [
    ["build", "html"],
    ["build", "html"],
    ["build", "pdf"],
    ["build", "epub", "docx"],
    ["brief"],
    ["brief"],
    ["build"],
    ["figures"],
    ["check", "--fix"],
    ["check", "--format", "sarif"],
    ["brief", "--issue"],
    ["cite"],
    ["confirm"],
    ["data"],
    ["data", "--snapshot", "now"],
    ["figures", "--new", "t", "--kind", "columns"],
    ["impact"],
    ["impact", "--since", "s"],
    ["impact", "--issued"],
    ["refresh"],
]


@dataclass(frozen=True)
class Case:
    """One case."""

    seed: int
    number: int

    @property
    def dice(self):
        """Its dice; the first throw says what kind of paper it is."""
        return random.Random(f"{self.seed}/{self.number}")

    @property
    def kind(self):
        """Where its paper comes from."""
        return self.dice.choice(_KINDS)

    def prepare(self, folder, kept):
        """Make the paper in a folder, with what it is like in ``case.txt``; what is to be run.

        ``kept`` has the caches of the papers of the repository, so that no figure is drawn in vain.
        """
        dice, root = self.dice, folder / "paper"
        kind, arguments = dice.choice(_KINDS), dice.choice(_COMMANDS)
        if kind in PAPERS:
            copy_paper(kind, root)
        else:
            write(self._made(kind), root)
        cache = kept / (kind if kind in PAPERS else LETTERS)
        if cache.is_dir() and (kind in PAPERS or self.number % 4):
            shutil.copytree(cache, root / CACHE, copy_function=os.link)
        if kind == "house":
            happened = [befall(root, dice, [_own_template(root, dice)])]
        else:
            happened = [mutate(root, dice) for _ in range(_accidents(kind, dice))]
        told = [f"seed {self.seed} number {self.number}: {kind}", *filter(None, happened)]
        text = "\n".join([*told, "hakusho " + " ".join(arguments)])
        (folder / "case.txt").write_text(text + "\n", encoding="utf-8", errors="backslashreplace")
        return arguments

    def _made(self, kind):
        if kind == "house":
            return {**_HOUSE, "report/briefs/b.md": Author(self.dice.randrange(10**9)).brief()}
        if kind == "any":
            return Author(self.dice.randrange(10**9)).files()
        return {"p.png": picture(), **sample(paper(), f"{self.seed}/{self.number}")}


_HOUSE = {
    "report/report.yaml": GOOD_SETTINGS,
    "report/chapters/01.md": GOOD_CHAPTER,
    "bib/a.bib": BIB,
}


def write(files, root):
    """Write a paper's files, of texts or bytes, some of them not UTF-8."""
    for name, content in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        data = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
        (root / name).write_bytes(data)


def _own_template(root, dice):
    """Give a paper a template of its own, which is a copy of one of ours."""
    shipped = [each for each in sorted((REPOSITORY / "templates").rglob("*")) if each.is_file()]
    source = dice.choice(shipped)
    target = root / source.relative_to(REPOSITORY)
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
    return target


def _accidents(kind, dice):
    """How many accidents befall a paper: what a grammar makes is odd as it is."""
    return dice.choice([0, 0, 0, 1]) if kind == "grammar" else dice.choice([1, 1, 1, 2, 3])


def copy_paper(name, target):
    """Copy the sources of a paper of the repository."""
    for folder in SOURCES:
        source = REPOSITORY / PAPERS[name] / folder
        if source.is_dir() and not (name == "reference" and folder == "templates"):
            shutil.copytree(source, target / folder, ignore=shutil.ignore_patterns("__pycache__"))
