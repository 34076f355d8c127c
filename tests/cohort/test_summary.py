"""The sums over a cohort, held against plain reckoning."""

from collections import defaultdict
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfolio.cohort.at_risk import DEFAULT_RULES, reasons
from crossfolio.cohort.history import history_of
from crossfolio.cohort.job import JobResult, Learner
from crossfolio.cohort.store import Figure, open_state
from crossfolio.cohort.summary import CohortPlan, summed_up

TODAY = date(2026, 7, 1)
EMPTY = {
    "queue": [], "asked": [], "decisions": [], "samples": [], "actions": [],
    "last_item": "2026-06-30", "has_record": True,
}  # fmt: skip


def row(
    covered: int = 0, accepted: int = 0, required: int = 5, **fields: object
) -> dict[str, object]:
    """Return the figures of a portfolio of one unit."""
    numbers = {"required": required, "covered": covered, "accepted": accepted}
    unit = {"id": "BUD", "progress": "submitted", **numbers, "states": {}}
    return {**EMPTY, **numbers, "measured": True, "units": [unit], "until": "9999-12-31", **fields}


@given(
    st.lists(st.sampled_from(["", "a", "b", "c", "d", "e"]), min_size=1, max_size=40),
    st.integers(1, 8),
)
def test_no_group_can_be_told_apart_that_is_too_small(groups: list[str], least: int) -> None:
    """Every group that is shown has so many portfolios, unless the whole cohort has fewer."""
    looked = [JobResult(str(n), "", row(covered=n % 6)) for n in range(len(groups))]
    learners = {str(n): Learner(group) for n, group in enumerate(groups)}
    found = summed_up(looked, learners, (), history_of((), []), CohortPlan(TODAY, min_group=least))

    shown = [numbers.portfolios for _, numbers in found.groups]
    if set(groups) == {""}:
        assert shown == []
    else:
        assert sum(shown) == len(groups)
        assert min(shown) >= min(least, len(groups))


@given(st.lists(st.lists(st.tuples(st.sampled_from("xyz"), st.sampled_from("UV"),
                                   st.integers(0, 5), st.integers(0, 5)), max_size=4),
                min_size=1, max_size=6))  # fmt: skip
def test_history_is_what_plain_reckoning_says(runs: list[list[tuple[str, str, int, int]]]) -> None:
    """The points over time, and what has changed, are those of sums made anew for each run."""
    figures, days, at = [], [], dict[tuple[str, str], tuple[int, int]]()
    wanted, before = [], dict[tuple[str, str], tuple[int, int]]()
    for number, run in enumerate(runs, start=1):
        before = dict(at)
        latest = {
            (id, unit): (required, min(covered, required)) for id, unit, required, covered in run
        }
        at |= latest
        figures += [Figure(number, *key, *value, 0) for key, value in sorted(latest.items())]
        days.append((number, TODAY + timedelta(number)))
        active = {id for (id, _), (required, _) in at.items() if required}
        wanted.append((len(active), sum(r for r, _ in at.values()), sum(c for _, c in at.values())))
    found = history_of(figures, days)

    if figures:
        last = {it.day: it.numbers[:3] for it in found.progress[""]}
        for (_, day), numbers in zip(days, wanted, strict=True):
            assert last.get(day, (0, 0, 0)) == numbers
    totals = [defaultdict(int), defaultdict(int)]
    for total, state in zip(totals, (before, at), strict=True):
        for (id, _), (_, covered) in state.items():
            total[id] += covered
    if len(runs) > 1:
        moved = {change.id: change.covered for change in found.changes}
        for id in "xyz":
            assert moved.get(id, 0) == totals[1][id] - totals[0][id]


@pytest.mark.parametrize(
    ("fields", "learner", "said"),
    [
        ({"last_item": "2026-04-01"}, Learner(), "no new item for 91 days"),
        ({"last_item": None}, Learner(start=date(2026, 1, 1)), "no item at all for 181 days"),
        (
            {"asked": [{"criterion": "BUD.AC1", "since": "2026-05-01"},
                       {"criterion": "BUD.AC2", "since": "2026-04-01"}]},
            Learner(),
            "more evidence asked for 91 days ago (BUD.AC2 and 1 more)",
        ),
        (
            {"required": 40},
            Learner(start=date(2026, 1, 1), target=date(2026, 12, 31)),
            "19 criteria behind the line from start to target",
        ),
        (
            {"queue": [{"criterion": "BUD.AC1", "since": "2026-06-01", "assessor": "A1"}]},
            Learner(),
            "1 waiting for the assessor, the oldest for 30 days (BUD.AC1)",
        ),
        (
            {"actions": [{"sample": "S01", "due": "2026-06-01", "closed_on": None}]},
            Learner(),
            "an action of sample S01 is open 30 days after its date",
        ),
    ],
)  # fmt: skip
def test_who_is_at_risk(fields: dict[str, object], learner: Learner, said: str) -> None:
    """Each rule says why in words; the nearest right case says nothing."""
    assert [reason.words for reason in reasons(row() | fields, learner, DEFAULT_RULES, TODAY)] == [
        said
    ]
    assert reasons(row(), Learner(), DEFAULT_RULES, TODAY) == []


def test_whoever_has_everything_brings_nothing_new() -> None:
    """Somebody who has covered all is not asked for a new item."""
    done = row(covered=5) | {"last_item": "2025-01-01"}
    assert reasons(done, Learner(), DEFAULT_RULES, TODAY) == []


def test_what_was_done_before_a_run_is_killed_stays() -> None:
    """Each chunk is kept by itself; a seal is of every value."""
    with open_state(None) as store:
        run = store.next_run()
        store.keep([JobResult("a", "k", row(1)), JobResult("b", "", None, "why")], TODAY, run)
        known = store.known()

        assert known["a"].looked == JobResult("a", "k", row(1))
        assert known["b"].looked.reason == "why"
        assert [figure[1:] for figure in store.figures()] == [("a", "BUD", 5, 1, 0)]
