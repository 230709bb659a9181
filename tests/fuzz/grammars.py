"""Papers made up by grammars: everything that may stand in a source, put together without sense."""

from __future__ import annotations

import json

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from fuzz.mutations import ODD, VALUES

WORDS = [
    "防衛", "の", "指針", "は、", "である。", "令和5年", "2024年", "約１２３人", "㈱", "—", "……", "「内』", "the", "harbour", "F-35", "naïve",
    "10,000", "–5", "e.g.", "TSA", "（以下「港」）", "図1", "第2章", "46-58頁", "안보", "русский", "\U0001f600", "a_b", "50%", "C++",
]  # fmt: skip
IDS = ["sec-a", "sec-b", "fig-a", "tbl-a", "sec-あ", "fig-", "eq-a", "x", "nowhere"]
KEYS = ["kou", "otsu", "smith2020", "none", "山田2020", "a:b", "a.b", "A", ""]
CLASSES = [
    ".only", ".not", ".point", ".key", ".columns", ".column", ".translation", ".numbers", ".note", ".nonumber", ".unnumbered", ".odd", ".underline",
]  # fmt: skip
PAIRS = [
    'edition="pdf"', 'edition="nope"', 'brief="b"', 'for="b"', "as=x", "lang=en", "lang=ja", "lang=zz-99", "of=sec-a", 'confirmed="0"',
    "width=50%", "width=0", "width=9999mm", 'alt="x"', "source-line=note", 'key=""', "startFrom=5",
]  # fmt: skip
word = st.sampled_from(WORDS)
words = st.lists(word, min_size=1, max_size=8).map(" ".join)
odd = st.sampled_from(ODD) | st.text(max_size=6)
attributes = st.builds(
    lambda ident, classes, pairs: "{" + " ".join([*ident, *classes, *pairs]) + "}",
    st.lists(st.sampled_from(IDS).map("#{}".format), max_size=1),
    st.lists(st.sampled_from(CLASSES), max_size=2),
    st.lists(st.sampled_from(PAIRS), max_size=3),
)
locator = st.sampled_from(
    ["", ", 3頁", ", p. 3", ", pp. 4-9", ", 第2章", ", p. ", ", 3-頁", ", sec. {3}"]
)
citation = st.builds(
    "[{}@{}{}]".format,
    st.sampled_from(["", "-", "たとえば", "e.g. "]),
    st.sampled_from(KEYS),
    locator,
)
template = st.sampled_from([
    '{{ fact("a") }}', '{{ fact("none") }}', '{{ fact("a").cite }}', '{{ fact("a").value * 2 | number }}', '{{ fact("a").zz }}',
    '{{ "2024-01-02" | wareki }}', '{{ "0000-00-00" | wareki }}', '{{ "x" | date }}', "{{ none }}", "{{ 1 / 0 }}", "{{ (1).__class__ }}",
    '{{ table("t") }}', '{{ table("t", rows="a*") }}', '{{ table("t", id="tbl-a", caption="x") }}', "{% if 1 %}a{% endif %}", "{% if",
    '{{ section("sec-a") }}', '{{ figure("fig-a") }}', '{{ points("b") }}', '{{ section("sec-a", heading=false) }}', "{{ 'x' * 100 }}",
])  # fmt: skip


def _around(inner):
    return st.one_of(
        st.builds("**{}**".format, inner), st.builds("*{}*".format, inner), st.builds("~~{}~~".format, inner),
        st.builds("^[{}]".format, inner), st.builds("[{}]{}".format, inner, attributes), st.builds("“{}”".format, inner),
        st.builds("[{}]({})".format, inner, st.sampled_from(["#sec-a", "https://a.example", "javascript:a", "", "x y", "#none"])),
        st.builds("![{}]({}){}".format, inner, st.sampled_from(["none", "p.png", "", "https://a.example/x.png"]), attributes),
    )  # fmt: skip


inline = st.recursive(
    st.one_of(
        words, words, citation, template, odd, st.sampled_from(IDS).map("@{}".format),
        st.sampled_from(["[^1]", "[^2]", "[^none]", "`code`", "$x^2$", "$\\frac{1}{$", "$$x$$", "<br>", "<https://a.example>", "H~2~O", "x^2^",
                         "\\newline", "  \n", "&amp;", "--", "...", "\\*"]),
    ),
    _around,
    max_leaves=6,
)  # fmt: skip
inlines = st.lists(inline, min_size=1, max_size=5).map(" ".join)
heading = st.builds(
    "{} {} {}".format, st.sampled_from(["#", "##", "###", "####", "#######"]), inlines, attributes
)
table = st.lists(st.lists(inlines, min_size=1, max_size=4), min_size=1, max_size=4).map(
    lambda rows: "\n".join(
        ["| " + " | ".join(rows[0]) + " |", "|" + "---|" * len(rows[0])]
        + ["| " + " | ".join(row) + " |" for row in rows[1:]]
        + ["", ": 表の題 {#tbl-a}"]
    )
)


def _indented(text, first, rest):
    return first + text.replace("\n", f"\n{rest}")


def _holding(inner):
    return st.one_of(
        inner.map(lambda text: _indented(text, "> ", "> ")), inner.map(lambda text: _indented(text, "- ", "  ")),
        inner.map(lambda text: _indented(text, "1. ", "   ")), inner.map(lambda text: _indented(text, "[^1]: ", "    ")),
        st.builds("::: {}\n{}\n:::".format, attributes, inner), st.builds("用語\n:   {}".format, inner),
        st.lists(inner, min_size=2, max_size=4).map("\n\n".join), st.builds("```{}\n{}\n```".format, attributes, inner),
    )  # fmt: skip


block = st.recursive(
    st.one_of(inlines, inlines, heading, table, st.sampled_from(["---", "***", "\\newpage", "<!-- a -->", "<!-- hakusho: ignore X -->"]),
              st.builds("{}\n===".format, words), st.builds("```\n{}\n```".format, st.text(max_size=30)), odd),
    _holding,
    max_leaves=8,
)  # fmt: skip
markdown = st.lists(block, min_size=1, max_size=12).map("\n\n".join)

FIELDS = [
    "author", "title", "date", "year", "publisher", "journal", "pages", "doi", "url", "urldate", "yomi", "crossref", "xdata", "isbn", "issn", "month",
    "volume", "number", "edition", "langid", "editor", "translator", "note", "keywords", "file", "related", "foo", "shorthand",
]  # fmt: skip
bib_value = st.one_of(
    words, st.sampled_from(KEYS), odd,
    st.sampled_from(["甲野, 一郎", "Smith, John and others", "{NATO}", "and", "2020", "2020-13", "0000", "10000-01-01", "2020/2021", "令和2年", "46--58",
                     "58-46", "第3巻", "978-4-00-000000-0", "10.1000/x", "https://a.example/?utm_source=x", "\\'{e}", "{{a}", "$x$", "\\textit{a"]),
)  # fmt: skip
delimited = st.builds(
    lambda value, marks: marks[0] + value + marks[1],
    bib_value,
    st.sampled_from(["{}", "{}", '""', ("", ""), ("{", "")]),
)
entry = st.builds(
    lambda kind, key, fields, end: (
        f"@{kind}{{{key},\n" + "".join(f"  {name} = {value},\n" for name, value in fields) + end
    ),
    st.sampled_from(["book", "article", "report", "online", "incollection", "xdata", "string", "comment", "misc", "Book", "foo"]),
    st.sampled_from(KEYS),
    st.lists(st.tuples(st.sampled_from(FIELDS), delimited), max_size=8),
    st.sampled_from(["}\n", "}\n", "}\n", "", ")"]),
)  # fmt: skip
bibtex = st.lists(entry, max_size=6).map("\n".join)

csv_cell = st.one_of(
    words.map(lambda text: text.replace(",", "")), st.sampled_from(["a", "b", "1", "1,000", "-3", "1e5", "約3", "2024-01", "2024-13-01", "", "kou",
    '"x', '"a""b"', "=A1", "1" * 40, "NaN", "∞", "１２", "3〜5"]), odd,
)  # fmt: skip
COLUMNS = [
    "id", "value", "low", "high", "unit", "unit_ja", "unit_en", "year", "date", "source", "locator", "label", "item_ja", "qualifier", "status",
    "review_by", "as_of", "x", "", "値",
]  # fmt: skip
csv = st.builds(
    lambda head, rows: "\n".join(",".join(row) for row in [head, *rows]) + "\n",
    st.lists(st.sampled_from(COLUMNS), min_size=1, max_size=7),
    st.lists(st.lists(csv_cell, max_size=8), max_size=6),
)

scalar = st.one_of(
    st.sampled_from(VALUES), words.map(json.dumps), st.integers().map(str), st.floats().map(str), st.dates().map(str), odd.map(json.dumps)
)  # fmt: skip
yaml_value = st.recursive(
    scalar,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]"),
        st.dictionaries(st.sampled_from(["name", "ja", "en", "style", "a", "use", "rule", "CIT004", "pages"]), inner, max_size=3).map(
            lambda pairs: "{" + ", ".join(f"{key}: {value}" for key, value in pairs.items()) + "}"
        ),
    ),
    max_leaves=5,
)  # fmt: skip
KNOWN = {
    "report": ["slug", "title", "subtitle", "authors", "date", "lang", "editions", "chapters", "bibliography", "citations", "checks", "figures", "budget",
               "limits", "numbers", "section_numbers", "contents_depth", "abstract", "keywords", "version", "page_size", "zz"],
    "brief": ["title", "subtitle", "audience", "lang", "date", "authors", "layout", "page_size", "editions", "section_numbers", "budget", "citation_style",
              "contact", "zz"],
    "terms": ["abbreviations", "preferred", "consistent", "forms", "zz"],
    "issued": ["b", "report", "zz"],
    "labels": ["contents", "figure", "zz"],
    "sidecar": ["caption", "unit", "source", "columns", "types", "derived", "as_of", "review_by", "zz"],
}  # fmt: skip


def yaml(kind):
    """A file of YAML with keys of a kind, and values of any."""
    pairs = st.dictionaries(st.sampled_from(KNOWN[kind]), yaml_value, max_size=4)
    return pairs.map(lambda given: "".join(f"{key}: {value}\n" for key, value in given.items()))


GOOD_SETTINGS = (
    "slug: a\ntitle: 題\nauthors: [{name: 甲}]\ndate: 2026-04-01\nbibliography: [bib/a.bib]\n"
)
GOOD_CHAPTER = "# 章 {#sec-a}\n\n本文。\n"


snapshot = odd | st.sampled_from(
    ["{}", "[1]", "{", '{"figures/data/t.csv": 5}', '{"figures/data/t.csv": "id,value\\na,1\\n"}']
)


@st.composite
def paper(draw):
    """A paper as a mapping of paths to texts; most of it is sound, so that all stages are reached."""
    settings_text = GOOD_SETTINGS
    if draw(st.integers(0, 7)) == 0:
        settings_text = draw(st.sampled_from([GOOD_SETTINGS, ""])) + draw(yaml("report"))
    files = {"report/report.yaml": settings_text, "report/chapters/01.md": draw(markdown)}
    optional = {
        "report/chapters/02.md": markdown | st.just(GOOD_CHAPTER),
        "report/briefs/b.md": st.builds(
            "---\n{}{}---\n\n{}\n".format, st.sampled_from(["title: 題\n", "title: 題\n", ""]), yaml("brief") | st.just(""), markdown
        ),
        "report/terms.yaml": yaml("terms"),
        "figures/data/t.csv": csv,
        "figures/data/t.meta.yaml": yaml("sidecar"),
        "figures/data/y.yaml": yaml_value,
        "figures/data/snapshots/s.json": snapshot,
        "report/briefs/issued.yaml": yaml("issued"),
        "templates/labels/ja.yaml": yaml("labels") | st.just(""),
    }  # fmt: skip
    files["bib/a.bib"] = draw(bibtex)
    for path, text in optional.items():
        if draw(st.booleans()):
            files[path] = draw(text)
    return files


def sample(strategy, number):
    """One value of a strategy, decided by a number; hypothesis begins with the simplest of all."""
    found = []

    @seed(number)
    @settings(
        max_examples=6,
        database=None,
        deadline=None,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def collect(value):
        found.append(value)

    collect()
    return max(found[2:] or found, key=lambda value: len(str(value)))
