"""How far an item is, and who may read it, also where another system's fields say so."""

from collections.abc import Iterator, Mapping

from crossfolio.core.evidence import Audience, Json, Status
from crossfolio.core.findings import Finding
from crossfolio.core.ids import nearest
from crossfolio.core.place import Place
from crossfolio.core.rules import file_rules
from crossfolio.loaders.schema.check import schema

_STATUS = {it.value: it for it in Status}
_AUDIENCE = {it.value: it for it in Audience}
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


def status_of(fields: Mapping[str, Json]) -> Status:
    """Return the status of an item.

    A word that is none keeps the item a draft, so that it cannot count; so does a field by
    which another system would hold it back.
    """
    value = fields.get("status")
    status = Status.SUBMITTED if value is None else _STATUS.get(str(value), Status.DRAFT)
    held_back = status is Status.SUBMITTED and any(_holding_back(fields))
    return Status.DRAFT if held_back else status


def audience_of(fields: Mapping[str, Json]) -> Audience:
    """Return the audience of an item; a slip in its name or its word keeps it from everyone.

    So does a field by which another system would keep it from readers.
    """
    if any(_plain(it) in _ABOUT_READERS for it in _holding_back(fields)):
        return Audience.WITHHELD
    if "audience" not in fields:
        known = schema("evidence")["properties"]
        unknown = [it for it in fields if it not in known and not it.startswith("x-")]
        slip = any(nearest(it, ("audience",)) for it in unknown)
        return Audience.WITHHELD if slip else Audience.ASSESSOR
    return _AUDIENCE.get(str(fields["audience"]), Audience.WITHHELD)


def held_back_by(name: str, fields: Mapping[str, Json], place: Place) -> Finding | None:
    """Return what is to be said of a field by which another system holds a page back.

    Args:
        name: Of the field; `None` comes back where it is no such field.
        fields: The front matter.
        place: Of the field.
    """
    if name not in fields or not any(_holding_back({name: fields[name]})):
        return None
    is_draft = fields.get("status") == Status.DRAFT.value
    hides = _plain(name) in _ABOUT_READERS
    withheld = fields.get("audience") == Audience.WITHHELD.value
    return file_rules.held_back(place, name, is_draft=is_draft, hides=hides, withheld=withheld)


def _holding_back(fields: Mapping[str, Json]) -> Iterator[str]:
    """Give the fields by which another system would hold a page back.

    A field without a value holds back as well: what is not said is not public.

    Args:
        fields: The front matter.
    """
    ours = schema("evidence")["properties"]
    for name, value in fields.items():
        if name in ours:
            continue
        known, said = _plain(name), str("" if value is None else value).strip().lower()
        if (
            (known in _HOLDS_BACK and said not in _NO)
            or (known in _LETS_OUT and (not said or said in _NO))
            or (known == "visibility" and said not in _FOR_ALL)
        ):
            yield name


def _plain(name: str) -> str:
    """Return a field's name as it is compared: `dg-publish`, `dg_publish` and `DgPublish` agree."""
    return name.lower().replace("-", "").replace("_", "")
