"""WOFF files: what fontTools reads in them is what the OpenType file holds."""

from io import BytesIO

import pytest
from fontTools.ttLib import TTFont

from hakusho.tools import fonts
from hakusho.tools.woff import packed


@pytest.mark.parametrize("font", [fonts.sans(), fonts.latin()], ids=["CFF", "TrueType"])
def test_a_font_comes_out_as_it_went_in(font):
    data = font.path.read_bytes()
    made = packed(data)
    assert packed(data) == made
    assert int.from_bytes(made[8:12], "big") == len(made)
    with TTFont(font.path) as before, TTFont(BytesIO(made), checkChecksums=2) as after:
        assert after.flavor == "woff"
        assert after.sfntVersion == before.sfntVersion
        assert after.reader.keys() == before.reader.keys()
        assert all(after.reader[tag] == before.reader[tag] for tag in before.reader.keys())  # noqa: SIM118  a reader is no mapping
        revision = (after.flavorData.majorVersion, after.flavorData.minorVersion)
        assert revision[0] == int(before["head"].fontRevision)
    assert len(made) < len(data)


def test_what_is_not_shorter_when_compressed_stays_as_it_is():
    """A table of four different bytes, as the smallest font there could be."""
    font = b"OTTO" + bytes([0, 1, 0, 0, 0, 0, 0, 0]) + b"abcd" + bytes(4)
    font += (28).to_bytes(4, "big") + (4).to_bytes(4, "big") + b"wxyz"
    made = packed(font)
    assert made.endswith(b"wxyz")
    assert int.from_bytes(made[16:20], "big") == len(font)
