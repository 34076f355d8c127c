/* A new item of evidence as a file, or as a zip with its pictures; what the browser keeps of it, and
 * how texts are said. Nothing here knows what is on the page. */
"use strict";

window.crossfolioEvidence = (() => {
  const HERE = location.pathname.replace(/[^/]*$/, "");

  /* Characters that no file may hold: those that do not show, those that turn text around, and
   * halves of characters. */
  const REFUSED = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]/gu;
  const quoted = (text) => JSON.stringify(text); // A JSON string is a scalar of YAML.
  const oneLine = (text) => text.replace(/\s+/g, " ").trim();

  /* Returns a part of a file's name, as the command `new evidence` makes it. */
  function slug(title) {
    const words = title.normalize("NFKD").replace(/[^\0-\x7f]/g, "").toLowerCase().match(/[a-z0-9]+/g) ?? [];
    let made = "";
    for (const word of words) {
      if (made.length + word.length > 40) break;
      made += made ? `-${word}` : word;
    }
    return made;
  }

  function claimLines({ id, range }) {
    const chosen = Object.entries(range ?? {}).filter(([, values]) => values.length);
    if (!chosen.length) return [`  - ${id}`];
    const said = chosen.map(([name, values]) => `${quoted(name)}: [${values.map(quoted).join(", ")}]`);
    return [`  - criterion: ${id}`, `    range: {${said.join(", ")}}`];
  }

  /* Returns the page of an item.
   *
   * item: { id, title, kind, date, claims: [{ id, range }], draft, role, person, author, ai, more,
   * text, pictures: [{ name, alt }] }; `more` are lines that its kind asks for. */
  function page(item) {
    const lines = ["---", `id: ${item.id}`, `title: ${quoted(oneLine(item.title))}`, `kind: ${item.kind}`, `date: ${item.date}`];
    lines.push(item.claims.length ? "criteria:" : "criteria: []", ...item.claims.flatMap(claimLines));
    if (item.draft) lines.push("status: draft");
    if (item.role) lines.push(`${item.role}: ${item.person}`);
    if (item.author) lines.push(`author: ${item.author}`);
    if (item.ai) lines.push(`ai_use: ${quoted(oneLine(item.ai))}`);
    lines.push(...item.more, "---", "");
    const pictures = item.pictures.map(({ name, alt }) =>
      `\n![${oneLine(alt).replace(/[\\[\]]/g, "\\$&")}](${name})\n`);
    const text = item.text.replace(/\s+$/, "");
    return `${lines.join("\n")}\n${text ? `${text}\n` : ""}${pictures.join("")}`;
  }

  function crc32(data) {
    crc32.table ??= Uint32Array.from({ length: 256 }, (_, n) => {
      let c = n;
      for (let k = 0; k < 8; k += 1) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
      return c;
    });
    let c = 0xffffffff;
    for (const byte of data) c = crc32.table[(c ^ byte) & 255] ^ (c >>> 8);
    return (c ^ 0xffffffff) >>> 0;
  }

  /* Returns a zip of [name, bytes], as they are: stored, names in UTF-8, dated 1980, so that the
   * same files make the same bytes. Source: APPNOTE 6.3.3 of PKWARE. */
  function zip(files) {
    const parts = [];
    const list = [];
    let at = 0;
    const record = (...values) => {
      const data = new DataView(new ArrayBuffer(values.reduce((sum, [size]) => sum + size, 0)));
      let place = 0;
      for (const [size, value] of values) {
        if (size === 4) data.setUint32(place, value, true);
        else data.setUint16(place, value, true);
        place += size;
      }
      return new Uint8Array(data.buffer);
    };
    for (const [path, bytes] of files) {
      const name = new TextEncoder().encode(path);
      // Version, names in UTF-8, stored, midnight of 1 January 1980; then sum, sizes and lengths.
      const known = [[2, 20], [2, 0x800], [2, 0], [2, 0], [2, 0x21], [4, crc32(bytes)], [4, bytes.length], [4, bytes.length], [2, name.length], [2, 0]];
      const local = record([4, 0x04034b50], ...known);
      parts.push(local, name, bytes);
      list.push(record([4, 0x02014b50], [2, 20], ...known, [2, 0], [2, 0], [2, 0], [4, 0], [4, at]), name);
      at += local.length + name.length + bytes.length;
    }
    const size = list.reduce((sum, it) => sum + it.length, 0);
    const end = record([4, 0x06054b50], [2, 0], [2, 0], [2, files.length], [2, files.length], [4, size], [4, at], [2, 0]);
    return new Blob([...parts, ...list, end], { type: "application/zip" });
  }

  /* Storage that is switched off throws when it is touched. */
  function keep(name, value) {
    try {
      localStorage.setItem(`crossfolio ${HERE} ${name}`, JSON.stringify(value));
      return true;
    } catch { return false; }
  }

  function kept(name) {
    try { return JSON.parse(localStorage.getItem(`crossfolio ${HERE} ${name}`)); } catch { return null; }
  }

  /* Pictures are kept too: phones close pages behind their backs while the camera is open. */
  const store = {
    open() {
      return new Promise((resolve, reject) => {
        const asked = indexedDB.open(`crossfolio ${HERE}`, 1);
        asked.onupgradeneeded = () => asked.result.createObjectStore("pictures");
        asked.onsuccess = () => resolve(asked.result);
        asked.onerror = () => reject(asked.error);
      });
    },
    async run(mode, act) {
      const db = await this.open();
      try {
        return await new Promise((resolve, reject) => {
          const change = db.transaction("pictures", mode);
          const asked = act(change.objectStore("pictures"));
          change.oncomplete = () => resolve(asked.result);
          change.onerror = () => reject(change.error);
        });
      } finally { db.close(); }
    },
    async put(list) {
      try {
        await this.run("readwrite", (it) => it.put(list.map((it) => it.file), "all"));
        return true;
      } catch { return false; }
    },
    async get() {
      try { return (await this.run("readonly", (it) => it.get("all"))) ?? []; } catch { return []; }
    },
  };

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

  return { page, slug, zip, keep, kept, store, say, sayNumber, REFUSED };
})();
