"""Every word for a place in a work: what it is read as, and what a later place is worded with."""

import pytest

from accepted_words import hold_lines
from hakusho.citations.locators import for_any_style, normalise, parse_locator
from hakusho.values.marks import Mark, unveiled

BEHIND = "頁 ページ 面 章 節 項 段落 パラグラフ パラ 巻 部 編 篇 号 条 行目 行 段"
BEFORE = "図表 図 表 脚注 後注 注 註 付録 附録 補論 附属書 付属書 別紙 別添 別表 コラム 資料 写真 地図 式"
ENGLISH = """p pp page pages chap chaps ch chs chapter chapters sec secs sect section sections § §§
para paras par paragraph paragraphs ¶ ¶¶ n nn note notes fn fns footnote footnotes endnote endnotes
fig figs figure figures tab tabs tbl table tables art arts article articles vol vols volume volumes
pt pts part parts col cols column columns l ll line lines bk bks book books no. nos. issue issues
app appendix appendices annex annexes attachment attachments sched schedule schedules box boxes
map maps eq eqs equation equations photo photos"""
JOINTS = ("、", "・", "及び", "および", "ならびに", "並びに", "と", " & ", " and ", ", ")
DASHES = ("-", "--", "---", "‐", "‑", "‒", "–", "—", "―", "−", "〜", "～", "~", "－", "から")
SHOWN = str.maketrans({Mark.PLACE: "<", Mark.PLACE_OR: "|", Mark.PLACE_END: ">"})


def worded(text):
    """A suffix as it is handed on, with both wordings of what pandoc does not know."""
    pieces = [{"t": "Str", "c": piece} for piece in text.split(" ")]
    spaced = [each for piece in pieces for each in (piece, {"t": "Space"})][:-1]
    made = for_any_style(normalise(spaced))
    return unveiled("".join(each.get("c", " ") for each in made)).translate(SHOWN)


def told(typed):
    """What is read, how a place alone is worded, and how one behind another place."""
    found = parse_locator(f", {typed}")
    label = f"{found.label} {found.value}{found.rest and f' and {found.rest}'}"
    return f"{typed}: {label}; {worded(f', {typed}')}; {worded(f', 第2巻、{typed}')}"


@pytest.mark.parametrize("form", ["第3{}", "3{}", "3-5{}", "{} 3", "三{}"])
def test_words_behind_a_number(request, form):
    hold_lines(request, [told(form.format(word)) for word in BEHIND.split()], "read")


@pytest.mark.parametrize("form", ["{}3", "{}3-5", "{}第三", "{}A", "{}（3）"])
def test_words_before_a_number(request, form):
    hold_lines(request, [told(form.format(word)) for word in BEFORE.split()], "read")


@pytest.mark.parametrize("form", ["{} 3", "{} 3-5", "{}. 3", "{} C"])
def test_english_words(request, form):
    words = [form.format(word).replace("..", ".") for word in ENGLISH.split()]
    hold_lines(request, [told(word) for word in words], "read")


def test_numbers_that_are_joined(request):
    lists = [f"3{joint}5頁" for joint in JOINTS] + [f"図3{joint}表5" for joint in JOINTS]
    ranges = [f"3{dash}5章" for dash in DASHES] + [f"第3章{dash}第5章まで" for dash in DASHES]
    hold_lines(request, [told(each) for each in (*lists, *ranges)], "read")


def test_volumes_and_what_goes_on(request):
    volumes = [f"{which}{what}3頁" for which in "上中下前後本続別" for what in "巻編篇冊"]
    papers = ["朝刊3面", "夕刊3面", "上3頁", "中、3頁", "別3頁", "昼刊3面"]
    onward = [f"3頁{on}" for on in ("以下", "以降", "ff.", " ff", "f.", "f", "前後", "foo")]
    hold_lines(request, [told(each) for each in (*volumes, *papers, *onward)], "read")


@pytest.mark.parametrize(
    "words",
    [
        "3条件 3条約 3条文 3条例 2部隊 2部門 2部会 2部分 2部長 2部局 2部品 2部数 2部員 2部署",
        "2部構成 2部作 2部族 3段階 3段目 3面積 3面体 3面談 3面会 2行政 2行動 2行為 2行事 2行程",
        "2行進 2行間 2号機 2号線 2号館 2号室 2号棟 2号俸 2節目 2節電 2巻本 2巻組 2巻目 2編成 2篇集",
        "3頁分 3頁程度 3頁目 3頁数 3ページ分 3章分 3章立 3章構成 3項目 一部 一段 一節 三行 二号 九面",
        "3年 3月 3日 3つ 3人 3回 3本 図3年 p. 3年 3rd 46th",
    ],
)
def test_what_only_begins_like_a_place(words):
    assert [word for word in words.split(" ") if parse_locator(f", {word}").label] == []
