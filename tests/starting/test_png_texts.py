"""Texts within PNGs that nobody can unpack."""

from __future__ import annotations

import io
import zlib

from PIL import Image

from hakusho.starting.png_texts import without_unreadable_texts
from written import picture_bytes


def with_text(data, packed):
    held = b"zTXt" + b"mxGraphModel\0\0" + packed
    chunk = (len(held) - 4).to_bytes(4, "big") + held + zlib.crc32(held).to_bytes(4, "big")
    return data[:33] + chunk + data[33:]


def test_packed_texts_that_nobody_can_unpack_are_taken_out():
    plain = picture_bytes("png")
    good, bare = zlib.compress(b"<mxGraphModel/>"), zlib.compress(b"<mxGraphModel/>")[2:-4]
    readable, made = with_text(plain, good), without_unreadable_texts(with_text(plain, bare))
    assert made == plain
    assert without_unreadable_texts(readable) == readable
    assert without_unreadable_texts(with_text(readable, bare)) == readable
    with Image.open(io.BytesIO(made)) as picture:
        picture.verify()


def test_what_is_no_png_or_ends_early_stays():
    plain = picture_bytes("png")
    for data in (b"GIF8 zTXt", plain, plain[:40] + b"zTXt"):
        assert without_unreadable_texts(data) == data
