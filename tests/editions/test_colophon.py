"""What the colophon says about tools."""

import re

import hakusho
from hakusho.editions.pdf import produced_with


def test_tools_are_named_with_their_versions():
    said = re.fullmatch(r"Hakusho (\S+) / Typst \d+(\.\d+)+\S*", produced_with())
    assert said[1] == hakusho.__version__
