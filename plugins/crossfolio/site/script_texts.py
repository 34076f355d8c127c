"""What the site's scripts say, in another language than English."""

import json
from collections.abc import Iterator
from functools import cache
from gettext import NullTranslations
from importlib.resources import files as resources

from crossfolio.core.regex import regex

_FOLDERS = ("assets", "forms")
_TEXT = r'"(?:[^"\\]|\\.)*"'
_SAY = regex(rf"\bsay\(\s*({_TEXT})")
_SAY_NUMBER = regex(rf"\bsayNumber\(\s*({_TEXT}),\s*({_TEXT})")
_NUMBERS = range(200)
"""Every language's rule for which form goes with a number goes by the last two figures from 100 on,
but for a million and more in some."""

ScriptTexts = dict[str, str | dict[str, object]]


def script_texts(words: NullTranslations) -> ScriptTexts:
    """Return what scripts say, by the pattern in English.

    A text that goes with a number has its `forms`, and `which` of them goes with each number
    below 200.
    """
    made: ScriptTexts = {}
    for script in _scripts():
        for one in said_in(script):
            made[one] = words.gettext(one)
        for one, several in counted_in(script):
            forms = [words.ngettext(one, several, n) for n in _NUMBERS]
            different = list(dict.fromkeys(forms))
            made[one] = {"forms": different, "which": [different.index(form) for form in forms]}
    return made


def said_in(script: str) -> Iterator[str]:
    """Give the patterns that stand in a script."""
    for found in _SAY.finditer(script):
        yield json.loads(found[1])


def counted_in(script: str) -> Iterator[tuple[str, str]]:
    """Give the patterns for one thing, and for several, that stand in a script."""
    for found in _SAY_NUMBER.finditer(script):
        yield json.loads(found[1]), json.loads(found[2])


@cache
def _scripts() -> tuple[str, ...]:
    folder = resources("crossfolio.site")
    return tuple(
        file.read_text("utf-8")
        for name in _FOLDERS
        for file in sorted(folder.joinpath(name).iterdir(), key=lambda file: file.name)
        if file.name.endswith(".js")
    )
