"""A preview that is served from a thread, with an engine of ours or one that only looks like it."""

from __future__ import annotations

import gc
import http.client
import json
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from hakusho.engine.engine import Engine, Finished, Page
from hakusho.pipeline.result import Result
from hakusho.preview.editor_link import DEFAULT, EditorLink
from hakusho.preview.serve import Preview

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True, scope="package")
def tests_of_others_set_aside():
    """A preview collects garbage after each round: let it not search what all tests have left."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.fixture(autouse=True)
def _tests_before_set_aside():
    gc.freeze()


class TextEngine:
    """An engine whose page is a text file, a paragraph for each line, and which keeps a diary."""

    def __init__(self, root):
        self.file = root / "report" / "text.txt"
        self.diary = []

    def page(self):
        text = self.file.read_text(encoding="utf-8")
        self.diary.append(("page", text))
        body = "".join(f"<p>{line}</p>" for line in text.splitlines())
        html = f'<!DOCTYPE html><html lang="en"><title>Text</title><body><main>{body}</main></html>'
        return Page(html, (), ())

    def check(self, **_settings):
        self.diary.append(("check", self.file.read_text(encoding="utf-8")))
        return Result(())

    def finished(self, edition, brief=""):
        text = f"{edition} {brief}"
        return Finished(text.encode(), f"文書.{edition}", (), text)


@dataclass
class Served:
    root: Path
    server: Preview
    defects: list

    @property
    def address(self):
        return self.server.address

    def ask(self, path="", *, whole=None, method="GET", **headers):
        """An answer to a request: status, headers, body; ``whole`` is the path from the root."""
        parts = urlsplit(self.address)
        link = http.client.HTTPConnection(parts.hostname, parts.port)
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        target = parts.path + path if whole is None else whole
        link.putrequest(method, target, skip_host="host" in given or "Host" in given)
        for name, value in given.items():
            link.putheader(name, value)
        link.endheaders()
        answer = link.getresponse()
        body = answer.read()
        link.close()
        return answer.status, {k.lower(): v for k, v in answer.getheaders()}, body

    def states(self, of=""):
        """States as a page is told of them, one after the other."""
        parts = urlsplit(self.address)
        link = http.client.HTTPConnection(parts.hostname, parts.port)
        link.request("GET", f"{parts.path}events?of={of}")
        answer = link.getresponse()
        try:
            while line := answer.readline():
                if line.startswith(b"data: "):
                    yield json.loads(line[6:])
        finally:
            link.close()

    def state(self, wanted, of=""):
        """The first state from now on that is as wanted."""
        return next(state for state in self.states(of) if wanted(state))


@pytest.fixture(scope="module")
def serve():
    """Serves the preview of a folder until the module's tests are done."""
    served = []

    def start(root, engine, editor=DEFAULT):
        defects = []

        def defect(error):
            defects.append(error)
            return "The details are in a file."

        server = Preview(root, engine, EditorLink.of(editor, root), defect=defect)
        thread = threading.Thread(target=server.run)
        thread.start()
        served.append((server, thread, engine))
        return Served(root, server, defects)

    yield start
    for server, thread, engine in served:
        server.end()
        thread.join()
        if isinstance(engine, Engine):
            engine.close()


@pytest.fixture(scope="module")
def text_paper(tmp_path_factory):
    """A folder for an engine that only reads a text file."""
    root = tmp_path_factory.mktemp("text")
    (root / "report").mkdir()
    (root / "report" / "text.txt").write_text("One.\nTwo.\nThree.\n", encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def text_preview(serve, text_paper):
    """Its preview."""
    return serve(text_paper, TextEngine(text_paper))


@pytest.fixture
def text_engine(text_paper):
    """The engine of such a folder, for a test that changes what it says."""
    return TextEngine(text_paper)
