"""Every scheme of codes: written, claimed, marked, sorted, and shown as it is printed."""

import json

import pytest

from crossfolio.exchange.codes import is_code, is_unit
from schemes import FOUND, NAMED, SCHEMES, Scheme
from support import TODAY, Build, Check, Run, codes

BARE = {"criteria/bud.yml": None, "evidence/e01.md": None}


def test_there_are_as_many_as_promised() -> None:
    """Twice 44 schemes, each once."""
    assert len(NAMED.splitlines()) == len(FOUND.splitlines()) == 44
    assert (
        len({scheme.unit.upper() for scheme in SCHEMES})
        == len({scheme.name for scheme in SCHEMES})
        == 88
    )


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda it: it.name)
def test_scheme(scheme: Scheme, portfolio: Build, run: Run) -> None:
    """Tags and marks in another case count, nothing is found in them, and reports print the code.

    The criteria stand in their order, and a code alone means its criterion.
    """
    root = portfolio(BARE | {"criteria/u.yml": scheme.file(), "evidence/e1.md": scheme.page()})

    told = json.loads(run("check", root, "--today", TODAY, "--format", "json").out)

    found = {
        criterion["id"]: (criterion["state"], *criterion["evidence"])
        for criterion in told["coverage"]["criteria"]
    }
    assert list(found) == scheme.ids
    assert set(found.values()) == {("covered", "E01")}
    wrong = [
        diagnostic
        for diagnostic in told["diagnostics"]
        if diagnostic["code"][:3] in ("SRC", "CRI", "TAG")
    ]
    assert wrong == []
    assert all(map(is_code, scheme.codes))
    assert is_unit(scheme.unit)


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda it: it.name)
def test_short_tags(scheme: Scheme, check: Check) -> None:
    """Each code alone claims its criterion, as one unit is taken."""
    claims = "".join(f'  - "{code.swapcase()}"\n' for code in scheme.shown)
    page = scheme.page().partition("criteria:\n")[0] + f"criteria:\n{claims}---\n"

    checked = check(BARE | {"criteria/u.yml": scheme.file(), "evidence/e1.md": page})

    if scheme.unit == "A":  # `A.1` is a full ID: its first part is a unit.
        said = [
            diagnostic.finding.help
            for diagnostic in checked.diagnostics
            if diagnostic.rule.code == "TAG101"
        ]
        assert said == ["did you mean `A.A.1`?", "did you mean `A.A.2`?"]
        return
    assert codes(checked, "TAG101", "TAG102", "TAG104") == []
    assert {criterion.state.value for criterion in checked.coverage.criteria.values()} == {
        "covered"
    }
