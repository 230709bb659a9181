"""Days as spreadsheets number them.

Excel takes 1900 for a leap year (ISO/IEC 29500-1, 18.17.4.1), so that day 60 is one that never was;
workbooks of old Macintosh versions count from 1904.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

_SECONDS = 24 * 60 * 60
_NEVER = 60
BETWEEN_CALENDARS = 1462
"""Days from 1 January 1904 back to where Excel counts from."""
_LAST = 2_958_465
"""31 December 9999."""


def date_of_number(number: Decimal, *, from_1904: bool = False) -> str:
    """The date of a day's number.

    Returns:
        ISO 8601: ``2024-04-01``, with the time if there is one: ``2024-04-01 13:30:00``; of a
        number below 1 the time alone.

    Raises:
        ValueError: If there is no such day.
    """
    seconds = int((number * _SECONDS).to_integral_value(ROUND_HALF_UP))
    days, seconds = divmod(seconds, _SECONDS)
    minutes, seconds_left = divmod(seconds, 60)
    time = f"{minutes // 60:02}:{minutes % 60:02}:{seconds_left:02}"
    if not days and not from_1904:
        return time
    if not 0 <= days <= _LAST or (days == _NEVER and not from_1904):
        raise ValueError(f"there is no day of the number {number}")
    start = date(1904, 1, 1) if from_1904 else date(1899, 12, 31 if days < _NEVER else 30)
    day = (start + timedelta(days=days)).isoformat()
    return f"{day} {time}" if seconds else day
