"""What is known of a cohort, with its history: one file of SQLite."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from crossfolio.cohort.job import JobResult, Row, read_row

VERSION = 1
"""Of the tables; a file of a newer one is refused."""
_APPLICATION = 0x43464F4C
"""Tells a state file from other files of SQLite."""
_TABLES = """
CREATE TABLE portfolio (
  id TEXT PRIMARY KEY, key TEXT NOT NULL, looked TEXT NOT NULL, row TEXT, reason TEXT NOT NULL,
  seal BLOB NOT NULL
) WITHOUT ROWID;
CREATE TABLE run (number INTEGER PRIMARY KEY, day TEXT NOT NULL);
CREATE TABLE figure (
  run INTEGER NOT NULL, id TEXT NOT NULL, unit TEXT NOT NULL,
  required INTEGER NOT NULL, covered INTEGER NOT NULL, accepted INTEGER,
  PRIMARY KEY (id, unit, run)
) WITHOUT ROWID;
"""
_NO_UNIT = ""
"""The unit of the row that says that a portfolio was gone."""


class StateError(Exception):
    """A state file that is not believed, with the reason."""


class Figure(NamedTuple):
    """What was covered of a unit in a portfolio from a run on, until another figure says so."""

    run: int
    id: str
    unit: str
    required: int
    covered: int
    accepted: int | None


class KnownPortfolio(NamedTuple):
    """What an earlier run knows of a portfolio."""

    looked: JobResult
    day: date
    """The day on which it was looked at."""


class CohortStore:
    """The state of a cohort; every method that writes is one transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def known(self) -> dict[str, KnownPortfolio]:
        """Return what is known of each portfolio; what its seal does not fit is not known."""
        rows = self._connection.execute("SELECT id, key, looked, row, reason, seal FROM portfolio")
        return {
            id: KnownPortfolio(
                JobResult(id, key, read_row(row) if row else None, reason), _day(looked)
            )
            for id, key, looked, row, reason, seal in rows
            if seal == _seal(id, key, looked, row, reason)
        }

    def next_run(self) -> int:
        """Return the number of the run that begins; one that was ended half-way is gone on with."""
        last = self._connection.execute("SELECT max(number) FROM run").fetchone()[0]
        return int(last or 0) + 1

    def end_run(self, number: int, day: date) -> None:
        """Note that a run has come to its end."""
        with self._connection:
            self._connection.execute("INSERT INTO run VALUES (?, ?)", (number, str(day)))

    def keep(self, looked: Iterable[JobResult], day: date, run: int) -> None:
        """Keep what came of some portfolios, and the figures that are new."""
        some = list(looked)
        with self._connection:
            self._connection.executemany(
                "INSERT OR REPLACE INTO portfolio VALUES (?, ?, ?, ?, ?, ?)",
                (_written(portfolio, day) for portfolio in some),
            )
            for portfolio in some:
                self._note(portfolio, run)

    def gone(self, ids: Iterable[str], run: int) -> None:
        """Note that portfolios are no longer part of the cohort."""
        with self._connection:
            for id in ids:
                self._connection.execute("DELETE FROM portfolio WHERE id = ?", (id,))
                self._figures(id, {}, run)

    def days(self) -> list[tuple[int, date]]:
        """Return all runs with their days, in order."""
        rows = self._connection.execute("SELECT number, day FROM run ORDER BY number")
        return [(number, _day(day)) for number, day in rows]

    def figures(self) -> Iterator[Figure]:
        """Give all figures in the order of runs, and of IDs and units within one."""
        yield from map(
            Figure._make,
            self._connection.execute(
                "SELECT run, id, unit, required, covered, accepted FROM figure "
                "ORDER BY run, id, unit"
            ),
        )

    def forget(self, id: str) -> bool:
        """Remove a portfolio with its history, from the disk too; tell whether it was there."""
        with self._connection:
            there = [
                self._connection.execute(f"DELETE FROM {table} WHERE id = ?", (id,)).rowcount  # noqa: S608 - our own names
                for table in ("portfolio", "figure")
            ]
        if any(there):
            self._connection.execute("VACUUM")
        return any(there)

    def _note(self, looked: JobResult, run: int) -> None:
        if looked.row is not None:
            known = looked.row["units"] if looked.row["measured"] else ()
            units = {u["id"]: (u["required"], u["covered"], u["accepted"]) for u in known}
            self._figures(looked.id, units, run)

    def _figures(self, id: str, units: Mapping[str, tuple[int, int, int | None]], run: int) -> None:
        """Write the figures of a portfolio that differ from the latest ones."""
        rows = self._connection.execute(
            "SELECT unit, required, covered, accepted FROM figure WHERE id = ? ORDER BY run", (id,)
        )
        latest = {unit: tuple(numbers) for unit, *numbers in rows}
        now: dict[str, tuple[int, int, int | None]] = dict.fromkeys(latest, (0, 0, 0)) | dict(units)
        self._connection.executemany(
            "INSERT OR REPLACE INTO figure VALUES (?, ?, ?, ?, ?, ?)",
            (
                (run, id, unit, *numbers)
                for unit, numbers in now.items()
                if latest.get(unit) != numbers
            ),
        )


@contextmanager
def open_state(path: Path | None) -> Iterator[CohortStore]:
    """Open the state of a cohort, or begin one; without a path it is forgotten afterwards.

    Raises:
        StateError: Where the file is none of ours, of a newer version, or damaged.
    """
    if path and path.exists() and not path.is_file():
        raise StateError("is no file")
    try:
        connection = sqlite3.connect(path or ":memory:", timeout=10)
    except sqlite3.Error:
        raise StateError("cannot be opened; its folder has to be there") from None
    try:
        try:
            _ready(connection)
        except sqlite3.OperationalError as error:
            raise StateError(f"cannot be used ({error}); is another run at it?") from None
        except sqlite3.DatabaseError as error:
            raise StateError(f"cannot be read ({error}); move it away to begin anew") from None
        try:
            yield CohortStore(connection)
        except sqlite3.Error as error:
            raise StateError(f"cannot be read or written ({error})") from None
    finally:
        connection.close()


def _ready(connection: sqlite3.Connection) -> None:
    """Make sure that a file is a state of ours that can be believed.

    Raises:
        StateError: Where it is not.
    """
    connection.execute("PRAGMA secure_delete = ON")
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    is_empty = not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if is_empty and not application:
        with connection:
            connection.executescript(
                f"{_TABLES} PRAGMA application_id = {_APPLICATION};PRAGMA user_version = {VERSION};"
            )
        return
    if application != _APPLICATION:
        raise StateError("is no state of a cohort")
    if version != VERSION:
        raise StateError(f"is of version {version}, and this program reads {VERSION}")
    told = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if told != "ok":
        raise StateError("is damaged; move it away to begin anew")


def _written(portfolio: JobResult, day: date) -> tuple[str, str, str, str | None, str, bytes]:
    row = None if portfolio.row is None else json.dumps(portfolio.row, sort_keys=True)
    looked = str(day)
    return (
        portfolio.id,
        portfolio.key,
        looked,
        row,
        portfolio.reason,
        _seal(portfolio.id, portfolio.key, looked, row, portfolio.reason),
    )


def _seal(*values: str | None) -> bytes:
    return blake2b(json.dumps(values).encode(), digest_size=16).digest()


def _day(text: str) -> date:
    return date.fromisoformat(text)


def holds(known: KnownPortfolio, key: str, today: date) -> bool:
    """Tell whether what is known of a portfolio is what looking at it would tell today.

    Args:
        known: What an earlier run found.
        key: Of the portfolio as it is now; empty where nothing is known of it.
        today: The day of the check.
    """
    row: Mapping[str, object] | Row | None = known.looked.row
    if not key or known.looked.key != key:
        return False
    return row is None or (known.day <= today and str(today) < str(row["until"]))
