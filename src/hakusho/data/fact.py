"""What a fact is: a value of the data that prose can ask for by its id, with where it is from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hakusho.data.errors import ValueForAuthorError
from hakusho.data.quantities import PLAIN, Quantity
from hakusho.findings import also

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal

    from hakusho.data.model import Row
    from hakusho.data.qualifiers import Qualifier
    from hakusho.findings import Location
    from hakusho.paper.settings import Numbers

_CITEKEY = re.compile(r"\w+(?:[:.#$%&\-+?<>~/]\w+)*")


@dataclass(frozen=True, slots=True)
class Fact:
    """A row with an ``id``, or a value that a sidecar derives from such rows.

    Attributes:
        id: What prose calls it, in Unicode NFC.
        value: The number of the column ``value``, if there is one.
        low: The lower end of a range, if there is one.
        high: The upper end of a range.
        unit: What is counted, by language: ``unit_ja`` and ``unit_en``, or ``unit`` for Japanese
            and, if it is in Latin letters, for English; ``en_one`` is the English singular.
        status: ``estimate``, ``projection``, ``ceiling``, ``fact``, …, as the row has it.
        source: A citekey, or nothing; the first if there are several.
        locator: Where in the source, as a note prints it.
        date: ISO 8601, cut to what is known, or nothing; the column ``date``, else ``year``.
        row: The row, for all other columns; of a derived value, its id and its place.
        labels: What it is, by language: the columns ``label_ja``, ``item_en``, ….
        qualifier: How exact it is: the column ``qualifier``.
        dataset: Name of the dataset that holds it.
        sources: Citekey and locator of each source; a derived value has those of its operands.
        as_of: When the value held, ISO 8601 cut to what is known; the row's, else the dataset's.
        review_by: When somebody must look at it again; likewise.
        operands: Ids of the facts that it is derived from.
    """

    id: str
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: Mapping[str, str]
    status: str
    source: str
    locator: str
    date: str
    row: Row
    labels: Mapping[str, str]
    qualifier: Qualifier = ""
    dataset: str = ""
    sources: tuple[tuple[str, str], ...] = ()
    as_of: str = ""
    review_by: str = ""
    operands: tuple[str, ...] = ()

    @property
    def location(self) -> Location:
        """Where it is written."""
        return self.row.location

    @property
    def quantity(self) -> Quantity:
        """Its number or range with unit and qualifier; empty where it has none."""
        return Quantity(self.value, self.low, self.high, self.qualifier, self.unit, self.status)

    def text(self, language: str, style: Numbers = PLAIN) -> str:
        """The value as prose prints it.

        Args:
            language: ``ja`` or ``en``.
            style: The paper's house style.

        Returns:
            Plain text: ``1,000発``, ``45～50発``; ``1,000 warheads``, ``45–50 warheads``.

        Raises:
            ValueForAuthorError: If the row has no number.
        """
        printed = self.quantity.text(language, style)
        if not printed:
            raise self.lacks("the fact '{id}' has no value")
        return printed

    @property
    def citation(self) -> str:
        """The citation of its sources, as Markdown: ``[@mod2023, 61頁]``, ``[@a; @b, p. 3]``.

        Raises:
            ValueForAuthorError: If it has no source.
        """
        if not self.sources:
            raise self.lacks("the fact '{id}' has no source")
        return citation_of(self.sources)

    def lacks(self, message: str) -> ValueForAuthorError:
        """What to raise where something is asked for that it does not have."""
        related = also(self.location, "the fact")
        return ValueForAuthorError(message, self.id, because=self.row.subjects, related=related)


def citation(source: str, locator: str) -> str:
    """A citation in Markdown.

    Args:
        source: A citekey.
        locator: Where in the source; may be empty.

    Returns:
        ``[@mod2023, 61頁]``; a key that pandoc would end early stands in braces.
    """
    return citation_of([(source, locator)])


def citation_of(sources: Sequence[tuple[str, str]]) -> str:
    """One citation of several sources in Markdown.

    Args:
        sources: Citekeys and locators, at least one.

    Returns:
        ``[@mod2023, 61頁; @dod2023, p. 67]``.
    """
    parts = []
    for source, locator in sources:
        key = f"@{source}" if _CITEKEY.fullmatch(source) else f"@{{{source}}}"
        parts.append(f"{key}, {locator}" if locator else key)
    return f"[{'; '.join(parts)}]"
