"""What a program of this machine sees of fonts: ours alone, whatever is installed beside them."""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import escape

from hakusho.tools import fonts

# The fonts that the house style names are Microsoft's; ours stand in for them. The machine's own are
# left out: which of them would be taken for Arial, and how wide it is, differs from one to the next.
_INSTEAD = {
    "游明朝": fonts.serif,
    "Times New Roman": fonts.serif,
    "游ゴシック": fonts.sans,
    "Arial": fonts.sans,
}


def only_our_fonts(folder):
    """The environment in which fontconfig finds our fonts alone; ``folder`` is for its own files."""
    folders = sorted({str(Path(font.path).parent) for font in fonts.shipped()})
    lines = [f"<dir>{escape(each)}</dir>" for each in folders]
    lines.append(f"<cachedir>{escape(str(folder / 'fonts'))}</cachedir>")
    lines += [
        f'<alias binding="same"><family>{name}</family>'
        f"<prefer><family>{font().family}</family></prefer></alias>"
        for name, font in _INSTEAD.items()
    ]
    file = folder / "fonts.conf"
    doctype = '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">'
    file.write_text(f"{doctype}<fontconfig>{''.join(lines)}</fontconfig>", encoding="utf-8")
    return {"FONTCONFIG_FILE": str(file)}
