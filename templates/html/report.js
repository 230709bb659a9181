// Comfort for readers with a script engine; without it every link still leads where it says.
(() => {
  "use strict";
  const root = document.documentElement;
  const wide = matchMedia("(min-width: 68rem)");

  // Light or dark: the system decides until the reader does.
  const button = document.getElementById("theme");
  const remember = (value) => {
    try {
      if (value) localStorage.setItem("hakusho-theme", value);
      return localStorage.getItem("hakusho-theme");
    } catch {
      return null; // a file opened from a folder may have no storage
    }
  };
  const dark = () =>
    (root.dataset.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
  if (["light", "dark"].includes(remember())) root.dataset.theme = remember();
  button.hidden = false;
  button.addEventListener("click", () => {
    root.dataset.theme = dark() ? "light" : "dark";
    remember(root.dataset.theme);
  });

  // Contents: folded on a narrow screen, with the section in view marked.
  const contents = document.getElementById("contents");
  if (contents) {
    const fold = () => { contents.open = wide.matches; };
    fold();
    wide.addEventListener("change", fold);
    let waiting = false;
    const mark = () => {
      waiting = false;
      const links = [...contents.querySelectorAll("a")];
      const current = links.findLast((link) => {
        const heading = document.getElementById(link.hash.slice(1));
        return heading && heading.getBoundingClientRect().top < 120;
      });
      for (const link of links) {
        if (link === current) link.setAttribute("aria-current", "location");
        else link.removeAttribute("aria-current");
      }
    };
    addEventListener("scroll", () => {
      if (!waiting) { waiting = true; requestAnimationFrame(mark); }
    }, { passive: true });
    mark();
  }

  // Notes: shown beside their number. Escape or a click elsewhere closes (the popover's own
  // behaviour); the mouse may rest on the note (WCAG 2.2, 1.4.13).
  const box = document.getElementById("note-box");
  if (!box || !box.showPopover) return;
  const heading = document.getElementById("note-box-title");
  const text = document.getElementById("note-box-text");
  const narrow = matchMedia("(max-width: 39.99rem)");
  let reference = null;
  let pinned = false;
  let timer = 0;

  const place = () => {
    box.style.left = box.style.top = "";
    if (narrow.matches) return;
    const at = reference.getBoundingClientRect();
    const width = box.offsetWidth;
    const height = box.offsetHeight;
    const left = Math.min(Math.max(16, at.left - 24), innerWidth - width - 24);
    const below = at.bottom + 8;
    const top = below + height > innerHeight - 8 ? Math.max(8, at.top - height - 8) : below;
    box.style.left = `${left}px`;
    box.style.top = `${top}px`;
  };
  const show = (link, byChoice) => {
    clearTimeout(timer);
    const note = document.querySelector(`${link.hash} .note`);
    if (!note) return;
    if (reference && reference !== link) reference.removeAttribute("aria-expanded");
    const copy = note.cloneNode(true);
    for (const element of copy.querySelectorAll("[id]")) element.removeAttribute("id");
    text.replaceChildren(copy);
    heading.textContent = heading.dataset.word + link.textContent;
    reference = link;
    pinned = byChoice;
    if (!box.matches(":popover-open")) box.showPopover();
    link.setAttribute("aria-expanded", "true");
    place();
    box.scrollTop = 0;
    if (byChoice) box.focus({ preventScroll: true });
  };
  const hide = () => { if (box.matches(":popover-open")) box.hidePopover(); };
  const hideSoon = () => {
    clearTimeout(timer);
    if (!pinned) timer = setTimeout(() => { if (!pinned) hide(); }, 250);
  };
  box.addEventListener("toggle", (event) => {
    if (event.newState !== "closed" || !reference) return;
    const link = reference;
    reference = null;
    link.removeAttribute("aria-expanded");
    const focused = document.activeElement;
    if (pinned && (focused === document.body || box.contains(focused))) {
      link.focus({ preventScroll: true });
    }
    pinned = false;
  });
  box.addEventListener("pointerenter", () => clearTimeout(timer));
  box.addEventListener("pointerleave", hideSoon);
  document.getElementById("note-box-close").addEventListener("click", hide);
  // A link inside the note leads away from it.
  text.addEventListener("click", (event) => { if (event.target.closest("a")) hide(); });
  addEventListener("resize", () => { if (reference) place(); });
  // Asked of the page as a whole: a preview exchanges blocks while it is read.
  const mark = (event) => event.target.closest && event.target.closest("a.noteref");
  document.addEventListener("click", (event) => {
    if (!mark(event) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    show(mark(event), true);
  });
  document.addEventListener("pointerover", (event) => {
    const link = mark(event);
    if (!link || link.contains(event.relatedTarget) || event.pointerType !== "mouse" || pinned) return;
    clearTimeout(timer);
    timer = setTimeout(() => show(link, false), 150);
  });
  document.addEventListener("pointerout", (event) => {
    if (mark(event) && !mark(event).contains(event.relatedTarget)) hideSoon();
  });
})();
