"""The fields that editions show of each value of a portfolio; what is not listed is hidden."""

from crossfolio.core.allowed import Listed
from crossfolio.core.evidence import (
    Attachment,
    Claim,
    Heading,
    Image,
    Mark,
    PageLink,
    RangeValue,
)
from crossfolio.core.findings import Edit, Finding, Related
from crossfolio.core.lacks import (
    LackByDecision,
    LackOfEntry,
    LackOfItems,
    LackOfKind,
    LackOfNeed,
    LackOfParts,
    LackOfRange,
    LackOfVariety,
    LackUnknown,
)
from crossfolio.core.place import Place
from crossfolio.core.record.fingerprint import Fingerprint
from crossfolio.core.record.objections import Objection
from crossfolio.core.record.order import Contest, DecidedJudgement, Gap, Order, WrongOrder
from crossfolio.core.record.standing import Change, Standing
from crossfolio.core.record.values import (
    Action,
    Decision,
    Judged,
    Judgement,
    Parts,
    Person,
    Reference,
    Sample,
    Unreadable,
)
from crossfolio.core.sampling.values import Lot, Plan, Planned, Policy
from crossfolio.core.suppressions import Suppression

OF_ITEM = (
    *("id", "title", "path", "place", "kind", "first_day", "last_day", "status", "audience"),
    *("claims", "brings", "places", "body", "marks", "headings", "attachments", "images"),
    *("links", "anchors", "body_line", "unshown"),
)
"""Of an item that an edition shows in full, besides its front matter and the pages that it links
to; the sentences by which copies are known are nobody's to see."""

PUBLIC_FIELDS = (
    "ai_use",
    "context",
    "duration",
    "feedback_sources",
    "language",
    "medium",
    "metrics",
    "objectives",
    "origin",
    "outcome",
    "phase",
    "review_on",
    "standards",
)
"""The front matter of a public item that everyone may see; it names no person and no place."""

STUB_FIELDS = ("location",)
"""The front matter of a stub that those may see who see people: where the item is kept."""

OF_PARTS: Listed = {
    Place: ("path", "line", "column", "end_line", "end_column"),
    RangeValue: ("range", "value", "place", "range_place"),
    Claim: ("tag", "place", "at", "at_place", "note", "revision", "range"),
    Mark: ("criterion", "start", "end", "heading"),
    Heading: ("text", "anchor", "level", "line"),
    Attachment: ("written", "path", "place", "linked"),
    Image: ("alt", "path", "place"),
    PageLink: ("written", "path", "anchor", "place"),
}
"""Of the parts of an item that is shown in full."""

OF_LACKS: Listed = {
    LackOfItems: ("number", "kinds", "is_more"),
    LackOfKind: ("kind",),
    LackOfVariety: ("number", "there"),
    LackOfNeed: ("need",),
    LackOfParts: ("shown", "wanted", "open", "is_every"),
    LackOfRange: ("range", "shown", "wanted", "open", "kinds", "is_by_day"),
    LackByDecision: ("verdict", "decision", "date"),
    LackUnknown: (),
    LackOfEntry: (),
}
"""Of what is still to be brought for a criterion."""

OF_RECORD: Listed = {
    **OF_PARTS,
    **OF_LACKS,
    Person: ("id", "display_name", "roles", "relationship", "is_unread"),
    Parts: ("fields", "body", "attachments"),
    Fingerprint: ("value", "parts"),
    Judged: ("evidence", "fingerprint", "place", "parts", "fingerprint_place"),
    Judgement: (
        *("criterion", "verdict", "place", "feedback", "revision", "on", "claims", "wording"),
        *("mapped", "level", "level_place"),
    ),
    Reference: ("name", "place"),
    Decision: (
        *("id", "assessor", "date", "place", "evidence", "judgements", "feedback", "supersedes"),
        *("after", "countersigned_by", "method", "digest", "places", "digest_as_lf"),
    ),
    Unreadable: ("place", "names", "made_on", "id", "digest", "is_sample"),
    Action: ("text", "due", "place", "closed_on"),
    Sample: (
        *("id", "quality_assurer", "date", "place", "decisions", "outcome", "stage", "feedback"),
        *("actions", "reason", "plan", "plan_place", "places"),
    ),
    Policy: (
        *("place", "risk", "share", "always", "cover", "within_months", "stages", "risk_places"),
    ),
    Lot: ("assessor", "share", "number", "ids", "place", "risk"),
    Planned: ("name", "reason", "place", "rules"),
    Plan: (
        *("id", "quality_assurer", "date", "stage", "seed", "population", "place", "lots"),
        *("decisions", "period", "after", "left_to_others", "digest"),
    ),
    DecidedJudgement: ("decision", "judgement"),
    WrongOrder: ("decision", "reference", "other", "why"),
    Contest: ("criterion", "made"),
    Gap: ("criterion", "later", "earlier"),
    Order: ("holding", "ended", "wrong", "contests", "gaps"),
    Change: ("kind", "item", "part"),
    Standing: ("decision", "judgement", "changes"),
    Objection: ("kind", "place", "item", "lacking", "id"),
}
"""Of people, decisions and samples; for editions that show people alone."""

OF_CLAIM_RECORD = ("standing", "decision", "verdict", "mapped")
"""Of what became of a claim, besides the item."""

OF_FINDINGS: Listed = {
    Place: OF_PARTS[Place],
    Related: ("place", "message"),
    Edit: ("place", "text"),
    Finding: (
        *("code", "place", "message", "help", "related", "edits", "unit", "firm", "feedback"),
    ),
    Suppression: ("place", "line", "names", "reason"),
}
"""Of findings, where an edition shows their own words."""

OF_BARE_FINDING = ("code", "place", "unit", "firm")
"""Of a finding of which an edition shows only what its rule is about."""

OF_DIAGNOSTIC = ("rule", "severity", "pending")
"""Of a finding under its rule, besides the finding."""
