"""COV: what is shown of what is asked."""

from collections.abc import Sequence
from fractions import Fraction
from textwrap import shorten

from crossfolio.core.coverage import Cover
from crossfolio.core.evidence import Evidence, Status
from crossfolio.core.findings import Finding, Fix, Related, Rule, Severity
from crossfolio.core.place import Place
from crossfolio.core.record.words import change_words
from crossfolio.core.rules.judged_rules import made_by
from crossfolio.core.states import State
from crossfolio.core.texts import Text

_LONGEST = 300
"""Characters of what is missing that fit into a message; an assessor's feedback may be long."""


def uncovered_criterion(cover: Cover, expired: str = "") -> Finding:
    """No evidence claims a required criterion.

    ## What to do
    Write an item of evidence that shows it and tag it, or, where your centre does not ask
    it of you, record a waiver in `portfolio.yml`.
    """
    criterion = cover.criterion
    help = Text(
        "add `{criterion}` under `criteria` of the evidence that shows it, or begin a page with "
        "`crossfolio new evidence --for {criterion}`",
        criterion=criterion.id,
    )
    if expired:
        help = Text(
            "its waiver expired on {date}; renew it, or {otherwise}", date=expired, otherwise=help
        )
    return Finding(
        "COV101",
        criterion.place,
        Text(
            "no evidence for `{criterion}` {title}", criterion=criterion.id, title=criterion.title
        ),
        help=help,
        unit=criterion.unit,
    )


def draft_only(cover: Cover) -> Finding:
    """Only drafts claim a required criterion.

    An item that a slip keeps from counting, such as an ID that stands twice or a status that
    is none, is no more than a draft.

    ## What to do
    Finish one of the drafts and remove `status: draft`.
    """
    criterion = cover.criterion
    items = tuple(item.id for item in cover.drafts)
    message = Text(
        "only items that do not count yet claim `{criterion}` {title}: {items}",
        criterion=criterion.id,
        title=criterion.title,
        items=items,
    )
    help = Text("put right what keeps them from counting, or finish a draft")
    if all(_is_called_draft(item) for item in cover.drafts):
        message = Text(
            "only drafts claim `{criterion}` {title}: {items}",
            criterion=criterion.id,
            title=criterion.title,
            items=items,
        )
        help = Text("finish a draft and remove its `status: draft`")
    related = tuple(Related(item.place, _what_it_is(item)) for item in cover.drafts)
    return Finding(
        "COV102", criterion.place, message, help=help, related=related, unit=criterion.unit
    )


def _what_it_is(item: Evidence) -> Text:
    if _is_called_draft(item):
        return Text("draft {item}", item=item.id)
    return Text("{item}, which does not count", item=item.id)


def _is_called_draft(item: Evidence) -> bool:
    """Tell whether an item is a draft because its page says so, not because of a slip."""
    return item.fields.get("status") == Status.DRAFT.value


def partly_covered(cover: Cover) -> Finding:
    """A required criterion has evidence, and something that it asks for is missing.

    Its wording asks for certain kinds, a number of items or a measure; or the assessor
    has looked at the evidence and asked for more.

    ## What to do
    Bring what the message names.
    """
    criterion = cover.criterion
    standing = cover.standing if cover.standing and cover.standing.asks_more else None
    return Finding(
        "COV103",
        criterion.place,
        Text(
            "`{criterion}` {title} is only partly covered; missing: {lacks:; }",
            criterion=criterion.id,
            title=criterion.title,
            lacks=_fitting(cover.missing),
        ),
        help=Text("bring what is missing; the decision's feedback says more")
        if standing
        else Text("bring what is missing; evidence that is there already may only lack its tag"),
        related=tuple(
            Related(item.place, Text("claimed by {item}", item=item.id)) for item in cover.items
        ),
        unit=criterion.unit,
        feedback=standing.feedback if standing else "",
    )


def _fitting(missing: Sequence[str]) -> tuple[str, ...]:
    """Return what is missing as far as it fits into a message."""
    whole = "; ".join(missing)
    fitting = shorten(whole, _LONGEST, placeholder=" …")
    return tuple(missing) if fitting == whole else (fitting,)


def stale_coverage(cover: Cover) -> Finding:
    """What an assessor judged, or the criterion's wording, has changed since.

    The decision was made on another version, so it no longer says that the criterion is met.

    The evidence is still there, so the criterion counts as covered.

    ## What to do
    Ask the assessor to look again, or take the change back. Where the criterion was reworded
    and means the same, list the old wording's hash under `editorial` in its unit file.
    """
    criterion = cover.criterion
    standing = cover.standing
    changes = change_words(standing.changes) if standing else ()
    help = Text("{changes:; }; ask the assessor to look again", changes=tuple(changes))
    if standing and standing.reworded:
        help = Text(
            "{changes:; }; ask the assessor to look again, or say under `editorial` that the "
            "wording means the same",
            changes=tuple(changes),
        )
    return Finding(
        "COV104",
        criterion.place,
        Text(
            "`{criterion}` {title} has changed since {decision}",
            criterion=criterion.id,
            title=criterion.title,
            decision=made_by(standing),
        ),
        help=help,
        related=(Related(standing.judgement.place, Text("the decision")),) if standing else (),
        unit=criterion.unit,
    )


def nothing_to_measure(place: Place, why: Text, help: Text) -> Finding:
    """There is no required criterion, so no coverage can be stated.

    Nothing to measure is a failure: an empty criteria folder must not look complete.

    ## What to do
    Put a unit file into the criteria folder, and take the unit in `portfolio.yml`.
    """
    return Finding("COV105", place, why, help=help)


def gate_untaken(place: Place, option: str, unit: Text) -> Finding:
    """Say that a gate is about a unit that is defined, and that the portfolio does not take."""
    why = Text(
        "`{option}` names {unit}, which the portfolio does not take", option=option, unit=unit
    )
    help = Text(
        "take it under `units` in portfolio.yml, or leave it out of `{option}`", option=option
    )
    return nothing_to_measure(place, why, help)


def below_threshold(
    place: Place, covered: int, required: int, least: Fraction, what: Text
) -> Finding:
    """Coverage over the submitted units is below `min_coverage`.

    The exact fraction is compared, not the rounded percentage.
    """
    return Finding(
        "COV106",
        place,
        Text(
            "{covered} of {required} {counted} are covered, less than {limit} %",
            covered=covered,
            required=required,
            counted=what,
            limit=_number(least),
        ),
        help=Text("cover the criteria that are named above, or lower `min_coverage`"),
    )


def regression(place: Place, what: Text, unit: str = "") -> Finding:
    """Something that counted in the baseline counts no longer, or counts for less.

    The baseline is the report of an earlier check, given with `--baseline`. A required
    criterion that was covered or accepted has to stay so, and the exact share that is
    covered over the submitted units may not fall.

    ## What to do
    Bring back what was there. Where the change is meant, make a new baseline.
    """
    help = Text("bring back what was there; where the change is meant, make a new baseline")
    return Finding("COV107", place, what, help=help, unit=unit)


def uncovered_outcome(place: Place, outcome: str, unit: str) -> Finding:
    """No criterion of an outcome is covered.

    ## What to do
    Start with the criteria of this outcome: none of what it is about is shown yet.
    """
    return Finding(
        "COV108",
        place,
        Text("no criterion of outcome `{outcome}` is covered yet", outcome=outcome),
        help=Text("bring evidence for a criterion that has this outcome under `outcomes`"),
        unit=unit,
    )


def single_source(cover: Cover) -> Finding:
    """A criterion rests on a single item of evidence.

    One good item can be enough. Where it is set aside, the criterion is uncovered.

    ## What to do
    Think about a second item of another kind, such as a witness testimony.
    """
    criterion, item = cover.criterion, cover.items[0]
    return Finding(
        "COV109",
        criterion.place,
        Text(
            "`{criterion}` {title} rests on {item} alone",
            criterion=criterion.id,
            title=criterion.title,
            item=item.id,
        ),
        help=Text("one good item can be enough; a second one of another kind makes it safer"),
        related=(Related(item.place, Text("claimed by {item}", item=item.id)),),
        unit=criterion.unit,
    )


def crowded_evidence(place: Place, id: str, count: int, most: int) -> Finding:
    """One item claims very many criteria.

    A real piece of work can show much. An assessor will still want to see each of them in
    it, and may think that tags were spread freely.

    ## What to do
    Keep the tags of what the item clearly shows, and mark each place.
    """
    return Finding(
        "COV110",
        place,
        Text("{item} claims {count} criteria, more than {limit}", item=id, count=count, limit=most),
        help=Text("keep the tags of what it clearly shows, and mark each place"),
    )


def below_accepted(
    place: Place, accepted: int, required: int, least: Fraction, what: Text
) -> Finding:
    """Less is accepted over the submitted units than `min_accepted` asks for.

    The gate for certification: it looks at what assessors have decided, where `min_coverage`
    looks at what evidence shows. The exact fraction is compared, not the rounded percentage.

    ## What to do
    See what waits for an assessor, or lower `min_accepted`.
    """
    return Finding(
        "COV115",
        place,
        Text(
            "{accepted} of {required} {counted} are accepted, less than {limit} %",
            accepted=accepted,
            required=required,
            counted=what,
            limit=_number(least),
        ),
        help=Text("see what waits for an assessor, or lower `min_accepted`"),
    )


def nothing_submitted(place: Place, option: str) -> Finding:
    """A gate is set, and no unit is submitted.

    A gate looks at submitted units alone, so it lets this portfolio pass.

    ## What to do
    Mark a unit `submitted` in `portfolio.yml` when it is complete.
    """
    return Finding(
        "COV116",
        place,
        Text("no unit is submitted, so `{setting}` has nothing to look at", setting=option),
        help=Text("mark a unit `submitted` in portfolio.yml when it is complete"),
    )


def _number(value: Fraction) -> str:
    return f"{float(value):g}"


_ERROR, _WARNING, _INFO = Severity.ERROR, Severity.WARNING, Severity.INFO
RULES = (
    Rule(
        "COV101",
        "uncovered-criterion",
        _ERROR,
        uncovered_criterion,
        gap=State.UNCOVERED,
        fix=Fix.NEW_ITEM,
    ),
    Rule("COV102", "draft-only", _ERROR, draft_only, gap=State.DRAFT, fix=Fix.NEW_ITEM),
    Rule(
        "COV103",
        "partly-covered",
        _ERROR,
        partly_covered,
        tells_decision=True,
        gap=State.PARTIAL,
        fix=Fix.NEW_ITEM,
    ),
    Rule(
        "COV104",
        "stale-coverage",
        _WARNING,
        stale_coverage,
        tells_decision=True,
        gap=State.STALE,
        fix=Fix.SAME_MEANING,
    ),
    Rule("COV105", "nothing-to-measure", _ERROR, nothing_to_measure),
    Rule("COV106", "below-threshold", _ERROR, below_threshold, is_gate=True),
    Rule("COV107", "regression", _ERROR, regression, tells_decision=True, needs_baseline=True),
    Rule("COV108", "uncovered-outcome", _INFO, uncovered_outcome, tells_decision=True),
    Rule("COV109", "single-source", _INFO, single_source, tells_decision=True),
    Rule("COV110", "crowded-evidence", _INFO, crowded_evidence),
    Rule("COV115", "below-accepted", _ERROR, below_accepted, tells_decision=True),
    Rule("COV116", "nothing-submitted", _INFO, nothing_submitted),
)
