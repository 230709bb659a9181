"""ZIP archives with the same bytes every time: EPUB and DOCX."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_EPOCH_OF_ZIP = (1980, 1, 1, 0, 0, 0)


def unpack(data: bytes) -> dict[str, bytes]:
    """The files of an archive by their names, in its order.

    Raises:
        zipfile.BadZipFile: If it is no ZIP file, or a part of it is damaged.
    """
    with zipfile.ZipFile(BytesIO(data)) as source:
        return {name: source.read(name) for name in source.namelist() if not name.endswith("/")}


def pack(files: Mapping[str, bytes]) -> bytes:
    """Pack files in their order, with one time stamp for all.

    ``mimetype`` is stored (EPUB 3.3, section 4.2.2), all else deflated.
    """
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as out:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, _EPOCH_OF_ZIP)
            entry.external_attr = 0o644 << 16
            stored = name == "mimetype"
            entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            out.writestr(entry, data)
    return packed.getvalue()
