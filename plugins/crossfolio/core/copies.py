"""Files that systems make beside another: which of several with one ID is the original."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from posixpath import basename
from typing import TypeVar

from crossfolio.core.regex import regex
from crossfolio.core.texts import Text

T = TypeVar("T")

_WORDS = (
    *("copy", "another copy", "kopie", "kopi", "kopia", "copie", "copia", "cópia", "còpia"),
    *("copi", "másolat", "másolata", "kopio", "kopya", "копия", "копія", "コピー"),
    *("副本", "拷贝", "복사본", "duplicate"),
)
"""What systems call a copy. Source: Finder, Explorer, GNOME Files, Dolphin, Google Drive."""
_WORD = f"(?:{'|'.join(map(re.escape, sorted(_WORDS, key=len, reverse=True)))})"
_SURE = (
    regex(rf"(?: -)? \(?(?:\d+(?:st|nd|rd|th) )?{_WORD}(?: \d+| ?\(\d+\))?\)?\Z", re.IGNORECASE),
    regex(r"(?:的副本|のコピー)(?: ?\d+)?\Z"),
    regex(r" ?[(\[][^()\[\]]*(?:conflict|conflit|konflikt)[^()\[\]]*[)\]]\Z", re.IGNORECASE),
    regex(r"(?:\.sync-|_)conflict-[\w-]+\Z", re.IGNORECASE),
    regex(r"_(?:BACKUP|BASE|LOCAL|REMOTE)_\d+\Z"),
)
"""Ends of names that nobody gives by hand: copies, conflicts between devices (Dropbox,
Seafile, Syncthing, Nextcloud), and what `git mergetool` leaves."""
_BEFORE = regex(rf"\A{_WORD}(?: \(\d+\))? (?:of|von|de|di|av|af|van|do|da) ", re.IGNORECASE)
"""The start of a name as old Windows and Google Drive make it: `Copy of e03`."""
_PERHAPS = (
    regex(rf"[-_.]{_WORD}(?:[-_ ]?\(?\d+\)?)?", re.IGNORECASE),
    regex(r"[ _]?\(\d{1,3}\)| \d{1,3}"),
    regex(r"-[A-Z0-9][A-Z0-9-]{2,14}"),
    regex(r"-[\w-]*(?:macbook|imac|mac-?mini|laptop|ipad|iphone|pc)[\w-]*", re.IGNORECASE),
)
"""Ends that are a copy's where the rest is the name of another: of browsers, iCloud, and of
OneDrive, which adds the device's name."""
_STEPS = 5
"""As many ends are taken off one name: copies of copies."""


def original_of(
    things: Sequence[T], path_of: Callable[[T], str], fits: Callable[[T], bool] = lambda _: False
) -> tuple[T, Text] | None:
    """Return which of several things with one ID is the original, and why in words.

    It is the one that fits what somebody else recorded of it, else the only one whose name is
    not that of a copy. `None` where neither tells: then none of them may count.

    Args:
        things: They have one ID.
        path_of: Returns the path of one's file.
        fits: Tells whether somebody else, such as an assessor, has recorded its present state.
    """
    fitting = [thing for thing in things if fits(thing)]
    if len(fitting) == 1:
        return fitting[0], Text("a decision fits it")
    among = fitting or things
    names = [_plain(path_of(thing)) for thing in things]
    named = [entry for entry in among if not _is_copy(_plain(path_of(entry)), names)]
    if len(named) == 1:
        return named[0], Text("its name is not that of a copy")
    return None


def _is_copy(name: str, names: Sequence[str]) -> bool:
    """Tell whether a name is that of a copy, beside the names of what has the same ID."""
    if _bare(name) != name:
        return True
    rests = (
        name[len(other) :]
        for other in names
        if len(other) < len(name) and name.casefold().startswith(other.casefold())
    )
    return any(end.fullmatch(rest) for rest in rests for end in _PERHAPS)


def _bare(name: str) -> str:
    """Return a name without what only a copy has."""
    for _ in range(_STEPS):
        shorter = _BEFORE.sub("", name, count=1)
        for end in _SURE:
            shorter = end.sub("", shorter) or shorter
        if shorter == name:
            break
        name = shorter
    return name


def _plain(path: str) -> str:
    """Return a file's name without its ending, as it is compared."""
    name = unicodedata.normalize("NFC", basename(path))
    stem = name.rpartition(".")[0] or name
    return stem.strip()
