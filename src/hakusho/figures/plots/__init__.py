"""From a figure in YAML to its chart and to what is said of it; loads matplotlib."""

from hakusho.figures.plots.ahead import last_fact
from hakusho.figures.plots.plot import plotted

__all__ = ["last_fact", "plotted"]
