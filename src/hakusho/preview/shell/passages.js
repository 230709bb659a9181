// The passages of the page in the frame: where each was written, and which of them is read.
import { CONTAINERS } from "./patch.js";

const MARK = /^block:(.+)$/;
const TOP = 72; // pixels that the page's own bar may cover
const GLOW = [
  { outline: "3px solid rgb(30 120 200 / 0.9)", outlineOffset: "6px" },
  { outline: "3px solid rgb(30 120 200 / 0)", outlineOffset: "6px" },
];

export class Passages {
  constructor(frame) {
    this.frame = frame;
    this.blocks = []; // {element, path, line, column, editor} in the order of the text
  }

  /** Take the places of a page that has come: each block stands behind a mark with its name. */
  read(places) {
    const page = this.frame.contentDocument;
    const walker = page.createTreeWalker(page.body, NodeFilter.SHOW_COMMENT);
    this.blocks = [];
    while (walker.nextNode()) {
      const place = places[MARK.exec(walker.currentNode.nodeValue)?.[1]];
      let element = place && next(walker.currentNode);
      if (element?.nodeName === "SECTION") element = element.firstElementChild ?? element;
      if (element) this.blocks.push({ element, ...place });
    }
  }

  /** The block in which a place of the sources is printed, if it is. */
  blockOf({ path, line, column }) {
    if (!line) return null;
    let found = null;
    for (const block of this.blocks) {
      if (block.path !== path || block.line > line) continue;
      if (block.line === line && column && block.column > column) continue;
      if (!found || block.line > found.line || (block.line === found.line && block.column >= found.column)) {
        found = block;
      }
    }
    return found;
  }

  /** The address by which an editor opens what an element of the page was written as. */
  sourceAt(element) {
    return this.blocks.findLast((block) => block.element.contains(element))?.editor ?? "";
  }

  /** That of the passage which is read. */
  sourceInView() {
    const written = this.blocks.filter(({ editor }) => editor);
    let [low, high] = [0, written.length]; // they stand one below the other
    while (low < high) {
      const middle = (low + high) >> 1;
      if (written[middle].element.getBoundingClientRect().bottom > TOP) high = middle;
      else low = middle + 1;
    }
    return written[low]?.editor ?? "";
  }

  /** What is read now: the first block in view, and how far down it stands. */
  readersPlace() {
    const page = this.frame.contentDocument;
    if (!page?.body) return null;
    const all = [...leaves(page.querySelector("main") ?? page.body)];
    const at = all.findIndex((each) => each.getBoundingClientRect().bottom > TOP);
    if (at < 0 || !this.frame.contentWindow.scrollY) return null;
    return { element: all[at], at, top: all[at].getBoundingClientRect().top };
  }

  /** Put the block that was read, or what has come in its place, where it stood. */
  restore(place, changes) {
    if (!place) return;
    const page = this.frame.contentDocument;
    let { element } = place;
    if (!element.isConnected) {
      const change = changes.find(({ came, went }) => came.isConnected && went?.contains(element));
      const all = change ? [] : [...leaves(page.querySelector("main") ?? page.body)];
      element = change?.came ?? all[Math.min(place.at, all.length - 1)];
    }
    const moved = element ? element.getBoundingClientRect().top - place.top : 0;
    this.frame.contentWindow.scrollBy({ top: moved, behavior: "instant" });
  }

  /** Let blocks that came glow; where none is in view, bring the first to the reader if wanted. */
  show(changes, follow) {
    const came = changes.map((change) => change.came).filter((each) => each.isConnected);
    const blocks = came.filter((each) => this.blocks.some(({ element }) => element === each));
    const edited = blocks.length ? blocks : came.map((each) => citing(each));
    if (follow && edited.length && !edited.some((each) => this.#isInView(each))) {
      edited[0].scrollIntoView({ block: "center", behavior: "instant" });
    }
    for (const each of edited) glow(each);
  }

  /** Bring a block to the reader. */
  reveal({ element }) {
    element.scrollIntoView({ block: "center", behavior: "instant" });
    glow(element);
  }

  #isInView(element) {
    const { top, bottom } = element.getBoundingClientRect();
    return bottom > TOP && top < this.frame.contentWindow.innerHeight;
  }
}

function next(node) {
  let after = node.nextSibling;
  while (after && after.nodeType === Node.TEXT_NODE && !after.nodeValue.trim()) after = after.nextSibling;
  return after?.nodeType === Node.ELEMENT_NODE ? after : null;
}

function* leaves(element) {
  for (const child of element.children) {
    if (CONTAINERS.has(child.nodeName)) yield* leaves(child);
    else if (child.getClientRects().length) yield child;
  }
}

/** What of the text has a note in which something came; else that itself. */
function citing(element) {
  const back = element.closest("li")?.querySelector("[role=doc-backlink]");
  const mark = back && element.ownerDocument.getElementById(back.hash.slice(1));
  return mark?.closest("p, td, th, li, figcaption") ?? element;
}

function glow(element) {
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  element.animate(GLOW, { duration: 1600, easing: "ease-in" });
}
