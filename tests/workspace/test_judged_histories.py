"""The version that was judged is named rightly in made histories, or the reason why it is not."""

import os
import random
import subprocess
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest

from crossfolio.core.since_values import ItemVersion, Unfound
from crossfolio.workspace.checking import check_project
from crossfolio.workspace.judged_version import judged_versions
from crossfolio.workspace.project import open_project
from support import unit

HISTORIES = int(os.environ.get("HISTORIES", "40"))
"""How many are made; each time the same."""
TODAY = date(2026, 7, 1)
WORDS = ("pot", "tea", "cup", "milk", "hot", "cold", "brewed", "poured", "stirred")


@dataclass(frozen=True)
class State:
    """An item as its writer means it: what is judged, and how it is kept."""

    title: str
    text: str
    table: str
    """What the attached file holds; empty where there is none."""
    folder: str = "evidence"
    name: str = "e01"
    mark: bool = False
    crlf: bool = False

    @property
    def judged(self) -> tuple[str, str, str]:
        """What a decision is bound to."""
        return self.title, self.text, self.table

    def files(self, *, kept: bool) -> dict[str, bytes]:
        """Return the item's files, as git keeps them or as they lie in the folder."""
        mark = " [BUD.AC1]" if self.mark else ""
        link = "\n\n[The table](table.csv)" if self.table else ""
        page = (
            f"---\nid: E01\ntitle: {self.title}\nkind: product\ndate: 2026-04-14\n"
            f"criteria: [BUD.AC1]\n---\nFirst.{mark}\n\n{self.text}{link}\n"
        ).encode()
        found = {f"{self.folder}/{self.name}.md": page}
        if self.table:
            found[f"{self.folder}/table.csv"] = self.table.encode()
        if self.crlf and not kept:
            found = {path: it.replace(b"\n", b"\r\n") for path, it in found.items()}
        return found


@dataclass
class Made:
    """A history that grows, with what each commit holds."""

    chance: random.Random
    prefix: str
    states: dict[int, State | None] = field(default_factory=dict)
    """By the number of the commit; nothing before the item was there."""
    parents: dict[int, tuple[int, ...]] = field(default_factory=dict)
    heads: dict[str, int] = field(default_factory=dict)

    def commit(self, state: State | None, *parents: int) -> int:
        """Add a commit."""
        number = len(self.states) + 1
        self.states[number], self.parents[number] = state, parents
        return number

    def stream(self) -> bytes:
        """Return all commits as `git fast-import` reads them."""
        out: list[bytes] = []
        for number, state in self.states.items():
            when = 1_780_000_000 + 86_400 * number
            out.append(f"commit refs/all/{number}\nmark :{number}\n".encode())
            out.append(f"author a <a@b.example> {when} +0000\n".encode())
            out.append(f"committer a <a@b.example> {when} +0000\ndata 1\nx\n".encode())
            for place, parent in enumerate(self.parents[number]):
                out.append(f"{'merge' if place else 'from'} :{parent}\n".encode())
            out.append(b"deleteall\n")
            files = {"criteria/bud.yml": unit("AC1").encode(), "noise.txt": b"%d" % number}
            files |= state.files(kept=True) if state else {}
            for path, data in files.items():
                out.append(f"M 100644 inline {self.prefix}{path}\ndata {len(data)}\n".encode())
                out.append(data + b"\n")
        return b"".join(out)

    def reached(self) -> set[int]:
        """Return the commits that some branch leads to."""
        found, todo = set[int](), list(self.heads.values())
        while todo:
            number = todo.pop()
            if number not in found:
                found.add(number)
                todo += self.parents[number]
        return found


def sentence(chance: random.Random) -> str:
    return " ".join(chance.choices(WORDS, k=chance.randint(3, 12))).capitalize() + "."


def edited(state: State, chance: random.Random) -> State:
    """Return an item after one edit, of what is judged or of how it is kept."""
    values = dict(state.__dict__)
    match chance.randint(0, 7):
        case 0 | 1 | 2:
            values["text"] = f"{state.text}\n\n{sentence(chance)}"
        case 3:
            values["title"] = f"Title {chance.randint(1, 999)}"
        case 4:
            values["table"] = f"a,b\n{chance.randint(1, 9)},{chance.randint(1, 999)}\n"
        case 5:
            values["name"] = f"e01-{chance.randint(1, 99)}"
        case 6:
            values["folder"] = chance.choice(("evidence", "evidence/a b", "evidence/é"))
        case _:
            values[chance.choice(("mark", "crlf"))] ^= True
    return State(**values)


def made(chance: random.Random) -> tuple[Made, State, str]:
    """Return a history, the state that was judged in its course, and what was done last."""
    history = Made(chance, chance.choice(("", "", "portfolio/")))
    state = State("Tea", sentence(chance), chance.choice(("", "a,b\n1,2\n")))
    head = history.commit(None)
    head = history.commit(state, head)
    seen = [state]
    for _ in range(chance.randint(3, 12)):
        state = edited(state, chance)
        if chance.random() < 0.15 and len(seen) > 1:
            state = chance.choice(seen)  # Taken back.
        seen.append(state)
        if chance.random() < 0.8:  # Else never committed as such.
            if chance.random() < 0.25:
                side = history.commit(state, head)
                other = edited(state, chance)
                seen.append(other)
                mine = history.commit(other, head)
                state = chance.choice((state, other, edited(other, chance)))
                seen.append(state)
                head = history.commit(state, mine, side)
            else:
                head = history.commit(state, head)
    judged = chance.choice(seen)
    ways = ("", "", "squash", "rebase", "shallow", "side", "amend")
    way = chance.choice(ways)
    old = head
    if way == "squash":
        head = history.commit(state, 1)
    elif way == "rebase":
        base = history.commit(None, 1)
        line = [it for it in first_parents(history, old) if history.states[it]]
        kept = [it for it in reversed(line) if chance.random() < 0.6]
        for number in kept or line[:1]:
            base = history.commit(history.states[number], base)
        head = base
    elif way == "amend":
        head = history.commit(edited(state, chance), *history.parents[old])
        state = history.states[head] or state
    history.heads["main"] = head
    if way == "side" or (way in ("squash", "rebase") and chance.random() < 0.3):
        history.heads["old"] = old
    return history, judged, way


def first_parents(history: Made, head: int) -> list[int]:
    found = [head]
    while history.parents[found[-1]]:
        found.append(history.parents[found[-1]][0])
    return found


def git(root: Path, *words: str, data: bytes | None = None) -> str:
    """Run git, alike on every machine."""
    own = ("git", "-c", "protocol.file.allow=always", "-C", str(root))
    done = subprocess.run(
        [*own, *words],
        input=data,
        check=True,
        capture_output=True,
    )
    return done.stdout.decode()


def laid_out(history: Made, root: Path, way: str) -> tuple[Path, dict[str, int]]:
    """Make a repository of a history; return where it lies, and the commits by name."""
    git(root, "init", "-q", "-b", "main", "whole")
    whole = root / "whole"
    marks = root / "marks"
    git(whole, "fast-import", "--quiet", f"--export-marks={marks}", data=history.stream())
    names = {int(line[1:]): name for line, name in map(str.split, marks.read_text().splitlines())}
    refs = "".join(f"delete refs/all/{number}\n" for number in history.states)
    refs += "".join(
        f"create refs/heads/{branch} {names[number]}\n" for branch, number in history.heads.items()
    )
    git(whole, "update-ref", "--stdin", data=refs.encode())
    git(whole, "reset", "-q", "--hard", "main")
    if way == "shallow":
        depth = str(history.chance.randint(1, 4))
        git(root, "clone", "-q", "--depth", depth, whole.as_uri(), "short")
        return root / "short", {name: number for number, name in names.items()}
    return whole, {name: number for number, name in names.items()}


def put(root: Path, files: dict[str, bytes]) -> None:
    for path, data in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)


def decision(state: State, root: Path, *, parts: bool) -> bytes:
    """Return a decision on an item as it lies in a folder."""
    put(root, {"criteria/bud.yml": unit("AC1").encode(), **state.files(kept=False)})
    checked = check_project(open_project(root), TODAY, every_fingerprint=True)
    known = checked.portfolio.fingerprints["E01"]
    lines = [
        *("decision: D01", "assessor: A1", "date: 2026-06-01", "evidence:", "  - id: E01"),
        f'    fingerprint: "{known.value}"',
    ]
    if parts:
        files = ", ".join(
            f'"{name}": "{attachment}"' for name, attachment in known.parts.attachments.items()
        )
        lines.append(
            f'    parts: {{fields: "{known.parts.fields}", body: "{known.parts.body}"'
            f"{f', attachments: {{{files}}}' if files else ''}}}"
        )
    lines += ["criteria:", "  - {criterion: BUD.AC1, outcome: met, on: [E01]}"]
    return "\n".join(lines).encode() + b"\n"


@pytest.mark.parametrize("seed", range(HISTORIES))
def test_a_made_history(seed: int, tmp_path: Path) -> None:
    """A commit that is named holds what was judged; where none does, it is said why."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    history, judged, way = made(chance)
    repository, numbers = laid_out(history, tmp_path, way)
    there = set(git(repository, "rev-list", "--all").split())
    root = repository / history.prefix
    put(
        root,
        {
            "assessment/decisions/D01.yml": decision(
                judged, tmp_path / "judged", parts=chance.random() < 0.7
            )
        },
    )
    page = next((root / "evidence").rglob("*.md"))
    now = page.read_bytes() + b"\nStill to be committed.\n"
    page.write_bytes(now)

    project = open_project(root)
    checked = check_project(project, TODAY, every_fingerprint=True)
    (found,) = judged_versions(root, checked).values()

    holding = {
        it for it in there if (s := history.states[numbers[it]]) and s.judged == judged.judged
    }
    by_text = {
        it
        for it in there
        if (s := history.states[numbers[it]])
        and s.judged[:2] == judged.judged[:2]
        and bool(s.table) == bool(judged.table)
    }
    if holding:
        assert isinstance(found, ItemVersion), found
        assert found.is_whole
        assert found.commit in holding
        assert judged.text in found.item.body
        main = set(git(repository, "rev-list", "main" if way != "shallow" else "HEAD").split())
        assert found.commit in main or not holding & main
    elif isinstance(found, ItemVersion):
        assert not found.is_whole
        assert found.commit in by_text
    else:
        assert isinstance(found, Unfound)
        wanted = "the clone is shallow" if is_shallow(repository) else "no commit has the version"
        assert wanted in found.why


def is_shallow(repository: Path) -> bool:
    return git(repository, "rev-parse", "--is-shallow-repository").strip() == "true"
