"""A quantity: a number or a range with its unit and how exact it is, and its form in print."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hakusho.data.frozen import FrozenMapping
from hakusho.data.numbers import print_number
from hakusho.data.qualifiers import IN_PRINT, Qualifier
from hakusho.data.units import singular, with_unit
from hakusho.paper.settings import Numbers

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

PLAIN = Numbers()
"""The house style of a paper that says nothing about numbers."""

UNCERTAIN = frozenset({"estimate", "projection"})
_SCALES = (" million", " billion", " trillion")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number or a range.

    Attributes:
        value: The number; ``None`` for a range or for nothing at all.
        low: The lower end of a range.
        high: The upper end of a range.
        qualifier: How exact it is.
        unit: What is counted, by language; ``en_one`` is the English singular where the rule
            does not give it.
        status: ``estimate``, ``projection``, … as the data have it.
    """

    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    qualifier: Qualifier = ""
    unit: Mapping[str, str] = field(default_factory=lambda: FrozenMapping[str]({}))
    status: str = ""

    @property
    def empty(self) -> bool:
        """Whether there is no number at all."""
        return self.value is None and self.low is None and self.high is None

    def text(self, language: str, style: Numbers = PLAIN, *, unit: bool = True) -> str:
        """The quantity as it is printed.

        Args:
            language: ``ja`` or ``en``.
            style: The paper's house style.
            unit: Whether the unit is printed.

        Returns:
            Plain text: ``1,000発``, ``45～50発``, ``約20発``; ``1,000 warheads``, ``at least 45
            warheads``. Empty if there is no number.
        """
        if self.empty:
            return ""
        number, one = self._number(language, style)
        printed = with_unit(number, self._unit(language, one=one), language) if unit else number
        words = IN_PRINT["ja" if language == "ja" else "en"]
        if self._approximate(style):
            printed = words["about"].format(printed)
        bound = self.bound
        return words[bound].format(printed) if bound else printed

    @property
    def bound(self) -> Qualifier:
        """Which side is open: ``at_least``, ``over``, ``at_most``, ``under``, or neither."""
        if self.value is None and (self.low is None) != (self.high is None):
            closed: Qualifier = "at_most" if self.low is None else "at_least"
            return closed if self.qualifier in {"", "about"} else self.qualifier
        return "" if self.qualifier == "about" else self.qualifier

    def _approximate(self, style: Numbers) -> bool:
        if self.qualifier == "about":
            return True
        guess = style.estimates == "about" and self.status in UNCERTAIN
        return guess and self.value is not None and not self.qualifier

    def _number(self, language: str, style: Numbers) -> tuple[str, bool]:
        """The number or range without its unit, and whether the unit is in the singular."""
        ends = [self.value] if self.value is not None else [self.low, self.high]
        known = [end for end in ends if end is not None]
        printed = [print_number(end, language, style.large) for end in known]
        if len(printed) == 1 or printed[0] == printed[1]:
            return printed[0], printed[0] in {"1", "−1"}
        return _range(printed[0], printed[1], language), False

    def _unit(self, language: str, *, one: bool) -> str:
        unit = self.unit.get(language, "")
        if one and language == "en":
            return self.unit.get("en_one", "") or singular(unit)
        return unit


def _range(low: str, high: str, language: str) -> str:
    if language == "ja":
        return f"{low}～{high}"
    for scale in _SCALES:
        if low.endswith(scale) and high.endswith(scale):
            low = low.removesuffix(scale)
    between = " to " if "−" in low + high else "–"
    return f"{low}{between}{high}"
