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
    return [in_plain_text(hunk) for hunk in hunks(merged(then, now))]


@given(TEXTS, TEXTS)
def test_nothing_is_lost(then: str, now: str) -> None:
    """Without what came it is the earlier text but for blanks; without what went the later one."""
    pieces = merged(then, now)

    assert "".join(piece.text for piece in pieces if piece.sign != "-") == now
    before = "".join(piece.text for piece in pieces if piece.sign != "+")
    assert "".join(words(before)) == "".join(words(then))
    assert all(piece.text for piece in pieces)
    if not has_changes(pieces):
        assert words(then) == words(now) or "".join(words(then)) == "".join(words(now))


@given(EDITED, EDITED)
def test_what_is_shown_is_there(old: list[str], new: list[str]) -> None:
    """Every change is shown once, each with words that stand in the texts beside each other."""
    then, now = " ".join(old), " ".join(new)
    pieces = merged(then, now)
    shown = list(hunks(pieces))

    changed = [piece for piece in pieces if piece.sign]
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
    assert [it for it in every if it.sign] == [piece for piece in pieces if piece.sign]


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


def kept(text: str) -> WordPiece:
    return WordPiece(text, "")


def gone(text: str) -> WordPiece:
    return WordPiece(text, "-")


def come(text: str) -> WordPiece:
    return WordPiece(text, "+")


@pytest.mark.parametrize(
    ("then", "now", "pieces"),
    [
        ("a b c d", "a x c d", [kept("a "), gone("b "), come("x "), kept("c d")]),
        ("b c", "a b c", [come("a "), kept("b c")]),
        ("a b c", "a b", [kept("a b"), gone("c")]),
        ("a  b\nc", "a b c", [kept("a b c")]),
        ("a ... b", "a .... b", [kept("a "), gone("... "), come(".... "), kept("b")]),
        ("A.\n\nB.\n\nC.\n", "A.\n\nC.\n", [kept("A.\n\n"), gone("B.\n\n"), kept("C.\n")]),
        ("A.\n\n\nB.", "A.\n\nB.", [kept("A.\n\nB.")]),
        ("\n\nA", "A", [kept("A")]),
        ("A", "A  ", [kept("A  ")]),
        ("", "", []),
        ("x y x y", "y x", [gone("x "), kept("y x"), gone("y")]),
    ],
)
def test_pieces(then: str, now: str, pieces: list[WordPiece]) -> None:
    """What stays, goes and comes, in the order of the later text, each stretch whole."""
    assert list(merged(then, now)) == pieces


def test_words_around_a_change() -> None:
    """Eight words stand on each side, at the beginning and the end fewer, and 16 join two."""
    words = [f"w{number} " for number in range(40)]
    before, after = "".join(words[:20]), "".join(words[20:])
    change = (gone("a "), come("b "))

    assert list(hunks([kept(before), *change, kept(after)])) == [
        (kept("".join(words[12:20])), *change, kept("".join(words[20:28])))
    ]
    assert list(hunks([*change, kept(after)])) == [(*change, kept("".join(words[20:28])))]
    assert list(hunks([*change, kept("".join(words[:12]))])) == [
        (*change, kept("".join(words[:8])))
    ]
    assert list(hunks([kept(before), *change])) == [(kept("".join(words[12:20])), *change)]
    for number, joined in ((16, 1), (17, 2)):
        between = kept("".join(words[:number]))
        assert len(list(hunks([*change, between, *change]))) == joined
    assert list(hunks([*change, kept("".join(words[:17])), *change])) == [
        (*change, kept("".join(words[:8]))),
        (kept("".join(words[9:17])), *change),
    ]
    assert list(hunks([kept(before)])) == list(hunks([])) == []
    assert list(hunks([*change, kept("x ")])) == [(*change, kept("x "))]


def test_lines_of_changes() -> None:
    """What was taken out stands on the line before and after it, and on no other."""
    pieces = [kept("a\nb\n"), gone("x\n"), kept("\nc\n"), come("d\n"), gone("y"), kept("e")]

    assert [within(pieces, line, line) for line in range(6)] == [
        (kept("a\n"),),
        (kept("b\n"), gone("x\n")),
        (gone("x\n"), kept("\n")),
        (kept("c\n"),),
        (gone("y"), come("d\n")),
        (gone("y"), kept("e")),
    ]
    assert within(pieces, 0, 1) == (kept("a\nb\n"), gone("x\n"))
    assert within(pieces, 3, 4) == (kept("c\n"), gone("y"), come("d\n"))
    assert within(pieces, 7, 9) == ()


def test_a_change_in_plain_text() -> None:
    """Signs stand around what was taken out and put in, braces included."""
    assert in_plain_text([kept("{a} "), gone("{b}"), come("{c}")]) == "{a} [-{b}-]{+{c}+}"
    assert not has_changes([kept("a")])
    assert has_changes([kept("a"), come("b")])
