"""Decisions and samples on a portfolio that is there: each stands on its evidence as it is."""

from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

from crossfolio.core.drafting import Answer, Draft, fields_of, resolved
from crossfolio.core.record.values import Verdict
from crossfolio.scaffold.decision import decision_text
from crossfolio.workspace.checking import check_project
from crossfolio.workspace.project import open_project

DAY = date(2026, 7, 1)
"""After everything that the portfolios hold."""
ASSESSORS = ("A1", "A2")
EVERY = 10
"""Decisions of which one is sampled."""


def decide(root: Path, number: int) -> None:
    """Write so many decisions, each on two criteria in turn, and samples of some.

    The second on a criterion supersedes the first, and each names the file of the one before it.
    """
    checked = check_project(open_project(root), DAY, every_fingerprint=True)
    covers = [criterion for criterion in checked.coverage.criteria.values() if criterion.items]
    folder = root / "assessment"
    for name in ("decisions", "samples"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    last: dict[str, str] = {}
    before: dict[str, str] = {}
    for n in range(number):
        chosen = [covers[(2 * n + k) % len(covers)] for k in range(min(2, len(covers)))]
        turn = 2 * n // len(covers)
        answers = tuple(
            Answer(
                it.criterion.id,
                Verdict.MORE_EVIDENCE if n % 7 == 6 else Verdict.MET,
                (it.items[turn % len(it.items)].id,),
                f"I read it twice, and it says when and where it was; this is decision {n}.",
            )
            for it in chosen
        )
        day = DAY - timedelta(days=30) + timedelta(days=30 * n // number)
        draft = Draft(ASSESSORS[n % len(ASSESSORS)], day, answers, feedback="Keep what was said.")
        ended = dict.fromkeys(
            last[answer.criterion] for answer in answers if answer.criterion in last
        )
        fields = fields_of(draft, resolved(draft, checked), checked)
        fields |= {"supersedes": [*ended]} if ended else {}
        fields |= {"after": dict(before)} if before else {}
        id = f"D{n:05}"
        text = f"decision: {id}\n{decision_text(fields)}"
        (folder / f"decisions/{id}.yml").write_text(text, encoding="utf-8")
        last |= {answer.criterion: id for answer in answers}
        before = {id: sha256(text.encode()).hexdigest()}
        if n % EVERY == 0:
            _sample(folder / f"samples/S{n:05}.yml", f"S{n:05}", id, day)


def _sample(path: Path, id: str, decision: str, day: date) -> None:
    path.write_text(
        f"sample: {id}\nquality_assurer: Q1\ndate: {day}\nstage: interim\n"
        f"decisions: [{decision}]\noutcome: agree\nfeedback: I would have decided the same.\n",
        encoding="utf-8",
    )
