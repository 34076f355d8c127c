"""How much a finding matters: profiles, rules, and the cap for unfinished units."""

import pytest

from support import Check, page, unit

FILES = {
    "criteria/bud.yml": unit("AC1", "AC2"),
    "evidence/e01.md": page(criteria="[BUD.AC1, BUD.AC1, MCS.AC7]"),
}


def severities(check: Check, options: str, progress: str = "submitted") -> dict[str, str]:
    """Return the severity of each finding under some options."""
    site = "plugins:\n  - crossfolio:\n" + "".join(
        f"      {word}\n" for word in options.split("; ")
    )
    enrolment = f"learner: L1\nunits: {{BUD: {progress}}}\n"
    checked = check({**FILES, "mkdocs.yml": site, "evidence/portfolio.yml": enrolment})
    return {d.rule.code: d.severity.word for d in checked.diagnostics}


@pytest.mark.parametrize(
    ("options", "cov101", "tag101", "tag103", "tag108"),
    [
        ("profile: default", "error", "error", "warning", "info"),
        ("profile: advisory", "warning", "error", "warning", "info"),
        ("profile: strict", "error", "error", "error", "info"),
        ("profile: strict; rules: {TAG103: info}", "error", "error", "info", "info"),
        ("profile: advisory; rules: {COV101: error}", "error", "error", "warning", "info"),
        ("rules: {uncovered-criterion: off}", None, "error", "warning", "info"),
        ("rules: {UNKNOWN-CRITERION: Warning}", "error", "warning", "warning", "info"),
        ("rules: {tag108: 'off', TAG103: false}", "error", "error", None, None),
    ],
)
def test_order_of_precedence(
    check: Check,
    options: str,
    cov101: str | None,
    tag101: str,
    tag103: str | None,
    tag108: str | None,
) -> None:
    """A profile sets severities, and `rules` overrides it, by code or by name."""
    found = severities(check, options)

    assert [found.get(it) for it in ("COV101", "TAG101", "TAG103", "TAG108")] == [
        cov101,
        tag101,
        tag103,
        tag108,
    ]


@pytest.mark.parametrize(
    "options", ["profile: default", "profile: strict", "rules: {COV101: error}"]
)
def test_an_unfinished_unit_is_at_most_a_warning(check: Check, options: str) -> None:
    """The cap comes last: neither profile nor rule makes a gap in an unfinished unit an error."""
    found = severities(check, options, "in-progress")

    assert found["COV101"] == "warning"
    assert found["TAG101"] == "error"


def test_the_cap_raises_nothing(check: Check) -> None:
    """A finding that is off or an information stays so in an unfinished unit."""
    found = severities(check, "rules: {COV101: off}", "in-progress")

    assert "COV101" not in found
    assert found["COV109"] == "info"
