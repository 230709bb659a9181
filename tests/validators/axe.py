"""A Chromium of this machine, and axe-core in it: accessibility as WCAG 2.2 AA asks for it."""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from validators.reader_fonts import no_japanese_fonts

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
# The sandbox of Chromium cannot be set up by root or in most containers; the pages are our own.
_ARGUMENTS = ("--no-sandbox", "--disable-gpu")
_MILLISECONDS = 600_000  # against hanging, not against slowness


def executable():
    """The browser's path: $HAKUSHO_CHROMIUM or the first that is installed; None without one."""
    given = os.environ.get("HAKUSHO_CHROMIUM")
    return given or next((path for name in _NAMES if (path := shutil.which(name))), None)


@contextmanager
def chromium():
    """Start the browser; without one the test is skipped aloud, and fails in CI."""
    path = executable()
    if path is None:
        reason = "no Chromium on this machine (set HAKUSHO_CHROMIUM to its path)"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    with TemporaryDirectory(prefix="browser-") as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path,
            args=list(_ARGUMENTS),
            env={**os.environ, **no_japanese_fonts(Path(folder))},
            timeout=_MILLISECONDS,
        )
        try:
            yield browser
        finally:
            browser.close()


def window(browser, **settings):
    """A window of the browser that waits as long as a busy machine needs; without network, if not said."""
    context = browser.new_context(**{"offline": True, **settings})
    context.set_default_timeout(_MILLISECONDS)
    return context


def violations(page):
    """What axe-core has against an open page: rule, help, and the elements."""
    results = Axe().run(page, options={"runOnly": {"type": "tag", "values": list(TAGS)}}).response
    assert results["passes"], "axe-core looked at nothing"
    return [
        f"{found['id']}: {found['help']} {[node['target'] for node in found['nodes']]}"
        for found in results["violations"]
    ]
