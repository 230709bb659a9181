"""Image files are decoded in the check: what is cut off or cannot be set is found there."""

from __future__ import annotations

import struct
import zlib

import pytest
from click.testing import CliRunner

from hakusho.cli import main
from hakusho.examining.whole_images import undecodable
from written import picture_bytes

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="90"><text>{}</text></svg>'
DECLARED = '<?xml version="1.0" encoding="{}"?>' + SVG.format("灯台")


def _changed(data, at):
    return data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :]


def _of_size(pixels):
    """A PNG file that says of itself that it is so large."""
    data = picture_bytes("png")
    header = data[12:16] + struct.pack(">II", pixels, pixels) + data[24:29]
    return data[:12] + header + struct.pack(">I", zlib.crc32(header)) + data[33:]


BROKEN = [
    *((f"{kind} cut at {share}", f"a.{kind}", picture_bytes(kind)[: int(len(picture_bytes(kind)) * share)])
      for kind in ("png", "jpeg", "gif") for share in (0.4, 0.9)),
    ("a byte changed", "a.png", _changed(picture_bytes("png"), 60)),
    ("CMYK", "a.jpg", picture_bytes("jpeg", "CMYK")),
    ("another kind", "a.png", picture_bytes("jpeg")),
    ("empty", "a.png", b""),
    ("SVG in Shift_JIS", "a.svg", DECLARED.format("Shift_JIS").encode("cp932")),
    ("SVG that says another encoding", "a.svg", DECLARED.format("iso-8859-1").encode()),
    ("SVG in Latin-1", "a.svg", SVG.format("é").encode("latin-1")),
    ("SVG in UTF-16", "a.svg", DECLARED.format("UTF-16").encode("utf-16")),
    ("more pixels than any page has", "a.png", _of_size(40_000)),
    ("SVG without size", "a.svg", b'<svg xmlns="http://www.w3.org/2000/svg" width="0" height="0"/>'),
]  # fmt: skip
WHOLE = [
    *((kind, f"a.{kind}", picture_bytes(kind)) for kind in ("png", "jpeg", "gif")),
    ("SVG", "a.svg", SVG.format("灯台").encode()),
    (
        "SVG whose viewBox is none",
        "a.svg",
        SVG.format("x").replace("wid", 'viewBox="0 a b" wid').encode(),
    ),
    ("SVG in ASCII", "a.svg", DECLARED.format("us-ascii").replace("灯台", "x").encode()),
    ("capitals", "a.PNG", picture_bytes("png", "RGBA")),
]


def _paper(make_paper, name, data, report):
    text = f'# 序\n\n本文。\n\n![地図](images/{name}){{#fig-map alt="灯台の位置。"}}\n'
    return make_paper({f"images/{name}": data, "report/chapters/01.md": text}, report=report)


@pytest.mark.parametrize(("what", "name", "data"), BROKEN, ids=lambda each: str(each)[:30])
def test_a_broken_file_is_found_where_it_is_used(make_paper, report_text, what, name, data):
    root = _paper(make_paper, name, data, report_text)
    result = CliRunner().invoke(main, ["check", "--project", str(root)])
    assert result.exit_code == 1, what
    said = f"'{name}' " if data else f"the file '{name}' is empty"
    assert f"report/chapters/01.md:5:1: FIG005 {said}" in result.output


@pytest.mark.parametrize(("what", "name", "data"), WHOLE, ids=lambda each: str(each)[:30])
def test_a_whole_file_is_placed(make_paper, report_text, what, name, data):
    root = _paper(make_paper, name, data, f"{report_text}editions: [pdf, epub, html, docx]\n")
    result = CliRunner().invoke(main, ["build", "--project", str(root)])
    assert result.exit_code == 0, (what, result.output)


def test_what_was_whole_is_not_decoded_again(make_paper, monkeypatch):
    root = make_paper({"a.png": picture_bytes("png"), "b.png": picture_bytes("png", "RGB")})
    assert undecodable(root, [root / "a.png"]) == {}

    def unreadable(file):
        raise AssertionError(file)

    monkeypatch.setattr("hakusho.examining.whole_images._unreadable", unreadable)
    assert undecodable(root, [root / "a.png"]) == {}
    with pytest.raises(AssertionError, match=r"b\.png"):
        undecodable(root, [root / "a.png", root / "b.png"])


BLUR = (
    '<filter id="f"><feTurbulence baseFrequency="0.05" numOctaves="9"/></filter>'
    + '<rect width="1000" height="1000" filter="url(#f)"/>' * 40
)
LARGE = '<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="{0}" viewBox="0 0 1000 1000">{1}</svg>'


def test_a_drawing_whose_filters_take_too_long_on_a_page_is_named(tmp_path, monkeypatch):
    monkeypatch.setattr("hakusho.examining.trial_setting._SECONDS", 1.5)
    small, large = tmp_path / "small.svg", tmp_path / "large.svg"
    small.write_text(LARGE.format(20, BLUR), encoding="utf-8")
    large.write_text(LARGE.format(900, BLUR), encoding="utf-8")
    ((file, (message, hint)),) = undecodable(tmp_path, [small, large]).items()
    assert file == large
    assert message.startswith("'large.svg' cannot be set: Typst took more than")
    assert "filters" in hint


def test_after_three_slow_drawings_no_other_is_tried_or_taken_for_good(tmp_path, monkeypatch):
    tried = []

    def refused(_pieces, names):
        tried.append(names)
        return {0: "too slow"}

    monkeypatch.setattr("hakusho.examining.whole_images.refused", refused)
    files = [tmp_path / f"{number}.svg" for number in range(5)]
    for number, file in enumerate(files):
        file.write_text(LARGE.format(number + 1, BLUR), encoding="utf-8")
    assert list(undecodable(tmp_path, files)) == files[:3]
    assert list(undecodable(tmp_path, files[3:])) == files[3:]


def test_the_file_that_cannot_be_parsed_is_blamed_and_no_other(tmp_path):
    odd = '<!DOCTYPE svg [<!ENTITY % a SYSTEM "b.dtd">%a;]>' + SVG.format("x")
    whole = [tmp_path / "a.png", tmp_path / "b.svg", tmp_path / "z.gif"]
    whole[0].write_bytes(picture_bytes("png"))
    whole[1].write_text(SVG.format("x"), encoding="utf-8")
    whole[2].write_bytes(picture_bytes("gif"))
    broken = tmp_path / "c.svg"
    broken.write_text(odd, encoding="utf-8")
    assert list(undecodable(tmp_path, [*whole[:2], broken, whole[2]])) == [broken]
