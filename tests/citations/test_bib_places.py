"""Places of entries and values: line and column, in whatever layout."""

from hypothesis import given
from hypothesis import strategies as st

from hakusho.citations.bib_entries import fault_of, read_entry
from hakusho.citations.bib_source import blocks
from validators.bib_files import parse_bibliography


def at(text, place):
    """What stands at a place."""
    return text.split("\n")[place.line - 1][place.column - 1 :]


def test_a_place_is_the_first_character_inside_the_delimiters():
    text = (
        "Prose. @Book{鍵:1,\n"
        "\ttitle = {  日本の題},\n"
        'Author="{防衛省}" ,year=2016, month = apr # "~1",\n'
        "note = {\n    On its own line\n  },\n"
        "doi = {}, pages =\n\n {1--2}}"
    )
    [entry], findings = parse_bibliography("a.bib", text)
    assert not findings
    assert str(entry.location) == "a.bib:1:8"
    starts = {
        "title": "日本の題}",
        "author": '{防衛省}"',
        "year": "2016,",
        "month": 'apr # "~1",',
        "note": "On its own line",
        "doi": "}, pages =",
        "pages": "1--2}}",
    }
    assert entry.places.keys() == starts.keys()
    assert {
        name: at(text, entry.places[name])[: len(start)] for name, start in starts.items()
    } == starts


PLAIN = st.text(alphabet="abc 東京,=@()%'\n#", min_size=1, max_size=12)
VALUES = st.one_of(
    PLAIN.map(lambda text: f"{{{text}}}"),
    PLAIN.map(lambda text: f'"{text}"'),
    PLAIN.map(lambda text: f"{{a{{{text}}}b}}"),
    st.sampled_from(
        ["2016", "apr", "{}", '""', '{\\"o}', '"{\\"o}"', "{a} # {b}", '"x" # apr # 3']
    ),
)
SPACE = st.sampled_from(["", " ", "\n", "\n\t", "  "])


@st.composite
def entries(draw):
    count = draw(st.integers(1, 6))
    parts = [
        "@",
        draw(st.sampled_from(["book", "Article"])),
        draw(SPACE.filter(lambda s: "\n" not in s)),
    ]
    parts += ["{", draw(SPACE), "key", draw(SPACE), ","]
    values = []
    for number in range(count):
        value = draw(VALUES)
        values.append(value)
        parts += [draw(SPACE), f"f{number}", draw(SPACE), "=", draw(SPACE), value, draw(SPACE), ","]
    return "".join(parts) + "}", values


@given(st.text(alphabet="ab \n東。", max_size=20), entries())
def test_raw_values_stand_at_their_offsets(before, drawn):
    entry, values = drawn
    text = f"{before}\n{entry}\n"
    [block] = blocks(text)
    source = read_entry(block)
    assert text[source.start] == "@"
    assert text[source.key_start :].startswith("key")
    assert [field.raw for field in source.fields] == values
    for field in source.fields:
        assert text[field.start :].lower().startswith(field.name)
        assert text[field.at :].startswith(field.raw)


def test_a_block_in_which_no_fault_is_found_is_named_with_its_kind_and_key():
    [block] = blocks("@book{k, title = {T}}")
    fault = fault_of(block)
    assert (fault.offset, fault.key) == (0, "k")
    assert fault.problem == "this @book cannot be read"
    assert "@type{key, field = {value}, …}" in fault.hint
