import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import AliasEvent, CollectionEndEvent, CollectionStartEvent

from hakusho.findings import rule
from hakusho.paper import yaml_faults, yaml_source
from hakusho.paper.yaml_source import load_yaml

PIECES = (
    *("[", "]", "{", "}", '"', "'", ' "', '", ', ': "', ", '", "\\", "''", "#", " #", "&a ", "!t "),
    *("- ", "? ", ": ", "a: ", "a", "b ", ", ", ",", ":", "\n", "\n ", "\n- ", "\u2028", "\ufeff"),
    *("|\n", "\t", "--- "),
)


def depth_of(text):
    depth = deepest = 0
    try:
        for event in YAML().parse(text):
            depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
            deepest = max(deepest, depth)
    except YAMLError:
        pass  # what came before counts
    return deepest


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_nothing_is_deeper_than_the_bound(text):
    assert depth_of(text) <= yaml_source._deepest_possible(text)


DEEP = (
    "[" * 41 + "]" * 41,
    "a:\n - " + "- " * 41 + "b",
    "".join(f"{' ' * at}a:\n" for at in range(42)),
    "[']', " * 41 + "]" * 41,
    '["a\n]", ' * 41 + "]" * 41,
    "[ # ]\n" * 41 + "]" * 41,
    "[a: " * 21 + "b" + "]" * 21,
    "[" * 41,  # never closed
    "{a: " * 41,
)


@pytest.mark.parametrize("text", DEEP)
def test_too_deep_nesting_is_refused(text):
    assert depth_of(text) > 40
    document, (finding,) = load_yaml("a.yaml", text, rule=rule("PAP001"))
    assert document is None
    assert finding.message == "this YAML file is nested too deeply"


@pytest.fixture
def scans(monkeypatch):
    found = []
    refused = yaml_faults._refused
    monkeypatch.setattr(
        yaml_faults, "_refused", lambda *given: found.append(given) or refused(*given)
    )
    return found


SHALLOW = (
    "a: b\n",
    "a: [b, {c: d}]\n",
    "".join(f"- {{ja: 甲{at}, en: [b, c]}}\n" for at in range(100)),
    "".join(f'- {{ja: "甲, [{at}", en: "b: c" }} # {{ [ \n' for at in range(100)),
    "".join(f"- {{en: the 'b' and \"c\" {at}}}\n" for at in range(100)),
    "a: it's\nb: [c]\n",
    "a: b[c-*, d*e]\n",
    "",
)


@pytest.mark.parametrize("text", SHALLOW)
def test_what_can_hold_no_alias_and_is_not_deep_is_read_once(text, scans):
    document, findings = load_yaml("a.yaml", text, rule=rule("PAP001"))
    assert (document, findings) == (YAML().load(text), ())
    assert scans == []


@pytest.mark.parametrize(
    "text",
    [
        "a: '2 * 3'\n",
        "".join(f"- {{en: it's, ja: [{at}]}}\n" for at in range(20)),
        f"a: |\n{' ' * 30}b\n",
    ],
)
def test_what_looks_like_an_alias_or_deep_is_looked_at_first(text, scans):
    document, findings = load_yaml("a.yaml", text, rule=rule("PAP001"))
    assert (document, findings) == (YAML().load(text), ())
    assert len(scans) == 1


@given(st.lists(st.sampled_from([*PIECES, "&a x\n", "*a", "*a "]), max_size=12).map("".join))
@example("\ufeff*a")
def test_nothing_else_is_an_alias(text):
    try:
        events = list(YAML().parse(text))
    except (YAMLError, ValueError):
        return
    if any(isinstance(each, AliasEvent) for each in events):
        assert yaml_source._ALIAS.search(text)


TAGGED = ('{"a":!x 1}', '[{"a":!!str 1}]', "\ufeff!x 1", "a: {'b':!x 1}", "? [a]\n: !x 1")


@pytest.mark.parametrize("text", TAGGED)
def test_no_tag_is_passed_over(text):
    document, (finding,) = load_yaml("a.yaml", text, rule=rule("PAP001"))
    assert document is None
    assert finding.message.startswith("YAML tags (!")


CODES = {
    "a: 01100\n": "1:4 01100 would be read as the number 1100",
    "a: [1, 007]\n": "1:8 007 would be read as the number 7",
    "- 00\n": "1:3 00 would be read as the number 0",
    "01: x\n": "1:1 01 would be read as the number 1",
    "a: 05.10\n": "1:4 05.10 would be read as the number 5.10",
}


@pytest.mark.parametrize("text", CODES)
def test_a_code_keeps_its_zeros_or_is_found(text):
    document, (finding,) = load_yaml("a.yaml", text, rule=rule("DAT002"))
    assert document is None
    assert f"{finding.location} {finding.message}" == f"a.yaml:{CODES[text]}"


@pytest.mark.parametrize(
    "text",
    [
        "a: 0",
        "a: 0.05",
        "a: 2026-01-05",
        "a: 09:30",
        "a: '01'",
        "a: 第 01 回",
        "a: |\n  01 02",
        "a: 1.05",
    ],
)
def test_other_numbers_and_texts_are_no_codes(text):
    assert load_yaml("a.yaml", text, rule=rule("DAT002"))[1] == ()


def test_comments_of_which_the_reader_loses_count_are_a_fault_of_the_file():
    document, (finding,) = load_yaml("a.yaml", "#\n| #\n|", rule=rule("PAP001"))
    assert document is None
    assert finding.rule.id == "PAP001"


def test_what_would_take_the_reader_many_seconds_is_refused(monkeypatch):
    monkeypatch.setattr(yaml_source, "_MOST_VALUES", 100)
    document, (finding,) = load_yaml("a.yaml", "- [1, 2]\n" * 60, rule=rule("DAT002"))
    assert document is None
    assert (finding.rule.id, str(finding.location)) == ("DAT002", "a.yaml")
    assert load_yaml("a.yaml", "- [1, 2]\n" * 40, rule=rule("DAT002"))[0]


@pytest.mark.parametrize("number", ["9" * 5000, "0x" + "f" * 5000, "0o" + "7" * 9000])
def test_a_whole_number_that_cannot_be_printed_is_none(number):
    document, findings = load_yaml("r.yaml", f"a: [{{b: {number}}}]\n", rule=rule("PAP001"))
    assert document is None
    assert [each.location.path for each in findings] == ["r.yaml"]
