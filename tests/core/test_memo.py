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
    memo.same("kept", [kept])
    memo.end()
    memo.begin()
    memo.once("half", lambda: lost)
    memo.begin()

    made = memo.made
    memo.same("kept", [kept])
    assert memo.made == made
    assert memo.once("half", object) is not lost
