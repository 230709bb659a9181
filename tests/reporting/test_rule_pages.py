"""Pages of rules: every rule has one, and its example does what it says, in a real check."""

from __future__ import annotations

import os
import shutil

import pytest

from catalogue.catalogues import write
from hakusho.findings import RULES
from hakusho.findings.selectors import FAMILIES
from hakusho.localization.catalogues import PAGES as PAGES_CATALOGUE
from hakusho.localization.catalogues import translated
from hakusho.localization.choice import LANGUAGES
from hakusho.making.order import Request
from hakusho.pipeline.building import build_paper
from hakusho.pipeline.checking import check_paper
from hakusho.reporting.rule_pages import FOLDER, load_page
from hakusho.reporting.text import render
from spoken import speaking

PAGES = sorted(file.stem for file in FOLDER.glob("*.yaml"))
SETTINGS = "report/report.yaml"
REPORT = """\
slug: trial
title: 試しの論文
authors: [{name: 試作班}]
date: 2026-04-01
bibliography: [bib/references.bib]
"""

ACCEPT = "HAKUSHO_ACCEPT"
"""Set in the environment: what is printed is written into the pages."""

NOT_SHOWN = {
    "CIT070": "needs a bibliography of another kind than all examples have",
    "PAP003": "a YAML file holds UTF-8 alone",
    "PAP006": "it takes a page of brackets and as many seconds as the limit says",
    "PAP009": "needs a link in place of the outputs",
    "PAP012": "needs other authors than all examples have",
    "DAT016": "needs a workbook or a database",
    "DAT017": "is mended by taking the file away",
    "DAT025": "needs a file of another kind",
    "DAT023": "needs --no-figures",
    "CON023": "needs other authors than all examples have",
    "PAP018": "needs a file of another name",
    **{f"IMP00{number}": "is found by hakusho import" for number in range(1, 8)},
    "FIG014": "needs a file outside of the example's folder",
    "FIG015": "needs --no-figures",
    "FIG016": "needs --no-figures, and a build",
    "FIG022": "needs two files, of which one is deleted",
    "BRF014": "needs a name on the command line",
    "BRF015": "is read when a brief is built",
    "BRF021": "needs a table of 501 rows",
    "BRF018": "needs a report that cannot be built, and a brief that is",
    "FIG020": "needs pictures of hundreds of millions of pixels",
    "PAG002": "takes pages of text, and a build",
    "PAG003": "takes pages of text, and a build",
    "PAG004": "takes pages of text, and a build",
    "PAG005": "takes pages of text, and a build",
    "PAG006": "takes pages of text, and a build",
    "PAG007": "takes pages of text, and a build",
    "PAG008": "takes pages of text, and a build",
    "PAG013": "takes pages of text, and a build",
    "PAG009": "needs a template of the paper's own, and a build",
    "TPL003": "needs a Word document",
    "TPL004": "needs a Word document",
    "EXT001": "needs --also",
    "EXT002": "needs --also",
    "OUT001": "needs a full disk",
    "OUT002": "needs a text that no check sees through, and a build",
    "OUT003": "needs Ctrl-C",
    "OUT004": "needs a second build",
    "OUT005": "needs a broken template, and a build",
    "OUT006": "needs a broken template in a folder that all examples share",
    "OUT007": "needs a defect of ours, and a build",
    "OUT010": "needs a defect of ours, and a build",
    "OUT011": "needs a defect of ours, and a build",
    "OUT012": "needs a defect of ours, and a build",
    "OUT013": "needs a defect of ours, and a build",
    "OUT014": "needs a defect of ours, and a build",
    "OUT015": "needs a damaged file, and a build",
    "OUT016": "needs an output that somebody has changed, and a build",
    "OUT017": "needs a folder in build/, and a build",
    "OUT018": "takes tens of thousands of letters",
    "OUT020": "needs a process that is killed",
    "OUT025": "needs a defect of ours or an image of letters, and a build with --review",
    "OUT026": "needs a build with --review",
    "OUT027": "needs a build",
}
"""Rules whose page has no example, and why a tiny paper cannot show them."""


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    """A folder that all examples share one after the other, so that fonts are read only once."""
    return tmp_path_factory.mktemp("example")


def _found(room, example, text):
    """Run the check, or a build, on the example's paper."""
    for folder in room.iterdir():
        if folder.name != "build":
            shutil.rmtree(folder) if folder.is_dir() else folder.unlink()
    files = {
        "bib/references.bib": "% no entry\n",
        "report/chapters/01.md": "# 序\n\n本文。\n",
        SETTINGS: "",
        **example.others,
        example.file: text,
    }
    files[SETTINGS] = f"{REPORT}{example.report}\n{files[SETTINGS]}"
    for path, content in files.items():
        file = room / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, encoding="utf-8", newline="\n")
    if example.build:
        result = build_paper(room, Request(), force=True, progress=lambda _step: None)
    else:
        result = check_paper(room, progress=lambda _step: None)
    return result.findings


def test_every_rule_has_a_page():
    assert [rule_id for rule_id in RULES if rule_id not in PAGES] == []


def test_every_page_belongs_to_a_rule():
    assert [name for name in PAGES if name not in RULES] == []


def test_every_family_is_named():
    assert list(FAMILIES) == list(dict.fromkeys(rule.family for rule in RULES.values()))


@pytest.mark.parametrize("rule_id", PAGES)
def test_a_page_is_sound(rule_id):
    page = load_page(rule_id)
    assert len(page.why) < 900
    assert (page.example is None) == (rule_id in NOT_SHOWN)
    assert page.example is None or page.example.prints


@pytest.mark.parametrize("rule_id", [name for name in PAGES if name not in NOT_SHOWN])
def test_an_example_does_what_it_says(room, rule_id):
    example = load_page(rule_id).example
    where = example.found or example.file
    bad = [each for each in _found(room, example, example.bad) if each.rule.id == rule_id]
    assert where in [each.location.path for each in bad]
    _compare(rule_id, example, _printed(bad))
    for language in [*LANGUAGES][1:]:
        _compare_translation(language, example, _printed(bad, language))
    good = _found(room, example, example.good)
    assert rule_id not in [each.rule.id for each in good]
    assert [each for each in good if each.rule.essential] == []


def _printed(findings, language="en"):
    with speaking(language):
        return "".join(f"{text}\n" for text in render(findings, lambda *_: None))


def _compare_translation(language, example, printed):
    """Hold what is printed in another language against the catalogue of pages, or enter it."""
    with speaking(language):
        known = translated(example.prints, PAGES_CATALOGUE)
    if os.environ.get(ACCEPT) and printed != known:
        write(PAGES_CATALOGUE, language, {example.prints: printed})
    else:
        assert printed == known


def _compare(rule_id, example, printed):
    """Hold what is printed against the page, or write it there if that is asked for."""
    if os.environ.get(ACCEPT):
        file = FOLDER / f"{rule_id}.yaml"
        lines = file.read_text(encoding="utf-8").splitlines()
        start = lines.index("example:") + 1
        end = next((n for n in range(start, len(lines)) if lines[n][:1].strip()), len(lines))
        inside = lines[start:end]
        if example.prints:
            at = inside.index("  prints: |")
            after = (n for n in range(at + 1, len(inside)) if inside[n][2:3].strip())
            del inside[at : next(after, len(inside))]
        inside += ["  prints: |", *(f"    {line}" for line in printed.splitlines())]
        lines[start:end] = inside
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    else:
        asked = f"{ACCEPT}=1 python -m pytest tests/reporting/test_rule_pages.py"
        assert printed == example.prints, f"to accept it: {asked}, and look at the difference"
