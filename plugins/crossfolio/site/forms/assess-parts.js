/* What the form of a decision is put together from, and what the browser keeps of it. */
"use strict";

(() => {
  const { ROOT } = window.crossfolioForms;
  const { say } = window.crossfolio;
  // As files say it, as a choice, and within a sentence.
  const OUTCOMES = [
    ["", say("Not decided"), ""],
    ["met", say("Met"), say("met")],
    ["not-yet-met", say("Not yet met"), say("not yet met")],
    ["more-evidence", say("More evidence"), say("more evidence")],
    ["withdrawn", say("Withdraw"), say("withdraw")],
  ];
  const METHODS = [
    say("observation"),
    say("examining products"),
    say("professional discussion"),
    say("questioning"),
  ];
  const MOST = { feedback: 4000, method: 80 }; // Characters, by the schema of decisions.

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

  function criterionPart(criterion, form, items) {
    const id = `${form.name}-${criterion.id}`.replace(/[^A-Za-z0-9]+/g, "-");
    const part = { criterion, boxes: [] };
    const facts = [criterion.level && say("Level: {level}", { level: criterion.level })].filter(Boolean);
    const outcomes = OUTCOMES.map(([value, words]) => {
      const radio = make("input", { type: "radio", name: `${id}-outcome`, value, defaultChecked: !value });
      return make("label", { className: "crossfolio-judge-choice" }, radio, ` ${words}`);
    });
    const shown = form.item ? criterion.on.filter(([it]) => it === form.item) : criterion.on;
    const rests = shown.map(([item, hash, said]) => {
      const it = items.get(item);
      const why = it.why
        ? say("{item} {why}.", { item, why: it.why })
        : !hash && say("{item} is claimed by the assessor; decide with the command.", { item });
      if (why) return make("p", { className: "crossfolio-when" }, why);
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
      ...(form.item || !rests.length ? rests : [make("p", { className: "crossfolio-label" }, say("It rests on")), ...rests]),
      make("div", { className: "crossfolio-judge-row", role: "radiogroup", "aria-label": say("Outcome of {criterion}", { criterion: criterion.id }) }, ...outcomes),
      make("label", { htmlFor: part.feedback.id }, say("Feedback on {criterion}", { criterion: criterion.id })), part.feedback, part.count);
    return part;
  }

  function personPart(record) {
    const people = record.people?.map(([id, name, role]) =>
      make("option", { value: id }, role === "assessor" ? `${name} (${id})` : say("{name} ({id}, trainee)", { name, id })));
    const choose = (empty, options) => make("select", {}, make("option", { value: "" }, empty), ...options);
    const who = people ? choose(say("Choose"), people) : make("input", { type: "text", autocomplete: "off", placeholder: "A1" });
    const signs = (record.people ?? []).filter(([, , role]) => role === "assessor");
    const by = choose(say("Nobody yet"), signs.map(([id, name]) => make("option", { value: id }, `${name} (${id})`)));
    return { who, by };
  }

  window.crossfolioForms.parts = {
    OUTCOMES, METHODS, MOST, make, storage, today, criterionPart, personPart,
  };
})();
