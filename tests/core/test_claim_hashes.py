"""What a decision remembers of a claim: its note and its range, of all parts together."""

import json
from hashlib import sha256

from crossfolio.core.evidence import Claim, RangeValue
from crossfolio.core.place import Place
from crossfolio.core.record.hashes import claim_hash, wording_hash
from support import Build, Check, page

PLACE = Place("evidence/e01.md", 1)


def plain_hash(value: object) -> str:
    """Return the hash as RECORD.md has it, by other means."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return sha256(text.encode()).hexdigest()


def test_a_claim_without_note_and_range() -> None:
    """What is absent is left out, so that an old claim has the hash it always had."""
    assert claim_hash(Claim("BUD.AC1", PLACE)) == plain_hash({})
    assert claim_hash(Claim("BUD.AC1", PLACE, note="n")) == plain_hash({"note": "n"})


def test_a_claim_with_a_range() -> None:
    """The range stands in the hash as the claim writes it."""
    values = tuple(RangeValue("customers", it, PLACE, PLACE) for it in ("internal", "angry"))

    assert claim_hash(Claim("U3.1", PLACE, note="n", range=values)) == plain_hash(
        {"note": "n", "range": {"customers": ["internal", "angry"]}}
    )


def test_wording() -> None:
    """Title, text, requires, level, range and parts are the wording, and nothing else."""
    fields = {
        "id": "1",
        "text": "t",
        "level": "merit",
        "range": [{"id": "r", "of": ["x"], "at_least": 1}],
        "parts": [{"id": "a", "text": "p"}],
        "methods": ["AM1"],
        "ksb": "skill",
    }

    wording = {key: fields[key] for key in ("text", "level", "range", "parts")}
    assert wording_hash(fields) == plain_hash(wording)


UNIT = """\
unit: U3
title: U
source: {kind: draft}
criteria:
  - {id: "1", text: T, parts: [{id: a, text: A}, {id: b, text: B}]}
"""


def test_claims_on_parts_are_one(check: Check, portfolio: Build) -> None:
    """The notes of claims on several parts are taken together, in the order of the page."""
    claims = "[{criterion: U3.1a, note: x}, {criterion: U3.1b, note: y}, U3.1b]"
    files = {"criteria/bud.yml": UNIT, "evidence/e01.md": page(criteria=claims)}
    checked = check(portfolio(files))

    claim = checked.claims.first_claim(checked.portfolio.by_id["E01"], "U3.1")

    assert claim is not None
    assert claim_hash(claim) == plain_hash({"note": "x\ny"})
