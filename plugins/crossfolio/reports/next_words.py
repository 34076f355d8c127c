"""The next step in words, with the command that begins it."""

import shlex
from collections.abc import Iterator, Sequence
from typing import NamedTuple, assert_never

from crossfolio.core.findings import Finding
from crossfolio.core.framework import Need
from crossfolio.core.kinds import kind_words
from crossfolio.core.planning.next_step import (
    Bring,
    Define,
    Done,
    Finish,
    Mend,
    Step,
    Stuck,
    Wait,
)
from crossfolio.core.planning.pieces import Piece, ToShow
from crossfolio.core.requirement import NEED_WORDS, NUMBERS

MOST_NAMED = 8
"""How many criteria are named one by one."""
_ONE = {
    "product": "one product of work",
    "questioning": "one round of questions and answers",
    "recognised-prior-learning": "one record of recognised prior learning",
}
_CLAUSES = (Need.FEEDBACK_SOURCES, Need.AGREED_OBJECTIVES, Need.REVIEW_DATE, Need.OUTCOME)
"""What is asked for in words that go on after `that says`."""


class NextWords(NamedTuple):
    """A step as people read it."""

    text: str
    """A phrase without a full stop."""
    command: str = ""
    """What begins it, for a shell; empty where it is no command."""

    @property
    def line(self) -> str:
        """Both in one line."""
        return f"{self.text}: {self.command}" if self.command else self.text


def next_words(step: Step, root: str = "") -> NextWords:
    """Say what the next step is.

    Args:
        step: The step.
        root: The project's folder as a command has to name it; empty where it finds it itself.
    """
    match step:
        case Mend(diagnostic):
            words = _mend(diagnostic.finding, root)
        case Define(has_units):
            words = NextWords("say under `units` in portfolio.yml which units are taken")
            if not has_units:
                text = "say what is to be shown, in a file for the first unit"
                words = NextWords(text, _command("new unit ABC", root))
        case Finish(item, criteria):
            what = f"claims {_gaps(criteria)}" if criteria else "claims nothing yet"
            words = NextWords(f"finish {item.id} ({item.path}), a draft that {what}")
        case Bring(piece):
            words = NextWords(piece_words(piece), _begin(piece, root))
        case Stuck(criteria):
            text = f"no kind of evidence that may be used would close {_gaps(criteria)}"
            words = NextWords(f"{text}; ask your assessor")
        case Wait(criteria):
            verb = "waits" if len(criteria) == 1 else "wait"
            number = counted(len(criteria), "criterion", "criteria")
            words = NextWords(f"nothing for you to add; {number} {verb} for the assessor")
        case Done():
            words = NextWords("nothing; every required criterion is accepted")
        case _:
            assert_never(step)
    return words


def _mend(finding: Finding, root: str) -> NextWords:
    help = f"; {finding.help}" if finding.help else ""
    command = _command("fix", root, "--write") if finding.edits else ""
    return NextWords(f"put {finding.place} right: {finding.message}{help}", command)


def piece_words(piece: Piece) -> str:
    """Say what a piece of work is, and what it would close."""
    what = " ".join(_what(piece))
    if piece.closes:
        what += f" would close {_gaps(piece.closes)}"
    elif piece.nearer:
        what += f" would bring {_gaps(piece.nearer)} nearer"
    else:
        what += f" would give {piece.unit} a phase that it requires"
    if piece.fewest.number > 1:
        most = "" if piece.fewest.is_exact else "at most "
        number = piece.fewest.number
        of = NUMBERS[number] if number < len(NUMBERS) else str(number)
        what += f", the first of {most}{of} pieces of work for {piece.unit}"
    return what


def counted(number: int, one: str, many: str) -> str:
    """Return a number with its noun."""
    return f"{number} {one if number == 1 else many}"


def named(names: Sequence[str]) -> str:
    """Return the first of some names, and how many more there are."""
    more = len(names) - MOST_NAMED
    return ", ".join(names[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")


def _what(piece: Piece) -> Iterator[str]:
    if piece.is_any_kind:
        yield f"one item of any kind ({kind_words(piece.kind)} will do)"
    else:
        yield _ONE.get(piece.kind, f"one {kind_words(piece.kind)}")
    fields = [NEED_WORDS[it] for it in piece.needs if it not in _CLAUSES]
    clauses = [NEED_WORDS[it] for it in piece.needs if it in _CLAUSES]
    if fields:
        yield f"with {' and '.join(fields)}"
    if clauses:
        yield f"that says {' and '.join(clauses)}"
    yield from dict.fromkeys(map(_over, piece.ranges))
    if piece.phase:
        yield f"in the phase {piece.phase}"


def _over(piece: ToShow) -> str:
    if piece.range.is_by_day:
        return "on another day"
    return f"with {piece.range.id} {' and '.join(piece.values)}"


def _gaps(criteria: Sequence[str]) -> str:
    return f"{counted(len(criteria), 'gap', 'gaps')} ({named(criteria)})"


def _begin(piece: Piece, root: str) -> str:
    wanted = " ".join(f"--for {it}" for it in piece.criteria)
    return _command("new evidence", root, f"--kind {piece.kind} {wanted}".rstrip())


def _command(words: str, root: str, rest: str = "") -> str:
    return " ".join(it for it in ("crossfolio", words, root and shlex.quote(root), rest) if it)
