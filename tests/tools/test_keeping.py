"""What is kept while a paper is held open, and how long."""

import pytest

from hakusho.tools import keeping
from hakusho.tools.keeping import QUESTIONS, Store, kept, recall_each, recall_large


@pytest.fixture
def made():
    """Calls of a function that may be kept, and the function."""
    calls = []

    @kept
    def doubled(number, *, by=2):
        calls.append(number)
        return [number * by]

    return calls, doubled


def test_nothing_is_kept_where_no_store_is_open(made):
    calls, doubled = made
    assert doubled(1) == doubled(1) == [2]
    assert calls == [1, 1]


def test_the_same_arguments_give_the_same_value(made):
    calls, doubled = made
    store = Store()
    with keeping.keeping(store):
        first = doubled(1)
        assert doubled(2) == [4]
    with keeping.keeping(store):
        assert doubled(1) is first
        assert doubled(1, by=3) == [3]
    assert calls == [1, 2, 1]


def test_what_some_questions_have_not_used_is_forgotten(made):
    calls, doubled = made
    store = Store()
    for number in range(3 * QUESTIONS):
        with keeping.keeping(store):
            doubled(number)
            doubled("a")
    assert len(store) <= QUESTIONS + 2
    assert calls.count("a") == 1
    with keeping.keeping(store):
        doubled(3 * QUESTIONS - 2)
        doubled(0)
    assert calls[-1] == 0
    assert calls.count(3 * QUESTIONS - 2) == 1


def test_what_is_large_is_kept_only_for_who_asks_again():
    store, made = Store(), []
    for number in range(4):
        with keeping.keeping(store):
            assert (
                recall_large("a", lambda number=number: made.append(number) or "large") == "large"
            )
    assert made == [0, 1]


def test_what_is_missing_is_made_at_once_and_in_order():
    asked = []

    def make(keys):
        asked.append(keys)
        return [key.upper() for key in keys]

    store = Store()
    with keeping.keeping(store):
        assert recall_each("letters", ["a", "b"], make) == ["A", "B"]
        assert recall_each("letters", ["c", "a", "d"], make, lambda each: each != "C") == [*"CAD"]
        assert recall_each("letters", ["c", "d"], make) == ["C", "D"]
        assert recall_each("letters", ["c", "c"], make) == ["C", "C"]
    assert asked == [["a", "b"], ["c", "d"], ["c"]]


def test_nothing_is_made_of_no_keys():
    def make(keys):
        raise AssertionError(keys)

    assert recall_each("letters", [], make) == []
    with keeping.keeping(Store()):
        assert recall_each("letters", [], make) == []


def test_the_same_object_is_meant_and_not_one_like_it():
    one, other, calls = [1], [1], []
    store = Store()
    with keeping.keeping(store):
        for each in (one, other, one):
            keeping.recall(("a", keeping.Same(each)), lambda each=each: calls.append(each))
    assert [id(each) for each in calls] == [id(one), id(other)]


class Child:
    def __init__(self):
        self.ended = False

    def end(self):
        self.ended = True


def test_children_wait_in_the_store_and_end_with_it():
    first, second, store = Child(), Child(), Store()
    assert not keeping.leave_child("kind", first)
    with keeping.keeping(store):
        assert keeping.leave_child("kind", first)
        assert keeping.take_child("kind") is first
        assert keeping.take_child("kind") is None
        keeping.leave_child("kind", first)
        keeping.leave_child("kind", second)
        assert first.ended
    assert keeping.take_child("kind") is None
    assert not second.ended
    store.close()
    assert second.ended


def test_a_question_that_nobody_waits_for_is_given_up(made):
    calls, doubled = made
    given_up, store = [False], Store()
    with keeping.keeping(store, lambda: given_up[0]):
        doubled(1)
        given_up[0] = True
        with pytest.raises(keeping.GivenUpError):
            doubled(1)
        with pytest.raises(keeping.GivenUpError):
            recall_each("letters", ["a"], list)
    with keeping.keeping(store):  # the next one is not, and has what was made
        assert doubled(1) == [2]
    assert calls == [1]
    assert not keeping.never()


def test_what_is_kept_is_counted_and_asked_whether_it_lasts():
    store = Store()
    assert (len(store), keeping.is_lasting()) == (0, False)
    with keeping.keeping(store):
        assert keeping.recall("a", lambda: 1) == 1
        assert not keeping.is_lasting()
    with keeping.keeping(store):
        assert keeping.is_lasting()
    assert len(store) == 1
    assert keeping.recall("a", lambda: 2) == 2  # no store is open
    store.close()
    assert len(store) == 0


def test_stores_within_one_another_are_apart(made):
    calls, doubled = made
    with keeping.keeping(Store()):
        doubled(1)
        with keeping.keeping(Store()):
            doubled(1)
        doubled(1)
    assert calls == [1, 1]


def test_an_object_is_the_same_as_itself_alone():
    one = [1]
    assert keeping.Same(one) == keeping.Same(one)
    assert keeping.Same(one) != keeping.Same([1])
    assert keeping.Same(one) != one
    assert len({keeping.Same(one), keeping.Same(one)}) == 1
