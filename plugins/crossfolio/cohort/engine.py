"""Portfolios looked at side by side: by guards in threads, or by guards in Dask's workers."""

import logging
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from functools import partial
from itertools import islice
from queue import Queue
from threading import Thread
from typing import Any

from crossfolio.cohort.guard import Guard, GuardError
from crossfolio.cohort.job import Job, JobLimits, JobResult

CHUNK = 25
"""Portfolios in one task, and in one transaction."""
_GONE = "the scheduler at {} is gone"
_ENDED = "its worker ended again and again"
_CONNECT_SECONDS = 10
_RETRIES = 3
_POLL_SECONDS = 0.05

Task = tuple[Job, str]
"""A portfolio and its cache key."""
Engine = Callable[[Sequence[Task]], Iterator[list[JobResult]]]
"""Gives what came of the tasks in chunks, as they are done."""


class SchedulerError(Exception):
    """A scheduler that cannot be reached, or is gone, with the reason."""


def look_at_all(tasks: Sequence[Task], limits: JobLimits, today: date) -> list[JobResult]:
    """Look at some portfolios one after the other, behind a guard.

    Where no child can be begun, all that are left were not looked at.
    """
    found: list[JobResult] = []
    with Guard(limits, today) as guard:
        for job, key in tasks:
            try:
                found.append(guard.look(job, key))
            except GuardError as error:
                found += [
                    JobResult(task.id, "", None, str(error)) for task, _ in tasks[len(found) :]
                ]
                break
    return found


def local(
    tasks: Sequence[Task], limits: JobLimits, today: date, workers: int
) -> Iterator[list[JobResult]]:
    """Look at portfolios on this machine, each worker behind a guard of its own.

    Args:
        tasks: What is to be looked at.
        limits: What one portfolio may take.
        today: The day of the check.
        workers: How many are looked at at the same time.
    """
    waiting: Queue[Task | None] = Queue()
    done: Queue[JobResult] = Queue()
    for task in tasks:
        waiting.put(task)
    threads = []
    for _ in range(min(workers, len(tasks))):
        waiting.put(None)
        threads.append(Thread(target=_work, args=(waiting, done, limits, today), daemon=True))
        threads[-1].start()
    answers = (done.get() for _ in tasks)
    while chunk := list(islice(answers, CHUNK)):
        yield chunk
    for thread in threads:
        thread.join()


def _work(
    waiting: "Queue[Task | None]", done: "Queue[JobResult]", limits: JobLimits, today: date
) -> None:
    with Guard(limits, today) as guard:
        while task := waiting.get():
            try:
                done.put(guard.look(*task))
            except GuardError as error:
                done.put(JobResult(task[0].id, "", None, str(error)))


def on_dask(
    tasks: Sequence[Task], limits: JobLimits, today: date, scheduler: str
) -> Iterator[list[JobResult]]:
    """Look at portfolios in the workers of a scheduler; a task that is lost is done again.

    Workers see the sources at the same paths.

    Raises:
        SchedulerError: Where the scheduler cannot be reached, or Dask is not installed; and once
            the scheduler is gone, after what was done has been given.
    """
    client = _connected(scheduler)
    try:
        chunks = [tasks[at : at + CHUNK] for at in range(0, len(tasks), CHUNK)]
        work = partial(look_at_all, limits=limits, today=today)
        futures = {
            client.submit(work, chunk, pure=False, retries=_RETRIES): chunk for chunk in chunks
        }
        while futures:
            for future in _ready(client, list(futures), scheduler):
                yield _result(future, futures.pop(future), scheduler)
    finally:
        with suppress(TimeoutError):  # All has been given.
            client.close(timeout=2)


def _connected(scheduler: str) -> Any:  # noqa: ANN401 - Dask has no types
    try:
        from distributed import Client  # noqa: PLC0415 - an extra, and heavy
    except ImportError:
        said = "Dask is not installed; install it with `pip install 'crossfolio[cohort]'`"
        raise SchedulerError(said) from None
    for name in ("asyncio", "tornado", *logging.root.manager.loggerDict):
        if name.partition(".")[0] in ("asyncio", "distributed", "tornado"):
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)  # What matters is said by us.
    try:
        return Client(scheduler, timeout=_CONNECT_SECONDS, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise SchedulerError(f"the scheduler at {scheduler} cannot be reached") from error


def _ready(client: Any, futures: list[Any], scheduler: str) -> list[Any]:  # noqa: ANN401 - as above
    """Return the futures that are done, once some are.

    Raises:
        SchedulerError: Where the scheduler is gone.
    """
    while client.status == "running":
        ready = [future for future in futures if future.done()]
        if ready:
            return ready
        time.sleep(_POLL_SECONDS)
    raise SchedulerError(_GONE.format(scheduler))


def _result(future: Any, chunk: Sequence[Task], scheduler: str) -> list[JobResult]:  # noqa: ANN401 - as above
    if future.status == "error":
        return [JobResult(job.id, "", None, _ENDED) for job, _ in chunk]
    try:
        found: list[JobResult] = future.result(timeout=30)
    except Exception:  # noqa: BLE001 - whatever a client says whose scheduler is gone
        raise SchedulerError(_GONE.format(scheduler)) from None
    return found
