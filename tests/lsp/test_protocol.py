"""What an editor may rely on: an answer to every request, versions, changes in part, folds."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol import types as t
from pygls.workspace import PositionCodec

from crossfolio.lsp.text import edited
from editor import PLUGINS, Editor, Json, Start

PAGE = "evidence/own-development/e05-development-plan.md"
NEW = "evidence/e26-new.md"
HOVER: Json = {
    "method": "textDocument/hover",
    "params": {"textDocument": {"uri": "file:///x.md"}, "position": {"line": 0, "character": 0}},
}
INITIALIZE: Json = {
    "method": "initialize",
    "params": {"processId": None, "rootUri": None, "capabilities": {}},
}


def spoken(*messages: Json) -> tuple[list[Json], int]:
    """Return all that a server says to some messages, and how it ends."""
    bodies = [
        message if isinstance(message, bytes) else json.dumps(message).encode()
        for message in messages
    ]
    sent = b"".join(b"Content-Length: %d\r\n\r\n%b" % (len(body), body) for body in bodies)
    done = subprocess.run(
        [sys.executable, "-m", "crossfolio", "lsp"],
        input=sent,
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(PLUGINS)},
        check=False,
    )
    said, rest = [], done.stdout
    while rest:
        head, _, rest = rest.partition(b"\r\n\r\n")
        size = int(head.split(b"Content-Length: ")[1].split(b"\r\n")[0])
        said.append(json.loads(rest[:size]))
        rest = rest[size:]
    return said, done.returncode


def asked(number: Json, **message: Json) -> Json:
    return {"jsonrpc": "2.0", "id": number, **message}


def test_every_request_is_answered() -> None:
    """Requests that cannot be dealt with are refused, each under its number and its code."""
    said, code = spoken(
        asked(1, **HOVER),
        asked(2, **INITIALIZE),
        asked(3, **INITIALIZE),
        asked(4, method="textDocument/hover", params={"textDocument": 5}),
        asked(5, method="textDocument/hover"),
        asked(6, method=7),
        {"id": 7, **HOVER},
        {"jsonrpc": "1.0", "id": "eight", **HOVER},
        asked(9),
        [asked(10, **HOVER)],
        b"{not json",
        b"[" * 100_000,
        asked(11, method="no/such/method"),
        {"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {}},
        asked(12, method="shutdown"),
        asked(13, **HOVER),
        asked(14, method="shutdown"),
        {"jsonrpc": "2.0", "method": "exit"},
    )
    answers = [(it["id"], it.get("error", {}).get("code")) for it in said]

    assert answers == [
        (1, -32002),
        (2, None),
        (3, -32600),
        (4, -32602),
        (5, -32602),
        (6, -32600),
        (7, -32600),
        ("eight", -32600),
        (9, -32600),
        (None, -32600),
        (None, -32700),
        (None, -32700),
        (11, -32601),
        (12, None),
        (13, -32600),
        (14, -32600),
    ]
    assert all(it["error"]["message"] for it in said if "error" in it)
    assert code == 0


texts = st.text(st.sampled_from("ab é🎉\n\r\u2028\x0b\x85\ufeff"), max_size=30)
CODECS = [PositionCodec(encoding) for encoding in t.PositionEncodingKind]


@given(
    texts,
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 9), texts)),
    st.sampled_from(CODECS),
)
def test_changes_in_part(text: str, cuts: list[tuple[int, int, str]], codec: PositionCodec) -> None:
    """Changes in part make the text that the editor has, whatever line ends it holds."""
    now, changes = text, []
    for at, size, new in cuts:
        start, end = _at(now, at), _at(now, at + size)
        span = t.Range(*(_position(now, it, codec) for it in (start, end)))
        changes.append(t.TextDocumentContentChangePartial(range=span, text=new))
        now = now[:start] + new + now[end:]

    assert edited(text, changes, codec) == now
    assert edited(now, [t.TextDocumentContentChangeWholeDocument(text=text)], codec) == text


def _at(text: str, offset: int) -> int:
    """Return an offset inside a text, and not inside a line end, where no position is."""
    offset = min(offset, len(text))
    return offset - (text[offset - 1 : offset + 1] == "\r\n")


def _position(text: str, offset: int, codec: PositionCodec) -> t.Position:
    """Return the position of an offset, counted from its definition."""
    line, start, at = 0, 0, 0
    while at < offset:
        if text.startswith("\r\n", at):
            at += 1
        if text[at] in "\r\n":
            line, start = line + 1, at + 1
        at += 1
    return t.Position(line, codec.client_num_units(text[start:offset]))


def test_change_in_part_is_checked(editor: Editor) -> None:
    """A slip that is typed into a page is found, and is gone when it is taken back."""
    editor.open(PAGE)
    start = editor.at(PAGE, "POE.AC2", within=7)

    editor.change(PAGE, [{"range": {"start": start, "end": start}, "text": "2"}])
    assert "TAG101" in editor.codes(PAGE)

    end = {**start, "character": start["character"] + 1}
    editor.change(PAGE, [{"range": {"start": start, "end": end}, "text": ""}])
    assert "TAG101" not in editor.codes(PAGE)


def test_change_of_what_is_not_open(editor: Editor) -> None:
    """A change to a document that was never opened changes nothing of what is known of it."""
    text = (editor.root / PAGE).read_text("utf-8")
    start = {"line": 0, "character": 0}
    document = {"uri": editor.uri(PAGE), "version": 2}
    changes = [{"range": {"start": start, "end": start}, "text": "x"}]
    editor.tell("textDocument/didChange", textDocument=document, contentChanges=changes)

    assert editor.found(PAGE, "SRC106") == []
    editor.open(PAGE, text)


def test_findings_on_request(start: Start) -> None:
    """An editor that asks for the findings of open files gets them so, and not twice."""
    can = {
        "textDocument": {"diagnostic": {}},
        "workspace": {"diagnostics": {"refreshSupport": True}},
    }
    editor = start(can=can)
    editor.open(PAGE)
    editor.edit(PAGE, editor.texts[PAGE].replace("POE.AC2", "POE.AC22"))

    report = editor.about("diagnostic", PAGE)

    assert report["kind"] == "full"
    assert "TAG101" in [item["code"] for item in report["items"]]
    assert editor.found(PAGE) == []
    assert editor.found("criteria/poe.yml", "COV101")
    assert "workspace/diagnostic/refresh" in editor.asked
    assert editor.about("diagnostic", "docs/nowhere.md")["items"] == []


def test_findings_of_settings_on_request(start: Start, worked: Path) -> None:
    """Settings that cannot be used are found on request as well."""
    editor = start(can={"textDocument": {"diagnostic": {}}})
    (worked / "mkdocs.yml").write_text("plugins:\n  - crossfolio:\n      fail_on: x\n")
    editor.wrote("mkdocs.yml")

    assert [item["code"] for item in editor.about("diagnostic", "mkdocs.yml")["items"]] == [
        "CFG102"
    ]


def test_pages_of_rules(start: Start, worked: Path) -> None:
    """Where the site is known, an editor that shows it gets the address of a rule's page."""
    site = (worked / "mkdocs.yml").read_text("utf-8")
    (worked / "mkdocs.yml").write_text(f"site_url: https://example.com/p/\n{site}", "utf-8")
    text = (worked / PAGE).read_text("utf-8").replace("POE.AC2", "POE.AC22")
    shows = start(can={"textDocument": {"publishDiagnostics": {"codeDescriptionSupport": True}}})
    shows.open(PAGE, text)
    other = start()
    other.open(PAGE, text)

    found = shows.found(PAGE, "TAG101")[0]
    assert found["codeDescription"] == {"href": "https://example.com/p/rules/tag101/"}
    assert "codeDescription" not in other.found(PAGE, "TAG101")[0]


def test_edits_name_versions(editor: Editor) -> None:
    """An edit is of the version that the editor has, or of none for a file that is not open."""
    editor.open(PAGE)
    editor.edit(PAGE, editor.texts[PAGE].replace("POE.AC2", "POE.AC22"))

    fix = editor.fixes(PAGE, editor.found(PAGE, "TAG101")[0])[0]
    (change,) = fix["edit"]["documentChanges"]
    assert change["textDocument"] == {"uri": editor.uri(PAGE), "version": 2}

    editor.edit(PAGE, editor.texts[PAGE].replace("POE.AC22", "POE.AC2"))
    renamed = editor.about("rename", PAGE, editor.at(PAGE, "POE.AC2"), newName="POE.AC9")
    versions = {editor.path(it["textDocument"]["uri"]): it["textDocument"].get("version")
                for it in renamed["documentChanges"]}  # fmt: skip
    assert versions[PAGE] == 3
    assert versions["criteria/poe.yml"] is None


SLIPS = """\
---
id: E26
titel: Tŷ 🎉
kind: prodct
date: 2026-07-06
criteria: [POE.AC11, BUD.AC11]
---
"""


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_fix_all(editor: Editor, ending: str) -> None:
    """The action makes the edits of every finding of a file, those that `crossfolio fix` makes."""
    editor.open(NEW, SLIPS.replace("\n", ending))
    whole = {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}}

    def actions(*only: str) -> list[Any]:
        context = {"diagnostics": [], **({"only": list(only)} if only else {})}
        found: list[Any] = editor.about("codeAction", NEW, range=whole, context=context)
        return [it for it in found if it["kind"] == "source.fixAll.crossfolio"]

    assert actions("quickfix") == actions("source.organizeImports") == []
    for only in ("source", "source.fixAll", "source.fixAll.crossfolio"):
        (action,) = actions(only)
        made = editor.applied(action["edit"])[NEW]
        assert "title: Tŷ" in made
        assert "kind: product" in made
        assert "criteria: [POE.AC1, BUD.AC1]" in made
        assert made.count(ending) == made.count("\n") == 7
    assert len(actions()) == 1


def test_folds(editor: Editor) -> None:
    """The front matter, sections and blocks of YAML can be folded; blank lines stay outside."""
    text = "---\nid: E26\n---\n\n# One\n\na\n\n## Two\n\nb\n\n# Three\n\n```\n# no\n```\n"
    editor.open(NEW, text)
    unit = "unit: BUD\noutcomes:\n- id: LO1\n  text: a\n"
    unit += "criteria:\n  - id: AC1\n    text: >\n      b\n\n"
    editor.open("criteria/zzz.yml", unit)

    assert folds(editor, NEW) == [(0, 2), (4, 10), (8, 10), (12, 16)]
    assert folds(editor, "criteria/zzz.yml") == [(1, 3), (2, 3), (4, 7), (5, 7), (6, 7)]
    assert editor.about("foldingRange", "README.md") in (None, [])


def folds(editor: Editor, path: str) -> list[tuple[int, int]]:
    return [(it["startLine"], it["endLine"]) for it in editor.about("foldingRange", path)]
