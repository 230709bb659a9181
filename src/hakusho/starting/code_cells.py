"""Code of R Markdown, Quarto and MyST: what is run, and what is shown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hakusho.findings import rule
from hakusho.paper.yaml_source import load_yaml
from hakusho.starting.carried_text import LEFT_OPEN, Lost, Plain

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

CELL = re.compile(r"^\s*(?P<fence>`{3,}|~{3,})\s*\{(?P<language>[\w-]+)[^}]*\}.*$")
_EMBEDDED = re.compile(r"\{\{<\s*embed\s+[^\s#]+#(?P<label>(?:fig|tbl)-[\w-]+)[^}]*>\}\}")
_CODE_OVER_LINES = re.compile(
    r"(?<!`)`r\s(?:if\b[^`]*+|[^`\n]*+(?:\n(?=[^`\n]*[^`\s])[^`\n]*+)++)`(?!`)"
)
"""Code of R Markdown in a text over several lines; with ``if`` it holds what else is printed."""
_NOT_RUN = re.compile(r"\beval *= *F(?:ALSE)?\b")
_NOT_SHOWN = re.compile(r"\b(?:echo|include) *= *F(?:ALSE)?\b")
_SHOWS_NO_CODE = re.compile(
    r"opts_chunk\$set\([^)]*\becho *= *F(?:ALSE)?\b|^execute:\n(?: +[^\n]*\n)*? +echo: *false",
    re.MULTILINE,
)
"""Code of the whole text is run and not shown."""
BOOKDOWN = re.compile(r"\\@ref\((?P<id>[\w:-]+)\)")
_OPTION = re.compile(r"^\s*#\|\s*(?P<key>[\w-]+):\s*(?P<value>.*)$")
_KNITR_LABEL = re.compile(
    r"^\s*[`~]{3,}\s*\{\w+[ ,]+(?:[\w.]+ *= *[^,'\"{}]+, *)*"
    r"(?:label *= *)?['\"]?(?P<name>[\w-]+)['\"]?\s*[,}]"
)
"""The head of a cell of R Markdown: ``{r ships, fig.cap='Ships'}``."""
_IN_QUOTES = r" *= *(?P<quote>['\"])(?P<words>(?:\\.|(?!(?P=quote))[^\\])+)(?P=quote)"
_KNITR_CAPTION = re.compile(rf"\bfig\.cap{_IN_QUOTES}")
_KNITR_TABLE = re.compile(rf"\btab\.cap{_IN_QUOTES}")
_KNITR_WIDTH = re.compile(r"\bout\.width *= *['\"](?P<width>\d+%)['\"]")
_KNITR_PICTURE = re.compile(
    r"\s*(?:knitr::)?include_graphics\((?:path *= *)?(?P<quote>['\"])(?P<path>[^'\"]+)(?P=quote)"
    r"(?:, *\w+ *= *[\w.]+)*\)\s*"
)
"""A cell of R Markdown that only shows a picture."""
_COMMENT_OF_R = re.compile(r"^\s*#[^\n]*\n?", re.MULTILINE)
_TEXT_CELLS = {"asis": "", "block": ".callout-note", "block2": ".callout-note"}
"""Cells of R Markdown that hold text, and the class of the box that they are."""
_OF_LATEX = re.compile(r"\b(?:echo|include|eval) *= *(?:F\b|FALSE|knitr::is_latex_output)")
_BOOKDOWN_TITLE = re.compile(
    r"^\s*<caption>\s*\(\\#tab:(?P<id>[\w-]+)\)\s*(?P<text>.*?)\s*</caption>\s*$"
)
"""The caption of a table that code below it makes."""
_KNITR_ALT = re.compile(rf"\bfig\.alt{_IN_QUOTES}")
_KABLE_CAPTION = re.compile(rf"\bcaption{_IN_QUOTES}")
_RUN = {"r", "python", "julia", "ojs", "bash", "sql", "stan", "rcpp", "code-cell", "eval-rst"}
CELLS = "code-cells/"
"""A folder that is nowhere: of pictures that stand for what code draws."""


def without_code_over_lines(lines: list[str], made: Plain) -> list[str]:
    """Code within a text that is run and does not end on its line is taken out."""

    def taken(match: re.Match[str]) -> str:
        if "\n" not in match[0]:
            return match[0]
        number = match.string.count("\n", 0, match.start()) + 1
        made.lost.append(Lost("code", number, match[0].partition("\n")[0] + " …`"))
        return LEFT_OPEN + "\n" * match[0].count("\n")

    return _CODE_OVER_LINES.sub(taken, "\n".join(lines)).split("\n")


def without_cells(lines: list[str], made: Plain) -> list[str]:
    """Code that is run is taken out, and what Quarto embeds of it.

    MyST's directives in backticks are left to others.
    """
    found, fence, begun = [*lines], "", 0
    named = {match["id"] for match in BOOKDOWN.finditer("\n".join(lines))}
    titled = {m["id"] for m in map(_BOOKDOWN_TITLE.match, lines) if m}
    hides = _SHOWS_NO_CODE.search("\n".join(lines)) is not None
    for number, line in enumerate(lines):
        if fence:
            found[number] = ""
            if line.strip().startswith(fence) and not line.strip().strip(fence[0]):
                inner = lines[begun + 1 : number]
                options = (
                    dict(_options(inner))
                    or _of_knitr(lines[begun], inner, named - {f"tab:{each}" for each in titled})
                    or _of_mystnb(inner)
                )
                words = options.get("label", "") or lines[begun].strip("`~{} ")
                if not hides and _has_code(inner) and _is_only_shown(lines[begun], options):
                    found[begun : number + 1] = _as_shown(lines[begun : number + 1])
                    fence = ""
                    continue
                found[begun] = _picture_of(lines[begun], inner, options)
                if not found[begun]:
                    made.lost.append(Lost("code", begun + 1, words))
                    found[begun] = _in_its_place(options)
                fence = ""
        elif title := _BOOKDOWN_TITLE.match(line):
            options = {"label": f"tbl-{title['id']}", "tbl-cap": title["text"]}
            found[number] = _in_its_place(options)
        elif (match := CELL.match(line)) and (end := _end_of_text(lines, number, match)):
            kind = _TEXT_CELLS[match["language"]]
            found[number] = f"\n::: {{{kind}}}\n" if kind else ""
            found[end] = "\n:::\n" if kind else ""
        elif (match := CELL.match(line)) and (
            match["language"].lower() in _RUN or match["language"] in _TEXT_CELLS
        ):
            fence, begun = match["fence"], number
            found[number] = ""
        elif match := _EMBEDDED.fullmatch(line.strip()):
            made.lost.append(Lost("code", number + 1, match["label"]))
            found[number] = _in_its_place(match.groupdict())
    return found


def _end_of_text(lines: list[str], number: int, head: re.Match[str]) -> int:
    """Where a cell ends that holds text for all editions; 0 for another one."""
    if head["language"] not in _TEXT_CELLS or _OF_LATEX.search(lines[number]):
        return 0
    ends = (n for n in range(number + 1, len(lines)) if lines[n].strip() == head["fence"])
    return next(ends, 0)


def _has_code(lines: Iterable[str]) -> bool:
    return any(line.strip() and not line.lstrip().startswith("#|") for line in lines)


def _is_only_shown(head: str, options: Mapping[str, str]) -> bool:
    """Whether a cell is an example: code that is printed, and not run."""
    is_run = not _NOT_RUN.search(head) and options.get("eval") != "false"
    hides = _NOT_SHOWN.search(head) or "false" in {options.get("echo"), options.get("include")}
    return not is_run and not hides and "label" not in options


def _as_shown(lines: list[str]) -> list[str]:
    """The lines of a cell as code that nobody runs."""
    head = CELL.match(lines[0])
    first = f"{head['fence']}{head['language'].lower()}" if head else lines[0]
    options = [number for number, line in enumerate(lines) if _OPTION.match(line)]
    # Options leave the code, and their lines stay before it.
    kept = [line for number, line in enumerate(lines) if number not in {0, *options}]
    return [*("" for _ in options), first.lstrip(), *kept]


def _of_knitr(head: str, body: Iterable[str], named: Collection[str]) -> dict[str, str]:
    """What a cell of R Markdown says of a figure or a table, as one of Quarto would.

    Args:
        head: Its first line.
        body: Its code.
        named: What the text refers to: ``fig:ships``. It has a place, even without a caption.
    """
    label = _KNITR_LABEL.match(head)
    if not label:
        return {}
    name, caption = label["name"], _KNITR_CAPTION.search(head)
    if caption or f"fig:{name}" in named:
        alt = _KNITR_ALT.search(head)
        described = {"fig-alt": alt["words"]} if alt else {}
        words = caption["words"] if caption else name
        return {"label": f"fig-{name}", "fig-cap": words, **described}
    titled = _KNITR_TABLE.search(head) or next(filter(None, map(_KABLE_CAPTION.search, body)), None)
    if titled or f"tab:{name}" in named:
        return {"label": f"tbl-{name}", "tbl-cap": titled["words"] if titled else name}
    return {}


def _picture_of(head: str, body: Iterable[str], options: Mapping[str, str]) -> str:
    """The picture that a cell of R Markdown shows, if it does nothing else."""
    shown = _KNITR_PICTURE.fullmatch(_COMMENT_OF_R.sub("", "\n".join(body)))
    if not shown:
        return ""
    width, label = _KNITR_WIDTH.search(head), options.get("label", "")
    said = [f"#{label}"] if label.startswith("fig-") else []
    said += [f'fig-alt="{_quoted(options["fig-alt"])}"'] if options.get("fig-alt") else []
    said += [f'width="{width["width"]}"'] if width else []
    attributes = f"{{{' '.join(said)}}}" if said else ""
    return f"\n![{_quoted(options.get('fig-cap', ''))}]({shown['path']}){attributes}\n"


def _quoted(words: str) -> str:
    """What stood between quotation marks, to stand between such marks again."""
    return re.sub(r"\\(['\"])", r"\1", words.strip().strip("\"'")).replace('"', "'")


def _of_mystnb(body: Iterable[str]) -> dict[str, str]:
    """What a cell of MyST says of a figure: ``mystnb``, ``figure``, ``caption`` and ``name``."""
    head = re.match(r"---\n(?P<yaml>.*?\n)---\n", "\n".join(body) + "\n", re.DOTALL)
    said = load_yaml("", head["yaml"], rule=rule("PAP001"))[0] if head else None
    inner = said.get("mystnb") if isinstance(said, dict) else None
    figure = inner.get("figure") if isinstance(inner, dict) else None
    if not isinstance(figure, dict) or not figure.get("name"):
        return {}
    name = re.sub("^fig[:-]", "", str(figure["name"]))
    caption = " ".join(str(figure.get("caption") or name).split())
    return {"label": f"fig-{name}", "fig-cap": caption}


def _in_its_place(options: Mapping[str, str]) -> str:
    """What stands for a figure or a table of code: its caption and its id, so that these stay."""
    given = {key: _quoted(value) for key, value in options.items()}
    label = given.get("label", "")
    if label.startswith("fig-"):
        alt = given.get("fig-alt", "")
        described = f' fig-alt="{alt}"' if alt else ""
        return f"\n![{given.get('fig-cap', label)}]({CELLS}{label}.png){{#{label}{described}}}\n"
    if label.startswith("tbl-"):
        return f"\n| … |\n|---|\n| … |\n\n: {given.get('tbl-cap', label)} {{#{label}}}\n"
    return ""


def _options(lines: Iterable[str]) -> Iterable[tuple[str, str]]:
    """What a cell of Quarto says of itself."""
    return ((m["key"], m["value"]) for m in map(_OPTION.match, lines) if m)
