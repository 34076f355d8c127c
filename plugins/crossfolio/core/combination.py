"""Rules of combination: whether the units taken make up a qualification."""

from crossfolio.core.framework import Group, Qualification
from crossfolio.core.portfolio import Portfolio
from crossfolio.core.texts import Text


def lacking(qualification: Qualification, portfolio: Portfolio) -> list[Text]:
    """Say what is still to be taken for the qualification; empty where it is complete."""
    lacks = [lack for group in qualification.groups for lack in _group_lacks(group, portfolio)]
    credit = sum(_counted(group, portfolio) for group in qualification.groups)
    if credit < qualification.credits:
        lacks.append(
            Text(
                "{wanted} credits in all; {credit} count so far",
                wanted=qualification.credits,
                credit=credit,
            )
        )
    rule = qualification.level_rule
    if rule and (credit := _at_or_above(rule.at_or_above, qualification, portfolio)) < rule.credits:
        lacks.append(
            Text(
                "{wanted} credits of units at level {level} or above; {credit} count so far",
                wanted=rule.credits,
                level=rule.at_or_above,
                credit=credit,
            )
        )
    return lacks


def excess(qualification: Qualification, portfolio: Portfolio) -> list[Text]:
    """Say which of the units taken do not go together; empty where all do."""
    found = []
    for group in qualification.groups:
        taken = [unit for unit in group.units if unit in portfolio.taken]
        if group.max_units is not None and len(taken) > group.max_units:
            found.append(
                Text.counted(
                    "at most {n} unit of group {group}; {taken}",
                    "at most {n} units of group {group}; {taken}",
                    n=group.max_units,
                    group=group.id,
                    taken=_taken(taken),
                )
            )
    for one, other in qualification.barred:
        if one in portfolio.taken and other in portfolio.taken:
            found.append(
                Text("only one of {unit} and {other}; both are taken", unit=one, other=other)
            )
    return found


def _group_lacks(group: Group, portfolio: Portfolio) -> list[Text]:
    taken = [unit for unit in group.units if unit in portfolio.taken]
    lacks = []
    if len(taken) < group.min_units:
        lacks.append(
            Text.counted(
                "{n} unit of group {group}; {taken}",
                "{n} units of group {group}; {taken}",
                n=group.min_units,
                group=group.id,
                taken=_taken(taken),
            )
        )
    credit = _counted(group, portfolio)
    if credit < group.min_credits:
        lacks.append(
            Text(
                "{wanted} credits of group {group}; {credit} count so far",
                wanted=group.min_credits,
                group=group.id,
                credit=credit,
            )
        )
    return lacks


def _at_or_above(level: int, qualification: Qualification, portfolio: Portfolio) -> int:
    """Return the credit of the units taken that are at a level or above."""
    units = [
        portfolio.framework.units[unit] for unit in qualification.units if unit in portfolio.taken
    ]
    return sum(unit.credit or 0 for unit in units if unit.level and unit.level >= level)


def _counted(group: Group, portfolio: Portfolio) -> int:
    """Return the credit of the units taken, up to what counts in the group."""
    units = portfolio.framework.units
    credit = sum(units[unit].credit or 0 for unit in group.units if unit in portfolio.taken)
    return credit if group.max_credits is None else min(credit, group.max_credits)


def _taken(units: list[str]) -> Text:
    return Text("{units} taken", units=tuple(units)) if units else Text("none taken")
