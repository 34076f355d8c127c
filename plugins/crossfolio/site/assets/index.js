/* The index of evidence: narrowed down and sorted, with what was chosen in the address.
 * The table reads the same without this file. */
"use strict";

(() => {
  const { noteInAddress, say, sayNumber } = window.crossfolio;
  const FIELDS = ["unit", "kind", "status", "state", "from", "to", "text"];

  function readRow(row) {
    const { order, kind, from, to, status, units, states } = row.dataset;
    return {
      row,
      kind,
      status,
      order: Number(order),
      dated: Boolean(to),
      // An item that is not shown in full has months only; they count as a whole.
      from: `${from}-01`.slice(0, 10),
      to: `${to}-31`.slice(0, 10),
      units: units.split(" "),
      states: states.split(" "),
      title: row.cells[1].textContent,
      text: row.textContent.toLowerCase(),
    };
  }

  function fits(it, by) {
    return (!by.unit || it.units.includes(by.unit))
      && (!by.kind || it.kind === by.kind)
      && (!by.status || it.status === by.status)
      && (!by.state || it.states.includes(by.state))
      && (!by.from || (it.dated && it.to >= by.from))
      && (!by.to || (it.dated && it.from <= by.to))
      && it.text.includes(by.text.trim().toLowerCase());
  }

  /* Says which of two rows comes first; rows that are alike keep the order of IDs. */
  function compare(key) {
    const down = key.startsWith("-") ? -1 : 1;
    const name = key.replace("-", "");
    const of = (it) => (name === "date" ? it.from : it[name]);
    return (a, b) => {
      const first = name === "order" ? 0 : of(a).localeCompare(of(b), document.documentElement.lang);
      return (first || a.order - b.order) * down;
    };
  }

  function start(index) {
    const table = index.querySelector("table");
    const form = index.querySelector(".crossfolio-filters");
    if (!table || !form) return; // The user's own template has no such part.
    index.dataset.ready = "yes";
    const rows = [...table.tBodies[0].rows].map(readRow);
    const heads = [...table.tHead.rows[0].cells].filter((it) => it.dataset.sort);
    const chosen = new URL(window.location).searchParams;
    let sort = chosen.get("sort") ?? "order";
    for (const name of FIELDS) form.elements[name].value = chosen.get(name) ?? "";

    const narrow = () => {
      const by = Object.fromEntries(FIELDS.map((name) => [name, form.elements[name].value]));
      for (const it of rows) it.row.hidden = !fits(it, by);
      const left = rows.filter((it) => !it.row.hidden).length;
      form.querySelector("[role=status]").textContent = left
        ? sayNumber("{shown} of {n} items", "{shown} of {n} items", rows.length, { shown: left })
        : say("Nothing fits. Clear the filters to see everything.");
      noteInAddress({ ...by, sort: sort === "order" ? "" : sort });
    };
    const order = () => {
      const name = sort.replace("-", "");
      for (const head of heads) {
        const way = sort.startsWith("-") ? "descending" : "ascending";
        head.setAttribute("aria-sort", head.dataset.sort === name ? way : "none");
      }
      rows.sort(compare(sort));
      table.tBodies[0].append(...rows.map((it) => it.row));
    };

    if (!heads.some((head) => head.dataset.sort === sort.replace("-", ""))) sort = "order";
    for (const head of heads) {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const key = head.dataset.sort;
        sort = sort === key ? `-${key}` : key;
        order();
        narrow();
      });
    }
    form.addEventListener("input", narrow);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => window.setTimeout(narrow)); // The fields empty after this.
    form.hidden = false;
    order();
    narrow();
  }

  function startAll() {
    document.querySelectorAll(".crossfolio-index:not([data-ready])").forEach(start);
  }

  // Material's instant navigation changes pages without loading them, and says so.
  if (window.document$?.subscribe) window.document$.subscribe(startAll);
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", startAll);
  else startAll();
})();
