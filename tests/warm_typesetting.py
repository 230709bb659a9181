"""A process that typesets, which stays from one test to the next: half of its work is its start.

It does what one does that stays while a paper is held open (``tools/resident.py``), for one paper
after the other. Tests of what such a process is and may do start theirs as commands do
(``cold_typesetting``).
"""

from contextlib import contextmanager

from hakusho.tools.resident import Resident

_OF_ONE_TEST = "PYTEST_CURRENT_TEST"
_waiting = {}


@contextmanager
def borrowed(command, folder, environment):
    """In place of ``resident.borrowed``: the child that waits, if it runs in this environment."""
    asked = {name: text for name, text in environment.items() if name != _OF_ONE_TEST}
    key = (*command, str(folder), *sorted(asked.items()))
    child = _waiting.pop(key, None)
    if child is None or not child.is_there():
        child = Resident(command, folder, environment)
    try:
        yield child
    except BaseException:
        child.end()
        raise
    end_waiting()
    if child.is_there():
        _waiting[key] = child


def end_waiting():
    """End the child that waits."""
    while _waiting:
        _waiting.popitem()[1].end()
