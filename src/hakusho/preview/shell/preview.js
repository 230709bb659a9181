// The page around a paper's page: told of each state by the server, it shows the newest.
import { patch } from "./patch.js";
import { Passages } from "./passages.js";
import { Panel } from "./panel.js";

const LOST_AFTER = 40_000; // milliseconds without a word, of which there is one every 15,000
const ENDED_AFTER = 6_000;
const HIDDEN_AFTER = 5_000; // a browser has six connections to a server, for all of its tabs

const element = (id) => document.getElementById(id);
const words = JSON.parse(element("words").textContent);
const of = document.body.dataset.of;
const frame = element("frame");
const follow = element("follow");
const passages = new Passages(frame);
const panel = new Panel(words, of, passages);

let news = null; // the newest state
let held = null; // what the frame shows: {digest, loaded, source}
let showing = false;

// The connection: its first word is the state as it is now, so that nothing is missed.
let source = null;
let heard = Date.now();
let away = 0;

function connect() {
  source?.close();
  source = new EventSource(`events?of=${encodeURIComponent(of)}`);
  source.addEventListener("state", (event) => { hear(); receive(JSON.parse(event.data)); });
  source.addEventListener("beat", hear);
  source.addEventListener("error", () => {
    panel.say(words.away, "warning");
    away ||= setTimeout(() => panel.say(words.ended, "error"), ENDED_AFTER);
    if (source.readyState === EventSource.CLOSED) setTimeout(connect, 2_000);
  });
}

function hear() {
  heard = Date.now();
  clearTimeout(away);
  away = 0;
}

let sleep = 0;
document.addEventListener("visibilitychange", () => {
  clearTimeout(sleep);
  if (document.visibilityState === "hidden") {
    sleep = setTimeout(() => { source.close(); source = null; }, HIDDEN_AFTER);
  } else if (!source) connect();
});
setInterval(() => { if (source && Date.now() - heard > LOST_AFTER) connect(); }, 5_000);

function receive(told) {
  if (news && told.number < news.number) return; // never back, whatever came late
  news = told;
  panel.tell(news);
  show();
}

// One page after the other: whichever is the newest when there is time for it.
async function show() {
  if (showing) return;
  showing = true;
  try {
    while (news.digest && news.digest !== held?.digest) {
      const digest = news.digest;
      const answer = await fetch(`document/${digest}`);
      if (!answer.ok) { connect(); break; } // a newer state is on its way
      await put(digest, await answer.json());
    }
  } catch (error) {
    if (!(error instanceof TypeError)) throw error; // the server is away: it is tried again
  } finally {
    showing = false;
  }
}

async function put(digest, { html, places }) {
  const reader = passages.readersPlace();
  const stands = held && isShown(held.loaded);
  if (!stands) await load(digest);
  const fresh = parsed(html);
  const changes = stands ? patch(frame.contentDocument, held.source, fresh) : [];
  if (!changes) await load(digest);
  held = { digest, loaded: stands && changes ? held.loaded : digest, source: fresh };
  passages.read(places);
  passages.restore(reader, changes ?? []);
  passages.show(changes ?? [], follow.checked);
  panel.title(fresh.page.title);
  panel.match();
}

// Parsed by the policy of the paper's page, for ours forbids style attributes. It names its own style
// by a hash, so that of another page stands beside.
function parsed(html) {
  const styles = [];
  const [head, ...rest] = html.split("</head>");
  const bare = head.replace(/<style[^>]*>([^]*?)<\/style>/g, (_, text) => { styles.push(text); return ""; });
  const parser = new frame.contentWindow.DOMParser();
  return { page: parser.parseFromString([bare, ...rest].join("</head>"), "text/html"), style: styles.join("\n") };
}

const isShown = (digest) => frame.contentDocument?.location.pathname.endsWith(`/page/${digest}`);

async function load(digest) {
  await new Promise((resolve) => {
    frame.addEventListener("load", resolve, { once: true });
    frame.contentWindow.location.replace(new URL(`page/${digest}`, location.href));
  });
  const page = frame.contentDocument;
  page.documentElement.style.overflowAnchor = "none"; // the reader's place is kept here
  page.addEventListener("click", clicked);
  for (const name of ["scroll", "toggle"]) {
    page.addEventListener(name, panel.placeSoon, { capture: true, passive: true });
  }
  new ResizeObserver(panel.placeSoon).observe(page.body);
}

// A link out of the paper opens a tab of its own; with Alt a click opens the passage's source.
function clicked(event) {
  const link = event.target.closest("a[href]");
  if (event.altKey) {
    const address = passages.sourceAt(event.target);
    if (address) { event.preventDefault(); location.assign(address); }
  } else if (link && link.origin !== location.origin) {
    event.preventDefault();
    if (/^(https?|mailto):$/.test(link.protocol)) open(link.href, "_blank", "noopener,noreferrer");
  }
}

const remembered = "hakusho-follow";
follow.checked = localStorage.getItem(remembered) !== "no";
follow.addEventListener("change", () => {
  localStorage.setItem(remembered, follow.checked ? "yes" : "no");
});

connect();
