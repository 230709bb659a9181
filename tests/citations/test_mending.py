"""Mending changes the mended values and not one byte besides."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hakusho.citations.bibliography import load_bibliography
from hakusho.citations.mending import mend, replaced
from hakusho.citations.works import works_of
from hakusho.paper.reading import decode
from hakusho.paper.source_file import SourceFile

RANGE = re.compile(r"(\d+)[-–](\d+)")


def ranged(field, value, _work):
    if field in {"pages", "number", "volume"} and (match := RANGE.fullmatch(value.strip())):
        return value.replace(match[0], f"{match[1]}--{match[2]}")
    return None


def composed(field, value, _work):
    return None if field == "file" else unicodedata.normalize("NFC", value)


def visible(_field, value, _work):
    return value.replace("\u200b", "")


MENDERS = {"CIT046": (visible,), "CIT045": (composed,), "CIT027": (ranged,)}


def always(_rule, _first, _last):
    return True


def mended(data, menders=MENDERS, wanted=always):
    """The mended bytes and the replacements."""
    text, findings = decode("a.bib", data)
    assert not findings
    file = SourceFile("a.bib", text)
    bibliography, _ = load_bibliography([file])
    replacements = mend(file, works_of(bibliography.entries.values()), menders, wanted)
    return replaced(data.decode(), replacements).encode(), replacements


def test_ranges_and_characters_are_mended_in_place():
    text = (
        "\ufeff% a comment – with 1-2\r\n"
        "@string{p = {3-4}}\r\n"
        "@article{k\u3042, Pages  =\t{ 10–20 },\r\n"
        '  volume="1-2"  , number = p # {5-6}, note = {1-2},\n'
        "  title = {か\u3099く\u200bせい\r\n  の研究}, file = {か\u3099.pdf}, year = 2016,\r"
        "}\r\nprose 7-8 @book{broken, pages = {1-2}\r\n"
        "@book{ok, pages = {1-2}}"
    )
    expected = (
        text.replace("10–20", "10--20")
        .replace('"1-2"', '"1--2"')
        .replace("か\u3099く\u200b", "がく")
        .replace("ok, pages = {1-2}", "ok, pages = {1--2}")
    )
    new, replacements = mended(text.encode())
    assert new.decode() == expected
    assert [(r.entry, r.rules, str(r.location)) for r in replacements] == [
        ("kあ", ("CIT027",), "a.bib:3:24"),
        ("kあ", ("CIT027",), "a.bib:4:11"),
        ("kあ", ("CIT046", "CIT045"), "a.bib:5:12"),
        ("ok", ("CIT027",), "a.bib:9:20"),
    ]
    assert mended(new) == (new, ())


def test_only_what_is_wanted_is_mended():
    text = b"@book{a, pages = {1-2}} @book{b, pages = {1-2}}"
    new, _ = mended(text, wanted=lambda rule, first, _last: rule == "CIT027" and first.column > 30)
    assert new == b"@book{a, pages = {1-2}} @book{b, pages = {1--2}}"


def test_a_value_that_would_not_fit_is_left():
    text = b'@book{a, title = "A", note = {B}, year = {1}}'
    spoil = {"CIT045": (lambda field, _v, _w: {"title": 'x"y', "note": "}{"}.get(field),)}
    assert mended(text, spoil)[0] == text


def test_inherited_and_repeated_fields_are_left():
    text = "@inbook{a, title = {A}, crossref = {b}, pages = {1-2}, pages = {3-4}}\n"
    new, _ = mended(f"{text}@book{{b, title = {{B}}, number = {{5-6}}}}\n".encode())
    assert new.decode() == (
        f"{text}@book{{b, title = {{B}}, number = {{5--6}}}}\n".replace("{1-2}", "{1--2}")
    )


INSIDE = st.text(alphabet="ab 東\u3099,=@()%'\n#-", max_size=10)
VALUES = st.one_of(
    INSIDE.map(lambda text: f"{{{text}}}"),
    INSIDE.map(lambda text: f'"{text}"'),
    INSIDE.map(lambda text: f"{{{{{text}}}}}"),
    st.sampled_from(["2016", "apr", "{a} # {b}", '"a{"}b"', "s"]),
)
SPACE = st.sampled_from(["", " ", "\n\t"])
FIELDS = st.lists(st.tuples(SPACE, SPACE, VALUES, SPACE), max_size=4)
PROSE = st.sampled_from(
    ["", "% 10% {\n", "Prose – 1-2.\n", "@comment{x}\n", "@string{s = {t}}\n", "\n\n"]
)


@st.composite
def files(draw):
    text = ""
    for number, fields in enumerate(draw(st.lists(FIELDS, max_size=4))):
        body = "".join(f",{a}F{n}{b}={v}{c}" for n, (a, b, v, c) in enumerate(fields))
        text += f"{draw(PROSE)}@book{{k{number}{body}}}\n"
    text += draw(st.sampled_from(["", "@book{broken, title = {x", "% end"]))
    end = draw(st.sampled_from(["\n", "\r\n", "\r"]))
    return draw(st.sampled_from(["", "\ufeff"])) + text.replace("\n", end)


def _marked(_field, value, _work):
    return None if value.startswith("«") else f"«{value}»"


@given(files())
def test_every_other_byte_stays(text):
    data = text.encode()
    new, replacements = mended(data, {"CIT045": (_marked,)})
    assert new.decode().replace("«", "").replace("»", "").encode() == data
    assert new.decode().count("«") == len(replacements)

    def fields(content):
        bibliography, _ = load_bibliography([SourceFile("a.bib", decode("a.bib", content)[0])])
        return {(e.key, n): v for e in bibliography.entries.values() for n, v in e.fields.items()}

    before, after = fields(data), fields(new)
    assert before.keys() == after.keys()
    changed = {key for key in before if before[key] != after[key]}
    assert len(changed) == len(replacements)
    for key in changed:
        inside = after[key].removeprefix("«").removesuffix("»")
        assert " ".join(inside.split()) == before[key]
    assert mended(new, {"CIT045": (_marked,)}) == (new, ())


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_new_line_in_a_mended_value_is_the_files_own(end):
    data = f"@book{{a, note = {{x{end}y}}}}{end}".encode()
    new, _ = mended(data, {"CIT045": (lambda _f, value, _w: value.replace("x", "z\n"),)})
    assert new == f"@book{{a, note = {{z{end}{end}y}}}}{end}".encode()
