"""CIT007, CIT013: quotations cited without a page, source lines that cite nothing."""

from __future__ import annotations

import re
import unicodedata
from itertools import groupby
from typing import TYPE_CHECKING

from hakusho.findings import Finding, Subject, say
from hakusho.values.letters import has_japanese

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hakusho.checks.citations.cited_text import Cited, CitedText
    from hakusho.citations.works import Work

_CHARACTERS, _WORDS = 20, 8
"""From this length on words are quoted and not merely named."""

_PAGED = frozenset(
    {"article-journal", "article-magazine", "book", "chapter", "pamphlet", "paper-conference",
     "report", "review", "thesis"}
)  # fmt: skip
_NAME = re.compile(
    r"(?:法律?|条約|協定|憲章|指針|大綱|戦略|計画|構想|宣言|声明|決議|報告書?|白書|共同発表|文書|"
    r"要綱|方針|について|に関する件|に向けて|をめぐって|を中心に|を中心として|に注目して|"
    r"一?考察|の研究|の分析|の展望|試論|序説|覚書)[。]?$"
)
_LETTERS = re.compile(r"[A-Za-z][A-Za-z’'\-]{3,}")
_IGNORED = re.compile(r"[\s「」『』“”‘’\"'—―－–\-:：・,.、。]")
_ALL_CAPITALS = 0.6
_MOSTLY_TITLE = 0.6


def check_quotations(text: CitedText) -> Iterator[Finding]:
    """CIT007 at quotations that nobody could look up.

    That is at a citation without locator that directly follows a quotation of some length and
    cites a work that has pages. The titles of works, names of laws and the like are no
    quotations, and a group in which one citation has a locator is left alone.
    """
    if not any(use.quotation for use in text.uses):
        return
    titles = {bare(work.title) for work in text.works.values()}
    for _, group in groupby(text.cited, key=lambda cited: cited.use.group):
        cited = tuple(group)
        if not _lacks_place(cited) or not _is_quotation(cited, titles):
            continue
        first = cited[0]
        shown = _shortened(first.use.quotation)
        message = "{key}: the quotation {shown} is cited without a page"
        page = "46頁" if first.work is not None and first.work.japanese else "p. 46"
        hint = "Say where it stands: [@{key}, {page}]."
        values, subject = (first.use.key, shown, page), Subject("entry", first.use.key)
        yield Finding.of("CIT007", first.use.location, message, hint, *values, subject=subject)


def _lacks_place(group: tuple[Cited, ...]) -> bool:
    return all(
        each.work is not None
        and each.work.kind in _PAGED
        and not each.place.label
        and not any(char.isdigit() for char in each.use.locator)
        and _has_pages(each.work)
        for each in group
        if each.use.quotation or not each.use.within
    )


def _has_pages(work: Work) -> bool:
    """Whether a page can be named: not in a work of one page or under an electronic number."""
    pages = work.raw("pages")
    if pages.strip().isdigit() and work.kind.startswith("article"):
        return False
    return bool(pages) or not work.raw("eid", "articleno")


def _is_quotation(group: tuple[Cited, ...], titles: set[str]) -> bool:
    quotation = unicodedata.normalize("NFC", group[0].use.quotation)
    if has_japanese(quotation):
        if len(re.sub(r"\s", "", quotation)) < _CHARACTERS or _NAME.search(quotation):
            return False
    else:
        words = quotation.split()
        if len(words) < _WORDS or _is_capitalised(quotation):
            return False
    said = bare(quotation)
    if said in titles:
        return False
    own = [bare(each.work.title) for each in group if each.work is not None]
    longest = _MOSTLY_TITLE * len(said)
    return not any(said in title or (title in said and len(title) > longest) for title in own)


def _is_capitalised(text: str) -> bool:
    """Whether it is set as English titles are, most words with a capital."""
    words = _LETTERS.findall(text)
    capitals = sum(1 for word in words if word[0].isupper())
    return capitals >= _ALL_CAPITALS * max(len(words), 1)


def bare(text: str) -> str:
    """A text without marks, spaces, width and case."""
    return _IGNORED.sub("", unicodedata.normalize("NFKC", text)).lower()


def _shortened(quotation: str) -> str:
    longest = 16 if has_japanese(quotation) else 40
    marks = "「」" if has_japanese(quotation) else "“”"
    short = quotation if len(quotation) <= longest else f"{quotation[:longest].rstrip()}…"
    return f"{marks[0]}{short}{marks[1]}"


_SOURCE = re.compile(
    r"(?:^|[（(\[［。.;；、\s])(?P<ja>(?:出典|出所|資料|典拠)\s*[：:]\s*(?P<body>[^）)\]］\ufffc]*))"
    r"|(?:^|[（(\[［.;]\s?)(?P<en>(?i:sources?)\s*[:：]\s*(?P<text>[^)\]\ufffc]*))"
)
_OWN_WORK = re.compile(
    r"(?:筆者|著者|執筆者|編集部|本稿|独自)(?:ら)?(?:作成|撮影|試算|推計|集計|による|の)|筆者|"
    r"(?i:\bauthors?\b|\bown (?:work|calculations?|elaboration)\b|\bcompiled by\b)"
)


def check_source_lines(text: CitedText) -> Iterator[Finding]:
    """CIT013 at a caption with 出典：, 資料： or Source: that cites nothing.

    The author's own work (筆者作成) needs no citation.
    """
    for caption in text.captions:
        line = _SOURCE.search(caption.text)
        if line is None or caption.cites or _OWN_WORK.search(caption.text):
            continue
        named = (line["body"] or line["text"] or "").strip()
        message = say("the source is not in the bibliography: the caption cites nothing")
        if named:
            shown = "the source '{source}' is not in the bibliography: the caption cites nothing"
            message = say(shown, named[:30])
        hint = "Put it into the bibliography and cite it: （出典：[@key, 46頁]）."
        where = caption.prose.place(line.start("ja" if line["ja"] else "en"))
        yield Finding.of("CIT013", where, message, hint)
