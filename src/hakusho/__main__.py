"""``python -m hakusho`` is the same as ``hakusho``."""

from hakusho.cli import main

if __name__ == "__main__":  # processes that draw figures import this module again
    main()
