"""The record of issued briefs: written, read back, compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hakusho.briefs.issue_entries import with_issues
from hakusho.briefs.issued import (
    ISSUED,
    Change,
    Issue,
    changes_since,
    last_issues,
    read_issued,
)

ISSUE = Issue(
    date="2026-04-01",
    text="22e7c4a",
    data="30850a7",
    own="c4c63bf",
    parts={"section sec-a": "1111111", "points m": "2222222"},
    facts={"ships": "12隻"},
    figures={"fleet": "3333333"},
    works={"navy": "4444444"},
    abbreviations={"ACM": "同盟調整メカニズム"},
    layout="5555555",
    style="6666666",
)

hexadecimal = st.text("0123456789abcdef", min_size=7, max_size=7)
names = st.text(min_size=1, max_size=12).filter(lambda text: text.isprintable())


@given(
    st.dictionaries(
        st.from_regex(r"[a-z0-9][a-z0-9-]{0,8}", fullmatch=True),
        st.builds(
            Issue,
            date=st.dates().map(lambda day: day.isoformat()),
            text=hexadecimal,
            data=hexadecimal,
            own=hexadecimal,
            parts=st.dictionaries(names, hexadecimal, max_size=3),
            facts=st.dictionaries(names, names, max_size=3),
        ),
        max_size=4,
    )
)
def test_what_is_written_is_read_back(issues):
    # Fingerprints such as 1234567 and 12345e7 are numbers to YAML unless they are quoted.
    assert read_issued(with_issues("", issues)) == (issues, ())


LATER = ISSUE.model_copy(update={"date": "2026-11-30", "own": "0000000"})
COMMENTED = """\
# Sent by the secretariat.

# To the minister's office
m:  # by courier
  # the day
  date: '2026-04-01'  # a Wednesday
  text: 22e7c4a
  data: "30850a7"   # in quotes
  own: c4c63bf
  parts: {section sec-a: '1111111',  # in braces
    points m: '2222222'}

# To the press
'tables':
  date: '2026-05-01'
  text: a
  data: b
  own: c
# the end
"""


def test_all_that_stands_in_the_record_stays_with_its_comments():
    text = with_issues(COMMENTED, {"m": LATER})
    assert text == COMMENTED.replace(
        "m:  # by courier",
        with_issues("#\n", {"m": LATER}).removeprefix("#\n") + "m@1:  # by courier",
    )
    again = with_issues(text, {"m": ISSUE, "tables": LATER, "zone": LATER})
    assert [line for line in text.splitlines() if line not in again.splitlines()] == ["'tables':"]
    assert [line for line in again.splitlines() if line[:1].strip("# '")] == [
        *("m:", "m@2:", "m@1:  # by courier", "tables:", "tables@1:", "zone:")
    ]
    assert again.index("# To the press") < again.index("tables:") < again.index("tables@1:")
    assert read_issued(again) == ({"m": ISSUE, "tables": LATER, "zone": LATER}, ())


def test_the_same_issue_is_recorded_once():
    text = with_issues("", {"m": ISSUE})
    assert with_issues(text, {"m": ISSUE}) == text


@pytest.mark.parametrize(
    "text",
    [
        "# Only a comment",
        "{m: {date: '2026-04-01', text: a, data: b, own: c}}\n",
        "  m: {date: '2026-04-01', text: a, data: b, own: c}\n",
        "\ufeff# BOM\r\nm:\r\n  date: x\r\n  text: a\r\n  data: b\r\n  own: c",
        "---\nm:\n  date: x\n  text: a\n  data: b\n  own: c\n",
        '"m": {date: x, text: a, data: b, own: c}',
        "m: {date: x, text: a, data: b, own: c}\n...\n",
    ],
)
def test_however_it_is_written_by_hand(text):
    new = with_issues(text, {"m": LATER, "n": ISSUE})
    assert new.startswith(text[0]) or text[0] in '{ "'
    assert ("\r\n" in text) == ("\r\n" in new)
    assert new.count("\n") == new.count("\r\n") or "\r\n" not in text
    assert read_issued(new.removeprefix("\ufeff")) == ({"m": LATER, "n": ISSUE}, ())
    assert ("m@1" in new) == ("m" in read_issued(text.removeprefix("\ufeff"))[0])


def test_a_mistake_in_an_earlier_issue_is_found():
    text = with_issues(with_issues("", {"m": ISSUE}), {"m": LATER})
    _, (finding,) = read_issued(
        text.replace("text: 22e7c4a\n  data: 30850a7\n  own: c4c63bf", "x: 1")
    )
    assert finding.location.line > 10
    assert "'m@1'" in finding.message


def test_nothing_has_changed():
    assert changes_since(ISSUE, ISSUE) == ()


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"facts": {"ships": "14隻"}}, [Change("fact", "ships", "12隻", "14隻")]),
        ({"facts": {}}, [Change("fact", "ships", "12隻", "(gone)")]),
        (
            {"facts": {"ships": "12隻", "crews": "40人"}},
            [Change("fact", "crews", "(new)", "40人")],
        ),
        (
            {"parts": {"section sec-a": "9999999", "figure fig-b": "5555555"}},
            [
                Change("section", "sec-a"),
                Change("points", "m", "", "(gone)"),
                Change("figure", "fig-b", "", "(new)"),
            ],
        ),
        ({"figures": {"fleet": "8888888"}}, [Change("figure", "fleet")]),
        ({"works": {"navy": "7777777"}}, [Change("work", "navy")]),
        ({"own": "0000000"}, [Change("own text", "")]),
        (
            {"abbreviations": {"ACM": "調整の場"}},
            [Change("abbreviation", "ACM", "同盟調整メカニズム", "調整の場")],
        ),
        ({"layout": "0000000"}, [Change("layout", "")]),
        ({"style": "0000000"}, [Change("citation style", "")]),
        ({"date": "2027-01-01", "text": "fffffff", "data": "eeeeeee"}, []),
    ],
)
def test_what_has_changed(changed, expected):
    assert list(changes_since(ISSUE, ISSUE.model_copy(update=changed))) == expected


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("minister: 3\n", 1, "the record of 'minister' cannot be read"),
        ("- minister\n", 1, "must name briefs"),
        ("minister:\n  date: 2026-04-01\n  text: a\n  data: b\n", 1, "cannot be read"),
        ("a: {date: x, text: a, data: b, own: c,\n  colour: red}\n", 2, "cannot be read"),
        ("minister: [\n", 2, "not valid YAML"),
    ],
)
def test_a_damaged_record_is_one_finding(text, line, words):
    issues, findings = read_issued(text)
    assert issues == {}
    (finding,) = findings
    assert finding.rule.id == "BRF015"
    assert (finding.location.path, finding.location.line) == (ISSUED, line)
    assert words in finding.message


def test_no_record_is_no_mistake():
    assert read_issued("") == ({}, ())


def test_the_record_of_a_paper_is_read_where_there_is_one(tmp_path):
    assert last_issues(tmp_path) == ({}, ())
    (tmp_path / ISSUED).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / ISSUED).write_text(with_issues("", {"minister": ISSUE}), encoding="utf-8")
    assert last_issues(tmp_path) == ({"minister": ISSUE}, ())
    (tmp_path / ISSUED).write_bytes("minister: 大臣\n".encode("cp932"))
    issues, (finding,) = last_issues(tmp_path)
    assert (issues, finding.rule.id) == ({}, "PAP003")
