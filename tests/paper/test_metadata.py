"""A paper's metadata, as editions get it."""

import pytest

from hakusho.paper.load import load_paper
from hakusho.paper.metadata import metadata_of


@pytest.mark.parametrize(
    ("written", "lang", "printed"),
    [
        ("日本の\n防衛はUnited\nStates及び\n対策", "ja-JP", "日本の防衛はUnited States及び対策"),
        ("대한민국\n국방부の\n発表", "ja-JP", "대한민국 국방부の発表"),
        ("安保 太郎\n\n\n二段 落目。\n末", "ja-JP", "安保 太郎\n\n二段 落目。末"),
        ("The word 白書\nmeans\nwhite  paper.", "en-GB", "The word 白書 means white  paper."),
    ],
)
def test_lines_of_an_abstract_are_joined_as_those_of_a_chapter(
    make_paper, report_text, written, lang, printed
):
    lines = "".join(f"\n  {line}" for line in written.split("\n"))
    root = make_paper(report=f"{report_text}lang: {lang}\nabstract: |{lines}\n")
    paper, findings = load_paper(root)
    assert findings == ()
    assert metadata_of(root, paper.settings)["abstract"] == printed
