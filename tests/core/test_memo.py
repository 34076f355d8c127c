"""What is taken again from check to check is what would be made anew."""

from crossfolio.core.lacks import LackOfEntry, LackUnknown
from crossfolio.core.memo import Memo, PassingError


def test_equal_mappings_in_another_order() -> None:
    """The order of a mapping is a part of it."""
    memo = Memo()
    memo.equal("units", {"A": 1, "B": 2})
    memo.end()

    assert list(memo.equal("units", {"B": 2, "A": 1})) == ["B", "A"]


def test_equal_values_of_two_kinds() -> None:
    """What says another thing is not equal, though neither holds anything."""
    memo = Memo()
    memo.equal("lacks", (LackOfEntry(),))
    memo.end()

    assert memo.equal("lacks", (LackUnknown(),)) == (LackUnknown(),)


def test_a_passing_result() -> None:
    """A result that may be another the next time is handed over, and made again."""
    memo, tries = Memo(), iter([PassingError("now"), "then"])

    def make() -> str:
        tried = next(tries)
        if isinstance(tried, PassingError):
            raise tried
        return tried

    assert memo.once("key", make) == "now"
    memo.end()
    assert memo.once("key", make) == "then"


def test_a_check_that_did_not_end() -> None:
    """What one made that did not come to its end is forgotten, and the last whole one is not."""
    memo, kept, lost = Memo(), object(), object()
    first = memo.same("kept", [kept])
    memo.end()
    memo.begin()
    memo.once("half", lambda: lost)
    memo.begin()

    assert memo.same("kept", [kept]) is first
    assert memo.once("half", object) is not lost


def pair(one: object, other: object) -> tuple[object, object]:
    return one, other


def twice(one: object) -> list[object]:
    return [one, one]


def test_what_is_taken_again() -> None:
    """A result is taken again for the very same inputs under the same key, and for no others."""
    memo, one, other = Memo(), [1], [1]
    first = memo.of(pair, "key", one, other)
    assert first == (one, other)
    assert memo.of(pair, "key", one, other) is first
    second = memo.of(pair, "key", one, one)
    assert second == (one, one)
    assert second is not first
    assert memo.of(pair, "other", one, one) is not second
    assert memo.every(twice, "key", one) == (one, one)
    again = memo.every(twice, "key", one)
    assert memo.every(twice, "key", one) is again
    memo.end()
    assert memo.every(twice, "key", one) is again
    memo.end()
    memo.end()
    assert memo.every(twice, "key", one) is not again
    assert memo.once("few", lambda: 1, one) == 1
    assert memo.once("few", lambda: 2) == 2
    assert memo.once("few", lambda: 3, one, other) == 3


def test_a_result_made_from_the_last() -> None:
    """What is made with the help of the last result is given it, and made each time."""
    memo, told = Memo(), list[object]()

    def more(last: list[int] | None, number: int) -> list[int]:
        told.append(last)
        return [*(last or ()), number]

    assert memo.next(more, "key", 1) == [1]
    assert memo.next(more, "key", 2) == [2]
    memo.end()
    assert memo.next(more, "key", 3) == [2, 3]
    assert memo.next(more, "other", 4) == [4]
    assert told == [None, None, [2], None]


def test_the_same_values() -> None:
    """The tuple of the last time is given where it holds the very same, however they come."""
    memo, one, other = Memo(), [1], [2]
    first = memo.same("key", iter((one, other)))
    assert first == (one, other)
    memo.end()
    assert memo.same("key", [one, other]) is first
    assert memo.same("more", [one, other]) is not first
    assert memo.same("key", [one]) == (one,)
    assert memo.same("key", [one, [2]]) is not first


def test_equal_values() -> None:
    """The value of the last time is given where an equal one comes, and the new one elsewhere."""
    memo, first = Memo(), [1]
    assert memo.equal("key", first) is first
    assert memo.equal("key", [1]) is first
    memo.end()
    assert memo.equal("key", [1]) is first
    memo.end()
    assert memo.equal("key", [2]) == [2]
    assert memo.equal("key", [1]) is not first
    assert memo.equal("other", [1]) is not first
    mapping = {"a": 1, "b": 2}
    memo.equal("map", mapping)
    assert memo.equal("map", {"a": 1, "b": 2}) is mapping


def test_a_result_that_passes_is_not_kept() -> None:
    """The next that asks makes it."""
    memo = Memo()

    def failing() -> str:
        raise PassingError("now")

    assert memo.once("key", failing) == "now"
    assert memo.once("key", lambda: "then") == "then"
    assert memo.once("key", failing) == "then"
