"""Dead links end the check and the build alike, whether the build is quiet or not."""

import pytest
from tea import PAGE, SITE, Project, Run

BODY = PAGE.replace("I made it.", "I made it: see [the log](e02-logg.md).")


@pytest.mark.parametrize("arguments", [("--strict",), ("--strict", "-q"), ("-q",)])
def test_the_exit_of_a_build(project: Project, mkdocs: Run, arguments: tuple[str, ...]) -> None:
    """Under strict mode a dead link fails the build, and what is printed names it once."""
    built = mkdocs(project({"evidence/e01.md": BODY}), "build", *arguments)

    assert built.returncode == int("--strict" in arguments)
    assert built.stderr.count("EVI130") == int("-q" not in arguments or "--strict" in arguments)


@pytest.mark.parametrize(("strict", "code"), [("", 0), ("strict: true\n", 1)])
def test_the_exit_of_a_check(project: Project, crossfolio: Run, strict: str, code: int) -> None:
    """So it does the check, where the site is strict."""
    root = project({"evidence/e01.md": BODY, "mkdocs.yml": SITE + strict})
    checked = crossfolio(root, "check")

    assert checked.returncode == code
    assert checked.stdout.count("EVI130") == 1
