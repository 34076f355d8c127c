"""KND134 one-sided-feedback."""

from collections.abc import Iterator

from crossfolio.core.coverage import Cover
from crossfolio.core.findings import Finding, Rule, Severity
from crossfolio.core.guidance import Feedback
from crossfolio.core.phrases import DATA, INFORMAL, is_english, plain
from crossfolio.core.rules.practice.related import claimed_by
from crossfolio.core.texts import Text


def find(cover: Cover, said: Text) -> Finding:
    """Feedback comes from too few sources, or only from one side.

    Figures and what people say correct each other. What a criterion wants is data of the
    unit: `feedback` in its file. Whether a source is data or informal is told by words in
    its name, such as "survey" or "peers", in English only.

    ## Origin
    POE.AC1 (scores, surveys and the team leader); POE, common mistake 1 (taste instead of
    data) and 3 (no informal feedback); DOS, guidance 3.

    ## Example
        feedback_sources: [team leader]

    ## Use instead
        feedback_sources: [team leader, call monitoring scores, peers]
    """
    criterion = cover.criterion
    return Finding(
        "KND134",
        criterion.place,
        Text(
            "the feedback for `{criterion}` {title} is one-sided: {reason}",
            criterion=criterion.id,
            title=criterion.title,
            reason=said,
        ),
        help=Text("name every source under `feedback_sources`, or gather feedback from another"),
        related=claimed_by(cover),
        unit=criterion.unit,
    )


def look_on(cover: Cover) -> Iterator[Finding]:
    """Look at the sources of feedback of a criterion that asks for several."""
    asked = cover.criterion.feedback
    if asked == Feedback() or not cover.is_shown:
        return
    sources = {plain(text) for item in cover.items for text in item.texts("feedback_sources")}
    english = all(is_english(item) for item in cover.items)
    if len(sources) < asked.sources:
        yield find(cover, _too_few(len(sources), asked.sources))
    elif english and asked.data and not _some(DATA, sources):
        yield find(cover, Text("no source is data, such as scores or a survey"))
    elif english and asked.informal and not _some(INFORMAL, sources):
        yield find(cover, Text("no source is informal, such as peers"))


def _too_few(there: int, asked: int) -> Text:
    if there:
        return Text("{count} of {wanted} sources", count=there, wanted=asked)
    return Text("none of {wanted} sources", wanted=asked)


def _some(phrases: tuple[str, ...], sources: set[str]) -> bool:
    return any(phrase in source for source in sources for phrase in phrases)


RULE = Rule("KND134", "one-sided-feedback", Severity.WARNING, find, look_on=look_on)
