"""``python -m hakusho`` is the same as ``hakusho``."""

import os
import sys

# ``-m`` lets modules of the working folder hide libraries, and that folder is somebody's paper.
if not sys.flags.safe_path and sys.path[:1] == [os.getcwd()]:  # noqa: PTH109  nothing is loaded yet
    del sys.path[0]

from hakusho.cli import main

if __name__ == "__main__":
    main()
