"""Portfolios looked at side by side: by guards in threads, or by guards in Dask's workers."""

import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from itertools import islice
from queue import Queue
from threading import Thread
from typing import Any

from crossfolio.cohort.guard import Guard, GuardError
from crossfolio.cohort.job import Job, Limits, Looked

CHUNK = 25
"""Portfolios in one task, and in one transaction."""
_LOST = "was not looked at: the scheduler is gone"
_CONNECT_SECONDS = 10
_RETRIES = 3
_POLL_SECONDS = 0.05

Task = tuple[Job, str]
"""A portfolio and its cache key."""
Engine = Callable[[Sequence[Task]], Iterator[list[Looked]]]
"""Gives what came of the tasks in chunks, as they are done."""


class SchedulerError(Exception):
    """A scheduler that cannot be reached, or is gone, with the reason."""


def look_at_all(tasks: Sequence[Task], limits: Limits, today: date) -> list[Looked]:
    """Look at some portfolios one after the other, behind a guard.

    Where no child can be begun, all that are left were not looked at.
    """
    found: list[Looked] = []
    with Guard(limits, today) as guard:
        for job, key in tasks:
            try:
                found.append(guard.look(job, key))
            except GuardError as error:
                found += [Looked(it.id, "", None, str(error)) for it, _ in tasks[len(found) :]]
                break
    return found


def local(
    tasks: Sequence[Task], limits: Limits, today: date, workers: int
) -> Iterator[list[Looked]]:
    """Look at portfolios on this machine, each worker behind a guard of its own.

    Args:
        tasks: What is to be looked at.
        limits: What one portfolio may take.
        today: The day of the check.
        workers: How many are looked at at the same time.
    """
    waiting: Queue[Task | None] = Queue()
    done: Queue[Looked] = Queue()
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
    waiting: "Queue[Task | None]", done: "Queue[Looked]", limits: Limits, today: date
) -> None:
    with Guard(limits, today) as guard:
        while task := waiting.get():
            try:
                done.put(guard.look(*task))
            except GuardError as error:
                done.put(Looked(task[0].id, "", None, str(error)))


def on_dask(
    tasks: Sequence[Task], limits: Limits, today: date, scheduler: str
) -> Iterator[list[Looked]]:
    """Look at portfolios in the workers of a scheduler; a task that is lost is done again.

    Workers see the sources at the same paths. Where the scheduler goes away, what is done is
    done, and the rest was not looked at.

    Raises:
        SchedulerError: Where the scheduler cannot be reached, or Dask is not installed.
    """
    client = _connected(scheduler)
    try:
        chunks = [tasks[at : at + CHUNK] for at in range(0, len(tasks), CHUNK)]
        work = partial(look_at_all, limits=limits, today=today)
        futures = {client.submit(work, it, pure=False, retries=_RETRIES): it for it in chunks}
        while futures:
            ready = _ready(client, list(futures))
            for future in ready or list(futures):
                chunk = futures.pop(future)
                yield _result(future, chunk) if ready else _lost(chunk)
    finally:
        client.close(timeout=2)


def _connected(scheduler: str) -> Any:  # noqa: ANN401 - Dask has no types
    try:
        from distributed import Client  # noqa: PLC0415 - an extra, and heavy
    except ImportError:
        said = "Dask is not installed; install it with `pip install 'crossfolio[cohort]'`"
        raise SchedulerError(said) from None
    try:
        return Client(scheduler, timeout=_CONNECT_SECONDS, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise SchedulerError(f"the scheduler at {scheduler} cannot be reached") from error


def _ready(client: Any, futures: list[Any]) -> list[Any]:  # noqa: ANN401 - as above
    """Return the futures that are done, once some are; none where the scheduler is gone."""
    while client.status == "running":
        ready = [it for it in futures if it.done()]
        if ready:
            return ready
        time.sleep(_POLL_SECONDS)
    return []


def _result(future: Any, chunk: Sequence[Task]) -> list[Looked]:  # noqa: ANN401 - as above
    if future.status != "finished":
        said = "its worker ended again and again" if future.status == "error" else _LOST
        return _lost(chunk, said)
    try:
        found: list[Looked] = future.result(timeout=30)
    except Exception:  # noqa: BLE001 - as above
        return _lost(chunk)
    return found


def _lost(chunk: Sequence[Task], why: str = _LOST) -> list[Looked]:
    return [Looked(job.id, "", None, why) for job, _ in chunk]
