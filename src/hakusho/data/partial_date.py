"""A date as far as it is known."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A day, a month or a year.

    Attributes:
        year: Of the Western calendar.
        month: 1 to 12; 0 if only the year is known.
        day: 1 to 31; 0 if the day is not known.
    """

    year: int
    month: int = 0
    day: int = 0

    def __post_init__(self) -> None:
        date(self.year, self.month or 1, self.day or 1)  # raises ValueError
        if self.day and not self.month:
            raise ValueError("a day needs a month")

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read a date in ISO 8601, cut to what is known.

        Args:
            text: ``1978-11-27``, ``1975-08`` or ``1955``; full-width digits count too.

        Returns:
            The date.

        Raises:
            ValueError: If it is none, or a day that no calendar has.
        """
        match = _ISO.fullmatch(unicodedata.normalize("NFKC", text).strip())
        if match is None:
            raise ValueError("dates are written as 1978-11-27, 1975-08 or 1955")
        year, month, day = (int(part) if part else None for part in match.groups())
        if month == 0 or day == 0:
            raise ValueError("there is no month or day 00")
        return cls(year or 0, month or 0, day or 0)

    def __str__(self) -> str:
        """ISO 8601, cut to what is known."""
        parts = [f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part)]
        return "-".join(parts)
