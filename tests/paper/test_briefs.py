"""Briefs' files: what a front matter may say, and where each mistake in it is found."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hakusho.paper.briefs import load_briefs
from hakusho.paper.settings import Settings
from hakusho.source.raw import raw_text
from read_yaml import read_yaml

CASES = read_yaml(Path(__file__).with_name("briefs.yaml"))
PATH = "report/briefs/minister.md"
SETTINGS = Settings(slug="x", title="題", authors=[{"name": "甲"}], date="2026-04-01")
TEXT = "---\ntitle: 題\n---\n\n本文\n"


def _assert_found(findings, expected):
    assert len(findings) == len(expected), findings
    ordered = sorted(findings, key=lambda finding: finding.sort_key)
    for finding, said in zip(ordered, expected, strict=True):
        place, _, words = said.partition("BRF010")
        assert finding.rule.id == "BRF010"
        assert str(finding.location).startswith(f"{PATH}:{place.strip()}".rstrip(":"))
        assert words.strip() in f"{finding.message} {finding.hint}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_mistake_is_found_where_it_stands(make_paper, case):
    briefs, findings = load_briefs(make_paper({PATH: case["text"]}), SETTINGS)
    _assert_found(findings, case["found"])
    assert len(briefs) == (not case["found"])


def test_lines_of_the_text_are_those_of_the_file(make_paper):
    (brief,), _ = load_briefs(make_paper({PATH: TEXT}), SETTINGS)
    assert raw_text(brief.text).split("\n").index("本文") == TEXT.split("\n").index("本文")
    assert "題" not in raw_text(brief.text)
    assert str(brief.where("title")) == f"{PATH}:2:1"


@pytest.mark.parametrize(
    "data",
    [b"\xef\xbb\xbf" + TEXT.encode(), TEXT.replace("\n", "\r\n").encode()],
    ids=["byte order mark", "CRLF"],
)
def test_byte_order_mark_and_line_ends_do_not_matter(make_paper, data):
    (brief,), findings = load_briefs(make_paper({PATH: data}), SETTINGS)
    assert findings == ()
    assert (brief.settings.title, raw_text(brief.text).strip()) == ("題", "本文")


def test_what_is_not_utf8_is_one_finding(make_paper):
    briefs, (finding,) = load_briefs(make_paper({PATH: TEXT.encode("cp932")}), SETTINGS)
    assert briefs == ()
    assert (finding.rule.id, finding.location.path) == ("PAP003", PATH)


@pytest.mark.parametrize("name", ["Minister", "大臣", "a b", "a.b", "-a", "a_b"])
def test_a_name_is_one_that_commands_and_addresses_can_use(make_paper, name):
    briefs, (finding,) = load_briefs(make_paper({f"report/briefs/{name}.md": TEXT}), SETTINGS)
    assert briefs == ()
    assert finding.message == f"'{name}' cannot name a brief"


def test_what_systems_and_editors_leave_is_no_brief(make_paper):
    others = {"report/briefs/._x.md": b"\0", "report/briefs/notes.txt": "x"}
    briefs, findings = load_briefs(make_paper({**others, PATH: TEXT}), SETTINGS)
    assert [brief.name for brief in briefs] == ["minister"]
    assert findings == ()


def test_a_folder_that_is_called_as_a_brief_is_found(make_paper):
    root = make_paper({"report/briefs/y.md/z.txt": "x", PATH: TEXT})
    briefs, findings = load_briefs(root, SETTINGS)
    assert [brief.name for brief in briefs] == ["minister"]
    assert [(each.rule.id, each.location.path) for each in findings] == [
        ("PAP002", "report/briefs/y.md")
    ]


def test_the_report_lends_its_language(make_paper):
    files = {PATH: TEXT, "report/briefs/allies.md": TEXT.replace("---\n\n", "lang: en-GB\n---\n\n")}
    briefs, _ = load_briefs(make_paper(files), SETTINGS.model_copy(update={"lang": "ja-JP"}))
    assert [(brief.name, brief.language, brief.lang) for brief in briefs] == [
        ("allies", "en", "en-GB"),
        ("minister", "ja", "ja-JP"),
    ]


@given(st.text(alphabet="-\n.: \ttile題[]{}&*#'\"", max_size=60))
def test_any_front_matter_is_read_or_found(tmp_path_factory, text):
    root = tmp_path_factory.getbasetemp() / "any-front-matter"
    (root / "report/briefs").mkdir(parents=True, exist_ok=True)
    (root / PATH).write_text(text, encoding="utf-8", newline="")
    briefs, findings = load_briefs(root, SETTINGS)
    assert bool(briefs) != bool(findings)
    assert all(finding.message and "\n" not in finding.message for finding in findings)
