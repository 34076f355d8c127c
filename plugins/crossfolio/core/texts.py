"""What we say to people, so that it can be said in another language.

Sentences are patterns in English with named places, and what stands in them is kept apart. A
pattern is looked up in a catalogue through the interface of the standard library's `gettext`;
`plugins/crossfolio/texts.pot` lists all patterns, for who translates them.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from gettext import NullTranslations
from types import MappingProxyType
from typing import Any, Self

Value = str | int | tuple[Any, ...]
"""What stands in a pattern's place: a name or another text, a number, or several of them."""

ENGLISH = NullTranslations()
"""The language of the patterns themselves."""


class Text(str):
    """A text of ours: in English a string like any other, which knows what it was made from.

    A place that holds several values says in its pattern what stands between them: `{names}`
    lists them with commas, `{reasons:; }` with semicolons. A brace of the text's own stands
    twice: `{{`.
    """

    __slots__ = ("args", "pattern", "plural")

    pattern: str
    """The text with its places, in English; what a catalogue is asked for."""
    args: Mapping[str, Value]
    """What stands in the places, by their names."""
    plural: str
    """The pattern where `n` is not one; empty in a text without a number."""

    def __new__(cls, pattern: str, /, **args: Value) -> Self:
        """Return the text of a pattern and what stands in its places."""
        return cls.of((pattern, "", args))

    @classmethod
    def counted(cls, one: str, several: str, /, n: int, **args: Value) -> Self:
        """Return the text that goes with a number, which both patterns may hold as `{n}`."""
        return cls.of((one, several, {"n": n, **args}))

    @classmethod
    def whole(cls, sentence: str, /) -> Self:
        """Return the text of a sentence without places, such as one of a page."""
        return cls.of((sentence.replace("{", "{{").replace("}", "}}"), "", {}))

    @classmethod
    def of(cls, parts: tuple[str, str, Mapping[str, Value]], english: str | None = None) -> Self:
        """Return a text from its `parts`; where its English is known, it is not made anew."""
        text = super().__new__(cls, _in_english(*parts) if english is None else english)
        text.pattern, text.plural, args = parts
        text.args = MappingProxyType(args)
        return text

    @property
    def parts(self) -> tuple[str, str, Mapping[str, Value]]:
        """The pattern, the one for several, and what stands in their places."""
        return self.pattern, self.plural, self.args

    def __reduce__(self) -> tuple[Any, ...]:
        """Have copies know as much."""
        return Text.of, ((self.pattern, self.plural, dict(self.args)),)


def said(text: str, words: NullTranslations) -> str:
    """Return a text in a language; what is no `Text`, such as a name, as it is."""
    if words is ENGLISH or not isinstance(text, Text):
        return text
    return _filled(*text.parts, words)


def args_of(text: str) -> Mapping[str, Value]:
    """Return what stands in a text's places; nothing for what is no `Text`."""
    return text.args if isinstance(text, Text) else {}


def json_args(*texts: str) -> dict[str, object]:
    """Return what stands in texts' places as JSON can hold it, texts within them in English.

    What stands in the places of such a text is there as well. Of places with one name, the first
    one tells, and those of a text before those of the texts within it.
    """
    args = {
        name: _plain(value) for text in reversed(texts) for name, value in args_of(text).items()
    }
    inner = [
        placed for text in texts for placed in args_of(text).values() if isinstance(placed, Text)
    ]
    return (
        args | {k: plain_arg for k, plain_arg in json_args(*inner).items() if k not in args}
        if inner
        else args
    )


def strings_in(text: str) -> Iterator[str]:
    """Give a text and every string that stands in its places, and in those of texts within it."""
    yield text
    waiting = [*args_of(text).values()]
    for value in waiting:
        if isinstance(value, str):
            yield from strings_in(value)
        elif isinstance(value, tuple):
            waiting += value


def lines_in(args: Mapping[str, object]) -> tuple[int, ...]:
    """Return the numbers of lines among `json_args`: what stands in places named for one."""
    found = [arg for name, arg in args.items() if name == "line" or name.endswith("_line")]
    return tuple(value for value in found if isinstance(value, int))


def without_lines(message: str, lines: Iterable[int]) -> str:
    """Return what is said apart from the numbers of lines, which text above a place moves."""
    for line in lines:
        message = re.sub(rf"\bline {line}\b", "line", message)
    return message


def changed(text: Text, change: Callable[[str], str]) -> Text:
    """Return a text in which names are replaced, such as by masks.

    Args:
        text: The text.
        change: Makes another name of a name, and another English text of the whole one. Where
            the two do not come to the same, what is left is the English one alone.
    """
    whole = change(str(text))
    if whole == text:
        return text
    args = {name: _changed(arg, change) for name, arg in text.args.items()}
    made = Text.of((text.pattern, text.plural, args))
    return made if made == whole else Text.whole(whole)


def text_of(error: BaseException) -> Text:
    """Return what an error says: the text that it was raised with, where it was one of ours."""
    first = error.args[0] if error.args else ""
    return first if isinstance(first, Text) else Text("{reason}", reason=str(error))


class _Several(tuple[str, ...]):
    """Values in a place; the pattern says what stands between them."""

    __slots__ = ()

    def __format__(self, between: str, /) -> str:
        return (between or ", ").join(self)


def _in_english(pattern: str, plural: str, args: Mapping[str, Value]) -> str:
    """Return the same as `_filled` in the language that patterns and texts are in already."""
    values = {k: _shown(arg, ENGLISH) if isinstance(arg, tuple) else arg for k, arg in args.items()}
    return (plural if plural and args.get("n") != 1 else pattern).format_map(values)


def _filled(pattern: str, plural: str, args: Mapping[str, Value], words: NullTranslations) -> str:
    if not pattern:  # A catalogue gives its own description for it.
        return ""
    count = args.get("n")
    if plural and isinstance(count, int):
        found = words.ngettext(pattern, plural, count)
    else:
        found = words.gettext(pattern)
    return found.format_map({name: _shown(value, words) for name, value in args.items()})


def _shown(value: Value, words: NullTranslations) -> object:
    if isinstance(value, str):
        return said(value, words)
    if isinstance(value, int):
        return value
    return _Several(str(_shown(one, words)) for one in value)


def _changed(value: Value, change: Callable[[str], str]) -> Value:
    if isinstance(value, Text):
        return changed(value, change)
    if isinstance(value, str):
        return change(value)
    return value if isinstance(value, int) else tuple(_changed(one, change) for one in value)


def _plain(value: Value) -> object:
    if isinstance(value, str):
        return str(value)
    return value if isinstance(value, int) else [_plain(one) for one in value]


NOTHING = Text.of(("", "", {}))
"""No text."""


def any_of(names: Iterable[str]) -> str:
    """Return names one of which will do: `a, b or c`; no text where there is none."""
    *most, last = tuple(names) or ("",)
    return Text("{most} or {last}", most=tuple(most), last=last) if most else last


def all_of(names: Iterable[str]) -> str:
    """Return names that go together: `a, b and c`; no text where there is none."""
    *most, last = tuple(names) or ("",)
    return Text("{most} and {last}", most=tuple(most), last=last) if most else last
