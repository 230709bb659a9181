"""A copy for referees: numbered lines, and nothing that says who wrote the paper."""

import re
import zipfile

import pikepdf
import pypdfium2
import pytest
from click.testing import CliRunner
from lxml import etree

from hakusho.cli import main
from hakusho.editions.readable_text import properties, readable_text
from hakusho.findings import Location
from hakusho.making.anonymity import _literal, _plain, _sentences, name_pattern
from hakusho.making.line_map import printed_lines
from hakusho.making.order import Request
from hakusho.pipeline.building import build_paper

REPORT = """\
slug: trial
title: Keeping Skerrow Open
authors:
  - name: Ines Calder
    affiliation: Institute of Northern Ports
    orcid: 0000-0002-1825-0097
    email: ines@skerrow.example
    profile: She has taught the law of harbours since 2004.
date: 2026-04-01
lang: en-GB
bibliography: [bib/a.bib]
editions: [pdf, epub, html, docx]
frame: journal
publication:
  masthead: {text: Harbour Studies}
  acknowledgements: We thank the harbour master for his patience.
"""
BIB = """\
@book{own, author = {Calder, Ines}, title = {An Unlikely Title}, publisher = {Lantern},
  location = {Port Anselm}, date = {2020}, langid = {english}}
@book{other, author = {Brandt, Jonas}, title = {The Clause}, publisher = {Lantern},
  location = {Port Anselm}, date = {2020}, langid = {english}}
"""
CHAPTER = """\
# The harbours

Ice closes the northern approach
every winter, and the pilots know it.[^n]

Four harbours share what little traffic there is, and none of them is open all year.[@other, p. 12]

[^n]: A note about the ice in the sound.
"""
SECRETS = (
    *("Calder", "Northern Ports", "0000-0002-1825-0097", "ines@", "law of harbours"),
    *("Harbour Studies", "harbour master"),
)


def paper(make_paper, report=REPORT, chapter=CHAPTER, **files):
    return make_paper({"bib/a.bib": BIB, "report/chapters/01.md": chapter, **files}, report=report)


def review(root, *editions, force=True):
    request = Request(editions, briefs=(), review=True)
    return build_paper(root, request, force=force, progress=lambda _step: None)


def test_nothing_in_any_edition_says_who_wrote_it(make_paper):
    root = paper(make_paper)
    result = review(root)
    assert [each for each in result.findings if each.rule.id != "CIT004"] == []
    assert sorted(result.outputs) == [
        f"build/review/trial-review.{suffix}" for suffix in ("docx", "epub", "html", "pdf")
    ]
    for name in result.outputs:
        file = root / name
        text = readable_text(file) + properties(file)
        assert "Ice closes the northern" in " ".join(text.split())
        assert "For review" in text
        assert [secret for secret in SECRETS if secret in text] == []
    with pikepdf.open(root / "build/review/trial-review.pdf") as pdf:
        assert "/Author" not in pdf.docinfo
    with zipfile.ZipFile(root / "build/review/trial-review.docx") as file:
        document = etree.fromstring(file.read("word/document.xml"))
        header = "".join(file.read(n).decode() for n in file.namelist() if "header" in n)
    assert "For review" in header
    assert document.find(".//{*}lnNumType") is not None
    again = review(root, force=False)
    assert (again.unchanged, again.outputs) == (True, result.outputs)


def test_the_real_editions_stay_beside_it_and_neither_takes_the_other_away(make_paper):
    root = paper(make_paper)
    request = Request(("html",), briefs=())
    build_paper(root, request, force=True, progress=lambda _step: None)
    real = (root / "build/trial.html").read_bytes()
    review(root, "html")
    assert (root / "build/trial.html").read_bytes() == real
    assert b"Calder" in real
    build_paper(root, request, force=True, progress=lambda _step: None)
    assert (root / "build/review/trial-review.html").is_file()
    assert build_paper(root, request, force=False, progress=lambda _step: None).unchanged


@pytest.mark.parametrize(
    ("edition", "file", "old", "new"),
    [
        ("html", "html/report.html.j2", "<main", "<!-- by Ines  Calder --><main"),
        ("html", "html/report.html.j2", "<main", '<main data-x="CALDER, Ines"'),
        ("html", "html/report.css", "/*", "/* ines@skerrow.example "),
        ("docx", "docx/header.xml.j2", "{{ title }}", "{{ title }} 0000-0002-1825-0097"),
        ("epub", "epub/page.xhtml", "$body$", "$body$<p>Institute of Northern Ports</p>"),
    ],
)
def test_nothing_is_published_that_names_an_author(make_paper, repository, edition, file, old, new):
    shipped = (repository / "templates" / file).read_text(encoding="utf-8")
    root = paper(make_paper, **{f"templates/{file}": shipped.replace(old, new, 1)})
    result = review(root, edition)
    told = [each for each in result.findings if each.rule.id == "OUT025"]
    assert told
    assert {each.location.path for each in told} == {"report/report.yaml"}
    kinds = {"docx": "orcid", "epub": "affiliation"}
    kind = "email" if "ines@" in new else kinds.get(edition, "name")
    texts = {"name": "Ines Calder", "orcid": "0000-0002-1825-0097", "email": "ines@skerrow.example",
             "affiliation": "Institute of Northern Ports"}  # fmt: skip
    said = f"trial-review.{edition} would tell referees an author's {kind}: {texts[kind]}"
    assert said in [str(each.message) for each in told]
    assert all(str(each.hint).startswith("Nothing was published. Look for it in") for each in told)
    assert not (root / "build/review").exists()


@pytest.mark.parametrize(
    ("chapter", "place"),
    [
        ("# A\n\nText, as I,\nInes Calder, wrote.\n", ("report/chapters/01.md", 4, 1)),
        ("# A\n\nText.[^n]\n\n[^n]: See Calder, Ines.\n", ("report/chapters/01.md", 5, 11)),
        ("# A\n\nText.[@own, p. 3]\n", ("bib/a.bib", 1, 22)),
        ("# A\n\nWrite to ines@skerrow.example.\n", ("report/chapters/01.md", 3, 10)),
    ],
)
def test_what_the_text_itself_says_is_told_with_its_place(make_paper, chapter, place):
    root = paper(make_paper, chapter=chapter)
    result = review(root, "html")
    told = [each for each in result.findings if each.rule.id == "OUT026"]
    assert [(each.location.path, each.location.line, each.location.column) for each in told] == [
        place
    ]
    kind, text = (
        ("email", "ines@skerrow.example") if "ines@" in chapter else ("name", "Ines Calder")
    )
    assert str(told[0].message) == f"this tells referees an author's {kind}: {text}"
    assert str(told[0].hint) == (
        "Write it so that it names nobody, or set review.own_works: hide for works of your own."
    )
    assert result.outputs


@pytest.mark.parametrize(
    "chapter",
    [
        "# A\n\nAs the Institute of Northern Ports says.\n",
        "# A\n\nThe Caldera of Inesville, and Mr Calderwood.\n",
    ],
)
def test_what_names_nobody_is_no_finding(make_paper, chapter):
    result = review(paper(make_paper, chapter=chapter), "html")
    assert [each for each in result.findings if each.rule.id.startswith("OUT")] == []


def test_works_of_ones_own_can_be_hidden(make_paper):
    chapter = "# A\n\nText.[@own, p. 3]\n\nMore.[@other, p. 4]\n"
    root = paper(make_paper, report=f"{REPORT}review: {{own_works: hide}}\n", chapter=chapter)
    result = review(root, "html")
    assert [each for each in result.findings if each.rule.id.startswith("OUT")] == []
    text = readable_text(root / "build/review/trial-review.html")
    assert "Unlikely Title" not in text
    assert text.count("author withheld for review") == 2
    assert "Brandt" in text


@pytest.mark.parametrize(
    ("name", "found", "not_found"),
    [
        ("安保太郎", ["安保太郎", "安保 太郎", "安保\n太郎"], ["安保", "太郎"]),
        ("安保 太郎", ["安保太郎", "安保, 太郎"], ["安保理太郎"]),
        ("Ines Calder", ["INES CALDER", "Calder, Ines", "Ines\nCalder"], ["Ines Caldera", "Ines"]),
        (
            "Ines Calder",
            ["I. Calder", "Calder, I.", "I Calder", "Calder I"],
            ["Calder, in", "Calder", "i Calder", "DI. Calder"],
        ),
        (
            "Ines Ruth Calder",
            ["I. R. Calder", "I.R. Calder", "IR Calder", "Calder, I.-R."],
            ["Calder, I know"],
        ),
        ("Ana de la Cruz", ["A. de la Cruz", "Cruz, A."], ["A. of Cruz"]),
        ("Washio Kotaro", ["K. Washio"], ["W."]),
        ("Ana de la Cruz", ["Cruz, Ana de la", "Ana de la Cruz"], ["Cruz"]),
        ("Łukasz Żak", ["Żak, Łukasz"], ["Żaki Łukasz"]),
    ],
)
def test_a_name_is_found_however_it_is_written(name, found, not_found):
    pattern = name_pattern(name)
    assert [text for text in found if not pattern.search(f"x {text}, y")] == []
    assert [text for text in not_found if pattern.search(text)] == []


def test_lines_of_text_and_notes_are_numbered_and_lead_to_the_sources(make_paper):
    root = paper(make_paper)
    review(root, "pdf")
    lines = {
        said: (page, number)
        for page, number, said in printed_lines(root / "build/review/trial-review.pdf")
    }
    numbers = [number for _, number in lines.values()]
    assert numbers == list(range(1, len(lines) + 1))  # one page; none is without a number
    run = CliRunner()
    for words, place in (
        ("Ice closes", "report/chapters/01.md:3:1"),
        ("Four harbours", "report/chapters/01.md:6:1"),
        ("A note about", "report/chapters/01.md:8:7"),
        ("2 Jonas Brandt", "report/chapters/01.md:6:"),
        ("Brandt, Jonas", "bib/a.bib:3:"),
        ("Keeping Skerrow", "report/report.yaml:2:1"),
    ):
        page, number = next(at for said, at in lines.items() if words in said)
        done = run.invoke(main, ["where", f"{page}:{number}", "--project", str(root)])
        assert done.exit_code == 0, (words, lines)
        assert done.output.startswith(place), (words, done.output)
        assert words in done.output
    whole = run.invoke(main, ["where", "1", "--project", str(root)]).output
    assert len(whole.splitlines()) >= len(lines) - 1
    assert re.search(r"^1:\d+  report/chapters/01\.md:3:1  ", whole, re.MULTILINE)
    nowhere = run.invoke(main, ["where", "9:1", "--project", str(root)])
    assert nowhere.exit_code == 1
    assert run.invoke(main, ["where", "seven", "--project", str(root)]).exit_code == 2
    (root / "build/review/trial-review.pdf").write_bytes(b"%PDF-1.7 another")
    changed = run.invoke(main, ["where", "1:1", "--project", str(root)])
    assert changed.exit_code == 1
    assert "hakusho build --review pdf" in changed.output


def test_japanese_lines_lead_to_the_word_at_which_they_begin(make_paper):
    text = "港湾の利用は季節によって大きく変わる。" * 12
    head = REPORT.replace("lang: en-GB\n", "").replace("Keeping Skerrow Open", "港湾を開いておく")
    chapter = f"# 序\n\n{text}\n冬の港には、氷がある[@other, 12頁]。\n"
    root = paper(make_paper, report=head, chapter=chapter)
    review(root, "pdf")
    whole = CliRunner().invoke(main, ["where", "1", "--project", str(root)]).output
    found = re.findall(r"^1:\d+  report/chapters/01\.md:(\d+):(\d+)  (.*)$", whole, re.MULTILINE)
    written = chapter.split("\n")
    lines = [(int(line), int(column), said) for line, column, said in found if "港湾の" in said]
    assert len(lines) >= 5
    for line, column, said in lines:
        assert written[line - 1][column - 1 :].startswith(said[:8]), said


def test_readings_and_dots_over_a_line_are_no_lines(make_paper):
    words = '[港湾]{ruby="こうわん"}の[利用]{.emphasis-dots}は季節によって大きく変わる。'
    root = paper(make_paper, chapter=f"# 序\n\n{words * 6}\n")
    review(root, "pdf")
    lines = [said for _, _, said in printed_lines(root / "build/review/trial-review.pdf")]
    assert any("季節" in said for said in lines)
    assert [said for said in lines if not re.sub(r"[こうわん・⁠\s]", "", said)] == []
    assert [said for said in lines if "こうわん" in said] == []


def test_lines_with_formulas_are_found_too(make_paper):
    root = paper(make_paper, chapter="# The ice\n\nIt holds that $E = a$ so far.\n")
    review(root, "pdf")
    said = next(
        x for *_, x in printed_lines(root / "build/review/trial-review.pdf") if "holds" in x
    )
    assert said.replace(" ", "") == "Itholdsthat\U0001d438=\U0001d44esofar."
    where = CliRunner().invoke(main, ["where", "1", "--project", str(root)]).output
    assert f"report/chapters/01.md:3:1  {said}" in where


def test_a_long_title_leaves_the_mark_on_each_page(make_paper):
    title = f"Keeping Skerrow Open {'Whatever the Winter Brings ' * 6}to Those Who Wait"
    report = REPORT.replace("Keeping Skerrow Open", title)
    ice = "Ice closes the sound each winter, and the pilots know how long it stays. " * 40
    root = paper(make_paper, report=report, chapter=f"# The ice\n\n{ice}\n\n{ice}\n")
    review(root, "pdf")
    with pypdfium2.PdfDocument(root / "build/review/trial-review.pdf") as pdf:
        assert len(pdf) > 3
        for page in pdf:
            text = page.get_textpage()
            at = text.get_text_range().index("For review")
            assert text.get_charbox(at)[3] < page.get_height() - 20


def test_the_mark_of_the_copy_leads_to_no_chapter(make_paper):
    root = paper(make_paper, chapter="# The ice\n\nA paper is for review before it is printed.\n")
    review(root, "pdf")
    printed = {
        said: (page, at) for page, at, said in printed_lines(root / "build/review/trial-review.pdf")
    }
    page, number = printed["For review"]
    found = CliRunner().invoke(main, ["where", f"{page}:{number}", "--project", str(root)])
    assert found.output.startswith("report/report.yaml:1:1  For review")


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("She has taught. He too.", ["She has taught."]),  # what is shorter names nobody
        ("港湾法を教える。海洋政策の研究者！\nPorts and harbours? Yes", ["港湾法を教える。", "海洋政策の研究者！", "Ports and harbours?"]),
        ("Harbour v. Master", ["Harbour v." ]),
        ("", []),
        ("12345678", ["12345678"]),
        ("1234567", []),
    ],
)  # fmt: skip
def test_what_an_author_says_of_themselves_is_looked_for_by_sentences(text, sentences):
    assert [*_sentences(text)] == sentences


@pytest.mark.parametrize(
    ("text", "found"),
    [("ines@skerrow.example", True), ("INES@SKERROW.EXAMPLE", True), ("ines@\nskerrow. example", True),
     ("ｉｎｅｓ@skerrow.example", True), ("ines@skerrow-example", False)],
)  # fmt: skip
def test_an_address_is_found_however_it_is_broken(text, found):
    secret = _literal("email", "ines@skerrow.example", Location("report/report.yaml", 5))
    assert bool(secret.pattern.search(_plain(text))) is found
    assert (secret.kind, secret.text) == ("email", "ines@skerrow.example")
