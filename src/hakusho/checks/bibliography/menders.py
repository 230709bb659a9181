"""The table of what ``hakusho check --fix`` can mend without judgement, by rule."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from hakusho.checks.bibliography.characters import without_invisible
from hakusho.checks.bibliography.identifiers import mended_identifier
from hakusho.checks.bibliography.links import mended_url
from hakusho.checks.bibliography.months_and_editions import mended_edition, mended_month
from hakusho.checks.bibliography.pages import mended_range
from hakusho.checks.bibliography.units import mended_number
from hakusho.checks.bibliography.widths import mended_width

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hakusho.citations.mending import Mender
    from hakusho.citations.works import Work


def _visible(_field: str, value: str, _work: Work) -> str | None:
    return without_invisible(value)


MENDERS: Mapping[str, Sequence[Mender]] = MappingProxyType(
    {
        "CIT046": (_visible,),
        "CIT045": (mended_width,),
        "CIT025": (mended_number,),
        "CIT027": (mended_range,),
        "CIT028": (mended_month, mended_edition),
        "CIT032": (mended_identifier,),
        "CIT034": (mended_url,),
    }
)
"""Rule id to its menders: from the characters of a value to its form."""
