"""The one place that knows the time.

An edition's time stamp is the paper's own date, so that the same sources always give the same
bytes; ``SOURCE_DATE_EPOCH`` (https://reproducible-builds.org/specs/source-date-epoch/) overrides.
"""

from __future__ import annotations

import os
import re
import time
from datetime import UTC, date, datetime


def stopwatch() -> float:
    """Seconds of a clock that only runs forward, for telling how long something took."""
    return time.perf_counter()


def processor_time() -> float:
    """Seconds of a processor that this thread has used."""
    return time.thread_time()


def today() -> date:
    """The day that it is where the author is: for a record of what was done, never an output."""
    return date(*time.localtime()[:3])


_GIVEN = re.compile(r"[0-9]{1,12}", re.ASCII)
_LATEST = 253_402_300_799
"""The last second of the year 9999, in seconds since 1970; formats have four digits for a year."""


class BadEpochError(ValueError):
    """``SOURCE_DATE_EPOCH`` is no time; ``args[0]`` says so."""


def given_epoch() -> int | None:
    """What ``SOURCE_DATE_EPOCH`` says, in seconds since 1970; ``None`` if it is unset or empty.

    Raises:
        BadEpochError: If it says something else.
    """
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not given:
        return None
    if not _GIVEN.fullmatch(given) or int(given) > _LATEST:
        message = (
            f"SOURCE_DATE_EPOCH must be seconds since 1970, 0 to {_LATEST}, not {given[:40]!r}"
        )
        raise BadEpochError(message)
    return int(given)


def epoch_of(day: date) -> int:
    """The time stamp of everything that a build writes.

    Returns:
        ``SOURCE_DATE_EPOCH`` if it is set, else midnight UTC of ``day``, in seconds since 1970.

    Raises:
        BadEpochError: If ``SOURCE_DATE_EPOCH`` is no time.
    """
    given = given_epoch()
    if given is not None:
        return given
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())
