"""Entry types of BibTeX, BibLaTeX and their exporters, and the CSL type of each (CSL 1.0.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hakusho.citations.model import Entry

CSL_TYPES = {
    "article": "article-journal", "suppperiodical": "article-journal",
    "book": "book", "mvbook": "book", "collection": "book", "mvcollection": "book",
    "reference": "book", "mvreference": "book", "proceedings": "book", "mvproceedings": "book",
    "booklet": "pamphlet", "bookinbook": "chapter", "inbook": "chapter",
    "incollection": "chapter", "suppbook": "chapter", "suppcollection": "chapter",
    "inreference": "entry-encyclopedia", "inproceedings": "paper-conference",
    "conference": "paper-conference", "report": "report", "techreport": "report",
    "manual": "report", "thesis": "thesis", "phdthesis": "thesis", "mastersthesis": "thesis",
    "online": "webpage", "electronic": "webpage", "www": "webpage", "webpage": "webpage",
    "unpublished": "manuscript", "patent": "patent", "periodical": "periodical",
    "dataset": "dataset", "software": "software", "letter": "personal_communication",
    "movie": "motion_picture", "video": "motion_picture", "audio": "song", "music": "song",
    "image": "graphic", "artwork": "graphic", "performance": "performance",
    "standard": "standard", "legislation": "legislation", "legal": "treaty",
    "jurisdiction": "legal_case", "commentary": "book", "review": "review",
    "misc": "document",
}  # fmt: skip

_NO_WORK = frozenset({"xdata", "set"})


def is_known(entry_type: str) -> bool:
    """Whether BibTeX, BibLaTeX or a common exporter has this entry type."""
    return entry_type in CSL_TYPES or entry_type in _NO_WORK


def csl_type(entry: Entry) -> str:
    """The CSL type of an entry, from its type, its subtype and where it appeared."""
    kind = CSL_TYPES.get(entry.type, "document")
    subtype = entry.first("entrysubtype").lower()
    if kind == "article-journal":
        if subtype == "newspaper" or entry.first("journaltitle", "journal").endswith("新聞"):
            return "article-newspaper"
        return "article-magazine" if subtype == "magazine" else kind
    if kind == "document" and entry.first("url", "doi", "howpublished"):
        return "webpage"
    return kind
