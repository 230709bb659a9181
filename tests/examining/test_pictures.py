import io
from dataclasses import replace
from pathlib import Path
from posixpath import normpath
from types import SimpleNamespace
from urllib.parse import unquote

import pytest
from PIL import Image

from hakusho.examining.pictures import (
    ImageSources,
    draw_pictures,
    find_images,
    own_widths,
    place_images,
)
from hakusho.figures import RenderedFigure
from hakusho.findings import Location
from hakusho.manuscript.indexed import ImageUse
from hakusho.paper.load import load_paper
from written import picture_bytes

PNG, GIF = picture_bytes("png"), picture_bytes("gif")


def _use(target, alt="説明"):
    return ImageUse(target, alt, "report/chapters/01.md", Location("report/chapters/01.md", 4, 2))


def _figure(tmp_path, name, alt, *, composed=False):
    svg = tmp_path / f"{name}.svg"
    svg.write_text("<svg/>", encoding="utf-8")
    known = {"reason": "unchanged", "alt_composed": composed, "path": f"figures/{name}.py"}
    return RenderedFigure(name, svg, alt, 150, 80, (), cached=True, **known)


def test_modules_and_files_are_told_apart(make_paper, tmp_path):
    root = make_paper({"figures/w.py": "", "figures/map.png": PNG, "report/chapters/p.png": PNG})
    uses = [_use("w", alt=""), _use("figures/map.png"), _use("map.png"), _use("p.png")]
    sources, findings = find_images(root, uses)
    assert findings == ()
    assert sources.figures == ("w",)
    placed, copies, findings = place_images(
        uses, sources, {"w": _figure(tmp_path, "w", "棒グラフ")}
    )
    assert findings == ()
    assert placed["report/chapters/01.md", "w", ""].alt == "棒グラフ"
    assert sorted(copies) == ["figures/02-map.png", "figures/03-p.png", "figures/w.svg"]


def test_alt_of_the_chapter_wins_and_none_is_found(make_paper, tmp_path):
    root = make_paper({"figures/w.py": "", "map.png": PNG})
    uses = [_use("w", alt="章の説明"), _use("map.png", alt="")]
    sources, _ = find_images(root, uses)
    placed, _, findings = place_images(uses, sources, {"w": _figure(tmp_path, "w", "図の説明")})
    assert placed["report/chapters/01.md", "w", ""].alt == "章の説明"
    assert [(f.rule.id, f.location.line) for f in findings] == [("FIG001", 4)]


def test_the_largest_images_are_named_where_all_are_more_than_can_be_set(make_paper, monkeypatch):
    def png(size):
        data = io.BytesIO()
        Image.new("L", (size, size)).save(data, "PNG")
        return data.getvalue()

    sizes = {"a.png": 1000, "b.png": 2000, "c.png": 1500}
    root = make_paper({**{name: png(size) for name, size in sizes.items()}, "g.gif": GIF})
    uses = [_use(name) for name in (*sizes, "g.gif", "b.png")]
    assert find_images(root, uses)[1] == ()
    monkeypatch.setattr("hakusho.examining.pictures.MOST_PIXELS", 3_300_000)
    _, (found,) = find_images(root, uses)
    assert (found.rule.id, found.location) == ("FIG020", uses[1].location)
    assert found.message == "'b.png' has 4 of the images' 7 million pixels; 3 can be set"
    monkeypatch.setattr("hakusho.examining.pictures.MOST_PIXELS", 3_000_000)
    named = [each.message[:7] for each in find_images(root, uses)[1]]
    assert named == ["'b.png'", "'c.png'"]


def test_an_alt_text_that_repeats_the_caption_is_said_to(make_paper):
    root = make_paper({"map.png": PNG})
    uses = [replace(_use("map.png", alt=""), repeats=True)]
    (finding,) = place_images(uses, find_images(root, uses)[0], {})[2]
    assert finding.rule.id == "FIG001"
    assert "only repeats its caption" in finding.message


def test_an_image_without_a_file_is_another_rules(make_paper):
    assert find_images(make_paper({}), [_use("")]) == (ImageSources((), {}, {}), ())


@pytest.mark.parametrize(
    ("written", "alt", "composed", "found"),
    [
        ("", "図。一、二。", True, ["FIG006"]),
        ("", "", True, ["FIG001"]),
        ("", "図の説明", False, []),
        ("章の説明", "図。一、二。", True, []),
        ("章の説明", "", True, []),
    ],
)
def test_an_alt_text_is_written_or_composed_or_missing(
    make_paper, tmp_path, written, alt, composed, found
):
    root = make_paper({"figures/w.py": ""})
    uses = [_use("w", alt=written), _use("w", alt=written)]
    sources, _ = find_images(root, uses)
    figure = _figure(tmp_path, "w", alt, composed=composed)
    placed, _, findings = place_images(uses, sources, {"w": figure})
    assert placed["report/chapters/01.md", "w", ""].alt == (written or alt)
    assert [(f.rule.id, f.location.path) for f in findings] == [
        (each, "figures/w.py") for each in found
    ]


@pytest.mark.parametrize(
    ("target", "rule"),
    [
        ("none", "FIG002"),
        ("notes.txt", "FIG005"),
        ("fake.png", "FIG005"),
        ("../out.png", "PAP004"),
        ("https://a.example/x.png", "PAP004"),
        ("data:image/png;base64,AAAA", "PAP004"),
    ],
)
def test_targets_that_cannot_be_used(make_paper, tmp_path, target, rule):
    (tmp_path / "out.png").write_bytes(PNG)
    root = make_paper({"notes.txt": "x", "fake.png": "<html>"})
    _, (finding,) = find_images(root, [_use(target)])
    assert finding.rule.id == rule
    assert finding.location.line == 4


@pytest.mark.parametrize("target", ["figures/my%20map.png", "figures/地図%201.png", "50%25.png"])
def test_a_name_may_hold_spaces(make_paper, target):
    files = ("figures/my map.png", "figures/地図 1.png", "50%.png")
    root = make_paper(dict.fromkeys(files, PNG))
    sources, findings = find_images(root, [_use(target)])
    assert findings == ()
    assert list(sources.files) == [unquote(target)]


@pytest.mark.parametrize("target", ["../images/map.png", "../../pictures/map.png", "./map.png"])
def test_a_name_may_count_from_the_folder_of_its_chapter(make_paper, target):
    file = normpath(f"report/chapters/{target}")
    root = make_paper({file: PNG})
    sources, findings = find_images(root, [_use(target)])
    assert findings == ()
    assert list(sources.files) == [file]


def test_a_size_behind_the_name_is_named(make_paper):
    root = make_paper({"figures/map.png": PNG})
    _, (finding,) = find_images(root, [_use("figures/map.png%20=320x")])
    assert "'figures/map.png =320x'" in finding.message
    assert "![caption](figures/map.png){#fig-name width=80mm}" in finding.hint


def test_names_in_other_scripts_become_plain_ones(make_paper):
    root = make_paper({"figures/地図 1.png": PNG})
    sources, _ = find_images(root, [_use("figures/地図 1.png")])
    _, copies, _ = place_images([_use("figures/地図 1.png")], sources, {})
    assert list(copies) == ["figures/01-image.png"]


def test_a_source_line_that_is_to_stand_nowhere_is_said():
    sources = ImageSources((), {("c.md", "w", ""): "w.png"}, {"w.png": Path("w.png")})

    def findings(word):
        use = ImageUse("w", "x", "c.md", Location("c.md", 4, 2), word)
        return place_images([use], sources, {})[2]

    assert [findings(word) for word in ("", "caption", "note", "none")] == [()] * 4
    (finding,) = findings("foot")
    assert (finding.rule.id, finding.location.line) == ("FIG009", 4)
    assert "source-line=note" in finding.hint


@pytest.mark.parametrize(
    ("stated", "width", "found"),
    [
        ("75mm", 75, False),
        ("7.5 cm", 75, False),
        ("3in", 76.2, False),
        ("50%", 80, False),
        ("150mm", None, False),  # as usual
        ("100%", 160, False),
        ("200mm", 160, True),
        ("5%", 30, True),
        ("400px", None, True),
        ("wide", None, True),
    ],
)
def test_a_figure_is_as_wide_as_its_use_states(make_paper, stated, width, found):
    root = make_paper({"figures/w.py": "", "map.png": PNG})
    plain, own, image = (
        _use("w"),
        replace(_use("w"), width=stated),
        replace(_use("map.png"), width="x"),
    )
    uses = [plain, own, image]
    sources, _ = find_images(root, uses)
    widths, findings = own_widths(uses, sources, usual_mm=150, text_width_mm=160)
    assert widths == ({("report/chapters/01.md", "w", stated): width} if width else {})
    assert [(f.rule.id, f.location.line) for f in findings] == [("FIG010", 4)] * found
    assert all(f"'{stated}'" in f.message and "30mm to 160mm" in f.hint for f in findings)


def test_a_figure_in_two_widths_is_two_files(make_paper, tmp_path):
    root = make_paper({"figures/w.py": ""})
    uses = [_use("w"), replace(_use("w"), width="75mm")]
    sources, _ = find_images(root, uses)
    wide, small = (
        _figure(tmp_path, "w", "x"),
        replace(_figure(tmp_path, "w.en.75mm", "x"), name="w"),
    )
    placed, copies, _ = place_images(
        uses, sources, {"w": wide}, {("report/chapters/01.md", "w", "75mm"): small}
    )
    assert copies == {"figures/w.svg": wide.svg, "figures/w.en.75mm.svg": small.svg}
    assert placed["report/chapters/01.md", "w", "75mm"].path == "figures/w.en.75mm.svg"


def test_each_figure_is_drawn_in_the_widths_that_its_uses_state(make_paper, tmp_path, monkeypatch):
    asked = []

    def render(_root, names, _datasets, *, width_mm, language, allowance, **_):
        asked.append((width_mm, [*names], language, allowance))
        made = {name: _figure(tmp_path, f"{name}.{width_mm:g}", "x") for name in names}
        return {name: replace(each, name=name) for name, each in made.items()}, ()

    monkeypatch.setattr("hakusho.examining.pictures.render", render)
    root = make_paper({"figures/both.py": "", "figures/small.py": "", "figures/usual.py": ""})
    uses = [
        *(replace(_use(name), width="75mm") for name in ("small", "both")),
        *(_use(name) for name in ("usual", "both")),
    ]
    manuscript = SimpleNamespace(index=SimpleNamespace(images=uses))
    paper, _ = load_paper(root)
    widths = {"width_mm": 120, "text_width_mm": 150}
    pictures, findings = draw_pictures(paper, manuscript, {}, print, programs=False, **widths)
    assert findings == ()
    assert asked == [
        (120, ["both", "usual"], "ja-JP", None),
        (75, ["small", "both"], "ja-JP", None),
    ]
    assert [pictures.images["report/chapters/01.md", *use].path for use in USED_IN_WIDTHS] == [
        *("figures/small.75.svg", "figures/both.75.svg"),
        *("figures/usual.svg", "figures/both.svg"),
    ]
    # One drawing of each, the usual one if there is one.
    assert {name: each.svg.name for name, each in pictures.figures.items()} == {
        "both": "both.120.svg",
        "small": "small.75.svg",
        "usual": "usual.120.svg",
    }


USED_IN_WIDTHS = [("small", "75mm"), ("both", "75mm"), ("usual", ""), ("both", "")]


def test_of_a_figure_that_was_not_drawn_nobody_asks_an_alt_text(make_paper, tmp_path):
    root = make_paper({"figures/w.py": ""})
    uses = [_use("w", alt="")]
    sources, _ = find_images(root, uses)
    figure = _figure(tmp_path, "w", "")
    assert place_images(uses, sources, {"w": replace(figure, drawn=False)})[2] == ()
    assert [each.rule.id for each in place_images(uses, sources, {"w": figure})[2]] == ["FIG001"]


def test_an_svg_that_loads_something_is_told_why(make_paper):
    svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>x</script></svg>'
    _, (finding,) = find_images(make_paper({"a.svg": svg}), [_use("a.svg")])
    assert finding.rule.id == "FIG005"
    assert finding.message.startswith("'a.svg' ")
    assert "script" in finding.message
    assert finding.hint


def test_an_image_that_cannot_be_read_is_said_to(make_paper, monkeypatch):
    def unreadable(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("hakusho.examining.pictures.boundary.read_bytes", unreadable)
    _, (finding,) = find_images(make_paper({"a.png": PNG}), [_use("a.png")])
    assert (finding.rule.id, finding.location.line) == ("FIG005", 4)
    assert finding.message == "'a.png' cannot be read: Permission denied"
