"""The door to PDFium: its functions as they are declared here, and files that are no PDFs."""

import ctypes

import pypdfium2.raw
import pytest

from hakusho.tools import pdfium


def size(kind):
    return 0 if kind is None else ctypes.sizeof(kind)


@pytest.mark.parametrize("name", [*pdfium._LONG, *pdfium._SHORT])
def test_functions_are_declared_as_pypdfium2_takes_them_from_the_headers(name):
    ours, theirs = getattr(pdfium.functions(), name), getattr(pypdfium2.raw, name)
    assert [*map(size, ours.argtypes)] == [*map(size, theirs.argtypes)]
    assert size(ours.restype) == size(theirs.restype)
    assert (ours.restype in {ctypes.c_float, ctypes.c_double}) == (
        theirs.restype in {ctypes.c_float, ctypes.c_double}
    )


@pytest.fixture
def file(tmp_path):
    document = pypdfium2.PdfDocument.new()
    for width in (100, 200):
        document.new_page(width, 300)
    document.save(tmp_path / "a.pdf")
    return tmp_path / "a.pdf"


def test_the_pages_of_a_file_and_their_sizes(file):
    with pdfium.opened(file) as document:
        found = [(page.width, page.height, page.units()) for page in document.pages()]
        assert found == [(100, 300, []), (200, 300, [])]
        assert document.properties()[0] == ""


def test_a_page_is_drawn_on_white(file):
    with pdfium.opened(file) as document:
        drawn = [page.drawn(0.5) for page in document.pages()]
        assert [size for size, _ in drawn] == [(50, 150), (100, 150)]
        assert all(
            set(points[at::4]) == {255} and len(points) == 4 * width * height
            for (width, height), points in drawn
            for at in range(3)
        )


@pytest.mark.parametrize("data", [b"", b"no PDF", b"%PDF-1.7\n"])
def test_what_is_no_pdf(tmp_path, data):
    (tmp_path / "a.pdf").write_bytes(data)
    with pytest.raises(RuntimeError, match="cannot load"), pdfium.opened(tmp_path / "a.pdf"):
        pass


def test_halves_of_letters_beyond_the_first_plane_are_joined():
    assert pdfium.joined(["a", "\ud83c", "\udf0a", "\ud800"]) == "a🌊\ufffd"
