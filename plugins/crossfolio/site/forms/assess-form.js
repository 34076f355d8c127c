/* The form with which an assessor decides. What comes out is a file, to be downloaded, copied, or
 * taken to a forge by whoever decides. Nothing is sent anywhere. */
"use strict";

(() => {
  const { ROOT, decisionFile, fieldsOf, REFUSED } = window.crossfolioForms;
  const OUTCOMES = [
    ["", "Not decided"],
    ["met", "Met"],
    ["not-yet-met", "Not yet met"],
    ["more-evidence", "More evidence"],
    ["withdrawn", "Withdraw"],
  ];
  const METHODS = ["observation", "examining products", "professional discussion", "questioning"];
  const MOST = { feedback: 4000, method: 80 }; // Characters, by the schema of decisions.
  const LONGEST_ADDRESS = 6000;
  const PERSON = /^[A-Za-z][A-Za-z0-9-]{0,31}$/;

  function make(tag, attributes, ...children) {
    const it = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes ?? {})) {
      if (name in it && name !== "list") it[name] = value;
      else it.setAttribute(name, value);
    }
    it.append(...children);
    return it;
  }

  /* Storage that is switched off throws when it is touched. */
  const storage = {
    key: (name) => `crossfolio ${ROOT} decision ${name}`,
    get(name) {
      try { return JSON.parse(localStorage.getItem(this.key(name))); } catch { return null; }
    },
    set(name, value) {
      try {
        if (value) localStorage.setItem(this.key(name), JSON.stringify(value));
        else localStorage.removeItem(this.key(name));
        return true;
      } catch { return false; }
    },
  };

  const today = () => {
    const now = new Date();
    return new Date(now - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
  };
  const named = (it) => `U+${it.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
  const length = (text) => [...text].length;

  function criterionPart(criterion, form, items) {
    const id = `${form.name}-${criterion.id}`.replace(/[^A-Za-z0-9]+/g, "-");
    const part = { criterion, boxes: [] };
    const facts = [criterion.level && `Level: ${criterion.level}`].filter(Boolean);
    const outcomes = OUTCOMES.map(([value, words]) => {
      const radio = make("input", { type: "radio", name: `${id}-outcome`, value, defaultChecked: !value });
      return make("label", { className: "crossfolio-judge-choice" }, radio, ` ${words}`);
    });
    const shown = form.item ? criterion.on.filter(([it]) => it === form.item) : criterion.on;
    const rests = shown.map(([item, hash, said]) => {
      const it = items.get(item);
      const why = it.why || (hash ? "" : "is claimed by the assessor; decide with the command");
      if (why) return make("p", { className: "crossfolio-when" }, `${item} ${why}.`);
      const words = `${item} ${it.title}${said ? `: ${said}` : ""}`;
      const box = make("input", { type: "checkbox", value: item, defaultChecked: true });
      part.boxes.push(box);
      if (!form.item) return make("label", { className: "crossfolio-judge-choice" }, box, ` ${words}`);
      return said ? make("p", { className: "crossfolio-said" }, said) : "";
    });
    part.feedback = make("textarea", { id: `${id}-feedback`, rows: 3, "aria-describedby": `${id}-count` });
    part.count = make("span", { id: `${id}-count`, className: "crossfolio-when" });
    part.outcomes = outcomes.map((it) => it.querySelector("input"));
    const text = make("div", { className: "crossfolio-judge-wording" });
    if (form.item) text.innerHTML = criterion.text; // Made of text by the build, with lists and emphasis alone.
    part.element = make("fieldset", {},
      make("legend", {}, make("span", { className: "crossfolio-id" }, criterion.id), ` ${criterion.title}`),
      text,
      ...facts.map((it) => make("p", { className: "crossfolio-when" }, it)),
      ...(form.item || !rests.length ? rests : [make("p", { className: "crossfolio-label" }, "It rests on"), ...rests]),
      make("div", { className: "crossfolio-judge-row", role: "radiogroup", "aria-label": `Outcome of ${criterion.id}` }, ...outcomes),
      make("label", { htmlFor: part.feedback.id }, `Feedback on ${criterion.id}`), part.feedback, part.count);
    return part;
  }

  function personPart(record) {
    const people = record.people?.map(([id, name, role]) =>
      make("option", { value: id }, `${name} (${id}${role === "assessor" ? "" : ", trainee"})`));
    const choose = (empty, options) => make("select", {}, make("option", { value: "" }, empty), ...options);
    const who = people ? choose("Choose", people) : make("input", { type: "text", autocomplete: "off", placeholder: "A1" });
    const signs = (record.people ?? []).filter(([, , role]) => role === "assessor");
    const by = choose("Nobody yet", signs.map(([id, name]) => make("option", { value: id }, `${name} (${id})`)));
    return { who, by };
  }

  /* Builds a form into its place. */
  function build(place, record, criteria, items) {
    const name = place.dataset.judge;
    const form = { name, item: place.dataset.item ?? "", record, items };
    form.parts = (place.dataset.criteria ?? name).split(" ").map((it) => criteria.get(it)).filter(Boolean)
      .map((it) => criterionPart(it, form, items));
    Object.assign(form, personPart(record));
    form.method = make("input", { type: "text", maxLength: MOST.method, list: "crossfolio-methods" });
    form.date = make("input", { type: "date", defaultValue: today(), max: today(), required: true });
    form.reasons = make("div", { className: "crossfolio-judge-reasons", role: "alert" });
    form.said = make("p", { role: "status" });
    form.kept = make("p", { className: "crossfolio-when" });
    form.text = make("code");
    form.pre = make("pre", { tabIndex: 0, ariaLabel: "The file as it will be" }, form.text);
    form.file = make("details", { className: "crossfolio-plain" }, make("summary", {}, "The file as it will be"), form.pre);
    const field = (words, input) => make("label", {}, words, input);
    form.signed = field("Countersigned by", form.by);
    form.clear = make("button", { type: "button" }, "Clear");
    const copies = make("button", { type: "button" }, "Copy");
    const opens = make("button", { type: "button", hidden: !record.forge }, "Open in the forge");
    form.element = make("form", { className: "crossfolio-judge-form", noValidate: true, ariaLabel: `Decide on ${name}` },
      form.kept, ...form.parts.map((it) => it.element),
      make("div", { className: "crossfolio-judge-row" }, field("Who decides", form.who), form.signed,
        field("Method", form.method), field("Date", form.date)),
      make("datalist", { id: "crossfolio-methods" }, ...METHODS.map((it) => make("option", { value: it }))),
      form.reasons,
      make("div", { className: "crossfolio-judge-row" }, make("button", { type: "submit" }, "Download"), copies, opens, form.clear),
      form.said, form.file,
      make("p", { className: "crossfolio-when" }, `Nothing is sent from this page: the file belongs in ${record.folder}/ of the portfolio. Who may put one there, and whose counts, is decided by the rules of the repository's branch and by the setting trust, and not by this page.`));
    place.querySelectorAll(":scope > :not(summary)").forEach((it) => it.remove());
    place.append(form.element);
    const now = form.item ? items.get(name)?.fingerprint : criteria.get(name)?.wording;
    const stale = !now?.startsWith(place.dataset.print);
    form.stale = stale ? `${name} is not what this page shows: load the page again` : "";
    try { restore(form); } catch { clear(form); } // A draft of another version.
    form.element.addEventListener("input", () => { keep(form); refresh(form); });
    form.element.addEventListener("change", () => { clean(form); keep(form); refresh(form); });
    form.element.addEventListener("submit", (event) => { event.preventDefault(); use(form, download); });
    copies.addEventListener("click", () => use(form, copy));
    opens.addEventListener("click", () => use(form, open));
    form.clear.addEventListener("click", () => { clear(form); form.said.textContent = "The form is empty again."; });
    refresh(form);
  }

  const outcomeOf = (part) => part.outcomes.find((it) => it.checked)?.value ?? "";

  /* Takes out what no file may hold, and says so. */
  function clean(form) {
    const told = [];
    for (const input of [...form.parts.map((it) => it.feedback), form.method]) {
      const found = input.value.match(REFUSED);
      if (!found) continue;
      input.value = input.value.replace(REFUSED, "");
      told.push(...found.map(named));
    }
    if (told.length) form.said.textContent = `Taken out, as no file may hold it: ${[...new Set(told)].join(", ")}.`;
    return told.length;
  }

  function draftOf(form) {
    return {
      assessor: form.who.value.trim(),
      countersigned: form.signed.hidden ? "" : form.by.value,
      date: form.date.value,
      method: form.method.value,
      answers: form.parts.filter(outcomeOf).map((part) => ({
        criterion: part.criterion,
        outcome: outcomeOf(part),
        on: part.boxes.filter((it) => it.checked).map((it) => it.value),
        feedback: part.feedback.value,
      })),
    };
  }

  /* Says everything that keeps a decision from being written, as the command would, with the field. */
  function reasonsOf(form) {
    const { record } = form;
    const draft = draftOf(form);
    const found = [];
    if (form.stale) found.push([form.stale, form.who]);
    for (const part of form.parts) {
      const id = part.criterion.id;
      const outcome = outcomeOf(part);
      const long = length(part.feedback.value);
      if (!outcome && part.feedback.value.trim()) found.push([`${id} has feedback, and no outcome`, part.outcomes[0]]);
      if (long > MOST.feedback) found.push([`the feedback on ${id} has ${long} characters, and ${MOST.feedback} at most can be written`, part.feedback]);
      if (!outcome) continue;
      const words = OUTCOMES.find(([it]) => it === outcome)[1].toLowerCase();
      if (outcome !== "met" && !part.feedback.value.trim()) found.push([`feedback is missing for ${id}: ${words} says what is wanted`, part.feedback]);
      if (!part.boxes.some((it) => it.checked)) found.push([`${id} rests on no item`, part.boxes[0] ?? part.outcomes[0]]);
    }
    if (!draft.answers.length) found.push(["nothing is decided: choose an outcome", form.parts[0]?.outcomes[0] ?? form.who]);
    if (record.unread) found.push([`the register of people cannot be read (${record.unread})`, form.who]);
    if (!draft.assessor) found.push(["nobody is named who decides", form.who]);
    else if (!PERSON.test(draft.assessor)) found.push([`${draft.assessor} is no ID of a person`, form.who]);
    else if (draft.assessor.toUpperCase() === record.learner.toUpperCase()) found.push([`${draft.assessor} is the learner, who decides on nothing`, form.who]);
    if (draft.countersigned && draft.countersigned === draft.assessor) found.push([`${draft.assessor} cannot countersign: another assessor has to`, form.by]);
    if (!draft.date) found.push(["the date is missing", form.date]);
    else if (draft.date > today()) found.push([`${draft.date} is after today, ${today()}`, form.date]);
    if (today() < record.built) found.push([`this device says that today is ${today()}, and the page was made on ${record.built}: put its clock right`, form.date]);
    return found;
  }

  const fileOf = (form) => decisionFile(fieldsOf(draftOf(form), form.record, form.items));

  function refresh(form) {
    const trainee = form.record.people?.find(([id]) => id === form.who.value)?.[2];
    form.signed.hidden = !trainee || trainee === "assessor";
    for (const part of form.parts) part.count.textContent = `${length(part.feedback.value)} of ${MOST.feedback} characters`;
    const fits = !reasonsOf(form).length;
    form.file.hidden = !fits;
    if (fits) {
      form.text.textContent = fileOf(form).text;
      form.reasons.replaceChildren();
    }
    for (const it of form.element.querySelectorAll("[aria-invalid]")) it.removeAttribute("aria-invalid");
  }

  /* Does something with the file, or says why there is none. */
  function use(form, act) {
    clean(form);
    refresh(form);
    const reasons = reasonsOf(form);
    if (!reasons.length) { act(form, fileOf(form)); return; }
    form.said.textContent = "";
    form.reasons.replaceChildren(make("p", {}, make("strong", {}, "Nothing was made:")),
      make("ul", {}, ...reasons.map(([text]) => make("li", {}, text))));
    for (const [, input] of reasons) input.setAttribute("aria-invalid", "true");
    reasons[0][1].focus();
  }

  function download(form, { id, text }) {
    const url = URL.createObjectURL(new Blob([text], { type: "application/yaml" }));
    make("a", { href: url, download: `${id}.yml` }).click();
    setTimeout(() => URL.revokeObjectURL(url), 60000);
    storage.set(form.name, { done: id, on: form.date.value });
    form.said.textContent = `${id}.yml is downloaded. Put it in ${form.record.folder}/, or give it to crossfolio assess --from ${id}.yml, which checks it first.`;
    form.kept.textContent = "";
  }

  async function copied(form, text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch { // Pages that are files, and permissions.
      form.file.open = true;
      getSelection().selectAllChildren(form.pre);
      return document.execCommand("copy");
    }
  }

  async function copy(form, { id, text }) {
    const ok = await copied(form, text);
    form.said.textContent = ok
      ? `The text is copied. Its file is called ${form.record.folder}/${id}.yml.`
      : `The browser copies nothing here: copy the text that is selected below. Its file is called ${form.record.folder}/${id}.yml.`;
  }

  /* Takes a decision to the forge's page for a new file. Addresses end up in logs: the text goes by
   * the clipboard unless the site says otherwise. */
  async function open(form, { id, text }) {
    const { forge } = form.record;
    const address = new URL(forge.new);
    address.searchParams.set(forge.name, `${id}.yml`);
    const whole = new URL(address);
    if (forge.text) whole.searchParams.set(forge.text, text);
    const fits = forge.text && whole.href.length <= LONGEST_ADDRESS;
    form.said.textContent = "";
    if (!fits) await copy(form, { id, text });
    form.said.textContent += ` The forge is opened in another window: ${fits ? "save the file there" : `paste the text there as ${id}.yml`}.`;
    make("a", { href: (fits ? whole : address).href, target: "_blank", rel: "noopener noreferrer" }).click();
  }

  function keep(form) {
    const answers = Object.fromEntries(form.parts.map((part) => [part.criterion.id, {
      outcome: outcomeOf(part), feedback: part.feedback.value, off: part.boxes.filter((it) => !it.checked).map((it) => it.value),
    }]));
    const prints = Object.fromEntries(form.parts.flatMap((it) => it.boxes).map((it) => [it.value, form.items.get(it.value).fingerprint]));
    const ok = storage.set(form.name, { answers, prints, who: form.who.value, by: form.by.value, method: form.method.value, date: form.date.value });
    form.kept.textContent = ok
      ? "What you write is kept in this browser until it is downloaded."
      : "This browser keeps nothing for this page: what you write is lost when the page is left.";
  }

  function restore(form) {
    const was = storage.get(form.name);
    if (was?.done && !form.record.known.includes(was.done)) {
      form.kept.textContent = `${was.done}.yml was downloaded here, dated ${was.on}; this site does not have it yet.`;
    }
    if (!was?.answers) return;
    const changed = Object.entries(was.prints).filter(([id, print]) => form.items.get(id)?.fingerprint !== print).map(([id]) => id);
    for (const part of form.parts) {
      const it = was.answers[part.criterion.id];
      if (!it) continue;
      part.feedback.value = it.feedback;
      for (const radio of part.outcomes) radio.checked = radio.value === it.outcome;
      for (const box of part.boxes) box.checked = !it.off.includes(box.value);
    }
    Object.assign(form.method, { value: was.method });
    Object.assign(form.date, { value: was.date || today() });
    form.who.value = was.who;
    form.by.value = was.by;
    form.kept.textContent = changed.length
      ? `This draft is from an earlier visit, and ${changed.join(", ")} changed since: look at it again.`
      : "This draft is from an earlier visit.";
  }

  function clear(form) {
    storage.set(form.name, null);
    form.element.reset();
    form.reasons.replaceChildren();
    form.kept.textContent = "";
    refresh(form);
  }

  window.crossfolioForms.build = build;
})();
