"""Seeds: errors that a sub-editor would catch, each put alone into a copy of a paper and looked for.

``*.yaml`` holds them: ``paper`` and ``file`` say where, ``from`` what stands there and ``to`` what
is put for it, ``family`` of what kind it is (else that is the file's name), ``cost`` what it would
cost an institute that printed it (5: a public correction), ``says`` what a sub-editor would say.
What ``controls.yaml`` changes is no error.
"""

import shutil
from dataclasses import dataclass
from pathlib import Path

from hakusho.engine.engine import Engine
from read_yaml import read_yaml

REPOSITORY = Path(__file__).parents[2]
PAPERS = {
    "reference": ".",
    "harbour": "tests/papers/harbour",
    "statistics": "tests/papers/statistics",
    "world": "tests/papers/world",
}
CONTROLS = "controls"
_SOURCES = ("report", "figures", "bib", "sources", "images", "templates")
# TRN004 is found wherever a section with a translation is changed, whatever the change is.
_ANY_CHANGE = {"TRN004"}


@dataclass(frozen=True)
class Seed:
    """One error, or one change that is none."""

    family: str
    id: str
    paper: str
    file: str
    was: str
    now: str
    cost: int = 0
    says: str = ""
    sheet: str = ""


def all_seeds():
    """The seeds of all files, in their order."""
    files = sorted(Path(__file__).parent.glob("*.yaml"))
    return [
        _seed(file.stem, number, each)
        for file in files
        for number, each in enumerate(read_yaml(file), 1)
    ]


def _seed(file, number, written):
    given = {"family": file, "id": f"{file}-{number}", "sheet": file} | written
    was, now = given.pop("from"), given.pop("to")
    return Seed(**given, was=was, now=now)


def source_of(seed):
    """The file of the paper that a seed changes."""
    return REPOSITORY / PAPERS[seed.paper] / seed.file


class Bed:
    """A copy of a paper, held open by one engine while seeds are put in and taken out."""

    def __init__(self, paper, folder):
        self._root = folder / paper
        for name in _SOURCES:
            source = REPOSITORY / PAPERS[paper] / name
            if source.is_dir():
                shutil.copytree(source, self._root / name)
        self._engine = Engine(self._root)
        self._before = {_said(finding) for finding in self._engine.check().findings}

    def found(self, seed):
        """The findings that a seed brings, and that name a place which it changes."""
        file = self._root / seed.file
        text = file.read_text(encoding="utf-8")
        first = text[: text.index(seed.was)].count("\n") + 1
        lines = range(first, first + seed.now.count("\n") + 1)
        file.write_text(text.replace(seed.was, seed.now), encoding="utf-8")
        try:
            findings = self._engine.check().findings
        finally:
            file.write_text(text, encoding="utf-8")
        new = [finding for finding in findings if _said(finding) not in self._before]
        return [finding for finding in new if _names(finding, seed, lines)]

    def close(self):
        """Let the engine go."""
        self._engine.close()


def _said(finding):
    return (finding.rule.id, finding.location.path, str(finding.message))


def _names(finding, seed, lines):
    if finding.rule.id in _ANY_CHANGE:
        return False
    if seed.family == CONTROLS:
        return True
    places = [finding.location, *(other.location for other in finding.related)]
    return any(place.path == seed.file and place.line in (0, *lines) for place in places)
