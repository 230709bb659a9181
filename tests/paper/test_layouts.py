"""Layouts of briefs: found by name, read, or answered with one finding."""

from hakusho.paper.briefs import load_briefs
from hakusho.paper.layouts import load_layout
from hakusho.paper.settings import Settings


def _loaded(make_paper, layout, files=None):
    brief = f"---\ntitle: 題\nlayout: {layout}\n---\n\n文。\n"
    root = make_paper({"report/briefs/a.md": brief})
    for name, data in (files or {}).items():
        (root / "templates/briefs").mkdir(parents=True, exist_ok=True)
        (root / "templates/briefs" / name).write_bytes(data)
    settings = Settings.model_validate(
        {"slug": "x", "title": "題", "authors": [{"name": "甲"}], "date": "2026-01-01"}
    )
    (brief,), findings = load_briefs(root, settings)
    assert not findings
    layout, found = load_layout(root, brief)
    return layout, [(str(each.location), each.rule.id, str(each.hint)) for each in found]


def test_a_layout_that_is_shipped_and_one_of_the_paper(make_paper, repository):
    shipped, found = _loaded(make_paper, "minister")
    assert not found
    text = (repository / "templates/briefs/minister.yaml").read_bytes()
    wider = text.replace(b"side: 18", b"side: 31")
    own, found = _loaded(make_paper, "ours", {"ours.yaml": wider})
    assert not found
    assert own.margins.side == 31 != shipped.margins.side


def test_a_layout_that_is_not_there_or_not_utf8(make_paper):
    layout, ((where, rule, hint),) = _loaded(make_paper, "ministr")
    assert layout is None
    assert (where, rule) == ("report/briefs/a.md:3:1", "BRF010")
    assert "minister" in hint
    layout, ((where, rule, hint),) = _loaded(make_paper, "大臣")
    assert (layout, where, rule) == (None, "report/briefs/a.md:3:1", "BRF010")
    assert hint == "Layouts here: allies, brief, minister, press."
    layout, ((where, rule, _),) = _loaded(
        make_paper, "ours", {"ours.yaml": "# 余白\nmargins: {}\n".encode("cp932")}
    )
    assert layout is None
    assert (where.partition(":")[0], rule) == ("templates/briefs/ours.yaml", "PAP003")
