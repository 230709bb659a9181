// Makes a page that is shown into a newer one by exchanging the blocks that differ.
//
// Compared are the sources of both, not what is shown: what a page's own script has done (contents
// folded, a theme chosen, a note opened) is no difference, and stays.

// What is looked into; everything else is a block, and exchanged as a whole.
export const CONTAINERS = new Set([
  "HTML", "BODY", "MAIN", "DIV", "SECTION", "ARTICLE", "ASIDE", "HEADER", "FOOTER", "NAV",
  "DETAILS", "UL", "OL", "LI", "DL",
]);

/**
 * Apply what differs between two sources, {page, style}, to the document that shows the first.
 *
 * Returns the blocks that came, each with that whose place it took, if there was one; null if the
 * page has to be loaded anew.
 */
export function patch(shown, before, after) {
  if (scripts(before.page) !== scripts(after.page)) return null;
  if (before.style !== after.style) dress(shown, after.style);
  const changes = [];
  shown.title = after.page.title;
  attributes(shown.documentElement, before.page.documentElement, after.page.documentElement);
  exchange(shown.body, before.page.body, after.page.body, changes);
  return changes;
}

const scripts = (page) =>
  [...page.querySelectorAll("script:not([type='application/ld+json'])")].map((each) => each.textContent).join("\n");

// The policy of a page names its style by a hash, so another one comes as a sheet of its own.
function dress(shown, style) {
  const sheet = new shown.defaultView.CSSStyleSheet();
  sheet.replaceSync(style);
  shown.adoptedStyleSheets = [sheet];
  for (const each of shown.head.querySelectorAll("style")) each.disabled = true;
}

function attributes(shown, before, after) {
  for (const { name } of [...before.attributes]) {
    if (!after.hasAttribute(name)) shown.removeAttribute(name);
  }
  for (const { name, value } of [...after.attributes]) {
    if (before.getAttribute(name) !== value) shown.setAttribute(name, value);
  }
}

function exchange(shown, before, after, changes) {
  attributes(shown, before, after);
  const old = [...before.childNodes];
  const fresh = [...after.childNodes];
  const live = [...shown.childNodes];
  if (live.length !== old.length) { // a script has been at work here
    const taken = shown.firstElementChild;
    shown.replaceChildren(...fresh.map((node) => shown.ownerDocument.importNode(node, true)));
    changes.push({ came: shown, went: taken });
    return;
  }
  for (const [was, will] of runs(old, fresh)) run(shown, live, old, fresh, was, will, changes);
}

/** Stretches without equal nodes, as [{from, to} of the old, {from, to} of the new]; the last too. */
function* runs(old, fresh) {
  let from = 0;
  let begun = 0;
  for (const [i, j] of equals(old, fresh)) {
    yield [{ from, to: i }, { from: begun, to: j }];
    from = i + 1;
    begun = j + 1;
  }
  yield [{ from, to: old.length }, { from: begun, to: fresh.length }];
}

/** Pairs of equal nodes in the order of both: the same beginning and end, and most of the rest. */
function equals(old, fresh) {
  const pairs = [];
  let start = 0;
  let end = old.length;
  let stop = fresh.length;
  while (start < end && start < stop && old[start].isEqualNode(fresh[start])) pairs.push([start, start++]);
  const tail = [];
  while (end > start && stop > start && old[end - 1].isEqualNode(fresh[stop - 1])) tail.push([--end, --stop]);
  return [...pairs, ...rising(matches(old, fresh, start, end, stop)), ...tail.reverse()];
}

const key = (node) => (node.outerHTML ?? `${node.nodeType}:${node.nodeValue}`);

// Blank text is like any other, and containers are told by their names (and would be long to spell).
const isTold = (node) => node.nodeType !== Node.TEXT_NODE && !CONTAINERS.has(node.nodeName);

/** For each old block the first equal new one that no other has taken. */
function matches(old, fresh, start, end, stop) {
  const places = new Map();
  for (let j = start; j < stop; j++) {
    if (!isTold(fresh[j])) continue;
    const name = key(fresh[j]);
    if (!places.has(name)) places.set(name, []);
    places.get(name).push(j);
  }
  const found = [];
  for (let i = start; i < end; i++) {
    if (!isTold(old[i])) continue;
    const j = places.get(key(old[i]))?.shift();
    if (j !== undefined) found.push([i, j]);
  }
  return found;
}

/** The longest part of pairs whose second numbers rise. */
function rising(pairs) {
  const tops = [];
  const previous = new Array(pairs.length);
  pairs.forEach(([, j], at) => {
    let low = 0;
    let high = tops.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (pairs[tops[middle]][1] < j) low = middle + 1;
      else high = middle;
    }
    previous[at] = tops[low - 1];
    tops[low] = at;
  });
  const chosen = [];
  for (let at = tops.at(-1); at !== undefined; at = previous[at]) chosen.push(pairs[at]);
  return chosen.reverse();
}

const alike = (one, other) =>
  one.nodeType === Node.ELEMENT_NODE && one.nodeName === other.nodeName &&
  CONTAINERS.has(one.nodeName) && one.id === other.id;

/** Exchange a stretch: containers of one name are looked into, the rest is taken as it is. */
function run(shown, live, old, fresh, was, will, changes) {
  const next = live[was.to] ?? null;
  let i = was.from;
  for (let j = will.from; j < will.to; j++) {
    const partner = old.slice(i, was.to).findIndex((node) => alike(node, fresh[j]));
    if (partner >= 0) {
      for (const last = i + partner; i < last; i++) live[i].remove();
      exchange(live[i], old[i], fresh[j], changes);
      i++;
    } else {
      const same = i < was.to && !CONTAINERS.has(old[i].nodeName) && old[i].nodeType === fresh[j].nodeType;
      const came = shown.ownerDocument.importNode(fresh[j], true);
      const went = same ? live[i] : null;
      if (same) live[i++].replaceWith(came);
      else shown.insertBefore(came, i < was.to ? live[i] : next);
      if (came.nodeType === Node.ELEMENT_NODE) changes.push({ came, went });
    }
  }
  for (; i < was.to; i++) live[i].remove();
}
