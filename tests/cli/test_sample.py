"""`crossfolio sample`: drawn, recorded and accounted for, or refused with the reason."""

import json
import os
import re
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest
import yaml

from crossfolio.core.building import seen_in_edition
from crossfolio.site.pages.unit import render_unit
from crossfolio.workspace.checking import check_project
from crossfolio.workspace.project import open_project
from support import TODAY, Build, Run, codes, only, page, state, tree, unit

WORKED = Path(__file__).parents[2]
DAY = ("--today", "2026-07-01")
DRAW = WORKED / "docs/how-to/draw.sh"
PEOPLE = """\
people:
  L1: {roles: [learner], display_name: L1}
  A1: {roles: [assessor], display_name: A1}
  A2: {roles: [assessor, internal-quality-assurer], display_name: A2}
  Q1: {roles: [internal-quality-assurer], display_name: Q1}
"""
POLICY = "share: {low: 30%, high: 100%}\nrisk: {A1: low, A2: high}\nalways: [countersigned]\n"


@pytest.fixture
def root(portfolio: Build) -> Path:
    """Return a portfolio of ten criteria, each decided on by itself."""
    names = [f"AC{number}" for number in range(1, 11)]
    claims = ", ".join(f"BUD.{name}" for name in names)
    made = portfolio(
        {
            "criteria/bud.yml": unit(*names),
            "evidence/portfolio.yml": "learner: L1\nunits: {BUD: submitted}\n",
            "evidence/e01.md": page(criteria=f"[{claims}]"),
            "assessment/people.yml": PEOPLE,
            "assessment/sampling.yml": POLICY,
        }
    )
    checked = check_project(open_project(made), TODAY, every_fingerprint=True)
    seal = checked.portfolio.fingerprints["E01"].value
    for number, name in enumerate(names, start=1):
        who = "A2" if number == 10 else "A1"
        text = f"decision: D{number:02}\nassessor: {who}\ndate: 2026-05-{number:02}\n"
        text += f"evidence: [{{id: E01, fingerprint: {seal}}}]\n"
        text += f"criteria: [{{criterion: BUD.{name}, outcome: met}}]\n"
        file = made / f"assessment/decisions/D{number:02}.yml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return made


def plan_of(root: Path) -> dict[str, object]:
    (file,) = root.glob("assessment/samples/plan-*.yml")
    read: dict[str, object] = yaml.safe_load(file.read_text("utf-8"))
    return read


def planned(root: Path, run: Run, *words: object, by: str = "Q1") -> dict[str, object]:
    ran = run("sample", "plan", root, "--by", by, *words, *DAY)
    assert (ran.code, ran.err) == (0, "")
    return plan_of(root)


def test_a_plan(root: Path, run: Run) -> None:
    """It has seed, population and reasons; the check is content with it."""
    before = tree(root)
    plan = planned(root, run)
    ids = [f"D{number:02}" for number in range(1, 11)]
    lines = "".join(f"{id}\n" for id in ids)
    lots = {assessor["assessor"]: assessor for assessor in plan["assessors"]}  # type: ignore[attr-defined]

    assert plan["population"] == sha256(lines.encode()).hexdigest()
    assert plan["seed"] == sha256(b"all Q1 none").hexdigest()
    assert (lots["A1"]["share"], lots["A1"]["number"], lots["A1"]["from"]) == ("30%", 3, ids[:9])
    assert lots["A2"]["number"] == 1
    assert len(plan["decisions"]) == 4  # type: ignore[arg-type]
    assert {decision["reason"] for decision in plan["decisions"]} == {"draw"}  # type: ignore[attr-defined]
    assert codes(check_project(open_project(root), TODAY), "SMP") == []
    assert {name: it for name, it in tree(root).items() if "samples" not in name} == before


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="no sha256sum here")
def test_the_plan_is_repeated_by_a_shell(root: Path, run: Run) -> None:
    """The script of the page draws from the plan's own lines what the plan asks for."""
    plan = planned(root, run, "--period", "2026-Q2", "--stage", "summative")
    assert (plan["period"], plan["stage"]) == ("2026-Q2", "summative")
    drawn = []
    for lot in plan["assessors"]:  # type: ignore[attr-defined]
        ran = subprocess.run(
            ["/bin/sh", str(DRAW), str(plan["seed"]), str(lot["number"])],
            input="".join(f"{id}\n" for id in lot["from"]),
            capture_output=True,
            text=True,
            check=True,
        )
        drawn += ran.stdout.split()
    named = [decision["decision"] for decision in plan["decisions"]]  # type: ignore[attr-defined]
    assert sorted(drawn) == sorted(named)


def test_one_s_own_decisions_are_left_to_others(root: Path, run: Run) -> None:
    """Who is an assessor as well draws from no decision of their own, and is told so."""
    plan = planned(root, run, by="a2")
    assert plan["quality_assurer"] == "A2"
    assert plan["left_to_others"] == ["D10"]
    assert [assessor["assessor"] for assessor in plan["assessors"]] == ["A1"]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("change", "words", "said"),
    [
        ({"assessment/sampling.yml": None}, (), "there is no policy"),
        ({"assessment/sampling.yml": "share: {low: x}\n"}, (), "the policy cannot be read"),
        ({"assessment/sampling.yml": "cover: {}\n"}, (), "the policy asks for nothing"),
        ({"assessment/decisions/D04.yml": "decision: D04\n"}, (), "a decision cannot be read"),
        ({"assessment/people.yml": "people: [x]\n"}, (), "the register of people cannot be read"),
        ({"assessment/samples/plan-x.yml": "plan: P1\n"}, (), "a plan cannot be read"),
        ({}, ("--period", "2025"), "there is no decision of 2025"),
        ({}, ("--by", "A1"), "`A1` is no quality assurer"),
        ({}, ("--by", "Q2"), "`Q2` is no quality assurer"),
        ({}, ("--by", "L1"), "`L1` is no quality assurer"),
    ],
)
def test_refused_plans(
    root: Path, run: Run, change: dict[str, str | None], words: tuple[str, ...], said: str
) -> None:
    """Nothing is planned on what cannot be read, and nothing is written."""
    for path, text in change.items():
        (root / path).parent.mkdir(exist_ok=True)
        (root / path).write_text(text, "utf-8") if text else (root / path).unlink()
    before = tree(root)
    by = () if "--by" in words else ("--by", "Q1")
    ran = run("sample", "plan", root, *by, *words, *DAY)
    assert (ran.code, ran.out) == (1, "")
    assert said in ran.err
    assert tree(root) == before


@pytest.mark.parametrize(
    "words",
    [
        ("plan",),
        ("plan", "--by", "Q1", "--period", "2026-Q5"),
        ("plan", "--by", "Q1", "--stage", "final"),
        ("record", "P1"),
        ("record", "--by", "Q1", "D04=agree"),
        ("record", "P1", "--by", "Q1", "D04"),
        ("record", "P1", "--by", "Q1", "D04=yes"),
        ("record", "P1", "--by", "Q1", "D04=agree", "--feedback", "D05=x"),
        ("record", "P1", "--by", "Q1", "D04=agree", "--action", "Do it"),
        ("record", "P1", "--by", "Q1", "D04=agree", "--action", "Do it=soon"),
        ("status", "--format", "xml"),
    ],
)
def test_usage(run: Run, words: tuple[str, ...]) -> None:
    """What cannot be understood ends with 2."""
    assert run("sample", *words).code == 2


def test_what_came_of_it(root: Path, run: Run) -> None:
    """A sample for each outcome, bound to the plan; who disagrees disputes."""
    plan = planned(root, run)
    one, two, three, four = (decision["decision"] for decision in plan["decisions"])  # type: ignore[attr-defined]
    (file,) = root.glob("assessment/samples/plan-*.yml")
    ran = run(
        *("sample", "record", root, file, f"{one}=agree", "--by", "Q1", f"{two}=disagree"),
        *("--feedback", f"{two}=It says: {{x}} # no", "--action", "Ask a=b again=2026-08-01"),
        *(f"{three.lower()}=agree", *DAY),
    )
    assert (ran.code, ran.err) == (0, "")
    made = [
        yaml.safe_load(path.read_text("utf-8")) for path in root.glob("assessment/samples/S*.yml")
    ]
    by_outcome = {it["outcome"]: it for it in made}
    assert set(by_outcome) == {"agree", "disagree"}
    assert by_outcome["agree"]["decisions"] == [one, three]
    assert by_outcome["disagree"]["feedback"] == "It says: {x} # no"
    assert by_outcome["disagree"]["plan"] == plan["plan"]
    assert by_outcome["disagree"]["actions"][0]["text"] == "Ask a=b again"
    assert "is covered, disputed" in ran.out

    status = run("sample", "status", root, "--format", "json", *DAY)
    said = {
        (requirement["name"], requirement["about"]): requirement
        for requirement in status.report["requirements"]
    }
    assert status.code == 1
    assert said["plan", plan["plan"]]["open"] == [four]
    assert status.report["decisions"]["sampled"] == 3
    assert status.report["actions"][0]["overdue"] is False

    again = run("sample", "record", root, file, f"{two}=agree", "--by", "A2", *DAY)
    assert (again.code, again.err) == (0, "")


def test_all_of_it_met(root: Path, run: Run) -> None:
    """Once everything is sampled that was planned, the policy is met: exit code 0."""
    assert run("sample", "status", root, *DAY).code == 1
    plan = planned(root, run)
    said = [f"{decision['decision']}=agree" for decision in plan["decisions"]]  # type: ignore[attr-defined]
    assert run("sample", "record", root, plan["plan"], "--by", "Q1", *said, *DAY).code == 0
    ran = run("sample", "status", root, *DAY)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.endswith("4 of 10 decisions sampled; the policy is met\n")

    (root / "assessment/people.yml").write_text(PEOPLE.replace("internal-quality", "x"), "utf-8")
    assert run("sample", "status", root, *DAY).code == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("P9", "--by", "Q1", "D01=agree"), "there is no plan `P9`"),
        (("PLAN", "--by", "A1", "ONE=agree"), "`A1` is no quality assurer"),
        (("PLAN", "--by", "A2", "D10=agree"), "nobody samples their own decisions"),
        (("PLAN", "--by", "Q1", "D99=agree"), "there is no decision `D99`"),
        (("PLAN", "--by", "Q1", "OTHER=agree"), "is not in plan"),
        (("PLAN", "--by", "Q1", "ONE=agree", "ONE=disagree"), "is named twice"),
        (("PLAN", "--by", "Q1"), "nothing is said of any decision"),
        (("PLAN", "--by", "Q1", "ONE=agree", "--feedback", "ONE=\x07"), "control character"),
        (("PLAN", "--by", "Q1", "ONE=agree", "--feedback", "ONE=\udcff"), "is not UTF-8"),
        (("PLAN", "--by", "Q1", "ONE=agree", "--action", "\udcff=2026-08-01"), "is not UTF-8"),
    ],
)
def test_refused_samples(root: Path, run: Run, words: tuple[str, ...], said: str) -> None:
    """Each reason is said, and no file is written."""
    plan = planned(root, run)
    named = [decision["decision"] for decision in plan["decisions"]]  # type: ignore[attr-defined]
    other = next(f"D{number:02}" for number in range(1, 10) if f"D{number:02}" not in named)
    meant = {"PLAN": str(plan["plan"]), "ONE": named[0], "OTHER": other}
    given = [re.sub(r"\b(PLAN|ONE|OTHER)\b", lambda it: meant[it[0]], word) for word in words]
    before = tree(root)
    ran = run("sample", "record", root, *given, *DAY)
    assert ran.code == 1
    assert said in ran.err
    assert tree(root) == before


FEEDBACK = (
    *(
        "- a list",
        "{a: b}",
        "# no comment",
        "'\"",
        "null",
        "a: b\nc: d",
        "  two blanks  ",
        "%x",
        "@",
    ),
    *("\u202e right to left", "line\u2028break", "\ufeffbom", "tab\there", "<b>&amp;</b>", "|\n>"),
    *("x" * 3999, "\U0001f600", "a\n\nb", "---\n...", "*a &b !c", "\\", "=", "a=b=c", "\u00a0"),
)


@pytest.mark.parametrize("text", FEEDBACK)
def test_feedback_is_read_back_or_refused(root: Path, run: Run, text: str) -> None:
    """Whatever feedback says is read back to the letter, or refused with nothing written."""
    plan = planned(root, run)
    one = plan["decisions"][0]["decision"]  # type: ignore[index]
    before = tree(root)
    words = (plan["plan"], "--by", "Q1", f"{one}=agree", "--feedback", f"{one}={text}")
    ran = run("sample", "record", root, *words, *DAY)
    if ran.code:
        assert (ran.code, tree(root)) == (1, before)
        assert ran.err.startswith("crossfolio: ")
        return
    (sample,) = check_project(open_project(root), TODAY).portfolio.samples
    assert sample.feedback == text


def test_where_nothing_was_decided(root: Path, run: Run) -> None:
    """That is why nobody can tell, whatever the policy asks for."""
    for file in (root / "assessment/decisions").glob("*.yml"):
        file.unlink()

    ran = run("sample", "status", root, *DAY)

    assert ran.code == 1
    assert ran.out.splitlines()[0] == (
        "cannot be told: nothing was decided, so there is nothing to sample"
    )


def test_the_chain_of_plans(root: Path, run: Run) -> None:
    """Each plan names the last one; one that was rewritten or passed over is found."""
    planned(root, run, "--period", "2026-Q2")
    (first,) = root.glob("assessment/samples/plan-*.yml")
    ran = run("sample", "plan", root, "--by", "Q1", "--today", "2026-07-05")
    assert ran.code == 0
    second = next(path for path in root.glob("assessment/samples/plan-*.yml") if path != first)
    read = yaml.safe_load(second.read_text("utf-8"))
    assert list(read["after"].values()) == [sha256(first.read_bytes()).hexdigest()]

    first.write_bytes(first.read_bytes() + b"# touched\n")
    later = check_project(open_project(root), TODAY.replace(day=6))
    assert codes(later, "SMP") == ["SMP111"]
    first.unlink()
    assert codes(check_project(open_project(root), TODAY.replace(day=6)), "SMP") == ["SMP111"]


def test_what_leaves_a_decision_out_shows(root: Path, run: Run) -> None:
    """A decision that is gone or dated back, and a plan that was edited, are errors."""
    planned(root, run)
    (file,) = root.glob("assessment/samples/plan-*.yml")
    written = file.read_text("utf-8")
    back = (root / "assessment/decisions/D01.yml").read_text("utf-8")
    (root / "assessment/decisions/D99.yml").write_text(back.replace("D01", "D99"), "utf-8")
    found = check_project(open_project(root), TODAY)
    assert str(only(found, "SMP109")).endswith("dated before it")
    (root / "assessment/decisions/D99.yml").unlink()

    (root / "assessment/decisions/D02.yml").unlink()
    assert "D02, which is gone" in str(only(check_project(open_project(root), TODAY), "SMP110"))
    assert run("sample", "status", root, *DAY).code == 1

    edited = written.replace("number: 3", "number: 1")
    file.write_text(edited, "utf-8")
    assert "SMP110" in codes(check_project(open_project(root), TODAY))


ALTERED = {
    "seed: .*": (
        f"seed: {'0' * 64}",
        "plan P has a seed that its period, its person and the last plan do not make",
    ),
    "population: .*": (
        f"population: {'0' * 64}",
        "plan P has a hash of its population that is that of other decisions",
    ),
    "number: 3": ("number: 2", "plan P draws another number than 3, which the share makes"),
    "- D02$": ("- D22", "plan P draws from decision D22, which is gone"),
    "assessor: A2": (
        "assessor: A9",
        "plan P has decision D10 under somebody else than who made it",
    ),
    "- D03$": ("- D04", "plan P names decision D04 twice among those that it draws from"),
    "date: .*": ("date: 2026-07-09", "plan P is dated 2026-07-09, which is in the future"),
    "decision: D10": ("decision: D77", "plan P does not ask for what its seed draws (D10)"),
    "decision: D10$": (
        "decision: D88",
        "plan P asks for decision D88, from which it does not draw",
    ),
    "^stage:": (
        "period: 2026-Q1\nstage:",
        "plan P draws from decision D01, which is not of its period",
    ),
}


@pytest.mark.parametrize("pattern", ALTERED)
def test_how_a_plan_was_altered_is_said(root: Path, run: Run, pattern: str) -> None:
    """Each part of a plan that no longer fits is named, with what it would be."""
    plan = planned(root, run)
    (file,) = root.glob("assessment/samples/plan-*.yml")
    text, words = ALTERED[pattern]
    changed = re.sub(pattern, text, file.read_text("utf-8"), flags=re.MULTILINE)
    file.write_text(changed, "utf-8")
    found = check_project(open_project(root), TODAY).diagnostics
    said = {str(it.finding.message) for it in found if it.rule.code.startswith("SMP")}
    assert words.replace("plan P", f"plan {plan['plan']}") in said


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("share: {low: 10}\n", "SMP107"),
        ("share: {low: 10%, low: 20%}\n", "SRC104"),
        ("share: [10%]\n", "SMP107"),
        ("risk: {A1: low}\n", "SMP107"),
        ("share: {low: 10%}\nrisk: {A1: lwo}\n", "SMP107"),
        ("share: {low: 10%}\nrisk: {A1: low, a1: low}\n", "SMP107"),
        ("share: {low: 10%}\nrisk: {A9: low}\n", "SMP115"),
        ("always: [first]\n", "SMP107"),
        ("cover: {within_months: 12}\n", "SMP107"),
        ("cover: {units: some}\n", "SMP107"),
        ("stages: {interim: 60%, summative: 60%}\n", "SMP107"),
        ("share: {low: 101%}\n", "SMP107"),
        ("nonsense: 1\n", "SMP107"),
        ("[]\n", "SMP107"),
        ("", "SMP107"),
        ("share: {low: [\n", "SRC102"),
    ],
)
def test_a_policy_that_cannot_be_used(root: Path, run: Run, text: str, found: str) -> None:
    """It is found at its place, once, and makes nothing better."""
    (root / "assessment/sampling.yml").write_text(text, "utf-8")
    checked = check_project(open_project(root), TODAY)
    said = [
        diagnostic
        for diagnostic in checked.diagnostics
        if diagnostic.finding.place.path == "assessment/sampling.yml"
    ]
    assert [it.rule.code for it in said] == [found]
    assert said[0].finding.help
    assert run("sample", "status", root, *DAY).code == 1
    assert state(checked, "BUD.AC1") == "accepted"


def test_a_unit_with_an_open_action(root: Path, run: Run) -> None:
    """It is not ready for certification: an error under the gate, else a warning."""
    plan = planned(root, run)
    one = plan["decisions"][0]["decision"]  # type: ignore[index]
    words = (plan["plan"], "--by", "Q1", f"{one}=agree", "--action", "Look=2026-07-20")
    assert run("sample", "record", root, *words, "--feedback", f"{one}=ok", *DAY).code == 0
    checked = check_project(open_project(root), TODAY)
    html = render_unit(seen_in_edition(checked), "BUD", lambda it: it).html
    assert "Not ready for certification:</strong> action of sample" in html
    found = only(checked, "SMP113")
    assert found.severity.word == "warning"
    site = "site_name: X\nplugins: [crossfolio: {min_accepted: 50}]\n"
    (root / "mkdocs.yml").write_text(site, "utf-8")
    assert run("check", root, *DAY).code == 1

    (file,) = root.glob("assessment/samples/S*.yml")
    file.write_text(file.read_text("utf-8") + "    closed_on: 2026-06-30\n", "utf-8")
    early = check_project(open_project(root), TODAY)
    assert codes(early, "SMP") == ["SMP113", "SMP114"]
    closed = file.read_text("utf-8").replace("2026-06-30", "2026-07-01")
    file.write_text(closed, "utf-8")
    assert codes(check_project(open_project(root), TODAY), "SMP") == []


def test_a_plan_in_the_way(root: Path, run: Run) -> None:
    """Nothing is written over a file, nor through a link."""
    planned(root, run)
    (file,) = root.glob("assessment/samples/plan-*.yml")
    file.write_text("mine\n", "utf-8")
    ran = run("sample", "plan", root, "--by", "Q1", *DAY)
    assert ran.code == 1
    assert file.read_text("utf-8") == "mine\n"


KILLED = """
import os, signal, sys
last, steps = int(sys.argv.pop()), 0
def step(event, words):
    global steps
    if event.partition(".")[0] in ("open", "os"):
        steps += 1
        if steps == last:
            os.kill(os.getpid(), signal.SIGKILL)
from crossfolio.cli.main import main
sys.addaudithook(step)
code = main(sys.argv[1:])
last = 0
print(steps)
raise SystemExit(int(code))
"""
"""Runs the command, and kills itself at a step: when it opens, makes, links or moves a file."""


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_killed_while_it_writes(root: Path) -> None:
    """Whenever it is killed, a plan is there as a whole or not at all."""

    def killed_at(step: int) -> "subprocess.CompletedProcess[str]":
        words = ["sample", "plan", str(root), "--by", "Q1", *DAY, str(step)]
        return subprocess.run(
            [sys.executable, "-c", KILLED, *words],
            env={**os.environ, "PYTHONPATH": str(WORKED / "plugins")},
            capture_output=True,
            text=True,
            check=False,
        )

    folder = root / "assessment/samples"
    steps = int(killed_at(0).stdout.splitlines()[-1])
    seen = set()
    for step in (0, *range(steps // 2, steps, steps // 4), *range(steps - 8, steps + 1)):
        for file in folder.glob("*"):
            file.unlink()
        killed = killed_at(step).returncode
        there = list(folder.glob("*"))
        for file in there:
            assert file.name.startswith("plan-")
            assert yaml.safe_load(file.read_text("utf-8"))["decisions"]
        seen.add((killed == 0, len(there)))
    assert seen == {(False, 0), (False, 1), (True, 1)}


def test_status_as_json(root: Path, run: Run) -> None:
    """The report is one JSON object of version 1 and nothing else."""
    ran = run("sample", "status", root, "--format", "json", *DAY)
    assert json.loads(ran.out)["format"] == 1
    assert ran.report["met"] is False
    assert [requirement["words"] for requirement in ran.report["requirements"]] == [
        "A1: 0 decisions sampled, 3 asked for",
        "A2: 0 decisions sampled, 1 asked for",
        "countersigned: there is none to sample",
    ]
