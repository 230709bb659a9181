"""Hakusho: policy papers from Markdown, BibTeX and Python figures, with every note checked."""

__version__ = "0.1.0"
