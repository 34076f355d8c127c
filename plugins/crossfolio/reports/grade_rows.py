"""Levels as the reports for programs give them."""

from typing import Any

from crossfolio.core.grades import Grade, QualificationGrade

Row = dict[str, Any]


def grade_row(grade: Grade | QualificationGrade | None) -> Row:
    """Return the member `grade`; none of a unit or a qualification that is not graded.

    Its `points` are those of claims and of decisions, `null` where no points are given.
    """
    if grade is None:
        return {}
    row: Row = {"claims": grade.claims, "decisions": grade.decisions}
    if isinstance(grade, QualificationGrade):
        row["points"] = grade.points._asdict() if grade.points else None
    return {"grade": row}
