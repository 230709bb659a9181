"""A paper of somebody else's, whose templates bring a script of their own."""

import socket
import threading

import pytest

from hakusho.engine.engine import Engine
from validators import axe

pytestmark = pytest.mark.browser

TEMPLATE = """\
<!DOCTYPE html>
<html lang="ja"><head><title>{{ title }}</title></head>
<body><main>{{ body }}</main><p id="tried"></p>
<script>
const there = "http://127.0.0.1:PORT/";
new Image().src = there + "image";
document.body.append(Object.assign(document.createElement("script"), { src: there + "script" }));
document.body.append(Object.assign(document.createElement("iframe"), { src: there + "frame" }));
navigator.sendBeacon(there + "beacon", document.body.textContent);
const tries = [fetch(there + "fetch"), fetch("../events"), new Promise((_, no) => {
  const socket = new WebSocket("ws://127.0.0.1:PORT/");
  socket.onerror = no;
})];
Promise.allSettled(tries).then((done) => {
  document.getElementById("tried").textContent = done.map((each) => each.status).join(" ");
});
</script></body></html>
"""


@pytest.fixture
def listener():
    """A server of somebody else's: its port, and what it was asked."""
    asked = []
    server = socket.create_server(("127.0.0.1", 0))

    def listen():
        while True:
            try:
                link, _ = server.accept()
            except OSError:
                return
            with link:
                asked.append(link.recv(1000))

    thread = threading.Thread(target=listen, daemon=True)
    thread.start()
    yield server.getsockname()[1], asked
    server.shutdown(socket.SHUT_RDWR)
    server.close()
    thread.join()


def test_a_papers_own_script_reaches_nobody(serve, make_paper, listener):
    port, asked = listener
    template = TEMPLATE.replace("PORT", str(port))
    root = make_paper({"templates/html/report.html.j2": template})
    served = serve(root, Engine(root))
    with axe.chromium() as browser:
        page = axe.window(browser, offline=False).new_page()
        page.goto(served.address)
        frame = page.frame_locator("#frame")
        frame.locator("#tried:not(:empty)").wait_for(state="attached")
        assert frame.locator("#tried").inner_text() == "rejected rejected rejected"
        page.context.close()
    assert [each for each in asked if each] == []  # a browser may connect, and then says nothing
