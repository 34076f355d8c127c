"""Pages to print: the tracking sheet of a unit, and all of them as one document.

They stand outside the theme, so that what is printed is the same under every theme, and
are made of plain strings, since they hold a row for every claim of the portfolio.
"""

from collections.abc import Iterable, Iterator
from html import escape

from crossfolio.core.check import Checked
from crossfolio.core.claims import ClaimState
from crossfolio.core.coverage import count
from crossfolio.core.framework import Criterion, Unit
from crossfolio.core.grades import grade_words
from crossfolio.core.portfolio import Portfolio
from crossfolio.core.record.claim_standing import ClaimStanding
from crossfolio.reports.site.addresses import OVERVIEW, Link, unit_page
from crossfolio.reports.site.criteria import CriterionView, claims_on, criterion_view
from crossfolio.reports.site.environment import Folders, fill
from crossfolio.reports.site.items import ItemView, Shown, claims_of, item_view
from crossfolio.reports.site.matrix import by_outcome
from crossfolio.reports.site.overview_view import shown_grades
from crossfolio.reports.site.visibility import seen_cover, seen_covers, shows_people
from crossfolio.reports.site.words import CLAIMS, STANDINGS, bars, source_note

_SHEET = ("Criterion", "Method", "Evidence details", "Reference", "Date")
_DECIDED = ("Decision", "Assessor: initials, date")
_SIGNERS = ("Learner", "Assessor", "Internal quality assurer, if sampled")
_INDEX = ("Reference", "Title", "Method", "Date", "Status", "Criteria")


def unit_form(unit_id: str, checked: Checked, to: Link) -> str:
    """Return the tracking sheet of a unit, as a section of a page to print."""
    unit, decided = checked.portfolio.framework.units[unit_id], shows_people(checked.settings)
    heads = (*_SHEET, *(_DECIDED if decided else ()))
    title = f"{unit.id}: {unit.title}"
    parts = [
        f'<section class="sheet" aria-labelledby="{escape(unit.id)}">',
        f'<h2 id="{escape(unit.id)}">{escape(title)}</h2>',
        _facts(_unit_facts(unit, checked)),
        '<table class="tracking">',
        f"<caption>Which evidence is claimed for which criterion of {escape(unit.id)}</caption>",
        _head(heads, f"{title}{_learner(checked)}"),
    ]
    for _, outcome, criteria in by_outcome(unit):
        parts += _outcome(outcome, len(heads))
        parts += (_criterion(it, checked, to, decided=decided) for it in criteria)
    parts += [
        "</table>",
        *(_signatures(title + _learner(checked)) if decided else ()),
        "</section>",
    ]
    return "\n".join(parts)


def unit_print(unit_id: str, form: str, to: Link, style: str, *, folders: Folders = ()) -> str:
    """Return the page with the tracking sheet of a unit."""
    title = f"{unit_id}: tracking sheet"
    back = to(unit_page(unit_id))
    return fill("print", folders, title=title, back=back, style=style, front="", sections=[form])


def bundle(
    forms: Iterable[str], checked: Checked, to: Link, style: str, *, folders: Folders = ()
) -> str:
    """Return the whole portfolio to print: a front page, the sheets, and the evidence."""
    return fill(
        "print",
        folders,
        title="Portfolio",
        back=to(OVERVIEW),
        style=style,
        front=_front(checked),
        sections=[*forms, _index(checked, to)],
    )


def _front(checked: Checked) -> str:
    portfolio, covers = checked.portfolio, seen_covers(checked)
    decided = shows_people(checked.settings)
    rows = []
    for unit_id in portfolio.taken:
        own = count(it for it in covers if it.criterion.unit == unit_id)
        shares = [bar.text for bar in bars(own, accepted=decided)]
        unit = portfolio.framework.units[unit_id]
        rows.append(_row((unit.id, unit.title, portfolio.taken[unit_id], *shares), scope="row"))
    shares = [bar.text for bar in bars(count(covers), accepted=decided)]
    rows.append(_row(("All", "", "", *shares), scope="row"))
    heads = ("Unit", "Title", "Progress", "Covered", *(("Accepted",) if decided else ()))
    titles = "; ".join(it.title for it in portfolio.qualifications)
    facts = [*_learner_facts(portfolio, decided=decided), ("Qualification", titles)]
    facts += [("Edition", checked.settings.edition.value)]
    return (
        f'{_facts(facts)}\n<table class="units"><caption>Units</caption>\n{_head(heads)}\n'
        f"<tbody>\n{''.join(rows)}</tbody></table>"
    )


def _index(checked: Checked, to: Link) -> str:
    rows = []
    for item in checked.portfolio.evidence:
        view = item_view(item, checked, to)
        criteria = dict.fromkeys(it.criterion.id for it in claims_of(item, checked) if it.criterion)
        link = f'<a href="{escape(view.href)}">{escape(view.id)}</a>'
        cells = (_method(view), view.when, view.status.word, " ".join(criteria))
        rest = "".join(f"<td>{escape(it)}</td>" for it in (view.title or "not shown", *cells))
        rows.append(f'<tr><th scope="row">{link}</th>{rest}</tr>\n')
    number = "1 item" if len(rows) == 1 else f"{len(rows)} items"
    return (
        '<section class="sheet" aria-labelledby="evidence"><h2 id="evidence">Evidence</h2>\n'
        f'<table class="index"><caption>{number}, in the order of IDs</caption>\n'
        f"{_head(_INDEX, f'Evidence{_learner(checked)}')}\n"
        f"<tbody>\n{''.join(rows)}</tbody></table></section>"
    )


def _unit_facts(unit: Unit, checked: Checked) -> list[tuple[str, str]]:
    portfolio, decided = checked.portfolio, shows_people(checked.settings)
    asked = (checked.coverage.criteria.get(it.id) for it in unit.criteria)
    own = count(seen_cover(it, checked.settings) for it in asked if it)
    within = "; ".join(it.title for it in portfolio.qualifications if unit.id in it.units)
    taken = portfolio.taken.get(unit.id)
    return [
        *_learner_facts(portfolio, decided=decided),
        ("Qualification", within),
        ("Unit reference", unit.reference or unit.official_ref),
        ("Version", unit.version),
        ("Progress", taken.value.replace("-", " ") if taken else "not taken"),
        *((bar.label, bar.text) for bar in bars(own, accepted=decided)),
        ("Levels", grade_words(shown_grades(checked).get(unit.id))),
        ("Source", source_note(unit.source)),
    ]


def _learner_facts(portfolio: Portfolio, *, decided: bool) -> list[tuple[str, str]]:
    enrolment = portfolio.enrolment
    return [("Learner", enrolment.learner)] if enrolment and decided else []


def _learner(checked: Checked) -> str:
    """Return what names the learner at the top of every printed page, if anything may."""
    facts = _learner_facts(checked.portfolio, decided=shows_people(checked.settings))
    return "".join(f" \N{MIDDLE DOT} learner {name}" for _, name in facts if name)


def _outcome(title: str, columns: int) -> Iterator[str]:
    yield (
        f'<tbody class="outcome"><tr><th scope="rowgroup" colspan="{columns}">'
        f"{escape(title)}</th></tr></tbody>"
    )


def _criterion(criterion: Criterion, checked: Checked, to: Link, *, decided: bool) -> str:
    view = criterion_view(criterion, claims_on(criterion, checked, to), checked, to)
    rows = max(1, len(view.shown))
    first = (
        f'<th scope="rowgroup" rowspan="{rows}"><b>{escape(view.id)}</b> {escape(view.text)}'
        f"{_more(view)}<small>{escape(_standing(view))}</small></th>"
    )
    cells = [_evidence(it) for it in view.shown] or ['<td colspan="4">No evidence claims it.</td>']
    if decided:
        said = [escape(_decision(it, view)) for it in view.shown] or [""]
        cells = [f"{cell}<td>{words}</td>" for cell, words in zip(cells, said, strict=True)]
    last = f'<td rowspan="{rows}"></td>' if decided else ""
    lines = [f"<tr>{first}{cells[0]}{last}</tr>", *(f"<tr>{it}</tr>" for it in cells[1:])]
    return "<tbody>" + "\n".join(lines) + "</tbody>"


def _more(view: CriterionView) -> str:
    """Say what a criterion is in its standard, and how its parts stand; most say nothing."""
    facts = [f"{'; '.join(view.facts)}."] if view.facts else []
    facts += [f"{it.tag} {it.text}: {it.state.word.lower()}." for it in view.parts]
    return "".join(f"<small>{escape(fact)}</small>" for fact in facts)


def _standing(view: CriterionView) -> str:
    lacks = f"; missing: {'; '.join(view.missing)}" if view.missing else ""
    scope = "" if view.scope == "Required" else f" {view.scope}."
    doubts = f"; not accepted: {'; '.join(view.reasons)}" if view.reasons else ""
    return f"{view.state.shape} {view.state.word}{lacks}{doubts}.{scope}"


def _evidence(it: Shown) -> str:
    details = it.item.title or "not shown here"
    where = "; ".join(spot.label for spot in it.spots)
    note = "" if it.counts else f"; {it.claim.meaning}"
    text = escape(details) + (f", at: {escape(where)}" if where else "") + escape(note)
    link = f'<a href="{escape(it.href)}">{escape(it.item.id)}</a>'
    return (
        f"<td>{escape(_method(it.item))}</td><td>{text}</td><td>{link}</td>"
        f"<td>{escape(it.item.when)}</td>"
    )


def _method(it: ItemView) -> str:
    return f"{it.kind} ({it.code})"


def _decision(one: Shown, view: CriterionView) -> str:
    """Say what became of one claim, and never more of it than was judged."""
    it = view.decision
    if it is None or not one.counts or one.claim is CLAIMS[ClaimState.OK]:
        return ""
    if one.claim is STANDINGS[ClaimStanding.NEW]:
        return f"Not judged: new since the decision of {it.date} ({it.id})"
    by = ", claimed by the assessor" if one.mapped else ""
    judged = f"{it.verdict.capitalize()}, {it.date}, {it.assessor} ({it.id}){by}"
    changed = one.claim is STANDINGS[ClaimStanding.CHANGED]
    return f"Changed since it was judged: {judged}" if changed else judged


def _signatures(title: str) -> Iterator[str]:
    """Give the lines that people sign by hand; what stands there is theirs to say."""
    yield (
        '<table class="signatures"><caption>For signature: the assessor has judged the evidence '
        "for validity, authenticity, currency, reliability and sufficiency</caption>"
    )
    yield _head(("Role", "Name", "Signature", "Date"), title)
    rows = (_row((who, "", "", ""), scope="row") for who in _SIGNERS)
    yield f"<tbody>{''.join(rows)}</tbody></table>"


def _facts(facts: Iterable[tuple[str, str]]) -> str:
    said = "".join(
        f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>"
        for name, value in facts
        if value
    )
    return f"<dl>{said}</dl>"


def _head(heads: Iterable[str], running: str = "") -> str:
    """Return the columns of a table and its head, which is printed anew on each page."""
    named = list(heads)
    columns, over = f"<colgroup>{'<col>' * len(named)}</colgroup>", ""
    if running:
        over = f'<tr class="running"><td colspan="{len(named)}">{escape(running)}</td></tr>'
    cells = "".join(f'<th scope="col">{escape(it)}</th>' for it in named)
    return f"{columns}<thead>{over}<tr>{cells}</tr></thead>"


def _row(cells: Iterable[str], scope: str) -> str:
    first, *others = (escape(it) for it in cells)
    rest = "".join(f"<td>{it}</td>" for it in others)
    return f'<tr><th scope="{scope}">{first}</th>{rest}</tr>\n'
