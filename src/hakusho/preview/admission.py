"""Who is answered: pages of this server's own, in a browser of whoever has its address.

A page of any other site may send requests to this machine, by a name of its own that leads here
(DNS rebinding) too. So each request has to name this server (``Host``), to come from itself or to
be typed (``Origin``, ``Sec-Fetch-Site``: https://www.w3.org/TR/fetch-metadata/), and to begin with
a secret that is another one in each run. Nothing can be changed by a request.
"""

from __future__ import annotations

import secrets
from http import HTTPStatus
from typing import TYPE_CHECKING

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_METHODS = frozenset({"GET", "HEAD"})
_OWN = frozenset({"", "none", "same-origin"})
"""What ``Sec-Fetch-Site`` says of a page's own requests and of an address that was typed."""
_SEALED = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",  # the address holds the secret
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
    "Content-Security-Policy": _SEALED,
}
"""What every answer says, unless it says so otherwise itself."""


class Admission:
    """Hands on what may be answered, and refuses all else in a sentence."""

    def __init__(self, app: ASGIApp, *, token: str, port: int) -> None:
        self._app, self._token = app, token
        self._hosts = frozenset(f"{name}:{port}" for name in ("127.0.0.1", "localhost"))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as an ASGI application does."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":  # nothing here speaks by other ways
            await send({"type": "websocket.close", "code": 1008})
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                said = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    said.setdefault(name, value)
            await send(message)

        refused = self._refusal(scope)
        app = PlainTextResponse(f"{refused[1]}\n", refused[0]) if refused else self._app
        await app(scope, receive, send_with_headers)

    def _refusal(self, scope: Scope) -> tuple[HTTPStatus, str] | None:
        """Why a request is not answered; ``None`` if it is."""
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if host not in self._hosts:
            return HTTPStatus.MISDIRECTED_REQUEST, "This server has another name."
        if headers.get("origin", f"http://{host}") != f"http://{host}":
            return HTTPStatus.FORBIDDEN, "Another site is not answered."
        if headers.get("sec-fetch-site", "") not in _OWN and not _is_opened(headers):
            return HTTPStatus.FORBIDDEN, "Another site is not answered."
        if scope["method"] not in _METHODS:
            return HTTPStatus.METHOD_NOT_ALLOWED, "Nothing can be changed here."
        given = scope["path"].removeprefix("/").partition("/")[0].encode("utf-8", "surrogatepass")
        if not secrets.compare_digest(given, self._token.encode()):
            return HTTPStatus.FORBIDDEN, "Open the address that hakusho preview has printed last."
        return None


def _is_opened(headers: Headers) -> bool:
    """Whether a person opens the address by a link, in a tab of its own."""
    fetched = (headers.get("sec-fetch-mode"), headers.get("sec-fetch-dest"))
    return fetched == ("navigate", "document")
