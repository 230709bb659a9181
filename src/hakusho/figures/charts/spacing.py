"""Placing labels along a line so that none overlaps and each stays near its own place."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def spread(wanted: Sequence[float], sizes: Sequence[float], low: float, high: float) -> list[float]:
    """Move labels apart: each begins near where it is wanted, between ``low`` and ``high``.

    Least squares under order: with the sizes before it taken off, each place may not be less than
    the one before, which is isotonic regression, solved by pooling adjacent violators (Barlow et
    al., Statistical Inference under Order Restrictions, 1972). Cutting its solution to the bounds
    is the solution within bounds. If the room is too small, they run over ``high``.
    """
    before = [0.0, *accumulate(sizes)][: len(sizes)]
    pools: list[tuple[float, int]] = []
    for place, offset in zip(wanted, before, strict=True):
        mean, count = place - offset, 1
        while pools and pools[-1][0] > mean:
            other, many = pools.pop()
            mean, count = (mean * count + other * many) / (count + many), count + many
        pools.append((mean, count))
    most = max(low, high - sum(sizes))
    free = [min(max(mean, low), most) for mean, count in pools for _ in range(count)]
    return [place + offset for place, offset in zip(free, before, strict=True)]
