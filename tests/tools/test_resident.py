"""Children that stay: asked again, ended by their limits, gone when nobody holds them."""

import errno
import os
import sys
from pathlib import Path

import pytest

from hakusho.tools import fonts, typst
from hakusho.tools.keeping import Store, keeping
from hakusho.tools.processes import LimitError
from hakusho.tools.resident import EndedError, borrowed

pytestmark = pytest.mark.usefixtures("cold_typesetting")

ECHO = """
import os, sys
for line in sys.stdin:
    if line == "end\\n":
        sys.exit("enough")
    if line == "killed\\n":
        os.kill(os.getpid(), 9)
    while line == "loop\\n":
        pass
    print(os.getpid(), line.strip(), flush=True)
"""


def ask(text, seconds=20):
    with borrowed([sys.executable, "-c", ECHO], Path.cwd(), {}) as child:
        pid, said = child.ask("it", text.encode(), seconds).split()
    return int(pid), said.decode()


def test_a_child_stays_while_a_store_is_open():
    store = Store()
    with keeping(store):
        one, two = ask("a"), ask("b")
    assert (one[1], two[1]) == ("a", "b")
    assert one[0] == two[0]
    with keeping(store):
        assert ask("c")[0] == one[0]
    store.close()
    with keeping(store):
        assert ask("d")[0] != one[0]
    store.close()


def test_without_one_each_question_has_its_own():
    assert ask("a")[0] != ask("b")[0]


def test_a_child_that_takes_too_long_is_ended_and_another_one_answers():
    store = Store()
    with keeping(store):
        first, _ = ask("a")
        with pytest.raises(LimitError, match="it took more than"):
            ask("loop", 0.5)
        assert ask("b")[0] != first
    store.close()


def test_a_limit_is_that_of_one_question():
    store = Store()
    with keeping(store):
        assert len({ask("a", 1)[0] for _ in range(40)}) == 1
    store.close()


def test_a_child_that_ends_says_how():
    store = Store()
    with keeping(store):
        with pytest.raises(EndedError) as caught:
            ask("end")
        assert caught.value.args == (1, "enough\n")
        assert ask("b")[1] == "b"
    store.close()


@pytest.mark.skipif(os.name != "posix", reason="signals are POSIX")
def test_a_child_that_somebody_else_ends_is_no_fault_of_what_it_was_asked():
    with pytest.raises(OSError, match="it was ended from outside") as caught:
        ask("killed")
    assert (caught.value.errno, caught.value.filename) == (errno.ENOMEM, "it")


def test_typst_typesets_the_same_whether_it_stays_or_not(tmp_path):
    def typeset(name, text):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "main.typ").write_text(text, encoding="utf-8")
        given = {"fonts": [font.path for font in fonts.shipped()], "epoch": 0, "standards": ()}
        typst.compile(folder / "main.typ", folder / "out.pdf", root=folder, **given)
        return (folder / "out.pdf").read_bytes()

    texts = [f'#set text(font: "Noto Serif JP")\n= 題\n#lorem({n})' for n in (30, 3000, 30)]
    fresh = [typeset(f"fresh-{number}", text) for number, text in enumerate(texts)]
    store = Store()
    with keeping(store):
        held = [typeset(f"held-{number}", text) for number, text in enumerate(texts)]
        with pytest.raises(typst.TypstError, match=r"^main\.typ:1: unknown"):
            typeset("bad", "#bad")
        held.append(typeset("again", texts[1]))
    store.close()
    assert held == [*fresh, fresh[1]]
