"""One bibliography file by itself."""

from hakusho.citations.bibliography import load_bibliography
from hakusho.paper.source_file import SourceFile


def parse_bibliography(path, text):
    """The entries of a file, in order, and what is wrong with it."""
    bibliography, findings = load_bibliography([SourceFile(path, text)])
    return tuple(bibliography.entries.values()), findings
