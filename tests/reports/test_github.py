"""`--format github`: workflow commands, and the summary of a job."""

from dataclasses import replace
from pathlib import Path

import pytest

from crossfolio.core.building import seen_in_edition
from crossfolio.core.findings import Severity, one_line
from crossfolio.core.place import Place
from crossfolio.reports import github_report
from support import Check, Golden

from .forge import HOSTILE, SMALL, repeated, with_text

HERE = Path(__file__).parent


def parsed(line: str) -> tuple[str, dict[str, str], str]:
    """Read a command as GitHub's runner does (ActionCommand.TryParseV2)."""
    assert line.startswith("::")
    head, _, data = line[2:].partition("::")
    name, _, rest = head.partition(" ")
    pairs = [pair.partition("=") for pair in rest.split(",")]
    found = {key: decoded(value, "%3A:", "%2C,") for key, _, value in pairs}
    return name, found, decoded(data)


def decoded(text: str, *more: str) -> str:
    for mapping in ("%0D\r", "%0A\n", *more, "%25%"):
        text = text.replace(mapping[:3], mapping[3:])
    return text


def test_report(check: Check, golden: Golden) -> None:
    """The commands of a small portfolio are exactly those that are kept, worst first."""
    text = github_report.render(seen_in_edition(check(SMALL)))

    golden(HERE / "golden/github.txt", text)
    names = [parsed(line)[0] for line in text.splitlines()[:-1]]
    assert names == sorted(names, key=["error", "warning", "notice"].index)
    assert set(names) == {"error", "warning", "notice"}


@pytest.mark.parametrize("hostile", HOSTILE)
def test_no_text_forges_a_line(check: Check, hostile: str) -> None:
    """Whatever a value holds, the runner reads as many commands, and this one as it is."""
    checked = check(SMALL)
    text = github_report.render(seen_in_edition(with_text(checked, hostile)))
    lines = text.split("\n")
    whole = one_line(f"unknown `{hostile}`") + "\n" + one_line(f"help: did you mean {hostile}?")

    assert len(lines) == len(github_report.render(seen_in_edition(checked)).split("\n"))
    assert sum(line.lstrip().startswith("::") for line in lines) == len(checked.diagnostics)
    assert [parsed(line)[2] for line in lines if "unknown `" in line].count(whole) == 1
    assert "\x1b" not in text
    assert "##[" not in text


@pytest.mark.parametrize(
    ("path", "shown"), [("a,b:c%2C.md", "a,b:c%2C.md"), ("a\nb.md", "a\\nb.md")]
)
def test_path_cannot_add_a_property(check: Check, path: str, shown: str) -> None:
    """A comma or a colon in a path neither ends the property nor the command."""
    first, *_ = check(SMALL).diagnostics
    finding = replace(first.finding, place=Place(path, 2))
    text = github_report.render(
        seen_in_edition(replace(check(SMALL), diagnostics=(replace(first, finding=finding),)))
    )
    _, properties, _ = parsed(text.splitlines()[0])

    assert properties["file"] == shown
    assert properties["line"] == "2"


def test_columns_only_within_one_line(check: Check) -> None:
    """GitHub takes columns only where a finding starts and ends on one line."""
    first, *_ = check(SMALL).diagnostics
    finding = replace(first.finding, place=Place("a.md", 2, 5, 4, 1))
    text = github_report.render(
        seen_in_edition(replace(check(SMALL), diagnostics=(replace(first, finding=finding),)))
    )
    _, properties, _ = parsed(text.splitlines()[0])

    assert (properties["line"], properties["endLine"]) == ("2", "4")
    assert not {"col", "endColumn"} & properties.keys()


@pytest.mark.parametrize(
    ("times", "shown", "said"),
    [
        (10, 10, []),
        (11, 10, ["and 1 more error, 1 more info; --format full shows all"]),
        (35, 10, ["and 25 more errors, 25 more infos; --format full shows all"]),
    ],
)
def test_ten_of_a_type(check: Check, times: int, shown: int, said: list[str]) -> None:
    """GitHub shows ten annotations of a type, so more are counted in one line."""
    checked = check(SMALL)
    error = next(d for d in checked.diagnostics if d.severity is Severity.ERROR)
    info = next(d for d in checked.diagnostics if d.severity is Severity.INFO)
    many = replace(checked, diagnostics=(*[info] * times, *[error] * times))
    lines = github_report.render(seen_in_edition(many)).splitlines()

    assert sum(line.startswith("::error ") for line in lines) == shown
    assert sum(line.startswith("::notice ") for line in lines) == shown
    assert [line for line in lines if line.startswith("and ")] == said


def test_paths_are_those_of_the_repository(check: Check) -> None:
    """The project's folder stands before each path."""
    lines = github_report.render(seen_in_edition(check(SMALL)), folder="portfolios/a").splitlines()

    assert all(parsed(line)[1]["file"].startswith("portfolios/a/") for line in lines[:-1])


def test_summary(check: Check, golden: Golden) -> None:
    """The job's summary is exactly the one that is kept."""
    golden(HERE / "golden/summary.md", github_report.summary(seen_in_edition(check(SMALL))))


def test_same_portfolio_same_text(check: Check) -> None:
    """Two checks of one portfolio give the same text."""
    one, two = (repeated(check(SMALL), 20) for _ in range(2))

    assert github_report.render(seen_in_edition(one)) == github_report.render(seen_in_edition(two))
