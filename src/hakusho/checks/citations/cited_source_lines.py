"""CIT013: source lines under figures and tables that name their source by hand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hakusho.findings import Finding, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hakusho.checks.citations.cited_text import CitedText

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
