"""FIG005 for image files that end too early, or that Typst cannot set: each is decoded once.

Typst sets what it can of a JPEG file that was cut off, and browsers show as much, so all files are
decoded by Pillow as well, which is strict.
"""

from __future__ import annotations

import struct
import warnings
from typing import TYPE_CHECKING

from hakusho.examining.proven import Proven, digest
from hakusho.examining.trial_setting import refused
from hakusho.findings import NOTHING, Text, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

_EXPORT_AGAIN = say("Export or copy the file again: it was probably cut off on its way.")
_SMALLER = say("Make it smaller: a page in print has 10 million pixels at most.")
_UNDECODABLE = (
    *(OSError, SyntaxError, ValueError, EOFError, struct.error),
    *(ArithmeticError, LookupError, TypeError, MemoryError),
)
"""What decoders of Pillow raise for bytes of which they can make nothing."""
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
    rest = [file for file in new if file not in broken]
    if rest:
        names = {f"{number}{file.suffix.lower()}": file for number, file in enumerate(rest)}
        pieces = [f'#image("{name}", alt: "trial", width: 1cm)' for name in names]
        for number, problem in refused(pieces, names).items():
            broken[rest[number]] = _told(rest[number], problem)
    known.remember(own for file, own in digests.items() if file not in broken)
    known.keep()
    return broken


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
    hint = _RGB if "CMYK" in said else NOTHING
    return say("'{name}' cannot be set: {said}", file.name, said), hint
