"""SMP: the policy of sampling, plans, and what samples ask to be done."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from crossfolio.core.coverage import Coverage
from crossfolio.core.findings import Finding
from crossfolio.core.ids import nearest, unit_of
from crossfolio.core.portfolio import Portfolio, Progress
from crossfolio.core.record.admission import ASSESSOR, QUALITY_ASSURERS, TRAINEE
from crossfolio.core.record.record import OpenAction, Record
from crossfolio.core.rules import assessment_rules, settings_rules
from crossfolio.core.rules import sampling_rules as rules
from crossfolio.core.sampling.values import Plan
from crossfolio.core.settings import Least, Visit
from crossfolio.core.states import State
from crossfolio.core.texts import Text

if TYPE_CHECKING:
    from crossfolio.core.sampling.fit import Misfit


def check_plans(portfolio: Portfolio, record: Record) -> Iterator[Finding]:
    """Look at the policy, at every plan, and at the plans that samples name."""
    yield from _policy(portfolio, record)
    if portfolio.plans:
        yield from _plans(portfolio, record)
    yield from _carried_out(portfolio)


def _plans(portfolio: Portfolio, record: Record) -> Iterator[Finding]:
    from crossfolio.core.sampling.fit import misfits  # noqa: PLC0415 - most portfolios have no plan

    unread = [
        unreadable.id
        for unreadable in portfolio.unreadable
        if unreadable.id and not unreadable.is_sample
    ]
    for number, plan in enumerate(portfolio.plans):
        later = [
            other for other in portfolio.plans if other is not plan and other.date >= plan.date
        ]
        for misfit in misfits(plan, portfolio.decisions, unread, later):
            yield _finding(plan, misfit)
        yield from _planner(plan, record)
        yield from _chain(plan, portfolio.plans[:number], portfolio)
        if plan.date > portfolio.today:
            why = Text(
                "plan {plan} is dated {date}, which is in the future",
                plan=plan.id,
                date=str(plan.date),
            )
            yield rules.plan_altered(plan.place, why)


def check_actions(
    portfolio: Portfolio, record: Record, coverage: Coverage, gate: Least
) -> Iterator[Finding]:
    """Find actions closed before they were asked for, and units that open ones hold back.

    Args:
        portfolio: What was read.
        record: Judged on it.
        coverage: Of it.
        gate: What has to be accepted for certification.
    """
    for sample in record.facts.samples:
        for action in sample.actions:
            if action.closed_on and action.closed_on < sample.date:
                closed, asked = str(action.closed_on), str(sample.date)
                yield rules.closed_before_asked(action.place, sample.id, closed, asked)
    for open_action in record.open_actions():
        for unit in units_held(open_action, portfolio, record):
            is_gated = gate.all is not None or gate.outcomes is not None or unit in gate.units
            if is_gated or coverage.units.get(unit) is State.ACCEPTED:
                yield rules.not_ready(
                    open_action.action.place, unit, open_action.sample.id, gated=is_gated
                )


def check_visit(portfolio: Portfolio, visit: Visit | None) -> Iterator[Finding]:
    """Look whether the samples are there that an edition for a visit shows."""
    if visit is None:
        return
    known = {sample.key: sample.id for sample in portfolio.samples}
    place = visit.place if visit.place.path else portfolio.place
    for name in visit.samples:
        if name.upper() not in known:
            near = nearest(name, known.values())
            yield settings_rules.unknown_sample(place, visit.name, name, near)


def units_held(open_action: OpenAction, portfolio: Portfolio, record: Record) -> list[str]:
    """Return the submitted units that an open action keeps from certification.

    Where its sample names a decision that is not there, it may be about any of them.
    """
    submitted = [u for u, how in portfolio.taken.items() if how is Progress.SUBMITTED]
    known = [record.facts.by_key.get(reference.key) for reference in open_action.sample.decisions]
    named = {unit_of(name) for one in known if one for name in one.criteria}
    return [unit for unit in submitted if None in known or unit in named]


def _policy(portfolio: Portfolio, record: Record) -> Iterator[Finding]:
    register, policy = record.facts.register, portfolio.policy
    if register is None or policy is None:
        return
    for id, place in policy.risk_places.items():
        person = register.get(id.upper())
        may = person is not None and not {ASSESSOR, TRAINEE}.isdisjoint(person.roles)
        if not may and not record.facts.may_be_anybody(id):
            near = [] if person else nearest(id, (someone.id for someone in register.values()))
            yield rules.unknown_in_policy(place, id, near)


def _finding(plan: Plan, misfit: "Misfit") -> Finding:
    if misfit.kind.value == "left-out":
        return rules.left_out_of_plan(misfit.place, plan.id, misfit.name)
    return rules.plan_altered(misfit.place, _why(plan.id, misfit.kind.value, misfit.name))


def _why(plan: str, kind: str, name: str) -> Text:  # noqa: PLR0911 - one for each kind
    """Say how a plan does not fit."""
    decision = {"plan": plan, "decision": name}
    match kind:
        case "gone":
            return Text("plan {plan} draws from decision {decision}, which is gone", **decision)
        case "not-of-period":
            return Text(
                "plan {plan} draws from decision {decision}, which is not of its period", **decision
            )
        case "of-another":
            return Text(
                "plan {plan} has decision {decision} under somebody else than who made it",
                **decision,
            )
        case "twice":
            return Text(
                "plan {plan} names decision {decision} twice among those that it draws from",
                **decision,
            )
        case "population":
            return Text(
                "plan {plan} has a hash of its population that is that of other decisions",
                plan=plan,
            )
        case "seed":
            return Text(
                "plan {plan} has a seed that its period, its person and the last plan do not make",
                plan=plan,
            )
        case "number":
            return Text(
                "plan {plan} draws another number than {number}, which the share makes",
                plan=plan,
                number=name,
            )
        case "draw":
            return Text(
                "plan {plan} does not ask for what its seed draws ({decisions})",
                plan=plan,
                decisions=name,
            )
    return Text("plan {plan} asks for decision {decision}, from which it does not draw", **decision)


def _planner(plan: Plan, record: Record) -> Iterator[Finding]:
    """Find a plan that no quality assurer has made."""
    register, id = record.facts.register, plan.quality_assurer
    if register is None or record.facts.may_be_anybody(id):
        return
    person = register.get(id.upper())
    if person is None or set(QUALITY_ASSURERS).isdisjoint(person.roles):
        near = [] if person else nearest(id, (someone.id for someone in register.values()))
        yield assessment_rules.not_a_quality_assurer(plan.place, id, near)


def _chain(plan: Plan, before: tuple[Plan, ...], portfolio: Portfolio) -> Iterator[Finding]:
    """Look whether a plan follows the last one before it, as that was."""
    by_key = {planned.key: planned for planned in portfolio.plans}
    followed = None
    for name, digest in plan.after.items():
        followed = by_key.get(name.upper())
        if followed is None or followed.digest != digest:
            there = followed is not None
            yield rules.last_plan_rewritten(plan.place, plan.id, name, there)
    if plan.after and followed is None:
        return
    for other in before:
        is_passed_over = other.date < plan.date and (
            followed is None or (followed.date < other.date and other.key != followed.key)
        )
        if is_passed_over:
            yield rules.plan_out_of_turn(plan.place, plan.id, other.id, other.place)
            return


def _carried_out(portfolio: Portfolio) -> Iterator[Finding]:
    known = {plan.key: plan.id for plan in portfolio.plans}
    for sample in portfolio.samples:
        is_lost = sample.plan and sample.plan.upper() not in known and not portfolio.plans_unread
        if is_lost:
            near = nearest(sample.plan, known.values())
            place = sample.plan_place or sample.place
            yield rules.unknown_plan(place, sample.id, sample.plan, near)
