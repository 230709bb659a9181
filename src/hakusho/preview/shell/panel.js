// What is said of a paper: its state in one line, its findings in a list and beside their passages.

// Families of rules about what cannot be read: much else only follows from it.
const UNREAD = /^(PAP|TPL|DAT|FIG)/;

const element = (id) => document.getElementById(id);

function made(name, { text, ...properties } = {}, ...children) {
  const node = Object.assign(document.createElement(name), properties);
  if (text !== undefined) node.append(text);
  node.append(...children);
  return node;
}

export class Panel {
  #words;
  #of;
  #passages;
  #told = ""; // the findings that are listed, as they were told
  #items = [];
  #findings = [];
  #groups = new Map(); // numbers of findings by block
  #frame = 0;

  constructor(words, of, passages) {
    [this.#words, this.#of, this.#passages] = [words, of, passages];
    const [aside, toggle] = [element("findings"), element("toggle")];
    const open = (is) => {
      aside.classList.toggle("open", is);
      toggle.setAttribute("aria-expanded", is);
    };
    toggle.addEventListener("click", () => open(!aside.classList.contains("open")));
    element("close").addEventListener("click", () => { open(false); toggle.focus(); });
    aside.addEventListener("keydown", (event) => {
      if (event.key === "Escape") { open(false); toggle.focus(); }
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) { event.preventDefault(); this.#step(step); }
    });
    this.open = open;
    addEventListener("resize", this.placeSoon);
  }

  /** Say what a state is, while the page of a digest is shown. */
  tell(news, digest) {
    const words = this.#words;
    const count = (kind) => news.findings.filter((each) => each.kind === kind).length;
    const [errors, warnings] = [count("error"), count("warning")];
    element("count").textContent = errors + warnings ? `(${errors + warnings})` : "";
    this.#documents(news.briefs);
    this.#alarm(news);
    const reading = news.proved ? words.none : words.proving; // while it is read nobody knows yet
    const nothing = news.number ? reading : words.painting;
    const told = JSON.stringify([news.findings, nothing]);
    if (told !== this.#told) this.#list(news.findings, nothing);
    this.#told = told;
    if (!news.number) this.say(words.painting, "");
    else if (news.defect) this.say(`${words.defect} ${news.defect}`, "error");
    else if (news.stale) this.say(news.digest ? words.behind : words.unmade, "error");
    else if (news.digest !== digest) this.say(words.painting, "");
    else if (!news.proved) this.say(words.proving, "");
    else if (!errors && !warnings) this.say(words.clean, "");
    else {
      const counted = words.counted.replace("{errors}", errors).replace("{warnings}", warnings);
      this.say(counted, errors ? "error" : "warning");
    }
  }

  /** Say something in the line of state. */
  say(text, kind) {
    const line = element("status");
    line.className = `status ${kind}`;
    if (line.textContent !== text) line.textContent = text;
  }

  /** Name the paper as its page does. */
  title(text) {
    document.title = text ? `${text} – ${this.#words.preview}` : this.#words.preview;
    if (text) element("title").textContent = text;
  }

  placeSoon = () => {
    this.#frame ||= requestAnimationFrame(() => { this.#frame = 0; this.place(); });
  };

  /** Find the passages of the findings anew: either may have changed. */
  match() {
    this.#groups = new Map();
    this.#findings.forEach((finding, at) => {
      const block = this.#passages.blockOf(finding);
      this.#items[at].querySelector("button").hidden = !block;
      if (!block || finding.kind === "accepted") return;
      if (!this.#groups.has(block)) this.#groups.set(block, []);
      this.#groups.get(block).push(at);
    });
    this.place();
  }

  /** Put the marks of findings beside their passages, as far as these are in view. */
  place() {
    const margin = element("margin");
    const marks = [];
    for (const [block, group] of this.#groups) {
      const { top, bottom } = block.element.getBoundingClientRect();
      if (bottom < 0 || top > margin.clientHeight) continue;
      marks.push(this.#mark(group, Math.max(0, top)));
    }
    const focused = margin.contains(document.activeElement) && document.activeElement.dataset.at;
    margin.replaceChildren(...marks);
    if (focused) margin.querySelector(`[data-at="${focused}"]`)?.focus();
    const here = element("here");
    here.href = this.#passages.sourceInView();
    here.hidden = !here.getAttribute("href");
  }

  #mark(group, top) {
    const findings = group.map((at) => this.#findings[at]);
    const kind = findings.some((one) => one.kind === "error") ? "error" : "warning";
    const label = findings.map((one) => `${this.#words[one.kind]} ${one.rule}: ${one.message}`).join("\n");
    const button = made("button", { type: "button", text: group.length > 1 ? String(group.length) : "!" });
    button.setAttribute("aria-label", label);
    button.title = label;
    button.dataset.at = group[0];
    button.addEventListener("click", () => {
      this.open(true);
      this.#choose(this.#items[group[0]]);
    });
    const mark = made("li", { className: kind }, button);
    mark.style.top = `${top}px`;
    return mark;
  }

  #documents(briefs) {
    const named = [["", this.#words.report], ...briefs.map((name) => [name, name])];
    const items = named.map(([name, text]) => {
      const link = made("a", { href: name ? `./?of=${encodeURIComponent(name)}` : "./", text });
      if (name === this.#of) link.setAttribute("aria-current", "page");
      return made("li", {}, link);
    });
    const list = made("ul", {}, ...items);
    list.setAttribute("role", "list");
    const nav = element("documents");
    if (nav.innerHTML !== list.outerHTML) nav.replaceChildren(list);
  }

  #alarm(news) {
    const alarm = element("alarm");
    const words = this.#words;
    const errors = news.findings.filter((each) => each.kind === "error");
    errors.sort((one, other) => UNREAD.test(other.rule) - UNREAD.test(one.rule));
    const parts = [];
    if (news.defect) parts.push(made("p", { text: words.defect }), made("div", { text: news.defect }));
    if (news.stale) {
      const list = made("ol", {}, ...errors.slice(0, 5).map((each) => this.#item(each)));
      list.setAttribute("role", "list");
      parts.push(made("p", { text: news.digest ? words.stale : words.nothing_yet }), list);
    }
    const text = JSON.stringify([news.defect, news.stale && errors]);
    if (alarm.dataset.text === text) return;
    alarm.dataset.text = text;
    alarm.hidden = !parts.length;
    alarm.replaceChildren(...parts);
  }

  #list(findings, nothing) {
    const had = this.#items.findIndex((each) => each.contains(document.activeElement));
    this.#findings = findings;
    this.#items = findings.map((finding) => {
      const item = this.#item(finding);
      const button = made("button", { type: "button", hidden: true, text: this.#words.passage });
      button.addEventListener("click", () => {
        const block = this.#passages.blockOf(finding);
        if (block) { this.#markChosen(item); this.#passages.reveal(block); }
      });
      item.append(button);
      item.tabIndex = -1;
      return item;
    });
    const accepted = this.#items.filter((_, at) => findings[at].kind === "accepted");
    const open = this.#items.filter((each) => !accepted.includes(each));
    element("list").replaceChildren(...(open.length ? open : [made("li", { text: nothing })]));
    element("accepted").hidden = !accepted.length;
    element("accepted").querySelector("ol").replaceChildren(...accepted);
    element("accepted-count").textContent = `(${accepted.length})`;
    this.match();
    if (had >= 0) element("findings").focus({ preventScroll: true }); // what had it is gone
  }

  #item(finding) {
    const words = this.#words;
    const head = made("p", { className: "head" }, made("span", { className: "kind", text: words[finding.kind] }), ` ${finding.rule} `, this.#source(finding));
    const item = made("li", { className: `finding ${finding.kind}` }, head, made("p", { text: finding.message }));
    if (finding.hint && !finding.reason) item.append(made("p", { className: "hint", text: `${words.hint}: ${finding.hint}` }));
    if (finding.reason) item.append(made("p", { className: "hint", text: `${words.reason}: ${finding.reason}` }));
    for (const each of finding.related) {
      item.append(made("p", { className: "also" }, `${words.also}: `, this.#source(each), ` ${each.label}`));
    }
    return item;
  }

  #source({ editor, place }) {
    if (!editor) return made("span", { text: place });
    return made("a", { href: editor, text: place, title: this.#words.open_source.replace("{place}", place) });
  }

  #choose(item) {
    this.#markChosen(item);
    item.scrollIntoView({ block: "nearest" });
    item.focus({ preventScroll: true });
  }

  #markChosen(item) {
    for (const each of this.#items) each.classList.toggle("chosen", each === item);
  }

  #step(step) {
    const seen = [...element("findings").querySelectorAll(".finding")].filter((each) => each.checkVisibility());
    const now = seen.findIndex((each) => each.contains(document.activeElement));
    const next = now < 0 ? seen[0] : seen[Math.min(Math.max(now + step, 0), seen.length - 1)];
    if (next) this.#choose(next);
  }
}
