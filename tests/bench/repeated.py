"""A paper that is many times as long: its chapters, entries, data and briefs once more for each time.

Each copy is a text of its own: what it names itself has a name of its own (sections, figures, tables,
notes, facts, entries), its entries are other works by other authors, and what the first copy has
written out in full is an abbreviation in the others. Drawings are shared, so that they
are drawn once.

Usage: ``python tests/bench/repeated.py 10 DIR``, and ``--project DIR`` for another paper.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
from pathlib import Path

from ruamel.yaml import YAML

ROOT = Path(__file__).resolve().parents[2]
PARTS = ("report", "bib", "figures", "templates")
_IDENT = re.compile(r"(?<=[@#\"{[ ])((?:sec|fig|tbl|eq)-[A-Za-z0-9-]+)")
_NOTE = re.compile(r"(?<=\[\^)([A-Za-z0-9-]+)(?=\])")
_FACT = re.compile(r"(fact\(\"[^\"]+)(?=\")")
_TABLE = re.compile(r"(table\(\"(?!tbl-)[^\"]+)(?=\")")
_AUDIENCE = re.compile(r"(?<=for=\")[a-z ]+(?=\")|(?<=points\(\")[a-z]+(?=\")")
_ENTRY = re.compile(r"^@\w+\{([^,]+),", re.MULTILINE)
_DIGEST = re.compile(r" confirmed=\"[0-9a-f]+\"")
_WORKS = "東西南北春夏秋冬山川海空陸島港湾峰谷原野林森泉池沢浜岬滝岩砂"
_YAML = YAML()
_KANA = ("あ", "か", "さ", "た", "な", "は", "ま", "や", "ら", "わ")


def repeated(project: Path, times: int, folder: Path) -> Path:
    """Write a paper that is as many times as long into an empty folder.

    Args:
        project: The paper's folder.
        times: How often its chapters stand in the result; 1 gives a plain copy.
        folder: Where it is written.

    Returns:
        The folder.
    """
    for part in PARTS:
        if (project / part).is_dir():
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(project / part, folder / part, ignore=ignored)
    paper = _Paper(folder)
    for number in range(2, times + 1):
        paper.add_copy(number)
    paper.set_measures(times)
    command = (sys.executable, "-m", "hakusho", "confirm", "--project", str(folder))
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # the translations, with new ids
    return folder


class _Paper:
    """The paper that is being written; what of its first copy the others are made from."""

    def __init__(self, root: Path) -> None:
        self.settings = root / "report" / "report.yaml"
        self.settled = _YAML.load(_text(self.settings))
        self.accepted = tuple(self.settled.get("checks", {}).get("exceptions", ()))
        self.chapters = [root / "report" / "chapters" / name for name in self.settled["chapters"]]
        self.briefs = sorted((root / "report" / "briefs").glob("*.md"))
        self.bibliography = [root / each for each in self.settled.get("bibliography", ())]
        self.tables = sorted((root / "figures" / "data").glob("*.csv"))
        self.keys = [key for file in self.bibliography for key in _ENTRY.findall(_text(file))]
        terms = root / "report" / "terms.yaml"
        self.terms = _YAML.load(_text(terms))["abbreviations"] if terms.is_file() else ()
        self.first = {file: _text(file) for file in self._files()}

    def _files(self) -> list[Path]:
        sidecars = [file for table in self.tables if (file := _sidecar(table)).is_file()]
        return [*self.chapters, *self.briefs, *self.bibliography, *self.tables, *sidecars]

    def add_copy(self, number: int) -> None:
        """Write a copy of all parts; of the briefs one, each in its turn, which all points are for."""
        brief = self.briefs[(number - 1) % len(self.briefs)] if self.briefs else None
        reader = f"{brief.stem}-{number}" if brief else ""
        for chapter in self.chapters:
            file = chapter.with_stem(f"{number:02}-{chapter.stem}")
            text = self._abbreviated(self._renamed(self.first[chapter], number, reader))
            file.write_text(text, encoding="utf-8")
            self.settled["chapters"].append(file.name)
        if brief:
            text = self._renamed(self.first[brief], number, reader)
            brief.with_stem(reader).write_text(text, encoding="utf-8")
        for file in self.bibliography:
            with file.open("a", encoding="utf-8") as bib:
                bib.write("\n" + self._other_works(self.first[file], number))
        for accepted in self.accepted:
            if "entry" in accepted:
                other = {**accepted, "entry": f"{accepted['entry']}-{number}"}
                self.settled["checks"]["exceptions"].append(other)
        for table in self.tables:
            copy = table.with_stem(f"{table.stem}-{number}")
            head, *rows = self.first[table].splitlines(keepends=True)
            facts = [row.replace(",", f"-{number},", 1) for row in rows]
            text = head + "".join(facts if head.startswith("id,") else rows)
            copy.write_text(self._with_other_keys(text, number), encoding="utf-8")
            if (sidecar := _sidecar(table)) in self.first:
                text = self._renamed(self.first[sidecar], number)
                _sidecar(copy).write_text(text, encoding="utf-8")

    def set_measures(self, times: int) -> None:
        """Name the chapters in report.yaml, and let its budget grow with them."""
        for measures in self.settled.get("budget", {}).values():
            for bound in ("min", "max") if isinstance(measures, dict) else ():
                if bound in measures:
                    measures[bound] *= times
        _YAML.dump(self.settled, self.settings)

    def _renamed(self, text: str, number: int, reader: str = "") -> str:
        text = _AUDIENCE.sub(reader, text)
        for pattern in (_IDENT, _NOTE, _FACT, _TABLE):
            text = pattern.sub(rf"\g<0>-{number}", text)
        return self._with_other_keys(_DIGEST.sub("", text), number)

    def _with_other_keys(self, text: str, number: int) -> str:
        keys = "|".join(map(re.escape, sorted(self.keys, key=len, reverse=True)))
        return re.sub(rf"(?<![A-Za-z0-9-])({keys})(?![A-Za-z0-9-])", rf"\1-{number}", text)

    def _abbreviated(self, text: str) -> str:
        """The text without what the first copy has written out: ``同盟調整グループ（ACG）``."""
        for term in self.terms:
            for language in ("ja", "en"):
                for pair in ("（{}）", "」（{}）", " ({})"):
                    written = str(term.get(language)) + pair.format(term["abbr"])
                    text = text.replace(written, pair[: pair.index("{") - 1] + term["abbr"])
        return text

    def _other_works(self, text: str, number: int) -> str:
        """Entries of other works: by other authors, with other titles and addresses."""
        letter = _WORKS[number % len(_WORKS)] + _WORKS[number // len(_WORKS)]
        text = re.sub(r"(  author = \{+)", rf"\g<1>{letter}", text)
        text = re.sub(r"(  yomi = \{)", rf"\g<1>{_KANA[number % len(_KANA)]}", text)
        text = re.sub(r"(  title = \{+)", rf"\g<1>{letter * 4}、", text)
        text = re.sub(r"(  url = \{[^}]+)", rf"\g<1>?{number}", text)
        return self._with_other_keys(text, number)


def _sidecar(table: Path) -> Path:
    return table.with_suffix(".meta.yaml")


def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8")


def main() -> None:
    """Write the paper that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("times", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--project", type=Path, default=ROOT)
    arguments = parser.parse_args()
    print(repeated(arguments.project, arguments.times, arguments.folder))


if __name__ == "__main__":
    main()
