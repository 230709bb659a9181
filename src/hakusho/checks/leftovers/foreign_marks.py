"""MRK003, MRK010, MRK011: marks of other dialects, and attributes that belong to nothing.

What a dialect means by a mark is said with its name, so that an author finds it in
``docs/dialects.md``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hakusho.checks.leftovers.slips import Slip, as_written, is_plain, is_quoted, slip
from hakusho.checks.leftovers.wide_syntax import typed_narrow
from hakusho.findings import Finding, Text, say
from hakusho.source.prose import OPAQUE
from hakusho.values.letters import JAPANESE, KANA, KANJI

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hakusho.ast.nodes import Element
    from hakusho.checks.leftovers.slips import Paragraph
    from hakusho.source.prose import Prose


@dataclass(frozen=True, slots=True)
class _Mark:
    """A mark that pandoc's Markdown does not know.

    Attributes:
        sign: Letters without which it cannot stand in a text.
        pattern: Its form in running text, compiled where it is needed; the group ``mark`` is
            what is named.
        message: What is wrong, with the place ``{mark}``.
        hint: What to write instead.
        rule: Under which it is found.
    """

    sign: str
    pattern: str
    message: str
    hint: str
    rule: str = "MRK010"


_EMOJI = (
    "smile|smiley|grin|joy|wink|blush|heart|star|star2|sparkles|fire|tada|rocket|zap|bulb|memo|pencil2?|"
    "book|books|bookmark|warning|construction|rotating_light|no_entry|x|heavy_check_mark|white_check_mark|"
    "ballot_box_with_check|question|exclamation|bangbang|information_source|point_right|point_left|"
    "point_up|point_down|thumbsup|thumbsdown|\\+1|-1|ok_hand|clap|pray|wave|raised_hands?|muscle|eyes|"
    "thinking|sob|cry|sweat_smile|bow|ship|anchor|boat|globe_with_meridians|earth_asia|jp|"
    "clock\\d+|hourglass|mag|paperclip|pushpin|lock|gear|wrench|hammer|bug|"
    "recycle|arrow_right|arrow_left|arrow_up|arrow_down|arrow_forward|one|two|three|four|five|"
    "chart_with_upwards_trend|chart_with_downwards_trend|bar_chart|moneybag|yen|dollar|"
    "microphone|loudspeaker|mega|bell|speech_balloon|busts_in_silhouette|100|"
    "large_blue_circle|red_circle|white_circle|black_circle|"
    "[a-z][a-z0-9]*(?:_[a-z0-9]+)+"
)
"""Common names in one word, and all of several."""
_DRAWN = frozenset({"dataview", "dataviewjs", "graphviz", "mermaid", "plantuml", "vega-lite"})
"""Blocks of code that other tools show as pictures."""
_CARDS = (
    "card|youtube|twitter|tweet|speakerdeck|slideshare|docswell|codepen|jsfiddle|codesandbox|"
    "stackblitz|figma|gist|github|mermaid|blueprintue"
)
_EDGE = rf"[{JAPANESE}、。「」（）・]"

_MARKS = (
    _Mark(
        "[[",
        r"!\[\[(?P<mark>[^\[\]\n]+)\]\]",
        "![[{mark}]] embeds a file in Obsidian; here it is printed as it is",
        "Write an image as ![caption](file){{#fig-name}}; copy a text to where it is to stand.",
    ),
    _Mark(
        "[[",
        (
            r"(?<![A-Za-z0-9_!\[])\[\[(?!_?(?:toc|TOC)_?\]\]|…|\.\.\.)"
            r"(?P<mark>[^\[\]\n\s\d“‘\ufffc][^\[\]\n]*)\]\]"
        ),
        "[[{mark}]] is a link of wikis and Obsidian; here it is printed as it is",
        "Write [words](address), or @sec-name for a section whose heading has {{#sec-name}}.",
    ),
    _Mark(
        "==",
        (
            r"(?<![A-Za-z0-9=)!<>/\]])==(?P<mark>[^=\s\n](?:[^=\n]*[^=\s\n])?)==(?![A-Za-z0-9=])"
        ),
        "=={mark}== is a highlight in other dialects; here it is printed as it is",
        "Write **{mark}**.",
    ),
    _Mark(
        "++",
        r"(?<![A-Za-z0-9+])\+\+(?P<mark>[^+\s\n](?:[^+\n]*[^+\s\n])?)\+\+(?![A-Za-z0-9+])",
        "++{mark}++ is an underline in other dialects; here it is printed as it is",
        "Write **{mark}**.",
    ),
    _Mark(
        "_",
        (
            rf"(?:(?<={_EDGE})(?P<marks>_{{1,2}})(?![\s_])(?P<mark>[^_\n]*[^_\s])(?P=marks)(?![A-Za-z0-9_])"
            rf"|(?<![\w_./:-])(?P<m2>_{{1,2}})(?![\s_])(?P<mark2>[^_\n]*[^_\s])(?P=m2)(?={_EDGE}))"
        ),
        "_{mark}_ beside a Japanese letter is no emphasis, and is printed as it is",
        "Write *{mark}*.",
    ),
    _Mark(
        ":",
        rf"(?<![A-Za-z0-9:]):(?P<mark>{_EMOJI}):(?![A-Za-z0-9:])",
        ":{mark}: stands for an emoji in other dialects; here it is printed as it is",
        "Type the character itself, or leave it out.",
    ),
    _Mark(
        "%%",
        r"(?<![0-9０-９%％])%%(?!%)(?P<mark>[^%\n]*(?:\n[^%\n]*){0,20}?)%%(?!%)",
        "%%{mark}%% is a comment in Obsidian; here it is printed for everybody to read",
        "Write <!-- … -->.",
    ),
    _Mark(
        "&",
        r"(?<![A-Za-z0-9&;?=/])&(?P<mark>[a-z][A-Za-z0-9]{2,11});",
        "&{mark}; is no letter that HTML has a name for, and is printed as it is",
        "Type the letter itself; for & write \\&.",
    ),
    _Mark(
        "@",
        rf"@(?P<mark>{_CARDS})(?![A-Za-z])",
        "@[{mark}](…) embeds a page in Zenn; here it is printed as a link",
        "Write [words](address).",
    ),
    _Mark(
        "{",
        (
            r"(?<!\{)\{ ?(?P<mark>(?:fact|cell|table|figure|section|points|as_of|data_changes)"
            r"\([^{}\n]{1,200}\)[^{}\n]{0,80}?) ?\}(?!\})"
        ),
        "{mark} stands in single braces, and is printed as it is",
        "Double the braces: {{{{ … }}}}.",
    ),
    _Mark(
        "|",
        rf"\{{(?P<mark>[{KANJI}]+\|[{KANA}|]+)\}}",
        "{{{mark}}} gives a reading in other dialects; here it is printed as it is",
        'Write [漢字]{{ruby="かんじ"}}.',
    ),
    _Mark(
        "《",
        rf"[｜|]?(?P<mark>[{KANJI}]+《[{KANA}]+》)",
        "{mark} gives a reading in other dialects; here it is printed as it is",
        'Write [漢字]{{ruby="かんじ"}}.',
    ),
    _Mark(
        "《《",
        r"《《(?P<mark>[^《》\n]+)》》",
        "《《{mark}》》 puts dots over words in other dialects; here it is printed as it is",
        "Write [{mark}]{{.emphasis-dots}}.",
    ),
    _Mark(
        "{",
        r"(?<!\{)\{(?:--(?! )|[–—])(?P<mark>[^{}\n]+?)(?:--|[–—])\}",
        "{{--{mark}--}} strikes words out in CriticMarkup; here they are printed",
        "Take them out, or leave the words alone.",
    ),
    _Mark(
        ">>",
        r"\{>>(?P<mark>[^{}\n]*?)<<\}",
        "{{>>{mark}<<}} is a remark in CriticMarkup; here it is printed for everybody to read",
        "Write <!-- … -->.",
    ),
    _Mark(
        "^",
        r"(?<![A-Za-z0-9_^])(?P<mark>(?:10|[a-zA-Z]|[ckm]m)\^(?:-?[0-9]{1,3}|\{[^{}\n]{1,12}\}))(?![A-Za-z0-9_^])",
        "the ^ of {mark} is printed: nothing is raised",
        "Write a ^ on both sides of what is to be raised: 10^6^.",
    ),
    _Mark(
        "_",
        r"(?<![A-Za-z0-9_.])(?P<mark>(?:CO|SO|NO|N|O|H|CH|NH)_(?:[0-9x]|\{[0-9x]\})O?)(?![A-Za-z0-9_])",
        "the _ of {mark} is printed: nothing is lowered",
        "Write a ~ on both sides of what is to be lowered: CO~2~.",
    ),
    _Mark(
        "~",
        r"(?P<mark>\b(?:Figures?|Tables?|Sections?|Chapters?|(?:Figs?|Secs?|Eqs?|Nos?|pp?|vol)\.)~)(?=[0-9\ufffc(])",
        "{mark} holds LaTeX's space that does not break, which is printed as ~",
        "Write a space, or \\ and a space for one that does not break.",
        "MRK011",
    ),
)  # fmt: skip

_TEX_MATH = re.compile(
    r"\((?P<inline>[^()\n]{1,80}(?:\([^()\n]*\)[^()\n]*)*)\)|\[(?P<display>[^\[\]\n]{1,200})\]"
)
_INDEXED = re.compile(r"[A-Za-z0-9)]")
_LIKE_MATH = re.compile(r"[=^_<>≤≥×·+]|^[A-Za-z]$")
_WORDS = re.compile(r"(?<![\\A-Za-z])[A-Za-z]{3,} [A-Za-z]{3,}")
_CONTENTS = re.compile(r"@?\[{1,2}_?(?:toc|目次)_?\]{1,2}|\$\{toc\}", re.IGNORECASE)
_ALERT = re.compile(r"\[!(?P<kind>[A-Za-z]+)\](?P<fold>[+-]?)")
_OPTION = re.compile(r"#\| ?[\w-]+:")
_BLOCK_NAME = re.compile(r"(?:^|(?<= ))\^[A-Za-z0-9][A-Za-z0-9-]{3,}$")
_TASK = re.compile(r"\[(?P<sign>[/<>?!*-])\] ")
_CITED_TWICE = re.compile(rf"\[{OPAQUE}\]")
_TAGS = re.compile(r"#[^\W\d][^\s#]*(?:\s+#[^\s#]+)+")
_ATTRIBUTES = (
    r"\{(?:#(?P<id>[A-Za-z][\w:.-]*)|\.(?P<class>[A-Za-z][\w-]*)|(?P<key>width|height|lang|alt|tbl-colwidths|fig-[a-z]+)=[^\s{}]+)"
    r"(?:[ \n]+(?:[#.][\w:.-]+|[\w-]+=(?:[“\"'‘][^{}\n]*?[”\"'’]|[^\s{}]+)))*[ ]*\}"
)
_WITHOUT_DOT = re.compile(r"\](?P<all>\{(?P<class>[a-z][\w-]*)(?: +[\w-]+=[^{}\n]*)?\})")
_RUN_ELSEWHERE = re.compile(
    r"\{?(?P<language>r|python|julia)\}? (?P<code>[A-Za-z_.][\w.$]*[(\[$].*)"
)
_WITHOUT_HASH = re.compile(r"(?<![＠@])\{(?P<id>(?:fig|tbl|sec|eq|lst)-[A-Za-z0-9][\w-]*)\}")
_FAR = 80
_KINDS = {
    "eq": "equation",
    "tbl": "table",
    "tab": "table",
    "fig": "figure",
    "sec": "section",
    "lst": "listing",
}


def slips_of_marks(
    prose: Prose, paragraphs: Sequence[Paragraph], nodes: Sequence[Element]
) -> Iterator[Slip]:
    """Find marks of other dialects in running text, and code that only they draw."""
    text = _with_line_ends(prose)
    for mark in _MARKS:
        for match in re.finditer(mark.pattern, text) if mark.sign in text else ():
            group = "mark2" if match.groupdict().get("mark2") else "mark"
            shown = as_written(prose, *match.span(group))
            start, end = match.span()
            if mark.sign == "@" and prose.positions.letters(prose.at[start], 2) != "@[":
                continue
            if is_plain(prose, start, min(end, start + 2)):
                yield slip(prose, start, mark.rule, mark.message, mark.hint, shown)
    for paragraph in paragraphs:
        yield from _whole(prose, paragraph)
        yield from _at_edges(prose, paragraph)
    if "{" in text:
        yield from _attributes(prose, text)
        yield from _without_hash(prose, text)
        yield from _without_dot(prose, text)
    yield from _run_elsewhere(prose, nodes)
    yield from _math_of_latex(prose)
    yield from _citations_in_links(prose)
    yield from _drawn_elsewhere(prose, nodes)


def _with_line_ends(prose: Prose) -> str:
    """The running text, with the spaces at which its lines were broken as line ends."""
    letters = list(prose.text)
    for index in prose.breaks:
        if letters[index - 1] == " ":
            letters[index - 1] = "\n"
    return "".join(letters)


def _whole(prose: Prose, paragraph: Paragraph) -> Iterator[Slip]:
    """What is a mark only where it is, or begins, a whole paragraph."""
    line = paragraph.lines[0]
    if line.text[:1] not in {"[", "@", "#", "$"} or not is_plain(prose, line.start, line.start + 1):
        return
    alert, task = _ALERT.match(line.text), _TASK.match(line.text)
    if alert and paragraph.quotes:
        message = "[!{kind}] is an alert of GitHub and Obsidian; here it is printed as it is"
        hint = "Write **{title}.** in its place."
        title = alert["kind"].capitalize()
        yield slip(prose, line.start, "MRK010", message, hint, alert["kind"], title)
    elif task and "BulletList" in paragraph.within:
        message = "[{sign}] is the state of a task in Obsidian; here it is printed as it is"
        hint = "Write [ ] or [x], or the state in words."
        yield slip(prose, line.start, "MRK010", message, hint, task["sign"])
    elif len(paragraph.lines) == 1 and _CONTENTS.fullmatch(line.text):
        message = "{mark} asks other tools for a table of contents; here it is printed as it is"
        hint = "Take it out: Hakusho makes one (contents_depth in report/report.yaml)."
        yield slip(prose, line.start, "MRK010", message, hint, line.text)
    elif len(paragraph.lines) == 1 and _TAGS.fullmatch(line.text):
        message = "{mark} are tags of other tools; here they are printed as they are"
        hint = "Take them out; keywords of the paper stand in report/report.yaml."
        yield slip(prose, line.start, "MRK010", message, hint, line.text[:40])


def _at_edges(prose: Prose, paragraph: Paragraph) -> Iterator[Slip]:
    """What is a mark only where a line begins or ends."""
    optioned = False
    for line in paragraph.lines:
        if line.text.endswith("\\") and line is not paragraph.lines[-1]:
            message = "\\\\ ends a line in LaTeX; here a \\ is printed"
            hint = "End the line with one \\, or begin a paragraph with an empty line."
            yield slip(prose, line.start + len(line.text) - 1, "MRK011", message, hint)
        option = _OPTION.match(line.text) and is_plain(prose, line.start, line.start + 1)
        if option and not optioned:
            message = "#| says how Quarto runs a piece of code; here it is printed as it is"
            hint = "Take the line out: Hakusho runs no code in chapters, figures stand in figures/."
            yield slip(prose, line.start, "MRK010", message, hint)
        optioned = bool(option)
    last = paragraph.lines[-1]
    name = _BLOCK_NAME.search(last.text)
    if name and is_plain(prose, last.start + name.start(), last.start + name.start() + 1):
        message = "{mark} is the name of a paragraph in Obsidian; here it is printed as it is"
        hint = "Take it out; a section is named at its heading, {{#sec-name}}."
        yield slip(prose, last.start + name.start(), "MRK010", message, hint, name[0])


def _math_of_latex(prose: Prose) -> Iterator[Slip]:
    """What stands in escaped brackets, and looks like a formula."""
    for match in _TEX_MATH.finditer(prose.text):
        first, last = prose.at[match.start()], prose.at[match.end() - 1]
        within = match["inline"] or match["display"]
        if not _LIKE_MATH.search(within) or _WORDS.search(within) or within.startswith("^"):
            continue  # \\[^note] is how a mark of a note is printed
        if not prose.positions.is_typed(first):
            continue  # what a template prints has its marks escaped
        if match["display"] and len(within) == 1 and _is_put_in(prose.text, match):
            continue
        if match["display"] and _INDEXED.match(prose.text[max(match.start() - 1, 0)]):
            continue  # p\[i\] is one of several p
        # A range begins at the backslash of an escape.
        opened = prose.positions.letters(first, 2) in {"\\(", "\\["}
        if opened and prose.positions.letters(last, 2) in {"\\)", "\\]"}:
            sign = "$" if match["inline"] else "$$"
            message = "\\{bracket} begins a formula in LaTeX; here brackets are printed"
            hint = "Write {sign}…{sign}."
            yield slip(prose, match.start(), "MRK011", message, hint, match[0][0], sign)


def _is_put_in(text: str, match: re.Match[str]) -> bool:
    """Whether a letter in square brackets is no formula.

    It is what was put into a quotation (``[I]f``, ``tribe[s]``), a task that is done (``[x]``) or
    the kind of a source in GB/T 7714 (``[J]``).
    """
    letter = match["display"]
    touched = text[max(match.start() - 1, 0) : match.start()] + text[match.end() :][:1]
    return letter == "x" or letter.isupper() or any(map(str.isalpha, touched))


def _citations_in_links(prose: Prose) -> Iterator[Slip]:
    for match in _CITED_TWICE.finditer(prose.text):
        node = prose.opaque.get(match.start() + 1)
        if node is None or node["t"] != "Cite" or not is_plain(prose, *match.span()):
            continue
        if prose.text[match.end() :][:1] == OPAQUE:
            continue  # [@a][@b], of which CIT005 speaks
        message = "[[@{key}]] is a link of Obsidian; here brackets are printed around the citation"
        key = node["c"][0][0]["citationId"]
        yield slip(prose, match.start(), "MRK010", message, "Write [@{key}].", key)


def _drawn_elsewhere(prose: Prose, nodes: Sequence[Element]) -> Iterator[Slip]:
    for node in nodes:
        if node["t"] != "CodeBlock" or "at" not in node:
            continue
        kind = next(iter(node["c"][0][1]), "")
        if kind == "math":
            message = "a block of code called math is a formula in GitHub; here the code is printed"
            hint = "Write $$ in place of both fences."
        elif kind in _DRAWN:
            message = "other tools draw a block of {kind}; here its code is printed"
            hint = "Take the picture as an image file, or draw it by a module in figures/."
        else:
            continue
        where, values = prose.positions.place(node["at"][0]), [kind] * (kind in _DRAWN)
        yield Slip(Finding.of("MRK010", where, message, hint, *values), node["at"][0])


def _attributes(prose: Prose, text: str) -> Iterator[Slip]:
    for match in re.finditer(_ATTRIBUTES, text):
        start = match.start()
        if not is_plain(prose, start, start + 2) or is_quoted(prose, *match.span()):
            continue
        shown = as_written(prose, *match.span())
        shown = shown if shown.startswith("{") else match[0]
        if typed_narrow(shown):
            continue  # of which slips_of_width speaks
        kind = _KINDS.get(re.split(r"[-:]", match["id"] or "")[0], "")
        message = "{attributes} belongs to nothing and is printed as it is"
        if kind == "equation":
            hint = "It stands behind a formula on lines of its own: $$a = b$$ {{#eq-name}}."
        elif kind == "listing":
            hint = 'It stands behind the fence of code: ``` {{#lst-name caption="…"}}.'
        elif kind == "table":
            hint = (
                "Write the table's caption as a paragraph below or above it, with a colon before "
                "it: “: caption {{#tbl-name}}”."
            )
        elif kind == "figure" or match["key"]:
            written = prose.positions.letters(prose.at[start], 2 * _FAR).partition("\n")[0]
            hint = _badly_joined(text[max(start - _FAR, 0) : start], written)
        elif kind == "section":
            hint = "It stands at the end of a heading's line, behind its words."
        else:
            hint = (
                "It stands right behind [words], an image or `code`, without a space, or at a "
                "heading's end; around paragraphs write ::: {attributes} and :::."
            )
        yield slip(prose, start, "MRK003", message, hint, shown)


def _without_dot(prose: Prose, text: str) -> Iterator[Slip]:
    """``[words]{point for="x"}`` for ``[words]{.point for="x"}``."""
    for match in _WITHOUT_DOT.finditer(text):
        if is_plain(prose, match.start(), match.start() + 2):
            message = "{attributes} belongs to nothing and is printed as it is"
            hint = "A class begins with a point: {{.{name} …}}."
            at = match.start("all")
            yield slip(prose, at, "MRK003", message, hint, match["all"], match["class"])


def _run_elsewhere(prose: Prose, nodes: Sequence[Element]) -> Iterator[Slip]:
    """``r nrow(x)`` in backticks, which R Markdown and Quarto replace by its result."""
    for node in nodes:
        code = _RUN_ELSEWHERE.fullmatch(node["c"][1]) if node["t"] == "Code" else None
        if code and "at" in node:
            message = "`{language} …` is run by R Markdown and Quarto; here it is printed"
            hint = (
                'Write {{{{ fact("name") }}}} or {{{{ cell("table", "column") }}}} for the number.'
            )
            where = prose.positions.place(node["at"][0])
            found = Finding.of("MRK010", where, message, hint, code["language"])
            yield Slip(found, node["at"][0])


def _without_hash(prose: Prose, text: str) -> Iterator[Slip]:
    """``{fig-x}`` for ``{#fig-x}``."""
    for match in _WITHOUT_HASH.finditer(text):
        if is_plain(prose, match.start(), match.start() + 2):
            message = "{attributes} belongs to nothing and is printed as it is"
            hint = "An id begins with #: {{#{id}}}."
            yield slip(prose, match.start(), "MRK003", message, hint, match[0], match["id"])


def _badly_joined(before: str, written: str) -> Text:
    """What is to be said of attributes that are written behind an image that is read as text."""
    if re.search(r"\]（[^（）\n]+）$", before):
        return say("The brackets around the file are half-width: ![caption](file){{#fig-name}}.")
    if re.search(r"\][ \u3000]\([^()\n]+\)$", before):
        return say("No space stands between ] and (: ![caption](file){{#fig-name}}.")
    if re.search("=[“”＂]", written):
        return say('Its quotation marks are straight: ![caption](file){{#fig-name alt="…"}}.')
    return say("It stands right behind the image, without a space: ![caption](file){{#fig-name}}.")
