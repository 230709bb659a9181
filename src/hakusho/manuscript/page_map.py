"""On which page of the PDF each part of a document stands: for budgets, and for references to it.

The body of a PDF ends with a record of its own layout (``lua/pdf.lua``), which the typesetter gives
back with the file; so nothing is laid out twice, and no PDF has to be read.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

PAGES = "pages.json"
"""What the PDF edition writes into the working folder."""
RECORD = "hakusho:pages"
"""The label of the record in the Typst document."""


@dataclass(frozen=True, slots=True)
class TextEnd:
    """Where the body ends, floats and notes apart.

    Attributes:
        page: The page, counted from the file's first.
        lines: How many lines of the body's own pitch the text takes on that page, in whole lines;
            0 if the page's margins are not known.
    """

    page: int
    lines: int


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on a page, counted from the file's first, in points from its left and upper edges."""

    page: int
    left: float
    top: float


@dataclass(frozen=True, slots=True)
class Layout:
    """What the typesetter knows of its pages, counted from the file's first.

    Attributes:
        begin: Where the text begins, after the title.
        last: Where it ends.
        floats: For the id of each figure and table that the text refers to, the page on which it
            stands and that of the reference nearest to it.
        strays: Number, page of the mark and page of the text of each note that is not on the page
            of its mark.
        frame: Where the text of a page stands, in points from its left and upper edges, the
            distance from one line to the next, the number of columns and the space between them;
            ``None`` if the page's margins are not known.
        unsettled: What still moved when the typesetter gave up, in its own words: pages that are
            printed may then be those of another attempt. Empty if nothing did.
    """

    begin: Spot
    last: Spot
    floats: Mapping[str, tuple[int, int]]
    strays: tuple[tuple[str, int, int], ...]
    frame: Mapping[str, float] | None
    unsettled: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PageMap:
    """The pages of a PDF.

    Attributes:
        total: How many pages the file has, front and back matter included.
        by_id: For the id of each section, figure, table and other place in the text, the page
            number that is printed there. A section is where its heading is.
    """

    total: int
    by_id: Mapping[str, str]
    end: TextEnd
    layout: Layout


def write_page_map(folder: Path, record: Mapping[str, object]) -> None:
    """Keep a record of ``lua/pdf.lua`` for whoever comes after the PDF edition.

    Raises:
        OSError: If the disk refuses.
    """
    (folder / PAGES).write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")


def read_page_map(folder: Path) -> PageMap | None:
    """The page map of the PDF that was made in a working folder; ``None`` if none was."""
    file = folder / PAGES
    if not file.is_file():
        return None
    record = json.loads(file.read_text(encoding="utf-8"))
    end = record["end"]
    by_id = MappingProxyType({str(key): str(page) for key, page in record["pages"].items()})
    floats = {key: (int(shown), int(named)) for key, (shown, named) in record["floats"].items()}
    strays = tuple((str(number), int(mark), int(text)) for number, mark, text in record["strays"])
    begin, last = Spot(**record["begin"]), Spot(**record["last"])
    unsettled = tuple(map(str, record.get("unsettled", ())))
    layout = Layout(begin, last, MappingProxyType(floats), strays, record["frame"], unsettled)
    text_end = TextEnd(int(end["page"]), int(end["lines"]))
    return PageMap(int(record["total"]), by_id, text_end, layout)
