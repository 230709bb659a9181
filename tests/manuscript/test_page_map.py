"""What the PDF edition records of its pages is what is read back."""

from __future__ import annotations

from hakusho.manuscript.page_map import PAGES, PageMap, TextEnd, read_page_map, write_page_map

RECORD = {"total": 7, "pages": {"sec-a": "i", "図": 3}, "end": {"page": 6, "lines": 12}}


def test_what_is_written_is_read_back(tmp_path):
    write_page_map(tmp_path, RECORD)
    assert read_page_map(tmp_path) == PageMap(7, {"sec-a": "i", "図": "3"}, TextEnd(6, 12))


def test_without_a_pdf_there_is_no_page_map(tmp_path):
    assert read_page_map(tmp_path) is None
    (tmp_path / PAGES).mkdir()
    assert read_page_map(tmp_path) is None
