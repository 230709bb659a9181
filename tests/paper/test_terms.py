from __future__ import annotations

from pathlib import Path

import pytest

from hakusho.paper.load import load_paper
from hakusho.paper.terms import TERMS_PATH, Abbreviation, Terms, load_terms
from read_yaml import read_yaml

FILE = Path(__file__).with_name("terms_file.yaml")
CASES = read_yaml(FILE)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_each_mistake_is_one_finding(make_paper, case):
    terms, findings = load_terms(make_paper({TERMS_PATH: case["file"]}), "ja")
    found = sorted(findings, key=lambda finding: finding.sort_key)
    assert [finding.location.line for finding in found] == [line for line, _, _ in case["found"]]
    expected = {(line, message) for line, message, _ in case["found"]}
    for finding in found:
        assert finding.rule.id == "TRM001"
        where = finding.location.line
        assert any(line == where and part in finding.message for line, part in expected)
    for line, message, hint in case["found"]:
        assert any(
            f.location.line == line and message in f.message and hint in f.hint for f in found
        )
    assert not found or terms == Terms()


def test_a_paper_needs_no_terms(make_paper):
    paper, findings = load_paper(make_paper())
    assert findings == ()
    assert paper.terms == Terms()


def test_a_paper_has_its_terms(make_paper):
    text = """\
    abbreviations:
      - {abbr: MRBM, en: medium-range ballistic missile, plural: MRBMs, gloss: 射程の長いもの。}
      - {abbr: AI, ja: 人工知能, expand: never}
      - {abbr: UN, ja: 国連, gloss: {ja: 説  明, en: explained}}
      - {abbr: EU, ja: 欧州連合, gloss: {en: explained}}
      - {abbr: UK, ja: 英国, gloss: ' '}
    """
    paper, findings = load_paper(make_paper({TERMS_PATH: text}))
    assert findings == ()
    missile, other, *more = paper.terms.abbreviations
    assert [each.gloss for each in more] == [
        (("ja", "説 明"), ("en", "explained")),
        (("en", "explained"),),
        (),
    ]
    assert missile.shorts == ("MRBM", "MRBMs")
    assert missile.long("en", plural=True) == ("medium-range ballistic missiles", "en")
    assert missile.long("ja") == ("medium-range ballistic missile", "en")
    assert missile.gloss == (("ja", "射程の長いもの。"),)
    assert str(other.location) == f"{TERMS_PATH}:3:5"
    assert not other.expands
    assert other.long("en") == ("人工知能", "ja")


def test_a_file_that_is_not_utf8_is_found(make_paper):
    _, findings = load_paper(make_paper({TERMS_PATH: "abbreviations: []  # 略語".encode("cp932")}))
    assert [finding.rule.id for finding in findings] == ["PAP003"]


@pytest.mark.parametrize(
    ("ja", "en", "language", "expected"),
    [
        ("統合防空", "air defence", "ja", ("統合防空", "ja")),
        ("統合防空", "air defence", "en", ("air defence", "en")),
        ("", "air defence", "ja", ("air defence", "en")),
        ("統合防空", "", "en", ("統合防空", "ja")),
    ],
)
def test_what_an_abbreviation_stands_for_is_said_in_the_language_asked_for_or_the_other(
    ja, en, language, expected
):
    assert Abbreviation("IAD", ja, en).long(language) == expected


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2001-01-05", ""),
        ('"2001-01-05"', ""),
        ("2001/1/5", "write 2001-01-05"),
        ("平成13年1月5日", "write 2001-01-05"),
        ("026-04-01", "is no date"),
        ("2001-01", "is no date"),
        ("2001", "is no date"),
        ("x", "is no date"),
        ("2001-02-30", "this month has no such day"),
    ],
)
@pytest.mark.parametrize("key", ["since", "until"])
def test_the_day_of_a_body_is_one_as_iso_8601_has_it(make_paper, key, day, told):
    text = f"bodies:\n  港務庁: {{{key}: {day}}}\n"
    read, findings = load_terms(make_paper({"report/terms.yaml": text}), "ja")
    if told:
        (finding,) = findings
        assert told in finding.message
        assert finding.location.line == 2
    else:
        assert findings == ()
        assert getattr(read.bodies[0], key) == "2001-01-05"
