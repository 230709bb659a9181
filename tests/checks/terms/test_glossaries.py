from __future__ import annotations

import pytest

from hakusho.checks.terms import check_marks
from hakusho.paper.terms import Abbreviation, Terms
from written import read_texts

TERMS = Terms((Abbreviation("ACM", "同盟調整メカニズム", ""), Abbreviation("SDC", "小委員会", "")))


@pytest.mark.parametrize(
    ("text", "mentioned", "found"),
    [
        ("[ACM]{.abbr}は", (), []),
        ("[**ACM**]{.abbr .x}は", (), []),
        ("前\n[ACN]{.abbr}は", (), [("ABB001", "c.md:2:2", "Did you mean 'ACM'?")]),
        ("[XYZ]{.abbr}は", (), [("ABB001", "c.md:1:2", "List it under 'abbreviations'")]),
        ("`[XYZ]{.abbr}`は [XYZ]{.abbreviated}", (), []),
        ("::: {.glossary}\n:::\n", ("ACM",), []),
        ("::: glossary\n:::\n", (), [("ABB007", "c.md:1:1", "Delete it")]),
        ("前\n\n::: {.glossary}\n:::\n", (), [("ABB007", "c.md:3:1", "Delete it")]),
        ('::: {.glossary terms="SDC ACM"}\n:::\n', (), []),
        ('::: {.glossary terms="SDC SCD"}\n:::\n', (), [("ABB001", "c.md:1:27", "'SDC'")]),
        ("::: {.glossary terms=XYZ}\n:::\n", (), [("ABB001", "c.md:1:22", "List it")]),
        (
            '::: {.glossary terms="SDCX SDC XS"}\n:::\n',
            (),
            [("ABB001", "c.md:1:23", ""), ("ABB001", "c.md:1:32", "")],
        ),
        (
            "- 項目\n\n  ```\n  [XYZ]{.abbr}\n  ```\n- [XYZ]{.abbr}\n",
            (),
            [("ABB001", "c.md:6:4", "")],
        ),
        ("Hawai`iの[XYZ]{.abbr}\n", (), [("ABB001", "c.md:1:10", "")]),
        ("```\n::: glossary\n:::\n```\n", (), []),
        ("::: {.glossary-like}\n:::\n", (), []),
    ],
)
def test_marks_and_glossaries(text, mentioned, found):
    (blocks,), positions = read_texts([text], "c.md")
    findings = list(check_marks(blocks, positions, TERMS, lambda: mentioned))
    assert [(f.rule.id, str(f.location)) for f in findings] == [each[:2] for each in found]
    assert all(part in f.hint for f, (_, _, part) in zip(findings, found, strict=True))


def test_a_mark_needs_a_list():
    (blocks,), positions = read_texts(["[ACM]{.abbr}は"], "c.md")
    (finding,) = check_marks(blocks, positions, Terms(), tuple)
    assert finding.hint == "List it under 'abbreviations' in report/terms.yaml."
