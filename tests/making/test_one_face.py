"""The works of a list are each set in one face, whatever letters their language has."""

import ctypes

import pypdfium2
import pypdfium2.raw
import pytest
from click.testing import CliRunner

from hakusho.cli import main

ENTRIES = {
    "hu": "author={Ödön Szőke},title={A két háború között: erő és űr},publisher={Akadémiai Kiadó},langid={hungarian}",
    "tr": "author={İlber Ortaylı},title={Türk Dış Politikası},publisher={İletişim Yayınları}",
    "en": "author={Ann Smith},title={The Harbour},publisher={Quay}",
    "ja": "author={星野一郎},title={港のŁódź},publisher={文化社}",
}


def _faces(page, words):
    """The faces of letters and digits in a line, from these words on."""
    text = page.get_textpage()
    lines = {}
    for at in range(text.count_chars()):
        name = ctypes.create_string_buffer(100)
        pypdfium2.raw.FPDFText_GetFontInfo(text, at, name, 100, ctypes.c_int())
        _, bottom, _, _ = text.get_charbox(at)
        letter = text.get_text_range(at, 1)
        own = next((line for line in lines if abs(line - bottom) < 5), bottom)
        lines.setdefault(own, []).append((letter, name.value.decode()))
    for held in lines.values():
        if (begin := "".join(letter for letter, _ in held).find(words)) >= 0:
            return {face.split("+")[-1] for letter, face in held[begin:] if letter.isalnum()}
    raise AssertionError(words)


@pytest.fixture
def page(make_paper, report_text):
    bib = "\n".join(f"@book{{{key},{said},date={{2011}}}}" for key, said in ENTRIES.items())
    cited = "港の文である。" + "".join(f"一[@{key}]。" for key in ENTRIES)
    root = make_paper(
        {"report/chapters/01.md": f"# 序\n\n{cited}\n", "bib/r.bib": bib},
        report=f"{report_text}editions: [pdf]\nbibliography: [bib/r.bib]\n",
    )
    result = CliRunner().invoke(main, ["build", "--project", str(root)])
    assert result.exit_code == 0, result.output
    with pypdfium2.PdfDocument(next((root / "build").glob("*.pdf"))) as document:
        yield document[0]


def test_a_work_in_another_language_is_set_in_one_face(page):
    own, leaning = "LibertinusSerif-Regular", "LibertinusSerif-Italic"
    for words in ("Szőke, Ödön", "Ortaylı, İlber", "Ödön Szőke", "İlber Ortaylı"):
        assert _faces(page, words) == {own, leaning}
    assert "NotoSerifJP-Regular" in "".join(_faces(page, "Smith, Ann"))
    assert {*_faces(page, "星野一郎『")} == {"NotoSerifJP-Regular", own}
