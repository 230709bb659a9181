"""What a chart raises when it cannot be drawn legibly."""

from __future__ import annotations

from hakusho.findings import SaidError


class ChartError(SaidError, ValueError):
    """The data do not fit the chart; ``args[0]`` says why and what to do."""
