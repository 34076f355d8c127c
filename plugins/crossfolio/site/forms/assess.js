/* Begins the form of an item or a criterion when it is opened, and loads what it needs only then.
 * Every page reads the same without this file. */
"use strict";

(() => {
  const HERE = document.currentScript.src;
  const SCRIPTS = ["assess-writer.js", "assess-parts.js", "assess-form.js"];
  const loaded = new Map();
  const waiting = new Map();
  let sheet, styled;

  /* What data call, which lie beside this file as scripts: pages that are files may load those. */
  window.crossfolioForms = (name, value) => waiting.get(name)?.(value);
  window.crossfolioForms.ROOT = new URL("../../", HERE).pathname; // What is kept is kept by site.

  function script(path) {
    return new Promise((resolve, reject) => {
      const it = document.createElement("script");
      it.onload = resolve;
      it.onerror = () => reject(new Error(path));
      it.src = new URL(path, HERE).href;
      document.head.append(it);
    });
  }

  function once(name, make) {
    if (!loaded.has(name)) loaded.set(name, make());
    return loaded.get(name);
  }

  /* Data are asked for anew with every page: an old copy would lead to a decision that is refused. */
  function data(name) {
    return once(name, () => new Promise((resolve, reject) => {
      waiting.set(name, resolve);
      script(`assess/${name}.js?${Date.now()}`).catch(reject);
    }));
  }

  async function scripts() {
    for (const name of SCRIPTS) await once(name, () => script(name)); // In the order of need.
  }

  /* A form is built once it can be drawn; one without its style is better than none.
   * Instant navigation takes out of the head what it does not know, and the browser asks anew. */
  function style() {
    if (!sheet?.isConnected) {
      const link = document.createElement("link");
      styled = new Promise((resolve) => { link.onload = link.onerror = resolve; });
      link.rel = "stylesheet";
      link.href = new URL("assess.css", HERE).href;
      document.head.append(link);
      sheet = link;
    }
    return styled;
  }

  async function begin(place) {
    if (place.dataset.ready) return;
    place.dataset.ready = "yes";
    try {
      const found = Promise.all(place.dataset.files.split(" ").map(data));
      await Promise.all([scripts(), style()]);
      const [record, ...units] = await found;
      const criteria = new Map(units.flatMap((it) => it.criteria).map((it) => [it.id, it]));
      const items = new Map(units.flatMap((it) => it.items).map((it) => [it.id, it]));
      window.crossfolioForms.build(place, record, criteria, items);
    } catch (error) {
      const said = document.createElement("p");
      said.setAttribute("role", "alert");
      const { say } = window.crossfolio;
      said.textContent = say("The form cannot begin: {file} cannot be loaded.", { file: error.message });
      place.append(said);
    }
  }

  function startAll() {
    for (const place of document.querySelectorAll(".crossfolio-judge:not([data-heard])")) {
      place.dataset.heard = "yes";
      const look = () => { if (place.open) begin(place); };
      place.addEventListener("toggle", look);
      look(); // It may have been opened before this script came.
    }
    openTarget();
  }

  /* A link to a form opens it. */
  function openTarget() {
    const target = document.getElementById(location.hash.slice(1));
    if (target?.matches(".crossfolio-judge")) target.open = true;
  }

  window.addEventListener("hashchange", openTarget);

  // Material's instant navigation changes pages without loading them, and says so.
  if (window.document$?.subscribe) window.document$.subscribe(startAll);
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", startAll);
  else startAll();
})();
