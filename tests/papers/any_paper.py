"""Papers of everything that pandoc's Markdown can say, made up by a seed.

As a script, ``PYTHONPATH=tests python tests/papers/any_paper.py 100 200`` makes the papers of seeds
100 to 199 with all their editions and prints what reading back finds in them.
"""

from __future__ import annotations

import random
import shutil
import struct
import sys
import tempfile
import zlib
from pathlib import Path

from validators.read_back import documents_of

JAPANESE = [
    "防衛協力", "の", "指針", "は", "、", "港湾", "を", "（以下「港」）", "令和5年", "において", "効果的な", "ｶﾞｲﾄﾞ",
    "１２３", "㈱", "髙﨑", "—", "――", "…", "〜", "～", "・", "『白書』", "“引用”", "である。", "した。", "A氏", "②",
    "㎞", "Ⅳ", "神", "飯", "ヴ", "ー", "「『内』外」", "戦略！", "何か？", "対領空侵犯措置", "안보", "대한민국 국방부",
]  # fmt: skip
ENGLISH = [
    "the", "harbour", "of", "Skerrow", "efficient", "office", "fjord", "affliction", "waffle", "flow", "F-35",
    "U.S.-Japan", "self-defence", "e.g.", "10,000", "–5 °C", "-12", "1990–95", "46-48", "naïve", "Zürich",
    "Łódź", "İstanbul", "Ⅳ", "½", "m²", "CO2", "don’t", "“quoted”", "‘single’", "internationalization",
    "counterproductive", "straightforwardness", "characteristically", "responsibilities", "a/b", "x--y", "...",
    "—", "(sic)", "[brackets]", "100%", "#5", "C++", "a&b", "a<b", "under_score", "Ελλας", "русский", "no.",
    "misunderstandings", "disproportionately", "ffi-ligature", "https://example.org/a-b_c?d=e&f=g",
]  # fmt: skip
PLAIN = [word for word in ENGLISH if word.isascii() and word.isalnum()]
TEX = [r"E=mc^2", r"\frac{a}{b}", r"x_i \le \sum_{j=1}^n y_j", r"\sqrt{2}", r"a + b"]
BIB = """\
@book{ja1, author = {山田, 太郎}, yomi = {やまだ, たろう}, title = {港の本}, publisher = {港湾社},
  year = {2019}, address = {東京}, langid = {japanese}}
@article{ja2, author = {高崎, 花子}, yomi = {たかさき, はなこ}, title = {「指針」の系譜}, journal = {国際政治},
  number = {188}, pages = {10--20}, year = {2017}, langid = {japanese}}
@article{en1, author = {Smith, John}, title = {On Harbours: A Well-Known Case}, journal = {Sea Journal},
  volume = {3}, number = {2}, pages = {1--20}, year = {2020}, langid = {english}}
@book{en2, author = {Calder, Ines}, title = {Harbours of an Invented Archipelago},
  publisher = {Skerrow University Press}, address = {Port Anselm}, year = {2021}, langid = {english}}
"""
STYLES = {"ja": ["policy-note-ja", "surname-note-ja"], "en": ["chicago-note-en"]}


def picture() -> bytes:
    """A small PNG."""

    def part(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    rows = b"".join(b"\0" + b"\x80" * 180 for _ in range(40))
    head = struct.pack(">IIBBBBB", 60, 40, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + part(b"IHDR", head)
        + part(b"IDAT", zlib.compress(rows))
        + part(b"IEND", b"")
    )


class Author:
    """Writes one paper; everything is decided by its seed."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.language = self.dice.choice(["ja", "en"])
        self.labels: list[str] = []
        self.notes: list[str] = []
        self.tables = 0

    def pick(self, *choices):
        return self.dice.choice(choices)

    def words(self, most=12):
        pool = (
            JAPANESE if self.dice.random() < (0.85 if self.language == "ja" else 0.04) else ENGLISH
        )
        count = self.dice.randint(1, most)
        return ("" if pool is JAPANESE else " ").join(
            _safe(self.dice.choice(pool)) for _ in range(count)
        )

    def inline(self, depth=0, *, notes=True):
        words = self.words()
        if depth > 2:
            return words
        inner = lambda: self.inline(depth + 1, notes=notes)  # noqa: E731
        kinds = [
            lambda: f" **{self.words(3)}** ", lambda: f" *{self.words(3)}* ", lambda: f"`{self.words(2)}`".replace("\\", ""),
            lambda: f" ~~{self.words(2)}~~ ", lambda: f"H~{self.dice.randint(1, 9)}~O", lambda: f"x^{self.dice.randint(1, 9)}^",
            lambda: f"[{self.words(2)}]{{.smallcaps}}", lambda: f"[{self.words(3)}]{{lang=en}}",
            lambda: f"“{inner()}”", lambda: f"${self.dice.choice(TEX)}$",
            lambda: f"[{self.words(3)}](https://example.org/{self.dice.randint(1, 99)})", lambda: "<https://example.org/x>",
            lambda: f"[{self.words(3)}]{{.underline}}", lambda: "line  \nbreak",
            lambda: f'[{self.words(4)}]{{.only edition="{self.pick("pdf", "html", "epub", "docx")}"}}',
            lambda: f'[{self.words(4)}]{{.not edition="{self.pick("pdf", "html epub", "docx")}"}}',
        ]  # fmt: skip
        if notes:
            kinds += [self.note, self.note, self.cite, self.cite]
            if self.labels:
                kinds.append(lambda: f" @{self.dice.choice(self.labels)} ")
        pieces = [words]
        for _ in range(self.dice.randint(0, 3)):
            pieces += [self.dice.choice(kinds)(), self.words()]
        return " ".join(pieces) if self.language == "en" else "".join(pieces)

    def cite(self):
        key = self.pick("ja1", "ja2", "en1", "en2")
        return (
            f" [@{key}, {self.pick('p. 3', 'pp. 4-9', '46頁')}]"
            if self.dice.random() < 0.8
            else f" [@{key}]"
        )

    def note(self):
        if self.dice.random() < 0.5:
            return f"^[{self.inline(2, notes=False)}]"
        label = f"n{len(self.notes)}"
        blocks = [self.inline(1, notes=False)]
        kinds = (self.bullets, self.code, self.numbered, self.pipe, self.quote)
        blocks += [self.pick(*kinds)(notes=False) for _ in range(self.dice.randint(0, 2))]
        body = "\n\n".join(blocks).replace("\n", "\n    ")
        self.notes.append(f"[^{label}]: {body}\n")
        return f"[^{label}]"

    def para(self, *, notes=True):
        count = self.dice.randint(1, 5)
        text = " ".join(self.inline(notes=notes) for _ in range(count))
        return text + self.pick("", "。" if self.language == "ja" else ".")

    def bullets(self, *, notes=True):
        loose = self.dice.random() < 0.3
        items = []
        for _ in range(self.dice.randint(1, 4)):
            item = f"- {self.pick('', '', '[ ] ', '[x] ')}{self.inline(1, notes=notes)}"
            if self.dice.random() < 0.25:
                item += "\n\n" + _indented(
                    self.pick(self.numbered, self.para, self.code, self.bullets)(notes=notes), 4
                )
            items.append(item)
        return ("\n\n" if loose else "\n").join(items)

    def numbered(self, *, notes=True):
        start = self.pick(1, 1, 3, 10)
        form = self.pick("{}.", "{})", "({})")
        items = []
        for at in range(self.dice.randint(1, 4)):
            item = f"{form.format(start + at):<6}{self.inline(1, notes=notes)}"
            if self.dice.random() < 0.2:
                item += "\n\n" + _indented(self.pick(self.bullets, self.para)(notes=notes), 6)
            items.append(item)
        return "\n".join(items)

    def definitions(self, *, notes=True):
        out = []
        for _ in range(self.dice.randint(1, 3)):
            meanings = [
                f":   {self.inline(1, notes=notes)}" for _ in range(self.dice.randint(1, 2))
            ]
            if self.dice.random() < 0.4:
                meanings.append(
                    _indented(self.pick(self.para, self.bullets, self.code)(notes=notes), 4)
                )
            out.append(f"{self.words(3)}\n" + "\n\n".join(meanings))
        return "\n\n".join(out)

    def lines(self, *, notes=True):
        return "\n".join(
            f"| {' ' * self.dice.randint(0, 4)}{self.inline(1, notes=notes).replace(chr(10), ' ')}"
            for _ in range(self.dice.randint(1, 4))
        )

    def quote(self, *, notes=True):
        inner = [
            self.pick(self.para, self.bullets, self.lines, self.para)(notes=notes)
            for _ in range(self.dice.randint(1, 2))
        ]
        return _quoted("\n\n".join(inner))

    def code(self, *, notes=True):
        lines = [
            f"{' ' * self.dice.randint(0, 4)}{self.words(5)} = x--{self.dice.randint(0, 9)}"
            for _ in range(self.dice.randint(1, 4))
        ]
        return (
            "```"
            + self.pick("", "python", "yaml")
            + "\n"
            + "\n".join(lines).replace("\\", "")
            + "\n```"
        )

    def cell(self, *, notes=True):
        if self.dice.random() < 0.12:
            return ""
        text = self.pick(
            self.words(4),
            self.inline(1, notes=notes),
            str(self.dice.randint(0, 99999)),
            f"{self.dice.random():.2f}",
        )
        return text.replace("\n", " ").replace("|", "")

    def pipe(self, *, notes=True):
        width, rows = self.dice.randint(1, 4), self.dice.randint(1, self.pick(3, 4, 40))
        rule = [self.pick("---", ":---", "---:", ":---:") for _ in range(width)]
        grid = [[self.cell(notes=notes) for _ in range(width)] for _ in range(rows + 1)]
        grid[0] = [self.words(2) for _ in range(width)]
        lines = [grid[0], rule, *grid[1:]]
        return "\n".join("| " + " | ".join(row) + " |" for row in lines) + (
            self.caption() if notes else ""
        )

    def caption(self):
        self.tables += 1
        if self.dice.random() < 0.3:
            return ""
        label = f" {{#tbl-t{self.tables}}}" if self.dice.random() < 0.5 else ""
        if label:
            self.labels.append(f"tbl-t{self.tables}")
        return f"\n\n: {self.inline(1).replace(chr(10), ' ')}{label}"

    def grid(self, *, notes=True):
        """A grid table with spans, cells of several blocks and a foot."""
        wide = [self.dice.randint(12, 30) for _ in range(3)]

        def edge(sign):
            return f"+{'+'.join(sign * each for each in wide)}+"

        def blank(cells):
            held = (
                f" {cell[: each - 2]:<{each - 1}}" for cell, each in zip(cells, wide, strict=True)
            )
            return f"|{'|'.join(held)}|"

        def word():
            return self.dice.choice(PLAIN)

        out = [edge("-"), blank([word(), word(), word()]), edge("=")]
        for _ in range(self.dice.randint(1, 3)):
            kind = self.pick("plain", "paras", "list", "wide", "tall")
            if kind == "paras":
                out += [
                    blank([word(), word(), ""]),
                    blank(["", "", ""]),
                    blank([word(), "", word()]),
                    edge("-"),
                ]
            elif kind == "list":
                out += [
                    blank([f"- {word()}", word(), word()]),
                    blank([f"- {word()}", "", ""]),
                    edge("-"),
                ]
            elif kind == "wide":
                joined = wide[0] + wide[1] + 1
                out += [
                    f"| {word():<{joined - 1}}| {word()[: wide[2] - 2]:<{wide[2] - 1}}|",
                    edge("-"),
                ]
            elif kind == "tall":
                out += [
                    blank([word(), word(), word()]),
                    "|" + " " * wide[0] + "+" + "-" * wide[1] + "+" + "-" * wide[2] + "+",
                    blank(["", word(), word()]), edge("-"),
                ]  # fmt: skip
            else:
                out += [blank([word(), word(), word()]), edge("-")]
        if self.dice.random() < 0.4:
            out[-1] = edge("=")
            out += [blank([word(), word(), word()]), edge("=")]
        return "\n".join(out) + (self.caption() if notes else "")

    def simple(self, *, notes=True):
        """A simple or a multiline table."""
        rows = [[self.dice.choice(PLAIN) for _ in range(3)] for _ in range(self.dice.randint(1, 4))]
        row = lambda cells: "".join(f"{cell:<24}" for cell in cells)  # noqa: E731
        if self.dice.random() < 0.5:
            body = "\n".join(map(row, rows))
            return (
                f"{row(self.dice.choices(PLAIN, k=3))}\n{'----------------------- ' * 3}\n{body}"
                + (self.caption() if notes else "")
            )
        body = "\n\n".join(
            f"{row(each)}\n{row([self.dice.choice(PLAIN), '', ''])}" for each in rows
        )
        return (
            f"{'-' * 72}\n{row(self.dice.choices(PLAIN, k=3))}\n{'----------------------- ' * 3}\n{body}\n\n{'-' * 72}"
            + (self.caption() if notes else "")
        )

    def figure(self, *, notes=True):
        number = self.dice.randint(0, 999)
        kind = self.pick("captioned", "captioned", "bare", "inline")
        if kind == "captioned":
            label = f"fig-f{number}"
            if label in self.labels:
                return self.para()
            self.labels.append(label)
            return f'![{self.inline(2, notes=False).replace(chr(10), " ")}](images/p.png){{#{label} alt="a grey field"}}'
        if kind == "bare":
            return "![grey field](images/p.png)\\"
        return f"{self.words()} ![grey](images/p.png) {self.words()}"

    def columns(self, *, notes=True):
        width = self.pick("", ' width="40%"')
        inner = [self.para(), self.pick(self.bullets, self.para, self.pipe)()]
        return "\n\n".join(
            [
                "::: {.columns}",
                f"::: {{.column{width}}}",
                inner[0],
                ":::",
                "::: {.column}",
                inner[1],
                ":::",
                ":::",
            ]
        )

    def division(self, *, notes=True):
        name = self.pick(
            "{.key}",
            "{lang=en}",
            '{.only edition="pdf"}',
            '{.not edition="html docx"}',
            "{#some" + str(self.dice.randint(0, 9**6)) + "}",
        )
        some = "edition" in name  # notes there would change the numbers
        return (
            f"::: {name}\n\n{self.pick(self.para, self.bullets, self.pipe)(notes=not some)}\n\n:::"
        )

    def numbers(self, *, notes=True):
        items = [
            f"- **{self.dice.randint(1, 9999):,}{self.pick('隻', ' ships', '%', '')}** {self.words(3)}"
            for _ in range(self.dice.randint(1, 5))
        ]
        return "::: {.numbers}\n\n" + "\n".join(items) + "\n\n:::"

    def display(self, *, notes=True):
        return f"$${self.dice.choice(TEX)}$$"

    def rule(self, *, notes=True):
        return "* * *"

    def chapter(self, number):
        label = f"sec-c{number}"
        out = [f"# {self.inline(2)} {{#{label}}}".replace("\n", " ")]
        self.labels.append(label)
        kinds = [
            self.para, self.para, self.para, self.para, self.bullets, self.numbered, self.definitions, self.lines,
            self.quote, self.code, self.pipe, self.grid, self.simple, self.figure, self.columns, self.division,
            self.numbers, self.display, self.rule,
        ]  # fmt: skip
        for _ in range(self.dice.randint(3, 12)):
            if self.dice.random() < 0.15:
                out.append(f"## {self.inline(2)}".replace("\n", " "))
                if self.dice.random() < 0.3:
                    out.append(f"### {self.words(4)}")
            out.append(self.dice.choice(kinds)())
            if self.dice.random() < 0.3:
                out.append("<!-- a comment -->")
        text = "\n\n".join(out)
        notes, self.notes = "\n".join(self.notes), []
        return f"{text}\n\n{notes}\n".replace("[^n", f"[^c{number}n")

    def report(self):
        lines = [
            "slug: any",
            f"title: '{self.plain()}'",
            f"subtitle: '{self.pick('', self.plain())}'",
            f"lang: {self.language}",
            f"authors: [{{name: {self.pick('Ines Calder', '試作班')}, affiliation: '{self.pick('', 'Institute of Ports')}'}}]",
            "date: 2026-04-01",
            f"abstract: '{self.pick('', self.plain() + chr(10) * 3 + '  ' + self.plain())}'",
            f"keywords: [{self.pick('', 'ports, 港')}]",
            "bibliography: [bib/a.bib]",
            f"section_numbers: {self.pick('auto', 'none')}",
            "editions: [pdf, html, epub, docx]",
            "checks: {severity: {TYP: off}}",
        ]
        return "\n".join(lines)

    def plain(self):
        return self.words(8).replace("'", "’").replace("\\", "").replace("<", "")

    def brief(self):
        layout = self.pick("brief", "minister", "press", "allies")
        body = "\n\n".join(
            self.pick(
                self.para,
                self.numbers,
                self.bullets,
                self.definitions,
                self.pipe,
                self.division,
                self.columns,
            )()
            for _ in range(self.dice.randint(2, 5))
        )
        notes = "\n".join(self.notes)
        head = f"---\ntitle: '{self.plain()}'\nlayout: {layout}\naudience: '{self.pick('', self.plain())}'\neditions: [pdf, html, docx]\n---\n"
        return f"{head}\n# {self.words(4)}\n\n{body}\n\n{notes}\n"

    def files(self):
        """The paper: path to text."""
        files = {
            f"report/chapters/{at:02}.md": self.chapter(at)
            for at in range(1, self.dice.randint(2, 4))
        }
        files |= {"bib/a.bib": BIB, "images/p.png": picture(), "report/report.yaml": self.report()}
        self.labels, self.notes = [], []
        if self.dice.random() < 0.5:
            files["report/briefs/b.md"] = self.brief()
        return files


def _safe(word: str) -> str:
    """A word that Markdown takes as it is."""
    if word.startswith("http"):
        return word.replace("_", "\\_")
    return "".join("\\" + c if c in "[]<#*_&~^$|" else c for c in word)


def _indented(text: str, by: int) -> str:
    return "\n".join(" " * by + line if line else "" for line in text.split("\n"))


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}" for line in text.split("\n"))


def main(first: int, last: int) -> None:
    """Make many papers, and keep those in which something is found."""
    for seed in range(first, last):
        folder = Path(tempfile.mkdtemp(prefix=f"any-paper-{seed}-"))
        for name, content in Author(seed).files().items():
            file = folder / "paper" / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content if isinstance(content, bytes) else content.encode())
        try:
            documents = documents_of(folder / "paper", folder / "made")
        except AssertionError as error:  # the paper itself has a mistake
            print(seed, "not made:", str(error)[:300])
            documents = {}
        found = [each for document in documents.values() for each in document.findings()]
        for each in found:
            print(seed, *each)
        if not found:
            shutil.rmtree(folder)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
