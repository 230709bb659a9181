import json
from dataclasses import replace

from hakusho.findings import Finding, Location, Related, Severity, Subject, say
from hakusho.pipeline.state import State, is_current, load_state, sources_of, state_text
from hakusho.tools import sealed
from hakusho.tools.boundary import file_digest

FINDING = Finding.of("CIT004", Location("b.bib", 3), "never cited", "hint")
FIRST = Related(Location("b.bib", 2, 6), say("{what} of {key}", say("the entry"), "a"))
TWICE = Finding.of(
    *("CIT003", Location("b.bib", 9), "twice"),
    subject=Subject("entry", "a"),
    because=(Subject("dataset"),),
    related=(FIRST,),
)
ACCEPTED = replace(TWICE, reason="known")
LOWERED = replace(
    Finding.of("ERA001", Location("c.md", 1, 2), "{n:.0f} of", "", 1.0), override=Severity.WARNING
)


def _inputs(root, request):
    return {"request": request, **sources_of(root)}


def _state(root):
    outputs = {"build/x.pdf": file_digest(root / "build/x.pdf")}
    data = {"figures/data/a.csv": "x\n1\n"}
    return State(_inputs(root, "all"), outputs, (FINDING, ACCEPTED, LOWERED), data)


def _paper(make_paper):
    root = make_paper({"figures/a.py": "x", "build/x.pdf": "pdf"})
    return root, _state(root)


def test_state_survives_the_disk(make_paper, tmp_path):
    _, state = _paper(make_paper)
    (tmp_path / "s.json").write_text(state_text(state, "build/s.json"), encoding="utf-8")
    kept = load_state(tmp_path / "s.json")
    assert kept == state
    label = kept.findings[1].related[0].label
    assert (label.template, label.through(lambda said: {"the entry": "項目"}.get(said, said))) == (
        "{what} of {key}",
        "項目 of a",
    )


def test_broken_or_old_state_is_no_state(tmp_path):
    assert load_state(tmp_path / "none.json") is None
    good = {"inputs": {}, "outputs": {}, "data": {}, "unseen": False}
    good |= {"findings": [], "measures": [], "reissues": []}
    broken = [{"inputs": {}}, {**good, "inputs": []}, {**good, "findings": [1]}]
    for text in ("{", "[]", *map(json.dumps, broken)):
        sealed.keep(tmp_path / "s.json", text.encode())
        assert load_state(tmp_path / "s.json") is None


def test_nothing_changed(make_paper):
    root, state = _paper(make_paper)
    assert is_current(root, state, _inputs(root, "all"))


def test_each_kind_of_change_is_seen(make_paper):
    root, state = _paper(make_paper)
    for path in ("report/chapters/01.md", "figures/a.py", "bib/new.bib", "build/x.pdf"):
        file = root / path
        before = file.read_bytes() if file.exists() else None
        file.parent.mkdir(exist_ok=True)
        file.write_text("changed", encoding="utf-8")
        assert not is_current(root, state, _inputs(root, "all")), path
        file.write_bytes(before) if before is not None else file.unlink()
    assert is_current(root, state, _inputs(root, "all"))
    (root / "figures/a.py").unlink()
    assert not is_current(root, state, _inputs(root, "all"))


def test_other_editions_or_another_time_stamp_are_a_change(make_paper, monkeypatch):
    root, state = _paper(make_paper)
    assert not is_current(root, state, _inputs(root, "pdf"))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    assert not is_current(root, state, _inputs(root, "all"))


def test_an_image_from_elsewhere_in_the_paper_counts(make_paper):
    root, state = _paper(make_paper)
    (root / "photo.png").write_bytes(b"1")
    beside = State(
        {**state.inputs, "photo.png": file_digest(root / "photo.png")}, state.outputs, (), {}
    )
    assert is_current(root, beside, _inputs(root, "all"))
    (root / "photo.png").write_bytes(b"2")
    assert not is_current(root, beside, _inputs(root, "all"))
