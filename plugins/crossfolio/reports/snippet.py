"""A snippet to copy: the front matter of an item that would close a gap."""

from crossfolio.core.check import Checked
from crossfolio.core.coverage import Cover
from crossfolio.core.framework import Criterion, Need
from crossfolio.reports.site.visibility import shows_people

_BY_KIND = {
    "observation": ("assessor", "A1"),
    "professional-discussion": ("assessor", "A1"),
    "questioning": ("assessor", "A1"),
    "witness-testimony": ("witness", "W1"),
    "expert-witness-testimony": ("witness", "W1"),
}
"""Who must be named for a kind of evidence, and a stand-in for the ID."""

_NEEDED = {
    Need.METRICS: (
        "metrics:",
        "  - {name: what is measured, before: 0, before_date: YYYY-MM-DD,",
        "     after: 0, after_date: YYYY-MM-DD}",
    ),
    Need.OBJECTIVES: (
        "objectives:",
        "  - {text: what is to be reached, measure: how it is measured,",
        "     target: the value to reach, due: YYYY-MM-DD}",
    ),
    Need.STANDARDS: ("standards:", "  - the name of the standard"),
    Need.FEEDBACK_SOURCES: ("feedback_sources:", "  - who gave the feedback"),
    Need.QUALITY_METRICS: (
        "metrics:",
        "  - {name: what is measured, kind: quality, before: 0, before_date: YYYY-MM-DD,",
        "     after: 0, after_date: YYYY-MM-DD}",
    ),
    Need.AGREED_OBJECTIVES: (
        "objectives:",
        "  - {text: what is to be reached, agreed_with: W1}",
    ),
    Need.REVIEW_DATE: ("review_on: YYYY-MM-DD",),
    Need.OUTCOME: ("outcome: what changed as a result",),
}


def new_item(cover: Cover, free: str, checked: Checked) -> str:
    """Return the front matter of an item that would close a gap, ready to be filled in."""
    criterion = cover.criterion
    kind = _kind(cover, checked)
    lines = ["---", f"id: {free}", "title: What it is, in one line", f"kind: {kind}"]
    lines += ["date: YYYY-MM-DD", "criteria:", f"  - {criterion.id}"]
    if kind in _BY_KIND:
        role, stand_in = _BY_KIND[kind]
        lines.append(f"{role}: {_only(role, checked) or stand_in}")
    brought = {need for item in cover.items for need in item.brings}
    for need in criterion.requires.needs:
        if need not in brought:
            lines += _NEEDED[need]
    return "\n".join((*lines, "---"))


def _kind(cover: Cover, checked: Checked) -> str:
    """Suggest a kind: one that is missing, else one that fits, else a product of work."""
    requires, have = cover.criterion.requires, {item.kind for item in cover.items}
    known = checked.portfolio.kinds
    wanted = [kind for kind in requires.all_kinds if kind not in have]
    if requires.min_kinds > max(1, len(have)):
        wanted += [kind for kind in requires.any_kind or known if kind not in have]
    wanted += [*requires.any_kind, "product", *known]
    return next((kind for kind in wanted if _allowed(kind, cover.criterion, checked)), wanted[0])


def _allowed(kind: str, criterion: Criterion, checked: Checked) -> bool:
    return not any(
        criterion.unit in it.units and it.forbids(kind) for it in checked.portfolio.qualifications
    )


def _only(role: str, checked: Checked) -> str:
    """Return the ID of the person with a role where there is but one, and it may be shown."""
    people = checked.portfolio.people if shows_people(checked.settings) else None
    fitting = [it.id for it in (people or {}).values() if role in it.roles]
    return fitting[0] if len(fitting) == 1 else ""


def free_id(checked: Checked) -> str:
    """Return the number after the highest that an item has: `E26` after `E25`."""
    keys = [it.key for it in checked.portfolio.evidence]
    numbers = [int(key[1:]) for key in keys if key[:1] == "E" and key[1:].isdecimal()]
    return f"E{max(numbers, default=0) + 1:02d}"
