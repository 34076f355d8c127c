"""What has changed between two texts, by words."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfolio.core.word_changes import (
    WordPiece,
    has_changes,
    hunks,
    in_plain_text,
    merged,
    within,
)

TEXTS = st.text(st.sampled_from("ab.- \n"), max_size=60)
EDITED = st.lists(
    st.sampled_from(("the", "pot", "of", "tea", ".", "\n\n", "\n", "- ")), max_size=40
)


@contextmanager
def at_most(calls: int) -> Iterator[None]:
    """Stop what calls more functions than these, those of C counted."""
    number = count()

    def counted(*_: object) -> None:
        if next(number) > 2 * calls:  # A function is told of when it begins and when it ends.
            raise AssertionError(f"more than {calls} calls")

    sys.setprofile(counted)
    try:
        yield
    finally:
        sys.setprofile(None)


def words(text: str) -> list[str]:
    return text.split()


def told(then: str, now: str) -> list[str]:
    """Return each change as `assess --changes` prints it."""
    return [in_plain_text(it) for it in hunks(merged(then, now))]


@given(TEXTS, TEXTS)
def test_nothing_is_lost(then: str, now: str) -> None:
    """Without what came it is the earlier text but for blanks; without what went the later one."""
    pieces = merged(then, now)

    assert "".join(it.text for it in pieces if it.sign != "-") == now
    before = "".join(it.text for it in pieces if it.sign != "+")
    assert "".join(words(before)) == "".join(words(then))
    assert all(it.text for it in pieces)
    if not has_changes(pieces):
        assert words(then) == words(now) or "".join(words(then)) == "".join(words(now))


@given(EDITED, EDITED)
def test_what_is_shown_is_there(old: list[str], new: list[str]) -> None:
    """Every change is shown once, each with words that stand in the texts beside each other."""
    then, now = " ".join(old), " ".join(new)
    pieces = merged(then, now)
    shown = list(hunks(pieces))

    changed = [it for it in pieces if it.sign]
    assert [it for hunk in shown for it in hunk if it.sign] == changed
    for hunk in shown:
        assert "".join(it.text for it in hunk if it.sign != "-") in now
        assert has_changes(hunk)


@given(EDITED, EDITED)
def test_lines_together_are_the_whole(old: list[str], new: list[str]) -> None:
    """What stands on each line of the later text is, line by line, the later text."""
    then, now = " ".join(old), " ".join(new)
    pieces = merged(then, now)
    lines = now.split("\n")

    for number, line in enumerate(lines):
        own = within(pieces, number, number)
        assert "".join(it.text for it in own if it.sign != "-").rstrip("\n") == line
    every = within(pieces, 0, len(lines))
    assert [it for it in every if it.sign] == [it for it in pieces if it.sign]


@pytest.mark.parametrize(
    ("then", "now", "said"),
    [
        ("There.", "There it is.", ["There {+it is+}."]),
        ("a b c", "a x c", ["a [-b -]{+x +}c"]),
        ("A line\nthat goes on.\n", "A line that\ngoes on.\n", []),
        ("One.\n\nTwo.\n", "One.\n\nNew one.\n\nTwo.\n", ["One.\n\n{+New one.\n\n+}Two.\n"]),
        ("", "All new.\n", ["{+All new.\n+}"]),
        ("All gone.\n", "", ["[-All gone.\n-]"]),
        ("1,000 calls", "1,200 calls", ["1,[-000 -]{+200 +}calls"]),
    ],
)
def test_changes(then: str, now: str, said: list[str]) -> None:
    """A change is shown by words, and blanks and line ends are none."""
    assert told(then, now) == said


def test_changes_far_apart_are_two() -> None:
    """What lies between two changes is left out where it is long."""
    between = " ".join(f"word{n}" for n in range(40))
    first, second = told(f"a {between} z", f"b {between} y")

    assert first.startswith("[-a -]{+b +}word0")
    assert second.endswith("[-z-]{+y+}")
    assert "word20" not in first + second


@pytest.mark.parametrize(
    "then",
    [
        "a " * 30_000,
        "a\n\n" * 30_000,
        "".join(f"w{n} " for n in range(30_000)),
        "".join(f"w{n % 97} of the pot.\n\n" for n in range(9_000)),
        "the pot\n" * 20_000,
    ],
    ids=["one word", "one paragraph", "one line", "alike", "one line often"],
)
def test_long_texts_are_quick(then: str) -> None:
    """However long and however much alike texts are, they are compared in few steps.

    What grows with the square of a text takes hundreds of millions here.
    """
    half = len(then) // 2
    now = f"new {then[:half]} x y z {then[half : -len(then) // 3]}"

    with at_most(calls=8_000_000):
        pieces = merged(then, now)
    assert has_changes(pieces)


def test_pieces_of_one_place_are_one() -> None:
    """What goes and what comes in one place is one of each."""
    assert merged("a b c", "x y z") == (WordPiece("a b c", "-"), WordPiece("x y z", "+"))
