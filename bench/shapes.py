"""The portfolios that are measured, by what their pages are like."""

from pathlib import Path

from bench.decided import decide
from bench.portfolio import Size, write
from bench.rich import write_rich
from bench.worked import write_worked

SHAPES = ("plain", "worked", "rich")
"""`plain` pages hold paragraphs and marks and nothing else; `worked` are those of the worked
portfolio, cloned; `rich` are made, with lists, tables, pictures, links and attachments."""
_EXTENSIONS = """\
markdown_extensions:
  [admonition, attr_list, footnotes, tables, toc: {permalink: true}, pymdownx.superfences]
"""
_ITEMS_A_DECISION = 5


def write_shape(shape: str, root: Path, size: Size, edition: str = "assessor") -> None:
    """Write a portfolio with its mkdocs.yml; all but the plain one with decisions and samples.

    In the edition for assessors all pages are whole but those of withheld items.
    """
    if shape == "worked":
        write_worked(root, size.items)
    elif shape == "rich":
        write_rich(root, size)
    else:
        write(root, size)
    plugins = ["search", f"crossfolio: {{fail_on: never, edition: {edition}}}"]
    (root / "mkdocs.yml").write_text(site(shape, plugins), encoding="utf-8")
    if shape != "plain":
        decide(root, size.decisions or max(size.items // _ITEMS_A_DECISION, 1))


def site(shape: str, plugins: list[str], extra: str = "", features: str = "") -> str:
    """Return a mkdocs.yml with these plugins, for the pages of a shape."""
    theme = f"theme: {{name: material, font: false, features: [{features}]}}"
    extensions = "" if shape == "plain" else _EXTENSIONS
    return f"site_name: Bench\n{theme}\nplugins: [{', '.join(plugins)}]\n{extensions}{extra}"
