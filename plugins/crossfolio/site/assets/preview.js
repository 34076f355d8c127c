/* The passage of a cell of the matrix, shown over the page. It comes after crossfolio.js. */
"use strict";

(() => {
  const { say } = window.crossfolio;
  // The site's root, as this file lies in assets/crossfolio/: what is kept is kept by site.
  const KEPT = `crossfolio ${new URL("../../", document.currentScript.src).pathname} preview`;
  const wide = window.matchMedia("(min-width: 60em)");

  /* Storage that is switched off throws when it is touched. */
  function keepOff(off) {
    try {
      window.localStorage.setItem(KEPT, JSON.stringify({ off }));
    } catch { /* Nothing is remembered. */ }
  }

  function isOff() {
    try {
      return Boolean(JSON.parse(window.localStorage.getItem(KEPT))?.off);
    } catch {
      return false;
    }
  }

  function make(tag, attributes, ...children) {
    const made = Object.assign(document.createElement(tag), attributes);
    made.append(...children);
    return made;
  }

  /* Finds the passage that an address leads to, with the heading above it. */
  function passageIn(page, anchor) {
    const body = page.querySelector(".crossfolio-body") ?? page.querySelector(".crossfolio-stub");
    const target = anchor ? page.getElementById(anchor) : null;
    let block = target?.closest(".crossfolio-body > *");
    if (!body) return [];
    if (!block) return [...body.children].slice(0, 4);
    target.classList.add("crossfolio-here");
    const parts = [block];
    const heading = /^H[1-6]$/;
    if (heading.test(block.tagName)) {
      while ((block = block.nextElementSibling) && !heading.test(block.tagName)) parts.push(block);
      return parts.slice(0, 8);
    }
    while ((block = block.previousElementSibling)) {
      if (heading.test(block.tagName)) return [block, ...parts];
    }
    return parts;
  }

  /* Takes out of a passage what belongs to its own page only, and what could act, though
   * the build has taken that out already. */
  function copyOf(part, base) {
    const copy = document.importNode(part, true);
    const drop = "script, style, link, meta, base, iframe, object, embed, form, input, button, "
      + "animate, set, .headerlink, [hidden]";
    for (const it of copy.querySelectorAll(drop)) it.remove();
    for (const it of [copy, ...copy.querySelectorAll("*")]) {
      for (const { name, value } of [...it.attributes]) {
        const link = /(href|src)$/i.test(name);
        const to = URL.canParse(value, base) ? new URL(value, base).href : "";
        if (link && /^(https?|mailto|tel):/.test(to)) it.setAttribute(name, to);
        else if (link || /^on|^(id|name|for)$/i.test(name)) it.removeAttribute(name);
      }
    }
    return copy;
  }

  /* Says which criterion a cell is about, in its full wording where that stands on the page. */
  function wordingOf(cell) {
    const head = cell.closest("tr").querySelector("th a");
    const anchor = decodeURIComponent(head.hash.slice(1));
    const card = document.getElementById(anchor)?.closest(".crossfolio-criterion");
    const text = card?.querySelector(".crossfolio-wording")?.textContent;
    return text && [make("strong", {}, anchor), ` ${text}`];
  }

  function isRight(cell) {
    const { left, width } = cell.getBoundingClientRect();
    return left + width / 2 > window.innerWidth / 2;
  }

  /* Shows a cell's passage over the page; where it cannot be fetched, its page opens. */
  function startPreview(box, panel, form) {
    const choice = form.elements.preview;
    let current = null;
    if (window.location.protocol === "file:") {
      choice.parentElement.hidden = true; // Browsers fetch no files.
      return;
    }
    choice.checked = !isOff();

    const close = () => {
      if (!current) return; // One that is still being fetched is not shown later.
      panel.hidden = true;
      current.removeAttribute("aria-current");
      current.focus({ preventScroll: true });
      current = null;
    };
    const fill = (cell, page, parts) => {
      const button = make("button", { type: "button" }, say("Close"));
      button.addEventListener("click", close);
      const wording = wordingOf(cell);
      panel.dataset.side = isRight(cell) ? "left" : "right";
      panel.replaceChildren(
        make("p", { className: "crossfolio-preview-head" },
          make("a", { href: cell.href }, say("Open {item} here", { item: cell.dataset.item })), button),
        make("p", { className: "crossfolio-when" }, page.querySelector("h1").firstChild.textContent),
        ...(wording ? [make("p", { className: "crossfolio-preview-wording" }, ...wording)] : []),
        ...parts.map((it) => copyOf(it, cell.href)),
      );
      panel.hidden = false;
      panel.scrollTop = 0;
      cell.scrollIntoView({ block: "nearest", inline: "nearest" });
    };
    const open = async (cell) => {
      current?.removeAttribute("aria-current");
      current = cell;
      cell.setAttribute("aria-current", "true");
      try {
        const answer = await fetch(cell.href, { credentials: "same-origin" });
        if (!answer.ok) throw new Error(answer.statusText);
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        const parts = passageIn(page, decodeURIComponent(cell.hash.slice(1)));
        if (!parts.length) throw new Error("no passage");
        if (current === cell) fill(cell, page, parts);
      } catch { // Whoever has gone on, in the matrix or to another page, is not called back.
        if (current === cell && cell.isConnected) window.location.assign(cell.href);
      }
    };

    // An open preview goes along with the arrow keys, once they rest.
    let resting = 0;
    box.addEventListener("focusin", (event) => {
      window.clearTimeout(resting);
      const cell = event.target.closest(".crossfolio-cell");
      if (panel.hidden || !cell || cell === current) return;
      resting = window.setTimeout(() => { if (!panel.hidden) open(cell); }, 250);
    });
    box.addEventListener("click", (event) => {
      window.clearTimeout(resting);
      const cell = event.target.closest(".crossfolio-cell");
      const plain = !event.button && !(event.ctrlKey || event.metaKey || event.shiftKey);
      if (!cell || !plain || !choice.checked || !wide.matches || cell === current) return;
      event.preventDefault();
      event.stopPropagation(); // Material's navigation would follow the link all the same.
      open(cell);
    });
    choice.addEventListener("change", () => {
      keepOff(!choice.checked);
      if (!choice.checked) close();
    });
    panel.parentElement.addEventListener("keydown", (event) => {
      if (event.key === "Escape") close();
    });
  }

  function start() {
    for (const cross of document.querySelectorAll(".crossfolio-cross[data-ready]:not([data-preview])")) {
      const panel = cross.querySelector(".crossfolio-preview");
      const form = cross.querySelector(".crossfolio-filters");
      if (!panel || !form.elements.preview) continue; // A user's own template leaves some out.
      cross.dataset.preview = "yes";
      startPreview(cross.querySelector(".crossfolio-tall"), panel, form);
    }
  }

  // Material's instant navigation changes pages without loading them, and says so.
  if (window.document$?.subscribe) window.document$.subscribe(start);
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
