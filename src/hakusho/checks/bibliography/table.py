"""The table of checks of the bibliography."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hakusho.checks.bibliography.audit import Audit
    from hakusho.findings import Finding

CHECKS: tuple[Callable[[Audit], Iterator[Finding]], ...] = ()
"""Every check of the bibliography; the order does not matter, findings are sorted by place."""


def check_bibliography(audit: Audit) -> Iterator[Finding]:
    """Run every check of the bibliography.

    Yields:
        CIT020 and above, in no particular order.
    """
    for check in CHECKS:
        yield from check(audit)
