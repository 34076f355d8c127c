"""A page of evidence: front matter, claims, marks and attachments."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from crossfolio.core.dialect import Dialect
from crossfolio.core.evidence import Attachment, Evidence, Image, Json
from crossfolio.core.findings import Finding
from crossfolio.core.ids import is_name
from crossfolio.core.phrases import known_again
from crossfolio.core.place import Place
from crossfolio.core.rules import BY_CODE, link_rules, reading_rules, source_rules
from crossfolio.core.texts import Text
from crossfolio.loaders.brought import CLAIMING, COUNTED, brings
from crossfolio.loaders.claim_fields import claims
from crossfolio.loaders.front_matter import EXAMPLE, Page, second_front_matter, split
from crossfolio.loaders.limits import BODY_BYTES, FRONT_MATTER
from crossfolio.loaders.losses import lossy, page_names, raw_text
from crossfolio.loaders.markdown.body import scan
from crossfolio.loaders.markdown.html_tags import left_out, with_html
from crossfolio.loaders.markdown.link_targets import linked_file, own_anchors, page_links, resolve
from crossfolio.loaders.markdown.scan import Scan
from crossfolio.loaders.readiness import held_back_by, readiness
from crossfolio.loaders.schema.check import Problem, SchemaChecked, checked, complete
from crossfolio.loaders.text import decode
from crossfolio.loaders.values import day, listed, text
from crossfolio.loaders.yaml.file import field_finding
from crossfolio.loaders.yaml.quiet_slips import cut_values
from crossfolio.loaders.yaml.reader import read_yaml
from crossfolio.loaders.yaml.values import Document

_DUE_TO = {
    "assessor": (
        "kind",
        Text(
            "the field `{field}` is missing; evidence of this kind names its assessor",
            field="assessor",
        ),
    ),
    "witness": (
        "kind",
        Text("the field `{field}` is missing; a testimony names its witness", field="witness"),
    ),
    "location": (
        "audience",
        Text(
            "the field `{field}` is missing; it says where the evidence is kept", field="location"
        ),
    ),
}
"""For a field that another one asks for: which one, and why."""


def read_evidence(
    data: bytes, path: str, folder: str, dialect: Dialect
) -> tuple[Evidence | None, list[Finding]]:
    """Read a page of evidence.

    Args:
        data: The file.
        path: The page's path.
        folder: The evidence folder; attachments lie in it.
        dialect: The Markdown that the site renders.

    Returns:
        The item as far as it can be used, and what is wrong with the page. Without
        front matter or an ID there is no item.
    """
    item, found = _read(data, path, folder, dialect)
    if item is None:
        names = page_names(raw_text(data), path)
        return None, lossy(found, "page", lambda _: names, is_whole=True)
    return item, found


def _read(
    data: bytes, path: str, folder: str, dialect: Dialect
) -> tuple[Evidence | None, list[Finding]]:
    decoded = decode(data, path)
    if isinstance(decoded, Finding):
        return None, [decoded]
    found = list(decoded.findings)
    page = split(decoded.text, path)
    if isinstance(page, Finding):
        return None, [*found, page]
    document = read_yaml(page.front_matter, path, FRONT_MATTER, first_line=2)
    if isinstance(document, Finding):
        return None, [*found, document]
    found += document.findings
    second = second_front_matter(page, path)
    found += [second] if second else []
    if not isinstance(document.data, dict):
        why = Text("the front matter holds no `key: value` lines")
        return None, [*found, source_rules.front_matter_missing(Place(path, 1, 1), why, EXAMPLE)]
    if _is_too_large(page.body):
        place, most = Place(path, page.body_line), Text("{kib} KiB", kib=BODY_BYTES // 1024)
        found.append(source_rules.over_limit(place, Text("the body is too large"), most))
        page = Page(page.front_matter, "", page.body_line)
    front = checked(document, "evidence")
    body = with_html(scan(page.body, path, page.body_line, dialect))
    if found or front.problems:
        shown = (mark.criterion for mark in body.marks)
        names = (*page_names(page.front_matter), *shown)
        found = lossy(found, "page", lambda _: names)
        for problem in front.problems:
            if not (_kind(document) and _is_unknown_kind(problem)):
                said = _finding(problem, document)
                costs = _what_it_may_cost(problem, document)
                is_thin = CLAIMING.isdisjoint(costs)
                found += (
                    lossy([said], "page", lambda _: names, is_thin=is_thin) if costs else [said]
                )
    found += [
        link_rules.left_out(tag.place, tag=tag.tag, scheme=tag.scheme, address=tag.address)
        for tag in left_out(body)
    ]
    cut = cut_values(document, page.front_matter, first_line=2)
    found += [reading_rules.cut_value(*value) for value in cut]
    unshown = list(_unshown(body))
    found += unshown
    item = _item(front, document, page, folder, body)
    too_much = [finding for finding in found if BY_CODE[finding.code].is_limit]
    if item and (too_much or unshown):
        item = replace(item, unshown=(*too_much, *unshown)[0].message)
    return item, found


def read_body(data: bytes, path: str) -> tuple[str, int]:
    """Return the body of a page that gave an item, and its first line, and look no further."""
    decoded = decode(data, path)
    page = decoded if isinstance(decoded, Finding) else split(decoded.text, path)
    if isinstance(page, Finding):
        raise TypeError(f"{path} gave no item")
    return "" if _is_too_large(page.body) else page.body, page.body_line


def _is_too_large(body: str) -> bool:
    return len(body) * 4 > BODY_BYTES < len(body.encode())


def _unshown(body: Scan) -> Iterator[Finding]:
    """Find what keeps a body from being rendered."""
    if body.excess:
        excess, place = body.excess
        yield source_rules.over_limit(
            place, excess.what, Text("{limit}; the text is not shown", limit=excess.most)
        )
    if body.include:
        yield source_rules.include_in_evidence(body.include)


def _what_it_may_cost(problem: Problem, document: Document) -> frozenset[str]:
    """Return the fields that coverage goes by and that a problem is about, or may have meant."""
    fields = document.data
    if isinstance(fields, dict) and held_back_by(problem.field, fields, problem.place):
        return frozenset(("status",))
    return COUNTED & {problem.field.partition(".")[0], *problem.near}


def _is_unknown_kind(problem: Problem) -> bool:
    """Tell whether a word is no kind; that is found with the kinds that there are."""
    return problem.field == "kind" and problem.keyword == "pattern"


def _finding(problem: Problem, document: Document) -> Finding:
    if problem.keyword == "additionalProperties" and isinstance(document.data, dict):
        held_back = held_back_by(problem.field, document.data, problem.place)
        if held_back:
            return held_back
    if problem.keyword == "required" and problem.field in _DUE_TO and problem.is_at_top:
        cause, why = _DUE_TO[problem.field]
        place = document.places.get((cause,)) or document.places.get(("medium",))
        return field_finding(problem, place, why)
    return field_finding(problem)


def _item(
    front: SchemaChecked, document: Document, page: Page, folder: str, found: Scan
) -> Evidence | None:
    fields = front.data if isinstance(front.data, dict) else {}
    id = text(fields, "id")
    if not is_name(id):
        return None
    first, last = _days(fields.get("date"))
    single = fields
    if document.doubles:
        single = {key: value for key, value in fields.items() if not document.is_doubled(key)}
    status, audience = readiness(document)
    links = tuple(page_links(found.links, document.path))
    return Evidence(
        id=id,
        title=text(fields, "title") or id,
        path=document.path,
        place=document.place(("id",)),
        kind=_kind(document),
        first_day=first,
        last_day=last,
        status=status,
        audience=audience,
        claims=tuple(claims(fields, document)),
        brings=frozenset(brings(single)),
        fields=complete(fields, "evidence") if front.problems else fields,
        places={key: document.places[key,] for key in fields},
        body=page.body,
        marks=found.marks,
        headings=found.headings,
        attachments=tuple(_attachments(single, document, found, folder)),
        images=tuple(
            Image(shown.alt, linked_file(shown.written, document.path, folder) or "", shown.place)
            for shown in found.pictures
        ),
        linked_pages=tuple(
            dict.fromkeys(
                link.path
                for link in links
                if link.path.startswith(f"{folder}/") and link.path != document.path
            )
        ),
        links=links,
        anchors=own_anchors(page.body),
        body_line=page.body_line,
        sentences=tuple(known_again(page.body)),
    )


def _kind(document: Document) -> str:
    """Return the kind as it is written; whether there is such a kind is asked later."""
    kind = document.data.get("kind") if isinstance(document.data, dict) else None
    return kind if isinstance(kind, str) else ""


def _days(value: Json) -> tuple[date | None, date | None]:
    if isinstance(value, dict):
        return day(value.get("from")), day(value.get("to"))
    one = day(value)
    return one, one


def _attachments(
    fields: dict[str, Json], document: Document, found: Scan, folder: str
) -> Iterator[Attachment]:
    """Give each attached file once: those listed, then those that the body links to."""
    links = [(link, linked_file(link.written, document.path, folder)) for link in found.links]
    linked = {path for _, path in links if path}
    seen = set()
    for number, written in enumerate(listed(fields, "attachments")):
        if isinstance(written, str) and written:
            path = resolve(written, document.path, folder)
            if path not in seen or not path:
                seen.add(path)
                place = document.place(("attachments", number))
                yield Attachment(written, path, place, linked=path in linked)
    for link, file in links:
        if file is not None and (file not in seen or not file):
            seen.add(file)
            yield Attachment(link.written, file, link.place, linked=True)
