"""What is kept while a paper is held open: values by all that they were made from, never by name.

A function that only makes something of its arguments says so with :func:`kept`: what it made is
then given again for the same arguments, as long as somebody holds a store open (:func:`keeping`);
else it is called each time. So a command that runs once pays nothing, and nothing that is kept can
be out of date. What is given is shared: nobody may change it.

Children of ours that stay (``tools/resident.py``) wait in a store, too, and end with it.

A store forgets what none of the last :data:`QUESTIONS` has asked for, so that it holds no more than
these needed, however long the paper stays open.
"""

from __future__ import annotations

from contextlib import contextmanager
from functools import wraps
from threading import Lock
from typing import TYPE_CHECKING, Any, Generic, ParamSpec, Protocol, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Sequence

    class Child(Protocol):
        """A process that can be ended."""

        def end(self) -> None:
            """End it."""


QUESTIONS = 8
"""So many times what is kept may go unused: a save asks for a page, its findings and more."""

_Given = ParamSpec("_Given")
_Key = TypeVar("_Key", bound="Hashable")
_Made = TypeVar("_Made")
_MISSING = object()

_open: Store | None = None


class GivenUpError(BaseException):
    """A question was given up, since nobody waits for its answer any more: no error of anything."""


class Store:
    """Values by what they were made from, with the number of the question that last used each."""

    def __init__(self) -> None:
        self._is_given_up: Callable[[], bool] = never
        self._values: dict[Hashable, list[Any]] = {}
        self._children: dict[Hashable, list[Child]] = {}
        self._question = 0
        self._changing = Lock()

    @property
    def is_lasting(self) -> bool:
        """Whether this is not the first question: who has asked twice will ask again."""
        return self._question > 1

    def __len__(self) -> int:
        return len(self._values)

    def turn(self, is_given_up: Callable[[], bool]) -> None:
        """Begin a question, and forget what the last ones did not use."""
        with self._changing:
            self._is_given_up = is_given_up
            self._question += 1
            oldest = self._question - QUESTIONS
            self._values = {key: each for key, each in self._values.items() if each[1] >= oldest}

    def find(self, key: Hashable) -> Any:
        """What was kept under a key; :data:`_MISSING` if nothing was.

        Raises:
            GivenUpError: If the question is given up: it looks for something every few hundredths
                of a second.
        """
        if self._is_given_up():
            raise GivenUpError
        found = self._values.get(key)
        if found is None:
            return _MISSING
        found[1] = self._question
        return found[0]

    def put(self, key: Hashable, value: Any) -> None:
        """Keep a value."""
        with self._changing:
            self._values[key] = [value, self._question]

    def take_child(self, key: Hashable) -> Child | None:
        """A child that waits under a key, if there is one."""
        with self._changing:
            waiting = self._children.get(key)
            return waiting.pop() if waiting else None

    def leave_child(self, key: Hashable, child: Child) -> None:
        """Let a child wait; of two of a kind one is enough."""
        with self._changing:
            others, self._children[key] = self._children.get(key, []), [child]
        for other in others:
            other.end()

    def close(self) -> None:
        """Forget everything, and end all children."""
        with self._changing:
            children = [child for waiting in self._children.values() for child in waiting]
            self._children, self._values = {}, {}
        for child in children:
            child.end()


class Same(Generic[_Made]):
    """Stands in a key for a value that nobody changes: the same object, not one like it."""

    __slots__ = ("value",)

    def __init__(self, value: _Made) -> None:
        self.value = value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and other.value is self.value

    def __hash__(self) -> int:
        return id(self.value)


def never() -> bool:
    """Of a question that somebody waits for: it is not given up."""
    return False


@contextmanager
def keeping(store: Store, is_given_up: Callable[[], bool] = never) -> Iterator[None]:
    """Keep what is made in this process in a store, and look there first, for one question.

    Raises:
        GivenUpError: If ``is_given_up`` says so when something is looked for.
    """
    global _open  # noqa: PLW0603  what is kept is made everywhere, and one question is asked at a time
    store.turn(is_given_up)
    before, _open = _open, store
    try:
        yield
    finally:
        _open = before


def kept(function: Callable[_Given, _Made]) -> Callable[_Given, _Made]:
    """A function whose results may be kept by its arguments, which must be hashable.

    It must look at nothing else that can change: no file, no environment, no clock.
    """
    name = f"{function.__module__}.{function.__qualname__}"

    @wraps(function)
    def called(*given: _Given.args, **named: _Given.kwargs) -> _Made:
        if _open is None:
            return function(*given, **named)
        key = (name, given, tuple(named.items()))
        return recall(key, lambda: function(*given, **named))

    return called


def recall(key: Hashable, make: Callable[[], _Made]) -> _Made:
    """What is kept under a key that holds all that it is made from, made if it is not there."""
    store = _open
    if store is None:
        return make()
    found = store.find(key)
    if found is _MISSING:
        found = make()
        store.put(key, found)
    return cast("_Made", found)


def recall_large(key: Hashable, make: Callable[[], _Made]) -> _Made:
    """The same of what needs much room: kept only for who has asked before, and will ask again."""
    return recall(key, make) if is_lasting() else make()


def recall_each(
    what: str,
    keys: Sequence[_Key],
    make: Callable[[list[_Key]], Sequence[_Made]],
    worth_keeping: Callable[[_Made], bool] = lambda _: True,
) -> list[_Made]:
    """What is kept under each key, those that are not there made all at once.

    Args:
        what: Tells the values of one kind from all others.
        keys: All that each is made from.
        make: Makes the values of some keys, in their order; never asked for none.
        worth_keeping: Whether a value depends on its key alone.
    """
    store = _open
    if store is None:
        return [*make([*keys])] if keys else []
    found = [store.find((what, key)) for key in keys]
    missing = [key for key, each in zip(keys, found, strict=True) if each is _MISSING]
    made = iter(make(missing) if missing else ())
    for number, key in enumerate(keys):
        if found[number] is _MISSING:
            found[number] = next(made)
            if worth_keeping(found[number]):
                store.put((what, key), found[number])
    return cast("list[_Made]", found)


def take_child(key: Hashable) -> Child | None:
    """A child that waits under a key while a store is open, if there is one."""
    return _open.take_child(key) if _open is not None else None


def leave_child(key: Hashable, child: Child) -> bool:
    """Let a child wait for the next question.

    Returns:
        Whether a store is open, and has taken it.
    """
    if _open is None:
        return False
    _open.leave_child(key, child)
    return True


def is_lasting() -> bool:
    """Whether a store is open that has been asked before, so that to prepare something pays."""
    return _open is not None and _open.is_lasting
