"""What an entry says in words of its own: notes, its state, versions, chapters, contributions.

BibTeX prints ``note`` and ``howpublished`` as they are typed, and so does every style of BibLaTeX
(manual, section 2.2). Exporters fill ``note`` with other things: what they have no field for, the
day of access, an address. Those are told apart here.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from hakusho.citations.latex import plain_url
from hakusho.citations.names import csl_names, in_a_row, spelled
from hakusho.citations.people import supervising_editors
from hakusho.citations.titles import curled
from hakusho.values.dates import MONTH_WORD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hakusho.citations.works import Work

ADDRESS = re.compile(r"https?://[^\s{}]+", re.IGNORECASE)
_ONLINE = re.compile(
    r"\W*(?:online|on-?line|website|web ?page|web|internet|electronic|オンライン|ウェブサイト)\W*",
    re.IGNORECASE,
)
_OF_MANAGERS = re.compile(
    r"(?:Publisher|Place|Num Pages|Number|Issue|Volume|Section|Edition|Type"
    r"|Conference (?:Name|Title)|Journal Abbreviation|Container-title|Citation Key"
    r"|Original[- ]?Date|event-(?:place|title|date)|Archive Location|Call Number"
    r"|Backup Publisher|Version Number|Page Version ID|Library Catalog|Accessed|ISBN|ISSN"
    r"|PMID|PMCID|OCLC|LCCN|MAG ID|S2ID|ZSCC|Google-Books-ID|ADS Bibcode|_?eprint|bibtex\*?"
    r"|tex\.\S+|tldr|Rights|License)\s*[:=\[]",
    re.IGNORECASE,
)
"""What Zotero and others write into ``note`` for want of a field: ``Publisher: Routledge``."""
PICTOGRAPH = re.compile("[\U0001f000-\U0001faff⛔⚠✅✔❌❗❓]")
"""What authors and programs mark an entry with for themselves."""
_IDENTITY = re.compile(r"(?:doi|arxiv)\s*:", re.IGNORECASE)
_ACCESSED = re.compile("accessed|visited|retrieved|available|閲覧|参照|アクセス", re.IGNORECASE)
_ACCESS = re.compile(
    rf"accessed|retrieved|visited|viewed|available|online|last|from|\bat\b|\bon\b|\bin\b|\burl\b"
    rf"|最終|アクセス|閲覧|参照|確認|入手先|[年月日]|\b(?:{MONTH_WORD})\b|\d+(?:st|nd|rd|th)?|[\W_]",
    re.IGNORECASE,
)
"""What stands in a note on an address and the day of access, and says no more."""

_STATES = {
    "forthcoming": ("近刊", "forthcoming"), "toappear": ("近刊", "to appear"),
    "inpress": ("印刷中", "in press"), "accepted": ("掲載決定", "accepted"),
    "inpreparation": ("準備中", "in preparation"), "submitted": ("投稿中", "submitted"),
    "underreview": ("査読中", "under review"), "inreview": ("査読中", "under review"),
    "prepublished": ("早期公開", "published ahead of print"),
    "advanceonlinepublication": ("早期公開", "advance online publication"),
    "onlinefirst": ("早期公開", "online first"), "epubaheadofprint": ("早期公開", "ahead of print"),
}  # fmt: skip
_BY_JAPANESE = {japanese: (japanese, english) for japanese, english in reversed(_STATES.values())}
_BY_JAPANESE |= {word: (word, "forthcoming") for word in ("刊行予定", "出版予定", "掲載予定")}
_FREE_TEXTS = ("note", "addendum", "howpublished")

ADDONS = (
    "titleaddon", "booktitleaddon", "maintitleaddon", "journaltitleaddon", "issuetitleaddon",
    "eventtitleaddon", "howpublished",
)  # fmt: skip
_CONTRIBUTORS = {
    "introduction": ("{}序論", "introduction by {}"),
    "foreword": ("{}序文", "foreword by {}"),
    "afterword": ("{}後記", "afterword by {}"),
    "commentator": ("{}解説", "commentary by {}"),
    "annotator": ("{}注釈", "annotations by {}"),
}
"""Fields of names to what they did (BibLaTeX, section 2.2.2); in 解説 a commentator speaks."""
_SECOND_EDITORS = ("editora", "editorb", "editorc")
_ROLES = {
    "compiler": ("{}編", "compiled by {}"), "founder": ("{}創刊", "founded by {}"),
    "continuator": ("{}続編", "continued by {}"), "redactor": ("{}校訂", "redacted by {}"),
    "reviser": ("{}改訂", "revised by {}"), "organizer": ("{}企画", "organized by {}"),
    "collaborator": ("{}編集協力", "in collaboration with {}"),
    "supervisor": ("{}監修", "supervised by {}"), "監修": ("{}監修", "supervised by {}"),
    "director": ("{}監督", "directed by {}"), "producer": ("{}製作", "produced by {}"),
    "conductor": ("{}指揮", "conducted by {}"), "performer": ("{}出演", "performed by {}"),
    "narrator": ("{}朗読", "read by {}"), "none": ("{}", "{}"),
}  # fmt: skip
_EDITED = ("{}編", "edited by {}")
"""``editoratype`` and the like (BibLaTeX, 2.3.6) to the words for it."""


def known_state(words: str, *, japanese: bool) -> str:
    """A state of publication in the language of a work (``in press``, 印刷中); empty if none."""
    bare = re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", words).lower())
    found = _STATES.get(bare) or _BY_JAPANESE.get(bare)
    return found[0 if japanese else 1] if found else ""


def publication_state(work: Work, *, japanese: bool) -> str:
    """Whether a work is out: ``pubstate``, or a note that says this and no more."""
    declared = work.text("pubstate")
    if declared.lower() == "published":
        return ""
    if declared:
        return known_state(declared, japanese=japanese) or declared
    said = (known_state(work.text(field), japanese=japanese) for field in _FREE_TEXTS)
    return next(filter(None, said), "")


def published_how(work: Work) -> str:
    """``howpublished`` in words; not an address, that it is online, nor a state."""
    return said_to_readers(work, "howpublished")


def remarks(work: Work, *, japanese: bool, taken: str) -> str:
    """What stands beside the title and the imprint, in the order of BibLaTeX's styles.

    ``taken`` is a text that another variable has already.
    """
    said = [said_to_readers(work, field) for field in ADDONS]
    said += _contributions(work, japanese=japanese)
    said += [said_to_readers(work, field) for field in ("note", "addendum")]
    kept = dict.fromkeys(curled(each) for each in said if each and each != taken)
    return ("、" if japanese else ", ").join(kept)


def address_in(work: Work) -> str:
    """An address that stands in ``howpublished``, or is all that a note says."""
    for field in _FREE_TEXTS:
        value = plain_url(work.raw(field))
        found = ADDRESS.search(value)
        if found and (field == "howpublished" or _says_no_more(value)):
            return found[0]
    return ""


def said_to_readers(work: Work, field: str) -> str:
    """A free text without an address; empty if it tells a state, or is kept for a program."""
    said = work.text(field).strip()
    if field == "howpublished":
        said = ADDRESS.sub("", said).strip(" ,;:()、，（）")
    if not said or known_state(said, japanese=True) or _ONLINE.fullmatch(said):
        return ""
    if PICTOGRAPH.search(said) or _OF_MANAGERS.match(said) or _says_no_more(said):
        return ""
    if _IDENTITY.match(said) and work.raw("doi", "eprint", "url"):
        return ""
    return said[:-1] if said[-1] in ".。" and not said.endswith("..") else said


def _says_no_more(said: str) -> bool:
    """Whether a note holds nothing but an address or a day of access."""
    told = ADDRESS.search(said) or _ACCESSED.search(said)
    return told is not None and not _ACCESS.sub("", ADDRESS.sub("", said))


def _contributions(work: Work, *, japanese: bool) -> Iterator[str]:
    supervised = bool(supervising_editors(work)) and japanese  # who stand before the editors
    roles = {
        field: _ROLES.get(work.text(f"{field}type").lower(), _EDITED)
        for field in _SECOND_EDITORS[supervised:]
    }
    for field, forms in (roles | _CONTRIBUTORS).items():
        names = [spelled(name) for name in csl_names(work.raw(field))]
        if names:
            yield forms[0 if japanese else 1].format(in_a_row(names, japanese=japanese))
