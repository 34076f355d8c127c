"""`exclude_docs` and `draft_docs` hide evidence: it counts, is withheld, and that is said."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.config.config_options import PathSpec
from mkdocs.structure.files import File, InclusionLevel, set_exclusions

from crossfolio.core.check import Checked
from crossfolio.core.evidence import Audience
from crossfolio.workspace.checking import check_project
from crossfolio.workspace.project import UnusableSettingsError, open_project
from support import TODAY, UNIT, Build, Check, codes, only, page, state, write

E02 = page(id="E02", audience="public", attachments="[e02.csv]")
FILES = {
    "evidence/e01.md": page(audience="public", body="[BUD.AC1]\n"),
    "evidence/private/e02.md": E02,
    "evidence/private/e02.csv": "a,b\n",
}


def site(settings: str) -> dict[str, str]:
    return {"mkdocs.yml": f"site_name: A\nplugins: [crossfolio]\n{settings}\n"}


def audiences(checked: Checked) -> dict[str, str]:
    return {item.id: item.audience.value for item in checked.portfolio.evidence}


@pytest.mark.parametrize("setting", ["exclude_docs", "draft_docs"])
@pytest.mark.parametrize(
    "patterns",
    [
        "evidence/private/",
        "/evidence/private/",
        "private/",
        "e02.md",
        "evidence/**/e02.*",
        "|\n  evidence/*\n  !evidence/e01.md",
        "|\n  # a comment\n  evidence/private/*.md",
    ],
)
def test_what_they_hide_is_withheld(check: Check, setting: str, patterns: str) -> None:
    """The item counts as before, and one finding at the setting names it."""
    checked = check({**FILES, **site(f"{setting}: {patterns}")})

    assert audiences(checked) == {"E01": "public", "E02": "withheld"}
    assert [item.id for item in checked.coverage.criteria["BUD.AC1"].items] == ["E01", "E02"]
    finding = only(checked, "EVI124").finding
    assert str(finding.place) == "mkdocs.yml:3:1"
    assert f"`{setting}` hides evidence" in finding.message
    assert finding.message.endswith(": E02")
    assert state(checked, "BUD.AC1") == "covered"


@pytest.mark.parametrize(
    "settings",
    [
        "exclude_docs: other/",
        "not_in_nav: evidence/private/",
        "exclude_docs:",
        "exclude_docs: |\n  private/\n  !private/",
        "exclude_docs: E02.md",
    ],
)
def test_what_hides_nothing(check: Check, settings: str) -> None:
    """Where they hide no evidence, nothing changes and nothing is said."""
    checked = check({**FILES, **site(settings)})

    assert audiences(checked) == {"E01": "public", "E02": "public"}
    assert codes(checked, "EVI12") == []


def test_evidence_in_the_docs_folder(check: Check) -> None:
    """Patterns are those of the docs folder, where evidence lies in there."""
    settings = "docs_dir: docs\nexclude_docs: /evidence/private/"
    files = {f"docs/{path}": text for path, text in FILES.items()}
    text = f"site_name: A\nplugins: [{{crossfolio: {{evidence: docs/evidence}}}}]\n{settings}\n"
    checked = check({**files, "evidence/e01.md": None, "mkdocs.yml": text})

    assert audiences(checked) == {"E01": "public", "E02": "withheld"}


def test_an_item_that_is_shown_keeps_its_files(check: Check) -> None:
    """Files are published with the item they belong to, and that is said."""
    checked = check({**FILES, **site('exclude_docs: "*.csv"')})

    assert audiences(checked) == {"E01": "public", "E02": "public"}
    finding = only(checked, "EVI125").finding
    assert finding.message.endswith(": evidence/private/e02.csv")


def test_inherited(check: Check) -> None:
    """The setting may come from the file that mkdocs.yml inherits from."""
    base = {"base.yml": "exclude_docs: private/\nplugins: [crossfolio]\n"}
    checked = check({**FILES, **base, "mkdocs.yml": "INHERIT: base.yml\n"})

    assert str(only(checked, "EVI124").finding.place) == "base.yml:1:1"


@pytest.mark.parametrize("value", ["[evidence/private/]", "1", "'!'", "{a: b}"])
def test_settings_that_mkdocs_refuses(portfolio: Build, value: str) -> None:
    """Nothing is checked under patterns that nobody can read."""
    with pytest.raises(UnusableSettingsError):
        open_project(portfolio({**FILES, **site(f"exclude_docs: {value}")}))


_PARTS = st.sampled_from(["evidence", "private", "e02.md", "*", "**", "?02.md", "e0[12].md", "x"])
_PATTERN = st.builds(
    lambda bang, top, parts, end: bang + top + "/".join(parts) + end,
    st.sampled_from(["", "", "!"]),
    st.sampled_from(["", "/"]),
    st.lists(_PARTS, min_size=1, max_size=3),
    st.sampled_from(["", "/"]),
)


@given(st.lists(_PATTERN, min_size=1, max_size=4))
def test_any_patterns(tmp_path_factory: pytest.TempPathFactory, patterns: list[str]) -> None:
    """What is withheld is exactly what MkDocs would leave out."""
    root = write(tmp_path_factory.mktemp("p"), {"criteria/bud.yml": UNIT, **FILES})
    lines = "".join(f"  {pattern}\n" for pattern in patterns)
    write(root, site(f"exclude_docs: |\n{lines}"))
    checked = check_project(open_project(root), TODAY)
    withheld = {
        item.path for item in checked.portfolio.evidence if item.audience is Audience.WITHHELD
    }

    assert withheld == left_out(patterns)


def left_out(patterns: list[str]) -> set[str]:
    """Return the pages that MkDocs would leave out under patterns."""
    spec = PathSpec().run_validation("\n".join(patterns))
    pages = [
        File(file, "from", "to", use_directory_urls=True) for file in FILES if file.endswith(".md")
    ]
    config: Any = {"exclude_docs": spec}
    set_exclusions(pages, config)
    return {page.src_uri for page in pages if page.inclusion is InclusionLevel.EXCLUDED}
