"use strict";
// Makes one file of the extension and the packages that it needs, and one of their licences.

const fs = require("node:fs");
const path = require("node:path");
const esbuild = require("esbuild");

const PACKAGE = /^(?<folder>.*node_modules\/(?<name>(?:@[^/]+\/)?[^/]+))\//;

async function main() {
  const made = await esbuild.build({
    entryPoints: ["extension.js"],
    outfile: "dist/extension.js",
    bundle: true,
    minify: true,
    platform: "node",
    target: "node20",
    external: ["vscode"],
    metafile: true,
  });
  const folders = new Map();
  for (const file of Object.keys(made.metafile.inputs)) {
    const found = PACKAGE.exec(file)?.groups;
    if (found) {
      folders.set(found.name, found.folder);
    }
  }
  const texts = [...folders].sort().map(([name, folder]) => `${name}\n\n${licence(folder)}\n`);
  fs.writeFileSync("dist/LICENCES.txt", texts.join(`\n${"-".repeat(72)}\n\n`));
}

/** @param {string} folder That of a package; one without a licence must not be bundled. */
function licence(folder) {
  const name = fs.readdirSync(folder).find((file) => /^licen[cs]e/i.test(file));
  if (!name) {
    throw new Error(`${folder} has no licence`);
  }
  return fs.readFileSync(path.join(folder, name), "utf8").trim();
}

main();
