"""One page becomes another by what differs: held against the other, for many pages."""

import pytest

from hakusho.preview import app
from validators import axe

pytestmark = pytest.mark.browser

SCRIPT = """([source, seed, rounds]) => {
  const patch = new Function(source.replaceAll("export ", "") + "; return patch;")();
  let state = seed;
  const dice = (sides) => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return Math.floor(state / 65536) % sides;
  };
  const leaf = () => [
    `<p>${dice(9)}</p>`, `<p class="a${dice(3)}">${dice(9)} <em>x</em></p>`, `<!--block:${dice(9)}-->`,
    "\\n", `text ${dice(3)}`, `<figure id="f${dice(4)}"><svg><path d="M${dice(9)}"/></svg></figure>`,
    `<table style="width: ${dice(9)}%"><tbody><tr><td>${dice(9)}</td></tr></tbody></table>`,
  ][dice(7)];
  const box = (depth) => {
    const name = ["section", "div", "details", "ul"][dice(4)];
    const parts = Array.from({ length: dice(6) }, () => (depth && dice(3) ? box(depth - 1) : leaf()));
    const id = dice(2) ? ` id="s${dice(5)}"` : "";
    return `<${name}${id} data-a="${dice(3)}">${parts.join(name === "ul" ? "" : "\\n")}</${name}>`;
  };
  const page = () => `<title>${dice(9)}</title><body class="b${dice(2)}"><main>${box(3)}${box(2)}</main>`;
  // Most pages are their neighbours with a word changed, a block taken out or put twice.
  const edited = (html) => {
    const blocks = html.split(/(?=<p)/);
    const at = dice(blocks.length);
    const block = blocks[at];
    blocks.splice(at, 1, ...[[], [block, block], [block.replace(/\\d/, String(dice(9)))]][dice(3)]);
    return dice(8) ? blocks.join("") : page();
  };
  const parsed = (html) => ({ page: new DOMParser().parseFromString(html, "text/html"), style: "" });
  const wrong = [];
  let html = page();
  const shown = parsed(html).page;
  shown.body.dataset.opened = "by a script";
  for (let round = 0; round < rounds; round++) {
    const next = edited(html);
    const kept = [...shown.querySelectorAll("p")];
    const changes = patch(shown, parsed(html), parsed(next));
    const wanted = parsed(next).page;
    wanted.body.dataset.opened = "by a script";
    if (!shown.body.isEqualNode(wanted.body) || shown.title !== wanted.title) wrong.push([round, html, next]);
    if (changes.some(({ came }) => kept.includes(came))) wrong.push([round, "came, and was there"]);
    html = next;
  }
  return wrong;
}"""


@pytest.fixture(scope="module")
def blank():
    with axe.chromium() as browser:
        page = axe.window(browser).new_page()
        yield page
        page.context.close()


@pytest.mark.parametrize("seed", range(8))
def test_any_page_becomes_any_other(blank, seed):
    assert blank.evaluate(SCRIPT, [app._text("patch.js"), seed, 300]) == []


CHANGES = """([source, before, after]) => {
  const patch = new Function(source.replaceAll("export ", "") + "; return patch;")();
  const parsed = (html) => ({ page: new DOMParser().parseFromString(html, "text/html"), style: "" });
  const shown = parsed(before).page;
  const kept = [...shown.querySelectorAll("p")];
  const came = patch(shown, parsed(before), parsed(after)).map((each) => each.came.textContent);
  return [came, kept.filter((each) => each.isConnected).map((each) => each.textContent)];
}"""


@pytest.mark.parametrize(
    ("before", "after", "came", "kept"),
    [
        ("<p>a<p>b<p>c", "<p>a<p>x<p>c", ["x"], ["a", "c"]),
        ("<p>a<p>b<p>c", "<p>a<p>c", [], ["a", "c"]),
        ("<p>a<p>c", "<p>a<p>b<p>c", ["b"], ["a", "c"]),
        ("<p>a<p>b<p>c<p>d", "<p>d<p>a<p>b<p>c", ["d"], ["a", "b", "c"]),
        ("<p>a<p>b<p>c", "<p>x<p>b<p>y", ["x", "y"], ["b"]),
        (
            "<section id=a><p>1</section><section id=b><p>2</section>",
            "<section id=a><p>1</section><section id=n><p>0</section><section id=b><p>2</section>",
            ["0"],
            ["1", "2"],
        ),
        (
            "<main><div><section id=a><p>1<p>2</section></div></main>",
            "<main><div><section id=a><p>1<p>3</section></div></main>",
            ["3"],
            ["1"],
        ),
    ],
)
def test_what_is_as_it_was_stays(blank, before, after, came, kept):
    assert blank.evaluate(CHANGES, [app._text("patch.js"), before, after]) == [came, kept]
