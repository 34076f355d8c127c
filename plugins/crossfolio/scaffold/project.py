"""A whole new portfolio: its files by path."""

from importlib.resources import files
from importlib.resources.abc import Traversable
from string import Template

from crossfolio.core.kinds import PLAIN
from crossfolio.scaffold.criteria import criteria_name, unit_file
from crossfolio.scaffold.item import NewItem, page, quoted

_DOT = "dot-"
"""Stands for the dot of hidden files and folders, which packaging tools leave out."""


def portfolio_files(title: str, unit: str, learner: str, day: str) -> dict[str, str]:
    """Return the files of a portfolio that is ready to be filled in, by path.

    Args:
        title: What the site is called.
        unit: The code of its first unit.
        learner: The learner's ID, never a name.
        day: The day of the first item.
    """
    values = {"title": quoted(title), "name": title, "unit": unit, "learner": learner}
    values["unit_file"] = criteria_name(unit)
    top = files("crossfolio.scaffold").joinpath("templates/portfolio")
    made = {path: Template(text).safe_substitute(values) for path, text in sorted(_texts(top, ""))}
    first = NewItem(
        "E01",
        PLAIN,
        (f"{unit}.AC1",),
        day=day,
        people={"learner": learner},
        draft=True,
    )
    made[f"criteria/{criteria_name(unit)}"] = unit_file(unit)
    made["evidence/e01-first-item.md"] = page(first)
    return dict(sorted(made.items()))


def _texts(folder: Traversable, at: str) -> list[tuple[str, str]]:
    found = []
    for entry in folder.iterdir():
        name = entry.name.replace(_DOT, ".", 1) if entry.name.startswith(_DOT) else entry.name
        if entry.is_dir():
            found += _texts(entry, f"{at}{name}/")
        else:
            found.append((f"{at}{name}", entry.read_text("utf-8")))
    return found
