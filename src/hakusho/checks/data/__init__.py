"""DAT: what the text types instead of asking for, and what the data do not say or say twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hakusho.checks.data.captions import check_captions
from hakusho.checks.data.data_audit import (
    DataAudit,
    check_agreement,
    check_reviews,
    check_sources,
    check_unused,
)
from hakusho.checks.data.typed_cells import check_typed_cells
from hakusho.checks.data.typed_values import check_typed_dates, check_typed_numbers
from hakusho.checks.own_words import own_words
from hakusho.manuscript.known_names import TYPED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hakusho.findings import Finding

__all__ = ["DataAudit", "check_data"]


def check_data(audit: DataAudit) -> Iterator[Finding]:
    """DAT007 to DAT012 and DAT018, on data and on the text that could have used them."""
    yield from check_sources(audit)
    yield from check_reviews(audit)
    yield from check_agreement(audit)
    yield from check_unused(audit)
    proses = [own_words(each).without(TYPED) for each in audit.chapters]
    for prose in proses:
        yield from check_typed_numbers(prose, audit.facts)
        yield from check_typed_dates(prose, audit.facts)
    yield from check_typed_cells(proses, audit.datasets)
    yield from check_captions(audit.captions, audit.facts)
