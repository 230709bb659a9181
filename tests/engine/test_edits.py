"""A paper held open answers as a fresh one does, whatever is edited, broken, mended or taken back."""

import random
import re
import shutil
from contextlib import closing

import pytest

from hakusho.engine.engine import Engine
from hakusho.findings import is_fatal
from hakusho.making.order import Request
from hakusho.tools.keeping import QUESTIONS

STEPS = 9
SOURCES = ("report", "figures", "bib", "sources", "images", "templates")
FILES = {
    "report/chapters/01.md": """
        # 序 {#sec-a}

        本文は防衛省（MOD）から始まる[@a2020, 3頁]。表は@tbl-b、図は@fig-sizes。

        同じく[@a2020, 5頁]。MODは三つを数える。[^n]

        [^n]: 注の文。@b2019 も見よ。

        ![大きさ](sizes){#fig-sizes}
        """,
    "report/chapters/02.md": """
        ## 次 {#sec-b}

        値は{{ fact("x") }}である[@b2019]。令和2年（2020年）の事。

        ::: {.only brief="short"}
        要点のための文。
        :::

        | 一 | 二 |
        |----|----|
        | 甲 | 12 |

        : 表の題 {#tbl-b}
        """,
    "report/briefs/short.md": """\
        ---
        title: 要点
        audience: 大臣
        editions: [html]
        ---

        要点は一つ[@a2020]。詳しくは@sec-b。
        """,
    "report/terms.yaml": "abbreviations:\n  - {abbr: MOD, ja: 防衛省}\n",
    "bib/a.bib": """
        @book{a2020, author={山田, 太郎}, yomi={やまだ たろう}, title={題}, publisher={社}, year={2020}, langid={japanese}}
        @article{b2019, author={Doe, Jane}, title={On Things}, journal={Journal}, year={2019}, volume={3}, pages={1--9}, langid={english}}
        """,
    "figures/data/sizes.csv": "id,label,value,unit,status,source\nx,甲,12,隻,fact,a2020\ny,乙,30,隻,fact,a2020\n",
    "figures/sizes.py": """
        from matplotlib.figure import Figure

        DATA = ("sizes",)
        ALT = "甲と乙の大きさ。"


        def draw(context):
            figure = Figure(figsize=(context.width_mm / 25.4, 2.0), layout="constrained")
            axes = figure.add_subplot()
            axes.bar([0, 1], [float(row["value"]) for row in context.data["sizes"].rows])
            return figure
        """,
}
"""A paper with one of everything that is kept."""


class Edited:
    """A paper that somebody edits at random, and can take back to any earlier state."""

    def __init__(self, root, seed):
        self.root, self.dice, self.states = root, random.Random(seed), []
        self.broken = False

    def sources(self):
        files = [each for name in SOURCES for each in sorted((self.root / name).rglob("*"))]
        return [each for each in files if each.is_file() and "__pycache__" not in each.parts]

    def remember(self, *, broken):
        """Note a state; one without errors can be taken back."""
        self.broken = broken
        if not (broken and self.states):
            self.states.append({each: each.read_bytes() for each in self.sources()})

    def step(self):
        edits = (self.word, self.word, self.digit, self.key, self.setting, self.term, self.style)
        edits += (self.chapter, self.breakage, self.take_back, self.take_back)
        done = (
            self.take_back if self.broken and self.dice.random() < 0.6 else self.dice.choice(edits)
        )
        done()
        self.broken = False
        return done.__name__

    def pick(self, *suffixes):
        return self.dice.choice([each for each in self.sources() if each.suffix in suffixes])

    def replace(self, file, pattern, new):
        """Replace one place, at random, that a pattern matches."""
        text = file.read_text(encoding="utf-8")
        places = [*re.finditer(pattern, text)]
        if places:
            place = self.dice.choice(places)
            new = new(place[0]) if callable(new) else new
            text = text[: place.start()] + new + text[place.end() :]
            file.write_text(text, encoding="utf-8")

    def word(self):
        words = self.dice.choice(["。試しの文である。", "。**強い**語。", "。令和3年の事。"])
        self.replace(self.pick(".md"), "。|(?<=[a-z])\\. ", words)

    def digit(self):
        self.replace(
            self.pick(".csv", ".bib", ".py"), "(?<=\\d)\\d", self.dice.choice("0123456789")
        )

    def key(self):
        self.replace(
            self.pick(".md"), "@[a-z]\\w+", lambda found: self.dice.choice([f"{found}x", "x"])
        )

    def setting(self):
        new = self.dice.choice(["title: 別の題 ", "titel: ", "section_numbers: none\ntitle: "])
        self.replace(self.root / "report/report.yaml", "(?m)^title: ", new)

    def term(self):
        file = self.root / "report/terms.yaml"
        old = file.read_text(encoding="utf-8") if file.is_file() else "abbreviations:\n"
        file.parent.mkdir(exist_ok=True)
        file.write_text(f"{old}  - {{abbr: T{len(self.states)}, ja: 試し}}\n", encoding="utf-8")

    def style(self):
        file = self.root / "templates/html/report.css"
        if file.is_file():
            file.unlink()
        else:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(f"p {{ margin: {len(self.states)}px; }}\n", encoding="utf-8")

    def chapter(self):
        files = sorted((self.root / "report/chapters").glob("*.md"))
        new = files[0].with_name(f"09-{len(self.states)}.md")
        if len(files) > 2:
            files[-1].rename(new)
        else:
            new.write_text(
                f"# 章 {{#sec-{len(self.states)}}}\n\n新しい章[@b2019]。\n", encoding="utf-8"
            )

    def breakage(self):
        new = self.dice.choice(
            ["{{ nothing }}", "[^none]", "{{ 1 + }}", "[@nobody]", "\n\n::: {.x\n"]
        )
        self.replace(self.pick(".md", ".yaml", ".bib"), "\n", lambda found: f"{new}{found}")

    def take_back(self):
        wanted = self.dice.choice(self.states)
        for file in {*self.sources()} - wanted.keys():
            file.unlink()
        for file, data in wanted.items():
            file.parent.mkdir(parents=True, exist_ok=True)
            if not file.is_file() or file.read_bytes() != data:
                file.write_bytes(data)


def copied(root, target):
    """The sources of a paper elsewhere, and its drawings, which are kept by content."""
    for name in (*SOURCES, "build/cache/figures"):
        if (root / name).is_dir():
            shutil.copytree(root / name, target / name)
    return target


def outputs(root):
    files = [each for each in (root / "build").rglob("*") if each.is_file()]
    named = {each.relative_to(root / "build").as_posix(): each.read_bytes() for each in files}
    return {name: data for name, data in named.items() if not name.startswith(("cache/", "."))}


def rules(result):
    return [
        (each.rule.id, str(each.location), each.message, each.severity) for each in result.findings
    ]


def answer(root, ask, *given):
    """What an engine answers that was never asked before."""
    with closing(Engine(root)) as fresh:
        return ask(fresh, *given)


def prove(root, seed, tmp_path, steps=STEPS):
    """Edit a paper again and again, and hold each answer of an engine against a fresh one's."""
    held, edited, whole = Engine(root), Edited(root, seed), 0
    done = []
    for step in range(steps):
        done.append(edited.step() if step else "as it was")
        copy = copied(root, tmp_path / f"{seed}-{step}")
        page, fresh = held.page(), answer(copy, Engine.page)
        if fresh.html:
            assert page == fresh, done
        else:
            assert page.findings == fresh.findings, done
        found = held.check()
        for place in (copy, root, root):  # the second remembers what the third need not look for
            assert rules(found) == rules(answer(place, Engine.check)), done
        edited.remember(broken=any(map(is_fatal, found.findings)))
        if step % 4 == 0:
            kept, new = held.build(Request()), answer(copy, Engine.build, Request())
            assert rules(kept) == rules(new), done
            assert kept.measures == new.measures, done
            if kept.outputs:
                whole += 1
                made = {name.removeprefix("build/") for name in kept.outputs}
                assert {n: d for n, d in outputs(root).items() if n in made} == outputs(copy), done
        shutil.rmtree(copy)
    held.close()
    assert whole, "no state of the paper could be built"


@pytest.mark.parametrize("seed", [1, 2])
def test_what_is_kept_shows_in_no_answer(make_paper, report_text, tmp_path, seed):
    settings = "bibliography: [bib/a.bib]\neditions: [html, docx, pdf, epub]\n"
    root = make_paper({**FILES, "report/report.yaml": report_text + settings})
    prove(root, seed, tmp_path)


def test_nor_in_one_of_another_paper(copy_of, tmp_path):
    root = copy_of("harbour", tmp_path / "harbour")
    settings = root / "report/report.yaml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("[pdf, epub, html, docx]", "[html, docx]"), encoding="utf-8")
    prove(root, 3, tmp_path, steps=5)


def test_what_is_no_longer_used_is_forgotten(make_paper):
    root = make_paper()
    held, sizes = Engine(root), []
    for number in range(3 * QUESTIONS):
        (root / "report/chapters/01.md").write_text(f"# 序\n\n本文{number}。\n", encoding="utf-8")
        held.page()
        sizes.append(len(held._store))
    held.close()
    assert 0 < max(sizes[QUESTIONS:]) <= sizes[QUESTIONS]
