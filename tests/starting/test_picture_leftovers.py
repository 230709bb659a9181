"""What programs leave in pictures."""

from __future__ import annotations

import io
import zlib

import pytest
from PIL import Image

from hakusho.figures.svg_safety import problem
from hakusho.starting.picture_leftovers import without_fonts_of_the_web, without_unreadable_texts
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


@pytest.mark.parametrize(
    "rule",
    [
        "@import url(https://fonts.example/css2?family=Noto+Sans:wght@400;700&amp;display=swap);",
        "@import url(&quot;https://fonts.example/css&quot;);",
        "@IMPORT 'http://fonts.example/css' ;",
        '@import url( "https://fonts.example/a.css" )',
    ],
)
def test_fonts_of_the_web_are_not_asked_for(rule):
    drawing = "<svg xmlns='http://www.w3.org/2000/svg'><style>{}.a{{fill:red}}</style></svg>"
    made = without_fonts_of_the_web(drawing.format(rule).encode())
    assert made == drawing.format("").encode()
    assert problem(made) == ""


def test_other_files_and_other_styles_stay():
    for data in (
        b"@import url(https://fonts.example/css);",
        b"<svg><style>@import url(own.css); .a{fill:url(#b)}</style></svg>",
    ):
        assert without_fonts_of_the_web(data) == data
