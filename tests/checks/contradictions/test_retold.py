"""CON037, CON025: what a brief tells otherwise than its report."""

from __future__ import annotations

import pytest

from hakusho.checks.contradictions.mistyped_pages import check_pages
from hakusho.checks.contradictions.passages import passage_of
from hakusho.checks.contradictions.retold import check_retold
from hakusho.checks.contradictions.told_otherwise import check_told_otherwise
from hakusho.source.prose import prose_of
from written import draft_of

CASES = [
    ("研究は政府を拘束せず、計画は縛る。", "研究は政府を拘束し、計画は縛る。", ["2.md:1:1"]),
    ("研究は政府を拘束せず、計画は縛る。", "研究は政府を拘束しません。", []),
    ("研究は政府を拘束しない。", "研究は政府を拘束するかもしれない。", ["2.md:1:1"]),
    ("研究は政府を拘束する。研究は政府を拘束しない。", "研究は政府を拘束する。", []),
    ("研究が政府を拘束しなければ、止まる。", "研究が政府を拘束すれば、止まる。", []),
    ("研究は政府を拘束しなければならない。", "研究は政府を拘束する。", []),
    ("港は船を拒まない。", "港は船を拒む。", []),  # of too few words
    ("整合性の担保が難しく、適さない。", "整合性の担保が難しく適さない。", []),
    ("計画の整合性の担保は難しい。", "計画の整合性の担保は難しく適さない。", []),
    ("| 港の | 船の | 数の |", "| 港の | 船のない | 数の |", []),
    ("平時とも有事ともいえない状況である。", "平時とも有事ともいえる状況。", ["2.md:1:1"]),
    ("A study does not bind a government.", "A study binds a government.", ["2.md:1:1"]),
    ("A study does not bind a government.", "A study never binds a government.", []),
    ("時機は、日本では政府と議会が決める。", "時機は、米国では政府と議会が決める。", ["2.md:1:5"]),
    ("時機は、日本では政府が決める。", "時機は、米国では政府が決める。", []),  # of too few words
    (
        "日本では政府と議会が決める。米国では政府と議会が決める。",
        "米国では政府と議会が決める。",
        [],
    ),
    ("2000年代の協力は深まった。", "1990年代の協力は深まった。", ["2.md:1:1"]),
    ("2000年代の協力は1990年代に始まる。", "1990年代の協力は深まった。", []),
    ("2000年代の協力は深まった。2010年代の協力がある。", "1990年代の協力は深まった。", []),
    ("研究は政府を拘束せず、「研究は政府を拘束する」という。", "港。", []),
]
PAGES = [
    ("灰色の事態[@mod2023, 33頁]。", "灰色の事態[@mod2024, 33頁]。", 1),
    ("灰色の事態[@mod2023, 33頁]。", "灰色の事態[@mod2023, 33頁]。", 0),
    ("灰色の事態[@mod2023, 33頁; @mod2024, 33頁]。", "灰色の事態[@mod2024, 33頁]。", 0),
    ("灰色の事態[@mod2023, 3頁]。", "灰色の事態[@mod2024, 3頁]。", 0),
    ("灰色の事態[@kito2023, 33頁]。港[@mod2024, 5頁]。", "灰色の事態[@mod2024, 33頁]。", 0),
    ("灰色の事態[@kito2023, 33頁]。", "灰色の事態[@mod2024, 33頁]。", 0),
    ("灰色の事態[@kito2023, 33頁]。港[@mod2024]。", "灰色の事態[@mod2024, 33頁]。", 1),
    ("灰色の事態[@kurita, 8頁]。港[@kito2024]。", "灰色の事態[@kito2024, 8頁]。", 1),
    ("灰色の事態[@kurita, 8頁]。", "灰色の事態[@kurita, 8頁]。", 0),
    ("計画[@ita2017, 46頁]。演習[@ita2021, 46頁]。また[@ita2021, 50頁]。", "港。", 2),
    ("計画[@ita2021, 46頁]。演習[@ita2021, 46頁]。", "港。", 0),
    ("計画[@ono2017, 46頁]。演習[@ita2021, 46頁]。", "港。", 0),
]


REPORT = (
    "北浜港の旅客数は離島航路の再編により前年度から大きく増加した。局長級の港湾調整協議は離島航路の再編を定めた。\n\n"
    "日本では閣議が目標の順位を定める。米国では司令官が配分を定め、大統領が時機を定める。\n\n"
    "低い賃金での乗組員の交替は続く。荒天の下では、欠航がかえって起こりやすくなる。北浜港の旅客数は、南浜港の水準とほぼ並ぶことになる。\n\n"
    + "".join(f"第{n}号岸壁の工事は{n}番目の島で続く。\n\n" for n in "甲乙丙丁戊己庚辛壬癸")
)
OTHERWISE = [
    ("離島航路の再編により北浜港の旅客数は減少した。", ["減少"]),
    ("離島航路の再編により北浜港の旅客数は増加した。", []),
    ("岸壁の工事により東島港の貨物量は減少した。", []),
    ("離島航路の再編により北浜港の旅客数は減少しなかった。", []),
    ("審議官級の港湾調整協議は離島航路の再編を定めた。", ["審議官"]),
    ("欠航は、かえって起こりにくくなる。", ["にくく"]),
    ("欠航は、かえって起こりやすくなる。", []),
    ("時機は、日本では司令官が定め、米国では閣議や大統領が定める。", ["司令官"]),
    ("時機は、日本では閣議が定め、米国では大統領が定める。", []),
    ("時機は、日本では長官が定め、韓国では大統領が定める。", []),
    ("北浜港の旅客数は、南浜港の水準を大きく上回る見通しである。", ["上回"]),
    ("高い賃金での乗組員の交替は", ["高い"]),
    ("低い賃金での乗組員の交替は", []),
    ("北浜港の旅客数は、南浜港の水準に並ぶ見通しである。", []),
    ("課長級の港湾調整協議は離島航路の再編を定めた。", ["課長級"]),
    ("局長級の港湾調整協議は離島航路の再編を定めた。", []),
    ("米国では閣議が順位を定め、日本では司令官や大統領が定める。", ["米国"]),
    ("日本では閣議が順位を定め、米国では司令官や大統領が定める。", []),
]


def placed(*texts):
    draft = draft_of(*texts)
    proses = [prose_of(each.blocks, draft.positions, printed=True) for each in draft.chapters]
    return list(zip(("report", "brief"), map(passage_of, proses), strict=True))


@pytest.mark.parametrize(("report", "brief", "found"), CASES)
def test_a_brief_that_tells_its_report_otherwise(report, brief, found):
    assert [str(each.location) for each in check_retold(placed(report, brief))] == found


@pytest.mark.parametrize(("brief", "found"), OTHERWISE)
def test_a_brief_that_says_its_reports_words_otherwise(brief, found):
    findings = [*check_told_otherwise(placed(REPORT, brief))]
    assert [str(each.message).split("'")[1] for each in findings] == found
    assert {each.rule.id for each in findings} <= {"CON037"}


@pytest.mark.parametrize(("report", "brief", "found"), PAGES)
def test_a_page_of_another_year_of_the_work(report, brief, found):
    assert len([*check_pages(placed(report, brief))]) == found


def test_one_document_is_held_against_nothing():
    assert not [*check_retold(placed("研究は政府を拘束し、研究は政府を拘束せず。", "")[:1])]
