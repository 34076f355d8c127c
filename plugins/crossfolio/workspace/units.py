"""The units of a project, for those who need nothing else of it."""

from datetime import date

from crossfolio.core.check import diagnose
from crossfolio.core.findings import printable
from crossfolio.core.framework import Unit
from crossfolio.core.ids import nearest_unit
from crossfolio.workspace.checking import check_project
from crossfolio.workspace.project import Project


class UnknownUnitError(Exception):
    """No unit has the code that was asked for, or there is none at all."""


class UnreadableUnitsError(Exception):
    """Criteria files that cannot be read in full; what rests on them would lack something."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__("nothing was written: put right what is named above")
        self.lines = lines
        """One for each finding, as a check gives them."""


def units_of(project: Project, code: str | None, today: date) -> tuple[Unit, ...]:
    """Return the units of a project, or the one of a code.

    Args:
        project: The project.
        code: The unit's code, in any case; `None` for all.
        today: The day of the check.

    Raises:
        UnknownUnitError: Where there is no such unit, or none at all.
        UnreadableUnitsError: Where a criteria file cannot be read in full.
    """
    checked = check_project(project, today)
    found = [diagnostic.finding for diagnostic in checked.diagnostics if diagnostic.finding.loss]
    broken = [finding for finding in found if finding.loss and finding.loss.role == "criteria"]
    if broken:
        raise UnreadableUnitsError(
            [str(diagnostic) for diagnostic in diagnose(broken, project.settings)]
        )
    units = checked.portfolio.framework.units
    if not units:
        raise UnknownUnitError(f"there is no unit in {project.settings.criteria}/")
    if code is None:
        return tuple(units.values())
    wanted = checked.portfolio.framework.unit(code)
    if wanted:
        return (wanted,)
    near = nearest_unit(code, units)
    meant = f"did you mean {' or '.join(near)}?" if near else f"it is one of {', '.join(units)}"
    raise UnknownUnitError(f"there is no unit {printable(code)}; {meant}")
