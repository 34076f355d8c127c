"""The option `edition` where it is a visit: what some samples are about, and no more."""

from collections.abc import Callable, Mapping
from typing import Any

from crossfolio.core.choices import Edition
from crossfolio.core.findings import Finding, printable
from crossfolio.core.ids import is_name, nearest
from crossfolio.core.place import Place
from crossfolio.core.rules.settings_rules import invalid_setting, unknown_setting
from crossfolio.core.settings import Visit
from crossfolio.core.texts import Text

_OF_VISIT: Mapping[str, tuple[Callable[[Any], bool], Text]] = {
    "name": (
        lambda value: isinstance(value, str) and is_name(value) and value not in set(Edition),
        Text("give the edition a name of its own, such as `visit`"),
    ),
    "based_on": (
        lambda value: value == Edition.ASSESSOR.value,
        Text("write `based_on: assessor`: whoever visits sees people and decisions"),
    ),
    "samples": (
        lambda value: (
            isinstance(value, list) and bool(value) and all(is_name(str(one)) for one in value)
        ),
        Text("name the samples that it shows: `samples: [S04]`"),
    ),
}
"""What an edition for a visit says, each with what tells whether it fits."""


def visit_of(written: Mapping[Any, Any], place: Place) -> tuple[Visit | None, list[Finding]]:
    """Return the visit that a mapping says, and everything that is wrong with it."""
    given = {str(key): value for key, value in written.items()}
    found = [
        unknown_setting(place, f"edition.{key}", nearest(key, _OF_VISIT))
        for key in given
        if key not in _OF_VISIT
    ]
    for key, (fits, help) in _OF_VISIT.items():
        if not fits(given.get(key)):
            why = (
                Text("cannot be `{value}`", value=printable(str(given[key])))
                if key in given
                else Text("is missing")
            )
            found.append(invalid_setting(place, f"edition.{key}", why, help))
    if found:
        return None, found
    return Visit(given["name"], tuple(dict.fromkeys(map(str, given["samples"]))), place), []
