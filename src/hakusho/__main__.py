"""``hakusho``, and ``python -m hakusho``, which is the same."""

import os
import sys

# ``-m`` lets modules of the working folder hide libraries, and that folder is somebody's paper.
if not sys.flags.safe_path and sys.path[:1] == [os.getcwd()]:  # noqa: PTH109  nothing is loaded yet
    del sys.path[0]

from hakusho.tools.interruption import heed_signals


def run() -> None:
    """Run the command line as a process of its own, which ends when it is told to."""
    heed_signals()
    # Models are ours alone: what else is installed neither changes them nor is searched for.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    from hakusho.tools.compiled_code import compiled_once  # noqa: PLC0415  a signal may come

    with compiled_once():
        from hakusho.cli import main  # noqa: PLC0415  and loads much

        main()


if __name__ == "__main__":
    run()
