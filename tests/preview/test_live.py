"""What is shown, and in which order: with an engine that does as it is told."""

import asyncio
import errno
import gc
import threading
import weakref
from contextlib import asynccontextmanager

from hakusho.engine.engine import Finished, Page
from hakusho.findings import Finding, Location
from hakusho.making.painting import PageBlock
from hakusho.pipeline.result import Result
from hakusho.preview.live import Live
from hakusho.tools.keeping import GivenUpError

ERROR = Finding.of("CIT001", Location("report/chapters/01.md", 3, 1), "an error")
WARNING = Finding.of("BRF014", Location("report/briefs/a.md", 1, 1), "of a brief")


class Engine:
    """Answers what it holds when it is asked; a gate that is closed lets it wait."""

    def __init__(self):
        self.text = "0"
        self.findings = ()
        self.wrong = ()
        self.gate = threading.Event()
        self.gate.set()
        self.entered = threading.Semaphore(0)
        self.asked = []
        self.fails = None

    def _answer(self, question):
        taken = self.text
        self.asked.append(f"{question} {taken}")
        self.entered.release()
        self.gate.wait()
        if self.fails:
            raise self.fails
        return taken

    def page(self):
        html = self._answer("page")
        return Page(
            None if self.wrong == "never" else html,
            self.wrong if self.wrong != "never" else (ERROR,),
        )

    def check(self, is_given_up):
        self._answer("check")
        if is_given_up():
            raise GivenUpError
        return Result(self.findings)

    def finished(self, _edition, brief=""):
        text = self._answer(brief or "report")
        return Finished(None if self.wrong else text.encode(), "a", (WARNING,), text)


@asynccontextmanager
async def running(root, engine):
    live = Live(root, engine, lambda error: f"defect {error}")
    task = asyncio.create_task(live.run())
    try:
        yield live
    finally:
        task.cancel()
        engine.gate.set()
        await asyncio.gather(task, return_exceptions=True)
        live.close()


async def until(live, wanted, of=""):
    """All states from now on, the last of them as wanted."""
    seen = [live.shown]
    with live.looking_at(of) as told:
        while not wanted(live.shown):
            await told.wait()
            told.clear()
            seen.append(live.shown)
    return seen


def text_of(live, shown, of=""):
    return live.page(shown.documents[of]).html


def test_a_page_is_painted_before_it_is_proved(tmp_path):
    engine = Engine()
    engine.findings = (ERROR,)

    async def story():
        async with running(tmp_path, engine) as live:
            seen = await until(live, lambda shown: shown.proved)
            assert [shown.proved for shown in seen] == [False, False, True]
            assert text_of(live, seen[1]) == "0"
            assert seen[1].findings == ()
            assert seen[2].findings == (ERROR,)
        assert engine.asked == ["page 0", "check 0"]

    asyncio.run(story())


def test_a_save_ends_checks_that_go_on_but_not_two_in_a_row(tmp_path):
    engine = Engine()
    ends = []

    async def story():
        async with running(tmp_path, engine) as live:

            def check(is_given_up):
                engine.asked.append("check")
                if len(ends) < 3:
                    live.wake()  # saved while the checks go on
                ends.append(is_given_up())
                if ends[-1]:
                    raise GivenUpError
                return Result(())

            engine.check = check
            live.wake()
            await until(live, lambda shown: shown.proved and len(ends) == 4)
        assert ends == [True, False, True, False]
        assert engine.asked == ["page 0", "check"] * 4

    asyncio.run(story())


def test_of_saves_that_come_quickly_the_newest_is_shown_and_none_after_it(tmp_path):
    engine = Engine()

    async def story():
        async with running(tmp_path, engine) as live:
            await until(live, lambda shown: shown.proved)
            engine.gate.clear()
            engine.text = "1"
            live.wake()
            while engine.asked[-1] != "page 1":
                await asyncio.to_thread(engine.entered.acquire)
            for text in "23456789":  # while the engine is still at the first
                engine.text = text
                live.wake()
            engine.gate.set()
            seen = await until(live, lambda shown: shown.proved and text_of(live, shown) == "9")
            texts = [text_of(live, shown) for shown in seen]
            assert texts == sorted(texts)
            assert [shown.number for shown in seen] == sorted({shown.number for shown in seen})
            # The first is not proved any more, and those between are never looked at.
            begun = engine.asked.index("page 1")
            assert engine.asked[begun:] == ["page 1", "page 9", "check 9"]

    asyncio.run(story())


def test_where_no_page_can_be_made_the_last_one_stays_and_what_is_wrong_is_said(tmp_path):
    engine = Engine()

    async def story():
        async with running(tmp_path, engine) as live:
            await until(live, lambda shown: shown.proved)
            engine.wrong = engine.findings = (ERROR,)
            live.wake()
            seen = await until(live, lambda shown: shown.stale and shown.proved)
            assert text_of(live, seen[-1]) == "0"
            assert seen[-1].stale == {""}
            assert seen[-1].findings == (ERROR,)
            engine.wrong, engine.findings, engine.text = (), (), "1"
            live.wake()
            seen = await until(live, lambda shown: not shown.stale)
            assert text_of(live, seen[-1]) == "1"
            assert seen[-1].findings == ()  # what was in the way is not said of the page that came

    asyncio.run(story())


def test_a_paper_that_never_had_a_page_says_why(tmp_path):
    engine = Engine()
    engine.wrong = "never"

    async def story():
        async with running(tmp_path, engine) as live:
            seen = await until(live, lambda shown: shown.stale)
            assert seen[-1].documents == {}
            assert seen[-1].findings == (ERROR,)

    asyncio.run(story())


def test_a_defect_is_said_and_the_next_save_is_answered(tmp_path):
    engine = Engine()
    engine.fails = RuntimeError("of ours")

    async def story():
        async with running(tmp_path, engine) as live:
            await until(live, lambda shown: shown.defect == "defect of ours")
            engine.fails = None
            live.wake()
            seen = await until(live, lambda shown: shown.proved and not shown.defect)
            assert text_of(live, seen[-1]) == "0"

    asyncio.run(story())


def test_what_the_machine_refuses_is_a_finding_and_no_defect(tmp_path):
    engine = Engine()
    engine.fails = OSError(errno.ENOSPC, "No space left on device", "here")

    async def story():
        async with running(tmp_path, engine) as live:
            seen = await until(live, lambda shown: shown.findings)
            (found,) = seen[-1].findings
            assert (found.rule.id, found.location.path) == ("OUT001", "here")
            assert not seen[-1].defect
            engine.fails = None
            live.wake()
            await until(live, lambda shown: shown.proved)

    asyncio.run(story())


def test_a_brief_is_made_while_somebody_looks_at_it(tmp_path):
    engine = Engine()

    async def story():
        async with running(tmp_path, engine) as live:
            seen = await until(live, lambda shown: shown.proved and "a" in shown.documents, of="a")
            assert text_of(live, seen[-1], "a") == "0"
            assert seen[-1].findings == (WARNING,)  # which no check of the paper finds
            assert "a 0" in engine.asked
            engine.text = "1"
            live.wake()
            await until(live, lambda shown: shown.proved and text_of(live, shown) == "1")
            assert "a 1" not in engine.asked

    asyncio.run(story())


def test_nothing_new_is_not_told(tmp_path):
    engine = Engine()

    async def story():
        async with running(tmp_path, engine) as live:
            await until(live, lambda shown: shown.proved)
            live.wake()
            await until(live, lambda _shown: engine.asked.count("check 0") > 1)
            assert text_of(live, live.shown) == "0"

    asyncio.run(story())


def test_pages_of_long_ago_are_forgotten(tmp_path):
    engine = Engine()

    async def story():
        async with running(tmp_path, engine) as live:
            for number in range(200):
                engine.text = f"{number}" * 1_000
                live.wake()
                await until(
                    live, lambda shown: shown.documents and text_of(live, shown) == engine.text
                )
            assert len(live._pages) <= 9
            gc.collect()
            kept = [each for each in gc.get_objects() if isinstance(each, Page)]
            assert len(kept) <= 9

    asyncio.run(story())


def test_garbage_in_circles_does_not_grow_although_commands_collect_none(tmp_path):
    engine = Engine()
    circles = weakref.WeakSet()

    class Circle:
        def __init__(self):
            self.itself = self

    def check(**_settings):
        circles.add(Circle())
        return Result(())

    engine.check = check

    async def story():
        async with running(tmp_path, engine) as live:
            for number in range(5):
                engine.text = str(number)
                live.wake()
                await until(
                    live, lambda shown: shown.proved and text_of(live, shown) == engine.text
                )
            await live.finished("pdf", "")  # what was begun is done by then

    gc.disable()
    try:
        asyncio.run(story())
        assert len(circles) <= 1
    finally:
        gc.enable()


def test_marks_are_named_by_what_they_stand_before(tmp_path):
    engine = Engine()
    blocks = tuple(PageBlock(key, "", "a.md", at, 1) for at, key in enumerate(("x", "y"), start=1))
    page = "<!--block:0--><p>0</p><!--block:1--><p>1</p><!--block:end-->"
    engine.page = lambda: Page(page, (), blocks)

    async def story():
        async with running(tmp_path, engine) as live:
            seen = await until(live, lambda shown: shown.proved)
            document = live.page(seen[-1].documents[""])
            assert document.html == "<!--block:x--><p>0</p><!--block:y--><p>1</p><!--block:end-->"
            assert document.places == {"x": Location("a.md", 1, 1), "y": Location("a.md", 2, 1)}

    asyncio.run(story())


def test_a_page_is_another_one_if_its_blocks_were_written_elsewhere(tmp_path):
    async def digest(line):
        engine = Engine()
        blocks = (PageBlock("x", "", "a.md", line, 1),)
        engine.page = lambda: Page("<!--block:0--><p>0</p>", (), blocks)
        async with running(tmp_path, engine) as live:
            seen = await until(live, lambda shown: shown.proved)
            return seen[-1].documents[""]

    first, again, moved = (asyncio.run(digest(line)) for line in (1, 1, 2))
    assert first == again != moved
