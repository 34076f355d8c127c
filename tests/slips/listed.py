"""The slips that people make most, one line each."""

from collections.abc import Mapping
from dataclasses import dataclass, field

HEIC = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"
DOCX = b"PK\x03\x04" + bytes(60)


@dataclass(frozen=True, slots=True)
class Slip:
    """One slip."""

    where: str
    what: str
    path: str
    old: str
    """What stands there in the portfolio without a slip."""
    new: str
    beside: Mapping[str, bytes] = field(default_factory=dict)
    """Files that come with it."""


def _in_pages() -> list[Slip]:
    e01, e02, e03, e04 = (f"evidence/e0{n}.md" for n in (1, 2, 3, 4))
    title, date, tags = (
        "title: Calls on one Monday",
        "date: 2026-03-02",
        "[TEL.AC2, TEL.AC3, HX2.1.2, HX2.1.10]",
    )
    first, listed = "criteria: [TEL.AC1, TEL.AC3, HX2.1.1]", "  - TEL.AC2\n"
    rows = [
        ("a title with a colon", e01, title, "title: Log: calls on one Monday"),
        ("a quotation mark that is not closed", e01, title, 'title: "Calls on one Monday'),
        ("an apostrophe in single quotation marks", e01, title, "title: 'My desk's Monday'"),
        ("a title that is cut at a hash", e01, title, "title: Calls of Monday #1"),
        ("no blank after a colon", e01, "kind: product", "kind:product"),
        ("a tab", e02, listed, "\t- TEL.AC4\n"),
        ("an entry that is indented too far", e02, listed, "    - TEL.AC4\n"),
        ("an entry without its blank", e02, listed, "  -TEL.AC4\n"),
        ("front matter that is not closed", e01, "ai_use: none\n---\n", "ai_use: none\n"),
        ("front matter that is not opened", e01, "---\nid: E01", "id: E01"),
        ("a second front matter", e01, "---\n\n# Calls", "---\n---\nauthor: L001\n---\n\n# Calls"),
        ("a misspelt key", e01, first, first.replace("criteria", "criterai")),
        ("the key of another system", e01, first, first.replace("criteria", "tags")),
        ("a key that nobody knows", e01, "ai_use: none", "ai_use: none\ndescription: Calls"),
        ("a key twice", e01, "kind: product", "kind: product\nkind: observation"),
        ("two letters of a unit swapped", e01, "[TEL.AC1,", "[TLE.AC1,"),
        ("a digit too many", e01, "[TEL.AC1, TEL.AC3,", "[TEL.AC1, TEL.AC33,"),
        ("the letter O for a zero", e03, tags, tags.replace("1.10", "1.1O")),
        ("an outcome for a criterion", e01, "[TEL.AC1,", "[TEL.LO1,"),
        ("a unit for its criteria", e04, "[HX2.1.1,", "[HX2,"),
        ("a criterion with a hyphen for its dot", e01, "[TEL.AC1,", "[TEL-AC1,"),
        ("a blank for the dot", e01, "[TEL.AC1,", "[TEL AC1,"),
        ("a range", e03, "[TEL.AC2, TEL.AC3,", "[TEL.AC2-AC3,"),
        ("claims as text", e01, first, "criteria: TEL.AC1, TEL.AC3, HX2.1.1"),
        ("a comma left out", e01, "[TEL.AC1, TEL.AC3,", "[TEL.AC1 TEL.AC3,"),
        ("a colon in the list", e01, "[TEL.AC1,", "[TEL.AC1:,"),
        ("no claims", e01, first, "criteria: []"),
        ("a mark with a misspelt unit", e01, "desk. [TEL.AC1]", "desk. [TLE.AC1]"),
        ("a mark without its unit", e01, "desk. [TEL.AC1]", "desk. [AC1]"),
        ("a mark in round brackets", e01, "desk. [TEL.AC1]", "desk. (TEL.AC1)"),
        ("a mark for what is not claimed", e01, "desk. [TEL.AC1]", "desk. [TEL.AC1] [TEL.AC2]"),
        ("a date as it is written in Britain", e01, date, "date: 14/03/2026"),
        ("a date that can be read in two ways", e01, date, "date: 03/04/2026"),
        ("a date in words", e01, date, "date: 2 March 2026"),
        ("a date without its zeros", e01, date, "date: 2026-3-2"),
        ("a day that there is not", e01, date, "date: 2026-02-31"),
        ("a range of dates in words", e01, date, "date: 2026-03-02 to 2026-03-04"),
        ("the code of a kind", e02, "kind: witness-testimony", "kind: WT"),
        ("a kind by another name", e02, "kind: witness-testimony", "kind: witness statement"),
        ("a name for a person's ID", e03, "assessor: A1", "assessor: Sam Okafor"),
        ("nobody who observed", e03, "assessor: A1\n", ""),
        ("a status that there is not", e01, "ai_use: none", "ai_use: none\nstatus: final"),
        ("an ID with a blank", e01, "id: E01", "id: E 01"),
        ("a capital letter in a file's name", e01, "[calls.csv]", "[Calls.csv]"),
    ]
    return [Slip("in pages of evidence", *row) for row in rows] + [
        Slip(
            "in pages of evidence",
            "an iPhone's picture",
            e01,
            "that day. [HX2.1.1]\n",
            "that day. [HX2.1.1]\n\n![The desk on that Monday](desk.jpg)\n",
            {"evidence/desk.jpg": HEIC},
        ),
        Slip(
            "in pages of evidence",
            "a document of Word",
            e01,
            "[calls.csv]",
            "[calls.csv, notes.docx]",
            {"evidence/notes.docx": DOCX},
        ),
    ]


def _in_other_files() -> list[Slip]:
    tel, portfolio, site = "criteria/tel.yml", "evidence/portfolio.yml", "mkdocs.yml"
    units = "units: {TEL: submitted, HX2: submitted}"
    rows = [
        (
            "in unit files",
            "a title with a colon",
            tel,
            "title: Deal with",
            "title: Unit 1: deal with",
        ),
        ("in unit files", "a misspelt key", tel, "criteria:", "criterias:"),
        (
            "in unit files",
            "a bracket that is not closed",
            tel,
            "callers want., outcomes: [LO1]}",
            "callers want., outcomes: [LO1}",
        ),
        (
            "in unit files",
            "an outcome that there is not",
            tel,
            "callers want., outcomes: [LO1]",
            "callers want., outcomes: [LO11]",
        ),
        ("in unit files", "an outcome whose ID is misspelt", tel, "{id: LO1,", "{id: L01,"),
        ("in unit files", "a unit whose code is misspelt", tel, "unit: TEL", "unit: TLE"),
        ("in unit files", "a criterion whose ID is misspelt", tel, "{id: AC3,", "{id: AC33,"),
        ("in unit files", "a code with a stroke", tel, "unit: TEL", "unit: T/EL"),
        (
            "in portfolio.yml",
            "no blank after a colon",
            portfolio,
            units,
            "units: {TEL:submitted, HX2: submitted}",
        ),
        (
            "in portfolio.yml",
            "a misspelt unit",
            portfolio,
            units,
            "units: {TLE: submitted, HX2: submitted}",
        ),
        (
            "in portfolio.yml",
            "a word that there is not",
            portfolio,
            units,
            "units: {TEL: done, HX2: submitted}",
        ),
        ("in portfolio.yml", "a misspelt qualification", portfolio, "[DESK-L2]", "[DESK-L3]"),
        ("in mkdocs.yml", "a word that there is not", site, "fail_on: error", "fail_on: eror"),
        ("in mkdocs.yml", "a colon left out", site, "  - crossfolio:", "  - crossfolio"),
    ]
    return [Slip(*row) for row in rows]


SLIPS = [*_in_pages(), *_in_other_files()]
