"""Rules of combination: whether the units taken make up a qualification."""

from crossfolio.core.framework import Group, Qualification
from crossfolio.core.portfolio import Portfolio


def lacking(qualification: Qualification, portfolio: Portfolio) -> list[str]:
    """Say what is still to be taken for the qualification; empty where it is complete."""
    said = [s for group in qualification.groups for s in _group_lacks(group, portfolio)]
    credit = sum(_counted(group, portfolio) for group in qualification.groups)
    if credit < qualification.credits:
        said.append(f"{qualification.credits} credits in all; {credit} count so far")
    rule = qualification.level_rule
    if rule and (credit := _at_or_above(rule.at_or_above, qualification, portfolio)) < rule.credits:
        wanted = f"{rule.credits} credits of units at level {rule.at_or_above} or above"
        said.append(f"{wanted}; {credit} count so far")
    return said


def excess(qualification: Qualification, portfolio: Portfolio) -> list[str]:
    """Say which of the units taken do not go together; empty where all do."""
    said = []
    for group in qualification.groups:
        taken = [unit for unit in group.units if unit in portfolio.taken]
        if group.max_units is not None and len(taken) > group.max_units:
            said.append(f"at most {_units(group.max_units, group)}; {_list(taken)}")
    for one, other in qualification.barred:
        if one in portfolio.taken and other in portfolio.taken:
            said.append(f"only one of {one} and {other}; both are taken")
    return said


def _group_lacks(group: Group, portfolio: Portfolio) -> list[str]:
    taken = [unit for unit in group.units if unit in portfolio.taken]
    said = []
    if len(taken) < group.min_units:
        said.append(f"{_units(group.min_units, group)}; {_list(taken)}")
    credit = _counted(group, portfolio)
    if credit < group.min_credits:
        said.append(f"{group.min_credits} credits of group {group.id}; {credit} count so far")
    return said


def _at_or_above(level: int, qualification: Qualification, portfolio: Portfolio) -> int:
    """Return the credit of the units taken that are at a level or above."""
    units = [portfolio.framework.units[it] for it in qualification.units if it in portfolio.taken]
    return sum(unit.credit or 0 for unit in units if unit.level and unit.level >= level)


def _counted(group: Group, portfolio: Portfolio) -> int:
    """Return the credit of the units taken, up to what counts in the group."""
    units = portfolio.framework.units
    credit = sum(units[unit].credit or 0 for unit in group.units if unit in portfolio.taken)
    return credit if group.max_credits is None else min(credit, group.max_credits)


def _units(number: int, group: Group) -> str:
    return f"{number} unit{'' if number == 1 else 's'} of group {group.id}"


def _list(units: list[str]) -> str:
    return f"{', '.join(units)} taken" if units else "none taken"
