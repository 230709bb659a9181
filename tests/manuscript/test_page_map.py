"""What the PDF edition records of its pages is what is read back."""

from __future__ import annotations

from hakusho.manuscript.page_map import (
    PAGES,
    Layout,
    PageMap,
    Spot,
    TextEnd,
    read_page_map,
    write_page_map,
)

FRAME = {
    "left": 80.0,
    "top": 90.0,
    "right": 500.0,
    "bottom": 740.0,
    "pitch": 17.85,
    "columns": 2,
    "gutter": 18.0,
}
RECORD = {
    "total": 7,
    "pages": {"sec-a": "i", "図": 3},
    "end": {"page": 6, "lines": 12},
    "begin": {"page": 2, "left": 80.0, "top": 90.5},
    "last": {"page": 6, "left": 80.0, "top": 300.5},
    "floats": {"図": [5, 3]},
    "strays": [["4", 2, 3]],
    "frame": FRAME,
}


def test_what_is_written_is_read_back(tmp_path):
    write_page_map(tmp_path, RECORD)
    layout = Layout(
        Spot(2, 80.0, 90.5), Spot(6, 80.0, 300.5), {"図": (5, 3)}, (("4", 2, 3),), FRAME
    )
    by_id = {"sec-a": "i", "図": "3"}
    assert read_page_map(tmp_path) == PageMap(7, by_id, TextEnd(6, 12), layout)


def test_without_a_pdf_there_is_no_page_map(tmp_path):
    assert read_page_map(tmp_path) is None
    (tmp_path / PAGES).mkdir()
    assert read_page_map(tmp_path) is None
