import errno
import os
from pathlib import Path

import pytest

from hakusho.tools import fonts, keeping, resident, typst, typst_child
from hakusho.tools.keeping import Store

FONTS = [font.path for font in fonts.shipped()]
pytestmark = pytest.mark.usefixtures("cold_typesetting")
LOOP = "#for i in range(1000000) { for j in range(1000000) { let x = i * j } }\n"


@pytest.fixture
def typeset(tmp_path):
    """Typesets a text and gives the output's path and the warnings."""

    def make(text, *, name="out.pdf", **options):
        main = tmp_path / "main.typ"
        main.write_text(text, encoding="utf-8")
        output = tmp_path / name
        given = {"root": tmp_path, "fonts": FONTS, "epoch": 0, "standards": (), **options}
        return output, typst.compile(main, output, **given).warnings

    return make


def left_overs(folder):
    return [path.name for path in folder.iterdir() if path.name not in {"main.typ", "out.pdf"}]


def test_makes_a_pdf_and_nothing_else(typeset, tmp_path):
    output, warnings = typeset('#set text(font: "Noto Serif JP")\n白書')
    assert output.read_bytes().startswith(b"%PDF-")
    assert warnings == ()
    assert left_overs(tmp_path) == []


def test_the_time_stamp_is_given_not_now(typeset):
    first = typeset("a", epoch=86_400)[0].read_bytes()
    assert first == typeset("a", epoch=86_400)[0].read_bytes()
    assert b"D:19700102000000Z" in first
    assert first != typeset("a", epoch=0)[0].read_bytes()


def test_an_error_names_file_and_line(typeset, tmp_path):
    with pytest.raises(typst.TypstError) as caught:
        typeset("一\n\n#nothing")
    assert caught.value.args[0] == "main.typ:3: unknown variable: nothing"
    assert (caught.value.file, caught.value.line) == ("main.typ", 3)
    assert left_overs(tmp_path) == []


def test_an_error_is_not_placed_where_a_warning_is(typeset):
    with pytest.raises(typst.TypstError) as caught:
        typeset("#let x = [**]\n\n#nothing")
    assert caught.value.line == 3


def test_a_failure_leaves_the_last_good_output(typeset):
    good = typeset("good")[0].read_bytes()
    with pytest.raises(typst.TypstError):
        typeset("#bad")
    assert typeset("good")[0].read_bytes() == good


def test_a_font_that_is_not_given_is_an_error(typeset):
    with pytest.raises(typst.TypstError, match="unknown font family: no such font") as caught:
        typeset('#set text(font: "No Such Font")\na')
    assert caught.value.line == 1


def test_system_fonts_are_not_found(typeset):
    with pytest.raises(typst.TypstError, match="unknown font family"):
        typeset('#set text(font: "Noto Serif JP")\na', fonts=[])


def test_other_warnings_are_given_back(typeset):
    _, warnings = typeset("#let x = [**]\n")
    assert any("no text within stars" in warning for warning in warnings)


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no full device")  # noqa: PTH110
def test_a_full_disk_is_no_fault_of_the_text(typeset, tmp_path, monkeypatch):
    (tmp_path / "full.svg").symlink_to("/dev/full")
    full = {"output": str(tmp_path / "full.svg")}
    monkeypatch.setattr(typst, "_run", lambda job, _seconds: typst_child.typeset(job | full))
    with pytest.raises(OSError, match="No space left on device") as caught:
        typeset("Words.", name="out.svg")
    assert caught.value.errno == errno.ENOSPC


def test_a_loop_ends_with_its_time(typeset, tmp_path):
    with pytest.raises(typst.TypstTimeoutError, match="more than 1 s of a processor"):
        typeset(LOOP, seconds=1)
    assert left_overs(tmp_path) == []


def test_a_huge_document_ends_with_its_time(typeset):
    with pytest.raises(typst.TypstTimeoutError):
        typeset("#for i in range(10000000) [#lorem(500)\n\n]", seconds=1)


def test_nothing_outside_the_root_is_read(tmp_path):
    inner = tmp_path / "inner"
    inner.mkdir()
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    (inner / "main.typ").write_text('#read("../secret.txt")', encoding="utf-8")
    with pytest.raises(typst.TypstError):
        typst.compile(
            inner / "main.typ", inner / "out.pdf", root=inner, fonts=[], epoch=0, standards=()
        )


def test_packages_are_not_downloaded(typeset):
    with pytest.raises(typst.TypstError, match="package"):
        typeset('#import "@preview/example:0.1.0": *')


def test_a_picture_of_a_page(typeset):
    output, _ = typeset("#set page(width: 1in, height: 1in)\n", name="out.png", ppi=72)
    assert output.read_bytes()[16:24] == (72).to_bytes(4, "big") * 2


def test_standards_are_asked_for_by_default(tmp_path):
    (tmp_path / "main.typ").write_text("no title", encoding="utf-8")
    with pytest.raises(typst.TypstError, match="PDF/UA-1 error: missing document title"):
        typst.compile(tmp_path / "main.typ", tmp_path / "out.pdf", root=tmp_path, fonts=[], epoch=0)


def test_a_large_child_waits_only_where_a_paper_is_held_open(typeset, monkeypatch):
    left, held_open = [], Store()
    monkeypatch.setattr(keeping, "leave_child", lambda _, child: left.append(child))
    waits = []
    for store, large in ((Store(), 1), (held_open, typst._LARGE), (held_open, 1)):
        monkeypatch.setattr(typst, "_LARGE", large)
        with keeping.keeping(store):
            typeset("a")
        waits.append(len(left))
    assert waits == [0, 1, 2]


def test_the_child_imports_nothing_of_ours():
    child = Path(typst.__file__).with_name("typst_child.py").read_text(encoding="utf-8")
    assert "import hakusho" not in child
    assert "from hakusho" not in child


@pytest.mark.parametrize(
    ("warnings", "unsettled"),
    [
        ((), ()),
        (("unknown",), ()),
        (("layout did not converge",), ("layout did not converge",)),
        (
            ("layout did not converge", "unknown", "a query did not converge", "a query did not converge"),
            ("a query did not converge",),
        ),
    ],
)  # fmt: skip
def test_pages_that_do_not_settle_are_told_by_what_moved(warnings, unsettled):
    assert typst.Typeset(warnings).unsettled == unsettled


@pytest.mark.parametrize(
    ("said", "reason"), [("", "exit status 7"), ("first\nlast\n", "last"), ("  a  ", "a")]
)
def test_a_typst_that_ends_by_itself_is_told(typeset, monkeypatch, said, reason):
    def ended(*_given):
        raise resident.EndedError(7, said)

    monkeypatch.setattr(resident, "borrowed", ended)
    with pytest.raises(typst.TypstError) as caught:
        typeset("a")
    assert caught.value.args[0] == f"Typst ended unexpectedly: {reason}"
