"""The next step in words, with the command that begins it."""

import shlex
from collections.abc import Iterator, Sequence
from typing import NamedTuple, assert_never

from crossfolio.core.evidence import Evidence
from crossfolio.core.findings import Finding
from crossfolio.core.framework import Need
from crossfolio.core.kinds import kind_of, kind_words
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
from crossfolio.core.requirement_words import NEED_WORDS, number_words
from crossfolio.core.texts import Text

MOST_NAMED = 8
"""How many criteria are named one by one."""
_CLAUSES = (Need.FEEDBACK_SOURCES, Need.AGREED_OBJECTIVES, Need.REVIEW_DATE, Need.OUTCOME)
"""What is asked for in words that go on after `that says`."""


class NextWords(NamedTuple):
    """A step as people read it."""

    text: Text
    """A phrase without a full stop."""
    command: str = ""
    """What begins it, for a shell; empty where it is no command."""

    @property
    def line(self) -> Text:
        """The phrase and, where there is one, the command behind a colon."""
        if not self.command:
            return self.text
        return Text("{text}: {command}", text=self.text, command=self.command)


def next_words(step: Step, root: str = "") -> NextWords:
    """Return a step of the learner or the assessor as a phrase, and the command that begins it.

    Args:
        step: The step.
        root: The project's folder as a command has to name it; empty where it finds it itself.
    """
    match step:
        case Mend(diagnostic):
            words = _mend(diagnostic.finding, root)
        case Define(has_units=True):
            words = NextWords(Text("say under `units` in portfolio.yml which units are taken"))
        case Define():
            text = Text("say what is to be shown, in a file for the first unit")
            words = NextWords(text, _command("new unit ABC", root))
        case Finish(item, criteria):
            words = NextWords(_finish(item, criteria))
        case Bring(piece):
            words = NextWords(piece_words(piece), _begin(piece, root))
        case Stuck(criteria):
            text = Text(
                "no kind of evidence that may be used would close {gaps}; ask your assessor",
                gaps=_gaps(criteria),
            )
            words = NextWords(text)
        case Wait(criteria):
            words = NextWords(_wait(criteria))
        case Done():
            words = NextWords(Text("nothing; every required criterion is accepted"))
        case _:
            assert_never(step)
    return words


def _mend(finding: Finding, root: str) -> NextWords:
    command = _command("fix", root, "--write") if finding.edits else ""
    place, message = str(finding.place), finding.message
    if not finding.help:
        text = Text("put {place} right: {message}", place=place, message=message)
    else:
        text = Text(
            "put {place} right: {message}; {help}", place=place, message=message, help=finding.help
        )
    return NextWords(text, command)


def _finish(item: Evidence, criteria: Sequence[str]) -> Text:
    if not criteria:
        return Text(
            "finish {item} ({path}), a draft that claims nothing yet", item=item.id, path=item.path
        )
    return Text(
        "finish {item} ({path}), a draft that claims {gaps}",
        item=item.id,
        path=item.path,
        gaps=_gaps(criteria),
    )


def _wait(criteria: Sequence[str]) -> Text:
    return Text.counted(
        "nothing for you to add; {n} criterion waits for the assessor",
        "nothing for you to add; {n} criteria wait for the assessor",
        n=len(criteria),
    )


def piece_words(piece: Piece) -> Text:
    """Say what a piece of work is, and what it would close."""
    what = Text("{what: }", what=tuple(_what(piece)))
    if piece.closes:
        work = Text("{what} would close {gaps}", what=what, gaps=_gaps(piece.closes))
    elif piece.nearer:
        work = Text("{what} would bring {gaps} nearer", what=what, gaps=_gaps(piece.nearer))
    else:
        work = Text("{what} would give {unit} a phase that it requires", what=what, unit=piece.unit)
    if piece.fewest.number <= 1:
        return work
    number = number_words(piece.fewest.number)
    if piece.fewest.is_exact:
        return Text(
            "{work}, the first of {number} pieces of work for {unit}",
            work=work,
            number=number,
            unit=piece.unit,
        )
    return Text(
        "{work}, the first of at most {number} pieces of work for {unit}",
        work=work,
        number=number,
        unit=piece.unit,
    )


def named(names: Sequence[str]) -> Text:
    """Return the first of some names, and how many more there are."""
    more = len(names) - MOST_NAMED
    if more <= 0:
        return Text("{names}", names=tuple(names))
    return Text("{names} and {more} more", names=tuple(names[:MOST_NAMED]), more=more)


def _what(piece: Piece) -> Iterator[Text]:
    kind = kind_words(piece.kind)
    if piece.is_any_kind:
        yield Text("one item of any kind ({kind} will do)", kind=kind)
    else:
        yield kind_of(piece.kind).one or Text("one {kind}", kind=kind)
    fields = tuple(NEED_WORDS[need] for need in piece.needs if need not in _CLAUSES)
    clauses = tuple(NEED_WORDS[need] for need in piece.needs if need in _CLAUSES)
    if fields:
        yield Text("with {fields: and }", fields=fields)
    if clauses:
        yield Text("that says {clauses: and }", clauses=clauses)
    yield from dict.fromkeys(map(_over, piece.ranges))
    if piece.phase:
        yield Text("in the phase {phase}", phase=piece.phase)


def _over(piece: ToShow) -> Text:
    if piece.range.is_by_day:
        return Text("on another day")
    return Text("with {range} {values: and }", range=piece.range.id, values=piece.values)


def _gaps(criteria: Sequence[str]) -> Text:
    return Text.counted(
        "{n} gap ({criteria})", "{n} gaps ({criteria})", n=len(criteria), criteria=named(criteria)
    )


def _begin(piece: Piece, root: str) -> str:
    wanted = " ".join(f"--for {criterion}" for criterion in piece.criteria)
    return _command("new evidence", root, f"--kind {piece.kind} {wanted}".rstrip())


def _command(words: str, root: str, rest: str = "") -> str:
    return " ".join(
        word for word in ("crossfolio", words, root and shlex.quote(root), rest) if word
    )
