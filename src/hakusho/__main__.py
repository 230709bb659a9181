"""``hakusho``, and ``python -m hakusho``, which is the same."""

from hakusho.tools.interruption import heed_signals


def run() -> None:
    """Run the command line as a process of its own, which ends when it is told to."""
    heed_signals()
    from hakusho.cli import main  # noqa: PLC0415  a signal may come while it is being loaded

    main()


if __name__ == "__main__":  # processes that draw figures import this module again
    run()
