"""CIT044: titles that a style cannot set: stops, capitals, markup, brackets without their pair."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hakusho.checks.bibliography.audit import TITLE_FIELDS, own, place_in
from hakusho.citations.latex import plain
from hakusho.findings import Finding, Text, say
from hakusho.values.letters import has_japanese
from hakusho.values.straight_quotes import unclear_mark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hakusho.checks.bibliography.audit import Audit
    from hakusho.citations.works import Work

_ENTITY = re.compile(r"&(?:[A-Za-z]{2,8}|#\d{1,6}|#[xX][0-9a-fA-F]{1,5});")
_TAG = re.compile(
    r"</?(?:i|b|u|em|strong|sub|sup|span|br|p|div|a|font|small|ruby|rt|scp|sc|jats:\w+)"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_URL = re.compile(r"(?:https?|ftp)://\S+|\bwww\.[\w-]+\.\w+", re.IGNORECASE)
_ABBREVIATION = re.compile(
    r"(?:\b[A-Z]|\.\w{1,3}|\b(?:etc|vs|al|Jr|Sr|Inc|Ltd|Co|Corp|Bros|No|Vol|St|Mr|Mrs|Dr|ed|pt|"
    r"Assoc|Univ|Dept|Govt|ca|Intl|Natl)|\.\.)\.$"
)
_STOP = re.compile(r"[。．]$|(?<=\w{4})\.$")
_PAIRS = {"「": "」", "『": "』", "（": "）", "(": ")", "“": "”", "[": "]", "〈": "〉", "《": "》",
          "【": "】", "〔": "〕", "［": "］"}  # fmt: skip
_SAME = str.maketrans("（）［］", "()[]")
_BRACKETS = re.compile("[" + re.escape("".join(_PAIRS) + "".join(_PAIRS.values())) + "]")
_CATALOGUED = re.compile(r"\s[:=]\s|(?<=\D):\s|(?<![-\s\d])--(?![-\s\d])")
"""How catalogues (CiNii, NDL) and Zotero join a title, its subtitle and its translation."""
_COUNTED = re.compile(r"(?:^|[\s（(])\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,4})$")
_WHOLE = {"「": "」", "『": "』", "“": "”", '"': '"'}
_CAPITAL_WORDS, _CAPITAL_LETTERS = 3, 12
_SHORTEST_SUBTITLE = 4


def check_titles(audit: Audit) -> Iterator[Finding]:
    """CIT044 for each thing that is wrong with a title."""
    for work in audit.works:
        for field in TITLE_FIELDS:
            value = own(work, field)
            if not value:
                continue
            for message, hint, at in _faults(work, field, value):
                offset = max(value.find(at), 0) if at else 0
                text = "{field}: {message}"
                place = place_in(work, field, offset)
                yield work.entry.finding("CIT044", place, text, hint, field, message)


def _faults(work: Work, field: str, value: str) -> Iterator[tuple[Text, Text, str]]:
    """A message, a hint and the part to point at, for each fault."""
    title = plain(value)
    markup = _ENTITY.search(value) or _TAG.search(value)
    if markup:
        hint = say("Write the character itself; \\emph{{…}} sets italics.")
        yield say("{markup} is HTML", markup[0]), hint, markup[0]
    url = _URL.search(title)
    if url:
        yield say("the address {url} stands in it", url[0]), say("Move it to url."), url[0]
    stop = _STOP.search(title)
    if stop and not _ABBREVIATION.search(title) and not title.endswith("..."):
        hint = say("Leave it out, unless it belongs to the title; the style sets what follows.")
        yield say("it ends in “{stop}”", stop[0]), hint, ""
    if _in_capitals(title):
        hint = say("Write it as in a sentence, with names and acronyms in capitals.")
        yield say("it is in capitals throughout"), hint, ""
    lone = _lone_bracket(title)
    lone = (lone and _lone_bracket(_with_subtitle(work, field, title))) or unclear_mark(title)
    if lone:
        hint = say("Add the other one, or take this one away.")
        yield say("{lone} has no pair", lone), hint, lone
    around = _around(title)
    if around:
        hint = say("Leave them out: the style sets them.")
        yield say("{around} stand around the whole of it", around), hint, ""
    catalogued = _CATALOGUED.search(value)
    if catalogued and has_japanese(title) and work.japanese:
        mark = catalogued[0].strip()
        message = say("the subtitle stands in it after “{mark}”", mark)
        hint = say("Move it to subtitle, or write ： or ――; it would be printed as typed.")
        if mark == "=":
            message = say("the title in another language stands in it after “{mark}”", mark)
            hint = say("Leave it out; it would be printed as typed.")
        yield message, hint, mark
    if field == "title":
        yield from _subtitle_twice(work, title)


def _with_subtitle(work: Work, field: str, title: str) -> str:
    """A title and its subtitle: a pair of brackets may stand around both."""
    if field in {"title", "subtitle"}:
        return f"{work.title}{work.text('subtitle')}"
    return title


def _subtitle_twice(work: Work, title: str) -> Iterator[tuple[Text, Text, str]]:
    subtitle = work.text("subtitle")
    if len(subtitle) >= _SHORTEST_SUBTITLE and title.endswith(subtitle) and title != subtitle:
        message = say("it holds the subtitle {subtitle} too", subtitle)
        yield message, say("Leave one of the two."), subtitle


def _in_capitals(title: str) -> bool:
    if not title.isupper() or has_japanese(title):  # not upper: 한국전쟁 has no capitals
        return False
    letters = sum(char.isalpha() for char in title)
    return letters >= _CAPITAL_LETTERS and len(title.split()) >= _CAPITAL_WORDS


def _lone_bracket(title: str) -> str:
    """The first bracket without its pair; empty if there is none."""
    stack: list[tuple[str, str]] = []
    for match in _BRACKETS.finditer(title):
        written = match[0]
        mark = written.translate(_SAME)
        if mark in _PAIRS:
            stack.append((_PAIRS[mark].translate(_SAME), written))
        elif stack and stack[-1][0] == mark:
            stack.pop()
        elif mark == ")" and _COUNTED.search(title[: match.start()]):
            continue  # a) first, 2) second
        elif mark == "”" and title.count("”") % 2 == 0 and "“" not in title:
            continue  # ”…” is how some write both
        else:
            return written
    return stack[0][1] if stack else ""


def _around(title: str) -> str:
    """The brackets that one pair sets around the whole title; empty if none does."""
    opening = title[:1]
    closing = _WHOLE.get(opening, "")
    if not closing or not title.endswith(closing) or len(title) < 3:  # noqa: PLR2004
        return ""
    if opening == closing:
        return opening + closing if title.count(opening) == 2 else ""  # noqa: PLR2004
    depth = 0
    for at, char in enumerate(title):
        depth += (char == opening) - (char == closing)
        if depth == 0:
            return opening + closing if at == len(title) - 1 else ""
    return ""
