"""Two texts held against each other, without any edition."""

import pytest

from hakusho.collation.bare_text import bare
from hakusho.collation.exemplar import Passage
from hakusho.collation.variants import collate, stands_twice, with_moves


def _passages(*texts):
    return [Passage(f"{text}\n", [(0, 100 * at)]) for at, text in enumerate(texts)]


FIRST = "The northern approach freezes in December, and stays so until March."
SECOND = "Nobody has counted the days of ice; the keeper did, once."
THIRD = "In most winters the inner basin stays open."


def _found(witness, *, framed=False):
    passages = _passages(FIRST, SECOND, THIRD)
    collated = collate(passages, witness, framed=framed)
    variants = [*collated.variants, *stands_twice(passages, "".join(collated.around))]
    words = ((each.fault, each.here, each.there) for each in with_moves(variants))
    return [tuple(" ".join(each.split()) for each in one) for one in words]


def test_lines_and_hyphens_are_the_typesetters():
    assert _found(f"{FIRST}{SECOND}{THIRD}".replace("Decem", "Decem-\n").replace(" ", "")) == []


def test_what_stands_around_a_text_is_no_variant():
    collated = collate(_passages(FIRST, THIRD), f"Title {FIRST} {THIRD} Colophon", framed=True)
    assert collated.variants == ()
    assert collated.around == ("Title", "Colophon")


@pytest.mark.parametrize("framed", [False, True])
@pytest.mark.parametrize(
    ("witness", "found"),
    [
        (f"{SECOND} {THIRD}", ("lost", FIRST, "")),
        (f"{FIRST} {THIRD}", ("lost", SECOND, "")),
        (f"{FIRST} {SECOND}", ("lost", THIRD, "")),
        (f"{SECOND} {FIRST} {THIRD}", ("moved", SECOND, SECOND)),
        (f"{FIRST} {SECOND} {SECOND} {THIRD}", ("twice", "", SECOND)),
        (f"{FIRST} {FIRST} {SECOND} {THIRD}", ("twice", "", FIRST)),
        (f"{FIRST} {SECOND} {THIRD} {THIRD}", ("twice", "", THIRD)),
        (f"{FIRST} A word. {SECOND} {THIRD}", ("added", "", "A word.")),
        (
            f"{FIRST} {SECOND.replace('once', 'twice')} {THIRD}",
            ("changed", "eper did, once. In mos", "eper did, twice. In mos"),
        ),
    ],
)
def test_one_fault_is_one_variant(witness, found, framed):
    around = f"Keeping harbours open {witness} Printed in 2026" if framed else witness
    ((fault, here, there),) = _found(around, framed=framed)
    assert fault == found[0]
    assert fault == "moved" or (here, there) == found[1:]  # of two that changed places, either


def test_the_position_of_a_variant_is_that_of_its_passage():
    (variant,) = collate(_passages(FIRST, SECOND, THIRD), f"{FIRST} {THIRD}").variants
    assert variant.position == 100


def test_a_passage_that_stands_around_the_text_again_is_there_twice():
    assert [
        each.there.strip()
        for each in stands_twice(_passages(FIRST, THIRD), "xInmostwinterstheinnerbasinstaysopen.")
    ] == [THIRD]


def test_what_stands_twice_says_where_it_is_written_and_nothing_else():
    (again,) = stands_twice(_passages(FIRST, THIRD), f"x{bare(THIRD)}")
    assert (again.fault, again.here, again.after, again.position) == ("twice", "", "", 100)
    assert [*stands_twice(_passages("Too short."), "Tooshort.Tooshort.")] == []
    assert [*stands_twice(_passages(THIRD), bare(THIRD)[:11])] == []


@pytest.mark.parametrize("number", range(3))
def test_what_is_before_a_variant_is_quoted_with_it(number):
    passages = _passages(FIRST, SECOND, THIRD)
    left = [each.text for at, each in enumerate(passages) if at != number]
    (variant,) = collate(passages, " ".join(left)).variants
    assert (variant.fault, variant.position) == ("lost", 100 * number)
    before = "".join([FIRST, SECOND][:number])
    assert bare(variant.after) == bare(before)[-12:]


def test_passages_without_a_place_have_that_of_the_last_before_them():
    passages = [*_passages(FIRST), Passage(f"{SECOND}\n", [], "k2020"), Passage(f"{THIRD}\n")]
    found = collate(passages, FIRST).variants
    assert {(each.position, each.entry) for each in found} == {(0, "k2020")}
    (lost,) = collate([Passage(f"{FIRST}\n", []), *_passages(SECOND)], SECOND).variants
    assert lost.position is None


def test_letters_that_run_back_may_come_in_another_order():
    written = _passages("Hebrew שלום (123) in a line.", THIRD)
    assert collate(written, f"Hebrew )123( םולש in a line. {THIRD}").variants == ()
    (variant,) = collate(written, f"Hebrew )124( םולש in a line. {THIRD}").variants
    assert variant.fault == "changed"


@pytest.mark.parametrize("last", [True, False])
@pytest.mark.parametrize(
    ("told", "found"), [(")Beirut (2018 ימאס ,דאדח.", 0), (")Beirut (2019 ימאס ,דאדח.", 1)]
)
def test_a_text_may_begin_and_end_with_letters_that_run_back(last, told, found):
    work = "חדאד, סאמי (Beirut) 2018."
    passages = _passages(FIRST, work) if last else _passages(work, FIRST)
    witness = f"Page 1 {FIRST} {told}" if last else f"{told} {FIRST} Page 1"
    made = collate(passages, witness, framed=True)
    assert len(made.variants) == found
    if not found:
        assert made.around == (("Page1", "") if last else ("", "Page1"))


def test_what_a_text_without_words_has_around_it_stands_before_it():
    assert collate([], "Title", framed=True).around == ("Title", "")


def test_what_only_a_witness_has_is_added():
    (variant,) = collate([], "A caption").variants
    assert (variant.fault, variant.there, variant.position) == ("added", "A caption", None)
