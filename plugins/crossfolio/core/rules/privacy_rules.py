"""PRV: personal data that files carry along."""

from crossfolio.core.findings import Finding, Rule, Severity, printable
from crossfolio.core.place import Place
from crossfolio.core.texts import Text


def place_in_picture(place: Place, written: str) -> Finding:
    """A picture says where it was taken.

    The site's copy of a picture has no such data: Crossfolio takes them out. The file in
    the evidence folder keeps them, and whoever gets the folder gets them too.

    ## What to do
    Take the place out of the file: most programs for pictures offer "Remove location".
    """
    return Finding(
        "PRV101",
        place,
        Text("the picture `{file}` says where it was taken", file=printable(written)),
        help=Text("remove the location from the file; the site's copy is without it"),
    )


def author_in_document(place: Place, written: str) -> Finding:
    """A PDF names its author.

    Office programs write the name of whoever is logged in into each PDF, where readers
    find it under "Properties". A PDF is published as it is.

    ## What to do
    Save it again without the properties, or make sure that the name may be known.
    """
    return Finding(
        "PRV102",
        place,
        Text(
            "the document `{file}` names its author in its properties",
            file=printable(written),
        ),
        help=Text("save it again without the properties"),
    )


def place_in_recording(place: Place, written: str) -> Finding:
    """A recording says where it was made.

    Telephones write the place into MP4 and M4A files. The site's copy is without it:
    Crossfolio blanks it, and leaves sound and pictures as they are. The file in the
    evidence folder keeps it, and whoever gets the folder gets it too.

    ## What to do
    Take the place out of the file, or switch it off in the camera before you record.
    """
    return Finding(
        "PRV103",
        place,
        Text("the recording `{file}` says where it was made", file=printable(written)),
        help=Text("remove the location from the file; the site's copy is without it"),
    )


RULES = (
    Rule("PRV101", "place-in-picture", Severity.WARNING, place_in_picture),
    Rule("PRV102", "author-in-document", Severity.WARNING, author_in_document),
    Rule("PRV103", "place-in-recording", Severity.WARNING, place_in_recording),
)
