/* A decision as the text of its file, byte for byte as `crossfolio assess` writes it: see
 * scaffold/decision.py and core/drafting.py. Nothing here knows of a page. */
"use strict";

(() => {
  /* Characters that no file may hold: those that do not show, those that turn text around, and
   * halves of characters. */
  const REFUSED = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]/gu;

  // The writer, as in scaffold/decision.py. A mapping is a Map: names that are numbers keep their place.
  const WORD = /^(?=.*[A-Za-z])[A-Za-z0-9](?:[A-Za-z0-9._:/-]*[A-Za-z0-9])?$/;
  const OF_YAML = new Set(["null", "true", "false", "yes", "no", "on", "off", "y", "n"]);
  const OF_PEOPLE = new Set(["method", "level", "feedback"]);

  const scalar = (text) =>
    (WORD.test(text) && !OF_YAML.has(text.toLowerCase()) ? text : JSON.stringify(text));

  function mappingLines(fields, indent) {
    const lines = [];
    for (const [name, value] of fields) {
      const key = `${indent}${name === "on" ? name : scalar(name)}:`;
      if (value instanceof Map) lines.push(key, ...mappingLines(value, `${indent}  `));
      else if (Array.isArray(value)) lines.push(key, ...listLines(value, `${indent}  `));
      else if (name === "date") lines.push(`${key} ${value}`);
      else lines.push(`${key} ${OF_PEOPLE.has(name) ? JSON.stringify(value) : scalar(value)}`);
    }
    return lines;
  }

  function listLines(values, indent) {
    return values.flatMap((one) => {
      if (!(one instanceof Map)) return [`${indent}- ${scalar(one)}`];
      const [first, ...rest] = mappingLines(one, `${indent}  `);
      return [`${indent}- ${first.trimStart()}`, ...rest];
    });
  }

  function sha256(text) {
    const data = [...new TextEncoder().encode(text)];
    const bits = data.length * 8;
    data.push(0x80);
    while (data.length % 64 !== 56) data.push(0);
    const big = new DataView(new ArrayBuffer(8));
    big.setBigUint64(0, BigInt(bits));
    data.push(...new Uint8Array(big.buffer));
    const turn = (x, n) => (x >>> n) | (x << (32 - n));
    const state = sha256.start.slice();
    const w = new Uint32Array(64);
    for (let at = 0; at < data.length; at += 64) {
      for (let i = 0; i < 64; i += 1) {
        const d = at + i * 4;
        const [a, b] = [w[i - 15], w[i - 2]];
        w[i] = i < 16
          ? (data[d] << 24) | (data[d + 1] << 16) | (data[d + 2] << 8) | data[d + 3]
          : w[i - 16] + w[i - 7] + (turn(a, 7) ^ turn(a, 18) ^ (a >>> 3))
            + (turn(b, 17) ^ turn(b, 19) ^ (b >>> 10));
      }
      let [a, b, c, d, e, f, g, h] = state;
      for (let i = 0; i < 64; i += 1) {
        const one = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g))
          + sha256.rounds[i] + w[i]) | 0;
        const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
        [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
      }
      [a, b, c, d, e, f, g, h].forEach((it, i) => { state[i] += it; });
    }
    return [...state].map((it) => it.toString(16).padStart(8, "0")).join("");
  }

  /* The constants of SHA-256: fractions of the roots of the first primes. Source: FIPS 180-4. */
  (() => {
    const primes = [];
    for (let n = 2; primes.length < 64; n += 1) if (primes.every((it) => n % it)) primes.push(n);
    const part = (x) => Math.floor((x - Math.floor(x)) * 2 ** 32);
    sha256.start = Uint32Array.from(primes.slice(0, 8), (it) => part(Math.sqrt(it)));
    sha256.rounds = Uint32Array.from(primes, (it) => part(Math.cbrt(it)));
  })();

  /* Returns a decision as the text of its file, with its ID. */
  function decisionFile(fields) {
    const said = mappingLines(fields, "").map((it) => `${it}\n`).join("");
    const day = fields.get("date").slice(2).replaceAll("-", "");
    const digits = sha256(said).slice(0, 4).toUpperCase();
    const whole = `D${day}-${fields.get("assessor").toUpperCase()}-${digits}`;
    const id = whole.length <= 32 ? whole : `D${day}-${digits}`;
    return { id, text: `decision: ${id}\n${said}` };
  }

  /* Returns what a decision says, all but its ID, as `fields_of` of core/drafting.py does. */
  function fieldsOf(draft, record, items) {
    const on = new Set(draft.answers.flatMap((it) => it.on));
    const fields = new Map([["assessor", draft.assessor], ["date", draft.date]]);
    if (draft.method) fields.set("method", draft.method);
    fields.set("evidence", [...on].map((id) => {
      const it = items.get(id);
      const parts = new Map([["fields", it.fields], ["body", it.body]]);
      if (it.attachments.length) parts.set("attachments", new Map(it.attachments));
      return new Map([["id", id], ["fingerprint", it.fingerprint], ["parts", parts]]);
    }));
    fields.set("criteria", draft.answers.map((it) => new Map([
      ["criterion", it.criterion.id],
      ["outcome", it.outcome],
      ["on", it.on],
      ["claims", new Map(it.criterion.on.filter(([id]) => it.on.includes(id)).map(([id, hash]) => [id, hash]))],
      ["wording", it.criterion.wording],
      ...(it.feedback ? [["feedback", it.feedback]] : []),
    ])));
    const ended = record.decisions.filter(([, date, names]) =>
      date <= draft.date && draft.answers.some((it) => names.includes(it.criterion.id)));
    if (ended.length) fields.set("supersedes", ended.map(([id]) => id));
    if (record.after.length) fields.set("after", new Map(record.after));
    if (draft.countersigned) fields.set("countersigned_by", draft.countersigned);
    return fields;
  }

  Object.assign(window.crossfolioForms, { decisionFile, fieldsOf, REFUSED });
})();
