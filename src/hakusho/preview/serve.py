"""The server of a preview: on this machine alone, until it is told to end."""

from __future__ import annotations

import logging
import os
import secrets
import socket
from contextlib import nullcontext
from typing import TYPE_CHECKING

import uvicorn

from hakusho.preview.app import preview_app
from hakusho.preview.live import Live

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from pathlib import Path

    from hakusho.engine.engine import Engine
    from hakusho.preview.editor_link import EditorLink

LOOPBACK = "127.0.0.1"
_GRACE = 1
"""Seconds that pages have to close when the server ends by itself."""


class _Server(uvicorn.Server):
    """Leaves signals to :mod:`hakusho.tools.interruption`, which ends a command with all it has."""

    def capture_signals(self) -> AbstractContextManager[None]:  # type: ignore[override]
        return nullcontext()


class Preview:
    """A paper's preview at an address that is known before anything is answered.

    Attributes:
        address: Where it is found, with its secret.
    """

    def __init__(
        self,
        root: Path,
        engine: Engine,
        links: EditorLink,
        *,
        defect: Callable[[Exception], str],
        port: int = 0,
    ) -> None:
        """Take a port of this machine; 0 is any that is free.

        Raises:
            OSError: If it cannot be had.
        """
        self._socket = _listening(port)
        self._live = Live(root, engine, defect)
        port, token = self._socket.getsockname()[1], secrets.token_urlsafe(24)
        self.address = f"http://{LOOPBACK}:{port}/{token}/"
        app = preview_app(root, self._live, links, token=token, port=port)
        config = uvicorn.Config(
            app,
            log_config=None,
            log_level=logging.CRITICAL + 1,  # what fails is said by us
            access_log=False,
            server_header=False,
            date_header=False,
            ws="none",
            http="h11",
            loop="asyncio",
            timeout_graceful_shutdown=_GRACE,
        )
        self._server = _Server(config)

    def run(self) -> None:
        """Answer until :meth:`end` is called, or the process is told to end."""
        try:
            self._server.run(sockets=[self._socket])
        finally:
            self._socket.close()
            self._live.close()

    def end(self) -> None:
        """Let :meth:`run` return; for another thread."""
        self._server.should_exit = True


def _listening(port: int) -> socket.socket:
    taken = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        if os.name == "posix":  # elsewhere it would let two servers have one port
            taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind((LOOPBACK, port))
        taken.listen()  # who opens the address at once waits, and is not refused
    except OSError:
        taken.close()
        raise
    return taken
