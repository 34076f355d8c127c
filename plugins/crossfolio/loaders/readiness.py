"""How far an item is, and who may read it, also where another system's fields say so."""

from collections.abc import Iterator, Mapping

from crossfolio.core.evidence import Audience, Status
from crossfolio.core.findings import Finding
from crossfolio.core.ids import nearest
from crossfolio.core.place import Place
from crossfolio.core.rules import file_rules
from crossfolio.loaders.schema.files import schema
from crossfolio.loaders.yaml.values import Document, Tree

_STATUS = {status.value: status for status in Status}
_AUDIENCE = {audience.value: audience for audience in Audience}
_COUNTS_LESS = (Status.SUBMITTED, Status.DRAFT, Status.WITHDRAWN)
_SHOWS_LESS = (Audience.PUBLIC, Audience.ASSESSOR, Audience.WITHHELD)
_CLAIMS = ("id", "criteria", "kind", "date")
"""Fields on which it rests what an item is evidence for."""
_UNFINISHED = ("draft", "isdraft", "unfinished", "wip", "headless")
_FINISHED = ("ready", "final", "finished")
_HIDDEN = ("private", "isprivate", "hidden", "unlisted", "unpublished", "nopublish")
_SHOWN = (
    *("publish", "published", "ispublished", "dgpublish"),
    *("public", "share", "listed", "visible"),
)
"""Source: Hugo, Astro, Docusaurus, Zola and Material's blog (`draft`, `unlisted`, `headless`),
Jekyll and Gatsby (`published`), Obsidian Publish (`publish`), Digital Garden (`dg-publish`),
Logseq (`public`), Nikola and WordPress (`private`, `visibility`)."""
_HOLDS_BACK = frozenset((*_UNFINISHED, *_HIDDEN))
"""Fields that hold a page back unless they say no."""
_LETS_OUT = frozenset((*_FINISHED, *_SHOWN))
"""Fields that hold a page back where they say no."""
_ABOUT_READERS = frozenset((*_HIDDEN, *_SHOWN, "visibility"))
"""Those of them that say who may read the page, and not only that it is unfinished."""
_NO = frozenset(("false", "no", "off", "0", "n", "never", "null", "none", "~"))
_FOR_ALL = frozenset(("public", "published", "everyone", "everybody", "all", "visible"))


def readiness(document: Document) -> tuple[Status, Audience]:
    """Return the status of an item and its audience, from the front matter as it is written.

    Where a key stands twice, the value holds by which the item counts least and is shown
    least; an item whose ID, claims, kind or date can be read in two ways is a draft.
    """
    readings = list(_readings(document))
    statuses, audiences = map(status_of, readings), map(audience_of, readings)
    status = max(statuses, key=_COUNTS_LESS.index)
    if status is Status.SUBMITTED and any(document.is_doubled(name) for name in _CLAIMS):
        status = Status.DRAFT
    return status, max(audiences, key=_SHOWS_LESS.index)


def _readings(document: Document) -> Iterator[Mapping[str, Tree]]:
    """Give the front matter as it is, and with each other value of each key that stands twice."""
    fields = document.data if isinstance(document.data, dict) else {}
    yield fields
    for trail, values in document.doubles.items():
        if len(trail) == 1:
            yield from ({**fields, str(trail[0]): value} for value in values)


def status_of(fields: Mapping[str, Tree]) -> Status:
    """Return the status of an item.

    A word that is none keeps the item a draft, so that it cannot count; so does a field by
    which another system would hold it back.
    """
    others = _not_ours(fields)
    slips = [fields[name] for name in others if nearest(name, ("status",))]
    written = [*slips, fields["status"]] if "status" in fields else slips
    statuses = [_STATUS.get(str(value), Status.DRAFT) for value in written]
    if any(_holds_back(name, fields[name]) for name in others):
        statuses.append(Status.DRAFT)
    return max(statuses, key=_COUNTS_LESS.index, default=Status.SUBMITTED)


def audience_of(fields: Mapping[str, Tree]) -> Audience:
    """Return the audience of an item; a slip in its name or its word keeps it from everyone.

    So does a field by which another system would keep it from readers.
    """
    for name in _not_ours(fields):
        hides = _plain(name) in _ABOUT_READERS and _holds_back(name, fields[name])
        if hides or nearest(name, ("audience",)):
            return Audience.WITHHELD
    if "audience" not in fields:
        return Audience.ASSESSOR
    return _AUDIENCE.get(str(fields["audience"]), Audience.WITHHELD)


def _not_ours(fields: Mapping[str, Tree]) -> list[str]:
    """Return the fields that are neither of the schema nor of the user's own."""
    ours = schema("evidence")["properties"]
    if fields.keys() <= ours.keys():
        return []
    return [name for name in fields if name not in ours and not name.startswith("x-")]


def held_back_by(name: str, fields: Mapping[str, Tree], place: Place) -> Finding | None:
    """Return what is to be said of a field by which another system holds a page back.

    Args:
        name: Of the field; `None` comes back where it is no such field.
        fields: The front matter.
        place: Of the field.
    """
    if name not in _not_ours(fields) or not _holds_back(name, fields[name]):
        return None
    is_draft = fields.get("status") == Status.DRAFT.value
    hides = _plain(name) in _ABOUT_READERS
    withheld = fields.get("audience") == Audience.WITHHELD.value
    return file_rules.held_back(place, name, is_draft=is_draft, hides=hides, withheld=withheld)


def _holds_back(name: str, value: Tree) -> bool:
    """Tell whether another system would hold a page back by a field.

    A field without a value holds back as well: what is not said is not public.
    """
    known, said = _plain(name), str("" if value is None else value).strip().lower()
    return (
        (known in _HOLDS_BACK and said not in _NO)
        or (known in _LETS_OUT and (not said or said in _NO))
        or (known == "visibility" and said not in _FOR_ALL)
    )


def _plain(name: str) -> str:
    """Return a field's name as it is compared: `dg-publish`, `dg_publish` and `DgPublish` agree."""
    return name.lower().replace("-", "").replace("_", "")
