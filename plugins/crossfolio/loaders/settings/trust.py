"""The option `trust`: who may sign decisions, and whether they have to."""

import re
from collections.abc import Iterator, Mapping

from crossfolio.core.findings import Finding
from crossfolio.core.ids import nearest
from crossfolio.core.place import Place
from crossfolio.core.regex import regex
from crossfolio.core.rules import settings_rules
from crossfolio.core.settings import Trust
from crossfolio.core.texts import NOTHING, Text

_COMMIT = regex(r"([^:]{2,}):(.+)", re.DOTALL)
"""A commit and a path in it; a single letter before a colon is a disk of Windows."""
_NAME = regex(r"[0-9A-Za-z][0-9A-Za-z._/-]*", re.ASCII)
"""A branch, a tag or the whole ID of a commit: nothing that counts back from somewhere."""
_HELP = Text(
    "write `{{signers: FILE, required: true}}`, with a file outside this folder, or COMMIT:FILE"
)


def in_commit(signers: str) -> tuple[str, str] | None:
    """Return the commit and the path that `signers` names; `None` where it names a file."""
    found = _COMMIT.fullmatch(signers)
    return (found[1], found[2]) if found else None


def read_trust(value: object, place: Place) -> tuple[Trust, list[Finding]]:
    """Read the option.

    Args:
        value: As YAML types it.
        place: Of its key.
    """
    if not isinstance(value, Mapping):
        return Trust(), [
            settings_rules.invalid_setting(place, "trust", Text("must be a mapping"), _HELP)
        ]
    return Trust(
        value["signers"] if isinstance(value.get("signers"), str) else "",
        value.get("required") is True,
    ), list(_slips(value, place))


def _slips(value: Mapping[object, object], place: Place) -> Iterator[Finding]:
    for key in value:
        if key not in Trust._fields:
            near = nearest(str(key), Trust._fields)
            yield settings_rules.unknown_setting(place, f"trust.{key}", near)
    why = signers_unusable(value.get("signers"))
    if why:
        yield settings_rules.invalid_setting(place, "trust.signers", why, _HELP)
    required = value.get("required", False)
    if not isinstance(required, bool):
        help = Text("write `true` or `false`")
        yield settings_rules.invalid_setting(
            place, "trust.required", Text("cannot be `{value}`", value=str(required)), help
        )


def signers_unusable(signers: object) -> Text:
    """Say why something cannot name the signers; empty where it can."""
    if not isinstance(signers, str) or not signers.strip() or "\0" in signers:
        return Text("has to name a file of signers")
    named = in_commit(signers)
    if named and (not _NAME.fullmatch(named[0]) or named[0].upper() == "HEAD"):
        return Text(
            "cannot be read from `{commit}`, which may be the change that is checked; name a "
            "branch that it is to go into, such as `origin/main`",
            commit=named[0],
        )
    return NOTHING
