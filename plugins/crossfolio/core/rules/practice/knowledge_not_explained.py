"""KND108 knowledge-not-explained."""

from collections.abc import Iterator

from crossfolio.core.coverage import Cover
from crossfolio.core.findings import Finding, Rule, Severity
from crossfolio.core.kinds import kind_of
from crossfolio.core.rules.practice.related import claimed_by
from crossfolio.core.texts import Text


def find(cover: Cover) -> Finding:
    """A criterion that asks for knowledge rests on evidence of what was done alone.

    What you did can let others guess what you know. A discussion, answers to questions, a
    reflective account or a case study say it.

    ## Origin
    POE, guidance 3 (knowledge requirements); practice: knowledge is assessed by discussion,
    questioning or writing.

    ## What to do
    Add a professional discussion, questioning, a reflective account or a case study.
    """
    criterion = cover.criterion
    return Finding(
        "KND108",
        criterion.place,
        Text(
            "`{criterion}` {title} asks for knowledge and rests on evidence of what was done alone",
            criterion=criterion.id,
            title=criterion.title,
        ),
        help=Text(
            "add a professional discussion, questioning, a reflective account or a case study"
        ),
        related=claimed_by(cover),
        unit=criterion.unit,
    )


def look_on(cover: Cover) -> Iterator[Finding]:
    """Look at a criterion that asks for knowledge and has evidence."""
    asked = cover.is_shown and cover.criterion.kind == "knowledge"
    if asked and not any(kind_of(item.kind).explains for item in cover.items):
        yield find(cover)


RULE = Rule("KND108", "knowledge-not-explained", Severity.WARNING, find, look_on=look_on)
