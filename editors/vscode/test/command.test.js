"use strict";

const assert = require("node:assert");
const path = require("node:path");
const test = require("node:test");
const { findCommand } = require("../command");

const never = () => false;
const only = (file) => (it) => it === file;

test("the setting comes first", () => {
  assert.strictEqual(findCommand("/p", "/opt/crossfolio", () => true, "linux"), "/opt/crossfolio");
});

test("the project's environment comes next", () => {
  const own = path.join("/p", ".venv", "bin", "crossfolio");
  assert.strictEqual(findCommand("/p", "", only(own), "linux"), own);
});

test("on Windows it lies in Scripts", () => {
  const own = path.join("/p", "venv", "Scripts", "crossfolio.exe");
  assert.strictEqual(findCommand("/p", "", only(own), "win32"), own);
});

test("else the one on the path is taken", () => {
  assert.strictEqual(findCommand("/p", "", never, "linux"), "crossfolio");
});
