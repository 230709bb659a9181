"""A paper's data: datasets, the facts and tables that prose takes from them, and dates."""

from hakusho.data.datasets import load_datasets
from hakusho.data.frozen import FrozenMapping
from hakusho.data.model import Dataset, MissingColumnError, Row
from hakusho.data.sidecar import Sidecar

__all__ = ["Dataset", "FrozenMapping", "MissingColumnError", "Row", "Sidecar", "load_datasets"]
