"""New criteria files as text: a unit with its first criterion, and a qualification."""

from collections.abc import Sequence
from importlib.resources import files
from string import Template

from crossfolio.core.file_names import is_reserved
from crossfolio.scaffold.item import quoted


def criteria_name(code: str) -> str:
    """Return what the file of a unit or a qualification is called, as every system can hold it."""
    name = f"{code.lower()}.yml"
    return f"unit-{name}" if is_reserved(name) else name


def unit_file(code: str, title: str = "") -> str:
    """Return a unit with an outcome and a criterion to go on from."""
    return _filled("unit", code=code, title=quoted(title or f"The title of unit {code}"))


def qualification_file(code: str, units: Sequence[str], title: str = "") -> str:
    """Return a qualification of these units."""
    name = quoted(title or f"The title of qualification {code}")
    return _filled("qualification", code=code, title=name, units=", ".join(units))


def _filled(name: str, **values: str) -> str:
    file = files("crossfolio.scaffold").joinpath(f"templates/criteria/{name}.yml")
    return Template(file.read_text("utf-8")).substitute(values)
