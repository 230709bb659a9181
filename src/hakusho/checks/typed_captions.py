"""XRF007: captions that begin with a number, and paragraphs that are meant as captions.

pandoc takes a paragraph that begins with ``Table:`` or ``:`` for the caption of the table beside it
(its manual, "Tables"); without one it is printed as it stands.

A caption's number is printed before it. Word has it in the text (図1　港の数, Figure 1: Ports), as
have papers whose captions stand in paragraphs below their images.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hakusho.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from hakusho.findings import Location
    from hakusho.manuscript.indexed import Caption
    from hakusho.source.prose import Prose

_NUMBER = r"[0-9０-９]+(?:[-.．‐–－][0-9０-９]+)*"
_LABEL = re.compile(
    rf"^(?P<label>(?:図表|[図表])[ \u3000]?{_NUMBER}(?=[ \u3000:：.．、,，]|$)"
    rf"|(?:Fig(?:ure|\.)?|FIGURE|Table|TABLE|Tab\.)[ \u00a0]{_NUMBER}"
    r"(?=[ \u00a0]?[:.–—|]|[ \u00a0]+[A-Z]|$))(?P<words>.*)",
    re.MULTILINE,
)
_ORPHAN = r"(?m)^(?P<mark>(?:[Tt]able)?: )(?=\S)"
_JAPANESE = r"(?m)^(?P<mark>(?:図表|[図表])(?:題|の題|名)?[:：])(?P<words>[^\n]{1,60})$"
"""表：主体の役割, as pandoc's ``Table:`` is put into Japanese; 図：筆者作成 says whose it is."""
_CREDIT = re.compile(r"作成|撮影|提供|出典|出所|参照|より|による|資料|加工|[。．]\ufffc*\Z")
_LONGEST = 160
_SENTENCE = re.compile(r"[ \u00a0\u3000][^\n]*[。.]\ufffc*")
"""図1 は推移を示す。 and "Figure 1 Ports grew." are sentences; 図1：推移。 is a caption."""


def typed_captions(prose: Prose) -> Iterator[tuple[int, str]]:
    """The paragraphs that begin as captions do in Word: the index of their label, and it."""
    for match in _LABEL.finditer(prose.text):
        words = match["words"]
        if len(words) <= _LONGEST and not _SENTENCE.fullmatch(words):
            yield match.start(), match["label"]


def check_typed_captions(prose: Prose, captions: Sequence[Caption]) -> Iterator[Finding]:
    """XRF007 for each caption with a number of its own, and each paragraph that looks like one.

    Args:
        prose: What is written in a chapter or a brief.
        captions: Of figures and tables.
    """
    real = {caption.prose.place(0) for caption in captions if caption.text}
    tables = [(start, end) for start, end, name in prose.parts if name == "Table"]
    for index, typed in typed_captions(prose):
        if prose.place(index) in real:
            message = "{typed} is typed in a caption, and its number is printed before it"
            hint = "Leave {typed} out; give the caption an id to refer to it."
            yield Finding.of("XRF007", prose.place(index), message, hint, typed)
        elif not any(start <= index < end for start, end in tables):  # as in a list of figures
            yield _as_caption(prose, index, typed)
    for match in re.finditer(_JAPANESE, prose.text):
        index = match.start()
        is_words = not _CREDIT.search(match["words"]) and prose.place(index) not in real
        if is_words and prose.written(*match.span("mark")) == match["mark"]:
            yield _as_caption(prose, index, match["mark"])
    yield from _orphans(prose, real)


def _as_caption(prose: Prose, index: int, typed: str) -> Finding:
    message = "{typed} begins a paragraph as it does a caption"
    hint = "Write captions between an image's brackets, ![…](…), or below a table, : …."
    return Finding.of("XRF007", prose.place(index), message, hint, typed)


def _orphans(prose: Prose, real: Collection[Location]) -> Iterator[Finding]:
    """Marks of captions and explanations beside nothing that these could be of."""
    marks = {index for index, node in prose.opaque.items() if node["t"] == "Cite"}
    behind_keys = {start for start, _, mark in prose.notes if mark in marks}
    for match in re.finditer(_ORPHAN, prose.text):
        if match.start() in behind_keys:
            continue  # [@key: 5]
        where = prose.place(match.start())
        if where not in real and prose.written(*match.span("mark")) == match["mark"]:
            hint = "Write the caption right below or above its table, with an empty line between."
            if match["mark"] == ": ":
                message = "{mark} begins a caption or an explanation, of nothing that stands here"
                hint = (
                    "A caption stands right below or above its table, with an empty line between; "
                    "an explanation directly below its term."
                )
            else:
                message = "{mark} begins a table's caption, and no table stands beside it"
            yield Finding.of("XRF007", where, message, hint, match["mark"].strip())
