"""``python -m hakusho`` is the same as ``hakusho``."""

from hakusho.cli import main

main()
