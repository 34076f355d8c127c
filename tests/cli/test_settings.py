"""Settings in mkdocs.yml: which rules are looked at where, and the gates."""

import pytest

from support import Build, Check, Run, page, unit

DAY = ("--today", "2026-07-01")
FUTURE = {"evidence/e01.md": page(date="2031-01-01", criteria="[BUD.AC1, BUD.AC1]")}


def site(*options: str) -> str:
    """Return a mkdocs.yml with these options."""
    lines = "".join(f"      {option}\n" for option in options)
    return f"site_name: S\nplugins:\n  - crossfolio:\n{lines}"


def codes(check: Check, options: str, files: dict[str, str] = FUTURE) -> set[str]:
    """Return the codes with their severities under an option."""
    checked = check({**files, "mkdocs.yml": site(options)})
    return {f"{d.rule.code} {d.severity.word}" for d in checked.diagnostics}


@pytest.mark.parametrize(
    ("options", "there", "gone"),
    [
        ("rules: {EVI: error}", {"EVI108 error", "TAG103 warning"}, set()),
        ("rules: {EVI: error, future-date: info}", {"EVI108 info"}, set()),
        ("rules: {future-date: info, EVI: error}", {"EVI108 info"}, set()),
        ("rules: {EVI108: off}", {"TAG103 warning"}, {"EVI108"}),
        ("select: [TAG]", {"TAG103 warning"}, {"EVI108", "COV109"}),
        ("select: duplicate-tag", {"TAG103 warning"}, {"EVI108", "TAG108"}),
        ("ignore: [EVI, TAG103]", set(), {"EVI108", "TAG103"}),
        ('per_file_ignores: {"evidence/*": [EVI108]}', {"TAG103 warning"}, {"EVI108"}),
        ('per_file_ignores: {"criteria/*": [EVI108]}', {"EVI108 warning"}, set()),
    ],
)
def test_which_rules(check: Check, options: str, there: set[str], gone: set[str]) -> None:
    """Codes, names and families raise, lower, select and ignore rules, here or there."""
    found = codes(check, options)

    assert there <= found
    assert not {it for it in found if it.split()[0] in gone}


@pytest.mark.parametrize(
    ("option", "said"),
    [
        ("rules: {TGA: off}", "error[CFG103] unknown rule `TGA`"),
        ("select: [unknown-criterio]", "did you mean `unknown-criterion`?"),
        ("select: {TAG: on}", "setting `select` must be a list of rules"),
        ("ignore: 7", "setting `ignore` must be a list of rules"),
        ("per_file_ignores: [TAG108]", "must be a mapping of pattern to rules"),
        ("rules: [TAG108]", "must be a mapping of rule to severity"),
        ("rules: {TAG108: loud}", "setting `rules.TAG108` cannot be `loud`"),
        ("min_coverage: {all: much}", "setting `min_coverage.all` cannot be `much`"),
        ("edition: {name: visit, based_on: assessor}", "setting `edition.samples` is missing"),
        ("edition: {name: visit, samples: [S1]}", "setting `edition.based_on` is missing"),
        (
            "edition: {name: visit, based_on: public, samples: [S1]}",
            "setting `edition.based_on` cannot be `public`",
        ),
        (
            "edition: {name: public, based_on: assessor, samples: [S1]}",
            "setting `edition.name` cannot be `public`",
        ),
        (
            "edition: {name: visit, based_on: assessor, samples: S1}",
            "setting `edition.samples` cannot be `S1`",
        ),
        (
            "edition: {name: visit, based_on: assessor, samples: [S1], sample: S1}",
            "unknown setting `edition.sample`",
        ),
        ("edition: [visit]", "setting `edition` cannot be"),
    ],
)
def test_unusable(portfolio: Build, run: Run, option: str, said: str) -> None:
    """A rule that does not exist, or a value of the wrong shape, stops the run with help."""
    ran = run("check", portfolio({"mkdocs.yml": site(option)}), *DAY)

    assert ran.code == 2
    assert said in ran.err


TWO_UNITS = {
    "criteria/bud.yml": unit("AC1", "AC2"),
    "criteria/poe.yml": unit("AC1").replace("BUD", "POE"),
    "evidence/e01.md": page(criteria="[BUD.AC1, POE.AC1]", body="[BUD.AC1] [POE.AC1]"),
}


@pytest.mark.parametrize(
    ("option", "said"),
    [
        ("min_coverage: 66", ""),
        ("min_coverage: {all: 67}", "2 of 3 criteria of the submitted units are covered"),
        ("min_coverage: {POE: 100}", ""),
        ("min_coverage: {bud: 51}", "1 of 2 criteria of BUD are covered, less than 51 %"),
        ("min_coverage: {outcomes: 100}", "there are no outcomes of the submitted units, so"),
        ("min_coverage: {ZED: 10}", "no file in the criteria folder defines unit `ZED`"),
    ],
)
def test_gates(check: Check, option: str, said: str) -> None:
    """Gates stand for all submitted units, for outcomes, and for single units."""
    checked = check({**TWO_UNITS, "mkdocs.yml": site(option)})

    found = [str(d) for d in checked.diagnostics if d.rule.code in ("COV105", "COV106", "CRI106")]
    assert len(found) == (1 if said else 0)
    assert said in "".join(found)


def test_gate_of_a_unit_waits_for_it(check: Check) -> None:
    """A unit in progress is not held against its own gate, nor measured alone."""
    enrolment = "learner: L001\nunits: {BUD: in-progress}\n"
    files = {**TWO_UNITS, "evidence/portfolio.yml": enrolment}

    waits = check({**files, "mkdocs.yml": site("min_coverage: {BUD: 100}")})
    alone = check({**files, "mkdocs.yml": site("min_coverage: 100")})

    assert not [d for d in waits.diagnostics if d.rule.code == "COV106"]
    for checked in (waits, alone):
        assert [d for d in checked.diagnostics if d.rule.code == "COV116"]


def test_gates_of_one_layer_override_none(check: Check) -> None:
    """`INHERIT` joins gates and rules of two files, as MkDocs joins its own mappings."""
    files = {
        "base.yml": "plugins:\n  crossfolio:\n    rules: {EVI108: off}\n",
        "mkdocs.yml": "INHERIT: base.yml\nplugins:\n  crossfolio:\n    rules: {TAG103: error}\n",
    }
    found = {f"{d.rule.code} {d.severity.word}" for d in check({**FUTURE, **files}).diagnostics}

    assert "TAG103 error" in found
    assert "EVI108 warning" not in found


def test_gate_for_outcomes(check: Check) -> None:
    """An outcome is covered when all its required criteria are."""
    outcomes = "outcomes: [{id: LO1, text: One}, {id: LO2, text: Two}]\n"
    files = {"criteria/bud.yml": unit("AC1 outcomes: [LO1]", "AC2", extra=outcomes)}
    checked = check({**files, "mkdocs.yml": site("min_coverage: {outcomes: 51}")})

    found = [d.finding.message for d in checked.diagnostics if d.rule.code == "COV106"]
    assert found == ["1 of 2 outcomes of the submitted units are covered, less than 51 %"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("site_name: S\nplugins: [\n", "mkdocs.yml:2:10"),
        ("site_name: S\n0", "mkdocs.yml:2:1"),
        ("site_name: S\r\nplugins: }\r\n", "mkdocs.yml:2:10"),
        ("site_name: S\u2028\nplugins: }\n", "mkdocs.yml:2:10"),
        ("site_name: S\nINHERIT: base.yml\n", "base.yml:2:4"),
    ],
)
def test_place_of_a_slip(portfolio: Build, run: Run, text: str, place: str) -> None:
    """A slip is named where it is: in its own file, inside the text, by the lines of an editor."""
    ran = run("check", portfolio({"mkdocs.yml": text, "base.yml": "a: 1\nb: }\n"}))

    assert ran.code == 2
    assert f"{place}: error[CFG102]" in ran.err
