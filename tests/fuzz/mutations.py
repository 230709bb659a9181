"""Accidents that befall a paper's files: each is one change, decided by dice, and says what it is."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from collections.abc import Callable
    from pathlib import Path

TEXTS = {".md", ".bib", ".yaml", ".csv", ".py", ".svg", ".csl", ".j2", ".css", ".typ"}
SOURCES = ("report", "bib", "sources", "figures", "images")

ODD = [
    # unbalanced
    "```", "````", "~~~", ":::", "::: {.only", ":::: {.key}", "[", "]", "![", "[^", "^[", "(", "{", "}", "{#", "{.", "**", "*", "__", "`",
    "$", "$$", "~~", "|", "<", "<!--", "-->", '"', "'", "\\", "「", "『", "[@", "[@;]", "@", "@{", "[-@", "[^1]:", "[a]:", "<div>", "</span>",
    # templates
    "{{", "}}", "{%", "%}", "{% for x in range(10) %}", "{% endfor %}", "{{ x }}", "{{ fact('none') }}", "{{ fact(1) }}", "{{ fact() }}",
    "{{ 1/0 }}", "{{ table('none') }}", "{{ section('none') }}", "{{ points() }}", "{{ ''.__class__ }}", "{{ x is no }}", "{{ 'a' | no }}",
    "{% set a = 1 %}", "{% macro m() %}", "{% raw %}", "{% include 'x' %}", "{%# x", "{{ '%s' % 1 }}", "{{ 'a' * 9 }}", "{{ [1] }}",
    # numbers and dates
    "1" * 60, "-0", "1e308", "1e999", "NaN", "Infinity", "0x10", "１２３", "十二", "0000-00-00", "0000-01-01", "10000-01-01", "-0001-01-01",
    "2024-02-30", "9999-12-31", "令和0年", "令和元年", "明治45年", "平成99年", "2024/..", "../2024", "2024~", "19XX", "2024-21", "～", "100000兆",
    # characters
    "\0", "\x01", "\x07", "\x1b[31m", "\x7f", "\x85", "\xa0", "\xad", "\u200b", "\u200d", "\u202e", "\u2028", "\u2029", "\ufeff", "\ufffd",
    "\uffff", "\ue000", "\uf8ff", "\U0001f600", "\U0001f469\u200d\U0001f4bb", "\U000e0041", "\U0010ffff", "がﾞ", "e" + "\u0301" * 40, "﷽", "𠮷",
    "&#0;", "&#xD800;", "&#x110000;", "&#99999999999;", "&nbsp", "\r", "\t", "\v", "\f",
    # attributes and addresses
    "{#sec-a}", '{#sec-a .a key="', "{width=1e9mm}", "{width=-1cm}", "{lang=xx-YY-zz}", "{#\u3042}", '{.only edition="pdf"}', "{.point for=x}",
    "(javascript:alert(1))", "(file:///etc/passwd)", "(http://[::1)", "(//a)", "(#)", "(../../../etc/passwd)", "(data:,a)", "<a:b>", "{=html}",
    # YAML, CSV, BibTeX
    "- ", ": ", "!!python/object", "&a", "*a", "<<: *a", "? ", "|", ">-", "%YAML 9", "---", "...", "null", "~", "yes", "{a: [", '"\\x', "'",
    ",", ",,,,,,,,,,", '"a"b', "=1+1", "#", "@string{", "@comment{", "@book{", "},", "= {", "# a #", "\\'", "\\LaTeX", '{\\"', " and and ",
    # nesting
    "> " * 60, "- " * 60, "[" * 300, "(" * 300, "{" * 300, "*" * 300, "^" * 90, "~" * 90, "$" * 90, "<" * 90, "#" * 90, "|" * 300,
    "\\" * 300, "_a" * 90, "1. " * 60, "[a](" * 60, "**a" * 90, "::: a\n" * 40, "x" * 5000, "漢" * 5000, "a " * 2000,
    # merges and other dialects
    "<<<<<<< HEAD", "=======", ">>>>>>> x", "[[a]]", "![[a]]", "==a==", "> [!NOTE]", "{{< a >}}", ":::message", "[^a]: ", "\\ref{a}", "\\begin{",
]  # fmt: skip
"""What one finds in texts that were pasted, broken off, converted or typed at night."""

VALUES = ["null", "true", "0", "-1", "1.5", "''", "[]", "{}", "[1]", "{a: 1}", "2024-01-01", "x", "[[a]]", "99999999999999999999",
          ".inf", ".nan", "|\n  a\n  b", "&a [*a]", "0x1F", "1_000", "!!binary aGk=", "'\\0'", "[a, a]", "{a: {b: {c: 1}}}"]  # fmt: skip
"""What may stand behind a key of YAML instead of what should."""

ENCODINGS = ("cp932", "euc_jp", "utf-16", "iso2022_jp", "latin-1", "utf-8-sig", "utf-32-be")
_KEY = re.compile(r"(?m)^(\s*(?:- )?[A-Za-z_][\w-]*:)(.*)$")


@dataclass(frozen=True)
class Accident:
    """One kind of change."""

    name: str
    befall: Callable[[Path, random.Random], str]  # changes a file; what it did, empty for nothing
    texts: bool = True  # whether it is for texts alone


def files_of(root, *, texts=True):
    """The files of a paper's sources, in order; those that are texts alone if that is asked for."""
    found = [
        path for name in SOURCES for path in sorted((root / name).rglob("*")) if path.is_file()
    ]
    return [path for path in found if not texts or path.suffix in TEXTS]


def mutate(root, dice):
    """Let one accident befall a paper; what happened, in words, empty if nothing did."""
    files = files_of(root)
    if not files:
        return ""
    path = dice.choice(files)
    if path.name == "report.yaml":  # without which nothing is looked at
        path = dice.choice(files)
    return befall(root, dice, [path, *files_of(root, texts=False)])


def befall(root, dice, files):
    """Let an accident befall the first of some files; one that any file may have, any of them."""
    accident = dice.choice(ACCIDENTS)
    path = files[0] if accident.texts or len(files) == 1 else dice.choice(files)
    where = path.relative_to(root).as_posix()
    done = accident.befall(path, dice)
    return f"{accident.name} {where}: {done}" if done else ""


def _text(path):
    return path.read_bytes().decode("utf-8", "surrogateescape")


def _write(path, text):
    path.write_bytes(text.encode("utf-8", "surrogateescape"))


def _flip_bytes(path, dice):
    data = bytearray(path.read_bytes())
    if not data:
        return ""
    places = [dice.randrange(len(data)) for _ in range(dice.choice([1, 1, 3, 20]))]
    for at in places:
        data[at] ^= 1 << dice.randrange(8)
    path.write_bytes(bytes(data))
    return f"at {places}"


def _lines(change):
    def befall(path, dice):
        lines = _text(path).split("\n")
        if len(lines) < 2:
            return ""
        at = dice.randrange(len(lines))
        change(lines, at, dice)
        _write(path, "\n".join(lines))
        return f"line {at + 1}"

    return befall


def _delete_lines(lines, at, dice):
    del lines[at : at + dice.choice([1, 1, 2, 10])]


def _repeat_lines(lines, at, dice):
    lines[at:at] = lines[at : at + dice.choice([1, 3])] * dice.choice([1, 1, 2, 50])


def _swap_lines(lines, at, dice):
    other = dice.randrange(len(lines))
    lines[at], lines[other] = lines[other], lines[at]


def _join_lines(lines, at, _dice):
    lines[at : at + 2] = ["".join(lines[at : at + 2])]


def _cut(path, dice):
    data = path.read_bytes()
    at = dice.randrange(len(data) + 1)
    path.write_bytes(data[:at])
    return f"after {at} bytes"


def _paste(path, dice):
    text, piece = _text(path), dice.choice(ODD)
    at = dice.randrange(len(text) + 1)
    if dice.random() < 0.3:
        at = text.rfind("\n", 0, at) + 1
    around = dice.choice(["", "", "\n", "\n\n"])
    _write(path, text[:at] + around + piece + around + text[at:])
    return f"{piece[:40]!r} at {at}"


def _move(path, dice):
    text = _text(path)
    start, end = sorted(dice.randrange(len(text) + 1) for _ in range(2))
    end = min(end, start + 400)
    to = dice.randrange(len(text) - (end - start) + 1)
    piece, rest = text[start:end], text[:start] + text[end:]
    _write(path, rest[:to] + piece + rest[to:])
    return f"{start}–{end} to {to}"


def _value(path, dice):
    """Give a key of a YAML file, or of a brief's front matter, another value."""
    text = _text(path)
    keys = [*_KEY.finditer(text)]
    if path.suffix not in {".yaml", ".md"} or not keys:
        return ""
    key, value = dice.choice(keys), dice.choice(VALUES)
    _write(path, f"{text[: key.start()]}{key[1]} {value}{text[key.end() :]}")
    return f"{key[1].strip()} {value}"


def _misspell_key(path, dice):
    text = _text(path)
    keys = [*_KEY.finditer(text)]
    if path.suffix not in {".yaml", ".md"} or not keys:
        return ""
    key = dice.choice(keys)
    _write(path, text[: key.start()] + key[0].replace(":", "x:", 1) + text[key.end() :])
    return key[1].strip()


def _encode(path, dice):
    encoding = dice.choice(ENCODINGS)
    path.write_bytes(_text(path).encode(encoding, "replace"))
    return encoding


def _end_lines(path, dice):
    end = dice.choice(["\r\n", "\r", "\n\r", "\u2028"])
    _write(path, _text(path).replace("\n", end))
    return repr(end)


def _empty(path, _dice):
    path.write_bytes(b"")
    return "emptied"


def _remove(path, _dice):
    path.unlink()
    return "removed"


def _rename(path, dice):
    stem = dice.choice(
        ["x", "ﾅ", "a b", "-", "a'b", "か\u3099", "." + path.stem, path.stem.upper(), "a" * 200]
    )
    path.rename(path.with_name(stem + path.suffix))
    return stem


def _make_folder(path, _dice):
    path.unlink()
    path.mkdir()
    return "a folder"


def _link(path, dice):
    target = dice.choice(["/etc/hostname", "nowhere", path.name, "..", "/dev/null", "../../.."])
    path.unlink()
    path.symlink_to(target)
    return f"→ {target}"


def _make_pipe(path, _dice):
    path.unlink()
    os.mkfifo(path)
    return "a pipe"


def _forbid(path, _dice):
    path.chmod(0)
    return "unreadable"


def _swap_files(path, dice):
    other = dice.choice([each for each in path.parent.iterdir() if each.is_file()])
    data = path.read_bytes()
    path.write_bytes(other.read_bytes())
    other.write_bytes(data)
    return f"with {other.name}"


ACCIDENTS = [
    Accident("flip bits", _flip_bytes, texts=False),
    Accident("delete lines", _lines(_delete_lines)),
    Accident("repeat lines", _lines(_repeat_lines)),
    Accident("swap lines", _lines(_swap_lines)),
    Accident("join lines", _lines(_join_lines)),
    Accident("cut off", _cut, texts=False),
    *[Accident("paste", _paste)] * 6,
    *[Accident("move", _move)] * 2,
    *[Accident("another value", _value)] * 4,
    Accident("misspell a key", _misspell_key),
    Accident("another encoding", _encode),
    Accident("other line ends", _end_lines),
    Accident("empty", _empty, texts=False),
    Accident("remove", _remove, texts=False),
    Accident("rename", _rename, texts=False),
    Accident("make a folder of", _make_folder, texts=False),
    Accident("link", _link, texts=False),
    Accident("make a pipe of", _make_pipe, texts=False),
    Accident("forbid", _forbid, texts=False),
    Accident("swap files", _swap_files),
]
