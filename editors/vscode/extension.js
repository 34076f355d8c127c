"use strict";
// Starts the language server of each folder that is open; everything else is the server's.

const fs = require("node:fs");
const vscode = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");
const { findCommand } = require("./command");

/** @type {Map<string, LanguageClient>} By the folder's address. */
const clients = new Map();

async function activate(context) {
  context.subscriptions.push(
    vscode.commands.registerCommand("crossfolio.restart", restart),
    vscode.commands.registerCommand("crossfolio.showReferences", showReferences),
    vscode.workspace.onDidChangeWorkspaceFolders(follow),
  );
  await Promise.all((vscode.workspace.workspaceFolders ?? []).map(start));
}

async function deactivate() {
  const running = [...clients.values()];
  clients.clear();
  await Promise.all(running.map((client) => client.stop()));
}

async function start(folder) {
  const setting = vscode.workspace.getConfiguration("crossfolio", folder).get("command", "");
  const command = findCommand(folder.uri.fsPath, setting, fs.existsSync, process.platform);
  const inside = (language) => ({
    scheme: "file",
    language,
    pattern: new vscode.RelativePattern(folder, "**/*"),
  });
  const client = new LanguageClient(
    "crossfolio",
    "Crossfolio",
    { command, args: ["lsp"], options: { cwd: folder.uri.fsPath } },
    {
      documentSelector: [inside("markdown"), inside("yaml")],
      workspaceFolder: folder,
      initializationOptions: { showReferences: true, filterByTitle: true },
    },
  );
  clients.set(folder.uri.toString(), client);
  try {
    await client.start();
  } catch (error) {
    clients.delete(folder.uri.toString());
    const how = "python -m pip install 'crossfolio[lsp]'";
    vscode.window.showErrorMessage(`Crossfolio: ${command} lsp did not start (${error}). ${how}`);
  }
}

async function restart() {
  await deactivate();
  await Promise.all((vscode.workspace.workspaceFolders ?? []).map(start));
}

async function follow(event) {
  for (const folder of event.removed) {
    const client = clients.get(folder.uri.toString());
    clients.delete(folder.uri.toString());
    await client?.stop();
  }
  await Promise.all(event.added.map(start));
}

/** Show the places of a code lens; the server gives them as the protocol has them. */
function showReferences(uri, position, locations) {
  const at = (it) => new vscode.Position(it.line, it.character);
  return vscode.commands.executeCommand(
    "editor.action.showReferences",
    vscode.Uri.parse(uri),
    at(position),
    locations.map(
      (it) =>
        new vscode.Location(
          vscode.Uri.parse(it.uri),
          new vscode.Range(at(it.range.start), at(it.range.end)),
        ),
    ),
  );
}

module.exports = { activate, deactivate };
