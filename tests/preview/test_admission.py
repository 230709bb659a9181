"""Who is answered by a preview, and with what around it."""

import socket
from urllib.parse import urlsplit

import pytest

from hakusho.preview.admission import HEADERS

ROUTES = ["", "preview.js", "preview.css", "events", "edition/pdf", "page/0", "document/0"]
OURS = ["", "preview.js", "preview.css", "edition/pdf"]


@pytest.mark.parametrize("path", OURS)
def test_who_has_the_address_is_answered(text_preview, path):
    assert text_preview.ask(path)[0] == 200


@pytest.mark.parametrize("path", ROUTES)
@pytest.mark.parametrize(
    ("status", "headers"),
    [
        (421, {"Host": "rebound.example"}),
        (421, {"Host": "rebound.example:80"}),
        (421, {"Host": ""}),
        (403, {"Origin": "https://elsewhere.example"}),
        (403, {"Origin": "null"}),
        (403, {"Sec_Fetch_Site": "cross-site"}),
        (403, {"Sec_Fetch_Site": "same-site", "Sec_Fetch_Mode": "no-cors"}),
        (403, {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "navigate", "Sec_Fetch_Dest": "iframe"}),
    ],
)  # fmt: skip
def test_no_other_site_and_no_other_name_is_answered(text_preview, path, status, headers):
    answered, said, body = text_preview.ask(path, **headers)
    assert answered == status
    assert b"<" not in body
    assert "access-control-allow-origin" not in said


@pytest.mark.parametrize("path", ROUTES)
@pytest.mark.parametrize("token", ["", "x", "../", "%2e%2e", "%00", "é"])
def test_without_the_secret_nothing_is_answered(text_preview, path, token):
    target = f"/{token}/{path}".encode().decode("latin-1")
    if target.isascii():
        assert text_preview.ask(whole=target)[0] == 403
    secret = urlsplit(text_preview.address).path.strip("/")
    for nearly in (secret[:-1], secret + "x", secret.swapcase(), f"/{secret}"):
        assert text_preview.ask(whole=f"/{nearly}/{path}")[0] == 403


def test_targets_that_are_no_paths_are_refused(text_preview):
    for target in ("*", "preview.js", "http://elsewhere.example/", "//", "/"):
        assert text_preview.ask(whole=target)[0] in {400, 403, 421}


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_nothing_can_be_changed(text_preview, method):
    status, headers, _ = text_preview.ask(method=method)
    assert status == 405
    assert not [name for name in headers if name.startswith("access-control-")]


def test_a_link_that_a_person_follows_is_answered(text_preview):
    followed = {"Sec_Fetch_Mode": "navigate", "Sec_Fetch_Dest": "document"}
    assert text_preview.ask(Sec_Fetch_Site="cross-site", **followed)[0] == 200


@pytest.mark.parametrize("path", [*ROUTES[:3], *ROUTES[4:], "nothing", "edition/nothing"])
def test_every_answer_says_how_far_it_may_go(text_preview, path):
    _, headers, _ = text_preview.ask(path)
    for name, value in HEADERS.items():
        if name != "Content-Security-Policy":
            assert headers[name.lower()] == value
    assert "frame-ancestors" in headers["content-security-policy"]


def test_our_page_runs_what_bears_its_mark_and_nothing_else(text_preview):
    _, headers, body = text_preview.ask()
    policy = dict(
        part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";")
    )
    nonce = policy["script-src"].removeprefix("'nonce-").removesuffix("'")
    assert policy["default-src"] == "'none'"
    assert policy["style-src"] == f"'nonce-{nonce}'"
    assert body.count(nonce.encode()) == body.count(b"nonce=")
    assert nonce.encode() not in text_preview.ask()[2]


@pytest.mark.parametrize("path", ["..%2freport%2ftext.txt", "%2e%2e/report/text.txt", "report/text.txt",
                                  "page/..%2f..%2fetc%2fpasswd", "preview.html.j2", "edition/%2fetc%2fpasswd",
                                  "brief/..%2f..%2freport/text.txt", "brief/x/epub", "document/../app.py"])  # fmt: skip
def test_no_file_is_served(text_preview, path):
    status, _, body = text_preview.ask(path)
    assert status == 404
    assert body in {b"There is nothing of this name.\n", b"Not Found"}


def test_only_this_machine_is_listened_to(text_preview):
    assert text_preview.server._socket.getsockname()[0] == "127.0.0.1"
    with socket.socket() as other, pytest.raises(OSError, match="refused"):
        other.connect(("127.0.0.2", urlsplit(text_preview.address).port))
