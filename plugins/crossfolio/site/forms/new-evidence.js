/* New evidence, written in the browser: a file, or a zip with pictures. Nothing is sent anywhere.
 * The page works as a file and without a network; from a server with https it can be installed. */
"use strict";

(() => {
  const form = document.getElementById("new");
  const at = (id) => document.getElementById(id);
  const data = JSON.parse(form.dataset.new);
  window.crossfolioTexts = data.texts; // Absent in English.
  const { page, slug, zip, keep, kept, store, say, sayNumber, REFUSED } = window.crossfolioEvidence;
  const ID = new RegExp(data.grammar);
  const WIDEST = 2560; // Pixels: enough to read a screen, and small enough for a repository.
  const QUALITY = 0.88;
  const LONGEST = 200 * 1024; // Bytes of text; a page may have somewhat more.
  // Who is named by a kind of evidence: as a label, and where the name is missing.
  const ROLES = {
    assessor: [say("Assessor"), say("who is missing: this kind names its assessor by ID")],
    witness: [say("Witness"), say("who is missing: this kind names its witness by ID")],
  };
  let pictures = []; // { file: Blob, alt, url }
  let adding = Promise.resolve(); // Settled once all pictures that were chosen are drawn and kept.
  let keeping = 0; // How often pictures are being kept at the moment.
  let cleared = 0; // How often the page was emptied.

  function make(tag, attributes, ...children) {
    const it = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes ?? {})) {
      if (name in it && name !== "list") it[name] = value;
      else it.setAttribute(name, value);
    }
    it.append(...children);
    return it;
  }

  const today = () => {
    const now = new Date();
    return new Date(now - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
  };

  /* The ID after the highest, of the portfolio and of what was made here. */
  function freeId() {
    const used = [...data.used, ...(kept("made") ?? [])].map((it) => it.toUpperCase());
    const [, letters, digits] = /^(.*?)([0-9]+)$/.exec(data.free);
    let number = Number(digits);
    const id = () => `${letters}${String(number).padStart(digits.length, "0")}`;
    while (used.includes(id().toUpperCase())) number += 1;
    return id();
  }

  const boxes = [...form.querySelectorAll("input[name=criterion]")];
  const chosen = () => boxes.filter((it) => it.checked).map((it) => it.value);
  const rangesOf = (id) => [...form.querySelectorAll(".ranges")].filter((it) => it.dataset.of === id);

  function rangeOf(id) {
    return Object.fromEntries(rangesOf(id).map((it) =>
      [it.dataset.range, [...it.querySelectorAll("input:checked")].map((one) => one.value)]));
  }

  function itemOf() {
    const kind = at("kind").value;
    const role = data.roles[kind] ?? "";
    const id = at("id").value.trim();
    const file = id.toLowerCase();
    return {
      id,
      title: at("title").value,
      kind,
      date: at("date").value,
      claims: chosen().map((it) => ({ id: it, range: rangeOf(it) })),
      draft: at("draft").checked,
      role,
      person: role ? at("person")?.value.trim() ?? "" : "",
      author: data.own.includes(kind) ? data.author : "", // Others speak in testimonies.
      ai: at("ai").value.trim(),
      more: data.more[kind] ?? [],
      text: at("text").value,
      pictures: pictures.map((it, n) => ({ name: `${file}-${n + 1}.${it.file.type === "image/png" ? "png" : "jpg"}`, alt: it.alt, file: it.file })),
    };
  }

  function reasons(item) {
    const found = [];
    const miss = (text, id) => found.push([text, at(id)]);
    if (!item.claims.length && !item.draft) miss(say("no criterion is chosen: choose what it shows, or say that it is a draft"), "find");
    if (!item.title.trim()) miss(say("the title is missing"), "title");
    if (item.role && !ID.test(item.person)) miss(ROLES[item.role][1], "person");
    if (!item.date) miss(say("the date is missing"), "date");
    else if (item.date > today()) miss(say("{date} is after today, {today}", { date: item.date, today: today() }), "date");
    if (!ID.test(item.id)) miss(say("the ID begins with a letter and has letters, digits and hyphens, 32 at most"), "id");
    else if (data.used.some((it) => it.toUpperCase() === item.id.toUpperCase())) miss(say("the ID {item} is taken", { item: item.id }), "id");
    if (new TextEncoder().encode(item.text).length > LONGEST) miss(say("the text is too long for one page: write two items"), "text");
    if (!item.text.trim() && !item.pictures.length) miss(say("there is neither a text nor a picture"), "text");
    item.pictures.forEach((it, n) => { if (!it.alt.trim()) miss(say("picture {number} has no words", { number: n + 1 }), `alt-${n}`); });
    return found;
  }

  /* Takes out what no file may hold, and says so. */
  function clean() {
    const told = new Set();
    for (const input of form.querySelectorAll("textarea, input[type=text]")) {
      for (const it of input.value.match(REFUSED) ?? []) told.add(`U+${it.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`);
      if (REFUSED.test(input.value)) input.value = input.value.replace(REFUSED, "");
      REFUSED.lastIndex = 0;
    }
    pictures.forEach((it, n) => { it.alt = at(`alt-${n}`).value; });
    if (told.size) at("said").textContent = say("Taken out, as no file may hold it: {characters}.", { characters: [...told].join(", ") });
  }

  const nameOf = (item) => `${item.id.toLowerCase()}-${slug(item.title) || item.kind}`;

  /* Returns the files: the page by itself, or a zip that also holds the pictures. */
  async function filesOf(item) {
    const name = nameOf(item);
    const text = page(item);
    const alone = new File([text], `${name}.md`, { type: "text/markdown" });
    if (!item.pictures.length) return { whole: alone, parts: [alone] };
    const bytes = await Promise.all(item.pictures.map(async (it) => [`${data.folder}/${it.name}`, new Uint8Array(await it.file.arrayBuffer())]));
    const packed = zip([[`${data.folder}/${name}.md`, new TextEncoder().encode(text)], ...bytes]);
    const parts = item.pictures.map((it) => new File([it.file], it.name, { type: it.file.type }));
    return { whole: new File([packed], `${name}.zip`, { type: "application/zip" }), parts: [alone, ...parts] };
  }

  function refresh() {
    const item = itemOf();
    for (const box of boxes) for (const it of rangesOf(box.value)) it.hidden = !box.checked;
    at("with").hidden = !item.role;
    if (item.role && at("people").dataset.role !== item.role) people(item.role);
    at("marking").hidden = item.claims.length > 0;
    const names = item.claims.map(({ id }) => id);
    if (at("marks").dataset.of !== names.join()) { // A button that is replaced is not pressed.
      at("marks").dataset.of = names.join();
      at("marks").replaceChildren(...names.map((id) => {
        const button = make("button", { type: "button" }, say("Mark {criterion}", { criterion: id }));
        button.addEventListener("click", () => mark(id));
        return button;
      }));
    }
    const fits = !reasons(item).length;
    at("file").hidden = !fits;
    if (fits) {
      at("file").querySelector("pre").textContent = page(item);
      at("reasons").replaceChildren();
    }
    for (const it of form.querySelectorAll("[aria-invalid]")) it.removeAttribute("aria-invalid");
  }

  /* Offers whom the register knows in a role, and takes an ID where it knows nobody. */
  function people(role) {
    const known = data.people[role] ?? [];
    const options = known.map(([id, name]) => make("option", { value: id }, `${name} (${id})`));
    const input = known.length
      ? make("select", { id: "person" }, make("option", { value: "" }, say("Choose")), ...options)
      : make("input", { id: "person", type: "text", autocomplete: "off", placeholder: say("their ID") });
    at("people").replaceChildren(input);
    at("people").dataset.role = role;
    at("role").textContent = ROLES[role][0];
  }

  function mark(id) {
    const text = at("text");
    const { selectionStart: from, selectionEnd: to, value } = text;
    const before = value.slice(0, to);
    const sign = `${before && !/\s$/.test(before) ? " " : ""}[${id}]`;
    text.setRangeText(sign, to, to, "end");
    text.focus();
    text.dispatchEvent(new Event("input", { bubbles: true }));
    at("said").textContent = from === to
      ? say("{criterion} is marked.", { criterion: id })
      : say("{criterion} is marked behind what is selected.", { criterion: id });
  }

  /* Draws a picture anew: what a camera wrote beside it (where, when, with what) stays behind. */
  async function redrawn(file) {
    const image = await createImageBitmap(file);
    const scale = Math.min(1, WIDEST / Math.max(image.width, image.height));
    const canvas = make("canvas", { width: Math.max(1, Math.round(image.width * scale)), height: Math.max(1, Math.round(image.height * scale)) });
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    image.close();
    const type = file.type === "image/png" ? "image/png" : "image/jpeg";
    const blob = await new Promise((resolve) => { canvas.toBlob(resolve, type, QUALITY); });
    if (!blob) throw new Error("no picture");
    return blob;
  }

  async function add(files) {
    const wrong = [], before = cleared;
    for (const file of files) {
      try {
        const drawn = await redrawn(file);
        if (before !== cleared) return; // It belongs to what was there before.
        pictures.push({ file: drawn, alt: "" });
      } catch { wrong.push(file.name); }
    }
    at("pictures").value = "";
    at("said").textContent = wrong.length
      ? say("This browser cannot read {files}: take a JPEG or PNG.", { files: wrong.join(", ") })
      : sayNumber(
        "{n} picture, drawn anew without what the camera wrote beside it.",
        "{n} pictures, drawn anew without what the camera wrote beside it.",
        pictures.length,
      );
    show();
    if (!wrong.length) at(`alt-${pictures.length - 1}`).focus();
    await save({ withPictures: true });
  }

  function show() {
    at("shown").replaceChildren(...pictures.map((it, n) => {
      it.url ??= URL.createObjectURL(it.file);
      const alt = make("input", { id: `alt-${n}`, type: "text", value: it.alt, maxLength: 300, autocomplete: "off" });
      alt.addEventListener("input", () => { it.alt = alt.value; });
      const out = make("button", { type: "button" }, say("Take out picture {number}", { number: n + 1 }));
      out.addEventListener("click", async () => {
        URL.revokeObjectURL(it.url);
        pictures = pictures.filter((one) => one !== it);
        show();
        await save({ withPictures: true });
        at("pictures").focus();
      });
      const size = say("{number} kB", { number: Math.ceil(it.file.size / 1024) });
      return make("div", { className: "picture" }, make("img", { src: it.url, alt: "" }),
        make("div", {}, make("label", { htmlFor: alt.id }, say("What picture {number} shows", { number: n + 1 })), alt,
          make("p", { className: "quiet" }, size), out));
    }));
    refresh();
  }

  async function use(act) {
    await adding; // What was chosen belongs to it.
    clean();
    refresh();
    const item = itemOf();
    const found = reasons(item);
    if (!found.length) { await act(item, await filesOf(item)); return; }
    at("said").textContent = "";
    at("reasons").replaceChildren(make("p", {}, make("strong", {}, say("Nothing was made:"))),
      make("ul", {}, ...found.map(([text]) => make("li", {}, text))));
    for (const [, input] of found) input.setAttribute("aria-invalid", "true");
    found[0][1].focus();
  }

  async function done(item, words) {
    const unmarked = item.claims.map((it) => it.id).filter((it) => !item.text.includes(`[${it}]`));
    const hint = unmarked.length && say("No passage is marked for {criteria}.", { criteria: unmarked.join(", ") });
    const made = [...new Set([...(kept("made") ?? []), item.id.toUpperCase()])];
    keep("made", made);
    keep("draft", null);
    at("said").textContent = hint ? `${words} ${hint}` : words;
    at("kept").textContent = "";
    await store.put([]);
  }

  async function download(item, { whole }) {
    const url = URL.createObjectURL(whole);
    make("a", { href: url, download: whole.name }).click();
    setTimeout(() => URL.revokeObjectURL(url), 60000);
    const places = { file: whole.name, folder: data.folder };
    await done(item, item.pictures.length
      ? say("{file} is downloaded: unpack it in the portfolio's folder: its files lie in {folder}/.", places)
      : say("{file} is downloaded: put it in {folder}/.", places));
  }

  /* Some browsers share a zip, some only pictures and texts. */
  function sharable({ whole, parts }) {
    return [[whole], parts].find((files) => navigator.canShare?.({ files }));
  }

  async function share(item, files) {
    const list = sharable(files);
    if (!list) { at("said").textContent = say("This browser shares no such files: download it."); return; }
    try {
      await navigator.share({ files: list, title: item.title });
      await done(item, list.length === 1
        ? say("{file} shared.", { file: list[0].name })
        : sayNumber("{n} file shared.", "{n} files shared.", list.length));
    } catch (error) {
      if (error.name !== "AbortError") at("said").textContent = say("It could not be shared: download it.");
    }
  }

  async function save({ withPictures = false } = {}) {
    const alts = pictures.map((it) => it.alt), before = cleared;
    let ok = keep("draft", { ...itemOf(), pictures: undefined, alts });
    if (withPictures) {
      at("kept").textContent = "";
      keeping += 1;
      ok = (await store.put(pictures)) && ok;
      keeping -= 1;
    }
    if (keeping || before !== cleared) return; // Nothing is kept before all is.
    at("kept").textContent = ok
      ? say("What you write is kept in this browser until it is downloaded or shared.")
      : say("This browser keeps nothing for this page: what you write is lost when the page is left.");
  }

  function begin() {
    at("id").value = freeId();
    at("date").value = today();
    at("date").max = today();
    show();
  }

  async function restore() {
    begin();
    const was = kept("draft");
    const before = await store.get();
    if (was) {
      for (const name of ["title", "kind", "date", "id", "text", "ai"]) at(name).value = was[name];
      at("draft").checked = was.draft;
      for (const { id, range } of was.claims) {
        const box = boxes.find((it) => it.value === id);
        if (!box) continue;
        box.checked = true;
        for (const it of rangesOf(id)) {
          for (const one of it.querySelectorAll("input")) one.checked = (range[it.dataset.range] ?? []).includes(one.value);
        }
      }
      if (was.role) { people(was.role); at("person").value = was.person; }
      at("kept").textContent = say("This is what you wrote on an earlier visit.");
    }
    pictures = before.map((file, n) => ({ file, alt: was?.alts?.[n] ?? "" }));
    show();
  }

  /* All at once, with nothing to wait for before: what is written next must not be emptied. */
  async function clear() {
    cleared += 1;
    form.reset();
    for (const it of pictures) URL.revokeObjectURL(it.url);
    pictures = [];
    keep("draft", null);
    at("people").dataset.role = "";
    at("reasons").replaceChildren();
    at("kept").textContent = "";
    at("said").textContent = say("The page is empty again.");
    begin();
    await store.put([]);
  }

  function find() {
    const words = at("find").value.toLowerCase().split(/\s+/);
    for (const it of form.querySelectorAll("[data-find]")) {
      it.hidden = !it.querySelector("input").checked && !words.every((word) => it.dataset.find.includes(word));
    }
  }

  at("find").addEventListener("input", find);
  at("pictures").addEventListener("change", () => {
    const files = [...at("pictures").files];
    if (files.length) adding = adding.then(() => add(files)); // A second choice may be called off.
  });
  form.addEventListener("input", (event) => { if (event.target.id !== "find") { refresh(); save(); } });
  form.addEventListener("change", () => { clean(); refresh(); });
  form.addEventListener("submit", (event) => { event.preventDefault(); use(download); });
  at("share").addEventListener("click", () => use(share));
  at("clear").addEventListener("click", clear);
  at("share").hidden = !navigator.canShare?.({ files: [new File(["x"], "x.txt", { type: "text/plain" })] });
  // A draft of another version is left.
  restore().catch(clear).then(() => { at("without").remove(); form.hidden = false; });

  // Only from a server with https: files, and pages without it, work without being installed.
  if ("serviceWorker" in navigator && location.protocol !== "file:") {
    navigator.serviceWorker.register("sw.js").catch(() => { /* It works, but only with a network. */ });
  }
})();
