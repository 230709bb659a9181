"""Papers with very much of one thing, for ``growth.py`` and for the tests of how work grows."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Files = dict[str, str | bytes]

CHAPTER = "report/chapters/01.md"
BIB = "bib/references.bib"
TERMS = "report/terms.yaml"
CSV, SIDECAR = "figures/data/many.csv", "figures/data/many.meta.yaml"
FIGURE = """\
from hakusho.figures import figure


@figure(caption={"ja": "図"}, alt={"ja": "図である。"}, sources=[], data=[])
def draw(context):
    return context.blank()
"""
SHAPES: dict[str, Shape] = {}


@dataclass(frozen=True)
class Shape:
    """A paper that has very much of one thing.

    Attributes:
        size: How much of it.
        make: Files by path for a size.
    """

    size: int
    make: Callable[[int], Files]


def shape(size: int, name: str = "") -> Callable[[Callable[[int], Files]], Callable[[int], Files]]:
    """Put a paper into the table, under the name of its function if it has none of its own."""

    def put(make: Callable[[int], Files]) -> Callable[[int], Files]:
        SHAPES[name or make.__name__.replace("_", "-")] = Shape(size, make)
        return make

    return put


def chapter(text: str) -> Files:
    """A paper of one chapter."""
    return {CHAPTER: f"# 序 {{#sec-a}}\n\n{text}\n"}


def cited(entries: str) -> Files:
    """A paper with a bibliography, of which it cites the first entry."""
    return {**chapter("港の研究は多い[@k0]。"), BIB: entries}


def written(root: Path, files: Files) -> Path:
    """Write a paper."""
    report = "slug: growth\ntitle: 港\nauthors: [{name: 計測班}]\ndate: 2026-04-01\n"
    report += f"bibliography: [{BIB}]\n" if BIB in files else ""
    for name, text in {"report/report.yaml": report, **files}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return root


def entry(number: int, title: str, author: str = "佐藤, 一郎", more: str = "") -> str:
    """An entry of a bibliography."""
    year = 1980 + number % 45
    return (
        f"@article{{k{number}, title={{{title}}}, author={{{author}}}, journal={{国際政治}},"
        f" volume={{{number % 60 + 1}}}, number={{2}}, pages={{{number + 1}--{number + 9}}},"
        f" year={{{year}}}{more}}}\n"
    )


@shape(2_000)
def entries_with_titles_alike(size: int) -> Files:
    """Titles of few letters, as those of serial reports are."""
    chance = random.Random(1)  # noqa: S311  the same in every run, as below
    letters = "海岬灯波風島船港潮星砂塩帆浜湾航砲雲雨雪"

    def word(length: int) -> str:
        return "".join(chance.choices(letters, k=length))

    return cited("".join(entry(n, word(14), f"{word(2)}, {word(2)}") for n in range(size)))


@shape(2_000)
def entries_that_differ_by_a_number(size: int) -> Files:
    return cited("".join(entry(n, f"海上交通の安全に関する年次報告書 {n}") for n in range(size)))


@shape(2_000)
def entries_of_many_kinds(size: int) -> Files:
    chance = random.Random(2)  # noqa: S311
    words = [chr(chance.randrange(0x4E00, 0x9FA0)) for _ in range(4_000)]
    latin = ["".join(chance.choices("abcdefghijklmnoprstuvw", k=7)).title() for _ in range(4_000)]
    made = []
    for n in range(size):
        if n % 2:
            made.append(
                entry(
                    n, "".join(chance.sample(words, 12)), "".join(chance.sample(words, 2)) + ", 健"
                )
            )
        else:
            names = f"{chance.choice(latin)}, {chance.choice(latin)}"
            made.append(
                entry(n, " ".join(chance.sample(latin, 6)), names, f", doi={{10.5555/x.{n}}}")
            )
    return cited("".join(made))


@shape(2_000)
def entries_in_english_alike(size: int) -> Files:
    chance = random.Random(3)  # noqa: S311
    words = "maritime security report annual port law alliance defence sea lanes review of the and".split()
    return cited(
        "".join(
            entry(n, " ".join(chance.choices(words, k=8)).capitalize(), "Smith, John")
            for n in range(size)
        )
    )


@shape(10_000_000)
def letters_of_bibliography(size: int) -> Files:
    one = len(entry(10_000, "港" * 20))
    chance = random.Random(4)  # noqa: S311
    letters = [chr(each) for each in range(0x4E00, 0x9000)]
    return cited(
        "".join(entry(n, "".join(chance.choices(letters, k=20))) for n in range(size // one // 2))
    )


@shape(1_000)
def entries_with_one_key(size: int) -> Files:
    return cited("".join(entry(0, f"題{n}") for n in range(size)))


@shape(2_000)
def entries_in_a_chain(size: int) -> Files:
    return cited("".join(entry(n, f"題{n}", more=f", crossref={{k{n + 1}}}") for n in range(size)))


@shape(5_000)
def authors_of_one_entry(size: int) -> Files:
    return cited(entry(0, "題", " and ".join(f"佐藤, 一郎{n}" for n in range(size))))


@shape(1_000_000)
def letters_of_one_title(size: int) -> Files:
    return cited(entry(0, "港" * size))


@shape(200_000)
def braces_in_a_title(size: int) -> Files:
    return cited(entry(0, "{" * (size // 2) + "x" + "}" * (size // 2)))


@shape(100_000)
def strings_in_a_chain(size: int) -> Files:
    lines = [
        '@string{s0 = "x"}',
        *(f'@string{{s{n} = s{n - 1} # "y"}}' for n in range(1, size // 40)),
    ]
    return cited(
        "\n".join(lines)
        + f"\n@book{{k0, title = s{size // 40 - 1}, author = {{山, 川}}, year = 2020}}"
    )


@shape(40)
def strings_that_double(size: int) -> Files:
    lines = [
        '@string{s0 = "xxxxxxxx"}',
        *(f"@string{{s{n} = s{n - 1} # s{n - 1}}}" for n in range(1, size)),
    ]
    return cited(
        "\n".join(lines) + f"\n@book{{k0, title = s{size - 1}, author = {{山, 川}}, year = 2020}}"
    )


@shape(5_000)
def keys_that_are_unknown(size: int) -> Files:
    entries = "".join(entry(n, f"題{n}") for n in range(1_000))
    return {**chapter("\n\n".join(f"港[@z{n}x]。" for n in range(size))), BIB: entries}


@shape(3_000)
def pages_of_one_work(size: int) -> Files:
    return {
        **chapter("\n\n".join(f"港[@k0, {n + 1}頁]。" for n in range(size))),
        BIB: entry(0, "港の題", "佐藤, 一郎"),
    }


@shape(5_000)
def citations(size: int) -> Files:
    entries = "".join(entry(n, f"題{n}" * 3, f"佐藤{n}, 一郎") for n in range(200))
    return {
        **chapter("\n\n".join(f"港[@k{n % 200}, {n % 90 + 1}頁]。" for n in range(size))),
        BIB: entries,
    }


@shape(5_000)
def headings(size: int) -> Files:
    return chapter("\n\n".join(f"## 港の{n} {{#sec-h{n}}}\n\n本文である。" for n in range(size)))


@shape(5_000)
def notes(size: int) -> Files:
    return chapter("\n\n".join(f"港である[^n{n}]。\n\n[^n{n}]: 注である。" for n in range(size)))


@shape(5_000)
def notes_in_a_paragraph(size: int) -> Files:
    return chapter("".join(f"港である^[注{n}である。]。" for n in range(size)))


@shape(5_000)
def cross_references(size: int) -> Files:
    sections = "\n\n".join(f"## 港の{n} {{#sec-h{n}}}\n\n本文。" for n in range(size // 10))
    references = "\n\n".join(f"[@sec-h{n % (size // 10)}]を見る。" for n in range(size))
    return chapter(f"{sections}\n\n{references}")


@shape(5_000)
def cross_references_to_nothing(size: int) -> Files:
    sections = "\n\n".join(f"## 港の{n} {{#sec-h{n}}}\n\n本文。" for n in range(1_000))
    return chapter(sections + "\n\n" + "\n\n".join(f"[@sec-z{n}]を見る。" for n in range(size)))


@shape(1_000)
def references_to_figures(size: int) -> Files:
    return chapter(
        "\n\n".join(
            f"![図{n}](no-such-{n}.png){{#fig-f{n}}}\n\n[@fig-f{n}]を見る。" for n in range(size)
        )
    )


@shape(20_000)
def images(size: int) -> Files:
    return chapter("\n\n".join(f"![図{n}](no-such-{n}.png)" for n in range(size)))


@shape(3_000)
def facts(size: int) -> Files:
    rows = "".join(f"f{n},{n + 1_000_000},隻,2020\n" for n in range(size))
    uses = "\n\n".join(f'港には{{{{ fact("f{n}") }}}}がある。' for n in range(size))
    return {CSV: f"id,value,unit,year\n{rows}", **chapter(uses)}


@shape(3_000)
def facts_in_a_table(size: int) -> Files:
    rows = "".join(f"f{n},{n + 1_000_000},隻,2020\n" for n in range(size))
    return {
        CSV: f"id,value,unit,year\n{rows}",
        SIDECAR: "caption: 船\n",
        **chapter('{{ table("many") }}'),
    }


@shape(3_000)
def facts_in_a_chain(size: int) -> Files:
    derived = "".join(
        f"  - {{id: d{n}, difference: [{f'd{n - 1}' if n else 'f0'}, f0]}}\n" for n in range(size)
    )
    return {
        CSV: "id,value,unit,year\nf0,1,隻,2020\n",
        SIDECAR: f"derived:\n{derived}",
        **chapter(f'港には{{{{ fact("d{size - 1}") }}}}がある。'),
    }


@shape(3_000)
def facts_of_totals(size: int) -> Files:
    rows = "".join(f"f{n},{n + 1},隻,2020\n" for n in range(size))
    derived = "".join(f"  - {{id: d{n}, total: [f*]}}\n" for n in range(size))
    return {CSV: f"id,value,unit,year\n{rows}", SIDECAR: f"derived:\n{derived}", **chapter("港。")}


@shape(1_000_000)
def rows(size: int) -> Files:
    return {CSV: "name,value\n" + "".join(f"港{n},{n}\n" for n in range(size)), **chapter("港。")}


@shape(20_000)
def rows_of_a_series(size: int) -> Files:
    lines = "".join(f"f{n},港の船,2020,{n}月,{n}\n" for n in range(size))
    return {CSV: f"id,label,year,month,value\n{lines}", **chapter("港。")}


@shape(5_000)
def rows_of_a_table(size: int) -> Files:
    lines = "".join(f"| 港{n} | {n} |\n" for n in range(size))
    return chapter(f"| 名 | 数 |\n|---|---|\n{lines}\n: 港 {{#tbl-a}}\n")


@shape(2_000)
def columns_of_a_table(size: int) -> Files:
    cells = "|".join(f"港{n}" for n in range(size))
    return chapter(f"|{cells}|\n|{'|'.join(['---'] * size)}|\n|{cells}|\n\n: 港 {{#tbl-a}}\n")


@shape(10_000)
def abbreviations(size: int) -> Files:
    lines = "".join(f"  - {{abbr: A{n}X, ja: 略語{n}}}\n" for n in range(size))
    uses = "\n\n".join(f"A{n}Xを置く。" for n in range(0, size, 10))
    return {TERMS: f"abbreviations:\n{lines}", **chapter(uses)}


@shape(10_000)
def preferred_words(size: int) -> Files:
    lines = "".join(f"  - {{use: 語{n}用, instead_of: [言葉{n}用]}}\n" for n in range(size))
    uses = "\n\n".join(f"言葉{n}用を置く。" for n in range(0, size, 10))
    return {TERMS: f"preferred:\n{lines}", **chapter(uses)}


@shape(40_000)
def items_of_yaml(size: int) -> Files:
    return {
        "figures/data/many.yaml": "".join(f"- {{a: {n}, b: 港}}\n" for n in range(size)),
        **chapter("港。"),
    }


@shape(9)
def aliases_of_yaml(size: int) -> Files:
    lines = [
        "a0: &a0 [x, x]\n",
        *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, size + 1)),
    ]
    return {"figures/data/many.yaml": "".join(lines), **chapter("港。")}


@shape(100_000)
def brackets_of_yaml(size: int) -> Files:
    return {"figures/data/many.yaml": "a: " + "[" * size + "]" * size + "\n", **chapter("港。")}


@shape(2_000)
def levels_of_yaml(size: int) -> Files:
    return {
        "figures/data/many.yaml": "".join(f"{' ' * n}a:\n" for n in range(size)),
        **chapter("港。"),
    }


for _name, _text in {
    "letters": "a", "kana": "か", "kanji": "年", "spaces": " ", "digits": "1", "stops": ".",
    "ideographic-stops": "。", "long-vowels": "ー", "dashes": "-", "full-width-digits": "１",
    "kanji-digits": "一", "ordinals": "第", "full-width-spaces": "　",
}.items():  # fmt: skip
    SHAPES[f"run-of-{_name}"] = Shape(
        100_000, lambda size, text=_text: chapter(f"港{text * size}港")
    )
for _name, _text in {
    "brackets": "[", "closing-brackets": "]", "parentheses": "(", "braces": "{", "asterisks": "*",
    "underscores": "_", "backticks": "`", "colons": ":", "bars": "|", "dollars": "$", "less": "<",
    "ats": "@", "backslashes": "\\", "carets": "^", "tildes": "~", "quotes": '"', "apostrophes": "'",
    "exclamations": "!", "hashes": "#", "ampersands": "&", "greater": ">", "equals": "=", "plus": "+",
    "bracket-pairs": "[]", "links": "[a](", "images": "![a](", "notes": "^[", "spans": "[a]{", "stars-and-words": "*a ",
    "strong-and-words": "**a ", "under-and-words": "_a ", "comments": "<!--", "tags": "<a ", "open-tags": "<b>",
    "corner": "「", "double-corner": "『", "wide-parentheses": "（", "cites": "[@a ", "citekeys": "@a;", "formulas": "$a ",
    "tex": "\\a{", "entities": "&a", "ticks-and-words": "`a ", "spaced-stars": " * ", "braces-dot": "{.a ",
}.items():  # fmt: skip
    SHAPES[f"run-of-{_name}"] = Shape(2_000, lambda size, text=_text: chapter(f"港{text * size}\n"))


@shape(600)
def nested_quotes(size: int) -> Files:
    return chapter("> " * size + "港")


@shape(600)
def nested_lists(size: int) -> Files:
    return chapter("\n".join(f"{'  ' * n}- 港" for n in range(size)))


@shape(600)
def nested_lists_in_a_line(size: int) -> Files:
    return chapter("- " * size + "港")


@shape(600)
def nested_divs(size: int) -> Files:
    return chapter(
        "\n".join([*("::: {.a}" for _ in range(size)), "港", *(":::" for _ in range(size))])
    )


@shape(600)
def nested_spans(size: int) -> Files:
    return chapter("[" * size + "港" + "]{.a}" * size)


@shape(600)
def nested_links(size: int) -> Files:
    return chapter("[" * size + "港" + "](a)" * size)


@shape(600)
def nested_notes(size: int) -> Files:
    return chapter("^[" * size + "港" + "]" * size)


@shape(600)
def nested_html(size: int) -> Files:
    return chapter("<div>" * size + "港" + "</div>" * size)


@shape(600)
def nested_emphasis(size: int) -> Files:
    return chapter("*a **b " * size + "港" + "** *" * size)


@shape(600)
def nested_quotations(size: int) -> Files:
    return chapter("「" * size + "港" + "」" * size)


@shape(600)
def nested_expressions(size: int) -> Files:
    return chapter("{{ " + "(" * size + "1" + ")" * size + " }}")


@shape(600)
def nested_formulas(size: int) -> Files:
    return chapter("港$" + "\\frac{1}{" * size + "x" + "}" * size + "$")


@shape(5_000)
def formulas(size: int) -> Files:
    return chapter("\n\n".join(f"港$x_{{{n}}} = {n}$。" for n in range(size)))


@shape(5_000)
def expressions(size: int) -> Files:
    return chapter("\n\n".join(f"港{{{{ {n} }}}}。" for n in range(size)))


@shape(5_000)
def expressions_in_a_paragraph(size: int) -> Files:
    return chapter("".join(f"港{{{{ {n} }}}}。" for n in range(size)))


@shape(5_000)
def comments(size: int) -> Files:
    return chapter("\n\n".join(f"港<!-- 覚書{n} -->。" for n in range(size)))


@shape(5_000)
def ignores(size: int) -> Files:
    return chapter(
        "\n\n".join(f"港{n}。<!-- hakusho-ignore TYP001: 試し{n} -->" for n in range(size))
    )


@shape(5_000)
def conditions(size: int) -> Files:
    return chapter("\n\n".join(f"港[{n}]{{edition=pdf}}。" for n in range(size)))


@shape(5_000)
def translations(size: int) -> Files:
    return chapter("\n\n".join(f"港[Port {n}]{{lang=en}}。" for n in range(size)))


@shape(5_000)
def quotations(size: int) -> Files:
    return chapter("\n\n".join(f"> 港は{n}番である。" for n in range(size)))


@shape(5_000)
def items(size: int) -> Files:
    return chapter("\n".join(f"- 港は{n}番である。" for n in range(size)))


@shape(5_000)
def definitions(size: int) -> Files:
    return chapter("\n\n".join(f"港{n}\n:   港である。" for n in range(size)))


@shape(5_000)
def code_blocks(size: int) -> Files:
    return chapter("\n\n".join(f"```\n港{n}\n```" for n in range(size)))


@shape(5_000)
def code_spans(size: int) -> Files:
    return chapter("".join(f"港`{n}`。" for n in range(size)))


@shape(5_000)
def emphases(size: int) -> Files:
    return chapter("".join(f"港*{n}*。" for n in range(size)))


@shape(5_000)
def links(size: int) -> Files:
    return chapter("".join(f"[港](https://example.org/{n})。" for n in range(size)))


@shape(5_000)
def link_definitions(size: int) -> Files:
    return chapter(
        "\n\n".join(f"[港{n}]を見る。\n\n[港{n}]: https://example.org/{n}" for n in range(size))
    )


@shape(1_000)
def ids_that_are_alike(size: int) -> Files:
    return chapter("\n\n".join(f"## 港{n} {{#sec-b}}\n\n本文。" for n in range(size)))


@shape(10_000)
def era_years(size: int) -> Files:
    return chapter("\n\n".join(f"昭和{n % 60 + 1}年（1999年）の港。" for n in range(size)))


@shape(10_000)
def typed_references(size: int) -> Files:
    return chapter("\n\n".join(f"第{n}章と図{n}と表{n}と注{n}を見る。" for n in range(size)))


@shape(3_000)
def typed_values(size: int) -> Files:
    rows = "".join(f"f{n},{n + 1_000_000},隻,2020\n" for n in range(size))
    uses = "\n\n".join(f"港には{n + 1_000_000:,}隻がある。" for n in range(size))
    return {CSV: f"id,value,unit,year\n{rows}", **chapter(uses)}


@shape(500)
def chapters(size: int) -> Files:
    return {
        f"report/chapters/{n:04}.md": f"# 章{n} {{#sec-c{n}}}\n\n本文{n}。\n" for n in range(size)
    }


@shape(100_000)
def words(size: int) -> Files:
    return chapter("port " * size)


@shape(300_000)
def letters_of_prose(size: int) -> Files:
    return chapter(
        "港は古くから人と物の集まる所であり、その働きは時とともに変わってきた。\n\n" * (size // 36)
    )


@shape(300_000)
def letters_of_a_paragraph(size: int) -> Files:
    return chapter(
        "港は古くから人と物の集まる所であり、その働きは時とともに変わってきた。" * (size // 36)
    )


@shape(300_000)
def letters_of_a_paragraph_in_lines(size: int) -> Files:
    return chapter(
        "港は古くから人と物の集まる所であり、その働きは時とともに変わってきた。\n" * (size // 36)
    )


@shape(1_000)
def words_with_marks(size: int) -> Files:
    return chapter(
        "\n\n".join(f"港　　の,   働き.は12月31日(月)…・・・ ―― である ,{n}" for n in range(size))
    )
