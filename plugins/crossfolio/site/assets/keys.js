/* The matrix by keyboard: one stop of the Tab key, and the arrow keys from there. It comes after
 * crossfolio.js, and what that makes of the page. */
"use strict";

(() => {
  /* Makes the matrix one stop of the Tab key, from which the arrow keys go on. */
  function startKeys(cross, box, table) {
    const LINKS = "a, button";
    let goal = null; // Where upward and downward steps are meant to stay, as in an editor.
    const seen = (it) => it.checkVisibility();
    const middle = (it) => {
      const { left, width } = it.getBoundingClientRect();
      return left + width / 2;
    };
    const inRow = (row) => [...row.querySelectorAll(LINKS)].filter(seen);
    const nearest = (links, x) =>
      links.reduce((a, b) => (Math.abs(middle(b) - x) < Math.abs(middle(a) - x) ? b : a));
    const stop = (link) => {
      for (const old of table.querySelectorAll('[tabindex="0"]')) old.tabIndex = -1;
      if (link) link.tabIndex = 0;
    };
    const ensure = () => {
      const now = table.querySelector('[tabindex="0"]');
      if (now && seen(now)) return;
      const links = [...table.querySelectorAll(LINKS)];
      stop([...table.querySelectorAll(".crossfolio-cell")].find(seen) ?? links.find(seen));
    };
    const beside = (row, step) => {
      const rows = [...table.rows];
      for (let at = rows.indexOf(row) + step; rows[at]; at += step) {
        if (!seen(rows[at])) continue;
        const links = inRow(rows[at]);
        if (links.length) return links;
      }
      return null;
    };
    const target = (key, link, whole) => {
      const row = link.closest("tr");
      const links = inRow(row);
      const at = links.indexOf(link);
      if (key === "ArrowRight") return links[at + 1];
      if (key === "ArrowLeft") return links[at - 1];
      if (key === "Home") return whole ? [...table.querySelectorAll(LINKS)].find(seen) : links[0];
      if (key === "End") return whole ? [...table.querySelectorAll(LINKS)].findLast(seen) : links.at(-1);
      const step = { ArrowDown: 1, ArrowUp: -1 }[key];
      const other = step && beside(row, step);
      if (!other) return null;
      goal ??= middle(link) + box.scrollLeft;
      return nearest(other, goal - box.scrollLeft);
    };

    for (const link of table.querySelectorAll(LINKS)) link.tabIndex = -1;
    stop(table.querySelector(".crossfolio-last"));
    ensure();
    box.removeAttribute("tabindex"); // What is in it can be reached.
    for (const it of cross.querySelectorAll(".crossfolio-keyboard")) it.hidden = false;
    new MutationObserver(ensure).observe(table, { subtree: true, attributeFilter: ["hidden", "class"] });
    table.addEventListener("focusin", (event) => {
      if (event.target.matches(LINKS)) stop(event.target);
    });
    table.addEventListener("keydown", (event) => {
      const link = event.target.closest(LINKS);
      if (!link || event.altKey || event.metaKey || event.shiftKey) return;
      const next = target(event.key, link, event.ctrlKey);
      if (!/^Arrow(Up|Down)$/.test(event.key)) goal = null;
      if (next === null || next === undefined) {
        if (/^(Arrow|Home|End)/.test(event.key) && !event.ctrlKey) event.preventDefault();
        return;
      }
      event.preventDefault();
      next.focus();
    });
  }

  function start() {
    for (const cross of document.querySelectorAll(".crossfolio-cross[data-ready]:not([data-keys])")) {
      cross.dataset.keys = "yes";
      startKeys(cross, cross.querySelector(".crossfolio-tall"), cross.querySelector(".crossfolio-matrix"));
    }
  }

  // Material's instant navigation changes pages without loading them, and says so.
  if (window.document$?.subscribe) window.document$.subscribe(start);
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
