"""The pictures of docs/preview.md: the reference paper in a browser, with something wrong in it."""

from __future__ import annotations

import io
import shutil
import threading
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from PIL import Image
from playwright.sync_api import sync_playwright

from gallery.documented import DOCS, ROOT
from hakusho.engine.engine import Engine
from hakusho.preview.editor_link import DEFAULT, EditorLink
from hakusho.preview.serve import Preview
from validators.axe import executable
from validators.reader_fonts import only_our_fonts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

SIZE = {"width": 1200, "height": 720}
CHAPTER = "report/chapters/02-history.md"
_COLOURS = 96


def draw() -> bool:
    """Draw the pictures into docs/images; false if there is no browser on this machine."""
    if executable() is None:
        return False
    with TemporaryDirectory() as folder, _window(Path(folder)) as page:
        root = Path(folder) / "paper"
        for name in ("report", "figures", "bib"):
            shutil.copytree(ROOT / name, root / name)
        chapter = root / CHAPTER
        text = chapter.read_text(encoding="utf-8")
        with _served(root) as address:
            key = text[text.index("[@") + 2 :].split("]")[0].split(",")[0]
            chapter.write_text(text.replace(f"[@{key}", f"[@{key}x", 1), encoding="utf-8")
            page.goto(address)
            page.locator("#list .error button").first.wait_for(state="visible")
            page.locator("#list .error button").first.click()
            page.locator("#margin .error").first.wait_for(state="visible")
            _save(page, "preview")
            chapter.write_text("{{ table(" + text, encoding="utf-8")
            page.locator("#alarm").wait_for(state="visible")
            _save(page, "preview-broken")
    return True


@contextmanager
def _window(folder: Path) -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=executable(),
            args=["--no-sandbox", "--disable-gpu"],
            env=only_our_fonts(folder),
        )
        page = browser.new_page(viewport=SIZE, locale="ja-JP", reduced_motion="reduce")
        page.set_default_timeout(600_000)
        yield page
        browser.close()


@contextmanager
def _served(root: Path) -> Iterator[str]:
    with closing(Engine(root)) as engine:
        server = Preview(root, engine, EditorLink.of(DEFAULT, root), defect=str)
        thread = threading.Thread(target=server.run)
        thread.start()
        try:
            yield server.address
        finally:
            server.end()
            thread.join()


def _save(page: Page, name: str) -> None:
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    picture = picture.quantize(_COLOURS, dither=Image.Dither.NONE)
    picture.save(DOCS / "images" / f"{name}.png", optimize=True)
