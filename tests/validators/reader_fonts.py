"""What a program that stands for a reader sees of fonts, whatever is installed on this machine.

A word processor sees ours, which stand in for those that the house style names. A browser sees none
that is Japanese: pages and books bring what they need.
"""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import escape

import matplotlib as mpl

from hakusho.tools import fonts

# The fonts that the house style names are Microsoft's. Which of a machine's own would be taken for
# Arial, and how wide it is, differs from one to the next.
_INSTEAD = {
    "游明朝": fonts.serif,
    "Times New Roman": fonts.serif,
    "游ゴシック": fonts.sans,
    "Arial": fonts.sans,
}


# How letters are fitted to pixels, and so how wide they are, is a setting of each machine.
_UNHINTED = (
    '<match target="pattern"><edit name="hintstyle" mode="assign"><const>hintnone</const></edit>'
    '<edit name="hinting" mode="assign"><bool>false</bool></edit></match>'
)


def only_our_fonts(folder):
    """The environment in which fontconfig finds our fonts alone; ``folder`` is for its own files."""
    folders = sorted({str(Path(font.path).parent) for font in fonts.installed()})
    aliases = [
        f'<alias binding="same"><family>{name}</family>'
        f"<prefer><family>{font().family}</family></prefer></alias>"
        for name, font in _INSTEAD.items()
    ]
    return _environment(folder, folders, aliases)


def no_japanese_fonts(folder):
    """The environment in which fontconfig finds a few Latin fonts, those that matplotlib brings."""
    return _environment(folder, [f"{mpl.get_data_path()}/fonts/ttf"])


def _environment(folder, folders, aliases=()):
    lines = [f"<dir>{escape(each)}</dir>" for each in folders]
    lines.append(f"<cachedir>{escape(str(folder / 'fonts'))}</cachedir>")
    lines += [_UNHINTED, *aliases]
    file = folder / "fonts.conf"
    doctype = '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">'
    file.write_text(f"{doctype}<fontconfig>{''.join(lines)}</fontconfig>", encoding="utf-8")
    return {"FONTCONFIG_FILE": str(file)}
