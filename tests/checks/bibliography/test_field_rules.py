"""The rules about an entry's fields, each with the cases of its file in ``fields/``."""

import time
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hakusho.checks.bibliography import MENDERS, check_bibliography
from hakusho.checks.bibliography.audit import Audit, missing_files
from hakusho.checks.bibliography.entry_dates import (
    check_dates_are_plausible,
    check_dates_are_read,
    read_date,
)
from hakusho.checks.bibliography.era_years import check_era_years
from hakusho.checks.bibliography.identifiers import (
    check_doi_and_eprint,
    check_isbn,
    check_issn,
    mended_identifier,
)
from hakusho.checks.bibliography.known_fields import check_known_fields
from hakusho.checks.bibliography.links import (
    check_access_dates,
    check_files,
    check_links,
    mended_url,
)
from hakusho.checks.bibliography.missing_fields import check_required_fields
from hakusho.checks.bibliography.number_fields import (
    check_months_and_editions,
    check_pages,
    check_ranges,
    check_units,
    mended_edition,
    mended_month,
    mended_number,
    mended_range,
)
from hakusho.checks.bibliography.title_years import check_title_years
from hakusho.checks.bibliography.unprinted_fields import check_unprinted_fields
from hakusho.citations.csl_dates import csl_date
from hakusho.citations.mending import mend, replaced
from hakusho.citations.works import works_of
from hakusho.findings import is_fatal
from hakusho.paper.source_file import SourceFile
from hakusho.values.dates import PartialDate
from hakusho.values.eras import era_years
from read_yaml import read_yaml
from validators.bib_files import parse_bibliography
from validators.printed import load_shipped

HERE = Path(__file__).parent
REPOSITORY = HERE.parents[2]
CHECKS = {
    "CIT020": check_required_fields,
    "CIT021": check_known_fields,
    "CIT022": check_dates_are_read,
    "CIT023": check_era_years,
    "CIT024": lambda audit: [*check_dates_are_plausible(audit), *check_title_years(audit)],
    "CIT025": check_units,
    "CIT026": check_pages,
    "CIT027": check_ranges,
    "CIT028": check_months_and_editions,
    "CIT029": check_access_dates,
    "CIT030": check_isbn,
    "CIT031": check_issn,
    "CIT032": check_doi_and_eprint,
    "CIT033": check_links,
    "CIT034": check_links,
    "CIT035": check_files,
}
MENDED = (
    mended_number,
    mended_range,
    mended_month,
    mended_edition,
    mended_identifier,
    mended_url,
)
DAY = date(2024, 6, 30)


def load(path):
    return read_yaml(path)


CASES = [
    pytest.param(path.stem, case, id=f"{path.stem}-{number}")
    for path in sorted((HERE / "fields").glob("*.yaml"))
    for number, case in enumerate(load(path), 1)
]


def works(text):
    entries, _ = parse_bibliography("bib/references.bib", text)
    return works_of(entries)


def audit(text, **more):
    return Audit(works(text), frozenset(), DAY, **more)


@pytest.mark.parametrize(("rule", "case"), CASES)
def test_rules(rule, case, tmp_path):
    more = {}
    if "files" in case:
        (tmp_path / "bib").mkdir()
        for name in case["files"]:
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).touch()
        more["missing_files"] = missing_files(tmp_path, works(case["bib"]))
    found = [f for f in CHECKS[rule](audit(case["bib"], **more)) if f.rule.id == rule]
    messages = [finding.message for finding in found]
    assert len(messages) == len(case["found"]), messages
    for finding, part in zip(found, case["found"], strict=True):
        assert part in finding.message
        assert case.get("hint", "") in finding.hint
        assert finding.message.startswith(f"{finding.entry}: ")
        assert finding.hint


RANGES = [  # beside pages that are written with --, by which a hyphen is a slip
    f"@book{{x, pages={{1--2}}}}\n@book{{y, pages={{3--4}}}}\n@article{{a, pages={{{pages}}}}}"
    for pages in (
        "12-8",
        "12–8",
        "12—8",
        "pp. 12-8",
        "46-58",
        "46〜58頁",
        "xii-iv",
        "5-",
        "3-, 8-6",
    )
]


@pytest.mark.parametrize("text", [*(case.values[1]["bib"] for case in CASES), *RANGES])
def test_what_is_mended_leaves_no_finding_that_was_not_there(text):
    before = list(check_bibliography(audit(text)))

    def wanted(rule, first, last):
        return any(each.rule.id == rule and first <= each.location <= last for each in before)

    file = SourceFile("bib/references.bib", text)
    changes = mend(file, works(text), MENDERS, wanted)
    after = Counter(map(_told, check_bibliography(audit(replaced(text, changes)))))
    assert not after - Counter(map(_told, before))
    assert sum(after.values()) <= len(before) - len(changes)


def _told(finding):
    return finding.entry, finding.rule.id


def test_what_is_told_of_each(hold_words):
    hold_words(
        {
            f"{case.values[0]} {case.values[1]['bib']}": [
                *CHECKS[case.values[0]](audit(case.values[1]["bib"]))
            ]
            for case in CASES
            if "files" not in case.values[1]
        }
    )


@pytest.mark.parametrize("case", load(HERE / "unprinted.yaml"), ids=lambda case: case["bib"])
def test_fields_that_no_style_prints(case):
    entries = works(case["bib"])
    cited = frozenset(work.key for work in entries if work.key != "uncited")
    style = load_shipped(case.get("style", "policy-note-ja"))
    found = list(check_unprinted_fields(Audit(entries, cited, DAY, style=style)))
    said = "does not print "
    assert [each.message.partition(said)[2] for each in found] == case["found"]
    assert all(each.rule.id == "CIT021" for each in found)


def test_a_style_from_elsewhere_is_not_asked_what_it_prints(tmp_path):
    csl = tmp_path / "bare.csl"
    csl.write_text(
        '<style xmlns="http://purl.org/net/xbiblio/csl" class="note"><citation><layout>'
        '<text variable="title"/></layout></citation></style>',
        encoding="utf-8",
    )
    entries = works("@book{a, title={T}, publisher={P}}")
    audit = Audit(entries, frozenset("a"), DAY, style=load_shipped(csl))
    assert not list(check_unprinted_fields(audit))


def test_a_finding_points_at_the_field():
    text = "@article{a,\n  title = {T},\n  volume = {第3巻},\n  pages = {9--3},\n}\n"
    found = [*check_units(audit(text)), *check_pages(audit(text))]
    assert [(f.rule.id, f.location.line) for f in found] == [("CIT025", 3), ("CIT026", 4)]


def test_a_forbidden_scheme_is_an_error_at_its_line():
    text = "@online{a,\n  title = {x},\n  url = {javascript:alert(1)}\n}\n"
    (finding,) = check_links(audit(text))
    assert (finding.rule.id, finding.location.line) == ("CIT033", 3)
    assert is_fatal(finding)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (
            "bib/references.bib",
            [
                *[("CIT020", key) for key in ("indopacom2023", "kito2024", "kurita")],
                *[("CIT020", key) for key in ("murano", "ogawa765")],
                *[("CIT029", key) for key in ("indopacom2023", "jointstatement2024")],
                *[("CIT029", key) for key in ("mofa2023edd", "murano")],
            ],
        ),
        ("tests/papers/harbour/sources/skerrow.bib", []),
    ],
)
def test_our_own_papers_have_the_gaps_that_we_know_of(path, expected):
    text = (REPOSITORY / path).read_text(encoding="utf-8")
    entries, _ = parse_bibliography(path, text)
    given_audit = Audit(works_of(entries), frozenset(), date(2026, 11, 24))
    found = [finding for check in set(CHECKS.values()) for finding in check(given_audit)]
    assert sorted((finding.rule.id, finding.entry) for finding in found) == expected


def test_what_is_inherited_is_reported_once_where_it_is_written():
    (parent, child) = works(
        "@book{parent,\n  isbn = {0-19-852663-7},\n}\n"
        "@incollection{child,\n  crossref = {parent},\n  isbn = {0-19-852663-7},\n}\n"
    )
    object.__setattr__(child.entry, "inherited", frozenset({"isbn"}))
    found = check_isbn(Audit((parent, child), frozenset(), DAY))
    assert [(finding.entry, finding.location.line) for finding in found] == [("parent", 2)]


FIELDS = ["volume", "number", "pages", "year", "date", "month", "edition", "doi", "eprint", "url"]
LETTERS = st.sampled_from(
    "0123456789第巻号頁年月日版元平成昭和.-–〜~/:?&=#%\\_{} vnopVIXaeSm、。１"
)


@given(st.sampled_from(FIELDS), st.text(LETTERS, max_size=24))
def test_no_value_ends_in_an_error_and_mending_ends(field, value):
    (work,) = works("@article{a, title={T}, journal={J}}")
    object.__setattr__(work.entry, "fields", {**work.entry.fields, field: value})
    given_audit = Audit((work,), frozenset(), DAY)
    for check in set(CHECKS.values()):
        list(check(given_audit))
    for mended in MENDED:
        better = mended(field, value, work)
        if better is not None:
            assert better != value
            assert mended(field, better, work) in {None, better}


@given(st.dates(date(1868, 1, 25), date(2024, 6, 30)), st.integers(1, 3))
def test_every_day_is_read_in_both_calendars(day, parts):
    (name, year) = era_years(PartialDate(day.year, day.month, day.day))[-1]
    western = "-".join(day.isoformat().split("-")[:parts])
    era = f"{name}{'元' if year == 1 else year}年{day.month}月{day.day}日"
    for written in (western, era):
        reading = read_date("date", written)
        assert not reading.problem
        assert reading.dates[0].first <= day <= reading.dates[0].last
        assert csl_date(written)["date-parts"]
    text = f"@book{{a, date = {{{era}}}, year = {{{day.year}}}}}"
    assert not [*check_dates_are_read(audit(text)), *check_era_years(audit(text))]
    wrong = f"@book{{a, date = {{{era}}}, year = {{{day.year + 1}}}}}"
    assert [finding.rule.id for finding in check_era_years(audit(wrong))] == ["CIT023"]


@given(st.integers(1, 5000), st.integers(0, 300), st.sampled_from(["-", "--", "–", "〜", "~"]))
def test_a_range_is_backwards_only_if_it_is(first, more, dash):
    last = first + more
    short = first >= 100 and last // 10 == first // 10  # 145-9; below that all digits are written
    for end in (str(last), str(last)[-1] if short else str(last)):
        assert not list(check_pages(audit(f"@article{{a, pages = {{{first}{dash}{end}}}}}")))
        mended = mended_range("pages", f"{first}{dash}{end}", None)
        assert mended == (None if dash == "--" else f"{first}--{end}")
    if more and len(str(first)) == len(str(last)):
        assert list(check_pages(audit(f"@article{{a, pages = {{{last}{dash}{first}}}}}")))


@given(st.integers(0, 10**9 - 1), st.integers(0, 9), st.integers(1, 9))
def test_an_isbn_with_one_digit_changed_is_found(number, at, change):
    digits = f"{number:09}"
    check = sum((place + 1) * int(digit) for place, digit in enumerate(digits)) % 11
    isbn = digits + ("X" if check == 10 else str(check))
    assert not list(check_isbn(audit(f"@book{{a, isbn = {{{isbn}}}}}")))
    changed = "".join(
        str((int(digit) + change) % 10) if place == at and digit != "X" else digit
        for place, digit in enumerate(isbn)
    )
    if changed != isbn:
        assert list(check_isbn(audit(f"@book{{a, isbn = {{{changed}}}}}")))


@pytest.mark.parametrize(
    ("mended", "field", "value", "expected"),
    [
        (mended_number, "volume", "第49巻", "49"),
        (mended_number, "volume", "Vol.~XII", "XII"),
        (mended_number, "number", "第1・2号", "1・2"),
        (mended_number, "pages", "pp. 46–58", "46–58"),
        (mended_number, "pages", "３面", None),
        (mended_number, "date", "2023年12月7日", "2023-12-07"),
        (mended_number, "title", "第49巻", None),
        (mended_range, "pages", "1–2, 5〜6", "1--2, 5--6"),
        (mended_range, "pages", "2-1–2-15", "2-1--2-15"),
        (mended_range, "number", "1–2", None),
        (mended_month, "month", "Sept.", "9"),
        (mended_edition, "edition", "Second", "2"),
        (mended_edition, "edition", "初版", None),
        (mended_identifier, "doi", r"https://doi.org/10.1162/isec\_a\_1", r"10.1162/isec\_a\_1"),
        (mended_identifier, "doi", "doi:isec", None),
        (mended_identifier, "eprint", "arXiv:2301.01234", "2301.01234"),
        (mended_url, "url", "https://x.jp/a?fbclid=abc&id=3#t", "https://x.jp/a?id=3#t"),
        (mended_url, "url", r"https://x.jp/a?id=3\&utm\_source=b#t", "https://x.jp/a?id=3#t"),
        (mended_url, "url", r"\url{https://x.jp/a\_b}", r"https://x.jp/a\_b"),
        (mended_url, "url", "https://x.jp/a b?utm_source=x", None),
        (mended_url, "url", "https://x.jp/a?u=1&utm=2", None),
    ],
)
def test_mended_values(mended, field, value, expected):
    (work,) = works("@article{a, title={T}}")
    assert mended(field, value, work) == expected


def test_long_values_take_no_time():
    (work,) = works("@article{a, title={T}}")
    started = time.process_time()
    addresses = "https://x.jp/?" + "utm_a=1&" * 5_000
    for value in ("1-" * 20_000, "第" + "1・" * 20_000, addresses, "（" * 20_000):
        for field in FIELDS:
            object.__setattr__(work.entry, "fields", {field: value})
            for check in set(CHECKS.values()):
                list(check(Audit((work,), frozenset(), DAY)))
    assert time.process_time() - started < 10


def test_entries_that_say_nothing_are_counted_and_told_nothing_else():
    text = (
        "@misc{b, title = {b}}\n"
        "@misc{doi:10.1000/x, title = {doi:10.1000/x}, doi = {10.1000/x}}\n"
        "@misc{https://a.org/, title = {https://a.org/}, url = {https://a.org/}}\n"
        "@misc{c, title = {c}, author = {Doe, Jane}}\n"
    )
    found = [(each.rule.id, each.entry) for each in check_bibliography(audit(text))]
    assert found[:1] == [("CIT078", "b")]
    assert {entry for _, entry in found[1:]} == {"c"}
    (first, *_) = check_bibliography(audit(text))
    assert first.message == "b: nothing is said of this work but its key (nor of 2 more entries)"
