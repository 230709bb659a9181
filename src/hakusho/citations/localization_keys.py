"""Localization keys of BibLaTeX: what stands in a field for words that a style has in its language.

Source: the biblatex manual 3.20, 2.2 (which fields hold keys) and 4.9.2 (the keys), and its
``english.lbx``. What an editor did is in ``remarks.py`` and ``people.py``, the state of publication
in ``remarks.py``.
"""

from __future__ import annotations

import re

TYPES = {
    "patent": "patent", "patentde": "German patent", "patenteu": "European patent",
    "patentfr": "French patent", "patentuk": "British patent", "patentus": "U.S. patent",
    "patreq": "patent request", "patreqde": "German patent request",
    "patreqeu": "European patent request", "patreqfr": "French patent request",
    "patrequk": "British patent request", "patrequs": "U.S. patent request",
    "datacd": "data CD", "audiocd": "audio CD", "software": "",
    "candthesis": "Candidate thesis", "bathesis": "Bachelor’s thesis",
}  # fmt: skip
"""Keys of ``type`` that are no English; theses that a style has words for are not among them."""
_COUNTRIES = {
    "countryde": "Germany", "countryeu": "European Union", "countryep": "European Union",
    "countryfr": "France", "countryuk": "United Kingdom", "countryus": "United States",
}  # fmt: skip
_SERIES = {"newseries": "new ser.", "oldseries": "old ser."}
_OTHERS = {
    "andothers": "et al.", "and": "and", "astitle": "as", "byauthor": "by",
    "byeditor": "ed. by", "bytranslator": "trans. by", "chapter": "chap.", "circa": "c.",
    "column": "col.", "columns": "cols.", "confer": "cf.", "edition": "ed.", "editor": "ed.",
    "editors": "eds.", "forthcoming": "forthcoming", "ibidem": "ibid.", "in": "in",
    "inpress": "in press", "involumes": "in", "issue": "issue", "jourser": "ser.",
    "jourvol": "vol.", "nodate": "n.d.", "number": "no.", "numbers": "nos.",
    "ofseries": "of", "opcit": "op. cit.", "origpubas": "originally published as",
    "origpubin": "originally published in", "page": "p.", "pages": "pp.", "part": "pt.",
    "phdthesis": "PhD thesis", "mathesis": "Master’s thesis", "pseudonym": "pseud.",
    "quotedin": "quoted in", "reprint": "repr.", "reprintas": "reprinted as",
    "reprintfrom": "reprinted from", "reprintof": "reprint of", "resreport": "research report",
    "reviewof": "review of", "revisededition": "rev. ed.", "section": "sec.",
    "sections": "secs.", "see": "see", "seealso": "see also", "seenote": "see n.",
    "series": "ser.", "submitted": "submitted", "techreport": "technical report",
    "translationas": "translated as", "translationfrom": "translated from",
    "translationof": "translation of", "translator": "trans.", "urlfrom": "available from",
    "urlseen": "accessed", "version": "version", "volume": "vol.", "volumes": "vols.",
}  # fmt: skip
"""Keys that stand in ``\\bibstring`` within a text; a few are of ``biblatex-chicago``."""
_WORDS = TYPES | _COUNTRIES | _SERIES | _OTHERS
_CALL = re.compile(r"\\bib(?:l|s|cp|ncp)?string\*?\s*\{(\w+)\}")


def words_of(key: str) -> str:
    """The words for a key in English; what is no key, as it is."""
    return _WORDS.get(key.lower(), key)


def unknown_in(value: str) -> tuple[str, ...]:
    r"""The keys in ``\bibstring{…}`` that have no words here."""
    return tuple(key for key in _CALL.findall(value) if key.lower() not in _WORDS)


def country(name: str) -> str:
    """A country where a patent holds, for its key."""
    return _COUNTRIES.get(name.lower(), name)


def series_of_journal(name: str) -> str:
    """A series of a journal, which is a number or a key (``series`` of ``@article``)."""
    if name.isdecimal():
        last = name[-1] if name[-2:-1] != "1" else "0"
        return f"{name}{ {'1': 'st', '2': 'nd', '3': 'rd'}.get(last, 'th') } ser."
    return _SERIES.get(name.lower(), name)
