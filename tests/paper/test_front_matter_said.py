"""What templates and writers are told of a paper: held, line by line, for settings of all kinds."""

from __future__ import annotations

import json
from datetime import date, datetime

import pytest
from pydantic import ValidationError

from accepted_words import hold_lines
from hakusho.paper.metadata import metadata_of
from hakusho.paper.settings import Settings
from hakusho.paper.terms import Terms

GIVEN = {"slug": "s", "title": '港の"題"', "authors": [{"name": "山田太郎"}], "date": "2026-04-01"}
PAPERS = {
    "as little as may be said": {},
    "in English": {"lang": "en-GB", "title": 'A "Title"', "authors": [{"name": "Ann Roe"}]},
    "all of a paper": {
        "subtitle": "副'題'",
        "abstract": "一行目\n二行目。\n\n次の段落。\n",
        "keywords": ["港", '"船"'],
        "licence": {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"},
        "version": "第2版",
        "contents_depth": 3,
        "paragraph_numbers": True,
        "tables": {"fit": "split"},
    },
    "authors of all kinds": {
        "authors": [
            {"name": "山田太郎", "affiliation": "港湾庁", "orcid": "0000-0002-1825-0097"},
            {"name": "Ann Roe", "affiliation": ["A", "B"], "email": "ann@example.org"},
            {"name": "港湾研究会"},
        ]
    },
    "a publication": {
        "publication": {
            "series": "叢書",
            "volume": 12,
            "number": 3,
            "pages": "31–58",
            "issn": "2049-3630",
            "isbn": "978-4-00-310101-8",
            "doi": "10.1234/abc",
            "masthead": {"text": "港湾研究"},
            "disclaimer": {"text": "個人の見解である。", "place": "above-title"},
            "received": "2026-01-05",
            "accepted": "2026-03-01",
            "draft": True,
        }
    },
    "a volume alone, in English": {
        "lang": "en-GB",
        "publication": {"volume": 4, "pages": "7", "disclaimer": {"text": "Our own view."}},
    },
    "a number alone and a draft by another name": {
        "publication": {"number": "3・4", "draft": "討議資料", "series": "論集"}
    },
}  # fmt: skip


def settings(**changes):
    return Settings.model_validate({**GIVEN, **changes})


@pytest.mark.parametrize("name", PAPERS)
def test_what_is_told_of_a_paper(request, tmp_path, name):
    made = metadata_of(tmp_path, settings(**PAPERS[name]))
    labels = made.pop("labels")
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in made.items()]
    if name in {"as little as may be said", "in English"}:
        lines += [f"label {key}: {value}" for key, value in sorted(labels.items())]
    hold_lines(request, lines, "said")


@pytest.mark.parametrize(
    ("day", "read"),
    [
        ("2026-04-01", date(2026, 4, 1)),
        (date(2026, 4, 1), date(2026, 4, 1)),
        ("2026/4/1", "write 2026-04-01"),
        ("令和8年4月1日", "write 2026-04-01"),
        (datetime(2026, 4, 1, 9), "write 2026-04-01"),  # noqa: DTZ001  as YAML reads it
        ("2026-04", "no date"),
        ("2026", "no date"),
        ("April", "no date"),
        (20260401, "write 2026-04-01"),
    ],
)
def test_the_date_of_a_paper_is_a_day_as_iso_8601_has_it(day, read):
    if isinstance(read, date):
        assert settings(date=day).date == read
        return
    with pytest.raises(ValidationError, match=read):
        settings(date=day)


def test_first_mentions_have_a_form_in_each_language():
    terms = Terms(japanese_form="{long}〔{abbr}〕", english_form="{abbr} ({long})")
    assert terms.form("ja") == "{long}〔{abbr}〕"
    assert terms.form("en") == "{abbr} ({long})"
    assert Terms().form("ja") == "{long}（{abbr}: {en}）"
    assert Terms().form("en") == "{long} ({abbr})"
