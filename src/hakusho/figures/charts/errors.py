"""What a chart raises when it cannot be drawn legibly."""

from __future__ import annotations


class ChartError(ValueError):
    """The data do not fit the chart; ``args[0]`` says why and what to do."""
