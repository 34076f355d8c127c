/* Finds portfolios, units and assessors by their IDs; `index` comes from search-index.js. */
"use strict";
(() => {
  const field = document.querySelector("#q");
  const list = document.querySelector("#found");
  const said = document.querySelector("#said");
  const index = window.crossfolioCohort || [];
  const MOST = 50;
  const show = () => {
    const words = field.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    const found = words.length
      ? index.filter(([name]) => words.every((word) => name.toLowerCase().includes(word)))
      : [];
    list.replaceChildren(
      ...found.slice(0, MOST).map(([name, what, href]) => {
        const entry = document.createElement("li");
        const link = document.createElement("a");
        link.href = href;
        link.textContent = name;
        entry.append(link, ` ${what}`);
        return entry;
      }),
    );
    const more = found.length > MOST ? `, the first ${MOST} of them shown` : "";
    said.textContent = words.length ? `${found.length} found${more}` : "";
  };
  field.addEventListener("input", show);
  field.hidden = false;
  document.querySelector("#no-script").hidden = true;
  show();
})();
