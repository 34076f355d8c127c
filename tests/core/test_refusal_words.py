"""Why a decision is not written, why a file is not published, and what changed: in which words."""

from datetime import date, timedelta

import pytest

from crossfolio.core.check import Checked
from crossfolio.core.drafting import Answer, Draft
from crossfolio.core.media import (
    MEDIA,
    MOST_BYTES,
    MOST_PIXELS,
    Inside,
    StoredFile,
    media_of,
    why_unsafe,
)
from crossfolio.core.place import Place
from crossfolio.core.record.objections import Objection, ObjectionKind
from crossfolio.core.record.standing import Change, ChangeKind
from crossfolio.core.record.values import Verdict
from crossfolio.core.record.words import change_words, objection_words
from crossfolio.core.refusing import refusals
from crossfolio.core.texts import Text
from support import TODAY, Check, page, unit

NOT_TEXT = "\ud800"
PEOPLE = """\
people:
  A1: {roles: [assessor], display_name: A}
  A2: {roles: [assessor], display_name: B}
  L1: {roles: [learner], display_name: L}
  T1: {roles: [trainee-assessor], display_name: T}
  W1: {roles: [witness], display_name: W}
"""
FILES = {
    "criteria/bud.yml": unit("AC1", "AC2", "AC3 status: withdrawn", "AC4"),
    "criteria/mcs.yml": unit("AC1", code="MCS"),
    "evidence/portfolio.yml": "learner: L1\nunits: {BUD: submitted}\n",
    "evidence/e01.md": page(criteria="[BUD.AC1]", body="# A plan [BUD.AC1]\n"),
    "evidence/e02.md": page(id="E02", criteria="[BUD.AC2]", body="# A plan [BUD.AC2]\n"),
    "evidence/e03.md": page(id="E03", criteria="[BUD.AC9]", body="# A plan\n"),
    "assessment/people.yml": PEOPLE,
}
MET = Answer("BUD.AC1", Verdict.MET)


def draft(*answers: Answer, assessor: str = "A1", **more: object) -> Draft:
    """Return what an assessor answers on the day of the suite."""
    return Draft(assessor, TODAY, answers or (MET,))._replace(**more)


@pytest.fixture
def checked(check: Check) -> Checked:
    """Return a portfolio with one item that counts for each of two criteria."""
    return check(FILES)


REFUSED = {
    "nothing": (draft(), []),
    "nobody": (
        draft(assessor=""),
        [
            (
                (
                    "nobody is named who decides: give --as ID, or set"
                    " `git config crossfolio.person ID`"
                ),
                "assessor",
            )
        ],
    ),
    "the learner": (
        draft(assessor="l1"),
        [("`l1` is the learner, who decides on nothing", "assessor")],
    ),
    "unknown": (
        draft(assessor="A11"),
        [("`A11` is in no register of people; did you mean `A1`?", "assessor")],
    ),
    "unlike": (
        draft(assessor="somebody"),
        [("`somebody` is in no register of people", "assessor")],
    ),
    "a witness": (draft(assessor="W1"), [("`W1` is no assessor in people.yml", "assessor")]),
    "countersigned by a witness": (
        draft(assessor="T1", countersigned_by="W1"),
        [("`W1` cannot countersign: another assessor has to", "assessor")],
    ),
    "countersigned": (draft(assessor="T1", countersigned_by="A2"), []),
    "tomorrow": (
        draft(day=TODAY + timedelta(days=1)),
        [("2026-07-02 is after today, 2026-07-01", "date")],
    ),
    "method": (draft(method=NOT_TEXT), [("how it was judged is not UTF-8", "")]),
    "feedback": (draft(feedback=NOT_TEXT), [("the feedback is not UTF-8", "")]),
    "feedback of one": (
        draft(MET._replace(feedback=NOT_TEXT)),
        [("the feedback for `BUD.AC1` is not UTF-8", "BUD.AC1")],
    ),
    "no such item": (
        draft(MET._replace(on=("E1",))),
        [("there is no evidence `E1`; did you mean `E01`?", "E1")],
    ),
    "no item like it": (
        draft(MET._replace(on=("picture",))),
        [("there is no evidence `picture`", "PICTURE")],
    ),
    "not looked at": (
        draft(MET._replace(on=("E01",)), items=("E02",)),
        [("E01 is not among the items that were looked at", "BUD.AC1")],
    ),
    "answered twice": (draft(MET, MET), [("`BUD.AC1` is answered twice", "BUD.AC1")]),
    "no such criterion": (
        draft(MET, Answer("BUD.AC5", Verdict.MET)),
        [
            (
                (
                    "there is no criterion `BUD.AC5`;"
                    " did you mean `BUD.AC2` or `BUD.AC3` or `BUD.AC4`?"
                ),
                "BUD.AC5",
            )
        ],
    ),
    "withdrawn": (
        draft(Answer("BUD.AC3", Verdict.WITHDRAWN, feedback="gone", on=("E01",))),
        [("`BUD.AC3` is withdrawn", "BUD.AC3")],
    ),
    "not taken": (
        draft(Answer("MCS.AC1", Verdict.NOT_YET_MET, feedback="more", on=("E01",))),
        [("`MCS.AC1` belongs to a unit that is not taken", "MCS.AC1")],
    ),
    "another level": (
        draft(MET._replace(level="merit")),
        [("`BUD.AC1` is not of the level `merit`", "BUD.AC1")],
    ),
    "without feedback": (
        draft(MET._replace(verdict=Verdict.NOT_YET_MET)),
        [("feedback is missing for `BUD.AC1`: not yet met says what is wanted", "BUD.AC1")],
    ),
    "rests on nothing": (
        draft(Answer("BUD.AC4", Verdict.MET)),
        [
            (
                "nothing that counts claims `BUD.AC4`; name what it rests on with --on BUD.AC4=ID",
                "BUD.AC4",
            )
        ],
    ),
    "does not count": (
        draft(Answer("BUD.AC4", Verdict.MET, on=("E01",))),
        [
            (
                "E01 does not count for `BUD.AC4`: it claims it not, or is no longer in",
                "BUD.AC4",
            )
        ],
    ),
    "mapped": (draft(Answer("BUD.AC1", Verdict.MET, on=("e01",), mapped=True)), []),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_decision_is_refused_in_these_words(case: str, checked: Checked) -> None:
    """Each reason is said once, and says what it is about."""
    asked, reasons = REFUSED[case]
    assert [(str(each.text), each.about) for each in refusals(asked, checked)] == reasons


def test_a_decision_on_nothing_is_refused(checked: Checked) -> None:
    """An assessor who answers nothing is told how to."""
    (reason,) = refusals(Draft("A1", date(2026, 7, 1), ()), checked)
    assert reason.text == (
        "nothing is decided: give --met, --not-yet-met, --more-evidence or --withdraw"
    )


PDF = b"%PDF-1.7\n"
UNSAFE = [
    ("a.pdf", StoredFile(9, PDF), None),
    ("a.PDF", StoredFile(MOST_BYTES, PDF), None),
    ("a.pdf", StoredFile(9, PDF, refused=True), "this type of file is not published"),
    ("a.pdf", StoredFile(0), "it is empty | put the whole file here"),
    ("a.pdf", StoredFile(0, closed=True), "it cannot be opened | put the whole file here"),
    (
        "a.pdf",
        StoredFile(MOST_BYTES + 1, PDF),
        "it is larger than 25 MB | shorten it, or keep it elsewhere and say where",
    ),
    (
        "a.csv",
        StoredFile(9, b"version https://git-lfs.github.com/spec/v1"),
        "it is only a pointer of Git LFS | fetch the real file with `git lfs pull`",
    ),
    (
        "b/a.png",
        StoredFile(9, PDF),
        "it is not a PNG picture, whatever its name says | it is a PDF; name it `a.pdf`",
    ),
    (
        "a.jpg",
        StoredFile(99, b"\0\0\0\x18ftypheic"),
        (
            "it is not a JPEG picture, whatever its name says"
            " | it is a picture in HEIC, as telephones take them; export it as JPEG"
        ),
    ),
    ("a.jpg", StoredFile(9, b"GIF89a"), "it is not a JPEG picture, whatever its name says"),
    (
        "a.pdf",
        StoredFile(9, b"<html>"),
        "it is not a PDF, whatever its name says | it is a page of text; print it to a PDF",
    ),
    ("a.pdf", StoredFile(9, b"??"), "it is not a PDF, whatever its name says | save it again"),
    ("a.csv", StoredFile(9, b"a\0"), "it is not a table (CSV), whatever its name says"),
    ("a.csv", StoredFile(9, None), None),
    (
        "a.pdf",
        StoredFile(9, PDF, Inside(foreign=True)),
        "it is not a PDF, whatever its name says | it is a PDF; name it `a.pdf`",
    ),
    (
        "a.pdf",
        StoredFile(9, PDF, Inside(truncated=True)),
        "it breaks off before its end | copy the whole file here again",
    ),
    ("a.pdf", StoredFile(9, PDF, Inside(pixels=MOST_PIXELS)), None),
    (
        "a.pdf",
        StoredFile(9, PDF, Inside(pixels=MOST_PIXELS + 1)),
        "it has more than 50 megapixels | save it smaller",
    ),
    (
        "a.pdf",
        StoredFile(9, PDF, Inside(active=(Text("a script"), Text("a file")))),
        "it holds a script and a file | print it to a new PDF",
    ),
    ("a.heic", StoredFile(9, b"x"), "this type of file is not published | export it as JPEG"),
    ("a.GIF", StoredFile(9, b"x"), "it is not a GIF picture, whatever its name says"),
    ("a.svg", StoredFile(9, b"x"), "this type of file is not published | save it as PNG"),
    (
        "a.xls",
        StoredFile(9, b"x"),
        "this type of file is not published | save the table as CSV, or as PDF",
    ),
    ("a.mov", StoredFile(9, b"x"), "this type of file is not published | export it as MP4"),
    ("a.ogg", StoredFile(9, b"x"), "this type of file is not published | export it as MP3"),
    (
        "a.zip",
        StoredFile(9, b"x"),
        "this type of file is not published | unpack it, and attach its files",
    ),
    (
        "a.bin",
        StoredFile(9, b"x"),
        "this type of file is not published | save it as one of these types: "
        + ", ".join(ending[1:] for ending in MEDIA),
    ),
]


@pytest.mark.parametrize(("path", "file", "words"), UNSAFE)
def test_a_file_is_not_published_in_these_words(
    path: str, file: StoredFile, words: str | None
) -> None:
    """Why, and what to do; where only the why is written here, what to do is not looked at."""
    said = why_unsafe(path, file)
    if words is None:
        assert said is None
    else:
        assert said
        assert " | ".join(said)[: len(words)] == words
        assert media_of(path) is None or " | " in words or said[1]


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("unreadable", "a later decision cannot be read (d.yml)"),
        ("sample-unreadable", "a sample cannot be read (d.yml)"),
        ("untrusted", "a later decision is not signed as it has to be (d.yml)"),
        ("no-register", "the register of people cannot be read (d.yml)"),
        ("no-learner", "who the learner is cannot be read (d.yml)"),
        ("entry-unreadable", "the criterion's entry cannot be read (d.yml)"),
        ("disputed", "sample S01 disagrees with the decision"),
        ("unclaimed", "E01 does not claim the criterion"),
        ("set-aside", "E01 no longer counts for it"),
        ("less", "judged less than is asked: "),
        ("mismatched", "the hashes of E01 in S01 do not belong together"),
        ("other-level", "S01 says another level than the criterion has"),
    ],
)
def test_a_criterion_is_not_accepted_in_these_words(kind: str, words: str) -> None:
    """Each kind of objection has words, and names what it rests on."""
    objection = Objection(ObjectionKind(kind), Place("d.yml", 2), "E01", id="S01")
    assert objection_words(objection) == words


def test_what_changed_is_said_in_these_words() -> None:
    """The criterion and what is gone come first; parts of one item are said together."""
    changes = [
        Change(ChangeKind.TEXT, "E01"),
        Change(ChangeKind.WORDING),
        Change(ChangeKind.REVISION, part="2"),
        Change(ChangeKind.GONE, "E02"),
        Change(ChangeKind.CLAIM, "E03", "range"),
        Change(ChangeKind.CLAIM, "E04"),
        Change(ChangeKind.FIELDS, "E01"),
        Change(ChangeKind.FILE, "E01", "a.png"),
        Change(ChangeKind.ITEM, "E05"),
    ]
    assert change_words(changes) == (
        "the criterion has been reworded",
        "the criterion has another revision than 2, which was judged",
        "E02 is gone",
        "the note or the range of E03's claim has changed",
        "the note of E04's claim has changed",
        "E01 has changed: the text, the front matter, a.png",
        "E05 has changed",
    )
