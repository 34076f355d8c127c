"""An editor as far as the protocol goes: starts the real server and speaks to it over stdio.

Whole messages are compared as JSON, so that nothing but the wire is between the test and the
server.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from queue import Empty, Queue
from typing import Any, Self

REPOSITORY = Path(__file__).parents[2]
PLUGINS = REPOSITORY / "plugins"

Json = Any

_LINE_END = re.compile(r"\r\n|\n|\r")
_UNITS: dict[str, Callable[[str], int]] = {
    "utf-8": lambda text: len(text.encode()),
    "utf-16": lambda text: len(text.encode("utf-16-le")) // 2,
    "utf-32": len,
}


class Editor:
    """A client with open documents; `with` starts and ends the server."""

    def __init__(
        self, root: Path, encoding: str = "utf-16", can: Json = None, **options: Json
    ) -> None:
        """Be an editor.

        Args:
            root: Its folder.
            encoding: How it counts columns.
            can: What it can do beside the usual, by the parts of its capabilities.
            options: For the server.
        """
        self.root = root
        self.encoding = encoding
        self.diagnostics: dict[str, Json] = {}
        """The latest parameters that were published, by path from the root."""
        self.texts: dict[str, str] = {}
        self.said: list[str] = []
        """What the server wrote to its standard error."""
        self.registered: list[str] = []
        self.asked: list[str] = []
        """What the server asked for."""
        self._options = options
        self._can = can or {}
        self._number = 0
        self._versions: dict[str, int] = {}
        self._answers: dict[int, Queue[Json]] = {}
        self._published: Queue[Json] = Queue()
        self._lock = threading.Lock()
        self._over = threading.Event()
        """Set once the server says no more."""

    def __enter__(self) -> Self:
        self.process = subprocess.Popen(
            [sys.executable, "-W", "error", "-m", "crossfolio", "lsp"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(PLUGINS), "PYTHONUTF8": "1"},
        )
        self._threads = [
            threading.Thread(target=it, daemon=True) for it in (self._read, self._listen)
        ]
        for thread in self._threads:
            thread.start()
        encodings = [self.encoding] if self.encoding != "utf-16" else None
        self.capabilities = self.ask(
            "initialize",
            processId=os.getpid(),
            rootUri=self.root.as_uri(),
            workspaceFolders=[{"uri": self.root.as_uri(), "name": "portfolio"}],
            initializationOptions=self._options,
            capabilities={
                "general": {"positionEncodings": encodings} if encodings else {},
                "workspace": {
                    "workspaceEdit": {
                        "documentChanges": True,
                        "resourceOperations": ["create", "rename", "delete"],
                    },
                    "didChangeWatchedFiles": {"dynamicRegistration": True},
                    "codeLens": {"refreshSupport": True},
                    **self._can.get("workspace", {}),
                },
                "textDocument": {
                    "rename": {"prepareSupport": True},
                    **self._can.get("textDocument", {}),
                },
            },
        )["capabilities"]
        self.tell("initialized")
        return self

    def __exit__(self, *_: object) -> None:
        try:
            if self.process.poll() is None:
                self.ask("shutdown")
                self.tell("exit")
            self.process.wait()
        finally:
            self.process.kill()
            for thread in self._threads:
                thread.join()
            for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
                if stream:
                    stream.close()

    # Documents

    def uri(self, path: str) -> str:
        """Return the address of a file by its path from the root."""
        return (self.root / path).as_uri()

    def open(self, path: str, text: str | None = None) -> None:
        """Open a file, or a new document that is not on the disk yet."""
        if text is None:
            text = (self.root / path).read_bytes().decode()
        self.texts[path], self._versions[path] = text, 1
        document = {"uri": self.uri(path), "languageId": "markdown", "version": 1, "text": text}
        self.tell("textDocument/didOpen", textDocument=document)

    def edit(self, path: str, text: str) -> None:
        """Change the text of an open document without saving it."""
        self.texts[path] = text
        self._versions[path] += 1
        document = {"uri": self.uri(path), "version": self._versions[path]}
        changes = [{"text": text}]
        self.tell("textDocument/didChange", textDocument=document, contentChanges=changes)

    def change(self, path: str, changes: list[Json]) -> None:
        """Tell of changes to parts of an open document, and of what it holds after them."""
        self.texts[path] = self.applied({"changes": {self.uri(path): [
            {"range": change["range"], "newText": change["text"]} for change in changes
        ]}})[path]  # fmt: skip
        self._versions[path] += 1
        document = {"uri": self.uri(path), "version": self._versions[path]}
        self.tell("textDocument/didChange", textDocument=document, contentChanges=changes)

    def close(self, path: str) -> None:
        """Close a document."""
        del self.texts[path]
        self.tell("textDocument/didClose", textDocument={"uri": self.uri(path)})

    def wrote(self, *paths: str) -> None:
        """Say that files were written by something else."""
        changes = [{"uri": self.uri(path), "type": 2} for path in paths]
        self.tell("workspace/didChangeWatchedFiles", changes=changes)

    def found(self, path: str, *codes: str) -> list[Json]:
        """Return the findings of a file once the server has looked at its latest text."""
        self.settle(path)
        own = self.diagnostics.get(path, {}).get("diagnostics", [])
        return [it for it in own if not codes or it["code"] in codes]

    def codes(self, path: str) -> list[str]:
        """Return the codes of the findings of a file."""
        return [it["code"] for it in self.found(path)]

    def settle(self, path: str = "") -> None:
        """Wait until the server has checked what it was told last."""
        asked = {"textDocument": {"uri": self.uri(path or "criteria/bud.yml")}}
        self.ask("textDocument/documentSymbol", **asked)
        while True:
            try:
                it = self._published.get_nowait()
            except Empty:
                return
            self.diagnostics[self.path(it["uri"])] = it

    def path(self, uri: str) -> str:
        """Return the path of an address from the root."""
        return uri.removeprefix(self.root.as_uri() + "/")

    # Places

    def at(self, path: str, word: str, nth: int = 1, within: int = 1) -> Json:
        """Return the position `within` characters inside the nth occurrence of a word."""
        text = self.text(path)
        offset = -1
        for _ in range(nth):
            offset = text.index(word, offset + 1)
        before = _LINE_END.split(text[: offset + within])
        units = _UNITS[self.encoding](before[-1])
        return {"line": len(before) - 1, "character": units}

    def text(self, path: str) -> str:
        """Return the text of a document, or of the file on the disk."""
        return self.texts[path] if path in self.texts else (self.root / path).read_bytes().decode()

    def word(self, path: str, span: Json) -> str:
        """Return what stands in a range of a file."""
        lines = _LINE_END.split(self.text(path))
        start, end = span["start"], span["end"]
        if start["line"] != end["line"]:
            return "\n".join(lines[start["line"] : end["line"] + 1])
        line = lines[start["line"]]
        return line[self._column(line, start) : self._column(line, end)]

    def applied(self, edit: Json) -> dict[str, str]:
        """Return the texts that an edit of the workspace makes, by path."""
        made: dict[str, str] = {}
        changes = list((edit.get("changes") or {}).items())
        for it in edit.get("documentChanges") or []:
            if it.get("kind") == "create":
                made[self.path(it["uri"])] = ""
            else:
                changes.append((it["textDocument"]["uri"], it["edits"]))
        for uri, edits in changes:
            path = self.path(uri)
            text = made[path] if path in made else self.text(path)
            made[path] = self._edited(text, edits)
        return made

    def _edited(self, text: str, edits: list[Json]) -> str:
        starts = [0, *(found.end() for found in _LINE_END.finditer(text))]
        lines = _LINE_END.split(text)

        def offset(at: Json) -> int:
            if at["line"] >= len(lines):
                return len(text)
            return starts[at["line"]] + self._column(lines[at["line"]], at)

        spans = [(offset(e["range"]["start"]), offset(e["range"]["end"]), e["newText"])
                 for e in edits]  # fmt: skip
        for start, end, new in sorted(spans, reverse=True):
            text = text[:start] + new + text[end:]
        return text

    def _column(self, line: str, at: Json) -> int:
        units = _UNITS[self.encoding]
        return next((n for n in range(len(line)) if units(line[:n]) >= at["character"]), len(line))

    # Requests

    def about(self, method: str, path: str, position: Json = None, **more: Json) -> Json:
        """Ask about a file, or a position in it."""
        if position is not None:
            more["position"] = position
        return self.ask(f"textDocument/{method}", textDocument={"uri": self.uri(path)}, **more)

    def complete(self, path: str, position: Json) -> list[Json]:
        """Return what the server offers, in the order in which an editor shows it."""
        items = self.about("completion", path, position)["items"]
        return sorted(items, key=lambda item: item.get("sortText") or item["label"])

    def fixes(self, path: str, finding: Json) -> list[Json]:
        """Return the quick fixes for a finding."""
        context = {"diagnostics": [finding]}
        found = self.about("codeAction", path, range=finding["range"], context=context)
        quick = [it for it in found if it["kind"] == "quickfix"]
        return [it for it in quick if it["diagnostics"][0]["code"] == finding["code"]]

    def ask(self, method: str, **params: Json) -> Json:
        """Send a request and return its result."""
        answer = self.request(method, **params)
        assert "error" not in answer, answer
        return answer["result"]

    def request(self, method: str, **params: Json) -> Json:
        """Send a request and return the whole answer."""
        self._number += 1
        number = self._number
        self._answers[number] = Queue()
        self._send({"id": number, "method": method, "params": params})
        if self._over.is_set():
            self._answers[number].put(None)
        answer = self._answers[number].get()
        del self._answers[number]
        assert answer is not None, f"no answer to {method}: {self.said}"
        return answer

    def tell(self, method: str, **params: Json) -> None:
        """Send a notification."""
        self._send({"method": method, "params": params})

    def _send(self, message: Json) -> None:
        self.send(json.dumps({"jsonrpc": "2.0", **message}).encode())

    def send(self, data: bytes) -> None:
        """Send the body of a message as it is, whether it is one or not."""
        assert self.process.stdin
        with self._lock:
            self.process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(data), data))
            self.process.stdin.flush()

    def _read(self) -> None:
        out = self.process.stdout
        assert out
        while header := out.readline():
            size = int(header.partition(b":")[2])
            while out.readline().strip():
                pass
            self._take(json.loads(out.read(size)))
        self._over.set()
        for waiting in tuple(self._answers.values()):
            waiting.put(None)

    def _take(self, message: Json) -> None:
        if message.get("method") == "textDocument/publishDiagnostics":
            self._published.put(message["params"])
        elif "method" in message and "id" in message:
            given = message.get("params") or {}
            self.asked.append(message["method"])
            self.registered += [
                registration["method"] for registration in given.get("registrations", [])
            ]
            self._send({"id": message["id"], "result": None})
        elif "method" not in message and message.get("id") in self._answers:
            self._answers[message["id"]].put(message)

    def _listen(self) -> None:
        assert self.process.stderr
        for line in self.process.stderr:
            self.said.append(line.decode("utf-8", "replace"))


Start = Callable[..., Editor]


def copy_worked(root: Path) -> Path:
    """Copy the worked portfolio into a folder."""
    root.mkdir()
    for name in ("criteria", "evidence", "assessment"):
        shutil.copytree(REPOSITORY / name, root / name)
    shutil.copy(REPOSITORY / "mkdocs.yml", root)
    return root
