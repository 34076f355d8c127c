"""The server goes on whatever is typed, and reads one file for one keystroke."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossfolio.lsp.yaml_cursor import cursor_at
from editor import PLUGINS, REPOSITORY, Editor, Start

sys.path.append(str(REPOSITORY / "tests/fuzz"))
from broken import WHOLE, files

METHODS = ("hover", "definition", "documentHighlight", "completion", "prepareRename")
WHOLE_FILE = ("documentSymbol", "documentLink", "codeLens")
PATHS = {
    "evidence/e01.md": "evidence/e99.md",
    "criteria/bud.yml": "criteria/zzz.yml",
    "assessment/decisions/d01.yml": "assessment/decisions/d99.yml",
}


@pytest.mark.parametrize("kind", PATHS)
def test_broken_texts_as_edits(running: Editor, kind: str) -> None:
    """Every request is answered on what breaks readers, and the server writes no fault."""
    path = PATHS[kind]
    running.open(path, WHOLE[kind])

    @settings(max_examples=25)
    @given(files(kind), st.integers(0, 400), st.integers(0, 60))
    def edits(data: bytes, line: int, character: int) -> None:
        running.edit(path, data.decode("utf-8", "replace"))
        lines = max(1, running.texts[path].count("\n"))
        position = {"line": line % lines, "character": character}
        for method in METHODS:
            running.about(method, path, position)
        for method in WHOLE_FILE:
            running.about(method, path)
        everything = {"start": position, "end": {"line": lines, "character": 0}}
        running.about("codeAction", path, range=everything, context={"diagnostics": []})

    edits()
    running.edit(path, WHOLE[kind])
    running.close(path)
    running.settle()
    assert running.said == []


def test_a_text_in_half(running: Editor) -> None:
    """A lone half of a character pair, which JSON can carry, ends nothing."""
    path = "evidence/e99.md"
    running.open(path, WHOLE["evidence/e01.md"])
    running.edit(path, WHOLE["evidence/e01.md"] + "\ud83d")
    assert "SRC101" in running.codes(path)
    running.close(path)


def test_unknown_method_and_place(running: Editor) -> None:
    """What the server does not know, and places outside of the text, are answered."""
    far = {"line": 10**6, "character": 10**6}

    assert "error" in running.request("textDocument/neverHeardOf")
    assert running.about("hover", "evidence/portfolio.yml", far) is None
    assert running.complete("docs/nowhere.md", {"line": 0, "character": 0}) == []


def test_messages_that_are_none(start: Start) -> None:
    """Malformed messages end nothing, and the next request is answered."""
    editor, page = start(), "evidence/own-development/e05-development-plan.md"
    editor.open(page)
    document = {"uri": editor.uri(page)}
    for params in (
        {},
        {"textDocument": document},
        {"textDocument": document, "position": {"line": -1, "character": 2}},
        {"textDocument": {"uri": "https://example.com/"}, "position": {"line": 0, "character": 0}},
        {"textDocument": {"uri": 5}, "position": "here"},
    ):
        about = {"jsonrpc": "2.0", "method": "textDocument/hover", "params": params}
        editor.send(json.dumps({**about, "id": "malformed"}).encode())
    for body in (b"{not json", b"[]", b"5", b'"a"', b"null", b'{"jsonrpc": "2.0"}', b"\xff"):
        editor.send(body)

    assert editor.about("hover", page, editor.at(page, "POE.AC2"))
    assert editor.process.poll() is None


lines = st.lists(st.text(st.sampled_from("ab:-[]{},'\"# \t|>é🎉"), max_size=12), min_size=1)


@settings(max_examples=300)
@given(lines, st.data())
def test_a_cursor_in_any_text(text: list[str], data: st.DataObject) -> None:
    """Where a cursor stands is told of any text, and lies on its line."""
    line = data.draw(st.integers(0, len(text) - 1))
    column = data.draw(st.integers(0, len(text[line])))

    it = cursor_at(text, line, column)

    assert 0 <= it.start <= column <= it.end <= len(text[line])
    assert text[line][it.start : column] == it.word


def test_without_the_extra() -> None:
    """Where pygls is not installed, the command says how to get it and ends with 2."""
    code = (
        "import sys, importlib.util as u; find = u.find_spec\n"
        "u.find_spec = lambda name, *a: None if name == 'pygls' else find(name, *a)\n"
        "from crossfolio.cli.main import main; sys.exit(main(['lsp']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        env={"PYTHONPATH": str(PLUGINS)},
        check=False,
    )

    assert done.returncode == 2
    assert b"pip install 'crossfolio[lsp]'" in done.stderr
    assert done.stdout == b""


def test_one_keystroke_reads_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After the first check, an edit runs the loader of its own file and of no other."""
    from datetime import date  # noqa: PLC0415

    from crossfolio.workspace import result_cache  # noqa: PLC0415
    from crossfolio.workspace.session import Session  # noqa: PLC0415
    from support import DEFAULTS, PAGE, write  # noqa: PLC0415

    root = write(tmp_path / "p", {**DEFAULTS, "evidence/e02.md": PAGE.replace("E01", "E02")})
    read: list[str] = []
    real = result_cache.read_file

    def noted(data: bytes, path: str, loader: object) -> object:
        read.append(path)
        return real(data, path, loader)  # type: ignore[arg-type]

    monkeypatch.setattr(result_cache, "read_file", noted)
    session = Session(root)
    session.look({}, date(2026, 7, 1))
    assert len(read) == 3
    read.clear()

    session.look({"evidence/e02.md": PAGE.encode()}, date(2026, 7, 1))

    assert read == ["evidence/e02.md"]


def test_nothing_is_kept_of_a_message(tmp_path: Path) -> None:
    """Once a keystroke is dealt with, the protocol holds nothing of it."""
    import asyncio  # noqa: PLC0415

    from lsprotocol import types as t  # noqa: PLC0415

    from crossfolio.lsp.features import serve  # noqa: PLC0415

    async def typing() -> int:
        server = serve()
        protocol = server.protocol
        await _sent(protocol, {"id": 1, "method": "initialize", "params": {"capabilities": {}}})
        document = {"uri": (tmp_path / "a.md").as_uri(), "version": 1}
        opened = {"textDocument": {**document, "languageId": "markdown", "text": "a"}}
        await _sent(protocol, {"method": t.TEXT_DOCUMENT_DID_OPEN, "params": opened})
        for number in range(20):
            changed = {"textDocument": document, "contentChanges": [{"text": str(number)}]}
            await _sent(protocol, {"method": t.TEXT_DOCUMENT_DID_CHANGE, "params": changed})
        return len(protocol._request_futures)

    async def _sent(protocol: object, message: dict[str, object]) -> None:
        whole = {"jsonrpc": "2.0", **message}
        protocol.handle_message(protocol.structure_message(whole))  # type: ignore[attr-defined]
        await asyncio.sleep(0)

    assert asyncio.run(typing()) == 0
