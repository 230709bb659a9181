"""CIT035: files that entries name (``file``), as JabRef, Zotero and Mendeley write them.

Most of them are a reference manager's, on one machine: absolute paths, or names in a folder that
its settings know. Only a path into a folder that the paper has can be said to be wrong.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hakusho.checks.bibliography.audit import named_files, own_values

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hakusho.checks.bibliography.audit import Audit
    from hakusho.findings import Finding


def check_files(audit: Audit) -> Iterator[Finding]:
    """CIT035 at entries that name a file in the paper's folder that is not there."""
    if not audit.missing_files:
        return
    for value in own_values(audit.works, "file"):
        for path in named_files(value.raw):
            if path in audit.missing_files:
                message = "the file {path} does not exist"
                hint = "Correct the path, or delete the field: no edition needs it."
                yield value.finding("CIT035", message, hint, path)
