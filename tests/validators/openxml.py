"""The schemas and rules of Microsoft's Open XML SDK: whether Word opens a file without repair."""

from __future__ import annotations

from openxml_audit import FileFormat, OpenXmlValidator


def findings(document):
    """Everything that the validator has against a DOCX file: one line for each.

    A validator remembers the ids of the file before, so each file has its own.
    """
    validator = OpenXmlValidator(file_format=FileFormat.OFFICE_2019)
    result = validator.validate(str(document))
    return [f"{error.part_uri} {error.path}: {error.description}" for error in result.errors]
