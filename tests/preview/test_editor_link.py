from pathlib import Path

import pytest

from hakusho.findings import Location
from hakusho.preview.editor_link import EditorLink
from read_yaml import read_yaml

CASES = read_yaml(Path(__file__).parent / "editors.yaml")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["link"][:24])
def test_a_place_has_an_address(case):
    links = EditorLink.of(case["template"], Path("/home/書き手/白 書"))
    place = Location(case["path"], case.get("line", 0), case.get("column", 0))
    assert links.to(place) == case["link"]


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("emacs", "begin like"),
        ("{path}", "begin like"),
        ("javascript:alert('{path}')", "begin like"),
        ("JavaScript:{path}", "begin like"),
        ("data:text/html,{path}", "begin like"),
        ("emacs://open", "hold {path}"),
        ("emacs://open?{path}&{project}", "hold {path}"),
        ("emacs://open?{path}&{0}", "hold {path}"),
        ("emacs://open?{path.parent}", "hold {path}"),
        ("emacs://open?{path:9999999999}", "hold {path}"),
        ("emacs://open?{path!r}", "hold {path}"),
        ("emacs://open?{path", "braces"),
    ],
)
def test_what_is_no_address_of_an_editor_is_refused(template, said, tmp_path):
    with pytest.raises(ValueError, match=said):
        EditorLink.of(template, tmp_path)
