"""What a figure's module is given, what goes to the child process that draws, what comes back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from hakusho.figures.theme import THEME, Theme
from hakusho.findings import NOTHING, Finding, Text, say

if TYPE_CHECKING:
    from pathlib import Path

    from hakusho.data import Dataset
    from hakusho.figures.specs import Spec
    from hakusho.findings import Location
    from hakusho.paper.settings import Limits


TEXT_WIDTH_MM = 150.0
"""Width of the text on an A4 page of the house style: what a figure may fill, in mm."""
TALLEST_MM = MappingProxyType({"ja": 195.8, "en": 189.8})
"""Height that a page of the house style has for a figure above its caption, by language, in mm:
``tallest-figure`` in ``templates/typst/settings.typ``."""
NARROW_WIDTH_MM = 80.0
"""Width of a telephone's column: what the second drawing of a figure may fill, in mm."""
SMALL, CUT, TWO_AXES, COLLIDING = "small", "cut", "two axes", "colliding"
"""What may mislead in a figure: letters, bars whose axis is cut, two scales, labels."""
NUMBERS, NO_UNIT, AHEAD, PROJECTED = "numbers", "no unit", "ahead", "projected"
"""What it leaves to its caption: where its numbers are from, their unit, that they lie ahead."""
UNSAID = frozenset({NUMBERS, NO_UNIT, AHEAD, PROJECTED})
NARROW_ENOUGH_MM = 90.0
"""A figure no wider than this can be read on a telephone as it is."""


class UndeclaredDatasetError(KeyError):
    """A module asked for a dataset that its ``DATA`` does not name."""

    def __init__(self, name: str, declared: Iterable[str]) -> None:
        super().__init__(name)
        self.name = name
        self.declared = (*declared,)

    def __str__(self) -> str:
        return f"the dataset {self.name!r} is not declared; add it to DATA in this module"


class DeclaredData(Mapping[str, "Dataset"]):
    """The datasets that a module declares, by name, and no others.

    A figure is kept as long as its declared datasets are unchanged, so it may not see the rest.
    """

    def __init__(self, datasets: Mapping[str, Dataset]) -> None:
        self._datasets = dict(datasets)

    def __getitem__(self, name: str) -> Dataset:
        if name not in self._datasets:
            raise UndeclaredDatasetError(name, self._datasets)
        return self._datasets[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._datasets)

    def __len__(self) -> int:
        return len(self._datasets)


@dataclass(frozen=True, slots=True)
class FigureContext:
    """What ``draw``, ``alt``, ``description`` and ``table`` of a figure's module are given.

    Attributes:
        data: The datasets that the module names in ``DATA``, with the rows that it selects.
        language: ``ja`` or ``en``: the language of every label.
        theme: Colours and sizes.
        width_mm: The width that the figure may fill, in mm.
        each: The value that it is drawn for, as the column that ``EACH`` names has it; empty where
            it is drawn for all rows.
    """

    data: Mapping[str, Dataset]
    language: str = "ja"
    theme: Theme = field(default=THEME)
    width_mm: float = TEXT_WIDTH_MM
    each: str = ""


@dataclass(frozen=True, slots=True)
class FigureTable:
    """A figure's data as a table: headings in the paper's language, and cells as printed.

    There are as many cells in each row as there are columns.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class RenderedFigure:
    """A figure as every edition places it, with what goes with it.

    Attributes:
        name: The stem of its source.
        svg: The file, inside the cache: real text, no script, no reference to anything outside.
        alt: What the figure shows, in a sentence, for who cannot see it; empty if the module has
            none and there is nothing to compose it from.
        width_mm: Natural width; at another width the letters are no longer of the theme's size.
        height_mm: Natural height.
        texts: Every label, whole, in the order of drawing.
        cached: Whether it was taken from the cache.
        reason: Why it was drawn, or ``unchanged``.
        drawn_because: Why it was drawn when it was drawn last.
        alt_composed: Whether ``alt`` was composed from the data, since the module has none.
        description: What there is to see, at length: plain text, a blank line between paragraphs.
        table: Its data; ``None`` if it rests on no rows.
        csv: The data as a file to download; empty if there is no table.
        sources: Citekey and locator of each source of its rows, each once, in the rows' order.
        source_places: Where the data name each of them first.
        narrow: The same drawn once more at ``NARROW_WIDTH_MM``; ``None`` if it cannot be shown
            legibly there, or is narrow enough as it is.
        reads: What else its program asked for, and its state then, as :mod:`hakusho.tools.boundary`
            has both.
        unseen: Whether it may rest on more, which nobody sees.
        unsaid: What the drawing does not say itself (:mod:`hakusho.figures.unsaid`).
        drawn: Whether there is a drawing; ``False`` where no program of the paper may run. Then
            there is no file, ``height_mm`` and ``texts`` are empty, and ``alt`` says nothing of
            what its module says.
        path: Its source, a module or a YAML file, relative to the paper.
    """

    name: str
    svg: Path
    alt: str
    width_mm: float
    height_mm: float
    texts: tuple[str, ...]
    cached: bool
    reason: Text
    drawn_because: Text = NOTHING
    alt_composed: bool = False
    description: str = ""
    table: FigureTable | None = None
    csv: bytes = b""
    sources: tuple[tuple[str, str], ...] = ()
    source_places: tuple[Location, ...] = ()
    narrow: Path | None = None
    reads: tuple[tuple[str, str], ...] = ()
    unseen: bool = False
    unsaid: tuple[tuple[str, str, float], ...] = ()
    drawn: bool = True
    path: str = ""


@dataclass(frozen=True, slots=True)
class Allowance:
    """What drawing one figure may take.

    ``seconds`` are of a processor; ``patience`` times as many may pass by the clock without it
    computing, and so much may it compute with all that it starts. ``megabytes`` are of memory,
    besides what the libraries that draw have already.
    """

    seconds: float = 60.0
    megabytes: float = 4000.0
    patience: float = 10.0

    @property
    def by_the_clock(self) -> float:
        """Seconds that it may wait."""
        return self.seconds * self.patience


def allowance_of(limits: Limits) -> Allowance:
    """What ``report.yaml`` allows each program."""
    return Allowance(limits.figure_seconds, limits.figure_megabytes)


@dataclass(frozen=True, slots=True)
class Job:
    """One figure to draw, with what it sees of the datasets that it declares.

    A ``narrow`` one is for a telephone: it is given up if its labels run into each other, which at
    its full width is for the author's eyes to judge. ``libraries`` are what its sources import.
    ``path`` is its source, relative to the paper; of one in YAML ``spec`` is what that says.
    ``each`` is the value that it is drawn for, if it is drawn for one. ``keys`` are the places of
    what its YAML says.
    """

    name: str
    path: str
    root: Path
    language: str
    width_mm: float
    data: tuple[Dataset, ...]
    libraries: tuple[str, ...] = ()
    narrow: bool = False
    allowance: Allowance = Allowance()
    spec: Spec | None = None
    each: str = ""
    keys: tuple[tuple[str, Location], ...] = ()

    rule_id = "FIG003"
    about_network = say(
        "Keep the data in figures/data, with their source, and name them in DATA: then the "
        "figure is the same tomorrow."
    )
    about_numbers = say(
        "A cell is empty, or holds more than digits. context.data['name'].numbers('column') reads "
        "empty cells and 1,301, too, and names the cell that it cannot read."
    )


@dataclass(frozen=True, slots=True)
class Written:
    """What a module says about its figure; what it does not say is composed from the data."""

    alt: str = ""
    description: str = ""
    table: FigureTable | None = None


@dataclass(frozen=True, slots=True)
class Drawing:
    """A figure fresh from its module; ``svg`` and ``narrow`` are the bytes of the files.

    ``outside`` are the labels that run out of the figure, and by how many mm; ``faults`` what else
    misleads in it (:mod:`hakusho.figures.design_faults`); ``reads`` what else
    its program asked for, and its state then; ``readers`` the packages that may have read files
    unseen. ``narrow`` is the same at ``NARROW_WIDTH_MM``; ``None`` if
    there is none.
    """

    svg: bytes
    width_mm: float
    height_mm: float
    texts: tuple[str, ...]
    written: Written
    outside: tuple[tuple[str, float], ...] = ()
    reads: tuple[tuple[str, str], ...] = ()
    narrow: bytes | None = None
    readers: tuple[str, ...] = ()
    faults: tuple[tuple[str, str, float], ...] = ()


Outcome = Drawing | tuple[Finding, ...]
"""A drawing, or what is wrong with it or with the process that drew it."""
