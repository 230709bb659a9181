"""MRK006 to MRK009: emphasis, notes and links that are begun, and not read as such."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hakusho.checks.leftovers.slips import Slip, as_written, is_plain, slip
from hakusho.findings import Finding
from hakusho.values.letters import JAPANESE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hakusho.ast.nodes import Element
    from hakusho.source.prose import Prose

# Asterisks beside figures, and before p or the words of a table's note, are marks of significance.
_STARS = (
    r"(?=[^\W\d_]|[「『（(“‘《〈【\ufffc])"
    r"(?![注印]|は[\s0-9０-９p]|[pP]\s*[<>=≤≥＜＞値]|(?i:sig|indic|denot|stat))"
)
# Compiled where they are needed: few texts hold these marks.
_STRONG = rf"(?<![A-Za-z0-9０-９*)）\]%％])\*\*{_STARS}"
_SPACED_STRONG = r"(?<![*\w])\*\*[ \u3000](?P<words>[^*\n<>=%％0-9]{1,60})\*\*(?!\*)"
# Marks of two lengths about the same words. Japanese letters before ** are found by the above.
_UNEVEN = (
    rf"(?<![*\w])(?P<marks>\*)(?P<words>(?=[^\W\d_])[^*\n{JAPANESE}]{{1,60}}(?<!\s))\*\*(?!\*)"
)
_UNEVEN_LINES = (
    r"(?<![\w_])(?P<marks>__|_)(?=[^\W_])(?P<words>[^_\n]{1,60})(?!(?P=marks)(?!_))"
    r"__?(?![A-Za-z0-9_])"
)
_CLOSING = r"(?<=[^\W\d_])\*\*(?!\*)"
_EMPHASIS = (
    rf"(?:(?<=[はがをにでとのも])\*(?=[{JAPANESE}])(?![注印はがをにでとのもへや])"
    r"|(?<=[A-Za-z,;]{2} )\*(?=[A-Za-z]{2,})(?!(?i:sig|indic|denot|stat|note|nix|roff|bsd)))"
)
_NAMES = (
    "a|b|br|center|code|del|details|div|em|font|h[1-6]|hr|i|iframe|img|ins|kbd|li|mark|ol|p|pre|s|"
    "small|span|strong|sub|summary|sup|table|tbody|td|th|thead|tr|u|ul|video"
)
_TAG = rf"</?(?:{_NAMES})(?:[ \t]+[a-z-]+=[^<>]*|\s*)$"
_ANGLED = r"<(?P<address>[a-z][a-z0-9+.-]*://[^<>\s]+)>"
_CODE = rf"(?<!`)(?P<marks>`{{1,2}})(?=[{JAPANESE}])|(?<=[{JAPANESE}、。])(?P<after>`{{1,2}})(?!`)"
_LATIN_CODE = r"(?<![\w`])`(?=[a-z0-9_./-])"
_TRANSLITERATED = r"[A-Za-z]`[a-z]|`[A-Z][a-z]"
"""Hawai`i, `Abd: who writes so means the letter."""
_QUOTES = r"(?<!`)``(?=[^\s`])[^`\n]{1,200}?(?:''|’’|”)"
_MATH = r"(?<!\$)\$\$(?!\$)"
_NOTE = r"(?<![「『“‘])\^\[(?=[^\s…」』])"
_LINK = r"!?\[(?P<words>[^\[\]\n]*)\](?:\(|[ \u3000](?=\(https?:)|(?=（(?:https?:|www\.)))"
_REFERENCE = r"(?<![\]A-Za-z0-9_])!?\[(?P<words>[^\[\]\n@^]+)\]\[(?P<name>[^\[\]\n@^]*)\]"
_EARLY_BRACES = re.compile(r"!?\[[^\[\]\n]*\](?P<braces>\{[^{}\n]*\})\(")
_FIGURES = re.compile(r"(?:[注註※＊]|note )?[\d\s,.–-]*|(?:\w-\w)+_?")
"""In the brackets of citations and notes that somebody has numbered by hand; a range of letters."""


def slips_of_inlines(prose: Prose, nodes: Sequence[Element]) -> Iterator[Slip]:
    """Find marks that open or close nothing; of two that belong together the first alone."""
    text = prose.text
    if "*" in text:
        yield from _asterisks(prose, nodes)
    if "_" in text:
        yield from _uneven(prose, _UNEVEN_LINES)
    if "`" in text:
        yield from _backticks(prose, has_code=any(node["t"] == "Code" for node in nodes))
    if "$$" in text:
        yield from list(_marks(prose, _MATH, "$$"))[::2]
    if "<" in text:
        yield from _angles(prose)
    yield from _strikeouts(prose, nodes)
    if "[" in text:
        yield from _brackets(prose)


def _asterisks(prose: Prose, nodes: Sequence[Element]) -> Iterator[Slip]:
    yield from _marks(prose, _EMPHASIS, "*")
    if "**" not in prose.text:
        return
    yield from _marks(prose, _STRONG, "**")
    for match in re.finditer(_SPACED_STRONG, prose.text):
        if _stands_so(prose, *match.span()):
            message = "** beside a space is no emphasis, and is printed as it is"
            hint = "Write **{words}** without spaces inside."
            words = as_written(prose, *match.span("words"))
            yield slip(prose, match.start(), "MRK006", message, hint, words)
    yield from _uneven(prose, _UNEVEN)
    yield from _closed_early(prose, nodes)


def _marks(prose: Prose, pattern: str, mark: str) -> Iterator[Slip]:
    for match in re.finditer(pattern, prose.text):
        if is_plain(prose, match.start(), match.start() + len(mark)):
            yield _unclosed(prose, match.start(), mark)


def _unclosed(prose: Prose, index: int, mark: str) -> Slip:
    message = "{mark} is not closed in its paragraph, and is printed as it is"
    hint = "Write {mark} on both sides, without spaces inside; for {mark} itself write {escaped}."
    escaped = "".join(f"\\{letter}" for letter in mark)
    return slip(prose, index, "MRK006", message, hint, mark, escaped)


def _closed_early(prose: Prose, nodes: Sequence[Element]) -> Iterator[Slip]:
    """``**very **important**``: a space before the mark that was to open ends what is strong."""
    for node in nodes:
        if node["t"] != "Strong" or "at" not in node or not node["c"]:
            continue
        if node["c"][-1]["t"] not in {"Space", "SoftBreak"}:
            continue
        begin, end = node["at"]
        # Notes stand behind the text that they are marked in: letters are not in order.
        first = next((n for n, at in enumerate(prose.at) if begin <= at < end), len(prose.text))
        paragraph = prose.text.find("\n", first)
        stop = paragraph if paragraph >= 0 else len(prose.text)
        left = re.compile(_CLOSING).search(prose.text, first, stop)
        if left and is_plain(prose, *left.span()):
            yield _unclosed(prose, left.start(), "**")


def _uneven(prose: Prose, pattern: str) -> Iterator[Slip]:
    """Words with one mark on this side and two on that."""
    for match in re.finditer(pattern, prose.text):
        if is_plain(prose, *match.span()):
            message = "{typed} has not the same marks on both sides, and is printed as it is"
            hint = "Write {mark}{words}{mark}."
            typed, words = as_written(prose, *match.span()), as_written(prose, *match.span("words"))
            mark = "*" * len(match["marks"])
            yield slip(prose, match.start(), "MRK006", message, hint, typed, mark, words)


def _backticks(prose: Prose, *, has_code: bool) -> Iterator[Slip]:
    quoted = set()
    for match in re.finditer(_QUOTES, prose.text):
        if is_plain(prose, match.start(), match.start() + 2):
            quoted.add(match.start())
            message = "`` is LaTeX's quotation mark, and is printed as it is"
            yield slip(prose, match.start(), "MRK011", message, 'Write "…" or “…”.')
    for match in re.finditer(_CODE, prose.text):
        mark = match["marks"] or match["after"]
        if match.start() not in quoted and is_plain(prose, *match.span()):
            yield _unclosed(prose, match.start(), mark)
            return  # the one that closes it is no further mistake
    looked_at = has_code and not re.search(_TRANSLITERATED, prose.text)
    for match in re.finditer(_LATIN_CODE, prose.text) if looked_at else ():
        if is_plain(prose, *match.span()):
            yield _unclosed(prose, match.start(), "`")


def _angles(prose: Prose) -> Iterator[Slip]:
    """Comments and tags of HTML without their end, and addresses that no browser opens."""
    for match in re.finditer("<!(?:--|–|—)", prose.text):
        if prose.positions.letters(prose.at[match.start()], 4) == "<!--":
            message = "<!-- opens a comment that is never closed: it is printed for all to read"
            yield slip(prose, match.start(), "MRK006", message, "Write --> where it ends.")
    for match in re.finditer(_TAG, prose.text, re.MULTILINE | re.IGNORECASE):
        if is_plain(prose, *match.span()):
            message = "{tag} begins a tag of HTML that does not end: it is printed"
            tag = as_written(prose, *match.span()).partition(" ")[0]
            yield slip(prose, match.start(), "MRK006", message, "Take it out.", tag)
    for match in re.finditer(_ANGLED, prose.text):
        if is_plain(prose, *match.span()):
            message = "<{address}> is not read as a link, and is printed as it is"
            hint = "Take it out, or write [words]({address})."
            yield slip(prose, match.start(), "MRK008", message, hint, match["address"])


def _strikeouts(prose: Prose, nodes: Sequence[Element]) -> Iterator[Slip]:
    """``~~`` that is not closed is read as an empty subscript, and is lost."""
    found = [
        node["at"][0]
        for node in nodes
        if node["t"] == "Subscript" and not node["c"] and "at" in node
        if prose.positions.letters(node["at"][0], 3) != "~~~"
    ]
    for position in found[::2]:
        message = "~~ is not closed in its paragraph, and is lost"
        hint = "Write ~~ on both sides of what is struck out; for ~~ itself write \\~\\~."
        finding = Finding.of("MRK006", prose.positions.place(position), message, hint)
        yield Slip(finding, position)


def _brackets(prose: Prose) -> Iterator[Slip]:
    for match in re.finditer(_NOTE, prose.text):
        if is_plain(prose, *match.span()):
            message = "^[ opens a note that its paragraph does not close"
            hint = (
                "A note in the line ends with ] within its paragraph. One of several paragraphs is "
                "marked [^name] and written below: [^name]: …, its further paragraphs indented by "
                "four spaces."
            )
            yield slip(prose, match.start(), "MRK007", message, hint)
    for match in re.finditer(_LINK, prose.text):
        start, end = match.span()
        if not _is_bracket(prose, start, end) or _FIGURES.fullmatch(match["words"]):
            continue
        if early := _EARLY_BRACES.fullmatch(prose.written(start, end)):
            message = "the braces stand before the address, so that this is no picture and no link"
            hint = "Write [{words}](address){braces}."
            words = as_written(prose, *match.span("words"))
            yield slip(prose, start, "MRK008", message, hint, words, early["braces"])
            continue
        if match[0].endswith("("):
            message = "[{words}]( begins a link that is not closed"
            hint = "Write [{words}](address), without a space in the address."
        else:
            message = "[{words}] and its address are not read as a link"
            hint = "Write [{words}](address), without a space before the (, which is half-width."
        yield slip(prose, start, "MRK008", message, hint, as_written(prose, *match.span("words")))
    for match in re.finditer(_REFERENCE, prose.text):
        start, end = match.span()
        if _is_bracket(prose, start, end) and not _FIGURES.fullmatch(match["words"]):
            message = "nothing says where the link [{name}] leads: it is printed as it is"
            hint = "Write [{words}](address), or below, in a line of its own, [{name}]: address."
            words = as_written(prose, *match.span("words"))
            values = (match["name"] or words, words)
            yield slip(prose, start, "MRK009", message, hint, *values)


def _stands_so(prose: Prose, start: int, end: int) -> bool:
    """Whether a stretch is typed letter by letter as it is printed."""
    return prose.positions.letters(prose.at[start], end - start) == prose.text[start:end]


def _is_bracket(prose: Prose, start: int, end: int) -> bool:
    """Whether the bracket at the beginning and the last letter are typed as they are."""
    return is_plain(prose, start, start + 1) and is_plain(prose, end - 1, end)
