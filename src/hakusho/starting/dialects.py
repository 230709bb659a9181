"""What other tools write in Markdown that pandoc does not read: taken out or rewritten by the line.

No line is added or taken away, so that a place in what comes out is a place in the author's file.
"""

from __future__ import annotations

import json
import re
import tomllib
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from hakusho.findings import rule
from hakusho.paper.yaml_source import load_yaml
from hakusho.starting.carried_text import LEFT_OPEN, Lost, Plain
from hakusho.starting.code_cells import BOOKDOWN, CELL, without_cells, without_code_over_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_DIRECTIVE = re.compile(r"^(?P<fence>[:`]{3,})\{(?P<name>[\w:-]+)\}\s*(?P<argument>.*)$")
_ROLE = re.compile(r"\{(?P<role>[\w:]+)\}`(?P<text>[^`]*)`")
_SHORTCODE = re.compile(r"\{\{<\s*(?P<call>.*?)\s*>\}\}")
_INLINE_CODE = re.compile(r"(?<!`)`(?:r|\{(?:r|python|julia|ojs)\})\s[^`]+`(?!`)")
"""Code that is run within a text: of R without braces, since Sweave; of Quarto in them."""
_DATE_OF_TODAY = re.compile(
    r"^(?P<key>date:\s*)(?P<quote>['\"]?)`r\s+(?:base::)?(?:format\(|lubridate::)?\s*"
    r"(?:Sys\.(?:Date|time)|today)\([^`]*`(?P=quote)\s*$"
)
_ID_OF_FORMULA = re.compile(r"(?<=\$\$)\s*\{#(?P<id>eq-[\w-]+)\}")
_ALIAS = re.compile(
    r"^ {0,3}\[@?(?P<name>(?:tag:)?[^\]\s]+)\]:\s*"
    r"(?P<number>(?:doi|pmid|pmcid|arxiv|isbn|url|wikidata|raw):\S+)\s*$",
    re.IGNORECASE,
)
"""A name that Manubot gives to a work: ``[@tag:ferries]: doi:10.1000/x``."""
_BRACED = re.compile(r"\{[+*!]?@(?P<id>(?:fig|tbl|tab|eq|sec|lst):[\w.-]+)\}")
"""A reference of pandoc-fignos, which Manubot uses."""
_BREAK = re.compile(r"^\+\+\+(?:\s*(?P<said>\{.*\}))?\s*$")
"""A break between cells of MyST, which may say that a part of the paper follows."""
_PART = re.compile(r"[\"']part[\"']\s*:\s*[\"'](?P<name>[\w-]+)[\"']")
_MANUBOT = re.compile(
    r"@(?P<id>(?:doi|pmid|pmcid|arxiv|isbn|url|wikidata|raw|DOI|PMID):[^\s\]\),;]+)"
)
_LABELLED = re.compile(r"^(?P<end>\s*\$\$)\s*\((?:eq[:-])?(?P<id>[\w-]+)\)\s*$")
"""The end of a formula of MyST, with its label."""
_STATEMENT = re.compile(r"^[^`\n]*\{%-?\s*(?:if|for|set|end\w+|elif|else)\b", re.MULTILINE)
_MOSTLY = 0.2
_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
_ENDS = re.compile(r"(?:---|\.\.\.)\s*$")
_CONTAINER = re.compile(
    r"^(?P<fence>:{3,})[ \t]*(?P<name>[A-Za-z]+)(?:\[(?P<within>[^\]]*)\])?"
    r"[ \t]*(?P<title>[^{\s].*?)?[ \\]*$"
)
"""A box of VitePress, Docusaurus and Zenn: ``::: tip A title``, ``:::info[A title]``."""
_ADMONITION = re.compile(
    r"^(?P<indent> *)(?:!!!|\?\?\?\+?)[ \t]+(?P<name>[\w-]+)(?:[ \t]+[\w-]+)*"
    r"(?:[ \t]+\"(?P<title>[^\"]*)\")?[ \t]*$"
)
"""A box of MkDocs, with its content indented: ``!!! note "A title"``."""
_ALERT = re.compile(r"^ {0,3}>[ \t]*\[!(?P<name>[A-Za-z]+)\][+-]?[ \t]*(?P<title>.*?)[ \t]*$")
"""The head of a box of GitHub and Obsidian, which stands in a quotation."""
_QUOTED = re.compile(r"^ {0,3}> ?")
_WIKI_LINK = re.compile(
    r"(?<![A-Za-z0-9_!\[])\[\[(?!(?:toc|TOC|目次)\])(?P<page>[^\[\]|\n\s\d@^#_][^\[\]|\n]*)(?:\|(?P<words>[^\[\]|\n]+))?\]\](?![(\[])"
)
"""A link of wikis and Obsidian to another page: ``[[page]]``, ``[[page|words]]``."""
_IN_LINE_CODE = re.compile(r"(`+[^`]*`+)")
_MODULE = re.compile(r"^(?:import\s.+\sfrom\s+['\"].+['\"]|export\s.+);?\s*$")
"""A line of MDX, which is a program."""
_BOOKDOWN_CAPTION = re.compile(
    r"^(?P<mark>(?:Table)?:)[ \t]*\(\\#tab:(?P<id>[\w-]+)\)[ \t]*(?P<text>.*)$"
)
_BOOKDOWN_LABEL = re.compile(r"\(\\#(?P<id>(?:eq|fig|tab):[\w-]+)\)")
_BEGINS_WITH_NUMBER = re.compile(r"^(?P<number> {0,3}(?!1[.)])\d+)(?P<sign>[.)]) ")
_TARGET = re.compile(r"^\((?P<id>[\w:.-]+)\)=\s*$")
_MATH_LABEL = re.compile(r"^:label:\s*(?:eq[:-])?(?P<id>[\w-]+)\s*$")
_NAMED = re.compile(
    r"^[`:]{3,}\{(?P<kind>figure|image|table)\}[^\n]*\n(?:(?![`:]{3,})[^\n]*\n)*?"
    r":(?:name|label):[ ]*(?P<id>[\w:-]+)"
    r"|^    name:[ ]*(?P<cell>[\w:-]+)",
    re.MULTILINE,
)
_TEXT_REFERENCE = re.compile(r"^\((?P<name>ref:[\w-]+)\)[ \t]+(?P<words>\S.*)$")
"""Words of bookdown that stand elsewhere: ``(ref:name) Words``."""
_CITING_ROLES = {"cite", "cite:p", "cite:t", "cite:ps", "cite:ts"}
_REFERRING_ROLES = {"ref", "numref"}
_CONTAINERS = {
    *("tip", "info", "warning", "danger", "note", "caution", "details", "success", "important"),
    *("message", "question", "quote", "example", "abstract", "summary", "failure", "bug"),
}
_BOXES = {
    *("note", "warning", "tip", "important", "caution", "admonition", "hint", "attention"),
    *("danger", "error", "seealso", "dropdown", "topic", "sidebar", "margin", "aside", "card"),
}
_QUOTATIONS = {"pull-quote", "epigraph", "blockquote", "highlights"}
_MADE_ANEW = {"bibliography"}
_OF_PAGES = {"div", "grid", "tab-set", "tab-item", "grid-item", "container", "only", "iframe-text"}
"""Directives that only place what is in them."""


def in_pandocs_markdown(text: str) -> Plain:
    """Take out of a text what Quarto, R Markdown, MyST and Manubot add to Markdown.

    A text that is a program for Jinja2, as Manubot has one for its front matter, is left out.
    """
    made = Plain("")
    lines = text.split("\n")
    if len(_STATEMENT.findall(text)) > sum(map(bool, lines)) * _MOSTLY:
        made.lost.append(Lost("template", 1, lines[0]))
        return made
    made.names |= _named_in(text)
    for take in (
        _with_a_head,
        _without_aliases,
        _with_references,
        without_code_over_lines,
        _with_targets,
        without_cells,
        _without_directives,
        _with_boxes,
        _with_alerts,
        _with_rules,
        _without_breaks,
        _without_links,
    ):
        lines = take(lines, made)
    head = _end_of_head(lines)
    for number, line in enumerate(lines, 1):
        lines[number - 1] = _inline(line, number, made, in_head=number <= head)
    made.text = "\n".join(_with_ids_once(lines, made))
    return made


def _with_ids_once(lines: list[str], made: Plain) -> list[str]:
    """An id that two formulas have is that of the first."""
    seen = set[str]()
    found = [*lines]
    for number, line in enumerate(lines):
        for match in _ID_OF_FORMULA.finditer(line):
            if match["id"] in seen:
                made.lost.append(Lost("id", number + 1, match["id"]))
                found[number] = found[number].replace(match[0], "")
            seen.add(match["id"])
    return found


def _end_of_head(lines: list[str]) -> int:
    """The number of lines of a head between lines of dashes; 0 for none."""
    if lines[0].rstrip() != "---":
        return 0
    return next((at for at, line in enumerate(lines[1:], 2) if _ENDS.match(line)), 0)


def _with_a_head(lines: list[str], _: Plain) -> list[str]:
    """A head in TOML, between lines of three plus signs as Hugo has it, becomes one in YAML."""
    if lines[0].rstrip() != "+++" or "+++" not in (rest := [each.rstrip() for each in lines[1:]]):
        return lines
    end = rest.index("+++") + 1
    try:
        said = tomllib.loads("\n".join(lines[1:end]))
    except tomllib.TOMLDecodeError:
        return lines
    kept = {key: str(value) if isinstance(value, date) else value for key, value in said.items()}
    head = json.dumps(kept, ensure_ascii=False, default=str)
    return ["---", head, *([""] * (end - 2)), "---", *lines[end + 1 :]] if end > 1 else lines


def _with_references(lines: list[str], _: Plain) -> list[str]:
    """Words of bookdown that stand elsewhere stand where they are referred to."""
    said = {m["name"]: m["words"] for m in map(_TEXT_REFERENCE.match, lines) if m}
    if not said:
        return lines
    escaped = {name: re.sub(r"(?=['\"])", r"\\", words) for name, words in said.items()}
    named = re.compile(rf"\((?P<name>{'|'.join(map(re.escape, said))})\)")
    found = list[str]()
    for line in lines:
        words = escaped if CELL.match(line) else said
        text = "" if _TEXT_REFERENCE.match(line) else line
        found.append(named.sub(partial(_said, words), text))
    return found


def _without_aliases(lines: list[str], made: Plain) -> list[str]:
    """Names that Manubot gives to works are kept, and their lines taken out."""
    found = [*lines]
    for number, line in enumerate(lines):
        if alias := _ALIAS.match(line):
            made.aliases[alias["name"]] = alias["number"]
            found[number] = ""
    return found


def _said(words: Mapping[str, str], match: re.Match[str]) -> str:
    return words[match["name"]]


def _without_directives(lines: list[str], made: Plain) -> list[str]:
    """Directives of MyST: figures become images, notes become boxes, the others are taken out."""
    found, waiting = [*lines], [*range(len(lines) - 1, -1, -1)]
    while waiting:
        number = waiting.pop()
        match = _DIRECTIVE.match(lines[number])
        if not match:
            continue
        end = next(
            (n for n in range(number + 1, len(lines)) if lines[n].rstrip() == match["fence"]), None
        )
        if end is None:
            continue
        name = match["name"].lower()
        if name in {"figure", "image"}:
            for at in range(number, end + 1):
                found[at] = ""
            found[number] = _figure(match["argument"], lines[number + 1 : end])
        elif name in _BOXES:
            found[number], found[end] = _box(":::", match["argument"]), ":::"
            _blank_options(found, number + 1, end)
        elif name in _QUOTATIONS or (name in _OF_PAGES and match["fence"].startswith(":")):
            found[number] = found[end] = ""
            _blank_options(found, number + 1, end)
            sign = "> " if name in _QUOTATIONS else ""
            found[number + 1 : end] = (f"{sign}{each}" for each in found[number + 1 : end])
        elif name in {"table", "math"}:
            rewrite = _with_table if name == "table" else _with_formula
            rewrite(found, lines, number, end, match["argument"])
        else:
            words = f"{{{match['name']}}} {match['argument']}"
            made.lost.extend(Lost("directive", number + 1, words) for _ in {name} - _MADE_ANEW)
            for at in range(number, end + 1):
                found[at] = ""
    return found


def _with_table(found: list[str], lines: list[str], number: int, end: int, caption: str) -> None:
    """A table of MyST: its caption stands below it."""
    inner = "\n".join(lines[number + 1 : end])
    options = dict(re.findall(r"^:(\w+):\s*(.*)$", inner, re.MULTILINE))
    ident = re.sub(r"^(?:tbl|tab)[:-]", "", options.get("name") or options.get("label", ""))
    known = f" {{#tbl-{ident}}}" if ident else ""
    found[number] = ""
    found[end] = f"\n: {caption}{known}\n" if caption else ""
    _blank_options(found, number + 1, end)


def _with_formula(found: list[str], lines: list[str], number: int, end: int, _: str) -> None:
    """A formula of MyST, with its label as its id."""
    label = next(filter(None, map(_MATH_LABEL.match, lines[number + 1 : end])), None)
    found[number] = ""
    found[end] = "$$"
    found[end] += f" {{#eq-{label['id']}}}" if label else ""
    _blank_options(found, number + 1, end)
    # An empty line between the marks would make text of the formula.
    first = next((n for n in range(number + 1, end) if found[n].strip()), end)
    found[first - 1] = "$$"


def _with_targets(lines: list[str], made: Plain) -> list[str]:
    """Names of sections that stand above them, ``(name)=``, are ids of their headings."""
    found = [*lines]
    for number, line in enumerate(lines):
        target = _TARGET.match(line)
        at = next((n for n in range(number + 1, len(lines)) if lines[n].strip()), None)
        if target and at is not None and re.match(r"#+ ", lines[at]) and "{#" not in lines[at]:
            name = re.sub("^sec[:-]", "", target["id"]).replace(":", "-")
            made.names[target["id"]] = f"sec-{name}"
            found[number], found[at] = "", f"{lines[at].rstrip()} {{#sec-{name}}}"
    return found


def _named_in(text: str) -> dict[str, str]:
    """The ids of what MyST's directives and cells name, by these names."""
    found = {}
    for match in _NAMED.finditer(text):
        name, kind = match["id"] or match["cell"], "tbl" if match["kind"] == "table" else "fig"
        found[name] = f"{kind}-{re.sub('^(?:fig|tbl|tab)[:-]', '', name)}"
    return found


def _with_boxes(lines: list[str], made: Plain) -> list[str]:
    """Boxes of other tools become boxes; lines of MDX that are a program are taken out."""
    found, fence = [*lines], ""
    opened_boxes: list[str] = []
    for number, line in enumerate(lines):
        if opened := _FENCE.match(line):
            is_end = fence and line.strip().startswith(fence) and not line.strip().strip(fence[0])
            fence = "" if is_end else fence or opened[1]
        elif fence:
            continue
        elif (box := _CONTAINER.match(line)) and box["name"].lower() in _CONTAINERS:
            found[number] = _box(box["fence"], box["within"] or box["title"] or "")
            opened_boxes.append(box["fence"])
        elif opened_boxes and line.strip() == opened_boxes[-1]:
            found[number] = f"\n{opened_boxes.pop()}"  # also one that is indented
        elif (box := _ADMONITION.match(line)) and (end := _indented(lines, number, box["indent"])):
            for at in range(number + 1, end):
                found[at] = found[at].removeprefix(box["indent"] + "    ")
            found[number] = _box(box["indent"] + ":::", box["title"] or "") + "\n"
            found[end - 1] += f"\n\n{box['indent']}:::\n"
        elif _MODULE.match(line):
            made.lost.append(Lost("module", number + 1, line.strip()))
            found[number] = ""
    return found


def _with_alerts(lines: list[str], _: Plain) -> list[str]:
    """Boxes of GitHub and Obsidian become boxes: quotations that begin with ``[!NOTE]``."""
    found, fence = [*lines], ""
    for number, line in enumerate(lines):
        if opened := _FENCE.match(line):
            fence = "" if fence == opened[1] else fence or opened[1]
        elif not fence and (box := _ALERT.match(line)):
            end = number + 1
            while end < len(lines) and _QUOTED.match(lines[end]):
                found[end] = _QUOTED.sub("", lines[end])
                end += 1
            found[number] = f"\n{_box(':::', box['title'])}\n"
            found[end - 1] += "\n\n:::\n"
    return found


def _box(fence: str, title: str) -> str:
    titled = f' title="{title.replace(chr(34), chr(39))}"' if title else ""
    return f"{fence} {{.callout-note{titled}}}"


def _indented(lines: list[str], number: int, indent: str) -> int:
    """Where what is indented below a line ends; 0 if nothing is."""
    end = last = number + 1
    while end < len(lines) and (not lines[end].strip() or lines[end].startswith(indent + "    ")):
        end += 1
        last = end if lines[end - 1].strip() else last
    return last if last > number + 1 else 0


def loosely(lines: list[str]) -> list[str]:
    """Numbers with which a line within a paragraph begins are no list, as in CommonMark."""
    found = [*lines]
    for at in range(1, len(lines)):
        above = lines[at - 1].strip()
        if above and not re.match(r"(?:[-*+]|\d+[.)])\s|[#>|`:]", above):
            found[at] = _BEGINS_WITH_NUMBER.sub(r"\g<number>\\\g<sign> ", lines[at])
    return found


def _with_rules(lines: list[str], _: Plain) -> list[str]:
    """Lines of dashes are rules where no YAML stands between them, which pandoc would demand."""
    found, fence, head = [*lines], "", 0
    for number, line in enumerate(lines):
        opened = _FENCE.match(line)
        if opened and (not fence or line.strip() == opened[1]):
            fence = "" if fence else opened[1]
        begins = number == 0 or not lines[number - 1].strip()
        if fence or number < head or line.rstrip() != "---" or not begins:
            continue
        end = next((at for at, each in enumerate(lines) if at > number and _ENDS.match(each)), None)
        if end is None:
            continue
        inner = "\n".join(lines[number + 1 : end])
        if number == 0 or isinstance(load_yaml("", inner, rule=rule("PAP001"))[0], dict):
            head = end + 1
        elif inner.strip():
            found[number] = "* * *"
    return found


def _without_breaks(lines: list[str], _: Plain) -> list[str]:
    """Breaks between cells of MyST are taken out; one that names a part is its heading."""
    found, fence = [*lines], ""
    for number, line in enumerate(lines):
        if opened := _FENCE.match(line):
            fence = "" if fence == opened[1] else fence or opened[1]
        elif not fence and (mark := _BREAK.match(line)):
            part = _PART.search(mark["said"] or "")
            found[number] = f"\n# {part['name'].capitalize()}\n" if part else ""
    return found


def _without_links(lines: list[str], made: Plain) -> list[str]:
    """Links of wikis to other pages become their words."""
    found, fence = [*lines], ""
    for number, line in enumerate(lines):
        if opened := _FENCE.match(line):
            fence = "" if fence == opened[1] else fence or opened[1]
        elif not fence and "[[" in line:
            links = [*_WIKI_LINK.finditer(_IN_LINE_CODE.sub("", line))]
            made.lost += (Lost("link", number + 1, each[0]) for each in links)
            parts = _IN_LINE_CODE.split(line)
            parts[::2] = [
                _WIKI_LINK.sub(lambda each: each["words"] or each["page"], part)
                for part in parts[::2]
            ]
            found[number] = "".join(parts)
    return found


def _figure(target: str, inner: list[str]) -> str:
    options = dict(re.findall(r"^:([\w-]+):\s*(.*)$", "\n".join(inner), re.MULTILINE))
    caption = " ".join(line.strip() for line in inner if not line.startswith(":") and line.strip())
    ident = re.sub(r"^fig[:-]?", "", options.get("name") or options.get("label") or "")
    alt = options.get("alt", "").replace('"', "'")
    known = [f"#fig-{ident}"] if ident else []
    known += [f'alt="{alt}"'] if alt else []
    return f"![{caption}]({target.strip()})" + (f"{{{' '.join(known)}}}" if known else "")


def _blank_options(lines: list[str], start: int, end: int) -> None:
    for at in range(start, end):
        if not re.match(r":[\w-]+:", lines[at]):
            return
        lines[at] = ""


def _inline(line: str, number: int, made: Plain, *, in_head: bool) -> str:
    def lose(kind: str, instead: str = "") -> Callable[[re.Match[str]], str]:
        def lost(match: re.Match[str]) -> str:
            made.lost.append(Lost(kind, number, match[0]))
            return instead

        return lost

    def cite(match: re.Match[str]) -> str:
        ident = match["id"].rstrip(".")
        made.numbers.append(ident)
        return f"@{{{ident}}}" + match["id"][len(ident) :]

    line = _SHORTCODE.sub(lose("shortcode"), line)
    line = line.replace("{#eq:", "{#eq-")
    line = _BRACED.sub(r"@{\g<id>}", line)
    line = _LABELLED.sub(r"\g<end> {#eq-\g<id>}", line)
    line = _BOOKDOWN_CAPTION.sub(r"\g<mark> \g<text> {#tbl-\g<id>}", line)
    line = _BOOKDOWN_LABEL.sub(r"\\label{\g<id>}", line)
    line = BOOKDOWN.sub(_bookdown, line)
    line = _ROLE.sub(lambda match: _role(match, number, made), line)
    if in_head:
        line = _DATE_OF_TODAY.sub(r"\g<key>today", line)
    line = _INLINE_CODE.sub(lose("code", "" if in_head else LEFT_OPEN), line)
    return _MANUBOT.sub(cite, line)


def _bookdown(match: re.Match[str]) -> str:
    kind, colon, name = match["id"].partition(":")
    return f"@{'tbl' if kind == 'tab' else kind}-{name}" if colon else f"@sec-{kind}"


def _role(match: re.Match[str], number: int, made: Plain) -> str:
    role, text = match["role"], match["text"]
    if role in _CITING_ROLES:
        keys = "; ".join(f"@{key.strip()}" for key in text.split(","))
        return f"[{keys}]" if not role.startswith("cite:t") else keys
    if role in _REFERRING_ROLES:
        inner = re.fullmatch(r"(?P<words>.*?)\s*<(?P<target>.*)>", text)
        target = inner["target"] if inner else text
        if target in made.names or re.match("(?:fig|tbl|tab|sec|eq)[-:]", target):
            return f"@{made.names.get(target) or target.replace(':', '-')}"
        made.lost.append(Lost("link", number, match[0]))
        return inner["words"] if inner else target
    if role == "eq":
        return f"@eq-{re.sub('^eq[:-]', '', text)}"
    return f"${text}$" if role == "math" else text
