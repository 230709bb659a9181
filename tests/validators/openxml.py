"""The schemas and rules of Microsoft's Open XML SDK: whether Word opens a file without repair."""

from __future__ import annotations

from functools import cache

from openxml_audit import FileFormat, OpenXmlValidator


def findings(document):
    """Everything that the validator has against a DOCX file: one line for each."""
    result = _validator().validate(str(document))
    return [f"{error.part_uri} {error.path}: {error.description}" for error in result.errors]


@cache
def _validator():
    """One for all files: it takes longer to read the schemas than to validate a file."""
    return OpenXmlValidator(file_format=FileFormat.OFFICE_2019)
