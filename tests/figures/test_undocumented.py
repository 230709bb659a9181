"""A process that draws loads matplotlib without its docstrings."""

from __future__ import annotations

import subprocess
import sys

CODE = """
from hakusho.figures.undocumented import without_docstrings
with without_docstrings():
    from matplotlib.patches import Rectangle
from matplotlib.artist import kwdoc
print("facecolor" in Rectangle.set.__doc__, "facecolor" in kwdoc(Rectangle))
rectangle = Rectangle((0, 0), 1, 1)
rectangle.set(facecolor="red")
print(rectangle.get_facecolor())
"""


def test_artists_have_all_but_their_docstrings():
    command = (sys.executable, "-c", CODE)
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["False True", "(1.0, 0.0, 0.0, 1.0)"]
