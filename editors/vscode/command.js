"use strict";
// Where the command `crossfolio` is: of the settings, of the project's environment, or on the path.

const path = require("node:path");

const ENVIRONMENTS = [".venv", "venv"];

/**
 * @param {string} folder The project's folder.
 * @param {string} setting What the setting `crossfolio.command` says.
 * @param {(file: string) => boolean} exists Whether a file is there.
 * @param {string} platform As `process.platform` has it.
 */
function findCommand(folder, setting, exists, platform) {
  if (setting) {
    return setting;
  }
  const [place, name] =
    platform === "win32" ? ["Scripts", "crossfolio.exe"] : ["bin", "crossfolio"];
  const own = ENVIRONMENTS.map((it) => path.join(folder, it, place, name));
  return own.find(exists) ?? "crossfolio";
}

module.exports = { findCommand };
