/* The matrix of a unit: filters, order and folds. Every page reads the same
 * without this file, which loads nothing but pages of the same site. */
"use strict";

(() => {
  // The site's root, as this file lies in assets/crossfolio/: what is kept is kept by site.
  const ROOT = new URL("../../", document.currentScript.src).pathname;
  const LEAD = 3; // Columns before the items: criterion, state, items.
  const MOST = 60; // Columns at first: browsers lay out more slowly, at every change.
  const PAPER = 12; // Columns on paper.
  const FIELDS = ["state", "kind", "from", "to", "text"];
  const wide = window.matchMedia("(min-width: 60em)");

  /* Storage that is switched off throws when it is touched. */
  function keep(store, name, value) {
    try {
      window[store].setItem(`crossfolio ${ROOT} ${name}`, JSON.stringify(value));
    } catch { /* Nothing is remembered. */ }
  }

  function kept(store, name) {
    try {
      return JSON.parse(window[store].getItem(`crossfolio ${ROOT} ${name}`)) ?? {};
    } catch {
      return {};
    }
  }

  /* Returns a text of ours in the site's language, with what stands in its places. */
  function say(pattern, places = {}) {
    return filled(window.crossfolioTexts?.[pattern] ?? pattern, places);
  }

  /* Returns a text that goes with a number, which both patterns may hold as {n}. */
  function sayNumber(one, several, n, places = {}) {
    const known = window.crossfolioTexts?.[one]; // Which form goes with which number up to 199.
    const text = known?.forms[known.which[n < 200 ? n : 100 + (n % 100)]] ?? (n === 1 ? one : several);
    return filled(text, { n, ...places });
  }

  function filled(text, places) {
    return text.replace(/\{(\w+)\}/g, (_, name) => places[name]);
  }

  function make(tag, attributes, ...children) {
    const it = Object.assign(document.createElement(tag), attributes);
    it.append(...children);
    return it;
  }

  /* Reads a table once, and in each row which columns a cell stands for. */
  function readTable(table) {
    const heads = [...table.tHead.rows[0].cells];
    const columns = heads.slice(LEAD).map((head) => ({
      head,
      kind: head.dataset.kind,
      // A month counts as a whole; what has no date is in no range.
      from: `${head.dataset.from || 9999}-01`.slice(0, 10),
      to: `${head.dataset.to}-31`.slice(0, 10),
      text: head.textContent.toLowerCase(),
    }));
    const groups = [...table.tBodies].map((body) => {
      const [title, ...rows] = body.rows;
      return { body, title, rows: rows.map((row) => readRow(row)) };
    });
    const rows = groups.flatMap((group) => group.rows);
    return { heads, columns, groups, rows, foot: readRow(table.tFoot.rows[0]), round: 0 };
  }

  function readRow(row) {
    const cells = [];
    let at = -LEAD;
    for (const cell of row.cells) {
      const span = cell.colSpan;
      const filled = span === 1 && Boolean(cell.firstElementChild);
      cells.push({ cell, at, span, filled, left: span });
      at += span;
    }
    const places = cells.slice(LEAD);
    return {
      row,
      places,
      round: 0,
      filled: places.filter((it) => it.filled).map((it) => it.at),
      key: row.dataset.state,
      text: row.cells[0].textContent.toLowerCase(),
      order: Number(row.dataset.order), // And what else rows are sorted by.
      state: Number(row.dataset.rank),
      items: Number(row.cells[LEAD - 1].textContent),
    };
  }

  /* Says which rows and columns fit. A criterion fits by its own words or by those of an item
   * that claims it, and an item likewise. */
  function choose(read, by) {
    const text = by.text.trim().toLowerCase();
    const base = read.columns.map(
      (it) =>
        (!by.kind || it.kind === by.kind) &&
        (!by.from || it.to >= by.from) &&
        (!by.to || it.from <= by.to),
    );
    const named = read.columns.map((it, at) => base[at] && it.text.includes(text));
    const rows = read.rows.map(
      (it) =>
        (!by.state || it.key === by.state) &&
        (!text || it.text.includes(text) || it.filled.some((at) => named[at])),
    );
    if (!by.state && !text) return { rows, columns: base };
    // Items that claim nothing of what is left are in the way.
    const columns = read.columns.map(() => false);
    read.rows.forEach((it, number) => {
      if (!rows[number]) return;
      const whole = it.text.includes(text);
      for (const at of it.filled) columns[at] ||= base[at] && (whole || named[at]);
    });
    return { rows, columns };
  }

  /* Shows what fits. Empty places beside each other are one cell, which shrinks; rows that are
   * hidden are put right when they are shown again. */
  function show(table, read, rows, columns) {
    const before = [0];
    for (const fit of columns) before.push(before.at(-1) + fit);
    const shown = before.at(-1);
    table.classList.toggle("crossfolio-many", shown > PAPER);
    if (read.columns.some((it, at) => it.head.hidden === columns[at])) {
      read.round += 1;
      read.columns.forEach((it, at) => { it.head.hidden = !columns[at]; });
      for (const group of read.groups) group.title.cells[0].colSpan = shown + LEAD;
      const items = table.querySelector("col[span]");
      items.hidden = !shown;
      items.span = Math.max(shown, 1);
    }
    [...read.rows, read.foot].forEach((it, number) => {
      it.row.hidden = rows[number] === false;
      if (it.row.hidden || it.round === read.round) return;
      it.round = read.round;
      for (const place of it.places) {
        const left = before[place.at + place.span] - before[place.at];
        if (left === place.left) continue;
        place.cell.hidden = !left;
        if (left) place.cell.colSpan = left;
        place.left = left;
      }
    });
    for (const group of read.groups) group.body.hidden = group.rows.every((it) => it.row.hidden);
    return shown;
  }

  function sortRows(read, key) {
    const down = key.startsWith("-");
    const name = key.replace("-", "");
    const by = (a, b) => a[name] - b[name] || a.order - b.order;
    for (const group of read.groups) {
      group.rows.sort((a, b) => (down ? by(b, a) : by(a, b)));
      group.body.append(...group.rows.map((it) => it.row));
    }
    for (const head of read.heads.slice(0, LEAD)) {
      const own = head.dataset.sort === name;
      head.setAttribute("aria-sort", own ? (down ? "descending" : "ascending") : "none");
    }
  }

  /* Puts filters and order into the address, so that it can be sent and gone back to. */
  function noteInAddress(values) {
    const address = new URL(window.location);
    for (const [name, value] of Object.entries(values)) {
      if (value) address.searchParams.set(name, value);
      else address.searchParams.delete(name);
    }
    if (address.href !== window.location.href) {
      window.history.replaceState(window.history.state, "", address);
    }
  }
  window.crossfolio = { noteInAddress, say, sayNumber }; // For scripts that are loaded after this one.

  /* Keeps the first columns of many; cards on narrow screens have no columns. */
  function firstOf(columns) {
    let left = wide.matches ? MOST : columns.length;
    return columns.map((fit) => fit && left-- > 0);
  }

  function startFilters(desk, table, read, form) {
    const address = new URL(window.location).searchParams;
    let sort = address.get("sort") ?? "order";
    let all = address.get("columns") === "all";
    const status = form.querySelector("[role=status]");
    const more = make("button", { type: "button" });
    let noting = 0;
    for (const name of FIELDS) form.elements[name].value = address.get(name) ?? "";

    const apply = () => {
      if (!table.isConnected) return; // Material has left the page.
      const by = Object.fromEntries(FIELDS.map((name) => [name, form.elements[name].value]));
      const fits = choose(read, by);
      const columns = all ? fits.columns : firstOf(fits.columns);
      const shown = show(table, read, fits.rows, columns);
      const [rows, items] = [fits.rows, fits.columns].map((all) => all.filter(Boolean).length);
      const some = rows && items;
      status.textContent = some
        ? say("{criteria}, {items}", {
          criteria: sayNumber("{shown} of {n} criteria", "{shown} of {n} criteria", fits.rows.length, { shown: rows }),
          items: sayNumber("{shown} of {n} items", "{shown} of {n} items", fits.columns.length, { shown: items }),
        })
        : say("Nothing fits. Clear the filters to see everything.");
      desk.dataset.empty = some ? "" : "yes";
      form.toggleAttribute("data-narrowed", rows < fits.rows.length || items < read.columns.length);
      more.hidden = shown === items;
      more.textContent = sayNumber("Show {n} more column", "Show {n} more columns", items - shown);
      // Later, as browsers lay out the page before they change its address.
      window.clearTimeout(noting);
      const values = { ...by, sort: sort === "order" ? "" : sort, columns: all && "all" };
      noting = window.setTimeout(() => { if (table.isConnected) noteInAddress(values); }, 100);
    };
    status.after(more);
    more.addEventListener("click", () => {
      const hidden = read.columns.filter((it) => it.head.hidden);
      all = true;
      apply();
      hidden.find((it) => !it.head.hidden)?.head.querySelector("a").focus();
    });
    wide.addEventListener("change", apply);

    for (const head of read.heads.slice(0, LEAD)) {
      const button = make("button", { type: "button" }, ...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const key = head.dataset.sort;
        sort = sort === key ? `-${key}` : key;
        sortRows(read, sort);
        apply();
      });
    }
    form.addEventListener("input", apply);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => window.setTimeout(apply)); // Fields empty after it.
    sortRows(read, sort);
    form.hidden = false;
    apply();
  }

  /* Folds outcomes, and remembers which, by site. */
  function startFolds(read) {
    for (const { body, title } of read.groups) {
      const words = title.querySelector("th > span");
      const button = make("button", { type: "button" }, ...words.childNodes);
      const name = body.dataset.group || title.textContent;
      const fold = (closed) => {
        body.classList.toggle("crossfolio-closed", closed);
        button.setAttribute("aria-expanded", String(!closed));
      };
      words.append(button);
      fold(Boolean(kept("localStorage", "folded")[name]));
      button.addEventListener("click", () => {
        const closed = !body.classList.contains("crossfolio-closed");
        fold(closed);
        keep("localStorage", "folded", { ...kept("localStorage", "folded"), [name]: closed });
      });
    }
  }

  /* Lights up the column that is pointed at, with one element; rows are the style sheet's. */
  function startBeam(box, read) {
    const beam = make("div", { className: "crossfolio-beam", hidden: true });
    let lit = null;
    box.append(beam);
    const light = (head) => {
      lit?.classList.remove("crossfolio-lit");
      lit = head;
      lit?.classList.add("crossfolio-lit");
      beam.hidden = !lit;
      if (!lit) return;
      beam.style.left = `${lit.offsetLeft}px`;
      beam.style.width = `${lit.offsetWidth}px`;
    };
    const headAt = (x) => {
      const shown = read.columns.filter((it) => !it.head.hidden);
      const first = shown[0]?.head.getBoundingClientRect();
      return first && shown[Math.floor((x - first.left) / first.width)]?.head;
    };
    box.addEventListener("pointermove", (event) => {
      const over = event.target.closest("td:nth-child(n + 4), thead th");
      light(over && event.pointerType !== "touch" ? headAt(event.clientX) : null);
    });
    box.addEventListener("pointerleave", () => light(null));
    box.addEventListener("focusin", (event) => {
      const { left, width } = event.target.getBoundingClientRect();
      light(event.target.closest(".crossfolio-cell") ? headAt(left + width / 2) : null);
    });
    box.addEventListener("focusout", () => light(null));
  }

  /* Comes back to where the matrix was scrolled to; browsers keep that of whole pages only. */
  function startWhere(box) {
    const name = `at ${window.location.pathname}`;
    const { left = 0, top = 0, cell } = kept("sessionStorage", name);
    box.scrollTo({ left, top, behavior: "instant" });
    const links = [...box.querySelectorAll(".crossfolio-cell")];
    links.find((it) => it.href === cell)?.classList.add("crossfolio-last");
    box.addEventListener("click", (event) => {
      const { href } = event.target.closest("a") ?? {};
      if (!href) return;
      keep("sessionStorage", name, { left: box.scrollLeft, top: box.scrollTop, cell: href });
    });
  }

  function start() {
    for (const cross of document.querySelectorAll(".crossfolio-cross:not([data-ready])")) {
      const table = cross.querySelector(".crossfolio-matrix");
      const form = cross.querySelector(".crossfolio-filters");
      const box = cross.querySelector(".crossfolio-tall");
      if (!table || !form || !box) continue; // A user's own template leaves some out.
      cross.dataset.ready = "yes";
      const read = readTable(table);
      startFolds(read);
      startFilters(cross, table, read, form);
      startBeam(box, read);
      startWhere(box);
    }
  }

  // Material's instant navigation changes pages without loading them, and says so.
  if (window.document$?.subscribe) window.document$.subscribe(start);
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
