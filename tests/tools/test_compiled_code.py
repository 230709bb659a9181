"""Patterns and methods of dataclasses are compiled once, and only what we have kept is run."""

import dataclasses
import re
from importlib import import_module

import pytest

from hakusho.tools import compiled_code, sealed
from hakusho.tools.compiled_code import compiled_once

COMPILER = import_module("re._compiler")
PATTERNS = [
    (r"(?P<year>[0-9０-９]{4})年(?P<month>[一-鿿]+)?月", 0),
    (r"(a)|(?P<b>b)(?(1)c|d)", re.IGNORECASE | re.MULTILINE),
    (r"(?<![^\W\d_])(?:ｶﾞ|ſ|K|straße)\b", re.IGNORECASE),
    ("[\U0001f300-\U0001faff\ufe0f]|.{2,5}?x", re.DOTALL),
    ("(?x) \\d +  # digits", re.ASCII),
    (r"", 0),
]
TEXTS = ["２０２６年十一月", "aC\nBd bD", "ｶﾞ ſ k STRASSE", "🏳️‍🌈 abx\n🇯🇵x", "12 ３４", ""]


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv(sealed.FOLDER, str(tmp_path))
    return tmp_path / compiled_code.FOLDER


@pytest.fixture
def compiled(monkeypatch):
    """What is compiled by Python itself."""
    made, parse, code = [], compiled_code._PARSER.parse, compiled_code._code
    monkeypatch.setattr(
        compiled_code._PARSER, "parse", lambda text, *a: made.append(text) or parse(text, *a)
    )
    monkeypatch.setattr(compiled_code, "_code", lambda text: made.append(text) or code(text))
    return made


def matches(pattern):
    found = [(each.span(), each.groups(), each.groupdict(), each.lastgroup) for text in TEXTS
             for each in pattern.finditer(text)]  # fmt: skip
    return found, pattern.pattern, pattern.flags, pattern.groups, dict(pattern.groupindex)


def compile_all():
    with compiled_once():
        return [matches(COMPILER.compile(text, int(flags))) for text, flags in PATTERNS]


def make_class():
    with compiled_once():
        return dataclasses.make_dataclass(
            "Place", ["path", ("line", int, 1)], frozen=True, slots=True, order=True
        )


def test_a_pattern_is_compiled_once_and_finds_the_same(compiled):
    expected = [matches(re.compile(text, flags)) for text, flags in PATTERNS]
    compiled.clear()
    assert compile_all() == expected
    assert compiled == [text for text, _ in PATTERNS]
    assert compile_all() == expected
    assert len(compiled) == len(PATTERNS)


def test_a_text_with_other_flags_is_another_pattern():
    for _ in range(2):
        with compiled_once():
            assert not COMPILER.compile("k").search("K")
            assert COMPILER.compile("k", int(re.IGNORECASE)).search("K")


def test_what_is_no_pattern_is_told_each_time():
    for _ in range(2):
        with compiled_once(), pytest.raises(re.error, match="unterminated"):
            re.compile("[unterminated")


def test_a_pattern_of_bytes_is_left_to_python():
    for _ in range(2):
        with compiled_once():
            assert COMPILER.compile(rb"\w+").findall(b"a b") == [b"a", b"b"]


def test_a_dataclass_is_the_same_the_second_time(compiled):
    first, again = make_class(), make_class()
    assert len(compiled) == len(set(compiled)) > 5
    assert repr(first("a")) == repr(again("a")) == "Place(path='a', line=1)"
    assert again("a") == again("a") < again("a", 2)
    assert hash(again("a")) == hash(first("a"))
    with pytest.raises(dataclasses.FrozenInstanceError):
        again("a").line = 2


def test_what_somebody_else_has_put_there_is_not_run(folder, compiled):
    expected = compile_all()
    (file,) = folder.iterdir()
    file.write_bytes(file.read_bytes() + b" ")
    assert compile_all() == expected
    assert len(compiled) == 2 * len(PATTERNS)


def test_another_python_compiles_for_itself(folder, compiled, monkeypatch):
    compile_all()
    monkeypatch.setattr(compiled_code.sys, "version", "4.0")
    compile_all()
    assert len(compiled) == 2 * len(PATTERNS)
    assert len([*folder.iterdir()]) == 2


def test_a_python_that_nobody_has_tried_is_left_alone(folder, monkeypatch):
    before = COMPILER.compile
    monkeypatch.setattr(compiled_code, "_UNTRIED", (3, 11))
    with compiled_once():
        assert COMPILER.compile is before
        assert "exec" not in vars(dataclasses)
    assert not folder.exists()


def test_nothing_new_is_not_written(folder):
    compile_all()
    (file,) = folder.iterdir()
    before = file.stat()
    compile_all()
    assert file.stat().st_ino == before.st_ino


def test_a_full_file_keeps_what_was_used_last(compiled, monkeypatch):
    monkeypatch.setattr(compiled_code, "_MOST", 12)
    compile_all()
    make_class()
    compiled.clear()
    make_class()
    assert compiled == []
    compile_all()
    assert len(compiled) == len(PATTERNS)


def test_everything_is_as_it_was_afterwards():
    before = COMPILER.compile
    with pytest.raises(KeyError), compiled_once():
        raise KeyError
    assert COMPILER.compile is before
    assert "exec" not in vars(dataclasses)


def test_where_nothing_can_be_kept_all_is_compiled(monkeypatch, tmp_path, compiled):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv(sealed.FOLDER, str(tmp_path / "file"))
    assert compile_all() == compile_all()
    assert len(compiled) == 2 * len(PATTERNS)
