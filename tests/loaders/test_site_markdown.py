"""What mkdocs.yml says about Markdown is read without MkDocs, in every form that MkDocs takes."""

import pytest

from crossfolio.core.dialect import BUILT_IN, Dialect, Slugs
from crossfolio.loaders.settings.file import SiteFile, read_site_file


def dialect(text: str, **others: str) -> Dialect:
    """Return the dialect of a site."""
    files = {"mkdocs.yml": text, **{f"{name}.yml": it for name, it in others.items()}}
    read = read_site_file("mkdocs.yml", lambda path: files[path].encode(), {})
    assert isinstance(read, SiteFile)
    return read.dialect


LISTED = "markdown_extensions:\n  - admonition\n  - markdown.extensions.footnotes\n  - toc: {}\n"
MAPPED = "markdown_extensions:\n  admonition: {}\n  footnotes:\n"


@pytest.mark.parametrize("text", [LISTED, MAPPED])
def test_extensions(text: str) -> None:
    """They may be a list or a mapping; those that MkDocs turns on itself are on as well."""
    assert dialect(text).extensions == BUILT_IN | {"admonition", "footnotes"}


def test_no_extensions() -> None:
    """Without the key, there are those that MkDocs turns on."""
    assert dialect("site_name: A\n") == Dialect()
    assert dialect("markdown_extensions:\n") == Dialect()


def test_bundles() -> None:
    """A bundle turns on what it is made of."""
    assert {"def_list", "md_in_html", "abbr"} <= dialect("markdown_extensions: [extra]").extensions
    assert "pymdownx.superfences" in dialect("markdown_extensions: [pymdownx.extra]").extensions


def test_inheritance() -> None:
    """As in MkDocs, mappings are joined with those inherited from, and lists take their place."""
    heir = "INHERIT: base.yml\n"
    named = heir + "markdown_extensions: {def_list: {}}\n"

    assert "admonition" in dialect(named, base=MAPPED).extensions
    assert "admonition" in dialect(heir, base=LISTED).extensions
    assert "admonition" not in dialect(heir + "markdown_extensions: [abbr]", base=LISTED).extensions


NAME = "!!python/name:"
APPLY = "!!python/object/apply:"
SLUGS = {
    "{permalink: true}": Slugs(),
    "{separator: _}": Slugs(separator="_"),
    f"{{slugify: {NAME}markdown.extensions.toc.slugify_unicode }}": Slugs("unicode"),
    f"{{slugify: {APPLY}pymdownx.slugs.slugify {{kwds: {{case: lower}}}}}}": Slugs(
        "pymdownx", case="lower"
    ),
    f"{{slugify: {APPLY}pymdownx.slugs.slugify "
    "{kwds: {case: fold, percent_encode: true, normalize: NFKC}}}": Slugs(
        "pymdownx", case="fold", percent_encode=True, normalize="NFKC"
    ),
    f"{{slugify: {NAME}ours.slug }}": Slugs(),
}


@pytest.mark.parametrize("toc", SLUGS)
def test_slugs(toc: str) -> None:
    """The functions of Python-Markdown and PyMdown are known by name, and never run."""
    assert dialect(f"markdown_extensions:\n  - toc: {toc}\n").slugs == SLUGS[toc]


def test_fences() -> None:
    """The fences that a site draws are known by name."""
    text = (
        "markdown_extensions:\n  - pymdownx.superfences:\n      custom_fences:\n"
        "        - name: mermaid\n          class: mermaid\n"
        f"          format: {NAME}pymdownx.superfences.fence_code_format\n"
    )

    assert dialect(text).custom_fences == {"mermaid"}
