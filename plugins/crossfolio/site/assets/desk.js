/* A desk narrowed down by unit and by reason, with what was chosen in the address.
 * The list reads the same without this file. */
"use strict";

(() => {
  const { noteInAddress, say, sayNumber } = window.crossfolio;
  const FIELDS = ["unit", "reason"];

  function start(desk) {
    const form = desk.querySelector(".crossfolio-filters");
    if (!form) return; // Nothing waits, or the user's own template has no such part.
    desk.dataset.ready = "yes";
    const rows = [...desk.querySelectorAll("li[data-reason]")];
    const readings = [...new Set(rows.map((row) => row.parentElement.closest("li")))];
    const chosen = new URL(window.location).searchParams;
    for (const name of FIELDS) {
      form.elements[name].value = chosen.get(name) ?? "";
      if (form.elements[name].selectedIndex < 0) form.elements[name].value = "";
    }

    const narrow = () => {
      const by = Object.fromEntries(FIELDS.map((name) => [name, form.elements[name].value]));
      for (const row of rows) {
        row.hidden = FIELDS.some((name) => by[name] && row.dataset[name] !== by[name]);
      }
      for (const one of readings) one.hidden = !one.querySelector("li[data-reason]:not([hidden])");
      const left = rows.filter((row) => !row.hidden).length;
      form.querySelector("[role=status]").textContent = left
        ? sayNumber("{shown} of {n} criteria", "{shown} of {n} criteria", rows.length, { shown: left })
        : say("Nothing fits. Clear the filters to see everything.");
      form.toggleAttribute("data-narrowed", left < rows.length);
      noteInAddress(by);
    };

    form.addEventListener("input", narrow);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => window.setTimeout(narrow)); // The fields empty after this.
    form.hidden = false;
    narrow();
  }

  function startAll() {
    document.querySelectorAll(".crossfolio-queue:not([data-ready])").forEach(start);
  }

  // Material's instant navigation changes pages without loading them, and says so.
  if (window.document$?.subscribe) window.document$.subscribe(startAll);
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", startAll);
  else startAll();
})();
