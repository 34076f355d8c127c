"""The pages of rules in a built site, and the messages that lead to them."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from links import broken_links
from tea import PAGE, SITE, Project, Run

HOME = "https://example.com/a portfolio"
SITE_WITH_HOME = f"{SITE}site_url: {HOME}\n"
SLIP = PAGE.replace("[TEA.AC1, TEA.AC2]", "[TEA.AC1, TEA.AC11]")
GAP = PAGE.replace("[TEA.AC1, TEA.AC2]", "[TEA.AC1]").replace(" [TEA.AC2]", "")
TAKEN_BACK = SLIP.replace("AC11]\n", "AC11]  # crossfolio: ignore TAG101 because it is new\n")


def pages_of_rules(site: Path) -> set[str]:
    return {path.name for path in (site / "rules").glob("*") if (path / "index.html").is_file()}


def addresses(report: Any) -> Iterator[str]:  # noqa: ANN401 - any JSON
    """Give the address of every rule in a report."""
    if isinstance(report, dict):
        for key, value in report.items():
            if key in ("url", "helpUri"):
                yield value
            yield from addresses(value)
    if isinstance(report, list):
        for value in report:
            yield from addresses(value)


def built(address: str, site: Path) -> bool:
    """Tell whether a site has the page of an address on the web."""
    home = "https://example.com/a%20portfolio/"
    return address.startswith(home) and (site / address.removeprefix(home) / "index.html").is_file()


@pytest.mark.parametrize("more", ["", "use_directory_urls: false\n"])
@pytest.mark.parametrize("page", [SLIP, TAKEN_BACK])
@pytest.mark.parametrize("format", ["json", "sarif"])
def test_no_link_is_dead(
    project: Project, mkdocs: Run, crossfolio: Run, more: str, page: str, format: str
) -> None:
    """Every address in a report is a page of the site, whatever addresses MkDocs makes."""
    root = project({"mkdocs.yml": SITE_WITH_HOME + more, "evidence/e01.md": page})
    mkdocs(root, "build", "--quiet")
    ran = crossfolio(root, "check", "--format", format)
    found = set(addresses(json.loads(ran.stdout)))

    assert any(it.endswith("/rules/tag101/") for it in found)
    assert [it for it in found if not built(it, root / "site")] == []
    assert broken_links(root / "site") == []


@pytest.mark.parametrize("name", ["full", "github", "gitlab", "junit", "markdown"])
def test_every_report_links(project: Project, crossfolio: Run, name: str) -> None:
    """Every report for people and forges has the address, as often as it has the finding."""
    root = project({"mkdocs.yml": SITE_WITH_HOME, "evidence/e01.md": SLIP})
    out = crossfolio(root, "check", "--format", name).stdout

    assert "https://example.com/a%20portfolio/rules/tag101/" in out.replace("%25", "%")
    assert "explain" not in out


def test_without_an_address_it_says_how_to_print_it(project: Project, crossfolio: Run) -> None:
    """Where nobody knows where the site is, one line says how to get at a rule's page."""
    root = project({"evidence/e01.md": SLIP})
    out = crossfolio(root, "check", "--format", "full").stdout

    assert out.count("\nmore about a rule: crossfolio explain COV101\n") == 1
    assert "/rules/" not in out
    explained = crossfolio(root, "explain", "TAG101").stdout
    assert "TAG101 unknown-criterion" in explained


def test_page(project: Project, mkdocs: Run) -> None:
    """A page says in its own words what the rule finds, and the gap leads to it."""
    root = project({"evidence/e01.md": SLIP})
    mkdocs(root, "build")
    page = (root / "site/rules/tag101/index.html").read_text("utf-8")
    gaps = (root / "site/gaps/index.html").read_text("utf-8")

    assert "Evidence claims a criterion that no unit defines." in page
    assert "TAG101: unknown-criterion</h1>" in page
    assert "criteria: [BUD.AC22]" in page.replace("<span></span>", "")
    assert 'href="../rules/cov101/">COV101</a>' in gaps
    assert "rules/" not in (root / "site/index.html").read_text("utf-8")


def test_only_for_rules_that_found_something(project: Project, mkdocs: Run) -> None:
    """A portfolio without findings has no such pages; one with some has those."""
    quiet = f"{SITE.replace('crossfolio]', '')}{{crossfolio: {{ignore: [COV, KND]}}}}]\n"
    clean = project({"mkdocs.yml": quiet})
    mkdocs(clean, "build")
    assert not (clean / "site/rules").exists()

    broken = project({"mkdocs.yml": quiet, "evidence/e01.md": SLIP})
    mkdocs(broken, "build")
    assert "tag101" in pages_of_rules(broken / "site")


def test_what_only_the_command_finds_is_not_linked(
    project: Project, crossfolio: Run, tmp_path: Path
) -> None:
    """A build knows neither a baseline nor `--min-coverage`, so it has no page for them."""
    root = project({"mkdocs.yml": SITE_WITH_HOME})
    baseline = tmp_path / "baseline.json"
    crossfolio(root, "check", "--format", f"json={baseline}")
    project({"mkdocs.yml": SITE_WITH_HOME, "evidence/e01.md": GAP})
    options = ("--baseline", str(baseline), "--min-coverage", "100", "--format", "json")
    found = json.loads(crossfolio(root, "check", *options).stdout)["diagnostics"]
    linked = {it["code"]: "url" in it for it in found}

    assert linked["COV106"] is linked["COV107"] is False
    assert linked["COV101"] is True


DECISION = """\
decision: D1
assessor: A9
date: 2026-05-01
evidence: [{item: E01, fingerprint: "cf2:%s"}]
criteria: [{criterion: TEA.AC1, verdict: met}]
""" % ("0" * 64)


def test_public_edition_has_no_page_that_tells_of_a_decision(
    project: Project, mkdocs: Run, crossfolio: Run
) -> None:
    """The public edition has pages of what it may show, and links to no others."""
    site = SITE_WITH_HOME.replace("crossfolio]", "{crossfolio: {edition: public}}]")
    files = {"evidence/e01.md": SLIP, "assessment/decisions/d1.yml": DECISION}
    root = project({"mkdocs.yml": site, **files})
    mkdocs(root, "build")
    public = pages_of_rules(root / "site")
    as_assessor = crossfolio(root, "check", "--edition", "assessor", "--format", "json").stdout
    found = json.loads(as_assessor)["diagnostics"]
    hidden = {it["code"] for it in found if "url" not in it}

    assert "tag101" in public
    assert any(code.startswith("DEC") for code in hidden)
    assert not any(name.startswith("dec") for name in public)
    assert {it["code"].lower() for it in found if "url" in it} == public
