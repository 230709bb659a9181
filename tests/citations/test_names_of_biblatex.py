"""Entry types, languages, archives, commands and inheritance, name by name."""

from pathlib import Path

import pytest

from hakusho.citations.choices import Choices
from hakusho.citations.csl_json import to_csl_json
from hakusho.citations.entry_types import CSL_TYPES, csl_type, is_known
from hakusho.citations.latex import has_text, plain
from hakusho.citations.script import language_of
from hakusho.citations.works import works_of
from read_yaml import read_yaml
from validators.bib_files import parse_bibliography

TABLE = read_yaml(Path(__file__).with_name("names_of_biblatex.yaml"))


def pairs(name):
    return [(word, meaning) for meaning, words in TABLE[name].items() for word in words.split()]


def entry(kind, **fields):
    text = "".join(f", {name} = {{{value}}}" for name, value in fields.items())
    [found], _ = parse_bibliography("a.bib", f"@{kind}{{k{text}}}")
    return found


@pytest.mark.parametrize(("kind", "meant"), pairs("types"))
def test_a_type_of_entry_is_one_of_csl(kind, meant):
    assert is_known(kind)
    assert csl_type(entry(kind, title="T")) == meant


def test_no_type_is_forgotten():
    assert {kind for kind, _ in pairs("types")} | {"inbook"} == {*CSL_TYPES}
    assert is_known("xdata")
    assert is_known("set")
    assert not is_known("boook")


@pytest.mark.parametrize(("subtype", "meant"), pairs("subtypes"))
def test_a_subtype_comes_first(subtype, meant):
    assert csl_type(entry("misc", entrysubtype=subtype)) == meant
    assert csl_type(entry("book", entrysubtype=subtype)) == meant


@pytest.mark.parametrize(
    ("kind", "fields", "meant"),
    [
        ("article", {"journal": "朝日新聞"}, "article-newspaper"),
        ("article", {"journaltitle": "新聞研究"}, "article-journal"),
        ("misc", {"title": "衆議院安全保障委員会会議録"}, "hearing"),
        ("proceedings", {"title": "国会会議録"}, "hearing"),
        ("book", {"title": "国会会議録"}, "book"),
        ("misc", {"title": "会議録"}, "document"),
        ("inbook", {"title": "T"}, "book"),
        ("inbook", {"title": "T", "booktitle": "B"}, "chapter"),
        ("inbook", {"title": "T", "maintitle": "B"}, "chapter"),
        ("misc", {"url": "https://a.example"}, "webpage"),
        ("misc", {"doi": "10.1/a"}, "webpage"),
        ("misc", {"howpublished": "\\url{https://a.example}"}, "webpage"),
        ("misc", {"archiveprefix": "arXiv"}, "webpage"),
        ("book", {"url": "https://a.example"}, "book"),
        ("nothing", {"title": "T"}, "document"),
    ],
)
def test_where_a_work_appeared_tells_its_type(kind, fields, meant):
    assert csl_type(entry(kind, **fields)) == meant


@pytest.mark.parametrize(("name", "tag"), pairs("languages"))
def test_a_language_by_its_name_or_code(name, tag):
    assert language_of(name, "題") == tag
    assert language_of(f" {name} ", "T") == tag


@pytest.mark.parametrize(
    ("declared", "title", "tag"),
    [
        ("", "題", "ja"),
        ("", "T", "en"),
        ("klingonish", "T", "en"),
        ("deu-at", "T", "de-AT"),
        ("de_AT", "T", "de-AT"),
        ("haw", "T", "haw"),
    ],
)
def test_a_language_that_has_no_name_here(declared, title, tag):
    assert language_of(declared, title) == tag


@pytest.mark.parametrize(("kind", "eprint", "address"), TABLE["eprints"])
def test_where_an_archive_keeps_a_work(kind, eprint, address):
    work = works_of([entry("misc", title="T", eprint=eprint, eprinttype=kind)])
    [item] = to_csl_json(tuple(work), Choices())
    assert item.get("URL", "") == address
    work = works_of([entry("misc", title="T", eprint=eprint, eprinttype=kind, doi="10.1/a")])
    [item] = to_csl_json(tuple(work), Choices())
    assert "URL" not in item


@pytest.mark.parametrize(
    ("command", "printed"),
    [(word, meaning) for meaning, words in TABLE["commands"].items() for word in words.split()],
)
def test_a_command_without_an_argument(command, printed):
    assert has_text(command)
    assert plain(f"a\\{command}{{}}b") == f"a{printed}b"


@pytest.mark.parametrize("command", TABLE["argument"].split())
def test_a_command_that_prints_its_argument(command):
    assert has_text(command)
    assert plain(f"a \\{command}{{x}}b") == "a xb"


@pytest.mark.parametrize(("command", "printed"), [*TABLE["around"].items()])
def test_a_command_that_prints_something_around_its_argument(command, printed):
    assert plain(f"a \\{command}{{x}}b") == f"a {printed}b"


@pytest.mark.parametrize("command", TABLE["unprinted"].split())
def test_a_command_whose_argument_nobody_is_to_read(command):
    assert has_text(command)
    assert plain(f"a\\{command}{{x}}b") == "ab"


@pytest.mark.parametrize("command", TABLE["textless"].split())
def test_a_command_that_has_no_text(command):
    assert not has_text(command)


@pytest.mark.parametrize("field", TABLE["never_inherited"].split())
def test_what_no_entry_takes_from_another(field):
    text = f"@inbook{{k, crossref = {{p}}}}\n@book{{p, title = {{T}}, {field} = {{x}}}}\n"
    (child, _), _ = parse_bibliography("a.bib", text)
    assert "booktitle" in child.fields
    assert field not in child.fields


@pytest.mark.parametrize(("child", "parent", "name"), TABLE["titles"])
def test_what_the_title_of_a_whole_is_in_its_part(child, parent, name):
    given = "title = {T}, subtitle = {S}, titleaddon = {A}, shorttitle = {H}, sorttitle = {O}"
    text = f"@{child}{{k, crossref = {{p}}}}\n@{parent}{{p, {given}}}\n"
    (found, _), _ = parse_bibliography("a.bib", text)
    prefix = name.removesuffix("title")
    said = {f"{prefix}title": "T", f"{prefix}subtitle": "S", f"{prefix}titleaddon": "A"}
    of_the_title = {} if prefix else {"shorttitle": "H", "sorttitle": "O"}
    assert found.fields == {"crossref": "p", **said, **of_the_title}
