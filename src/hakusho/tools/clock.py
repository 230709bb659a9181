"""The one place that knows the time.

An edition's time stamp is the paper's own date, so that the same sources always give the same
bytes; ``SOURCE_DATE_EPOCH`` (https://reproducible-builds.org/specs/source-date-epoch/) overrides.
"""

from __future__ import annotations

import os
import time
from datetime import UTC, date, datetime


def stopwatch() -> float:
    """Seconds of a clock that only runs forward, for telling how long something took."""
    return time.perf_counter()


def today() -> date:
    """The day that it is where the author is: for a record of what was done, never an output."""
    return date(*time.localtime()[:3])


def epoch_of(day: date) -> int:
    """The time stamp of everything that a build writes.

    Returns:
        ``SOURCE_DATE_EPOCH`` if it is set and a number, else midnight UTC of ``day``, in
        seconds since 1970.
    """
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if given.isdecimal():
        return int(given)
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())
