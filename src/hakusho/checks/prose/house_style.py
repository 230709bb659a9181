"""TXT006 to TXT010, TXT024: a document's own style, held against what it does nearly everywhere.

Endings of sentences (である, です・ます), commas and stops, widths, marks of ranges, and whether 。
stands before 」. Quotations, headings, lists and tables have a style of their own.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from hakusho.checks.own_words import own_words
from hakusho.checks.prose.usual_ways import Use, UsualWay
from hakusho.source.prose import OPAQUE
from hakusho.values.letters import HIRAGANA, JAPANESE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hakusho.source.prose import Prose

_LISTS = ("Header", "BulletList", "OrderedList", "DefinitionList", "LineBlock", "Table", "key")
_POLITE = (
    r"(?:です|ます|ました|ません|でした|でしょう|ましょう|ください|下さい)(?:か|ね|よ|が|から)?"
)
_PLAIN = (
    r"(?<!まし)(?<!でし)(?<!あな)(?<!ひな)た|だ|る|ない|(?<!しょ)う|く|(?<![まで])す|つ|ぶ|む|ぐ"
)
_ENDING = re.compile(
    rf"(?:(?P<polite>{_POLITE})|(?P<plain>[{JAPANESE}]{{2}}(?:{_PLAIN})))[{OPAQUE}]*。(?![^（(）)\n]{{0,60}}[）)])"
)
_COMMA = re.compile(rf"(?<=[{JAPANESE}」』）])(?P<mark>[、，]|, ?(?=[{JAPANESE}「『（]))")
_STOP = re.compile(
    rf"(?<=[{JAPANESE}」』）{OPAQUE}])(?P<mark>[。．]"
    rf"|(?<=[{HIRAGANA}」』）])\.(?= *(?:$|[「『（{JAPANESE}])))",
    re.MULTILINE,
)
"""A full stop of English ends a sentence in Japanese where more of that follows, or nothing."""
_PROGRESSIVE = re.compile(
    r"(?<=[しいっんえけげせねれべめぎきび])[てで](?P<full>い)?る(?=[。、]|こと|もの|の[はでが])"
)
_DIGITS = re.compile(
    r"(?<![0-9A-Za-z.,_/０-９-])(?P<half>[0-9]+)(?![0-9A-Za-z_/])|(?P<full>[０-９]+)"
)
_LATIN = re.compile(r"(?P<full>[Ａ-Ｚａ-ｚ]+)|(?<![A-Za-z])(?P<half>[A-Za-z]+)")
_BRACKETS = re.compile(
    rf"(?P<half>\((?=[^()\n]*[{JAPANESE}]{{2}})[^()\n+×÷=<>\[\]]{{2,}}\)(?![ ]?[-x+×÷=]))"
    r"|(?P<full>（[^（）\n]*）)"
)
_RANGE = re.compile(
    r"(?<![0-9０-９A-Za-z./:-])(?<![0-9０-９],)[0-9０-９][0-9０-９,.]*+[年月日回人発隻件頁%％]?"
    r"(?P<mark>[〜～~–－―—-])[0-9０-９][0-9０-９,.]*+(?=[年月日回人発隻件頁歳％%万億])"
)
_STOP_WITHIN = re.compile(rf"「[^「」。\n]*(?P<end>(?P<mark>。?)」)(?=[{JAPANESE}、。])")
"""Of a quotation of several sentences the last may have its stop in any text."""
_LETTER, _SENTENCE = re.compile(f"[{JAPANESE}]"), 200
_DASHES = str.maketrans("～－―—", "〜--–")

MEASURES = MappingProxyType(
    {
        "ending": UsualWay(
            "TXT006",
            "{written} in a text whose sentences end otherwise: {usual}",
            "End all sentences of a text in one style, である or です・ます.",
            least=5,
            times=5,
        ),
        "progressive": UsualWay(
            "TXT024",
            "{written} is the spoken form; this text writes {usual} elsewhere",
            "Write ている.",
            least=5,
            times=10,
        ),
        "comma": UsualWay(
            "TXT007",
            "{written} is a comma here; this text writes {usual}",
            "Write one kind of comma.",
            least=10,
            times=10,
        ),
        "stop": UsualWay(
            "TXT007",
            "{written} is a stop here; this text writes {usual}",
            "Write one kind of stop.",
            least=8,
            times=10,
        ),
        "digit": UsualWay(
            "TXT008",
            "{written} has digits of another width than this text's {usual}",
            "Write digits of one width.",
            least=3,
            times=8,
        ),
        "number": UsualWay(
            "TXT008",
            "{written} has digits of another width than this text's {usual}",
            "Write digits of one width.",
            least=5,
            times=8,
        ),
        "letter": UsualWay(
            "TXT008",
            "{written} has letters of another width than this text's {usual}",
            "Write letters of one width.",
            least=3,
            times=5,
        ),
        "bracket": UsualWay(
            "TXT008",
            "{written} has brackets of another width than this text's {usual}",
            "Write brackets of one width around Japanese words.",
            least=6,
            times=8,
        ),
        "range": UsualWay(
            "TXT009",
            "{written} is a range; this text writes ranges as {usual}",
            "Write one mark for all ranges.",
            least=3,
            times=3,
        ),
        "stop within": UsualWay(
            "TXT010",
            "{written} ends a quotation; this text ends them as {usual}",
            "Write 。 before 」 everywhere, or nowhere.",
            least=6,
            times=8,
        ),
    }
)
"""What a document does in one way, by what it is."""


def uses_of_style(prose: Prose) -> tuple[Use, ...]:
    """Everything in a chapter's text that can be written in another style."""
    if not re.search(f"[{JAPANESE}]", prose.text):
        return ()
    return tuple(
        Use(group, way, written, prose, index) for group, way, written, index in _found(prose)
    )


def _stops(text: str) -> Iterator[tuple[str, str, str, int]]:
    for match in _STOP.finditer(text):
        if match["mark"] != "." or _is_japanese(text, match.start()):
            yield "stop", match["mark"], match["mark"], match.start()


def _is_japanese(text: str, end: int) -> bool:
    """Whether what a stop ends is a sentence in Japanese, and no English one that ends in it."""
    start = max(text.rfind("\n", 0, end), text.rfind("。", 0, end), end - _SENTENCE)
    words = text[start + 1 : end]
    return 2 * len(_LETTER.findall(words)) > len(words)


def _found(prose: Prose) -> Iterator[tuple[str, str, str, int]]:
    own = own_words(prose)
    body = own.without(*_LISTS, "Note")
    for match in _ENDING.finditer(body.text):
        way = "polite" if match["polite"] else "plain"
        yield "ending", way, match[0].replace(OPAQUE, ""), match.start()
    for match in _PROGRESSIVE.finditer(body.text):
        way = "full" if match["full"] else "contracted"
        yield "progressive", way, match[0], match.start()
    text = own.without("Header", "Table", "LineBlock", "Link").text
    for match in _COMMA.finditer(text):
        yield "comma", match["mark"].strip(), match["mark"].strip(), match.start()
    yield from _stops(text)
    for group, pattern in (("letter", _LATIN), ("bracket", _BRACKETS)):
        for match in pattern.finditer(text):
            yield group, "full" if match["full"] else "half", match[0], match.start()
    for match in _DIGITS.finditer(text):
        group = "digit" if len(match[0]) == 1 else "number"
        yield group, "full" if match["full"] else "half", match[0], match.start()
    for match in _RANGE.finditer(text):
        yield "range", match["mark"].translate(_DASHES), match[0], match.start()
    for match in _STOP_WITHIN.finditer(prose.without("BlockQuote", "Cite").text):
        yield "stop within", match["mark"], match["end"], match.start("end")
