"""KND115 picture-without-words."""

from collections.abc import Iterator
from posixpath import basename

from crossfolio.core.findings import Finding, Rule, Severity
from crossfolio.core.media import media_of
from crossfolio.core.one_item import OneItem
from crossfolio.core.place import Place
from crossfolio.core.texts import Text

_NOTHING = frozenset(("", "image", "picture", "photo", "photograph", "screenshot", "img", "alt"))
"""Words in place of a picture that say no more than that there is one."""


def find(place: Place, said: Text, unit: str) -> Finding:
    """A picture comes without words that say what it shows.

    Somebody who cannot see it has nothing without them, and nobody else knows whom and what
    it is to show. A picture that is only listed under `attachments` is described by
    showing it in the text or by linking to it there.

    ## Origin
    Practice: a photograph must be annotated to say what and whom it shows; web pages need
    a text for each picture.

    ## Example
        ![](wall-sheet.jpg)

    ## Use instead
        ![The wall sheet: three standards in large print beside the desk](wall-sheet.jpg)
    """
    return Finding(
        "KND115",
        place,
        said,
        help=Text("show it as `![what it shows](file)`, in words that do without the picture"),
        unit=unit,
    )


def look(seen: OneItem) -> Iterator[Finding]:
    """Look at each picture that is shown, and at each attached one that is not."""
    item = seen.item
    unit = seen.unit
    for image in item.images:
        alt = image.alt.strip().lower()
        if alt in _NOTHING or alt == basename(image.path).lower():
            yield find(image.place, Text("this picture has no words that say what it shows"), unit)
    for attachment in item.attachments:
        media = media_of(attachment.path)
        if media and media.shown_as == "image" and not attachment.linked:
            said = Text("this attached picture is not described in the text")
            yield find(attachment.place, said, unit)


RULE = Rule("KND115", "picture-without-words", Severity.WARNING, find, look_at=look)
