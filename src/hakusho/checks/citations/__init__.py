"""CIT001 to CIT014: the citations in the text, one module per concern."""

from hakusho.checks.citations.cited_text import CitedText, cited_text_of
from hakusho.checks.citations.table import check_citations

__all__ = ["CitedText", "check_citations", "cited_text_of"]
