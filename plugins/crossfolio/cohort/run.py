"""A run over a cohort: what is known is not looked at again, and what comes out of it."""

import time
from collections.abc import Callable, Iterable
from typing import NamedTuple

from crossfolio.cohort.data import data_files
from crossfolio.cohort.engine import Engine, SchedulerError, Task
from crossfolio.cohort.history import history_of
from crossfolio.cohort.job import JobResult
from crossfolio.cohort.keys import keys
from crossfolio.cohort.site import pages
from crossfolio.cohort.sources import Cohort
from crossfolio.cohort.store import CohortStore, holds
from crossfolio.cohort.summary import CohortPlan, Summary, summed_up

_GONE = "the scheduler went away during the run"


class RunResult(NamedTuple):
    """What came of a run."""

    summary: Summary
    files: dict[str, bytes]
    """Of the folder that shows it."""
    anew: int
    """How many portfolios were looked at in this run."""
    broken_off: str = ""
    """Why the run ended before all were looked at; empty where they were."""


def run(
    cohort: Cohort,
    plan: CohortPlan,
    store: CohortStore,
    engine: Engine,
    said: Callable[[list[JobResult], int, int], None],
) -> RunResult:
    """Look at every portfolio of a cohort, keep what came of it, and sum it up.

    Args:
        cohort: What is to be looked at.
        plan: How.
        store: What earlier runs know; what is done is kept there chunk by chunk.
        engine: Looks at those of which nothing is known.
        said: Is told of what is known and could not be looked at, and then of each chunk that is
            done, how many are, and of how many.

    Raises:
        SchedulerError: Where nothing could be looked at for want of a scheduler.
    """
    known, now = store.known(), keys(cohort.jobs, time.time_ns())
    fresh: list[Task] = []
    looked: dict[str, JobResult] = {}
    for job in cohort.jobs:
        before = known.get(job.id)
        if before and holds(before, now[job.id], plan.today):
            looked[job.id] = before.looked
        else:
            fresh.append((job, now[job.id]))
    said([portfolio for portfolio in looked.values() if portfolio.row is None], 0, len(fresh))
    number = store.next_run()
    store.gone(known.keys() - {job.id for job in cohort.jobs}, number)
    done, broken_off = 0, ""
    try:
        for chunk in engine(fresh) if fresh else ():
            store.keep(chunk, plan.today, number)
            looked |= {portfolio.id: portfolio for portfolio in chunk}
            done += len(chunk)
            said(chunk, done, len(fresh))
    except SchedulerError as error:
        if not done:
            raise
        broken_off = str(error)
    store.end_run(number, plan.today)
    left = [job.id for job, _ in fresh if job.id not in looked]
    looked |= {id: JobResult(id, "", None, f"was not looked at: {_GONE}") for id in left}
    summary = _summary(cohort, looked.values(), plan, store)
    texts = pages(summary, plan)
    files = {name: text.encode() for name, text in texts.items()} | data_files(summary)
    return RunResult(summary, files, done, broken_off)


def _summary(
    cohort: Cohort, looked: Iterable[JobResult], plan: CohortPlan, store: CohortStore
) -> Summary:
    by_id = {portfolio.id: portfolio for portfolio in looked}
    return summed_up(
        [by_id[job.id] for job in cohort.jobs],
        cohort.learners,
        cohort.failures,
        history_of(store.figures(), store.days()),
        plan,
    )
