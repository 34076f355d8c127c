/* The form with which an assessor decides. What comes out is a file, to be downloaded, copied, or
 * taken to a forge by whoever decides. Nothing is sent anywhere. */
"use strict";

(() => {
  const { decisionFile, fieldsOf, REFUSED, parts } = window.crossfolioForms;
  const { OUTCOMES, METHODS, MOST, make, storage, today, criterionPart, personPart } = parts;
  const { say } = window.crossfolio;
  const LONGEST_ADDRESS = 6000;

  const named = (it) => `U+${it.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
  const length = (text) => [...text].length;

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
    form.pre = make("pre", { tabIndex: 0, ariaLabel: say("The file as it will be") }, form.text);
    form.file = make("details", { className: "crossfolio-plain" }, make("summary", {}, say("The file as it will be")), form.pre);
    const field = (words, input) => make("label", {}, words, input);
    form.signed = field(say("Countersigned by"), form.by);
    form.clear = make("button", { type: "button" }, say("Clear"));
    const copies = make("button", { type: "button" }, say("Copy"));
    const opens = make("button", { type: "button", hidden: !record.forge }, say("Open in the forge"));
    form.element = make("form", { className: "crossfolio-judge-form", noValidate: true, ariaLabel: say("Decide on {name}", { name }) },
      form.kept, ...form.parts.map((it) => it.element),
      make("div", { className: "crossfolio-judge-row" }, field(say("Who decides"), form.who), form.signed,
        field(say("Method"), form.method), field(say("Date"), form.date)),
      make("datalist", { id: "crossfolio-methods" }, ...METHODS.map((it) => make("option", { value: it }))),
      form.reasons,
      make("div", { className: "crossfolio-judge-row" }, make("button", { type: "submit" }, say("Download")), copies, opens, form.clear),
      form.said, form.file,
      make("p", { className: "crossfolio-when" }, say("Nothing is sent from this page: the file belongs in {folder}/ of the portfolio. Who may put one there, and whose counts, is decided by the rules of the repository's branch and by the setting trust, and not by this page.", { folder: record.folder })));
    place.querySelectorAll(":scope > :not(summary)").forEach((it) => it.remove());
    place.append(form.element);
    const now = form.item ? items.get(name)?.fingerprint : criteria.get(name)?.wording;
    const stale = !now?.startsWith(place.dataset.print);
    form.stale = stale ? say("{name} is not what this page shows: load the page again", { name }) : "";
    try { restore(form); } catch { clear(form); } // A draft of another version.
    form.element.addEventListener("input", () => { keep(form); refresh(form); });
    form.element.addEventListener("change", () => { clean(form); keep(form); refresh(form); });
    form.element.addEventListener("submit", (event) => { event.preventDefault(); use(form, download); });
    copies.addEventListener("click", () => use(form, copy));
    opens.addEventListener("click", () => use(form, open));
    form.clear.addEventListener("click", () => { clear(form); form.said.textContent = say("The form is empty again."); });
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
    if (told.length) form.said.textContent = say("Taken out, as no file may hold it: {characters}.", { characters: [...new Set(told)].join(", ") });
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
      if (!outcome && part.feedback.value.trim()) found.push([say("{criterion} has feedback, and no outcome", { criterion: id }), part.outcomes[0]]);
      if (long > MOST.feedback) found.push([say("the feedback on {criterion} has {length} characters, and {most} at most can be written", { criterion: id, length: long, most: MOST.feedback }), part.feedback]);
      if (!outcome) continue;
      const [, , words] = OUTCOMES.find(([it]) => it === outcome);
      if (outcome !== "met" && !part.feedback.value.trim()) found.push([say("feedback is missing for {criterion}: {outcome} says what is wanted", { criterion: id, outcome: words }), part.feedback]);
      if (!part.boxes.some((it) => it.checked)) found.push([say("{criterion} rests on no item", { criterion: id }), part.boxes[0] ?? part.outcomes[0]]);
    }
    if (!draft.answers.length) found.push([say("nothing is decided: choose an outcome"), form.parts[0]?.outcomes[0] ?? form.who]);
    if (record.unread) found.push([say("the register of people cannot be read ({reason})", { reason: record.unread }), form.who]);
    if (!draft.assessor) found.push([say("nobody is named who decides"), form.who]);
    else if (!new RegExp(record.grammar).test(draft.assessor)) found.push([say("{person} is no ID of a person", { person: draft.assessor }), form.who]);
    else if (draft.assessor.toUpperCase() === record.learner.toUpperCase()) found.push([say("{person} is the learner, who decides on nothing", { person: draft.assessor }), form.who]);
    if (draft.countersigned && draft.countersigned === draft.assessor) found.push([say("{person} cannot countersign: another assessor has to", { person: draft.assessor }), form.by]);
    if (!draft.date) found.push([say("the date is missing"), form.date]);
    else if (draft.date > today()) found.push([say("{date} is after today, {today}", { date: draft.date, today: today() }), form.date]);
    if (today() < record.built) found.push([say("this device says that today is {today}, and the page was made on {built}: put its clock right", { today: today(), built: record.built }), form.date]);
    return found;
  }

  const fileOf = (form) => decisionFile(fieldsOf(draftOf(form), form.record, form.items));

  function refresh(form) {
    const trainee = form.record.people?.find(([id]) => id === form.who.value)?.[2];
    form.signed.hidden = !trainee || trainee === "assessor";
    for (const part of form.parts) part.count.textContent = say("{length} of {most} characters", { length: length(part.feedback.value), most: MOST.feedback });
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
    form.reasons.replaceChildren(make("p", {}, make("strong", {}, say("Nothing was made:"))),
      make("ul", {}, ...reasons.map(([text]) => make("li", {}, text))));
    for (const [, input] of reasons) input.setAttribute("aria-invalid", "true");
    reasons[0][1].focus();
  }

  function download(form, { id, text }) {
    const url = URL.createObjectURL(new Blob([text], { type: "application/yaml" }));
    make("a", { href: url, download: `${id}.yml` }).click();
    setTimeout(() => URL.revokeObjectURL(url), 60000);
    storage.set(form.name, { done: id, on: form.date.value });
    form.said.textContent = say("{file} is downloaded. Put it in {folder}/, or give it to crossfolio assess --from {file}, which checks it first.", { file: `${id}.yml`, folder: form.record.folder });
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
    const path = `${form.record.folder}/${id}.yml`;
    form.said.textContent = ok
      ? say("The text is copied. Its file is called {path}.", { path })
      : say("The browser copies nothing here: copy the text that is selected below. Its file is called {path}.", { path });
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
    if (fits) {
      form.said.textContent = say("The forge is opened in another window: save the file there.");
    } else {
      await copy(form, { id, text });
      form.said.append(" ", say("The forge is opened in another window: paste the text there as {file}.", { file: `${id}.yml` }));
    }
    make("a", { href: (fits ? whole : address).href, target: "_blank", rel: "noopener noreferrer" }).click();
  }

  function keep(form) {
    const answers = Object.fromEntries(form.parts.map((part) => [part.criterion.id, {
      outcome: outcomeOf(part), feedback: part.feedback.value, off: part.boxes.filter((it) => !it.checked).map((it) => it.value),
    }]));
    const prints = Object.fromEntries(form.parts.flatMap((it) => it.boxes).map((it) => [it.value, form.items.get(it.value).fingerprint]));
    const ok = storage.set(form.name, { answers, prints, who: form.who.value, by: form.by.value, method: form.method.value, date: form.date.value });
    form.kept.textContent = ok
      ? say("What you write is kept in this browser until it is downloaded.")
      : say("This browser keeps nothing for this page: what you write is lost when the page is left.");
  }

  function restore(form) {
    const was = storage.get(form.name);
    if (was?.done && !form.record.known.includes(was.done)) {
      form.kept.textContent = say("{file} was downloaded here, dated {date}; this site does not have it yet.", { file: `${was.done}.yml`, date: was.on });
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
      ? say("This draft is from an earlier visit, and {items} changed since: look at it again.", { items: changed.join(", ") })
      : say("This draft is from an earlier visit.");
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
