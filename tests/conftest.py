"""What all tests share: papers written on the spot, and copies of those in the repository."""

from __future__ import annotations

import gc
import os
import pickle
import re
import shutil
import signal
import subprocess
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from textwrap import dedent
from threading import Thread
from types import SimpleNamespace

import pytest
from click.testing import CliRunner
from filelock import FileLock
from hypothesis import settings

import warm_parsing
from accepted_words import findings_kept, hold, hold_lines
from hakusho.cli import main
from hakusho.figures import workers
from hakusho.source import parse
from hakusho.tools import pandoc, resident
from hakusho.tools.authors_python import Running
from hakusho.tools.sealed import FOLDER
from warm_drawing import WarmRunning, end_servers
from warm_typesetting import borrowed, end_waiting

settings.register_profile("project", deadline=None, max_examples=60)  # a busy machine is no defect
settings.load_profile("project")

COLD = resident.borrowed
REPOSITORY = Path(__file__).parents[1]
os.environ["HAKUSHO_LANG"] = "en"  # whatever the locale of who runs the tests
PAPERS = {"reference": "."} | {
    name: f"tests/papers/{name}"
    for name in ("harbour", "constructs", "minimal", "ordinance", "world", "statistics")
}
SOURCES = ("report", "figures", "bib", "sources", "images", "templates")
DRAWN = "build/cache/figures"
HELD = {
    "briefs",
    "checks",
    "citations",
    "collation",
    "data",
    "examining",
    "figures",
    "manuscript",
    "paper",
    "settling",
    "source",
}
"""Packages whose tests are held to the words of all findings; those of others quote what they mean."""
LONGEST = (
    *("test_surroundings", "test_papers", "test_edits", "test_rule_pages", "test_prose"),
    *("test_traced", "test_preview_browser", "test_docx_briefs", "test_gallery"),
    *("test_debian_corpora", "test_no_defect", "test_briefs", "test_import", "test_wide_tables"),
    *("test_new_paper", "test_programs", "test_page_report", "test_figures_browser"),
    *("test_issuing", "test_growth", "test_mistakes", "test_rendering", "test_pdf_body"),
    *("test_pdf_strings", "test_every_text", "test_timeline", "test_html_browser"),
    *("test_brief_pages", "test_specs", "test_placed_floats", "test_reading_back"),
    *("test_reference_figures", "test_epub", "test_many_papers", "test_publications"),
)
"""Modules that take eight seconds of a processor and more, and the first most time."""

_MOST_LINES = 200
_OF_MACHINES = re.compile(
    r"[\d,]+ KiB|(?<=127\.0\.0\.1):\d+|not a git repository.*|Stopping at filesystem boundary.*"
)
"""What commands print that is another on another machine."""

REPORT = """\
slug: trial
title: 試しの論文
authors:
  - name: 試作班
date: 2026-04-01
"""


@pytest.fixture(scope="session")
def of_all_workers(tmp_path_factory):
    """A folder that all workers share."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.fixture(scope="session")
def once(of_all_workers):
    """Gives what a function makes in a folder of this name, once for all workers; nobody changes it."""

    def made(name, make):
        folder = of_all_workers / name
        kept = of_all_workers / f"{name}.pickle"
        with FileLock(of_all_workers / f"{name}.lock"):
            if not kept.is_file():
                folder.mkdir()
                kept.write_bytes(pickle.dumps(make(folder)))
        return pickle.loads(kept.read_bytes())  # noqa: S301  our own

    return made


@pytest.fixture(scope="session", autouse=True)
def user_folder(of_all_workers):
    """What is kept for a user: one folder for all workers, and not that of who runs the tests."""
    folder = of_all_workers / "user"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(FOLDER, str(folder))
        yield folder


gc.set_threshold(1_000_000, 50, 1_000)  # as seldom as a command does


@pytest.fixture(scope="session", autouse=os.name == "posix")
def _warm_drawing():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(workers, "Running", WarmRunning)
        yield
    end_servers()


@pytest.fixture
def heeds_ctrl_c():
    """Tests that a shell has started in the background ignore it, and so would their children."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture
def cold_drawing(monkeypatch):
    """Processes that draw are started as commands start them (``warm_drawing``)."""
    monkeypatch.setattr(workers, "Running", Running)


@pytest.fixture(scope="session", autouse=True)
def _warm_typesetting():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(resident, "borrowed", borrowed)
        yield
    end_waiting()


@pytest.fixture
def cold_typesetting(monkeypatch):
    """Processes that typeset are started, and end, as commands have it (``warm_typesetting``)."""
    monkeypatch.setattr(resident, "borrowed", COLD)


@pytest.fixture(scope="session", autouse=True)
def _warm_parsing():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parse, "stream_lua", warm_parsing.stream_lua)
        yield
    warm_parsing.end_waiting()


@pytest.fixture
def cold_parsing(monkeypatch):
    """Processes that parse are started, and end, as commands have it (``warm_parsing``)."""
    monkeypatch.setattr(parse, "stream_lua", pandoc.stream_lua)


def pytest_collection_finish():
    """Look for no garbage among the million objects of the tests."""
    gc.freeze()


def pytest_collection_modifyitems(items):
    """What takes longest first, so that no worker is left with it at the end."""
    places = {name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: places.get(item.path.stem, len(places)))


@pytest.fixture(autouse=True)
def what_is_found(request, monkeypatch):
    """What Hakusho finds for a test, which is held word for word (``accepted_words``).

    Not where ``hold_words`` holds the findings of a whole module, nor of texts made at random,
    nor what a module's own fixtures found.
    """
    module = request.module
    folder = request.path.relative_to(REPOSITORY / "tests").parts[0]
    # What other distributions hold changes, and so do texts made at random.
    changing = hasattr(request.function, "is_hypothesis_test") or "corpora" in request.keywords
    if folder not in HELD or changing or hasattr(module, "test_what_is_told_of_each"):
        yield []
        return
    found = findings_kept(module, monkeypatch)
    yield found
    hold(request, found)


@pytest.fixture
def printed_is_held(request, monkeypatch, tmp_path):
    """All that commands print in a test, with their exit codes, is held word for word."""
    said, invoke = [], CliRunner.invoke

    def recorded(self, command, arguments=None, **options):
        given = [str(each) for each in arguments or ()]
        done = invoke(self, command, given, **options)
        lines = done.output.splitlines()
        for_machines = any(each.endswith(("json", "sarif")) for each in given)
        if for_machines or len(lines) > _MOST_LINES:  # held elsewhere
            lines = []
        for line in (f"hakusho {' '.join(given)}: {done.exit_code}", *lines):
            plain = line.replace(str(tmp_path), "…").encode("utf-8", "backslashreplace").decode()
            said.append(_OF_MACHINES.sub("…", plain))
        return done

    monkeypatch.setattr(CliRunner, "invoke", recorded)
    yield
    hold_lines(request, said, "printed")


@pytest.fixture(scope="session")
def write_paper():
    """Writes a paper from a mapping of paths to text; what is not given is a small default."""

    def write(root, files=None, *, report=REPORT):
        defaults = {
            "report/report.yaml": report,
            "report/chapters/01.md": "# 序 {#sec-a}\n\n本文。\n",
        }
        for name, content in {**defaults, **(files or {})}.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if content is None:
                continue
            if isinstance(content, bytes):
                path.write_bytes(content)
            else:
                path.write_text(dedent(content), encoding="utf-8", newline="")
        return root

    return write


@pytest.fixture
def make_paper(tmp_path, write_paper):
    """Writes a paper of one test."""

    def make(files=None, *, report=REPORT):
        return write_paper(tmp_path / "paper", files, report=report)

    return make


@pytest.fixture
def git(monkeypatch):
    """Runs git in a folder, without the settings of whoever runs the tests."""
    if shutil.which("git") is None:
        reason = "no git on this machine"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "Test")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "test@example.org")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)

    def run(folder, *arguments):
        command = ["git", *arguments]
        done = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)
        return done.stdout

    return run


@pytest.fixture(scope="session")
def repository():
    return REPOSITORY


@pytest.fixture
def report_text():
    return REPORT


@pytest.fixture(scope="session")
def copy_of(of_all_workers, repository):
    """Copies the sources of a paper and its drawn figures, which are drawn once for all workers.

    That figures are drawn alike everywhere is shown by ``test_papers`` and ``tests/figures``.
    """
    shared = of_all_workers / "drawn"

    def copy(name, target, *, drawn=True):
        for folder in SOURCES:
            if (repository / PAPERS[name] / folder).is_dir():
                shutil.copytree(repository / PAPERS[name] / folder, target / folder)
        kept = shared / name
        if drawn:
            shared.mkdir(exist_ok=True)
            with FileLock(shared / f"{name}.lock"):
                if not (kept / "drawn").is_file():
                    copy(name, kept, drawn=False)
                    result = CliRunner().invoke(main, ["check", "--project", str(kept)])
                    assert result.exit_code == 0, result.output
                    (kept / "drawn").touch()
            if (kept / DRAWN).is_dir():
                shutil.copytree(kept / DRAWN, target / DRAWN)
        return target

    return copy


@pytest.fixture(scope="session")
def built(once, copy_of):
    """A paper as its author builds it: its folder, the command and its output, once for all workers.

    Of harbour with its briefs; how those of the reference paper come out ``test_docx_briefs`` shows.
    """

    def build(name):
        def make(folder):
            root = copy_of(name, folder / "paper")
            briefs = [] if name == "harbour" else ["--no-briefs"]
            command = ["build", *briefs, "--project", str(root)]
            result = CliRunner().invoke(main, command)
            assert result.exit_code == 0, result.output
            return SimpleNamespace(root=root, command=command, output=result.output)

        return once(f"paper-{name}", make)

    return build


@pytest.fixture
def web(monkeypatch):
    """Serves answers (status, headers, body) by path on this machine alone; returns its address."""
    for name in (
        "http_proxy",
        "https_proxy",
        "all_proxy",
        "HTTP_PROXY",
        "HTTPS_PROXY",
        "ALL_PROXY",
    ):
        monkeypatch.delenv(name, raising=False)
    servers = []

    def serve(answers, *, closed=False):
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                status, headers, body = answers.get(self.path, (404, {}, b"no"))
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_given):
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        if closed:
            server.server_close()
        else:
            servers.append(server)
            Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        return f"http://127.0.0.1:{server.server_port}"

    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()
