"""Entry types of BibTeX, BibLaTeX and their exporters, and the CSL type of each (CSL 1.0.2)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hakusho.citations.entries import Entry

CSL_TYPES = {
    "article": "article-journal", "suppperiodical": "article-journal",
    "book": "book", "mvbook": "book", "collection": "book", "mvcollection": "book",
    "reference": "book", "mvreference": "book", "proceedings": "book", "mvproceedings": "book",
    "booklet": "pamphlet", "bookinbook": "chapter", "inbook": "chapter",
    "incollection": "chapter", "suppbook": "chapter", "suppcollection": "chapter",
    "inreference": "entry-encyclopedia", "inproceedings": "paper-conference",
    "conference": "paper-conference", "report": "report", "techreport": "report",
    "manual": "report", "thesis": "thesis", "phdthesis": "thesis", "mastersthesis": "thesis",
    "mathesis": "thesis", "resreport": "report", "presentation": "speech",
    "online": "webpage", "electronic": "webpage", "www": "webpage", "webpage": "webpage",
    "unpublished": "manuscript", "patent": "patent", "periodical": "periodical",
    "dataset": "dataset", "software": "software", "letter": "personal_communication",
    "movie": "motion_picture", "video": "motion_picture", "audio": "song", "music": "song",
    "image": "graphic", "artwork": "graphic", "performance": "performance",
    "standard": "standard", "legislation": "legislation", "legal": "treaty",
    "jurisdiction": "legal_case", "commentary": "book", "review": "review",
    "misc": "document",
}  # fmt: skip

_SUBTYPES = {
    "hearing": "hearing", "diet": "hearing", "国会": "hearing", "treaty": "treaty",
    "legislation": "legislation", "law": "legislation", "法令": "legislation", "条約": "treaty",
    "newspaper": "article-newspaper", "magazine": "article-magazine", "review": "review",
    "speech": "speech", "interview": "interview", "press-release": "webpage",
}  # fmt: skip
"""``entrysubtype`` of any entry, to the CSL type; BibLaTeX leaves its values to styles."""

_PROCEEDINGS_OF_THE_DIET = re.compile(r"(?:国会|議会|委員会|本会議).*(?:会議録|議事録|速記録)")
_JOURNALS = ("journaltitle", "journal")
_NO_WORK = frozenset({"xdata", "set"})


def is_known(entry_type: str) -> bool:
    """Whether BibTeX, BibLaTeX or a common exporter has this entry type."""
    return entry_type in CSL_TYPES or entry_type in _NO_WORK


def csl_type(entry: Entry) -> str:
    """The CSL type of an entry, from its type, its subtype and where it appeared."""
    kind = CSL_TYPES.get(entry.type, "document")
    subtype = _SUBTYPES.get(entry.first("entrysubtype").lower())
    if subtype:
        return subtype
    if kind == "article-journal":
        in_paper = entry.first(*_JOURNALS).endswith("新聞")
        return "article-newspaper" if in_paper else kind
    if entry.type in {"misc", "proceedings"} and _PROCEEDINGS_OF_THE_DIET.search(
        entry.first("title")
    ):
        return "hearing"
    if entry.type == "inbook" and not entry.first("booktitle", "maintitle", *_JOURNALS):
        return "book"  # in BibTeX the title of @inbook is the book's
    if kind == "document" and _is_online(entry):
        return "webpage"
    return kind


def _is_online(entry: Entry) -> bool:
    if entry.first("url", "doi") or "http" in entry.first("howpublished"):
        return True
    return entry.first("eprinttype", "archiveprefix").lower() == "arxiv"
