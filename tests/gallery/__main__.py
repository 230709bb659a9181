"""Pictures of every chart, to be looked at; and those of the documentation.

``python -m gallery DIR`` draws the gallery into a folder; ``python -m gallery --docs`` draws the
pictures in docs/images anew, from the code in docs/figures.md and the reference paper; those of
screens with the Chromium of this machine. ``python -m gallery --site DIR`` makes what the site of
the documentation shows, with papers to be opened.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from gallery import documented, offered, pictures, printed_pages, screens
from gallery.shown import ITEMS, SHOWN, SHOWN_MM, WIDTHS
from hakusho.figures import lettering
from hakusho.figures.charts import ChartError
from hakusho.figures.theme import THEME


def _gallery(folder: Path) -> None:
    for name, draw in ITEMS.items():
        for where, width in WIDTHS.items():
            lettering.apply_theme(THEME, name)
            try:
                pictures.save(draw(width_mm=width), folder / f"{name}-{where}.png")
            except ChartError as error:
                sys.stdout.write(f"{name}-{where}: {error}\n")


def _kinds(images: Path) -> None:
    """A picture of each kind that docs/figures.md has in its table of pictures."""
    for kind, name in SHOWN.items():
        lettering.apply_theme(THEME, name)
        pictures.save(ITEMS[name](width_mm=SHOWN_MM), images / f"kind-{kind}.png", name)


def _docs() -> None:
    images = documented.DOCS / "images"
    with TemporaryDirectory() as folder:
        root = Path(folder)
        for each in documented.write_paper(root):
            figure = documented.draw(root, each.name)
            pictures.save(figure, images / f"{each.picture}.png", each.made_from)
    pictures.save(documented.draw(documented.ROOT, "coordination", "ja"), images / "figure.png")
    _kinds(images)
    printed_pages.draw()
    if not screens.draw():
        sys.stdout.write("no Chromium on this machine: the pictures of screens stay\n")


def _main() -> None:
    parser = argparse.ArgumentParser(prog="gallery", description="Draw pictures of charts.")
    parser.add_argument("folder", nargs="?", type=Path, default=Path("build/gallery"))
    parser.add_argument("--docs", action="store_true", help="the pictures in docs/images")
    parser.add_argument("--site", action="store_true", help="the gallery of the site, into folder")
    chosen = parser.parse_args()
    if chosen.docs:
        _docs()
    elif chosen.site:
        offered.write(chosen.folder)
    else:
        _gallery(chosen.folder)


if __name__ == "__main__":
    _main()
