"""Honest records, made by a seed as people make them, and what may be done to one."""

import os
import shutil
import subprocess
from collections.abc import Callable
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from random import Random

from crossfolio.core.check import Checked
from crossfolio.core.drafting import Answer, Draft
from crossfolio.core.record.values import Verdict
from crossfolio.workspace.assessing import drafted, lay_down, seen_by_assessor
from crossfolio.workspace.project import Project, open_project
from crossfolio.workspace.signatures import sign
from support import page, unit, write

PEOPLE = (
    "people:\n"
    "  A1: {roles: [assessor], display_name: A}\n"
    "  A2: {roles: [assessor], display_name: B}\n"
    "  T1: {roles: [trainee-assessor], display_name: T}\n"
    "  Q1: {roles: [internal-quality-assurer], display_name: Q}\n"
    "  L1: {roles: [learner], display_name: L}\n"
)
POLICY = "risk: {A1: low, A2: high}\nshare: {low: 50%, high: 100%}\n"
START = date(2026, 5, 1)


def make_keys(folder: Path) -> Path:
    """Make a key for each assessor and one for somebody else; list the first two as signers."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("A1", "A2", "X"):
        words = ("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", folder / name)
        subprocess.run(words, check=True)
    listed = (f"{it} {(folder / f'{it}.pub').read_text()}" for it in ("A1", "A2"))
    (folder / "signers").write_text("".join(listed))
    return folder


def git(root: Path, *words: str) -> str:
    """Run git in a project, as somebody who has no settings."""
    own = ("git", "-C", str(root), "-c", "user.name=a", "-c", "user.email=a@b.example")
    env = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull}
    done = subprocess.run([*own, *words], check=True, capture_output=True, text=True, env=env)
    return done.stdout.strip()


def commit(root: Path) -> None:
    """Commit everything."""
    git(root, "add", "-A")
    git(root, "commit", "-qm", "more", "--allow-empty")


class Maker:
    """Makes a portfolio and decides on it."""

    def __init__(self, root: Path, keys: Path | None = None) -> None:
        """Begin with three items and four criteria.

        Args:
            root: A new folder.
            keys: With which decisions are signed; `None` where they are not.
        """
        self.root, self.keys, self.day = root, keys, START
        write(
            root,
            {
                "criteria/bud.yml": unit("AC1", "AC2", "AC3", "AC4"),
                "evidence/portfolio.yml": "learner: L1\nunits: {BUD: submitted}\n",
                "evidence/e01.md": page(criteria="[BUD.AC1, BUD.AC2]", body="Here. [BUD.AC1]\n"),
                "evidence/in/e02.md": page(
                    id="E02", criteria="[BUD.AC2, BUD.AC3]", attachments="[a.csv, ../b c.txt]"
                ),
                "evidence/in/a.csv": "1,2\n",
                "evidence/b c.txt": "Text.\n",
                "evidence/e03.md": page(id="E03", criteria="[BUD.AC4]", body="There.\n"),
                "assessment/people.yml": PEOPLE,
                "assessment/sampling.yml": POLICY,
            },
        )
        git(root, "init", "-q")

    @property
    def project(self) -> Project:
        """The project as it is now."""
        return open_project(self.root)

    def seen(self) -> Checked:
        """Return it as an assessor sees it."""
        return seen_by_assessor(self.project, self.day)

    def decide(self, person: str, *answers: Answer, day: date | None = None) -> Path:
        """Write a decision as the command does; return its file."""
        checked = self.seen()
        written = drafted(Draft(person, day or self.day, answers), self.project, checked)
        key = self.keys / person if self.keys else None
        signature = sign(written.text.encode(), key, may_ask=False) if key else b""
        lay_down(written, self.project, checked, signature)
        return self.root / written.path

    def sampled(self, name: str, decision: str, outcome: str = "agree") -> None:
        """Write a sample of a decision."""
        text = (
            f"sample: {name}\nquality_assurer: Q1\ndate: {self.day}\nstage: interim\n"
            f"decisions: [{decision}]\noutcome: {outcome}\nfeedback: Looked at.\n"
        )
        write(self.root, {f"assessment/samples/{name}.yml": text})


def honest(root: Path, keys: Path, seed: int) -> bool:
    """Make an honest portfolio by a seed; tell whether its decisions are signed."""
    random = Random(seed)  # noqa: S311 - the same for the same seed
    is_signed = random.random() < 0.3
    maker = Maker(root, keys if is_signed else None)
    commits = random.random() < 0.7
    decided: list[str] = []
    for _ in range(random.randint(1, 7)):
        maker.day += timedelta(days=random.randint(1, 9))
        _step(maker, random, decided)
        if commits and random.random() < 0.8:
            commit(root)
    _afterwards(maker, random, commits=commits)
    return is_signed


def _step(maker: Maker, random: Random, decided: list[str]) -> None:
    what = random.choice(["decide"] * 5 + ["edit", "sample", "tag", "attach", "hand"])
    root = maker.root
    if what == "decide":
        names = random.sample(["BUD.AC1", "BUD.AC2", "BUD.AC3", "BUD.AC4"], random.randint(1, 3))
        verdicts = random.choices([*Verdict], weights=[1, 1, 1, 5], k=len(names))
        answers = [
            Answer(name, verdict, feedback="" if verdict is Verdict.MET else random.choice(SAID))
            for name, verdict in zip(names, verdicts, strict=True)
        ]
        back = timedelta(days=random.choice([0, 0, 0, 2]))
        person = random.choice(["A1", "A2"])
        try:
            decided.append(maker.decide(person, *answers, day=maker.day - back).stem)
        except Exception as error:
            if "the same decision is there" not in str(error):
                raise
    elif what == "edit":
        file = root / random.choice(["evidence/e01.md", "evidence/e03.md"])
        file.write_text(f"{file.read_text()}\nOne more line, {random.random()}.\n")
    elif what == "tag":
        file = root / "evidence/e03.md"
        file.write_text(file.read_text().replace("[BUD.AC4]", "[BUD.AC4, BUD.AC1]", 1))
    elif what == "attach":
        (root / "evidence/in/a.csv").write_text(f"{random.random()}\n")
    elif what == "sample" and decided:
        maker.sampled(f"S{random.randrange(10_000)}", random.choice(decided))
    elif what == "hand" and maker.keys is None:
        _by_hand(maker, random, decided)


SAID = (
    "More, please.",
    'A "quoted" word, a comma: outcome: met, fingerprint: x',
    "Several\nlines\n  - id: E01\n    fingerprint: none\n# and a mark",
    "Größer — and {braces}: [x]",
)


def _by_hand(maker: Maker, random: Random, decided: list[str]) -> None:
    """Write a decision as somebody types it: in flow style, keys in another order, no chain."""
    prints = maker.seen().portfolio.fingerprints
    name, day = f"D{random.randrange(1000)}", maker.day
    if name in decided:
        return
    item, criterion = random.choice([("E01", "BUD.AC1"), ("E03", "BUD.AC4")])
    text = (
        f"decision: {name}\ndate: '{day}'\nassessor: \"A1\"\n"
        f"criteria: [{{outcome: met, criterion: {criterion.lower()}, on: [{item.lower()}]}}]\n"
        f"evidence:\n- fingerprint: {prints[item].value}\n  id: {item}\n"
    )
    write(maker.root, {f"assessment/decisions/{name}.yml": text})
    decided.append(name)


def _afterwards(maker: Maker, random: Random, *, commits: bool) -> None:
    """Do what honest people and their tools do to files afterwards."""
    root = maker.root
    folder = root / "assessment/decisions"
    files = sorted(folder.glob("*.yml")) if folder.is_dir() else []
    if files and random.random() < 0.2:
        (folder / "2026").mkdir()
        for file in (files[0], files[0].with_name(f"{files[0].name}.sig")):
            if file.exists():
                file.rename(folder / "2026" / file.name)
        if commits:
            commit(root)
    if random.random() < 0.2:
        for file in root.rglob("assessment/**/*.yml"):
            file.write_bytes(file.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))


def export(root: Path, folder: Path, day: date) -> Path:
    """Write the audit folder of a project."""
    from crossfolio.cli.main import main  # noqa: PLC0415 - where it is used

    assert main(["export", "audit", str(root), "--out", str(folder), "--today", str(day)]) == 0
    return folder


def sum_anew(folder: Path) -> None:
    """Write the list of sums of an audit folder anew, as somebody does who knows of it."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != "SHA256SUMS")
    lines = (
        f"{sha256(file.read_bytes()).hexdigest()}  {file.relative_to(folder).as_posix()}\n"
        for file in sorted(files)
    )
    (folder / "SHA256SUMS").write_text("".join(lines))


Tamper = Callable[[Path, Path], None]
"""Changes an audit folder or the `assessment` of a project, with keys at hand."""


def edit(file: Path, old: str, new: str) -> None:
    """Replace the first of some words in a file that has them."""
    text = file.read_text("utf-8")
    assert old in text, (file, old)
    file.write_text(text.replace(old, new, 1), "utf-8", newline="\n")


def copy(root: Path, to: Path) -> Path:
    return Path(shutil.copytree(root, to))
