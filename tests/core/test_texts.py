"""Texts: strings in English that can be said in another language."""

import copy
import pickle
from gettext import NullTranslations

from hypothesis import given
from hypothesis import strategies as st

from crossfolio.core.texts import (
    ENGLISH,
    NOTHING,
    Text,
    Value,
    all_of,
    any_of,
    args_of,
    changed,
    json_args,
    lines_in,
    said,
    strings_in,
    text_of,
    without_lines,
)


class Shouting(NullTranslations):
    """A language that is English, louder."""

    def gettext(self, message: str) -> str:
        """Return the pattern with a mark of its own."""
        return f"¡{message}!"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Return one of the patterns; its own plural rule takes zero for one."""
        return self.gettext(msgid1 if n < 2 else msgid2)


def test_it_is_its_english() -> None:
    """A text compares, prints and sorts as the string that it is."""
    text = Text("no evidence for `{criterion}` {title}", criterion="BUD.AC1", title="Plan")
    assert text == "no evidence for `BUD.AC1` Plan"
    assert said(text, ENGLISH) is text
    assert said(text, Shouting()) == "¡no evidence for `BUD.AC1` Plan!"
    assert json_args(text) == {"criterion": "BUD.AC1", "title": "Plan"}


def test_texts_in_texts() -> None:
    """What stands in a text is said in the same language, and names are left as they are."""
    inner = (Text("{item} is gone", item="E01"), "E02")
    text = Text("changed: {what:; } ({names})", what=inner, names=("a", "b"))
    assert text == "changed: E01 is gone; E02 (a, b)"
    assert said(text, Shouting()) == "¡changed: ¡E01 is gone!; E02 (a, b)!"
    assert json_args(text) == {"what": ["E01 is gone", "E02"], "names": ["a", "b"]}


def test_numbers() -> None:
    """The language decides which pattern goes with a number."""
    none, one, two = (Text.counted("{n} item", "{n} items", n=n) for n in range(3))
    assert (none, one, two) == ("0 items", "1 item", "2 items")
    assert [said(it, Shouting()) for it in (none, one, two)] == [
        "¡0 item!",
        "¡1 item!",
        "¡2 items!",
    ]


def test_nothing_says_nothing() -> None:
    """No text is no text in any language: a catalogue would tell about itself."""
    assert (NOTHING, said(NOTHING, Shouting())) == ("", "")
    assert not NOTHING


@given(st.text(), st.integers())
def test_what_is_filled_in_is_no_pattern(name: str, n: int) -> None:
    """Braces in a value stay; copies know as much as the first."""
    text = Text.counted("{{{name}}} {n}", "{{{name}}} all {n}", n=n, name=name)
    assert text == f"{{{name}}} {'' if n == 1 else 'all '}{n}"
    for again in (
        copy.deepcopy(text),
        pickle.loads(pickle.dumps(text)),  # noqa: S301 - ours
        Text.of(text.parts),
    ):
        assert (again, again.parts) == (text, text.parts)
        assert said(again, Shouting()) == said(text, Shouting())


NAMES = st.text(max_size=9)
PLACES = ("item", "path", "line")


@st.composite
def texts(draw: st.DrawFn, names: st.SearchStrategy[str] = NAMES, depth: int = 2) -> Text:
    """Return a text with names, numbers, lists and other texts in its places."""
    one: st.SearchStrategy[Value] = names | st.integers()
    if depth:
        one |= texts(names, depth - 1)
    args = {place: draw(one | st.lists(one, max_size=3).map(tuple)) for place in PLACES}
    return Text("{item} in {path}, {line}", **args)


def placed_in(args: dict[str, object]) -> list[str]:
    """Return all that stands in places, each string and number by itself."""
    lists = [arg if isinstance(arg, list) else [arg] for arg in args.values()]
    return [str(it) for its in lists for it in its]


@given(texts())
def test_args_tell_no_more_than_the_text(text: Text) -> None:
    """Each string that stands beside a message stands in it as well."""
    assert all(it in text for it in placed_in(json_args(text)))


@given(texts(st.sampled_from(("Ann", "07700", "a b", "{x}"))), st.sampled_from(("Ann", "a", "0, ")))
def test_what_is_masked_is_masked_in_the_args(text: Text, secret: str) -> None:
    """A mask over a text is over what stands in its places; where it cannot, nothing stands."""
    masked = changed(text, lambda it: it.replace(secret, "•"))
    assert masked == text.replace(secret, "•")
    assert isinstance(masked, Text)
    assert not any(secret in it for it in placed_in(json_args(masked)))


def test_numbers_of_lines() -> None:
    """They are known by the names of their places, in texts within a text as well."""
    inner = Text("the row at line {line}", line=7)
    args = json_args(
        Text("{why}, {count}", why=inner, count=3), Text("line {first_line}", first_line=9)
    )
    assert args == {"why": "the row at line 7", "count": 3, "first_line": 9, "line": 7}
    assert sorted(lines_in(args)) == [7, 9]


def test_lists_end_with_a_word() -> None:
    """The word before the last of several names is a text as well; one name stands by itself."""
    assert any_of(()) == all_of(()) == ""
    assert any_of(["a"]) == all_of(["a"]) == "a"
    assert any_of(["a", "b", "c"]) == "a, b or c"
    assert all_of(["a", "b", "c"]) == "a, b and c"
    assert isinstance(any_of(["a", "b"]), Text)


def test_what_a_text_is_made_of() -> None:
    """Pattern, the one for several, and what stands in their places make the same text again."""
    one, several = Text("{a} b", a=1), Text.counted("{n} c", "{n} cs", n=2, x="y")

    assert one.parts == ("{a} b", "", {"a": 1})
    assert several.parts == ("{n} c", "{n} cs", {"n": 2, "x": "y"})
    assert Text.whole("a {b}").parts == ("a {{b}}", "", {})
    assert (Text.whole("a {b}"), said(Text.whole("a {b}"), Shouting())) == ("a {b}", "\u00a1a {b}!")
    assert Text.of(("{a}", "", {"a": 1}), "known") == "known"
    assert args_of("no text") == {}
    assert args_of(one) == {"a": 1}
    assert said(Text("{a:; } {b}", a=("x", 1), b=()), Shouting()) == "\u00a1x; 1 !"
    assert Text.counted("{n} of one", "{n} of many", n=1) == "1 of one"


def test_strings_in_a_text() -> None:
    """A text is given first, then each string in it, those of lists after the others."""
    inner = Text("in {name}", name="Ann")
    text = Text("{a} {b} {c} {d}", a="x", b=(inner, ("y", 2)), c=3, d=inner)

    assert list(strings_in(text)) == [text, "x", inner, "Ann", inner, "Ann", "y"]
    assert list(strings_in("plain")) == ["plain"]
    assert json_args(text) == {
        "a": "x",
        "b": ["in Ann", ["y", 2]],
        "c": 3,
        "d": "in Ann",
        "name": "Ann",
    }
    assert json_args(Text("{a}", a=1), Text("{a} {b}", a=2, b=Text("{b} {z}", b=4, z=5))) == (
        {"a": 1, "b": "4 5", "z": 5}
    )
    assert json_args() == json_args("plain") == {}


def test_what_is_changed() -> None:
    """The same text comes back where nothing changes; names change in lists and texts in it."""
    inner = Text("of {name}", name="Ann")
    text = Text.counted("{n} {what}", "{n} {what}, {names:; }", n=2, what=inner, names=("Ann", 3))

    assert changed(text, str) is text
    masked = changed(text, lambda name: name.replace("Ann", "\u2022"))
    assert masked.parts == (
        text.pattern,
        text.plural,
        {"n": 2, "what": "of \u2022", "names": ("\u2022", 3)},
    )
    assert isinstance(masked.args["what"], Text)
    across = changed(text, lambda name: name.replace("Ann; 3", "\u2022"))
    assert across.parts == ("2 of Ann, \u2022", "", {})


def test_what_an_error_says() -> None:
    """The text that it was raised with, or its words."""
    text = Text("a {b}", b=1)
    assert text_of(ValueError(text)) is text
    assert text_of(ValueError("x {y}")).parts == ("{reason}", "", {"reason": "x {y}"})
    assert text_of(ValueError("x", text)).parts[2] == {"reason": str(ValueError("x", text))}
    assert text_of(ValueError()).parts == ("{reason}", "", {"reason": ""})


def test_messages_without_lines() -> None:
    """The number of a line is left out where it is said as one, and as a whole."""
    message = "line 1, line 12 and online 1; 1"
    assert without_lines(message, (1,)) == "line, line 12 and online 1; 1"
    assert without_lines(message, (12, 1)) == "line, line and online 1; 1"
    assert lines_in({"line": 3, "a_line": 4, "lines": 5, "line_a": 6, "b_line": "x"}) == (3, 4)
