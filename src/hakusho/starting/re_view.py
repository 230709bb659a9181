"""Re:VIEW's markup as pandoc's Markdown. What has no form in chapters is listed by its line.

Source: "Re:VIEW Format Guide" (github.com/kmuto/review, doc/format.ja.md), version 5.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hakusho.starting.carried_text import Lost, Plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

SUFFIX = ".re"
_HEADING = re.compile(r"^(={1,6})(?:\[(?P<kind>[^\]]*)\])?(?:\{(?P<id>[^}]*)\})?\s*(?P<text>.*)$")
_BLOCK = re.compile(
    r"^//(?P<name>[a-z]\w*)(?P<arguments>(?:\[(?:\\.|[^\]\\])*\])*)(?P<open>\{?)\s*$"
)
_ARGUMENT = re.compile(r"\[((?:\\.|[^\]\\])*)\]")
_INLINE = re.compile(
    r"@<(?P<name>\w+)>(?:\{(?P<text>(?:\\.|[^}\\])*)\}|\$(?P<dollars>[^$]*)\$|\|(?P<bars>[^|]*)\|)"
)
_ITEM = re.compile(r"^ +(?P<stars>\*+) +(?P<text>.*)$")
_NUMBERED = re.compile(r"^ +(?P<number>\d+)\. +(?P<text>.*)$")
_TERM = re.compile(r"^ *: (?P<text>.*)$")
_SPECIAL = re.compile(r"[\\*_\[\]<>$~^#@|`{}]")
_RULE = re.compile(r"^[-=]{4,}\s*$")
_LISTINGS = {"list": 2, "listnum": 2, "emlist": 1, "emlistnum": 1, "source": 1, "cmd": 1, "box": 1}
"""Blocks of code: which of their arguments, counted from one, is the caption."""
_BOXES = frozenset({
    "note", "memo", "tip", "info", "warning", "important", "caution", "notice", "column",
})  # fmt: skip
_PLAIN_BLOCKS = frozenset({"lead", "read", "flushright", "centering", "quote", "blockquote"})
_IMAGES = frozenset({"image", "indepimage", "numberlessimage", "imgtable"})
_MARKS = {
    **dict.fromkeys(("b", "strong", "kw", "term", "bou", "ami"), "**"),
    **dict.fromkeys(("em", "i", "u"), "*"), "del": "~~", "sup": "^", "sub": "~",
}  # fmt: skip
_CODES = frozenset({"code", "tt", "ttb", "tti", "kbd", "file"})
_REFERENCES = {"img": "fig", "table": "tbl", "list": "lst", "eq": "eq", "imgref": "fig"}
_CHAPTERS = frozenset({"chap", "chapref", "secref"})
_NOTHING = frozenset({"hidx", "comment", "par"})
_LOST = frozenset({"icon", "raw", "embed", "bib", "w", "wb"})
_SILENT = frozenset({
    "noindent", "blankline", "linebreak", "pagebreak", "label", "comment", "firstlinenum", "tsize",
    "olnum", "parasep", "beginchild", "endchild",
})  # fmt: skip
_KINDS = (".png", ".jpg", ".jpeg", ".svg", ".gif")


@dataclass(slots=True)
class _Text:
    """A text that is being rewritten.

    Attributes:
        picture: The file of a picture by its id, from the document's folder.
        chapters: The titles of all chapters by their ids.
    """

    lines: list[str]
    picture: Callable[[str], str]
    chapters: Mapping[str, str]
    own_id: str
    made: Plain = field(default_factory=lambda: Plain(""))


def titles_in(texts: Mapping[str, str]) -> dict[str, str]:
    """The title of each chapter by its id, which is its file's name."""
    found = {}
    for ident, text in texts.items():
        first = next((m for m in map(_HEADING.match, text.split("\n")) if m), None)
        found[ident] = first["text"].strip() if first else ident
    return found


def in_markdown(text: str, path: Path, chapters: Mapping[str, str]) -> Plain:
    """Rewrite a chapter of Re:VIEW.

    Args:
        text: The chapter.
        path: Its file, beside which its pictures are.
        chapters: The titles of all chapters by their ids.
    """
    lines = (text.removesuffix("\n") + "\n").split("\n")  # a last block without its end has one
    whole = _Text(lines, lambda ident: _picture(path, ident), chapters, path.stem)
    made = [""] * len(whole.lines)
    at = 0
    while at < len(whole.lines):
        line = whole.lines[at]
        block = _BLOCK.match(line)
        if line.startswith("#@"):
            at += 1
        elif block:
            at = _block(whole, at, block, made)
        else:
            made[at] = _line(whole, line, at)
            at += 1
    whole.made.text = "\n".join(made)
    return whole.made


def _picture(path: Path, ident: str) -> str:
    """The file of a picture, where Re:VIEW looks for it."""
    folder, chapter = path.parent / "images", path.stem
    names = (f"{chapter}/{ident}", f"{chapter}-{ident}", ident)
    places = [folder, *(folder / each for each in ("html", "epub", "latex", "html5"))]
    for name in names:
        for place in places:
            for kind in _KINDS:
                if (found := place / f"{name}{kind}").is_file():
                    return found.relative_to(path.parent).as_posix()
    return f"images/{chapter}/{ident}.png"


def _line(whole: _Text, line: str, at: int) -> str:
    if match := _HEADING.match(line):
        return _heading(whole, match, at)
    if match := _ITEM.match(line):
        return f"{'    ' * (len(match['stars']) - 1)}- {_inline(whole, match['text'], at)}"
    if match := _NUMBERED.match(line):
        return f"{match['number']}. {_inline(whole, match['text'], at)}"
    if match := _TERM.match(line):
        return f"**{_inline(whole, match['text'], at)}**\\"
    return _inline(whole, line.strip(), at)


def _heading(whole: _Text, match: re.Match[str], at: int) -> str:
    kind, text = match["kind"] or "", _inline(whole, match["text"].strip(), at)
    if kind.startswith("/") or not text:
        return ""
    first = not any(map(_HEADING.match, whole.lines[:at]))
    known = [f"#sec-{_fit(whole.own_id)}"] if first else []
    known += [".unnumbered"] if kind in {"column", "nonum", "notoc", "nodisp"} else []
    attributes = f" {{{' '.join(known)}}}" if known else ""
    return f"\n{match[1].replace('=', '#')} {text}{attributes}\n"


def _block(whole: _Text, at: int, match: re.Match[str], made: list[str]) -> int:
    """Rewrite a block; return the number of the line behind it."""
    name, end = match["name"], at + 1
    arguments = [_plain(each) for each in _ARGUMENT.findall(match["arguments"])]
    raw = [each.replace("\\]", "]") for each in _ARGUMENT.findall(match["arguments"])]
    if match["open"]:
        closing = (n for n in range(at + 1, len(whole.lines)) if whole.lines[n].rstrip() == "//}")
        end = next(closing, len(whole.lines) - 1) + 1
    inner = range(at + 1, end - 1) if match["open"] else range(0)
    if name in _LISTINGS:
        _listing(whole, name, arguments, inner, made)
    elif name in _IMAGES:
        ident, caption = (*raw, "", "")[:2]
        of_table = "tbl" if name == "imgtable" else "fig"
        known = (
            f"{{#{of_table}-{_fit(ident)}}}" if name in {"image", "imgtable"} and caption else ""
        )
        made[at] = f"\n![{_inline(whole, caption, at)}]({whole.picture(ident)}){known}\n"
    elif name in {"table", "emtable"}:
        _table(whole, (*raw, "", "") if name == "table" else ("", *raw, ""), inner, made)
    elif name in {"footnote", "endnote"}:
        ident, text = (*raw, "", "")[:2]
        made[at] = f"\n[^{_fit(ident)}]: {_inline(whole, text, at)}\n"
    elif name in _BOXES or name in _PLAIN_BLOCKS:
        _division(whole, name, arguments, at, inner, made)
    elif name == "texequation":
        made[at] = "\n$$"
        for number in inner:
            made[number] = whole.lines[number]
        made[end - 1] = "$$" + (f" {{#eq-{_fit(arguments[0])}}}" if arguments else "") + "\n"
    elif name not in _SILENT:
        whole.made.lost.append(Lost("directive", at + 1, whole.lines[at]))
    return end


def _listing(whole: _Text, name: str, arguments: list[str], inner: range, made: list[str]) -> None:
    which = _LISTINGS[name]
    caption = arguments[which - 1] if len(arguments) >= which else ""
    ident = arguments[0] if which > 1 and arguments else ""
    known = [f"#lst-{_fit(ident)}"] if ident and caption else []
    known += [f'caption="{_quoted(caption)}"'] if caption else []
    made[inner.start - 1] = "\n~~~~~~" + (f" {{{' '.join(known)}}}" if known else "")
    for number in inner:
        made[number] = _INLINE.sub(_content, whole.lines[number])
    made[inner.stop] = "~~~~~~\n"


def _table(whole: _Text, arguments: tuple[str, ...], inner: range, made: list[str]) -> None:
    """Cells with tabs between them, under a rule, as a pipe table on the lines that there are."""
    ident, caption = arguments[:2]
    rows = [number for number in inner if whole.lines[number].strip()]
    rule = next((number for number in rows if _RULE.match(whole.lines[number])), None)
    cells = {
        number: [
            "" if cell == "." else _inline(whole, cell.removeprefix("."), number)
            for cell in re.split(r"\t+", whole.lines[number].strip())
        ]
        for number in rows
        if number != rule
    }
    width = max((len(each) for each in cells.values()), default=0)
    if not width:
        return
    head = [n for n in cells if rule is not None and n < rule]
    lines = [_row(cells[n], width) for n in head[-1:]] or [_row([], width)]
    lines += [f"|{'---|' * width}", *(_row(cells[n], width) for n in cells if n not in head[-1:])]
    known = f" {{#tbl-{_fit(ident)}}}" if ident and caption else ""
    lines += ["", f": {_inline(whole, caption, inner.start)}{known}"] if caption else []
    made[inner.start - 1] = "\n".join(("", *lines, ""))


def _row(cells: list[str], width: int) -> str:
    return f"|{'|'.join([*cells, *[''] * (width - len(cells))])}|"


def _division(
    whole: _Text, name: str, arguments: list[str], at: int, inner: range, made: list[str]
) -> None:
    if name in _BOXES:
        titled = f' title="{_quoted(arguments[0])}"' if arguments else ""
        made[at], made[inner.stop] = f"\n::: {{.callout-note{titled}}}", ":::\n"
    mark = "> " if name in {"quote", "blockquote"} else ""
    for number in inner:
        line = whole.lines[number]
        made[number] = f"{mark}{_line(whole, line, number)}" if line.strip() else mark.strip()


def _inline(whole: _Text, text: str, at: int) -> str:
    made, done = [], 0
    for match in _INLINE.finditer(text):
        made.append(_escaped(text[done : match.start()]))
        made.append(_command(whole, match["name"], _content(match), match[0], at))
        done = match.end()
    return "".join((*made, _escaped(text[done:])))


def _marked(name: str, text: str) -> str:
    word, _, other = text.partition(",") if name == "kw" else (text, "", "")
    inner = _escaped(word.strip())
    behind = f"（{_escaped(other.strip())}）" if other else ""
    return f"{_MARKS[name]}{inner}{_MARKS[name]}{behind}" if inner else ""


def _command(whole: _Text, name: str, text: str, written: str, at: int) -> str:
    if name in _CODES:
        return f"`` {text} ``" if "`" in text else f"`{text}`"
    if name in _MARKS:
        return _marked(name, text)
    if name in {"fn", "endnote"}:
        return f"[^{_fit(text)}]"
    if name in _REFERENCES:
        return f" @{{{_REFERENCES[name]}-{_fit(text.rpartition('|')[2])}}}"
    if name in {*_CHAPTERS, "title"} and text in whole.chapters:
        title = f"「{_escaped(whole.chapters[text])}」"
        return title if name == "title" else f" @{{sec-{_fit(text)}}}"
    return _other(whole, name, text, written, at)


def _other(whole: _Text, name: str, text: str, written: str, at: int) -> str:
    words, _, behind = (part.strip() for part in text.replace("\\,", "\0").partition(","))
    words, behind = words.replace("\0", ","), behind.replace("\0", ",")
    if name in _LOST:
        whole.made.lost.append(Lost("directive", at + 1, written))
        return f"![]({whole.picture(text)})" if name == "icon" else ""
    if name == "uchar":
        return chr(int(text, 16)) if re.fullmatch("[0-9A-Fa-f]{1,5}", text) else ""
    told = {
        "href": f"[{_escaped(behind)}]({words})" if behind else f"<{words}>",
        "ruby": f'[{_escaped(words)}]{{ruby="{_quoted(behind)}"}}',
        "br": "<br>",
        "m": f"${text}$",
        "hd": f"「{_escaped(text.rpartition('|')[2])}」",
        **dict.fromkeys(_NOTHING, ""),
    }
    return told.get(name, _escaped(text))


def _content(match: re.Match[str]) -> str:
    if match["text"] is not None:
        return re.sub(r"\\([}\\])", r"\1", match["text"])
    return match["dollars"] if match["dollars"] is not None else match["bars"]


def _plain(text: str) -> str:
    """An argument without its commands."""
    return _INLINE.sub(_content, text.replace("\\]", "]"))


def _escaped(text: str) -> str:
    return _SPECIAL.sub(lambda match: f"\\{match[0]}", text)


def _quoted(text: str) -> str:
    return text.replace('"', "'")


def _fit(ident: str) -> str:
    """An id as ids of chapters are written."""
    return re.sub(r"[^\w-]+", "-", ident).strip("-") or "x"


def names_in(catalogue: object) -> Iterator[str]:
    """The files that catalog.yml lists, in their order, those in parts included."""
    if isinstance(catalogue, dict):
        order = ("PREDEF", "CHAPS", "APPENDIX", "POSTDEF")
        known = [key for key in order if key in catalogue]
        for key in known or list(catalogue):
            if str(key).endswith(SUFFIX):
                yield str(key)
            yield from names_in(catalogue[key])
    elif isinstance(catalogue, list):
        for each in catalogue:
            yield from names_in(each)
    elif isinstance(catalogue, str) and catalogue.endswith(SUFFIX):
        yield catalogue
