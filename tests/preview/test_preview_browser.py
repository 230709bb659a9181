"""A paper in a browser, while somebody writes it."""

import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

import pytest

from hakusho.engine.engine import Engine
from hakusho.making.painting import MARKS
from validators import axe

pytestmark = pytest.mark.browser

DESK = {"width": 1280, "height": 800}
PHONE = {"width": 360, "height": 740}
FIRST, LAST = "初めの段落。", "最後の段落。"
PAPER = {
    "report/report.yaml": """\
        slug: trial
        title: 試しの論文
        authors:
          - name: 試作班
        date: 2026-04-01
        bibliography: [bib/a.bib]
        """,
    "report/chapters/01.md": f"# 序 {{#sec-a}}\n\n{FIRST}\n\n"
    + "\n\n".join(
        "".join(f"第{number}の段落の{of}文目である。" for of in range(12))
        for number in range(1, 13)
    )
    + "\n\n"
    + "注のある段落[@sato2020]。もう一つ[@kato2021]。\n",
    "report/chapters/02.md": f"""\
        # 図 {{#sec-b}}

        船の数は@fig-shipsに示す。

        ![船の数](ships){{#fig-ships}}

        {LAST}
        """,
    "report/briefs/minister.md": "---\ntitle: 大臣へ\naudience: 大臣\n---\n\n一枚の要約。\n",
    "bib/a.bib": """\
        @book{sato2020, author = {佐藤, 花子}, yomi = {さとう}, title = {海の白書}, publisher = {港書房}, date = {2020}, langid = {japanese}}
        @book{kato2021, author = {加藤, 次郎}, yomi = {かとう}, title = {港の歴史}, publisher = {岸書房}, date = {2021}, langid = {japanese}}
        """,
    "figures/data/ships.csv": "port,ships\n東,3\n西,5\n",
    "figures/data/ships.meta.yaml": "source: sato2020\n",
    "figures/ships.py": """\
        from matplotlib.figure import Figure

        DATA = ("ships",)
        ALT = "港ごとの船の数。"


        def draw(context):
            figure = Figure(figsize=(4, 2), layout="constrained")
            axes = figure.add_subplot()
            rows = context.data["ships"].rows
            bars = axes.bar([row["port"] for row in rows], [int(row["ships"]) for row in rows])
            axes.bar_label(bars)
            return figure
        """,
}


WAITING = """(argument) => new Promise((resolve, reject) => {
    const look = (rounds) => {
        try {
            const doc = document.getElementById("frame").contentDocument;
            if (SCRIPT) resolve(true);
            else if (rounds) setTimeout(look, 20, rounds - 1);
            else resolve(false);
        } catch (error) {
            reject(error);
        }
    };
    look(3000);
})"""
"""Looks in the page: each question from here costs ten times as much."""


@dataclass
class Reader:
    """A page of the preview, and what stands in its frame."""

    page: object
    complaints: list

    def run(self, script, argument=None):
        """What a script says that knows the paper's page as ``doc``."""
        return self.page.evaluate(
            "(argument) => { const doc = document.getElementById('frame').contentDocument;"
            f"return ({script}); }}",
            argument,
        )

    def until(self, script, argument=None):
        """Wait until a script says yes; what is wrong says pytest's limit."""
        if not self.page.evaluate(WAITING.replace("SCRIPT", script), argument):
            pytest.fail(f"in vain: {script} {argument}\n{self.page.inner_text('body')}")

    def reads(self, text):
        self.until("doc?.body?.textContent.includes(argument) ?? false", text)

    def proved(self):
        self.until("/検査済み|checked[.:]/.test(document.getElementById('status').textContent)")

    @property
    def text(self):
        return self.run("doc.body.textContent")


@pytest.fixture(scope="module")
def browser():
    with axe.chromium() as started:
        yield started


def _new_page(browser, **settings):
    given = {"viewport": DESK, "locale": "ja-JP", "offline": False, **settings}
    return axe.window(browser, **given).new_page()


@pytest.fixture(scope="module")
def desk(browser):
    """A page as most tests look at, one after the other: half of a test would be its start."""
    return [_new_page(browser)]


def _forget(page):
    """Leave a page as if nobody had looked at anything."""
    page.evaluate("localStorage.clear(), sessionStorage.clear()")
    page.unroute_all()
    page.set_viewport_size(DESK)
    page.context.set_offline(offline=False)
    for other in page.context.pages:
        if other is not page:
            other.close()
    page.goto("about:blank")


@pytest.fixture
def look(browser, desk):
    """Opens the preview of a paper; nothing may complain meanwhile."""
    readers, lent, listening = [], [], []

    def listen(page, event, hear):
        page.on(event, hear)
        listening.append((page, event, hear))

    def open_page(served, path="", **settings):
        if settings or not desk:
            page = _new_page(browser, **settings)
        else:
            lent.append(page := desk.pop())
        reader = Reader(page, [])
        readers.append(reader)
        said = reader.complaints.append
        listen(page, "console", lambda message: said(f"{message.text} {message.location}"))
        listen(page, "pageerror", lambda error: said(str(error)))
        page.goto(served.address + path)
        reader.until("!!doc?.querySelector('main') && doc.readyState === 'complete'")
        return reader

    yield open_page
    for page, event, hear in listening:
        page.remove_listener(event, hear)
    for reader in readers:
        if reader.page in lent:
            _forget(reader.page)
            desk.append(reader.page)
        else:
            reader.page.context.close()
    assert [reader.complaints for reader in readers if reader.complaints] == []


@dataclass
class Writer:
    """A paper's files, as somebody writes them; all is as it was when a test is done."""

    root: Path
    texts: dict

    def change(self, name, old, new):
        text = self.texts.get(name) or (self.root / name).read_text(encoding="utf-8")
        assert old in text
        self.save(name, text.replace(old, new))

    def save(self, name, text):
        """As most editors do: a new file takes the place of the old one."""
        beside = self.root / name
        beside = beside.with_name(f".{beside.name}.new")
        beside.write_text(text, encoding="utf-8")
        beside.replace(self.root / name)

    def restore(self):
        for name, text in self.texts.items():
            file = self.root / name
            if not file.is_file() or file.read_text(encoding="utf-8") != text:
                file.parent.mkdir(exist_ok=True)
                self.save(name, text)


@pytest.fixture(scope="module")
def paper(tmp_path_factory):
    root = tmp_path_factory.mktemp("papers") / "paper"
    for name, text in PAPER.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(dedent(text), encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def served(serve, paper):
    return serve(paper, Engine(paper))


@pytest.fixture
def write(paper):
    writer = Writer(paper, {name: dedent(text) for name, text in PAPER.items()})
    yield writer
    writer.restore()


BLOCK = "[...doc.querySelectorAll('.body p')].find((p) => p.textContent.startsWith(argument))"
TOP = f"{BLOCK}.getBoundingClientRect().top"


def test_the_page_is_the_html_edition(served):
    state = served.state(lambda state: state["proved"])
    _, _, body = served.ask(f"page/{state['digest']}")
    edition = served.ask("edition/html")
    assert (
        MARKS.sub("", re.sub("<!--block:(?!end)[^>]*-->", "<!--block:0-->", body.decode()))
        == edition[2].decode()
    )
    assert state["findings"] == []


def test_a_word_is_changed_in_place(served, look, write):
    reader = look(served)
    reader.proved()
    reader.run(f"{BLOCK}.kept = true, doc.body.kept = true", "第3の")
    write.change("report/chapters/01.md", FIRST, "初めの言葉。")
    reader.reads("初めの言葉。")
    assert FIRST not in reader.text
    assert reader.run("doc.body.kept")
    assert reader.run(f"{BLOCK}.kept", "第3の")
    assert reader.run(f"{BLOCK}.kept === undefined", "初めの言葉")


STATES = """() => {
    window.states = [];
    const said = (id) => document.getElementById(id).textContent;
    const note = () => window.states.push([said("status"), said("list")]);
    new MutationObserver(note).observe(document.getElementById("status"), { childList: true });
}"""


def test_nobody_says_that_nothing_is_found_while_it_is_checked(served, look, write):
    reader = look(served)
    reader.proved()
    assert (
        reader.page.evaluate("document.getElementById('list').textContent") == "指摘はありません。"
    )
    reader.page.evaluate(STATES)
    write.change("report/chapters/01.md", FIRST, "別の段落。")
    reader.until("doc.body.textContent.includes('別の段落。')")
    reader.proved()
    states = reader.page.evaluate("window.states")
    assert any("検査中" in status for status, _ in states)
    assert [
        status for status, found in states if "検査中" in status and "ありません" in found
    ] == []


def test_the_readers_place_is_kept(served, look, write):
    reader = look(served)
    reader.page.uncheck("#follow")
    reader.run(f"{BLOCK}.scrollIntoView()", "第7の")
    place = reader.run(TOP, "第7の")
    write.change("report/chapters/01.md", FIRST, "長い段落。" * 200)
    reader.reads("長い段落。長い段落。")
    assert abs(reader.run(TOP, "第7の") - place) < 2
    write.change("report/chapters/01.md", "第7の段落の", "第7の節の")  # what is read itself
    reader.reads("第7の節の1文目である。")
    assert abs(reader.run(TOP, "第7の") - place) < 2


def test_what_is_edited_comes_into_view(served, look, write):
    reader = look(served)
    write.change("report/chapters/02.md", LAST, "終わりの段落。")
    reader.reads("終わりの段落。")
    reader.until(f"0 < ({TOP}) && ({TOP}) < {DESK['height']}", "終わりの段落")


def test_what_the_reader_has_opened_stays_open(served, look, write):
    reader = look(served)
    reader.run("doc.getElementById('contents').open = true")
    reader.run("doc.getElementById('theme').click()")
    theme = reader.run("doc.documentElement.dataset.theme")
    write.change("report/chapters/01.md", "# 序", "# 序章")
    reader.until("doc.querySelector('nav').textContent.includes('序章')")
    assert reader.run("doc.getElementById('contents').open")
    assert reader.run("doc.documentElement.dataset.theme") == theme != ""


def test_a_note_opens_in_a_block_that_came(served, look, write):
    reader = look(served)
    write.change("report/chapters/01.md", "注のある段落", "注の付いた段落")
    reader.reads("注の付いた段落")
    reader.run("doc.querySelector('a.noteref').click()")
    reader.until("doc.getElementById('note-box').matches(':popover-open')")


def test_a_figure_is_drawn_again_alone(served, look, write):
    reader = look(served)
    reader.run("doc.querySelector('figure svg').kept = true")
    reader.run(f"{BLOCK}.kept = true", "船の数は")
    write.change("figures/data/ships.csv", "西,5", "西,7")
    reader.until("!doc.querySelector('figure svg').kept")
    assert "7" in reader.run("doc.querySelector('figure').textContent")
    assert reader.run(f"{BLOCK}.kept", "船の数は")
    assert reader.run("doc.readyState") == "complete"


def test_a_citekey_changes_its_note_and_a_wrong_one_is_found_beside_its_passage(
    served, look, write
):
    reader = look(served)
    reader.reads("海の白書")
    write.change("report/chapters/01.md", "@kato2021", "@sato2020")
    reader.until("!doc.querySelector('#fn-2').textContent.includes('港の歴史')")
    write.change("report/chapters/01.md", "@kato2021", "@kato2012")
    reader.until("document.querySelector('#margin .error') !== null")
    page = reader.page
    assert "kato2012" in page.get_attribute("#margin .error button", "aria-label")
    beside = page.evaluate("document.querySelector('#margin .error').getBoundingClientRect().top")
    frame = page.evaluate("document.getElementById('frame').getBoundingClientRect().top")
    top = reader.run(TOP, "注のある段落")
    assert abs(beside - frame - top) < 2
    link = page.get_attribute("#list .error .head a", "href")
    assert link.endswith("/report/chapters/01.md:29:24")
    assert link.startswith("vscode://file/")
    reader.run("doc.defaultView.scrollTo(0, 0)")
    page.click("#list .error button")
    assert 0 < reader.run(TOP, "注のある段落") < DESK["height"]


def test_a_passage_leads_to_its_source(served, look):
    reader = look(served)
    reader.run(f"{BLOCK}.scrollIntoView()", "第7の")
    reader.until("document.getElementById('here').href.endsWith('/report/chapters/01.md:17:1')")


def test_a_click_with_alt_opens_the_source_in_the_editor(serve, paper, look):
    editor = "http://127.0.0.1:9/{path}:{line}"  # an address that a browser asks for itself
    reader = look(serve(paper, Engine(paper), editor))
    reader.page.route("http://127.0.0.1:9/**", lambda route: route.fulfill(status=204))
    with reader.page.expect_request("http://127.0.0.1:9/**") as asked:
        reader.page.frame_locator("#frame").get_by_text(FIRST).click(modifiers=["Alt"])
    assert asked.value.url.endswith("/report/chapters/01.md:3")


def test_a_brief_is_followed_while_it_is_looked_at(served, look, write):
    reader = look(served, "?of=minister")
    reader.reads("一枚の要約。")
    write.change("report/briefs/minister.md", "一枚の要約", "一枚の提案")
    reader.reads("一枚の提案")
    assert reader.page.get_attribute("#documents [aria-current]", "href") == "./?of=minister"
    write.change("report/briefs/minister.md", "一枚の要約", "一枚の提案をを示す要約")
    reader.until("document.querySelector('#margin .warning') !== null")
    label = reader.page.get_attribute("#margin .warning button", "aria-label")
    assert "をを" in label
    assert served.ask("brief/minister/pdf")[2].startswith(b"%PDF")


def test_the_tab_of_the_pdf_offers_the_newest_when_the_paper_has_changed(
    served, browser, look, write
):
    look(served).proved()
    page = axe.window(browser, viewport=DESK, locale="ja-JP", offline=False).new_page()
    asked = []

    def answer(route):  # a browser that nobody sees has no viewer of PDFs
        asked.append(route.request.url)
        route.fulfill(body=f"<p>PDF {len(asked)}</p>", content_type="text/html")

    page.route("**/edition/pdf*", answer)
    page.goto(f"{served.address}view/pdf")
    frame, newer = page.frame_locator("#frame"), page.locator("#newer")
    frame.get_by_text("PDF 1").wait_for()
    assert newer.is_hidden()
    write.change("report/chapters/02.md", LAST, "変わった段落。")
    newer.click()
    frame.get_by_text("PDF 2").wait_for()
    assert newer.is_hidden()
    assert len(asked) == 2
    page.context.close()


@pytest.mark.parametrize(
    ("name", "text", "rule"),
    [
        ("report/report.yaml", "title: [", "PAP"),
        ("report/chapters/02.md", "{{ unknown }}", "TPL"),
        ("figures/ships.py", "def draw(", "FIG"),
        ("report/chapters/02.md", b"\xff\xfe", "PAP"),
    ],
)
def test_a_broken_file_leaves_the_last_good_page_until_it_is_mended(
    served, look, write, name, text, rule
):
    reader = look(served)
    reader.reads(LAST)
    if isinstance(text, bytes):
        (write.root / name).write_bytes(text)
    else:
        write.save(name, text)
    reader.page.locator("#alarm .finding").first.wait_for(state="visible")
    assert rule in reader.page.inner_text("#alarm")
    assert name in reader.page.inner_text("#alarm")
    assert LAST in reader.text
    assert "前回の紙面" in reader.page.inner_text("#status")
    if rule == "TPL":
        assert axe.violations(reader.page) == []
        reader.complaints.clear()  # axe-core's own
    write.change("report/chapters/01.md", FIRST, "直した段落。")
    write.save(name, write.texts[name])
    reader.reads("直した段落。")
    reader.page.locator("#alarm").wait_for(state="hidden")


def test_a_chapter_may_be_renamed_and_many_files_changed_at_once(served, look, write):
    reader = look(served)
    (write.root / "report/chapters/02.md").rename(write.root / "report/chapters/00.md")
    reader.until(
        f"{BLOCK}.compareDocumentPosition([...doc.querySelectorAll('.body p')].at(-1)) & 4",
        "船の数は",
    )
    shutil.rmtree(write.root / "report")  # as another branch of a repository is taken
    write.restore()
    (write.root / "report/chapters/00.md").unlink(missing_ok=True)
    reader.until(
        f"{BLOCK}?.compareDocumentPosition({BLOCK.replace('argument', repr('最後の'))}) & 4",
        "船の数は",
    )
    reader.proved()  # perhaps of the moment in which there was no paper
    reader.until("document.getElementById('list').innerText === argument", "指摘はありません。")


def test_two_browsers_follow_and_one_that_was_away_catches_up(served, look, write):
    one, other = look(served), look(served, locale="en-GB")
    other.page.context.set_offline(offline=True)
    write.change("report/chapters/01.md", FIRST, "二人で読む段落。")
    one.reads("二人で読む段落。")
    other.page.context.set_offline(offline=False)
    other.reads("二人で読む段落。")
    other.complaints.clear()  # Chromium says that the connection was lost


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_panel_has_no_violation(served, look, write, viewport, scheme):
    write.change("report/chapters/01.md", "@kato2021", "@kato2012")
    reader = look(served, viewport=viewport, color_scheme=scheme)
    reader.until("document.querySelector('#list .error') !== null")
    if viewport is PHONE:
        reader.page.click("#toggle")
    assert axe.violations(reader.page) == []
    assert reader.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    reader.complaints.clear()  # axe-core's own


def test_a_long_title_makes_a_narrow_page_no_wider(text_preview, look):
    reader = look(text_preview, viewport=PHONE)
    reader.page.evaluate(
        "document.querySelector('#title').textContent = 'A long title '.repeat(20)"
    )
    assert reader.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_findings_are_walked_through_with_the_keyboard(served, look, write):
    write.change("report/chapters/01.md", "[@sato2020]。もう一つ[@kato2021]", "[@a]。もう一つ[@b]")
    reader = look(served, viewport=PHONE)
    reader.until("document.querySelectorAll('#list .error').length === 2")
    page = reader.page
    page.focus("#toggle")
    page.keyboard.press("Enter")
    page.focus("#findings")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert page.evaluate(
        "[...document.querySelectorAll('#list > li')].map((li) => li.matches('.chosen:focus'))[1]"
    )
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == "toggle"
    assert page.locator("#findings").is_hidden()


def test_a_link_out_of_the_paper_opens_a_tab_of_its_own(served, look, write):
    write.change("report/chapters/01.md", FIRST, "[外](https://elsewhere.example/)へ。")
    reader = look(served)
    reader.reads("外へ。")
    with reader.page.context.expect_page() as opened:
        reader.run(
            "[...doc.querySelectorAll('.body a')].find((a) => a.textContent === '外').click()"
        )
    assert opened.value.evaluate("window.opener") is None
    assert reader.run("doc.location.origin") == reader.page.evaluate("location.origin")


def test_saves_are_seen_in_their_order(text_preview, look, tmp_path):
    file, written = text_preview.root / "report" / "text.txt", tmp_path / "text.txt"

    def save(number):  # in one step: between two an empty file might be seen, which is 0 as well
        written.write_text(f"{number}\n", encoding="utf-8")
        written.replace(file)

    save(0)
    reader = look(text_preview)
    reader.run(
        "doc.defaultView.seen = [], new MutationObserver(() => {"
        "doc.defaultView.seen.push(Number(doc.querySelector('main').textContent)); })"
        ".observe(doc.body, {subtree: true, childList: true})"
    )
    for number in range(1, 31, 2):  # two at once, then one after the other
        save(number)
        save(number + 1)
        reader.until("doc.querySelector('main').textContent === argument", str(number + 1))
    seen = reader.run("doc.defaultView.seen")
    assert seen == sorted(seen)
    assert seen[-1] == 30


def test_two_hundred_saves_take_no_more_memory_than_twenty(text_preview, look):
    file = text_preview.root / "report" / "text.txt"
    lines = [f"Paragraph {number}." for number in range(50)]
    reader = look(text_preview)
    session = reader.page.context.new_cdp_session(reader.page)

    def save(times):
        for number in range(times):
            lines[number % 50] = (
                f"Paragraph {len(text_preview.server._live._pages)} {times} {number}."
            )
            file.write_text("\n".join(lines), encoding="utf-8")
            reader.until(
                "doc.querySelector('main').textContent.includes(argument)", lines[number % 50]
            )
        session.send("HeapProfiler.collectGarbage")
        return session.send("Memory.getDOMCounters"), session.send("Runtime.getHeapUsage")[
            "usedSize"
        ]

    counts, heap = save(20)
    more, most = save(180)
    assert more["nodes"] < counts["nodes"] * 1.5
    assert more["documents"] <= counts["documents"] + 2
    assert more["jsEventListeners"] <= counts["jsEventListeners"] + 20
    assert most < heap * 1.5
    assert len(text_preview.server._live._pages) <= 9
