"""Citations: ``.bib`` files to entries, entries to CSL JSON, locators, the citation style."""

from hakusho.citations.bibliography import load_bibliography, parse_bibliography
from hakusho.citations.csl_json import to_csl_json
from hakusho.citations.locators import Locator, normalise, parse_locator
from hakusho.citations.model import Bibliography, CitationUse, Entry, normal_key
from hakusho.citations.style import Style, load_style

__all__ = [
    "Bibliography",
    "CitationUse",
    "Entry",
    "Locator",
    "Style",
    "load_bibliography",
    "load_style",
    "normal_key",
    "normalise",
    "parse_bibliography",
    "parse_locator",
    "to_csl_json",
]
