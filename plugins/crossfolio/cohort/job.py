"""What is to be looked at, and what comes of it."""

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

Row = dict[str, Any]


def read_row(text: str | bytes) -> Row:
    """Return a row of figures from JSON, with one text for all that say the same.

    Thousands of portfolios share their criteria, states and days.
    """
    found: Row = json.loads(text, object_pairs_hook=_shared)
    return found


def _shared(pairs: list[tuple[str, Any]]) -> Row:
    return {sys.intern(k): sys.intern(v) if isinstance(v, str) else v for k, v in pairs}


class JobKind(StrEnum):
    """How a portfolio is reached."""

    FOLDER = "folder"
    DATA = "data"
    """A `portfolio.json`, by path or https."""
    GIT = "git"


class Job(NamedTuple):
    """One portfolio that is to be looked at."""

    id: str
    kind: JobKind
    address: str
    """A path or an address."""
    ref: str = ""
    """A branch, tag or commit; empty for what the repository shows first."""


class JobLimits(NamedTuple):
    """What one portfolio may take."""

    seconds: float = 60.0
    megabytes: int = 1024


@dataclass(frozen=True, slots=True)
class Learner:
    """What the centre says of a learner beside the portfolio."""

    group: str = ""
    assessor: str = ""
    start: date | None = None
    target: date | None = None


class Failure(NamedTuple):
    """A portfolio that was not looked at."""

    id: str
    reason: str


@dataclass(frozen=True, slots=True)
class JobResult:
    """What came of one portfolio."""

    id: str
    key: str
    """What tells its content from every other; empty where nothing does."""
    row: Mapping[str, Any] | None
    """Its figures; `None` where it could not be looked at."""
    reason: str = ""
    """Why it could not."""


class CannotLookError(Exception):
    """A portfolio that cannot be looked at, with the reason in one phrase."""
