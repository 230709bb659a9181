"""FIG005 for image files that end too early, or that Typst cannot set: each is decoded once.

Typst sets what it can of a JPEG file that was cut off, and browsers show as much, so all files are
decoded by Pillow as well, which is strict. In a drawing Typst makes pixels of what stands under a
filter, as many as the page asks for, so all are set as wide as on a page.
"""

from __future__ import annotations

import re
import struct
import warnings
from typing import TYPE_CHECKING

from hakusho.examining.proven import Proven, digest
from hakusho.examining.trial_setting import refused
from hakusho.findings import NOTHING, Text, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

_EXPORT_AGAIN = say("Export or copy the file again: it was probably cut off on its way.")
_SMALLER = say("Make it smaller: a page in print has 10 million pixels at most.")
_UNDECODABLE = (
    *(OSError, SyntaxError, ValueError, EOFError, struct.error),
    *(ArithmeticError, LookupError, TypeError, MemoryError),
)
"""What decoders of Pillow raise for bytes of which they can make nothing."""
_PIECE = (
    '#layout(page => image("{0}", alt: "trial", '
    'width: calc.min(page.width, measure(image("{0}")).width)))'
)
_FILTER = re.compile(rb"<(?:\w+:)?filter[\s>]")
_MOST_SLOW = 3
"""So many drawings that take too long are named; the rest is tried when they are mended."""
_WITHOUT_FILTERS = say("Export it without filters (blur, shadow, texture), or as PNG.")
_RGB = say("Export it in RGB: an archive's PDF takes no CMYK without a profile.")


def undecodable(root: Path, files: Iterable[Path]) -> Mapping[Path, tuple[Text, Text]]:
    """Decode image files of the kinds that editions show; what was good before is not read again.

    Returns:
        Why a file cannot be shown, as a sentence, and what helps.
    """
    known = Proven.of(root, "images")
    digests = {
        file: digest(file.suffix.encode(), file.read_bytes()) for file in dict.fromkeys(files)
    }
    new = [file for file, own in digests.items() if own not in known.before]
    broken = {file: said for file in new if (said := _unreadable(file)) is not None}
    filtered = [file for file in new if file not in broken and has_filters(file)]
    broken |= _unset([file for file in new if file not in broken and file not in filtered])
    slow = 0
    while filtered and slow < _MOST_SLOW:
        found = _unset([filtered.pop(0)])
        broken |= found
        slow += len(found)
    known.remember(own for file, own in digests.items() if file not in {*broken, *filtered})
    known.keep()
    return broken


def pixels_of(file: Path) -> int:
    """How many pixels Typst keeps of a whole image, from its first bytes; none of JPEG and SVG."""
    with file.open("rb") as opened:
        head = opened.read(24)
    suffix = file.suffix.lower()
    sizes = {".png": ">16xII", ".gif": "<6xHH14x"}
    width, height = struct.unpack(sizes[suffix], head) if suffix in sizes else (0, 0)
    return int(width * height)


def has_filters(file: Path) -> bool:
    """Whether parts of a drawing are set as pixels, which may take as long as anything."""
    return file.suffix.lower() == ".svg" and bool(_FILTER.search(file.read_bytes()))


def _unset(files: Sequence[Path]) -> dict[Path, tuple[Text, Text]]:
    """The files that Typst cannot set."""
    names = {f"{number}{file.suffix.lower()}": file for number, file in enumerate(files)}
    problems = refused([_PIECE.format(name) for name in names], names) if names else {}
    return {files[number]: _told(files[number], said) for number, said in problems.items()}


def _unreadable(file: Path) -> tuple[Text, Text] | None:
    """What Pillow says of a file of pixels that it cannot read to its end."""
    if file.suffix.lower() == ".svg":
        return None
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415  for new images alone

    try:
        with warnings.catch_warnings(action="ignore"), Image.open(file) as image:
            for number in range(getattr(image, "n_frames", 1)):
                image.seek(number)
                image.load()
    except Image.DecompressionBombError:
        most = 2 * (Image.MAX_IMAGE_PIXELS or 0) // 10**6
        return say("'{name}' has more than {most} million pixels", file.name, most), _SMALLER
    except UnidentifiedImageError:
        return say("'{name}' is no image that can be read", file.name), _EXPORT_AGAIN
    except _UNDECODABLE as error:
        return say("'{name}' cannot be decoded: {error}", file.name, error), _EXPORT_AGAIN
    return None


def _told(file: Path, said: str) -> tuple[Text, Text]:
    hint = _RGB if "CMYK" in said else _WITHOUT_FILTERS if has_filters(file) else NOTHING
    return say("'{name}' cannot be set: {said}", file.name, said), hint
