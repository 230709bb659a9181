"""What a check finds no error in is built: odd constructs, and pieces of them put together.

Each text is a chapter. Those in which the check finds an error are left out; with the others a
build must succeed, in all editions.
"""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from hakusho.findings import is_fatal
from hakusho.making.order import Request
from hakusho.pipeline.building import build_paper
from hakusho.pipeline.checking import check_paper
from read_yaml import read_yaml
from written import picture_bytes

CONSTRUCTS = read_yaml(Path(__file__).with_name("constructs.yaml"))
SIGNS = "$*_`[]{}()<>#@^~|:\\\"'&%!-\n \x0b\x03\x93\ufffe"
ENTITIES = ["&#11;", "&#3;", "&#13;", "&#10;", "&#133;", "&#65534;", "&#x1F600;", "&#8232;"]
NUMBER = 60


def _damaged(seed):
    """Some constructs with letters lost, put in and exchanged, the same for a seed every time."""
    rng = random.Random(seed)  # noqa: S311  the same broken texts in every run
    text = "\n\n".join(rng.sample(CONSTRUCTS, rng.choice([1, 2, 3])))
    for _ in range(rng.choice([0, 1, 2, 4])):
        at, end = sorted(rng.randrange(len(text) + 1) for _ in range(2))
        new = rng.choice([*SIGNS, *ENTITIES, "", rng.choice(CONSTRUCTS), text[at:end][:40]])
        text = text[:at] + new + text[min(at + rng.choice([0, 0, 1, 3]), len(text)) :]
    return text


SETS = {
    "constructs": CONSTRUCTS,
    **{f"seed {seed}": [_damaged(1000 * seed + n) for n in range(NUMBER)] for seed in range(2)},
}


def _report(names):
    chapters = ", ".join(names)
    return (
        "slug: t\ntitle: 試しの論文\nauthors: [{name: 試作班}]\ndate: 2026-04-01\n"
        f"editions: [pdf, epub, html, docx]\nchapters: [{chapters}]\n"
    )


@pytest.mark.parametrize("name", SETS)
def test_what_a_check_has_nothing_against_is_built(make_paper, name):
    texts = {f"c{at:03}.md": f"# 題\n\n{text}\n" for at, text in enumerate(SETS[name])}
    left, found = list(texts), {}
    files = {f"report/chapters/{file}": text for file, text in texts.items()}
    files |= {"img.png": picture_bytes("png"), "report/chapters/01.md": None}
    root = make_paper(files, report=_report(left))
    for _ in range(8):  # what is left may refer to what is gone
        result = check_paper(root, progress=lambda _: None)
        wrong = {f.location.path.rpartition("/")[2]: f for f in result.findings if is_fatal(f)}
        found |= wrong
        if not wrong:
            break
        left = [file for file in left if file not in wrong]
        (root / "report/report.yaml").write_text(_report(left), encoding="utf-8")
    else:
        pytest.fail(f"still wrong: {wrong}")
    assert {finding.rule.id for finding in found.values()} >= {"TYP011", "TYP001"}
    assert len(left) > 10
    result = build_paper(root, Request(), force=True, progress=lambda _: None)
    assert [str(f.location) + f.message for f in result.findings if is_fatal(f)] == []
    editions = [each for each in result.outputs if not each.startswith("build/data/")]
    assert len(editions) == 4
