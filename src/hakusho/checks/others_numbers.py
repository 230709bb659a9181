"""Whose a typed number is: this paper's, or that of a document of which it speaks.

国連憲章第7章, 『防衛白書』図3 and "Table 2 of the report" are other documents'. Nothing but the
words around tells them, so this errs on the side of silence: a number is another's that hangs on
a name, that stands in a sentence about a document, or beside a citation.
"""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import TYPE_CHECKING

from hakusho.ast.walk import elements, stringify
from hakusho.source.cross_reference_marks import is_cross_reference
from hakusho.source.prose import OPAQUE
from hakusho.values.letters import KANJI, KATAKANA

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hakusho.ast.nodes import Element
    from hakusho.source.prose import Prose

Span = tuple[int, int, bool]
"""Start and end of a typed number, and whether it numbers a chapter or a section."""


class Whose(Enum):
    """Whose a number is; surely ours where its sentence says so."""

    OURS = auto()
    SURELY_OURS = auto()
    OTHERS = auto()


_SELF = "本(?:稿|論文?|報告書?|書|白書|文|研究|章|節|資料|ペーパー|レポート)"
_NAME = f"[{KANJI}{KATAKANA}A-Za-z0-9０-９]"
_DOCUMENT = (
    "(?:法|法律|憲章|条約|協定|議定書|規約|規則|規程|要綱|大綱|指針|白書|青書|報告書?|答申|論文|"
    "文献|著書|著作|資料|年鑑|年報|統計|調査|提言|文書|覚書|宣言|決議|条例|政令|省令|通達|綱領|"
    "戦略|計画|書|誌|レポート|ペーパー|ガイドライン)"
)
_CERTAIN = "(?:白書|青書|報告書|論文|文献|年鑑|年報|同書)"
"""Documents whose figures are their own: a plan or a law may be what a figure of ours shows."""
_TOPIC = "(?:は|が|も|では|でも|には|によれば|によると|により|において|における|の中で|で|、)"
_PERSON = rf"[』》]{_TOPIC}|(?:氏|教授|博士|議員){_TOPIC}"
_OURS = "(?<!本)(?<!本白)(?<!本報告)(?<!本論)"
_ABOUT_SECTION = re.compile(
    rf"{_OURS}{_DOCUMENT}(?:[（(][^（）()]*[)）])?{_TOPIC}|{_PERSON}|{_DOCUMENT} ?[（(]\Z"
)
_ABOUT_FIGURE = re.compile(
    rf"{_OURS}{_CERTAIN}(?:[（(][^（）()]*[)）])?{_TOPIC}|{_PERSON}|{_OURS}{_CERTAIN} ?[（(]\Z"
)
_QUOTED = re.compile(r"[」』”] ?[（(]\Z")
"""「港は増えた」（図3）: where the words are from."""
_ABOUT_ENGLISH = re.compile(
    r"(?<![Tt]his )(?<![Oo]ur )(?<!present )\b(?:White Paper|Review|Strategy|Guidelines?|Charter|"
    r"Act|Treaty|Survey|survey|statistics|[Yy]earbook|dataset|document|edition|volume)(?:[’']s)?\b"
    r"|(?<!his )(?<!ur )(?<!ent )\b(?P<text>[Rr]eport|[Ss]tudy|[Aa]rticle|[Bb]ook|[Pp]aper)\b"
)
_LAW = re.compile(
    r"\b(?:Acts?|Code|Laws?|Treaty|Charter|Constitution|Statutes?|Conventions?|Regulations?|Bill|"
    r"Agreement|Articles?|Title|tariffs?|U\.?S\.?C|CFR|Covenant|Protocol|Directive|Order|"
    r"[Pp]aragraphs?|[Ss]ubsections?|resolutions?|investigations?|waivers?|Licen[cs]e|"
    r"bankruptcy|liquidation|mandates?|sanctions|powers)\b"
)
_UNDER = re.compile(
    f"(?:の|が定める)?(?:下(?!で(?:は|述))|に基づ|[{KANJI}]{{0,4}}(?:措置|決議|条項|罰則)|に規定|に定め|規定)"
)
_OURS_BEFORE = re.compile(
    rf"(?:(?<![{KANJI}]){_SELF}(?:の|では|は|、)?|(?:次|上|下|左|右|前|後|先|以下|以上|冒頭|末尾|巻末|こ)の|以下|上記|下記|[前後上下別]掲)\Z"
)
_SPEAKS_OF_ITSELF = re.compile(
    rf"(?<![{KANJI}]){_SELF}|筆者|\b[Ww]e\b"
    r"|\b(?:[Tt]his|[Oo]ur|the present) (?:paper|report|study|article)\b"
)
_SAID_HERE = re.compile(
    "(?:で|において|に|では|も)[^。、\\n]{0,20}?(?:見た|みた|見る|みる|述べた|述べる|論じ(?!て)|論ずる|触れた|"
    "触れる|示した|扱う|扱った|取り上げ(?!て)|詳述|譲る|(?:検討|指摘|分析|確認|説明|考察)(?!して|され))"
)
_SAID_HERE_ENGLISH = re.compile(
    r"[ \u00a0](?:below|above|of (?:this|our|the present) (?:paper|report|study|article)|describes|"
    r"discusses|reviews|turns|concludes|presents|examines|considers|outlines|analy[sz]es|introduces|"
    r"surveys|looks|assesses|summari[sz]es|explores)\b"
)
_OF_ANOTHER = re.compile(
    r"[ \u00a0](?:of|from|in)[ \u00a0](?!(?:this|our|[Ss]ections?|[Cc]hapters?|contrast|turn|fact|"
    r"particular|detail|general|full|order|which|terms|that|more|19\d\d|20\d\d|"
    r"(?:the|an?) (?:next|previous|following|preceding|present|same|main|text|appendix|annex)"
    r"(?! (?:of|to)\b))\b)"
    r"|\(\w{1,3}\)|[ \u00a0]?,?[ \u00a0](?:paras?|paragraphs?)\b"
)
_LIST = re.compile(r"(?:(?:,? and|,? or|,| to|–|-| &|・|、|と|〜|～)[ \u00a0]?[0-9０-９][0-9.]*)+")
_JOINS = re.compile(
    r"(?:[（(][^（）()\n]*[)）])?(?:及び|および|並びに|ならびに|と|や|・|、|，|,|又は|または|ないし|から|〜|～|の|"
    r" ?(?:and|or|to|–|-|&) ?|, (?:and |or )?)[ \u00a0\u3000]?\Z"
)
_SENTENCE_END = re.compile(
    rf"[。！？?][{OPAQUE}]*|(?<=[a-z0-9)”\"%])[.!?][”’\")]*[{OPAQUE}]*(?=\s+[A-Z“\"‘(])"
)
_CLAUSE = re.compile("[、，；;]|,(?= )")
_PAGE = re.compile(
    r"(?:頁|ページ|\bpp?\.? ?[\d–-]+|(?:§|[Ss]ections?|[Cc]hapters?) ?[\d.]+"
    r"|\b(?!In |By |Since |From |Until |After |Before |During )"
    r"[A-Z][\w.]*,? \(?(?:19|20)\d\d[a-z]?(?=, ))"
    r"[、,]?[ \u00a0]*[(（]?\Z"
)
_WORD = re.compile(r"(?P<word>[A-Za-z][\w’'.-]*)[ \u00a0]\Z")
_LEADS = re.compile(
    r"(?:^|[(（]|\b(?:[Ss]ee|[Aa]s|[Ii]n|[Ff]rom|with|and|by|on|to|cf\.?)[ \u00a0])\Z"
)
_LEADS_TO_SECTION = re.compile(r"\b(?:[Ss]ee(?: also)?|[Ii]n|[Aa]s|and|or)[ \u00a0]\Z")
_ABBREVIATED = re.compile(r"(?:figs?|tab|secs?)\.", re.IGNORECASE)
_OPENING = frozenset(
    "See In As Compare Cf From While Both And But Also Although Since Whereas".split()  # noqa: SIM905  words
)
_TITLE = re.compile("[『“]|https?:")
_FAR = 1000
"""Letters; what stands farther from a number is not asked whose it is, be its sentence longer."""


def whose(prose: Prose, own: Prose, spans: Sequence[Span]) -> list[Whose]:
    """Say whose each number is.

    Args:
        prose: A text.
        own: The same, with only the author's own words.
        spans: The numbers, in order.
    """
    context = [_Context(prose, own, span) for span in spans]
    ends = [0, *(end for _, end, _ in spans)]
    joined = [
        bool(number and _JOINS.fullmatch(own.text, ends[number], each.start))
        and spans[number - 1][2] == each.is_section
        for number, each in enumerate(context)
    ]
    hanging: list[bool] = []
    for each, is_joined in zip(context, joined, strict=True):
        hanging.append(hanging[-1] if is_joined else each.hangs_on_a_name())
    # Once named as another document's, a chapter stays that: 国連憲章第7章 … 第7章の下で.
    named = {
        each.label
        for each, hangs in zip(context, hanging, strict=True)
        if each.is_section and hangs
    }
    found: list[Whose] = []
    last: _Context | None = None
    for each, is_joined in zip(context, joined, strict=True):
        follows = is_joined and not (last and last.is_no_reference())
        found.append(found[-1] if follows else each.owner(named))
        last = each
    return found


class _Context:
    """A number and the words around it.

    ``before`` and ``after`` are those of its sentence, or of its note.
    """

    def __init__(self, prose: Prose, own: Prose, span: Span) -> None:
        self._prose = prose
        self.start, self.end, self.is_section = span
        text, opaque = own.text, prose.opaque
        near, far = max(self.start - _FAR, 0), min(self.end + _FAR, len(text))
        begin = max(text.rfind("\n", near, self.start) + 1, near)
        ends = [each.end() for each in _SENTENCE_END.finditer(text, begin, self.start + 1)]
        begin = ends[-1] if ends else begin
        stop = text.find("\n", self.end, far)
        stop = far if stop < 0 else stop
        sentence = _SENTENCE_END.search(text, self.end, stop)
        stop = sentence.end() if sentence else stop
        self.begin, self.stop = begin, stop
        self.in_note = prose.note_at(self.start) is not None
        self.label = text[self.start : self.end]
        kept = (
            text[at]
            for at in range(begin, self.start)
            if not (at in opaque and opaque[at]["t"] == "Note")
        )
        self.before = "".join(kept).lstrip()
        self.after = text[self.end : stop]

    def owner(self, named: set[str]) -> Whose:
        """Whose the number is, where ``named`` are chapters of other documents."""
        if self.hangs_on_a_name() or self._is_about_another() or self.is_no_reference():
            return Whose.OTHERS
        if _SPEAKS_OF_ITSELF.search(self.before):
            return Whose.SURELY_OURS
        if self._is_cited():
            return Whose.OTHERS
        if self._says_so():
            return Whose.SURELY_OURS
        return Whose.OTHERS if self.label in named or self._is_law() else Whose.OURS

    def hangs_on_a_name(self) -> bool:
        """Whether the words beside it name the document: 憲法第2章, Table 2 of the report."""
        before = self.before.rstrip(" \u00a0\u3000")
        if _OURS_BEFORE.search(before):
            return False
        if self.label[0].isascii():
            return self._hangs_in_english(before)
        before = before.removesuffix("の").rstrip()
        return bool(re.search(rf"(?:{_NAME}|[」』”’》）)\]{OPAQUE}])\Z", before))

    def _hangs_in_english(self, before: str) -> bool:
        after = self.after[(found.end() if (found := _LIST.match(self.after)) else 0) :]
        if _OF_ANOTHER.match(after) and not _SAID_HERE_ENGLISH.match(after):
            return True
        if self.in_note and before.endswith((",", "，")):
            return True
        word = _WORD.search(self.before)
        if word is None:
            return bool(re.search(rf"[{KANJI}{KATAKANA}」』”》{OPAQUE}の]\Z", before))
        if word["word"].endswith(("’s", "'s", "s’")):
            return True
        if word["word"].lower() in {"their", "its", "his", "her", "whose", "your"}:
            return True
        first = not self.before[: word.start()].strip(' (“"')
        return word["word"][0].isupper() and not first and word["word"] not in _OPENING

    def is_no_reference(self) -> bool:
        """Whether a label in small letters is a mere word: the figure 2, 30 sec 5."""
        if not self.label[0].islower():
            return False
        if _ABBREVIATED.match(self.label) and not self.is_section:
            return False  # fig. 1
        if len(re.match("[a-z]*", self.label)[0]) <= len("tab"):  # type: ignore[index]  # matches
            return not self.before.lower().endswith(("see ", "("))
        if self.is_section:
            return not (
                _LEADS_TO_SECTION.search(self.before) or _SAID_HERE_ENGLISH.match(self.after)
            )
        return not _LEADS.search(self.before)

    def _is_about_another(self) -> bool:
        """Whether the sentence speaks of a document, or quotes a page of one."""
        original = self._prose.text[self.begin : self.start]
        about = _ABOUT_SECTION if self.is_section else _ABOUT_FIGURE
        if about.search(original) or _QUOTED.search(original) or _PAGE.search(self.before):
            return True
        if self.is_section and _UNDER.match(self.after.lstrip()):
            return True
        english = _ABOUT_ENGLISH.search(self.before)
        if english and not (self.is_section and english["text"]):
            return True
        return any(self._is_narrative(at) for at in range(self.begin, self.start))

    def _is_narrative(self, at: int) -> bool:
        node = self._prose.opaque.get(at)
        return (
            node is not None
            and node["t"] == "Cite"
            and not is_cross_reference(node["c"][0][0]["citationId"])
            and node["c"][0][0]["citationMode"]["t"] == "AuthorInText"
        )

    def _says_so(self) -> bool:
        """Whether the words behind it say that it is ours: 第2章で述べた, Section 2 below."""
        said = self.is_section and _SAID_HERE.match(self.after)
        return bool(said or _SAID_HERE_ENGLISH.match(self.after))

    def _is_cited(self) -> bool:
        """Whether a work is cited in its clause, or anywhere in its note."""
        text = self._prose.text
        if self.in_note:
            notes = self._prose.notes
            first = next(first for first, last, _ in notes if first <= self.start < last)
            if _TITLE.search(text, first, self.start):
                return True
            span = range(first, self.stop)
        else:
            cuts = [each.end() for each in _CLAUSE.finditer(text, self.begin, self.start)]
            cut = _CLAUSE.search(text, self.end, self.stop)
            span = range(cuts[-1] if cuts else self.begin, cut.start() if cut else self.stop)
        opaque = self._prose.opaque
        return any(at in opaque and _cites(opaque[at]) for at in span)

    def _is_law(self) -> bool:
        """Whether an English section is likely to be a law's."""
        if not self.is_section or not self.label[0].isascii():
            return False
        return _LAW.search(self.before + self.after) is not None


def _cites(node: Element) -> bool:
    """Whether a citation is one of works, or a note holds one, or names a title or an address."""
    if node["t"] == "Note" and _TITLE.search(stringify(node["c"])):
        return True
    return any(
        not is_cross_reference(citation["citationId"])
        for each in elements([node])
        if each["t"] == "Cite"
        for citation in each["c"][0]
    )
